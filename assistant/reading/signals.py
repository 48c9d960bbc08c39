"""What speaks for and against a figure as an answer, each a number a person can read.

Knows nothing of the signals' weights (`weights.py`).
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass

from assistant.figures import stem
from assistant.reading.clauses import is_row
from assistant.reading.deeds import ROW_VERBS
from assistant.reading.form import (
    fit_aim,
    fit_change,
    fit_detail,
    fit_edition,
    fit_kind,
    fit_per,
    fit_side,
    fit_total,
    fit_year,
    is_asked,
)
from assistant.reading.matching import SYNONYM, Asked, mean, stems_of
from assistant.reading.question import Question
from assistant.reading.surroundings import OWNER, Surroundings, statement_of
from assistant.reading.synonyms import expand
from assistant.reading.targets import fit_target
from assistant.records import Figure, Modifier

_WHOLE = re.compile(
    r"(?:\bof (?:the |its |their |these |those |all )*(?:[\w’']+['’]s? )?)$", re.IGNORECASE
)


_TOTALS = {stem(word) for word in ("total", "totals", "all", "overall")}


@dataclass(frozen=True, slots=True)
class Signals:
    """What speaks for and against one figure as the answer; most lie between 0 and 1.

    kind: the figure is of a kind asked for. target: its label counts what is asked (-1: something
    else). local, clause, near: the share of the question's telling words in its sentence or row,
    close by, and how close. coverage: the same with headings, title and passage counted at a
    discount. gap: the most telling word met nowhere. label_fit, scope_fit: the share of its
    label's and scope's words that the question has. year: the year asked for (-1: another). names:
    the share of the question's names in its sentence or row; absent: the share met nowhere. owner:
    the share in the report's title or publisher. asked: the question already holds this value.
    role, precision: a date's side ("from … to") and detail. similarity, passage: cosines with the
    sentence and passage. rank: 1 ÷ the passage's rank. title: the share of the report that the
    question names. row: it stands in a table. total: a total where one is asked (-1: a part).
    per: a value a head or unit where one is asked (-1: where not). aim: a target or forecast
    where one is asked (-1: where not). change: an amount of change (-1: where a level is asked).
    edition: the edition asked for (-1: another). focus: the share of the verb, subject or noun
    asked for that is met. excluded: its clause says what the question leaves out. whole: the
    whole of which its sentence tells a part ("of the 54 schools, 31 …"). titled:
    in a title or heading. primary, exact, first: a primary source, no hedge, an early place.
    """

    kind: float
    target: float
    local: float
    clause: float
    near: float
    coverage: float
    gap: float
    label_fit: float
    scope_fit: float
    year: float
    names: float
    absent: float
    owner: float
    asked: float
    role: float
    precision: float
    similarity: float
    passage: float
    rank: float
    title: float
    row: float
    total: float
    per: float
    aim: float
    change: float
    edition: float
    focus: float
    excluded: float
    whole: float
    titled: float
    primary: float
    exact: float
    first: float


def read_signals(
    question: Question, asked: Asked, around: Surroundings, figure: Figure, rank: int
) -> Signals:
    """Returns what speaks for and against a figure of the passage at a rank (from 0)."""
    row = is_row(statement_of(around.item, figure))
    return Signals(
        **_said(question, asked, around, figure, row=row),
        **_formed(question, around, figure, row=row),
        rank=1 / (1 + rank),
    )


def _said(
    question: Question, asked: Asked, around: Surroundings, figure: Figure, *, row: bool
) -> dict[str, float]:
    """Returns the signals of the words in, beside and over the figure."""
    sentence, clause = around.sentence(figure), around.clause(figure)
    heads = expand(stems_of(f"{figure.label or ''} {figure.scope or ''}"))
    words = {word: groups for word, groups, _ in sentence} | heads
    close = {w: g for w, g, at in sentence if clause[0] <= at < clause[1]} | heads
    # What a report's title says is said of every figure in it.
    given = {term: OWNER * around.owner[term] for term in asked.terms}
    local = {term: max(given[term], asked.match(term, words)) for term in asked.terms}
    beside = {t: max(given[t], asked.match(t, close)) for t in asked.terms}
    near = {t: max(given[t], _near(t, asked, sentence, figure, clause)) for t in asked.terms}
    credits = {term: max(local[term], around.credits[term]) for term in asked.terms}
    names = [term for term in asked.terms if term in question.names]
    return {
        "target": fit_target(question, asked, figure, words, around, row=row),
        "local": asked.coverage(local),
        "clause": asked.coverage(beside),
        "near": asked.coverage(near),
        "coverage": asked.coverage(credits),
        "gap": max((asked.weights[t] * (1 - credits[t]) for t in asked.terms), default=0.0),
        "label_fit": _fit(question, asked, figure.label),
        "scope_fit": _fit(question, asked, figure.scope if row else _told_scope(around, figure)),
        "names": mean([local[term] for term in names]),
        "absent": 1 - mean([float(local[t] > 0 or around.is_named(t, figure)) for t in names]),
        "owner": mean([around.owner[term] for term in names]) if names else 0.0,
        "focus": _focus(question, asked, local, figure, around, row=row),
        "excluded": float(any(asked.match(term, close) for term in question.excluded)),
        "whole": _whole(question, asked, around, figure, sentence),
    }


def _formed(
    question: Question, around: Surroundings, figure: Figure, *, row: bool
) -> dict[str, float]:
    """Returns the signals of the figure's form, place and report."""
    item, statement = around.item, statement_of(around.item, figure)
    return {
        "kind": fit_kind(question, figure, row=row),
        "year": fit_year(question, around, figure, around.sentence(figure), statement, row=row),
        "asked": is_asked(question, figure),
        "role": fit_side(question, figure, statement),
        "precision": fit_detail(question, figure),
        "similarity": item.statements.get(figure.sentence_start, item.similarity),
        "passage": item.similarity,
        "title": around.title,
        "row": float(row),
        "total": fit_total(question, figure),
        "per": fit_per(question, figure),
        "aim": fit_aim(question, figure, statement),
        "change": fit_change(question, figure),
        "edition": fit_edition(question, item.report),
        "titled": float(" ".join(statement.strip("#* ").split()) in around.titles),
        "primary": float(item.report.primary),
        "exact": float(figure.modifier is Modifier.EXACT),
        "first": 1 / (1 + figure.start / 2000),
    }


