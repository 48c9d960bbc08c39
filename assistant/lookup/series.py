"""Follows what one label counts across periods and editions. Knows nothing of files or interfaces.

A series must not mix: its figures have one label, one unit and, the words asked for and the time
aside, one scope. What does not agree is left out and counted.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, TypeAlias

from assistant.editions import is_newer_edition
from assistant.figures import content_stems, labels_agree, units_agree
from assistant.figures.lexicon import MONTHS
from assistant.library import FigureQuery, Shelf
from assistant.lookup.columns import COLUMNS, Cell, Column, row_of
from assistant.lookup.finding import find_figures
from assistant.lookup.table import FigureTable, placed, to_frame
from assistant.records import Citation, Figure, Report

if TYPE_CHECKING:
    import pandas

_Key: TypeAlias = tuple[frozenset[str], str | None, str | None]
_Item: TypeAlias = tuple[Figure, Citation]

SERIES_COLUMNS = (
    COLUMNS[0],
    Column("series_period", "Period", "The time the point is of, ISO 8601; empty: not stated"),
    Column("status", "Status", "current, superseded by a newer edition, or another source"),
    Column("superseded_by", "Superseded by", "The id of the newer edition's figure"),
    *(column for column in COLUMNS[1:] if column.name != "period"),
)

_TIME_WORDS = frozenset(MONTHS) | frozenset(
    "year years month months quarter annual annually during period fiscal calendar fy total "
    "all altogether".split()
)
_YEAR = re.compile(r"\d{1,4}")


@dataclass(frozen=True, slots=True)
class Point:
    """One figure of a series. ``superseded_by`` is the figure of a newer edition of its report.

    ``status`` is "current", "superseded" or "other source".
    """

    period: str | None
    figure: Figure
    citation: Citation
    status: str
    superseded_by: Figure | None = None

    def to_dict(self) -> dict[str, Any]:
        newer = None if self.superseded_by is None else self.superseded_by.id
        told = {"period": self.period, "status": self.status, "superseded_by": newer}
        return {**told, "figure": placed(self.figure, self.citation)}


@dataclass(frozen=True, slots=True)
class Series:
    """One label over time, earliest period first; of a period the newest edition first.

    ``unclear`` names periods for which one report gives several figures under the label, and which
    are left out for that; ``left_out`` counts the figures with the words and another label, unit
    or scope.
    """

    words: str
    points: tuple[Point, ...]
    reports: tuple[Report, ...] = ()
    unclear: tuple[str, ...] = ()
    left_out: int = 0

    def __len__(self) -> int:
        return len(self.points)

    @property
    def columns(self) -> tuple[Column, ...]:
        """What the cells of `rows` are."""
        return SERIES_COLUMNS

    def rows(self) -> list[dict[str, Cell]]:
        """Returns one row a point, cells by column name, values exact."""
        by_id = {report.id: report for report in self.reports}
        return [
            {
                **row_of(point.figure, point.citation, by_id.get(point.figure.report_id)),
                "series_period": point.period,
                "status": point.status,
                "superseded_by": None if point.superseded_by is None else point.superseded_by.id,
            }
            for point in self.points
        ]

    def to_dict(self) -> dict[str, Any]:
        """Returns the stable shape `assistant figures --series --json` prints."""
        first = self.points[0].figure if self.points else None
        return {
            "words": self.words,
            "label": None if first is None else first.label,
            "unit": None if first is None else first.unit,
            "points": [point.to_dict() for point in self.points],
            "unclear": list(self.unclear),
            "left_out": self.left_out,
        }

    def to_frame(self) -> pandas.DataFrame:
        """Returns a pandas frame, one row a point, all columns (needs pandas)."""
        return to_frame(self.rows(), self.columns)


def find_series(store: Shelf, query: FigureQuery) -> Series:
    """Returns the series that a query's words name best; empty where no figure has them all."""
    table = find_figures(store, replace(query, order="relevance"), limit=None)
    items = [] if table.partial else _worded(table)
    asked = set(content_stems(query.words))
    keys = Counter(_key(figure, asked) for figure, _ in items)
    if not keys:
        return Series(query.words, (), left_out=table.total)
    # Few words beyond those asked for; then the longest series; then the first found.
    chosen = min(keys, key=lambda key: (len(key[0]), -_periods(items, key, asked)))
    fitting = [item for item in items if _key(item[0], asked) == chosen]
    anchor = fitting[0][0]
    fitting = [
        (figure, citation)
        for figure, citation in fitting
        if labels_agree(anchor.label, figure.label) and units_agree(anchor, figure)
    ]
    points, unclear = _points(fitting, asked, {report.id: report for report in table.reports})
    return Series(query.words, points, table.reports, unclear, len(items) - len(fitting))


