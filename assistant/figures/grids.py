"""Lays a table's figures out in rows and columns. Knows nothing of sums, labels or stores."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache

from assistant.figures.numerals import DIGITS, parse_digits
from assistant.records import Block, Cell, Figure, Kind

_DIGITS = re.compile(DIGITS)
_COUNTED = frozenset((Kind.COUNT, Kind.NUMBER, Kind.MONEY, Kind.MEASURE, Kind.PERCENT))
_BLANK = re.compile(r"[\W_]*")


@dataclass(frozen=True, slots=True)
class Grid:
    """A table's figures by row and column, and the words that head both.

    ``unread`` are the places whose cell has words or a number that is no plain figure ("n/a").
    A cell of two figures, "45 (32%)", has its second in a column of its own, half a step on.
    """

    figures: dict[tuple[int, int], Figure]
    rows: tuple[int, ...]
    columns: tuple[int, ...]
    row_words: dict[int, str]
    column_words: dict[int, str]
    unread: frozenset[tuple[int, int]] = field(default_factory=frozenset)

    def turned(self) -> Grid:
        """Returns the grid with rows and columns changed about."""
        return Grid(
            {(column, row): figure for (row, column), figure in self.figures.items()},
            self.columns,
            self.rows,
            self.column_words,
            self.row_words,
            frozenset((column, row) for row, column in self.unread),
        )


def lay_out(text: str, table: Block, figures: Sequence[Figure]) -> Grid:
    """Returns the grid of a table block; ``figures`` are those read in it, in any order."""
    by_start = sorted(
        (figure for figure in figures if is_summable(figure)), key=lambda figure: figure.start
    )
    held = _in_cells(table.cells, by_start)
    placed: dict[tuple[int, int], Figure] = {}
    unread: set[tuple[int, int]] = set()
    words: dict[int, list[str]] = defaultdict(list)
    heads: dict[int, list[str]] = defaultdict(list)
    seen: set[int] = set()
    for cell in table.cells:
        inside = held.get(cell.start, [])
        # A cell that spans others is listed for each, and is one figure all the same.
        if inside and cell.start not in seen:
            for number, figure in enumerate(inside[:2]):
                placed[cell.row, 2 * cell.column + number] = figure
        elif not inside and not _BLANK.fullmatch(text, cell.start, cell.end):
            unread.add((cell.row, 2 * cell.column))
            words[cell.row].append(text[cell.start : cell.end])
            heads[cell.column].append(text[cell.start : cell.end])
        seen.add(cell.start)
    rows = tuple(sorted({row for row, _ in placed}))
    columns = tuple(sorted({column for _, column in placed}))
    first = rows[0] if rows else 0
    return Grid(
        placed,
        rows,
        columns,
        {row: _joined(words[row]) for row in rows},
        _column_words(text, table.cells, columns, first),
        frozenset(unread),
    )


def is_summable(figure: Figure) -> bool:
    """Tells a plain quantity from a date, range, age, rank or rate."""
    return isinstance(figure.value, Decimal) and figure.upper is None and figure.kind in _COUNTED


def number_of(figure: Figure) -> Decimal:
    """Returns the value of a figure that is no date."""
    assert isinstance(figure.value, Decimal)
    return figure.value


def printed_step(figure: Figure) -> Decimal:
    """Returns the size of one in the last digit printed: 0.1 for "4.2 %", 10⁵ for "4.2 million".

    Zeros before the point are taken as printed: 1 for "900".
    """
    return _step(figure.surface, number_of(figure))


# A column is tried against many runs of its rows, each time with the same few surfaces.
@lru_cache(maxsize=4096)
def _step(surface: str, value: Decimal) -> Decimal:
    match = _DIGITS.search(surface)
    if match is None:
        return Decimal(1)
    printed = parse_digits(match.group())
    exponent = printed.as_tuple().exponent
    assert isinstance(exponent, int)
    step = Decimal(1).scaleb(min(exponent, 0))
    return step * abs(value) / printed if printed and value else step


def _in_cells(cells: Sequence[Cell], by_start: Sequence[Figure]) -> dict[int, list[Figure]]:
    held: dict[int, list[Figure]] = {}
    ends = sorted({(cell.start, cell.end) for cell in cells})
    at = 0
    for start, end in ends:
        while at < len(by_start) and by_start[at].start < start:
            at += 1
        while at < len(by_start) and by_start[at].start < end:
            held.setdefault(start, []).append(by_start[at])
            at += 1
    return held


def _column_words(
    text: str, cells: Sequence[Cell], columns: Sequence[int], first: int
) -> dict[int, str]:
    joined: dict[int, list[str]] = defaultdict(list)
    for cell in cells:
        if cell.row < first and not _BLANK.fullmatch(text, cell.start, cell.end):
            joined[2 * cell.column].append(text[cell.start : cell.end])
    return {column: _joined(joined[column - column % 2]) for column in columns}


def _joined(words: Sequence[str]) -> str:
    return " ".join(" ".join(dict.fromkeys(words)).split())
