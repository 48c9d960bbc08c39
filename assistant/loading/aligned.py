"""Finds tables in plain text lined up with spaces or tabs. Knows nothing of files or formats.

Careful rather than keen: lines become a table only where every column stands apart from the next on
all of them and one of the later columns holds mostly numbers. The text stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import mean

from assistant.loading.building import GridCell
from assistant.loading.headers import count_header_rows, is_blank, is_value, is_year
from assistant.records import Block, BlockKind, Cell
from assistant.sentences import trim

_GAP = re.compile(r"\s*(?:\.{4,}|(?: \.){4,})[\s.]*|\s{2,}|\t|\Z")
_TABBED = re.compile(r"\t|\Z")
_RULE = re.compile(r"[\s|:+=_–—-]*[=_–—-]{3}[\s|:+=_–—-]*")
_CAPTION = re.compile(r"\s*(?:table|figure|exhibit)\s+\w+", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?;,]$")
_LEAST_LINES = 3
_MOSTLY = 0.6
_HEAD_LINES = 3
_HEAD_LENGTH = 40
_FIELD_LENGTH = 45
_TAB = 8


@dataclass(frozen=True, slots=True)
class _Field:
    """Words of a line without a wide gap: their place in the text, and in the line."""

    start: int
    end: int
    x0: int
    x1: int
    text: str


@dataclass(frozen=True, slots=True)
class _Line:
    fields: tuple[_Field, ...]
    is_rule: bool

    @property
    def has_value(self) -> bool:
        """Whether it is what a table's body has: a number or year beside what it belongs to."""
        return any(_fills_cell(field.text) for field in self.fields[1:])

    @property
    def is_terse(self) -> bool:
        """Whether it is words as headers and labels are: short, and not the end of a sentence."""
        return bool(self.fields) and all(
            len(field.text) <= _HEAD_LENGTH and _SENTENCE_END.search(field.text) is None
            for field in self.fields
        )


def find_tables(text: str, start: int, end: int) -> list[Block]:
    """Returns the tables among the lines of a paragraph, in order; offsets are into ``text``."""
    start = text.rfind("\n", 0, start) + 1  # Columns are told by the first line's indent too.
    spans = list(_line_spans(text, start, end))
    if len(spans) < _LEAST_LINES:
        return []
    tables = _find_among([_read_line(text, *span) for span in spans])
    if not tables and "\t" in text[start:end]:
        return _find_among([_read_tabbed(text, *span) for span in spans])
    return tables


def _find_among(lines: Sequence[_Line]) -> list[Block]:
    tables = []
    after = 0
    for first, last in _find_runs(lines):
        columns = _find_columns(lines[first:last])
        if columns is None:
            continue
        head = _find_head(lines, first, after, columns)
        rows = [line for line in lines[head:last] if line.fields]
        table = _make_table(rows, columns) if len(rows) >= _LEAST_LINES else None
        if table is not None:
            tables.append(table)
            after = last
    return tables


