"""Reads days as people write them, to ISO 8601. Knows nothing of where they stand."""

from __future__ import annotations

import calendar
import datetime
import re

_NAMES = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
_SHORT = {name[:3]: number for name, number in _NAMES.items()} | {"sept": 9}
_MONTH = "|".join(
    f"{name}|{name[:3]}\\.?" if name != "september" else "september|sept?\\.?" for name in _NAMES
)
_YEAR = r"(?:19|20)\d\d"
DAY = (
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?(?:{_MONTH}),?\s+{_YEAR}"
    rf"|(?:{_MONTH})\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+{_YEAR}"
    rf"|(?:{_MONTH}),?\s+{_YEAR}|{_YEAR}-\d\d(?:-\d\d)?)(?![\d-])"
)
"""A day or a month, to be matched without regard to case; no bare year."""

_ISO = re.compile(rf"({_YEAR})(?:[-/](\d\d)(?:[-/](\d\d))?|(\d\d)(\d\d))?(?![\d-])")
_WORDS = re.compile(
    rf"(?:(\d{{1,2}})\D{{1,6}})?\b({_MONTH})\W{{1,3}}(?:(\d{{1,2}})\D{{1,6}})?({_YEAR})", re.I
)


def read_day(text: str) -> str | None:
    """Returns the day, month or year a text begins with, None where it begins with none."""
    text = text.strip()
    iso = _ISO.match(text)
    if iso:
        parts = [part for part in iso.groups() if part]
        return _checked(*map(int, parts))
    words = _WORDS.match(text)
    if words is None:
        return None
    before, name, after, year = words.groups()
    day = before or after
    month = _SHORT[name.lower().rstrip(".")[:3]]
    return _checked(int(year), month, *([int(day)] if day else []))


def last_day(day: str) -> datetime.date:
    """Returns the last day of an ISO day, month or year."""
    year, month, number = (int(part) for part in (*day.split("-"), "0", "0")[:3])
    month = month or 12
    return datetime.date(year, month, number or calendar.monthrange(year, month)[1])


def first_day(day: str) -> datetime.date:
    """Returns the first day of an ISO day, month or year."""
    year, month, number = (int(part) for part in (*day.split("-"), "0", "0")[:3])
    return datetime.date(year, month or 1, number or 1)


def months_until(day: str, months: int) -> str | None:
    """Returns the whole months that end with a day, as an ISO interval, a calendar year as a year.

    None where the day ends no month: a year of 52 weeks may begin on another day.
    """
    end = last_day(day)
    if end.day != calendar.monthrange(end.year, end.month)[1]:
        return None
    year, month = divmod(12 * end.year + end.month - months, 12)
    return span(datetime.date(year, month + 1, 1), end)


def span(start: datetime.date, end: datetime.date) -> str:
    """Returns an ISO interval of days, or a year where it is just that."""
    is_year = start == datetime.date(end.year, 1, 1) and end == datetime.date(end.year, 12, 31)
    return str(end.year) if is_year else f"{start}/{end}"


def _checked(year: int, month: int = 0, day: int = 0) -> str | None:
    try:
        datetime.date(year, month or 1, day or 1)
    except ValueError:
        return None
    return "-".join([str(year), *(f"{part:02}" for part in (month, day) if part)])
