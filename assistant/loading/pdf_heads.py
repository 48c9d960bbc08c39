"""Reads the header rows of a PDF table: where they end, and what they cover. Knows no files."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import TypeAlias

from assistant.loading.headers import is_blank, is_date, is_number, is_value
from assistant.loading.pdf_columns import place
from assistant.loading.pdf_pages import Segment
from assistant.loading.pdf_rules import Rule
from assistant.loading.pdf_spans import (
    Range,
    Spans,
    find_spans,
    find_spans_by_middle,
    find_spans_over_groups,
    find_spans_over_repeats,
    find_spans_over_years,
)
from assistant.loading.pdf_tables import VisualRow

_SAME = 0.6
_NOTE = re.compile(r"[(\[]\w[)\]]")

Line: TypeAlias = dict[int, tuple[int, list[str]]]
"""A row: column to how many columns the cell covers and its texts."""


def read_header(
    rows: Sequence[VisualRow],
    columns: Sequence[Range],
    rules: Sequence[Rule],
    lowest: Sequence[str],
) -> list[Line]:
    """Returns the lines of the header rows, the lowest of which has the texts ``lowest``."""
    headed = _with_heads(rows[-1], columns) if rows else columns
    return [
        _read_row(
            row,
            columns,
            rules,
            None if _interleaves(rows, number) else lowest,
            headed,
            is_lowest=number == len(rows) - 1,
        )
        for number, row in enumerate(rows)
    ]


def find_body(lines: Sequence[Line]) -> int:
    first = next((n for n in range(len(lines)) if _is_of_body(lines, n)), 1)
    while first + 1 < len(lines) and _is_worded(lines[first], lines[first + 1 :]):
        first += 1  # Ends of ranges in a header: "$10,000" under "Less than".
    while 1 < first < len(lines) and set(lines[first - 1]) == {0}:
        first -= 1  # The start of the first label, or a section of the body.
    return first


def _is_of_body(lines: Sequence[Line], number: int) -> bool:
    line = lines[number]
    if not has_number(line):
        texts = [" ".join(texts) for column, (_, texts) in line.items() if column]
        return number > 0 and 0 in line and len(texts) > 1 and all(map(is_blank, texts))
    if 0 not in line and all(_NOTE.fullmatch(" ".join(texts)) for _, texts in line.values()):
        return False  # Marks of notes, raised over the header's words.
    return not _is_of_days(lines, number)


def _is_of_days(lines: Sequence[Line], number: int) -> bool:
    """Whether all the values of a row are days over columns of quantities: it is a header."""
    values = {
        column: text
        for column, (_, texts) in lines[number].items()
        for text in (" ".join(texts),)
        if column and is_value(text)
    }
    if not all(map(is_date, values.values())):
        return False
    under = [
        " ".join(line[column][1])
        for line in lines[number + 1 :]
        for column in values
        if column in line
    ]
    # Days that stand under them again head figures, too.
    return sum(map(is_number, under)) > 2 * sum(map(is_date, under))


def _is_worded(line: Line, below: Sequence[Line]) -> bool:
    """Whether words stand in a row where most rows below have numbers: it is a header, too."""
    rest = [column for column in line if column > 0]
    worded = 0
    for column in rest:
        if not has_number({column: line[column]}) and not is_blank(" ".join(line[column][1])):
            filled = [other for other in below if column in other]
            numbers = sum(has_number({column: other[column]}) for other in filled)
            worded += len(filled) > 1 and 3 * numbers > 2 * len(filled)
    unnamed = 0 not in line or not any(char.isalpha() for text in line[0][1] for char in text)
    numbered = _counts_up(line) and (worded > 0 or unnamed)
    return numbered or (worded > 1 and 3 * worded >= len(rest))


def _counts_up(line: Line) -> bool:
    """Whether numbers of a row count columns: "7 | 8 | 9", "(1) | (2) | (3)"."""
    texts = [" ".join(texts).strip("()[]") for c, (_, texts) in sorted(line.items()) if c > 0]
    numbers = [int(text) for text in texts if text.isdecimal() and len(text) < 3]
    corner = " ".join(line[0][1]).strip("()[]") if 0 in line else ""
    if corner.isdecimal() and numbers[:1] != [int(corner) + 1]:
        return False
    return len(numbers) > 2 and all(other == one + 1 for one, other in pairwise(numbers))


def has_number(line: Line) -> bool:
    return any(
        is_value(text)
        for column, (_, texts) in line.items()
        if column > 0
        for text in (" ".join(texts),)
    )


def read_line(row: VisualRow, columns: Sequence[Range], spans: Spans | None = None) -> Line:
    line: Line = {}
    spans = spans or {}
    for number, segment in enumerate(row.segments):
        column, wide = spans.get(number) or place(segment, columns)
        if column in line:
            line[column][1].append(segment.text)
        else:
            line[column] = (wide, [segment.text])
    # A cell cannot cover a place where another begins.
    for column, (wide, texts) in list(line.items()):
        stop = min((c for c in line if c > column), default=len(columns))
        line[column] = (min(wide, stop - column), texts)
    return line


def align_header(rows: Sequence[VisualRow], columns: Sequence[Range]) -> list[VisualRow]:
    """Returns header rows, a line over no column made as wide as one that begins just over it."""
    cells = [segment for row in rows for segment in row.segments]

    def over(x0: float, x1: float) -> int:
        return sum(x0 < right and x1 > left for left, right in columns)

    def widen(segment: Segment) -> Segment:
        if over(segment.x0, segment.x1):
            return segment
        alike = [cell.x1 for cell in cells if abs(cell.x0 - segment.x0) < _SAME]
        return segment._replace(x1=max(x1 for x1 in alike if over(segment.x0, x1) < 2))

    return [VisualRow([widen(segment) for segment in row.segments]) for row in rows]


def _interleaves(rows: Sequence[VisualRow], number: int) -> bool:
    """Whether a row's line is level with parts of two others: cells set to the middle.

    Or whether its words go on below, in lower case.
    """
    row = rows[number]
    below = rows[number + 1].segments if number + 1 < len(rows) else []
    goes_on = [
        s for s in below if s.text[:1].islower() and any(_overlap(s, r) for r in row.segments)
    ]
    # Cells over several columns may go on, too, each in a line of its own.
    if goes_on and len(below) != len(row.segments):
        return True
    near = [*rows[max(0, number - 1) : number], *rows[number + 1 : number + 2]]
    if all(_heads_several(segment, rows[number + 1 :]) for segment in row.segments):
        return False
    # Heads of the first columns beside several others say nothing of these.
    left = row.segments[0].x0 if len(row.segments) > 1 else -1.0
    beside = [other for other in near if other.segments[-1].x1 > left]
    high = 0.7 * row.height
    return any(abs(row.top + row.bottom - other.top - other.bottom) / 2 < high for other in beside)


def _heads_several(segment: Segment, below: Sequence[VisualRow]) -> bool:
    """Whether two cells that are not one under the other stand below a cell."""
    under = [s for row in below for s in row.segments if _overlap(s, segment)]
    return bool(under) and max(s.x0 for s in under) > min(s.x1 for s in under)


def _overlap(one: Segment, other: Segment) -> bool:
    return one.x0 < other.x1 and one.x1 > other.x0


def _with_heads(lowest: VisualRow, columns: Sequence[Range]) -> list[Range]:
    """Returns columns as wide as the lowest header's cells and the body together."""
    wide = list(columns)
    for segment in lowest.segments:
        column, count = place(segment, columns)
        if count == 1:
            x0, x1 = wide[column]
            wide[column] = min(x0, segment.x0), max(x1, segment.x1)
    return wide


