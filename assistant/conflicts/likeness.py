"""Tells whether two statements say the same of the same. Knows nothing of values or stores.

Better to miss a conflict than to make one up: what cannot be told is taken to be another thing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from assistant.conflicts.statements import Statement
from assistant.figures import changes_agree, content_stems, units_agree
from assistant.reading.disagreement import is_edition
from assistant.reading.synonyms import means_same
from assistant.records import Kind

SHARED = 0.6
"""The share of the words of the clause with fewer words that the other clause must have."""

IsName = Callable[[str], bool]
"""Tells whether a capitalised word, given in lower case, names something."""


def are_alike(one: Statement, other: Statement, is_name: IsName) -> bool:
    """Tells whether two figures are of one thing as far as the words around them tell."""
    first, second = one.said.figure, other.said.figure
    if first.kind is not second.kind or not units_agree(first, second):
        return False
    if changes_agree(first, second) is None:
        return False
    # Every row of a table is part of its total; in a sentence a part is another thing.
    in_prose = not (one.is_cell or other.is_cell)
    if in_prose and (first.whole is None) != (second.whole is None):
        return False
    if one.is_aim != other.is_aim:
        return False
    if first.report_id == second.report_id:
        return _alike_in_one(one, other)
    if one.is_cell and other.is_cell:
        return _same_cell(one, other)
    if not _same_subject(one, other, is_name):
        return False
    if one.is_cell or other.is_cell:
        cell, prose = (one, other) if one.is_cell else (other, one)
        return _says_cell(prose, cell)
    return one.head == other.head and _labels_fit(one, other) and _clauses_fit(one, other)


def _alike_in_one(one: Statement, other: Statement) -> bool:
    """Two places of one report: these share their words anyhow, so counts of one thing done alone
    are compared, where both clauses say nothing that the other does not."""
    if one.is_cell or other.is_cell or one.said.figure.kind is not Kind.COUNT:
        return False
    if one.said.figure.sentence_start == other.said.figure.sentence_start:
        return False
    if one.label != other.label or not one.label or one.ages != other.ages:
        return False
    # Two places, two years: a report of counts has a sentence of one form for each.
    if one.names != other.names or one.years != other.years:
        return False
    both = _share(one.words, other.words), _share(other.words, one.words)
    return bool(one.verbs) and _share(one.verbs, other.verbs) > 0 and min(both) >= SHARED


def _same_cell(one: Statement, other: Statement) -> bool:
    """Cells of two editions of one table; other reports' tables seldom count by the same rules."""
    if not is_edition(one.said.report, other.said.report):
        return False
    rows = [frozenset(content_stems(s.said.figure.label or "")) for s in (one, other)]
    headings = [frozenset(content_stems(s.said.heading)) for s in (one, other)]
    return bool(one.label) and rows[0] == rows[1] and _overlap(*headings) >= SHARED


def _says_cell(prose: Statement, cell: Statement) -> bool:
    """Tells whether a sentence says of its figure all that a cell's row and column say."""
    label = prose.label
    if not label or len(cell.label) < 2 or prose.ages != cell.ages:
        return False
    said = prose.label | prose.words
    return _has(cell.label, prose.head) and all(_has(said, word) for word in cell.label)


def _labels_fit(one: Statement, other: Statement) -> bool:
    return bool(one.label and other.label) and (
        one.label <= other.label or other.label <= one.label
    )


def _clauses_fit(one: Statement, other: Statement) -> bool:
    """Tells whether two clauses have a verb in common, or both none, and most of their words."""
    if one.said.figure.kind is Kind.PERCENT and (one.ages != other.ages):
        return False
    if bool(one.verbs) != bool(other.verbs):
        return False
    if one.verbs and not any(_has(other.verbs, verb) for verb in one.verbs):
        return False
    return _overlap(one.words, other.words) >= SHARED


def _same_subject(one: Statement, other: Statement, is_name: IsName) -> bool:
    """Tells whether two reports speak of one subject: one publisher, or a name that the title or
    publisher of one and the words of the other have in common."""
    publisher = one.said.report.publisher
    if publisher and publisher == other.said.report.publisher:
        return True
    shared = (one.title_names & other.names) | (other.title_names & one.names)
    return any(is_name(name) for name in shared)


def _overlap(one: frozenset[str], other: frozenset[str]) -> float:
    """Returns the share of the smaller set's stems that the other has."""
    few, many = sorted((one, other), key=len)
    return _share(few, many)


def _share(one: frozenset[str], other: frozenset[str]) -> float:
    """Returns the share of one's stems that the other has; of none, 1 where the other has none."""
    if not one:
        return float(not other)
    return sum(_has(other, word) for word in one) / len(one)


def _has(words: Iterable[str], word: str) -> bool:
    return word in words or any(means_same(word, other) for other in words)
