"""Tells which columns the cells of a PDF table's header cover. Knows nothing of rows below."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeAlias

from assistant.loading.headers import is_year
from assistant.loading.pdf_pages import Segment
from assistant.loading.pdf_rules import Rule

_SLACK = 3.0
# Of a group of columns: how far from its middle what heads it stands.
_OFF = 0.12
_NEAR = 0.03

Range: TypeAlias = tuple[float, float]
Spans: TypeAlias = dict[int, tuple[int, int]]
"""The first column and how many are covered, for cells of a row by their place in it."""


def find_spans(
    segments: Sequence[Segment], columns: Sequence[Range], rules: Sequence[Rule]
) -> Spans:
    """Returns the columns that the cells of a header row cover.

    A rule right under cells, shorter than the table, says over which columns they stand; where it
    runs under several, each takes the columns it is over the middle of.
    """
    spans = _own_spans(segments, columns, _near(segments, rules))
    for x0, x1 in _rules_under(segments, rules):
        over = [n for n, s in enumerate(segments) if x0 - _SLACK < s.x0 and s.x1 < x1 + _SLACK]
        under = [n for n, c in enumerate(columns) if x0 - _SLACK < (c[0] + c[1]) / 2 < x1 + _SLACK]
        if 0 in under or not over or len(under) <= len(over):
            continue
        shares = _share_out(
            [segments[n] for n in over], [_cell_of(columns[n], columns, rules) for n in under]
        )
        for number, (first, wide) in zip(over, shares, strict=True):
            spans.setdefault(number, (under[0] + first, wide))
    return spans


def _near(segments: Sequence[Segment], rules: Sequence[Rule]) -> list[Range]:
    bottom = min(segment.y0 for segment in segments)
    high = max(segment.height for segment in segments)
    return sorted(
        (rule.x0, rule.x1) for rule in rules if -0.9 * high < rule.y - bottom < 0.35 * high
    )


def _own_spans(
    segments: Sequence[Segment], columns: Sequence[Range], near: Sequence[Range]
) -> Spans:
    """Finds cells with a rule of their own, or a box of their own with a lower edge."""
    spans: Spans = {}
    for x0, x1 in sorted(near, key=lambda piece: piece[1] - piece[0]):
        over = [n for n, s in enumerate(segments) if s.x0 < x1 - 1 and s.x1 > x0 + 1]
        under = [n for n, c in enumerate(columns) if x0 < (c[0] + c[1]) / 2 < x1]
        inside = len(over) == 1 and x0 - 1 < segments[over[0]].x0 <= segments[over[0]].x1 < x1 + 1
        if inside and len(under) > 1 and 0 not in under:
            spans.setdefault(over[0], (under[0], len(under)))
    return spans


def find_spans_over_repeats(
    segments: Sequence[Segment], columns: Sequence[Range], below: Sequence[str]
) -> Spans:
    """Returns like ``find_spans`` the columns of header cells over headers that repeat.

    ``below`` has the lowest header's text for each column: over "2022 | 2021 | 2022 | 2021" stand
    two headers, or one over some of the pairs, each over the middle of what it covers.
    """
    runs = _find_repeats(below)
    if len(runs) < 2 or not 0 < len(segments) <= len(runs):
        return {}
    starts = [columns[first][0] for first, _ in runs]
    if len(segments) == len(runs) and all(
        abs(segment.x0 - x0) < _SLACK for segment, x0 in zip(segments, starts, strict=True)
    ):
        return dict(enumerate(runs))
    unions = [
        (first, runs[last][0] + runs[last][1] - first, number, last)
        for number, (first, _) in enumerate(runs)
        for last in range(number, len(runs))
    ]
    spans: Spans = {}
    free = 0
    for place, segment in enumerate(segments):
        middle = (segment.x0 + segment.x1) / 2
        off = {
            union: abs(middle - (columns[union[0]][0] + columns[union[0] + union[1] - 1][1]) / 2)
            for union in unions
            if union[2] >= free
        }
        best = min(off, key=lambda union: (off[union], union[1])) if off else None
        if best is None or middle < columns[best[0]][0] - segment.height:
            return {}
        if off[best] > 0.3 * (columns[best[0] + best[1] - 1][1] - columns[best[0]][0]):
            return {}
        spans[place] = best[:2]
        free = best[3] + 1
    return spans


def find_spans_over_years(
    segments: Sequence[Segment], columns: Sequence[Range], below: Sequence[str]
) -> Spans:
    """Returns the columns of header cells alone over the middle of years side by side."""
    years = [column for column, text in enumerate(below) if column and is_year(text)]
    starts = [column for column in years if column - 1 not in years]
    runs = [(s, next(e for e in range(s + 1, len(below) + 1) if e not in years)) for s in starts]
    spans: Spans = {}
    for place, segment in enumerate(segments):
        for first, end in runs:
            x0, x1 = columns[first][0], columns[end - 1][1]
            off = abs(segment.x0 + segment.x1 - x0 - x1) / 2
            alone = all(s is segment or s.x1 < x0 or s.x0 > x1 for s in segments)
            if alone and end - first > 1 and off < _OFF * (x1 - x0):
                spans[place] = (first, end - first)
    return spans


def find_spans_over_groups(
    segments: Sequence[Segment], columns: Sequence[Range], below: Sequence[str]
) -> Spans:
    """Returns the columns of several header cells, each over the middle of its own group of them.

    The groups follow one another to the last column, and one has an even number of columns: what
    stands over its middle stands over none.
    """
    end = len(columns)
    spans: Spans = {}
    for place in range(len(segments) - 1, -1, -1):
        middle = (segments[place].x0 + segments[place].x1) / 2
        fits = [
            first
            for first in range(end - 2, 0, -1)
            for x0, x1 in [(columns[first][0], columns[end - 1][1])]
            if abs(middle - (x0 + x1) / 2) < _OFF * (x1 - x0)
            and x0 - _SLACK < segments[place].x0
            and segments[place].x1 < x1 + _SLACK
        ]
        if not fits:
            return {}
        spans[place] = (fits[0], end - fits[0])
        end = fits[0]
    return spans if len(spans) > 1 and any(wide % 2 == 0 for _, wide in spans.values()) else {}


def find_spans_by_middle(
    segments: Sequence[Segment], columns: Sequence[Range], below: Sequence[str]
) -> Spans:
    """Returns the columns of header cells that reach over several columns headed below them.

    Each covers those, beside the others of its row, that it is most over the middle of."""
    spans: Spans = {}
    for place, segment in enumerate(segments):
        under = [
            n for n, (x0, x1) in enumerate(columns) if min(segment.x1, x1) - max(segment.x0, x0) > 1
        ]
        if len(under) < 2 or 0 in under:
            continue
        left = segments[place - 1].x1 if place else columns[0][1]
        right = segments[place + 1].x0 if place + 1 < len(segments) else columns[-1][1] + 1
        middle = segment.x0 + segment.x1
        groups = [
            (abs(middle - columns[first][0] - columns[last][1]) / 2, first, last)
            for first in range(1, under[0] + 1)
            for last in range(under[-1], len(columns))
            if columns[first][0] > left
            and columns[last][1] < right
            and all(below[first : last + 1])
        ]
        if groups:
            off, first, last = min(groups)
            if off < max(_SLACK, _NEAR * (columns[last][1] - columns[first][0])):
                spans[place] = (first, last - first + 1)
    return spans


def _find_repeats(texts: Sequence[str]) -> list[tuple[int, int]]:
    """Returns first column and width of each run of texts that repeats to the row's end."""
    count = len(texts)
    for wide in range(2, count // 2 + 1):
        times = 1
        last = texts[count - wide :]
        while count - (times + 1) * wide > 0 and (
            texts[count - (times + 1) * wide : count - times * wide] == last
        ):
            times += 1
        if times > 1 and all(last) and len(set(last)) == wide:
            return [(count - number * wide, wide) for number in range(times, 0, -1)]
    return []


def _rules_under(segments: Sequence[Segment], rules: Sequence[Rule]) -> Iterator[Range]:
    """Yields the rules right under a row, those drawn end to end as one."""
    joined: Range | None = None
    for x0, x1 in _near(segments, rules):
        if joined is not None and x0 < joined[1] + _SLACK / 2:
            joined = joined[0], max(joined[1], x1)
            continue
        if joined is not None:
            yield joined
        joined = x0, x1
    if joined is not None:
        yield joined


def _cell_of(column: Range, columns: Sequence[Range], rules: Sequence[Rule]) -> Range:
    """Returns the shortest rule over a column and no other, as each cell may have; else itself."""
    middles = [(x0 + x1) / 2 for x0, x1 in columns]
    own = (column[0] + column[1]) / 2
    pieces = [
        (rule.x0, rule.x1)
        for rule in rules
        if rule.x0 < own < rule.x1 and sum(rule.x0 < x < rule.x1 for x in middles) == 1
    ]
    return min(pieces, key=lambda piece: piece[1] - piece[0], default=column)


def _share_out(segments: Sequence[Segment], columns: Sequence[Range]) -> list[tuple[int, int]]:
    """Parts columns into one run a segment, so that each stands over the middle of its own."""
    wide, rest = divmod(len(columns), len(segments))
    equal = [(number * wide, wide) for number in range(len(segments))]
    if not rest and all(
        abs(segment.x0 + segment.x1 - columns[first][0] - columns[first + wide - 1][1])
        < 0.4 * (columns[first + wide - 1][1] - columns[first][0])
        for segment, (first, wide) in zip(segments, equal, strict=True)
    ):
        return equal
    best: dict[tuple[int, int], tuple[float, list[tuple[int, int]]]] = {(0, 0): (0.0, [])}
    for number, segment in enumerate(segments, 1):
        middle = (segment.x0 + segment.x1) / 2
        for end in range(number, len(columns) + 1):
            found = [
                (cost + abs(middle - (columns[start][0] + columns[end - 1][1]) / 2), start, shares)
                for start in range(number - 1, end)
                for cost, shares in [best.get((number - 1, start), (float("inf"), []))]
            ]
            cost, start, shares = min(found, key=lambda one: one[:2])
            best[number, end] = cost, [*shares, (start, end - start)]
    return best[len(segments), len(columns)][1]