def _line_spans(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end:
        stop = text.find("\n", start, end)
        stop = end if stop < 0 else stop
        yield start, stop
        start = stop + 1


def _read_line(text: str, start: int, end: int) -> _Line:
    """Reads a line whose columns are told by where they stand."""
    line = text[start:end]
    if _RULE.fullmatch(line):
        return _Line((), True)
    fields = []
    for left, right in _between(_GAP, line):
        x0 = len(line[:left].expandtabs(_TAB))
        fields.append(_Field(start + left, start + right, x0, x0 + right - left, line[left:right]))
    return _Line(tuple(fields), False)


def _read_tabbed(text: str, start: int, end: int) -> _Line:
    """Reads a line whose columns are told by counting tabs."""
    line = text[start:end]
    fields = []
    for left, right in _between(_TABBED, line):
        x0 = 2 * line.count("\t", 0, left)
        fields.append(_Field(start + left, start + right, x0, x0 + 1, line[left:right]))
    return _Line(tuple(fields), not fields)


def _between(gap: re.Pattern[str], line: str) -> Iterator[tuple[int, int]]:
    """Yields what stands between gaps, trimmed, where it is anything."""
    left = 0
    for match in gap.finditer(line):
        words = trim(line, left, match.start())
        if words[0] < words[1]:
            yield words
        left = match.end()


def _fills_cell(text: str) -> bool:
    return is_value(text) or is_year(text) or is_blank(text)


def _find_runs(lines: Sequence[_Line]) -> Iterator[tuple[int, int]]:
    """Yields (first, past the last) of lines with values; a few words may stand between them."""
    first = None
    last = 0
    for number, line in enumerate(lines):
        if line.has_value:
            if first is None:
                first = number
            last = number + 1
        elif first is not None and not (line.is_rule or (line.is_terse and number - last < 2)):
            yield first, last
            first = None
    if first is not None:
        yield first, last


def _find_columns(lines: Sequence[_Line]) -> list[tuple[int, int]] | None:
    """Returns the columns as ranges of x, or None where lines do not agree on them."""
    rows = [line.fields for line in lines if line.has_value]
    if len(rows) < 2 or mean(len(f.text) for row in rows for f in row) > _FIELD_LENGTH:
        return None
    columns: list[tuple[int, int]] = []
    for x0, x1 in sorted((field.x0, field.x1) for row in rows for field in row):
        if columns and x0 < columns[-1][1]:
            columns[-1] = (columns[-1][0], max(x1, columns[-1][1]))
        else:
            columns.append((x0, x1))
    places = [[_place(field, columns) for field in line.fields] for line in lines]
    if len(columns) < 2 or any(len(set(row)) < len(row) for row in places):
        return None
    full = sum(len(row) == len(columns) for row in rows)
    if full < _MOSTLY * len(rows) or full < 2:
        return None
    for column in range(1, len(columns)):
        texts = [f.text for row in rows for f in row if _place(f, columns) == column]
        values = sum(is_value(text) or is_year(text) for text in texts)
        if values >= 2 and values >= _MOSTLY * len(texts):
            return columns
    return None


def _place(field: _Field, columns: Sequence[tuple[int, int]]) -> int:
    """Returns the column a field stands in, or nearest to."""
    shares = [min(field.x1, x1) - max(field.x0, x0) for x0, x1 in columns]
    return max(range(len(columns)), key=lambda number: shares[number])


def _find_head(
    lines: Sequence[_Line], first: int, lowest: int, columns: Sequence[tuple[int, int]]
) -> int:
    """Returns the first line of the header above the first line with values."""
    head = first
    for number in range(first - 1, max(lowest, first - 2 * _HEAD_LINES) - 1, -1):
        line = lines[number]
        if _is_head(line, columns):
            head = number
        elif not (line.is_rule or (line.is_terse and len(line.fields) == 1 and head == first)):
            break
    return head


def _is_head(line: _Line, columns: Sequence[tuple[int, int]]) -> bool:
    fields = line.fields
    if not line.is_terse or len(fields) > len(columns) or _CAPTION.match(fields[0].text):
        return False
    # Words over a later column belong to it; words over the first may be the end of a paragraph.
    return not _is_under_first(fields, columns)


def _make_table(rows: Sequence[_Line], columns: Sequence[tuple[int, int]]) -> Block | None:
    cells: list[Cell] = []
    grid: list[GridCell] = []
    for number, line in enumerate(rows):
        placed = {column: (wide, field) for column, wide, field in _spread(line, columns)}
        at = line.fields[0].start
        column = 0
        while column < len(columns):
            # A column not filled has a blank cell, so that the others keep their places.
            wide, field = placed.get(column, (1, _Field(at, at, 0, 0, "")))
            at = field.end
            grid.append(GridCell(number, column, field.text, 1, wide))
            cells += [Cell(number, c, field.start, field.end) for c in range(column, column + wide)]
            column += wide
    if _is_contents(grid):
        return None
    start, end = rows[0].fields[0].start, rows[-1].fields[-1].end
    return Block(BlockKind.TABLE, start, end, 0, tuple(cells), count_header_rows(grid))


def _spread(line: _Line, columns: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int, _Field]]:
    """Yields each field with its first column and how many it covers, from left to right."""
    fields = line.fields
    if len(fields) == len(columns):
        yield from ((column, 1, field) for column, field in enumerate(fields))
        return
    if _is_under_first(fields, columns):
        yield 0, 1, fields[0]  # It names the rows below.
        return
    over = fields[1:] if _is_under_first(fields[:1], columns) else fields
    wide = (len(columns) - 1) // len(over)
    if _stand_over_groups(over, columns, wide):
        yield from ((0, 1, field) for field in fields[: len(fields) - len(over)])
        yield from ((1 + wide * number, wide, field) for number, field in enumerate(over))
        return
    free = 0
    for left, field in enumerate(fields, start=1 - len(fields)):
        covered = [n for n, (x0, x1) in enumerate(columns) if field.x0 < x1 and field.x1 > x0]
        # Each field to the right needs a column too.
        most = len(columns) - 1 + left
        first = min(max(free, min(covered, default=_place(field, columns))), most)
        last = min(max(first, max(covered, default=first)), most)
        yield first, last - first + 1, field
        free = last + 1


def _stand_over_groups(
    over: Sequence[_Field], columns: Sequence[tuple[int, int]], wide: int
) -> bool:
    """Whether fields stand over equal groups of the later columns, so many columns each."""
    if wide < 2 or wide * len(over) != len(columns) - 1 or any(map(_is_filling, over)):
        return False
    groups = [columns[1 + wide * number : 1 + wide * (number + 1)] for number in range(len(over))]
    return all(
        field.x0 >= group[0][0] - 2 and field.x1 <= group[-1][1] + 2
        for field, group in zip(over, groups, strict=True)
    )


def _is_filling(field: _Field) -> bool:
    return _fills_cell(field.text) and not is_year(field.text)


def _is_under_first(fields: Sequence[_Field], columns: Sequence[tuple[int, int]]) -> bool:
    return len(fields) == 1 and fields[0].x0 < columns[1][0] - 2


def _is_contents(grid: Sequence[GridCell]) -> bool:
    """Whether it is a list of contents: two columns without a header, the page numbers rising."""
    names = [cell.text for cell in grid if cell.column == 0]
    pages = [cell.text for cell in grid if cell.column == 1]
    if any(cell.column > 1 for cell in grid) or all(map(is_year, names)):
        return False
    numbers = [int(page) for page in pages if page.isdecimal()]
    return len(numbers) == len(pages) and numbers == sorted(numbers) and len(set(numbers)) > 1
