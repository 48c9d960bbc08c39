"""Turns number words into exact decimals. Knows nothing of units, labels or sentences."""

from __future__ import annotations

import re
from decimal import Decimal

from assistant.figures.lexicon import FRACTION_NOUNS, SCALES, TENS, UNITS_SMALL

_SMALL = "|".join(sorted((*UNITS_SMALL, *TENS), key=len, reverse=True))
_SCALE = r"hundred|thousand|million|billion|trillion|lakh|crore"
_WORD = rf"(?:{_SMALL}|{_SCALE})"
_JOIN = r"(?:\s*-\s*|\s+and\s+|\s+)"
_FRACTION = "|".join(sorted(FRACTION_NOUNS, key=len, reverse=True))

_AND_A_HALF = rf"(?:[\s-]and[\s-]an?[\s-](?:half|quarter|third)\b(?:\s+(?:{_SCALE})\b)?)?"

NUMBER_WORDS = (
    rf"(?:(?:half\s+an?|a\s+few|an?|several|few)\s+)?(?:{_SCALE})(?:{_JOIN}{_WORD})*\b{_AND_A_HALF}"
    rf"|(?:{_SMALL})(?:{_JOIN}{_WORD})*\b{_AND_A_HALF}"
)
"""Regex source for a run of number words: "forty-eight", "two hundred and five", "a hundred"."""

FRACTION_WORDS = (
    rf"(?:(?:an?|one|two|three|four|five|six|seven|eight|nine)[\s-]+)(?:{_FRACTION})\b"
    r"|\bhalf\b(?!\s+an?\s+(?:hundred|thousand|million|billion|trillion))"
)
"""Regex source for a fraction in words: "a third", "three-quarters", "half"."""


def parse_number_words(text: str) -> Decimal | None:
    """Returns the value of a run of number words, or None where it is not one number.

    "two hundred and five" is 205, "half a million" 500000; "five six" is None.
    """
    words = re.findall(r"[a-z]+", text.lower())
    for at in range(1, len(words) - 2):
        if words[at] == "and" and words[at + 1] in ("a", "an") and words[at + 2] in _PARTS:
            return _with_part(words[:at], _PARTS[words[at + 2]], words[at + 3 :])
    if words[:2] == ["a", "few"] or words[:1] == ["few"]:
        words = words[words.index("few") + 1 :]
    if words[:2] in (["half", "a"], ["half", "an"]):
        rest = parse_number_words(" ".join(words[2:]))
        return None if rest is None else rest / 2
    if words and words[0] in ("a", "an", "several"):
        words = words[1:]
    return _added_up(words)


def _added_up(words: list[str]) -> Decimal | None:
    """Returns the value of plain number words: units into hundreds, hundreds into scales."""
    total = Decimal(0)
    group = Decimal(0)
    last: str | None = None
    for word in words:
        if word == "and":
            continue
        if word in UNITS_SMALL:
            if last == "small" or (last == "tens" and UNITS_SMALL[word] >= 10):
                return None
            group += UNITS_SMALL[word]
            last = "small"
        elif word in TENS:
            if last in ("small", "tens"):
                return None
            group += TENS[word]
            last = "tens"
        elif word == "hundred":
            group = (group or Decimal(1)) * 100
            last = "hundred"
        elif word in SCALES:
            total += (group or Decimal(1)) * SCALES[word]
            group = Decimal(0)
            last = "scale"
        else:
            return None
    return total + group if last else None


_PARTS = {"half": Decimal("0.5"), "quarter": Decimal("0.25"), "third": Decimal(1) / 3}


def _with_part(words: list[str], part: Decimal, scale: list[str]) -> Decimal | None:
    """Reads "one and a half million" and "a million and a half" as 1.5 million."""
    whole = parse_number_words(" ".join(words))
    if whole is None:
        return None
    if scale:
        return (whole + part) * SCALES[scale[0]]
    return whole + part * SCALES.get(words[-1], 1)


def parse_fraction_words(text: str) -> Decimal | None:
    """Returns the value of a fraction in words ("two-thirds" is 2/3), or None."""
    words = re.findall(r"[a-z]+", text.lower())
    if words == ["half"]:
        return Decimal("0.5")
    if len(words) != 2 or words[1] not in FRACTION_NOUNS:
        return None
    top = 1 if words[0] in ("a", "an") else UNITS_SMALL.get(words[0])
    return None if top is None else Decimal(top) / FRACTION_NOUNS[words[1]]
