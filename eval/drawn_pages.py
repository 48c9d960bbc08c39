"""Puts drawn tables on pages: alone, beside one another, by a chart, over the end of a page.

Knows nothing of scores.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from drawn_styles import LONG, PAIRS, TREND, YEARS, filled, names, styles
from drawn_tables import FONT, Drawing, draw
from gold_tables import GoldCell

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

_PROSE = (
    "The ponds of the district were visited in each season; what was caught there was counted,",
    "weighed and let go again. The table has the catch of each pond and year, so far as known.",
)


def _prose(canvas: Canvas, top: float) -> float:
    canvas.setFont(FONT, 10)
    for number, line in enumerate(_PROSE):
        canvas.drawString(64, top - 13 * number, line)
    return top - 13 * len(_PROSE) - 16


def _pages(table: Drawing) -> Callable[[Canvas], list[GoldCell]]:
    def write(canvas: Canvas) -> list[GoldCell]:
        below, gold = draw(canvas, table, _prose(canvas, 760))
        _prose(canvas, below - 12)
        return gold

    return write


def _stacked(one: Drawing, other: Drawing, *, gap: float) -> Callable[[Canvas], list[GoldCell]]:
    def write(canvas: Canvas) -> list[GoldCell]:
        below, first = draw(canvas, one, _prose(canvas, 760))
        below, second = draw(canvas, other, below - gap)
        _prose(canvas, below - 12)
        return first + second

    return write


def _beside(one: Drawing, other: Drawing) -> Callable[[Canvas], list[GoldCell]]:
    def write(canvas: Canvas) -> list[GoldCell]:
        top = _prose(canvas, 760)
        low, first = draw(canvas, one, top)
        lower, second = draw(canvas, other, top)
        _prose(canvas, min(low, lower) - 12)
        return first + second

    return write


def _beside_prose(table: Drawing) -> Callable[[Canvas], list[GoldCell]]:
    lines = (
        "In most of the valley the ponds",
        "are deep enough, so that fish",
        "live through the winter. Where",
        "they are not, the wardens break",
        "the ice by hand each morning,",
        "and feed what is left of the",
        "stock from boats. It has been",
        "done so since the mill closed,",
    )

    def write(canvas: Canvas) -> list[GoldCell]:
        top = _prose(canvas, 760)
        canvas.setFont(FONT, 10.7)
        for number, line in enumerate(lines):
            canvas.drawString(64, top - 16.1 * (number + 1), line)
        _, gold = draw(canvas, table, top - 10)
        return gold

    return write


def _over_the_page(table: Drawing) -> Callable[[Canvas], list[GoldCell]]:
    def write(canvas: Canvas) -> list[GoldCell]:
        canvas.drawString(64, 810, "Ponds of the district")
        parts = (replace(table, rows=table.rows[:4]), replace(table, rows=table.rows[4:]))
        _, first = draw(canvas, parts[0], _prose(canvas, 250))
        canvas.showPage()
        canvas.drawString(64, 810, "Ponds of the district")
        below, second = draw(canvas, parts[1], 790)
        _prose(canvas, below - 12)
        return first + second

    return write


def _chart(canvas: Canvas, left: float, top: float) -> None:
    canvas.setFont(FONT, 8)
    canvas.drawString(left, top - 8, "Catch by year")
    for number in range(6):
        y = top - 30 - 22 * number
        canvas.drawRightString(left + 18, y, str(500 - 100 * number))
        canvas.line(left + 22, y + 2, left + 150, y + 2)
    for number, year in enumerate(("2019", "2020", "2021", "2022", "2023")):
        canvas.rect(left + 28 + 25 * number, top - 138, 12, 30 + 12 * number, fill=1)
        canvas.drawString(left + 25 + 25 * number, top - 150, year)


def _with_chart(table: Drawing, *, at: float) -> Callable[[Canvas], list[GoldCell]]:
    def write(canvas: Canvas) -> list[GoldCell]:
        top = _prose(canvas, 760)
        below, gold = draw(canvas, table, top)
        _chart(canvas, at, top)
        _prose(canvas, min(below, top - 160) - 12)
        return gold

    return write


def pages() -> dict[str, Callable[[Canvas], list[GoldCell]]]:
    """Returns what draws the pages of each style, and those of several tables."""
    plain = Drawing(YEARS, filled(names(7), 3))
    pairs = Drawing(PAIRS, filled(names(6), 4, seed=11))
    other = Drawing((("Perch",), ("Roach",), ("Bream",)), filled(names(6), 3, seed=13))
    small = replace(plain, label=60, wide=50, size=8)
    beside = replace(other, label=60, wide=50, size=8, left=310)
    full, full_other = replace(plain, rules="full"), replace(other, rules="full")
    made = {name: _pages(table) for name, table in styles().items()}
    made |= {f"stacked, {gap} apart": _stacked(plain, pairs, gap=gap) for gap in (2, 14, 30)}
    made |= {
        "stacked ruled, 2 apart": _stacked(full, full_other, gap=2),
        "stacked ruled, 14 apart": _stacked(full, full_other, gap=14),
        "stacked ruled, other edges": _stacked(full, replace(pairs, rules="full"), gap=-8),
        "stacked ruled, other edges, apart": _stacked(full, replace(pairs, rules="full"), gap=4),
        "beside, close": _beside(small, replace(beside, left=285)),
        "beside, other rows": _beside(small, replace(beside, left=300, pitch=17)),
        "another head of groups, no gap": _stacked(pairs, replace(pairs, heads=TREND), gap=-8),
        "another head of groups, ruled": _stacked(
            replace(pairs, rules="full"), replace(pairs, heads=TREND, rules="full"), gap=-8
        ),
        "chart close, no rules": _with_chart(replace(small, rules="no"), at=285),
        "another header, named": _stacked(plain, replace(other, corner="Lake"), gap=2),
        "another header, of lines": _stacked(
            replace(plain, heads=LONG[:3]), replace(other, heads=LONG[1:]), gap=-8
        ),
        "another header, no gap": _stacked(plain, other, gap=-8),
        "another header, ruled": _stacked(full, full_other, gap=-8),
        "another header, bands": _stacked(
            replace(plain, rules="bands"), replace(other, rules="bands"), gap=-8
        ),
        "beside one another": _beside(small, beside),
        "beside one another, full": _beside(
            replace(small, rules="full"), replace(beside, rules="full")
        ),
        "prose on the left": _beside_prose(replace(small, rules="no", left=260, pitch=14)),
        "chart on the right": _with_chart(small, at=340),
        "chart on the left": _with_chart(replace(small, left=310), at=64),
        "over the page": _over_the_page(plain),
        "over the page, pairs": _over_the_page(pairs),
        "over the page, full": _over_the_page(replace(pairs, rules="full")),
    }
    return made


def write_drawn() -> Iterator[tuple[str, Path, list[GoldCell]]]:
    """Yields each style, a PDF of it and its gold cells."""
    from reportlab.pdfgen.canvas import Canvas

    with tempfile.TemporaryDirectory() as folder:
        for number, (name, write) in enumerate(pages().items()):
            path = Path(folder) / f"{number:02} {name}.pdf"
            canvas = Canvas(str(path), pagesize=(595, 842))
            cells = write(canvas)
            canvas.save()
            yield name, path, cells