def _whole(
    question: Question,
    asked: Asked,
    around: Surroundings,
    figure: Figure,
    sentence: list[tuple[str, frozenset[int], int]],
) -> float:
    """Returns 1 for the 54 of "of the 54 schools, 31 closed" where closing is what is asked."""
    if not _WHOLE.search(statement_of(around.item, figure)[: around.at(figure)]):
        return 0.0
    behind = {word: groups for word, groups, at in sentence if at >= figure.end}
    asks = set(question.terms) - set(question.target) - set(question.names)
    return float(any(asked.match(term, behind) for term in asks))


def _focus(
    question: Question,
    asked: Asked,
    local: Mapping[str, float],
    figure: Figure,
    around: Surroundings,
    *,
    row: bool,
) -> float:
    """Returns the share of what must be said that is said of the figure.

    A verb must stand in the figure's own clause: "87 suspects were arrested and 143 victims
    rescued" says of no victim that he was arrested. A table may say it in its headings, or leave it
    unsaid.
    """
    met = [local[t] > 0 or (row and around.match(t) > 0) for t in question.focus]
    if row:
        met += [around.match(t) > 0 or local[t] > 0 or t in ROW_VERBS for t in question.deed]
    elif question.deed:
        own = expand(stems_of(f"{figure.label or ''} {figure.scope or ''}"))
        said = {**around.saying(figure), **own}
        met += [asked.match(t, said) > 0 for t in question.deed]
    return mean([float(one) for one in met])


def _near(
    term: str,
    asked: Asked,
    sentence: list[tuple[str, frozenset[int], int]],
    figure: Figure,
    clause: tuple[int, int],
) -> float:
    """Returns how close a question's word stands: 1 beside the figure, half as much outside its
    clause.
    """
    groups = asked.groups[term]
    best = 0.0
    for word, other, at in sentence:
        weight = 1.0 if word == term else SYNONYM if groups & other else 0.0
        if weight:
            gap = max(0, figure.start - at, at - figure.end)
            inside = 1.0 if clause[0] <= at < clause[1] else 0.5
            best = max(best, weight * inside * math.exp(-gap / 60))
    return best


def _told_scope(around: Surroundings, figure: Figure) -> str | None:
    """Returns the scope a sentence tells behind the figure, without whose the things are.

    "In the survey, 37 boats lay in the harbour": that a survey counted them narrows them less.
    """
    told, _, last = (figure.scope or "").rpartition(", ")
    passage = around.item.passage
    behind = passage.text[max(0, figure.end - passage.start) : figure.sentence_end - passage.start]
    return figure.scope if last in " ".join(behind.split()) else told or None


def _fit(question: Question, asked: Asked, words: str | None) -> float:
    """Returns the share of a label's or scope's words that the question asks for; 0.5 if none."""
    stems = {w for w in stems_of(words or "") if not w[0].isdigit() or w in question.years}
    stems -= _TOTALS
    if not stems:
        return 0.5
    groups = expand(stems)
    known = {*asked.terms, *question.years, *question.target}
    hits = 0.0
    for word in stems:
        if word in known:
            hits += 1
        elif groups[word] and any(groups[word] & asked.groups[term] for term in asked.terms):
            hits += SYNONYM
    return hits / len(stems)
