"""Scans: pages that are pictures are read by Tesseract where it is there, and named where not."""

from __future__ import annotations

import io
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from pypdfium2 import PdfDocument
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas
from shelf import EMBEDDER

from assistant.cli.figure_text import found_text
from assistant.errors import UnreadableReport, WrongUse
from assistant.figures import read_report_figures
from assistant.library import FigureQuery, ReportVectors, Store
from assistant.loading import Source, draw_page, load_report
from assistant.loading.scans import render
from assistant.lookup import find_figures
from assistant.records import BlockKind, Report, find_boxes
from assistant.settings import Settings, read_settings

needs_tesseract = pytest.mark.skipif(
    shutil.which("tesseract") is None,
    reason="Tesseract is not installed; `apt-get install tesseract-ocr`",
)

SIZE = WIDE, HIGH = 360, 200
LINES = (
    "In June the harbour office counted 487 boats, and",
    "of these 132 were new. The rest had come before.",
)
TABLE = (("Month", "Boats", "Crew"), ("April", "215", "640"), ("May", "318", "951"))


def drawn(*pages: Callable[[Canvas], None], size: tuple[float, float] = SIZE) -> bytes:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=size, invariant=True)
    for draw in pages:
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def prose(canvas: Canvas) -> None:
    canvas.setFont("Helvetica", 11)
    for number, line in enumerate(LINES):
        canvas.drawString(30, 150 - 15 * number, line)


def table(canvas: Canvas) -> None:
    canvas.setFont("Helvetica", 11)
    for number, row in enumerate(TABLE):
        canvas.drawString(30, 150 - 20 * number, row[0])
        for column in (1, 2):
            canvas.drawRightString(120 + 90 * column, 150 - 20 * number, row[column])


def blank(canvas: Canvas) -> None:
    canvas.setFillGray(1)
    canvas.rect(10, 10, 50, 50, fill=1, stroke=0)


