"""Fractions set in type are read as one number in every format, or not at all where unsure."""

from __future__ import annotations

from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from loaded import load, written
from reportlab.pdfgen.canvas import Canvas

from assistant.figures import read_figures, read_report_figures
from assistant.records import Report


def told(text: str) -> list[str]:
    return [f"{figure.value} {figure.unit}" for figure in read_figures(text)]


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("Rain rose by 1½ inches.", ["1.5 inch"]),
        ("It took 2 3⁄4 hours.", ["2.75 hour"]),
        ("It took 2\u20093⁄4 hours.", ["2.75 hour"]),
        ("It took 1¹⁄₂ hours, or 1¹/2.", ["1.5 hour", "1.5 None"]),
        ("The pipe is 5 3⁄4-inch wide.", ["5.75 inch"]),
        ("Loans cost 5¹⁄₄% then.", ["5.25 %"]),
        ("It cost $2¹⁄₂ million.", ["2500000 USD"]),
        ("Some 3⁄4 of farms closed.", ["0.75 None"]),
        ("Some ³⁄₈ of farms closed.", ["0.375 None"]),
        ("A gap of 11⁄16 of an inch.", ["0.6875 None"]),
        ("From 5 1⁄2 to 6 1⁄2 tonnes.", ["5.5 tonne"]),
        # Two and three quarters, or 23 of four: neither is said.
        ("It took 23⁄4 hours.", []),
        ("The term is 31⁄2 years.", []),
        ("In 2020²/3 of it was dry.", []),
        # Marks, powers and areas are no fractions.
        ("Some 124¹ ships came.", ["124 None"]),
        ("About 10²/4 of it.", []),
        ("Some 12 m²/4 of it.", ["12 m2"]),
    ],
)
def test_a_fraction_in_type_is_one_number_or_none(text: str, figures: list[str]) -> None:
    assert told(text) == figures


def values_in(report: Report) -> list[Decimal]:
    found = read_report_figures(report)
    assert all(report.text[f.start : f.end] == f.surface for f in found)
    return [figure.value for figure in found if isinstance(figure.value, Decimal)]


def pdf_of(*runs: tuple[str, float, float]) -> bytes:
    """A page with one line of runs: text, size and how far it is raised."""
    buffer = BytesIO()
    canvas = Canvas(buffer)
    line = canvas.beginText(72, 700)
    for text, size, rise in runs:
        line.setFont("Symbol" if text == "⁄" else "Helvetica", size)
        line.setRise(rise)
        line.textOut(text)
    canvas.drawText(line)
    canvas.save()
    return buffer.getvalue()


START, END = ("The storm took 1", 11, 0), (" hours.", 11, 0)


@pytest.mark.parametrize(
    "runs",
    [
        [("The storm took 1½ hours.", 11, 0)],
        [START, ("1", 6, 4), ("⁄", 11, 0), ("2", 6, 0), END],
        [START, ("1", 6, 3), ("/", 11, 0), ("2", 6, -1), END],
        [START, ("1", 7, 4), ("/", 7, 2), ("2", 7, 0), END],
        [START, (" 1", 11, 0), ("⁄", 11, 0), ("2", 11, 0), END],
    ],
    ids=["one glyph", "small", "with a plain slash", "on a slope", "apart"],
)
def test_a_fraction_in_a_pdf_is_one_number(
    tmp_path: Path, runs: list[tuple[str, float, float]]
) -> None:
    assert values_in(load(written(tmp_path, "a.pdf", pdf_of(*runs)))) == [Decimal("1.5")]


@pytest.mark.parametrize(
    "inner",
    [
        "1&frac12; hours",
        "1<sup>1</sup>&frasl;<sub>2</sub> hours",
        "1<sup>1</sup>/<sub>2</sub> hours",
        "1 1&frasl;2 hours",
    ],
)
def test_a_fraction_in_a_web_page_is_one_number(tmp_path: Path, inner: str) -> None:
    page = f"<html><body><h1>Storm</h1><p>The storm took {inner}.</p></body></html>"
    assert values_in(load(written(tmp_path, "a.html", page))) == [Decimal("1.5")]


@pytest.mark.parametrize("slash", ["/", "⁄"])
def test_a_fraction_in_a_word_document_is_one_number(tmp_path: Path, slash: str) -> None:
    document = Document()
    paragraph = document.add_paragraph("The storm took 1")
    paragraph.add_run("1").font.superscript = True
    paragraph.add_run(slash)
    paragraph.add_run("2").font.subscript = True
    paragraph.add_run(" hours.")
    document.save(str(tmp_path / "a.docx"))
    assert values_in(load(tmp_path / "a.docx")) == [Decimal("1.5")]
