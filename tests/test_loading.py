"""Loading: files found, told apart, decoded, and named when they cannot be read."""

import hashlib
import json
from pathlib import Path

import pytest
from loaded import load, slices, table_rows, written, zipped

from assistant.errors import UnreadableReport
from assistant.loading import find_sources, load_report
from assistant.records import Metadata
from assistant.settings import Settings

SETTINGS = Settings()
SENTENCE = "Police arrested 149 suspects in 2022 – “not 150”, said the café owner.\n"


def test_a_folder_gives_its_files_sorted_and_passes_over_hidden_files_and_manifests(
    tmp_path: Path,
) -> None:
    for name in ("b.md", "a.txt", "deep/c.html", ".hidden.md", ".git/x.md", "README.md"):
        written(tmp_path, name, "Words")
    written(tmp_path, "manifest.json", json.dumps({"reports": [], "ignore": ["skip*"]}))
    written(tmp_path, "skipped.txt", "Words")
    sources, failures = find_sources([str(tmp_path)], settings=SETTINGS)
    assert [source.path.name for source in sources] == ["a.txt", "b.md", "c.html"]
    assert failures == []


def test_a_file_named_twice_is_listed_once_and_a_loop_of_links_ends(tmp_path: Path) -> None:
    path = written(tmp_path, "in/a.md", "Words")
    (tmp_path / "in" / "loop").symlink_to(tmp_path)
    sources, failures = find_sources([str(path), str(tmp_path)], settings=SETTINGS)
    assert [source.origin for source in sources] == [str(path)]
    assert failures == []


def test_a_manifest_names_what_is_known_of_a_file(tmp_path: Path) -> None:
    entry = {
        "file": "deep/a.md",
        "title": "Cases",
        "publisher": "NCCT",
        "published": "2023",
        "language": "en",
        "link": "https://example.org/a",
        "edition": "2",
        "primary": False,
    }
    written(tmp_path, "manifest.json", json.dumps({"reports": [entry]}))
    written(tmp_path, "deep/a.md", "---\ntitle: Other\npublisher: Else\n---\n\nWords\n")
    (source,), _ = find_sources([str(tmp_path)], settings=SETTINGS)
    report = load_report(source, settings=SETTINGS)
    assert source.metadata == Metadata("Cases", "NCCT", "2023", "en", entry["link"], "2", False)
    assert (report.title, report.publisher, report.published) == ("Cases", "NCCT", "2023")
    assert (report.edition, report.link, report.primary) == ("2", entry["link"], False)


@pytest.mark.parametrize(
    ("origin", "cause"),
    [
        ("missing.pdf", "no such file"),
        ("ftp://example.org/report", "only http:// and https:// addresses are read"),
        ("empty-folder", "holds no file"),
        ("zero.txt", "empty"),
        ("broken-manifest", "manifest cannot be read"),
    ],
)
def test_what_is_no_source_is_named_with_its_cause(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, origin: str, cause: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "empty-folder").mkdir()
    written(tmp_path, "zero.txt", b"")
    written(tmp_path, "broken-manifest/manifest.json", "{")
    sources, failures = find_sources([origin], settings=SETTINGS)
    assert sources == []
    assert len(failures) == 1
    assert failures[0].origin.startswith(origin)
    assert cause in failures[0].error
    assert "\n" not in failures[0].error


