"""Puts a cell's label together from the words of its row and column. Knows no cells or layouts."""

from __future__ import annotations

import re

from assistant.figures.cells import YEAR, without_unit

PERIOD = re.compile(
    r"\b(?:1[5-9]|20)\d\d\b|\bQ[1-4]\b|\b(?:FY|fiscal)\s?\d\d|\b(?:january|february|march|april|june|"
    r"july|august|september|october|november|december)\b",
    re.IGNORECASE,
)
# Corners that head a column of measures, not of names: the row then says what is counted.
_MEASURES_BELOW = re.compile(
    r"indicator|item|measure|metric|category|description|particulars|type|\bin\b|\(|million|thousand|"
    r"figures?|statistic|outcome|offen[cs]e|crime|group|age",
    re.IGNORECASE,
)
_LONGEST_CAPTION = 140


def label_of(row: str, column: str, corner: str) -> str:
    """Joins row and column: "Revenue, Europe" under measures, "Passengers, Cancún" under names."""
    row = "" if YEAR.fullmatch(row) else without_unit(row) or row
    column = "" if PERIOD.search(column) else without_unit(column) or ("" if row else column)
    named = bool(corner) and not _MEASURES_BELOW.search(corner) and not PERIOD.search(corner)
    parts = (column, row) if named else (row, column)
    return ", ".join(words for words in parts if words)


# What is left of "Three months ended 31 March 2021 Gross losses £’000" without its time and unit.
_TIME = re.compile(
    r"\b(?:(?:three|six|nine|twelve|\d+)\s)?(?:years?|months?|weeks?|quarters?|periods?)\s"
    r"(?:ended|ending|to)\b|\bas\s(?:at|of)\b|\b(?:FY|fiscal)\b|[$€£][’']?0*|\d[\d/.,–-]*",
    re.IGNORECASE,
)
# Words of headers that say nothing of what is counted.
_BARE = frozenset(
    "results result target actual number amount total consolidated group company restated "
    "unaudited audited note notes sept ratio dollars euros pounds thousands thousand millions "
    "million".split()
)


def label_without_name(row: str, column: str, caption: str, *, lone: bool) -> str:
    """Names a cell in a row without a name: by the words above a lone row, else by its column's."""
    if row:
        return ""
    if lone and len(caption) <= _LONGEST_CAPTION and " " in caption.strip():
        return " ".join(caption.split())
    words = " ".join(PERIOD.sub(" ", _TIME.sub(" ", column)).split())
    telling = [word for word in re.findall(r"[^\W\d_]{4,}", words) if word.lower() not in _BARE]
    return words if telling else ""
