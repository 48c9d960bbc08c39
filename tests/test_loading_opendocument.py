"""Loading ODT and ODS: text in order with notes apart, sheets as pages, values as shown."""

from pathlib import Path

import pytest
from loaded import HARBOUR_END, HARBOUR_ROWS, header_rows, load, slices, table_rows, written, zipped

from assistant.errors import UnreadableReport

NAMES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"'
    for short, long in {
        "office": "office", "text": "text", "table": "table", "draw": "drawing", "style": "style",
        "meta": "meta", "svg": "svg-compatible",
    }.items()
)  # fmt: skip
META = """<office:document-meta {} xmlns:dc="http://purl.org/dc/elements/1.1/"><office:meta>
<dc:title>{}</dc:title><dc:language>en-GB</dc:language></office:meta></office:document-meta>"""


def opened(kind: str, body: str, *, styles: str = "", title: str = "", **parts: str) -> bytes:
    content = (
        f"<office:document-content {NAMES}><office:automatic-styles>{styles}"
        f"</office:automatic-styles><office:body>{body}</office:body></office:document-content>"
    )
    own = {
        "mimetype": f"application/vnd.oasis.opendocument.{kind}",
        "content.xml": content,
        "meta.xml": META.format(NAMES, title),
    }
    return zipped({**own, **parts})


def text_document(body: str, **parts: str) -> bytes:
    return opened("text", f"<office:text>{body}</office:text>", **parts)


def workbook(*sheets: str, **parts: str) -> bytes:
    return opened(
        "spreadsheet", f"<office:spreadsheet>{''.join(sheets)}</office:spreadsheet>", **parts
    )


def cell(text: str, *, more: str = "") -> str:
    return f"<table:table-cell {more}><text:p>{text}</text:p></table:table-cell>"


def row(*cells: str, more: str = "") -> str:
    return f"<table:table-row {more}>{''.join(cells)}</table:table-row>"


TABLE = (
    "<table:table><table:table-header-rows>"
    + row(
        cell("Line", more='table:number-rows-spanned="2"'),
        cell("Ships", more='table:number-columns-spanned="2"'),
        "<table:covered-table-cell/>",
    )
    + row("<table:covered-table-cell/>", cell("2021"), cell("2022"))
    + "</table:table-header-rows>"
    + row(cell("North</text:p><text:p>pier"), cell("100"), cell("124"))
    + row(cell("South"), cell("31", more='table:number-columns-repeated="2"'))
    + "</table:table>"
)
BODY = (
    '<text:tracked-changes><text:changed-region><text:deletion><text:p>150</text:p></text:deletion>'
    "</text:changed-region></text:tracked-changes>"
    "<text:table-of-content><text:index-body><text:p>Traffic 12</text:p></text:index-body>"
    "</text:table-of-content>"
    '<text:p text:style-name="P1">Harbour traffic</text:p>'
    '<text:h text:outline-level="2">Traffic</text:h>'
    "<text:p>Some<text:s/>124<text:note><text:note-citation>1</text:note-citation>"
    "<text:note-body><text:p>Ferries not\n counted.</text:p></text:note-body></text:note> ships"
    "<text:line-break/>came<office:annotation><text:p>check this</text:p></office:annotation>."
    "<draw:frame><draw:text-box><text:p>In a box: 48.</text:p></draw:text-box></draw:frame>"
    "</text:p>"
    "<text:list><text:list-item><text:p>two lines</text:p><text:p>more of it</text:p>"
    "<text:list><text:list-item><text:p>inner</text:p></text:list-item></text:list>"
    "</text:list-item></text:list>" + TABLE +
    '<text:section><text:p>After <text:span>the</text:span> table.</text:p></text:section>'
)  # fmt: skip
STYLES = '<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Title"/>'


def test_a_document_gives_headings_lists_tables_boxes_and_notes_in_order(tmp_path: Path) -> None:
    report = load(written(tmp_path, "a.odt", text_document(BODY, styles=STYLES)))
    assert slices(report) == [
        ("heading1", "Harbour traffic"),
        ("heading2", "Traffic"),
        ("paragraph", "Some 124 ships\ncame."),
        ("paragraph", "In a box: 48."),
        ("list_item", "- two lines"),
        ("paragraph", "more of it"),
        ("list_item", "- inner"),
        ("table", "Line | Ships\n2021 | 2022\nNorth pier | 100 | 124\nSouth | 31 | 31"),
        *HARBOUR_END,
    ]
    assert table_rows(report) == [*HARBOUR_ROWS, ["South", "31", "31"]]
    assert header_rows(report) == [2]
    assert (report.title, report.language) == ("Harbour traffic", "en-GB")
    assert report.warnings == (
        "1 tracked deletion was left out",
        "1 table of contents or index was left out",
        "1 comment was left out",
    )


def test_the_title_in_a_documents_properties_comes_first(tmp_path: Path) -> None:
    data = text_document(BODY, styles=STYLES, title="Traffic of the year")
    assert load(written(tmp_path, "a.odt", data)).title == "Traffic of the year"


def number(kind: str, value: str, shown: str) -> str:
    return cell(shown, more=f'office:value-type="{kind}" office:value="{value}"')


def sheet(*rows: str, name: str = "Ships", more: str = "") -> str:
    return f'<table:table table:name="{name}" {more}>{"".join(rows)}</table:table>'


