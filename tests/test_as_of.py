"""As of a day: what was current then is listed, searched and answered from as it was that day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from shelf import (
    EMBEDDER,
    assert_same,
    everything,
    ids,
    make_numbered,
    put,
    set_times,
    vector_of,
)

from assistant import FigureQuery, Filters, Library, LibraryEmpty, WrongUse
from assistant.errors import LibraryError
from assistant.library import Store, past, shelf
from assistant.library.past import PastCatalogue

FIRST, SECOND, THIRD = (make_numbered(1, edition=n) for n in (1, 2, 3))
OTHER = make_numbered(2)
WORDS = ("place3 edition1 people", "report1 edition2", "rescued 1,003", "report2")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Returns a library of one report in three versions, and of one that came in February."""
    folder = tmp_path_factory.mktemp("versions") / "shelf"
    with Store.open(folder, **EMBEDDER) as store:
        put(store, FIRST)
        put(store, OTHER)
        put(store, SECOND, replaces=(FIRST.report.id,))
        put(store, THIRD, replaces=(SECOND.report.id,))
    set_times(
        folder,
        (FIRST.report.id, "2026-01-10", "2026-03-01"),
        (OTHER.report.id, "2026-02-01", None),
        (SECOND.report.id, "2026-03-01", "2026-05-02"),
        (THIRD.report.id, "2026-05-02", None),
    )
    return folder


@pytest.fixture(scope="module")
def store(folder: Path) -> Iterator[Store]:
    with Store.open(folder, **EMBEDDER) as opened:
        yield opened


@pytest.mark.parametrize(
    ("day", "current"),
    [
        ("2026-01-09", []),
        ("2026-01-10", [FIRST]),
        ("2026-01", [FIRST]),
        ("2026-02", [FIRST, OTHER]),
        ("2026-02-28", [FIRST, OTHER]),
        ("2026-03-01", [OTHER, SECOND]),
        ("2026-05-01", [OTHER, SECOND]),
        ("2026-05-02", [OTHER, THIRD]),
        ("2026", [OTHER, THIRD]),
        ("2025", []),
        ("2031-01-01", [OTHER, THIRD]),
        (None, [OTHER, THIRD]),
    ],
)
def test_of_each_report_the_version_of_that_day_is_current(
    store: Store, day: str | None, current: list[Any]
) -> None:
    shown = store.as_of(day)
    assert ids(shown) == [made.report.id for made in current]
    texts = {passage.text for made in current for passage in made.passages}
    found = shown.passages([key for key, _ in shown.search_text("people rescued", limit=1000)])
    assert {passage.text for passage in found.values()} == texts
    figures, total = shown.search_figures(FigureQuery(), limit=None)
    assert {item.figure.report_id for item in figures} == set(ids(shown))
    assert total == sum(len(made.figures) for made in current)


@pytest.mark.parametrize(
    ("day", "current"), [("2026-02-10", [FIRST, OTHER]), ("2026-04-01", [OTHER, SECOND])]
)
def test_every_search_of_a_day_finds_and_ranks_what_it_did_that_day(
    store: Store, tmp_path: Path, day: str, current: list[Any]
) -> None:
    with Store.open(tmp_path / "then", **EMBEDDER) as then:
        for made in current:
            put(then, made)
        for words in WORDS:
            assert_same(everything(store.as_of(day), words), everything(then, words))


