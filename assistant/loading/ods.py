"""Reads ODS workbooks: a sheet a page, a table a block. Knows nothing of other formats."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from typing import Any

from assistant.errors import UnreadableReport
from assistant.loading.building import Content, TextBuilder
from assistant.loading.odf import (
    OFFICE,
    STYLE,
    TABLE,
    Aside,
    cell_text,
    cells_of,
    count,
    open_document,
    read_body,
    read_metadata,
    rows_of,
)
from assistant.loading.sheets import BLANK, IN_ERROR, UNCALCULATED, Slot, add_sheet, say_errors
from assistant.records import BlockKind, told

_STYLE = TABLE + "style-name"
_HIDDEN = ("collapse", "filter")
_CELLS_AT_MOST = 5_000_000
_DIGITS = re.compile(r"\d(?:[\d.,'’\s]*\d)?")
_GROUPING = re.compile(r"['’\s]")
_NUMBERS = ("float", "currency", "percentage")


def read_sheets(data: bytes, *, origin: str) -> Content:
    """Returns the sheets' values as they are shown, dates ISO and numbers in the English way."""
    with open_document(data, origin=origin, what="the workbook") as parts:
        content, book, aside = read_body(parts, "spreadsheet", origin=origin, missing="sheets")
        reading = _Reading(origin, aside)
        builder = TextBuilder()
        sheets = book.findall(TABLE + "table")
        for sheet in sheets:
            name = sheet.get(TABLE + "name", "Sheet")
            builder.begin_page(name)
            builder.add(BlockKind.HEADING, name, level=1)
            rows = reading.read_rows(sheet)
            reading.errors += say_errors(rows)
            add_sheet(builder, rows)
            builder.end_page()
        metadata = read_metadata(parts)
    hidden = _hidden_styles(content)
    unseen = [s.get(TABLE + "name", "Sheet") for s in sheets if s.get(_STYLE) in hidden]
    named = ", ".join(unseen[:5])
    warnings = (
        [told(len(unseen), "hidden sheet{s} {were} read too") + f" ({named})"] if unseen else []
    )
    return builder.content(metadata=metadata, warnings=reading.warnings() + warnings)


def _hidden_styles(content: Any) -> set[str]:
    return {
        style.get(STYLE + "name")
        for style in content.iter(STYLE + "style")
        for properties in style.iter(STYLE + "table-properties")
        if properties.get(TABLE + "display") == "false"
    }


class _Reading:
    """One workbook's reading: how many cells so far, and what was left out."""

    def __init__(self, origin: str, aside: Aside) -> None:
        self.origin = origin
        self.cells = 0
        self.uncalculated = 0
        self.errors = 0
        self.hidden_rows = 0
        self.aside = aside

    def read_rows(self, sheet: Any) -> list[list[Slot]]:
        """Returns the rows up to the last filled column; blank rows that repeat come once."""
        sparse: list[dict[int, Slot]] = []
        for row, _ in rows_of(sheet):
            slots = self._read_row(row)
            filled = any(slot[0] for slot in slots.values())
            self.hidden_rows += int(filled and row.get(TABLE + "visibility") in _HIDDEN)
            times = count(row, TABLE + "number-rows-repeated") if filled else 1
            self._check(len(slots) * times)
            sparse += [slots] * times
        width = 1 + max((c for row in sparse for c, slot in row.items() if slot[0]), default=-1)
        self._check(len(sparse) * width)
        return [[slots.get(column, BLANK) for column in range(width)] for slots in sparse]

    def _read_row(self, row: Any) -> dict[int, Slot]:
        slots: dict[int, Slot] = {}
        column = 0
        for cell, times in cells_of(row):
            if cell.tag == TABLE + "covered-table-cell":
                slot: Slot = ("", 0, 0)
            else:
                high = count(cell, TABLE + "number-rows-spanned")
                slot = (self._show(cell), high, count(cell, TABLE + "number-columns-spanned"))
            if slot != ("", 1, 1):
                self._check(times)
                slots.update((column + repeat, slot) for repeat in range(times))
            column += times
        return slots

    def _show(self, cell: Any) -> str:
        text = cell_text(cell, self.aside)
        kind = cell.get(OFFICE + "value-type")
        if kind == "date":
            return _show_date(cell.get(OFFICE + "date-value", "")) or text
        if kind == "boolean":
            return str(cell.get(OFFICE + "boolean-value", text)).upper()
        if kind in _NUMBERS:
            return _show_number(text, cell.get(OFFICE + "value", ""))
        if kind is None and not text and cell.get(TABLE + "formula"):
            self.uncalculated += 1
        return text

    def _check(self, more: int) -> None:
        self.cells += more
        if self.cells > _CELLS_AT_MOST:
            raise UnreadableReport(
                self.origin, "its sheets are too large; split the workbook and add the parts"
            )

    def warnings(self) -> list[str]:
        said = []
        if self.uncalculated:
            said.append(told(self.uncalculated, UNCALCULATED))
        if self.errors:
            said.append(told(self.errors, IN_ERROR))
        if self.hidden_rows:
            said.append(told(self.hidden_rows, "hidden row{s} {were} read too"))
        return said + self.aside.warnings()


def _show_date(value: str) -> str:
    day, _, time = value.partition("T")
    return day if not time.strip("0:.") else f"{day} {time[:5]}"


def _show_number(text: str, value: str) -> str:
    """Returns a number as its sheet shows it; one with a decimal comma in the English way.

    The value kept beside the text tells which mark is which: "1.124" for 1124 is "1,124".
    """
    try:
        number = Decimal(value)
    except InvalidOperation:
        return text
    if not text:
        return f"{number.normalize():f}" if number.is_finite() else ""
    digits = _DIGITS.search(text)
    if digits is None:
        return text
    target = abs(number) * (100 if "%" in text else 1)
    bare = _GROUPING.sub("", digits.group())
    swapped = bare.replace(".", "").replace(",", ".")
    if _is_rounded(bare.replace(",", ""), target) or not _is_rounded(swapped, target):
        return text
    grouped = len(swapped.partition(".")[0]) > 3 and not digits.group()[:4].isdigit()
    shown = f"{Decimal(swapped):,f}" if grouped else swapped
    return text[: digits.start()] + shown + text[digits.end() :]


def _is_rounded(shown: str, value: Decimal) -> bool:
    try:
        number = Decimal(shown)
    except InvalidOperation:
        return False
    places = len(shown.partition(".")[2])
    return abs(number - value) * 2 <= Decimal(1).scaleb(-places)
