"""Finds table headers that recur at the top of PDF pages. Knows nothing of files or columns."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.loading.pdf_pages import Segment
from assistant.loading.pdf_tables import find_rows, is_over


def find_repeated_header(running: Sequence[Segment], body: Sequence[Segment]) -> set[int]:
    """Returns the lines, of those that recur on every page, that head a table going on there.

    They stand close above its first row, cell over cell.
    """
    found: set[int] = set()
    stub = 0.0
    edge = find_rows(running)
    rows = find_rows(body) if any(len(row.segments) > 1 for row in edge) else []
    for row in reversed(edge):
        below = next((under for under in rows if under.top <= row.bottom), None)
        if below is None or not (found or below.is_tabular):
            continue
        missing = len(below.segments) - len(row.segments)
        close = row.bottom - below.top <= 1.2 * row.height
        over = all(is_over(s, below.segments) for s in row.segments)
        # One that stands over several columns has a row of its own.
        spans = bool(found) and stub < row.segments[0].x0 < below.segments[-1].x1
        if close and (spans or (missing < 2 <= len(row.segments) and over)):
            if not found:  # The first column, from the rows that follow.
                at = rows.index(below)
                stub = min((r.segments[0].x0, r.segments[0].x1) for r in rows[at : at + 4])[1]
            found.update(segment.line for segment in row.segments)
            rows.insert(rows.index(below), row)
    return found
