"""Measures the product against known numbers. Nothing of the product knows of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from assistant.evaluation.claims import check_all
from assistant.evaluation.report import as_text
from assistant.evaluation.running import ask_all
from assistant.evaluation.sets import KnownSet, read_own_set, read_set, spread
from assistant.evaluation.summary import (
    read_thresholds,
    set_thresholds,
    shortfalls,
    sum_up_claims,
    sum_up_questions,
)
from assistant.settings import Settings

__all__ = [
    "CHECKOUT",
    "THRESHOLDS",
    "KnownSet",
    "as_text",
    "evaluate",
    "read_own_set",
    "read_set",
    "read_thresholds",
    "set_thresholds",
    "shortfalls",
]

CHECKOUT = Path(__file__).resolve().parents[2]
"""Where the source is checked out, if it is: the folder above the package."""

THRESHOLDS = CHECKOUT / "eval" / "thresholds.json"


def evaluate(
    known: KnownSet,
    settings: Settings,
    *,
    limit: int | None = None,
    folder: Path | None = None,
    on_progress: Callable[[str], None] = lambda line: None,
) -> dict[str, Any]:
    """Runs a set and returns its summary, the shape `assistant eval --json` prints.

    ``limit`` takes that many rows evenly from the set; ``folder`` keeps the library of the set's
    files for the next run.
    """
    if known.claims:
        claims = spread(known.claims, limit)
        checked = check_all(known, claims, settings, folder=folder, on_progress=on_progress)
        return sum_up_claims(known.name, checked)
    questions = spread(known.questions, limit)
    asked = ask_all(known, questions, settings, folder=folder, on_progress=on_progress)
    return sum_up_questions(known.name, asked)
