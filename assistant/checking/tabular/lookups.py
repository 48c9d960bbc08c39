"""Judges what a sentence says stands in a table's rows. Knows nothing of verdicts."""

from __future__ import annotations

import re
from decimal import Decimal

from assistant.checking.tabular.linking import Linked
from assistant.checking.tabular.pointers import Filter, Number
from assistant.checking.tabular.selecting import (
    bound_of,
    column_near,
    is_negated,
    meets,
    rows_of,
)
from assistant.checking.tabular.told import Told

_MORE = frozenset("more higher greater larger longer better above outperforms outperform".split())
_LESS = frozenset("less fewer lower smaller shorter worse below".split())


def judge_difference(linked: Linked) -> Told | None:
    """Returns whether one row has more of a column than another, by so much where a number stands;
    None where no two rows of one column are set against each other."""
    words = linked.words
    than = next((at for at, w in enumerate(words) if w == "than" and at not in linked.taken), None)
    if than is None:
        return None
    way = next((w for w in reversed(words[:than]) if w in _MORE | _LESS), None)
    before = [f for f in linked.filters if f.last <= than and len(f.rows) == 1]
    after = [f for f in linked.filters if f.first > than and len(f.rows) == 1]
    pairs = [(one, two) for one in before for two in after if one.column == two.column]
    if way is None or not pairs:
        return None
    one, two = pairs[0]
    column = column_near(linked, than, numeric=True)
    if column is None:
        numeric = sorted(linked.grid.numeric - {one.column})
        column = numeric[0] if len(numeric) == 1 else None
    if column is None:
        return _by_any(linked, one, two, than)
    grid = linked.grid
    first, second = (grid.rows[min(each.rows)].values[column] for each in (one, two))
    if first is None or second is None:
        return None
    by = first - second if way in _MORE else second - first
    numbers = [number.value for number in linked.numbers if number.place < than]
    holds = by in numbers if numbers else by > 0
    rule = f"{grid.headers[column]}: {first} and {second}"
    shown = tuple(grid.rows[min(each.rows)] for each in (one, two))
    sure = linked.explained and len(linked.filters) == 2 and column in linked.named and not numbers
    return Told(holds != is_negated(linked), "difference", rule, grid, shown, sure)


def _by_any(linked: Linked, one: Filter, two: Filter, place: int) -> Told | None:
    """Judges a difference of so many where no column is named: any column may have it."""
    numbers = {number.value for number in linked.numbers if number.place < place}
    if not numbers:
        return None
    rows = [linked.grid.rows[min(each.rows)] for each in (one, two)]
    pairs = [(a, b) for a, b in zip(rows[0].values, rows[1].values, strict=True)]
    holds = any(a is not None and b is not None and abs(a - b) in numbers for a, b in pairs)
    rule = "a column differs by so many" if holds else "no column differs by so many"
    return Told(holds, "difference", rule, linked.grid, tuple(rows))


def judge_gap(linked: Linked) -> Told | None:
    """Returns whether two rows, or two counts of rows, are so far apart: "4 more times than at",
    "1 year after"; None where no number stands before such words and two names around them."""
    words = linked.words
    for number in linked.numbers:
        behind = words[number.place + 1 : number.place + 5]
        if not {"more", "less", "fewer", "few", "after", "before", "later", "earlier"} & set(
            behind
        ):
            continue
        pairs = [
            (one, two)
            for one in linked.filters
            for two in linked.filters
            if one.column == two.column and one.first < two.first and number.place < two.first
        ]
        if not pairs:
            return None
        one, two = pairs[0]
        if {"time", "times", "game", "games", "match", "matches"} & set(behind):
            gap = len(one.rows) - len(two.rows)
            gap = -gap if {"less", "fewer", "few"} & set(behind) else gap
            shown = tuple(linked.grid.rows[row] for row in sorted(one.rows | two.rows)[:6])
            rule = f"{len(one.rows)} rows and {len(two.rows)} rows"
            return Told(gap == number.value, "gap", rule, linked.grid, shown)
        if len(one.rows) == len(two.rows) == 1 and {"after", "before", "later", "earlier"} & set(
            behind
        ):
            return _by_any(linked, one, two, two.first)
    return None


def judge_cells(linked: Linked) -> Told | None:
    """Returns whether the cells and numbers named stand together in a row."""
    filters = linked.filters
    by_column: dict[int, list[Filter]] = {}
    for each in filters:
        by_column.setdefault(each.column, []).append(each)
    several = [held for held in by_column.values() if len(held) > 1]
    if several and linked.numbers:
        return _each_with_its_own(linked, several[0])
    rows = rows_of(linked)
    numbers = [number for number in linked.numbers if bound_of(linked, number) is None]
    bounds = [number for number in linked.numbers if bound_of(linked, number)]
    if not filters and not numbers:
        return None
    missing: list[Number] = []
    for number in numbers:
        keeping = frozenset(row for row in rows if _holds(linked, row, number))
        if keeping:
            rows = keeping
        else:
            missing.append(number)
    for number in bounds:
        column = column_near(linked, number.place, numeric=True)
        bound = bound_of(linked, number)
        if column is not None and bound is not None:
            rows = frozenset(
                r for r in rows if meets(linked.grid.rows[r].values[column], bound, number.value)
            )
    holds = bool(rows) and not missing
    if missing and _counts(linked, missing):
        shown = tuple(linked.grid.rows[row] for row in sorted(rows_of(linked))[:6])
        return Told(not is_negated(linked), "loose", "so many rows are so", linked.grid, shown)
    if len(filters) + len(numbers) < 2:
        return None
    shown = tuple(linked.grid.rows[row] for row in sorted(rows)[:2])
    rule = "a row has all that is said" if holds else "no row has all that is said"
    return Told(holds != is_negated(linked), "cells", rule, linked.grid, shown)


def _counts(linked: Linked, missing: list[Number]) -> bool:
    """Tells whether the one number that no cell has is how many rows are so."""
    return bool(linked.filters) and len(missing) == 1 and missing[0].value == len(rows_of(linked))


def _holds(linked: Linked, row: int, number: Number) -> bool:
    """Tells whether a row has a number: in the column named beside it, else in any."""
    held = linked.grid.rows[row]
    column = column_near(linked, number.place, numeric=False, reach=3)
    if column is not None and _has(held.texts[column], held.values[column], number.value):
        return True
    return any(
        _has(text, value, number.value) for text, value in zip(held.texts, held.values, strict=True)
    )


def _has(text: str, value: Decimal | None, number: Decimal) -> bool:
    if value is not None:
        return value == number
    parts = re.findall(r"\d[\d,]*(?:\.\d+)?", text)
    return any(Decimal(part.replace(",", "")) == number for part in parts)


def _each_with_its_own(linked: Linked, names: list[Filter]) -> Told:
    """Judges "A has 21 goals, but B has only 9": each number by the name nearest before it."""
    others = frozenset(names)
    rest = rows_of(linked, without=others)
    holds = True
    shown = []
    for number in linked.numbers:
        before = [name for name in names if name.last <= number.place] or names[:1]
        rows = rest & before[-1].rows
        fitting = [row for row in rows if _holds(linked, row, number)]
        holds = holds and (bool(fitting) or number.value == len(rows))
        shown += fitting[:1] or sorted(rows)[:1]
    lines = tuple(linked.grid.rows[row] for row in dict.fromkeys(shown))
    rule = "each has what is said" if holds else "not each has what is said"
    return Told(holds != is_negated(linked), "each", rule, linked.grid, lines)
