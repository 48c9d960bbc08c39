"""The id of a figure, followed later: what it says once its report was replaced or removed."""

from __future__ import annotations

import json
import re
import sqlite3
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shelf import BEFORE_COVERAGE, EMBEDDER, UNDO_VERSIONS, Made, assert_whole, make_report, put

from assistant import Library, LibraryError, WrongUse
from assistant.library import Store
from assistant.library.rows import figure_to_row
from assistant.lookup import State, follow
from assistant.records import Figure
from assistant.web.reference import link_to, show_reference

FIRST = [
    "In 2022, 149 suspects were arrested at the border.",
    "Of the 225 victims rescued in 2022, 48 went to a shelter and 177 went home.",
    "The hotline took 1,300 calls.",
]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "shelf", **EMBEDDER) as opened:
        yield opened


def figure_of(made: Made, surface: str) -> Figure:
    return next(figure for figure in made.figures if figure.surface == surface)


def replace_by(store: Store, old: Made, paragraphs: list[str], title: str = "Rescues, 2") -> Made:
    new = make_report(paragraphs, title=title)
    put(store, new, replaces=(old.report.id,))
    return new


def test_every_figure_of_a_report_is_found_again_by_its_id(store: Store) -> None:
    made = make_report(FIRST)
    put(store, made)
    assert len({figure.id for figure in made.figures}) == len(made.figures) >= 6
    for figure in made.figures:
        assert figure.id is not None
        reference = follow(store, figure.id)
        assert (reference.state, reference.note, reference.was) == (State.CURRENT, "", None)
        assert reference.figure is not None
        assert reference.citation is not None
        assert reference.figure.id == figure.id
        text = store.text(reference.citation.report_id)
        assert text[reference.citation.start : reference.citation.end] == reference.citation.quote
        assert reference.figure.surface in reference.citation.quote


@pytest.mark.parametrize(
    ("surface", "paragraphs", "state", "told"),
    [
        pytest.param("149", [*FIRST, "A new annex."], "unchanged", "unchanged: 149", id="same"),
        pytest.param(
            "149",
            ["A new foreword.", FIRST[0].replace("149", "151"), *FIRST[1:]],
            "changed",
            "changed: 149 → 151",
            id="another number, further down",
        ),
        pytest.param(
            "177",
            [FIRST[1].replace("48", "50").replace("177", "175")],
            "changed",
            "changed: 177 → 175",
            id="the second of two under one label",
        ),
        pytest.param(
            "149",
            ["During 2022, police arrested 149 suspects at the border."],
            "unchanged",
            "unchanged: 149",
            id="reworded",
        ),
        pytest.param(
            "149",
            ["In 2022, some 150 suspects were arrested at the border."],
            "changed",
            "149 → some 150",
            id="hedged now",
        ),
        pytest.param("1,300", FIRST[:2], "no longer there", "1,300, is no longer there", id="gone"),
        pytest.param(
            "149",
            ["In 2022, 149 victims of forgery wrote to the ministry about their papers."],
            "no longer there",
            "149, is no longer there",
            id="the number, of something else",
        ),
        pytest.param(
            "149",
            [
                "In 2022, 80 suspects were arrested at the border.",
                "In 2022, 71 suspects were arrested at the border.",
            ],
            "no longer there",
            "149, is no longer there",
            id="two that could be it",
        ),
    ],
)
def test_an_id_of_a_replaced_report_says_what_the_place_reads_now(
    store: Store, surface: str, paragraphs: list[str], state: str, told: str
) -> None:
    old = make_report(FIRST)
    put(store, old)
    new = replace_by(store, old, paragraphs)
    figure = figure_of(old, surface)
    assert figure.id is not None
    reference = follow(store, figure.id)
    assert (reference.state.value, reference.was) == (state, figure)
    pattern = r"That report was replaced on \d{4}-\d\d-\d\d by " + new.report.id
    assert re.match(rf"{pattern} \(Rescues, 2\); ", reference.note)
    assert told in reference.note
    assert "\n" not in reference.note
    assert (reference.figure is None) == (state == "no longer there")
    if reference.figure is not None:
        assert reference.figure.report_id == new.report.id
    json.dumps(reference.to_dict())


