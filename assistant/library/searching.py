"""Full-text search over passages and figures. Knows nothing of vectors or of answers."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Literal, TypeAlias

from assistant.library import rows
from assistant.library.catalogue import WANTED, Catalogue, Row
from assistant.library.words import all_of, any_of
from assistant.records import Figure, Filters, Kind

Order: TypeAlias = Literal["relevance", "smallest", "largest", "text"]

# What a passage says counts above the title and headings that its neighbours share: weighing these
# more finds the report oftener and the passage in it less often.
PASSAGE_WEIGHTS = "1.0, 0.5, 1.0"
FIGURE_WEIGHTS = "4.0, 2.0, 1.0, 0.5"
_ORDERS: dict[Order, str] = {
    "relevance": 'rank, f.report, f."start"',
    "smallest": 'f.amount, f.report, f."start"',
    "largest": 'f.amount DESC, f.report, f."start"',
    "text": 'f.report, f."start"',
}


@dataclass(frozen=True, slots=True)
class FigureQuery:
    """Which figures are wanted.

    ``words`` are looked for in label, scope, sentence and headings: figures that have them all, or,
    where none has, those that have any. ``minimum`` and ``maximum`` are inclusive, in base units.
    ``year`` must stand in the same places.
    """

    words: str = ""
    filters: Filters = field(default_factory=Filters)
    unit: str | None = None
    kind: Kind | None = None
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    year: str | None = None
    order: Order = "relevance"


@dataclass(frozen=True, slots=True)
class FoundFigure:
    """A figure with what a citation of it needs; ``heading`` is its passage's."""

    figure: Figure
    passage: int | None
    page: int | None
    heading: tuple[str, ...]


def search_text(
    catalogue: Catalogue, query: str, *, limit: int, report_ids: Sequence[str] | None
) -> list[tuple[int, float]]:
    """Returns passage keys with BM25 scores, highest first, for any words of any text.

    BM25 as in Robertson and Zaragoza (2009), by SQLite's FTS5, negated so that more is better.
    """
    terms = any_of(query)
    if not terms:
        return []
    within, values = _within("p.report", report_ids)
    found = catalogue.ask(
        f"SELECT w.rowid, -bm25(passage_words, {PASSAGE_WEIGHTS}) AS score FROM passage_words w "
        + ("JOIN passages p ON p.key = w.rowid " if within else "")
        + f"WHERE passage_words MATCH ?{within} ORDER BY score DESC, w.rowid LIMIT ?",
        *(terms, *values, limit),
    )
    return [(key, score) for key, score in found]


def search_figures(
    catalogue: Catalogue, query: FigureQuery, *, limit: int, offset: int
) -> tuple[list[FoundFigure], int]:
    """Returns the figures from `offset` on, and how many there are in all."""
    year = all_of(query.year or "")
    every, some = all_of(query.words), any_of(query.words)
    if query.words.strip() and not every:
        return [], 0
    for words in dict.fromkeys((every, some)):
        terms = " AND ".join(f"({part})" for part in (words, year) if part)
        found = _find_figures(catalogue, query, terms, limit=limit, offset=offset)
        if found[1]:
            return found
    return [], 0


def _find_figures(
    catalogue: Catalogue, query: FigureQuery, terms: str, *, limit: int, offset: int
) -> tuple[list[FoundFigure], int]:
    conditions, values = _conditions(catalogue, query)
    rank = "0 AS rank"
    source = "figures f"
    if terms:
        rank = f"bm25(figure_words, {FIGURE_WEIGHTS}) AS rank"
        source = "figure_words w JOIN figures f ON f.key = w.rowid"
        conditions, values = [*conditions, "figure_words MATCH ?"], [*values, terms]
    where = f"WHERE {' AND '.join(conditions)}" if conditions else ""
    total = catalogue.ask(f"SELECT count(*) FROM {source} {where}", *values)[0][0]
    columns = ", ".join(f"f.{column}" for column in rows.FIGURE_COLUMNS.split(", "))
    found = catalogue.ask(
        f"SELECT r.id, f.passage, p.page, p.heading, {columns}, {rank} FROM {source} "
        "JOIN reports r ON r.number = f.report LEFT JOIN passages p ON p.key = f.passage "
        f"{where} ORDER BY {_ORDERS[query.order]} LIMIT ? OFFSET ?",
        *(*values, limit, offset),
    )
    return [_row_to_found(row) for row in found], total


def _conditions(catalogue: Catalogue, query: FigureQuery) -> tuple[list[str], list[Any]]:
    conditions: list[str] = []
    values: list[Any] = []
    for condition, value in (
        ("f.unit = ? COLLATE NOCASE", query.unit),
        ("f.kind = ?", None if query.kind is None else query.kind.value),
        ("f.amount >= ?", None if query.minimum is None else float(query.minimum)),
        ("f.amount <= ?", None if query.maximum is None else float(query.maximum)),
    ):
        if value is not None:
            conditions.append(condition)
            values.append(value)
    if query.filters != Filters():
        within, ids = _within("f.report", catalogue.find_reports(query.filters))
        conditions.append(within.removeprefix(" AND "))
        values.extend(ids)
    if query.order in ("smallest", "largest"):
        conditions.append("f.amount IS NOT NULL")
    return conditions, values


def _within(column: str, report_ids: Sequence[str] | None) -> tuple[str, list[str]]:
    """Returns the condition that keeps to some reports, and its value."""
    if report_ids is None:
        return "", []
    return f" AND {column} IN ({WANTED})", [rows.to_json(list(report_ids))]


def _row_to_found(row: Row) -> FoundFigure:
    report_id, passage, page, heading, *columns, _ = row
    figure = rows.row_to_figure(tuple(columns), report_id)
    return FoundFigure(figure, passage, page, tuple(json.loads(heading or "[]")))
