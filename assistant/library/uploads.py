"""Keeps copies of files that were handed over, one a name. Knows nothing of what is in them.

A file that is handed over does not stay where it is. Its copy has a place of its own, `uploads/` in
the library's folder, so that the same name again can be a new version and its pages be drawn later.
Another report of the same name gets one with a number: "report (2).pdf".
"""

from __future__ import annotations

import os
import re
import shutil
import threading
import unicodedata
from collections.abc import Callable, Collection, Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from assistant.errors import UnreadableReport
from assistant.library.files import Files
from assistant.loading import MANIFEST, check_size, is_address
from assistant.records import Added, Report
from assistant.settings import Settings

UPLOADS = "uploads"
_LONGEST_NAME = 200
"""Bytes; file systems take 255, and a name within an archive is shown behind this one."""
_NUMBERED = re.compile(r"(.*) \(\d+\)(\.[^.]*)?", re.DOTALL)


@dataclass(frozen=True, slots=True)
class _Handed:
    """A file being taken in: its copy, and where what had the copy's name before is meanwhile."""

    copy: Path
    before: Path


class Uploads:
    """The copies of one library. Files take turns, so that no two are written over one another."""

    def __init__(self, folder: Path, files: Files, reports: Callable[[], Iterable[Report]]) -> None:
        self._folder = uploads_of(folder)
        self._files = files
        self._reports = reports
        self._turn = threading.Lock()
        self._left: set[Path] = set()
        self._handed: _Handed | None = None

    def add(self, file: Path, read: Callable[[Path], Added], *, settings: Settings) -> Added:
        """Copies a file, has the copy read, and keeps it where a report is now of it.

        Where none is, what was there under its name is put back. Raises UnreadableReport.
        """
        name = plain_name(file.name)
        if name.casefold() == MANIFEST:
            # Beside other copies it would tell what they are.
            raise UnreadableReport(name, "a manifest is read with its folder; add the reports")
        with self._turn:
            try:
                check_size(file.stat().st_size, name, settings)
                self._handed = self._exchange(file, name)
            except OSError as error:
                raise UnreadableReport(name, _no_room(error)) from error
            touched: Collection[str] = ()
            try:
                added = read(self._handed.copy)
                touched = {s.report.id for s in (*added.added, *added.updated)}
                touched |= set(added.unchanged)
            finally:
                self._settle(self._handed, touched)
                self._handed = None
                self._tidy()
        return added

    def names_for(self, origin: str) -> list[str]:
        """Returns where reports of the name that is being handed over may be kept, as origins: its
        own name, then numbered ones, a free one last; [] where an origin is not being handed over.
        """
        if self._handed is None or origin != str(self._handed.copy):
            return []
        name, kind = self._handed.copy.stem, self._handed.copy.suffix
        names = [self._handed.copy]
        while names[-1] == self._handed.copy or os.path.lexists(names[-1]):
            names.append(self._folder / f"{name} ({len(names) + 1}){kind}")
        return [str(path) for path in names]

    def keep_as(self, origin: str) -> None:
        """Keeps what is being handed over under another of its names; what had its own is put back.

        Raises UnreadableReport where it cannot.
        """
        assert self._handed is not None, "nothing is being handed over"
        copy, before = self._handed.copy, self._handed.before
        target, aside = Path(origin), self._part()
        try:
            if target.exists():
                shutil.copy2(target, aside)
            copy.replace(target)
            self._handed = _Handed(target, aside)
            if before.exists():
                before.replace(copy)
        except OSError as error:
            raise UnreadableReport(copy.name, _no_room(error)) from error

    def leave(self, origins: Iterable[str]) -> None:
        """Deletes the copies that reports, which were removed, were read from."""
        self._left.update(copy for origin in origins if (copy := self._copy_of(origin)))
        # A copy that is being read is looked at again after that.
        if self._turn.acquire(blocking=False):
            try:
                self._tidy()
            finally:
                self._turn.release()

    def _part(self) -> Path:
        return self._folder / f".{uuid4().hex}.part"

    def _exchange(self, file: Path, name: str) -> _Handed:
        """Puts a copy in its place whole."""
        self._folder.mkdir(exist_ok=True)
        for torn in self._folder.glob(".*.part"):
            torn.unlink(missing_ok=True)
        copy = self._folder / name
        new, before = self._part(), self._part()
        try:
            shutil.copyfile(file, new)
            if copy.exists():
                shutil.copy2(copy, before)
            new.replace(copy)
        except OSError:
            new.unlink(missing_ok=True)
            before.unlink(missing_ok=True)
            raise
        return _Handed(copy, before)

    def _settle(self, handed: _Handed, touched: Collection[str]) -> None:
        copy, before = handed.copy, handed.before
        of_copy = {report.id for report in self._reports() if self._copy_of(report.origin) == copy}
        was_there = before.exists()
        if of_copy & set(touched) or (of_copy and not was_there):
            before.unlink(missing_ok=True)
            return
        if was_there:
            before.replace(copy)
        else:
            copy.unlink(missing_ok=True)
        self._files.forget([one.place for one in self._files.all() if one.file == str(copy)])

    def _tidy(self) -> None:
        while self._left:
            copy = self._left.pop()
            if all(self._copy_of(report.origin) != copy for report in self._reports()):
                # What cannot be deleted does not keep a report from being removed.
                with suppress(OSError):
                    copy.unlink(missing_ok=True)

    def _copy_of(self, origin: str) -> Path | None:
        within = _within(origin, self._folder)
        return self._folder / within.parts[0] if within else None


def uploads_of(folder: Path) -> Path:
    """Returns where the copies of a library are: one path, by whichever links it was opened."""
    return folder.resolve() / UPLOADS


def plain_origin(origin: str, folder: Path) -> str:
    """Returns where a report was read from, for people: of a copy its name alone."""
    within = _within(origin, uploads_of(folder))
    return str(within) if within else origin


def is_numbered(copy: str, name: str) -> bool:
    """Whether a copy's name is that of a file handed over with a number put to it."""
    own = plain_name(name)
    apart = _NUMBERED.fullmatch(copy)
    return copy != own and apart is not None and f"{apart[1]}{apart[2] or ''}" == own


def plain_name(name: str) -> str:
    """Returns a name that is a file of its folder whatever was given, and is not hidden."""
    last = unicodedata.normalize("NFC", name.replace("\\", "/")).rpartition("/")[2]
    shown = "".join(one for one in last if one.isprintable()).strip().lstrip(". ")
    stem, dot, kind = shown.rpartition(".")
    if len(shown.encode()) > _LONGEST_NAME:
        kind = kind if dot and len(kind.encode()) < 20 else ""
        kept = (stem if kind else shown).encode()[: _LONGEST_NAME - 1 - len(kind.encode())]
        shown = kept.decode(errors="ignore") + (f".{kind}" if kind else "")
    return shown or "report"


def _no_room(error: OSError) -> str:
    return f"it cannot be kept in the library's folder: {error.strerror}"


def _within(origin: str, folder: Path) -> Path | None:
    if is_address(origin) or "\0" in origin:
        return None
    place = Path(os.path.normpath(Path(origin).expanduser().absolute()))
    return place.relative_to(folder) if folder in place.parents else None
