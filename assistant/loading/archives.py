"""Looks into zip-based files before anything opens them. Knows nothing of what they hold."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from assistant.errors import UnreadableReport

_PART_AT_MOST = 400 << 20
_RATIO_AT_MOST = 1000
_PARTS_AT_MOST = 20_000
_HEAD = 1 << 20
ENCRYPTED = "the file is encrypted; remove the password and add it again"
DAMAGED = "the file is damaged (its zip container cannot be read); save it again and add it"
BROKEN_ZIP = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    RuntimeError,
    NotImplementedError,
    ValueError,
)
"""What zipfile raises for a container that is damaged, locked or packed in an unknown way."""


def list_parts(data: bytes, *, origin: str, most: int) -> frozenset[str]:
    """Returns the names of the parts of a zip file.

    Raises UnreadableReport for one that is damaged, encrypted, or would expand beyond reason or to
    more than ``most`` megabytes.
    """
    with _opened(data, origin) as archive:
        refuse_bombs(archive.infolist(), origin, most)
        return frozenset(info.filename for info in archive.infolist())


def read_mimetype(data: bytes, *, origin: str) -> str:
    """Returns what the part named "mimetype" says the file is; "" where there is none."""
    with _opened(data, origin) as archive:
        if "mimetype" not in archive.namelist():
            return ""
        with archive.open("mimetype") as part:
            return part.read(200).decode("ascii", "replace").strip()


def refuse_doctypes(data: bytes, *, origin: str) -> None:
    """Raises UnreadableReport where a part's XML declares a document type.

    No office program writes one; entity bombs need one.
    """
    with _opened(data, origin) as archive:
        for info in archive.infolist():
            if info.filename.endswith((".xml", ".rels")):
                _refuse_doctype(archive, info, origin)


@contextmanager
def _opened(data: bytes, origin: str) -> Iterator[zipfile.ZipFile]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = archive.infolist()
            if any(info.flag_bits & 1 for info in infos):
                raise UnreadableReport(origin, ENCRYPTED)
            yield archive
    except BROKEN_ZIP as error:
        raise UnreadableReport(origin, DAMAGED) from error


def refuse_bombs(infos: Sequence[zipfile.ZipInfo], origin: str, most: int) -> None:
    """Raises UnreadableReport for what would expand to more than ``most`` megabytes, or beyond
    reason, by what the zip itself says."""
    total = sum(info.file_size for info in infos)
    packed = sum(info.compress_size for info in infos)
    worst = max((info.file_size for info in infos), default=0)
    if total > most << 20:
        cause = (
            f"it would expand to {total >> 20:,} MB, more than the {most:,} MB allowed; "
            "split it or raise ASSISTANT_MAX_EXPANDED_MEGABYTES"
        )
        raise UnreadableReport(origin, cause)
    if len(infos) > _PARTS_AT_MOST:
        cause = f"it holds {len(infos):,} parts, more than a report should; split it first"
        raise UnreadableReport(origin, cause)
    if worst > _PART_AT_MOST or (total > (16 << 20) and total > packed * _RATIO_AT_MOST):
        cause = f"it would expand to {total >> 20:,} MB, more than a report should; split it first"
        raise UnreadableReport(origin, cause)


def _refuse_doctype(archive: zipfile.ZipFile, info: zipfile.ZipInfo, origin: str) -> None:
    with archive.open(info) as part:
        head = part.read(_HEAD)
    # In UTF-16 every other byte is zero.
    if b"<!DOCTYPE" in head.replace(b"\0", b"").upper():
        cause = "its XML declares a document type, which no office program writes; it was refused"
        raise UnreadableReport(origin, cause)
