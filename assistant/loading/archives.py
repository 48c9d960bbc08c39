"""Looks into zip-based files before anything opens them. Knows nothing of what they hold."""

from __future__ import annotations

import io
import zipfile
import zlib

from assistant.errors import UnreadableReport

_EXPANDED_AT_MOST = 1 << 30
_PART_AT_MOST = 400 << 20
_RATIO_AT_MOST = 1000
_PARTS_AT_MOST = 20_000
_HEAD = 1 << 20
_BROKEN = "the file is damaged (its zip container cannot be read); save it again and add it"


def list_parts(data: bytes, *, origin: str) -> frozenset[str]:
    """Returns the names of the parts of a zip file.

    Raises UnreadableReport for one that is damaged, encrypted, or would expand beyond reason, or
    whose XML declares a document type (office files have none; entity bombs do).
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = archive.infolist()
            _refuse_bombs(infos, origin)
            for info in infos:
                if info.filename.endswith((".xml", ".rels")):
                    _refuse_doctype(archive, info, origin)
            return frozenset(info.filename for info in infos)
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        OSError,
        RuntimeError,
        NotImplementedError,
        ValueError,
    ) as error:
        raise UnreadableReport(origin, _BROKEN) from error


def _refuse_bombs(infos: list[zipfile.ZipInfo], origin: str) -> None:
    total = sum(info.file_size for info in infos)
    packed = sum(info.compress_size for info in infos)
    worst = max((info.file_size for info in infos), default=0)
    if (
        total > _EXPANDED_AT_MOST
        or worst > _PART_AT_MOST
        or len(infos) > _PARTS_AT_MOST
        or (total > (16 << 20) and total > packed * _RATIO_AT_MOST)
    ):
        cause = f"it would expand to {total >> 20} MB, more than a report should; split it first"
        raise UnreadableReport(origin, cause)
    if any(info.flag_bits & 1 for info in infos):
        raise UnreadableReport(
            origin, "the file is encrypted; remove the password and add it again"
        )


def _refuse_doctype(archive: zipfile.ZipFile, info: zipfile.ZipInfo, origin: str) -> None:
    with archive.open(info) as part:
        head = part.read(_HEAD)
    # In UTF-16 every other byte is zero.
    if b"<!DOCTYPE" in head.replace(b"\0", b"").upper():
        cause = "its XML declares a document type, which no office program writes; it was refused"
        raise UnreadableReport(origin, cause)
