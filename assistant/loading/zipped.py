"""Finds the files in a zip archive and reads one. Knows nothing of their formats.

Nothing is ever unpacked to disk.
"""

from __future__ import annotations

import io
import stat
import zipfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO

from assistant.errors import UnreadableReport
from assistant.loading.archives import BROKEN_ZIP, DAMAGED, refuse_bombs
from assistant.loading.zip_names import find_names
from assistant.records import Failure

_SIGNATURES = (b"PK\x03\x04", b"PK\x05\x06")
# Parts that make a zip a document of its own rather than an archive of documents.
_DOCUMENT_PARTS = {"[Content_Types].xml", "mimetype", "META-INF/container.xml"}
_LOCKED = "it is encrypted; unpack the archive with its password and add what it holds"
_ASTRAY = (
    "its name is no plain path inside the archive; it was refused; unpack the archive and look"
)
_LINK = "it is a link, not a file; add the file it leads to"
_TWICE = "the archive holds two files of this name; unpack it and add the right one"


@dataclass(frozen=True, slots=True)
class Member:
    """A file in an archive: its name there, and as a path of plain parts; ``size`` in bytes."""

    name: str
    path: PurePosixPath
    size: int


def is_archive(held: Path | bytes) -> bool:
    """Whether a file named .zip is an archive of files, not a document kept as a zip."""
    if isinstance(held, Path) and held.suffix.lower() != ".zip":
        return False
    try:
        with _opened(held) as file:
            if not file.read(4).startswith(_SIGNATURES):
                return False
            with zipfile.ZipFile(file) as archive:
                return not _DOCUMENT_PARTS & set(archive.namelist())
    except BROKEN_ZIP:
        return True


def _opened(held: Path | bytes) -> IO[bytes]:
    return io.BytesIO(held) if isinstance(held, bytes) else held.open("rb")


def list_members(
    held: Path | bytes, *, origin: str, most: int
) -> tuple[list[Member], list[Failure]]:
    """Returns an archive's files, sorted by path, and those that are not to be opened.

    Raises UnreadableReport for an archive that is damaged, or would expand beyond reason or to more
    than ``most`` megabytes.
    """
    try:
        with _opened(held) as file, zipfile.ZipFile(file) as archive:
            infos = [info for info in archive.infolist() if not info.is_dir()]
    except BROKEN_ZIP as error:
        raise UnreadableReport(origin, DAMAGED) from error
    refuse_bombs(infos, origin, most)
    members: dict[PurePosixPath, Member] = {}
    failures: list[Failure] = []
    # Some Windows programs part folders with backslashes.
    paths = [PurePosixPath(name.replace("\\", "/")) for name in find_names(infos)]
    counts = Counter(paths)
    for info, inner in zip(infos, paths, strict=True):
        cause = _find_cause(info, inner, counts[inner])
        if cause is None:
            members[inner] = Member(info.filename, inner, info.file_size)
        else:
            plain = "".join(c if c.isprintable() else "?" for c in str(inner))
            failures.append(Failure(f"{origin}/{plain}", cause))
    return [members[inner] for inner in sorted(members)], failures


def _find_cause(info: zipfile.ZipInfo, path: PurePosixPath, count: int) -> str | None:
    named = bool(path.parts) and str(path).isprintable()
    if not named or path.is_absolute() or ".." in path.parts or ":" in path.parts[0]:
        return _ASTRAY
    if stat.S_ISLNK(info.external_attr >> 16):
        return _LINK
    if info.flag_bits & 1:
        return _LOCKED
    return _TWICE if count > 1 else None


def read_member(held: Path | bytes, name: str, *, origin: str, at_most: int, most: int) -> bytes:
    """Returns a member's first ``at_most`` bytes; raises UnreadableReport where it is broken."""
    try:
        with _opened(held) as opened, zipfile.ZipFile(opened) as archive:
            refuse_bombs(archive.infolist(), origin, most)
            with archive.open(name) as file:
                return file.read(at_most)
    except (*BROKEN_ZIP, KeyError) as error:
        raise UnreadableReport(origin, DAMAGED) from error
