"""Joins a quantity told in two units: "5ft 10in", "two hours and 35 minutes", "12st 4lb".

The result is in the smaller unit, so that it is exact: 70 inches, 155 minutes, 172 lb. Knows
nothing of hedges or of what is counted.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from assistant.figures.amounts import Quantity
from assistant.records import Kind

# The larger unit, the smaller one, and how many of the smaller make the larger.
_STEPS = {
    ("foot", "inch"): 12,
    ("yard", "foot"): 3,
    ("lb", "oz"): 16,
    ("stone", "lb"): 14,
    ("day", "hour"): 24,
    ("hour", "minute"): 60,
    ("minute", "second"): 60,
    ("year", "month"): 12,
    ("week", "day"): 7,
}
_BETWEEN = re.compile(r",?\s(?:and\s)?")
# Forms whose parts are no units by themselves: 5ft 10in, 6'2", 12st 4lb, 2h 35m.
_GLUED = re.compile(
    r"(?<![\w.,$€£/'’])(?=\d)(?:"
    r"(?P<feet>\d{1,2})-foot-(?P<inches>\d{1,2})(?![\w-])"
    r"|(?P<foot>\d{1,3})(?:\s?ft\.?|\s?feet|['’′])[\s-]?(?P<inch>\d{1,2}(?:\.\d)?)"
    r"(?:\s?ins?\b\.?(?!\s\w)|\s?ins?\b|[\"”″]|(?<=['’′]\d)(?![\w\"”])|(?<=['’′]1[01])(?![\w\"”]))"
    r"|(?P<stone>\d{1,2})\s?st\.?\s?(?P<lb>\d{1,2})\s?lbs?\b"
    r"|(?P<hour>\d{1,3})\s?h(?:rs?)?\s?(?P<minute>\d{1,2})\s?m(?:ins?)?\b"
    r")"
)
_FORMS = (
    ("feet", "inches", "inch", 12),
    ("foot", "inch", "inch", 12),
    ("stone", "lb", "lb", 14),
    ("hour", "minute", "minute", 60),
)


def find_compounds(text: str) -> list[Quantity]:
    """Returns the quantities told in two abbreviated units, in order; offsets are into ``text``."""
    found = []
    for match in _GLUED.finditer(text):
        for large, small, unit, step in _FORMS:
            if match[large] is not None and Decimal(match[small]) < step:
                value = step * Decimal(match[large]) + Decimal(match[small])
                kind = Kind.DURATION if unit == "minute" else Kind.MEASURE
                found.append(Quantity(*match.span(), value, unit, kind))
    return found


def join_compounds(text: str, numbers: list[Quantity]) -> list[Quantity]:
    """Returns the numbers with "six feet, four inches" and the like as one quantity each.

    Longer chains ("3 years, 2 months, 14 days") have no exact size and stay apart.
    """
    chained = [
        _BETWEEN.fullmatch(text, one.end, other.start) is not None and one.unit is not None
        for one, other in pairwise(numbers)
    ]
    joined: list[Quantity] = []
    for at, number in enumerate(numbers):
        alone = at and chained[at - 1] and not any((*chained[at - 2 : at - 1], *chained[at:][:1]))
        whole = _joined(joined[-1], number) if joined and alone else None
        joined[-1:] = [whole] if whole else [*joined[-1:], number]
    return joined


def _joined(large: Quantity, small: Quantity) -> Quantity | None:
    step = _STEPS.get((large.unit or "", small.unit or ""))
    if step is None or large.upper is not None or small.upper is not None:
        return None
    assert isinstance(large.value, Decimal)
    assert isinstance(small.value, Decimal)
    # "4 hours and 90 minutes" are two things; so are "1.5 hours, 20 minutes".
    if not 0 < small.value < step or large.value != large.value.to_integral_value():
        return None
    return replace(small, start=large.start, value=step * large.value + small.value)
