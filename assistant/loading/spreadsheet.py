"""Reads XLSX workbooks: a sheet a page, a table a block. Knows nothing of other formats."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, TypeAlias

from assistant.errors import UnreadableReport
from assistant.loading.building import Content, GridCell, TextBuilder
from assistant.loading.headers import count_header_rows
from assistant.loading.number_formats import show_value
from assistant.loading.raised import lowered, raised, settle
from assistant.records import BlockKind, Metadata

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook

Slot: TypeAlias = tuple[str, int, int]
"""A cell's text and how many rows and columns it covers; (text, 0, 0) where another covers it."""

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
    for sheet in book.worksheets:
        builder.begin_page(sheet.title)
        builder.add(BlockKind.HEADING, sheet.title, level=1)
        add_sheet(builder, _read_rows(sheet, origin))
        builder.end_page()
    if uncalculated:
        remarks.append(
            f"{uncalculated} formula cells hold no calculated value and were left blank; "
            "open and save the file in a spreadsheet program to fill them"
        )
    hidden = sum(1 for sheet in book.worksheets if sheet.sheet_state != "visible")
    if hidden:
        remarks.append(f"{hidden} hidden sheets were read too")
    charts = len(book.sheetnames) - len(book.worksheets)
    if charts:
        remarks.append(f"{charts} chart sheets hold no cells and were left out")
    return builder.content(metadata=Metadata(title=book.properties.title or None), warnings=remarks)


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


def add_sheet(builder: TextBuilder, rows: Sequence[Sequence[Slot]]) -> None:
    """Adds rows as tables, parted at blank rows; single cells above one are paragraphs."""
    for group in _groups(rows):
        body = list(group)
        while body and _is_title(body, builder):
            builder.add(BlockKind.PARAGRAPH, " ".join(slot[0] for slot in body.pop(0) if slot[0]))
        if body and max(_filled(row) for row in body) == 1:
            for row in body:
                builder.add(BlockKind.PARAGRAPH, " ".join(slot[0] for slot in row if slot[0]))
        elif body:
            cells = _place(body)
            builder.add_table(cells, header_rows=count_header_rows(cells))


def _is_title(rows: Sequence[Sequence[Slot]], builder: TextBuilder) -> bool:
    """A first row of one filled cell, above rows of more, is a title rather than a header."""
    return len(rows) > 1 and _filled(rows[0]) == 1 and max(map(_filled, rows[1:])) > 1


def _filled(row: Iterable[Slot]) -> int:
    return sum(1 for slot in row if slot[0].strip())


def _groups(rows: Sequence[Sequence[Slot]]) -> Iterator[list[Sequence[Slot]]]:
    group: list[Sequence[Slot]] = []
    for row in rows:
        if _filled(row):
            group.append(row)
        elif group:
            yield group
            group = []
    if group:
        yield group


def _place(rows: Sequence[Sequence[Slot]]) -> list[GridCell]:
    used = [column for row in rows for column, slot in enumerate(row) if slot[0].strip()]
    first, last = min(used), max(used)
    return [
        GridCell(
            number,
            column - first,
            text,
            min(high, len(rows) - number),
            min(wide, last + 1 - column),
        )
        for number, row in enumerate(rows)
        for column, (text, high, wide) in enumerate(row)
        if first <= column <= last and high
    ]
