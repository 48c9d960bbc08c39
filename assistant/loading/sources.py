"""Finds the files and web addresses to read. Knows nothing of what is there, manifests aside."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePath

from assistant.errors import UnreadableReport
from assistant.loading.addresses import is_address, read_address, without_user
from assistant.loading.manifests import (
    MANIFEST,
    NO_MANIFEST,
    Manifest,
    find_entry,
    is_left,
    read_manifest,
)
from assistant.loading.within import Search, check_size, is_container
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

    A page has ``fetched`` once it was; its ``path`` is only a name. ``member`` are the names that
    lead to a file within the zip archive or message that ``path`` is, none for a file of its own.
    """

    path: PurePath
    origin: str
    metadata: Metadata = field(default_factory=Metadata)
    member: tuple[str, ...] = ()
    is_remote: bool = False
    fetched: Fetched | None = None


def find_sources(
    origins: Sequence[str], *, settings: Settings
) -> tuple[list[Source], list[Failure]]:
    """Returns the files that paths stand for, sorted within each folder, and what cannot be one.

    A web address is a source too, not yet fetched. Folders are searched through; hidden files,
    manifests, a README beside a manifest and what a manifest lists under "ignore" are passed over.
    A file found twice is listed once. Each file of a zip archive, and each that is attached to a
    message, is a source of its own, in the same way.
    """
    sources: dict[tuple[str, tuple[str, ...]], Source] = {}
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
    for path, metadata in _walk(folder, failures):
        try:
            sources = list(_sources(path, str(path), settings, metadata, failures))
        except UnreadableReport as error:
            failures.append(Failure(error.origin, error.cause))
            continue
        found = True
        yield from sources
    if not found and len(failures) == count:
        raise UnreadableReport(origin, "the folder holds no file to read; add reports to it first")


def _walk(folder: Path, failures: list[Failure]) -> Iterator[tuple[Path, Metadata]]:
    seen: set[str] = set()
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
    check_size(path.stat().st_size, origin, settings)
    if is_container(path):
        for found in Search(path, settings, failures).find(origin, metadata):
            yield Source(path, found.origin, found.metadata, found.names)
    else:
        yield Source(path, origin, metadata)
