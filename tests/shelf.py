"""Small reports with small vectors for the library's tests; as a script it adds them without end.

A vector here is eight numbers drawn from a hash of the text, so that equal texts have equal vectors
and no model is needed.
"""

from __future__ import annotations

import hashlib
import sqlite3
import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest

from assistant.embedding import Array
from assistant.figures import read_report_figures
from assistant.library import FigureQuery, ReportVectors, Shelf, Store
from assistant.library.indexing import statements_of
from assistant.records import Block, BlockKind, Figure, Filters, Page, Passage, Report

BEFORE_COVERAGE = "".join(
    f"ALTER TABLE reports DROP COLUMN {name}; " for name in ("coverage", "period_covered", "told")
)
"""Takes what version 6 of the catalogue has away again."""

EMBEDDER = {"embedder_name": "eight numbers", "dimension": 8}

UNDO_VERSIONS = """
    DROP VIEW shelf; DROP TABLE tenures; DROP TABLE older_words;
    ALTER TABLE reports DROP COLUMN is_current;
"""
"""Makes a catalogue one of before earlier versions were kept whole."""


@dataclass(frozen=True)
class Made:
    """All that `Store.put` takes."""

    report: Report
    passages: list[Passage]
    figures: list[Figure]
    vectors: ReportVectors


def vector_of(text: str) -> Array:
    seed = int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big")
    vector = np.random.default_rng(seed).standard_normal(8).astype(np.float32)
    return vector / np.linalg.norm(vector)


def make_report(
    paragraphs: list[str],
    *,
    title: str = "Rescues",
    origin: str = "rescues.md",
    publisher: str | None = None,
    published: str | None = None,
) -> Made:
    """Returns a report of one passage a paragraph."""
    text = "\n\n".join(paragraphs)
    starts = [len("\n\n".join(paragraphs[:i])) + (2 if i else 0) for i in range(len(paragraphs))]
    spans = [(start, start + len(text)) for start, text in zip(starts, paragraphs, strict=True)]
    report = Report(
        id=hashlib.sha256(f"{title}\n{text}".encode()).hexdigest()[:16],
        title=title,
        origin=origin,
        text=text,
        pages=(Page(1, 0, len(text), "one"),),
        blocks=tuple(Block(BlockKind.PARAGRAPH, start, end) for start, end in spans),
        publisher=publisher,
        published=published,
        warnings=("a warning",),
    )
    passages = [
        Passage(report.id, start, end, text[start:end], 1, ("Rescues",), title)
        for start, end in spans
    ]
    figures = read_report_figures(report)
    statements = statements_of(passages, figures)
    vectors = ReportVectors(
        passages=np.array([vector_of(passage.text) for passage in passages]),
        statements=statements,
        statement_vectors=tuple(
            np.array([vector_of(text[start:end]) for start, end in its]).reshape(-1, 8)
            for its in statements
        ),
    )
    return Made(report, passages, figures, vectors)


def make_numbered(number: int, *, edition: int = 1, length: int = 20) -> Made:
    """Returns a report whose every paragraph holds its own and its report's word."""
    return make_report(
        [
            f"In place{i} of report{number} edition{edition}, {1000 + i:,} people were rescued."
            for i in range(length)
        ],
        title=f"Report {number}, edition {edition}",
        origin=f"report-{number}.md",
    )


def put(store: Store, made: Made, *, replaces: tuple[str, ...] = ()) -> None:
    store.put(made.report, made.passages, made.figures, made.vectors, replaces=replaces)


def ids(store: Shelf) -> list[str]:
    return [summary.report.id for summary in store.summaries()]


@dataclass(frozen=True)
class Everything:
    """What every search of a shelf finds for some words; cosines by passage and search."""

    words: list[object]
    cosines: dict[tuple[str, str], float]