def test_an_id_is_followed_over_several_versions(store: Store) -> None:
    first = make_report(FIRST)
    put(store, first)
    second = replace_by(store, first, [FIRST[0].replace("149", "150")])
    third = replace_by(store, second, [FIRST[0].replace("149", "152")], "Rescues, 3")
    told = [
        follow(store, figure_of(made, s).id or "") for made, s in ((first, "149"), (second, "150"))
    ]
    assert ["149 → 152" in told[0].note, "150 → 152" in told[1].note] == [True, True]
    assert all(third.report.id in reference.note for reference in told)


def test_a_removed_report_leaves_its_title_and_no_figures(store: Store, tmp_path: Path) -> None:
    first = make_report(FIRST)
    put(store, first)
    second = replace_by(store, first, [FIRST[0]])
    assert store.remove(second.report.id)
    for made in (first, second):
        reference = follow(store, figure_of(made, "149").id or "")
        assert (reference.state, reference.figure) == (State.REMOVED, None)
        assert re.search(r"\(Rescues, 2\) was removed .*on \d{4}-\d\d-\d\d\.$", reference.note)
    with sqlite3.connect(tmp_path / "shelf" / "catalogue.sqlite") as catalogue:
        kept = catalogue.execute("SELECT count(figures) FROM former").fetchone()
    catalogue.close()
    assert kept == (0,)


def test_an_earlier_version_removed_alone_leaves_those_around_it(store: Store) -> None:
    first = make_report(FIRST)
    put(store, first)
    second = replace_by(store, first, [FIRST[0].replace("149", "150")])
    third = replace_by(store, second, [FIRST[0].replace("149", "152")], "Rescues, 3")
    assert store.remove(second.report.id) == (second.report.id,)
    assert "149 → 152" in follow(store, figure_of(first, "149").id or "").note
    reference = follow(store, figure_of(second, "150").id or "")
    assert (reference.state, reference.figure, reference.was) == (State.REMOVED, None, None)
    assert f"by {third.report.id} (Rescues, 3); it was removed since" in reference.note


def test_a_report_that_is_back_is_as_if_it_had_never_left(store: Store) -> None:
    made = make_report(FIRST)
    put(store, made)
    store.remove(made.report.id)
    put(store, made)
    reference = follow(store, figure_of(made, "149").id or "")
    assert (reference.state, reference.note) == (State.CURRENT, "")
    assert store.former(made.report.id) is None


@pytest.mark.parametrize(
    ("words", "error", "told"),
    [
        ("", WrongUse, "is not a figure's id"),
        ("149", WrongUse, "is not a figure's id"),
        ("0123456789abcdef@1", WrongUse, "is not a figure's id"),
        ("0123456789ABCDEF@1-2", WrongUse, "is not a figure's id"),
        ("0123456789abcdef@1-2-3", WrongUse, "is not a figure's id"),
        ("0123456789abcdef@١-٢", WrongUse, "is not a figure's id"),
        ("0123456789abcdef@1-2", LibraryError, "No report 0123456789abcdef"),
        ("{here}@0-2", WrongUse, "No figure stands at characters 0-2"),
        ("{here}@999999-999999", WrongUse, "No figure stands at characters 999999-999999"),
        ("{gone}@0-2", WrongUse, "No figure stands at characters 0-2"),
    ],
)
def test_an_id_that_leads_nowhere_is_one_clear_line(
    store: Store, words: str, error: type[Exception], told: str
) -> None:
    old = make_report(FIRST)
    put(store, old)
    new = replace_by(store, old, FIRST[:1])
    with pytest.raises(error, match=re.escape(told)) as raised:
        follow(store, words.format(here=new.report.id, gone=old.report.id))
    assert "\n" not in str(raised.value)


@given(words=st.text(max_size=40))
@settings(max_examples=100, deadline=None)
def test_no_words_are_taken_for_an_id_that_are_none(words: str) -> None:
    class Empty:
        def has(self, report_id: str) -> bool:
            return False

        def former(self, report_id: str) -> None:
            return None

    with pytest.raises((WrongUse, LibraryError)):
        follow(Empty(), words)  # type: ignore[arg-type]