def _read_row(
    row: VisualRow,
    columns: Sequence[Range],
    rules: Sequence[Rule],
    lowest: Sequence[str] | None,
    headed: Sequence[Range],
    *,
    is_lowest: bool,
) -> Line:
    """Reads a header row; without the lowest one it covers only what a rule says."""
    plain = read_line(row, columns if is_lowest else headed)
    found = [find_spans(row.segments, columns, rules)]
    if lowest is not None:
        finders = [find_spans_over_repeats]
        if not is_lowest:
            finders += [find_spans_over_groups, find_spans_over_years]
        for find in finders:
            found.append(_beside_stub(find, row.segments, columns, lowest))
        if not is_lowest:
            found.append(_beside_stub(find_spans_by_middle, row.segments, headed, lowest))
    for spans in found:
        if spans and (line := read_line(row, columns, spans)) != plain:
            return line
    if lowest is None:
        return plain
    return _read_spanning(row, columns) or _read_spanning(row, headed) or plain


def _beside_stub(
    find: Callable[[Sequence[Segment], Sequence[Range], Sequence[str]], Spans],
    segments: Sequence[Segment],
    columns: Sequence[Range],
    lowest: Sequence[str],
) -> Spans:
    """Returns the spans found for the cells that are not over the first column."""
    stub = [s for s in segments if (s.x0 + s.x1) / 2 < columns[0][1]]
    found = find(segments[len(stub) :], columns, lowest)
    return {place + len(stub): span for place, span in found.items()}


def _read_spanning(row: VisualRow, columns: Sequence[Range]) -> Line | None:
    """Reads a header row whose cells stand over the middle of equal groups of columns."""
    corner = [s for s in row.segments if s.x0 < columns[0][1]]
    over = [s for s in row.segments if s.x0 >= columns[0][1]]
    if not over or len(corner) > 1 or (len(columns) - 1) % len(over):
        return None
    wide = (len(columns) - 1) // len(over)
    line: Line = {0: (1, [corner[0].text])} if corner else {}
    for number, segment in enumerate(over):
        first = 1 + number * wide
        x0, x1 = columns[first][0], columns[first + wide - 1][1]
        if wide < 2 or abs((segment.x0 + segment.x1) - (x0 + x1)) > 0.4 * (x1 - x0):
            return None
        line[first] = (wide, [segment.text])
    return line
