"""Finds tables among the segments of a PDF page by how they line up. Knows nothing of PDF files.

Careful rather than keen: prose in columns must never become a table.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
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
_FLUSH = 1.5


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
    for number in range(start + 1, min(len(rows), start + 500)):
        row = rows[number]
        gap = rows[number - 1].bottom - row.top
        wraps = gap < 0.6 * row.height and _width(row) < 0.45 * (right - left)
        if gap > _GAP * row.height or number - end > (_WRAPPED_ROWS if wraps else _INNER_ROWS):
            break
        if _begins_table(rows, number) or CAPTION.match(row.segments[0].text):
            break
        if row.is_tabular:
            end = number + 1
            left = min(left, row.segments[0].x0)
            right = max(right, row.segments[-1].x1)
            inner = min(inner, row.segments[1].x0)
        elif len(row.segments) == 1 or _is_note(row):
            left = min(left, row.segments[0].x0)
            # A long name may fill its column; prose runs on under the figures.
            long = _width(row) > 0.62 * (right - left) and row.segments[-1].x1 > inner - row.height
            if long or row.height > 1.12 * rows[end - 1].height:
                break
    return _with_last_lines(rows, end, left, right - left)


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
    while start > lowest and first - start < _HEADER_ROWS_ABOVE:
        above = rows[start - 1]
        is_larger = above.height > 1.12 * rows[first].height
        if is_larger or above.bottom - rows[start].top > 1.2 * above.height:
            break
        # What is set in the middle of the page, and begins over the first column, is a title.
        over = above.segments[0].x0 > max(left + 0.2 * (right - left), inner - 3 * above.height)
        beside = len(above.segments) > 1 and all(
            len(segment.text) <= 2 * _CELL_LENGTH for segment in above.segments
        )
        if beside or (over and _width(above) < right - left):
            start -= 1
            continue
        head = _find_head(rows, start, lowest, left, right)
        if head is None or not _stands_over(rows[head], values):
            break
        start = head
    return start


def _find_head(
    rows: Sequence[VisualRow], start: int, lowest: int, left: float, right: float
) -> int | None:
    """Returns the row above the sections that stand on top of the first figures."""
    number = start - 1
    while number >= lowest and start - number <= _SECTION_ROWS:
        row = rows[number]
        if row.bottom - rows[number + 1].top > 2.2 * row.height:
            return None
        indent = row.segments[0].x0 - left
        is_section = len(row.segments) == 1 and -1 < indent / row.height < 4
        if not is_section or _width(row) > 0.62 * (right - left):
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
        len(cell.text) <= 2 * _CELL_LENGTH
        and any(cell.x0 < under.x1 + slack and cell.x1 > under.x0 - slack for under in values)
        for cell in cells
    )


def _width(row: VisualRow) -> float:
    return row.segments[-1].x1 - row.segments[0].x0


def find_repeated_header(running: Sequence[Segment], body: Sequence[Segment]) -> set[int]:
    """Returns the lines, of those that recur on every page, that head a table going on there.

    They stand close above its first row, cell over cell.
    """
    found: set[int] = set()
    stub = 0.0
    rows = find_rows(body) if any(len(row.segments) > 1 for row in find_rows(running)) else []
    for row in reversed(find_rows(running)):
        below = next((under for under in rows if under.top <= row.bottom), None)
        if below is None or not (found or below.is_tabular):
            continue
        missing = len(below.segments) - len(row.segments)
        close = row.bottom - below.top <= 1.2 * row.height
        over = all(_is_over(s, below.segments) for s in row.segments)
        # One that stands over several columns has a row of its own.
        spans = bool(found) and stub < row.segments[0].x0 < below.segments[-1].x1
        if close and (spans or (missing < 2 <= len(row.segments) and over)):
            if not found:  # The first column, from the rows that follow.
                at = rows.index(below)
                stub = min((r.segments[0].x0, r.segments[0].x1) for r in rows[at : at + 4])[1]
            found.update(segment.line for segment in row.segments)
            rows.insert(rows.index(below), row)
    return found


def _is_over(segment: Segment, below: Sequence[Segment]) -> bool:
    return any(segment.x0 < under.x1 and segment.x1 > under.x0 for under in below)
