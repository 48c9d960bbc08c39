"""Raised and lowered text in every format: a note's mark joins no figure, an exponent stays."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from html import escape
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from growth import grows_in_step
from loaded import load, table_rows, written, zipped
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from test_loading_opendocument import STYLES, cell, row, sheet, text_document, workbook
from test_loading_pptx import presentation, shape, slide
from test_loading_rtf import document as rich_text

from assistant.figures import read_figures, read_report_figures

Runs = Sequence[tuple[str, int]]
"""Stretches of text, each with 1 for what is raised and -1 for what is lowered."""


def runs_of(told: str) -> Runs:
    """Reads "124{1} people, CO_{2}" as what is raised, lowered and neither."""
    runs: list[tuple[str, int]] = []
    for part in told.split("}"):
        plain, _, shifted = part.partition("{")
        runs.append((plain.removesuffix("_"), 0))
        runs.append((shifted, -1 if plain.endswith("_") else 1))
    return [run for run in runs if run[0]]


def html(runs: Runs) -> str:
    marks = {0: "{}", 1: "<sup>{}</sup>", -1: "<sub>{}</sub>"}
    return "".join(marks[shift].format(escape(text)) for text, shift in runs)


def as_html(runs: Runs) -> tuple[str, bytes]:
    return "a.html", f"<html><body><p>{html(runs)}</p></body></html>".encode()


def as_styled_html(runs: Runs) -> tuple[str, bytes]:
    styles = {0: "color: red", 1: "font-size: 8pt; vertical-align: super", -1: "vertical-align:sub"}
    spans = (f'<span style="{styles[shift]}">{escape(text)}</span>' for text, shift in runs)
    return "a.html", f"<html><body><p>{''.join(spans)}</p></body></html>".encode()


def as_epub(runs: Runs) -> tuple[str, bytes]:
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf"><manifest><item id="c" href="c.xhtml" '
        'media-type="application/xhtml+xml"/></manifest><spine><itemref idref="c"/></spine>'
        "</package>"
    )
    container = (
        '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
        '<rootfile full-path="p.opf"/></rootfiles></container>'
    )
    parts = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": container,
        "p.opf": package,
        "c.xhtml": f'<html xmlns="http://www.w3.org/1999/xhtml"><body><p>{html(runs)}</p></body></html>',
    }
    return "a.epub", zipped(parts)


def as_mail(runs: Runs) -> tuple[str, bytes]:
    head = "From: a@example.org\nSubject: \nMIME-Version: 1.0\nContent-Type: text/html\n\n"
    return "a.eml", (head + f"<html><p>{html(runs)}</p></html>").encode()


def as_docx(runs: Runs) -> tuple[str, bytes]:
    document: Any = Document()
    paragraph = document.add_paragraph()
    for text, shift in runs:
        # Programs part a run anywhere, as where a word was corrected.
        for piece in text if shift else [text]:
            font = paragraph.add_run(piece).font
            if shift:
                setattr(font, "superscript" if shift > 0 else "subscript", True)
    buffer = io.BytesIO()
    document.save(buffer)
    return "a.docx", buffer.getvalue()


def as_pptx(runs: Runs) -> tuple[str, bytes]:
    told = "".join(
        f'<a:r><a:rPr baseline="{30000 * shift}"/><a:t>{escape(text)}</a:t></a:r>'
        for text, shift in runs
    )
    return "a.pptx", presentation(slide(shape(f"<a:p>{told}</a:p>")))


def as_rtf(runs: Runs) -> tuple[str, bytes]:
    words = {0: "{}", 1: r"{{\super {}}}", -1: r"{{\sub {}}}"}
    body = "".join(words[shift].format(text) for text, shift in runs)
    return "a.rtf", rich_text(rf"\pard {_escaped(body)}\par").encode()


def as_lifted_rtf(runs: Runs) -> tuple[str, bytes]:
    words = {0: r"\up0 {}", 1: r"\up6 {}", -1: r"\dn6 {}"}
    body = "".join(words[shift].format(text) for text, shift in runs)
    return "a.rtf", rich_text(rf"\pard {_escaped(body)}\par").encode()


def _escaped(text: str) -> str:
    return "".join(c if c.isascii() else rf"\u{ord(c)}?" for c in text)


SHIFTS = (
    '<style:style style:name="T1"><style:text-properties style:text-position="super 58%"/>'
    '</style:style><style:style style:name="T2"><style:text-properties '
    'style:text-position="-33% 58%"/></style:style>'
    '<style:style style:name="T3" style:parent-style-name="T1"/>'
)


def opened(runs: Runs) -> str:
    names = {0: "", 1: "T3", -1: "T2"}
    return "".join(
        f'<text:span text:style-name="{names[shift]}">{escape(text)}</text:span>'
        for text, shift in runs
    )


def as_odt(runs: Runs) -> tuple[str, bytes]:
    return "a.odt", text_document(f"<text:p>{opened(runs)}</text:p>", styles=STYLES + SHIFTS)


BUILDERS = (
    as_html, as_styled_html, as_epub, as_mail, as_docx, as_pptx, as_rtf, as_lifted_rtf, as_odt,
)  # fmt: skip


@pytest.mark.parametrize("build", BUILDERS)
@pytest.mark.parametrize(
    ("told", "read"),
    [
        ("Some 124{1} ships came.", "Some 124[1] ships came."),
        ("Some 124{12} ships came.", "Some 124[12] ships came."),
        ("An area of 300 m{2}, 45 km{2}.", "An area of 300 m², 45 km²."),
        ("Some 3 × 10{6} cells, CO_{2}.", "Some 3 × 10⁶ cells, CO2."),
        ("On the 1{st} and 10{th}.", "On the 1st and 10th."),
        ("From $5{99} each.", "From $5⁹⁹ each."),
        ("Some 124{a} ships, 98{*} boats.", "Some 124[a] ships, 98* boats."),
    ],
)
def test_a_mark_stands_apart_and_an_exponent_stays_in_every_format(
    tmp_path: Path, build: Callable[[Runs], tuple[str, bytes]], told: str, read: str
) -> None:
    name, data = build(runs_of(told))
    report = load(written(tmp_path, name, data))
    assert read in report.text
    for figure in read_report_figures(report):
        assert report.text[figure.start : figure.end] == figure.surface


@pytest.mark.parametrize(
    ("told", "read", "figures"),
    [
        ("Some 124{1} ships.", "Some 124[1] ships.", [("124", None, "ships")]),
        ("Some 124{1,2} ships.", "Some 124[1,2] ships.", [("124", None, "ships")]),
        ("Some 124{1}{2} ships.", "Some 124[1][2] ships.", [("124", None, "ships")]),
        ("Some 124{1}, {2} ships.", "Some 124[1], [2] ships.", [("124", None, None)]),
        ("Some 124{(1)} ships.", "Some 124[1] ships.", [("124", None, "ships")]),
        ("Some 124{ 1 }ships.", "Some 124 [1] ships.", [("124", None, None)]),
        ("Some 124{ii} ships.", "Some 124[ii] ships.", [("124", None, "ships")]),
        ("Some 124{†} ships.", "Some 124† ships.", [("124", None, "ships")]),
        ("Some $5{1} million went.", "Some $5[1] million went.", [("5000000", "USD", None)]),
        ("It is 12%{3} of ships.", "It is 12%[3] of ships.", [("12", "%", "ships")]),
        ("It is 12.5{3} percent.", "It is 12.5[3] percent.", [("12.5", "%", None)]),
        ("In 2022{1} it rained.", "In 2022[1] it rained.", [("2022", None, None)]),
        ("Some 45 km{2}{1} burned.", "Some 45 km²[1] burned.", [("45", "km2", None)]),
        ("Some 45 ft{23} burned.", "Some 45 ft²[3] burned.", [("45", "square foot", None)]),
        ("A 45 km{1} road.", "A 45 km[1] road.", [("45", "km", "road")]),
        ("About 10{6} cells.", "About 10⁶ cells.", []),
        ("About 10{−3} grams.", "About 10⁻³ grams.", []),
        ("About 10{12} cells.", "About 10¹² cells.", []),
        ("About 10{1} cells.", "About 10[1] cells.", [("10", None, "cells")]),
        ("About 2{10} bits.", "About 2¹⁰ bits.", []),
        ("About 2{3} ships.", "About 2[3] ships.", [("2", None, "ships")]),
        ("About 5{99} € each.", "About 5⁹⁹ € each.", []),
        ("For $10{3} each.", "For $10[3] each.", [("10", "USD", None)]),
        ("Some 3{1}/_{2} years.", "Some 3 1/2 years.", [("3.5", "year", None)]),
        ("At 25{o}C and 25{0} C.", "At 25°C and 25° C.", [("25", "°C", None)] * 2),
        ("Ships{a} came. Boats{b}.", "Ships[a] came. Boats[b].", []),
        ("They came.{4} All left.", "They came.[4] All left.", []),
        ("{1}Source: police.", "[1] Source: police.", []),
        ("R{2} and Ca{2+}, s{−1}.", "R² and Ca²⁺, s⁻¹.", []),
        ("The XX{e} and N{o} boat.", "The XXe and No boat.", []),
        ("Some 124_{1} and log_{10}.", "Some 124₁ and log10.", [("124", None, None)]),
        ("Plain words{TM} and {so on}.", "Plain wordsTM and so on.", []),
    ],
)
def test_what_is_raised_is_told_by_what_stands_around_it(
    tmp_path: Path, told: str, read: str, figures: list[tuple[str, str | None, str | None]]
) -> None:
    report = load(written(tmp_path, *as_html(runs_of(told))))
    assert report.text == read
    found = read_report_figures(report)
    assert [(f"{f.value:f}" if not isinstance(f.value, str) else f.value, f.unit, f.label)
            for f in found] == figures  # fmt: skip
    assert all(report.text[f.start : f.end] == f.surface for f in found)


@pytest.mark.parametrize(
    ("told", "values"),
    [
        ("Some 124¹ ships came.", ["124"]),
        ("Some 124 ¹ ships came.", ["124"]),
        ("Some 124¹,² ships came.", ["124"]),
        ("Some 124[1,2] ships came.", ["124"]),
        ("Some 124[^1] ships came.", ["124"]),
        ("Some 124ᵃ ships came.", ["124"]),
        ("Some 124† ships came.", ["124"]),
        ("It cost $5¹ million.", ["5000000"]),
        ("It cost $5⁹⁹.", []),
        ("About 10⁶ and 10^6 cells.", []),
        ("Some 5¹⁄₂ years.", ["5.5"]),
        ("Some 3 × 10⁶ cells.", ["3000000"]),
        ("Some 300 m² and 45 km³.", ["300", "45"]),
        ("The arrest[s] of 5[1] people.", ["5"]),
        ("Some 124<sup>1</sup> ships came.", ["124"]),
        ("Some 124[[1]](#n1) ships came.", ["124"]),
        ("Some 124^1^ ships came.", ["124"]),
        ("Some 3 × 10<sup>6</sup> cells.", ["3000000"]),
        ("About 10<sup>6</sup>, 2<sup>10</sup> and 3^4.", []),
        ("It cost $5<sup>99</sup>.", []),
        ("Some 3<sup>1</sup>/<sub>2</sub> years of s<sup>−1</sup>.", []),
        ("Some CO<sub>2</sub> came.", []),
    ],
)
def test_marks_in_plain_text_are_no_digits_of_a_figure(told: str, values: list[str]) -> None:
    found = read_figures(told)
    assert [f"{figure.value:f}" for figure in found] == values  # type: ignore[str-format]
    assert all(told[figure.start : figure.end] == figure.surface for figure in found)


@pytest.mark.parametrize(
    ("told", "surface", "unit"),
    [
        ("Some 45 km<sup>2</sup> burned.", "Some 45 km<sup>2</sup>", "km2"),
        ("Some 45 km^2 burned.", "Some 45 km^2", "km2"),
        ("Some 45 km²[1] burned.", "Some 45 km²", "km2"),
        ("Some 45[1] km burned.", "Some 45[1] km", "km"),
        ("The 10<sup>th</sup> pier.", "10<sup>th</sup>", None),
    ],
)
def test_what_is_raised_in_markdown_is_read_as_plain_text_has_it(
    told: str, surface: str, unit: str | None
) -> None:
    (figure,) = read_figures(told)
    assert (figure.surface, figure.unit) == (surface, unit)
    assert told[figure.start : figure.end] == surface


@pytest.mark.parametrize(
    "piece", ["[1", "[1][1]", "<sup>", "a^", "¹,", "5¹ ", "[1](", "1^1^", "<sup>1</sup>", "[a"]
)
def test_marks_without_end_take_no_longer_than_they_are_long(piece: str) -> None:
    from assistant.figures.marks import lift_marks

    assert grows_in_step(lift_marks, piece, 200_000)


def test_much_that_is_raised_takes_no_longer_than_it_is_long() -> None:
    from assistant.loading.raised import raised, settle

    assert grows_in_step(settle, raised("1") + " a", 200_000)


def rich_workbook() -> bytes:
    high, low = (TextBlock(InlineFont(vertAlign=kind), text) for kind, text in (
        ("superscript", "1"), ("subscript", "2")))  # fmt: skip
    book = Workbook()
    page = book.active
    assert page is not None
    page.append(["Line", CellRichText("Ships", high), CellRichText("CO", low)])
    page.append(["North", CellRichText("124", high), 7])
    page.append(["South", 98, 8])
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def test_marks_in_cells_are_no_digits_of_their_figures(tmp_path: Path) -> None:
    rows = [["Line", "Ships[1]", "CO2"], ["North", "124[1]", "7"], ["South", "98", "8"]]
    marked = [["Line", "Ships{1}", "CO_{2}"], ["North", "124{1}", "7"], ["South", "98", "8"]]
    page = "".join(
        f"<tr>{''.join(f'<td><p>{html(runs_of(text))}</p></td>' for text in line)}</tr>"
        for line in marked
    )
    opened_rows = (row(*(cell(opened(runs_of(text))) for text in line)) for line in marked)
    files = {
        "a.xlsx": rich_workbook(),
        "a.html": f"<html><body><table>{page}</table></body></html>".encode(),
        "a.ods": workbook(sheet(*opened_rows), styles=SHIFTS),
    }
    for name, data in files.items():
        report = load(written(tmp_path, name, data))
        assert table_rows(report) == rows, name
        found = [(f.surface, f.label) for f in read_report_figures(report)]
        assert found[0] == ("124", "Ships, North")


@pytest.mark.parametrize("header", ["2022{1}", "2022{a}"])
def test_a_header_with_a_mark_is_still_a_header(tmp_path: Path, header: str) -> None:
    told = [["", "2021", header], ["Ships", "98{1}", "124{1}"], ["Boats", "7{2}", "8{2}"]]
    rows = "".join(
        f"<tr>{''.join(f'<td>{html(runs_of(text))}</td>' for text in line)}</tr>" for line in told
    )
    report = load(written(tmp_path, "a.html", f"<html><table>{rows}</table></html>"))
    assert report.blocks[0].header_rows == 1
    periods = [figure.period for figure in read_report_figures(report)]
    assert periods == ["2021", "2022", "2021", "2022"]
