"""Joins two numbers into a range: "15 to 17", "€4–5 million", "between 4 and 5".

Knows nothing of hedges or of what is counted.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from assistant.figures.amounts import Quantity
from assistant.figures.numerals import tidy
from assistant.records import Kind, Modifier, Value

_JOIN = re.compile(
    r"\s*(?:to|[–—−-]|through|up to)\s*(?:the\s)?|\sto-|[-–]\sto\s|\s?-?to-",
    re.IGNORECASE,
)
_AND = re.compile(r"\s+and\s+", re.IGNORECASE)
_BETWEEN = re.compile(
    r"\bbetween\s+(?:about\s|roughly\s|approximately\s|some\s|an estimated\s)?$", re.I
)
# "rose from 12 to 15" states two values, not one range.
_CHANGE = re.compile(
    r"\b(?:ris(?:e|es|ing|en)|rose|fell|fall(?:s|ing|en)?|gr[eo]w(?:s|n|ing|th)?|increas\w+|decreas\w+|"
    r"declin\w+|drop\w*|up|down|climb\w*|jump\w*|reduc\w+|rais\w+|cut|improv\w+|chang\w+|slid|narrow\w*|"
    r"widen\w*|shr[aiu]nk|surg\w+|plunge\w*|doubl\w+|moved?|went|gain\w*|lower\w*|lost|soar\w*|expand\w*|"
    r"plummet\w*|revised|upgraded|downgraded)\b[^.;,]{0,40}$",
    re.IGNORECASE,
)


# "fell by 5 to 7%" states one change, whose size is a range.
_BY = re.compile(r"\bby\s+(?:about\s|around\s|some\s|up\sto\s|roughly\s)?$", re.IGNORECASE)
_CHOICE = re.compile(r"[-–]?\s+(?:or|and)\s+")
_CENTS = re.compile(r"(?:\s+and)?\s+")


def join_ranges(text: str, numbers: list[Quantity]) -> list[Quantity]:
    """Returns the numbers with each range as one quantity: low in value, high in upper."""
    joined: list[Quantity] = []
    for number in numbers:
        before = joined[-1] if joined else None
        if before is None or before.upper is not None or number.upper is not None:
            joined.append(number)
        elif _is_range(text, before, number):
            joined[-1] = _range(text, before, number)
        elif _is_change_owed(text, before, number):
            joined[-1] = _with_cents(before, number)
        elif _shares_unit(text, before, number):
            joined[-1] = replace(before, unit=number.unit, kind=number.kind)
            joined.append(number)
        elif text[before.end : number.start] == " to ":
            # "rose from 12 to 15 million": two values, the first in the scale of the second.
            joined[-1] = _like(text, before, number)
            joined.append(number)
        else:
            joined.append(number)
    return joined


def _is_change_owed(text: str, whole: Quantity, part: Quantity) -> bool:
    """Tells "thirteen dollars and forty-five cents" from two sums."""
    return (
        part.unit == "cent"
        and whole.kind is Kind.MONEY
        and isinstance(part.value, Decimal)
        and part.value < 100
        and _CENTS.fullmatch(text, whole.end, part.start) is not None
    )


def _with_cents(whole: Quantity, part: Quantity) -> Quantity:
    assert isinstance(whole.value, Decimal)
    assert isinstance(part.value, Decimal)
    return replace(whole, end=part.end, value=whole.value + part.value / 100)


def _shares_unit(text: str, first: Quantity, second: Quantity) -> bool:
    """Tells "three or four years" and "7- or 8-inch": the first number has the second's unit."""
    return (
        first.unit is None
        and second.unit is not None
        and second.kind in (Kind.MEASURE, Kind.DURATION, Kind.PERCENT, Kind.MONEY)
        and text[second.start].isalnum()
        and _CHOICE.fullmatch(text, first.end, second.start) is not None
    )


def _is_range(text: str, low: Quantity, high: Quantity) -> bool:
    between = text[low.end : high.start]
    if len(between) > 8 or not (
        isinstance(low.value, Decimal) and isinstance(high.value, Decimal) and low.kind != Kind.RATE
    ):
        return False
    if low.unit is not None and _base(high.unit) not in (_base(low.unit), None):
        return False
    worded = _AND.fullmatch(between) and _BETWEEN.search(text, max(0, low.start - 30), low.start)
    if not (worded or _JOIN.fullmatch(between)):
        return False
    before = text[max(0, low.start - 60) : low.start]
    if "to" in between and _CHANGE.search(before) and (low.unit or not _BY.search(before)):
        return False
    value = _scaled_like(low, high)
    return isinstance(value, Decimal) and value < high.value


def _base(unit: str | None) -> str | None:
    return unit.partition(" per ")[0] if unit else unit


def _range(text: str, low: Quantity, high: Quantity) -> Quantity:
    worded = _BETWEEN.search(text, max(0, low.start - 30), low.start)
    start = worded.start() if worded else low.start
    kind, unit = (high.kind, high.unit) if high.unit else (low.kind, low.unit)
    value = _scaled_like(low, high)
    return Quantity(start, high.end, value, unit, kind, Modifier.BETWEEN, high.value, high.scale)


def _like(text: str, low: Quantity, high: Quantity) -> Quantity:
    """Gives the first of "from 12 to 15 million" the second's scale and, if it has none, unit."""
    if low.unit is not None and low.unit != high.unit:
        return low
    if low.unit is None and high.unit is not None and not text[low.start : low.end][0].isdigit():
        return low
    scaled = replace(low, value=_scaled_like(low, high))
    return replace(scaled, unit=high.unit, kind=high.kind) if low.unit is None else scaled


def _scaled_like(low: Quantity, high: Quantity) -> Value:
    """Returns the lower value in the upper's scale: the 12 of "12 to 15 million" is 12 million.

    "$200 to $4 million" keeps its 200: only a number smaller than the upper's own counts so.
    """
    if high.scale == 1 or low.scale != 1 or isinstance(low.value, str):
        return low.value
    assert isinstance(high.value, Decimal)
    if low.value >= 1000 or low.value * high.scale >= high.value:
        return low.value
    return tidy(low.value * high.scale)
