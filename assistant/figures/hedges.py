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
    ("at the very least", Modifier.AT_LEAST),
    ("at least", Modifier.AT_LEAST),
    ("no more than", Modifier.UP_TO),
    ("not more than", Modifier.UP_TO),
    ("a maximum of", Modifier.UP_TO),
    ("as many as", Modifier.UP_TO),
    ("as much as", Modifier.UP_TO),
    ("as few as", Modifier.AT_LEAST),
    ("as little as", Modifier.AT_LEAST),
    ("at most", Modifier.UP_TO),
    ("within", Modifier.UP_TO),
    ("up to", Modifier.UP_TO),
    ("a maximum", Modifier.UP_TO),
    ("well over", Modifier.MORE_THAN),
    ("well above", Modifier.MORE_THAN),
    ("well beyond", Modifier.MORE_THAN),
    ("far more than", Modifier.MORE_THAN),
    ("well more than", Modifier.MORE_THAN),
    ("just above", Modifier.MORE_THAN),
    ("a little more than", Modifier.MORE_THAN),
    ("little more than", Modifier.MORE_THAN),
    ("a bit more than", Modifier.MORE_THAN),
    ("larger than", Modifier.MORE_THAN),
    ("north of", Modifier.MORE_THAN),
    ("topping", Modifier.MORE_THAN),
    ("surpassing", Modifier.MORE_THAN),
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
    ("slightly below", Modifier.NEARLY),
    ("slightly under", Modifier.NEARLY),
    ("a little under", Modifier.NEARLY),
    ("a little less than", Modifier.NEARLY),
    ("just shy of", Modifier.NEARLY),
    ("shy of", Modifier.NEARLY),
    ("not quite", Modifier.NEARLY),
    ("approaching", Modifier.NEARLY),
    ("virtually", Modifier.NEARLY),
    ("practically", Modifier.NEARLY),
    ("barely", Modifier.ABOUT),
    ("in the region of", Modifier.ABOUT),
    ("in the range of", Modifier.ABOUT),
    ("on the order of", Modifier.ABOUT),
    ("in the order of", Modifier.ABOUT),
    ("more or less", Modifier.ABOUT),
    ("something like", Modifier.ABOUT),
    ("ca.", Modifier.ABOUT),
    ("just short of", Modifier.NEARLY),
    ("close to", Modifier.NEARLY),
    ("nearly", Modifier.NEARLY),
    ("almost", Modifier.NEARLY),
    ("slightly less than", Modifier.NEARLY),
    ("fewer than", Modifier.UNDER),
    ("less than", Modifier.UNDER),
    ("smaller than", Modifier.UNDER),
    ("younger than", Modifier.UNDER),
    ("lower than", Modifier.UNDER),
    ("under", Modifier.UNDER),
    ("sub-", Modifier.UNDER),
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
    ("plus or minus", Modifier.ABOUT),
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
    ("or thereabouts", Modifier.ABOUT),
    ("give or take", Modifier.ABOUT),
    ("or higher", Modifier.AT_LEAST),
    ("or above", Modifier.AT_LEAST),
    ("or longer", Modifier.AT_LEAST),
    ("or below", Modifier.UP_TO),
    ("or under", Modifier.UP_TO),
    ("or lower", Modifier.UP_TO),
    ("and below", Modifier.UP_TO),
    ("and younger", Modifier.UP_TO),
    ("-plus", Modifier.AT_LEAST),
    ("+", Modifier.AT_LEAST),
)
_BY_WORDS = dict(HEDGES)
_BY_TRAILING = dict(TRAILING_HEDGES)
_BEFORE = re.compile(
    rf"(?:(?<=[\s(*_\"“])|(?<=[A-Za-z])(?=[<>≤≥])|^)(?P<hedge>{any_of(_BY_WORDS)})(?:\s*|-)"
    r"(?:an?\s+|another\s+|(?:the\s+)?ages?\s+of\s+)?$",
    re.IGNORECASE,
)
_BEHIND = re.compile(rf"\s?(?P<hedge>{any_of(_BY_TRAILING)})(?!\w)", re.IGNORECASE)
_REACH = 26
_SUM_BEFORE = re.compile(
    r"(?:\d|%|\b(?:million|billion|percent|per\scent|dollars|euros|pounds))\s$"
)


