"""Finds the files and web addresses to read. Knows nothing of what is there, manifests aside."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePath, PurePosixPath

from assistant.errors import UnreadableReport
from assistant.loading.addresses import is_address, read_address, without_user
from assistant.loading.manifests import (
    MANIFEST,
    MANIFEST_AT_MOST,
    NO_MANIFEST,
    Manifest,
    find_entry,
    is_left,
    parse_manifest,
    read_manifest,
)
from assistant.loading.zipped import Member, is_archive, list_members, read_member
from assistant.records import Failure, Metadata
from assistant.settings import Settings


@dataclass(frozen=True, slots=True)
class Fetched:
    """What was at a web address: its bytes, the address after redirects, the encoding told."""

    data: bytes
    address: str
    charset: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """A file or web page to read: ``origin`` is its path as given or its address, ``metadata`` what
    a manifest says of it.

    A page has ``fetched`` once it was; its ``path`` is only a name. ``member`` is a file's name in
    the zip archive that ``path`` is, None for a file of its own.
    """

    path: PurePath
    origin: str
    metadata: Metadata = field(default_factory=Metadata)
    member: str | None = None
    is_remote: bool = False
    fetched: Fetched | None = None


def find_sources(
    origins: Sequence[str], *, settings: Settings
) -> tuple[list[Source], list[Failure]]:
    """Returns the files that paths stand for, sorted within each folder, and what cannot be one.

    A web address is a source too, not yet fetched. Folders are searched through; hidden files,
    manifests, a README beside a manifest, what a manifest lists under "ignore" and the folder of
    the library (``settings.library``) are passed over.
    A file found twice is listed once. Each file of a zip archive is a source of its own, in the
    same way.
    """
    sources: dict[tuple[str, str | None], Source] = {}
    failures: list[Failure] = []
    for origin in origins:
        try:
            found = list(_find_in(origin, settings, failures))
        except UnreadableReport as error:
            failures.append(Failure(error.origin, error.cause))
            continue
        for source in found:
            same = source.origin if source.is_remote else os.path.realpath(source.path)
            sources.setdefault((same, source.member), source)
    return list(sources.values()), failures


def _find_in(origin: str, settings: Settings, failures: list[Failure]) -> Iterator[Source]:
    if is_address(origin):
        address = str(read_address(origin, origin=without_user(origin)))
        yield Source(PurePath(address), address, is_remote=True)
        return
    path = Path(origin).expanduser()
    if "\0" in origin or not path.exists():
        raise UnreadableReport(origin, "no such file or folder; check the path")
    if path.is_dir():
        yield from _find_in_folder(path, origin, settings, failures)
        return
    manifest = NO_MANIFEST
    if (path.parent / MANIFEST).is_file():
        manifest = read_manifest(path.parent / MANIFEST)
    metadata = manifest.entries.get(path.name, Metadata())
    yield from _sources(path, origin, settings, metadata, failures)


def _find_in_folder(
    folder: Path, origin: str, settings: Settings, failures: list[Failure]
) -> Iterator[Source]:
    count = len(failures)
    found = False
    for path, metadata in _walk(folder, settings, failures):
        try:
            sources = list(_sources(path, str(path), settings, metadata, failures))
        except UnreadableReport as error:
            failures.append(Failure(error.origin, error.cause))
            continue
        found = True
        yield from sources
    if not found and len(failures) == count:
        raise UnreadableReport(origin, "the folder holds no file to read; add reports to it first")


def _walk(
    folder: Path, settings: Settings, failures: list[Failure]
) -> Iterator[tuple[Path, Metadata]]:
    # The library may lie among the reports; its own files are none.
    seen = {os.path.realpath(settings.library)}
    manifests: dict[Path, Manifest] = {}

    def note(error: OSError) -> None:
        failures.append(
            Failure(str(error.filename), f"the folder cannot be opened: {error.strerror}")
        )

    for root, names, files in os.walk(folder, followlinks=True, onerror=note):
        here = Path(root)
        real = os.path.realpath(root)
        if real in seen:
            names.clear()
            continue
        seen.add(real)
        names[:] = sorted(name for name in names if not name.startswith("."))
        above = [parent for parent in (here, *here.parents) if parent in manifests]
        manifests[here] = _manifest_of(
            here, failures, manifests[above[0]] if above else NO_MANIFEST
        )
        for name in sorted(files):
            if not is_left(name, files, manifests[here].ignored):
                relative = {name} | {str((here / name).relative_to(at)) for at in above}
                entries = [manifests[at].entries for at in (here, *above)]
                yield here / name, find_entry(entries, relative)


def _manifest_of(folder: Path, failures: list[Failure], above: Manifest) -> Manifest:
    if not (folder / MANIFEST).is_file():
        return Manifest({}, above.ignored)
    try:
        own = read_manifest(folder / MANIFEST)
    except UnreadableReport as error:
        failures.append(Failure(error.origin, error.cause))
        return above
    return Manifest(own.entries, own.ignored + above.ignored)


def _sources(
    path: Path, origin: str, settings: Settings, metadata: Metadata, failures: list[Failure]
) -> Iterator[Source]:
    if not path.is_file():
        raise UnreadableReport(origin, "it is neither a file nor a folder; add a file")
    _check_size(path.stat().st_size, origin, settings)
    if is_archive(path):
        yield from _find_in_archive(path, origin, settings, metadata, failures)
    else:
        yield Source(path, origin, metadata)


def _check_size(size: int, origin: str, settings: Settings) -> None:
    if size == 0:
        raise UnreadableReport(origin, "the file is empty; check that it was saved or copied whole")
    if size > settings.max_megabytes << 20:
        raise UnreadableReport(origin, _too_large(size, settings))


def _find_in_archive(
    path: Path, origin: str, settings: Settings, metadata: Metadata, failures: list[Failure]
) -> Iterator[Source]:
    members, refused = list_members(path, origin=origin, most=settings.max_expanded_megabytes)
    failures += refused
    members = [member for member in members if not _is_hidden(member.path)]
    manifests = _manifests_in(path, origin, members, settings, failures)
    beside: dict[PurePosixPath, set[str]] = defaultdict(set)
    for member in members:
        beside[member.path.parent].add(member.path.name)
    # What is known of the archive holds for its files, title and link aside.
    common = replace(metadata, title=None, link=None)
    found = bool(refused)
    for member in members:
        name = member.path.name
        above = [at for at in member.path.parents if at in manifests]
        ignored = [pattern for at in above for pattern in manifests[at].ignored]
        if is_left(name, beside[member.path.parent], ignored):
            continue
        names = {name} | {str(member.path.relative_to(at)) for at in above}
        own = find_entry([manifests[at].entries for at in above], names)
        inner = f"{origin}/{member.path}"
        found = True
        try:
            _check_size(member.size, inner, settings)
        except UnreadableReport as error:
            failures.append(Failure(error.origin, error.cause))
            continue
        yield Source(path, inner, common if own == Metadata() else own, member.name)
    if not found:
        raise UnreadableReport(origin, "the archive holds no file to read; add reports to it first")


def _is_hidden(path: PurePosixPath) -> bool:
    # __MACOSX holds what a Mac knows of the files beside it.
    return path.parts[0] == "__MACOSX" or any(part.startswith(".") for part in path.parts)


def _manifests_in(
    path: Path,
    origin: str,
    members: Sequence[Member],
    settings: Settings,
    failures: list[Failure],
) -> dict[PurePosixPath, Manifest]:
    manifests = {}
    for member in members:
        if member.path.name == MANIFEST:
            inner = f"{origin}/{member.path}"
            try:
                data = read_member(
                    path,
                    member.name,
                    origin=inner,
                    at_most=MANIFEST_AT_MOST,
                    most=settings.max_expanded_megabytes,
                )
                manifests[member.path.parent] = parse_manifest(data, inner)
            except UnreadableReport as error:
                failures.append(Failure(error.origin, error.cause))
    return manifests


def _too_large(size: int, settings: Settings) -> str:
    return (
        f"the file is {size >> 20} MB, more than the {settings.max_megabytes} MB allowed; "
        "split it or raise ASSISTANT_MAX_MEGABYTES"
    )
