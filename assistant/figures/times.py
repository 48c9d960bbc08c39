"""Finds the times a sentence states, ISO 8601, and how far each is told. Knows no labels or tables.

A time that is only compared with ("than in 2019"), one in brackets ("(2021: 15)") and one told from
another ("130 a year earlier") are told of a part of the sentence only.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from assistant.figures.amounts import Quantity
from assistant.figures.overlaps import Overlap, overlap_of
from assistant.figures.relative import RelativeTime, find_relative_times
from assistant.records import Figure, Kind

_TO = re.compile(r"\s*(?:to|until|through|till|[–—/-])\s*(?:the\s+)?")
_AND = re.compile(r"\s+and\s+(?:the\s+)?")
_BETWEEN = re.compile(r"\bbetween\s+(?:the\s+)?$", re.IGNORECASE)
_SINCE = re.compile(r"\b(?:since|from|after)\s+(?:the\s+)?(?:end\s+of\s+)?$", re.IGNORECASE)
# "up €2.4 million from 2020": what it is compared with, told of no figure here.
_UP_FROM = re.compile(
    r"\b(?:up|down|higher|lower|rise|increase|growth|drop|fall|decline|decrease|rose|fell|grew"
    r"|(?:increas|decreas|declin)ed|dropped)\b(?:[^;.]|\.(?=\d)){0,40}\bfrom\s(?:the\s)?$",
    re.IGNORECASE,
)
_TOLD = re.compile(
    r"(?:\b(?:in|during|on|for|by|until|of|as\sof|at|over|throughout|year|quarter|months?|ended|ending|"
    r"end|fiscal|mid|early|late|between|from|since|after|and|to)[\s-]+(?:the\s+)?|\(|^\s*|[,:|]\s*|-)$",
    re.IGNORECASE,
)
_COMPARED = re.compile(
    r"\b(?:compared\s+(?:with|to)|than|versus|vs\.?|against|relative\s+to|the\s+same\s+period|base)\b"
    r"(?:[^,;.]|[,.](?=\s?[\d$€£])){0,40}$",
    re.IGNORECASE,
)
# "5% up on last year": what is told from another time is told of the time after it.
_COMPARED_FROM = re.compile(
    r"\b(?:from|on|over|above|below|than|to|with|as|like)\s$", re.IGNORECASE
)
# "(2021: 15 and 2)": other figures than those around, of another time.
_OPENS_BRACKET = re.compile(r"[(\[][^()\[\]\d;:,]{0,30}$")
_REST_OF_BRACKET = re.compile(r"\s*[:,=–-][^()\[\];]{0,80}?\d[^()\[\]]{0,80}[)\]]")
_SLASHED = re.compile(r"(?<![\d/.])\d{1,2}[/.]\d{1,2}[/.]((?:19|20)\d\d)(?![\d/])")
_QUARTER = re.compile(r"(\d{4})-Q([1-4])")
_YEAR_AHEAD = re.compile(r"\d{4}(?=-|$)")
_REACH = 60
_NEAR = 48
_MOST = 8
_MOST_NAMED = 24


@dataclass(frozen=True, slots=True)
class Time:
    """A stated time: its offsets and its ISO 8601 form, "" where it is not known.

    ``first`` and ``last`` bound the starts of the figures it may be told of, where these are few:
    "12,370 households, against 9,760 in 2020" tells of 2020 only from "against" on.
    """

    start: int
    end: int
    iso: str
    first: int | None = None
    last: int | None = None

    @property
    def is_kept(self) -> bool:
        """Whether it is told of a part of the sentence only."""
        return self.first is not None

    def may_tell(self, figure: Figure) -> bool:
        first, last = self.first, self.last
        return first is None or last is None or first <= figure.start < last


def find_times(text: str, figures: Sequence[Figure], published: str | None) -> list[Time]:
    """Returns the times a sentence tells of, in order; ``figures`` are its own, dates among them.

    Names ("the 2010 Act") are no times. Relative ones are told from ``published``.
    """
    told = [_kept(text, time) for time in stated_times(text, figures) if _is_told(text, time)]
    relative = find_relative_times(text, published)
    if not relative:
        return told
    others = [
        _compared_from(text, _kept(text, _opened(text, time))) for time in _calendar(relative, told)
    ]
    told = sorted([*told, *others], key=lambda time: time.start)
    befores = [_before(text, one, figures, told) for one in relative if one.is_before]
    return sorted([*told, *befores], key=lambda time: time.start)


def stated_times(text: str, found: Iterable[Figure | Quantity]) -> list[Time]:
    """Returns the dates of a text in order, told of or not, the two ends of a span as one."""
    times: list[Time] = []
    joined = False
    for date in found:
        if date.kind is not Kind.DATE:
            joined = True
            continue
        iso = _iso(str(date.value), None if date.upper is None else str(date.upper))
        last = times[-1] if times else None
        if last and not joined and "/" not in last.iso + iso and _is_span(text, last, date.start):
            times[-1] = Time(last.start, date.end, f"{last.iso}/{iso}")
        else:
            times.append(Time(date.start, date.end, iso))
        joined = False
    return [_opened(text, time) for time in times]


def named_times(text: str, found: Iterable[Figure | Quantity]) -> list[str]:
    """Returns the dates that a text names, ISO 8601, each once; the years of days like 31/12/2022
    among them, whose day and month may be either way round.
    """
    named = [(time.start, time.iso) for time in stated_times(text, found)]
    named += [(day.start(), day[1]) for day in _SLASHED.finditer(text)]
    return list(dict.fromkeys(iso for _, iso in sorted(named)))[:_MOST_NAMED]


def _iso(value: str, upper: str | None) -> str:
    """Returns a date's value as ISO 8601; a quarter is its first and last month."""
    quarter = _QUARTER.fullmatch(value)
    if quarter:
        first = 3 * int(quarter[2]) - 2
        value, upper = f"{quarter[1]}-{first:02}", upper or f"{quarter[1]}-{first + 2:02}"
    return value if upper is None else f"{value}/{upper}"


