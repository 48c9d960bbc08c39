"""Chooses the rows and columns a sentence speaks of. Knows nothing of what it says of them."""

from __future__ import annotations

import re
from decimal import Decimal

from assistant.checking.tabular.linking import Linked
from assistant.checking.tabular.pointers import Filter, Number

_NEGATED = re.compile(r"\b(?:not|no|never|none|neither|nor|without|cannot)\b|n['’]t\b")

_ABOVE = frozenset("more greater great higher high larger over above exceeding".split())
_BELOW = frozenset("less fewer few lower low smaller under below".split())


def rows_of(linked: Linked, *, without: frozenset[Filter] = frozenset()) -> frozenset[int]:
    """Returns the rows that every filter of a sentence leaves, totals left out."""
    rows = frozenset(linked.grid.body)
    columns: dict[int, frozenset[int]] = {}
    for each in linked.filters:
        if each not in without:
            # Two names in one column ("Hanoi and Hue") are rows of either.
            columns[each.column] = columns.get(each.column, frozenset()) | each.rows
    for held in columns.values():
        rows &= held
    return rows


def is_negated(linked: Linked) -> bool:
    """Tells whether a sentence denies what it says."""
    return (
        _NEGATED.search(" ".join(w for n, w in enumerate(linked.words) if n not in linked.taken))
        is not None
    )


def column_near(linked: Linked, place: int, *, numeric: bool, reach: int = 99) -> int | None:
    """Returns the column named nearest to a place, words behind it before those in front."""
    measured = linked.grid.measured
    found = [
        (column not in measured and numeric, abs(at - place) + (0.5 if at < place else 0), column)
        for column, at in linked.named.items()
        if (not numeric or column in linked.grid.numeric) and abs(at - place) <= reach
    ]
    return min(found)[2] if found else None


def bound_of(linked: Linked, number: Number) -> str | None:
    """Returns ">" or "<" for a number that is a bound ("more than 12"), None for a plain one."""
    before = linked.words[max(0, number.place - 3) : number.place]
    if "than" in before[-2:]:
        if _ABOVE.intersection(before):
            return ">"
        if _BELOW.intersection(before):
            return "<"
    if before[-1:] in (("over",), ("above",), ("exceeding",)):
        return ">"
    if before[-1:] in (("under",), ("below",)):
        return "<"
    if before[-2:] == ("at", "least"):
        return ">="
    if before[-2:] == ("at", "most"):
        return "<="
    return None


def meets(value: Decimal | None, bound: str, number: Decimal) -> bool:
    """Tells whether a value keeps to a bound."""
    if value is None:
        return False
    return {
        ">": value > number, "<": value < number, ">=": value >= number, "<=": value <= number,
    }[bound]  # fmt: skip
