"""Finds tables among the segments of a PDF page by how they line up. Knows nothing of PDF files.

Careful rather than keen: prose in columns must never become a table.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from statistics import median

from assistant.loading.building import GridCell
from assistant.loading.headers import is_blank, is_value, is_year
from assistant.loading.pdf_pages import Segment

_CELL_LENGTH = 28
_INNER_ROWS = 3
_WRAPPED_ROWS = 14
_GAP = 2.2
_HEADER_ROWS_ABOVE = 7
_PROSE_LINES = 5
_ROWS_BESIDE = 3


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


@dataclass(slots=True)
class _Column:
    x0: float
    x1: float
    rows: set[int] = field(default_factory=set)


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
        start = _find_start(rows, number, end, regions[-1][1] if regions else 0)
        tabular = sum(1 for row in rows[number:end] if row.is_tabular)
        if tabular >= 2 and end - start >= 2:
            regions.append((start, end))
        number = end
    return regions


def _find_end(rows: Sequence[VisualRow], start: int) -> int:
    end = start + 1
    left = min(segment.x0 for segment in rows[start].segments)
    right = max(segment.x1 for segment in rows[start].segments)
    for number in range(start + 1, min(len(rows), start + 500)):
        row = rows[number]
        gap = rows[number - 1].bottom - row.top
        wraps = gap < 0.6 * row.height and _width(row) < 0.45 * (right - left)
        if gap > _GAP * row.height or number - end > (_WRAPPED_ROWS if wraps else _INNER_ROWS):
            break
        if _begins_table(rows, number):
            break
        if row.is_tabular:
            end = number + 1
            left = min(left, row.segments[0].x0)
            right = max(right, row.segments[-1].x1)
        elif len(row.segments) == 1:
            left = min(left, row.segments[0].x0)
            if _width(row) > 0.62 * (right - left) or row.height > 1.12 * rows[end - 1].height:
                break
    return _with_last_lines(rows, end, left, right - left)


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
    """Takes in header rows above: several short cells, or one over the later columns."""
    start = first
    left = min(row.segments[0].x0 for row in rows[first:end])
    right = max(row.segments[-1].x1 for row in rows[first:end])
    while start > lowest and first - start < _HEADER_ROWS_ABOVE:
        above = rows[start - 1]
        is_larger = above.height > 1.12 * rows[first].height
        if is_larger or above.bottom - rows[start].top > 1.2 * above.height:
            break
        over = above.segments[0].x0 > left + 0.2 * (right - left) and _width(above) < right - left
        beside = len(above.segments) > 1 and all(
            len(segment.text) <= 2 * _CELL_LENGTH for segment in above.segments
        )
        if not (beside or over):
            break
        start -= 1
    return start


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


def find_bystanders(segments: Sequence[Segment]) -> set[Segment]:
    """Returns prose that runs beside a table, so that it is not taken for a column of it.

    Where the file gives table rows as lines of several cells, five and more lines of one long
    segment each, one under another, with such rows beside them, are a column of the page.
    """
    sizes = Counter(segment.line for segment in segments)
    shared = [segment for segment in segments if sizes[segment.line] > 1]
    found: set[Segment] = set()
    run: list[Segment] = []
    for segment in [*segments, None]:
        single = segment is not None and sizes[segment.line] == 1
        if segment is not None and single and (not run or _is_under(run[-1], segment)):
            run.append(segment)
            continue
        if len(run) >= _PROSE_LINES and _stands_beside(run, shared):
            found.update(run)
        run = [segment] if segment is not None and single else []
    return found


def _is_under(above: Segment, segment: Segment) -> bool:
    aligned = abs(above.x0 - segment.x0) < 0.5 * segment.height
    return aligned and 0 < above.y0 - segment.y0 < 2.2 * segment.height


def _stands_beside(run: Sequence[Segment], shared: Sequence[Segment]) -> bool:
    left, right = min(s.x0 for s in run), max(s.x1 for s in run)
    if sum(len(s.text) for s in run) < 15 * len(run):
        return False
    level = [s for s in shared if run[-1].y0 <= (s.y0 + s.y1) / 2 <= run[0].y1]
    # A last, wider line under the table may reach below it.
    right = sorted(s.x1 for s in run)[len(run) * 2 // 3] if len(run) > 6 else right
    beside = {s.line for s in level if s.x0 > right or s.x1 < left}
    return len(beside) >= _ROWS_BESIDE and len(beside) >= len({s.line for s in level})


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
