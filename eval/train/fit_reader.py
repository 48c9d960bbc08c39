"""Fits the weights of the built-in reader on sets of known numbers, and prints them.

    python eval/train/fit_reader.py --libraries DIR SET [SET ...]

Each SET is a folder of docs/ and questions.jsonl (the shape `assistant eval` takes). For each
lookup row the figures of its evidence are ranked; the weights maximise the chance, under a softmax
over the candidates, that a right figure from the right document comes first (listwise learning to
rank, Cao et al. 2007), and are held near PRIOR, set by hand: some signals (a primary source, the
side of a date) matter to a newsroom and are seldom put to the test by these sets. Then a logistic
regression over the best figure's signals gives the certainty, on lookup rows and rows that should
be abstained from. Half the rows of each set, chosen by document, are fitted on; the other half are
scored, and both scores are printed.
"""

from __future__ import annotations

import argparse
import hashlib
import random
from dataclasses import dataclass, fields
from pathlib import Path

import numpy as np

from assistant import Library
from assistant.evaluation.scoring import is_near
from assistant.evaluation.sets import id_of, read_set
from assistant.reading.candidates import Candidate, rank_candidates
from assistant.reading.certainty import chance_signals
from assistant.reading.follow_ups import resolve
from assistant.reading.question import understand
from assistant.reading.signals import Signals

SEED = 5
PRIOR = {
    "kind": 3.4, "target": 1.5, "local": 2.0, "clause": 1.1, "near": 1.8, "coverage": 2.6,
    "gap": -1.9, "label_fit": 1.4, "scope_fit": 0.6, "year": 1.9, "names": 1.5, "absent":
    -2.5, "owner": 1.0, "asked": -2.0, "role": 2.0, "precision": 1.8, "similarity": 2.6,
    "passage": 1.7, "rank": 1.9, "title": 3.0, "row": 0.1, "total": 1.0, "per": 1.5, "aim":
    0.8, "edition": 2.0, "focus": 1.0, "excluded": -2.0, "whole": -1.5, "titled": -1.5,
    "primary": 0.3, "exact": 0.0, "first": 0.6,
}  # fmt: skip
NAMES = [field.name for field in fields(Signals)]


@dataclass(frozen=True)
class Row:
    """One question: its candidates' signals, which are right, and whether any could be."""

    set: str
    held_out: bool
    signals: np.ndarray
    right: np.ndarray
    candidates: list[Candidate]
    answerable: bool


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sets", nargs="+", type=Path)
    parser.add_argument("--libraries", type=Path, required=True, help="where libraries are kept")
    parser.add_argument("--rows", type=int, default=300, help="rows of each set")
    parser.add_argument("--ridge", type=float, default=0.01)
    options = parser.parse_args()
    rows = [row for folder in options.sets for row in read_rows(folder, options)]
    weights = fit_ranking([r for r in rows if not r.held_out and r.right.any()], options.ridge)
    report_ranking(rows, weights)
    print("WEIGHTS = {")
    for name, weight in zip(NAMES, weights, strict=True):
        print(f'    "{name}": {weight:.2f},')
    print("}")
    fit_certainty(rows, weights)


def read_rows(folder: Path, options: argparse.Namespace) -> list[Row]:
    known = read_set(folder)
    questions = [q for q in known.questions if q.kind in ("lookup", "abstain")]
    random.Random(SEED).shuffle(questions)
    ids = {path.name: id_of(path) for path in known.files}
    rows = []
    with Library.open(options.libraries / folder.name) as library:
        library.add(folder / "docs")
        for question in questions[: options.rows]:
            text = resolve(question.question, question.history)
            ranked = rank_candidates(understand(text), library.find(text))
            allowed = {ids[doc] for doc in question.docs if doc in ids}
            right = [
                is_near(c.figure.value, question) and c.figure.report_id in allowed for c in ranked
            ]
            signals = [[getattr(c.signals, name) for name in NAMES] for c in ranked]
            held_out = hashlib.sha256(str(sorted(question.docs)).encode()).digest()[0] % 2 == 1
            rows.append(
                Row(
                    folder.name,
                    held_out,
                    np.array(signals, dtype=float).reshape(-1, len(NAMES)),
                    np.array(right, dtype=bool),
                    ranked,
                    bool(question.values),
                )
            )
    return rows


