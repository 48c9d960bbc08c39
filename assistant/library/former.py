"""Remembers reports that are gone, so that a reference to one can be followed. Knows no answers.

Of one that was removed only its title and when are kept. Of one that was replaced before earlier
versions were kept whole, its figures, each with its sentence.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from assistant.library import rows
from assistant.records import Figure


@dataclass(frozen=True, slots=True)
class Former:
    """A report that is no longer the current one: ``replaced_by`` is None where it was removed as
    the current one, and ``is_kept`` false where nothing but this is left of it.

    ``left_on`` is an ISO date (UTC); ``figures`` are a replaced report's, each with its sentence.
    """

    id: str
    title: str
    origin: str
    replaced_by: str | None
    left_on: str
    figures: tuple[tuple[Figure, str], ...]
    is_kept: bool = True


def remember(
    connection: sqlite3.Connection, report_id: str, *, replaced_by: str | None, left_on: str
) -> None:
    """Notes that a report is about to go; one that is not there is passed over."""
    connection.execute(
        "INSERT OR REPLACE INTO former (id, title, origin, replaced_by, left_on, figures) "
        "SELECT id, title, origin, ?, ?, NULL FROM reports WHERE id = ?",
        (replaced_by, left_on, report_id),
    )


def forget(connection: sqlite3.Connection, report_id: str) -> None:
    """Drops what is noted of a report that is back."""
    connection.execute("DELETE FROM former WHERE id = ?", (report_id,))


def recall(ask: Callable[..., list[tuple[Any, ...]]], report_id: str) -> Former | None:
    """Returns a report that is no longer the current one, or None; ``ask`` runs a query that
    reads.
    """
    earlier = _recall_earlier(ask, report_id)
    if earlier is not None:
        return earlier
    found = ask(
        "SELECT id, title, origin, replaced_by, left_on, figures FROM former WHERE id = ?",
        report_id,
    )
    if not found:
        return None
    known, title, origin, replaced_by, left_on, packed = found[0]
    figures = () if packed is None else _unpack_figures(packed, report_id)
    return Former(known, title, origin, replaced_by, left_on, figures, packed is not None)


def _recall_earlier(ask: Callable[..., list[tuple[Any, ...]]], report_id: str) -> Former | None:
    """Returns an earlier version, which is there whole."""
    found = ask(
        "SELECT r.title, r.origin, t.replaced_by, t.until, r.text FROM reports r "
        "JOIN tenures t ON t.report = r.number WHERE r.id = ? AND NOT r.is_current "
        "ORDER BY t.number DESC LIMIT 1",
        report_id,
    )
    if not found:
        return None
    title, origin, replaced_by, until, packed = found[0]
    text = rows.unpack(packed)
    its = ask(
        f"SELECT {rows.FIGURE_COLUMNS} FROM figures JOIN reports r ON r.number = report "
        'WHERE r.id = ? ORDER BY "start", key',
        report_id,
    )
    figures = (rows.row_to_figure(row, report_id) for row in its)
    told = tuple((figure, text[figure.sentence_start : figure.sentence_end]) for figure in figures)
    return Former(report_id, title, origin, replaced_by, until, told)


def _unpack_figures(packed: bytes, report_id: str) -> tuple[tuple[Figure, str], ...]:
    return tuple(
        (rows.row_to_figure(tuple(columns), report_id), sentence)
        for sentence, *columns in json.loads(rows.unpack(packed))
    )
