"""Picks the figures a plan's arithmetic is done with. Knows nothing of drafts."""

from __future__ import annotations

import re
from decimal import Decimal

from assistant.reading.candidates import Candidate
from assistant.reading.plans import Plan
from assistant.reading.readings import Reading
from assistant.reading.refusing import find_mismatch

_YEAR = re.compile(r"\b(?:1[5-9]\d\d|20\d\d)(?:[–/-]\d\d)?\b")


_STATUS = re.compile(
    r"\b(?:actual|projected|estimated?|provisional|final|revised|target|baseline)\b"
)


def find_operand(
    reading: Reading, first: Candidate | None, planned: Plan, number: int, certainty: float
) -> Candidate | None:
    """Returns the figure for one part; over years, the one labelled as the first part's was."""
    fitting = [
        c
        for c in reading.candidates
        if c.signals.kind >= 0.5 and isinstance(c.figure.value, Decimal)
    ]
    if not fitting:
        return None
    best = fitting[0]
    if planned.years:
        year = planned.years[number]
        if first is not None:
            beside = [c for c in fitting if _is_beside(c, first, year)]
            return min(beside, key=lambda c: (-_same_sentence(c, first), -c.score), default=None)
        best = next((c for c in fitting if c.signals.year > 0), best)
        if best.signals.year <= 0:
            return None
    if reading.certainty < certainty or find_mismatch(reading.question, best):
        return None
    return best


def _is_beside(candidate: Candidate, first: Candidate, year: str) -> bool:
    """Tells whether a figure is the first's own counterpart in another year."""
    one, other = candidate.figure, first.figure
    said = year in f"{one.scope or ''} {one.label or ''}" or (
        year in candidate.sentence and not _same_sentence(candidate, first)
    )
    return (
        one.report_id == other.report_id
        and one.unit == other.unit
        and one.start != other.start
        and _without_years(one.label) == _without_years(other.label)
        and (said or (_same_sentence(candidate, first) and not _YEAR.search(one.scope or "")))
        and (candidate.signals.year > 0 or _same_sentence(candidate, first))
    )


def _same_sentence(one: Candidate, other: Candidate) -> bool:
    return (one.figure.report_id, one.figure.sentence_start) == (
        other.figure.report_id,
        other.figure.sentence_start,
    )


def _without_years(label: str | None) -> str:
    return " ".join(_STATUS.sub(" ", _YEAR.sub(" ", label or "")).replace(",", " ").split())
