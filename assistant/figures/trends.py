"""Tells whether a figure is stated as a rise or a fall. Knows nothing of other figures."""

from __future__ import annotations

import re
from enum import StrEnum

from assistant.records import Figure

_UP = (
    "up|ris(?:es?|en|ing)|rose|gain(?:s|ed|ing)?|gr[eo]w(?:s|n|ing)?|climb(?:s|ed|ing)?"
    "|jump(?:s|ed|ing)?|surg(?:es?|ed|ing)|soar(?:s|ed|ing)?|increas(?:es?|ed|ing)"
    "|rall(?:y|ies|ied|ying)|advanc(?:es?|ed|ing)|added|higher|boost(?:s|ed|ing)?"
    "|doubled|tripled|spik(?:es?|ed|ing)|expand(?:s|ed|ing)?|strengthen(?:s|ed|ing)"
    "|rebound(?:s|ed|ing)?|leap(?:s|ed|t)|skyrocketed|rocketed|widen(?:s|ed|ing)(?=\\s+by\\s)|rais(?:es?|ed|ing)(?=\\s[^.;]*\\bby\\s)"
)
_DOWN = (
    "down|fell|fall(?:s|en|ing)?|drop(?:s|ped|ping)?|slid(?:es?|ing)?|slip(?:s|ped|ping)?"
    "|slump(?:s|ed|ing)?|s[aiu]nk(?:s|ing)?|los(?:t|es?|ing)|declin(?:es?|ed|ing)"
    "|decreas(?:es?|ed|ing)|shed(?:s|ding)?|tumbl(?:es?|ed|ing)|plung(?:es?|ed|ing)"
    "|plummet(?:s|ed|ing)?|dip(?:s|ped|ping)|lower(?:s|ed|ing)?|reduc(?:es?|ed|ing)"
    "|retreat(?:s|ed|ing)|cut(?:s|ting)?|shr[aiu]nk(?:s|ing)?|contract(?:s|ed|ing)|eased"
    "|weaken(?:s|ed|ing)|narrow(?:s|ed|ing)(?=\\s+by\\s)|(?:is|are|was|were)\\soff"
)
_WAY = rf"\b(?:(?P<up>{_UP})|(?P<down>{_DOWN}))"
_BY = r"\s+(?:by\s+|a\s+|another\s+|a\s+further\s+|as\s+much\s+as\s+|only\s+)?"
# A first figure with its unit, the same told again in another: "125 jobs or", "1 mile (".
_AMOUNT = r"(?:[$€£]?\d[\d.,]*\d|\d)\s?[^\s.;()]*"
_DIRECT = re.compile(rf"{_WAY}{_BY}$", re.IGNORECASE)
_OBJECT = re.compile(rf"{_WAY}\s(?:[^\W\d][\w'’-]*\s){{1,5}}by\s$", re.IGNORECASE)
# "rose at an annual rate of 1.9%"
_AT_RATE = re.compile(
    rf"{_WAY}\s(?:at|by)\san?\s(?:[a-z-]+\s){{0,2}}(?:rate|pace)\sof\s$", re.IGNORECASE
)
_AGAIN = re.compile(
    rf"{_WAY}{_BY}(?:about\s)?{_AMOUNT}(?:\s[^\s();]+){{0,5}}(?:,?\sor\s|\s\()$", re.IGNORECASE
)
# "Shares of A were down 2.3%, B by 2.6%": the verb is told once.
_GAPPED = re.compile(
    rf"(?i:{_WAY}{_BY}){_AMOUNT}(?:\s[a-z]+)?(?:,|,?\sand)\s(?:while\s)?"
    r"[A-Z][\w&.'’-]*(?:\s[A-Z][\w&.'’-]*){0,3}\s(?:by\s)?$"
)
_TO = re.compile(rf"{_WAY}\s+(?:back\s+)?to\s$", re.IGNORECASE)
_FROM = re.compile(r"(?:\s[a-z-]+){0,2}\sfrom\s[$€£]?\d")
# "made up 40%", "shut down 200 sites": the particle of a verb that says no change.
PARTICLE = re.compile(
    r"\b(?:gave|give|gives|given|giving|make|makes|made|making|take|takes|took|taken|taking|set|sets"
    r"|setting|sign|signs|signed|open|opens|opened|pick|picks|picked|put|puts|back|backed|come|comes"
    r"|came|show|shows|showed|line|lined|rack|racked|serve|served|bring|brings|brought|use|uses|used"
    r"|build|built|buy|buys|bought|break|breaks|broke|broken|call|calls|called|hold|holds|held|turn"
    r"|turns|turned|shut|shuts|knock|knocked|write|writes|wrote|burn|burned|burnt|track|tracked)\s$",
    re.IGNORECASE,
)
_REACH = 90


class Trend(StrEnum):
    """Which way a figure says its quantity went."""

    UP = "up"
    DOWN = "down"


def find_trend(text: str, figure: Figure) -> Trend | None:
    """Returns the way a figure's quantity went ("fell 8%": down), or None where it is a level.

    A level reached ("rose 2% to 40,000") is a level, but for one told with the level before it
    ("rose to 5% from 4%").
    """
    before = text[max(figure.sentence_start, figure.start - _REACH) : figure.start]
    told = (_DIRECT, _OBJECT, _AT_RATE, _AGAIN, _GAPPED)
    for pattern in (*told, _TO) if _FROM.match(text, figure.end) else told:
        match = pattern.search(before)
        if match is None:
            continue
        particle = match[0][:4].lower().startswith(("up", "down"))
        if particle and PARTICLE.search(before, 0, match.start()):
            return None
        return Trend.UP if match["up"] else Trend.DOWN
    return None
