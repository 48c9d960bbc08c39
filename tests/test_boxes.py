"""Word boxes: what stands under the boxes of a span is the span, whatever the page is like."""

from __future__ import annotations

import io
import re
import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from types import ModuleType

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas
from shelf import BEFORE_COVERAGE, EMBEDDER, UNDO_VERSIONS, make_report, put

from assistant.library import Store
from assistant.loading import Source, load_report
from assistant.records import Box, Page, Report, Word, WordBoxes, find_boxes, find_confidence
from assistant.settings import Settings

ROOT = Path(__file__).parent.parent
WIDTH, HEIGHT = A4
LINES = (
    "Police in the district had freed 48 people by June, the committee said, and the",
    "number of those freed in July, 48 once more, was given as provi-",
    "sional (48 to 52).",
)


@pytest.fixture
def measure(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """Hands out eval/boxes.py, which reads what stands in an area by another call of pdfium."""
    monkeypatch.syspath_prepend(str(ROOT / "eval"))
    import boxes

    return boxes


def drawn(draw: Callable[[Canvas], None], **options: object) -> bytes:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, **options)
    draw(canvas)
    canvas.save()
    return buffer.getvalue()


def load(folder: Path, data: bytes) -> Report:
    path = folder / "report.pdf"
    path.write_bytes(data)
    return load_report(Source(path, str(path)), settings=Settings())


def write_lines(canvas: Canvas, x: float = 72, y: float = 700) -> None:
    canvas.setFont("Helvetica", 10)
    for number, line in enumerate(LINES):
        canvas.drawString(x, y - 13 * number, line)


def rotated(angle: int) -> Callable[[Canvas], None]:
    def draw(canvas: Canvas) -> None:
        canvas.setPageRotation(angle)
        write_lines(canvas, 60, 500)

    return draw


def cropped(canvas: Canvas) -> None:
    canvas.setCropBox((50, 300, 560, 760))
    write_lines(canvas)


def cropped_wider(canvas: Canvas) -> None:
    """A crop box that reaches beyond the sheet shows no more than the sheet."""
    canvas.setCropBox((-40, -60, WIDTH + 40, HEIGHT + 60))
    write_lines(canvas)


def moved(canvas: Canvas) -> None:
    canvas.translate(20, -200)
    canvas.scale(0.8, 1.3)
    write_lines(canvas)


TABLE = (
    ("Group", "2021", "2022", "Change"),
    ("Under 15", "48", "48", "48"),
    ("Aged 15 to 17", "5", "48", "5"),
    ("Over 18", "48", "5", "48"),
    ("Total", "101", "101", "101"),
)


def table(canvas: Canvas) -> None:
    """A table written column by column, its numbers in the prose and the foot, too."""
    canvas.setFont("Helvetica", 10)
    canvas.drawString(72, 700, "There were 48 of them, or 101 with the others, 5 more than before.")
    for column in range(4):
        for number, row in enumerate(TABLE):
            x, y = 72 + 120 * column, 660 - 20 * number
            canvas.drawString(x, y, row[column])
    canvas.drawString(300, 30, "48")


PAGES = {
    "plain": write_lines,
    "turned 90": rotated(90),
    "turned 180": rotated(180),
    "turned 270": rotated(270),
    "cropped": cropped,
    "crop box beyond the sheet": cropped_wider,
    "moved and stretched": moved,
    "table": table,
}


@pytest.mark.parametrize("draw", PAGES.values(), ids=PAGES.keys())
def test_under_the_boxes_of_every_word_stands_that_word(
    tmp_path: Path, measure: ModuleType, draw: Callable[[Canvas], None]
) -> None:
    data = drawn(draw)
    report = load(tmp_path, data)
    words = [m for m in re.finditer(r"\S+", report.text) if m.group() != "|"]
    assert len(words) > 20
    for word in words:
        boxes = find_boxes(report.pages, *word.span())
        read = measure.text_under(data, 1, boxes)
        assert re.sub(r"\W", "", read) == re.sub(r"\W", "", word.group()), word


