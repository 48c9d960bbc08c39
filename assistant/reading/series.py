"""Finds the figures a table's row has for its years. Knows nothing of plans or drafts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from assistant.reading.candidates import Candidate

_YEAR = re.compile(r"\b(?:1[5-9]\d\d|20\d\d)\b")
_WHEN = re.compile(
    r"\b(?:(?:january|february|march|april|may|june|july|august|september|october|november"
    r"|december)\s+\d{1,2}|(?:fiscal |financial )?years?(?: ended| ending)?|fy|ended|as of|at|the"
    r"|for)\b|[(),.:;$’'0-9]",
    re.IGNORECASE,
)


def series_of(best: Candidate, candidates: Sequence[Candidate]) -> list[Candidate]:
    """Returns the figures of one row, the best one's, that differ in nothing but their year.

    Oldest first, one a year; none where the row has them for fewer than two years, or two for one.
    """
    if best.signals.row == 0:
        return []
    years: dict[str, Candidate] = {}
    for candidate in candidates:
        figure = candidate.figure
        same = (
            (figure.report_id, figure.sentence_start)
            == (best.figure.report_id, best.figure.sentence_start)
            and figure.unit == best.figure.unit
            and isinstance(figure.value, Decimal)
            and _rest(candidate) == _rest(best)
        )
        year = year_of(candidate)
        if not same or year is None:
            continue
        if year in years:
            return []
        years[year] = candidate
    return [years[year] for year in sorted(years)] if len(years) > 1 else []


def year_of(candidate: Candidate) -> str | None:
    named = set(_YEAR.findall(f"{candidate.figure.label or ''} {candidate.figure.scope or ''}"))
    if not named:
        named = {(candidate.figure.period or "")[-10:][:4]} - {""}
    return next(iter(named)) if len(named) == 1 else None


def _rest(candidate: Candidate) -> str:
    """Returns a figure's label and scope without their times."""
    words = _YEAR.sub(" ", f"{candidate.figure.label or ''} {candidate.figure.scope or ''}")
    return " ".join(_WHEN.sub(" ", words).split()).lower()
