"""Tells by how much something changed from how much it is: "up 9%", "rose to 9%", "9%".

A rise is not a fall, and neither is a level; the value alone cannot tell them apart. Where the
words leave it open nothing is said. Knows nothing of other figures.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.figures.trends import PARTICLE
from assistant.records import Change, Figure, Kind

_UP = (
    r"up|ris(?:es?|en|ing)|rose|gr[eo]w(?:s|n|ing)?|climb(?:s|ed|ing)?|jump(?:s|ed|ing)?"
    r"|surg(?:es?|ed|ing)|soar(?:s|ed|ing)?|increas(?:es?|ed|ing)|rall(?:y|ies|ied|ying)"
    r"|advanc(?:es?|ed|ing)|higher|spik(?:es?|ed|ing)|expand(?:s|ed|ing)?|strengthen(?:s|ed|ing)"
    r"|rebound(?:s|ed|ing)?|leap(?:s|ed|t)?|(?:sky)?rocketed"
)
_DOWN = (
    r"down|fell|fall(?:s|en|ing)?|drop(?:s|ped|ping)?|slid(?:es?|ing)?|slip(?:s|ped|ping)?"
    r"|slump(?:s|ed|ing)?|s[au]nk|sink(?:s|ing)?|declin(?:es?|ed|ing)|decreas(?:es?|ed|ing)"
    r"|tumbl(?:es?|ed|ing)|plung(?:es?|ed|ing)|plummet(?:s|ed|ing)?|dip(?:s|ped|ping)?|lower"
    r"|retreat(?:s|ed|ing)|shr[aiu]nk(?:s|ing)?|contract(?:s|ed|ing)|eased|weaken(?:s|ed|ing)"
)
# With an object these do something else ("lost 300 jobs", "raised $5 million"): only with "by",
# "to" or a percentage do they say how something changed.
_UP_WITH = (
    r"|gain(?:s|ed|ing)?|add(?:s|ed|ing)|rais(?:es?|ed|ing)|boost(?:s|ed|ing)?|widen(?:s|ed|ing)"
)
_DOWN_WITH = (
    r"|los(?:t|es?|ing)|shed(?:s|ding)?|cut(?:s|ting)?|reduc(?:es?|ed|ing)|lower(?:s|ed|ing)"
    r"|narrow(?:s|ed|ing)|halved"
)
_UP_NOUN = (
    r"increases?|rises?|growth|jumps?|surges?|climb|upturn|uptick|hikes?|expansion|improvement"
)
_DOWN_NOUN = (
    r"decreases?|falls?|drops?|declines?|dips?|slumps?|reductions?|slides?|plunges?|contraction"
    r"|downturn|cuts?|shrinkage"
)
_HOW = (
    r"(?:\s(?:[a-z]+ly|again|further|only|just|another|a|some|about|nearly|almost|over"
    r"|as much as))*"
)
_WAY = rf"\b(?:(?P<up>{_UP})|(?P<down>{_DOWN}))"
_WAY_WITH = rf"\b(?:(?P<up>{_UP}{_UP_WITH})|(?P<down>{_DOWN}{_DOWN_WITH}))"
_DIRECT = re.compile(rf"{_WAY}{_HOW}\s$", re.IGNORECASE)
_DIRECT_PERCENT = re.compile(rf"{_WAY_WITH}{_HOW}\s$", re.IGNORECASE)
# "reduced costs by", "rose sharply, by", "rose at an annual rate of"
_BY = re.compile(
    rf"{_WAY_WITH}(?:[ ,][\w'’-]+,?){{0,6}}\s(?:by|at\san?\s(?:[a-z-]+\s){{0,2}}(?:rate|pace)"
    rf"\sof){_HOW}\s$",
    re.IGNORECASE,
)
_OF = re.compile(
    rf"\b(?:(?P<up>{_UP_NOUN})|(?P<down>{_DOWN_NOUN}))(?:\sin\s[\w\s]{{1,40}})?\sof{_HOW}\s$",
    re.IGNORECASE,
)
_AMOUNT = r"[$€£]?(?:\d[\d.,]*\d|\d)\s?[^\s.;()]*(?:\s[a-z]+)?"
# "climbed 2% to", "was reduced from 9% to"
_TO = re.compile(
    rf"{_WAY_WITH}{_HOW}(?:\s(?:by\s)?{_AMOUNT},?)?(?:\sin\s(?:[A-Z]\w+\s)?\d{{4}})?"
    rf"(?:\sfrom\s{_AMOUNT})?\s(?:back\s)?to{_HOW}\s$",
    re.IGNORECASE,
)
# "a 9% rise", "9 percentage point annual drop"
_NOUN_BEHIND = re.compile(
    rf"[\s-](?:[a-z-]+\s)?(?:(?P<up>{_UP_NOUN})|(?P<down>{_DOWN_NOUN}))\b(?!\s(?:rate|target)s?\b)"
)
# "9% more", "120 fewer than", "2 points higher than"
_MORE_BEHIND = re.compile(
    r"\s(?:[a-z]+\s)?(?:(?P<up>more|higher|larger|greater|faster|up)|(?P<down>fewer|less|lower|smaller"
    r"|slower|down))\b(?P<than>\s(?:than|on|from)\b)?"
)
# "149, up from 130", "$610 million, down 2% from"
_FROM_BEHIND = re.compile(
    rf"(?:\s[a-z]+){{0,3}},?\s(?:(?P<up>up)|(?P<down>down))\s(?:{_AMOUNT}\s)?(?:from|on)\b"
)
_OPEN = re.compile(r"\b(?:no|not|any|without)\s", re.IGNORECASE)
_REACH = 90
_MEASURED = (Kind.PERCENT, Kind.MONEY, Kind.MEASURE, Kind.RATE, Kind.NUMBER)
_CHANGE_HEAD = re.compile(
    r"(?:(?:net|annual|percent(?:age)?|%|absolute|total|year-on-year)\s)*(?:changes?|variance|growth)\b"
    r"(?!\s(?:of|rate|fund|target)s?\b)|.*\b(?<!climate\s)(?<!of\s)(?:change|variance)(?:\s?[,(%]|$)"
    r"|.*\bincrease\s?/?\s?\(?decrease",
    re.IGNORECASE,
)


def with_changes(text: str, figures: Sequence[Figure]) -> list[Figure]:
    """Returns the figures of one sentence with ``change``; offsets are into ``text``."""
    return [
        figure
        if figure.kind in (Kind.DATE, Kind.ORDINAL, Kind.AGE)
        else replace(figure, change=_change(text, figure))
        for figure in figures
    ]


def change_of_cell(heads: Sequence[str], figure: Figure) -> Change | None:
    """Returns the change a cell states under heads such as "Change, %": its sign says the way."""
    if isinstance(figure.value, str) or not figure.value:
        return None
    if not any(_CHANGE_HEAD.match(words) for words in heads):
        return None
    return Change.FELL_BY if figure.value < 0 else Change.ROSE_BY


def changes_agree(one: Figure, other: Figure) -> bool | None:
    """Tells whether two figures are both levels, or changes of one way; None where it is open.

    Opposed are a rise and a fall, and an amount of change and a level reached by one. A plain level
    agrees with a level reached, and whether it is meant beside an amount of change is open.
    """
    if one.change is other.change:
        return True
    if one.change is None or other.change is None:
        amount = one.change or other.change
        return None if amount and amount.is_amount else True
    same_way = one.change.is_rise is other.change.is_rise
    return same_way and one.change.is_amount is other.change.is_amount


def as_worded(figure: Figure) -> Figure:
    """Returns a change from a table as words tell it: a fall by its size, and without the head that
    says so ("-9" of "Sales, Change" is 9 of "Sales").
    """
    if figure.change is None or not figure.change.is_amount or isinstance(figure.value, str):
        return figure
    parts = [part for part in (figure.label or "").split(", ") if not _is_change_head(part)]
    size = -figure.value if figure.value < 0 else figure.value
    return replace(figure, value=size, label=", ".join(parts) or figure.label)


def _is_change_head(words: str) -> bool:
    return _CHANGE_HEAD.fullmatch(words) is not None


def _change(text: str, figure: Figure) -> Change | None:
    before = text[max(0, figure.start - _REACH) : figure.start]
    measured = figure.kind in _MEASURED or figure.label in ("points", "point")
    direct = _DIRECT_PERCENT if figure.kind is Kind.PERCENT else _DIRECT if measured else None
    for pattern in (direct, _BY, _OF):
        match = pattern.search(before) if pattern else None
        if match:
            return None if _is_other(before, match) else _by(match)
    match = _TO.search(before)
    if match:
        return None if _is_other(before, match) else _to(match)
    behind = text[figure.end : figure.end + _REACH]
    match = _NOUN_BEHIND.match(behind)
    if match and (measured or behind.startswith("-")):
        return _by(match)
    match = _MORE_BEHIND.match(behind)
    if match and (match["than"] or figure.kind is Kind.PERCENT):
        return _by(match)
    match = _FROM_BEHIND.match(behind)
    return _to(match) if match else None


def _is_other(before: str, match: re.Match[str]) -> bool:
    """Tells "made up 40%" and "no increase of 9%" from changes."""
    particle = (match["up"] or match["down"]).lower() in ("up", "down")
    words = before[: match.start()]
    return bool((particle and PARTICLE.search(words)) or _OPEN.search(words[-8:]))


def _by(match: re.Match[str]) -> Change:
    return Change.ROSE_BY if match["up"] else Change.FELL_BY


def _to(match: re.Match[str]) -> Change:
    return Change.ROSE_TO if match["up"] else Change.FELL_TO
