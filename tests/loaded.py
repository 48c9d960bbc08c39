"""What the tests of loading share: files made on the spot, and a report's blocks told in short."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

from assistant.loading import Source, load_report
from assistant.records import BlockKind, Report
from assistant.settings import Settings

HARBOUR_END = [
    ("paragraph", "After the table."),
    ("heading1", "Notes"),
    ("paragraph", "Ferries not counted."),
]
"""How the documents end that the tests of ODT and RTF make, and the first rows of their table."""
HARBOUR_ROWS = [
    ["Line", "Ships", "Ships"],
    ["Line", "2021", "2022"],
    ["North pier", "100", "124"],
]


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    """Returns a zip file of the parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return buffer.getvalue()


def written(folder: Path, name: str, data: bytes | str) -> Path:
    """Writes a file, its folders too, and returns its path."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def load(path: Path, **settings: int) -> Report:
    """Returns the report in a file."""
    return load_report(Source(path, str(path)), settings=Settings(**settings))  # type: ignore[arg-type]


def slices(report: Report) -> list[tuple[str, str]]:
    """Returns each block's kind and text, with a heading's level."""
    return [
        (f"{block.kind.value}{block.level or ''}", report.text[block.start : block.end])
        for block in report.blocks
    ]


def table_rows(report: Report, number: int = 0) -> list[list[str]]:
    """Returns the cells' text of one of the report's tables; a cell that spans others repeats."""
    tables = [block for block in report.blocks if block.kind is BlockKind.TABLE]
    rows: dict[int, list[str]] = {}
    for cell in tables[number].cells:
        rows.setdefault(cell.row, []).append(report.text[cell.start : cell.end])
    return [rows[row] for row in sorted(rows)]


def header_rows(report: Report) -> list[int]:
    """Returns how many header rows each of the report's tables has."""
    return [block.header_rows for block in report.blocks if block.kind is BlockKind.TABLE]
