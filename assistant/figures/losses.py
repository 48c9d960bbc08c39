"""Reads what accountants write in brackets as negative: "$(340) million", "(1.9)%".

Knows nothing of table cells, which have their own reading, nor of what is counted.
"""

from __future__ import annotations

import re

from assistant.figures.amounts import Quantity, any_of
from assistant.figures.currencies import CURRENCY_SIGNS
from assistant.figures.lexicon import SCALES
from assistant.figures.numerals import DIGITS, parse_digits, tidy
from assistant.records import Kind

_SUM = re.compile(
    rf"(?P<sign>{any_of(CURRENCY_SIGNS)})\s?\((?P<digits>{DIGITS})\)"
    rf"(?:\s(?P<scale>{any_of(word for word in SCALES if len(word) > 4)})\b)?"
)
# A cheap look before the real reading.
_OPENED = re.compile(r"\(\d[\d.,]*\)")
_SHARE = re.compile(r"(?<![\w)])\((?P<digits>\d+(?:\.\d+)?)\)\s?%")


def find_losses(text: str) -> list[Quantity]:
    """Returns the sums and shares of a text whose digits alone stand in brackets, as negative."""
    if "(" not in text:
        return []
    found = []
    for match in _SUM.finditer(text) if _OPENED.search(text) else ():
        scale = SCALES[match["scale"]] if match["scale"] else 1
        value = tidy(-parse_digits(match["digits"]) * scale)
        unit = CURRENCY_SIGNS[match["sign"]]
        found.append(Quantity(*match.span(), value, unit, Kind.MONEY, scale=scale))
    for match in _SHARE.finditer(text):
        value = -parse_digits(match["digits"])
        found.append(Quantity(*match.span(), value, "%", Kind.PERCENT))
    return found
