"""Ranks every figure of the evidence for a question. Knows nothing of wording or arithmetic.

Figures are scored by the weighted sum of their signals, after TagOp (Zhu et al. 2021) and the
feature rankers before it; `ranker` makes the signals of the first into chances.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace

from assistant.reading.matching import Asked
from assistant.reading.question import Question
from assistant.reading.ranker import Array, chances, features, log_odds_of
from assistant.reading.signals import Signals, read_signals
from assistant.reading.surroundings import Surroundings, statement_of
from assistant.reading.weights import WEIGHTS
from assistant.records import Evidence, Figure

SOURCE_NAMED = 0.8
"""The share of the words naming a report that its title and publisher must hold to be it."""


JUDGED = 40
"""How many of the figures that score highest are judged against each other."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A figure with where it was found, its signals, their sum, and the chance, 0 to 1, that it is
    the answer.
    """

    figure: Figure
    evidence: Evidence
    signals: Signals
    score: float
    chance: float = 0.0

    @property
    def sentence(self) -> str:
        """The sentence or row that states the figure, as the report has it."""
        return statement_of(self.evidence, self.figure)


def rank_candidates(question: Question, evidence: Sequence[Evidence]) -> list[Candidate]:
    """Returns every figure of the evidence, best first."""
    asked = Asked(question, evidence)
    found: list[Candidate] = []
    seen: set[tuple[str, int]] = set()
    for rank, item in enumerate(evidence):
        around = Surroundings(item, asked)
        for figure in item.figures:
            if (figure.report_id, figure.start) in seen:
                continue
            seen.add((figure.report_id, figure.start))
            signals = read_signals(question, asked, around, figure, rank)
            found.append(Candidate(figure, item, signals, score(signals)))
    return sorted(_from_source(question, found), key=lambda candidate: -candidate.score)


BY_HAND = 0.8
"""What the sum of the signals by hand counts for beside the learned log-odds in the order."""


def judge_candidates(ranked: Sequence[Candidate]) -> list[Candidate]:
    """Returns candidates, given best score first, with their chances: the best by these and by
    score first, those not judged behind them.
    """
    judged = ranked[:JUDGED]
    if not judged:
        return []
    log_odds = log_odds_of(inputs_of(judged)).tolist()
    told = [replace(c, chance=one) for c, one in zip(judged, chances(log_odds), strict=True)]
    order = sorted(
        range(len(told)), key=lambda number: -log_odds[number] - BY_HAND * told[number].score
    )
    return [*(told[number] for number in order), *ranked[JUDGED:]]


def inputs_of(judged: Sequence[Candidate]) -> Array:
    """Returns what the ranker takes of candidates, a row for each."""
    return features(
        [c.signals for c in judged], [c.figure.kind for c in judged], [c.score for c in judged]
    )


def _from_source(question: Question, candidates: list[Candidate]) -> list[Candidate]:
    """Keeps to the report the question names, where one is named and found."""
    best = max((c.signals.title for c in candidates), default=0.0)
    if question.source is None or best < SOURCE_NAMED:
        return candidates
    return [c for c in candidates if c.signals.title >= best - 0.1]


def score(signals: Signals) -> float:
    """Returns the weighted sum of the signals."""
    return float(sum(WEIGHTS[f.name] * getattr(signals, f.name) for f in fields(signals)))
