"""Tells whether a figure is stated as a rise or a fall. Knows nothing of other figures."""

from __future__ import annotations

import re
from enum import StrEnum

from assistant.records import Figure

_UP = (
    "up|rose|rise|rises|risen|rising|gain|gains|gained|gaining|grew|grow|grows|grown|growing|climb|climbs|"
    "climbed|jump|jumps|jumped|surge|surged|soared|increase|increases|increased|increasing|rallied|"
    "advanced|advancing|added|higher|boosted|doubled|tripled|raised"
)
_DOWN = (
    "down|fell|fall|falls|fallen|falling|drop|drops|dropped|dropping|slid|slide|slides|slip|slips|slipped|"
    "slump|slumped|sank|sink|lost|lose|loses|declined|decline|declines|declining|decrease|decreases|"
    "decreased|decreasing|shed|tumbled|plunged|plummeted|dipped|lower|reduced|retreated|cut"
)
_VERB = re.compile(
    rf"(?<!gave )(?<!give )\b(?:(?P<up>{_UP})|(?P<down>{_DOWN}))\s+(?:by\s+|a\s+|another\s+)?"
    r"(?:[\d.,]+\s\w+,\sor\s)?$",
    re.IGNORECASE,
)


class Trend(StrEnum):
    """Which way a figure says its quantity went."""

    UP = "up"
    DOWN = "down"


def find_trend(text: str, figure: Figure) -> Trend | None:
    """Returns the way a figure's quantity went ("fell 8%": down), or None where it is a level."""
    before = text[max(figure.sentence_start, figure.start - 36) : figure.start]
    match = _VERB.search(before)
    if match is None:
        return None
    return Trend.UP if match["up"] else Trend.DOWN
