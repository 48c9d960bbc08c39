"""Finds tables among the segments of a PDF page by how they line up. Knows nothing of PDF files.

Careful rather than keen: prose in columns must never become a table.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from assistant.loading.headers import is_blank, is_value, is_year
from assistant.loading.pdf_pages import Segment

_CELL_LENGTH = 28
CAPTION = re.compile(r"(?:table|figure|exhibit|chart|annex|appendix)\s+[\dA-Z]", re.IGNORECASE)
_MARK = re.compile(r"[(\[]?\w{1,2}[)\].]?|[*†‡]+")
_INNER_ROWS = 3
_WRAPPED_ROWS = 14
_GAP = 2.2
_HEADER_ROWS_ABOVE = 9
_SECTION_ROWS = 4
_SECTION_GAP = 3.2
_RESUMES = 4.5
_LOOSE = 1.3
# Of a line's height: a gap between words that is no space.
_WIDE = 0.45
_FLUSH = 1.5
# Points: how far the bracket behind a number reaches.
_BRACKET = 3.5


@dataclass(slots=True)
class VisualRow:
    """Segments that stand beside one another."""

    segments: list[Segment]

    @property
    def top(self) -> float:
        return max(segment.y1 for segment in self.segments)

    @property
    def bottom(self) -> float:
        return min(segment.y0 for segment in self.segments)

    @property
    def height(self) -> float:
        return median(segment.height for segment in self.segments)

    @property
    def is_tabular(self) -> bool:
        """Whether a row of a table is the likeliest thing it is."""
        rest = self.segments[1:]
        if not rest:
            return False
        if any(_fills_cell(segment.text) for segment in rest):
            return all(len(segment.text) <= 4 * _CELL_LENGTH for segment in rest)
        typical = sum(len(segment.text) for segment in self.segments) / len(self.segments)
        return len(self.segments) > 2 and typical <= _CELL_LENGTH


def _fills_cell(text: str) -> bool:
    return is_value(text) or is_year(text) or (is_blank(text) and bool(text))


def find_rows(segments: Sequence[Segment]) -> list[VisualRow]:
    """Returns the rows of a page from top to bottom, each from left to right."""
    rows: list[VisualRow] = []
    for segment in sorted(segments, key=lambda s: -(s.y0 + s.y1)):
        middle = (segment.y0 + segment.y1) / 2
        if rows:
            last = rows[-1].segments[-1]
            if abs((last.y0 + last.y1) / 2 - middle) <= 0.35 * min(last.height, segment.height):
                rows[-1].segments.append(segment)
                continue
        rows.append(VisualRow([segment]))
    for row in rows:
        row.segments.sort(key=lambda s: s.x0)
    return rows


def find_regions(rows: Sequence[VisualRow]) -> list[tuple[int, int]]:
    """Returns the runs of rows (first, past the last) that are tables."""
    regions: list[tuple[int, int]] = []
    number = 0
    while number < len(rows):
        if not rows[number].is_tabular:
            number += 1
            continue
        end = _find_end(rows, number)
        # A header set in another size than the rows under it was taken for a table of its own.
        held = regions.pop() if regions and _is_bare(rows[slice(*regions[-1])]) else None
        start = _find_start(rows, number, end, regions[-1][1] if regions else 0)
        if held is not None and start < held[1]:
            start = min(start, held[0])
        elif held is not None:
            regions.append(held)
        tabular = sum(1 for row in rows[number:end] if row.is_tabular)
        if tabular >= 2 and end - start >= 2:
            regions.append((start, end))
        number = end
    return regions


def _is_bare(rows: Sequence[VisualRow]) -> bool:
    return not any(is_value(segment.text) for row in rows for segment in row.segments)


def _find_end(rows: Sequence[VisualRow], start: int) -> int:
    end = start + 1
    left = min(segment.x0 for segment in rows[start].segments)
    right = max(segment.x1 for segment in rows[start].segments)
    inner = rows[start].segments[1].x0
    ends = [segment.x1 for segment in rows[start].segments[1:]]
    for number in range(start + 1, min(len(rows), start + 500)):
        row = rows[number]
        gap = rows[number - 1].bottom - row.top
        wraps = gap < 0.6 * row.height and _width(row) < 0.45 * (right - left)
        if gap > _GAP * row.height and not _resumes(rows, number, inner, ends):
            break
        if number - end > (_WRAPPED_ROWS if wraps else _INNER_ROWS):
            break
        if _begins_table(rows, number) or CAPTION.match(row.segments[0].text):
            break
        if row.is_tabular:
            end = number + 1
            left = min(left, row.segments[0].x0)
            right = max(right, row.segments[-1].x1)
            inner = min(inner, row.segments[1].x0)
            ends += [segment.x1 for segment in row.segments[1:]]
        elif len(row.segments) == 1 or _is_note(row):
            left = min(left, row.segments[0].x0)
            # A long name may fill its column; prose runs on under the figures.
            long = _width(row) > 0.62 * (right - left) and row.segments[-1].x1 > inner - row.height
            if long or row.height > 1.12 * rows[end - 1].height:
                break
    return _with_last_lines(rows, end, left, right - left)


def _resumes(rows: Sequence[VisualRow], number: int, inner: float, ends: Sequence[float]) -> bool:
    """Whether figures stand below a gap, or names below it, that end where those above it do."""
    for at in range(number, min(number + _INNER_ROWS, len(rows))):
        row = rows[at]
        if rows[at - 1].bottom - row.top > _RESUMES * row.height:
            return False
        if row.is_tabular:
            rest = row.segments[1:]
            return any(is_value(s.text) for s in rest) and all(
                (is_value(s.text) or is_blank(s.text))
                and any(abs(s.x1 - end) < _BRACKET for end in ends)
                for s in rest
            )
        if len(row.segments) > 1 or row.segments[0].x1 > inner:
            return False
    return False


def _is_note(row: VisualRow) -> bool:
    """Whether a row is a note's mark and its words."""
    if len(row.segments) != 2:
        return False
    mark, words = row.segments
    return _MARK.fullmatch(mark.text) is not None and len(words.text) > _CELL_LENGTH


