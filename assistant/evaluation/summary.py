"""Sums scores up, as JSON and as a readable report, and holds them to thresholds. Asks nothing."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from assistant.errors import WrongUse
from assistant.evaluation.claims import Checked, ClaimScore, macro_f1
from assistant.evaluation.running import Asked
from assistant.evaluation.scoring import Score
from assistant.evaluation.sets import LABELS

MEASURES = ("right", "abstention_precision", "abstention_recall", "accuracy", "macro_f1")


def sum_up_questions(name: str, asked: Asked) -> dict[str, Any]:
    """Returns the stable shape `assistant eval --json` prints for a set of questions.

    ``correct`` counts rows right as a whole: the right figure rightly cited, or an abstention
    where the reports do not say. ``figure`` and ``cited`` count each half, ``exact`` the figures
    that are the known value itself.
    """
    scores = asked.scores
    kinds = dict.fromkeys(score.kind for score in scores)
    return {
        "set": name,
        "n": len(scores),
        "correct": sum(score.correct for score in scores),
        "figure": sum(score.figure for score in scores),
        "exact": sum(score.exact for score in scores),
        "cited": sum(score.cited and score.figure for score in scores),
        "abstention": _abstention(scores),
        "by_kind": {kind: _kind([s for s in scores if s.kind == kind]) for kind in kinds},
        "quotes": {"citations": asked.citations, "not_verbatim": asked.not_verbatim},
        "latency": _latency([score.seconds for score in scores]),
        "failed": [asdict(failure) for failure in asked.failed],
        "seconds": round(asked.seconds, 2),
        "rows": [_row(score) for score in scores],
    }


def sum_up_claims(name: str, checked: Checked) -> dict[str, Any]:
    """Returns what `assistant eval --json` prints for a set of claims."""
    scores = checked.scores
    n = len(scores)
    correct = sum(score.correct for score in scores)
    together = sum(score.together == score.label for score in scores)
    return {
        "set": name,
        "n": n,
        "correct": correct,
        "accuracy": round(correct / n, 4),
        "macro_f1": round(macro_f1(scores, lambda score: score.alone), 4),
        "together": {
            "correct": together,
            "accuracy": round(together / n, 4),
            "macro_f1": round(macro_f1(scores, lambda score: score.together), 4),
        },
        "certain": _certain(scores),
        "leaning": {
            "alone": _leaning(scores, lambda score: score.leaning),
            "together": _leaning(scores, lambda score: score.leaning_together),
        },
        "by_kind": {
            label: {
                "n": sum(s.label == label for s in scores),
                "correct": sum(s.label == label and s.correct for s in scores),
                "said": sum(s.alone == label for s in scores),
            }
            for label in LABELS
        },
        "latency": _latency([score.seconds for score in scores]),
        "failed": [asdict(failure) for failure in checked.failed],
        "seconds": round(checked.seconds, 2),
        "rows": [_claim_row(score) for score in scores],
    }


def _certain(scores: Sequence[ClaimScore]) -> dict[str, float | int | None]:
    """Returns how many verdicts were given as certain (supported or refuted), and were right."""
    given = [score for score in scores if score.alone != "not_enough"]
    right = sum(score.correct for score in given)
    share = round(right / len(given), 4) if given else None
    return {"given": len(given), "correct": right, "precision": share}


def _leaning(scores: Sequence[ClaimScore], said: Callable[[ClaimScore], str]) -> dict[str, float]:
    """Returns the scores where each claim without a verdict counts by how its evidence leans."""
    correct = sum(said(score) == score.label for score in scores)
    accuracy = round(correct / len(scores), 4)
    return {"correct": correct, "accuracy": accuracy, "macro_f1": round(macro_f1(scores, said), 4)}


def shares(summary: Mapping[str, Any]) -> dict[str, float]:
    """Returns the measures of a summary that a threshold can be set on, 0 to 1."""
    if "macro_f1" in summary:
        return {"accuracy": summary["accuracy"], "macro_f1": summary["macro_f1"]}
    found = {"right": summary["correct"] / summary["n"]}
    for measure in ("precision", "recall"):
        value = summary["abstention"][measure]
        if value is not None:
            found[f"abstention_{measure}"] = value
    return found


def read_thresholds(path: Path, name: str) -> dict[str, float]:
    """Returns the least shares a set may have, {} where none are kept; raises WrongUse."""
    if not path.is_file():
        return {}
    try:
        kept = json.loads(path.read_text(encoding="utf-8")).get(name, {})
        least = {str(measure): float(value) for measure, value in kept.items()}
    except (AttributeError, TypeError, ValueError) as error:
        raise WrongUse(
            f"{path} is not usable ({error}). Restore it from version control."
        ) from error
    unknown = sorted(set(least) - set(MEASURES))
    if unknown:
        raise WrongUse(f"{path}: unknown measure {unknown[0]}. Known: {', '.join(MEASURES)}.")
    return least


def set_thresholds(path: Path, name: str, summary: Mapping[str, Any]) -> dict[str, float]:
    """Raises a set's thresholds to what was measured, rounded down to whole percents; returns them.

    A threshold never falls: a run that is worse than what is kept leaves it as it is.
    """
    kept = read_thresholds(path, name)
    floors = {measure: math.floor(value * 100) / 100 for measure, value in shares(summary).items()}
    raised = kept | {m: max(value, kept.get(m, 0.0)) for m, value in floors.items()}
    every = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    path.write_text(json.dumps(every | {name: raised}, indent=2) + "\n", encoding="utf-8")
    return raised


def shortfalls(summary: Mapping[str, Any], thresholds: Mapping[str, float]) -> list[str]:
    """Returns one line for each measure below its threshold, and one if a quote is not verbatim."""
    measured = shares(summary)
    lines = [
        f"{measure.replace('_', ' ')} {measured.get(measure, 0.0):.1%} is below {least:.0%}"
        for measure, least in thresholds.items()
        if measured.get(measure, 0.0) < least
    ]
    if summary.get("quotes", {}).get("not_verbatim"):
        lines.append(f"{summary['quotes']['not_verbatim']} quotes are not the reports' text")
    return lines


def _abstention(scores: Sequence[Score]) -> dict[str, Any]:
    expected = sum(score.expected is None for score in scores)
    made = sum(score.abstained for score in scores)
    right = sum(score.abstained and score.expected is None for score in scores)
    precision = right / made if made else None
    recall = right / expected if expected else None
    f1 = 2 * right / (made + expected) if made + expected else None
    return {
        "expected": expected,
        "made": made,
        "right": right,
        "precision": None if precision is None else round(precision, 4),
        "recall": None if recall is None else round(recall, 4),
        "f1": None if f1 is None else round(f1, 4),
    }


def _kind(scores: Sequence[Score]) -> dict[str, int]:
    return {
        "n": len(scores),
        "correct": sum(score.correct for score in scores),
        "figure": sum(score.figure for score in scores),
        "exact": sum(score.exact for score in scores),
        "cited": sum(score.cited and score.figure for score in scores),
        "abstained": sum(score.abstained for score in scores),
    }


def _latency(seconds: Sequence[float]) -> dict[str, float]:
    ordered = sorted(seconds)
    at = {
        name: ordered[min(len(ordered) - 1, int(len(ordered) * part))]
        for name, part in (("p50", 0.5), ("p95", 0.95))
    }
    return {name: round(value, 4) for name, value in at.items()}


def _row(score: Score) -> dict[str, Any]:
    return asdict(score) | {"seconds": round(score.seconds, 4)}


def _claim_row(score: ClaimScore) -> dict[str, Any]:
    return asdict(score) | {"correct": score.correct, "seconds": round(score.seconds, 4)}
