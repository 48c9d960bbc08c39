"""Joins what was wrapped in a PDF table into its rows. Knows nothing of PDF files."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from assistant.loading.building import GridCell
from assistant.loading.headers import count_header_rows, is_blank, is_value
from assistant.loading.pdf_again import find_headers_again
from assistant.loading.pdf_columns import (
    as_grid,
    columns_of_body,
    find_columns,
    with_heads_beside,
    with_signs,
)
from assistant.loading.pdf_cuts import cut_at_columns
from assistant.loading.pdf_heads import (
    Line,
    align_header,
    find_body,
    has_number,
    read_header,
    read_line,
)
from assistant.loading.pdf_names import name_groups
from assistant.loading.pdf_panels import with_panels
from assistant.loading.pdf_rules import Rule
from assistant.loading.pdf_spans import Range
from assistant.loading.pdf_tables import VisualRow

_HEADER_ROWS_AT_MOST = 5
_ALIKE = 6.0
_MARK = re.compile(r"[-–—(<$€£]*\s?(?:\d|\Z)")


class PdfTable(NamedTuple):
    """A table's cells (every place filled), its header rows, and its columns as ranges of x."""

    cells: list[GridCell]
    header_rows: int
    columns: list[Range]


def read_tables(rows: Sequence[VisualRow], rules: Sequence[Rule] = ()) -> list[PdfTable]:
    """Returns the tables that rows make: one more for each header that stands among them."""
    rows = with_panels([with_signs(row) for row in rows])
    columns = find_columns(rows)
    if len(columns) < 2:
        return []
    lines = [read_line(row, columns) for row in rows]
    texts = [{c: " ".join(held) for c, (_, held) in line.items()} for line in lines]
    first = find_body(lines)
    again = find_headers_again(texts, first, _set_apart(rows, lines, first))
    if not again:
        return [_read_table(rows, rules, columns, first)]
    edges = [0, *again, len(rows)]
    parts = [rows[start:end] for start, end in pairwise(edges)]
    places = [find_columns(part) for part in parts]
    if any(len(own) < 2 for own in places):  # None may be lost.
        return [_read_table(rows, rules, columns, first)]
    return [
        _read_table(part, rules, own, find_body([read_line(row, own) for row in part]))
        for part, own in zip(parts, places, strict=True)
    ]


def _read_table(
    rows: Sequence[VisualRow], rules: Sequence[Rule], columns: Sequence[Range], first: int
) -> PdfTable:
    """Reads rows, the first of which are headers, that stand in columns."""
    columns = with_heads_beside(rows, first, columns_of_body(rows, first, columns))
    rows = [
        VisualRow(list(cut_at_columns(row.segments, columns, header=number < first)))
        for number, row in enumerate(rows)
    ]
    rows[:first] = align_header(rows[:first], columns)
    lines = [read_line(row, columns) for row in rows]
    lowest = [" ".join(lines[first - 1].get(c, (1, [""]))[1]) for c in range(len(columns))]
    lines[:first] = read_header(rows[:first], columns, rules, lowest)
    head = _join_header(rows[:first], lines[:first])
    body = _join_body(rows[first:], lines[first:])
    cells = as_grid([_filled(line, len(columns)) for line in [*head, *body]])
    is_plain = 0 < len(head) <= _HEADER_ROWS_AT_MOST and bool(body)
    headers = len(head) if is_plain else count_header_rows(cells)
    return PdfTable(name_groups(cells, headers), headers, columns)


def _set_apart(rows: Sequence[VisualRow], lines: Sequence[Line], first: int) -> set[int]:
    """Returns the rows that a reader sees are no row of figures: by their type or the gap above."""
    figures = [number for number in range(first, len(rows)) if has_number(lines[number])]
    if not figures:
        return set()
    high = median(rows[number].height for number in figures)
    bold = all(segment.bold for number in figures for segment in rows[number].segments)
    gaps = [rows[n].bottom - rows[n + 1].top for n in figures if n + 1 in figures]
    wide = max(median(gaps), 0.0) + 0.7 * high if gaps else 2 * high
    return {
        number
        for number in range(first + 1, len(rows))
        if abs(rows[number].height - high) > 0.1 * high
        or (not bold and all(segment.bold for segment in rows[number].segments))
        or rows[number - 1].bottom - rows[number].top > wide
    }


