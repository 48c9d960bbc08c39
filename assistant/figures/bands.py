"""Age bands in words: "under 15", "15 to 17". Knows nothing of figures, questions or reports."""

from __future__ import annotations

import re

_PATTERNS = (
    (
        r"\b(?:under|below|younger than)\s+(?:the age of\s+)?(?P<high>\d{1,2})\b(?![,.]\d)",
        "below",
    ),
    (r"\b(?P<low>\d{1,2})\s*(?:to|–|-|and)\s*(?P<high>\d{1,2})\b", "between"),
    (r"\b(?P<low>\d{1,2})\s*(?:\+|(?:years?\s+)?(?:or|and)\s+(?:over|older|above))", "from"),
    (
        r"\b(?:over|above|older than|at least)\s+(?:the age of\s+)?(?P<low>\d{1,2})\b(?![,.]\d)",
        "from",
    ),
)


def find_ages(text: str) -> tuple[int, int | None] | None:
    """Returns the ages a phrase means, upper end exclusive: "15 to 17" is (15, 18).

    "over 18" is read as 18 and older, as reports use it beside "15 to 17".
    """
    for pattern, form in _PATTERNS:
        match = re.search(pattern, text, re.IGNORECASE)
        if match is None:
            continue
        if form == "below":
            return 0, int(match["high"])
        if form == "between":
            return int(match["low"]), int(match["high"]) + 1
        return int(match["low"]), None
    return None


def name_ages(ages: tuple[int, int | None]) -> str:
    """Returns an interval in words: "under 18", "15 to 17", "18 and over"."""
    low, high = ages
    if high is None:
        return f"{low} and over"
    return f"under {high}" if low == 0 else f"{low} to {high - 1}"


def bands_meet(one: tuple[int, int | None], other: tuple[int, int | None]) -> bool:
    """Tells whether two bands share an age."""
    return (one[1] is None or other[0] < one[1]) and (other[1] is None or one[0] < other[1])
