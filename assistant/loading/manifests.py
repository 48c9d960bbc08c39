"""Reads what a manifest says of the files beside it. Knows nothing of how files are found."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, fields
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

from assistant.errors import UnreadableReport
from assistant.records import Metadata

MANIFEST = "manifest.json"
MANIFEST_AT_MOST = 16 << 20
_FIELDS = {field.name for field in fields(Metadata)}
_ALWAYS_LEFT = ("manifest.json", "manifest.csv")


@dataclass(frozen=True, slots=True)
class Manifest:
    """What is known of each file, by its path from the manifest, and patterns to pass over."""

    entries: Mapping[str, Metadata]
    ignored: tuple[str, ...]


NO_MANIFEST = Manifest({}, ())


def read_manifest(path: Path) -> Manifest:
    """Returns a manifest file's content; raises UnreadableReport where it makes no sense."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableReport(str(path), _explain(error)) from error
    return parse_manifest(data, str(path))


def parse_manifest(data: bytes, origin: str) -> Manifest:
    """Returns what a manifest's bytes say; raises UnreadableReport where they make no sense."""
    try:
        rows = json.loads(data.decode("utf-8-sig"))
        entries = {row["file"]: _metadata(row) for row in rows.get("reports", [])}
        ignored = tuple(str(pattern) for pattern in rows.get("ignore", []))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise UnreadableReport(origin, _explain(error)) from error
    return Manifest(entries, ignored)


def _explain(error: Exception) -> str:
    return f'the manifest cannot be read ({error}); it must be {{"reports": [{{"file": …}}]}}'


def find_entry(entries: Sequence[Mapping[str, Metadata]], names: set[str]) -> Metadata:
    """Returns what the first of several manifests, the nearest first, says of a file."""
    for known in entries:
        for name in names:
            if name in known:
                return known[name]
    return Metadata()


def is_left(name: str, files: Collection[str], ignored: Sequence[str]) -> bool:
    """Whether a file is passed over: hidden, a manifest, its README, or of an ignored name."""
    if name.startswith(".") or name in _ALWAYS_LEFT:
        return True
    if any(fnmatch(name, pattern) for pattern in ignored):
        return True
    return name.upper().startswith("README") and any(left in files for left in _ALWAYS_LEFT)


def _metadata(row: Mapping[str, Any]) -> Metadata:
    values = {name: row[name] for name in row if name in _FIELDS and row[name] is not None}
    primary = values.pop("primary") is not False if "primary" in values else None
    return Metadata(**{name: str(value) for name, value in values.items()}, primary=primary)
