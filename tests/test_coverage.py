"""The coverage report: what was read of a file, what was not, and where it is shown."""

from __future__ import annotations

import json
import sqlite3
import sys
from email.message import EmailMessage
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas
from shelf import BEFORE_COVERAGE, UNDO_VERSIONS

from assistant import Library
from assistant.cli import main
from assistant.coverage import cover, find_gaps
from assistant.loading import Source, load_report
from assistant.records import Block, BlockKind, Cell, Coverage, Page, Report, name_pages
from assistant.settings import Settings
from assistant.web.listing import show_shelf
from assistant.web.reports_tab import add_upload

WITH_TABLES = """# Wells of the hill fund

The fund drilled 77 boreholes & repaired 12 pumps.

| Hill | Boreholes |
| --- | --- |
| North | 31 |
| South | 46 |
"""


def write_pdf(path: Path, pages: list[list[str]]) -> Path:
    """Writes a PDF of pages of lines; a page of none is empty."""
    canvas = Canvas(str(path), invariant=True)
    for lines in pages:
        for number, line in enumerate(lines):
            canvas.drawString(72, 740 - 20 * number, line)
        canvas.showPage()
    canvas.save()
    return path


def load(path: Path) -> Report:
    return load_report(Source(path, str(path)), settings=Settings())


