"""Puts a cell's label together from the words of its row and column. Knows no cells or layouts."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.figures.cells import YEAR, without_unit
from assistant.figures.naming import Row
from assistant.records import Figure, Kind

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
_MOST_WORDS = 3
_BASE = re.compile(r"\s?\([nN]\s?=")
_WORD = re.compile(r"[^\W\d_]{4,}")


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


def is_class(text: str, figure: Figure) -> bool:
    """Tells "70-74 (n=401)", whose ends name a group, from a figure and how many it rests on."""
    open_or_range = figure.upper is not None or figure.surface.endswith("+")
    return open_or_range and figure.unit is None and _BASE.match(text, figure.end) is not None


def with_row_scope(figure: Figure, row: Row) -> Figure:
    """Tells a figure without a label by the words that stand in its row, whatever they are."""
    if figure.label is not None or figure.kind is Kind.DATE:
        return figure
    told = [words for _, words in row if _WORD.search(words)]
    parts = dict.fromkeys(part for part in (figure.scope, *told[:_MOST_WORDS]) if part)
    return replace(figure, scope=", ".join(parts) or None)


def label_without_name(row: str, column: str, caption: str, *, lone: bool) -> str:
    """Names a cell in a row without a name: by the words above a lone row, else by its column's."""
    if row:
        return ""
    if lone and len(caption) <= _LONGEST_CAPTION and " " in caption.strip():
        return " ".join(caption.split())
    words = " ".join(PERIOD.sub(" ", _TIME.sub(" ", column)).split())
    telling = [word for word in re.findall(r"[^\W\d_]{4,}", words) if word.lower() not in _BARE]
    return words if telling else ""
