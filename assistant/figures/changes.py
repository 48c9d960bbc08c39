"""Tells by how much something changed from how much it is: "up 9%", "rose to 9%", "9%".

A rise is not a fall, and neither is a level; the value alone cannot tell them apart. Where the
words leave it open nothing is said. Knows nothing of other figures.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.figures.movements import (
    CUTS,
    FALL_NOUNS,
    FALLS,
    RAISES,
    RISE_NOUNS,
    RISES,
    either,
    forms_of,
)
from assistant.records import Change, Figure, Kind

_UP, _DOWN = either(*RISES), either(*FALLS)
_UP_WITH, _DOWN_WITH = either(*RISES, *RAISES), either(*FALLS, *CUTS)
_UP_NOUN, _DOWN_NOUN = either(*RISE_NOUNS), either(*FALL_NOUNS)
_HOW = (
    r"(?:\s(?:[a-z]+ly|again|further|only|just|another|a|some|about|nearly|almost|over"
    r"|as much as))*"
)
_WAY = rf"(?<![\w-])(?:(?P<up>{_UP})|(?P<down>{_DOWN}))"
_WAY_WITH = rf"(?<![\w-])(?:(?P<up>{_UP_WITH})|(?P<down>{_DOWN_WITH}))"
_DIRECT = re.compile(rf"{_WAY}{_HOW}\s$", re.IGNORECASE)
_DIRECT_WITH = re.compile(rf"{_WAY_WITH}{_HOW}\s$", re.IGNORECASE)
_DIRECT_OR_LOST = re.compile(
    rf"(?<![\w-])(?:(?P<up>{either(*RISES, *forms_of('gain'))})"
    rf"|(?P<down>{either(*FALLS, *forms_of('lose', 'lost'), *forms_of('shed'))})){_HOW}\s$",
    re.IGNORECASE,
)
# "reduced costs by", "rose sharply, by", "rose at an annual rate of"
_BY = re.compile(
    rf"{_WAY_WITH}(?:[ ,][\w'’-]+,?){{0,6}}\s(?:by|at\san?\s(?:[a-z-]+\s){{0,2}}(?:rate|pace)"
    rf"\sof){_HOW}\s$",
    re.IGNORECASE,
)
_OF = re.compile(
    rf"\b(?<![Ss]torm\s)(?:(?P<up>{_UP_NOUN})|(?P<down>{_DOWN_NOUN}))(?:\sin\s[\w\s]{{1,40}})?\sof{_HOW}\s$",
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
# "38 metres down on the wreck" is no change.
_FROM = (
    r"(?:from\b|on\s(?:an?\s|the\s|last\s)?"
    r"(?:year|month|quarter|week|day|previous|prior|same|[$€£\d]))"
)
# "9% more", "120 fewer than", "2 points higher than"; "100 km/h in less than" is none.
_MORE_BEHIND = re.compile(
    r"\s(?:(?!(?:in|for|with|to|at|by|of|after|within|and|or|over|from|on|than)\s)[a-z]+\s)?"
    r"(?:(?P<up>more|higher|larger|greater|faster|up)|(?P<down>fewer|less|lower|smaller"
    rf"|slower|down))\b(?P<than>\s(?:than\b|{_FROM}))?"
)
# "149, up from 130", "$610 million, down 2% from"
_FROM_BEHIND = re.compile(
    rf"(?:\s[a-z]+){{0,3}},?\s(?:(?P<up>up)|(?P<down>down))\s(?:{_AMOUNT}\s)?{_FROM}"
)
# "made up 40%", "shut down 200 sites": the particle of a verb that says no change.
_PARTICLE = re.compile(
    r"\b(?:gave|give|gives|given|giving|make|makes|made|making|take|takes|took|taken|taking|set|sets"
    r"|setting|sign|signs|signed|open|opens|opened|pick|picks|picked|put|puts|back|backed|come|comes"
    r"|came|show|shows|showed|line|lined|rack|racked|serve|served|bring|brings|brought|use|uses|used"
    r"|build|built|buy|buys|bought|break|breaks|broke|broken|call|calls|called|hold|holds|held|turn"
    r"|turns|turned|shut|shuts|knock|knocked|write|writes|wrote|burn|burned|burnt|track|tracked|eat|eats|ate|eaten)\s$",
    re.IGNORECASE,
)
# "rose 190 points, or 0.6%", "by 1.5 °C (2.7 °F)", "A was down 2.3%, B by 2.6%"
_OR = re.compile(r"(?:\s[^\W\d]+){0,3},?\sor\s(?:about\s)?")
_BRACKET = re.compile(r"\s\(")
_GAPPED = re.compile(
    r"(?:\s[a-z]+)?(?:,|,?\sand)\s(?:while\s)?[A-Z][\w&.'’-]*(?:\s[A-Z][\w&.'’-]*){0,3}\s(?:by\s)?"
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
    read: list[Figure] = []
    for figure in figures:
        if figure.kind not in (Kind.DATE, Kind.ORDINAL, Kind.AGE):
            change = _change(text, figure)
            if change is None and read and read[-1].change:
                change = read[-1].change if _goes_on(text, read[-1], figure) else None
            figure = replace(figure, change=change)
        read.append(figure)
    return read


def _goes_on(text: str, before: Figure, figure: Figure) -> bool:
    """Tells the same change told again, or one more by the same verb, from a figure of its own."""
    if _OR.fullmatch(text, before.end, figure.start):
        return True
    if before.kind is not figure.kind:
        return False
    in_bracket = _BRACKET.fullmatch(text, before.end, figure.start) and text.startswith(
        ")", figure.end
    )
    gapped = _GAPPED.fullmatch(text, before.end, figure.start)
    return bool(in_bracket or (gapped and before.change and before.change.is_amount))


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
    points = figure.label in ("points", "point")
    measured = figure.kind in _MEASURED or points
    direct = _DIRECT if measured else None
    if figure.kind is Kind.PERCENT or points:
        direct = _DIRECT_WITH
    elif figure.kind is Kind.MEASURE and not text.startswith(" of ", figure.end):
        direct = _DIRECT_OR_LOST  # "the glacier lost 2 metres", not "40 tonnes of cargo"
    elif figure.kind is Kind.RATE and text.startswith(" of ", figure.end):
        direct = None  # "dropped half of the charges"
    for pattern in (direct, _BY, _OF):
        match = _last(pattern, before) if pattern else None
        if match:
            return None if _is_other(before, match) else _by(match)
    match = _last(_TO, before)
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


def _last(pattern: re.Pattern[str], before: str) -> re.Match[str] | None:
    """Returns the match that starts last: the nearest verb is the figure's."""
    found = None
    match = pattern.search(before)
    while match:
        found = match
        match = pattern.search(before, match.start() + 1)
    return found


def _is_other(before: str, match: re.Match[str]) -> bool:
    """Tells "made up 40%" and "no increase of 9%" from changes."""
    particle = (match["up"] or match["down"]).lower() in ("up", "down")
    words = before[: match.start()]
    return bool((particle and _PARTICLE.search(words)) or _OPEN.search(words[-8:]))


def _by(match: re.Match[str]) -> Change:
    return Change.ROSE_BY if match["up"] else Change.FELL_BY


def _to(match: re.Match[str]) -> Change:
    return Change.ROSE_TO if match["up"] else Change.FELL_TO
