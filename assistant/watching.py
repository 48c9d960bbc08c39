"""Keeps folders read: adds what is new or changed once it has stopped growing, tells what is gone.
Knows no formats and no terminal.

It looks at the folders again and again rather than have the system report changes: those reports do
not cross to shared and mounted folders, which is where a team keeps its files. The library is open
only while something is added, so that others can use it between.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeAlias

from assistant.assistant import Library
from assistant.errors import LibraryInUse, WrongUse
from assistant.loading import is_address
from assistant.noticing import full_path, is_listable
from assistant.records import Added, ReportSummary

States: TypeAlias = dict[str, str]
"""How each file is, by its absolute path."""


class Happening(StrEnum):
    """What there is to be told."""

    WATCHING = "watching"
    ADDED = "added"
    UPDATED = "updated"
    FAILED = "failed"
    GONE = "gone"
    WAITING = "waiting"
    UNREACHABLE = "unreachable"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened: to a report, to an ``origin``, or, with a ``note``, to the watch."""

    happening: Happening
    summary: ReportSummary | None = None
    origin: str = ""
    note: str = ""

    def to_dict(self) -> dict[str, Any]:
        """Returns the stable shape of a line of `assistant watch --json`."""
        about = {"event": self.happening.value}
        if self.summary is not None:
            keys = ("id", "title", "origin", "pages", "passages", "figures", "warnings")
            row = self.summary.to_dict()
            return {**about, **{key: row[key] for key in keys}}
        told = {"origin": self.origin} if self.origin else {}
        return {**about, **told, "note": self.note}


@dataclass
class Watcher:
    """Folders, and what was last seen in them. Each `look` adds what is due; wait between looks."""

    open_library: Callable[[], Library]
    library: Path
    folders: Sequence[str]
    tell: Callable[[Event], None]
    _last: States | None = None
    _done: States | None = None
    _failures: dict[str, str] = field(default_factory=dict)
    _gone: frozenset[str] = frozenset()
    _unreachable: frozenset[str] = frozenset()
    _is_waiting: bool = False

    def __post_init__(self) -> None:
        """Raises WrongUse for what is no folder."""
        for folder in self.folders:
            if is_address(folder) or not Path(folder).expanduser().is_dir():
                raise WrongUse(f"{folder} is no folder. Name the folder the reports come into.")

    def look(self) -> None:
        """Looks once, and adds what has not changed since the look before; raises what adding does.

        A library that is in use is waited for, and said so once.
        """
        reached = [folder for folder in self.folders if is_listable(folder)]
        self._tell_unreachable(frozenset(self.folders) - set(reached))
        now = dict(_states(reached, self.library))
        last, self._last = self._last, now
        if last is None or not reached:
            return
        settled = {file: state for file, state in now.items() if last.get(file) == state}
        if self._done is not None and not self._is_due(settled, now, last):
            return
        growing = now.keys() - settled.keys()
        # One that could not be read, and has not been written to since, will not do better now.
        hopeless = {f for f in self._failures if settled.get(f) and self._known(f) == settled[f]}
        try:
            opened = self.open_library()
        except LibraryInUse as error:
            if not self._is_waiting:
                self.tell(Event(Happening.WAITING, note=str(error)))
            self._is_waiting = True
            return
        self._is_waiting = False
        with opened:
            added = opened.add(reached, leave={*growing, *hopeless, full_path(str(self.library))})
        self._done = settled
        self._tell(added, hopeless)

    def _known(self, file: str) -> str | None:
        return None if self._done is None else self._done.get(file)

    def _is_due(self, settled: States, now: States, last: States) -> bool:
        assert self._done is not None
        changed = any(self._done.get(file) != state for file, state in settled.items())
        # Programs that save a file may take it away for a moment.
        gone = any(file not in now and file not in last for file in self._done)
        return changed or gone

    def _tell(self, added: Added, hopeless: Collection[str]) -> None:
        for summary in added.added:
            self.tell(Event(Happening.ADDED, summary))
        for summary in added.updated:
            self.tell(Event(Happening.UPDATED, summary))
        failures = {full_path(failed.origin): failed for failed in added.failed}
        for place, failed in failures.items():
            # A folder with nothing in it yet is no failure here.
            if not is_listable(failed.origin) and self._failures.get(place) != failed.error:
                self.tell(Event(Happening.FAILED, origin=failed.origin, note=failed.error))
        left = {place: self._failures[place] for place in hopeless}
        self._failures = left | {place: failed.error for place, failed in failures.items()}
        for summary in added.missing:
            if summary.report.id not in self._gone:
                self.tell(Event(Happening.GONE, summary))
        self._gone = frozenset(summary.report.id for summary in added.missing)

    def _tell_unreachable(self, unreachable: frozenset[str]) -> None:
        for folder in sorted(unreachable - self._unreachable):
            note = "the folder cannot be looked into; its reports stay as they are"
            self.tell(Event(Happening.UNREACHABLE, origin=folder, note=note))
        self._unreachable = unreachable


def _states(folders: Sequence[str], library: Path) -> Iterator[tuple[str, str]]:
    """Yields each file, hidden ones and the library's own aside, and how it is."""
    seen: set[str] = set()
    for folder in folders:
        for root, names, files in os.walk(full_path(folder), followlinks=True):
            real = os.path.realpath(root)
            if real in seen or real == os.path.realpath(library):
                names.clear()
                continue
            seen.add(real)
            names[:] = [name for name in names if not name.startswith(".")]
            for name in files:
                if not name.startswith("."):
                    yield from _state(Path(root, name))


def _state(path: Path) -> Iterator[tuple[str, str]]:
    try:
        stat = path.stat()
    except OSError:
        return
    yield str(path), f"{stat.st_size} {stat.st_mtime_ns} {stat.st_ctime_ns} {stat.st_ino}"
