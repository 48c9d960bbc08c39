"""Tells which columns the cells of a PDF table's header cover. Knows nothing of rows below."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from assistant.loading.headers import is_blank, is_value, is_year
from assistant.loading.pdf_pages import Segment
from assistant.loading.pdf_rules import Rule

# Of a line's height: a gap wider than a space, where it is also wider than the others, and one that
# no space is.
_SPACE = 0.3
_GAP = 0.45

_SLACK = 3.0

Range = tuple[float, float]


def cut_at_columns(
    segments: Sequence[Segment], columns: Sequence[Range], *, header: bool
) -> Iterator[Segment]:
    """Yields a row's segments, those of close columns that run together cut between them."""
    for segment in segments:
        yield from _cut(segment, columns, header=header)


def _cut(segment: Segment, columns: Sequence[Range], *, header: bool) -> Iterator[Segment]:
    words = segment.text.split()
    if len(words) < 2 or len(words) != len(segment.words):
        yield segment
        return
    over = [n for n, (x0, x1) in enumerate(columns) if segment.x0 < x1 and segment.x1 > x0]
    if len(over) < 2:
        yield segment
        return
    gaps = [other[0] - one[1] for one, other in pairwise(segment.words)]
    least = min(max(1.25 * min(gaps), _SPACE * segment.height), _GAP * segment.height)
    starts = [0, *(number for number, gap in enumerate(gaps, 1) if gap > least)]
    ends = [*starts[1:], len(words)]
    cut = [_part(segment, words, start, end) for start, end in zip(starts, ends, strict=True)]
    owners = [_column_of(part, columns) for part in cut]
    fits = all(one < other for one, other in pairwise(owners)) and all(
        _stands_in(part, columns[owner]) and (header or _fills_cell(part.text))
        for part, owner in zip(cut, owners, strict=True)
    )
    yield from cut if fits else [segment]


def _part(segment: Segment, words: Sequence[str], start: int, end: int) -> Segment:
    sides = segment.words[start:end]
    return segment._replace(
        text=" ".join(words[start:end]),
        x0=sides[0][0],
        x1=max(x1 for _, x1 in sides),
        words=sides,
    )


def _fills_cell(text: str) -> bool:
    return is_value(text) or is_year(text) or is_blank(text)


def _column_of(part: Segment, columns: Sequence[Range]) -> int:
    """Returns the column that words stand in or are nearest to."""
    shares = [min(part.x1, x1) - max(part.x0, x0) for x0, x1 in columns]
    return max(range(len(columns)), key=lambda number: shares[number])


def _stands_in(segment: Segment, column: Range) -> bool:
    shared = min(segment.x1, column[1]) - max(segment.x0, column[0])
    return shared > 0.4 * min(segment.x1 - segment.x0, column[1] - column[0])


def find_spans(
    segments: Sequence[Segment], columns: Sequence[Range], rules: Sequence[Rule]
) -> dict[int, tuple[int, int]]:
    """Returns the first column and how many are covered, for cells of a header row by their place.

    A rule right under cells, shorter than the table, says over which columns they stand; where it
    runs under several, each takes the columns it is over the middle of.
    """
    spans: dict[int, tuple[int, int]] = {}
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


def _rules_under(segments: Sequence[Segment], rules: Sequence[Rule]) -> Iterator[Range]:
    """Yields the rules right under a row, those drawn end to end as one."""
    bottom = min(segment.y0 for segment in segments)
    high = max(segment.height for segment in segments)
    near = sorted(
        (rule.x0, rule.x1) for rule in rules if -0.9 * high < rule.y - bottom < 0.35 * high
    )
    joined: Range | None = None
    for x0, x1 in near:
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