def test_a_library_made_before_reports_were_remembered_is_brought_up_to_date(
    tmp_path: Path,
) -> None:
    made = make_report(FIRST)
    with Store.open(tmp_path / "old", **EMBEDDER) as store:
        put(store, made)
    catalogue = sqlite3.connect(tmp_path / "old" / "catalogue.sqlite")
    catalogue.executescript(
        f"{UNDO_VERSIONS} {BEFORE_COVERAGE} DROP TABLE former; "
        "ALTER TABLE figures DROP COLUMN change; "
        "ALTER TABLE figures DROP COLUMN times; PRAGMA user_version = 2;"
    )
    catalogue.close()
    with Store.open(tmp_path / "old", **EMBEDDER) as store:
        replace_by(store, made, FIRST[:1])
        assert follow(store, figure_of(made, "149").id or "").state is State.UNCHANGED


@pytest.mark.parametrize(
    ("version", "undo", "kept"),
    [(4, "ALTER TABLE figures DROP COLUMN times;", -1), (5, "", None)],
    ids=["before figures had times", "before earlier versions were kept whole"],
)
def test_an_older_library_is_brought_up_to_date_and_its_replaced_reports_followed(
    tmp_path: Path, version: int, undo: str, kept: int | None
) -> None:
    made = make_report(["The 2010 Act fined 45 firms."])
    first, second = make_report(FIRST), make_report(FIRST[:1], title="Rescues, 2")
    with Store.open(tmp_path / "old", **EMBEDDER) as store:
        put(store, second)
    figures = [
        [first.report.text[f.sentence_start : f.sentence_end], *figure_to_row(f)[:kept]]
        for f in first.figures
    ]
    packed = zlib.compress(json.dumps(figures).encode())
    former = (first.report.id, "Rescues", "rescues.md", second.report.id, "2026-10-01", packed)
    catalogue = sqlite3.connect(tmp_path / "old" / "catalogue.sqlite")
    catalogue.execute("INSERT INTO former VALUES (?, ?, ?, ?, ?, ?)", former)
    catalogue.commit()
    catalogue.executescript(
        f"{UNDO_VERSIONS} {BEFORE_COVERAGE} {undo} PRAGMA user_version = {version};"
    )
    catalogue.close()
    with Store.open(tmp_path / "old", **EMBEDDER) as store:
        reference = follow(store, figure_of(first, "149").id or "")
        assert reference.state is State.UNCHANGED
        assert "replaced on 2026-10-01 by" in reference.note
        put(store, made)
        assert store.figures_of(made.report.id) == made.figures
        assert any(figure.times for figure in made.figures)
        assert [summary.added_on is None for summary in store.summaries()] == [True, False]
        assert_whole(store)


def test_a_changed_file_is_followed_from_the_library_itself(tmp_path: Path) -> None:
    file = tmp_path / "border.md"
    file.write_text("# Border\n\nPolice arrested 149 suspects in 2022.\n", encoding="utf-8")
    with Library.open(tmp_path / "reports.library") as library:
        library.add(file)
        figure_id = next(f.id for f in library.figures("suspects") if f.surface == "149")
        assert figure_id is not None
        assert library.figure(figure_id).state is State.CURRENT
        file.write_text("# Border\n\nPolice arrested 151 suspects in 2022.\n", encoding="utf-8")
        library.add(file)
        assert library.figure(figure_id).note.endswith("now reads changed: 149 → 151.")


def test_the_page_shows_a_followed_figure_marked_and_what_became_of_its_report(
    store: Store,
) -> None:
    old = make_report(FIRST)
    put(store, old)
    new = replace_by(store, old, [FIRST[0].replace("149", "151")])
    reference = follow(store, figure_of(old, "149").id or "")
    shown = show_reference(reference, store.report)
    assert "changed: 149 → 151." in shown
    assert "<mark>151</mark>" in shown
    assert reference.figure is not None
    assert f'href="?figure={new.report.id}@' in link_to(reference.figure.id)
    assert link_to(None) == ""
