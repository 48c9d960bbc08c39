"""Says which of the times of a sentence each of its figures is told of. Knows no labels or tables.

A figure is told of the one period its sentence states, of the one behind it where there are more
("45 in 2020 to 60 in 2021"), or of its own in two lists of one length ("…, respectively"). What is
only compared with ("than in 2019") is not its time. Where it is not plain, none is given.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from assistant.figures.quantities import find_quantities
from assistant.figures.times import Time, find_times, named_times, stated_times
from assistant.records import Figure, Kind

_LIST = re.compile(r"\s*(?:,|,?\s*and|,?\s*&)\s*(?:in\s+)?")
_LISTED = re.compile(r"(?:\s[a-z][\w-]*){0,3}" + _LIST.pattern)
_RESPECTIVELY = re.compile(r"[^\d;.()]{0,40}\brespectively\b")
_SAME = re.compile(
    r"(?:In|Over|During)\s+(?:the|that)\s+same\s+(?P<unit>year|period|time|months?)\s*,"
)
_ELSEWHEN = re.compile(r"\b(?:earlier|before|previous|ago|last|(?:19|20)\d\d)\b", re.IGNORECASE)
# "Costs for 2022 amounted to $5 million": the verb joins a time in the subject to the sum.
_AMOUNTS_TO = re.compile(
    r"\s*,?\s*(?:was|were|is|are|amounted\s+to|totall?ed|came\s+to|stood\s+at|reached|equall?ed)\s+"
    r"(?:a\s+total\s+of\s+|equal\s+to\s+)?"
)
_WHOLE_YEAR = re.compile(r"\d{4}")
_NEAR = 48
_LONGEST = 12


def with_periods(
    text: str, figures: Sequence[Figure], *, published: str | None = None
) -> list[Figure]:
    """Returns the figures of one sentence, in order, with their periods; offsets are into ``text``.

    Dates are told of themselves and get none. "last year" is told from ``published``. A figure
    without a period gets all the times that the sentence names.
    """
    times = find_times(text, figures, published)
    named = named_times(text, figures)
    named += [time.iso for time in times if time.iso and time.iso not in named]
    if not times:
        return [_with_times(figure, named) for figure in figures] if named else list(figures)
    counted = [figure for figure in figures if figure.kind is not Kind.DATE]
    paired = _paired(text, counted, stated_times(text, figures))
    listed = _list_ends(text, counted)
    read: list[Figure] = []
    for figure in figures:
        period = paired.get(figure.start)
        if figure.kind is not Kind.DATE and period is None:
            period = _period(text, figure, times, listed[figure.start])
        own = replace(figure, period=period) if period else _with_times(figure, named)
        read.append(own)
    return read


def _with_times(figure: Figure, times: Sequence[str]) -> Figure:
    return figure if figure.kind is Kind.DATE else replace(figure, times=tuple(times))


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
        figure
        if figure.kind is Kind.DATE or figure.period
        else replace(figure, period=period, times=())
        for figure in figures
    ]


def period_of(words: str) -> str | None:
    """Returns the one period a heading states ("FY 2022", "March 2021"), or None."""
    if not any(character.isdigit() for character in words):
        return None
    times = stated_times(words, find_quantities(words))
    return times[0].iso if len(times) == 1 else None


def times_of(words: str) -> list[str]:
    """Returns the times that a heading or header names, ISO 8601, each once."""
    if not any(character.isdigit() for character in words):
        return []
    return named_times(words, find_quantities(words))


def _paired(text: str, counted: Sequence[Figure], times: Sequence[Time]) -> dict[int, str]:
    """Returns the period by figure's start for "$7m, $6m and $5m in 2022, 2021 and 2020"."""
    pairs: dict[int, str] = {}
    starts = [figure.start for figure in counted]
    runs = [run for run in _runs(text, times) if 1 < len(run) <= _LONGEST]
    for place, run in enumerate(runs):
        at = bisect_left(starts, run[0].start)
        before = counted[max(0, at - len(run)) : at]
        ahead = text[run[-1].end : run[-1].end + 20]
        stated = "respectively" in ahead or (len(before) > 1 and _are_listed(text, before))
        if len(before) == len(run) and stated:
            pairs |= {f.start: time.iso for f, time in zip(before, run, strict=True)}
        elif "respectively" not in ahead:
            until = runs[place + 1][0].start if place + 1 < len(runs) else len(text)
            pairs |= _paired_behind(text, counted[at : bisect_left(starts, until)], run)
    return pairs


def _paired_behind(text: str, after: Sequence[Figure], run: Sequence[Time]) -> dict[int, str]:
    """Pairs lists behind their times: "at the end of 2021 and 2020 $6m and $7m, respectively"."""
    pairs: dict[int, str] = {}
    for place in range(len(run), len(after) + 1):
        listed = after[place - len(run) : place]
        joined = all(_LISTED.fullmatch(text, a.end, b.start) for a, b in pairwise(listed))
        if joined and _RESPECTIVELY.match(text, listed[-1].end):
            pairs |= {f.start: time.iso for f, time in zip(listed, run, strict=True)}
    return pairs


def _runs(text: str, times: Sequence[Time]) -> list[list[Time]]:
    runs: list[list[Time]] = []
    for time in times:
        if runs and _LIST.fullmatch(text, runs[-1][-1].end, time.start):
            runs[-1].append(time)
        else:
            runs.append([time])
    return runs


def _are_listed(text: str, figures: Sequence[Figure]) -> bool:
    return all(_LIST.fullmatch(text, one.end, other.start) for one, other in pairwise(figures))


def _list_ends(text: str, counted: Sequence[Figure]) -> dict[int, int]:
    """Returns by each figure's start where its list ends: "5%, 6% and 7% in 2021"."""
    ends: dict[int, int] = {}
    for place in range(len(counted) - 1, -1, -1):
        figure = counted[place]
        ends[figure.start] = figure.end
        if place + 1 < len(counted) and _are_listed(text, counted[place : place + 2]):
            ends[figure.start] = ends[counted[place + 1].start]
    return ends


def _period(text: str, figure: Figure, times: Sequence[Time], list_end: int) -> str | None:
    """Returns the one time of the figure's part of the sentence, or the one close to it."""
    at = bisect_left(times, figure.start, key=lambda time: time.start)
    told = [time for time in times[max(0, at - 4) : at + 4] if time.may_tell(figure)]
    kept = [time for time in told if time.is_kept]
    if len(kept) == 1:
        return kept[0].iso
    at = bisect_left(told, figure.start, key=lambda time: time.start)
    beside = [time for time in told[max(0, at - 2) : at + 2] if not _is_apart(text, figure, time)]
    if len(beside) == 1:
        return beside[0].iso
    if at < len(told):
        time = told[at]
        between = text[list_end : time.start]
        if len(between) <= _NEAR and not re.search(r"[;:\d]", between):
            listed = at + 1 < len(told) and _LIST.fullmatch(text, time.end, told[at + 1].start)
            return None if listed else time.iso
    if at and _AMOUNTS_TO.fullmatch(text, told[at - 1].end, figure.start):
        return told[at - 1].iso
    return None


def _is_apart(text: str, figure: Figure, time: Time) -> bool:
    """Tells whether a semicolon parts a figure and a time."""
    first, second = sorted(((figure.start, figure.end), (time.start, time.end)))
    return ";" in text[first[1] : second[0]]
