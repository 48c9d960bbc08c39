"""The tables of the catalogue. Knows nothing of how they are filled.

Numbers that other tables point to are never used twice (AUTOINCREMENT): a vector that outlives its
passage for a moment must not be taken for another's.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

APPLICATION_ID = 0x52505254
SCHEMA_VERSION = 8
OLDEST_VERSION = 2
"""Older ones kept less of each figure and cannot be brought up to date."""

_FORMER = """
-- Reports that are gone. "replaced_by" is null where one was removed as it stood. "figures" are of
-- those replaced before versions were kept whole, and null where one was removed.
CREATE TABLE former (
    id TEXT PRIMARY KEY, title TEXT NOT NULL, origin TEXT NOT NULL,
    replaced_by TEXT, left_on TEXT NOT NULL, figures BLOB
) WITHOUT ROWID;
"""

_CHANGE = """
-- "rose by", "fell to": whether a figure is a change or a level reached by one.
ALTER TABLE figures ADD COLUMN change TEXT;
"""

_TIMES = """
-- The times that a figure without a period may be of, ISO 8601, a space between.
ALTER TABLE figures ADD COLUMN times TEXT;
"""

_COVERAGE = """
-- What was read of the file and what was not, JSON; null for a report added before it was kept.
ALTER TABLE reports ADD COLUMN coverage TEXT;
-- The period the report covers, ISO 8601, and who told each field of its metadata, JSON.
ALTER TABLE reports ADD COLUMN period_covered TEXT;
ALTER TABLE reports ADD COLUMN told TEXT;
"""

_VERSIONS = """
-- A report that a newer version replaced stays, and is no longer current. Nothing searches it: its
-- words leave the full-text tables and its vectors the index.
ALTER TABLE reports ADD COLUMN is_current INTEGER NOT NULL DEFAULT 1;
CREATE VIEW shelf AS SELECT * FROM reports WHERE is_current;
-- The times a report was current, ISO dates: "until" is null while it is; "since" is empty where
-- nobody noted it. One that came back has more than one.
CREATE TABLE tenures (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    report INTEGER NOT NULL REFERENCES reports ON DELETE CASCADE,
    since TEXT NOT NULL, until TEXT, replaced_by TEXT
);
CREATE INDEX tenures_report ON tenures (report);
INSERT INTO tenures (report, since) SELECT number, '' FROM reports;
-- The words of the passages that are not in "passage_words".
CREATE TABLE older_words (
    key INTEGER PRIMARY KEY REFERENCES passages ON DELETE CASCADE,
    text TEXT NOT NULL, context TEXT NOT NULL
);
"""


def word_tables(schema: str) -> str:
    """Returns what makes the full-text tables in one of SQLite's schemas."""
    return f"""
-- The words of a passage live here only; the row's id is the passage's key. "numbers" holds
-- grouped numbers without their separators, so that 1234 finds 1,234.
CREATE VIRTUAL TABLE {schema}.passage_words USING fts5 (
    text, context, numbers, tokenize = 'porter unicode61 remove_diacritics 2'
);
-- One row a figure, the row's id is the figure's key.
CREATE VIRTUAL TABLE {schema}.figure_words USING fts5 (
    label, scope, sentence, context, tokenize = 'porter unicode61 remove_diacritics 2'
);
"""


_PAGE_WORDS = """
-- Sizes of pages in points, and where their words stand, packed; of pages that have such places.
CREATE TABLE IF NOT EXISTS page_words (
    report INTEGER NOT NULL REFERENCES reports ON DELETE CASCADE, page INTEGER NOT NULL,
    "start" INTEGER NOT NULL, "end" INTEGER NOT NULL,
    width REAL NOT NULL, height REAL NOT NULL, ocr INTEGER, words BLOB NOT NULL
);
CREATE UNIQUE INDEX IF NOT EXISTS page_words_page ON page_words (report, page);
"""

_TABLES = f"""
PRAGMA application_id = {APPLICATION_ID};

CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE reports (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL, origin TEXT NOT NULL, publisher TEXT, published TEXT, language TEXT,
    link TEXT, edition TEXT, is_primary INTEGER NOT NULL, warnings TEXT NOT NULL,
    page_count INTEGER NOT NULL, passage_count INTEGER NOT NULL, figure_count INTEGER NOT NULL,
    text BLOB NOT NULL, layout BLOB NOT NULL
);
CREATE INDEX reports_origin ON reports (origin);

CREATE TABLE passages (
    key INTEGER PRIMARY KEY AUTOINCREMENT,
    report INTEGER NOT NULL REFERENCES reports ON DELETE CASCADE,
    "start" INTEGER NOT NULL, "end" INTEGER NOT NULL, page INTEGER, heading TEXT NOT NULL,
    vector BLOB NOT NULL
);
CREATE INDEX passages_report ON passages (report);

CREATE TABLE statements (
    key INTEGER PRIMARY KEY AUTOINCREMENT,
    report INTEGER NOT NULL REFERENCES reports ON DELETE CASCADE,
    passage INTEGER NOT NULL REFERENCES passages ON DELETE CASCADE,
    "start" INTEGER NOT NULL, "end" INTEGER NOT NULL,
    vector BLOB NOT NULL
);
CREATE INDEX statements_report ON statements (report);
CREATE INDEX statements_passage ON statements (passage);

CREATE TABLE figures (
    key INTEGER PRIMARY KEY AUTOINCREMENT,
    report INTEGER NOT NULL REFERENCES reports ON DELETE CASCADE,
    passage INTEGER REFERENCES passages ON DELETE CASCADE,
    surface TEXT NOT NULL, value TEXT NOT NULL, is_date INTEGER NOT NULL, amount REAL,
    upper TEXT, upper_is_date INTEGER NOT NULL, unit TEXT, modifier TEXT NOT NULL,
    kind TEXT NOT NULL, "start" INTEGER NOT NULL, "end" INTEGER NOT NULL,
    sentence_start INTEGER NOT NULL, sentence_end INTEGER NOT NULL,
    label TEXT, scope TEXT, period TEXT, attribution TEXT,
    low TEXT, high TEXT, whole_start INTEGER, whole_end INTEGER
);
CREATE INDEX figures_report ON figures (report);
CREATE INDEX figures_passage ON figures (passage);

CREATE TABLE pending (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    action TEXT NOT NULL CHECK (action IN ('add', 'delete')),
    collection TEXT NOT NULL CHECK (collection IN ('passages', 'statements')),
    first INTEGER NOT NULL, last INTEGER NOT NULL
);

{word_tables("main")}
"""


def statements_from(version: int) -> Iterator[str]:
    """Yields what brings a catalogue of a version up to date; version 0 is an empty file."""
    if version == 0:
        yield from _statements(_TABLES)
    if version < 3:
        yield from _statements(_FORMER)
    if version < SCHEMA_VERSION:
        if version < 4:
            yield from _statements(_CHANGE)
        if version < 5:
            yield from _statements(_TIMES)
        if version < 6:
            yield from _statements(_COVERAGE)
        if version < 7:
            yield from _statements(_PAGE_WORDS)
        yield from _statements(_VERSIONS)
        yield f"PRAGMA user_version = {SCHEMA_VERSION};"


def _statements(script: str) -> Iterator[str]:
    """`executescript` would commit by itself, and a half-made catalogue could be left behind."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