ENTITY = '<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "aaa">]><d>&a;</d>'
UNREADABLE = [
    ("zero.txt", b"", "empty"),
    ("book.epub", b"PK\x03\x04 no", "damaged"),
    ("book.epub", zipped({"mimetype": "application/epub+zip"}), "the book is damaged"),
    ("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 100, ".doc is not supported yet"),
    ("locked.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
     "encrypted"),
    ("article.tex", b"<article>Words</article>", ".tex is not supported yet"),
    ("noname", b"Words", "without an extension is not supported"),
    ("broken.pdf", b"%PDF-1.7\nnothing else", "the PDF is damaged"),
    ("named.pdf", b"Only words", "no PDF file, though named so"),
    ("named.docx", b"Only words", "no DOCX file, though named so"),
    ("shelf.zip", zipped({"a.txt": "Words"}), "zip archive; unpack it"),
    ("bomb.xlsx", zipped({"[Content_Types].xml": "<a/>", "xl/workbook.xml": b" " * (40 << 20)}),
     "would expand to 40 MB"),
    ("entities.docx", zipped({"[Content_Types].xml": "<a/>", "word/document.xml": ENTITY}),
     "document type"),
    ("hollow.docx", zipped({"[Content_Types].xml": "<a/>", "word/document.xml": "<a/>"}),
     "damaged"),
    ("hollow.xlsx", zipped({"[Content_Types].xml": "<a/>", "xl/workbook.xml": "<a/>"}), "damaged"),
    ("junk.txt", bytes(range(256)) * 40, "binary data"),
    ("junk.md", b"\x01\x02\x03\x04" * 500, "binary data"),
    ("cut.txt", b"\xff\xfe" + b"a\0b\0c", "cannot be decoded as utf-16"),
    ("blank.md", b" \n\n \n", "holds no text"),
    ("photo.pdf", b"\x89PNG\r\n", "picture"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "data", "cause"), UNREADABLE, ids=[f"{row[0]}: {row[2]}" for row in UNREADABLE]
)
def test_what_cannot_be_read_is_named_in_one_line(
    tmp_path: Path, name: str, data: bytes, cause: str
) -> None:
    path = written(tmp_path, name, data)
    with pytest.raises(UnreadableReport) as caught:
        load(path)
    assert caught.value.origin == str(path)
    assert cause in caught.value.cause
    assert "\n" not in str(caught.value)


def test_a_file_beyond_the_limit_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path, "large.txt", b"word " * 300_000)
    with pytest.raises(UnreadableReport, match="larger than the 1 MB allowed"):
        load(path, max_megabytes=1)
    sources, failures = find_sources([str(path)], settings=Settings(max_megabytes=1))
    assert sources == []
    assert "ASSISTANT_MAX_MEGABYTES" in failures[0].error


@pytest.mark.parametrize(
    ("encoding", "is_guess"),
    [("utf-8", False), ("utf-8-sig", False), ("utf-16", False), ("utf-32", False),
     ("utf-16-le", False), ("utf-16-be", False), ("utf-32-le", False), ("cp1252", True)],
)  # fmt: skip
def test_text_is_read_in_any_encoding_with_a_warning_where_it_is_a_guess(
    tmp_path: Path, encoding: str, is_guess: bool
) -> None:
    report = load(written(tmp_path, "a.txt", (SENTENCE * 12).encode(encoding)))
    assert report.text == SENTENCE * 12
    assert any("not UTF-8" in warning for warning in report.warnings) == is_guess


def test_line_ends_are_made_one_and_null_characters_are_counted(tmp_path: Path) -> None:
    report = load(written(tmp_path, "a.txt", b"One\r\ntwo\rthree\0\n" + b"word " * 40))
    assert report.text.startswith("One\ntwo\nthree\n")
    assert report.warnings == ("1 null character was dropped",)


def test_content_stands_over_the_extension_with_a_warning(tmp_path: Path) -> None:
    report = load(written(tmp_path, "page.txt", "<!DOCTYPE html><p>Some <b>149</b> arrests</p>"))
    assert report.text == "Some 149 arrests"
    assert report.warnings == ("the file is HTML, though named .txt; read as HTML",)


def test_the_id_is_of_the_bytes_and_the_title_falls_back_to_the_name(tmp_path: Path) -> None:
    data = b"Just a sentence without a title, and long enough to be no heading of any kind."
    report = load(written(tmp_path, "arrests 2022.txt", data))
    assert report.id == hashlib.sha256(data).hexdigest()[:16]
    assert report.title == "arrests 2022"
    assert [(page.number, page.start, page.end) for page in report.pages] == [(1, 0, len(data))]


MARKDOWN = """---
title: "Cases in 2022"
publisher: NCCT
date: 2023-02-01
---

# Results ##

Some 149 suspects
were arrested.

Second
------

- first item
- second item

1. numbered

| Group | Victims |
| :---- | ------: |
| Under 15 | 124 |
| 15 to 17 |  31 |
|  | 70 |

> A quoted line.

[ref]: https://example.org
"""


def test_markdown_stays_as_it_is_and_its_blocks_point_into_it(tmp_path: Path) -> None:
    report = load(written(tmp_path, "a.md", MARKDOWN))
    assert report.text == MARKDOWN
    assert (report.title, report.publisher, report.published) == (
        "Cases in 2022", "NCCT", "2023-02-01")  # fmt: skip
    table = MARKDOWN[MARKDOWN.index("| Group") : MARKDOWN.index("\n\n> A")]
    assert slices(report) == [
        ("heading1", "Results"),
        ("paragraph", "Some 149 suspects\nwere arrested."),
        ("heading2", "Second"),
        ("list_item", "- first item"),
        ("list_item", "- second item"),
        ("list_item", "1. numbered"),
        ("table", table),
        ("paragraph", "> A quoted line."),
        ("paragraph", "[ref]: https://example.org"),
    ]
    assert [block.level for block in report.blocks[:3]] == [1, 0, 2]
    assert report.blocks[6].header_rows == 1
    assert table_rows(report) == [["Group", "Victims"], ["Under 15", "124"], ["15 to 17", "31"],
                                  ["", "70"]]  # fmt: skip


