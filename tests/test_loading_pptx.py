"""Loading PPTX: slides as pages, titles, lists, tables, charts and speaker notes in order."""

from pathlib import Path

import pytest
from loaded import header_rows, load, slices, table_rows, written, zipped

from assistant.errors import UnreadableReport

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
NAMES = (
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    f'xmlns:r="{OFFICE}/relationships"'
)
CORE = '<cp:p xmlns:cp="urn:cp" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{}</dc:title></cp:p>'


def links(*targets: tuple[str, str], more: str = "") -> str:
    inner = "".join(
        f'<Relationship Id="r{number}" Type="{OFFICE}/relationships/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, start=1)
    )
    return f'<Relationships xmlns="urn:rels">{inner}{more}</Relationships>'


def paragraphs(*texts: str) -> str:
    return "".join(
        text if text.startswith("<") else f"<a:p><a:r><a:t>{text}</a:t></a:r></a:p>"
        for text in texts
    )


def shape(*texts: str, place: str | None = None) -> str:
    """A shape with paragraphs; ``place`` is the part of the layout it fills ("" for its body)."""
    kind = f'type="{place}"' if place else ""
    ph = "" if place is None else f"<p:ph {kind}/>"
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="2" name="x"/><p:nvPr>{ph}</p:nvPr></p:nvSpPr>'
        f"<p:txBody>{paragraphs(*texts)}</p:txBody></p:sp>"
    )


def frame(inner: str) -> str:
    return (
        f"<p:graphicFrame><a:graphic><a:graphicData>{inner}</a:graphicData></a:graphic>"
        "</p:graphicFrame>"
    )


def cell(text: str, **more: int) -> str:
    said = " ".join(f'{name}="{value}"' for name, value in more.items())
    return f"<a:tc {said}><a:txBody>{paragraphs(text)}</a:txBody></a:tc>"


def slide(*shapes: str, more: str = "") -> str:
    return f"<p:sld {NAMES} {more}><p:cSld><p:spTree>{''.join(shapes)}</p:spTree></p:cSld></p:sld>"


def presentation(*slides: str, title: str = "", **parts: str) -> bytes:
    """A presentation whose slides are shown in the opposite order to their numbers."""
    count = len(slides)
    named = [("slide", f"slides/slide{count - number}.xml") for number in range(count)]
    listed = "".join(f'<p:sldId id="{255 + n}" r:id="r{n}"/>' for n in range(1, count + 1))
    own = {
        "[Content_Types].xml": "<a/>",
        "docProps/core.xml": CORE.format(title),
        "ppt/presentation.xml": f"<p:presentation {NAMES}><p:sldIdLst>{listed}</p:sldIdLst>"
        "</p:presentation>",
        "ppt/_rels/presentation.xml.rels": links(*named),
    }
    own |= {f"ppt/{name}": text for (_, name), text in zip(named, slides, strict=True)}
    return zipped({name: part for name, part in {**own, **parts}.items() if part})


TABLE = frame(
    '<a:tbl><a:tblPr firstRow="1"/>'
    f"<a:tr>{cell('Line', rowSpan=2)}{cell('Ships', gridSpan=2)}{cell('', hMerge=1)}</a:tr>"
    f"<a:tr>{cell('', vMerge=1)}{cell('2021')}{cell('2022')}</a:tr>"
    f"<a:tr>{cell('North')}{cell('100')}{cell('124')}</a:tr></a:tbl>"
)
FIRST = slide(
    shape("Some 124 ships came.", "Two lines", place=""),
    f"<p:grpSp>{shape('Source: harbour office')}</p:grpSp>",
    shape("Harbour", place="title"),
    TABLE,
    f"<mc:AlternateContent><mc:Choice>{shape('New')}</mc:Choice><mc:Fallback>{shape('Old')}"
    "</mc:Fallback></mc:AlternateContent>",
    shape("7", place="sldNum"),
)
NOTES = slide(shape("Say that ferries are not counted.", place="body"), shape("1", place="sldNum"))


