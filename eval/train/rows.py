"""Reads sets of known numbers as rows to learn from: candidates, and which of them are right."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from printed import values_of

from assistant import Library
from assistant.evaluation.scoring import is_exact, is_near
from assistant.evaluation.sets import KnownSet, Question, id_of, read_own_set, read_set
from assistant.reading.candidates import JUDGED, Candidate, rank_candidates
from assistant.reading.follow_ups import resolve
from assistant.reading.question import understand
from assistant.reading.readings import of_kind
from assistant.records import Figure

EVIDENCE = 12
"""How many passages are looked at for each question: some more than the reader takes."""


@dataclass(frozen=True, slots=True)
class Row:
    """One question with its candidates, best first by the signals' sum.

    ``right`` says of each whether it is the known value, in base units or as its report prints it;
    ``near`` whether the sets' rule lets it pass. ``third`` is 0, 1 or 2, by a hash of the name of
    the document: what is learned from two thirds is tried on the other.
    """

    set: str
    question: str
    answerable: bool
    third: int
    candidates: Sequence[Candidate]
    right: Sequence[bool]
    near: Sequence[bool]


def read_rows(folder: Path, libraries: Path) -> list[Row]:
    """Returns the lookup rows of a set, and those that should be abstained from.

    The set's library is kept in a folder of its own in ``libraries`` for the next time.
    """
    return _rows_of(read_set(folder), libraries)


def read_own_rows(checkout: Path, libraries: Path) -> list[Row]:
    """Returns the same of the known numbers over our sample reports."""
    return _rows_of(read_own_set(checkout), libraries)


def _rows_of(known: KnownSet, libraries: Path) -> list[Row]:
    ids = {path.name: id_of(path) for path in known.files}
    with Library.open(libraries / known.name) as library:
        library.add(known.folder)
        return [
            _row(known.name, library, question, {ids[doc] for doc in question.docs if doc in ids})
            for question in known.questions
            if question.kind in ("lookup", "abstain")
        ]


def _row(name: str, library: Library, question: Question, allowed: set[str]) -> Row:
    text = resolve(question.question, question.history)
    asked = understand(text)
    ranked = of_kind(asked, rank_candidates(asked, library.find(text, limit=EVIDENCE)))[:JUDGED]
    figures = [candidate.figure for candidate in ranked]
    placed = [figure.report_id in allowed for figure in figures]
    near = [p and is_near(f.value, question) for f, p in zip(figures, placed, strict=True)]
    same = [p and _is_known(f, question) for f, p in zip(figures, placed, strict=True)]
    return Row(
        set=name,
        question=text,
        answerable=bool(question.values),
        third=hashlib.sha256(",".join(question.docs).encode()).digest()[1] % 3,
        candidates=ranked,
        right=same if any(same) else near,
        near=near,
    )


def _is_known(figure: Figure, question: Question) -> bool:
    values = values_of(figure.value, figure.surface, figure.unit)
    return any(is_exact(value, question) for value in values)
