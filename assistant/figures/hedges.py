"""Reads the hedge before or behind a number: "nearly", "at least", "or more". Knows no labels."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.figures.amounts import Quantity, any_of
from assistant.records import Kind, Modifier

# Longest phrase first, so that "no more than" is not read as "more than".
HEDGES: tuple[tuple[str, Modifier], ...] = (
    ("no fewer than", Modifier.AT_LEAST),
    ("no less than", Modifier.AT_LEAST),
    ("not less than", Modifier.AT_LEAST),
    ("a minimum of", Modifier.AT_LEAST),
    ("at least", Modifier.AT_LEAST),
    ("no more than", Modifier.UP_TO),
    ("not more than", Modifier.UP_TO),
    ("a maximum of", Modifier.UP_TO),
    ("as many as", Modifier.UP_TO),
    ("as much as", Modifier.UP_TO),
    ("as few as", Modifier.AT_LEAST),
    ("as little as", Modifier.AT_LEAST),
    ("at most", Modifier.UP_TO),
    ("up to", Modifier.UP_TO),
    ("well over", Modifier.MORE_THAN),
    ("just over", Modifier.MORE_THAN),
    ("a little over", Modifier.MORE_THAN),
    ("slightly more than", Modifier.MORE_THAN),
    ("slightly over", Modifier.MORE_THAN),
    ("more than", Modifier.MORE_THAN),
    ("greater than", Modifier.MORE_THAN),
    ("higher than", Modifier.MORE_THAN),
    ("upwards of", Modifier.MORE_THAN),
    ("in excess of", Modifier.MORE_THAN),
    ("exceeding", Modifier.MORE_THAN),
    ("over", Modifier.MORE_THAN),
    ("above", Modifier.MORE_THAN),
    ("just under", Modifier.NEARLY),
    ("just below", Modifier.NEARLY),
    ("just short of", Modifier.NEARLY),
    ("close to", Modifier.NEARLY),
    ("nearly", Modifier.NEARLY),
    ("almost", Modifier.NEARLY),
    ("slightly less than", Modifier.NEARLY),
    ("fewer than", Modifier.UNDER),
    ("less than", Modifier.UNDER),
    ("lower than", Modifier.UNDER),
    ("under", Modifier.UNDER),
    ("below", Modifier.UNDER),
    ("approximately", Modifier.ABOUT),
    ("approx.", Modifier.ABOUT),
    ("approx", Modifier.ABOUT),
    ("an estimated", Modifier.ABOUT),
    ("estimated", Modifier.ABOUT),
    ("roughly", Modifier.ABOUT),
    ("about", Modifier.ABOUT),
    ("around", Modifier.ABOUT),
    ("circa", Modifier.ABOUT),
    ("some", Modifier.ABOUT),
    ("c.", Modifier.ABOUT),
    ("~", Modifier.ABOUT),
    ("≈", Modifier.ABOUT),
    ("±", Modifier.ABOUT),
    ("≥", Modifier.AT_LEAST),
    ("≤", Modifier.UP_TO),
    (">", Modifier.MORE_THAN),
    ("<", Modifier.UNDER),
)
TRAILING_HEDGES: tuple[tuple[str, Modifier], ...] = (
    ("or more", Modifier.AT_LEAST),
    ("or older", Modifier.AT_LEAST),
    ("and over", Modifier.AT_LEAST),
    ("and older", Modifier.AT_LEAST),
    ("and above", Modifier.AT_LEAST),
    ("or over", Modifier.AT_LEAST),
    ("or fewer", Modifier.UP_TO),
    ("or less", Modifier.UP_TO),
    ("or younger", Modifier.UP_TO),
    ("and under", Modifier.UP_TO),
    ("or so", Modifier.ABOUT),
    ("-odd", Modifier.ABOUT),
    ("+", Modifier.AT_LEAST),
)
_BY_WORDS = dict(HEDGES)
_BY_TRAILING = dict(TRAILING_HEDGES)
_BEFORE = re.compile(
    rf"(?:(?<=[\s(*_\"“])|^)(?P<hedge>{any_of(_BY_WORDS)})\s*(?:an?\s+|another\s+)?$",
    re.IGNORECASE,
)
_BEHIND = re.compile(rf"\s?(?P<hedge>{any_of(_BY_TRAILING)})(?!\w)", re.IGNORECASE)
_PER = re.compile(
    r"\s+(?:per|for\s+every|in\s+every)\s+(?P<base>\d{1,3}(?:,\d{3})+|\d{3,}|thousand|million|hundred)\b"
    r"(?:\s(?:live\sbirths|people|persons|population|inhabitants|residents|births)\b)?"
)
_REACH = 26


def with_hedges(text: str, quantities: list[Quantity]) -> list[Quantity]:
    """Extends each quantity over the hedge before or behind it and over "per 100,000"."""
    result: list[Quantity] = []
    floor = 0
    for quantity in quantities:
        if quantity.start < floor:
            continue
        if quantity.kind not in (Kind.DATE, Kind.ORDINAL):
            quantity = _hedged(text, quantity, floor)
        floor = quantity.end
        result.append(quantity)
    return result


def _hedged(text: str, quantity: Quantity, floor: int) -> Quantity:
    reach = max(floor, quantity.start - _REACH)
    before = _BEFORE.search(text[reach : quantity.start])
    if before:
        modifier = _BY_WORDS[before["hedge"].lower()]
        if quantity.modifier is Modifier.BETWEEN:
            modifier = Modifier.BETWEEN
        quantity = replace(quantity, start=reach + before.start("hedge"), modifier=modifier)
    behind = _BEHIND.match(text, quantity.end)
    if behind and quantity.modifier is Modifier.EXACT:
        modifier = _BY_TRAILING[behind["hedge"].lower()]
        quantity = replace(quantity, end=behind.end(), modifier=modifier)
    rate = _PER.match(text, quantity.end)
    if rate and quantity.kind is Kind.NUMBER:
        unit = "per " + rate["base"]
        quantity = replace(quantity, end=rate.end(), unit=unit, kind=Kind.RATE)
    return quantity