def make(pages: list[str], *tables: int, headers: int = 0) -> Report:
    """Returns a report of pages of one block each; those of the numbers are tables."""
    text, blocks, places = "", [], []
    for number, words in enumerate(pages, start=1):
        start = len(text)
        text += words
        if words:
            kind = BlockKind.TABLE if number in tables else BlockKind.PARAGRAPH
            cells = (Cell(0, 0, start, len(text)),) if number in tables else ()
            blocks.append(Block(kind, start, len(text), 0, cells, headers))
        places.append(Page(number, start, len(text)))
        text += "\n\n" if words else ""
    return Report("r", "R", "r.pdf", text, tuple(places), tuple(blocks))


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Returns a library of a report with an empty page and one with a table."""
    folder = tmp_path_factory.mktemp("coverage")
    holed = write_pdf(folder / "holed.pdf", [["In the hills 77 wells were dug."], [], ["The end."]])
    (folder / "wells.md").write_text(WITH_TABLES, encoding="utf-8")
    with Library.open(folder / "library") as library:
        library.add([holed, folder / "wells.md"])
    return folder / "library"


def main_quietly() -> int:
    try:
        main()
    except SystemExit as leaving:
        return int(leaving.code or 0)
    return 0


@pytest.mark.parametrize(
    ("numbers", "named"),
    [
        ([3], "page 3"),
        ([3, 4], "pages 3-4"),
        ([1, 2, 3, 7, 9, 10], "pages 1-3, 7, 9-10"),
    ],
)
def test_pages_are_named_in_runs(numbers: list[int], named: str) -> None:
    assert name_pages(numbers) == named


def test_many_pages_are_named_in_part_where_that_is_wanted() -> None:
    assert name_pages([1, 3, 4, 7, 9, 10], at_most=2) == "pages 1, 3-4 and 3 more"
    many = make(["a 1"] * 30, *range(1, 31, 2))
    (told,) = find_gaps(cover(many, figures=0))
    assert told == "15 tables without a header (pages 1, 3, 5, 7, 9, 11 and 9 more)"


def test_a_page_without_text_in_the_middle_of_a_report_is_named(tmp_path: Path) -> None:
    report = load(write_pdf(tmp_path / "a.pdf", [["77 wells."], [], [], ["The end."]]))
    covered = cover(report, figures=1)
    assert (covered.pages, covered.pages_read, covered.pages_empty) == (4, 2, (2, 3))
    assert find_gaps(covered) == ["pages 2-3 without text"]


def test_a_page_of_marks_without_a_letter_or_digit_is_empty() -> None:
    assert cover(make(["one", "— * —", "two"]), figures=0).pages_empty == (2,)


def test_a_page_with_a_running_header_alone_counts_as_empty(tmp_path: Path) -> None:
    pages = [["Annual report of the fund"] + [""] * 10 for _ in range(6)]
    for number, lines in enumerate(pages):
        if number != 3:
            lines += [f"Words that only page {number} has, and no other one.", "More of them."]
    covered = cover(load(write_pdf(tmp_path / "a.pdf", pages)), figures=0)
    assert covered.pages_empty == (4,)
    assert [said[:17] for said in covered.left_out] == ["6 running headers"]


def test_a_damaged_page_is_told_from_an_empty_one() -> None:
    report = make(["one", "", "", "two"])
    pages = list(report.pages)
    pages[1] = Page(2, pages[1].start, pages[1].end, damaged=True)
    covered = cover(Report("r", "R", "r.pdf", report.text, tuple(pages), report.blocks), figures=0)
    assert (covered.pages_damaged, covered.pages_empty) == ((2,), (3,))
    assert covered.pages_read == 2
    assert find_gaps(covered) == ["page 2 damaged", "page 3 without text"]


def test_tables_whose_header_is_not_known_are_counted_with_their_pages() -> None:
    bare = cover(make(["Hills", "North 31", "South 46"], 2, 3), figures=2)
    assert (bare.tables, bare.tables_without_header, bare.pages_of_those) == (2, 2, (2, 3))
    assert find_gaps(bare) == ["2 tables without a header (pages 2-3)"]
    headed = cover(make(["Hills", "North 31"], 2, headers=1), figures=1)
    assert (headed.tables, headed.tables_without_header, find_gaps(headed)) == (1, 0, [])


def test_a_table_that_goes_on_over_a_page_is_one_table() -> None:
    report = make(["Hill 31", "South 46"], 1, headers=1)
    first, second = report.blocks
    going_on = Block(BlockKind.TABLE, second.start, second.end, 0, first.cells, 1)
    report = Report("r", "R", "r.pdf", report.text, report.pages, (first, going_on))
    assert cover(report, figures=0).tables == 1


def test_words_are_what_has_a_letter_or_digit(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(WITH_TABLES, encoding="utf-8")
    covered = cover(load(tmp_path / "a.md"), figures=0)
    assert covered.words == 5 + 8 + 6
    assert covered.characters == len(WITH_TABLES)


def test_coverage_is_kept_whole_with_the_report(shelf: Path) -> None:
    with Library.open(shelf) as library:
        for summary in library.reports():
            report = library.report(summary.report.id)
            assert summary.coverage == cover(report, figures=summary.figures)
            assert summary.coverage == Coverage.from_dict(
                json.loads(json.dumps(summary.coverage.to_dict()))
            )


def test_a_library_made_before_coverage_was_kept_opens_and_counts_it_when_asked(
    tmp_path: Path,
) -> None:
    (tmp_path / "a.md").write_text(WITH_TABLES, encoding="utf-8")
    with Library.open(tmp_path / "library") as library:
        added = library.add(tmp_path / "a.md").added[0]
    catalogue = sqlite3.connect(tmp_path / "library" / "catalogue.sqlite")
    catalogue.executescript(f"{UNDO_VERSIONS} {BEFORE_COVERAGE} PRAGMA user_version = 5;")
    catalogue.close()
    with Library.open(tmp_path / "library") as library:
        (kept,) = library.reports()
        assert (kept.coverage, kept.report.period, kept.report.told) == (None, None, ())
        assert library.coverage(kept.report.id) == added.coverage
        assert "Look at" not in show_shelf([kept])


def test_add_says_in_one_line_what_was_read_and_in_another_what_to_look_at(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    write_pdf(tmp_path / "holed.pdf", [["In the hills 77 wells were dug."], [], ["The end."]])
    (tmp_path / "wells.md").write_text(WITH_TABLES, encoding="utf-8")
    monkeypatch.setattr(sys, "argv", ["assistant", "add", "holed.pdf", "wells.md"])
    main_quietly()
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].endswith("3 pages, 1 passage, 1 figure, 0 tables, 9 words")
    assert lines[1] == "  look at: page 2 without text"
    assert lines[3].endswith(", 1 table, 19 words")
    assert lines[4].startswith("2 added")
    monkeypatch.setattr(sys, "argv", ["assistant", "add", "wells.md", "--json"])
    (tmp_path / "wells.md").write_text(WITH_TABLES + "\nTwo more.\n", encoding="utf-8")
    main_quietly()
    told = json.loads(capsys.readouterr().out)
    (updated,) = told["updated_reports"]
    assert told["updated"] == [updated["id"]]
    assert updated["coverage"]["tables"] == 1


@pytest.mark.parametrize(
    "words",
    [
        ["reports", "show", "{id}", "--library", "{library}"],
        ["reports", "--library", "{library}", "show", "{prefix}"],
    ],
)
def test_show_tells_metadata_coverage_and_warnings_of_a_report(
    words: list[str],
    shelf: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with Library.open(shelf) as library:
        report_id = library.reports()[0].report.id
    places = {"id": report_id, "prefix": report_id[:6], "library": str(shelf)}
    monkeypatch.setattr(sys, "argv", ["assistant", *(word.format(**places) for word in words)])
    assert main_quietly() == 0
    told = " ".join(capsys.readouterr().out.split())
    for words_told in (
        f"{report_id} holed",
        "title holed the file's name",
        "read 2 of 3 pages",
        "without text page 2",
        "note page 2 is blank",
    ):
        assert words_told in told
    monkeypatch.setattr(sys, "argv", [*sys.argv, "--json"])
    assert main_quietly() == 0
    shown = json.loads(capsys.readouterr().out)
    assert shown["coverage"]["pages_empty"] == [2]
    assert shown["told"]["title"] == {"by": "file name", "read": None, "read_by": None}


@pytest.mark.parametrize("prefix", ["", "ffff", "zz"])
def test_an_id_that_fits_none_or_several_is_refused_with_one_line(
    prefix: str, shelf: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "argv", ["assistant", "reports", "show", prefix])
    monkeypatch.setenv("ASSISTANT_LIBRARY", str(shelf))
    assert main_quietly() == 1
    assert "No report" in capsys.readouterr().err


def test_an_upload_in_the_web_application_says_what_to_look_at(tmp_path: Path) -> None:
    path = write_pdf(tmp_path / "holed.pdf", [["In the hills 77 wells were dug."], [], ["End."]])
    message = EmailMessage()
    message["From"], message["Subject"] = "office@example.org", "Wells of May"
    message.set_content("The fund dug 12 wells in May.")
    message.add_attachment(
        b"%PDF-1.7 no PDF", maintype="application", subtype="pdf", filename="a.pdf"
    )
    (tmp_path / "wells.eml").write_bytes(message.as_bytes())
    with Library.open(tmp_path / "library") as library:
        told = add_upload(library, path)
        assert told.said.endswith("1 figure (look at: page 2 without text)")
        mailed = add_upload(library, tmp_path / "wells.eml")
        assert mailed.said.startswith("added as “Wells of May”")
        assert "; not read: a.pdf: " in mailed.said
        assert add_upload(library, write_pdf(path, [[]])).error


def test_the_web_list_shows_what_to_look_at_and_opens_to_all_that_is_known(shelf: Path) -> None:
    with Library.open(shelf) as library:
        shown = show_shelf(library.reports())
    assert '<p class="ra-gaps">Look at: page 2 without text</p>' in shown
    assert "3 pages · 1 passage · 1 figure · 0 tables" in shown
    assert "<th>title</th><td>holed <small>the file&#x27;s name</small></td>" in shown
    assert shown.count("data-revise=") == shown.count("data-remove=") == 2
    assert "<th>text</th><td>19 words, " in shown