def test_slides_are_pages_in_the_order_they_are_shown_titles_first(tmp_path: Path) -> None:
    bullet = (
        "<a:p><a:pPr><a:buChar/></a:pPr><a:r><a:t>48 sailings</a:t></a:r><a:br/>"
        "<a:r><a:t>a day</a:t></a:r></a:p>"
    )
    second = slide(shape("Only a note.", bullet), more='show="0"')
    rels = links(("notesSlide", "../notesSlides/n1.xml"), ("comments", "../comments/c.xml"))
    data = presentation(
        FIRST, second, slide("<p:pic/>"), title="Traffic of the year",
        **{"ppt/slides/_rels/slide3.xml.rels": rels, "ppt/notesSlides/n1.xml": NOTES},
    )  # fmt: skip
    report = load(written(tmp_path, "a.pptx", data))
    assert slices(report) == [
        ("heading1", "Harbour"),
        ("list_item", "- Some 124 ships came."),
        ("list_item", "- Two lines"),
        ("paragraph", "Source: harbour office"),
        ("table", "Line | Ships\n2021 | 2022\nNorth | 100 | 124"),
        ("paragraph", "New"),
        ("heading2", "Speaker notes"),
        ("paragraph", "Say that ferries are not counted."),
        ("heading1", "Slide 2"),
        ("paragraph", "Only a note."),
        ("list_item", "- 48 sailings\na day"),
    ]
    assert table_rows(report)[:2] == [["Line", "Ships", "Ships"], ["Line", "2021", "2022"]]
    assert header_rows(report) == [2]
    page = report.pages[1]
    assert report.text[page.start : page.end].startswith("Slide 2\n\nOnly a note.")
    assert len(report.pages) == 3
    assert report.title == "Traffic of the year"
    assert report.warnings == (
        "1 slide holds no text (pictures are not read)",
        "1 hidden slide was read too",
        "1 slide number, date or footer was left out",
        "1 slide has comments, which were left out",
    )


def test_cells_said_to_span_more_than_a_slide_holds_fill_no_memory(tmp_path: Path) -> None:
    cells = "".join(cell("x", rowSpan=999, gridSpan=999) for _ in range(200))
    table = frame(f"<a:tbl><a:tr>{cells}</a:tr></a:tbl>")
    report = load(written(tmp_path, "a.pptx", presentation(slide(table))))
    assert sum(len(block.cells) for block in report.blocks) < 1000


def test_the_first_slides_title_is_the_reports_where_the_file_names_none(tmp_path: Path) -> None:
    assert load(written(tmp_path, "a.pptx", presentation(FIRST))).title == "Harbour"


def cached(kind: str, *texts: str, code: str = "") -> str:
    points = "".join(
        f'<c:pt idx="{number}"><c:v>{text}</c:v></c:pt>' for number, text in enumerate(texts)
    )
    return f"<c:{kind}Ref><c:{kind}Cache>{code}{points}</c:{kind}Cache></c:{kind}Ref>"


def series(name: str, categories: str, *values: str) -> str:
    code = "<c:formatCode>0.0%</c:formatCode>"
    return (
        f"<c:ser><c:tx>{cached('str', name)}</c:tx><c:cat>{categories}</c:cat>"
        f"<c:val>{cached('num', *values, code=code)}</c:val></c:ser>"
    )


def charted(*all_series: str) -> bytes:
    chart = (
        f"<c:chartSpace {NAMES}><c:chart><c:title><a:t>Share of </a:t><a:t>ships</a:t></c:title>"
        f"<c:plotArea><c:barChart>{''.join(all_series)}</c:barChart></c:plotArea></c:chart>"
        "</c:chartSpace>"
    )
    shown = slide(
        shape("Shares", place="title"), frame('<c:chart r:id="r1"/>'), frame("<p:oleObj/>")
    )
    rels = links(("chart", "../charts/chart1.xml"))
    return presentation(
        shown, **{"ppt/slides/_rels/slide1.xml.rels": rels, "ppt/charts/chart1.xml": chart}
    )


