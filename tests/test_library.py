"""The library on disk: what goes in comes out, what cannot be opened says so, what breaks heals."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from shelf import EMBEDDER, assert_whole, make_numbered, make_report, put, vector_of

from assistant.errors import EmbeddingError, LibraryEmpty, LibraryError, LibraryInUse
from assistant.library import FigureQuery, Store
from assistant.library.words import plain_numbers
from assistant.records import Filters

PARAGRAPHS = [
    "In 2022 the police rescued 1,234 victims in Siem Reap.",
    "87 suspects were arrested, and US$1.2 million was seized on 3 May 2021.",
    "Nothing was counted in the café of Zürich.",
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "some.library"


@pytest.fixture
def store(folder: Path) -> Iterator[Store]:
    with Store.open(folder, **EMBEDDER) as store:
        yield store


def texts_of(store: Store, query: str, **options: object) -> list[str]:
    keys = [key for key, _ in store.search_text(query, limit=10, **options)]
    passages = store.passages(keys)
    return [passages[key].text for key in keys]


def test_a_report_comes_out_as_it_went_in(store: Store) -> None:
    made = make_report(PARAGRAPHS, publisher="Police", published="2022-05")
    put(store, made)
    assert store.has(made.report.id)
    assert store.report(made.report.id) == made.report
    assert store.text(made.report.id) == made.report.text
    assert store.find_by_origin("rescues.md") == made.report.id
    assert store.find_by_origin("other.md") is None
    [summary] = store.summaries()
    assert (summary.pages, summary.passages, summary.figures) == (1, 3, len(made.figures))
    assert (summary.report.text, summary.report.publisher) == ("", "Police")
    figures = store.figures_of(made.report.id)
    assert [figure.surface for figure in figures] == [f.surface for f in made.figures]
    assert [figure.value for figure in figures] == [f.value for f in made.figures]
    assert {figure.report_id for figure in figures} == {made.report.id}


def test_adding_the_same_report_again_changes_nothing(store: Store) -> None:
    for _ in range(2):
        put(store, make_numbered(1))
    assert len(store.summaries()) == 1
    assert_whole(store)


def test_a_new_edition_takes_the_place_of_the_old_in_every_index(store: Store) -> None:
    old, other, new = make_numbered(1), make_numbered(2), make_numbered(1, edition=2)
    put(store, old)
    put(store, other)
    assert_whole(store)
    put(store, new, replaces=(old.report.id,))
    assert not store.has(old.report.id)
    assert texts_of(store, "edition1 report1 place7")[0] == other.passages[7].text
    assert_whole(store)


def test_a_removed_report_leaves_nothing_behind(store: Store) -> None:
    made, other = make_numbered(1), make_numbered(2)
    put(store, made)
    put(store, other)
    assert store.remove(made.report.id)
    assert not store.remove(made.report.id)
    assert_whole(store)
    assert store.search_figures(FigureQuery("report1"))[1] == 0
    for ask in (store.report, store.text):
        with pytest.raises(LibraryError, match=made.report.id):
            ask(made.report.id)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("How many victims were rescued?", 0),
        ("rescue of a VICTIM", 0),
        ("1,234", 0),
        ("1234", 0),
        ("suspect arrests", 1),
        ("cafe zurich", 2),
        ("CAFÉ", 2),
        ('"victims" OR (NEAR/ AND * : ^ - police', 0),
        ("text:arrested", 1),
        ("nothing'; DROP TABLE reports; --", 2),
        ("arrested " + "and what of the others " * 3000, 1),
    ],
)
def test_any_text_may_be_searched_for(store: Store, query: str, found: int) -> None:
    put(store, make_report(PARAGRAPHS))
    assert texts_of(store, query)[0] == PARAGRAPHS[found]


@pytest.mark.parametrize("query", ["", "   ", "how many of the", "?!", '"', "\x00", "🙂"])
def test_a_query_without_words_finds_nothing(store: Store, query: str) -> None:
    put(store, make_report(PARAGRAPHS))
    assert texts_of(store, query) == []


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("1,234 of 5\u202f678,5 and 9'999'999", "1234 5678 9999999"),
        ("1.234.567 but 1.5, 12,34 and 2022", "1234567"),
        ("in 2021, 345 were; 12,3456", ""),
    ],
)
def test_grouped_numbers_are_found_without_separators(text: str, plain: str) -> None:
    assert plain_numbers(text) == plain


@pytest.mark.parametrize(
    ("filters", "numbers"),
    [
        (Filters(), None),
        (Filters(publisher="police"), [1]),
        (Filters(published_from="2022-03"), [1, 2]),
        (Filters(published_from="2022-06-01", published_to="2022"), [2]),
        (Filters(published_to="2021"), [3]),
        (Filters(published_from="2023"), []),
        (Filters(publisher="Ministry", published_from="2022"), [2]),
    ],
)
def test_filters_keep_to_some_reports(
    store: Store, filters: Filters, numbers: list[int] | None
) -> None:
    known = [
        ("The Police", "2022-05"),
        ("Ministry", "2022"),
        ("Ministry", "2021-01-05"),
        (None,) * 2,
    ]
    ids = []
    for number, (publisher, published) in enumerate(known, start=1):
        made = make_report(
            [f"Report {number} counts {number * 10} people."],
            title=f"Number {number}",
            publisher=publisher,
            published=published,
        )
        put(store, made)
        ids.append(made.report.id)
    wanted = None if numbers is None else [ids[number - 1] for number in numbers]
    report_ids = store.report_ids(filters)
    assert report_ids == wanted
    expected = set(ids if wanted is None else wanted)
    for found in (
        store.search_text("people", limit=9, report_ids=report_ids),
        store.search_passages(vector_of("x"), limit=9, report_ids=report_ids),
        store.search_statements(vector_of("x"), limit=9, report_ids=report_ids),
    ):
        passages = store.passages([key for key, _ in found])
        assert {passage.report_id for passage in passages.values()} == expected
    figures, total = store.search_figures(FigureQuery("people", filters=filters))
    assert {found.figure.report_id for found in figures} == expected
    assert total == len(figures)


def test_filtered_and_unfiltered_searches_give_the_same_cosines(store: Store) -> None:
    made = make_numbered(1)
    put(store, made)
    vector = vector_of("anything")
    everywhere = dict(store.search_passages(vector, limit=20))
    filtered = dict(store.search_passages(vector, limit=20, report_ids=[made.report.id]))
    assert everywhere == pytest.approx(filtered, abs=2e-3)
    similar = store.similarities(vector, list(filtered))
    assert {key: cosine for key, (cosine, _) in similar.items()} == pytest.approx(filtered)


@pytest.mark.parametrize(
    ("query", "surfaces"),
    [
        (FigureQuery("victims"), ["1,234"]),
        (FigureQuery("victims rescued Siem Reap"), ["1,234", "2022"]),
        (FigureQuery("suspects", maximum=Decimal(100)), ["87"]),
        (FigureQuery(unit="usd"), ["US$1.2 million"]),
        (FigureQuery(minimum=Decimal(1000), order="smallest"), ["1,234", "US$1.2 million"]),
        (FigureQuery(order="largest"), ["US$1.2 million", "1,234", "87"]),
        (FigureQuery(year="2021", order="largest"), ["US$1.2 million", "87"]),
        (FigureQuery("volcanoes"), []),
        (FigureQuery("the"), []),
    ],
)
def test_figures_are_looked_up_by_words_unit_size_and_year(
    store: Store, query: FigureQuery, surfaces: list[str]
) -> None:
    put(store, make_report(PARAGRAPHS))
    found, total = store.search_figures(query)
    quoted = [item.figure.surface for item in found]
    assert quoted[: len(surfaces)] == surfaces or sorted(quoted) == sorted(surfaces)
    assert total == len(found)
    page, same_total = store.search_figures(query, limit=1, offset=1)
    assert (page, same_total) == (found[1:2], total)
    assert all(item.page == 1 and item.heading == ("Rescues",) for item in found)


def test_a_library_is_used_from_many_threads(store: Store) -> None:
    def work(number: int) -> int:
        put(store, make_numbered(number, length=5))
        store.search_passages(vector_of(str(number)), limit=3)
        return len(store.search_text(f"report{number}", limit=9))

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(work, range(24))) == [5] * 24
    assert_whole(store)


def test_listing_reports_does_not_load_chroma(folder: Path) -> None:
    with Store.open(folder, **EMBEDDER) as store:
        put(store, make_numbered(1))
    code = (
        "import sys; from pathlib import Path; from assistant.library import Store\n"
        "with Store.open(Path(sys.argv[1]), embedder_name='eight numbers', dimension=8) as store:\n"
        "    assert len(store.summaries()) == 1 and store.search_text('rescued', limit=1)\n"
        "assert not {'chromadb', 'torch', 'langchain_core'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code, folder], check=True)


def corrupt_header(folder: Path) -> None:
    (folder / "catalogue.sqlite").write_bytes(b"no database" * 1000)


def corrupt_middle(folder: Path) -> None:
    with (folder / "catalogue.sqlite").open("r+b") as file:
        file.seek(4096)
        file.write(os.urandom(60_000))


def make_newer(folder: Path) -> None:
    with sqlite3.connect(folder / "catalogue.sqlite") as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()


def make_older(folder: Path) -> None:
    with sqlite3.connect(folder / "catalogue.sqlite") as connection:
        connection.execute("PRAGMA user_version = 1")
    connection.close()


def make_foreign(folder: Path) -> None:
    (folder / "catalogue.sqlite").unlink()
    with sqlite3.connect(folder / "catalogue.sqlite") as connection:
        connection.execute("CREATE TABLE birds (name)")
    connection.close()


def make_other_folder(folder: Path) -> None:
    shutil.rmtree(folder)
    folder.mkdir()
    (folder / "notes.txt").write_text("mine")


def make_file(folder: Path) -> None:
    shutil.rmtree(folder)
    folder.write_text("a file")


def contents(folder: Path) -> dict[str, bytes]:
    paths = [folder] if folder.is_file() else [path for path in folder.rglob("*") if path.is_file()]
    passing = ("lock", "lock.pid", "catalogue.sqlite-wal", "catalogue.sqlite-shm")
    return {str(path): path.read_bytes() for path in paths if path.name not in passing}


def open_and_read(folder: Path) -> None:
    with Store.open(folder, **EMBEDDER) as store:
        for summary in store.summaries():
            store.figures_of(summary.report.id)


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (corrupt_header, "damaged"),
        (corrupt_middle, "damaged"),
        (make_newer, "newer version"),
        (make_older, "earlier version"),
        (make_foreign, "not a library"),
        (make_other_folder, "holds other files"),
        (make_file, "is a file"),
    ],
)
def test_what_cannot_be_opened_says_why_in_one_line_and_is_left_alone(
    folder: Path, spoil: Callable[[Path], None], message: str
) -> None:
    with Store.open(folder, **EMBEDDER) as store:
        put(store, make_numbered(1, length=300))
    spoil(folder)
    before = contents(folder)
    with pytest.raises(LibraryError, match=message) as caught:
        open_and_read(folder)
    assert "\n" not in str(caught.value)
    assert contents(folder) == before


def test_a_folder_that_may_not_be_written_is_refused(tmp_path: Path) -> None:
    """As an ordinary user; the superuser, who may write anywhere, becomes one for the while."""
    with Store.open(tmp_path / "a", **EMBEDDER) as store:
        put(store, make_numbered(1))
    for path in [*tmp_path.rglob("*"), tmp_path, *list(tmp_path.parents)[:-2]]:
        path.chmod(path.stat().st_mode | 0o555 if path.is_dir() else 0o444)
    (tmp_path / "a").chmod(0o555)
    (tmp_path / "a" / "lock").chmod(0o444)
    was = os.geteuid()
    if was == 0:
        os.seteuid(65534)
    try:
        for folder in (tmp_path / "a", tmp_path / "a" / "new.library"):
            with pytest.raises(LibraryError, match="cannot be") as caught:
                Store.open(folder, **EMBEDDER)
            assert "\n" not in str(caught.value)
    finally:
        os.seteuid(was)
        (tmp_path / "a").chmod(0o755)


def test_a_library_that_is_not_there_is_not_made_by_asking(folder: Path) -> None:
    with pytest.raises(LibraryEmpty, match="assistant add"):
        Store.open(folder, **EMBEDDER, create=False)
    assert not folder.exists()


@pytest.mark.parametrize(("name", "dimension"), [("another", 8), ("eight numbers", 9)])
def test_a_library_refuses_another_embedding_model(folder: Path, name: str, dimension: int) -> None:
    Store.open(folder, **EMBEDDER).close()
    with pytest.raises(EmbeddingError, match="ASSISTANT_EMBEDDING=eight numbers"):
        Store.open(folder, embedder_name=name, dimension=dimension)
    Store.open(folder, **EMBEDDER).close()


def test_vectors_of_another_width_are_refused_before_anything_is_written(store: Store) -> None:
    made = make_numbered(1)
    wide = replace(made.vectors, passages=np.zeros((20, 9), np.float32))
    with pytest.raises(ValueError, match="9 wide"):
        store.put(made.report, made.passages, made.figures, wide)
    with pytest.raises(ValueError, match="9 wide"):
        store.search_passages(np.zeros(9, np.float32), limit=1)
    assert store.summaries() == []


def test_a_failure_half_way_through_a_report_leaves_none_of_it(store: Store) -> None:
    old, new = make_numbered(1), make_numbered(1, edition=2)
    put(store, old)
    too_few = replace(new.vectors, statement_vectors=new.vectors.statement_vectors[:-1])
    with pytest.raises(ValueError, match="shorter"):
        store.put(new.report, new.passages, new.figures, too_few, replaces=[old.report.id])
    assert [summary.report.id for summary in store.summaries()] == [old.report.id]
    assert_whole(store)


def test_one_process_opens_a_library_once(store: Store, folder: Path) -> None:
    with pytest.raises(LibraryInUse, match=f"pid {os.getpid()}"):
        Store.open(folder, **EMBEDDER)
    assert store.summaries() == []


def delete_index(index: Path) -> None:
    shutil.rmtree(index)


def garble_database(index: Path) -> None:
    (index / "chroma.sqlite3").write_bytes(b"junk" * 5000)


def garble_graph(index: Path) -> None:
    graphs = list(index.rglob("*.bin"))
    assert graphs
    for path in graphs:
        path.write_bytes(b"junk")


def lose_a_vector(index: Path) -> None:
    with opened(index) as collection:
        collection.delete(ids=["5"])


def mix_up_vectors(index: Path) -> None:
    ids = [str(i) for i in range(1, 61)]
    vectors = [vector_of(f"wrong {i}") for i in ids]
    with opened(index) as collection:
        collection.upsert(ids=ids, embeddings=vectors, metadatas=[{"report": "?"}] * len(ids))


@contextmanager
def opened(index: Path) -> Iterator[Any]:
    import chromadb

    settings = chromadb.Settings(anonymized_telemetry=False)
    with chromadb.PersistentClient(str(index), settings=settings) as client:
        yield client.get_collection("passages", embedding_function=None)


@pytest.mark.parametrize(
    "spoil", [delete_index, garble_database, garble_graph, lose_a_vector, mix_up_vectors]
)
def test_a_broken_index_is_made_again_from_the_catalogue(
    folder: Path, spoil: Callable[[Path], None]
) -> None:
    # Chroma writes its graph to files from a thousand vectors on.
    made = make_numbered(1, length=1200 if spoil is garble_graph else 60)
    with Store.open(folder, **EMBEDDER) as store:
        put(store, made)
        store.search_passages(vector_of("x"), limit=1)
    spoil(folder / "vectors-1")
    with Store.open(folder, **EMBEDDER) as store:
        for passage in made.passages[::20]:
            [(key, cosine)] = store.search_passages(vector_of(passage.text), limit=1)
            assert store.passages([key])[key] == passage
            assert cosine > 0.999
    assert [path.name for path in folder.glob("vectors-*")] == ["vectors-2"]


def test_an_index_that_breaks_in_use_is_made_again(folder: Path) -> None:
    with Store.open(folder, **EMBEDDER) as store:
        put(store, make_numbered(1))
        assert_whole(store)
        for path in (folder / "vectors-1").rglob("*"):
            if path.is_file():
                path.write_bytes(b"junk" * 5000)
        put(store, make_numbered(2))
        assert_whole(store)
