"""Reads XLSX workbooks: a sheet a page, a table a block. Knows nothing of other formats."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
import zlib
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from assistant.errors import UnreadableReport
from assistant.loading.building import Content, TextBuilder
from assistant.loading.number_formats import show_value
from assistant.loading.raised import lowered, raised, settle
from assistant.loading.sheets import IN_ERROR, UNCALCULATED, Slot, add_sheet, say_errors
from assistant.records import BlockKind, Metadata, told

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook

_CELLS_AT_MOST = 5_000_000
_DAMAGED = "the workbook is damaged; open it, save it again and add it"
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml$")
_UNCALCULATED = re.compile(
    rb"<(?:\w+:)?f(?:\s[^>]*)?(?:/>|>[^<]*</(?:\w+:)?f>)\s*(?:<(?:\w+:)?v\s*/>|<v></v>)?\s*</(?:\w+:)?c>"
)
_MERGED = re.compile(rb'mergeCell\s[^>]*?ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"')


def read_workbook(data: bytes, *, origin: str) -> Content:
    """Returns the sheets' values as Excel shows them; formulas give the value last calculated."""
    uncalculated = _inspect(data, origin)
    book = _open(data, origin)
    builder = TextBuilder()
    remarks: list[str] = []
    errors = 0
    for sheet in book.worksheets:
        builder.begin_page(sheet.title)
        builder.add(BlockKind.HEADING, sheet.title, level=1)
        rows = _read_rows(sheet, origin)
        errors += say_errors(rows)
        add_sheet(builder, rows)
        builder.end_page()
    if uncalculated:
        remarks.append(told(uncalculated, UNCALCULATED))
    if errors:
        remarks.append(told(errors, IN_ERROR))
    remarks += _say_hidden(book)
    charts = len(book.sheetnames) - len(book.worksheets)
    if charts:
        remarks.append(told(charts, "chart sheet{s} hold{v} no cells and {were} left out"))
    return builder.content(metadata=Metadata(title=book.properties.title or None), warnings=remarks)


def _say_hidden(book: Workbook) -> list[str]:
    """What a workbook hides is read too, as it hides working as often as it hides what is old."""
    names = [sheet.title for sheet in book.worksheets if sheet.sheet_state != "visible"]
    shown = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    rows = sum(_count_hidden(sheet.row_dimensions, sheet.max_row) for sheet in shown)
    columns = sum(_count_hidden(sheet.column_dimensions, sheet.max_column) for sheet in shown)
    said = []
    if names:
        hidden = told(len(names), "hidden sheet{s} {were} read too")
        said.append(f"{hidden} ({', '.join(names[:5])})")
    if rows:
        said.append(told(rows, "hidden row{s} {were} read too"))
    if columns:
        said.append(told(columns, "hidden column{s} {were} read too"))
    return said


def _count_hidden(dimensions: Any, last: int) -> int:
    """Counts the hidden rows or columns up to the last; one entry may stand for many columns."""
    count = 0
    for dimension in dimensions.values():
        if dimension.hidden:
            first = getattr(dimension, "min", None) or dimension.index
            end = min(getattr(dimension, "max", None) or first, last)
            count += max(0, end - first + 1)
    return count


def _inspect(data: bytes, origin: str) -> int:
    """Returns how many formula cells hold no value; refuses what would fill memory when opened."""
    count = 0
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            sheets = [name for name in archive.namelist() if _SHEET.match(name)]
            for name in sheets:
                xml = archive.read(name)
                count += sum(1 for _ in _UNCALCULATED.finditer(xml))
                merged = sum(_area(match) for match in _MERGED.finditer(xml))
                if merged > _CELLS_AT_MOST:
                    raise UnreadableReport(origin, "merged cells cover a whole sheet; part them")
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError) as error:
        raise UnreadableReport(origin, _DAMAGED) from error
    return count


def _area(match: re.Match[bytes]) -> int:
    first, top, last, bottom = (part.decode() for part in match.groups())
    return (_letters(last) - _letters(first) + 1) * (int(bottom) - int(top) + 1)


def _letters(name: str) -> int:
    number = 0
    for letter in name:
        number = number * 26 + ord(letter) - 64
    return number


def _open(data: bytes, origin: str) -> Workbook:
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        with warnings.catch_warnings():
            # openpyxl remarks on styles and extensions, which hold no values.
            warnings.simplefilter("ignore")
            return load_workbook(io.BytesIO(data), data_only=True, keep_links=False, rich_text=True)
    except (
        InvalidFileException, zipfile.BadZipFile, zlib.error, KeyError, ValueError, TypeError,
        AttributeError, IndexError, SyntaxError, OSError, EOFError,
    ) as error:  # fmt: skip
        # openpyxl checks little: a broken workbook shows as any of these.
        raise UnreadableReport(origin, _DAMAGED) from error


def _read_rows(sheet: Any, origin: str) -> list[list[Slot]]:
    # Sheets are often formatted far below their last value: only cells with one count.
    filled = [place for place, cell in sheet._cells.items() if cell.value is not None]
    height = max((row for row, _ in filled), default=0)
    width = max((column for _, column in filled), default=0)
    if height * width > _CELLS_AT_MOST:
        cause = f"sheet {sheet.title!r} is too large; split it and add the parts"
        raise UnreadableReport(origin, cause)
    spans: dict[tuple[int, int], tuple[int, int]] = {}
    covered: set[tuple[int, int]] = set()
    for area in sheet.merged_cells.ranges:
        bottom, right = min(area.max_row, height), min(area.max_col, width)
        spans[area.min_row, area.min_col] = (bottom - area.min_row + 1, right - area.min_col + 1)
        covered.update(
            (row, column)
            for row in range(area.min_row, bottom + 1)
            for column in range(area.min_col, right + 1)
        )
    covered -= set(spans)
    rows = []
    for row in sheet.iter_rows(max_row=height, max_col=width) if filled else ():
        slots: list[Slot] = []
        for cell in row:
            place = (cell.row, cell.column)
            high, wide = (0, 0) if place in covered else spans.get(place, (1, 1))
            value = _written(cell.value) if isinstance(cell.value, list) else cell.value
            slots.append((show_value(value, cell.number_format), high, wide))
        rows.append(slots)
    return rows


def _written(runs: Iterable[Any]) -> str:
    """Returns the text of a cell whose letters differ in their looks."""
    shift = {"superscript": raised, "subscript": lowered}
    texts = (
        run if isinstance(run, str) else shift.get(run.font.vertAlign or "", str)(run.text)
        for run in runs
    )
    return settle("".join(texts))