def fit_ranking(rows: list[Row], ridge: float) -> np.ndarray:
    """Returns the weights by Adam (Kingma and Ba 2015) on the listwise loss, sets alike."""
    prior = np.array([PRIOR[name] for name in NAMES])
    weights = prior.copy()
    share = {name: 1 / sum(r.set == name for r in rows) for name in {r.set for r in rows}}
    mean = np.zeros_like(weights)
    square = np.zeros_like(weights)
    for step in range(1, 601):
        gradient = 2 * ridge * (weights - prior)
        for row in rows:
            scores = row.signals @ weights
            odds = np.exp(scores - scores.max())
            every = odds / odds.sum()
            good = np.where(row.right, odds, 0)
            good = good / good.sum()
            gradient += share[row.set] / len(share) * ((every - good) @ row.signals)
        mean = 0.9 * mean + 0.1 * gradient
        square = 0.999 * square + 0.001 * gradient**2
        weights -= 0.1 * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.999**step)) + 1e-8)
    return weights


def report_ranking(rows: list[Row], weights: np.ndarray) -> None:
    print("set        rows  now   fitted-on  held-out")
    for name in dict.fromkeys(row.set for row in rows):
        mine = [r for r in rows if r.set == name and r.answerable]
        now = np.mean([bool(r.right.any() and r.right[0]) for r in mine])
        parts = []
        for held_out in (False, True):
            part = [r for r in mine if r.held_out is held_out]
            parts.append(np.mean([is_first(r, weights) for r in part]))
        print(f"{name:10} {len(mine):4}  {now:.3f} {parts[0]:.3f}      {parts[1]:.3f}")


def is_first(row: Row, weights: np.ndarray) -> bool:
    return bool(row.right.any() and row.right[int((row.signals @ weights).argmax())])


def fit_certainty(rows: list[Row], weights: np.ndarray) -> None:
    """Prints a logistic regression: is the best figure right, from its signals and margin?"""
    from sklearn.linear_model import LogisticRegression

    kept = [row for row in rows if len(row.candidates)]
    features, right = [], []
    for row in kept:
        order = np.argsort(-(row.signals @ weights))
        scores = (row.signals @ weights)[order]
        best = row.candidates[order[0]]
        rival = next(
            (
                s
                for s, i in zip(scores, order, strict=True)
                if row.candidates[i].figure.value != best.figure.value
            ),
            scores[0] - 3,
        )
        features.append(chance_signals(best, float(scores[0]), float(rival)))
        right.append(bool(row.right[order[0]]))
    names = list(features[0])
    table = np.array([[row[name] for name in names] for row in features])
    outcome = np.array(right)
    train = np.array([not row.held_out for row in kept])
    model = LogisticRegression(C=0.3, max_iter=5000).fit(table[train], outcome[train])
    chance = model.predict_proba(table)[:, 1]
    print(f'CERTAINTY = {{\n    "bias": {model.intercept_[0]:.2f},')
    for name, weight in zip(names, model.coef_[0], strict=True):
        print(f'    "{name}": {weight:.2f},')
    print("}")
    for label, part in (("fitted-on", train), ("held-out", ~train)):
        for threshold in (0.3, 0.4, 0.5, 0.6):
            sure = chance[part] >= threshold
            precision = outcome[part][sure].mean() if sure.any() else 0.0
            print(
                f"{label} ≥{threshold}: answers {sure.mean():.2f}, of these right {precision:.3f}"
            )


if __name__ == "__main__":
    main()
