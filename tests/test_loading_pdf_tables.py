"""Tables of PDF pages whose headers span columns, stand close, or hold numbers."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from loaded import header_rows, load, table_rows, written
from pypdfium2 import PdfDocument
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from assistant.figures import read_report_figures
from assistant.records import Report

SIZE = 10
PROSE = "Herds were counted in spring, as the following table shows for each farm of the valley."


def read(folder: Path, *pages: Callable[[Canvas], None]) -> Report:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4)
    for draw in pages:
        canvas.setFont("Helvetica", SIZE)
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return load(written(folder, "report.pdf", buffer.getvalue()))


def draw_rows(canvas: Canvas, rows: Sequence[Sequence[str]], *, y: float, left: float) -> None:
    """Draws rows with the first column on the left and the others to end 60 points apart."""
    for number, row in enumerate(rows):
        canvas.drawString(72, y - 16 * number, row[0])
        for column, text in enumerate(row[1:]):
            canvas.drawRightString(left + 60 * column, y - 16 * number, text)


BODY = [["Hill", "310", "34", "55", "21"], ["Dale", "120", "12", "43", "20"]]


@pytest.mark.parametrize("pieces", [False, True], ids=["one rule", "a rule a cell"])
def test_a_header_covers_the_columns_over_the_rule_under_it(tmp_path: Path, pieces: bool) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(72, 700, PROSE)
        canvas.drawCentredString(350, 640, "Sheep")
        for x0, x1 in [(258, 318), (318, 378), (378, 442)] if pieces else [(258, 442)]:
            canvas.line(x0, 636, x1, 636)
        rows = [["Farm", "Goats", "Ewes", "Rams", "Lambs"], *BODY]
        draw_rows(canvas, rows, y=624, left=250)

    rows = table_rows(read(tmp_path, draw))
    assert rows[0] == ["", "", "Sheep", "Sheep", "Sheep"]
    assert rows[2] == BODY[0]


def test_headers_over_one_long_rule_share_its_columns_by_where_they_stand(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(72, 700, PROSE)
        canvas.drawCentredString(295, 640, "Sheep")
        canvas.drawCentredString(420, 640, "All")
        canvas.line(205, 636, 442, 636)
        rows = [["Farm", "Ewes", "Rams", "Lambs", "2022"], *BODY]
        draw_rows(canvas, rows, y=624, left=250)

    rows = table_rows(read(tmp_path, draw))
    assert rows[0] == ["", "Sheep", "Sheep", "Sheep", "All"]


def test_headers_that_stand_close_are_cut_between_their_columns(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(72, 700, PROSE)
        canvas.drawRightString(250, 640, "Number of")
        canvas.drawString(256, 640, "Share of the")
        draw_rows(canvas, [["Farm", "goats", "herd"], ["Hill", "310", "34"]], y=628, left=250)
        draw_rows(canvas, [["Dale", "120", "12"], ["Fell", "90", "7"]], y=596, left=250)

    report = read(tmp_path, draw)
    assert table_rows(report)[0] == ["Farm", "Number of goats", "Share of the herd"]
    labels = {f.surface: f.label for f in read_report_figures(report)}
    assert labels["310"] == "Number of goats, Hill"
    assert labels["34"] == "Share of the herd, Hill"


@pytest.mark.parametrize(
    "last",
    [["Farm", "under", "$500–", "$900"], ["Farm", "goats", "sheep", "3"]],
    ids=["ends of ranges", "a number among words"],
)
def test_a_number_under_words_over_numbers_is_a_headers(tmp_path: Path, last: list[str]) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(72, 700, PROSE)
        draw_rows(canvas, [["", "Sold", "Sold", "Sold"]], y=640, left=250)
        draw_rows(
            canvas, [last, *(row[:4] for row in BODY), *(r[:4] for r in BODY)], y=628, left=250
        )

    report = read(tmp_path, draw)
    assert header_rows(report) == [1]
    assert table_rows(report)[0] == [last[0], *(f"Sold {word}" for word in last[1:])]


def test_a_row_with_a_mark_or_number_of_its_own_is_not_joined_to_the_row_above(
    tmp_path: Path,
) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(72, 700, PROSE)
        draw_rows(canvas, [["Farm", "Goats", "Sheep"]], y=640, left=250)
        draw_rows(canvas, [["Hill", "10", "1"]], y=616, left=250)
        draw_rows(canvas, [["Dale", "-", "200 ewes"]], y=605, left=250)
        draw_rows(canvas, [["Fell", "90", "7"], ["Moor", "80", "6"]], y=581, left=250)

    rows = table_rows(read(tmp_path, draw))
    assert rows[1:3] == [["Hill", "10", "1"], ["Dale", "-", "200 ewes"]]


def test_words_after_a_wide_gap_in_the_last_header_are_no_column(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(72, 700, PROSE)
        canvas.drawString(72, 640, "Farm")
        canvas.drawString(200, 640, "Goats")
        canvas.drawString(300, 640, "Sheep")
        canvas.drawString(341, 640, "head")
        for number, row in enumerate(BODY):
            canvas.drawString(72, 624 - 16 * number, row[0])
            canvas.drawString(200, 624 - 16 * number, row[1])
            canvas.drawString(300, 624 - 16 * number, row[2])

    assert table_rows(read(tmp_path, draw)) == [
        ["Farm", "Goats", "Sheep head"],
        ["Hill", "310", "34"],
        ["Dale", "120", "12"],
    ]


def test_a_header_over_several_columns_that_recurs_on_each_page_heads_each_pages_table(
    tmp_path: Path,
) -> None:
    def page(number: int) -> Callable[[Canvas], None]:
        def draw(canvas: Canvas) -> None:
            canvas.drawString(72, 815, "The valley's herds")
            canvas.drawCentredString(295, 790, "Sheep")
            canvas.line(205, 786, 382, 786)
            rows = [["Farm", "Ewes", "Rams", "Lambs", "All"], *BODY]
            draw_rows(canvas, rows, y=774, left=250)
            canvas.drawString(72, 700, f"{number} farms were seen, and more will be next year.")

        return draw

    report = read(tmp_path, *(page(number) for number in (4, 5, 6)))
    assert header_rows(report) == [2, 2, 2]
    assert table_rows(report, 2)[0] == ["", "Sheep", "Sheep", "Sheep", ""]


def draw_herds(canvas: Canvas, *, y: float, title: str = "") -> None:
    """Draws a title, years, two names of sections and the rows of both."""
    canvas.drawCentredString(250, y + 16, title)
    draw_rows(canvas, [["", "2022", "2021"]], y=y, left=300)
    canvas.drawString(72, y - 16, "Animals held for their milk")
    canvas.drawString(72, y - 32, "In the valley")
    draw_rows(canvas, [["Goats", "$ 31", "$ 34"], ["Sheep", "55", "58"]], y=y - 48, left=300)


def test_a_header_above_names_of_sections_heads_the_figures_under_them(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(72, 700, PROSE)
        draw_herds(canvas, y=640, title="The herds of the hill farm and of the dale farm")

    report = read(tmp_path, draw)
    assert table_rows(report)[0] == ["", "2022", "2021"]
    assert header_rows(report) == [1]
    periods = {f.surface: f.period for f in read_report_figures(report)}
    assert (periods["55"], periods["58"]) == ("2022", "2021")


def test_years_and_units_that_recur_at_the_top_of_pages_stay_with_their_tables(
    tmp_path: Path,
) -> None:
    def page(number: int) -> Callable[[Canvas], None]:
        def draw(canvas: Canvas) -> None:
            canvas.drawString(72, 800, "(in thousands)")
            draw_herds(canvas, y=780)
            canvas.drawString(72, 600, f"{number} farms were seen, and more will be next year.")

        return draw

    report = read(tmp_path, *(page(number) for number in (4, 5, 6)))
    assert [table_rows(report, number)[0] for number in range(3)] == [["", "2022", "2021"]] * 3
    values = [figure.value for figure in read_report_figures(report) if figure.surface == "55"]
    assert values == [55_000] * 3


def test_a_currency_sign_set_apart_is_its_numbers_and_no_column(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(72, 700, PROSE)
        draw_rows(canvas, [["Costs", "2022", "2021"]], y=640, left=300)
        draw_rows(canvas, [["Feed", "310", "340"], ["Vet", "(55)", "58"]], y=624, left=300)
        draw_rows(canvas, [["All", "(365) $", "398"]], y=592, left=300)
        for y in (624, 592):
            canvas.drawString(260, y, "$")
        canvas.drawString(322, 624, "$")

    report = read(tmp_path, draw)
    assert table_rows(report)[1:] == [
        ["Feed", "$ 310", "$ 340"],
        ["Vet", "(55)", "58"],
        ["All", "$ (365)", "$ 398"],
    ]
    units = {f.surface: f.unit for f in read_report_figures(report)}
    assert units["$ 340"] == "USD"


def test_a_section_in_bold_is_not_joined_to_the_name_under_it(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(72, 700, PROSE)
        draw_rows(canvas, [["", "2022", "2021"], ["Hill", "31", "34"]], y=640, left=300)
        canvas.setFont("Helvetica-Bold", SIZE)
        canvas.drawString(72, 606, "Sheep")
        canvas.setFont("Helvetica", SIZE)
        draw_rows(canvas, [["Hill", "55", "58"], ["Dale", "61", "62"]], y=595, left=300)

    rows = table_rows(read(tmp_path, draw))
    assert [row[0] for row in rows] == ["", "Hill", "Sheep", "Hill", "Dale"]


def test_a_name_as_long_as_its_column_does_not_end_a_table(tmp_path: Path) -> None:
    long = "Goats bought, sold, born and lost in the valley and on the hill, and"

    def draw(canvas: Canvas) -> None:
        canvas.drawString(72, 700, PROSE)
        draw_rows(canvas, [["", "2022", "2021"], ["Hill", "31", "34"]], y=640, left=430)
        draw_rows(
            canvas, [["Dale", "41", "44"], [long], ["in the barn", "55", "58"]], y=608, left=430
        )

    rows = table_rows(read(tmp_path, draw))
    assert rows[-1] == [f"{long} in the barn", "55", "58"]


def sideways(degrees: int, *, by_page: bool) -> Callable[[Canvas], None]:
    """Draws a table turned left by degrees, or level on a page that is shown turned right."""

    def draw(canvas: Canvas) -> None:
        if by_page:
            canvas.setPageRotation(degrees)
        elif degrees:
            width, height = A4
            canvas.translate(*{90: (width, 0), 180: (width, height), 270: (0, height)}[degrees])
            canvas.rotate(degrees)
        draw_rows(canvas, [["Farm", "Goats", "Ewes", "Rams", "Lambs"], *BODY], y=500, left=250)
        canvas.drawString(
            72, 460, "The committee counted these herds in May, when most were inside."
        )

    return draw


@pytest.mark.parametrize("by_page", [False, True], ids=["drawn turned", "page turned"])
@pytest.mark.parametrize("degrees", [0, 90, 180, 270])
def test_a_table_set_sideways_gives_the_figures_of_its_upright_twin(
    tmp_path: Path, degrees: int, by_page: bool
) -> None:
    report = read(tmp_path, sideways(degrees, by_page=by_page))
    assert [block.kind.value for block in report.blocks] == ["table", "paragraph"]
    assert table_rows(report)[1:] == BODY
    assert header_rows(report) == [1]


def test_a_page_turned_to_show_text_that_was_drawn_sideways_is_read_as_it_shows(
    tmp_path: Path,
) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setPageRotation(90)
        sideways(90, by_page=False)(canvas)

    assert table_rows(read(tmp_path, draw))[1:] == BODY


def test_a_header_in_a_box_of_its_own_covers_the_columns_under_the_box(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(72, 700, PROSE)
        canvas.rect(70, 636, 185, 14)
        canvas.rect(255, 636, 125, 14)
        canvas.rect(380, 636, 65, 14)
        canvas.drawCentredString(318, 640, "Sheep")
        rows = [["Farm", "Goats", "Ewes", "Rams", "Lambs"], *BODY]
        draw_rows(canvas, rows, y=624, left=250)

    assert table_rows(read(tmp_path, draw))[0] == ["", "", "Sheep", "Sheep", ""]


@pytest.mark.parametrize(
    ("heads", "row"),
    [
        ([(280, "Hill"), (400, "Dale")], ["Hill", "Hill", "Dale", "Dale", "", ""]),
        ([(340, "Valley"), (530, "Moor")], ["Valley"] * 4 + ["Moor"] * 2),
        # What is not over the middle of pairs is a header of its column alone.
        ([(250, "Hill"), (555, "All")], ["Hill 2022", *["2021", "2022"] * 2, "All 2021"]),
    ],
)
def test_headers_over_headers_that_repeat_cover_whole_runs_of_them(
    tmp_path: Path, heads: list[tuple[int, str]], row: list[str]
) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(72, 700, PROSE)
        for x, text in heads:
            canvas.drawCentredString(x - 15, 640, text)
        years = ["2022", "2021"] * 3
        body = [[name, "31", "34", "55", "58", "61", "62"] for name in ("Goats", "Sheep")]
        draw_rows(canvas, [["", *years], *body], y=624, left=250)

    assert table_rows(read(tmp_path, draw))[0] == ["", *row]


def test_sums_that_run_together_are_cut_before_the_currency_sign(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(72, 700, PROSE)
        draw_rows(canvas, [["Costs", "2022", "2021"]], y=640, left=250)
        draw_rows(canvas, [["Feed", "310,000", "340,000"]], y=624, left=250)
        canvas.drawString(72, 608, "Vet")
        canvas.drawRightString(310, 608, "$ 219,173 $ 225,302")
        draw_rows(canvas, [["All", "529,173", "565,302"]], y=592, left=250)

    rows = table_rows(read(tmp_path, draw))
    assert rows[2] == ["Vet", "$ 219,173", "$ 225,302"]


def test_a_header_that_stands_again_in_the_body_is_not_joined_to_the_figures_above_it(
    tmp_path: Path,
) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(72, 700, PROSE)
        draw_rows(canvas, [["Goats", "Last", "Target"], ["Hill", "31", "34"]], y=640, left=250)
        draw_rows(canvas, [["Dale", "41", "44"]], y=608, left=250)
        draw_rows(canvas, [["Sheep", "Last", "Target"]], y=597, left=250)
        draw_rows(canvas, [["Hill", "55", "58"], ["Dale", "61", "62"]], y=581, left=250)

    rows = table_rows(read(tmp_path, draw))
    assert rows[2:4] == [["Dale", "41", "44"], ["Sheep", "Last", "Target"]]


@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_the_words_of_a_page_set_sideways_have_their_boxes_where_the_page_shows_them(
    tmp_path: Path, degrees: int
) -> None:
    report = read(tmp_path, sideways(degrees, by_page=False))
    (page,) = report.pages
    document = PdfDocument((tmp_path / "report.pdf").read_bytes())
    try:
        drawn = document[0].get_textpage()
        words = page.words.words()
        assert len(words) > 20
        for word in words:
            under = drawn.get_text_bounded(
                word.x0 - 1, page.height - word.y1 - 1, word.x1 + 1, page.height - word.y0 + 1
            )
            assert report.text[word.start : word.end] in under
    finally:
        document.close()


def test_prose_beside_a_chart_names_none_of_its_rows(tmp_path: Path) -> None:
    lines = ["In most of the valley herds are", "kept on the hills, where the grass", "is short in"]
    lines += [
        "spring. Where it is not, they are",
        "brought down to the farms by the",
        "lake, and fed",
    ]

    def draw(canvas: Canvas) -> None:
        for number, line in enumerate(lines):
            canvas.drawString(72, 700 - 19 * number, line)
        canvas.setFont("Helvetica", 8)
        # A chart is drawn a series at a time.
        names = ["Hill", "Dale", "Fell", "Moor", "Tarn"]
        for x, texts in [(400, range(69, 64, -1)), (360, range(31, 36)), (300, names)]:
            for number, text in enumerate(texts):
                canvas.drawString(x, 688 - 14 * number, str(text))

    rows = table_rows(read(tmp_path, draw))
    assert rows[0] == ["Hill", "31", "69"]
    assert [row[0] for row in rows] == ["Hill", "Dale", "Fell", "Moor", "Tarn"]


def test_a_row_of_words_with_a_name_is_no_header_unless_it_is_set_apart(tmp_path: Path) -> None:
    def page(font: str) -> Callable[[Canvas], None]:
        def draw(canvas: Canvas) -> None:
            canvas.drawString(72, 700, PROSE)
            draw_rows(canvas, [["Farm", "Goats", "Sheep"]], y=640, left=250)
            draw_rows(canvas, [row[:3] for row in BODY], y=624, left=250)
            canvas.setFont(font, SIZE)
            draw_rows(canvas, [["Pasture", "Poor", "Good"]], y=592, left=250)
            canvas.setFont("Helvetica", SIZE)
            draw_rows(canvas, [["Fell", "90", "7"], ["Moor", "80", "6"]], y=576, left=250)

        return draw

    assert header_rows(read(tmp_path, page("Helvetica"))) == [1]
    assert header_rows(read(tmp_path, page("Helvetica-Bold"))) == [1, 1]
