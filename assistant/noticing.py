"""Notices which files have not changed, moved or gone since they were read. Knows no formats.

A file whose size, times and inode are what they were is not read again. One written to just before
it was read might be written to once more within the same tick of its clock, and is read again, as
git does with what it calls racily clean.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path, PurePosixPath

from assistant.library import NotedFile, Store
from assistant.loading import Source, is_address
from assistant.records import Failure, ReportSummary

# The times of a FAT file are told to two seconds; those of others far finer.
TICK = 2_000_000_000
"""Nanoseconds."""


@dataclass(frozen=True, slots=True)
class Noticed:
    """One run's look at its files.

    ``roots`` are the folders, archives and files given, ``places`` their files, ``states`` how each
    file on disk was before anything was read, and ``seen`` what was found in which place.
    """

    store: Store
    roots: tuple[str, ...]
    places: dict[str, Source]
    states: dict[str, str]
    seen: dict[str, str]

    def find_unread(self, source: Source) -> str | None:
        """Returns the id of a file's report where it has not changed since it was read."""
        if source.is_remote:
            return None
        noted = self.store.files.find(place_of(source))
        state = self.states[_file_of(source)]
        if noted is None or not state or noted.state != state:
            return None
        if not self.store.has(noted.report_id):
            return None
        self.note(source, noted.report_id)
        return noted.report_id

    def find_before(self, origin: str) -> str | None:
        """Returns the current report that was last read from a path or address."""
        noted = None if is_address(origin) else self.store.files.find(full_path(origin))
        if noted is not None and self.store.has(noted.report_id):
            return noted.report_id
        return self.store.find_by_origin(origin)

    def is_elsewhere(self, report_id: str, origin: str) -> bool:
        """Tells whether another file than an origin's, not written to since, holds a report."""
        return any(
            one.state and one.place != full_path(origin) and one.state == self._state(one.file)
            for one in self.store.files.of(report_id)
        )

    def rename(self, old: str, new: str) -> None:
        """Notes that a file of this run was given another path after it was read."""
        place, file = full_path(old), full_path(new)
        self.states[file] = state_of(file)
        self.places[file] = replace(self.places[place], path=Path(new), origin=new)
        self.seen[file] = self.seen.pop(place)

    def note(self, source: Source, report_id: str) -> None:
        """Notes what was found in a source."""
        if not source.is_remote:
            self.seen[place_of(source)] = report_id

    def keep(self) -> None:
        """Writes what was noted; a report whose file was moved is of its new place from now on."""
        files = self.store.files
        before = {one.place: one for one in files.all()}
        now = {place: self._noted(place) for place in self.seen}
        files.note(one for one in now.values() if before.get(one.place) != one)
        found = set(self.seen.values())
        files.forget(
            one.place
            for one in before.values()
            if one.report_id in found and not self._is_there(one.place, one.file)
        )
        reports = self.store.metadata(found)
        for place, report_id in self.seen.items():
            report = reports.pop(report_id, None)
            if report is None or is_address(report.origin):
                continue
            old = full_path(report.origin)
            is_told = old in before or self._is_given(old)
            is_there = self._is_there(old, before[old].file if old in before else old)
            if self.seen.get(old, report_id) != report_id or (is_told and not is_there):
                files.move(report_id, self.places[place].origin)

    def find_missing(
        self, failures: Sequence[Failure], leave: Collection[str] = ()
    ) -> tuple[ReportSummary, ...]:
        """Returns the current reports whose files are no longer among those of the folders and
        archives given.

        What could not be looked into or was left is not missing, nor is what is there in another
        place.
        """
        failed = [
            full_path(failure.origin) for failure in failures if not is_listable(failure.origin)
        ]
        unseen = [*failed, *leave]
        listed = self.store.summaries()
        files = self.store.files.all()
        known = {one.report_id for one in files}
        # Of a report read before files were noted there is no more than its origin.
        files += [
            NotedFile(full_path(s.report.origin), full_path(s.report.origin), s.report.id, "")
            for s in listed
            if s.report.id not in known and not is_address(s.report.origin)
        ]
        gone = {one.report_id for one in files if self._is_given(one.place)}
        there = {one.report_id for one in files if self._is_there(one.place, one.file)}
        unsure = {one.report_id for one in files if _is_in_any(one.place, unseen)}
        missing = gone - there - unsure
        return tuple(summary for summary in listed if summary.report.id in missing)

    def _noted(self, place: str) -> NotedFile:
        file = _file_of(self.places[place])
        return NotedFile(place, file, self.seen[place], self.states[file])

    def _state(self, file: str) -> str:
        return self.states[file] if file in self.states else state_of(file)

    def _is_given(self, place: str) -> bool:
        # The library's own files are passed over in a folder around it, and are not missing there.
        own = os.path.realpath(self.store.folder)
        roots = [r for r in self.roots if _is_in(r, own)] if _is_in(place, own) else self.roots
        return _is_in_any(place, roots)

    def _is_there(self, place: str, file: str) -> bool:
        return place in self.places if self._is_given(place) else os.path.lexists(file)


@contextmanager
def noticing(store: Store, origins: Sequence[str], sources: Sequence[Source]) -> Iterator[Noticed]:
    """Looks at the files of a run before any is read; what was noted is kept, however it ends."""
    places = {place_of(source): source for source in sources if not source.is_remote}
    files = {_file_of(source) for source in places.values()}
    roots = tuple(full_path(origin) for origin in origins if not is_address(origin))
    noticed = Noticed(store, roots, places, {file: state_of(file) for file in files}, {})
    try:
        yield noticed
    finally:
        noticed.keep()


def without(
    leave: Collection[str], sources: Sequence[Source], failures: Sequence[Failure]
) -> tuple[list[Source], list[Failure]]:
    """Returns what is left of sources and failures without the files and folders of some paths."""
    kept = [s for s in sources if s.is_remote or not _is_in_any(_file_of(s), leave)]
    return kept, [
        failure for failure in failures if not _is_in_any(full_path(failure.origin), leave)
    ]


def place_of(source: Source) -> str:
    """Returns where a file is, as an absolute path; one in an archive as if that were a folder."""
    inner = (PurePosixPath(name.replace("\\", "/")).parts for name in source.member)
    return str(Path(_file_of(source), *chain.from_iterable(inner)))


def state_of(file: str, *, clock: Callable[[], int] = time.time_ns) -> str:
    """Returns what changes when a file is written to; "" where a change might not show."""
    try:
        stat = Path(file).stat()
    except OSError:
        return ""
    if clock() - stat.st_mtime_ns < TICK:
        return ""
    return f"{stat.st_size} {stat.st_mtime_ns} {stat.st_ctime_ns} {stat.st_ino} {stat.st_dev}"


def _file_of(source: Source) -> str:
    return os.path.normpath(Path(source.path).absolute())


def full_path(origin: str) -> str:
    """Returns a path as an absolute one, nothing in it looked up."""
    return os.path.normpath(Path(origin).expanduser().absolute())


def is_listable(origin: str) -> bool:
    """Tells whether a folder is there and can be listed."""
    try:
        next(Path(origin).expanduser().iterdir(), None)
    except (OSError, ValueError):
        return False
    return True


def _is_in_any(place: str, folders: Collection[str]) -> bool:
    return any(_is_in(place, folder) for folder in folders)


def _is_in(place: str, folder: str) -> bool:
    return place == folder or place.startswith(folder.rstrip(os.sep) + os.sep)
