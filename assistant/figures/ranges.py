"""Joins two numbers into a range: "15 to 17", "€4–5 million", "between 4 and 5".

Knows nothing of hedges or of what is counted.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from assistant.figures.amounts import Quantity
from assistant.figures.movements import CHANGE_NOUNS, CHANGE_VERBS, either
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
    rf"\b(?:{either(*CHANGE_VERBS, *CHANGE_NOUNS)}|improv\w+|chang\w+|doubl\w+|moved?|went|revised"
    r"|upgraded|downgraded)\b[^.;,]{0,40}$",
    re.IGNORECASE,
)
# "fell by 5 to 7%" states one change, whose size is a range.
_BY = re.compile(r"\bby\s+(?:about\s|around\s|some\s|up\sto\s|roughly\s)?$", re.IGNORECASE)
_FROM = re.compile(r"\bfrom\s(?:[a-z]+\s){0,2}$", re.IGNORECASE)
# "lowered to 5 to 7%", "from the 5 to 7% forecast": the words around it make a range one thing.
_NOUN = re.compile(r"\b(?:the|its|their|our|his|her|an?|of|to|at|in)\s$", re.IGNORECASE)
_TO = re.compile(r"\s+to\s+")
_CHOICE = re.compile(r"[-–]?\s+(?:(?P<either>or)|and)\s+")
_SIZE = re.compile(r"\s?[x×]\s?|[\s-]by[\s-]")  # "3 x 5 km", "12 by 20 feet"
_OF_THE = re.compile(r"\s(?:out\s)?of\s(?:the|its|their)\s")
_WINDOW = re.compile(r"\b(?:past|last|next|first|previous|coming)\s$", re.IGNORECASE)
_COMMA = re.compile(r",\s")
_LAST_OF_LIST = re.compile(r",\s(?:and|or)\s")
_CENTS = re.compile(r"(?:\s+and)?\s+")
# "15 dollars 50.": the small coin goes without its name where nothing else follows.
_NAMELESS = re.compile(
    r"\s\d\d(?=\s?[.,;:!?)](?!\d)|\s?$|\smore\b)|\sand\s\d\d(?=\s?[.!?](?!\d)|\s?$)"
)
_COINED = ("USD", "EUR", "GBP", "AUD", "CAD", "NZD", "SGD", "HKD", "CHF")


def join_ranges(text: str, numbers: list[Quantity]) -> list[Quantity]:
    """Returns the numbers with each range as one quantity: low in value, high in upper.

    A unit or scale told once for a choice or a list ("3, 5 or 7 million") is given to each.
    """
    joined: list[Quantity] = []
    for number in _with_chains(text, numbers):
        before = joined[-1] if joined else None
        if before is None or before.upper is not None or number.upper is not None:
            joined.append(number)
        elif _is_range(text, before, number) and not _is_third(text, joined):
            joined[-1] = _range(text, before, number)
            if joined[1:] and _CHOICE.fullmatch(text, joined[-2].end, before.start):
                joined[-2] = _chosen(text, joined[-2], joined[-1], either=False)
        elif _is_change_owed(text, before, number):
            joined[-1] = _with_cents(before, number)
        elif _is_window(text, before, number):
            joined[-1] = _range(text, before, number)
        elif choice := _CHOICE.fullmatch(text, before.end, number.start):
            joined[-1] = _chosen(text, before, number, either=bool(choice["either"]))
            if joined[-1] is not before:
                _share_over_commas(text, joined)
            joined.append(number)
        elif _ends_list(text, joined, number):
            joined[-1] = replace(before, unit=number.unit, kind=number.kind)
            _share_over_commas(text, joined)
            joined.append(number)
        elif number.kind is Kind.MEASURE and _SIZE.fullmatch(text, before.end, number.start):
            joined[-1] = _chosen(text, before, number, either=True)
            joined.append(number)
        elif _is_part_of_sum(text, before, number):
            joined[-1] = replace(before, unit=number.unit, kind=number.kind)
            joined.append(number)
        elif text[before.end : number.start] == " to ":
            # "rose from 12 to 15 million": two values, the first in the scale of the second.
            joined[-1] = _like(text, before, number)
            joined.append(number)
        else:
            joined.append(number)
    return joined


def _is_window(text: str, low: Quantity, high: Quantity) -> bool:
    """Tells "the past three or four years", one stretch of time, from two lengths."""
    return (
        high.kind is Kind.DURATION
        and low.kind is Kind.NUMBER
        and text[low.end : high.start] == " or "
        and isinstance(low.value, Decimal)
        and isinstance(high.value, Decimal)
        and low.value < high.value
        and _WINDOW.search(text, max(0, low.start - 12), low.start) is not None
    )


def _ends_list(text: str, joined: list[Quantity], number: Quantity) -> bool:
    """Tells the 7 years of "3, 5, and 7 years", a list of three at least, by its commas."""
    if len(joined) < 2 or number.kind not in _SHARED or joined[-1].kind is not Kind.NUMBER:
        return False
    comma = _COMMA.fullmatch(text, joined[-2].end, joined[-1].start)
    return bool(comma and _LAST_OF_LIST.fullmatch(text, joined[-1].end, number.start))


def _is_part_of_sum(text: str, part: Quantity, whole: Quantity) -> bool:
    """Tells that the 280 million of "280 million of the 1.5 billion pounds" are pounds too."""
    return (
        part.unit is None
        and part.scale > 1
        and whole.kind is Kind.MONEY
        and _OF_THE.fullmatch(text, part.end, whole.start) is not None
    )


def _with_chains(text: str, numbers: list[Quantity]) -> list[Quantity]:
    """Joins the two ranges of "from 5 to 7 to 3 to 5 per cent"; the last unit serves all."""
    linked = [
        _TO.fullmatch(text, one.end, other.start) is not None for one, other in pairwise(numbers)
    ]
    found: list[Quantity] = []
    at = 0
    while at < len(numbers):
        four = numbers[at : at + 4]
        if linked[at : at + 4] in ([True] * 3, [True, True, True, False]):
            first, second = (_chained(text, four[n], four[n + 1]) for n in (0, 2))
            if first and second:
                found += [_like(text, first, second), second]
                at += 4
                continue
        found.append(numbers[at])
        at += 1
    return found


def _chained(text: str, low: Quantity, high: Quantity) -> Quantity | None:
    if isinstance(low.value, str) or isinstance(high.value, str):
        return None
    if low.upper is not None or high.upper is not None or low.value >= high.value:
        return None
    if low.unit is not None and _base(high.unit) not in (_base(low.unit), None):
        return None
    return _range(text, low, high)


def _is_change_owed(text: str, whole: Quantity, part: Quantity) -> bool:
    """Tells "thirteen dollars and forty-five cents" from two sums."""
    if whole.kind is not Kind.MONEY or not isinstance(part.value, Decimal) or part.value >= 100:
        return False
    if part.unit == "cent":
        return _CENTS.fullmatch(text, whole.end, part.start) is not None
    nameless = _NAMELESS.match(text, whole.end)
    return (
        nameless is not None
        and nameless.end() == part.end
        and part.kind is Kind.NUMBER
        and whole.unit in _COINED
        and whole.scale == 1
        and whole.value == int(whole.value)
        and text[whole.end - 1].isalpha()
    )


def _with_cents(whole: Quantity, part: Quantity) -> Quantity:
    assert isinstance(whole.value, Decimal)
    assert isinstance(part.value, Decimal)
    return replace(whole, end=part.end, value=whole.value + part.value / 100)


def _chosen(text: str, first: Quantity, second: Quantity, *, either: bool) -> Quantity:
    """Gives the first of "three or four years", "7- or 8-inch" and "$5 or $6 million" its unit."""
    if isinstance(first.value, str) or isinstance(second.value, str):
        return first
    if either and first.kind is not Kind.RATE and first.unit in (None, second.unit):
        first = replace(first, value=_scaled_like(first, second)) if second.scale > 1 else first
    is_bare = first.unit is None and second.kind in _SHARED
    if is_bare and second.unit and (either or text[second.start].isalnum()):
        return replace(first, unit=second.unit, kind=second.kind)
    return first


def _share_over_commas(text: str, joined: list[Quantity]) -> None:
    """Gives the unit of the last but one of "3, 5 and 7 percent" to those before it."""
    for at in range(len(joined) - 2, -1, -1):
        one, other = joined[at], joined[at + 1]
        is_listed = _COMMA.fullmatch(text, one.end, other.start)
        if not is_listed or one.kind is not Kind.NUMBER or one.upper is not None:
            return
        joined[at] = replace(one, unit=other.unit, kind=other.kind)


_SHARED = (Kind.MEASURE, Kind.DURATION, Kind.PERCENT, Kind.MONEY)


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
    is_percent = high.kind is Kind.PERCENT and not _FROM.search(before)
    is_one = _NOUN.search(before) or (low.unit is None and (is_percent or _BY.search(before)))
    if "to" in between and not is_one and _CHANGE.search(before):
        return False
    value = _scaled_like(low, high)
    if not isinstance(value, Decimal):
        return False
    return value < high.value or (value < 0 and value != high.value)


def _is_third(text: str, joined: list[Quantity]) -> bool:
    """Tells the steps of "from $160 to $180 to $200" from "from 3% to 5 to 7%"."""
    if len(joined) < 2:
        return False
    first, second = joined[-2:]
    return (first.unit is None) == (second.unit is None) and bool(
        first.upper is None and _TO.fullmatch(text, first.end, second.start)
    )


def _base(unit: str | None) -> str | None:
    return unit.partition(" per ")[0] if unit else unit


def _range(text: str, low: Quantity, high: Quantity) -> Quantity:
    worded = _BETWEEN.search(text, max(0, low.start - 30), low.start)
    start = worded.start() if worded else low.start
    kind, unit = (high.kind, high.unit) if high.unit else (low.kind, low.unit)
    ends = (_scaled_like(low, high), high.value)
    # "minus 5 to minus 10" runs downwards.
    bottom, top = sorted(end for end in ends if isinstance(end, Decimal))
    return Quantity(start, high.end, bottom, unit, kind, Modifier.BETWEEN, top, high.scale)


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
