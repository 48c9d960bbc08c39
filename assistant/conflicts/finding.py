"""Finds the conflicts of a library: groups of figures of one thing. Knows no interface."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

from assistant.conflicts.likeness import are_alike
from assistant.conflicts.pairing import find_pairs, is_comparable, value_of
from assistant.conflicts.statements import Statement
from assistant.library import FigureQuery, FoundFigure, Shelf
from assistant.reading.disagreement import Judged, judge
from assistant.reading.said import Said
from assistant.records import (
    Citation,
    ConflictingFigure,
    ConflictKind,
    Figure,
    Modifier,
    ShelfConflict,
    Value,
    find_boxes,
    find_confidence,
)

_ORDER = list(ConflictKind)
_LOWER = re.compile(r"\b[a-z]{3,}\b")


_EVERYTHING = FigureQuery()


def find_shelf_conflicts(store: Shelf, query: FigureQuery = _EVERYTHING) -> list[ShelfConflict]:
    """Returns what the figures of a library disagree on, the most serious first.

    Only figures that a query finds are compared, by its words and filters, its day aside: the shelf
    is of one day. Groups in which nothing differs but the rounding or the period are left out.
    """
    filters = replace(query.filters, as_of=None)
    found, _ = store.search_figures(replace(query, filters=filters, order="text"), limit=None)
    kept = [item for item in found if item.has_all and is_comparable(item.figure)]
    reports = store.metadata({item.figure.report_id for item in kept})
    shelf = _Shelf(store, found)
    statements = [
        Statement(
            Said(
                item.figure,
                reports[item.figure.report_id],
                shelf.sentence(item),
                " › ".join(item.heading),
            )
        )
        for item in kept
    ]
    conflicts = [
        conflict
        for group in _join(_disagreeing(statements, shelf))
        if (conflict := _conflict(group, shelf)) is not None
    ]
    return sorted(conflicts, key=lambda c: (_ORDER.index(c.kind), -_weight(c)))


class _Shelf:
    """The texts of the reports, for quotes, and their words, for telling names from others."""

    def __init__(self, store: Shelf, found: Sequence[FoundFigure]) -> None:
        self._store = store
        self.text = lru_cache(maxsize=None)(store.text)
        self._places = {(item.figure.report_id, item.figure.start): item for item in found}
        self._plain = lru_cache(maxsize=None)(self._plain_words)
        self._values = lru_cache(maxsize=None)(self._values_of)

    def sentence(self, item: FoundFigure) -> str:
        figure = item.figure
        return self.text(figure.report_id)[figure.sentence_start : figure.sentence_end]

    def cite(self, said: Said) -> Citation:
        figure = said.figure
        item = self._places[(figure.report_id, figure.start)]
        start, end = figure.sentence_start, figure.sentence_end
        pages = self._store.pages_at(figure.report_id, start, end)
        return Citation(
            report_id=figure.report_id,
            report=said.report.title,
            page=item.page,
            heading=said.heading or None,
            start=start,
            end=end,
            quote=said.sentence,
            link=said.report.link,
            superseded=said.report.superseded,
            ocr=find_confidence(pages, start, end, said.sentence),
            boxes=find_boxes(pages, start, end),
        )

    def has_both(self, one: Figure, other: Figure) -> bool:
        """Tells whether the sentence of either has the other's value, too: 150 in 2021 and 149 in
        2022 are told in many a sentence."""
        pairs = ((one, other), (other, one))
        return any(b.value in self._values(a.report_id)[a.sentence_start] for a, b in pairs)

    def is_name(self, word: str, reports: Iterable[str]) -> bool:
        """Tells whether a word, seen capitalised, is never written small in these reports."""
        return not any(word in self._plain(report_id) for report_id in reports)

    def _values_of(self, report_id: str) -> Mapping[int, set[Value]]:
        """Returns all values of each sentence, those too that were not looked for."""
        values: dict[int, set[Value]] = defaultdict(set)
        for figure in self._store.figures_of(report_id):
            values[figure.sentence_start].add(figure.value)
        return values

    def _plain_words(self, report_id: str) -> frozenset[str]:
        return frozenset(_LOWER.findall(self.text(report_id)))


def _disagreeing(
    statements: Sequence[Statement], shelf: _Shelf
) -> list[tuple[Statement, Statement]]:
    return [
        (one, other)
        for one, other in find_pairs(statements)
        if _are_alike(one, other, shelf) and judge(one.said, other.said) is not None
    ]


def _are_alike(one: Statement, other: Statement, shelf: _Shelf) -> bool:
    ids = (one.said.report.id, other.said.report.id)
    if shelf.has_both(one.said.figure, other.said.figure):
        return False
    return are_alike(one, other, lambda word: shelf.is_name(word, ids))


def _join(pairs: Iterable[tuple[Statement, Statement]]) -> list[list[Statement]]:
    """Returns the statements that pairs join, directly or through others, in groups."""
    group_of: dict[int, list[Statement]] = {}
    for one, other in pairs:
        first = group_of.setdefault(id(one), [one])
        second = group_of.setdefault(id(other), [other])
        if first is not second:
            first.extend(second)
            group_of.update({id(statement): first for statement in second})
    return list({id(group): group for group in group_of.values()}.values())


def _conflict(group: Sequence[Statement], shelf: _Shelf) -> ShelfConflict | None:
    """Returns a group as the weightiest figure and those that differ from it, or None where none
    does but by rounding or period."""
    first, *others = sorted(group, key=_merit)
    others = _one_a_sentence(others, first)
    told = [ConflictingFigure(first.said.figure, shelf.cite(first.said))]
    seen = {(first.said.report.id, str(first.said.figure.value))}
    for other in others:
        key = (other.said.report.id, str(other.said.figure.value))
        judged: Judged | None = judge(first.said, other.said)
        if judged is None or key in seen or not _are_alike(first, other, shelf):
            continue
        seen.add(key)
        cited = shelf.cite(other.said)
        told.append(ConflictingFigure(other.said.figure, cited, judged.kind, judged.why))
    kinds = sorted({item.kind for item in told if item.kind is not None}, key=_ORDER.index)
    if not kinds or _ORDER.index(kinds[0]) >= _ORDER.index(ConflictKind.DIFFERENT_PERIOD):
        return None
    return ShelfConflict(first.said.figure.label or "", kinds[0], tuple(told))


def _one_a_sentence(others: Sequence[Statement], first: Statement) -> list[Statement]:
    """Returns the statements with one a sentence, the nearest in value: "12,480 households, against
    9,760 the year before" speaks once of the 12,370 of another edition."""
    kept: dict[tuple[str, int], Statement] = {}
    for other in others:
        figure = other.said.figure
        key = (figure.report_id, figure.sentence_start)
        kept[key] = min(kept.get(key, other), other, key=lambda s: _gap(s, first))
    return list(kept.values())


def _gap(one: Statement, other: Statement) -> Decimal:
    return abs(value_of(one) - value_of(other))


def _merit(statement: Statement) -> tuple[bool, tuple[int, ...], bool, int]:
    """Orders primary reports before the press, newer before older, exact before hedged figures."""
    report, figure = statement.said.report, statement.said.figure
    age = tuple(-ord(char) for char in report.published or "")
    return not report.primary, age, figure.modifier is not Modifier.EXACT, figure.start


def _weight(conflict: ShelfConflict) -> float:
    """Returns how far apart the values are, as a share of the first."""
    values = [told.figure.value for told in conflict.figures]
    numbers = [float(value) for value in values if not isinstance(value, str)]
    return (max(numbers) - min(numbers)) / max(abs(numbers[0]), 1e-9)