def test_a_workbook_gives_a_page_a_sheet_and_a_table_a_run_of_rows(tmp_path: Path) -> None:
    blank = '<table:table-cell table:number-columns-repeated="16384"/>'
    day = 'office:value-type="date" office:date-value="2022-02-01T00:00:00"'
    first = sheet(
        row(cell("Ships by line")),
        row(cell("Line"), cell("Ships", more='table:number-columns-spanned="2"'),
            "<table:covered-table-cell/>", cell("Counted on")),
        row("<table:table-cell/>", cell("2021"), cell("2022"), "<table:table-cell/>"),
        row(cell("North"), number("float", "1100.4", "1,100.4"),
            number("percentage", "0.12", "12%"),
            cell("01/02/22", more=day)),
        row(blank, more='table:number-rows-repeated="1048000"'),
        row(cell("Note<office:annotation><text:p>hm</text:p></office:annotation>"), cell("x")),
        row(cell("Sum"), '<table:table-cell table:formula="of:=1+1"/>'),
    )  # fmt: skip
    hidden = 'table:style-name="ta2"'
    styles = (
        '<style:style style:name="ta2"><style:table-properties table:display="false"/>'
        "</style:style>"
    )
    second = sheet(row(cell("Only a note.")), name="Notes", more=hidden)
    report = load(written(tmp_path, "a.ods", workbook(first, second, styles=styles, title="Lines")))
    assert [(page.number, page.label) for page in report.pages] == [(1, "Ships"), (2, "Notes")]
    assert slices(report) == [
        ("heading1", "Ships"),
        ("paragraph", "Ships by line"),
        ("table", "Line | Ships | Counted on\n | 2021 | 2022 | \n"
                  "North | 1,100.4 | 12% | 2022-02-01"),
        ("table", "Note | x\nSum | "),
        ("heading1", "Notes"),
        ("paragraph", "Only a note."),
    ]  # fmt: skip
    assert table_rows(report)[0] == ["Line", "Ships", "Ships", "Counted on"]
    assert header_rows(report)[0] == 2
    assert report.title == "Lines"
    assert [warning.split(" cell")[0] for warning in report.warnings] == [
        "1 formula",
        "1 comment was left out",
        "1 hidden sheet was read too (Notes)",
    ]


@pytest.mark.parametrize(
    ("xml", "shown"),
    [
        (number("float", "1124.5", "1.124,5"), "1,124.5"),
        (number("float", "1124", "1.124"), "1,124"),
        (number("float", "1.124", "1.124"), "1.124"),
        (number("float", "1124.5", "1124,5"), "1124.5"),
        (number("float", "1124567.5", "1 124 567,5"), "1,124,567.5"),
        (number("percentage", "0.1249", "12,5 %"), "12.5 %"),
        (number("currency", "-1200", "-1.200,00 €"), "-1,200.00 €"),
        (number("float", "2500000", "2.5m"), "2.5m"),
        (number("float", "0", "#DIV/0!"), "#DIV/0!"),
        ('<table:table-cell office:value-type="float" office:value="12.50"/>', "12.5"),
        (cell("Feb", more='office:value-type="date" office:date-value="2022-02-01T10:30:00"'),
         "2022-02-01 10:30"),
        (cell("WAHR", more='office:value-type="boolean" office:boolean-value="true"'), "TRUE"),
        (cell("1.124", more='office:value-type="string"'), "1.124"),
    ],
)  # fmt: skip
def test_a_value_is_shown_as_its_sheet_shows_it_in_the_english_way(
    tmp_path: Path, xml: str, shown: str
) -> None:
    report = load(written(tmp_path, "a.ods", workbook(sheet(row(cell("Label"), xml)))))
    assert table_rows(report) == [["Label", shown]]


LOCKED = {
    "META-INF/manifest.xml": '<m:manifest xmlns:m="urn:m"><m:file-entry m:full-path="content.xml">'
    "<m:encryption-data/></m:file-entry></m:manifest>"
}
FULL = sheet(row(cell("x", more='table:number-columns-repeated="16384"'),
                 more='table:number-rows-repeated="1048576"'))  # fmt: skip
WIDE = text_document(
    "<table:table>"
    + row(cell("x", more='table:number-columns-repeated="16384"'),
          more='table:number-rows-repeated="1048576"')
    + "</table:table>"
)  # fmt: skip
ENTITIES = '<!DOCTYPE a [<!ENTITY e "aaaa">]><a>&e;</a>'


@pytest.mark.parametrize(
    ("name", "data", "cause"),
    [
        ("a.odt", text_document("<text:p>Words</text:p>", **LOCKED), "encrypted"),
        ("a.ods", workbook(sheet(row(cell("x"))), **LOCKED), "encrypted"),
        ("a.ods", workbook(FULL), "too large"),
        ("a.odt", WIDE, "larger than a report's"),
        ("a.odt", text_document("", **{"content.xml": "<a"}), "the document is damaged"),
        ("a.ods", workbook("", **{"content.xml": ENTITIES}), "damaged (it has no sheets)"),
        ("a.odt", zipped({"mimetype": "application/vnd.oasis.opendocument.text"}), "is damaged"),
        ("a.odt", text_document(""), "holds no text"),
        ("a.ods", b"Only words", "no ODS file, though named so"),
        ("a.odp", opened("presentation", "<a/>"), ".odp is not supported"),
    ],
)
def test_what_cannot_be_read_is_named_in_one_line(
    tmp_path: Path, name: str, data: bytes, cause: str
) -> None:
    with pytest.raises(UnreadableReport) as caught:
        load(written(tmp_path, name, data))
    assert cause in caught.value.cause
    assert "\n" not in str(caught.value)


def test_a_document_named_otherwise_is_read_with_a_warning(tmp_path: Path) -> None:
    report = load(written(tmp_path, "a.docx", text_document("<text:p>Some 12 ships.</text:p>")))
    assert report.text == "Some 12 ships."
    assert report.warnings == ("the file is ODT, though named .docx; read as ODT",)
