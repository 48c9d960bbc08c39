"""Tells titles set in the middle of a PDF table from its cells ("Per cent"). Knows no files."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.loading.headers import is_blank, is_value
from assistant.loading.pdf_tables import VisualRow

_LEAST_FIGURES = 2
# Of the width of the figures: how far from their middle a title stands.
_OFF = 0.15


def with_panels(rows: Sequence[VisualRow]) -> list[VisualRow]:
    """Returns rows, the titles that stand alone under figures and over others put to the names.

    So is one that stands alike above the first figures: it is no header of those below the others.
    """
    full = {number for number, row in enumerate(rows) if _has_figures(row)}
    panels = [
        number
        for number in range(1, len(rows) - 1)
        if number - 1 in full and number + 1 in full and _is_title(rows, number)
    ]
    if not panels:
        return list(rows)
    first = min(full) - 1
    if first >= 0 and _is_title(rows, first):
        panels.append(first)
    left = min(row.segments[0].x0 for row in rows)
    return [
        VisualRow([row.segments[0]._replace(x0=left, x1=left + 1, words=())])
        if number in panels
        else row
        for number, row in enumerate(rows)
    ]


def _has_figures(row: VisualRow) -> bool:
    return sum(is_value(segment.text) for segment in row.segments) >= _LEAST_FIGURES


def _is_title(rows: Sequence[VisualRow], number: int) -> bool:
    """Whether a row is words alone in the middle of the figures below, and of all that is there."""
    row, below = rows[number], rows[number + 1]
    values = [segment for segment in below.segments if is_value(segment.text)]
    if len(row.segments) > 1 or len(values) < _LEAST_FIGURES:
        return False
    title = row.segments[0]
    if is_value(title.text) or is_blank(title.text):
        return False
    x0, x1 = values[0].x0, values[-1].x1
    return (
        abs(title.x0 + title.x1 - x0 - x1) / 2 < _OFF * (x1 - x0) and title.x0 > x0 - title.height
    )
