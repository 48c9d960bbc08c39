"""Loading DOCX, XLSX and CSV: text in order, tables with their cells, values as they are shown."""

import datetime
import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.oxml import parse_xml
from loaded import load, slices, table_rows
from openpyxl import Workbook

from assistant.errors import UnreadableReport

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def saved(document: Any, path: Path) -> Path:
    buffer = io.BytesIO()
    document.save(buffer)
    path.write_bytes(buffer.getvalue())
    return path


def test_a_document_gives_paragraphs_lists_and_tables_in_order(tmp_path: Path) -> None:
    document = Document()
    document.add_heading("Cases in 2022", 0)
    document.add_heading("Victims", 1)
    document.add_paragraph("Some 225 victims were rescued.")
    document.add_paragraph("under 15: 124", style="List Bullet")
    table = document.add_table(rows=4, cols=3)
    for row, texts in enumerate(
        [
            ["Age", "Victims", ""],
            ["", "2021", "2022"],
            ["Under\n15", "100", "124"],
            ["Total", "", "225"],
        ]
    ):
        for column, text in enumerate(texts):
            table.cell(row, column).text = text
    table.cell(0, 1).merge(table.cell(0, 2))
    table.cell(0, 0).merge(table.cell(1, 0))
    document.add_paragraph("After the table.")
    report = load(saved(document, tmp_path / "a.docx"))
    assert slices(report) == [
        ("heading1", "Cases in 2022"),
        ("heading1", "Victims"),
        ("paragraph", "Some 225 victims were rescued."),
        ("list_item", "- under 15: 124"),
        ("table", "Age | Victims\n2021 | 2022\nUnder 15 | 100 | 124\nTotal |  | 225"),
        ("paragraph", "After the table."),
    ]
    assert report.title == "Cases in 2022"
    assert table_rows(report)[:2] == [["Age", "Victims", "Victims"], ["Age", "2021", "2022"]]
    assert [block.header_rows for block in report.blocks if block.cells] == [2]


def test_tracked_insertions_are_kept_and_deletions_dropped_with_a_warning(tmp_path: Path) -> None:
    document = Document()
    paragraph = document.add_paragraph("Police arrested ")
    for xml in (
        f"<w:del {W}><w:r><w:delText>150</w:delText></w:r></w:del>",
        f"<w:ins {W}><w:r><w:t>149</w:t></w:r></w:ins>",
    ):
        paragraph._p.append(parse_xml(xml))
    paragraph.add_run(" suspects.")
    report = load(saved(document, tmp_path / "a.docx"))
    assert report.text == "Police arrested 149 suspects."
    assert report.warnings == ("1 tracked deletion was left out",)


def test_the_words_of_text_boxes_and_content_controls_are_kept(tmp_path: Path) -> None:
    document = Document()
    paragraph = document.add_paragraph("Before. ")
    paragraph._p.append(
        parse_xml(
            f"<w:r {W}><w:pict><w:txbxContent><w:p><w:r><w:t>In a box: 48.</w:t></w:r></w:p>"
            "</w:txbxContent></w:pict></w:r>"
        )
    )
    document.element.body.insert(
        0,
        parse_xml(
            f"<w:sdt {W}><w:sdtContent><w:p><w:r><w:t>In a control: 12.</w:t></w:r></w:p>"
            "</w:sdtContent></w:sdt>"
        ),
    )
    report = load(saved(document, tmp_path / "a.docx"))
    assert [text for _, text in slices(report)] == [
        "In a control: 12.", "Before.", "In a box: 48."]  # fmt: skip


def workbook() -> Workbook:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Victims"
    for row in [
        ["Victims rescued, by age"],
        ["Age", "Victims", None, "Share", "Checked"],
        [None, 2021, 2022, None, None],
        ["Under 15", 100, 1124.5, 0.5511, datetime.datetime(2023, 2, 1)],
        ["Total", 131, "=C4+1", -0.045, True],
        [],
        ["Source", "NCCT"],
        ["Money", 1200.5],
    ]:
        sheet.append(row)
    sheet.merge_cells("B2:C2")
    sheet["C4"].number_format = "#,##0.0"
    sheet["D4"].number_format = sheet["D5"].number_format = "0.0%"
    sheet["B8"].number_format = '[$$-409]#,##0.00" m"'
    other = book.create_sheet("Notes")
    other["B3"] = "Only a note."
    return book


