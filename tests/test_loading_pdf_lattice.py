"""Tables of PDF pages whose cells are all ruled."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from loaded import header_rows, load, table_rows, written
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from assistant.figures import read_report_figures
from assistant.records import Report

EDGES = (72, 200, 270, 340, 410)
HEAD = ["Measure", "2021", "2022", "Met?"]
ROWS = [
    (["Share of the goats", "that were milked on", "the hill by hand"], ["41%", "44%", "Not met"]),
    (["Ewes with lambs,", "counted in May"], ["310", "340", "Met"]),
]


def read(folder: Path, draw: Callable[[Canvas], None]) -> Report:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4)
    canvas.setFont("Helvetica", 10)
    draw(canvas)
    canvas.showPage()
    canvas.save()
    return load(written(folder, "report.pdf", buffer.getvalue()))


def draw_cell(canvas: Canvas, column: int, top: float, high: float, lines: Sequence[str]) -> None:
    """Draws lines in the middle of a cell's height."""
    first = top - high / 2 + 6 * len(lines) - 9
    for number, line in enumerate(lines):
        canvas.drawString(EDGES[column] + 3, first - 12 * number, line)


def draw_rule(canvas: Canvas, y: float, *, first: int = 0) -> None:
    for x0, x1 in zip(EDGES[first:], EDGES[first + 1 :], strict=False):
        canvas.line(x0, y, x1, y)


def draw_ruled(canvas: Canvas) -> None:
    top = 700.0
    draw_rule(canvas, top)
    for column, text in enumerate(HEAD):
        draw_cell(canvas, column, top, 20, [text])
    top -= 20
    draw_rule(canvas, top)
    for label, values in ROWS:
        draw_cell(canvas, 0, top, 44, label)
        for column, text in enumerate(values, 1):
            draw_cell(canvas, column, top, 44, [text])
        top -= 44
        draw_rule(canvas, top)


def test_a_name_of_several_lines_is_the_name_of_the_figures_in_its_row(tmp_path: Path) -> None:
    report = read(tmp_path, draw_ruled)
    assert table_rows(report) == [
        HEAD,
        *([" ".join(label), *values] for label, values in ROWS),
    ]
    assert header_rows(report) == [1]
    labels = {f.surface: (f.label, f.period) for f in read_report_figures(report)}
    assert labels["44%"] == ("Share of the goats that were milked on the hill by hand", "2022")
    assert labels["310"] == ("Ewes with lambs, counted in May", "2021")


def test_a_cell_goes_on_over_rows_where_no_rule_is_under_it(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        for y, first in ((700, 0), (680, 0), (660, 1), (640, 0)):
            draw_rule(canvas, y, first=first)
        for column, text in enumerate(["Herd", "Kind", "Year", "Number"]):
            draw_cell(canvas, column, 700, 20, [text])
        draw_cell(canvas, 0, 680, 40, ["Goats on the hill,", "counted in May"])
        for row, values in enumerate([["Target", "2022", "340"], ["Actual", "2022", "310"]]):
            for column, text in enumerate(values, 1):
                draw_cell(canvas, column, 680 - 20 * row, 20, [text])
        draw_rule(canvas, 620)
        for column, text in enumerate(["Sheep", "Target", "2022", "55"]):
            draw_cell(canvas, column, 640, 20, [text])

    name = "Goats on the hill, counted in May"
    assert table_rows(read(tmp_path, draw))[1:] == [
        [name, "Target", "2022", "340"],
        [name, "Actual", "2022", "310"],
        ["Sheep", "Target", "2022", "55"],
    ]


def test_a_header_over_several_ruled_columns_is_listed_for_each(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        draw_rule(canvas, 720)
        draw_rule(canvas, 700, first=2)
        canvas.drawCentredString(340, 706, "Sheep")
        for column, text in enumerate(["Farm", "Goats", "Ewes", "Rams"]):
            draw_cell(canvas, column, 700 if column > 1 else 720, 20 if column > 1 else 40, [text])
        for row, values in enumerate([["Hill", "310", "34", "5"], ["Dale", "120", "12", "4"]]):
            draw_rule(canvas, 680 - 20 * row)
            for column, text in enumerate(values):
                draw_cell(canvas, column, 680 - 20 * row, 20, [text])
        draw_rule(canvas, 640)

    report = read(tmp_path, draw)
    assert header_rows(report) == [2]
    assert table_rows(report)[0] == ["Farm", "Goats", "Sheep", "Sheep"]
    assert table_rows(report)[2] == ["Hill", "310", "34", "5"]


@pytest.mark.parametrize("ruled", [3, 1])
def test_rules_between_groups_of_rows_make_no_rows(tmp_path: Path, ruled: int) -> None:
    rows = [
        [f"Farm {letter}", str(20 + n), str(40 + n), "Met"] for n, letter in enumerate("ABCDEF")
    ]

    def draw(canvas: Canvas) -> None:
        for row, values in enumerate([HEAD, *rows]):
            if row % ruled == 0 or row == 1:
                draw_rule(canvas, 700 - 16 * row)
            for column, text in enumerate(values):
                draw_cell(canvas, column, 700 - 16 * row, 16, [text])
        draw_rule(canvas, 700 - 16 * 7)

    assert table_rows(read(tmp_path, draw)) == [HEAD, *rows]
