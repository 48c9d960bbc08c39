"""Looks back: the shelf as it was on a day. Knows nothing of what it is asked.

The catalogue is opened a second time, and on that connection the view `shelf` and the full-text
tables are temporary ones that hold the versions of the day. SQLite looks a name up among the
temporary tables first: every query of the catalogue, just as it stands, reads that day, and words
are counted and ranked as they were then.
"""

from __future__ import annotations

import weakref
from collections.abc import Sequence
from pathlib import Path

from assistant.embedding.embedder import Array
from assistant.library import rows
from assistant.library.catalogue import Catalogue, Collection
from assistant.library.index import Index
from assistant.library.schema import word_tables
from assistant.library.shelf import EXACT_LIMIT, Shelf
from assistant.library.versions import older_words
from assistant.library.writing import add_figure_words

_SHELF = """
    CREATE TEMP TABLE of_day (number INTEGER PRIMARY KEY);
    CREATE TEMP VIEW shelf AS
        SELECT * FROM main.reports WHERE number IN (SELECT number FROM temp.of_day);
"""
# "~" sorts after every digit and dash: "2026-03~" is the end of March.
_OF_DAY = """
    SELECT DISTINCT report FROM tenures
    WHERE since <= ?1 || '~' AND (until IS NULL OR until > ?1 || '~')
"""
_OTHERS = f"""
    SELECT 1 FROM reports
    WHERE is_current != (number IN ({_OF_DAY})) LIMIT 1
"""
_WORDS = (
    """
    INSERT INTO temp.passage_words (rowid, text, context, numbers)
    SELECT rowid, text, context, numbers FROM main.passage_words WHERE rowid IN
        (SELECT key FROM passages WHERE report IN (SELECT number FROM temp.of_day))
    """,
    """
    INSERT INTO temp.figure_words (rowid, label, scope, sentence, context)
    SELECT rowid, label, scope, sentence, context FROM main.figure_words WHERE rowid IN
        (SELECT key FROM figures WHERE report IN (SELECT number FROM temp.of_day))
    """,
)


def is_as_today(catalogue: Catalogue, day: str) -> bool:
    """Tells whether the versions of a day are those that are current."""
    return not catalogue.ask(_OTHERS, day)


class PastCatalogue(Catalogue):
    """The catalogue of a library as it was at the end of a day; it cannot be written to."""

    def __init__(self, folder: Path, day: str) -> None:
        super().__init__(folder)
        with self._reporting(), self._lock:
            connection = self._connection
            connection.executescript(_SHELF + word_tables("temp"))
            connection.execute("BEGIN")
            connection.execute(f"INSERT INTO temp.of_day {_OF_DAY}", (day,))
            for statement in _WORDS:
                connection.execute(statement)
            earlier = connection.execute("SELECT number, text FROM shelf WHERE NOT is_current")
            for number, text in earlier.fetchall():
                connection.executemany(
                    "INSERT INTO temp.passage_words (rowid, text, context, numbers) "
                    "VALUES (?, ?, ?, ?)",
                    older_words(connection, number),
                )
                add_figure_words(connection, number, rows.unpack(text))
            connection.execute("COMMIT")
            connection.execute("PRAGMA query_only = ON")


class Past(Shelf):
    """The shelf as it was at the end of a day. Made by `Shelf.as_of`; good until a report changes.

    Vectors are compared exactly; of a library too large for that, those of versions that are still
    current are searched for in the index.
    """

    def __init__(self, today: Shelf, folder: Path, index: Index, day: str) -> None:
        catalogue = PastCatalogue(folder, day)
        super().__init__(folder, catalogue, index, dimension=today.dimension)
        self.day = day
        self._today = today
        # Others may be reading when a newer one takes its place.
        weakref.finalize(self, catalogue.close)
        found = catalogue.ask("SELECT id, is_current FROM shelf ORDER BY number")
        self._is_current = {report_id: bool(is_current) for report_id, is_current in found}

    def _look_back(self, day: str) -> Shelf:
        return self if day == self.day else self._today.as_of(day)

    def _search(
        self, name: Collection, vector: Array, *, limit: int, report_ids: Sequence[str] | None
    ) -> list[tuple[int, float]]:
        self._check_width(vector)
        ids = list(self._is_current) if report_ids is None else report_ids
        if self._catalogue.count_vectors(name, ids) <= EXACT_LIMIT:
            return self._compare(name, vector, limit=limit, report_ids=ids)
        indexed = [report_id for report_id in ids if self._is_current.get(report_id)]
        others = [report_id for report_id in ids if not self._is_current.get(report_id)]
        found = self._compare(name, vector, limit=limit, report_ids=others)
        if indexed:
            found += self._index.nearest(name, vector, limit=limit, report_ids=indexed)
        return sorted(found, key=lambda pair: -pair[1])[:limit]