def with_hedges(text: str, quantities: list[Quantity]) -> list[Quantity]:
    """Returns each quantity extended over the hedge before or behind it."""
    result: list[Quantity] = []
    floor = 0
    for quantity in quantities:
        if quantity.start < floor:
            continue
        if quantity.kind not in (Kind.DATE, Kind.ORDINAL):
            quantity = _hedged(text, quantity, floor)
            if result and quantity.modifier is Modifier.EXACT:
                quantity = _bound_again(text, result[-1], quantity)
        floor = quantity.end
        result.append(quantity)
    return result


def _hedged(text: str, quantity: Quantity, floor: int) -> Quantity:
    reach = max(floor, quantity.start - _REACH)
    before = _BEFORE.search(text[reach : quantity.start])
    if before:
        modifier = _BY_WORDS[before["hedge"].lower()]
        if _is_no_bound(text, quantity, before["hedge"], reach + before.start("hedge"), floor):
            return quantity
        if modifier is Modifier.UP_TO and not _is_reach(quantity, before["hedge"]):
            return quantity
        if quantity.modifier is Modifier.BETWEEN:
            modifier = Modifier.BETWEEN
        quantity = replace(quantity, start=reach + before.start("hedge"), modifier=modifier)
    behind = _BEHIND.match(text, quantity.end)
    if behind:
        modifier = _BY_TRAILING[behind["hedge"].lower()]
        # "Some 20-odd" hedges twice.
        if quantity.modifier in (Modifier.EXACT, modifier):
            quantity = replace(quantity, end=behind.end(), modifier=modifier)
    return quantity


def _bound_again(text: str, before: Quantity, quantity: Quantity) -> Quantity:
    """Gives the 60 miles of "more than 100 km (60 miles)" the bound that holds for both."""
    is_told_again = (
        before.modifier in _BOUNDS
        and before.kind is quantity.kind
        and quantity.kind in (Kind.MEASURE, Kind.MONEY)
        and before.unit != quantity.unit
        and text[before.end : quantity.start] in (" (", "(")
        and text[quantity.end : quantity.end + 1] == ")"
    )
    return replace(quantity, modifier=before.modifier) if is_told_again else quantity


_BOUNDS = (Modifier.AT_LEAST, Modifier.MORE_THAN, Modifier.UP_TO, Modifier.UNDER)


def _is_reach(quantity: Quantity, hedge: str) -> bool:
    """Tells "within five days" from "within two communities"."""
    measured = (Kind.DURATION, Kind.MEASURE, Kind.PERCENT)
    return hedge.lower() != "within" or quantity.kind in measured


# "took over three years", "for over three years": what keeps "over" a bound behind a number.
_KEEPS_BOUND = re.compile(
    r"\b(?:\w+ed|\w+ing|for|of|in|after|than|by|to|with|from|and|or|at|just|well|is|are|was|were|be|been"
    r"|takes?|took|lasts?|spen[dt]|spends|waits?|has|have|had)\s$"
)
_SHORT_WAY = re.compile(r"\s(?:[a-z]+\s){0,2}")
_TERMS = re.compile(r"\s(?:seasons|terms|sessions|rounds|sittings)\b")
_PLACES = ("over", "above", "under", "below", "within")
_ARTICLE = re.compile(r"\w+\s(?:an?|another)\s")


def _is_no_bound(text: str, quantity: Quantity, hedge: str, start: int, floor: int) -> bool:
    """Tells "$5 million over three years" and "over a 40-foot runway" from bounds."""
    hedge = hedge.lower()
    surface = text[quantity.start : quantity.end]
    joined = "-" in surface or text.startswith("-", quantity.end)
    if hedge in _PLACES and joined and _ARTICLE.fullmatch(text, start, quantity.start):
        return True
    lasting = quantity.kind is Kind.DURATION or _TERMS.match(text, quantity.end)
    if hedge != "over" or not lasting:
        return False
    if _SUM_BEFORE.search(text, max(0, start - 12), start):
        return True
    behind_figure = floor and _SHORT_WAY.fullmatch(text, floor, start)
    return bool(behind_figure and not _KEEPS_BOUND.search(text, floor, start))
