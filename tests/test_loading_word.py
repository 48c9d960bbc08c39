"""Loading DOCX: what a reader sees, with changes accepted; what is hidden or moved away is not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.oxml import parse_xml
from loaded import load, slices, table_rows

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*inner: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(inner)}</w:p>"


def row(*cells: str, properties: str = "") -> str:
    told = "".join(f"<w:tc>{cell}</w:tc>" for cell in cells)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{told}</w:tr>"


def plain_row(*texts: str, properties: str = "") -> str:
    return row(*(paragraph(run(text)) for text in texts), properties=properties)


def table(*rows: str) -> str:
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


def box(text: str) -> str:
    return f"<w:r><w:pict><w:txbxContent>{paragraph(run(text))}</w:txbxContent></w:pict></w:r>"


def saved(folder: Path, *blocks: str) -> Path:
    document: Any = Document()
    for number, block in enumerate(blocks):
        root = parse_xml(f"<w:body {W}>{block}</w:body>")
        document.element.body.insert(number, root[0])
    path = folder / "a.docx"
    document.save(str(path))
    return path


@pytest.mark.parametrize(
    ("inner", "text", "warnings"),
    [
        (
            run("Some ") + f"<w:moveFrom>{run('150 old ')}</w:moveFrom>" + run("ships"),
            "Some ships",
            ("1 tracked deletion was left out",),
        ),
        (run("Some ") + f"<w:moveTo>{run('149 ')}</w:moveTo>" + run("ships"), "Some 149 ships", ()),
        (
            run("Some ") + f"<w:del>{run('150 ')}</w:del><w:ins>{run('149 ')}</w:ins>",
            "Some 149",
            ("1 tracked deletion was left out",),
        ),
        (
            run("Some ") + run("secret ", "<w:vanish/>") + run("ships"),
            "Some ships",
            ("1 stretch of hidden text was left out",),
        ),
        (run("Some ") + run("ships", '<w:vanish w:val="0"/>'), "Some ships", ()),
        (
            run("Some ") + '<w:commentRangeStart w:id="1"/>' + run("ships")
            + '<w:commentRangeEnd w:id="1"/><w:r><w:commentReference w:id="1"/></w:r>',
            "Some ships",
            (),
        ),
        (
            "<w:sdt><w:sdtContent>" + run("12") + "</w:sdtContent></w:sdt>"
            "<w:hyperlink>" + run(" ships") + "</w:hyperlink>",
            "12 ships",
            (),
        ),
        (
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE 7</w:instrText>'
            "</w:r>" + run("12 ships"),
            "12 ships",
            (),
        ),
        (run("Some 124") + run("1", '<w:position w:val="8"/>') + run(" ships"),
         "Some 124[1] ships", ()),
        (run("Some 124") + run("1", '<w:position w:val="2"/>') + run(" ships"),
         "Some 1241 ships", ()),
    ],
)  # fmt: skip
def test_a_line_says_what_is_seen_once_all_changes_are_accepted(
    tmp_path: Path, inner: str, text: str, warnings: tuple[str, ...]
) -> None:
    report = load(saved(tmp_path, paragraph(inner), paragraph(run("End."))))
    assert report.text == f"{text}\n\nEnd."
    assert report.warnings == warnings


def test_rows_and_paragraphs_taken_away_by_a_tracked_change_are_left_out(tmp_path: Path) -> None:
    path = saved(
        tmp_path,
        table(
            plain_row("Line", "Ships"),
            plain_row("North", "150", properties="<w:del/>"),
            plain_row("South", "98", properties="<w:ins/>"),
        ),
        f"<w:moveFrom>{paragraph(run('Moved away 7.'))}</w:moveFrom>",
        f"<w:moveTo>{paragraph(run('Moved here 8.'))}</w:moveTo>",
    )
    report = load(path)
    assert table_rows(report) == [["Line", "Ships"], ["South", "98"]]
    assert [text for _, text in slices(report)][1:] == ["Moved here 8."]
    assert report.warnings == ("2 tracked deletions were left out",)


def test_a_table_in_a_cell_follows_as_a_table_of_its_own(tmp_path: Path) -> None:
    inner = table(plain_row("Line", "Ships"), plain_row("North", "124"))
    path = saved(
        tmp_path,
        table(row(paragraph(run("Left")), paragraph(run("Right ")) + inner + paragraph())),
        paragraph(run("After.")),
    )
    report = load(path)
    assert slices(report) == [
        ("table", "Left | Right"),
        ("table", "Line | Ships\nNorth | 124"),
        ("paragraph", "After."),
    ]


def test_a_text_box_in_a_cell_is_read_once(tmp_path: Path) -> None:
    path = saved(tmp_path, table(row(paragraph(run("Left"), box("In a box: 48.")))))
    assert load(path).text == "Left\n\nIn a box: 48."


def test_the_lines_of_a_table_of_contents_are_left_out_and_counted(tmp_path: Path) -> None:
    document: Any = Document()
    document.styles.add_style("toc 1", 1)
    document.add_paragraph("Traffic\t12", style="toc 1")
    document.add_heading("Traffic", 1)
    document.save(str(tmp_path / "a.docx"))
    report = load(tmp_path / "a.docx")
    assert slices(report) == [("heading1", "Traffic")]
    assert report.warnings == ("1 line of tables of contents was left out",)


def test_a_character_style_raises_or_hides_its_text(tmp_path: Path) -> None:
    document: Any = Document()
    document.styles.add_style("Mark", 2).font.superscript = True
    document.styles.add_style("Gone", 2).font.hidden = True
    line = document.add_paragraph("Some 124")
    line.add_run("1", style="Mark")
    line.add_run(" unseen", style="Gone")
    line.add_run(" ships")
    document.save(str(tmp_path / "a.docx"))
    report = load(tmp_path / "a.docx")
    assert report.text == "Some 124[1] ships"
    assert report.warnings == ("1 stretch of hidden text was left out",)
