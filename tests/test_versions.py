"""Earlier versions: kept whole, searched by nothing, back when their content is, gone when told."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from shelf import EMBEDDER, assert_same, assert_whole, everything, ids, make_numbered, put

from assistant import Library
from assistant.library import Store
from assistant.records import Superseded


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "shelf"


@pytest.fixture
def store(folder: Path) -> Iterator[Store]:
    with Store.open(folder, **EMBEDDER) as opened:
        yield opened


def test_an_earlier_version_is_kept_whole_and_says_what_took_its_place(store: Store) -> None:
    old, new = make_numbered(1), make_numbered(1, edition=2)
    put(store, old)
    before = store.passages([key for key, _ in store.search_text("report1", limit=100)])
    put(store, new, replaces=(old.report.id,))
    (kept,) = store.earlier()
    (current,) = store.summaries()
    assert (current.report.id, current.report.superseded) == (new.report.id, None)
    assert kept.report.superseded is not None
    assert kept.report.superseded.by == new.report.id
    assert kept.added_on == current.added_on == kept.report.superseded.on
    assert store.passages(list(before)) == before
    assert store.figures_of(old.report.id) == old.figures
    assert store.report(old.report.id).text == old.report.text
    assert store.report(old.report.id).blocks == old.report.blocks


def test_nothing_finds_an_earlier_version_nor_goes_by_its_words(
    store: Store, tmp_path: Path
) -> None:
    with Store.open(tmp_path / "fresh", **EMBEDDER) as fresh:
        for edition in (1, 2, 3):
            made = make_numbered(1, edition=edition)
            put(store, made, replaces=tuple(ids(store)))
        put(store, make_numbered(2))
        put(fresh, make_numbered(1, edition=3))
        put(fresh, make_numbered(2))
        for words in ("place3 edition1 people", "report1 edition3", "rescued 1,003"):
            assert_same(everything(store, words), everything(fresh, words))
        assert_whole(store)


def test_an_index_made_again_has_the_current_versions_only(folder: Path) -> None:
    with Store.open(folder, **EMBEDDER) as store:
        old = make_numbered(1)
        put(store, old)
        put(store, make_numbered(1, edition=2), replaces=(old.report.id,))
        assert_whole(store)
    for index in folder.glob("vectors-*"):
        for file in index.rglob("*"):
            if file.is_file():
                file.unlink()
    with Store.open(folder, **EMBEDDER) as store:
        assert_whole(store)
        assert len(store.earlier()) == 1
    made = [index.name for index in folder.glob("vectors-*")]
    with Store.open(folder, **EMBEDDER) as store:
        assert_whole(store)
    # It agrees with the catalogue, and is not made a second time.
    assert [index.name for index in folder.glob("vectors-*")] == made


@pytest.mark.parametrize("searched", [True, False], ids=["index caught up", "index behind"])
def test_a_version_that_is_back_is_as_if_nothing_had_come_between(
    store: Store, searched: bool
) -> None:
    def search() -> None:
        if searched:
            assert_whole(store)

    old, new = make_numbered(1), make_numbered(1, edition=2)
    put(store, old)
    first = everything(store, "report1 edition1")
    put(store, new, replaces=(old.report.id,))
    search()
    assert store.restore(old.report.id, origin="moved.md", replaces=(new.report.id,))
    search()
    assert_same(everything(store, "report1 edition1"), first)
    assert [summary.report.origin for summary in store.summaries()] == ["moved.md"]
    (kept,) = store.earlier()
    assert kept.report.superseded == Superseded(kept.added_on or "", old.report.id)
    assert not store.restore(old.report.id, origin="moved.md")
    assert not store.restore("0123456789abcdef", origin="moved.md")
    assert_whole(store)


def test_removing_a_report_takes_its_earlier_versions_and_no_others(store: Store) -> None:
    first, second, third = (make_numbered(1, edition=n) for n in (1, 2, 3))
    other = make_numbered(2)
    for made, replaces in ((first, ()), (second, (first,)), (third, (second,)), (other, ())):
        put(store, made, replaces=tuple(old.report.id for old in replaces))
    put(store, make_numbered(2, edition=2), replaces=(other.report.id,))
    assert set(store.remove(third.report.id)) == {m.report.id for m in (first, second, third)}
    assert [summary.report.id for summary in store.earlier()] == [other.report.id]
    assert_whole(store)


def test_removing_a_report_leaves_an_earlier_version_that_is_current_elsewhere(
    store: Store,
) -> None:
    first, second = make_numbered(1), make_numbered(1, edition=2)
    put(store, first)
    put(store, second, replaces=(first.report.id,))
    store.restore(first.report.id, origin="copy.md")
    assert store.remove(second.report.id) == (second.report.id,)
    assert ids(store) == [first.report.id]
    assert_whole(store)


def test_an_earlier_version_put_again_is_current_and_keeps_its_history(
    store: Store, folder: Path
) -> None:
    first, second = make_numbered(1), make_numbered(1, edition=2)
    put(store, first)
    put(store, second, replaces=(first.report.id,))
    put(store, first, replaces=(second.report.id,))
    assert ids(store) == [first.report.id]
    with sqlite3.connect(folder / "catalogue.sqlite") as catalogue:
        times = catalogue.execute(
            "SELECT r.id, until IS NULL, t.replaced_by FROM tenures t "
            "JOIN reports r ON r.number = t.report ORDER BY r.id, t.number"
        ).fetchall()
    catalogue.close()
    was, now = (first.report.id, 0, second.report.id), (first.report.id, 1, None)
    assert sorted(times, key=str) == sorted(
        [was, now, (second.report.id, 0, first.report.id)], key=str
    )
    assert_whole(store)


def write(path: Path, count: int) -> None:
    path.write_text(
        f"# Rescues at sea\n\nThe police rescued {count} people in 2022.\n", encoding="utf-8"
    )


def test_old_content_that_is_back_at_its_place_is_current_again(tmp_path: Path) -> None:
    file = tmp_path / "rescues.md"
    with Library.open(tmp_path / "shelf.library") as library:
        for count in (225, 871):
            write(file, count)
            library.add(file)
        write(file, 225)
        back = library.add(file)
        (current,) = library.reports()
        assert [summary.report.id for summary in back.updated] == [current.report.id]
        assert back.added == back.unchanged == ()
        assert library.ask("How many people did the police rescue?").figures[0].value == 225
        assert [
            kept.report.superseded.by
            for kept in library.earlier_versions()
            if kept.report.superseded
        ] == [current.report.id]


def test_content_that_is_back_elsewhere_stands_beside_what_replaced_it(tmp_path: Path) -> None:
    file, copy = tmp_path / "rescues.md", tmp_path / "old" / "rescues.md"
    copy.parent.mkdir()
    with Library.open(tmp_path / "shelf.library") as library:
        for count in (225, 871):
            write(file, count)
            library.add(file)
        write(copy, 225)
        added = library.add(copy)
        assert (len(added.added), added.updated) == (1, ())
        assert {s.report.origin for s in library.reports()} == {str(file), str(copy)}
        assert library.earlier_versions() == []
