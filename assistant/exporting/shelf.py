"""Puts the reports behind a table of figures into rows of their own. Knows nothing of files."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.lookup import Column
from assistant.lookup.columns import Cell
from assistant.records import Report

REPORT_COLUMNS = (
    Column("id", "Id", "The first 16 hex digits of the file's SHA-256"),
    Column("title", "Title", "The report's title"),
    Column("publisher", "Publisher", "Who published it"),
    Column("published", "Published", "When it was published, ISO 8601", "calendar"),
    Column("edition", "Edition", "Which edition it is, if it says so"),
    Column("primary", "Primary source", "False for one that only repeats others", "boolean"),
    Column("language", "Language", "Its language, if known"),
    Column("link", "Link", "Where it can be opened, if known"),
)


def report_rows(reports: Sequence[Report]) -> list[dict[str, Cell]]:
    """Returns one row a report, cells by column name."""
    return [
        {column.name: getattr(report, column.name) for column in REPORT_COLUMNS}
        for report in reports
    ]
