"""Finds times told from a day that is known elsewhere: "last year". Knows nothing of figures.

Each is resolved from the day the text was published, "a year earlier" from the one time its
sentence states. What that does not settle is found all the same, with no ISO 8601 form: a figure
beside it is of a time that is not known.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass

from assistant.figures.lexicon import MONTHS
from assistant.records import Report

_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
# A cheap look before the real reading.
_HINT = re.compile(
    r"\b(?:last|this|next|past|current|previous|prior|preceding|earlier|before|ago|yesterday)\b",
    re.IGNORECASE,
)
_SEASONAL = r"week|quarter|half|season|spring|summer|autumn|fall|winter|decade"
_TIME = re.compile(
    r"\b(?:"
    rf"(?P<part>so\sfar\s|the\ssame\s(?:\w+\s)(?:of\s)?|(?:{_MONTH})\s(?:of\s)?)?"
    r"(?P<which>last|this|next)\s(?P<unit>year|month)(?!\s(?:of|for|in\swhich)\b|-)(?P<date>\sto\sdate)?"
    r"|(?P<day>yesterday)"
    r"|(?:a|one)\s(?P<gap>year|month)\s(?:earlier(?!\sthan)|before(?!\s\w)|previously)"
    r"|the\s(?P<gap2>year|month)\s(?:earlier|before(?!\s(?:the|he|she|they|we|it)\b))"
    r"|(?:the|a|its|their|our)\s(?:previous|prior|preceding)\s(?:calendar\s)?(?P<gap3>year|month)"
    r"|(?:a|an|one|two|three|four|five|six|ten|\d{1,2}|several|many)\s"
    r"(?:day|week|month|quarter|year|decade)s?\s(?:earlier|before|ago|previously)"
    r"|the\s(?:past|last|current|previous|prior|preceding|coming|next)\s"
    rf"(?:(?:fiscal|financial|school|academic|calendar)\s)?(?:year|month|{_SEASONAL})"
    rf"|(?:last|this|next|previous|prior)\s(?:(?:fiscal|financial|school|academic)\s(?:year|quarter)|"
    rf"{_SEASONAL}|{_MONTH})"
    r")\b",
    re.IGNORECASE,
)
_DETERMINED = re.compile(
    r"\b(?:the|every|its|his|her|their|our|my|your|each|one|final)\s$", re.IGNORECASE
)
_PUBLISHED = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?!\d)")
# A report on a period says "this year" of that period, however much later it is published.
_ON_A_PERIOD = re.compile(
    r"\b(?:annual|yearly|quarter\w*|monthly|interim|half[\s-]year\w*|fiscal|fy|financial|accounts|"
    r"results|statistics|bulletin|yearbook|10-[kq]|20-f)\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


@dataclass(frozen=True, slots=True)
class RelativeTime:
    """A time as told: its offsets, its ISO 8601 form, "" where it is not known.

    ``is_before`` marks "a year earlier", told from another time and of the figure before it only;
    ``back`` that it lies one year from that time.
    """

    start: int
    end: int
    iso: str
    is_before: bool = False
    back: bool = False


def day_to_tell_from(report: Report) -> str | None:
    """Returns the day (ISO 8601) from which a report tells "last year", None where that is not
    plain: a report on a period tells it from that period, which only the press does not.
    """
    published = report.published
    if not published or not report.primary:
        return published or None
    others = set(_YEAR.findall(report.title)) - {published[:4]}
    return None if others or _ON_A_PERIOD.search(report.title) else published


def find_relative_times(text: str, published: str | None) -> list[RelativeTime]:
    """Returns the relative times of a sentence in order; ``published`` is an ISO date or year."""
    if _HINT.search(text) is None:
        return []
    return [
        _relative(match, published)
        for match in _TIME.finditer(text)
        if not (match["which"] and _DETERMINED.search(text[: match.start()][-8:]))
    ]


def _relative(match: re.Match[str], published: str | None) -> RelativeTime:
    gap = match["gap"] or match["gap2"] or match["gap3"]
    if gap:
        return RelativeTime(*match.span(), "", is_before=True, back=gap.lower() == "year")
    iso = ""
    day = _PUBLISHED.match(published or "")
    if day and match["day"]:
        iso = _day_before(published or "")
    elif day and match["which"]:
        iso = _calendar(match, day)
    before = bool(re.search(r"(?:earlier|before|ago|previously)$", match.group(), re.IGNORECASE))
    return RelativeTime(*match.span(), iso, is_before=before)


def _calendar(match: re.Match[str], day: re.Match[str]) -> str:
    """Returns "last year", "May this year" or "last month" as told on a day; "" if not plain."""
    shift = {"last": -1, "this": 0, "next": 1}[match["which"].lower()]
    part = (match["part"] or "").lower().split()
    if part[:1] == ["the"]:
        return ""
    year, month = int(day[1]), int(day[2] or 0)
    if match["unit"].lower() == "month":
        if part or not month:
            return ""
        years, index = divmod(12 * year + month - 1 + shift, 12)
        return f"{years}-{index + 1:02}"
    if part[:1] == ["so"] or match["date"]:
        return f"{year}-01/{year}-{month:02}" if month and not shift else ""
    if part:
        return f"{year + shift}-{MONTHS[part[0]]:02}"
    return str(year + shift)


def _day_before(published: str) -> str:
    try:
        return str(datetime.date.fromisoformat(published[:10]) - datetime.timedelta(days=1))
    except ValueError:  # a year or a month
        return ""
