"""Finds the file a report was read from, as it was then. Knows nothing of what is done with it."""

from __future__ import annotations

from pathlib import Path, PurePath

from assistant.errors import UnreadableReport
from assistant.loading.addresses import is_address
from assistant.loading.reports import read_original
from assistant.loading.sources import Source
from assistant.loading.zipped import is_archive, list_members
from assistant.records import Report
from assistant.settings import Settings


def find_original(report: Report, *, settings: Settings) -> bytes:
    """Returns the bytes of the file that a report was read from.

    Raises UnreadableReport where the file is gone, was changed since, or was at a web address.
    """
    origin = report.origin
    if is_address(origin):
        raise UnreadableReport(
            origin, "what was fetched from an address is not kept; save it as a file and add that"
        )
    return read_original(_find_source(origin), report.id, settings=settings)


def has_original(report: Report) -> bool:
    """Tells whether there still is a file, changed or not, where a report was read from."""
    path = Path(report.origin).expanduser()
    if is_address(report.origin) or "\0" in report.origin:
        return False
    return any(at.is_file() for at in (path, *path.parents))


def _find_source(origin: str) -> Source:
    path = Path(origin).expanduser()
    if path.is_file():
        return Source(path, origin)
    for archive in path.parents:
        if archive.is_file() and is_archive(archive):
            name = _find_member(archive, path.relative_to(archive), origin)
            if name is not None:
                return Source(archive, origin, member=name)
    raise UnreadableReport(
        origin, "the file is no longer there; put it back, or add it again from where it is now"
    )


def _find_member(archive: Path, inner: PurePath, origin: str) -> str | None:
    members, _ = list_members(archive, origin=origin)
    return next((m.name for m in members if m.path.parts == inner.parts), None)
