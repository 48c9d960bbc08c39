"""Writes rows as an Excel workbook of numbers, dates and text. Knows nothing of files or figures.

No cell holds a formula: text is stored as text whatever it starts with.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from assistant.exporting.shelf import REPORT_COLUMNS, report_rows
from assistant.lookup import Column
from assistant.lookup.columns import Cell, Row
from assistant.records import Report

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

LONGEST_TEXT = 32_767
"""Characters a cell of Excel's may hold."""

_LONGEST_LINK = 2_000
_FIRST_DATE = date(1900, 3, 1)
"""Excel counts 29 February 1900, which never was; what is before it stays text."""

_WIDTHS = {
    "quote": 70, "report": 40, "label": 28, "scope": 32, "heading": 32, "link": 30,
    "claim": 60, "rule": 50, "correction": 30, "working": 30,
}  # fmt: skip
_WIDTH = 14


def to_workbook(
    columns: Sequence[Column],
    rows: Sequence[Row],
    reports: Sequence[Report],
    *,
    title: str = "Figures",
) -> bytes:
    """Returns a workbook of two sheets: the rows, and the reports they were read in."""
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = title
    _fill(sheet, columns, rows)
    _fill(book.create_sheet("Reports"), REPORT_COLUMNS, report_rows(reports))
    page = io.BytesIO()
    book.save(page)
    return page.getvalue()


def _fill(sheet: Worksheet, columns: Sequence[Column], rows: Sequence[Row]) -> None:
    from openpyxl.comments import Comment
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    for number, column in enumerate(columns, start=1):
        head = sheet.cell(1, number, column.title)
        head.font = Font(bold=True)
        head.comment = Comment(column.description, "Report Assistant")
        width = _WIDTHS.get(column.name, _WIDTH)
        sheet.column_dimensions[get_column_letter(number)].width = width
    for at, row in enumerate(rows, start=2):
        for number, column in enumerate(columns, start=1):
            cell = sheet.cell(at, number)
            cell.alignment = Alignment(vertical="top", wrap_text=column.name in _WIDTHS)
            _set(cell, row[column.name], column)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions


def _set(cell: Any, value: Cell, column: Column) -> None:
    match value:
        case None | bool() | int():
            cell.value = value
        case Decimal():
            whole = value == value.to_integral_value()
            cell.value = int(value) if whole else float(value)
        case str():
            day = _as_day(value) if column.type == "calendar" else None
            if day is not None:
                cell.value, cell.number_format = day, "yyyy-mm-dd"
            else:
                _set_text(cell, value, is_link=column.name == "link")


def _set_text(cell: Any, text: str, *, is_link: bool) -> None:
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    text = ILLEGAL_CHARACTERS_RE.sub("", text)
    cell.value = text if len(text) <= LONGEST_TEXT else f"{text[: LONGEST_TEXT - 1]}…"
    # openpyxl would store a text that starts with "=" as a formula.
    cell.data_type = "s"
    if is_link and len(text) <= _LONGEST_LINK and text.lower().startswith(("http://", "https://")):
        cell.hyperlink = text
        cell.style = "Hyperlink"


def _as_day(text: str) -> date | None:
    """Returns a full date that Excel can count, or None: a year alone is no day."""
    try:
        day = date.fromisoformat(text) if len(text) == 10 else None
    except ValueError:
        return None
    return day if day is not None and day >= _FIRST_DATE else None