def test_plain_text_has_paragraphs_and_lone_short_lines_for_headings(tmp_path: Path) -> None:
    report = load(written(tmp_path, "a.txt", "Cases in 2022\n\nSome 149 suspects\nwere held.\n\n"))
    assert slices(report) == [
        ("heading1", "Cases in 2022"),
        ("paragraph", "Some 149 suspects\nwere held."),
    ]
    assert report.title == "Cases in 2022"


HTML = """<html lang="en"><head><title>Cases — NCCT</title>
<meta property="article:published_time" content="2023-02-01T10:00:00Z">
<meta property="og:site_name" content="The Desk"><link rel="canonical" href="https://e.org/1">
<style>p {}</style></head><body>
<nav><a href="/">Home</a> <a href="/b">News</a></nav>
<article><header><h1>Cases <em>in</em> 2022</h1></header>
Loose words<p>Some <b>149</b>
suspects&nbsp;held.<br>All charged.</p><script>var hidden = 1;</script>
<ul><li>one</li><li>two<ul><li>inner</li></ul></li></ul>
<table><caption>Victims by age</caption>
<thead><tr><th rowspan="2">Age</th><th colspan="2">Victims</th></tr>
<tr><th>2021</th><th>2022</th></tr></thead>
<tr><td>Under<br>15</td><td>100</td><td>124</td></tr>
<tr><td></td><td>31</td><td>40</td></tr></table>
<div><div>Deep <span>words</span></div>tail</div></article>
<!-- a remark --><footer>Contact us</footer></body></html>"""


def test_html_gives_its_main_content_in_order(tmp_path: Path) -> None:
    report = load(written(tmp_path, "a.html", HTML))
    assert slices(report) == [
        ("heading1", "Cases in 2022"),
        ("paragraph", "Loose words"),
        ("paragraph", "Some 149 suspects held.\nAll charged."),
        ("list_item", "- one"),
        ("list_item", "- two"),
        ("list_item", "- inner"),
        ("paragraph", "Victims by age"),
        ("table", "Age | Victims\n2021 | 2022\nUnder 15 | 100 | 124\n | 31 | 40"),
        ("paragraph", "Deep words"),
        ("paragraph", "tail"),
    ]
    assert (report.title, report.publisher) == ("Cases — NCCT", "The Desk")
    assert (report.published, report.language) == ("2023-02-01", "en")
    assert report.link == "https://e.org/1"
    assert report.warnings == ("4 words of navigation, page header and footer were left out",)


def test_a_cell_that_spans_others_is_listed_for_each_with_the_same_place(tmp_path: Path) -> None:
    report = load(written(tmp_path, "a.html", HTML))
    assert table_rows(report) == [
        ["Age", "Victims", "Victims"],
        ["Age", "2021", "2022"],
        ["Under 15", "100", "124"],
        ["", "31", "40"],
    ]
    table = next(block for block in report.blocks if block.cells)
    assert table.header_rows == 2
    assert len({(cell.start, cell.end) for cell in table.cells if cell.column == 0}) == 3


def test_a_page_that_is_all_navigation_is_read_whole(tmp_path: Path) -> None:
    report = load(written(tmp_path, "a.html", "<html><nav>Only 12 words here</nav></html>"))
    assert report.text == "Only 12 words here"


@pytest.mark.parametrize(
    ("mark", "read"),
    [
        ('<sup><a href="#n1">1</a></sup>', "124[1]"),
        ('<a href="notes.html#n1"><sup>1</sup></a>', "124[1]"),
        ('<sup><a href="#n1">[1]</a></sup>', "124[1]"),
        ("<sup>2</sup>", "124[2]"),
    ],
)
def test_a_raised_link_to_a_note_stands_apart_from_the_figure_before_it(
    tmp_path: Path, mark: str, read: str
) -> None:
    report = load(written(tmp_path, "a.html", f"<html><p>Some 124{mark} ships.</p></html>"))
    assert report.text == f"Some {read} ships."


