"""Joins what was wrapped in a PDF table into its rows. Knows nothing of PDF files."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median
from typing import NamedTuple, TypeAlias

from assistant.loading.building import GridCell
from assistant.loading.headers import count_header_rows, is_value
from assistant.loading.pdf_tables import VisualRow, as_grid, find_columns, place

_HEADER_ROWS_AT_MOST = 4
_ALIKE = 6.0

Line: TypeAlias = dict[int, tuple[int, list[str]]]
"""A row: column to how many columns the cell covers and its texts."""


class PdfTable(NamedTuple):
    """A table's cells (every place filled), its header rows, and its columns as ranges of x."""

    cells: list[GridCell]
    header_rows: int
    columns: list[tuple[float, float]]


def read_table(rows: Sequence[VisualRow]) -> PdfTable | None:
    """Returns the table that rows make; None if it has one column."""
    columns = find_columns(rows)
    if len(columns) < 2:
        return None
    lines = [_read_line(row, columns) for row in rows]
    first = next((n for n, line in enumerate(lines) if _has_number(line)), 1)
    while 1 < first < len(lines) and set(lines[first - 1]) == {0}:
        first -= 1  # The start of the first label, or a section of the body.
    lines[:first] = [
        _read_spanning(row, columns) or line
        for row, line in zip(rows[:first], lines[:first], strict=True)
    ]
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


def _stands_alike(one: tuple[float, float], two: tuple[float, float]) -> bool:
    # Numbers of another length move one edge of a column, not both.
    apart = (abs(one[0] - two[0]), abs(one[1] - two[1]), abs(sum(one) - sum(two)) / 2)
    return min(one[1], two[1]) > max(one[0], two[0]) and min(apart) <= _ALIKE


def _read_line(row: VisualRow, columns: Sequence[tuple[float, float]]) -> Line:
    line: Line = {}
    for segment in row.segments:
        column, wide = place(segment, columns)
        if column in line:
            line[column][1].append(segment.text)
        else:
            line[column] = (wide, [segment.text])
    # A cell cannot cover a place where another begins.
    for column, (wide, texts) in list(line.items()):
        stop = min((c for c in line if c > column), default=len(columns))
        line[column] = (min(wide, stop - column), texts)
    return line


def _read_spanning(row: VisualRow, columns: Sequence[tuple[float, float]]) -> Line | None:
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
        if joined and close and not spans and not before_spans:
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
        if joined and not waiting and _continues(line, gap_above, pitch):
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


def _leads(rows: Sequence[VisualRow], lines: Sequence[Line], number: int, pitch: float) -> bool:
    """Whether a label alone on its row is the start of the label below."""
    if number + 1 >= len(lines):
        return False
    below = lines[number + 1]
    if 0 not in below:
        return _has_number(below)
    if below[0][1][0][:1].islower() and _has_number(below):
        return True
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
