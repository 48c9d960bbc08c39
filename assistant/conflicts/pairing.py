"""Finds the pairs of statements worth comparing, without comparing all with all.

Figures meet in groups of one label head and unit, sorted by value; only near values are paired.
Knows nothing of what makes two statements alike.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import TypeAlias

from assistant.conflicts.statements import Statement
from assistant.records import Figure, Kind

Pair: TypeAlias = tuple[Statement, Statement]
_Key: TypeAlias = tuple[str, str]

FAR = Decimal("0.25")
"""Values further apart than this share of the larger are taken to count different things."""

SMALLEST = 5
"""The least value compared: one or two of a thing are said of too much."""

_KINDS = frozenset(
    {Kind.COUNT, Kind.MONEY, Kind.PERCENT, Kind.NUMBER, Kind.MEASURE, Kind.RATE, Kind.DURATION}
)


def is_comparable(figure: Figure) -> bool:
    """Tells whether a figure can be part of a conflict: labelled, no date, no age, not tiny."""
    if figure.kind not in _KINDS or isinstance(figure.value, str) or not figure.label:
        return False
    return figure.kind is not Kind.COUNT or figure.value >= SMALLEST


def find_pairs(statements: Sequence[Statement]) -> Iterator[Pair]:
    """Yields the pairs of one label and unit whose values differ and are near, each once.

    Two sentences are paired by the noun they count, a sentence with a cell by its noun among the
    words of row and column, two cells of different reports by all of these.
    """
    prose: dict[_Key, list[Statement]] = defaultdict(list)
    for statement in statements:
        if not statement.is_cell and statement.head:
            prose[(statement.head, _unit(statement))].append(statement)
    cells: dict[_Key, list[Statement]] = defaultdict(list)
    labels: dict[_Key, list[Statement]] = defaultdict(list)
    for statement in statements:
        if statement.is_cell:
            unit = _unit(statement)
            labels[("\0".join(sorted(statement.label)), unit)].append(statement)
            for word in statement.label:
                if (word, unit) in prose:
                    cells[(word, unit)].append(statement)
    for key, group in prose.items():
        yield from _near(group)
        yield from _near_between(group, cells.get(key, []))
    for group in labels.values():
        reports = {statement.said.report.id for statement in group}
        yield from (pair for pair in _near(group) if len(reports) > 1 and _are_apart(pair))


def _near(group: Sequence[Statement]) -> Iterator[Pair]:
    ordered = sorted(group, key=value_of)
    values = [value_of(statement) for statement in ordered]
    for at, one in enumerate(ordered):
        first = bisect_right(values, values[at])
        for other in ordered[first : bisect_right(values, _reach(values[at]))]:
            yield one, other


def _near_between(prose: Sequence[Statement], cells: Sequence[Statement]) -> Iterator[Pair]:
    ordered = sorted(cells, key=value_of)
    values = [value_of(cell) for cell in ordered]
    for one in prose:
        value = value_of(one)
        ends = sorted((value * (1 - FAR), value / (1 - FAR)))
        for other in ordered[bisect_left(values, ends[0]) : bisect_right(values, ends[1])]:
            if value_of(other) != value and _are_apart((one, other)):
                yield one, other


def _are_apart(pair: Pair) -> bool:
    return pair[0].said.report.id != pair[1].said.report.id


def _unit(statement: Statement) -> str:
    unit = statement.said.figure.unit
    return "" if unit in (None, "person") else str(unit)


def value_of(statement: Statement) -> Decimal:
    value = statement.said.figure.value
    assert isinstance(value, Decimal)
    return value


def _reach(value: Decimal) -> Decimal:
    return value / (1 - FAR) if value > 0 else value * (1 - FAR)
