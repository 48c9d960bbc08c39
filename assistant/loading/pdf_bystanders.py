"""Finds prose that runs beside a table or chart on a PDF page. Knows nothing of PDF files."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from assistant.loading.headers import is_value
from assistant.loading.pdf_pages import Segment
from assistant.loading.pdf_rules import Rule

_PROSE_LINES = 5
_ROWS_BESIDE = 3
# Points: the narrowest column of prose.
_COLUMN = 60.0


def find_bystanders(segments: Sequence[Segment], rules: Sequence[Rule] = ()) -> set[Segment]:
    """Returns prose that runs beside a table, so that it is not taken for a column of it.

    Where the file gives table rows as lines of several cells, five and more lines of one long
    segment each, one under another, with such rows beside them, are a column of the page. So are
    those that flow on, many in lower case, and are not level with the figures beside them.
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
        for part in _narrow_parts(run, segments):
            if _stands_beside(part, shared) or _flows(part, segments, rules):
                found.update(part)
        run = [segment] if segment is not None and single else []
    return found


def _narrow_parts(run: Sequence[Segment], segments: Sequence[Segment]) -> Iterator[list[Segment]]:
    """Yields the stretches of five and more lines that keep clear of what begins beside them.

    Prose that runs around a table has wider lines above it and below.
    """
    if len(run) < _PROSE_LINES:
        return
    left, top, bottom = min(s.x0 for s in run), run[0].y1, run[-1].y0
    beside = [s.x0 for s in segments if s.x0 > left + _COLUMN and bottom < s.y0 and s.y1 < top]
    edge = min(beside, default=math.inf)
    for clear, lines in groupby(run, key=lambda segment: segment.x1 < edge):
        part = list(lines)
        if len(part) >= _PROSE_LINES and (clear or len(part) == len(run)):
            yield part


def _is_under(above: Segment, segment: Segment) -> bool:
    aligned = abs(above.x0 - segment.x0) < 0.5 * segment.height
    return aligned and 0 < above.y0 - segment.y0 < 3.2 * segment.height


def _flows(run: Sequence[Segment], segments: Sequence[Segment], rules: Sequence[Rule]) -> bool:
    """Whether lines are prose whose lines are not level with the figures beside it.

    A rule that runs from under the lines to under the figures makes them cells of one table.
    """
    low = sum(segment.text[:1].islower() for segment in run)
    if 5 * low < 2 * len(run) or sum(len(s.text) for s in run) < 15 * len(run):
        return False
    left, right = min(s.x0 for s in run), sorted(s.x1 for s in run)[-1 - len(run) // 6]
    beside = [
        s
        for s in segments
        if (s.x0 > right or s.x1 < left) and run[-1].y0 < s.y0 and s.y1 < run[0].y1
        if is_value(s.text)
    ]
    if any(
        run[-1].y0 < rule.y < run[0].y1
        and rule.x0 < right
        and rule.x1 > left
        and any(rule.x0 < s.x1 and rule.x1 > s.x0 for s in beside)
        for rule in rules
    ):
        return False
    middles = [(s.y0 + s.y1) / 2 for s in run]
    heights = {(s.y0 + s.y1) / 2 for s in beside}
    near = 0.15 * run[0].height
    level = sum(any(abs(middle - other) < near for other in middles) for middle in heights)
    return len({round(height) for height in heights}) > _ROWS_BESIDE and (
        10 * level < 7 * len(heights)
    )


def _stands_beside(run: Sequence[Segment], shared: Sequence[Segment]) -> bool:
    left, right = min(s.x0 for s in run), max(s.x1 for s in run)
    if sum(len(s.text) for s in run) < 15 * len(run):
        return False
    level = [s for s in shared if run[-1].y0 <= (s.y0 + s.y1) / 2 <= run[0].y1]
    # A last, wider line under the table may reach below it.
    right = sorted(s.x1 for s in run)[len(run) * 2 // 3] if len(run) > 6 else right
    beside = {s.line for s in level if s.x0 > right or s.x1 < left}
    return len(beside) >= _ROWS_BESIDE and len(beside) >= len({s.line for s in level})
