"""Joins what was wrapped in a PDF table into its rows. Knows nothing of PDF files."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple, TypeAlias

from assistant.loading.building import GridCell
from assistant.loading.headers import count_header_rows, is_blank, is_value
from assistant.loading.pdf_columns import as_grid, columns_of_body, find_columns, place, with_signs
from assistant.loading.pdf_pages import Segment
from assistant.loading.pdf_rules import Rule
from assistant.loading.pdf_spans import Spans, cut_at_columns, find_spans, find_spans_over_repeats
from assistant.loading.pdf_tables import VisualRow

_HEADER_ROWS_AT_MOST = 5
_ALIKE = 6.0
_MARK = re.compile(r"[-–—(<$€£]*\s?(?:\d|\Z)")

Range: TypeAlias = tuple[float, float]
"""From one x to another."""

Line: TypeAlias = dict[int, tuple[int, list[str]]]
"""A row: column to how many columns the cell covers and its texts."""


class PdfTable(NamedTuple):
    """A table's cells (every place filled), its header rows, and its columns as ranges of x."""

    cells: list[GridCell]
    header_rows: int
    columns: list[Range]


def read_table(rows: Sequence[VisualRow], rules: Sequence[Rule] = ()) -> PdfTable | None:
    """Returns the table that rows make; None if it has one column."""
    rows = [with_signs(row) for row in rows]
    columns = find_columns(rows)
    if len(columns) < 2:
        return None
    first = _find_body([_read_line(row, columns) for row in rows])
    columns = columns_of_body(rows, first, columns)
    rows = [
        VisualRow(list(cut_at_columns(row.segments, columns, header=number < first)))
        for number, row in enumerate(rows)
    ]
    lines = [_read_line(row, columns) for row in rows]
    lowest = [" ".join(lines[first - 1].get(c, (1, [""]))[1]) for c in range(len(columns))]
    lines[:first] = [_read_header(row, columns, rules, lowest) for row in rows[:first]]
    head = _join_header(rows[:first], lines[:first])
    body = _join_body(rows[first:], lines[first:])
    cells = as_grid([_filled(line, len(columns)) for line in [*head, *body]])
    is_plain = 0 < len(head) <= _HEADER_ROWS_AT_MOST and bool(body)
    headers = len(head) if is_plain else count_header_rows(cells)
    return PdfTable(cells, headers, columns)


def goes_on(above: PdfTable, below: PdfTable) -> bool:
    """Whether a table continues one that ended the page before: its columns stand in their places.

    It has no header of its own, a name for the rows under it aside.
    """
    return (
        all(cell.column == 0 for cell in below.cells if cell.row < below.header_rows and cell.text)
        and len(above.columns) == len(below.columns)
        and all(map(_stands_alike, above.columns, below.columns))
    )


def _stands_alike(one: Range, two: Range) -> bool:
    # Numbers of another length move one edge of a column, not both.
    apart = (abs(one[0] - two[0]), abs(one[1] - two[1]), abs(sum(one) - sum(two)) / 2)
    return min(one[1], two[1]) > max(one[0], two[0]) and min(apart) <= _ALIKE


def _find_body(lines: Sequence[Line]) -> int:
    first = next((n for n, line in enumerate(lines) if _has_number(line)), 1)
    while first + 1 < len(lines) and _is_worded(lines[first], lines[first + 1 :]):
        first += 1  # Ends of ranges in a header: "$10,000" under "Less than".
    while 1 < first < len(lines) and set(lines[first - 1]) == {0}:
        first -= 1  # The start of the first label, or a section of the body.
    return first


def _is_worded(line: Line, below: Sequence[Line]) -> bool:
    """Whether words stand in a row where most rows below have numbers: it is a header, too."""
    rest = [column for column in line if column > 0]
    worded = 0
    for column in rest:
        if not _has_number({column: line[column]}) and not is_blank(" ".join(line[column][1])):
            filled = [other for other in below if column in other]
            numbers = sum(_has_number({column: other[column]}) for other in filled)
            worded += len(filled) > 1 and 3 * numbers > 2 * len(filled)
    return (worded > 1 and 3 * worded >= len(rest)) or (worded > 0 and _counts_up(line))


def _counts_up(line: Line) -> bool:
    """Whether numbers of a row count columns: "7 | 8 | 9"."""
    texts = [" ".join(texts) for column, (_, texts) in sorted(line.items()) if column > 0]
    numbers = [int(text) for text in texts if text.isdecimal() and len(text) < 3]
    return len(numbers) > 2 and all(other == one + 1 for one, other in pairwise(numbers))


def _read_header(
    row: VisualRow, columns: Sequence[Range], rules: Sequence[Rule], lowest: Sequence[str]
) -> Line:
    plain = _read_line(row, columns)
    for spans in (
        find_spans(row.segments, columns, rules),
        _over_repeats(row.segments, columns, lowest),
    ):
        if spans and (line := _read_line(row, columns, spans)) != plain:
            return line
    return _read_spanning(row, columns) or plain


