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


def test_rules_around_the_figures_do_not_part_them_from_their_names(tmp_path: Path) -> None:
    rows = [HEAD, *HERDS, *MORE]

    def draw(canvas: Canvas) -> None:
        draw_rows(canvas, rows, 700)
        for number in range(len(rows) + 1):
            for x0, x1 in pairwise((260, 310, 390)):
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
        ("Northern farms", [["Fell", "", "", "91"], ["Moor", "", "", "64"]]),
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
        canvas.drawString(72, 630, "Northern farms")
        draw_rows(canvas, [["Fell", "91", "", "20"], ["Moor", "64", "", "17"]], 574)

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
        for number in range(6):
            canvas.drawString(72, 784 - 14 * number, f"{PROSE} Each was counted twice.")
        for number, line in enumerate(lines * 2):
            canvas.drawString(72, 706 - 16 * number, line)
        for number in range(6):
            canvas.drawString(72, 514 - 14 * number, f"{PROSE} Each was counted twice.")
        draw_rows(canvas, [HEAD, *HERDS, *MORE, ["Vale", "33", "12"]], 690, left=230)

    assert table_rows(read(tmp_path, draw)) == [HEAD, *HERDS, *MORE, ["Vale", "33", "12"]]


@pytest.mark.parametrize(("pitch", "gap"), [(26, 26), (14, 34)], ids=["loose", "set apart"])
def test_a_header_is_found_above_rows_set_wide_apart_or_above_a_blank_line(
    tmp_path: Path, pitch: int, gap: int
) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(72, 760, PROSE)
        draw_rows(canvas, [["", *HEAD[1:]]], 700)
        for number, row in enumerate([*HERDS, *MORE]):
            draw_rows(canvas, [row], 700 - gap - pitch * number)

    assert labels_of(read(tmp_path, draw))["310"] == "Hill, Goats"


def test_figures_below_a_gap_that_end_where_those_above_do_are_of_the_same_table(
    tmp_path: Path,
) -> None:
    def draw(canvas: Canvas) -> None:
        draw_rows(canvas, [HEAD, *HERDS], 700)
        draw_rows(canvas, [["All farms", "430", "98"]], 630)
        draw_rows(canvas, [["Kept for milk, on whichever farm they are"]], 603)
        draw_rows(canvas, [["Ewes and nannies", "400", "(90)"]], 575)

    assert table_rows(read(tmp_path, draw)) == [
        HEAD,
        *HERDS,
        ["All farms", "430", "98"],
        ["Kept for milk, on whichever farm they are", "", ""],
        ["Ewes and nannies", "400", "(90)"],
    ]


