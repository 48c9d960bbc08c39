"""Writes a report into the tables, and takes one out. Knows nothing of transactions or files."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import Any

from assistant.library import rows
from assistant.library.indexing import ReportVectors, passage_of
from assistant.library.words import plain_numbers
from assistant.records import Figure, Passage, Report


def add_report(
    connection: sqlite3.Connection,
    report: Report,
    passages: Sequence[Passage],
    figures: Sequence[Figure],
    vectors: ReportVectors,
    *,
    place: int | None = None,
) -> None:
    """Inserts every row of a report that is not there yet, and queues its vectors.

    ``place`` is the number it had before, so that it keeps its place in the list; None is the end.
    """
    row = rows.report_to_row(report, len(passages), len(figures))
    columns = f"number, {rows.REPORT_COLUMNS}, text, layout"
    number = _insert(connection, f"reports ({columns})", (place, *row))
    connection.executemany(
        f"INSERT INTO page_words (report, {rows.PAGE_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [(number, *placed) for placed in map(rows.page_to_row, report.pages) if placed],
    )
    keys = _add_passages(connection, number, passages, vectors)
    _add_statements(connection, number, keys, vectors)
    _add_figures(connection, number, passages, keys, figures)
    add_figure_words(connection, number, report.text)
    queue_vectors(connection, "add", number)


def number_of(connection: sqlite3.Connection, report_id: str) -> int | None:
    """Returns a report's number, None where it is not there."""
    found = connection.execute("SELECT number FROM reports WHERE id = ?", (report_id,)).fetchone()
    return None if found is None else int(found[0])


def describe_report(report: Report) -> tuple[Any, ...]:
    """Returns the statement that writes a report's metadata over what is there, and its values."""
    values = rows.metadata_to_row(report)
    columns = ", ".join(f"{name} = ?" for name in values)
    return f"UPDATE reports SET {columns} WHERE id = ?", *values.values(), report.id


def remove_report(connection: sqlite3.Connection, report_id: str) -> bool:
    """Deletes every row of a report and queues its vectors; returns whether it was there."""
    found = connection.execute("SELECT number FROM reports WHERE id = ?", (report_id,)).fetchone()
    if found is None:
        return False
    remove_words(connection, found[0])
    queue_vectors(connection, "delete", found[0])
    connection.execute("DELETE FROM reports WHERE number = ?", found)
    return True


def remove_words(connection: sqlite3.Connection, report: int) -> None:
    """Takes the words of a report out of the full-text tables."""
    for table, words in (("passages", "passage_words"), ("figures", "figure_words")):
        connection.execute(
            f"DELETE FROM {words} WHERE rowid IN (SELECT key FROM {table} WHERE report = ?)",
            (report,),
        )


def add_figure_words(connection: sqlite3.Connection, report: int, text: str) -> None:
    """Puts the words of a report's figures into the full-text table; its passages' are there."""
    found = connection.execute(
        "SELECT f.key, f.label, f.scope, f.sentence_start, f.sentence_end, coalesce(w.context, '') "
        "FROM figures f LEFT JOIN passage_words w ON w.rowid = f.passage WHERE f.report = ?",
        (report,),
    ).fetchall()
    connection.executemany(
        "INSERT INTO figure_words (rowid, label, scope, sentence, context) VALUES (?,?,?,?,?)",
        (
            (key, label, scope, text[start:end], context)
            for key, label, scope, start, end, context in found
        ),
    )


def queue_vectors(connection: sqlite3.Connection, action: str, report: int) -> None:
    """Notes which vectors the index must take in or drop; a report's keys follow one another."""
    for collection in ("passages", "statements"):
        connection.execute(
            "INSERT INTO pending (action, collection, first, last) SELECT ?, ?, min(key), max(key) "
            f"FROM {collection} WHERE report = ? HAVING count(*) > 0",
            (action, collection, report),
        )


def _add_passages(
    connection: sqlite3.Connection, report: int, passages: Sequence[Passage], vectors: ReportVectors
) -> list[int]:
    columns = 'passages (report, "start", "end", page, heading, vector)'
    keys = []
    for passage, vector in zip(passages, vectors.passages, strict=True):
        place = (report, passage.start, passage.end, passage.page)
        row = (*place, rows.to_json(passage.heading), rows.vector_to_blob(vector))
        keys.append(_insert(connection, columns, row))
    connection.executemany(
        "INSERT INTO passage_words (rowid, text, context, numbers) VALUES (?, ?, ?, ?)",
        (
            (key, passage.text, passage.context, plain_numbers(passage.text))
            for key, passage in zip(keys, passages, strict=True)
        ),
    )
    return keys


def _add_statements(
    connection: sqlite3.Connection, report: int, keys: list[int], vectors: ReportVectors
) -> None:
    connection.executemany(
        'INSERT INTO statements (report, passage, "start", "end", vector) VALUES (?, ?, ?, ?, ?)',
        (
            (report, key, start, end, rows.vector_to_blob(vector))
            for key, spans, its_vectors in zip(
                keys, vectors.statements, vectors.statement_vectors, strict=True
            )
            for (start, end), vector in zip(spans, its_vectors, strict=True)
        ),
    )


def _add_figures(
    connection: sqlite3.Connection,
    report: int,
    passages: Sequence[Passage],
    keys: list[int],
    figures: Sequence[Figure],
) -> None:
    columns = f"figures (report, passage, {rows.FIGURE_COLUMNS})"
    for figure, place in zip(figures, passage_of(passages, figures), strict=True):
        passage = None if place is None else keys[place]
        _insert(connection, columns, (report, passage, *rows.figure_to_row(figure)))


def _insert(connection: sqlite3.Connection, table: str, row: tuple[Any, ...]) -> int:
    """Returns the number of the row inserted into "table (columns)"."""
    marks = ",".join("?" * len(row))
    number = connection.execute(f"INSERT INTO {table} VALUES ({marks})", row).lastrowid
    assert number is not None
    return number
