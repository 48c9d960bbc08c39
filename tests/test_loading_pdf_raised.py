"""Loading PDF: digits that stand above the line join no number, told by where they are drawn."""

import io
from pathlib import Path

import pytest
from loaded import load, written
from reportlab.pdfgen.canvas import Canvas
from test_raised import Runs, runs_of

from assistant.figures import read_report_figures
from assistant.loading.pdf_raised import write_word


def drawn(runs: Runs, *, size: float = 6, rise: float = 4) -> bytes:
    buffer = io.BytesIO()
    canvas = Canvas(buffer)
    line = canvas.beginText(72, 700)
    for text, shift in runs:
        line.setFont("Helvetica", size if shift else 11)
        line.setRise(rise * shift)
        line.textOut(text)
    canvas.drawText(line)
    canvas.drawString(72, 500, "The harbour of Orre is open all year and has two piers.")
    canvas.save()
    return buffer.getvalue()


def read(folder: Path, data: bytes) -> tuple[str, list[str]]:
    """Returns the words of the first lines, however they were parted, and the figures in them."""
    report = load(written(folder, "a.pdf", data))
    text = " ".join(report.text.partition("The harbour")[0].split())
    found = [figure for figure in read_report_figures(report) if figure.surface != "two"]
    assert all(report.text[f.start : f.end] == f.surface for f in found)
    return text, [f"{figure.value:f}" for figure in found]  # type: ignore[str-format]


@pytest.mark.parametrize(
    ("told", "text", "values"),
    [
        ("Some 124{1} ships", "Some 124[1] ships", ["124"]),
        ("Some 1,240{12} ships", "Some 1,240[12] ships", ["1240"]),
        ("Some 124{1,3} ships", "Some 124[1,3] ships", ["124"]),
        ("In all 12.5%{2} of it", "In all 12.5%[2] of it", ["12.5"]),
        ("Some 45 km{2} of land", "Some 45 km² of land", ["45"]),
        ("Some 3 × 10{6} cells", "Some 3 × 10⁶ cells", ["3000000"]),
        ("Some CO_{2} and 5 tons", "Some CO2 and 5 tons", ["5"]),
        ("From $5{99} each", "From $5⁹⁹ each", []),
        ("Some 98 ships{3}", "Some 98 ships[3]", ["98"]),
        ("Code EP{06}AU{20}.010 here", "Code EP06AU20.010 here", []),
        ("Some 98 ships {4} came", "Some 98 ships [4] came", ["98"]),
        # pdfium ends a line behind the mark here.
        ("Some 124{1}, of which 31 sank", "Some 124[1], of which 31 sank", ["124", "31"]),
        ("Some 98 ships{3}. Then 7 sank", "Some 98 ships[3]. Then 7 sank", ["98", "7"]),
        ("All (98{3}) and 7%", "All (98[3]) and 7%", ["98", "7"]),
    ],
)
def test_raised_digits_of_a_pdf_join_no_number(
    tmp_path: Path, told: str, text: str, values: list[str]
) -> None:
    assert read(tmp_path, drawn(runs_of(told))) == (text, values)


@pytest.mark.parametrize(
    ("word", "high", "written"),
    [("31/2", "1", "3¹/2"), ("10⁶/L", "", "10⁶/L"), ("106/L", "6", "10⁶/L"), ("7", "7", "7")],
)
def test_a_word_with_raised_digits_stays_one_word(word: str, high: str, written: str) -> None:
    def box(place: int) -> tuple[float, float, float, float]:
        bottom, top = (5.0, 11.0) if word[place] in high else (0.0, 12.0)
        return 6.0 * place, 6.0 * place + 6, bottom, top

    assert write_word(word, 0, len(word), box) == written


@pytest.mark.parametrize(
    ("size", "rise"), [(11, 0), (11, 1), (8, 0), (6, 0)], ids=["same", "nudged", "small", "tiny"]
)
def test_digits_that_are_only_small_or_only_nudged_stay_in_their_number(
    tmp_path: Path, size: float, rise: float
) -> None:
    data = drawn(runs_of("Some 12{4} ships"), size=size, rise=rise)
    assert read(tmp_path, data) == ("Some 124 ships", ["124"])
