"""Keeps what is true of the reports in SQLite. Knows nothing of Chroma or of embedding models.

The one door to SQLite. One connection serves every thread, one call at a time (a lock): a call
takes milliseconds, and a second writer could only wait. A report is written in one transaction.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any, Literal, TypeAlias

from assistant.errors import LibraryError
from assistant.library import rows
from assistant.library.filtering import passes
from assistant.library.former import Former, forget, recall
from assistant.library.indexing import ReportVectors
from assistant.library.places import with_words
from assistant.library.preparing import bring_up_to_date, check_version
from assistant.library.schema import SCHEMA_VERSION
from assistant.library.versions import (
    begin,
    dated,
    refuse_others,
    restore,
    supersede,
    take_out,
    tenures_of,
)
from assistant.library.writing import add_report, number_of, remove_report
from assistant.records import Figure, Filters, Passage, Report, ReportSummary

Collection: TypeAlias = Literal["passages", "statements"]
Row: TypeAlias = tuple[Any, ...]
CATALOGUE = "catalogue.sqlite"

# Ids come as one JSON list: there may be more of them than SQLite takes parameters.
WANTED = "SELECT number FROM reports JOIN json_each(?) wanted ON wanted.value = reports.id"


class Catalogue:
    """The tables of `schema`, behind one lock.

    Every method raises LibraryError when SQLite cannot read or write the file.
    """

    def __init__(self, folder: Path) -> None:
        """Opens or makes the catalogue in an existing folder."""
        self._path = folder / CATALOGUE
        self._lock = threading.RLock()
        with self._reporting():
            self._connection = sqlite3.connect(
                self._path, check_same_thread=False, isolation_level=None
            )
        try:
            self._prepare()
        except LibraryError:
            self._connection.close()
            raise

    def close(self) -> None:
        with self._lock:
            self._connection.close()

    def read_meta(self) -> dict[str, str]:
        return dict(self.ask("SELECT name, value FROM meta"))

    def write_meta(self, **values: str) -> None:
        with self._transaction() as connection:
            connection.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", values.items())

    def swap_vectors(self, name: str, queued: int) -> None:
        """Names a finished index the current one; the queue up to `queued` is in it already."""
        with self._transaction() as connection:
            values = (("vectors", name), ("vectors_opening", "no"))
            connection.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", values)
            connection.execute("DELETE FROM pending WHERE number <= ?", (queued,))

    def add(
        self,
        report: Report,
        passages: Sequence[Passage],
        figures: Sequence[Figure],
        vectors: ReportVectors,
        *,
        replaces: Sequence[str],
    ) -> None:
        """Writes one report and supersedes those it replaces, in one transaction."""
        with self._transaction() as connection:
            for old in {*replaces} - {report.id}:
                supersede(connection, old, by=report.id)
            before = tenures_of(connection, report.id)
            place = number_of(connection, report.id)
            remove_report(connection, report.id)
            forget(connection, report.id)
            add_report(connection, report, passages, figures, vectors, place=place)
            begin(connection, report.id, after=before)

    def restore(self, report_id: str, *, origin: str, replaces: Sequence[str]) -> bool:
        """Makes an earlier version current again; returns whether it was one."""
        with self._transaction() as connection:
            for old in {*replaces} - {report_id}:
                supersede(connection, old, by=report_id)
            return restore(connection, report_id, origin=origin)

    def remove(self, report_id: str) -> tuple[str, ...]:
        """Takes a report out with its earlier versions, or one of these; returns the ids gone."""
        with self._transaction() as connection:
            return take_out(connection, report_id)

    def former(self, report_id: str) -> Former | None:
        """Returns what is known of a report that was replaced or removed."""
        return recall(self.ask, report_id)

    def has(self, report_id: str) -> bool:
        """Tells whether a report is there, as the current version of itself."""
        return bool(self.ask("SELECT 1 FROM shelf WHERE id = ?", report_id))

    def holds(self, report_id: str) -> bool:
        """Tells whether a report is there, be it as an earlier version."""
        return bool(self.ask("SELECT 1 FROM reports WHERE id = ?", report_id))

    def find_by_origin(self, origin: str) -> str | None:
        """Returns the id of the report last read from a path or URL."""
        found = self.ask("SELECT id FROM shelf WHERE origin = ? ORDER BY number DESC", origin)
        return str(found[0][0]) if found else None

    def summaries(self) -> list[ReportSummary]:
        """Returns every current report in the order added."""
        found = self.ask(f"SELECT {rows.REPORT_COLUMNS} FROM shelf ORDER BY number")
        return dated(self.ask, map(rows.row_to_summary, found))

    def earlier(self) -> list[ReportSummary]:
        """Returns every earlier version that is kept, in the order added."""
        query = f"SELECT {rows.REPORT_COLUMNS} FROM reports WHERE NOT is_current ORDER BY number"
        return dated(self.ask, map(rows.row_to_summary, self.ask(query)))

    def metadata(self, report_ids: Iterable[str]) -> dict[str, Report]:
        """Returns reports by id without text, pages and blocks; an unknown id is left out."""
        found = self.ask(
            f"SELECT {rows.REPORT_COLUMNS} FROM reports WHERE number IN ({WANTED})",
            rows.to_json(list(report_ids)),
        )
        known = dated(self.ask, map(rows.row_to_summary, found))
        return {summary.report.id: summary.report for summary in known}

    def report(self, report_id: str) -> Report:
        """Returns a report whole, text and layout included; raises LibraryError if unknown."""
        query = f"SELECT {rows.REPORT_COLUMNS}, text, layout FROM reports WHERE id = ?"
        found = self.ask(query, report_id)
        if not found:
            raise _unknown(report_id)
        *columns, text, layout = found[0]
        bare, blocks = rows.read_layout(layout)
        pages = with_words(bare, self.ask, report_id)
        report = dated(self.ask, [rows.row_to_summary(columns)])[0].report
        return replace(report, text=rows.unpack(text), pages=pages, blocks=blocks)

    def text(self, report_id: str) -> str:
        found = self.ask("SELECT text FROM reports WHERE id = ?", report_id)
        if not found:
            raise _unknown(report_id)
        return rows.unpack(found[0][0])

    def find_reports(self, filters: Filters) -> list[str]:
        """Returns the ids of the current reports a filter lets through.

        Raises WrongUse where it names one that is kept and is not current.
        """
        found = self.ask("SELECT id, publisher, published FROM shelf ORDER BY number")
        refuse_others(self.ask, set(filters.report_ids) - {row[0] for row in found})
        return [row[0] for row in found if passes(*row, filters=filters)]

    def passages(self, keys: Sequence[int]) -> dict[int, Passage]:
        """Returns the passages that are still there, by key."""
        found = self.ask(
            'SELECT p.key, r.id, p."start", p."end", p.page, p.heading, '
            "coalesce(w.text, o.text), coalesce(w.context, o.context) "
            "FROM passages p JOIN reports r ON r.number = p.report "
            "LEFT JOIN passage_words w ON w.rowid = p.key LEFT JOIN older_words o ON o.key = p.key "
            f"WHERE p.key IN {marks(keys)}",
            *keys,
        )
        return {row[0]: rows.row_to_passage(row[1:]) for row in found}

    def figures_in(self, keys: Sequence[int]) -> dict[int, list[Figure]]:
        """Returns the figures of passages, by the passage's key, in text order."""
        found = self.ask(
            f"SELECT passage, r.id, {rows.FIGURE_COLUMNS} FROM figures f JOIN reports r "
            f'ON r.number = f.report WHERE passage IN {marks(keys)} ORDER BY "start", f.key',
            *keys,
        )
        figures: dict[int, list[Figure]] = {key: [] for key in keys}
        for key, report_id, *columns in found:
            figures[key].append(rows.row_to_figure(tuple(columns), report_id))
        return figures

    def figures_of(self, report_id: str) -> list[Figure]:
        """Returns every figure of a report, in text order."""
        found = self.ask(
            f"SELECT {rows.FIGURE_COLUMNS} FROM figures JOIN reports r ON r.number = report "
            'WHERE r.id = ? ORDER BY "start", key',
            report_id,
        )
        return [rows.row_to_figure(row, report_id) for row in found]

    def passages_of_statements(self, keys: Sequence[int]) -> dict[int, int]:
        """Returns the passage of each statement that is still there."""
        found = self.ask(f"SELECT key, passage FROM statements WHERE key IN {marks(keys)}", *keys)
        return dict(found)

    def statement_vectors(
        self, passages: Sequence[int]
    ) -> tuple[list[tuple[int, int]], list[bytes]]:
        """Returns (passage, start) of every statement of some passages, and their vectors."""
        found = self.ask(
            f'SELECT passage, "start", vector FROM statements WHERE passage IN {marks(passages)}',
            *passages,
        )
        return [(row[0], row[1]) for row in found], [row[2] for row in found]

    def passage_vectors(self, keys: Sequence[int]) -> tuple[list[int], list[bytes]]:
        found = self.ask(f"SELECT key, vector FROM passages WHERE key IN {marks(keys)}", *keys)
        return [row[0] for row in found], [row[1] for row in found]

    def count_vectors(self, name: Collection, report_ids: Sequence[str]) -> int:
        """Returns how many vectors some reports have."""
        query = f"SELECT count(*) FROM {name} WHERE report IN ({WANTED})"
        return int(self.ask(query, rows.to_json(list(report_ids)))[0][0])

    def vectors_of(
        self, name: Collection, report_ids: Sequence[str]
    ) -> tuple[list[int], list[bytes]]:
        """Returns the keys and vectors of some reports."""
        query = f"SELECT key, vector FROM {name} WHERE report IN ({WANTED})"
        found = self.ask(query, rows.to_json(list(report_ids)))
        return [row[0] for row in found], [row[1] for row in found]

    def ask(self, query: str, *values: Any) -> list[Row]:
        """Returns the rows of a query that reads."""
        with self._reporting(), self._lock:
            return self._connection.execute(query, values).fetchall()

    def do(self, statement: str, *values: Any) -> None:
        """Runs one statement that writes, as a transaction of its own."""
        with self._transaction() as connection:
            connection.execute(statement, values)

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        with self._reporting(), self._lock:
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection
                self._connection.execute("COMMIT")
            except BaseException:
                with suppress(sqlite3.Error):
                    self._connection.execute("ROLLBACK")
                raise

    def _prepare(self) -> None:
        """Makes the tables of a new catalogue, or brings an old one up to date."""
        with self._reporting(), self._lock:
            version = check_version(self._connection, self._path)
            self._connection.execute("PRAGMA journal_mode = WAL")
            self._connection.execute("PRAGMA foreign_keys = ON")
        if version != SCHEMA_VERSION:
            with self._transaction() as connection:
                bring_up_to_date(connection, version)

    @contextmanager
    def _reporting(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise LibraryError(
                f"{self._path} cannot be used ({error}). Free disk space if it is full; if it is "
                "damaged, bring it back from a copy or add the reports to a new folder."
            ) from error


def _unknown(report_id: str) -> LibraryError:
    return LibraryError(f"No report {report_id} in the library. List them: `assistant reports`")


def marks(values: Sequence[Any]) -> str:
    """Returns the placeholders of an SQL list: "(?,?,?)"."""
    return f"({','.join('?' * len(values))})"
