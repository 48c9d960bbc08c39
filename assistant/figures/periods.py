"""Finds the time each figure of a sentence is told of, ISO 8601. Knows nothing of labels or tables.

A figure is told of the one period its sentence states, of the one behind it where there are more
("45 in 2020 to 60 in 2021"), or of its own in two lists of one length ("…, respectively"). What is
only compared with ("than in 2019") is not its time. Where it is not plain, none is given.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from assistant.figures.amounts import Quantity
from assistant.figures.quantities import find_quantities
from assistant.records import Figure, Kind

_TO = re.compile(r"\s*(?:to|until|through|till|[–—/-])\s*(?:the\s+)?")
_AND = re.compile(r"\s+and\s+(?:the\s+)?")
_LIST = re.compile(r"\s*(?:,|,?\s*and|,?\s*&)\s*(?:in\s+)?")
_BETWEEN = re.compile(r"\bbetween\s+(?:the\s+)?$", re.IGNORECASE)
_SINCE = re.compile(r"\b(?:since|from|after)\s+(?:the\s+)?(?:end\s+of\s+)?$", re.IGNORECASE)
_TOLD = re.compile(
    r"(?:\b(?:in|during|on|for|by|until|of|as\sof|at|over|throughout|year|quarter|months?|ended|ending|"
    r"end|fiscal|mid|early|late|between|from|since|after|and|to)[\s-]+(?:the\s+)?|\(|^\s*|[,:|]\s*|-)$",
    re.IGNORECASE,
)
_COMPARED = re.compile(
    r"\b(?:compared\s+(?:with|to)|than|versus|vs\.?|against|relative\s+to|the\s+same\s+period|base)\b"
    r"(?:[^,;.]|[,.](?=\d)){0,40}$",
    re.IGNORECASE,
)
_SAME = re.compile(
    r"(?:In|Over|During)\s+(?:the|that)\s+same\s+(?P<unit>year|period|time|months?)\s*,"
)
_ELSEWHEN = re.compile(r"\b(?:earlier|before|previous|ago|last|(?:19|20)\d\d)\b", re.IGNORECASE)
_WHOLE_YEAR = re.compile(r"\d{4}")
_QUARTER = re.compile(r"(\d{4})-Q([1-4])")
_REACH = 60
_NEAR = 48


@dataclass(frozen=True, slots=True)
class _Time:
    """A stated time: its offsets, its ISO 8601 form, and where it begins to be compared with.

    "12,370 households, against 9,760 in 2020" tells of 2020 only from "against" on.
    """

    start: int
    end: int
    iso: str
    compared: int | None = None


def with_periods(text: str, figures: Sequence[Figure]) -> list[Figure]:
    """Returns the figures of one sentence, in order, with their periods; offsets are into ``text``.

    Dates are told of themselves and get none.
    """
    times = _times(text, figures)
    if not times:
        return list(figures)
    counted = [figure for figure in figures if figure.kind is not Kind.DATE]
    paired = _paired(text, counted, times)
    told = [_with_comparison(text, time) for time in times if _is_told(text, time)]
    return [
        figure
        if figure.kind is Kind.DATE
        else replace(figure, period=paired.get(figure.start) or _period(text, figure, told))
        for figure in figures
    ]


def with_same_period(
    text: str, figures: Sequence[Figure], before: Sequence[Figure]
) -> list[Figure]:
    """Returns the figures of "In the same year, …" with the one period told of ``before``."""
    same = _SAME.match(text)
    told = {figure.period for figure in before if figure.period} if same else set()
    if not same or len(told) != 1 or _ELSEWHEN.search(text):
        return list(figures)
    (period,) = told
    if same["unit"] == "year" and not _WHOLE_YEAR.fullmatch(period):
        return list(figures)
    return [
        figure if figure.kind is Kind.DATE or figure.period else replace(figure, period=period)
        for figure in figures
    ]


def period_of(words: str) -> str | None:
    """Returns the one period a heading states ("FY 2022", "March 2021"), or None."""
    if not any(character.isdigit() for character in words):
        return None
    times = _times(words, find_quantities(words))
    return times[0].iso if len(times) == 1 else None


def _times(text: str, found: Iterable[Figure | Quantity]) -> list[_Time]:
    """Returns the stated times in order, the two ends of a span as one."""
    times: list[_Time] = []
    joined = False
    for date in found:
        if date.kind is not Kind.DATE:
            joined = True
            continue
        iso = _iso(str(date.value), None if date.upper is None else str(date.upper))
        last = times[-1] if times else None
        if last and not joined and "/" not in last.iso + iso and _is_span(text, last, date.start):
            times[-1] = _Time(last.start, date.end, f"{last.iso}/{iso}")
        else:
            times.append(_Time(date.start, date.end, iso))
        joined = False
    return [_opened(text, time) for time in times]


def _iso(value: str, upper: str | None) -> str:
    """Returns a date's value as ISO 8601; a quarter is its first and last month."""
    quarter = _QUARTER.fullmatch(value)
    if quarter:
        first = 3 * int(quarter[2]) - 2
        value, upper = f"{quarter[1]}-{first:02}", upper or f"{quarter[1]}-{first + 2:02}"
    return value if upper is None else f"{value}/{upper}"


