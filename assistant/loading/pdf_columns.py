"""Finds the columns that the rows of a PDF table stand in. Knows nothing of headers or files."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from assistant.loading.building import GridCell
from assistant.loading.headers import is_value
from assistant.loading.pdf_pages import Segment
from assistant.loading.pdf_tables import VisualRow

_CURRENCY = re.compile(r"(?:[A-Z]{1,3})?[$€£¥₹]")
_AMOUNT = re.compile(r"[-–−(]?\s?(?:\d|\.\d|[-–—−]\Z)")
_ENDS_AMOUNT = re.compile(r"[\d)%–—−-]\Z")
_SIGNED = re.compile(r"(?:[A-Z]{1,3})?[$€£¥₹]\s[-–−(]?\s?[\d.–—-]")
_NOTE = re.compile(r"[(\[]\w{1,2}[)\]]|[*†‡]{1,3}")
_SUM = re.compile(r"(?:[A-Z]{1,3})?[$€£¥₹][-–−(]?\.?\d")
_AFTER = re.compile(r"%|\)|%\)|\)\s?%")


@dataclass(slots=True)
class _Column:
    x0: float
    x1: float
    rows: set[int] = field(default_factory=set)


def with_signs(row: VisualRow) -> VisualRow:
    """Returns a row with signs of currency, percent signs and notes' marks put to their words.

    A sign before a number does not widen its column.
    """
    joined: list[Segment] = []
    for segment in _with_signs_apart(row.segments):
        last = joined[-1] if joined else None
        if last is not None and _CURRENCY.fullmatch(last.text) and _AMOUNT.match(segment.text):
            joined[-1] = _joined(last, segment, x0=segment.x0)
        elif (
            _CURRENCY.match(segment.text) and len(segment.words) > 1 and _SIGNED.match(segment.text)
        ):
            joined.append(segment._replace(x0=segment.words[1][0]))
        elif last is not None and (_is_sign(segment, last) or _is_mark(segment, last)):
            joined[-1] = _joined(last, segment, x0=last.x0)
        else:
            joined.append(segment)
    return VisualRow(joined)


def _is_sign(segment: Segment, before: Segment) -> bool:
    """Whether a percent sign or bracket stands behind its number."""
    close = segment.x0 - before.x1 < 1.5 * segment.height
    return close and _AFTER.fullmatch(segment.text) is not None and before.text[-1:].isdigit()


def _is_mark(segment: Segment, before: Segment) -> bool:
    """Whether a note's mark stands close behind words, in a line of its own in the file."""
    close = segment.x0 - before.x1 < 0.5 * before.height
    return close and _NOTE.fullmatch(segment.text) is not None and before.text[-1:].isalpha()


def _with_signs_apart(segments: Sequence[Segment]) -> Iterator[Segment]:
    """Yields segments, cut before a currency sign that follows a number: it is the next one's."""
    for number, segment in enumerate(segments, 1):
        words = segment.text.split()
        if len(words) < 2 or len(words) != len(segment.words):
            yield segment
            continue
        following = segments[number].text if number < len(segments) else ""
        starts = [0]
        for at, (word, after) in enumerate(pairwise([*words, following])):
            is_next = _CURRENCY.fullmatch(word) and _AMOUNT.match(after)
            is_next = is_next or _SUM.match(word)
            if at and is_next and _ENDS_AMOUNT.search(words[at - 1]):
                starts.append(at)
        for start, end in pairwise([*starts, len(words)]):
            sides = segment.words[start:end]
            text = " ".join(words[start:end])
            yield segment._replace(text=text, x0=sides[0][0], x1=sides[-1][1], words=sides)


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
    found = [(column.x0, column.x1) for column in _join_indented(columns)]
    return [*_find_lone_names(rows, found), *found]


def _find_lone_names(
    rows: Sequence[VisualRow], columns: Sequence[tuple[float, float]]
) -> Iterator[tuple[float, float]]:
    """Yields the column of names that no figure stands beside: each between two lines of them."""
    full = [row for row in rows if len(row.segments) > 1]
    bare = sum(is_value(row.segments[0].text) for row in full)
    if not full or 2 * bare <= len(full):
        return
    left = columns[0][0]
    names = [row.segments[0] for row in rows if len(row.segments) == 1]
    names = [name for name in names if name.x1 < left]
    if len(names) >= bare:
        yield min(name.x0 for name in names), max(name.x1 for name in names)


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


def columns_of_body(
    rows: Sequence[VisualRow], first: int, columns: Sequence[tuple[float, float]]
) -> list[tuple[float, float]]:
    """Returns the columns as the body sets them, and those that only a header has.

    A header that stands over several columns must not widen one of them. Its last words after a
    wide gap ("Total | EURbn") are no column.
    """
    body = [segment for row in rows[first:] for segment in row.segments]
    high = rows[first - 1].height if first else 0.0
    kept: list[tuple[float, float]] = []
    for x0, x1 in columns:
        others = [column for column in columns if column != (x0, x1)]
        own = [s for s in body if s.x0 < x1 and s.x1 > x0 and not _touches(s, others)]
        if own:
            kept.append((min(s.x0 for s in own), max(s.x1 for s in own)))
        elif not (kept and _ends_header(rows[:first], x0, high)):
            kept.append((x0, x1))
    return kept


def with_heads_beside(
    rows: Sequence[VisualRow], first: int, columns: Sequence[tuple[float, float]]
) -> list[tuple[float, float]]:
    """Returns the columns as wide as their figures and header cells that stand over none of these.

    Headers may be set to the left of wide columns and figures to the right. A header row with one
    cell a column has them in the columns' order.
    """
    body = [segment for row in rows[first:] for segment in row.segments]
    filled = [c for c in columns if any(s.x0 < c[1] and s.x1 > c[0] for s in body)]
    if len(filled) == len(columns) or len(filled) < 2:
        return list(columns)
    wide = filled
    for row in reversed(rows[:first]):
        stub = len(filled) - len(row.segments)
        if stub not in (0, 1):
            continue
        heads = [(s.x0, s.x1) for s in row.segments]
        both = [(min(a, c), max(b, d)) for (a, b), (c, d) in zip(heads, wide[stub:], strict=True)]
        united = [*wide[:stub], *both]
        if any(one[1] >= other[0] for one, other in pairwise(united)):
            return list(columns)
        wide = united
    return wide if wide is not filled else list(columns)


def _touches(segment: Segment, columns: Sequence[tuple[float, float]]) -> bool:
    return any(segment.x0 < x1 and segment.x1 > x0 for x0, x1 in columns)


def _ends_header(rows: Sequence[VisualRow], x0: float, high: float) -> bool:
    gaps = [
        other.x0 - one.x1
        for row in rows
        for one, other in pairwise(row.segments)
        if abs(other.x0 - x0) < 1
    ]
    return bool(gaps) and max(gaps) < 1.6 * high


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
