"""Checks a set's claims and scores the verdicts. Knows nothing of printing or thresholds."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.evaluation.running import Progress, library_of
from assistant.evaluation.sets import LABELS, KnownClaim, KnownSet, id_of
from assistant.records import Check, Failure, Filters, Verdict
from assistant.settings import Settings


@dataclass(frozen=True, slots=True)
class ClaimScore:
    """One claim judged: against its document alone, and with all the set's documents about."""

    id: str
    claim: str
    label: str
    alone: str
    together: str
    rule: str
    seconds: float
    leaning: str = "not_enough"
    leaning_together: str = "not_enough"

    @property
    def correct(self) -> bool:
        return self.alone == self.label


@dataclass(frozen=True, slots=True)
class Checked:
    """What checking a set's claims gave."""

    scores: tuple[ClaimScore, ...]
    failed: tuple[Failure, ...]
    seconds: float


def check_all(
    known: KnownSet,
    claims: Sequence[KnownClaim],
    settings: Settings,
    *,
    folder: Path | None = None,
    on_progress: Progress,
) -> Checked:
    """Checks each claim twice: against its own document, and against the whole set."""
    started = time.perf_counter()
    ids = {path.name: id_of(path) for path in known.files}
    scores: list[ClaimScore] = []
    with library_of(known, settings, folder=folder, on_progress=on_progress) as (library, failed):
        for number, claim in enumerate(claims, start=1):
            begun = time.perf_counter()
            only = Filters(report_ids=(ids.get(claim.doc, "missing"),))
            alone = library.check(claim.claim, filters=only, every=True)
            together = library.check(claim.claim, every=True)
            scores.append(
                ClaimScore(
                    id=claim.id,
                    claim=claim.claim,
                    label=claim.label,
                    alone=label_of(alone),
                    together=label_of(together),
                    leaning=label_of(alone, leaning=True),
                    leaning_together=label_of(together, leaning=True),
                    rule=alone.claims[0].rule if alone.claims else "no claim was read in it",
                    seconds=time.perf_counter() - begun,
                )
            )
            if number % 25 == 0 or number == len(claims):
                on_progress(f"Checked {number} of {len(claims)}")
    return Checked(tuple(scores), failed, time.perf_counter() - started)


def label_of(check: Check, *, leaning: bool = False) -> str:
    """Returns the one label a checked text gets: one refuted statement refutes the whole, and a
    whole is supported only when each statement is. With ``leaning``, a claim without a verdict
    counts by the way its evidence leans."""
    verdicts = {
        claim.leaning if leaning and claim.leaning is not None else claim.verdict
        for claim in check.claims
    }
    if Verdict.REFUTED in verdicts:
        return "refuted"
    if not verdicts or verdicts & {Verdict.NOT_ENOUGH_EVIDENCE, Verdict.CONFLICTING}:
        return "not_enough"
    return "supported"


def macro_f1(scores: Sequence[ClaimScore], said: Callable[[ClaimScore], str]) -> float:
    """Returns the mean F1 of the labels that occur in the set, each label counting the same."""
    present = [label for label in LABELS if any(score.label == label for score in scores)]
    each = []
    for label in present:
        right = sum(score.label == label == said(score) for score in scores)
        total = sum(score.label == label for score in scores) + sum(
            said(score) == label for score in scores
        )
        each.append(2 * right / total)
    return sum(each) / len(each)
