"""Judges how two times stand to one another: the same, one within the other, or apart.

Knows nothing of how periods are read; takes ISO 8601: a year, month or day, or two with a slash.
"""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Sequence
from enum import StrEnum

from assistant.records import Figure


class Overlap(StrEnum):
    """How a claimed time stands to a source's."""

    EQUAL = "equal"
    HOLDS = "holds"
    """The claimed one is a year, quarter or month that holds the source's: "in 2022"."""
    WITHIN = "within"
    """The claimed one is narrower than the source's."""
    APART = "apart"
    OPEN = "open"
    """One side, or both, state none."""


Span = tuple[datetime.date, datetime.date]

_PART = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
_QUARTER = re.compile(r"(\d{4})-?[Qq]([1-4])")
_YEAR = re.compile(r"(?<![\w,.$€£-])(?:FY\s?)?((?:1[5-9]|20)\d\d)(?![\w%]|,\d|\.\d)")


def read_span(period: str) -> Span | None:
    """Returns the first and last day of a period; None for what is no such period."""
    first, _, last = period.partition("/")
    start, end = _part(first), _part(last or first)
    if start is None or end is None or start[0] > end[1]:
        return None
    return start[0], end[1]


def overlap(claimed: Figure, source: Figure) -> Overlap:
    """Returns how the claimed figure's time stands to the source's.

    Where a period is missing, the years that its scope and label name stand in.
    """
    if claimed.period and source.period:
        return overlap_of(claimed.period, source.period)
    one, other = _years(claimed), _years(source)
    if one == other:
        return Overlap.EQUAL if one else Overlap.OPEN
    if not one or not other:
        return Overlap.OPEN if not one else Overlap.WITHIN
    return Overlap.OPEN if one < other else Overlap.APART


def name_apart(one: Figure, other: Figure) -> bool:
    """Tells whether one of two figures has no period and each names a year the other does not."""
    if one.period and other.period:
        return False
    here, there = _named_years(one), _named_years(other)
    return any(not _meets(years, there) for years in here) and any(
        not _meets(years, here) for years in there
    )


def years_named(figure: Figure) -> list[str]:
    """Returns the years that a figure's times name, in order, each once: "2021", "2019 to 2021"."""
    named = [_whole_years(time) for time in figure.times]
    return list(dict.fromkeys(f"{a}" if a == b else f"{a} to {b}" for a, b in filter(None, named)))


def overlap_of(claimed: str, source: str) -> Overlap:
    """Returns how one period stands to another. Two that merely overlap are apart."""
    if claimed == source:
        return Overlap.EQUAL
    one, other = read_span(claimed), read_span(source)
    if one is None or other is None:
        return _unread(claimed, source)
    if one == other:
        return Overlap.EQUAL
    if one[0] <= other[0] and other[1] <= one[1] and "/" not in claimed:
        return Overlap.HOLDS
    if other[0] <= one[0] and one[1] <= other[1]:
        return Overlap.WITHIN
    return Overlap.APART


def _unread(claimed: str, source: str) -> Overlap:
    """Judges periods of which one has no year ("--08-18"): day and month must agree."""
    if claimed.startswith("--") and source[4:].startswith(claimed[1:]):
        return Overlap.HOLDS
    if source.startswith("--") and claimed[4:].startswith(source[1:]):
        return Overlap.WITHIN
    return Overlap.APART


def _part(part: str) -> Span | None:
    quarter = _QUARTER.fullmatch(part)
    if quarter:
        year, last = int(quarter[1]), 3 * int(quarter[2])
        days = calendar.monthrange(year, last)[1]
        return datetime.date(year, last - 2, 1), datetime.date(year, last, days)
    match = _PART.fullmatch(part)
    if match is None:
        return None
    year, month, day = (int(found) if found else 0 for found in match.groups())
    try:
        first = datetime.date(year, month or 1, day or 1)
        days = day or calendar.monthrange(year, month or 12)[1]
        return first, datetime.date(year, month or 12, days)
    except ValueError:  # 31 June
        return None


def _named_years(figure: Figure) -> list[tuple[int, int]]:
    times = (figure.period,) if figure.period else figure.times
    return [years for time in times if (years := _whole_years(time))]


def _whole_years(time: str) -> tuple[int, int] | None:
    """Returns the first and last year of a time, the first of one with an open end.

    None for a day whose year is not told.
    """
    first, _, last = time.partition("/")
    if not first[:4].isdigit():
        return None
    return int(first[:4]), int(last[:4]) if last[:4].isdigit() else int(first[:4])


def _meets(years: tuple[int, int], others: Sequence[tuple[int, int]]) -> bool:
    return any(first <= years[1] and years[0] <= last for first, last in others)


def _years(figure: Figure) -> frozenset[str]:
    if figure.period:
        return frozenset(part[:4] for part in figure.period.split("/"))
    return frozenset(_YEAR.findall(f"{figure.scope or ''} {figure.label or ''}"))
