"""Finds the files within a zip archive or a message, one within another, and reads one.

Knows nothing of their formats. Nothing is ever unpacked to disk, and what is found is bounded in
depth, number and size: an archive may hold itself.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath

from assistant.errors import UnreadableReport
from assistant.loading.attached import list_attached, read_attached
from assistant.loading.manifests import (
    MANIFEST,
    MANIFEST_AT_MOST,
    Manifest,
    find_entry,
    is_left,
    parse_manifest,
)
from assistant.loading.zipped import Member, is_archive, list_members, read_member
from assistant.records import Failure, Metadata
from assistant.settings import Settings

_DEEPEST = 3
_OPENED_AT_MOST = 500
_TOO_DEEP = (
    f"it lies more than {_DEEPEST} archives or messages deep; unpack it and add what it holds"
)
_TOO_MANY = (
    "the archive holds more archives and messages than are opened; unpack it and add what it holds"
)
_EMPTY = "the archive holds no file to read; add reports to it first"
_ARCHIVE, _MESSAGE = ".zip", ".eml"


@dataclass(frozen=True, slots=True)
class Found:
    """A file within others: the names that lead to it, its path as text, what is known of it."""

    names: tuple[str, ...]
    origin: str
    metadata: Metadata


@dataclass(slots=True)
class _Limits:
    """How much of one file was opened so far."""

    opened: int = 0
    bytes: int = 0


@dataclass(frozen=True, slots=True)
class Search:
    """A search within the file at ``path``; what cannot be read goes to ``failures``."""

    path: Path
    settings: Settings
    failures: list[Failure]
    limits: _Limits = field(default_factory=_Limits)

    def find(self, origin: str, metadata: Metadata) -> Iterator[Found]:
        """Yields the files within an archive or a message, and the message itself.

        ``metadata`` is what is known of the file. Raises UnreadableReport for an archive that is
        damaged, empty or would expand beyond reason.
        """
        if self.path.suffix.lower() == _MESSAGE:
            yield from self._in_message(self.path.read_bytes(), (), origin, metadata)
        else:
            yield from self._in_archive(self.path, (), origin, metadata)

    def _in_archive(
        self, held: Path | bytes, names: tuple[str, ...], origin: str, metadata: Metadata
    ) -> Iterator[Found]:
        members, refused = list_members(
            held, origin=origin, most=self.settings.max_expanded_megabytes
        )
        self.failures.extend(refused)
        members = [member for member in members if not _is_hidden(member.path)]
        manifests = self._manifests_in(held, origin, members)
        beside: dict[PurePosixPath, set[str]] = defaultdict(set)
        for member in members:
            beside[member.path.parent].add(member.path.name)
        # What is known of the archive holds for its files, title and link aside.
        common = replace(metadata, title=None, link=None)
        is_empty = not refused
        for member in members:
            above = [at for at in member.path.parents if at in manifests]
            ignored = [pattern for at in above for pattern in manifests[at].ignored]
            if is_left(member.path.name, beside[member.path.parent], ignored):
                continue
            listed = {member.path.name} | {str(member.path.relative_to(at)) for at in above}
            own = find_entry([manifests[at].entries for at in above], listed)
            is_empty = False
            inner = f"{origin}/{member.path}"
            found = common if own == Metadata() else own
            yield from self._member(held, member, (*names, member.name), inner, found)
        if is_empty:
            raise UnreadableReport(origin, _EMPTY)

    def _member(
        self,
        held: Path | bytes,
        member: Member,
        names: tuple[str, ...],
        origin: str,
        metadata: Metadata,
    ) -> Iterator[Found]:
        """Yields a member, or what is in it; what is wrong with it ends nothing but itself."""
        try:
            check_size(member.size, origin, self.settings)
            if len(names) > _DEEPEST:
                raise UnreadableReport(origin, _TOO_DEEP)
            if member.path.suffix.lower() not in (_ARCHIVE, _MESSAGE):
                yield Found(names, origin, metadata)
                return
            self._open_another(member.size, origin)
            at_most = (self.settings.max_megabytes << 20) + 1
            most = self.settings.max_expanded_megabytes
            data = _read(held, (self.path.name, *names), origin, at_most, most)
            yield from self._open(data, names, origin, metadata)
        except UnreadableReport as error:
            self.failures.append(Failure(error.origin, error.cause))

    def _open(
        self, data: bytes, names: tuple[str, ...], origin: str, metadata: Metadata
    ) -> Iterator[Found]:
        if PurePosixPath(origin).suffix.lower() == _MESSAGE:
            yield from self._in_message(data, names, origin, metadata)
        elif not is_archive(data):
            yield Found(names, origin, metadata)
        elif len(names) < _DEEPEST:
            yield from self._in_archive(data, names, origin, metadata)
        else:
            raise UnreadableReport(origin, _TOO_DEEP)

    def _in_message(
        self, data: bytes, names: tuple[str, ...], origin: str, metadata: Metadata
    ) -> Iterator[Found]:
        attached, says_something = list_attached(data)
        if says_something or not attached:
            yield Found(names, origin, metadata)
        common = replace(metadata, title=None, link=None)
        for one in attached:
            inner = f"{origin}/{one.path}"
            yield from self._member(data, one, (*names, one.name), inner, common)

    def _open_another(self, size: int, origin: str) -> None:
        self.limits.opened += 1
        self.limits.bytes += size
        most = self.settings.max_expanded_megabytes
        if self.limits.opened > _OPENED_AT_MOST or self.limits.bytes > most << 20:
            raise UnreadableReport(origin, _TOO_MANY)

    def _manifests_in(
        self, held: Path | bytes, origin: str, members: Sequence[Member]
    ) -> dict[PurePosixPath, Manifest]:
        manifests = {}
        for member in members:
            if member.path.name == MANIFEST:
                inner = f"{origin}/{member.path}"
                try:
                    data = read_member(
                        held,
                        member.name,
                        origin=inner,
                        at_most=MANIFEST_AT_MOST,
                        most=self.settings.max_expanded_megabytes,
                    )
                    manifests[member.path.parent] = parse_manifest(data, inner)
                except UnreadableReport as error:
                    self.failures.append(Failure(error.origin, error.cause))
        return manifests


def is_container(path: Path) -> bool:
    """Whether a file may hold others: a zip archive or a message."""
    return path.suffix.lower() == _MESSAGE or is_archive(path)


def read_within(path: Path, names: Sequence[str], *, origin: str, at_most: int, most: int) -> bytes:
    """Returns the first ``at_most`` bytes of the file that ``names`` lead to.

    Raises UnreadableReport where it cannot be read, or what holds it would unpack to more than
    ``most`` megabytes.
    """
    data = _read(path, (path.name, names[0]), origin, at_most, most)
    for place in range(1, len(names)):
        data = _read(data, names[: place + 1], origin, at_most, most)
    return data


def _read(held: Path | bytes, names: Sequence[str], origin: str, at_most: int, most: int) -> bytes:
    """Reads the last of the names from what the one before it holds."""
    if PurePosixPath(names[-2]).suffix.lower() != _MESSAGE:
        return read_member(held, names[-1], origin=origin, at_most=at_most, most=most)
    data = held if isinstance(held, bytes) else held.read_bytes()
    return read_attached(data, names[-1], origin=origin)[:at_most]


def check_size(size: int, origin: str, settings: Settings) -> None:
    """Raises UnreadableReport for a file that is empty or larger than is allowed."""
    if size == 0:
        raise UnreadableReport(origin, "the file is empty; check that it was saved or copied whole")
    if size > settings.max_megabytes << 20:
        cause = (
            f"the file is {size >> 20} MB, more than the {settings.max_megabytes} MB allowed; "
            "split it or raise ASSISTANT_MAX_MEGABYTES"
        )
        raise UnreadableReport(origin, cause)


def _is_hidden(path: PurePosixPath) -> bool:
    # __MACOSX holds what a Mac knows of the files beside it.
    return path.parts[0] == "__MACOSX" or any(part.startswith(".") for part in path.parts)
