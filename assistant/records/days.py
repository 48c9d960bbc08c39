"""Tells what is an ISO 8601 day, month or year. Knows nothing of what happened on it."""

from __future__ import annotations

import datetime
import re

_DAY = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?", re.ASCII)


def is_day(text: str) -> bool:
    """Whether a text is a year, month or day that there is: "2022", "2022-08", "2022-08-18"."""
    if not _DAY.fullmatch(text):
        return False
    try:
        datetime.date(*[*map(int, text.split("-")), 1, 1][:3])
    except ValueError:
        return False
    return True