def _is_span(text: str, first: Time, second: int) -> bool:
    if _TO.fullmatch(text, first.end, second):
        return True
    before = text[max(0, first.start - 16) : first.start]
    return bool(_AND.fullmatch(text, first.end, second) and _BETWEEN.search(before))


def _opened(text: str, time: Time) -> Time:
    """Gives "since 2019" an open end, as ISO 8601-2 writes it."""
    if not time.iso or "/" in time.iso:
        return time
    if not _SINCE.search(text, max(0, time.start - 24), time.start):
        return time
    if _UP_FROM.search(text, max(0, time.start - _REACH), time.start):
        return replace(time, first=time.start, last=time.start)
    return replace(time, iso=f"{time.iso}/..")


def _is_told(text: str, time: Time) -> bool:
    """Tells a time something happened in from a part of a name."""
    return bool(_TOLD.search(text[max(0, time.start - _REACH) : time.start]))


def _kept(text: str, time: Time) -> Time:
    """Keeps a time to its brackets, one that is compared with to the words it is compared in."""
    if _OPENS_BRACKET.search(text, max(0, time.start - _REACH), time.start):
        close = _REST_OF_BRACKET.match(text, time.end)
        if close is not None:
            return replace(time, first=time.start, last=close.end())
    first = max(0, time.start - _REACH)
    compared = _COMPARED.search(text[first : time.start])
    if compared is None:
        return time
    return replace(time, first=first + compared.start() + 1, last=time.start)


def _compared_from(text: str, time: Time) -> Time:
    if time.is_kept or not _COMPARED_FROM.search(text[max(0, time.start - 8) : time.start]):
        return time
    return replace(time, first=time.start, last=time.start)


def _calendar(relative: Sequence[RelativeTime], told: Sequence[Time]) -> list[Time]:
    """Returns the relative times that stand by themselves; a date beside them says more."""
    times = [Time(one.start, one.end, one.iso) for one in relative if not one.is_before]
    if len(told) > _MOST:
        return times
    return [time for time in times if not any(_is_same(time, date) for date in told)]


def _is_same(time: Time, date: Time) -> bool:
    together = (Overlap.EQUAL, Overlap.HOLDS, Overlap.WITHIN)
    return bool(time.iso) and overlap_of(time.iso, date.iso) in together


def _before(
    text: str, relative: RelativeTime, figures: Sequence[Figure], told: Sequence[Time]
) -> Time:
    """Returns "a year earlier" as told of the figure close before it: "130 a year earlier".

    It is counted from the one time that the sentence states before it.
    """
    start, end = relative.start, relative.end
    if not text[:start].strip():
        return Time(start, end, "")
    known = {time.iso for time in told[:_MOST] if time.start < start and not time.is_kept}
    iso = known.pop() if len(known) == 1 and len(told) < _MOST and relative.back else ""
    iso = "" if ".." in iso else "/".join(_years_back(part) for part in iso.split("/"))
    at = bisect_right(figures, start, key=lambda figure: figure.end)
    before = figures[at - 1] if at else None
    if before is None or _COMPARED_FROM.search(text[max(0, start - 8) : start]):
        return Time(start, end, "", start, start)
    if start - before.end > _NEAR or re.search(r"[;:,]", text[before.end : start]):
        return Time(start, end, "", start, start)
    return Time(start, end, iso, before.start, start)


def _years_back(date: str) -> str:
    return _YEAR_AHEAD.sub(lambda year: str(int(year[0]) - 1), date, count=1)