def test_a_chart_is_read_as_the_table_of_the_values_it_keeps(tmp_path: Path) -> None:
    days = cached("num", "44562", "44593", code="<c:formatCode>mmm yy</c:formatCode>")
    for categories, first in ((cached("str", "North", "South"), "North"), (days, "January 2022")):
        data = charted(series("2021", categories, "0.1249", "0.5"), series("2022", categories, "1"))
        report = load(written(tmp_path, "a.pptx", data))
        assert [text for _, text in slices(report)][1] == "Chart: Share of ships"
        assert table_rows(report)[:2] == [["", "2021", "2022"], [first, "12.5%", "100.0%"]]
        assert header_rows(report) == [1]
        assert report.warnings == ("1 embedded object was left out",)


def test_a_chart_whose_series_do_not_share_their_categories_is_counted(tmp_path: Path) -> None:
    one, other = cached("str", "North"), cached("str", "South")
    report = load(
        written(tmp_path, "a.pptx", charted(series("a", one, "1"), series("b", other, "2")))
    )
    assert [text for _, text in slices(report)] == ["Shares"]
    assert report.warnings[0] == "1 chart was left out"


def test_the_words_of_a_diagram_are_list_items(tmp_path: Path) -> None:
    point = "<dgm:pt{}><dgm:t><a:p><a:r><a:t>{}</a:t></a:r></a:p></dgm:t></dgm:pt>"
    inner = point.format("", "61 piers") + point.format(' type="pres"', "61 piers")
    parts = {
        "ppt/slides/_rels/slide1.xml.rels": links(("diagramData", "../diagrams/data1.xml")),
        "ppt/diagrams/data1.xml": f"<dgm:dataModel {NAMES}>{inner}</dgm:dataModel>",
    }
    report = load(
        written(tmp_path, "a.pptx", presentation(slide(frame('<dgm:relIds r:dm="r1"/>')), **parts))
    )
    assert slices(report) == [("heading1", "Slide 1"), ("list_item", "- 61 piers")]


@pytest.mark.parametrize(
    ("data", "cause"),
    [
        (presentation(FIRST, **{"ppt/slides/slide1.xml": "<p"}), "the presentation is damaged"),
        (presentation(FIRST, **{"ppt/slides/slide1.xml": ""}), "the presentation is damaged"),
        (presentation(FIRST, **{"ppt/_rels/presentation.xml.rels": ""}), "is damaged"),
        (presentation(FIRST, **{"ppt/slides/slide1.xml": "<!DOCTYPE a><a/>"}), "document type"),
        (presentation(slide("<p:pic/>")), "holds no text"),
        (presentation(FIRST, FIRST, FIRST), "3 slides, more than the 2 allowed"),
        (presentation(FIRST)[:-99], "damaged"),
        (b"Only words", "no PPTX file, though named so"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_named_in_one_line(tmp_path: Path, data: bytes, cause: str) -> None:
    with pytest.raises(UnreadableReport) as caught:
        load(written(tmp_path, "a.pptx", data), max_pages=2)
    assert cause in caught.value.cause
    assert "\n" not in str(caught.value)


def test_a_presentation_named_otherwise_is_read_with_a_warning(tmp_path: Path) -> None:
    report = load(written(tmp_path, "a.docx", presentation(slide(shape("Some 12 ships.")))))
    assert report.warnings == ("the file is PPTX, though named .docx; read as PPTX",)


def test_a_slide_that_is_listed_again_is_read_once(tmp_path: Path) -> None:
    ids = '<p:sldId id="256" r:id="r1"/>' * 400
    main = f"<p:presentation {NAMES}><p:sldIdLst>{ids}</p:sldIdLst></p:presentation>"
    data = presentation(slide(shape("Some 124 ships came.")), **{"ppt/presentation.xml": main})
    report = load(written(tmp_path, "a.pptx", data))
    assert report.text.count("Some 124 ships came.") == 1
    assert report.warnings == ("399 slides that are listed again were left out",)
