"""Tells which reports are editions of one series, which is newer, and what is a version of what.

Knows no figures.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from assistant.figures import content_stems
from assistant.records import Report, ToldBy

_EDITION_WORDS = re.compile(
    r"\b(?:revised|revision|edition|corrected|updated|final|provisional|draft|version|second"
    r"|new)\b",
    re.IGNORECASE,
)

# Titles that many a report has, which alone say nothing of which it is.
_COMMON = re.compile(
    r"\b(?:annual|monthly|quarterly|weekly|interim|report|summary|press|release|data|tables?|statement"
    r"|results?|statistics|bulletin|briefing|note|memo|minutes|agenda|notice)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+")
_NUMBER = re.compile(r"\d+")
_IN_A_ROW = 4
_WORDS_AT_MOST = 100_000
_ENOUGH = 0.5


def find_version(new: Report, others: Sequence[Report]) -> Report | None:
    """Returns which of some reports of one file name a report is a new version of, or None.

    One whose title is the same, or of whose text (runs of words, numbers aside, as these are what
    changes) half is shared; never one whose title has another number in it, such as a year.
    """
    likest = [(_likeness(new, other), number) for number, other in enumerate(others)]
    best = max(likest, default=(0.0, 0))
    return others[best[1]] if best[0] >= _ENOUGH else None


def _likeness(new: Report, old: Report) -> float:
    title, other = _title_as_read(new), _title_as_read(old)
    if title and other and _NUMBER.findall(title) != _NUMBER.findall(other):
        return 0.0
    shared = _shared(_runs(new.text), _runs(old.text))
    telling = content_stems(_COMMON.sub(" ", title))
    same = bool(telling) and content_stems(title) == content_stems(other)
    return 1 + shared if same else shared


def _title_as_read(report: Report) -> str:
    """Returns the title that the file itself told; "" where there is only the file's name."""
    told = next((entry for entry in report.told if entry.field == "title"), None)
    if told is None or told.by is not ToldBy.YOU:
        return "" if told is None or told.by is ToldBy.NAME else report.title
    return "" if told.read_by in (None, ToldBy.NAME) else str(told.read or "")


def _runs(text: str) -> set[int]:
    words = [m.group().lower() for m in islice(_WORD.finditer(text), _WORDS_AT_MOST)]
    length = min(_IN_A_ROW, len(words))
    if not length:
        return set()
    return {hash(tuple(words[at : at + length])) for at in range(len(words) - length + 1)}


def _shared(one: set[int], other: set[int]) -> float:
    smaller = min(len(one), len(other))
    return len(one & other) / smaller if smaller else 0.0


def same_series(one: Report, other: Report) -> bool:
    """Tells whether two reports have one publisher and, words for the edition aside, one title."""
    return one.publisher == other.publisher and _series(one) == _series(other)


def is_newer_edition(one: Report, other: Report) -> bool:
    """Tells whether a report replaces the other: a later one of its series, both of known date."""
    if not (one.published and other.published and one.publisher):
        return False
    return one.published > other.published and same_series(one, other)


def _series(report: Report) -> str:
    return " ".join(content_stems(_EDITION_WORDS.sub(" ", report.title)))