@pytest.mark.parametrize(
    ("head", "encoding", "text"),
    [
        ('<meta charset="shift_jis">', "cp932", "港は12隻、①。"),
        ('<META http-equiv="Content-Type" content="text/html; charset=x-sjis">', "cp932", "港は"),
        ('<meta charset="iso-2022-jp">', "iso-2022-jp", "港は12隻。"),
        ("<meta charset='windows-1251'>", "cp1251", "Порт: 12 судов."),
        ('<meta charset="iso-8859-1">', "cp1252", "Café – “12 ships”."),
        ('<meta charset="iso-8859-1">', "utf-8", "Café – “12 ships”."),
        ('<meta charset="gb2312">', "gbk", "港口有12艘船。"),
        ('<meta charset="utf-16">', "utf-8", "Café: 12 ships."),
        ('<meta charset="unicode_escape">', "utf-8", "Café: 12\\u0030 ships."),
        ("", "utf-16", "Café: 12 ships."),
    ],
)
def test_a_page_is_read_in_the_encoding_it_names(
    tmp_path: Path, head: str, encoding: str, text: str
) -> None:
    page = f"<html><head>{head}</head><body><p>{text}</p></body></html>".encode(encoding)
    report = load(written(tmp_path, "a.html", page))
    assert report.text == text
    assert report.warnings == ()


def test_the_encoding_that_xhtml_names_in_its_first_line_is_the_pages(tmp_path: Path) -> None:
    page = "<?xml version='1.0' encoding='iso-8859-7'?><html><body><p>Λιμάνι: 12.</p></body></html>"
    report = load(written(tmp_path, "a.html", page.encode("iso-8859-7")))
    assert report.text == "Λιμάνι: 12."


@pytest.mark.parametrize(
    ("body", "text", "warnings"),
    [
        (
            "<p>Some 12 ships came in.</p><p hidden>Say 13.</p>"
            '<p style="DISPLAY: none">Say 14.</p>',
            "Some 12 ships came in.",
            ("4 words that the page does not show were left out",),
        ),
        (
            '<p style="visibility:hidden">Some 12 ships <span hidden>came.</span></p><p>Yes.</p>',
            "Some 12 ships came.\n\nYes.",
            (),
        ),
        (
            "<p>Some <del>150</del> <ins>149</ins> ships, <s>old</s> new.</p>",
            "Some 149 ships, new.",
            ("2 words struck through were left out",),
        ),
        (
            '<div role="navigation"><nav>Home About</nav> Us</div><p>Some 12 ships came in.</p>'
            '<p role="contentinfo">Orre.</p>',
            "Some 12 ships came in.",
            ("4 words of navigation, page header and footer were left out",),
        ),
    ],
)
def test_what_a_page_hides_strikes_out_or_is_no_part_of_is_left_out_and_counted(
    tmp_path: Path, body: str, text: str, warnings: tuple[str, ...]
) -> None:
    report = load(written(tmp_path, "a.html", f"<html><body>{body}</body></html>"))
    assert report.text == text
    assert report.warnings == warnings


MENU = "".join(f'<li><a href="/{name}">{name}</a></li>' for name in "abcdefgh")


@pytest.mark.parametrize(
    ("body", "text", "words"),
    [
        ("<div>Share this</div><main><p>Some 12 ships came.</p></main>", "Some 12 ships came.", 2),
        (
            '<div>Share <div role="main"><p>Some 12 ships came.</p></div><p>More news</p></div>',
            "Share\n\nSome 12 ships came.",
            2,
        ),
        (
            "<div><h1>Ships</h1>By us</div><main><p>Some 12 came.</p></main>",
            "Ships\n\nBy us\n\nSome 12 came.",
            0,
        ),
        (
            "<p>Some 12 ships came in that year.</p><main><p>Short.</p></main>",
            "Some 12 ships came in that year.\n\nShort.",
            0,
        ),
        (
            "<article><nav>On this page</nav><p>Some 12 ships came.</p></article>",
            "Some 12 ships came.",
            3,
        ),
        (f"<p>Some 12 ships came in here that year.</p><ul>{MENU}</ul>",
         "Some 12 ships came in here that year.", 8),
        (f"<p>Some 12 ships came.</p><ul>{MENU}<li><a href='/r'>Report 2022</a></li></ul>",
         None, 0),
        ("<a href='#main'>Skip to main content</a><p>Some 12 ships came in.</p>",
         "Some 12 ships came in.", 4),
    ],
)  # fmt: skip
def test_the_main_text_of_a_page_is_told_by_what_the_page_says_of_its_parts(
    tmp_path: Path, body: str, text: str | None, words: int
) -> None:
    report = load(written(tmp_path, "a.html", f"<html><body>{body}</body></html>"))
    assert text is None or report.text == text
    said = f"{words} words of navigation, page header and footer were left out"
    assert report.warnings == ((said,) if words else ())
