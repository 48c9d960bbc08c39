"""Cuts words of a PDF table's row that run together between its columns. Knows no files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from assistant.loading.headers import is_blank, is_value, is_year
from assistant.loading.pdf_pages import Segment
from assistant.loading.pdf_spans import Range

# Of a line's height: a gap wider than a space, where it is also wider than the others, and one that
# no space is.
_SPACE = 0.3
_GAP = 0.45


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