def everything(store: Shelf, words: str) -> Everything:
    vector = vector_of(words)
    texts = store.search_text(words, limit=100)
    found = {
        "passages": store.search_passages(vector, limit=100),
        "statements": store.search_statements(vector, limit=100),
    }
    named = store.passages([key for pairs in (texts, *found.values()) for key, _ in pairs])
    figures, total = store.search_figures(FigureQuery(words), limit=None)
    every, count = store.search_figures(FigureQuery(), limit=None)
    return Everything(
        [
            [(named[key].text, round(score, 9)) for key, score in texts],
            [(item.figure.id, item.has_all) for item in figures],
            sorted(item.figure.id or "" for item in every),
            (total, count, store.report_ids(Filters(publisher="nobody")), ids(store)),
        ],
        {(name, named[key].text): c for name, pairs in found.items() for key, c in pairs},
    )


def assert_same(one: Everything, other: Everything) -> None:
    """Stored vectors have half precision: compared by us or by Chroma they differ a little."""
    assert one.words == other.words
    assert one.cosines == pytest.approx(other.cosines, abs=1e-3)


def set_times(folder: Path, *times: tuple[str, str, str | None]) -> None:
    """Sets when versions were current, as (report id, since, until), in the order they were.

    The library must be closed.
    """
    catalogue = sqlite3.connect(folder / "catalogue.sqlite")
    numbers = "SELECT t.number FROM tenures t JOIN reports r ON r.number = t.report WHERE r.id = ?"
    for report_id in {time[0] for time in times}:
        found = catalogue.execute(f"{numbers} ORDER BY t.number", (report_id,)).fetchall()
        its = [time[1:] for time in times if time[0] == report_id]
        for (number,), (since, until) in zip(found, its, strict=True):
            change = "UPDATE tenures SET since = ?, until = ? WHERE number = ?"
            catalogue.execute(change, (since, until, number))
    catalogue.commit()
    catalogue.close()


def assert_whole(store: Store) -> None:
    """Every report listed is wholly there in every table and index, and nothing else is."""
    summaries = store.summaries()
    total = sum(summary.passages for summary in summaries)
    found = {key for key, _ in store.search_text("people rescued", limit=10**6)}
    assert len(found) == total
    assert {key for key, _ in store.search_passages(vector_of("x"), limit=10**6)} == found
    assert {key for key, _ in store.search_statements(vector_of("x"), limit=10**6)} == found
    passages = store.passages(sorted(found))
    assert set(passages) == found
    figures = store.figures_in(sorted(found))
    for summary in summaries:
        report = store.report(summary.report.id)
        keys = [key for key in found if passages[key].report_id == report.id]
        assert len(keys) == summary.passages
        assert sum(len(figures[key]) for key in keys) == summary.figures
        assert len(store.figures_of(report.id)) == summary.figures > 0
        for key in keys:
            passage = passages[key]
            assert report.text[passage.start : passage.end] == passage.text
            nearest = store.search_passages(vector_of(passage.text), limit=1)
            assert nearest[0][0] == key
            assert nearest[0][1] > 0.999
    for summary in store.earlier():
        assert len(store.figures_of(summary.report.id)) == summary.figures > 0
        assert store.report(summary.report.id).text
        assert summary.report.superseded is not None


def add_without_end(folder: Path) -> None:
    """Adds reports, now and then a new edition of one, and the first again; names what is current
    once it is."""
    with Store.open(folder, **EMBEDDER) as store:
        number = len(store.summaries())
        while True:
            number += 1
            first = make_numbered(number)
            put(store, first)
            announce(first.report.id)
            if number % 3 == 0:
                # A search brings the index up to date, so that kills hit that as well.
                store.search_passages(vector_of("x"), limit=1)
            if number % 2:
                second = make_numbered(number, edition=2)
                put(store, second, replaces=(first.report.id,))
                announce(second.report.id)
            if number % 4 == 1:
                origin = first.report.origin
                store.restore(first.report.id, origin=origin, replaces=(second.report.id,))
                announce(first.report.id)


def announce(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    add_without_end(Path(sys.argv[1]))
