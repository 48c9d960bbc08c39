"""Finds which rows of a grid are the sum of others. Knows nothing of where the grid is from.

A grid is searched by its rows; turn it to search its columns. A row is taken for a total where the
figures of several columns bear it out, so that no chance sum is: each sum that comes out weighs as
much as it is unlikely, and a row headed as a total needs to weigh less.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import log10

from assistant.figures.grids import Grid, number_of, printed_step
from assistant.records import Figure, Kind

_TOTAL = re.compile(
    r"(?:sub-?|grand\s|over)?totals?\b"
    r"|(?:^|[,:]\s)(?:all|overall|both|combined|everyone)\b|\bin all$"
    r"|\baltogether\b",
    re.IGNORECASE,
)
# What is no summand: of another nature than the rows around it.
_NO_SUM = re.compile(
    r"\b(?:averages?|mean|median|change|growth|variance|ratios?|rank|index|rates?|per|difference"
    r"|increase|decrease|margin|yield|maximum|minimum|range)\b",
    re.IGNORECASE,
)
_WITHIN = re.compile(r"[-–•]?\s*(?:of which|of whom|including|thereof)\b", re.IGNORECASE)
_MOST_PARTS = 40
_ENOUGH = 4.0
_ENOUGH_HEADED = 0.5
# "Total" under everything it could sum: only one try was made, and no sum of two is less likely.
_ENOUGH_OF_ALL = 0.3
_MOST_ITEMS = 300


@dataclass(frozen=True, slots=True)
class Sum:
    """A total of a grid: the row it stands in, the rows of its parts in order, the columns where
    it comes out within the rounding of what is printed, and those where it does not.
    """

    whole: int
    parts: tuple[int, ...]
    holds: tuple[int, ...]
    fails: tuple[int, ...]
    headed: bool


@dataclass(frozen=True, slots=True)
class _Tried:
    sum: Sum
    weight: float


def find_sums(grid: Grid) -> list[Sum]:
    """Returns the totals among a grid's rows, the surest first; parts of a subtotal are its own."""
    found: list[Sum] = []
    for percent in (False, True):
        rows = [row for row in _summable_rows(grid) if _is_percent(grid, row) is percent]
        if 3 <= len(rows) <= _MOST_ITEMS:
            found += _collapse(grid, rows)
    return found


def is_total(words: str) -> bool:
    """Tells whether the words that head a row or column say it is a total."""
    return _TOTAL.search(words) is not None and not _NO_SUM.search(words)


def is_within(words: str) -> bool:
    """Tells whether a row says it is within the one above it ("of which women")."""
    return _WITHIN.match(words) is not None


def summed(whole: Figure, parts: Sequence[Figure]) -> Decimal:
    """Returns by how much the parts go beyond the whole, negative where they fall short."""
    return sum((number_of(part) for part in parts), Decimal(0)) - number_of(whole)


def rounding_room(whole: Figure, parts: Sequence[Figure]) -> Decimal:
    """Returns how far a right sum of rounded parts may be from its rounded whole."""
    return sum((printed_step(figure) for figure in (whole, *parts)), Decimal(0)) / 2


def alike(one: Figure, other: Figure) -> bool:
    """Tells whether two figures of a table can be summed: of one unit; people count as things."""
    loose = (None, "person")
    return one.unit == other.unit or (one.unit in loose and other.unit in loose)


def _summable_rows(grid: Grid) -> list[int]:
    return [
        row
        for row in grid.rows
        if not _NO_SUM.search(grid.row_words[row]) and not is_within(grid.row_words[row])
    ]


def _is_percent(grid: Grid, row: int) -> bool:
    kinds = [
        figure.kind is Kind.PERCENT
        for column in grid.columns
        if (figure := grid.figures.get((row, column)))
    ]
    return sum(kinds) * 2 > len(kinds)


