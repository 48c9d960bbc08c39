"""Finds the files and web addresses to read. Knows nothing of what is there, manifests aside."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from fnmatch import fnmatch
from pathlib import Path, PurePath
from typing import Any

from assistant.errors import UnreadableReport
from assistant.loading.addresses import is_address, read_address, without_user
from assistant.records import Failure, Metadata
from assistant.settings import Settings

MANIFEST = "manifest.json"
_MANIFEST_FIELDS = {field.name for field in fields(Metadata)}
_ALWAYS_LEFT = ("manifest.json", "manifest.csv")


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

    A page has ``fetched`` once it was; its ``path`` is only a name.
    """

    path: PurePath
    origin: str
    metadata: Metadata = field(default_factory=Metadata)
    is_remote: bool = False
    fetched: Fetched | None = None


@dataclass(frozen=True, slots=True)
class _Manifest:
    entries: Mapping[str, Metadata]
    ignored: tuple[str, ...]


_NO_MANIFEST = _Manifest({}, ())


def find_sources(
    origins: Sequence[str], *, settings: Settings
) -> tuple[list[Source], list[Failure]]:
    """Returns the files that paths stand for, sorted within each folder, and what cannot be one.

    A web address is a source too, not yet fetched. Folders are searched through; hidden files,
    manifests, a README beside a manifest and what a manifest lists under "ignore" are passed over.
    A file found twice is listed once.
    """
    sources: dict[str, Source] = {}
    failures: list[Failure] = []
    for origin in origins:
        try:
            found = list(_find_in(origin, settings, failures))
        except UnreadableReport as error:
            failures.append(Failure(error.origin, error.cause))
            continue
        for source in found:
            same = source.origin if source.is_remote else os.path.realpath(source.path)
            sources.setdefault(same, source)
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
    manifest = _NO_MANIFEST
    if (path.parent / MANIFEST).is_file():
        manifest = _read_manifest(path.parent / MANIFEST)
    yield _source(path, origin, settings, manifest.entries.get(path.name, Metadata()))


def _find_in_folder(
    folder: Path, origin: str, settings: Settings, failures: list[Failure]
) -> Iterator[Source]:
    count = len(failures)
    found = False
    for path, metadata in _walk(folder, failures):
        try:
            source = _source(path, str(path), settings, metadata)
        except UnreadableReport as error:
            failures.append(Failure(error.origin, error.cause))
            continue
        found = True
        yield source
    if not found and len(failures) == count:
        raise UnreadableReport(origin, "the folder holds no file to read; add reports to it first")


def _walk(folder: Path, failures: list[Failure]) -> Iterator[tuple[Path, Metadata]]:
    seen: set[str] = set()
    manifests: dict[Path, _Manifest] = {}

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
            here, failures, manifests[above[0]] if above else _NO_MANIFEST
        )
        for name in sorted(files):
            if not _is_left(name, files, manifests[here].ignored):
                relative = {name} | {str((here / name).relative_to(at)) for at in above}
                entries = [manifests[at].entries for at in (here, *above)]
                yield here / name, _entry(entries, relative)


def _entry(entries: Sequence[Mapping[str, Metadata]], names: set[str]) -> Metadata:
    for known in entries:
        for name in names:
            if name in known:
                return known[name]
    return Metadata()


def _manifest_of(folder: Path, failures: list[Failure], above: _Manifest) -> _Manifest:
    if not (folder / MANIFEST).is_file():
        return _Manifest({}, above.ignored)
    try:
        own = _read_manifest(folder / MANIFEST)
    except UnreadableReport as error:
        failures.append(Failure(error.origin, error.cause))
        return above
    return _Manifest(own.entries, own.ignored + above.ignored)


def _is_left(name: str, files: Sequence[str], ignored: Sequence[str]) -> bool:
    if name.startswith(".") or name in _ALWAYS_LEFT:
        return True
    if any(fnmatch(name, pattern) for pattern in ignored):
        return True
    return name.upper().startswith("README") and any(left in files for left in _ALWAYS_LEFT)


def _source(path: Path, origin: str, settings: Settings, metadata: Metadata) -> Source:
    if not path.is_file():
        raise UnreadableReport(origin, "it is neither a file nor a folder; add a file")
    size = path.stat().st_size
    if size == 0:
        raise UnreadableReport(origin, "the file is empty; check that it was saved or copied whole")
    if size > settings.max_megabytes << 20:
        raise UnreadableReport(origin, _too_large(size, settings))
    return Source(path, origin, metadata)


def _too_large(size: int, settings: Settings) -> str:
    return (
        f"the file is {size >> 20} MB, more than the {settings.max_megabytes} MB allowed; "
        "split it or raise ASSISTANT_MAX_MEGABYTES"
    )


def _read_manifest(path: Path) -> _Manifest:
    try:
        data = json.loads(path.read_text(encoding="utf-8-sig"))
        entries = {row["file"]: _metadata(row) for row in data.get("reports", [])}
        ignored = tuple(str(pattern) for pattern in data.get("ignore", []))
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        cause = f'the manifest cannot be read ({error}); it must be {{"reports": [{{"file": …}}]}}'
        raise UnreadableReport(str(path), cause) from error
    return _Manifest(entries, ignored)


def _metadata(row: Mapping[str, Any]) -> Metadata:
    values = {name: row[name] for name in row if name in _MANIFEST_FIELDS and row[name] is not None}
    primary = values.pop("primary", True) is not False
    return Metadata(**{name: str(value) for name, value in values.items()}, primary=primary)
