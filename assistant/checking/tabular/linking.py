"""Finds what of a table a sentence names: cells, columns, numbers. Knows nothing of verdicts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from assistant.checking.tabular.grids import Grid, Tokens, tokens_of
from assistant.checking.tabular.pointers import (
    NUMBER_WORDS,
    Filter,
    Number,
    find_numbered,
    find_outcomes,
    find_spans,
    read_number,
)
from assistant.figures import find_words
from assistant.figures.lexicon import FUNCTION_WORDS

_COMMON = frozenset(
    "high low more less few than most least total average number time first last one two three "
    "large small long short great old young new all list name year".split()
)
"""Words that name no cell by themselves."""


_SAYING = frozenset(
    "highest lowest most least largest smallest biggest fewest greatest longest shortest earliest "
    "latest group groups one be with were row rows number only exactly than more less fewer among "
    "those each second third".split()
)
"""Words that say something of rows, and name none."""


@dataclass(frozen=True)
class Linked:
    """A sentence as it points into a table; ``words`` are lower case, ``tokens`` their stems."""

    grid: Grid
    words: tuple[str, ...]
    tokens: Tokens
    filters: tuple[Filter, ...]
    numbers: tuple[Number, ...]
    named: dict[int, int]
    """The columns named, each with the place of its words."""

    @cached_property
    def taken(self) -> frozenset[int]:
        """The places of the words that are cells."""
        return frozenset(at for each in self.filters for at in range(each.first, each.last))

    @cached_property
    def share(self) -> float:
        """The share of the telling words that are in cells or over columns of the table."""
        heads = {token for head in self.grid.heads for token in head}
        telling = [
            at in self.taken or token in heads
            for at, (word, token) in enumerate(zip(self.words, self.tokens, strict=True))
            if word not in FUNCTION_WORDS and not word[0].isdigit() and len(word) > 1
        ]
        return sum(telling) / len(telling) if telling else 0.0

    @cached_property
    def explained(self) -> bool:
        """Whether every word that carries meaning is in the table, or of what it is about, and
        every cell named is named whole."""
        heads = {token for head in self.grid.heads for token in head} | self.grid.about
        counted = {number.place for number in self.numbers}
        return all(each.full for each in self.filters) and all(
            at in self.taken
            or at in counted
            or word in FUNCTION_WORDS
            or word in _SAYING
            or token in heads
            for at, (word, token) in enumerate(zip(self.words, self.tokens, strict=True))
        )


def link(text: str, grid: Grid) -> Linked:
    """Returns what a sentence names of a table."""
    words = tuple(word.lower() for word, _, _ in find_words(text))
    tokens = tokens_of(text)
    filters = _without_chance(tuple(_filters(words, tokens, grid)), tokens, grid)
    filters += tuple(find_outcomes(words, grid, _places(filters)))
    filters += tuple(find_numbered(words, tokens, grid, _places(filters)))
    filters += tuple(find_spans(words, grid, _places(filters)))
    taken = _places(filters)
    known = {token for row in grid.rows for cell in row.tokens for token in cell}
    numbers = tuple(
        Number(at, value)
        for at, word in enumerate(words)
        if at not in taken
        and (value := read_number(word)) is not None
        # A number of the title ("the 2004 season") that no cell has is of all rows.
        and not (tokens[at] in grid.about and tokens[at] not in known and len(word) > 2)
    )
    return Linked(grid, words, tokens, filters, numbers, _columns(words, tokens, grid, taken))


def _places(filters: tuple[Filter, ...]) -> set[int]:
    return {at for each in filters for at in range(each.first, each.last)}


def _without_chance(filters: tuple[Filter, ...], tokens: Tokens, grid: Grid) -> tuple[Filter, ...]:
    """Returns the filters without parts of cells that are there by chance: words of the table's
    title, and those in a column of which a whole cell is named."""
    whole = {each.column for each in filters if each.full}
    return tuple(
        each
        for each in filters
        if each.full
        or not (
            each.column in whole
            or all(token in grid.about for token in tokens[each.first : each.last])
        )
    )


def _filters(words: tuple[str, ...], tokens: Tokens, grid: Grid) -> Iterator[Filter]:
    """Yields the longest runs of words that stand together in cells, from the left."""
    index = _Index(grid)
    heads = {token for head in grid.heads for token in head}
    at = 0
    while at < len(tokens):
        found = index.longest(tokens, at)
        if found is None or not (
            _is_telling(words[at : found[0]], tokens[at : found[0]], heads)
            or _is_whole(found[0] - at, found[1], grid)
        ):
            at += 1
            continue
        last, places = found
        yield from _by_column(at, last, places, grid)
        at = last


def _is_telling(words: tuple[str, ...], tokens: Tokens, heads: set[str]) -> bool:
    """Tells whether words name a cell: not numbers, common words or a column's own name alone."""
    return any(
        not word[0].isdigit()
        and word not in FUNCTION_WORDS
        and word not in _COMMON
        and word not in NUMBER_WORDS
        and token not in heads
        and len(word) > 1
        for word, token in zip(words, tokens, strict=True)
    )


