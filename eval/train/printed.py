"""Writes a figure's value in the other ways a set of questions may give it. Judges nothing.

Public sets disagree on scale. Where a table says "in millions" over 503, some give 503000000 as the
known number and some 503; of 12.5 %, some give 12.5 and some 0.125. Each is the same quantity.
"""

from __future__ import annotations

import re
from decimal import Decimal

from assistant.records import Value

_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?|\.\d+")
_SCALE_WORD = re.compile(r"\d\s*(?:hundred|thousand|million|billion|trillion|[kmb]n?\b)", re.I)
_SCALES = frozenset(Decimal(10) ** power for power in (3, 5, 6, 9, 12))


def values_of(value: Value, surface: str, unit: str | None) -> tuple[Value, ...]:
    """Returns a figure's value, and the same in the scale its report prints it in.

    A surface that names its scale itself ("2 million") is read without it only where it is money:
    "5 million people" is no answer where 5 people is right.
    """
    scale = _scale_of(value, surface, unit)
    if unit == "%" and isinstance(value, Decimal):
        return value, value / 100
    return (value,) if scale is None or isinstance(value, str) else (value, value / scale)


def _scale_of(value: Value, surface: str, unit: str | None) -> Decimal | None:
    """Returns what a printed number was multiplied by, where that was a scale."""
    match = _NUMBER.search(surface)
    if match is None or isinstance(value, str):
        return None
    number = Decimal(match.group().replace(",", ""))
    is_money = unit is not None and len(unit) == 3 and unit.isupper()
    if not number or (_SCALE_WORD.search(surface) and not is_money):
        return None
    scale = abs(value) / number
    return scale if scale in _SCALES else None