def test_days_over_units_beside_a_name_are_another_header(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        draw_rows(canvas, [["1 Milk", "30 June 2022", "30 June 2021"], ["", "£", "£"], *HERDS], 700)
        again = [["2 Wool", "31 May 2020", "31 May 2019"], ["", "£", "£"], ["Fell", "91", "-"]]
        draw_rows(canvas, [*again, ["Moor", "64", "17"]], 636)

    report = read(tmp_path, draw)
    periods = {figure.surface: figure.period for figure in read_report_figures(report)}
    assert (periods["310"], periods["91"]) == ("2022-06-30", "2020-05-31")


def test_a_group_named_beside_its_first_row_names_the_others_that_every_group_has(
    tmp_path: Path,
) -> None:
    rows = [("Hill", "Ewes", "310"), ("", "Rams", "12"), ("Dale", "Ewes", "120"), ("", "Rams", "4")]

    def draw(canvas: Canvas) -> None:
        for number, row in enumerate([("Farm", "Kind", "Sheep"), *rows]):
            for x, text in zip((72, 150, 260), row, strict=True):
                canvas.drawString(x, 700 - 16 * number, text)

    assert [row[:2] for row in table_rows(read(tmp_path, draw))[1:]] == [
        ["Hill", "Ewes"],
        ["Hill", "Rams"],
        ["Dale", "Ewes"],
        ["Dale", "Rams"],
    ]


def test_a_total_under_names_is_of_none_of_them(tmp_path: Path) -> None:
    rows = [("Hill", "Ewes", "310"), ("Dale", "Ewes", "120"), ("", "Total", "430")]

    def draw(canvas: Canvas) -> None:
        for number, row in enumerate([("Farm", "Kind", "Sheep"), *rows]):
            for x, text in zip((72, 150, 260), row, strict=True):
                canvas.drawString(x, 700 - 16 * number, text)

    assert table_rows(read(tmp_path, draw))[-1] == ["", "Total", "430"]


def test_a_header_without_a_rule_covers_the_headed_columns_it_is_over_the_middle_of(
    tmp_path: Path,
) -> None:
    head = ["Farm", "Cows", "Goats", "Ewes", "Rams"]

    def draw(canvas: Canvas) -> None:
        canvas.drawCentredString(450, 716, "Kept for their wool and their milk")
        draw_rows(canvas, [head, ["Hill", "1", "310", "34", "55"]], 700)
        draw_rows(canvas, [["Dale", "2", "120", "12", "43"]], 668)

    over = ["Kept for their wool and their milk"] * 3
    assert table_rows(read(tmp_path, draw))[0] == ["", "", *over]


def test_headers_that_run_together_in_one_long_line_are_headers(tmp_path: Path) -> None:
    heads = ["Goats milked", "Goats shorn", "Sheep milked", "Sheep shorn", "Lambs sold"]
    body = [["310", "34", "55", "21", "9"], ["120", "12", "43", "20", "8"]]

    def draw(canvas: Canvas) -> None:
        canvas.drawString(72, 740, PROSE)
        canvas.drawString(72, 700, "Farm")
        for row, name in enumerate(["Hill", "Dale"]):
            canvas.drawString(72, 684 - 16 * row, name)
        x, ends = 200.0, []
        for text in heads:
            canvas.drawString(x, 700, text)
            x += canvas.stringWidth(text) + 7
            ends.append(x - 7)
        for row, numbers in enumerate(body):
            for end, text in zip(ends, numbers, strict=True):
                canvas.drawRightString(end, 684 - 16 * row, text)

    assert table_rows(read(tmp_path, draw))[0] == ["Farm", *heads]


def test_tables_side_by_side_whose_rows_are_not_level_are_two(tmp_path: Path) -> None:
    fowl = [["Birds", "2022"], ["Geese", "12"], ["Hens", "34"], ["Ducks", "56"], ["Teal", "7"]]

    def draw(canvas: Canvas) -> None:
        for number, row in enumerate([HEAD[:2], *(row[:2] for row in [*HERDS, *MORE])]):
            canvas.drawString(72, 700 - 16 * number, row[0])
            canvas.drawRightString(200, 700 - 16 * number, row[1])
        for number, row in enumerate(fowl):
            canvas.drawString(300, 692 - 16 * number, row[0])
            canvas.drawRightString(440, 692 - 16 * number, row[1])

    report = read(tmp_path, draw)
    assert table_rows(report) == [HEAD[:2], *(row[:2] for row in [*HERDS, *MORE])]
    assert table_rows(report, 1) == fowl


def test_a_sum_with_its_sign_begins_a_cell_of_its_own(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        draw_rows(canvas, [["", "Milk", "Wool"], ["Hill", "9,310", "1,355"]], 700)
        draw_rows(canvas, [["Fell", "8,310", "1,295"]], 652)
        canvas.drawString(72, 668, "Dale")
        canvas.drawRightString(382, 668, "$ 8,120  $1,295,376")

    assert table_rows(read(tmp_path, draw))[2] == ["Dale", "$ 8,120", "$1,295,376"]


def test_a_caption_within_rows_begins_another_table(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        draw_rows(canvas, [HEAD, *HERDS, ["Table 2. Fowl"], ["Fell", "91", "20"], *MORE], 700)

    labels = labels_of(read(tmp_path, draw))
    assert labels["310"] == "Goats, Hill"
    assert "Goats" not in (labels["64"] or "")


@pytest.mark.parametrize("heads_first", [True, False], ids=["heads left", "figures left"])
def test_headers_that_stand_over_none_of_their_figures_have_these_in_order(
    tmp_path: Path, heads_first: bool
) -> None:
    heads, rows = (
        ["2021", "2022", "2021", "2022"],
        [("310", "34", "5", "7"), ("120", "9", "4", "8")],
    )
    lefts, rights = (170, 270, 370, 430), (250, 350, 410, 470)

    def place(canvas: Canvas, column: int, y: float, text: str, *, left: bool) -> None:
        if left:
            canvas.drawString(lefts[column], y, text)
        else:
            canvas.drawRightString(rights[column], y, text)

    def draw(canvas: Canvas) -> None:
        canvas.drawString(72, 700, "Farm")
        for column, text in enumerate(heads):
            place(canvas, column, 700, text, left=heads_first)
        for number, row in enumerate(rows):
            canvas.drawString(72, 684 - 16 * number, ["Hill", "Dale"][number])
            for column, text in enumerate(row):
                place(canvas, column, 684 - 16 * number, text, left=not heads_first)

    assert table_rows(read(tmp_path, draw))[:2] == [["Farm", *heads], ["Hill", *rows[0]]]


def test_headers_flush_with_the_first_of_headers_that_repeat_cover_them_all(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(170, 716, "Kept")
        canvas.drawString(350, 716, "Sold")
        for row, texts in enumerate([["2021", "2022"] * 2, ["310", "55", "7", "3"]]):
            canvas.drawString(72, 700 - 16 * row, ["Farm", "Hill"][row])
            for column, text in enumerate(texts):
                canvas.drawString((170, 260, 350, 440)[column], 700 - 16 * row, text)

    assert table_rows(read(tmp_path, draw))[0] == ["", "Kept", "Kept", "Sold", "Sold"]


@pytest.mark.parametrize("mark", ["(NA)", ":", "n.a.", "(D)"])
def test_a_first_row_of_marks_for_no_figure_is_no_header(tmp_path: Path, mark: str) -> None:
    rows = [HEAD, ["Fell", mark, mark], ["Moor", mark, mark], *HERDS]
    report = read(tmp_path, lambda canvas: draw_rows(canvas, rows, 700))
    assert (table_rows(report), header_rows(report)) == (rows, [1])


def test_a_header_in_larger_type_heads_its_columns(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        draw_rows(canvas, HERDS, 684)
        canvas.setFont("Helvetica-Bold", 13)
        draw_rows(canvas, [["", *HEAD[1:]]], 702)

    assert header_rows(read(tmp_path, draw)) == [1]


def test_titles_in_the_middle_of_a_table_are_of_the_rows_below_them(tmp_path: Path) -> None:
    head = ["Farm", "Goats", "Sheep", "Cows"]
    parts = [["Hill", "310", "55", "7"], ["Dale", "120", "43", "8"]]

    def draw(canvas: Canvas) -> None:
        draw_rows(canvas, [head], 700)
        for number, title in enumerate(["Number", "Per cent"]):
            canvas.drawCentredString(375, 684 - 48 * number, title)
            draw_rows(canvas, parts, 668 - 48 * number)

    report = read(tmp_path, draw)
    assert table_rows(report) == [
        head,
        ["Number", "", "", ""],
        *parts,
        ["Per cent", "", "", ""],
        *parts,
    ]
    assert header_rows(report) == [1]


def test_figures_set_closer_than_words_are_parted_are_cells(tmp_path: Path) -> None:
    rows = [["Farm", "2019", "2020", "2021"], ["Hill", "11.1", "12.2", "13.3"]]
    rows += [["Dale", "21.1", "22.2", "23.3"], ["Fell", "31.1", "32.2", "33.3"]]

    def draw(canvas: Canvas) -> None:
        canvas.drawString(72, 720, PROSE)
        for number, row in enumerate(rows):
            canvas.drawString(72, 684 - 16 * number, row[0])
            for column, text in enumerate(row[1:]):
                canvas.drawRightString(200 + 28 * column, 684 - 16 * number, text)

    assert table_rows(read(tmp_path, draw)) == rows
