"""Finds the file a report was read from, as it was then. Knows nothing of what is done with it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path, PurePath

from assistant.errors import UnreadableReport
from assistant.loading.addresses import is_address
from assistant.loading.reports import read_original
from assistant.loading.sources import Source
from assistant.loading.within import Search, is_container
from assistant.records import Metadata, Report
from assistant.settings import Settings


def find_original(report: Report, places: Sequence[str] = (), *, settings: Settings) -> bytes:
    """Returns the bytes of the file that a report was read from; ``places`` are absolute paths of
    it, as the origin may be told from another folder than today's.

    Raises UnreadableReport where the file is gone, was changed since, or was at a web address.
    """
    origin = next((place for place in places if _is_near(place)), report.origin)
    if is_address(origin):
        raise UnreadableReport(
            origin, "what was fetched from an address is not kept; save it as a file and add that"
        )
    return read_original(_find_source(origin, settings), report.id, settings=settings)


def _is_near(origin: str) -> bool:
    """Tells whether there is a file at a path, or one that it leads into."""
    path = Path(origin).expanduser()
    if is_address(origin) or "\0" in origin:
        return False
    return any(at.is_file() for at in (path, *path.parents))


def _find_source(origin: str, settings: Settings) -> Source:
    path = Path(origin).expanduser()
    if path.is_file():
        return Source(path, origin)
    for outer in path.parents:
        if outer.is_file() and is_container(outer):
            for found in Search(outer, settings, []).find(str(outer), Metadata()):
                if PurePath(found.origin).parts == path.parts:
                    return Source(outer, origin, member=found.names)
    raise UnreadableReport(
        origin, "the file is no longer there; put it back, or add it again from where it is now"
    )
