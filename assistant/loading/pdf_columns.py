"""Finds the columns that the rows of a PDF table stand in. Knows nothing of headers or files."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from assistant.loading.building import GridCell
from assistant.loading.pdf_pages import Segment
from assistant.loading.pdf_tables import VisualRow

_CURRENCY = re.compile(r"(?:[A-Z]{1,3})?[$€£¥₹]")
_AMOUNT = re.compile(r"[-–−(]?\s?(?:\d|\.\d|[-–—−]\Z)")
_AFTER = re.compile(r"%|\)|%\)|\)\s?%")


@dataclass(slots=True)
class _Column:
    x0: float
    x1: float
    rows: set[int] = field(default_factory=set)


def with_signs(row: VisualRow) -> VisualRow:
    """Returns a row with currency signs and percent signs that stand apart put to their numbers.

    A sign before a number does not widen its column.
    """
    joined: list[Segment] = []
    for segment in _with_signs_apart(row.segments):
        last = joined[-1] if joined else None
        if last is not None and _CURRENCY.fullmatch(last.text) and _AMOUNT.match(segment.text):
            joined[-1] = _joined(last, segment, x0=segment.x0)
        elif (
            last is not None
            and _AFTER.fullmatch(segment.text)
            and last.text[-1:].isdigit()
            and segment.x0 - last.x1 < 1.5 * segment.height
        ):
            joined[-1] = _joined(last, segment, x0=last.x0)
        else:
            joined.append(segment)
    return VisualRow(joined)


def _with_signs_apart(segments: Sequence[Segment]) -> Iterator[Segment]:
    """Yields segments, a currency sign at the end of a number apart: it is the next one's."""
    for number, segment in enumerate(segments, 1):
        words = segment.text.split()
        follows = number < len(segments) and _AMOUNT.match(segments[number].text)
        same = len(words) == len(segment.words) > 1
        if not (follows and same and _CURRENCY.fullmatch(words[-1]) and len(words[-1]) < 4):
            yield segment
            continue
        sides = segment.words
        yield segment._replace(text=" ".join(words[:-1]), x1=sides[-2][1], words=sides[:-1])
        yield segment._replace(text=words[-1], x0=sides[-1][0], words=sides[-1:])


def _joined(one: Segment, other: Segment, *, x0: float) -> Segment:
    return one._replace(
        text=f"{one.text} {other.text}", x0=x0, x1=other.x1, words=(*one.words, *other.words)
    )


def find_columns(rows: Sequence[VisualRow]) -> list[tuple[float, float]]:
    """Returns the columns as ranges of x, from segments that do not bridge two of them."""
    columns: list[_Column] = []
    placed = [(n, s) for n, row in enumerate(rows) if len(row.segments) > 1 for s in row.segments]
    for number, segment in sorted(placed, key=lambda pair: pair[1].x1 - pair[1].x0):
        hits = [c for c in columns if segment.x0 < c.x1 and segment.x1 > c.x0]
        if len(hits) > 1 and _share_row(hits):
            continue
        merged = _Column(segment.x0, segment.x1, {number})
        for hit in hits:
            merged.x0, merged.x1 = min(merged.x0, hit.x0), max(merged.x1, hit.x1)
            merged.rows |= hit.rows
            columns.remove(hit)
        columns.append(merged)
    columns.sort(key=lambda column: column.x0)
    return [(column.x0, column.x1) for column in _join_indented(columns)]


def _share_row(columns: Sequence[_Column]) -> bool:
    seen: set[int] = set()
    for column in columns:
        if seen & column.rows:
            return True
        seen |= column.rows
    return False


def _join_indented(columns: Sequence[_Column]) -> Iterator[_Column]:
    """Joins neighbours that no row has both of: labels at two depths, numbers of two widths."""
    kept: _Column | None = None
    for column in columns:
        if kept is not None and not kept.rows & column.rows and column.x0 - kept.x1 < 20:
            kept = _Column(kept.x0, column.x1, kept.rows | column.rows)
            continue
        if kept is not None:
            yield kept
        kept = column
    if kept is not None:
        yield kept


def place(segment: Segment, columns: Sequence[tuple[float, float]]) -> tuple[int, int]:
    """Returns the first column a segment stands in and how many it covers."""
    shares = [min(segment.x1, x1) - max(segment.x0, x0) for x0, x1 in columns]
    best = max(range(len(columns)), key=lambda number: shares[number])
    covered = [
        number
        for number, (x0, x1) in enumerate(columns)
        if shares[number] > 0.5 * (x1 - x0) and shares[number] > 0
    ]
    if len(covered) < 2:
        return best, 1
    return covered[0], covered[-1] - covered[0] + 1


def as_grid(lines: Sequence[dict[int, tuple[int, list[str]]]]) -> list[GridCell]:
    """Returns the cells of rows given as {column: (columns covered, texts)}."""
    return [
        GridCell(number, column, " ".join(texts), 1, wide)
        for number, line in enumerate(lines)
        for column, (wide, texts) in sorted(line.items())
    ]