def goes_on(above: PdfTable, below: PdfTable) -> dict[int, int] | None:
    """Returns for the columns of a table that goes on from another which of its columns they are.

    It has no header of its own, a name for the rows under it aside, and its columns of figures
    stand in the other's. None where it does not go on.
    """
    if any(cell.column for cell in below.cells if cell.row < below.header_rows and cell.text):
        return None
    if len(above.columns) == len(below.columns) and all(
        map(_stands_alike, above.columns, below.columns)
    ):
        return {column: column for column in range(len(below.columns))}
    figures, others = find_figure_columns(below), find_figure_columns(above)
    found = {
        column: [o for o in others if _stands_alike(above.columns[o], below.columns[column])]
        for column in figures
    }
    firsts = [places[0] for places in found.values() if places]
    if len(figures) < 2 or len(set(firsts)) < len(figures) or not _begins_with_figures(below):
        return None
    return {0: 0, **dict(zip(figures, firsts, strict=True))}


def find_figure_columns(table: PdfTable) -> list[int]:
    """Returns the columns, the first aside, that have mostly figures below the header."""
    filled = [cell for cell in table.cells if cell.column and cell.row >= table.header_rows]
    texts: dict[int, list[str]] = {}
    for cell in filled:
        if not is_blank(cell.text):
            texts.setdefault(cell.column, []).append(cell.text)
    return [
        column for column, own in sorted(texts.items()) if 2 * sum(map(is_value, own)) > len(own)
    ]


def _begins_with_figures(table: PdfTable) -> bool:
    """Whether the first row with more than a name has figures, and no words, in their columns."""
    columns = find_figure_columns(table)
    body = [cell for cell in table.cells if cell.row >= table.header_rows]
    filled = [cell for cell in body if cell.column in columns and cell.text]
    first = min((cell.row for cell in filled), default=0)
    own = [cell.text for cell in filled if cell.row == first]
    return any(map(is_value, own)) and all(is_value(text) or is_blank(text) for text in own)


def _stands_alike(one: Range, two: Range) -> bool:
    # Numbers of another length move one edge of a column, not both.
    apart = (abs(one[0] - two[0]), abs(one[1] - two[1]), abs(sum(one) - sum(two)) / 2)
    return min(one[1], two[1]) > max(one[0], two[0]) and min(apart) <= _ALIKE


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
        if has_number(lines[n]) and has_number(lines[n + 1])
    ]
    pitch = median(pitches) if pitches else _pitch_of_wrapped(rows, lines)
    joined: list[Line] = []
    waiting: list[Line] = []
    for number, line in enumerate(lines):
        gap_above = rows[number - 1].bottom - rows[number].bottom if number else pitch
        adds = bool(joined) and not waiting and not _doubles(joined[-1], line)
        adds = adds and not _is_begun(lines, number)
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


def _pitch_of_wrapped(rows: Sequence[VisualRow], lines: Sequence[Line]) -> float:
    """Returns how far rows of several lines each are apart, by the wider gaps, or 0."""
    full = [line for line in lines if set(line) != {0}]
    if 2 * sum(map(has_number, full)) <= len(full):
        return 0.0
    gaps = [one.bottom - other.bottom for one, other in pairwise(rows)]
    return median([gap for gap in gaps if gap > 1.25 * min(gaps)] or [0.0])


def _continues(line: Line, gap: float, pitch: float) -> bool:
    """Whether a row is only the rest of the one above: no numbers, set close, in lower case."""
    if has_number(line):
        return False
    texts = [text for _, cell in line.values() for text in cell]
    if 0 not in line:
        return pitch == 0 or gap < 1.05 * pitch
    lower = texts[0][:1].islower() or texts[0][:1] in "(&"
    return lower or (pitch > 0 and gap < 0.8 * pitch)


def _is_begun(lines: Sequence[Line], number: int) -> bool:
    """Whether a name begins that goes on in lower case beside the figures below."""
    below = lines[number + 1] if number + 1 < len(lines) else {}
    if set(lines[number]) != {0} or 0 not in below or not has_number(below):
        return False
    return not lines[number][0][1][0][:1].islower() and below[0][1][0][:1].islower()


def _doubles(above: Line, line: Line) -> bool:
    """Whether a row has a number, or a mark for none, where the row above has a number.

    One with words under several numbers is a header that stands again in the body.
    """
    under = [
        " ".join(texts)
        for column, (_, texts) in line.items()
        if column > 0 and column in above and has_number({column: above[column]})
    ]
    return len(under) > 1 or any(_MARK.match(text) for text in under)


def _leads(rows: Sequence[VisualRow], lines: Sequence[Line], number: int, pitch: float) -> bool:
    """Whether a label alone on its row is the start of the label below."""
    if number + 1 >= len(lines):
        return False
    below = lines[number + 1]
    if 0 not in below:
        return has_number(below)
    if below[0][1][0][:1].islower() and has_number(below):
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
