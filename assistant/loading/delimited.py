"""Reads CSV and TSV text into one table. Knows nothing of files or spreadsheets."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter

from assistant.errors import UnreadableReport
from assistant.loading.building import Content, TextBuilder
from assistant.loading.spreadsheet import add_sheet
from assistant.records import Metadata

_FIELD_AT_MOST = 1 << 20
_QUOTED = re.compile(r'"[^"]*"')


def read_delimited(text: str, *, origin: str) -> Content:
    """Returns a table a block of rows; rows of uneven length are kept and counted in a warning."""
    delimiter = _find_delimiter(text)
    csv.field_size_limit(_FIELD_AT_MOST)
    try:
        rows = list(csv.reader(io.StringIO(text), delimiter=delimiter))
    except csv.Error as error:
        cause = f"the rows cannot be read ({error}); save it as CSV again and add it"
        raise UnreadableReport(origin, cause) from error
    builder = TextBuilder()
    add_sheet(builder, [[(cell, 1, 1) for cell in row] for row in rows])
    widths = {len(row) for row in rows if any(cell.strip() for cell in row) and len(row) > 1}
    warnings = ["rows differ in how many cells they have"] if len(widths) > 1 else []
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