def test_a_large_library_looks_back_over_index_and_catalogue_together(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = store.as_of("2026-02-10")
    exact = [everything(shown, words) for words in WORDS]
    narrow = [OTHER.report.id]
    vector = vector_of("place3")
    expected = shown.search_passages(vector, limit=3, report_ids=narrow)
    for module in (past, shelf):
        monkeypatch.setattr(module, "EXACT_LIMIT", 5)
    for words, expected_of_all in zip(WORDS, exact, strict=True):
        assert_same(everything(shown, words), expected_of_all)
    found = shown.search_passages(vector, limit=3, report_ids=narrow)
    assert [key for key, _ in found] == [key for key, _ in expected]


def test_filters_narrow_the_reports_of_the_day(store: Store) -> None:
    day = Filters(as_of="2026-02-10")
    assert store.report_ids(day) is None
    assert store.as_of(day.as_of).report_ids(day) is None
    named = replace(day, report_ids=(FIRST.report.id,))
    assert store.report_ids(named) == [FIRST.report.id]
    found, _ = store.search_figures(FigureQuery("people", filters=named), limit=None)
    assert {item.figure.report_id for item in found} == {FIRST.report.id}
    assert store.report_ids(replace(day, publisher="nobody")) == []


@pytest.mark.parametrize(
    ("named", "day", "told"),
    [
        (FIRST, None, "superseded on 2026-03-01 by " + SECOND.report.id),
        (FIRST, "2026-04-01", "superseded on 2026-03-01 by " + SECOND.report.id),
        (THIRD, "2026-04-01", "not in the library then; it came on 2026-05-02"),
    ],
)
def test_a_version_named_that_is_not_current_is_refused_with_the_way_to_it(
    store: Store, named: Any, day: str | None, told: str
) -> None:
    filters = Filters(report_ids=(named.report.id,), as_of=day)
    with pytest.raises(WrongUse, match=told) as raised:
        store.report_ids(filters)
    assert "\n" not in str(raised.value)
    with pytest.raises(WrongUse, match=told):
        store.search_figures(FigureQuery("people", filters=filters))


@pytest.mark.parametrize("day", ["", "March", "2026-3-1", "2026-03-01T10:00", "01.03.2026"])
def test_what_is_no_day_is_refused(store: Store, day: str) -> None:
    with pytest.raises(WrongUse, match="Write it as 2026-03-01"):
        store.as_of(day)


def test_a_version_that_was_back_is_of_both_its_times(tmp_path: Path) -> None:
    with Store.open(tmp_path / "shelf", **EMBEDDER) as store:
        put(store, FIRST)
        put(store, SECOND, replaces=(FIRST.report.id,))
        store.restore(FIRST.report.id, origin="a.md", replaces=(SECOND.report.id,))
    set_times(
        tmp_path / "shelf",
        (FIRST.report.id, "2026-01-01", "2026-02-01"),
        (SECOND.report.id, "2026-02-01", "2026-03-01"),
        (FIRST.report.id, "2026-03-01", None),
    )
    with Store.open(tmp_path / "shelf", **EMBEDDER) as store:
        shown = [ids(store.as_of(day)) for day in ("2026-01-15", "2026-02-15", "2026-03-15")]
    first, second = [FIRST.report.id], [SECOND.report.id]
    assert shown == [first, second, first]


def test_a_day_whose_versions_are_still_current_costs_nothing(store: Store) -> None:
    assert store.as_of("2026-05-02") is store
    assert store.as_of("2026-05-01") is not store


def test_what_is_written_later_is_in_the_next_look_back_and_breaks_no_earlier_one(
    tmp_path: Path,
) -> None:
    with Store.open(tmp_path / "shelf", **EMBEDDER) as store:
        put(store, FIRST)
        put(store, OTHER)
    set_times(
        tmp_path / "shelf", (FIRST.report.id, "2026-01-01", None), (OTHER.report.id, "", None)
    )
    with Store.open(tmp_path / "shelf", **EMBEDDER) as store:
        put(store, SECOND)
        before = store.as_of("2026-02-01")
        put(store, THIRD, replaces=(OTHER.report.id,))
        assert ids(before) == ids(store.as_of("2026-02-01")) == [FIRST.report.id, OTHER.report.id]
        assert everything(before, "report1").words[0] != []
        store.remove(FIRST.report.id)
        assert ids(before) == ids(store.as_of("2026-02-01")) == [OTHER.report.id]
        put(store, FIRST)
        assert ids(store.as_of("2026-02-01")) == [OTHER.report.id]
        found = store.as_of("2026-02-01").search_text("report2", limit=100)
        assert len(found) == len(OTHER.passages)


def test_the_past_cannot_be_written_to(folder: Path, store: Store) -> None:
    catalogue = PastCatalogue(folder, "2026-02-10")
    with pytest.raises(LibraryError):
        catalogue.remove(FIRST.report.id)
    catalogue.close()
    assert FIRST.report.id in ids(store.as_of("2026-02-10"))


def test_an_older_library_s_reports_were_always_there(tmp_path: Path) -> None:
    with Store.open(tmp_path / "shelf", **EMBEDDER) as store:
        put(store, FIRST)
    set_times(tmp_path / "shelf", (FIRST.report.id, "", None))
    with Store.open(tmp_path / "shelf", **EMBEDDER) as store:
        assert ids(store.as_of("1999")) == [FIRST.report.id]


# With the real model ------------------------------------------------------------------------------

DRAFT = "The border police rescued 225 victims in 2022."


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str, dict[str, Any]]:
    """Returns a library whose report changed on 2 May, the old one's id and what it answered."""
    place = tmp_path_factory.mktemp("asked")
    file, folder = place / "border.md", place / "reports.library"
    (place / "press.md").write_text(
        "# Press review\n\nThe daily wrote that the fleet has 31 boats.\n", encoding="utf-8"
    )
    text = "# Border police, annual report\n\nThe border police rescued {} victims in 2022.\n\n"
    more = "## Training\n\nThe academy trained {} officers in 2022.\n"
    with Library.open(folder) as library:
        file.write_text((text + more).format(225, 3412), encoding="utf-8")
        library.add(place / "press.md")
        (old,) = library.add(file).added
        answer = library.ask("How many victims were rescued?").to_dict()
        file.write_text((text + more).format(231, 3412), encoding="utf-8")
        library.add(file)
        new = next(s.report.id for s in library.reports() if s.report.origin == str(file))
        press = next(s.report.id for s in library.reports() if s.report.id != new)
    set_times(
        folder,
        (press, "2026-01-01", None),
        (old.report.id, "2026-01-01", "2026-05-02"),
        (new, "2026-05-02", None),
    )
    return folder, new, answer


