"""Reads a set of known numbers from disk. Knows nothing of libraries or how answers are made.

A set is a folder with ``docs/`` and either ``questions.jsonl`` or ``claims.jsonl``, one JSON object
a line. A question: ``id, doc, question, value`` (null where the right reply is that the reports do
not say) and, where known, ``printed, alternatives, kind, category, evidence, history``. A claim:
``id, doc, claim, label`` (supported, refuted or not_enough). ``doc`` names a file in ``docs/``.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar

from assistant.errors import WrongUse
from assistant.records import Value

LABELS = ("supported", "refuted", "not_enough")


@dataclass(frozen=True, slots=True)
class Question:
    """One question with its known number; ``values`` is empty where the reports do not say.

    ``values[0]`` is the value, the rest other right ones. ``docs`` are the files any of which may
    be cited, ``evidence`` the sentences or rows that state it, ``history`` the earlier questions.
    """

    id: str
    question: str
    docs: tuple[str, ...]
    values: tuple[Value, ...]
    printed: str
    kind: str
    category: str
    evidence: tuple[str, ...]
    history: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KnownClaim:
    """One claim with its known label."""

    id: str
    claim: str
    doc: str
    label: str


@dataclass(frozen=True, slots=True)
class KnownSet:
    """A set as read: questions or claims, and the folder and files they are about.

    ``exact`` sets are ours: a quoted figure must be the value itself, not near it, and its
    citation must meet the evidence.
    """

    name: str
    folder: Path
    files: tuple[Path, ...]
    questions: tuple[Question, ...] = ()
    claims: tuple[KnownClaim, ...] = ()
    exact: bool = False


def read_set(folder: Path) -> KnownSet:
    """Returns the set in a folder; raises WrongUse where there is none or a line is not usable."""
    docs = folder / "docs"
    questions, claims = folder / "questions.jsonl", folder / "claims.jsonl"
    if not docs.is_dir() or not (questions.is_file() or claims.is_file()):
        raise WrongUse(
            f"{folder} is not a set of known numbers. "
            "Name a folder with docs/ and questions.jsonl or claims.jsonl."
        )
    files = _files_in(docs)
    if questions.is_file():
        rows = _read_rows(questions, _as_question)
        return KnownSet(folder.resolve().name, docs, files, questions=rows)
    return KnownSet(folder.resolve().name, docs, files, claims=_read_rows(claims, _as_claim))


def read_own_set(checkout: Path, *, name: str = "known_numbers") -> KnownSet:
    """Returns a set of ours over a checkout's ``corpus/``: the rows of ``eval/NAME.jsonl``.

    Raises WrongUse outside a checkout.
    """
    corpus, questions = checkout / "corpus", checkout / "eval" / f"{name}.jsonl"
    if not corpus.is_dir() or not questions.is_file():
        raise WrongUse(
            "The known numbers come with the source, not with an installed package. "
            "Run inside a checkout, or name a set: `assistant eval FOLDER`."
        )
    rows = _read_rows(questions, _as_question)
    return KnownSet(name, corpus, _files_in(corpus), questions=rows, exact=True)


def id_of(file: Path) -> str:
    """Returns the report id of a file: the first 16 hex digits of its bytes' SHA-256."""
    return hashlib.sha256(file.read_bytes()).hexdigest()[:16]


Row = TypeVar("Row")


def spread(rows: Sequence[Row], limit: int | None) -> tuple[Row, ...]:
    """Returns at most ``limit`` rows taken evenly from the whole, the same ones each time."""
    if limit is None or limit >= len(rows):
        return tuple(rows)
    return tuple(rows[index * len(rows) // limit] for index in range(limit))


def _files_in(folder: Path) -> tuple[Path, ...]:
    return tuple(sorted(path for path in folder.rglob("*") if path.is_file()))


def _read_rows(path: Path, read_row: Callable[[dict[str, Any]], Row]) -> tuple[Row, ...]:
    rows = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip():
            continue
        try:
            rows.append(read_row(json.loads(line, parse_float=Decimal, parse_int=Decimal)))
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            raise WrongUse(
                f"{path}, line {number}: not a row of a set ({type(error).__name__}: {error}). "
                "Compare it with the rows around it."
            ) from error
    if not rows:
        raise WrongUse(f"{path} holds no rows. Add some, one JSON object a line.")
    return tuple(rows)


def _as_question(row: dict[str, Any]) -> Question:
    value = row["value"]
    values = () if value is None else (value, *(row.get("alternatives") or ()))
    printed = row.get("printed")
    kind = row.get("kind") or ("lookup" if values else "abstain")
    return Question(
        id=row["id"],
        question=row["question"],
        docs=_as_tuple(row["doc"]),
        values=tuple(item if isinstance(item, str) else Decimal(item) for item in values),
        printed=str(values[0]) if printed is None and values else str(printed or ""),
        kind=kind,
        category=row.get("category") or kind,
        evidence=_as_tuple(row.get("evidence")),
        history=_as_tuple(row.get("history")),
    )


def _as_claim(row: dict[str, Any]) -> KnownClaim:
    label = row["label"]
    if label not in LABELS:
        raise ValueError(f"label must be one of {', '.join(LABELS)}")
    return KnownClaim(id=row["id"], claim=row["claim"], doc=row["doc"], label=label)


def _as_tuple(value: str | list[str] | None) -> tuple[str, ...]:
    if value is None:
        return ()
    pieces = (value,) if isinstance(value, str) else tuple(value)
    return tuple(piece for piece in pieces if piece.strip())
