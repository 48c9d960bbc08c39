"""Parts what stands on a PDF page beside a table, with lines of its own. Knows no files."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.loading.headers import is_value
from assistant.loading.pdf_pages import Segment
from assistant.loading.pdf_tables import VisualRow, find_rows

_LEAST = 3
_APART = 10.0
# Of the rows of a table: those that may be level with what stands beside it.
_LEVEL = 0.35


def find_sides(segments: Sequence[Segment]) -> list[list[VisualRow]]:
    """Returns the rows of a page, those left and right of a gap apart where they are not level.

    On the left there must be a table of its own, names and figures, most of whose rows have
    nothing beside them at their height; what is on the right stands at heights of its own.
    """
    rows = find_rows(segments)
    tabular = [row for row in rows if row.is_tabular and _has_name_and_figure(row)]
    if len(tabular) < _LEAST or len(rows) < 2 * _LEAST:
        return [rows]
    for edge in sorted({round(row.segments[-1].x1, -1) for row in tabular}):
        at = edge + _APART / 2
        run = _find_run(rows, at)
        if run is not None:
            top, bottom = run
            beside = [s for s in segments if s.x0 > at and bottom < (s.y0 + s.y1) / 2 < top]
            rest = [s for s in segments if s not in set(beside)]
            return [find_rows(rest), *find_sides(beside)]
    return [rows]


def _has_name_and_figure(row: VisualRow) -> bool:
    first = row.segments[0]
    return not is_value(first.text) and any(is_value(s.text) for s in row.segments[1:])


def _find_run(rows: Sequence[VisualRow], at: float) -> tuple[float, float] | None:
    """Returns top and bottom of a run of rows none of which crosses a place, apart on its sides."""
    run: list[VisualRow] = []
    for row in [*rows, None]:
        if row is not None and not any(s.x0 < at < s.x1 for s in row.segments):
            run.append(row)
            continue
        if _is_apart(run, at):
            return run[0].top, run[-1].bottom
        run = []
    return None


def _is_apart(run: Sequence[VisualRow], at: float) -> bool:
    left = [row for row in run if row.segments[-1].x1 < at]
    right = [row for row in run if row.segments[0].x0 > at]
    both = len(run) - len(left) - len(right)
    tables = [row for row in left if row.is_tabular and _has_name_and_figure(row)]
    if len(tables) < _LEAST:
        return False
    top, bottom = tables[0].top, tables[-1].bottom
    beside = [row for row in right if bottom < row.bottom and row.top < top]
    return len(beside) >= _LEAST and both < _LEVEL * len(tables)
