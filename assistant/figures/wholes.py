"""Links parts to the figure they are parts of. Knows nothing of labels' making or of stores."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.figures.breakdowns import Breakdown, find_breakdowns
from assistant.figures.grids import Grid, lay_out, number_of
from assistant.figures.leadins import find_lead_ins
from assistant.figures.totals import Sum, find_sums, is_within
from assistant.records import Block, Figure, Kind

# A balance goes on from the one before it, and is no sum of parts.
_CARRIED = re.compile(
    r"\b(?:opening|closing|beginning|ending|balances?|start|end|as (?:at|of)|brought forward"
    r"|outstanding|net|gross|after|before|profit|loss|income)\b",
    re.IGNORECASE,
)


def link_wholes(text: str, figures: Sequence[Figure]) -> list[Figure]:
    """Returns the figures of one paragraph, parts with the span of their whole.

    A part is one of several that add up to the whole, or is tied to it by a lead-in such as
    "including", "of whom" or "of the 225".
    """
    if len(figures) < 2:
        return list(figures)
    spans: dict[int, tuple[int, int]] = {}
    for breakdown in (*find_breakdowns(text, figures), *find_lead_ins(text, figures)):
        _note(spans, breakdown)
    return _linked(figures, spans)


def link_cells(text: str, table: Block, figures: Sequence[Figure]) -> list[Figure]:
    """Returns the figures of one table, parts with the span of their total.

    Rows and columns are parts of one that they add up to; a row "of which …" is part of the one
    above it.
    """
    if len(figures) < 2:
        return list(figures)
    grid = lay_out(text, table, figures)
    spans: dict[int, tuple[int, int]] = {}
    for side in (grid, grid.turned()):
        for one in find_sums(side):
            for breakdown in _in_columns(side, one):
                _note(spans, breakdown)
    for breakdown in _within(grid):
        _note(spans, breakdown)
    return _linked(figures, spans)


def _note(spans: dict[int, tuple[int, int]], breakdown: Breakdown) -> None:
    whole = breakdown.whole
    for part in breakdown.parts:
        if part.start != whole.start and spans.get(whole.start) != (part.start, part.end):
            spans.setdefault(part.start, (whole.start, whole.end))


def _linked(figures: Sequence[Figure], spans: dict[int, tuple[int, int]]) -> list[Figure]:
    return [
        replace(figure, whole=spans[figure.start]) if figure.start in spans else figure
        for figure in figures
    ]


def _in_columns(grid: Grid, one: Sum) -> list[Breakdown]:
    """Returns the sum column by column, where it holds and the parts are of one sign."""
    heads = [grid.row_words[row] for row in (one.whole, *one.parts)]
    if not one.headed and any(_CARRIED.search(words) for words in heads):
        return []
    found = []
    for column in one.holds:
        whole = grid.figures[one.whole, column]
        parts = [grid.figures[row, column] for row in one.parts if (row, column) in grid.figures]
        sign = number_of(whole).is_signed()
        if all(number_of(part).is_signed() == sign or not number_of(part) for part in parts):
            found.append(Breakdown(whole, tuple(parts)))
    return found


def _within(grid: Grid) -> list[Breakdown]:
    found = []
    above: int | None = None
    for row in grid.rows:
        if not is_within(grid.row_words[row]):
            above = row
            continue
        for column in grid.columns:
            part = grid.figures.get((row, column))
            whole = None if above is None else grid.figures.get((above, column))
            if part and whole and _is_inside(part, whole):
                found.append(Breakdown(whole, (part,)))
    return found


def _is_inside(part: Figure, whole: Figure) -> bool:
    if part.kind is Kind.PERCENT and whole.kind is not Kind.PERCENT:
        return True
    return part.unit == whole.unit and abs(number_of(part)) <= abs(number_of(whole))
