"""Loading EPUB: chapters in the order of the spine, their tables and notes, and locked books."""

from pathlib import Path

import pytest
from loaded import header_rows, load, slices, table_rows, written, zipped

from assistant.errors import UnreadableReport

CONTAINER = """<?xml version="1.0"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>
<rootfile full-path="OEBPS/book.opf" media-type="application/oebps-package+xml"/>
</rootfiles></container>"""
PACKAGE = """<?xml version="1.0"?>
<package xmlns="http://www.idpf.org/2007/opf" xmlns:opf="http://www.idpf.org/2007/opf">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Velmar Harbour Atlas</dc:title>
<dc:publisher>Orre Press</dc:publisher><dc:date opf:event="conversion">2025-01-01</dc:date>
<dc:date>2021-03-04</dc:date><dc:language>en</dc:language></metadata>
<manifest><item id="two" href="text/chapter%202.xhtml" media-type="application/xhtml+xml"/>
<item id="one" href="one.xhtml" media-type="application/xhtml+xml"/>
<item id="toc" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
<item id="map" href="map.svg" media-type="image/svg+xml"/></manifest>
<spine><itemref idref="toc"/><itemref idref="one"/><itemref idref="two"/>{more}</spine></package>"""
ONE = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml"><head><title/><script src="x.js"/></head>
<body><header><h1>The harbour</h1></header>
<p>Some 124<sup><a href="#n1">1</a></sup> ships came.</p>
<aside><p>1. Ferries not counted.</p></aside></body></html>"""
TWO = """<html xmlns="http://www.w3.org/1999/xhtml"><body><h2>Traffic</h2>
<ul><li>two lines</li></ul>
<table><thead><tr><th>Year</th><th>Ships</th></tr></thead>
<tr><td>2019</td><td>1,460</td></tr></table>
</body></html>"""


def book(**parts: str) -> bytes:
    """Returns a book of two chapters, less those given as "", with others put in."""
    own = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": CONTAINER,
        "OEBPS/book.opf": PACKAGE.format(more=parts.pop("more", "")),
        "OEBPS/one.xhtml": ONE,
        "OEBPS/text/chapter 2.xhtml": TWO,
        "OEBPS/nav.xhtml": "<html><body><nav>The harbour 1 Traffic 2</nav></body></html>",
        "OEBPS/map.svg": "<svg/>",
    }
    return zipped({name: part for name, part in {**own, **parts}.items() if part})


def test_chapters_are_read_in_spine_order_with_headings_lists_tables_and_notes(
    tmp_path: Path,
) -> None:
    report = load(written(tmp_path, "a.epub", book()))
    assert slices(report) == [
        ("heading1", "The harbour"),
        ("paragraph", "Some 124[1] ships came."),
        ("paragraph", "1. Ferries not counted."),
        ("heading2", "Traffic"),
        ("list_item", "- two lines"),
        ("table", "Year | Ships\n2019 | 1,460"),
    ]
    assert table_rows(report) == [["Year", "Ships"], ["2019", "1,460"]]
    assert header_rows(report) == [1]
    assert [(page.start, page.end) for page in report.pages] == [(0, len(report.text))]
    assert report.warnings == ()


def test_a_book_says_its_title_publisher_language_and_the_day_it_was_published(
    tmp_path: Path,
) -> None:
    report = load(written(tmp_path, "a.epub", book()))
    assert (report.title, report.publisher) == ("Velmar Harbour Atlas", "Orre Press")
    assert (report.published, report.language) == ("2021-03-04", "en")


def test_chapters_that_are_missing_and_pages_that_are_pictures_are_counted(tmp_path: Path) -> None:
    more = '<itemref idref="map"/><itemref idref="gone"/>'
    report = load(written(tmp_path, "a.epub", book(more=more)))
    assert report.warnings == (
        "1 chapter that the book lists is missing from the file",
        "1 page that is a picture was left out",
    )


def encrypted(name: str) -> str:
    return (
        '<encryption xmlns:e="http://www.w3.org/2001/04/xmlenc#"><e:EncryptedData><e:CipherData>'
        f'<e:CipherReference URI="{name}"/></e:CipherData></e:EncryptedData></encryption>'
    )


def test_a_book_whose_fonts_are_scrambled_is_read(tmp_path: Path) -> None:
    data = book(**{"META-INF/encryption.xml": encrypted("OEBPS/font.otf")})
    assert load(written(tmp_path, "a.epub", data)).title == "Velmar Harbour Atlas"


def test_a_book_named_otherwise_is_read_with_a_warning(tmp_path: Path) -> None:
    report = load(written(tmp_path, "a.docx", book()))
    assert report.warnings == ("the file is EPUB, though named .docx; read as EPUB",)


BOMB = '<!DOCTYPE p [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;">]><package><t>&b;</t></package>'


@pytest.mark.parametrize(
    ("data", "cause"),
    [
        (book(**{"META-INF/encryption.xml": encrypted("OEBPS/one.xhtml")}), "encrypted"),
        (book(**{"META-INF/container.xml": ""}), "the book is damaged"),
        (book(**{"OEBPS/book.opf": ""}), "lists no chapters"),
        (book(**{"OEBPS/book.opf": "<package"}), "the book is damaged"),
        (book(**{"OEBPS/book.opf": BOMB}), "holds no text"),
        (book(**{"OEBPS/one.xhtml": "<p/>", "OEBPS/text/chapter 2.xhtml": "<p/>"}), "no text"),
        (book()[:-400], "damaged"),
        (b"Only words", "no EPUB file, though named so"),
    ],
)
def test_a_book_that_cannot_be_read_is_named_in_one_line(
    tmp_path: Path, data: bytes, cause: str
) -> None:
    with pytest.raises(UnreadableReport) as caught:
        load(written(tmp_path, "a.epub", data))
    assert cause in caught.value.cause
    assert "\n" not in str(caught.value)


def test_a_chapter_that_the_book_lists_again_is_read_once(tmp_path: Path) -> None:
    data = book(more='<itemref idref="one"/>' * 500)
    report = load(written(tmp_path, "a.epub", data))
    assert report.text.count("Some 124[1] ships came.") == 1
    assert "500 chapters that are listed again were left out" in report.warnings
