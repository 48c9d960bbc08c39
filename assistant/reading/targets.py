"""Tells whether a figure counts the thing a question asks for. Knows nothing of other signals."""

from __future__ import annotations

import re

from assistant.figures import is_person, stem
from assistant.reading.asking import COUNTS
from assistant.reading.matching import Asked, Words, mean, stems_of
from assistant.reading.question import Question
from assistant.reading.surroundings import Surroundings
from assistant.reading.synonyms import expand
from assistant.records import Figure, Kind

_GENERAL = frozenset({stem(word) for word in ("people", "persons", "individuals", "humans")})


def fit_target(
    question: Question,
    asked: Asked,
    figure: Figure,
    words: Words,
    around: Surroundings,
    *,
    row: bool,
) -> float:
    """Returns 1 where the label counts the thing asked for, -1 where it counts another.

    "How many of the suspects were minors?" is met by a label of minors beside suspects, and by a
    label of suspects only where minors are named beside it.
    """
    counts = figure.kind in COUNTS | {Kind.PERCENT, Kind.MONEY}
    if not (counts and (question.target or question.part)):
        return 0.0
    if not figure.label:
        return -0.3
    label = expand(stems_of(figure.label))
    if question.part:
        own = label | expand(stems_of(figure.scope or ""))
        part = max(asked.match(term, own) for term in question.part)
        beside = any(asked.match(term, words) for term in question.part)
        return part or (0.0 if beside else -1.0)
    if row:
        return _row_target(question, asked, label, around)
    found = [asked.match(term, label) for term in question.target]
    head = question.target[-1]
    if found[-1]:
        return max(found)
    # "of whom 467 were boys": the noun stands behind the verb.
    said = re.match(r"(?:were|was|are|is)\s+([\w-]+)", figure.scope or "")
    if said and asked.match(head, expand(stems_of(said.group(1)))):
        return 0.9
    if head in _GENERAL and is_person(figure.label):
        return 0.7
    return 0.3 * max(found) if any(found) else -1.0


def _row_target(question: Question, asked: Asked, label: Words, around: Surroundings) -> float:
    """Returns the same for a row, which may leave the thing counted to the words over its table."""
    found = [asked.match(term, label) for term in question.target]
    if any(found):
        return 2 * mean(found) - 1
    if any(around.match(term) for term in question.target):
        return 0.2
    # "How many pupils graduated …": the column counts graduates.
    told = any(asked.match(term, label) for term in (*asked.terms, *question.names))
    return -0.2 if told else -1.0
