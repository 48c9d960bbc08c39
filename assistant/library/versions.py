"""Keeps earlier versions of reports apart from the current ones. Knows nothing of files or Chroma.

A version that is superseded keeps its rows: text, layout, passages, vectors, figures. Its words
leave the full-text tables and its vectors the index, so that no search can come upon it, and
counting words and measuring nearness go as if it were not there.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, TypeAlias

from assistant.errors import WrongUse
from assistant.library import rows
from assistant.library.former import remember
from assistant.library.words import plain_numbers
from assistant.library.writing import add_figure_words, queue_vectors, remove_report, remove_words
from assistant.records import ReportSummary, Superseded

Ask: TypeAlias = Callable[..., list[tuple[Any, ...]]]
"""Runs a query that reads, with its values."""

Tenure: TypeAlias = tuple[str, str | None, str | None]
"""Since when a version was current, until when, and what replaced it."""

# What replaced what, over the reports that are there and those that are gone; a version that is
# current again elsewhere has earlier versions of its own.
_EARLIER = """
    WITH RECURSIVE links (id, replaced_by) AS (
        SELECT r.id, t.replaced_by FROM tenures t JOIN reports r ON r.number = t.report
        WHERE NOT r.is_current
        UNION ALL SELECT id, replaced_by FROM former
    ), earlier (id) AS (
        SELECT ? UNION SELECT links.id FROM links JOIN earlier ON links.replaced_by = earlier.id
    )
    SELECT id FROM earlier
"""


def today() -> str:
    """Returns the day it is, as an ISO date (UTC)."""
    return datetime.now(UTC).date().isoformat()


def tenures_of(connection: sqlite3.Connection, report_id: str) -> list[Tenure]:
    """Returns the times a report was current, the first one first."""
    return connection.execute(
        "SELECT since, until, t.replaced_by FROM tenures t JOIN reports r ON r.number = t.report "
        "WHERE r.id = ? ORDER BY t.number",
        (report_id,),
    ).fetchall()


def begin(connection: sqlite3.Connection, report_id: str, *, after: Sequence[Tenure] = ()) -> None:
    """Notes that a report is current from today, unless the last of its times goes on."""
    goes_on = bool(after) and after[-1][1] is None
    times = after if goes_on else [*after, (today(), None, None)]
    connection.executemany(
        "INSERT INTO tenures (report, since, until, replaced_by) "
        "SELECT number, ?, ?, ? FROM reports WHERE id = ?",
        [(*time, report_id) for time in times],
    )


def supersede(connection: sqlite3.Connection, report_id: str, *, by: str) -> None:
    """Makes a current report an earlier version; one that is not current is passed over."""
    found = connection.execute("SELECT number FROM shelf WHERE id = ?", (report_id,)).fetchone()
    if found is None:
        return
    connection.execute("UPDATE reports SET is_current = 0 WHERE number = ?", found)
    connection.execute(
        "UPDATE tenures SET until = ?, replaced_by = ? WHERE report = ? AND until IS NULL",
        (today(), by, *found),
    )
    connection.execute(
        "INSERT INTO older_words SELECT rowid, text, context FROM passage_words WHERE rowid IN "
        "(SELECT key FROM passages WHERE report = ?)",
        found,
    )
    remove_words(connection, found[0])
    queue_vectors(connection, "delete", found[0])


def restore(connection: sqlite3.Connection, report_id: str, *, origin: str) -> bool:
    """Makes an earlier version current again, as read from an origin; returns whether it was one.

    It comes back as it was read then.
    """
    found = connection.execute(
        "SELECT number, text FROM reports WHERE id = ? AND NOT is_current", (report_id,)
    ).fetchone()
    if found is None:
        return False
    number, text = found
    connection.execute(
        "UPDATE reports SET is_current = 1, origin = ? WHERE number = ?", (origin, number)
    )
    begin(connection, report_id)
    words = older_words(connection, number)
    connection.executemany(
        "INSERT INTO passage_words (rowid, text, context, numbers) VALUES (?, ?, ?, ?)", words
    )
    add_figure_words(connection, number, rows.unpack(text))
    connection.execute(
        "DELETE FROM older_words WHERE key IN (SELECT key FROM passages WHERE report = ?)",
        (number,),
    )
    queue_vectors(connection, "add", number)
    return True


def older_words(connection: sqlite3.Connection, number: int) -> list[tuple[int, str, str, str]]:
    """Returns what an earlier version's passages had in the full-text table."""
    found = connection.execute(
        "SELECT o.key, o.text, o.context FROM older_words o JOIN passages p ON p.key = o.key "
        "WHERE p.report = ?",
        (number,),
    )
    return [(key, text, context, plain_numbers(text)) for key, text, context in found]


def take_out(connection: sqlite3.Connection, report_id: str) -> tuple[str, ...]:
    """Takes out a report with its earlier versions, or just one of these; returns the ids gone.

    What is noted of those that went before it goes, too.
    """
    found = connection.execute("SELECT is_current FROM reports WHERE id = ?", (report_id,))
    row = found.fetchone()
    if row is None:
        return ()
    chain = [report_id]
    if row[0]:
        chain = [old for (old,) in connection.execute(_EARLIER, (report_id,))]
        marks = ",".join("?" * len(chain))
        connection.execute(f"UPDATE former SET figures = NULL WHERE id IN ({marks})", chain)
    gone = []
    for old in chain:
        ended = [time for time in tenures_of(connection, old) if time[1] is not None]
        until, by = ended[-1][1:] if ended and not (row[0] and old == report_id) else (None, None)
        remember(connection, old, replaced_by=by, left_on=until or today())
        if remove_report(connection, old):
            gone.append(old)
    return tuple(gone)


def refuse_others(ask: Ask, report_ids: Iterable[str]) -> None:
    """Raises WrongUse for a version that is kept; an id of none is passed over."""
    found = ask(
        "SELECT r.id, t.since, t.until, t.replaced_by FROM reports r "
        "JOIN tenures t ON t.report = r.number "
        "JOIN json_each(?) wanted ON wanted.value = r.id ORDER BY t.number DESC LIMIT 1",
        rows.to_json(sorted(report_ids)),
    )
    for report_id, since, until, by in found:
        if until is None:
            raise WrongUse(
                f"{report_id} was not in the library then; it came on {since}. Ask as of that day "
                "or a later one."
            )
        raise WrongUse(
            f"{report_id} is an earlier version, superseded on {until} by {by}. Name that one, or "
            "ask as of a day when it was current: --as-of."
        )


def dated(ask: Ask, summaries: Iterable[ReportSummary]) -> list[ReportSummary]:
    """Returns catalogue lines with the day each came in and, for an earlier version, its end."""
    listed = list(summaries)
    found = ask(
        "SELECT r.id, r.is_current, first.since, last.until, last.replaced_by FROM reports r "
        "JOIN json_each(?) wanted ON wanted.value = r.id "
        "JOIN tenures first ON first.number = "
        "(SELECT min(number) FROM tenures WHERE report = r.number) "
        "JOIN tenures last ON last.number = "
        "(SELECT max(number) FROM tenures WHERE report = r.number)",
        rows.to_json([summary.report.id for summary in listed]),
    )
    known = {row[0]: row[1:] for row in found}
    return [_date(summary, known.get(summary.report.id)) for summary in listed]


def _date(summary: ReportSummary, known: tuple[Any, ...] | None) -> ReportSummary:
    if known is None:
        return summary
    is_current, since, until, replaced_by = known
    ended = None if is_current else Superseded(until, replaced_by)
    report = replace(summary.report, superseded=ended)
    return replace(summary, report=report, added_on=since or None)