def test_words_of_a_line_have_one_box_and_a_broken_word_one_on_each_line(tmp_path: Path) -> None:
    report = load(tmp_path, drawn(write_lines))
    assert report.text.endswith("provisional (48 to 52).")
    boxes = find_boxes(report.pages, 0, len(report.text))
    assert [box.page for box in boxes] == [1, 1, 1]
    assert all(one.y1 <= two.y0 + 2 for one, two in pairwise(boxes))
    assert boxes[0].x0 == pytest.approx(72, abs=0.2)
    # Points from the top of the sheet: the base line of the first is at 700 from the bottom.
    assert boxes[0].y0 < HEIGHT - 700 < boxes[0].y1
    start = report.text.index("provisional")
    broken = find_boxes(report.pages, start, start + len("provisional"))
    assert [round(box.y0 - broken[0].y0) for box in broken] == [0, 13]


def test_a_paragraph_may_begin_with_a_broken_word(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(72, 700, "Undertak-")
        canvas.drawString(72, 687, "ings of 48 members were named.")

    report = load(tmp_path, drawn(draw))
    assert report.text.startswith("Undertakings of 48")
    assert len(find_boxes(report.pages, 0, len("Undertakings"))) == 2


def test_a_cell_is_found_in_its_own_row_and_column_though_others_read_the_same(
    tmp_path: Path,
) -> None:
    report = load(tmp_path, drawn(table))
    [block] = [block for block in report.blocks if block.cells]
    for cell in block.cells:
        assert report.text[cell.start : cell.end] == TABLE[cell.row][cell.column]
        [box] = find_boxes(report.pages, cell.start, cell.end)
        assert box.x0 == pytest.approx(72 + 120 * cell.column, abs=0.2)
        assert box.y0 < HEIGHT - (660 - 20 * cell.row) < box.y1


def test_part_of_a_word_has_part_of_its_box(tmp_path: Path) -> None:
    report = load(tmp_path, drawn(write_lines))
    start = report.text.index("(48")
    [whole] = find_boxes(report.pages, start, start + 3)
    [part] = find_boxes(report.pages, start + 1, start + 3)
    assert whole.x0 < part.x0 < whole.x0 + 6
    assert part.x1 == whole.x1


TALL = rb"""%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]/Contents 4 0 R
/Resources<</Font<</F1 5 0 R>>>>>>endobj
4 0 obj<</Length 76>>stream
BT /F1 10 Tf 20 200 Td (Forty-eight were freed) Tj 0 -13 Td (in June.) Tj ET
endstream endobj
5 0 obj<</Type/Font/Subtype/TrueType/BaseFont/Arial/Encoding/WinAnsiEncoding
/FirstChar 32/LastChar 33/Widths[278 278]/FontDescriptor 6 0 R>>endobj
6 0 obj<</Type/FontDescriptor/FontName/Arial/Flags 32/FontBBox[0 -9000 1000 9000]
/Ascent 9000/Descent -9000/ItalicAngle 0/StemV 80/CapHeight 700>>endobj
trailer<</Root 1 0 R>>
"""


def test_boxes_are_no_taller_than_the_letters_where_the_font_says_so(tmp_path: Path) -> None:
    report = load(tmp_path, TALL)
    boxes = find_boxes(report.pages, 0, len(report.text))
    assert [(round(box.y1), round(box.y1 - box.y0)) for box in boxes] == [(102, 12), (116, 12)]


def test_boxes_come_out_of_the_library_as_they_went_in(tmp_path: Path) -> None:
    loaded = load(tmp_path, drawn(table))
    made = make_report(["Police freed 48 people."])
    page = replace(loaded.pages[0], end=len(made.report.text), ocr=93, label="iv")
    report = replace(made.report, pages=(page,))
    with Store.open(tmp_path / "some.library", **EMBEDDER) as store:
        put(store, replace(made, report=report))
        assert store.report(report.id) == report
        assert store.pages_at(report.id, 3, 9) == [replace(page, label=None)]
        assert store.pages_at(report.id, page.end, page.end + 9) == []
        assert store.remove(report.id)
        assert store.pages_at(report.id, 3, 9) == []


def test_a_library_made_before_there_were_boxes_opens_and_has_none(tmp_path: Path) -> None:
    folder = tmp_path / "old.library"
    made = make_report(["Police freed 48 people."])
    with Store.open(folder, **EMBEDDER) as store:
        put(store, made)
    catalogue = sqlite3.connect(folder / "catalogue.sqlite")
    catalogue.executescript(
        f"{UNDO_VERSIONS} {BEFORE_COVERAGE} DROP TABLE page_words; PRAGMA user_version = 5;"
    )
    catalogue.close()
    with Store.open(folder, **EMBEDDER) as store:
        assert store.report(made.report.id) == made.report
        assert store.pages_at(made.report.id, 0, 9) == []


def page_of(words: Sequence[Word], *, ocr: int | None = None) -> Page:
    return Page(1, 0, 1000, width=600.0, height=800.0, words=WordBoxes.of(words), ocr=ocr)


def test_packed_words_come_back_to_a_tenth_of_a_point() -> None:
    words = [Word(7, 9, 1.23, -4.0, 5000.04, 20.0, 100), Word(0, 6, 0, 0, 1, 1)]
    assert WordBoxes.of(words).words() == [
        Word(0, 6, 0.0, 0.0, 1.0, 1.0),
        Word(7, 9, 1.2, -4.0, 5000.0, 20.0, 100),
    ]
    assert WordBoxes.of([]).words() == []


SURE = [
    Word(0, 6, 10, 10, 40, 20, 96),
    Word(7, 12, 44, 10, 70, 20, 90),
    Word(13, 15, 74, 10, 84, 20, 71),
    Word(16, 22, 88, 10, 120, 20, 40),
    Word(23, 27, 124, 10, 150, 20, 94),
]
QUOTE = "Police freed 48 people 2022"


@pytest.mark.parametrize(
    ("start", "end", "ocr", "expected"),
    [
        (0, 27, 93, 71),
        (16, 27, 93, 94),
        (0, 12, 93, 93),
        (16, 22, 93, 40),
        (0, 22, None, None),
        (500, 510, 93, 93),
        (2000, 2010, 93, None),
    ],
    ids=[
        "least sure number",
        "one number",
        "no number",
        "one word",
        "no OCR",
        "no words",
        "another page",
    ],
)
def test_ocr_is_as_sure_of_a_quote_as_of_its_least_sure_number(
    start: int, end: int, ocr: int | None, expected: int | None
) -> None:
    quote = QUOTE[start:end].ljust(end - start, "x")
    assert find_confidence([page_of(SURE, ocr=ocr)], start, end, quote) == expected


def test_boxes_of_a_span_over_two_pages_name_each_page() -> None:
    first = Page(1, 0, 10, words=WordBoxes.of([Word(4, 10, 10, 10, 40, 20)]))
    second = Page(2, 12, 30, words=WordBoxes.of([Word(12, 20, 10, 50, 40, 60)]))
    assert find_boxes([first, Page(3, 0, 99), second], 0, 99) == (
        Box(1, 10.0, 10.0, 40.0, 20.0),
        Box(2, 10.0, 50.0, 40.0, 60.0),
    )


def test_on_the_sample_report_quotes_of_every_page_sit_on_their_words(
    tmp_path: Path, measure: ModuleType
) -> None:
    samples = list(measure.find_samples(ROOT / "corpus", pages=30, seed=1))
    assert samples
    for sample in samples:
        data = sample.path.read_bytes()
        for span in (sample.quote, sample.part):
            read = measure.text_under(data, sample.page.number, sample.boxes(span))
            assert measure.agreement(sample.text(span), read) == 1.0
