"""Makes the tables of a catalogue, or brings an old one up to date. Knows nothing of reports."""

from __future__ import annotations

import sqlite3
import uuid
from pathlib import Path

from assistant.errors import LibraryError
from assistant.library.schema import (
    APPLICATION_ID,
    OLDEST_VERSION,
    SCHEMA_VERSION,
    statements_from,
)


def check_version(connection: sqlite3.Connection, path: Path) -> int:
    """Returns a catalogue's version, 0 for an empty file; raises LibraryError where it is not ours
    to read.
    """
    application, version = (
        connection.execute(f"PRAGMA {name}").fetchone()[0]
        for name in ("application_id", "user_version")
    )
    if _is_empty(connection):
        return 0
    if application != APPLICATION_ID:
        raise LibraryError(f"{path} is not a library of ours. Choose another folder.")
    if version > SCHEMA_VERSION:
        raise LibraryError(
            f"{path} was made by a newer version. Upgrade: `pip install -U report-assistant`"
        )
    if version < OLDEST_VERSION:
        raise LibraryError(
            f"{path} was made by an earlier version, which kept less of each figure. Add the "
            "reports again to a new folder."
        )
    return int(version)


def bring_up_to_date(connection: sqlite3.Connection, version: int) -> None:
    """Runs what a catalogue of a version lacks; the transaction is the caller's."""
    is_empty = _is_empty(connection)
    for statement in statements_from(version):
        connection.execute(statement)
    if is_empty:
        identity = ("library", uuid.uuid4().hex)
        connection.execute("INSERT INTO meta VALUES (?, ?)", identity)


def _is_empty(connection: sqlite3.Connection) -> bool:
    return connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone() is None
