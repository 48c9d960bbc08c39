"""Draws made-up tables on PDF pages in the styles of official reports. Knows nothing of scores.

The gold is what was drawn: each number with its row's name and the header of each level over it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from gold_tables import GoldCell, key_of

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

FONT, BOLD = "Helvetica", "Helvetica-Bold"


@dataclass(frozen=True, slots=True)
class Row:
    """A name of one line or several, and the row's texts; none for a name over a group of rows."""

    name: tuple[str, ...]
    texts: tuple[str, ...] = ()
    indent: float = 0
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Drawing:
    """A table: the headers over each column from top to bottom, its rows, and how it is set."""

    heads: tuple[tuple[str, ...], ...]
    rows: tuple[Row, ...]
    rules: str = "three"
    shown_at: str = "first"  # The line of a long name that its figures stand on.
    align: str = "right"
    heads_align: str = "right"
    heads_at: str = "bottom"
    label: float = 150
    wide: float = 60
    size: float = 9
    pitch: float = 14
    corner: str = ""
    unit: str = ""
    sign: str = ""
    unruled_groups: bool = False
    left: float = 64
    title: str = ""
    over: str = ""  # A line at the right, just over the headers: "€ million".
    notes: tuple[str, ...] = ()
    spaces: tuple[int, ...] = ()  # Rows that stand after a wide gap.
    stub: tuple[str, ...] = ()  # A second column of words, after the names.
    numbers: bool = False  # A column of the numbers of notes before the figures.
    errors: bool = False  # A second line of figures in brackets under each row.


def _column_edges(table: Drawing) -> list[float]:
    first = table.left + table.label
    return [first + table.wide * n for n in range(len(table.heads) + 1)]


def _put(canvas: Canvas, text: str, x0: float, x1: float, y: float, align: str) -> None:
    if align == "left":
        canvas.drawString(x0 + 4, y, text)
    elif align == "centre":
        canvas.drawCentredString((x0 + x1) / 2, y, text)
    else:
        canvas.drawRightString(x1 - 4, y, text)


def _wrapped(text: str, wide: float, size: float) -> list[str]:
    from reportlab.lib.utils import simpleSplit

    return list(simpleSplit(text, FONT, size, wide))


def draw(canvas: Canvas, table: Drawing, top: float) -> tuple[float, list[GoldCell]]:
    """Draws a table down from a height; returns where it ends and its gold cells."""
    edges = _column_edges(table)
    if table.title:
        canvas.setFont(BOLD, table.size + 1)
        canvas.drawString(table.left, top - 4, table.title)
        top -= 12
    if table.over:
        canvas.setFont(FONT, table.size)
        canvas.drawRightString(edges[-1] - 4, top - table.size, table.over)
        top -= table.size + 4
    levels = [top]
    y = _draw_head(canvas, table, edges, top, levels)
    for number, row in enumerate(table.rows):
        if table.rules == "bands" and number % 2 == 0:
            canvas.setFillGray(0.88)
            high = table.pitch * len(row.name)
            canvas.rect(
                table.left - 2, y - high + 4, edges[-1] - table.left + 4, high, stroke=0, fill=1
            )
            canvas.setFillGray(0)
        y -= 18 if number in table.spaces else 0
        y = _draw_row(canvas, table, edges, row, y, number)
        levels.append(y + table.pitch - table.size * 0.3 - 4)
    _draw_rules(canvas, table, edges, levels)
    canvas.setFont(FONT, table.size - 2)
    for note in table.notes:
        canvas.drawString(table.left, y + 2, note)
        y -= table.size
    return y - 8, gold_of(table)