def _worded(table: FigureTable) -> list[_Item]:
    """Returns the figures that count something and are no date."""
    pairs = zip(table.figures, table.citations, strict=True)
    return [(f, c) for f, c in pairs if f.label and not isinstance(f.value, str)]


def _key(figure: Figure, asked: set[str]) -> _Key:
    """Returns what tells a figure's series from others: its words beyond those asked for, and unit.

    Words for time are left out, as they differ from point to point.
    """
    stems = content_stems(f"{figure.label or ''} {figure.scope or ''}")
    times = {stem for word in _TIME_WORDS for stem in content_stems(word)}
    own = {stem for stem in stems if stem not in times and not _YEAR.fullmatch(stem)}
    # By how much something rose is no point of a series of how much it is.
    amount = figure.change.value if figure.change and figure.change.is_amount else None
    return frozenset(own - asked), figure.unit, amount


def _periods(items: Sequence[_Item], key: _Key, asked: set[str]) -> int:
    return len({figure.period for figure, _ in items if _key(figure, asked) == key})


def _points(
    items: Sequence[_Item], asked: set[str], reports: dict[str, Report]
) -> tuple[tuple[Point, ...], tuple[str, ...]]:
    """Returns a point for each report of each period, and the periods that are unclear."""
    places: dict[tuple[str | None, str], list[_Item]] = {}
    for item in items:
        places.setdefault((item[0].period, item[0].report_id), []).append(item)
    dated: dict[str | None, list[_Item]] = {}
    unclear: set[str] = set()
    for (period, _), found in places.items():
        single = _single(found, asked)
        if single is None:
            unclear.add(period or "not stated")
        else:
            dated.setdefault(period, []).append(single)
    told = {(f.report_id, f.value) for period, found in dated.items() if period for f, _ in found}
    # A figure given again without its period says nothing new.
    undated = [item for item in dated.pop(None, []) if (_id(item), item[0].value) not in told]
    if undated:
        dated[None] = undated
    points: list[Point] = []
    for period in sorted(dated, key=lambda period: (period is None, period or "")):
        points += _ranked(period, dated[period], reports)
    return tuple(points), tuple(sorted(unclear))


def _single(found: Sequence[_Item], asked: set[str]) -> _Item | None:
    """Returns the one figure a report gives for a period, or None where it gives several."""
    worded = [item for item in found if asked <= _own_words(item[0])] or list(found)
    values = {(figure.value, figure.upper) for figure, _ in worded}
    return worded[0] if len(values) == 1 else None


def _own_words(figure: Figure) -> set[str]:
    return set(content_stems(f"{figure.label or ''} {figure.scope or ''}"))


def _ranked(
    period: str | None, items: Sequence[_Item], reports: dict[str, Report]
) -> Iterable[Point]:
    """Yields a period's points: primary sources first, and the newest edition of each series."""
    newest = sorted(items, key=lambda item: reports[_id(item)].published or "", reverse=True)
    newest.sort(key=lambda item: not reports[_id(item)].primary)
    heads: list[_Item] = []
    for figure, citation in newest:
        own = reports[figure.report_id]
        newer = next((h for h, _ in heads if is_newer_edition(reports[h.report_id], own)), None)
        status = "superseded" if newer else "other source" if heads else "current"
        if newer is None:
            heads.append((figure, citation))
        yield Point(period, figure, citation, status, newer)


def _id(item: _Item) -> str:
    return item[0].report_id