def test_a_question_as_of_a_day_is_answered_as_it_was_that_day(
    asked: tuple[Path, str, dict[str, Any]],
) -> None:
    folder, new, then = asked
    with Library.open(folder) as library:
        question = "How many victims were rescued?"
        assert library.ask(question).figures[0].value == 231
        answer = library.ask(question, filters=Filters(as_of="2026-03-01"))
        told = answer.to_dict()
        for citation in told["citations"]:
            assert citation.pop("superseded") == {"on": "2026-05-02", "by": new}
        for citation in then["citations"]:
            assert citation.pop("superseded", None) is None
        assert {**told, "seconds": 0} == {**then, "seconds": 0}
        assert library.ask(question).citations[0].superseded is None
        with pytest.raises(LibraryEmpty, match="on 2025-12-31"):
            library.ask(question, filters=Filters(as_of="2025-12-31"))


def test_checks_look_ups_conflicts_and_audits_keep_to_the_day(
    asked: tuple[Path, str, dict[str, Any]],
) -> None:
    folder, new, _ = asked
    day = Filters(as_of="2026-03-01")
    with Library.open(folder) as library:
        (old,) = library.earlier_versions()
        verdicts = [library.check(DRAFT, filters=f).claims[0].verdict for f in (None, day)]
        assert verdicts == ["refuted", "supported"]
        figures = library.figures(FigureQuery("victims rescued", filters=day))
        assert {(f.surface, f.report_id) for f in figures} == {
            ("225", old.report.id),
            ("2022", old.report.id),
        }
        (point,) = library.series(FigureQuery("victims rescued", filters=day)).points
        assert point.figure.report_id == old.report.id
        assert library.conflicts() == library.conflicts(as_of="2026-03-01") == []
        assert library.audit(as_of="2026-03-01").reports == library.audit().reports == 2
        with pytest.raises(WrongUse, match=f"superseded on 2026-05-02 by {new}"):
            library.audit(old.report.id)
        assert library.audit(old.report.id, as_of="2026-03-01").reports == 1
        assert [s.report.id for s in library.reports(as_of="2026-03-01")][1:] == [old.report.id]
