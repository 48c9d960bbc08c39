"""Tables of PDF pages set so that their headers or names are easily lost."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path

import pytest
from loaded import header_rows, load, table_rows, written
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from assistant.figures import read_report_figures
from assistant.records import Report

PROSE = "Herds were counted in spring, as the following table shows for each farm of the valley."
HEAD = ["Farm", "Goats", "Sheep"]
HERDS = [["Hill", "310", "55"], ["Dale", "120", "43"]]
MORE = [["Fell", "91", "20"], ["Moor", "64", "17"]]


def read(folder: Path, draw: Callable[[Canvas], None]) -> Report:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4)
    canvas.setFont("Helvetica", 10)
    draw(canvas)
    canvas.showPage()
    canvas.save()
    return load(written(folder, "report.pdf", buffer.getvalue()))


def draw_rows(canvas: Canvas, rows: Sequence[Sequence[str]], y: float, *, left: float = 72) -> None:
    """Draws rows with the first column on the left and the others to end 80 points apart."""
    for number, row in enumerate(rows):
        canvas.drawString(left, y - 16 * number, row[0])
        for column, text in enumerate(row[1:]):
            canvas.drawRightString(left + 230 + 80 * column, y - 16 * number, text)


def labels_of(report: Report) -> dict[str, str | None]:
    return {figure.surface: figure.label for figure in read_report_figures(report)}


def draw_box(canvas: Canvas, x0: float, y0: float, x1: float, y1: float, *, grey: float) -> None:
    canvas.setFillGray(grey)
    canvas.rect(x0, y0, x1 - x0, y1 - y0, stroke=0, fill=1)
    canvas.setFillGray(0)


def test_the_shading_behind_words_parts_no_cell(tmp_path: Path) -> None:
    edges = (72, 200, 270, 340)

    def draw(canvas: Canvas) -> None:
        for top, first, tall in [(700, 0, 20), (680, 0, 40), (680, 1, 20), (660, 1, 20)]:
            for x0, x1 in pairwise(edges[first:]):
                if tall == 40 and x0 > 72:
                    continue
                draw_box(canvas, x0, top - tall, x1, top, grey=0.9)
                for line in range(tall // 20):
                    low = top - 14 - 12 * line
                    draw_box(canvas, x0 + 2, low, x1 - 2, low + 12, grey=0.8)
                canvas.line(x0, top, x1, top)
        for x0, x1 in pairwise(edges):
            canvas.line(x0, 640, x1, 640)
        for y, first, texts in [
            (689, 0, ["Herd", "Kind", "2022"]),
            (669, 0, ["Goats and kids", "Counted", "310"]),
            (657, 0, ["on the hill"]),
            (649, 1, ["Share", "41%"]),
        ]:
            for column, text in enumerate(texts, first):
                canvas.drawString(edges[column] + 3, y, text)

    assert table_rows(read(tmp_path, draw)) == [
        ["Herd", "Kind", "2022"],
        ["Goats and kids on the hill", "Counted", "310"],
        ["Goats and kids on the hill", "Share", "41%"],
    ]


@pytest.mark.parametrize("ruled", [(), (1, 2, 3, 4, 5)], ids=["names without", "names from below"])
def test_rules_around_some_columns_do_not_part_them_from_the_names(
    tmp_path: Path, ruled: tuple[int, ...]
) -> None:
    rows = [HEAD, *HERDS, *MORE]

    def draw(canvas: Canvas) -> None:
        draw_rows(canvas, rows, 700)
        for number in range(len(rows) + 1):
            edges = (70, 260, 310, 390) if number in ruled else (260, 310, 390)
            for x0, x1 in pairwise(edges):
                canvas.line(x0, 712 - 16 * number, x1, 712 - 16 * number)

    assert table_rows(read(tmp_path, draw)) == rows


@pytest.mark.parametrize(
    "words",
    ["Northern farms", "The farms of the north are"],
    ids=["a section", "a sentence"],
)
def test_a_table_goes_on_below_words_that_keep_to_its_names(tmp_path: Path, words: str) -> None:
    def draw(canvas: Canvas) -> None:
        draw_rows(canvas, [HEAD, *HERDS], 700)
        canvas.drawString(72, 630, words)
        draw_rows(canvas, MORE, 580)

    labels = labels_of(read(tmp_path, draw))
    assert (labels["91"], labels["20"]) == ("Goats, Fell", "Sheep, Fell")


@pytest.mark.parametrize(
    ("words", "rows"),
    [
        (PROSE, MORE),
        ("Table 2. Fowl", MORE),
        ("Northern farms", [["Farm", "Geese", "Hens"], *MORE]),
        ("Northern farms", [["Fell", "91"], ["Moor", "64"]]),
    ],
    ids=["words under figures", "a caption", "a header of its own", "other columns"],
)
def test_another_table_below_takes_no_header_from_the_one_above(
    tmp_path: Path, words: str, rows: list[list[str]]
) -> None:
    def draw(canvas: Canvas) -> None:
        draw_rows(canvas, [HEAD, *HERDS], 700)
        canvas.drawString(72, 630, words)
        draw_rows(canvas, rows, 580)

    labels = labels_of(read(tmp_path, draw))
    assert "Goats" not in (labels["91"] or "")


def test_a_table_goes_on_though_some_column_of_it_is_empty_there(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        draw_rows(canvas, [["Farm", "Goats", "Kids", "Sheep"], ["Hill", "310", "40", "55"]], 700)
        canvas.drawString(72, 652, "Northern farms")
        draw_rows(canvas, [["Fell", "91", "", "20"], ["Moor", "64", "", "17"]], 616)

    labels = labels_of(read(tmp_path, draw))
    assert (labels["91"], labels["20"]) == ("Goats, Fell", "Sheep, Fell")


def test_a_note_under_a_table_parts_it_from_the_next(tmp_path: Path) -> None:
    note = "Kept by hand, in the hills and dales of the north, and on the moor above them too."

    def draw(canvas: Canvas) -> None:
        draw_rows(canvas, [["Farm", "Goats", "Kids", "Sheep"], ["Hill", "310", "40", "55"]], 700)
        canvas.drawString(72, 670, "(a)")
        canvas.drawString(98, 670, note)
        draw_rows(canvas, [["", "2021", "2022"], *MORE], 654)

    report = read(tmp_path, draw)
    assert table_rows(report)[0] == ["Farm", "Goats", "Kids", "Sheep"]
    assert table_rows(report, 1) == [["", "2021", "2022"], *MORE]


def test_a_notes_mark_behind_words_is_no_column(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        draw_rows(canvas, [["", "Goats"], ["Hill", "310"], ["Dale", "120"], ["Fell", "91"]], 700)
        canvas.setFont("Helvetica", 7)
        canvas.drawString(303, 703, "(a)")
        for row, right in enumerate([86, 93, 88]):
            canvas.drawString(right + 3, 687 - 16 * row, f"({'bcd'[row]})")

    report = read(tmp_path, draw)
    assert table_rows(report)[0] == ["", "Goats (a)"]
    assert labels_of(report)["310"] == "Hill (b), Goats (a)"


def test_a_lone_header_above_a_sections_name_heads_its_figures(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(72, 740, PROSE)
        draw_rows(canvas, [["", "Goats"], ["Milked by hand"], *(row[:2] for row in HERDS)], 700)

    report = read(tmp_path, draw)
    assert header_rows(report) == [1]
    assert labels_of(report)["310"] == "Hill, Goats"


def test_prose_that_runs_around_a_table_is_none_of_its_names(tmp_path: Path) -> None:
    narrow = "the herds that were|counted in spring by|those who keep them and|by their neighbours"
    lines = [*narrow.split("|"), "who were asked to count", "each animal only once"]

    def draw(canvas: Canvas) -> None:
        for number in range(3):
            canvas.drawString(72, 742 - 14 * number, PROSE)
        for number, line in enumerate(lines * 2):
            canvas.drawString(72, 700 - 14 * number, line)
        for number in range(3):
            canvas.drawString(72, 532 - 14 * number, PROSE)
        draw_rows(canvas, [HEAD, *HERDS, *MORE, ["Vale", "33", "12"]], 690, left=230)

    assert table_rows(read(tmp_path, draw)) == [HEAD, *HERDS, *MORE, ["Vale", "33", "12"]]
