"""Reads CSV and TSV text into tables. Knows nothing of files or spreadsheets."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Sequence

from assistant.errors import UnreadableReport
from assistant.loading.building import Content, TextBuilder
from assistant.loading.sheets import add_sheet
from assistant.records import Metadata

_FIELD_AT_MOST = 1 << 20
_QUOTED = re.compile(r'"[^"]*"')
# What Excel writes to say which mark parts the cells.
_SAID = re.compile(r"sep=([,;|\t])[ \t]*\n", re.IGNORECASE)
# Numbers in the continental way: "12,5" and "1.234,5" for sure, "1.234.567" by its groups.
_COMMA = re.compile(r"[-−+]?\s?(?:\d{1,3}(?:[. \u00a0]\d{3})+|\d+),\d+(?:\s?[%€])?")
_GROUPED = re.compile(r"[-−+]?\s?\d{1,3}(?:\.\d{3}){2,}(?:\s?[%€])?")
# One that is only read so where others in the file are.
_EITHER = re.compile(r"[-−+]?\s?\d{1,3}\.\d{3}(?:\s?[%€])?")
# In the English way: "12.5", "1,234.5", "1,234,567"; "1,234" is so where the rest is.
_POINT = re.compile(r"[-−+$€£]*\s?(?:\d{1,3}(?:,\d{3})+|\d+)\.(?:\d{1,2}|\d{4,})(?:\s?%)?")
_THOUSANDS = re.compile(r"[-−+]?\s?\d{1,3},\d{3}(?:\s?[%€])?")
_SPACE_WITHIN = re.compile(r"(?<=\d)[ \u00a0](?=\d)")
_SWAPPED = str.maketrans(",.", ".,")


def read_delimited(text: str, *, origin: str) -> Content:
    """Returns a table a block of rows; rows of uneven length are kept and counted in a warning.

    Numbers with a decimal comma are written in the English way, which a warning says.
    """
    said = _SAID.match(text)
    text = text[said.end() :] if said else text
    delimiter = said[1] if said else _find_delimiter(text)
    csv.field_size_limit(_FIELD_AT_MOST)
    try:
        rows = list(csv.reader(io.StringIO(text), delimiter=delimiter))
    except csv.Error as error:
        cause = f"the rows cannot be read ({error}); save it as CSV again and add it"
        raise UnreadableReport(origin, cause) from error
    rows, warnings = (rows, []) if delimiter == "," else _without_commas(rows)
    builder = TextBuilder()
    add_sheet(builder, [[(cell, 1, 1) for cell in row] for row in rows])
    widths = {len(row) for row in rows if any(cell.strip() for cell in row) and len(row) > 1}
    if len(widths) > 1:
        warnings.append("rows differ in how many cells they have")
    return builder.content(metadata=Metadata(), warnings=warnings)


def _find_delimiter(text: str) -> str:
    """The mark that most of the first lines have as often as one another; else a comma."""
    lines = _QUOTED.sub("", text[:20_000]).split("\n")
    lines = [line for line in lines if line.strip()][:30]
    best, score = ",", (0, 0)
    for delimiter in "\t,;|":
        counts = Counter(line.count(delimiter) for line in lines if delimiter in line)
        count, agreeing = max(counts.items(), key=lambda pair: pair[1], default=(0, 0))
        if (agreeing, count) > score:
            best, score = delimiter, (agreeing, count)
    return best


def _without_commas(rows: list[list[str]]) -> tuple[list[list[str]], list[str]]:
    """Returns the rows with their numbers in the English way, and what is to be said of that."""
    if _has_decimal_commas(rows):
        said = 'its numbers have decimal commas; they are shown as "1,234.5"'
        return [[_in_english(cell) for cell in row] for row in rows], [said]
    cells = [cell.strip() for row in rows for cell in row]
    if any(map(_EITHER.fullmatch, cells)) and not any(map(_POINT.fullmatch, cells)):
        return rows, ['numbers such as "1.234" may be thousands; check them in the file']
    return rows, []


def _has_decimal_commas(rows: Sequence[Sequence[str]]) -> bool:
    """Whether numbers are written in the continental way: some plainly so, none the other way."""
    cells = [cell.strip() for row in rows for cell in row]
    if any(_POINT.fullmatch(cell) for cell in cells):
        return False
    told = [cell for cell in cells if _COMMA.fullmatch(cell) or _GROUPED.fullmatch(cell)]
    # "1,234" may be thousands, as in English, and "1,2" two notes.
    thousands = sum(_THOUSANDS.fullmatch(cell) is not None for cell in told)
    return len(told) > 2 * thousands


def _in_english(cell: str) -> str:
    bare = cell.strip()
    if _COMMA.fullmatch(bare) or _GROUPED.fullmatch(bare) or _EITHER.fullmatch(bare):
        return _SPACE_WITHIN.sub(",", bare.translate(_SWAPPED))
    return cell
