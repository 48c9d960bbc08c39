"""Reads days of a month without a year ("18 August"). Knows nothing of claims or reports."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.checking.segments import Span
from assistant.records import Figure, Kind, Modifier

_MONTHS = (
    "january february march april may june july august september october november december".split()
)
_MONTH = "|".join(_MONTHS)
_DAY = r"(?P<day>[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
_FORMS = (
    re.compile(rf"(?<![\w.,-]){_DAY}\s+(?:of\s+)?(?P<month>{_MONTH})\b(?!\s+may\b)", re.IGNORECASE),
    re.compile(rf"\b(?P<month>{_MONTH})\s+{_DAY}\b(?![.,]?\d)", re.IGNORECASE),
)


def with_days(text: str, sentences: Sequence[Span], figures: Sequence[Figure]) -> list[Figure]:
    """Returns the figures with each "18 August" of the sentences as the date "--08-18".

    To the reader of figures, which wants a year, it is a count or nothing.
    """
    kept = list(figures)
    for span in sentences:
        for form in _FORMS:
            for match in form.finditer(text, *span):
                near = [f for f in kept if f.start < match.end() and match.start() < f.end]
                if all(f.kind is not Kind.DATE for f in near):
                    kept = [f for f in kept if f not in near] + [_day(match, span)]
    return sorted(kept, key=lambda figure: figure.start)


def _day(match: re.Match[str], sentence: Span) -> Figure:
    month = _MONTHS.index(match["month"].lower()) + 1
    return Figure(
        surface=match.group(),
        value=f"--{month:02}-{int(match['day']):02}",
        unit=None,
        modifier=Modifier.EXACT,
        kind=Kind.DATE,
        start=match.start(),
        end=match.end(),
        sentence_start=sentence[0],
        sentence_end=sentence[1],
    )