def _begins_table(rows: Sequence[VisualRow], number: int) -> bool:
    """Whether a bold line stands over what looks like another table's header."""
    if len(rows[number].segments) > 1 or not rows[number].segments[0].bold:
        return False
    below = rows[number + 1].segments if number + 1 < len(rows) else []
    return len(below) > 2 and not any(
        segment.bold or _fills_cell(segment.text) for segment in below
    )


def _with_last_lines(rows: Sequence[VisualRow], end: int, left: float, width: float) -> int:
    """A last label's second line begins in lower case right under it."""
    while (
        0 < end < len(rows)
        and len(rows[end].segments) == 1
        and rows[end].segments[0].text[:1].islower()
        and rows[end - 1].bottom - rows[end].top < 0.9 * rows[end].height
        and rows[end].segments[0].x0 - left < 2 * rows[end].height
        and _width(rows[end]) < 0.5 * width
    ):
        end += 1
    return end


def _find_start(rows: Sequence[VisualRow], first: int, end: int, lowest: int) -> int:
    """Takes in header rows above: several short cells, or one over the later columns.

    Rows that name a section may stand between a header and the first figures.
    """
    start = first
    left = min(row.segments[0].x0 for row in rows[first:end])
    right = max(row.segments[-1].x1 for row in rows[first:end])
    values = [s for row in rows[first:end] if row.is_tabular for s in row.segments[1:]]
    inner = min(segment.x0 for segment in values)
    gaps = [one.bottom - other.top for one, other in pairwise(rows[first:end])]
    # Where rows are set wide apart, so are the lines of their header.
    loose = _LOOSE * median(gaps) if gaps else 0.0
    while start > lowest and first - start < _HEADER_ROWS_ABOVE:
        above = rows[start - 1]
        is_larger = above.height > 1.12 * rows[first].height
        apart = above.bottom - rows[start].top > max(1.2 * above.height, loose)
        if (is_larger or apart) and not _stands_apart(above, rows[start], values):
            break
        # What is set in the middle of the page, and begins over the first column, is a title.
        over = above.segments[0].x0 > max(left + 0.2 * (right - left), inner - 3 * above.height)
        beside = len(above.segments) > 1 and all(map(_is_short, above.segments))
        if beside or (over and _width(above) < right - left):
            start -= 1
            continue
        head = _find_head(rows, start, lowest, left, inner)
        if head is None or not _stands_over(rows[head], values):
            break
        start = head
    return start


def _find_head(
    rows: Sequence[VisualRow], start: int, lowest: int, left: float, inner: float
) -> int | None:
    """Returns the row above the sections that stand on top of the first figures.

    These keep to the columns of names.
    """
    number = start - 1
    while number >= lowest and start - number <= _SECTION_ROWS:
        row = rows[number]
        if row.bottom - rows[number + 1].top > _SECTION_GAP * row.height:
            return None
        indent = row.segments[0].x0 - left
        is_section = len(row.segments) == 1 and -1 < indent / row.height < 4
        if not is_section or row.segments[0].x1 > inner:
            return number if number < start - 1 else None
        number -= 1
    return None


def _stands_over(head: VisualRow, values: Sequence[Segment]) -> bool:
    """Whether each cell of a row, its first aside, is short and over a column of figures."""
    slack = head.height
    inner = min(segment.x0 for segment in values) - slack
    cells = [segment for segment in head.segments if segment.x1 > inner]
    # One over the right edge of the figures heads them, above a section's name, too.
    alone = len(cells) == 1 and len(head.segments) == 1
    ends = any(abs(cell.x1 - under.x1) < _FLUSH for cell in cells for under in values)
    if len(cells) < 2 and not (alone and ends) and not all(is_year(s.text) for s in cells):
        return False
    return bool(cells) and all(
        _is_short(cell)
        and any(cell.x0 < under.x1 + slack and cell.x1 > under.x0 - slack for under in values)
        for cell in cells
    )


def _stands_apart(head: VisualRow, below: VisualRow, values: Sequence[Segment]) -> bool:
    """Whether short words stand over most columns, if in larger type or a blank line above them."""
    cells = [s for s in head.segments if s.x1 > min(value.x0 for value in values)]
    worded = all(len(s.text) <= _CELL_LENGTH and not is_value(s.text) for s in cells)
    over = [s for s in below.segments[1:] if is_over(s, cells)]
    near = head.bottom - below.top <= _SECTION_GAP * head.height
    return near and worded and len(head.segments) > 1 and 2 * len(over) > len(below.segments[1:])


def _is_short(segment: Segment) -> bool:
    """Whether words are no longer than a header cell's, those set apart from others each."""
    if len(segment.text) <= 2 * _CELL_LENGTH:
        return True
    words = segment.text.split()
    if len(words) != len(segment.words):
        return False
    length = 0
    for number, word in enumerate(words):
        gap = segment.words[number][0] - segment.words[number - 1][1] if number else 0.0
        length = len(word) if gap > _WIDE * segment.height else length + 1 + len(word)
        if length > 2 * _CELL_LENGTH:
            return False
    return True


def _width(row: VisualRow) -> float:
    return row.segments[-1].x1 - row.segments[0].x0


def is_over(segment: Segment, below: Sequence[Segment]) -> bool:
    return any(segment.x0 < under.x1 and segment.x1 > under.x0 for under in below)
