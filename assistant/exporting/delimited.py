"""Writes rows as CSV that no spreadsheet program runs. Knows nothing of files or figures.

RFC 4180. A text that a spreadsheet would take for a formula gets an apostrophe in front (OWASP,
"CSV Injection"); a number in a column of numbers never does, negative or not.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from decimal import Context, Decimal

from assistant.lookup import Column
from assistant.lookup.columns import Cell, Row

MARK = b"\xef\xbb\xbf"
"""Excel takes a CSV without a byte-order mark for its own code page and breaks every "€" and "–";
other programs pass over the mark."""

_STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")

_DIGITS = Context(prec=15)
"""A third has no end; what a spreadsheet can hold is written of it."""


def to_csv(columns: Sequence[Column], rows: Sequence[Row]) -> bytes:
    """Returns a header of column names and the rows, in UTF-8 without a byte-order mark."""
    page = io.StringIO(newline="")
    writer = csv.writer(page, lineterminator="\r\n")
    writer.writerow([column.name for column in columns])
    for row in rows:
        writer.writerow([to_text(row[column.name]) for column in columns])
    return page.getvalue().encode()


def to_text(cell: Cell) -> str:
    """Returns a cell as CSV has it: exact numbers, true and false, safe text, "" for none."""
    match cell:
        case None:
            return ""
        case bool():
            return "true" if cell else "false"
        case int():
            return str(cell)
        case Decimal():
            return plain_number(cell)
        case _:
            return f"'{cell}" if cell.startswith(_STARTS_FORMULA) else cell


def plain_number(value: Decimal) -> str:
    """Returns a decimal in digits, without exponent or trailing zeros: "1200000000", "12.5"."""
    if value == value.to_integral_value():
        return str(int(value))
    return f"{value.normalize(_DIGITS):f}"