def test_a_workbook_gives_a_page_a_sheet_and_a_table_a_run_of_rows(tmp_path: Path) -> None:
    report = load(saved(workbook(), tmp_path / "a.xlsx"))
    assert [(page.number, page.label) for page in report.pages] == [(1, "Victims"), (2, "Notes")]
    assert slices(report) == [
        ("heading1", "Victims"),
        ("paragraph", "Victims rescued, by age"),
        (
            "table",
            "Age | Victims | Share | Checked\n | 2021 | 2022 |  | \n"
            "Under 15 | 100 | 1,124.5 | 55.1% | 2023-02-01\nTotal | 131 |  | -4.5% | TRUE",
        ),
        ("table", "Source | NCCT\nMoney | $1,200.50 m"),
        ("heading1", "Notes"),
        ("paragraph", "Only a note."),
    ]
    assert table_rows(report)[0] == ["Age", "Victims", "Victims", "Share", "Checked"]
    assert [block.header_rows for block in report.blocks if block.cells] == [2, 1]
    second = report.pages[1]
    assert report.text[second.start : second.end] == "Notes\n\nOnly a note."


def test_a_formula_without_a_calculated_value_is_counted_in_a_warning(tmp_path: Path) -> None:
    report = load(saved(workbook(), tmp_path / "a.xlsx"))
    assert len(report.warnings) == 1
    assert report.warnings[0].startswith("1 formula cell holds no calculated value")


def test_a_cell_formatted_far_below_the_last_value_costs_nothing(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Victims", 225])
    sheet.cell(1_048_576, 16_384).number_format = "0.0"
    assert load(saved(book, tmp_path / "a.xlsx")).text == "Sheet\n\nVictims | 225"


def test_merged_cells_over_a_whole_sheet_are_refused(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Victims", 225])
    sheet.merge_cells("A1:B2")
    path = saved(book, tmp_path / "a.xlsx")
    parts = zipfile.ZipFile(path)
    bomb = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(bomb, "w") as archive:
        for name in parts.namelist():
            archive.writestr(name, parts.read(name).replace(b"A1:B2", b"A1:XFD1048576"))
    with pytest.raises(UnreadableReport, match="merged cells cover a whole sheet"):
        load(bomb)


@pytest.mark.parametrize(
    ("value", "number_format", "shown"),
    [
        (0.125, "0.0%", "12.5%"),
        (0.125, "0%", "13%"),
        (1234567, "#,##0", "1,234,567"),
        (1234.5, "0.00", "1234.50"),
        (-1234.5, "#,##0.0", "-1,234.5"),
        (-1234, "#,##0;(#,##0)", "(1,234)"),
        (1234, '"US$"#,##0', "US$1,234"),
        (1234, "[$€-2] #,##0.00", "€ 1,234.00"),
        (1234, "_-* #,##0_-", "1,234"),
        (2_500_000, '0.0,,"m"', "2.5m"),
        (0.30000000000000004, "General", "0.3"),
        (1e21, "General", "1000000000000000000000"),
        (3.0, "General", "3"),
        (149, "@", "149"),
        (1.5, "0.##", "1.5"),
        (0.001, "0.0", "0.0"),
        (True, "General", "TRUE"),
    ],
)
def test_numbers_are_shown_as_the_sheet_shows_them(
    tmp_path: Path, value: float, number_format: str, shown: str
) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Label", value])
    sheet["B1"].number_format = number_format
    report = load(saved(book, tmp_path / "a.xlsx"))
    assert table_rows(report) == [["Label", shown]]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.csv", 'Age,Victims\n"Under 15, all",124\n15 to 17,"1,031"\n'),
        ("a.tsv", "Age\tVictims\nUnder 15, all\t124\n15 to 17\t1,031\n"),
        ("a.csv", "Age;Victims\nUnder 15, all;124\n15 to 17;1,031\n"),
    ],
)
def test_delimited_text_is_a_table_whatever_parts_its_cells(
    tmp_path: Path, name: str, text: str
) -> None:
    (tmp_path / name).write_text(text)
    report = load(tmp_path / name)
    assert table_rows(report) == [["Age", "Victims"], ["Under 15, all", "124"],
                                  ["15 to 17", "1,031"]]  # fmt: skip
    assert report.blocks[0].header_rows == 1
    assert report.text == "Age | Victims\nUnder 15, all | 124\n15 to 17 | 1,031"


def test_rows_of_uneven_length_are_kept_and_said_so(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("a,b\n1,2,3\n4\n")
    report = load(tmp_path / "a.csv")
    assert report.text == "a | b\n1 | 2 | 3\n4"
    assert report.warnings == ("rows differ in how many cells they have",)
