"""Writes a table of figures to a file, in the format its name asks for. Knows no figures."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Protocol

from assistant.errors import WrongUse
from assistant.exporting.delimited import MARK, to_csv
from assistant.exporting.files import replace_file
from assistant.exporting.package import package_files, zip_package
from assistant.exporting.workbook import to_workbook
from assistant.lookup import Column
from assistant.lookup.columns import Cell
from assistant.records import Report

_FORMATS = ".csv, .xlsx, .json, .zip (a data package) or no suffix (the same as a folder)"


class Exportable(Protocol):
    """What can be written: a `FigureTable` or a `Series`."""

    @property
    def columns(self) -> tuple[Column, ...]: ...
    @property
    def reports(self) -> tuple[Report, ...]: ...
    def rows(self) -> list[dict[str, Cell]]: ...
    def to_dict(self) -> dict[str, Any]: ...


def check_target(path: str | Path) -> None:
    """Raises WrongUse for a path that cannot be written to, before there is anything to write."""
    target = Path(path)
    suffix = target.suffix.lower()
    if suffix and suffix not in _WRITERS:
        raise WrongUse(f"{target} cannot be written as {suffix}. Choose {_FORMATS}.")
    if not target.name or not target.parent.is_dir():
        raise WrongUse(f"The folder of {target} is not there. Make it, or choose another.")
    if suffix and target.is_dir():
        raise WrongUse(f"{target} is a folder. Choose another name.")
    if not suffix and target.exists() and not _may_fill(target):
        raise WrongUse(f"{target} holds something else. Choose a new or empty folder.")


def export(table: Exportable, path: str | Path) -> Path:
    """Writes a table of figures and returns the path; the format is told by the suffix.

    ``.csv``, ``.xlsx`` and ``.json``; ``.zip`` is a Frictionless data package, and a path without
    suffix the same as a folder. A file that is there is replaced, whole or not at all. Raises
    WrongUse for another suffix and for a place that cannot be written.
    """
    check_target(path)
    target = Path(path)
    try:
        if target.suffix:
            replace_file(target, _WRITERS[target.suffix.lower()](table))
        else:
            target.mkdir(exist_ok=True)
            for name, content in package_files(table.columns, table.rows(), table.reports):
                replace_file(target / name, content)
    except OSError as error:
        raise WrongUse(
            f"{target} cannot be written ({error.strerror}). Choose another place."
        ) from error
    return target


_WRITERS: dict[str, Callable[[Exportable], bytes]] = {
    ".csv": lambda table: MARK + to_csv(table.columns, table.rows()),
    ".xlsx": lambda table: to_workbook(table.columns, table.rows(), table.reports),
    ".json": lambda table: _to_json(table.to_dict()),
    ".zip": lambda table: zip_package(package_files(table.columns, table.rows(), table.reports)),
}


def _to_json(data: dict[str, Any]) -> bytes:
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode()


def _may_fill(folder: Path) -> bool:
    names: Sequence[str] = [path.name for path in folder.iterdir()] if folder.is_dir() else [""]
    return not names or "datapackage.json" in names
