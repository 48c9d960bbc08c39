"""Loading RTF: paragraphs, headings, lists, tables and notes; odd encodings; what is cut off."""

from pathlib import Path

import pytest
from loaded import HARBOUR_END, HARBOUR_ROWS, header_rows, load, slices, table_rows, written

from assistant.errors import UnreadableReport

HEAD = (
    r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fcharset0 Serif;}{\f1\fcharset204 Cyrillic;}"
    r"{\f2\fcharset128 Gothic;}}{\colortbl;\red0\green0\blue0;}"
    r"{\stylesheet{Normal;}{\s1\outlinelevel0 heading 1;}{\s5 Title;}{\s7\outlinelevel2 Own;}"
    r"{\*\cs10 Default;}}{\info{\title Harbour traffic}{\author Someone}}"
)


def document(body: str) -> str:
    return HEAD + body + "}"


def row(*cells: str, plan: str = "") -> str:
    return rf"\trowd {plan}\pard\intbl " + "".join(rf"{cell}\cell " for cell in cells) + r"\row "


BODY = (
    r"{\header Page 7\par}\pard\s5 Harbour of Orre\par"
    "\n"
    r"\pard\s1 Traffic\par\pard\s7 By line\par\pard\outlinelevel1 Piers\par"
    r"\pard\plain Some 124{\super\chftn{\footnote\pard\plain\chftn  Ferries not counted.\par}}"
    r" ships ca{\b me} {\field{\*\fldinst HYPERLINK x}{\fldrslt here}}.{\v hidden}"
    r"{\pict\wmetafile8 0aff}"
    r"{\deleted 150}{\*\annotation check this}{\shp{\*\shpinst{\sp{\sn a}{\sv 9}}"
    r"{\shptxt\pard In a box: 48.\par}}{\shprslt Old}}\par "
    r"{\field{\*\fldinst TOC \\o}{\fldrslt Traffic 12\par}}"
    r"{\listtext 1.\tab}two lines\par\pard\ls1 inner\par\pard\plain "
    + row("Line", "Ships", plan=r"\trhdr\cellx1000\cellx3000")
    + row("", "2021", "2022", plan=r"\trhdr\clvmrg\cellx1000\cellx2000\cellx3010")
    + row(r"North\par pier", "100", "124", plan=r"\cellx1000\cellx2000\cellx3000")
    + r"\pard After the table."
)


def test_a_document_gives_headings_lists_tables_boxes_and_notes_in_order(tmp_path: Path) -> None:
    report = load(written(tmp_path, "a.rtf", document(BODY)))
    assert slices(report) == [
        ("heading1", "Harbour of Orre"),
        ("heading1", "Traffic"),
        ("heading3", "By line"),
        ("heading2", "Piers"),
        ("paragraph", "Some 124 ships came here."),
        ("paragraph", "In a box: 48."),
        ("list_item", "- two lines"),
        ("list_item", "- inner"),
        ("table", "Line | Ships\n2021 | 2022\nNorth pier | 100 | 124"),
        *HARBOUR_END,
    ]
    assert table_rows(report) == HARBOUR_ROWS
    assert header_rows(report) == [2]
    assert report.title == "Harbour traffic"
    assert report.warnings == (
        "1 tracked deletion was left out",
        "1 comment was left out",
        "1 table of contents was left out",
    )


@pytest.mark.parametrize(
    ("body", "read"),
    [
        (r"caf\'e9 \endash  \u8364?5", "café – €5"),
        (r"{\f1 \'cf\'ee\'f0\'f2} port", "Порт port"),
        (r"{\f2 \'8d\'60} port", "港 port"),
        (r"\uc2\u28207\'8d\'60 port \uc0\u8364 5", "港 port €5"),
        (r"\u-10179?\u-8704? port", "😀 port"),
        (r"12\~345 \{ships\} \\ well\_known", "12\u00a0345 {ships} \\ well-known"),
        (r"\u8212\emdash  so", "— so"),
        ("broken\r\n over\n lines", "broken over lines"),
        (r"data {\*\blipuid\bin4 }}}}} behind", "data  behind"),
        (r"{\*\unheard {\b of} 9}here", "here"),
    ],
)
def test_characters_are_read_in_whatever_way_they_are_written(
    tmp_path: Path, body: str, read: str
) -> None:
    report = load(written(tmp_path, "a.rtf", document(rf"\pard {body}\par")))
    assert report.text == read


def test_cells_that_go_on_from_the_left_are_one_and_rows_without_a_plan_go_by_order(
    tmp_path: Path,
) -> None:
    merged = row("Ships", "", "x", plan=r"\clmgf\cellx100\clmrg\cellx2000\cellx3000")
    body = merged + row("a", "b", "c", plan=r"\cellx1000\cellx2000\cellx3000")
    report = load(written(tmp_path, "a.rtf", document(body.replace("100\\clmrg", "1000\\clmrg"))))
    assert table_rows(report) == [["Ships", "Ships", "x"], ["a", "b", "c"]]
    report = load(written(tmp_path, "b.rtf", document(row("a", "1") + row("b", "2", "3"))))
    assert table_rows(report) == [["a", "1"], ["b", "2", "3"]]


def test_rows_with_thousands_of_edges_go_by_order(tmp_path: Path) -> None:
    body = "".join(row("a", plan=rf"\cellx{edge}") for edge in range(200, 400_000, 200))
    report = load(written(tmp_path, "a.rtf", document(body)))
    assert len(report.blocks[0].cells) == 1999


def test_two_tables_with_a_paragraph_between_are_two(tmp_path: Path) -> None:
    body = row("a", "1") + r"\pard Between.\par " + row("b", "2")
    report = load(written(tmp_path, "a.rtf", document(body)))
    assert [kind for kind, _ in slices(report)] == ["table", "paragraph", "table"]


@pytest.mark.parametrize(
    ("text", "read", "warning"),
    [
        (HEAD + r"\pard Some 12 ships.\par And", "Some 12 ships.\n\nAnd", "may be missing"),
        (HEAD + row("a", "12")[:-5], "a | 12", "may be missing"),
        (document(r"Some 12 ships.}") + " More.", "Some 12 ships.", "were left out"),
        (document("Some 12 ships.") + "\0\0\r\n", "Some 12 ships.", None),
    ],
)
def test_a_document_that_is_cut_off_or_goes_on_behind_its_end_says_so(
    tmp_path: Path, text: str, read: str, warning: str | None
) -> None:
    report = load(written(tmp_path, "a.rtf", text))
    assert report.text == read
    assert [warning in said for said in report.warnings if warning] == ([True] if warning else [])
    assert warning or not report.warnings


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        (HEAD + "{" * 100_000, "groups never end"),
        (document(""), "holds no text"),
        (r"{\rtf1 {\pict 0a}}", "holds no text"),
        ("Only words", "no RTF file, though named so"),
        ("", "the file is empty"),
    ],
)
def test_a_document_that_cannot_be_read_is_named_in_one_line(
    tmp_path: Path, text: str, cause: str
) -> None:
    with pytest.raises(UnreadableReport) as caught:
        load(written(tmp_path, "a.rtf", text))
    assert cause in caught.value.cause
    assert "\n" not in str(caught.value)


def test_a_document_named_otherwise_is_read_with_a_warning(tmp_path: Path) -> None:
    report = load(written(tmp_path, "a.doc", document("Some 12 ships.")))
    assert report.warnings == ("the file is RTF, though named .doc; read as RTF",)
