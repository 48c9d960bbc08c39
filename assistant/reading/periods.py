"""Tells whether two figures are of the same time. Knows nothing of values or questions.

A figure's own period leads; where it has none, the years in its words, its sentence, the headings
and the title, and last the day its report was published.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.figures.lexicon import MONTHS
from assistant.reading.said import Said

YEAR = re.compile(r"\b(?:1[5-9]\d\d|20\d\d)\b")
_ISO = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")
_FIRST, _LAST = "0000-01-01", "9999-12-31"


@dataclass(frozen=True, slots=True)
class Times:
    """The times a figure may be of, first and last day of each, ISO 8601; none where not known.

    ``is_published`` marks that only the year of publication is known: the time is that year or
    the one before.
    """

    spans: frozenset[tuple[str, str]]
    is_published: bool = False


def find_times(said: Said) -> Times:
    """Returns the times a figure may be of, from the nearest words that give any."""
    figure, report = said.figure, said.report
    if figure.period:
        span = _span_of(figure.period)
        if span is not None:
            return Times(frozenset({span}))
    for words in (
        f"{figure.scope or ''} {figure.label or ''}",
        said.sentence,
        said.heading,
        report.title,
    ):
        years = YEAR.findall(words)
        if years:
            return Times(frozenset(_days_of(year) for year in years))
    published = YEAR.findall(report.published or "")
    return Times(frozenset(_days_of(year) for year in published), is_published=True)


def same_time(one: Said, other: Said) -> bool | None:
    """Tells whether two figures are of one time; None where that cannot be told.

    A month lies in its year, and is not the same: 12 rescued in May are not 12 rescued in 2022.
    """
    first, second = find_times(one), find_times(other)
    if not first.spans or not second.spans:
        return None
    if first.is_published or second.is_published:
        gaps = [abs(int(a[0][:4]) - int(b[0][:4])) for a in first.spans for b in second.spans]
        return None if min(gaps) <= 1 else False
    return not first.spans.isdisjoint(second.spans)


def name_time(said: Said) -> str | None:
    """Returns the time of a figure for people, "2022" or "18 August to 10 November 2022"."""
    times = find_times(said)
    if len(times.spans) != 1 or times.is_published:
        return None
    ((start, end),) = times.spans
    first, last = _in_words(start), _in_words(end)
    if start[:4] != end[:4]:
        whole = start.endswith("-01-01") and end.endswith("-12-31")
        return f"{start[:4]} to {end[:4]}" if whole else f"{first} to {last}"
    if (start[5:], end[5:]) == ("01-01", "12-31"):
        return start[:4]
    if start == end:
        return first
    if start[:7] == end[:7] and start.endswith("-01") and end.endswith("-31"):
        return first.partition(" ")[2]
    return f"{first.rpartition(' ')[0]} to {last}"


def _span_of(period: str) -> tuple[str, str] | None:
    start, _, end = period.partition("/")
    if not _ISO.fullmatch(start) or (end and not _ISO.fullmatch(end)):
        return None
    return _days_of(start)[0], _days_of(end or start)[1]


def _days_of(date: str) -> tuple[str, str]:
    """Returns the first and the last day of a year, month or day; a month is given 31 days."""
    return date + _FIRST[len(date) :], date + ("-12-31" if len(date) == 4 else _LAST[len(date) :])


# The full name stands first of each month's.
_MONTH_NAMES = {number: name for name, number in reversed(MONTHS.items())}


def _in_words(day: str) -> str:
    year, month, number = day.split("-")
    return f"{int(number)} {_MONTH_NAMES[int(month)].capitalize()} {year}"
