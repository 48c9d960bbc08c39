"""Judges superlatives over a table's rows: "the highest", "the second fewest". No verdicts."""

from __future__ import annotations

from decimal import Decimal

from assistant.checking.tabular.linking import Linked
from assistant.checking.tabular.pointers import Filter
from assistant.checking.tabular.selecting import column_near, is_negated, rows_of
from assistant.checking.tabular.told import Told

_MOST = frozenset(
    "most highest largest biggest greatest longest tallest latest newest maximum heaviest".split()
)
_LEAST = frozenset("least lowest fewest smallest shortest earliest oldest minimum lightest".split())
_PLAIN = {"high": "most", "low": "least", "large": "most", "small": "least", "few": "least",
          "long": "most", "short": "least", "great": "most"}  # fmt: skip
_NTH = {"second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4, "fifth": 5, "5th": 5}


def judge_extreme(linked: Linked) -> Told | None:
    """Returns whether the row named is the one with the most or least of a column, or whether that
    is the number named; None for no superlative, or where column or row is not plain."""
    found = _trigger(linked)
    if found is None:
        return None
    place, most = found
    column = column_near(linked, place, numeric=True)
    if column is None:
        column = _only_numeric(linked)
    if column is None or column not in linked.grid.measured:
        return None
    subjects = _subjects(linked, column)
    rows = rows_of(linked, without=frozenset(subjects))
    values = {
        row: value for row in rows if (value := linked.grid.rows[row].values[column]) is not None
    }
    if len(values) < 2:
        return None
    nth = next((_NTH[w] for w in linked.words[max(0, place - 2) : place] if w in _NTH), 1)
    ranked = sorted(set(values.values()), reverse=most)
    if nth > len(ranked):
        return None
    extreme = ranked[nth - 1]
    first = frozenset(row for row, value in values.items() if value == extreme)
    return _judge(linked, column, extreme, first, subjects)


def _judge(
    linked: Linked, column: int, extreme: Decimal, first: frozenset[int], subjects: list[Filter]
) -> Told | None:
    grid = linked.grid
    names = " and ".join(grid.rows[row].texts[0] for row in sorted(first)[:3])
    rule = f"{grid.headers[column]}: {names} has {extreme}"
    shown = tuple(grid.rows[row] for row in sorted(first)[:3])
    near = [n.value for n in linked.numbers if n.value in _all_values(linked, column)]
    if subjects:
        holds = all(first & each.rows for each in subjects)
        if holds and near:
            holds = extreme in near
        alone = (
            len(linked.filters) == len(subjects) == 1 and not linked.numbers and nth_plain(linked)
        )
        sure = alone and _is_named(linked, column) and linked.explained
    elif near or linked.numbers:
        holds = extreme in near
        sure = False
    else:
        return None
    return Told(holds != is_negated(linked), "extreme", rule, grid, shown, sure, correction=names)


def nth_plain(linked: Linked) -> bool:
    """Tells whether a sentence has one superlative and nothing before it ("second highest")."""
    words = [w for n, w in enumerate(linked.words) if n not in linked.taken]
    extremes = [word for word in words if word in _MOST | _LEAST]
    return len(extremes) == 1 and not any(word in _NTH for word in words)


def _is_named(linked: Linked, column: int) -> bool:
    """Tells whether a sentence has all words of a column's header."""
    head = [token for token in linked.grid.heads[column] if token.isalpha()]
    return bool(head) and all(token in linked.tokens for token in head)


def _all_values(linked: Linked, column: int) -> set[Decimal]:
    return {v for row in linked.grid.rows if (v := row.values[column]) is not None}


def _trigger(linked: Linked) -> tuple[int, bool] | None:
    for at, word in enumerate(linked.words):
        if at in linked.taken:
            continue
        if word in _MOST and not (word == "most" and linked.words[at + 1 : at + 2] == ("of",)):
            if word == "most" and linked.words[max(0, at - 1) : at] == ("at",):
                continue
            return at, True
        if word in _LEAST and linked.words[max(0, at - 1) : at] != ("at",):
            return at, False
        before = linked.words[max(0, at - 2) : at]
        led = "the" in before or bool(_NTH.keys() & set(before))
        if word in _PLAIN and led and "than" not in linked.words[at : at + 4]:
            return at, _PLAIN[word] == "most"
    return None


def _only_numeric(linked: Linked) -> int | None:
    numeric = sorted(linked.grid.numeric - {0})
    return numeric[0] if len(numeric) == 1 else None


def _subjects(linked: Linked, column: int) -> list[Filter]:
    """Returns the filters that name who is said to have the most: those in the column that tells
    the rows apart best."""
    telling = [f for f in linked.filters if f.column != column]
    if not telling:
        return []
    grid = linked.grid
    distinct = {
        f.column: len({grid.rows[row].tokens[f.column] for row in grid.body}) for f in telling
    }
    best = max(distinct, key=lambda each: (distinct[each], -each))
    return [f for f in telling if f.column == best]
