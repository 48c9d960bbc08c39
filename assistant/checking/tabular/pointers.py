"""What points into a table by its form: numbers, "week 8", "from 1967 to 1977", "won". No words.

Knows nothing of sentences as a whole.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from assistant.checking.tabular.grids import Grid, Tokens

_WORDS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen twenty"
).split()
NUMBER_WORDS = {word: Decimal(number) for number, word in enumerate(_WORDS)}
NUMBER_WORDS |= {"once": Decimal(1), "twice": Decimal(2), "dozen": Decimal(12)}
_CENTURIES = frozenset(("17", "18", "19", "20"))
_OUTCOMES = {
    "won": frozenset("win won wins winning victory victories".split()),
    "lost": frozenset("lose lost loses losing loss losses defeat defeats".split()),
    "drawn": frozenset("draw drew drawn draws tie tied ties".split()),
}
_LETTERS = {"w": "won", "win": "won", "won": "won", "l": "lost", "loss": "lost", "lost": "lost",
            "d": "drawn", "draw": "drawn", "t": "drawn", "tie": "drawn"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Filter:
    """Words of the sentence (``first`` to ``last``, exclusive) that stand in cells of one column;
    ``rows`` are the rows that have them, ``full`` tells whether they are the whole cell."""

    first: int
    last: int
    column: int
    rows: frozenset[int]
    full: bool


@dataclass(frozen=True, slots=True)
class Number:
    """A number of the sentence that is no part of a cell's words."""

    place: int
    value: Decimal


def read_number(word: str) -> Decimal | None:
    if word in NUMBER_WORDS:
        return NUMBER_WORDS[word]
    try:
        return Decimal(word.replace(",", "")) if word[0].isdigit() else None
    except InvalidOperation:
        return None


def find_numbered(
    words: tuple[str, ...], tokens: Tokens, grid: Grid, taken: set[int]
) -> Iterator[Filter]:
    """Yields a filter for each number right behind a column's name: "week 8", "game 5"."""
    heads = {head[-1]: column for column, head in enumerate(grid.heads) if head}
    for at in range(1, len(words)):
        column = heads.get(tokens[at - 1])
        value = read_number(words[at]) if words[at][0].isdigit() else None
        if column is None or value is None or at in taken or at - 1 in taken:
            continue
        rows = {n for n, row in enumerate(grid.rows) if row.values[column] == value}
        if rows:
            yield Filter(at, at + 1, column, frozenset(rows), True)


def find_spans(words: tuple[str, ...], grid: Grid, taken: set[int]) -> Iterator[Filter]:
    """Yields a filter for a span of years: "between 2001 and 2011", "from 1967 to 1977"."""
    for at in range(len(words) - 1):
        last = next((n for n in (at + 1, at + 2) if _is_year(words[n : n + 1])), None)
        led = words[at - 1] in ("between", "from") if at else False
        if not led or last is None or not _is_year(words[at : at + 1]) or {at, last} & taken:
            continue
        low, high = sorted((int(words[at]), int(words[last])))
        for column in grid.columns:
            years = [
                next((int(t) for t in r.tokens[column] if _is_year((t,))), 0) for r in grid.rows
            ]
            if 2 * sum(year > 0 for year in years) > len(years):
                rows = frozenset(n for n, year in enumerate(years) if low <= year <= high)
                yield Filter(at, last + 1, column, rows, True)
                return


def _is_year(words: Sequence[str]) -> bool:
    return bool(words) and len(words[0]) == 4 and words[0].isdigit() and words[0][:2] in _CENTURIES


def find_outcomes(words: tuple[str, ...], grid: Grid, taken: set[int]) -> Iterator[Filter]:
    """Yields filters for won, lost and drawn where a column has these by their letter."""
    for column in grid.columns:
        letters = [row.tokens[column][0] if row.tokens[column] else "" for row in grid.rows]
        known = sum(letter in _LETTERS for letter in letters)
        if 2 * known <= len(letters):
            continue
        for at, word in enumerate(words):
            wanted = next((k for k, said in _OUTCOMES.items() if word in said), None)
            if wanted is None or at in taken:
                continue
            rows = {n for n, letter in enumerate(letters) if _LETTERS.get(letter) == wanted}
            if rows:
                yield Filter(at, at + 1, column, frozenset(rows), True)
                return
        return