def _collapse(grid: Grid, rows: list[int]) -> list[Sum]:
    """Takes the surest total, puts it in the place of its parts, and looks again."""
    found: list[Sum] = []
    done: set[int] = set()
    while len(rows) >= 3:
        tried = [
            best
            for at, row in enumerate(rows)
            if row not in done and (best := _best(grid, rows, at)) is not None
        ]
        if not tried:
            break
        chosen: list[Sum] = []
        taken: set[int] = set()
        wholes = {one.sum.whole for one in tried}
        # Subtotals before the total they are part of, or they would be taken from the search.
        inner = [one for one in tried if not wholes & set(one.sum.parts)] or tried
        for one in sorted(inner, key=lambda one: -one.weight):
            mine = {one.sum.whole, *one.sum.parts}
            if not mine & taken:
                chosen.append(one.sum)
                taken |= mine
        for one_sum in chosen:
            done.add(one_sum.whole)
            rows = [row for row in rows if row not in one_sum.parts]
        found += chosen
    return found


def _best(grid: Grid, rows: Sequence[int], at: int) -> _Tried | None:
    headed = is_total(grid.row_words[rows[at]])
    tries = 2 * min(len(rows), _MOST_PARTS)
    best: _Tried | None = None
    for parts in _runs(rows, at):
        one = _weigh(grid, rows[at], parts, headed=headed)
        if one is None:
            continue
        of_all = headed and len(parts) == at and parts[0] == rows[0]
        weight = one.weight - log10(1 if of_all else tries)
        enough = _ENOUGH_OF_ALL if of_all else _ENOUGH_HEADED if headed else _ENOUGH
        if weight >= enough and (best is None or weight > best.weight):
            best = _Tried(one.sum, weight)
    return best


def _runs(rows: Sequence[int], at: int) -> Iterator[Sequence[int]]:
    """Yields the runs of rows that end right above, or begin right below, the one at ``at``."""
    for length in range(2, min(at, _MOST_PARTS) + 1):
        yield rows[at - length : at]
    for length in range(2, min(len(rows) - at - 1, _MOST_PARTS) + 1):
        yield rows[at + 1 : at + 1 + length]


def _weigh(grid: Grid, whole: int, parts: Sequence[int], *, headed: bool) -> _Tried | None:
    """Returns a sum with its weight in powers of ten, or None where too many columns fail."""
    holds: list[int] = []
    fails: list[int] = []
    distinct: dict[tuple[Decimal, ...], float] = {}
    most_fails = len(grid.columns) // 2
    for column in grid.columns:
        total = grid.figures.get((whole, column))
        if total is None:
            continue
        figures = [f for row in parts if (f := grid.figures.get((row, column))) is not None]
        if len(figures) < 2 or not any(number_of(figure) for figure in figures):
            continue
        room = rounding_room(total, figures)
        if not all(alike(total, f) for f in figures) or abs(summed(total, figures)) > room:
            fails.append(column)
            if len(fails) > most_fails:
                return None
            continue
        holds.append(column)
        weight = _weight(total, figures, room)
        values = tuple(sorted(number_of(figure) for figure in (total, *figures)))
        distinct[values] = max(weight, distinct.get(values, 0.0))
    # Only a heading lets a total stand on half of its columns.
    if not holds or len(fails) * (1 if headed else 3) > len(holds):
        return None
    weight = sum(distinct.values())
    return _Tried(Sum(whole, tuple(parts), tuple(holds), tuple(fails), headed), weight)


def _weight(total: Figure, figures: Sequence[Figure], room: Decimal) -> float:
    """Returns how unlikely it is that the sum comes out by chance, in powers of ten."""
    if sum(1 for figure in figures if number_of(figure)) < 2:
        return 0.0
    gap = 2 * min(max(abs(summed(total, figures)), printed_step(total) / 2), room)
    # Round numbers meet more often: 15,000 and 10,000 are 15 and 10 for this.
    step = min(_last_place(f) for f in (total, *figures) if number_of(f))
    odds = abs(number_of(total)) / max(gap, step)
    return float(odds.log10()) if odds > 1 else 0.0


def _last_place(figure: Figure) -> Decimal:
    """Returns the place of the last digit that is not zero: 1,000 for 15,000."""
    exponent = number_of(figure).normalize().as_tuple().exponent
    assert isinstance(exponent, int)
    return Decimal(1).scaleb(exponent) if number_of(figure) else Decimal(0)
