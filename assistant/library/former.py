"""Remembers reports that are gone, so that a reference to one can be followed. Knows no answers.

Of a report that was replaced its figures are kept, each with its sentence. Of one that was removed
only its title and when, and the figures of its own earlier versions go with it.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from assistant.library import rows
from assistant.records import Figure

_WITH_EARLIER = """
    WITH RECURSIVE earlier (id) AS (
        SELECT ? UNION SELECT former.id FROM former JOIN earlier ON former.replaced_by = earlier.id
    )
    UPDATE former SET figures = NULL WHERE id IN earlier
"""


@dataclass(frozen=True, slots=True)
class Former:
    """A report that is gone: ``replaced_by`` is None where it was removed.

    ``left_on`` is an ISO date (UTC); ``figures`` are a replaced report's, each with its sentence.
    """

    id: str
    title: str
    origin: str
    replaced_by: str | None
    left_on: str
    figures: tuple[tuple[Figure, str], ...]


def remember(connection: sqlite3.Connection, report_id: str, *, replaced_by: str | None) -> None:
    """Notes that a report is about to go; one that is not there is passed over."""
    found = connection.execute(
        "SELECT title, origin FROM reports WHERE id = ?", (report_id,)
    ).fetchone()
    if found is None:
        return
    figures = None if replaced_by is None else _pack_figures(connection, report_id)
    today = datetime.now(UTC).date().isoformat()
    connection.execute(
        "INSERT OR REPLACE INTO former (id, title, origin, replaced_by, left_on, figures) "
        "VALUES (?, ?, ?, ?, ?, ?)",
        (report_id, *found, replaced_by, today, figures),
    )
    if replaced_by is None:
        connection.execute(_WITH_EARLIER, (report_id,))


def forget(connection: sqlite3.Connection, report_id: str) -> None:
    """Drops what is noted of a report that is back."""
    connection.execute("DELETE FROM former WHERE id = ?", (report_id,))


def recall(ask: Callable[..., list[tuple[Any, ...]]], report_id: str) -> Former | None:
    """Returns a report that is gone, or None; ``ask`` runs a query that reads."""
    found = ask(
        "SELECT id, title, origin, replaced_by, left_on, figures FROM former WHERE id = ?",
        report_id,
    )
    if not found:
        return None
    known, title, origin, replaced_by, left_on, packed = found[0]
    figures = () if packed is None else _unpack_figures(packed, report_id)
    return Former(known, title, origin, replaced_by, left_on, figures)


def _pack_figures(connection: sqlite3.Connection, report_id: str) -> bytes:
    columns = ", ".join(f"f.{column}" for column in rows.FIGURE_COLUMNS.split(", "))
    found = connection.execute(
        f"SELECT w.sentence, {columns} FROM figures f JOIN reports r ON r.number = f.report "
        'JOIN figure_words w ON w.rowid = f.key WHERE r.id = ? ORDER BY f."start", f.key',
        (report_id,),
    ).fetchall()
    return rows.pack(rows.to_json(found))


def _unpack_figures(packed: bytes, report_id: str) -> tuple[tuple[Figure, str], ...]:
    return tuple(
        (rows.row_to_figure(tuple(columns), report_id), sentence)
        for sentence, *columns in json.loads(rows.unpack(packed))
    )