def _is_whole(size: int, places: set[tuple[int, int]], grid: Grid) -> bool:
    """Tells whether several words are all of a cell ("15 to 17"), whatever they are."""
    return size > 1 and any(len(grid.rows[row].tokens[column]) == size for row, column in places)


def _by_column(first: int, last: int, places: set[tuple[int, int]], grid: Grid) -> Iterator[Filter]:
    """Yields a filter for the column the words fit best: whole cells before parts of them."""
    columns: dict[int, set[int]] = {}
    for row, column in places:
        columns.setdefault(column, set()).add(row)
    size = last - first
    whole = {
        column: {row for row in rows if len(grid.rows[row].tokens[column]) == size}
        for column, rows in columns.items()
    }
    best = max(columns, key=lambda c: (bool(whole[c]), len(columns[c]) < len(grid.rows), -c))
    yield Filter(first, last, best, frozenset(whole[best] or columns[best]), bool(whole[best]))


class _Index:
    """Where each token stands in a table's cells."""

    def __init__(self, grid: Grid) -> None:
        self.places: dict[str, list[tuple[int, int, int]]] = {}
        self.grid = grid
        for number, row in enumerate(grid.rows):
            for column, tokens in enumerate(row.tokens):
                for at, token in enumerate(tokens):
                    self.places.setdefault(token, []).append((number, column, at))

    def longest(self, tokens: Tokens, at: int) -> tuple[int, set[tuple[int, int]]] | None:
        """Returns where the longest run from a place ends, and the cells (row, column) it is in."""
        alive = self.places.get(tokens[at], [])
        if not alive:
            return None
        last = at + 1
        while last < len(tokens):
            size = last - at
            going = [p for p in alive if self._has(p, size, tokens[last])]
            if not going:
                break
            alive, last = going, last + 1
        return last, {(row, column) for row, column, _ in alive}

    def _has(self, place: tuple[int, int, int], size: int, token: str) -> bool:
        row, column, at = place
        cell = self.grid.rows[row].tokens[column]
        return at + size < len(cell) and cell[at + size] == token


def _columns(words: tuple[str, ...], tokens: Tokens, grid: Grid, taken: set[int]) -> dict[int, int]:
    """Returns the columns that the sentence names, with the place: those whose words it has most
    of, where several share a word ("away team score" before "away team")."""
    places: dict[str, int] = {}
    for at, token in enumerate(tokens):
        if at not in taken and words[at] not in FUNCTION_WORDS:
            places.setdefault(token, at)
    found: dict[int, int] = {}
    for column, head in enumerate(grid.heads):
        held = [places[token] for token in head if token in places and not token[0].isdigit()]
        if held and 2 * len(held) >= len([t for t in head if t.isalpha()]):
            found[column] = max(held)
    return found
