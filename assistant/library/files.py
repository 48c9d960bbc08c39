"""Remembers which file each report was read from, and how that was then. Knows no disk."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from assistant.library.catalogue import Catalogue
from assistant.library.rows import to_json

_COLUMNS = "place, file, report, state"


@dataclass(frozen=True, slots=True)
class NotedFile:
    """What was last read at a place: an absolute path, a file's within its archive included.

    ``file`` is the path of the file itself or of the archive. ``state`` tells whether it has been
    written to since; it is "" where that could not be told.
    """

    place: str
    file: str
    report_id: str
    state: str


class Files:
    """The table of files. Methods raise LibraryError when the disk fails."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    def find(self, place: str) -> NotedFile | None:
        found = self._catalogue.ask(f"SELECT {_COLUMNS} FROM files WHERE place = ?", place)
        return NotedFile(*found[0]) if found else None

    def of(self, report_id: str) -> list[NotedFile]:
        """Returns the files a report was read from."""
        found = self._catalogue.ask(f"SELECT {_COLUMNS} FROM files WHERE report = ?", report_id)
        return [NotedFile(*row) for row in found]

    def all(self) -> list[NotedFile]:
        """Returns the files of the current reports."""
        found = self._catalogue.ask(
            f"SELECT {_COLUMNS} FROM files WHERE report IN (SELECT id FROM shelf) ORDER BY place"
        )
        return [NotedFile(*row) for row in found]

    def note(self, files: Iterable[NotedFile]) -> None:
        """Notes files, in place of what was noted of the same places."""
        rows = [(one.place, one.file, one.report_id, one.state) for one in files]
        self._catalogue.do_all(
            f"INSERT OR REPLACE INTO files ({_COLUMNS}) VALUES (?, ?, ?, ?)", rows
        )

    def forget(self, places: Iterable[str]) -> None:
        self._catalogue.do(
            "DELETE FROM files WHERE place IN (SELECT value FROM json_each(?))",
            to_json(list(places)),
        )

    def move(self, report_id: str, origin: str) -> None:
        """Notes that a report is now read from another path or address."""
        self._catalogue.do("UPDATE reports SET origin = ? WHERE id = ?", origin, report_id)
