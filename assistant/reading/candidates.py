"""Ranks every figure of the evidence for a question. Knows nothing of wording or arithmetic.

Figures are ranked by the weighted sum of their signals, after TagOp (Zhu et al. 2021) and the
feature rankers before it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields

from assistant.reading.matching import Asked
from assistant.reading.question import Question
from assistant.reading.signals import Signals, read_signals
from assistant.reading.surroundings import Surroundings, statement_of
from assistant.reading.weights import WEIGHTS
from assistant.records import Evidence, Figure

SOURCE_NAMED = 0.8
"""The share of the words naming a report that its title and publisher must hold to be it."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A figure with where it was found, its signals and its score."""

    figure: Figure
    evidence: Evidence
    signals: Signals
    score: float

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


def _from_source(question: Question, candidates: list[Candidate]) -> list[Candidate]:
    """Keeps to the report the question names, where one is named and found."""
    best = max((c.signals.title for c in candidates), default=0.0)
    if question.source is None or best < SOURCE_NAMED:
        return candidates
    return [c for c in candidates if c.signals.title >= best - 0.1]


def score(signals: Signals) -> float:
    """Returns the weighted sum of the signals."""
    return float(sum(WEIGHTS[f.name] * getattr(signals, f.name) for f in fields(signals)))