def _over_repeats(
    segments: Sequence[Segment], columns: Sequence[Range], lowest: Sequence[str]
) -> Spans:
    stub = [s for s in segments if (s.x0 + s.x1) / 2 < columns[0][1]]
    found = find_spans_over_repeats(segments[len(stub) :], columns, lowest)
    return {place + len(stub): span for place, span in found.items()}


def _read_line(row: VisualRow, columns: Sequence[Range], spans: Spans | None = None) -> Line:
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


def _has_number(line: Line) -> bool:
    return any(
        is_value(text)
        for column, (_, texts) in line.items()
        if column > 0
        for text in (" ".join(texts),)
    )


def _join_header(rows: Sequence[VisualRow], lines: Sequence[Line]) -> list[Line]:
    """Joins header lines cell by cell; a row that spans columns stays apart from those below."""
    joined: list[Line] = []
    for number, line in enumerate(lines):
        spans = any(wide > 1 for wide, _ in line.values())
        close = number and rows[number - 1].bottom - rows[number].top < 0.6 * rows[number].height
        before_spans = bool(joined) and any(wide > 1 for wide, _ in joined[-1].values())
        alone = set(line) == {0} and (not joined or 0 not in joined[-1])
        if joined and (alone or (close and not spans and not before_spans)):
            _append(joined[-1], line)
        else:
            joined.append({column: (wide, list(texts)) for column, (wide, texts) in line.items()})
    return joined


def _join_body(rows: Sequence[VisualRow], lines: Sequence[Line]) -> list[Line]:
    pitches = [
        rows[n].bottom - rows[n + 1].bottom
        for n in range(len(rows) - 1)
        if _has_number(lines[n]) and _has_number(lines[n + 1])
    ]
    pitch = median(pitches) if pitches else 0.0
    joined: list[Line] = []
    waiting: list[Line] = []
    for number, line in enumerate(lines):
        gap_above = rows[number - 1].bottom - rows[number].bottom if number else pitch
        adds = bool(joined) and not waiting and not _doubles(joined[-1], line)
        if adds and _continues(line, gap_above, pitch):
            _append(joined[-1], line)
            continue
        if set(line) == {0} and _leads(rows, lines, number, pitch):
            waiting.append(line)
            continue
        whole: Line = {column: (wide, list(texts)) for column, (wide, texts) in line.items()}
        if waiting:
            label = [text for held in waiting for text in held[0][1]]
            wide, texts = whole.get(0, (1, []))
            whole[0] = (1 if wide > 1 else wide, [*label, *texts])
            waiting = []
        joined.append(whole)
    joined.extend(waiting)
    return joined


def _continues(line: Line, gap: float, pitch: float) -> bool:
    """Whether a row is only the rest of the one above: no numbers, set close, in lower case."""
    if _has_number(line):
        return False
    texts = [text for _, cell in line.values() for text in cell]
    if 0 not in line:
        return pitch == 0 or gap < 1.05 * pitch
    lower = texts[0][:1].islower() or texts[0][:1] in "(&"
    return lower or (pitch > 0 and gap < 0.8 * pitch)


def _doubles(above: Line, line: Line) -> bool:
    """Whether a row has a number, or a mark for none, where the row above has a number.

    One with words under several numbers is a header that stands again in the body.
    """
    under = [
        " ".join(texts)
        for column, (_, texts) in line.items()
        if column > 0 and column in above and _has_number({column: above[column]})
    ]
    return len(under) > 1 or any(_MARK.match(text) for text in under)


def _leads(rows: Sequence[VisualRow], lines: Sequence[Line], number: int, pitch: float) -> bool:
    """Whether a label alone on its row is the start of the label below."""
    if number + 1 >= len(lines):
        return False
    below = lines[number + 1]
    if 0 not in below:
        return _has_number(below)
    if below[0][1][0][:1].islower() and _has_number(below):
        return True
    if rows[number].segments[0].bold and not rows[number + 1].segments[0].bold:
        return False  # A section in bold type.
    gap = rows[number].bottom - rows[number + 1].bottom
    return pitch > 0 and gap < 0.8 * pitch


def _append(above: Line, line: Line) -> None:
    for column, (wide, texts) in line.items():
        if column in above:
            above[column][1].extend(texts)
        else:
            above[column] = (wide, list(texts))


def _filled(line: Line, width: int) -> Line:
    """Gives every column not covered a blank cell, so that columns can be told by counting bars."""
    covered = {c for column, (wide, _) in line.items() for c in range(column, column + wide)}
    return {**line, **{column: (1, [""]) for column in range(width) if column not in covered}}
