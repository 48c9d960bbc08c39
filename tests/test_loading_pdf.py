"""Loading PDF: reading order, paragraphs, headings, tables, and files that hold none."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from assistant.errors import UnreadableReport
from assistant.figures import read_report_figures
from assistant.loading import Source, load_report
from assistant.records import BlockKind, Report
from assistant.settings import Settings
from assistant.splitting import split_report

WIDTH, HEIGHT = A4
PROSE = (
    "The committee said that police had found eight hundred and seventy-one foreigners",
    "from twelve countries during the operation, and that most of them were sent home",
    "to their own country.",
)


def drawn(draw: Callable[[Canvas], None], **options: object) -> bytes:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, **options)
    draw(canvas)
    canvas.save()
    return buffer.getvalue()


def write(
    canvas: Canvas, x: float, y: float, text: str, *, size: int = 10, font: str = "Helvetica"
) -> None:
    canvas.setFont(font, size)
    canvas.drawString(x, y, text)


def load(folder: Path, data: bytes, *, max_pages: int = 5000) -> Report:
    path = folder / "report.pdf"
    path.write_bytes(data)
    settings = Settings(max_pages=max_pages, ocr_languages="")
    return load_report(Source(path, str(path)), settings=settings)


def slices(report: Report) -> list[tuple[str, str]]:
    return [(block.kind.value, report.text[block.start : block.end]) for block in report.blocks]


def test_lines_make_paragraphs_and_larger_or_bold_lines_headings(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        write(canvas, 72, 760, "Cases in 2022", size=20)
        write(canvas, 72, 720, "Arrests", font="Helvetica-Bold")
        for number, line in enumerate(PROSE):
            write(canvas, 72, 700 - 12 * number, line)
        write(canvas, 72, 650, "A second paragraph names 149 suspects.")
        write(canvas, 72, 630, "• under 15: 124")
        write(canvas, 72, 618, "• aged 15 to 17: 31")

    report = load(tmp_path, drawn(draw))
    assert slices(report) == [
        ("heading", "Cases in 2022"),
        ("heading", "Arrests"),
        ("paragraph", "\n".join(PROSE)),
        ("paragraph", "A second paragraph names 149 suspects."),
        ("list_item", "• under 15: 124"),
        ("list_item", "• aged 15 to 17: 31"),
    ]
    assert [block.level for block in report.blocks[:2]] == [1, 2]
    assert report.title == "Cases in 2022"
    assert report.warnings == ()


TABLE = [
    ["Group", "2021", "2022", "Change"],
    ["Under 15", "100", "124", "24.0%"],
    ["Aged 15 to 17", "40", "31", "-22.5%"],
    ["Over 18, sent home to", "", "", ""],
    ["their families", "60", "70", "16.7%"],
    ["Total", "200", "225", "12.5%"],
]
READ = [*TABLE[:3], ["Over 18, sent home to their families", "60", "70", "16.7%"], TABLE[5]]


def draw_table(canvas: Canvas, *, by_column: bool = False, ruled: bool = False) -> None:
    places = [(row, column) for row in range(len(TABLE)) for column in range(4)]
    heights = [600, 580, 560, 540, 529, 509]
    for row, column in sorted(places, key=lambda at: at[1]) if by_column else places:
        canvas.setFont("Helvetica", 10)
        if column:
            canvas.drawRightString(260 + 80 * column, heights[row], TABLE[row][column])
        else:
            canvas.drawString(72, heights[row], TABLE[row][column])
    for height in heights if ruled else ():
        canvas.line(70, height - 4, 510, height - 4)


@pytest.mark.parametrize("by_column", [False, True], ids=["by row", "by column"])
@pytest.mark.parametrize("ruled", [False, True], ids=["unruled", "ruled"])
def test_a_table_is_read_row_by_row_however_it_was_drawn(
    tmp_path: Path, by_column: bool, ruled: bool
) -> None:
    def draw(canvas: Canvas) -> None:
        write(canvas, 72, 640, "Victims were counted by age, as the following table shows.")
        draw_table(canvas, by_column=by_column, ruled=ruled)
        write(canvas, 72, 470, "These figures were given by the committee in February.")

    report = load(tmp_path, drawn(draw))
    assert [kind for kind, _ in slices(report)] == ["paragraph", "table", "paragraph"]
    table = report.blocks[1]
    assert report.text[table.start : table.end] == "\n".join(" | ".join(row) for row in READ)
    assert table.header_rows == 1
    for cell in table.cells:
        assert report.text[cell.start : cell.end] == READ[cell.row][cell.column]


def test_a_header_over_several_columns_is_listed_for_each(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 10)
        canvas.drawCentredString(290, 620, "First half")
        canvas.drawCentredString(450, 620, "Second half")
        for number, row in enumerate(
            [
                ["Region", "Cases", "Victims", "Cases", "Victims"],
                ["North", "12", "31", "14", "8"],
                ["South", "7", "9", "18", "70"],
            ]
        ):
            canvas.drawString(72, 604 - 18 * number, row[0])
            for column, text in enumerate(row[1:]):
                canvas.drawCentredString(250 + 80 * column, 604 - 18 * number, text)

    report = load(tmp_path, drawn(draw))
    (table,) = report.blocks
    rows: dict[int, list[str]] = {}
    for cell in table.cells:
        rows.setdefault(cell.row, []).append(report.text[cell.start : cell.end])
    assert table.header_rows == 2
    assert rows[0] == ["", "First half", "First half", "Second half", "Second half"]
    assert rows[3] == ["South", "7", "9", "18", "70"]


def test_prose_in_two_columns_is_read_column_by_column_and_is_no_table(tmp_path: Path) -> None:
    left = [f"The left column goes on in line {n} of it" for n in range(12)]
    right = [f"while the right one has its line {n} here" for n in range(12)]

    def draw(canvas: Canvas) -> None:
        for x, lines in ((60, left), (320, right)):
            for number, line in enumerate(lines):
                write(canvas, x, 700 - 12 * number, line)

    report = load(tmp_path, drawn(draw))
    assert {block.kind for block in report.blocks} == {BlockKind.PARAGRAPH}
    assert report.text.split() == " ".join([*left, *right]).split()


def test_running_heads_stay_in_the_text_but_in_no_block(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        for number in range(1, 5):
            write(canvas, 72, 810, "Annual report of the committee", size=8)
            write(canvas, 72, 500, f"Words that only page number {number} has on it.")
            write(canvas, 290, 30, f"Page {number} of 4", size=8)
            canvas.showPage()

    report = load(tmp_path, drawn(draw))
    assert [text for _, text in slices(report)] == [
        f"Words that only page number {number} has on it." for number in range(1, 5)
    ]
    assert report.text.count("Annual report of the committee") == 4
    assert report.warnings == (
        "8 running headers, footers and page numbers are kept out of the passages",
    )
    for number, page in enumerate(report.pages, 1):
        assert report.text[page.start : page.end].endswith(f"Page {number} of 4")


def test_a_word_broken_at_a_line_end_is_whole_again_and_counted(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        write(canvas, 72, 700, "The new law against the traffick-")
        write(canvas, 72, 688, "ing of people was passed in June.")

    report = load(tmp_path, drawn(draw))
    assert report.text == "The new law against the trafficking of people was passed in June."
    assert report.warnings == ("1 word broken at line ends was joined",)


def test_a_word_broken_inside_a_table_cell_is_whole_again(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        draw_table(canvas)
        write(canvas, 72, 489, "Moved to other shel-")
        write(canvas, 72, 478, "ters in the district")
        for column, text in enumerate(("12", "14", "2.0%")):
            canvas.drawRightString(340 + 80 * column, 478, text)

    report = load(tmp_path, drawn(draw))
    assert "\x02" not in report.text
    assert "Moved to other shelters in the district | 12 | 14 | 2.0%" in report.text


def test_a_rotated_page_is_read_as_it_is_shown(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setPageRotation(90)
        canvas.translate(WIDTH, 0)
        canvas.rotate(90)
        canvas.translate(0, -100)
        draw_table(canvas)

    report = load(tmp_path, drawn(draw))
    assert report.text == "\n".join(" | ".join(row) for row in READ)


def test_pages_without_text_are_named(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        for number in range(5):
            if number in (1, 3, 4):
                canvas.rect(100, 100, 200, 200)
            else:
                write(canvas, 72, 700, f"There are {number} words.")
            canvas.showPage()

    report = load(tmp_path, drawn(draw))
    [warning] = report.warnings
    assert warning.startswith("pages 2, 4-5 have no text layer (scans?): nothing was read there")
    assert len(report.pages) == 5


def test_prose_beside_a_table_stays_out_of_it(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        for number in range(12):
            write(canvas, 60, 700 - 12 * number, f"words in the left column, line {number}")
        for number, row in enumerate(
            [
                ("Age", "2021", "2022"),
                ("Under 15", "100", "124"),
                ("Over 18", "60", "70"),
                ("Total", "160", "194"),
            ]
        ):
            for column, text in enumerate(row):
                write(canvas, 330 + 90 * column, 690 - 18 * number, text)

    report = load(tmp_path, drawn(draw))
    tables = [text for kind, text in slices(report) if kind == "table"]
    assert tables == [
        "Age | 2021 | 2022\nUnder 15 | 100 | 124\nOver 18 | 60 | 70\nTotal | 160 | 194"
    ]
    assert "line 5\nwords in the left column, line 6" in report.text


def test_dots_leading_to_a_number_are_left_out_and_counted(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        for number, label in enumerate(("Children weighed", "Children fed", "Women asked")):
            write(canvas, 72, 700 - 15 * number, label + " " + "." * (60 - len(label)))
            write(canvas, 400, 700 - 15 * number, f"{40 + number}.6")
            write(canvas, 480, 700 - 15 * number, f"{50 + number}.1")

    report = load(tmp_path, drawn(draw))
    assert report.text.splitlines()[0] == "Children weighed | 40.6 | 50.1"
    assert report.warnings == ("3 rows of dots leading to a number were left out",)


def test_a_paragraph_that_begins_in_bold_is_no_heading(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        write(canvas, 72, 700, "Few are owners: more than half", font="Helvetica-Bold")
        write(canvas, 72, 688, "of all adults now have one, and")
        write(canvas, 72, 676, "so do most of their children.")

    assert [kind for kind, _ in slices(load(tmp_path, drawn(draw)))] == ["paragraph"]


def test_text_too_small_to_see_is_kept_out_of_the_blocks(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        write(canvas, 72, 700, "Words that a reader sees.")
        write(canvas, 72, 650, "PLACEHOLDER_40", size=1)

    report = load(tmp_path, drawn(draw))
    assert slices(report) == [("paragraph", "Words that a reader sees.")]
    assert "PLACEHOLDER_40" in report.text
    assert report.warnings == ("1 piece of text too small to see is kept out of the passages",)


PLACES = [[f"Place {n}", f"{n * 37:,}", f"{n * 3}", f"{n}.5"] for n in range(20, 80)]


def draw_long_table(
    canvas: Canvas, *, repeats: bool = False, note: str = "", shift: int = 0, between: str = ""
) -> None:
    """A table of 60 rows on three pages, each with a running head and foot."""
    for page in range(3):
        write(canvas, 72, 810, "Annual report of the committee", size=8)
        write(canvas, 290, 30, f"Page {page + 1} of 3", size=8)
        rows = PLACES[20 * page : 20 * (page + 1)]
        if page == 0 or repeats:
            rows = [["District", "Cases", "Deaths", "Rate"], *rows]
        if page == 0:
            write(canvas, 72, 780, "The districts reported what the following table shows.")
        if page and between:
            write(canvas, 72, 770, between)
        for number, row in enumerate(rows):
            for column, text in enumerate(row):
                x = 72 + 100 * column + (shift if page else 0)
                if column:
                    canvas.drawRightString(x + 60, 740 - 15 * number, text)
                else:
                    canvas.drawString(x, 740 - 15 * number, text)
        if page < 2 and note:
            write(canvas, 72, 400, note)
        canvas.showPage()


@pytest.mark.parametrize(
    ("options", "headers"),
    [
        ({}, [1, 1, 1]),
        ({"repeats": True}, [1, 1, 1]),
        ({"note": "(continued on the next page)"}, [1, 1, 1]),
        ({"between": "Table 2 (continued)"}, [1, 1, 1]),
        ({"between": "Another table, of other things, is this one."}, [1, 0, 0]),
        ({"shift": 60}, [1, 0, 0]),
    ],
    ids=["bare", "header repeated", "note", "caption", "another table", "other columns"],
)
def test_a_table_that_runs_over_the_page_keeps_its_header(
    tmp_path: Path, options: dict[str, Any], headers: list[int]
) -> None:
    report = load(tmp_path, drawn(lambda canvas: draw_long_table(canvas, **options)))
    tables = [block for block in report.blocks if block.kind is BlockKind.TABLE]
    assert [table.header_rows for table in tables] == headers
    for page, table in zip(report.pages, tables, strict=True):
        assert page.start <= table.start < table.end <= page.end
        assert "report of" not in report.text[table.start : table.end]
        rows: dict[int, list[str]] = {}
        for cell in table.cells:
            rows.setdefault(cell.row, []).append(report.text[cell.start : cell.end])
        head = [["District", "Cases", "Deaths", "Rate"]] * table.header_rows
        body = PLACES[20 * page.number - 20 : 20 * page.number]
        assert list(rows.values()) == head + body


def test_figures_and_passages_of_a_later_part_know_the_header(tmp_path: Path) -> None:
    report = load(tmp_path, drawn(draw_long_table))
    figure = next(f for f in read_report_figures(report) if f.surface == "2,886")
    assert (
        report.text[figure.sentence_start : figure.sentence_end] == "Place 78 | 2,886 | 234 | 78.5"
    )
    assert "Cases" in (figure.label or "")
    passages = split_report(report, count_pieces=lambda text: len(text.split()), limit=90)
    later = [passage for passage in passages if passage.page != 1]
    assert len(later) > 3
    for passage in later:
        assert "District | Cases | Deaths | Rate" in passage.context
        assert passage.text.startswith("Place ")


def blank(canvas: Canvas) -> None:
    canvas.showPage()


def box(canvas: Canvas) -> None:
    canvas.rect(100, 100, 200, 200)


def scan(canvas: Canvas) -> None:
    canvas.showPage()
    canvas.drawInlineImage(Image.new("L", (8, 8)), 0, 0, 500, 700)


def three_pages(canvas: Canvas) -> None:
    for _ in range(3):
        write(canvas, 72, 700, "Words")
        canvas.showPage()


@pytest.mark.parametrize(
    ("data", "cause"),
    [
        (drawn(scan), r"no page has a text layer \(it is a scan\); .*ocrmypdf in.pdf out.pdf"),
        (drawn(box), r"no page has a text layer \(it is a scan\); .*ocrmypdf in.pdf out.pdf"),
        (drawn(blank), "its pages are blank or damaged: nothing at all stands on them; open it"),
        (drawn(blank, encrypt=StandardEncryption("", "secret")), "encrypted, .*no text can be"),
        (drawn(three_pages), "it has 3 pages, more than the 2 allowed"),
        (drawn(blank, encrypt=StandardEncryption("secret")), "the PDF is encrypted"),
        (drawn(three_pages)[:200], "the PDF is damaged"),
    ],
    ids=["scan", "drawing", "blank", "protected", "too many pages", "encrypted", "cut off"],
)
def test_a_pdf_that_cannot_be_read_says_why_and_what_to_do(
    tmp_path: Path, data: bytes, cause: str
) -> None:
    with pytest.raises(UnreadableReport, match=cause):
        load(tmp_path, data, max_pages=2)


def test_the_file_s_own_title_is_used_where_it_is_one(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setTitle("Results of the year 2022")
        write(canvas, 72, 700, "Words enough for a page of text in this file.")

    assert load(tmp_path, drawn(draw)).title == "Results of the year 2022"
