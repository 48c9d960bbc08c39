"""Tells which reports are editions of one series, and which is newer. Knows no figures."""

from __future__ import annotations

import re

from assistant.figures import content_stems
from assistant.records import Report

_EDITION_WORDS = re.compile(
    r"\b(?:revised|revision|edition|corrected|updated|final|provisional|draft|version|second"
    r"|new)\b",
    re.IGNORECASE,
)


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
