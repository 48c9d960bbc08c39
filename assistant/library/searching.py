"""Full-text search over passages and figures. Knows nothing of vectors or of answers."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any, Literal, TypeAlias

from assistant.errors import WrongUse
from assistant.library import rows
from assistant.library.catalogue import WANTED, Catalogue, Row
from assistant.library.words import all_of, any_of
from assistant.records import Figure, Filters, Kind

Order: TypeAlias = Literal["relevance", "smallest", "largest", "period", "text"]

# What a passage says counts above the title and headings that its neighbours share: weighing these
# more finds the report oftener and the passage in it less often.
PASSAGE_WEIGHTS = "1.0, 0.5, 1.0"
FIGURE_WEIGHTS = "4.0, 2.0, 1.0, 0.5"
_PLACE = 'f.report, f."start"'
_ORDERS: dict[Order, str] = {
    "relevance": f"tier, r.is_primary DESC, rank, {_PLACE}",
    "smallest": f"f.amount, {_PLACE}",
    "largest": f"f.amount DESC, {_PLACE}",
    "period": f"f.period IS NULL, f.period, tier, {_PLACE}",
    "text": _PLACE,
}

_MATCHING = "SELECT rowid FROM figure_words WHERE figure_words MATCH ?"

# What a figure counts comes before what its sentence happens to mention: "victims rescued" wants
# the victims first, and not the suspects whose arrest the same sentence tells of.
_TIER = f"""CASE
    WHEN f.key IN ({_MATCHING}) THEN 0
    WHEN f.key IN ({_MATCHING}) THEN 1
    WHEN f.label IS NULL AND NOT f.is_date THEN 2
    ELSE 3 END AS tier"""

# A period is a date or two with a slash between; where none is known the times named beside the
# figure, or the words, must say the year.
_OF_YEAR = f"""CASE
    WHEN f.period IS NOT NULL THEN substr(f.period, 1, 4) <= ? AND
        substr(f.period, instr(f.period, '/') + 1, 4) >= ?
    WHEN f.is_date THEN substr(f.value, 1, 4) = ?
    WHEN ' ' || f.times LIKE ? OR f.times LIKE ? THEN 1
    ELSE f.key IN ({_MATCHING}) END"""


@dataclass(frozen=True, slots=True)
class FigureQuery:
    """Which figures are wanted.

    ``words`` are looked for in label, scope, sentence and headings: figures that have them all, or,
    where none has, those that have any. By relevance, those come first whose label and scope have
    the words, then those whose label has one of them, then those without a label, then the rest;
    primary sources first among each. ``minimum`` and ``maximum`` are inclusive, in base units, and
    judge a range by its lower end. ``year`` has four digits: the figure's period must reach into
    it, or, where no period is known, the times named beside it or the words must say it; such a
    figure may be of another year that its sentence or row names. ``primary`` leaves out reports
    that only repeat another's figures.
    """

    words: str = ""
    filters: Filters = field(default_factory=Filters)
    unit: str | None = None
    kind: Kind | None = None
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    year: str | None = None
    primary: bool = False
    order: Order = "relevance"


@dataclass(frozen=True, slots=True)
class FoundFigure:
    """A figure with what a citation of it needs; ``heading`` is its passage's.

    ``has_all`` is false where no figure has all the words looked for, and this one has some.
    """

    figure: Figure
    passage: int | None
    page: int | None
    heading: tuple[str, ...]
    has_all: bool = True


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
    catalogue: Catalogue, query: FigureQuery, *, limit: int | None, offset: int
) -> tuple[list[FoundFigure], int]:
    """Returns the figures from `offset` on, and how many there are; a limit of None is none.

    Raises WrongUse for a year that is not one.
    """
    if query.year is not None and not (len(query.year) == 4 and query.year.isdecimal()):
        raise WrongUse(f"{query.year!r} is not a year. Write it with four digits: 2022.")
    every, some = all_of(query.words), any_of(query.words)
    if query.words.strip() and not every:
        return [], 0
    for words in dict.fromkeys((every, some)):
        found, total = _find_figures(catalogue, query, words, limit=limit, offset=offset)
        if total:
            return [replace(item, has_all=words == every) for item in found], total
    return [], 0


def figure_at(catalogue: Catalogue, report_id: str, start: int, end: int) -> FoundFigure | None:
    """Returns the figure of a report with just this span, or None."""
    found = catalogue.ask(
        f"{_select('0 AS tier, 0 AS rank')} FROM figures f {_WITH_PLACES} "
        'WHERE r.id = ? AND f."start" = ? AND f."end" = ? ORDER BY f.key LIMIT 1',
        *(report_id, start, end),
    )
    return _row_to_found(found[0]) if found else None


_WITH_PLACES = "JOIN reports r ON r.number = f.report LEFT JOIN passages p ON p.key = f.passage"


def _find_figures(
    catalogue: Catalogue, query: FigureQuery, words: str, *, limit: int | None, offset: int
) -> tuple[list[FoundFigure], int]:
    conditions, values = _conditions(catalogue, query)
    ranks, ranked, source = "0 AS tier, 0 AS rank", [], "figures f"
    if words:
        ranks = f"{_TIER}, bm25(figure_words, {FIGURE_WEIGHTS}) AS rank"
        label = f"label : ({any_of(query.words)})"
        ranked = [f"{{label scope}} : ({words}) AND {label}", label]
        source = "figure_words w JOIN figures f ON f.key = w.rowid"
        conditions, values = [*conditions, "figure_words MATCH ?"], [*values, words]
    where = f"WHERE {' AND '.join(conditions)}"
    total = catalogue.ask(f"SELECT count(*) FROM {source} {where}", *values)[0][0]
    found = catalogue.ask(
        f"{_select(ranks)} FROM {source} {_WITH_PLACES} {where} "
        f"ORDER BY {_ORDERS[query.order]} LIMIT ? OFFSET ?",
        *(*ranked, *values, -1 if limit is None else limit, offset),
    )
    return [_row_to_found(row) for row in found], total


def _select(ranks: str) -> str:
    columns = ", ".join(f"f.{column}" for column in rows.FIGURE_COLUMNS.split(", "))
    return f"SELECT r.id, f.passage, p.page, p.heading, {columns}, {ranks}"


def _conditions(catalogue: Catalogue, query: FigureQuery) -> tuple[list[str], list[Any]]:
    conditions = ["f.report IN (SELECT number FROM shelf)"]
    values: list[Any] = []
    year = query.year
    for condition, given in (
        ("f.unit = ? COLLATE NOCASE", [query.unit]),
        ("f.kind = ?", [None if query.kind is None else query.kind.value]),
        ("f.amount >= ?", [None if query.minimum is None else float(query.minimum)]),
        ("f.amount <= ?", [None if query.maximum is None else float(query.maximum)]),
        (_OF_YEAR, [] if year is None else [*[year] * 3, f"% {year}%", f"%/{year}%", all_of(year)]),
    ):
        if given and given[0] is not None:
            conditions.append(condition)
            values.extend(given)
    if query.filters != Filters():
        within, ids = _within("f.report", catalogue.find_reports(query.filters))
        conditions.append(within.removeprefix(" AND "))
        values.extend(ids)
    if query.primary:
        conditions.append("f.report IN (SELECT number FROM reports WHERE is_primary)")
    if query.order in ("smallest", "largest"):
        conditions.append("f.amount IS NOT NULL")
    return conditions, values


def _within(column: str, report_ids: Sequence[str] | None) -> tuple[str, list[str]]:
    """Returns the condition that keeps to some reports, and its value."""
    if report_ids is None:
        return "", []
    return f" AND {column} IN ({WANTED})", [rows.to_json(list(report_ids))]


def _row_to_found(row: Row) -> FoundFigure:
    report_id, passage, page, heading, *columns, _, _ = row
    figure = rows.row_to_figure(tuple(columns), report_id)
    return FoundFigure(figure, passage, page, tuple(json.loads(heading or "[]")))