def _draw_head(
    canvas: Canvas, table: Drawing, edges: Sequence[float], top: float, levels: list[float]
) -> float:
    """Draws the header cells of each level; one with none under it takes all their height."""
    canvas.setFont(BOLD if table.rules == "bands" else FONT, table.size)
    close = table.size + 1.5
    depth = len(table.heads[0])
    tall = [
        close * max(len(_wrapped(text, table.wide * wide - 8, table.size)) for _, wide, text in row)
        for row in (_level(table, level) for level in range(depth))
    ]
    low = top - sum(tall) - 5 * depth
    for level in range(depth):
        high = top - sum(tall[:level]) - 5 * level
        for at, wide, text in _level(table, level):
            alone = level < depth - 1 and not any(table.heads[at][level + 1 :])
            bottom = low if alone else high - tall[level] - 5
            lines = _wrapped(text, table.wide * wide - 8, table.size)
            spare = high - bottom - 5 - close * len(lines)
            y = high - close - spare * {"top": 0, "middle": 0.5, "bottom": 1}[table.heads_at]
            align = table.heads_align if level == depth - 1 else "centre"
            for number, line in enumerate(lines):
                _put(canvas, line, edges[at], edges[at + wide], y - close * number, align)
            ruled = not table.unruled_groups and table.rules != "no"
            if text and level < depth - 1 and not alone and ruled:
                canvas.line(edges[at] + 3, bottom + 1, edges[at + wide] - 3, bottom + 1)
    if table.stub:
        canvas.drawString(table.left + table.label - 60, low + 5, "Kind")
    if table.numbers:
        canvas.drawRightString(table.left + table.label - 10, low + 5, "Note")
    if table.corner:
        canvas.drawString(table.left, low + 5, table.corner)
    if table.unit:
        low -= close
        for column in range(len(table.heads)):
            _put(canvas, table.unit, edges[column], edges[column + 1], low + 5, table.heads_align)
    levels.append(low)
    return low - table.pitch + 1


def _level(table: Drawing, level: int) -> list[tuple[int, int, str]]:
    """Returns the first column, width and text of each header cell of a level."""
    found = []
    at = 0
    for heads, group in groupby(table.heads, key=lambda heads: heads[: level + 1]):
        wide = len(list(group))
        found.append((at, wide, heads[-1]))
        at += wide
    return found


def _draw_row(
    canvas: Canvas, table: Drawing, edges: Sequence[float], row: Row, y: float, place: int
) -> float:
    canvas.setFont(BOLD if row.bold else FONT, table.size)
    close = table.size + 1.5
    last = y - close * (len(row.name) - 1)
    for number, line in enumerate(row.name):
        canvas.drawString(table.left + row.indent, y - close * number, line)
    at = {"first": y, "last": last, "middle": (y + last) / 2}[table.shown_at]
    for column, text in enumerate(row.texts):
        _put(canvas, text, edges[column], edges[column + 1], at, table.align)
        if table.sign and text and row is table.rows[0]:
            canvas.drawString(edges[column] + 6, at, table.sign)
    if table.stub:
        canvas.drawString(table.left + table.label - 60, y, table.stub[place % len(table.stub)])
    if table.numbers and place % 2:
        canvas.drawRightString(table.left + table.label - 10, y, str(place + 3))
    return last - table.pitch


def _draw_rules(
    canvas: Canvas, table: Drawing, edges: Sequence[float], levels: Sequence[float]
) -> None:
    canvas.setLineWidth(0.5)
    left, right = table.left - 2, edges[-1]
    drawn = {
        "three": [levels[0], levels[1], levels[-1]],
        "full": levels,
        "level": levels,
        "upright": [levels[0], levels[1], levels[-1]],
    }
    for y in drawn.get(table.rules, []):
        canvas.line(left, y, right, y)
    if table.rules in ("full", "upright"):
        for x in [left, *edges]:
            canvas.line(x, levels[0], x, levels[-1])


def gold_of(table: Drawing) -> list[GoldCell]:
    """Returns the gold cells of a table that was drawn."""
    cells = []
    columns = [tuple(name for name in heads if name) for heads in table.heads]
    for number, row in enumerate(table.rows):
        following = table.rows[number + 1] if number + 1 < len(table.rows) else Row(())
        for column, text in enumerate(row.texts):
            if key_of(text) is not None:
                others = tuple(c for n, c in enumerate(columns) if n != column)
                below = " ".join(following.name)
                cells.append(GoldCell(text, " ".join(row.name), columns[column], others, below))
    return cells
