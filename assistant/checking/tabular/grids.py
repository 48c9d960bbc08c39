"""A report's tables as rows and columns of tokens and values. Knows nothing of claims."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, lru_cache
from itertools import pairwise

from assistant.figures import find_words, stem
from assistant.records import Block, BlockKind, Report

_VALUE = re.compile(
    r"(?:[^\w\s]|[A-Z]{2,3}|[a-z])?\s*(?P<sign>[-–−+])?\s*(?P<number>\d[\d,]*(?:\.\d+)?)\s*"
    r"(?:%|[a-z]{1,3}\b)?\W*(?:\[\w+\])?"
)
_TOTALS = frozenset(stem(word) for word in ("total", "totals", "sum", "overall", "all", "average"))

_ABOVE = 300
"""How many characters above a table say what it is about."""

Tokens = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table's body; ``texts``, ``tokens`` and ``values`` are by column, and ``start``
    and ``end`` bound it in the report's text. ``totals`` tells a row of totals from the others."""

    texts: tuple[str, ...]
    tokens: tuple[Tokens, ...]
    values: tuple[Decimal | None, ...]
    start: int
    end: int
    totals: bool


@dataclass(frozen=True)
class Grid:
    """A table: ``headers`` are each column's words, "" for none, ``heads`` their tokens."""

    report_id: str
    headers: tuple[str, ...]
    heads: tuple[Tokens, ...]
    rows: tuple[Row, ...]
    about: frozenset[str] = frozenset()
    """The words of the report's title, and of what stands above the table."""

    @property
    def columns(self) -> range:
        return range(len(self.headers))

    @cached_property
    def body(self) -> tuple[int, ...]:
        """The numbers of the rows that are no totals."""
        return tuple(n for n, row in enumerate(self.rows) if not row.totals)

    @cached_property
    def measured(self) -> frozenset[int]:
        """The numeric columns that do not only number the rows (1, 2, 3, …) or name years."""
        return frozenset(column for column in self.numeric if not self._numbers_rows(column))

    def _numbers_rows(self, column: int) -> bool:
        values = [row.values[column] for row in self.rows]
        whole = [value for value in values if value is not None and value == int(value)]
        if len(whole) < len(self.rows) or len(whole) < 3:
            return False
        steps = {after - before for before, after in pairwise(whole)}
        return steps == {Decimal(1)} or all(1800 <= value <= 2100 for value in whole)

    @cached_property
    def numeric(self) -> frozenset[int]:
        """The columns that hold numbers in most rows."""
        return frozenset(
            column
            for column in self.columns
            if 2 * sum(row.values[column] is not None for row in self.rows) > len(self.rows)
        )


def tokens_of(text: str) -> Tokens:
    """Returns a text's words as stems and its numbers without commas, in order."""
    return tuple(_token(word) for word, _, _ in find_words(text))


@lru_cache(maxsize=65536)
def _token(word: str) -> str:
    return word.replace(",", "") if word[0].isdigit() else stem(word)


def read_value(text: str) -> Decimal | None:
    """Returns the number that a cell holds and nothing else, or None."""
    match = _VALUE.fullmatch(text.strip())
    if match is None:
        return None
    number = Decimal(match["number"].replace(",", ""))
    return -number if match["sign"] and match["sign"] != "+" else number


def read_grids(
    report: Report, spans: Sequence[tuple[int, int]], held: dict[tuple[str, int], Grid | None]
) -> list[Grid]:
    """Returns the tables of a report that the spans of its text touch, if they have at least two
    rows and two columns; ``held`` keeps them, by report and place, for the next sentence."""
    found = []
    for block in report.blocks:
        if block.kind is not BlockKind.TABLE:
            continue
        if not any(start < block.end and block.start < end for start, end in spans):
            continue
        key = report.id, block.start
        if key not in held:
            held[key] = _grid(report, block)
        grid = held[key]
        found += [grid] if grid is not None else []
    return found


def _grid(report: Report, block: Block) -> Grid | None:
    held: dict[int, dict[int, str]] = {}
    bounds: dict[int, tuple[int, int]] = {}
    for cell in block.cells:
        held.setdefault(cell.row, {})[cell.column] = report.text[cell.start : cell.end]
        low, high = bounds.get(cell.row, (cell.start, cell.end))
        bounds[cell.row] = (min(low, cell.start), max(high, cell.end))
    width = 1 + max((cell.column for cell in block.cells), default=0)
    body = [number for number in sorted(held) if number >= block.header_rows]
    if width < 2 or len(body) < 2:
        return None
    headers = tuple(_header(held, column, block.header_rows) for column in range(width))
    rows = tuple(_row(held[number], width, bounds[number]) for number in body)
    above = f"{report.title} {report.text[max(0, block.start - _ABOVE) : block.start]}"
    about = frozenset(tokens_of(above))
    return Grid(report.id, headers, tuple(map(tokens_of, headers)), rows, about)


def _header(held: dict[int, dict[int, str]], column: int, rows: int) -> str:
    texts = [held[row].get(column, "") for row in sorted(held) if row < rows]
    return " ".join(dict.fromkeys(filter(None, texts)))


def _row(cells: dict[int, str], width: int, bounds: tuple[int, int]) -> Row:
    texts = tuple(" ".join(cells.get(column, "").split()) for column in range(width))
    tokens = tuple(map(tokens_of, texts))
    named = next((each for each in tokens if each), ())
    return Row(
        texts,
        tokens,
        tuple(map(read_value, texts)),
        *bounds,
        totals=bool(named[:1]) and named[0] in _TOTALS,
    )