def _is_span(text: str, first: _Time, second: int) -> bool:
    if _TO.fullmatch(text, first.end, second):
        return True
    before = text[max(0, first.start - 16) : first.start]
    return bool(_AND.fullmatch(text, first.end, second) and _BETWEEN.search(before))


def _opened(text: str, time: _Time) -> _Time:
    """Gives "since 2019" an open end, as ISO 8601-2 writes it."""
    if "/" in time.iso or not _SINCE.search(text, max(0, time.start - 24), time.start):
        return time
    return replace(time, iso=f"{time.iso}/..")


def _is_told(text: str, time: _Time) -> bool:
    """Tells a time something happened in from a part of a name."""
    return bool(_TOLD.search(text[max(0, time.start - _REACH) : time.start]))


def _with_comparison(text: str, time: _Time) -> _Time:
    first = max(0, time.start - _REACH)
    compared = _COMPARED.search(text[first : time.start])
    return replace(time, compared=first + compared.start()) if compared else time


def _paired(text: str, counted: Sequence[Figure], times: Sequence[_Time]) -> dict[int, str]:
    """Returns the period by figure's start for "$7m, $6m and $5m in 2022, 2021 and 2020"."""
    listed = _runs(text, times)
    pairs: dict[int, str] = {}
    for run in listed:
        if len(run) == 1:
            continue
        at = bisect_left(counted, run[0].start, key=lambda figure: figure.start)
        before = counted[max(0, at - len(run)) : at]
        ahead = text[run[-1].end : run[-1].end + 20]
        stated = "respectively" in ahead or (len(before) > 1 and _are_listed(text, before))
        if len(before) == len(run) and stated:
            pairs |= {f.start: time.iso for f, time in zip(before, run, strict=True)}
    return pairs


def _runs(text: str, times: Sequence[_Time]) -> list[list[_Time]]:
    runs: list[list[_Time]] = []
    for time in times:
        if runs and _LIST.fullmatch(text, runs[-1][-1].end, time.start):
            runs[-1].append(time)
        else:
            runs.append([time])
    return runs


def _are_listed(text: str, figures: Sequence[Figure]) -> bool:
    return all(_LIST.fullmatch(text, one.end, other.start) for one, other in pairwise(figures))


def _period(text: str, figure: Figure, told: Sequence[_Time]) -> str | None:
    """Returns the one time of the figure's part of the sentence, or the one close behind it."""
    at = bisect_left(told, figure.start, key=lambda time: time.start)
    told = [
        time
        for time in told[max(0, at - 3) : at + 3]
        if time.compared is None or time.compared < figure.start < time.start
    ]
    at = bisect_left(told, figure.start, key=lambda time: time.start)
    beside = [time for time in told[max(0, at - 2) : at + 2] if not _is_apart(text, figure, time)]
    if len(beside) == 1:
        return beside[0].iso
    for place in range(at, min(at + 1, len(told))):
        time = told[place]
        between = text[figure.end : time.start]
        if len(between) > _NEAR or re.search(r"[;:\d]", between):
            return None
        listed = place + 1 < len(told) and _LIST.fullmatch(text, time.end, told[place + 1].start)
        return None if listed else time.iso
    return None


def _is_apart(text: str, figure: Figure, time: _Time) -> bool:
    """Tells whether a semicolon parts a figure and a time."""
    first, second = sorted(((figure.start, figure.end), (time.start, time.end)))
    return ";" in text[first[1] : second[0]]
