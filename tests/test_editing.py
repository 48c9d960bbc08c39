"""Editing what is known of a report: checked, kept apart from what was read, followed by all."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant import Library, LibraryError, WrongUse
from assistant.cli import main
from assistant.library import Store
from assistant.records import Report, Told, ToldBy

WELLS = """# Wells of the hill fund

Published 3 May 2023

The fund drilled 77 boreholes last year. In the valley 31 pumps were repaired.
"""


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "shelf.library") as opened:
        yield opened


@pytest.fixture
def wells(tmp_path: Path) -> Path:
    path = tmp_path / "wells.md"
    path.write_text(WELLS, encoding="utf-8")
    return path


def add(library: Library, path: Path) -> str:
    added = library.add(path)
    return (*added.added, *added.updated)[0].report.id


def told(report: Report) -> dict[str, Told]:
    return {entry.field: entry for entry in report.told}


def period_of(library: Library, surface: str) -> str | None:
    return next(f.period for f in library.figures("boreholes").figures if f.surface == surface)


def test_relative_times_passages_and_search_follow_the_day_and_title_given(
    library: Library, wells: Path
) -> None:
    report_id = add(library, wells)
    assert period_of(library, "77") == "2022"
    library.edit(report_id, published="2021-05", title="Shafts of the north")
    assert period_of(library, "77") == "2020"
    passages = library.find("boreholes drilled")
    assert {e.report.title for e in passages} == {"Shafts of the north"}
    assert all(e.passage.context.startswith("Shafts of the north · 2021-05") for e in passages)
    answer = library.ask("How many boreholes did the fund drill?")
    assert answer.figures[0].value == 77
    assert answer.citations[0].report == "Shafts of the north"
    assert library.text(report_id) == WELLS


def test_a_passage_is_embedded_anew_with_the_title_given(library: Library, wells: Path) -> None:
    report_id = add(library, wells)
    question = "What do shafts of the far north tell of?"
    before = library.find(question)[0].similarity
    library.edit(report_id, title="What shafts of the far north tell of")
    after = library.find(question)[0].similarity
    assert after > before + 0.05
    library.edit(report_id, as_read=["title"])
    assert library.find(question)[0].similarity == pytest.approx(before, abs=0.002)


def test_what_you_say_is_told_from_what_was_read_and_can_be_taken_back(
    library: Library, wells: Path
) -> None:
    report_id = add(library, wells)
    edited = library.edit(report_id, published="", publisher="Office of Wells", primary=False)
    report = edited.report
    assert (report.published, report.publisher, report.primary) == (None, "Office of Wells", False)
    known = told(report)
    assert known["published"] == Told("published", ToldBy.YOU, "2023-05-03", ToldBy.TEXT)
    assert known["publisher"] == Told("publisher", ToldBy.YOU)
    assert known["primary"] == Told("primary", ToldBy.YOU)
    again = library.edit(report_id, published="2022").report
    assert told(again)["published"].read == "2023-05-03"
    back = library.edit(report_id, as_read=["published", "publisher", "primary", "title"]).report
    assert (back.published, back.publisher, back.primary) == ("2023-05-03", None, True)
    assert told(back)["published"] == Told("published", ToldBy.TEXT)
    assert {"publisher", "primary"}.isdisjoint(told(back))


def test_an_edited_report_keeps_its_place_figures_and_the_rest(
    library: Library, wells: Path, tmp_path: Path
) -> None:
    report_id = add(library, wells)
    other = tmp_path / "other.md"
    other.write_text("# Other\n\nThe trust dug 12 wells.\n", encoding="utf-8")
    add(library, other)
    ids = [figure.id for figure in library.figures("", limit=None).figures]
    before = library.reports()
    library.edit(report_id, title="Shafts", language="en-GB", link="https://example.org/wells")
    after = library.reports()
    assert [s.report.id for s in after] == [s.report.id for s in before]
    assert after[1] == before[1]
    assert (after[0].figures, after[0].coverage) == (before[0].figures, before[0].coverage)
    assert [figure.id for figure in library.figures("", limit=None).figures] == ids


def test_what_no_passage_depends_on_is_written_without_reading_again(
    library: Library, wells: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    report_id = add(library, wells)
    monkeypatch.setattr(Store, "put", lambda *_, **__: pytest.fail("it was put again"))
    values = {"period": "2022", "edition": "2nd", "language": "en", "link": "http://example.org"}
    report = library.edit(report_id, publisher="Office of Wells", **values).report
    assert {name: getattr(report, name) for name in values} == values


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *(("published", text) for text in ("soon", "2023-13", "2023-02-30", "May 2023", "23")),
        *(("period", text) for text in ("2022/2021", "2020/2021/2022", "2022-", "last year")),
        *(("link", text) for text in ("example.org", "javascript:alert(1)", "https://", "ftp://a.b")),
        *(("language", text) for text in ("english language", "e", "<b>")),
        *(("title", text) for text in ("", " ", "a" * 301, "a\x00b")),
        ("primary", "no"),
        ("origin", "elsewhere"),
        ("text", "other words"),
    ],
)  # fmt: skip
def test_what_cannot_be_meant_is_refused_and_changes_nothing(
    name: str, value: str, library: Library, wells: Path
) -> None:
    report_id = add(library, wells)
    before = library.reports()
    with pytest.raises(WrongUse):
        library.edit(report_id, **{"publisher": "Office", name: value})
    assert library.reports() == before


def test_an_edit_of_nothing_or_of_no_report_is_refused(library: Library, wells: Path) -> None:
    report_id = add(library, wells)
    with pytest.raises(WrongUse):
        library.edit(report_id)
    with pytest.raises(LibraryError):
        library.edit("0" * 16, published="2023")


def test_an_edit_outlasts_adding_the_same_file_again_and_opening_the_library(
    tmp_path: Path, wells: Path
) -> None:
    with Library.open(tmp_path / "shelf") as library:
        report_id = add(library, wells)
        edited = library.edit(report_id, published="2021", edition="2nd")
        assert library.add(wells).unchanged == (report_id,)
        assert library.reports() == [edited]
    with Library.open(tmp_path / "shelf") as library:
        assert library.reports() == [edited]
        assert library.report(report_id).told == edited.report.told


def test_a_new_version_takes_over_what_is_true_of_both(library: Library, wells: Path) -> None:
    report_id = add(library, wells)
    library.edit(
        report_id, title="Wells, by the fund", publisher="Office of Wells", primary=False,
        published="2021", period="2020", edition="2nd",
    )  # fmt: skip
    wells.write_text(WELLS.replace("77", "78"), encoding="utf-8")
    new = library.report(add(library, wells))
    assert new.id != report_id
    assert (new.title, new.publisher) == ("Wells, by the fund", "Office of Wells")
    assert new.primary is False
    assert (new.published, new.period, new.edition) == ("2023-05-03", None, None)
    entry = told(new)["title"]
    assert (entry.by, entry.read) == (ToldBy.YOU, "Wells of the hill fund")
    library.edit(new.id, title="Wells in 2023")
    wells.write_text(WELLS.replace("77", "79"), encoding="utf-8")
    assert library.report(add(library, wells)).title == "Wells of the hill fund"


def test_figures_of_a_new_version_are_told_by_what_it_takes_over(
    library: Library, tmp_path: Path
) -> None:
    # A report on a period tells "last year" of that period; the press tells it of the day.
    bulletin = tmp_path / "wells.md"
    bulletin.write_text(WELLS.replace("# Wells", "# Annual report: wells"), encoding="utf-8")
    report_id = add(library, bulletin)
    assert period_of(library, "77") is None
    library.edit(report_id, primary=False)
    assert period_of(library, "77") == "2022"
    bulletin.write_text(bulletin.read_text().replace("77", "78"), encoding="utf-8")
    add(library, bulletin)
    assert period_of(library, "78") == "2022"


def test_an_edit_leaves_versions_as_they_are_and_an_earlier_one_cannot_be_edited(
    library: Library, wells: Path
) -> None:
    old = add(library, wells)
    wells.write_text(WELLS.replace("77", "78"), encoding="utf-8")
    new = add(library, wells)
    earlier, current = library.earlier_versions(), library.reports()
    edited = library.edit(new, published="2021")
    assert library.earlier_versions() == earlier
    assert edited.added_on == current[0].added_on
    with pytest.raises(LibraryError, match="earlier version"):
        library.edit(old, published="2021")
    assert (library.earlier_versions(), library.reports()) == (earlier, [edited])
    assert library.find_id(old) == old


def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, *words: str) -> int:
    monkeypatch.setattr(sys, "argv", ["assistant", *words])
    capsys.readouterr()
    try:
        main()
    except SystemExit as leaving:
        return int(leaving.code or 0)
    return 0


def test_the_command_line_edits_shows_what_was_given_and_takes_it_back(
    tmp_path: Path,
    wells: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("ASSISTANT_LIBRARY", str(tmp_path / "shelf"))
    with Library.open(tmp_path / "shelf") as library:
        report_id = add(library, wells)
    short = report_id[:5]
    given = ["--published", "2021-05", "--edition", "2nd", "--secondary"]
    assert run(capsys, monkeypatch, "reports", "edit", short, *given) == 0
    shown = " ".join(capsys.readouterr().out.split())
    assert "published 2021-05 given by you (read: 2023-05-03, read from its text)" in shown
    assert "edition 2nd given by you (nothing was read)" in shown
    assert "source secondary, it repeats another's figures given by you" in shown
    back = ["--as-read", "published", "--as-read", "edition", "--publisher", "", "--json"]
    assert run(capsys, monkeypatch, "reports", "edit", short, *back) == 0
    told_now = json.loads(capsys.readouterr().out)
    assert (told_now["published"], told_now["edition"]) == ("2023-05-03", None)
    assert told_now["told"]["publisher"] == {"by": "you", "read": None, "read_by": None}
    for words, code in (
        ([short, "--published", "soon"], 2),
        ([short], 2),
        (["ffff" if short[0] != "f" else "0000", "--edition", "2nd"], 1),
    ):
        assert run(capsys, monkeypatch, "reports", "edit", *words) == code
        assert len(capsys.readouterr().err.splitlines()) == 1
