"""Finds the unit and scale a question asks to be told in: "in million kWh". Knows no reports.

They say how the answer is to be written, not what it is about, and no report need repeat them.
"""

from __future__ import annotations

import re

from assistant.figures.measures import MEASURES

_POWER = r"(?:hundreds?|thousands?|millions?|billions?|trillions?|thou\.?|mn|bn|m)(?=\s|[?,.;:)]|$)"
_SCALE = rf"(?:{_POWER}(?:\s+of)?\s*)"
_CURRENCY = (
    r"(?:(?:us|u\.s\.|american|canadian|australian)\s+)?(?:dollars?|euros?|pounds? sterling|pounds?"
    r"|yen|rupees?|usd|eur|gbp|chf|rmb|[$€£])"
)
# Letters that are also words ("a", "in") are units only behind a scale; the others stand alone.
_NAMES = sorted(
    (name for name in MEASURES if name.isascii() or "³" in name or "²" in name), key=len
)
_MEASURE = "|".join(re.escape(name) for name in reversed(_NAMES))
_GAS = r"(?:\s*(?:of\s+)?co2(?:[- ]?eq?)?(?:\s+eq(?:uivalents?|\.)?)?)"
_UNIT = rf"(?:t?co2e?(?:\s+equivalents?)?|(?:{_MEASURE}){_GAS}?|{_CURRENCY}|per ?cent(?:age)?|%)"
_END = (
    r"(?=\s*(?:[?,.;:)]|$|\b(?:for|in|from|at|by|of|and|or|between|during|over|was|were|is|are|did"
    r"|does|do|on|without|with|to|as)\b))"
)
_PHRASE = re.compile(
    r",?\s*\(?\s*\b(?:(?:as\s+)?(?:measured|expressed|stated|given|reported|counted|calculated"
    r"|told)\s+)?(?:also\s+)?in\s+(?:terms\s+of\s+)?"
    rf"(?:{_SCALE}?{_UNIT}{_END}|{_POWER}(?!\s+of\b){_END})\)?",
    re.IGNORECASE,
)
_AMOUNT = re.compile(
    rf"\bhow\s+many\s+{_SCALE}?(?:metric\s+)?(?:{_MEASURE}){_GAS}?\s+of\b"
    r"(?!\s+(?:the|these|those)\b)",
    re.IGNORECASE,
)


def without_unit(body: str) -> str:
    """Returns a question without the unit its answer is to be in: "how many tonnes of rice" asks
    how much rice.
    """
    if "in " not in body.lower() and "how many" not in body.lower():
        return body
    return _PHRASE.sub(" ", _AMOUNT.sub("how much", body))


def has_measure(body: str) -> bool:
    """Tells whether a question asks for something in a unit of measure or in a scale."""
    return without_unit(body) != body and not re.search(
        rf"\bin\s+(?:{_SCALE})?(?:{_CURRENCY}|per ?cent|%)", body, re.IGNORECASE
    )