def scanned(draw: Callable[[Canvas], None], *, turn: int = 0) -> Callable[[Canvas], None]:
    """Returns what draws a page as a picture of itself, turned anticlockwise by some degrees."""
    page = PdfDocument(drawn(draw))[0]
    pixels = page.render(scale=200 / 72, grayscale=True).to_numpy()
    picture = ImageReader(Image.fromarray(np.rot90(pixels.reshape(pixels.shape[:2]), turn // 90)))

    def draw_picture(canvas: Canvas) -> None:
        size = SIZE if turn % 180 == 0 else (HIGH, WIDE)
        canvas.setPageSize(size)
        canvas.drawImage(picture, 0, 0, *size)

    return draw_picture


def load(folder: Path, data: bytes, **settings: object) -> Report:
    path = folder / "report.pdf"
    path.write_bytes(data)
    return load_report(Source(path, str(path)), settings=Settings(**settings))  # type: ignore[arg-type]


def place_of(report: Report, words: str) -> tuple[float, float, float, float]:
    start = report.text.index(words)
    [box] = find_boxes(report.pages, start, start + len(words))
    return box.x0, box.y0, box.x1, box.y1


@needs_tesseract
def test_a_scanned_page_is_read_as_the_page_it_is_a_picture_of(tmp_path: Path) -> None:
    scan = load(tmp_path, drawn(scanned(prose), scanned(table)))
    real = load(tmp_path, drawn(prose, table))
    assert scan.text == real.text
    assert [block.kind for block in scan.blocks] == [BlockKind.PARAGRAPH, BlockKind.TABLE]
    assert scan.blocks[1].header_rows == 1
    for words in ("487", "132 were new.", "318", "951"):
        assert place_of(scan, words) == pytest.approx(place_of(real, words), abs=4)
    assert all(page.ocr is not None and page.ocr > 80 for page in scan.pages)
    assert [page.ocr for page in real.pages] == [None, None]
    assert len(scan.warnings) == 1
    assert scan.warnings[0].startswith("pages 1-2 are read by OCR, 9")


@needs_tesseract
@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_page_scanned_on_its_side_is_turned_upright(tmp_path: Path, turn: int) -> None:
    x0, y0, x1, y1 = place_of(load(tmp_path, drawn(prose)), "487")
    report = load(tmp_path, drawn(scanned(prose, turn=turn)))
    assert report.text == "\n".join(LINES)
    [page] = report.pages
    assert (page.width, page.height) == (SIZE if turn == 180 else (HIGH, WIDE))
    expected = {
        90: (y0, WIDE - x1, y1, WIDE - x0),
        180: (WIDE - x1, HIGH - y1, WIDE - x0, HIGH - y0),
        270: (HIGH - y1, x0, HIGH - y0, x1),
    }
    assert place_of(report, "487") == pytest.approx(expected[turn], abs=4)


@needs_tesseract
def test_only_the_bare_pages_of_a_mixed_file_are_read_by_ocr(tmp_path: Path) -> None:
    report = load(tmp_path, drawn(prose, scanned(table), blank, prose))
    assert [page.ocr is not None for page in report.pages] == [False, True, False, False]
    assert report.warnings[0] == "page 3 is blank"
    assert report.warnings[1].startswith("page 2 is read by OCR")
    assert report.text.count("487") == 2


@needs_tesseract
@pytest.mark.parametrize(
    ("settings", "cause"),
    [
        ({"ocr_languages": "eng+xyz"}, "no data for xyz; `apt-get install tesseract-ocr-xyz`"),
        ({"ocr_seconds": 0.001}, "OCR took longer than 0.001 s; raise ASSISTANT_OCR_SECONDS"),
    ],
)
def test_why_ocr_failed_is_said(tmp_path: Path, settings: dict[str, object], cause: str) -> None:
    with pytest.raises(UnreadableReport) as raised:
        load(tmp_path, drawn(scanned(prose)), **settings)
    assert cause in str(raised.value)
    assert cause in load(tmp_path, drawn(prose, scanned(prose)), **settings).warnings[0]


@pytest.fixture(params=["not installed", "switched off"])
def no_ocr(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> dict[str, object]:
    if request.param == "switched off":
        return {"ocr_languages": ""}
    monkeypatch.setenv("PATH", "/nowhere")
    return {}


def test_without_tesseract_scans_are_named_with_what_to_install(
    tmp_path: Path, no_ocr: dict[str, object]
) -> None:
    report = load(tmp_path, drawn(prose, scanned(table), blank, scanned(prose)), **no_ocr)
    assert report.warnings == (
        "page 3 is blank",
        "pages 2, 4 have no text layer (scans?): nothing was read there; install Tesseract "
        "(`apt-get install tesseract-ocr`), remove the report and add it again",
    )
    assert [page.ocr for page in report.pages] == [None] * 4
    with pytest.raises(UnreadableReport, match=r"\(`apt-get install tesseract-ocr`\) and add it"):
        load(tmp_path, drawn(scanned(prose)), **no_ocr)


def stamped(draw: Callable[[Canvas], None]) -> Callable[[Canvas], None]:
    """Returns what draws a scan with a stamp of two words of text on it."""
    picture = scanned(draw)

    def draw_both(canvas: Canvas) -> None:
        picture(canvas)
        canvas.setFont("Helvetica", 8)
        canvas.drawString(250, 10, "Received 2019")

    return draw_both


@needs_tesseract
def test_a_scan_with_a_stamp_of_text_on_it_is_read_and_a_photograph_is_not(tmp_path: Path) -> None:
    report = load(tmp_path, drawn(stamped(prose), prose, stamped(blank)))
    assert report.warnings[0].startswith("page 1 is read by OCR")
    assert report.warnings[-1] == (
        "page 3 has a picture under a few words, and OCR finds no more there"
    )
    assert [page.ocr is not None for page in report.pages] == [True, False, False]
    texts = [report.text[page.start : page.end] for page in report.pages]
    assert "487 boats" in texts[0]
    assert "Received" in texts[0]
    assert texts[2] == "Received 2019"


def test_without_tesseract_a_scan_with_a_stamp_is_named(
    tmp_path: Path, no_ocr: dict[str, object]
) -> None:
    report = load(tmp_path, drawn(stamped(prose), prose), **no_ocr)
    [warning] = report.warnings
    assert warning.startswith("page 1 has a picture under a few words: nothing was read there; ")
    assert "`apt-get install tesseract-ocr`" in warning
    assert "Received 2019" in report.text


HUGE = b"""%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]/Contents 4 0 R
/Resources<</XObject<</I 5 0 R>>>>>>endobj
4 0 obj<</Length 27>>stream
q 300 0 0 300 0 0 cm /I Do Q
endstream endobj
5 0 obj<</Type/XObject/Subtype/Image/Width 60000/Height 60000/BitsPerComponent 8
/ColorSpace/DeviceGray/Filter/ASCIIHexDecode/Length 3>>stream
00>
endstream endobj
trailer<</Root 1 0 R>>
"""


def test_a_picture_of_too_many_dots_is_not_opened(
    tmp_path: Path, scripted: Callable[..., None]
) -> None:
    scripted(WORDS)
    with pytest.raises(UnreadableReport, match="pictures have too many dots to be opened"):
        load(tmp_path, HUGE)
    with pytest.raises(UnreadableReport, match="have too many dots to be opened"):
        draw_page(HUGE, 1, [], origin="huge.pdf")


def test_a_file_of_blank_pages_says_so(tmp_path: Path) -> None:
    with pytest.raises(UnreadableReport, match="its pages are blank"):
        load(tmp_path, drawn(blank, blank))


def test_a_file_that_opens_and_shows_nothing_for_its_encryption_says_so(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    locked = StandardEncryption("", ownerPassword="secret")
    canvas = Canvas(buffer, pagesize=SIZE, encrypt=locked)
    blank(canvas)
    canvas.save()
    with pytest.raises(
        UnreadableReport, match=r"is encrypted, .* no text can be read in it; save it"
    ):
        load(tmp_path, buffer.getvalue())


ENCIPHERED = "".join(chr(ord(char) - 29) if char.isalpha() else char for char in " ".join(LINES))


@pytest.mark.parametrize(
    ("text", "is_garbled"),
    [
        ('"7+%-&', True),
        (ENCIPHERED * 2, True),
        ("Total – 48", False),
        ("A B C D 1 2 3", False),
        ("In 2022: 48% (of 225) said so.", False),
        ("NGO LTD PLC GMBH " * 10, True),
        ("Of the NGOs 12 were in the UK, 4 in the USA and 5 elsewhere. " * 3, False),
    ],
)
def test_a_text_layer_that_makes_no_sense_is_left_out(
    tmp_path: Path, text: str, is_garbled: bool
) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 6)
        for number in range(0, len(text), 90):
            canvas.drawString(10, 180 - number / 9, text[number : number + 90])

    report = load(tmp_path, drawn(prose, draw), ocr_languages="")
    told = any("page 2 has a text layer that makes no sense" in line for line in report.warnings)
    assert told == is_garbled
    assert (report.pages[1].start < report.pages[1].end) == (not is_garbled)


def test_a_page_of_any_size_is_drawn_in_a_bounded_number_of_dots() -> None:
    for size in ((14_000.0, 14_000.0), (14_000.0, 30.0), (3.0, 3.0)):
        picture = render(PdfDocument(drawn(prose, size=size)), 0)
        assert 0 < picture.pixels.size < 25_100_000


ROW = "5\t1\t1\t1\t{line}\t{word}\t{left}\t{top}\t{wide}\t36\t{sure}\t{text}"


@pytest.fixture
def scripted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Puts a program on PATH that says what it is told to have read, as Tesseract does."""

    def put(words: Sequence[tuple[str, float]]) -> None:
        rows = ["level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth"]
        left = 100
        for number, (text, sure) in enumerate(words):
            wide = 18 * len(text)
            rows.append(
                ROW.format(line=1, word=number, left=left, top=200, wide=wide, sure=sure, text=text)
            )
            left += wide + 12
        (tmp_path / "table.tsv").write_text("\n".join(rows) + "\n", encoding="utf-8")
        program = tmp_path / "bin" / "tesseract"
        program.parent.mkdir(exist_ok=True)
        program.write_text(f"#!/bin/sh\n/bin/cat >/dev/null\n/bin/cat {tmp_path}/table.tsv\n")
        program.chmod(0o755)
        monkeypatch.setenv("PATH", str(program.parent))

    return put


WORDS = [("Police", 96), ("freed", 91.4), ("48", 71), ("peopie", 52), ("in", 95), ("l2", 12)]


def test_words_ocr_is_unsure_of_are_named_and_guesses_left_out(
    tmp_path: Path, scripted: Callable[..., None]
) -> None:
    scripted(WORDS)
    report = load(tmp_path, drawn(prose, scanned(prose)))
    assert report.warnings == (
        "page 2 is read by OCR, 81 % sure on average",
        "OCR is unsure of “peopie” (page 2, 52 %)",
        "1 word that OCR could only guess was left out; within a line […] stands instead",
    )
    assert report.text.endswith("Police freed 48 peopie in […]")


def test_figures_read_by_ocr_say_so_wherever_they_are_cited(
    tmp_path: Path, scripted: Callable[..., None]
) -> None:
    scripted([*WORDS[:3], ("people.", 93)])
    report = load(tmp_path, drawn(prose, scanned(prose)))
    with Store.open(tmp_path / "some.library", **EMBEDDER) as store:
        no_vectors = ReportVectors(np.zeros((0, 8), np.float32), (), ())
        store.put(report, [], read_report_figures(report), no_vectors)
        found = find_figures(store, FigureQuery(order="text"), limit=None)
        told = {f.surface: c.ocr for f, c in zip(found.figures, found.citations, strict=True)}
        # As sure as of the least sure of the numbers; what the file has as text says nothing.
        assert (told["48"], told["487"]) == (71, None)
        assert {row["surface"]: row["ocr"] for row in found.rows()}["48"] == 71
        cited = next(c for c in found.citations if c.ocr is not None)
        assert cited.to_dict()["ocr"] == 71
        assert found_text(found, 100).count("(read by OCR, 71 % sure)") == 1


@pytest.mark.parametrize("languages", ["--psm", "eng;ls", "eng+", "eng deu", "../eng"])
def test_languages_are_names_and_nothing_else(languages: str) -> None:
    with pytest.raises(WrongUse, match="ASSISTANT_OCR_LANGUAGES must be names such as eng"):
        read_settings({"ASSISTANT_OCR_LANGUAGES": languages})


@pytest.mark.parametrize("languages", ["", "eng", "eng+deu", "chi_sim", "script/Latin"])
def test_languages_may_be_several_or_none(languages: str) -> None:
    settings = read_settings({"ASSISTANT_OCR_LANGUAGES": languages, "ASSISTANT_OCR_SECONDS": "9"})
    assert (settings.ocr_languages, settings.ocr_seconds) == (languages, 9.0)
