"""What a checked draft is: claims and their verdicts. Knows nothing of questions."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from assistant.records.answers import Citation, Derivation
from assistant.records.figures import Figure, as_json


class Verdict(StrEnum):
    SUPPORTED = "supported"
    APPROXIMATE = "approximate"
    REFUTED = "refuted"
    CONFLICTING = "conflicting"
    NOT_ENOUGH_EVIDENCE = "not_enough_evidence"


@dataclass(frozen=True, slots=True)
class ClaimedFigure:
    """A figure in a draft with its own verdict; offsets are into the draft."""

    figure: Figure
    verdict: Verdict

    def to_dict(self) -> dict[str, Any]:
        figure = self.figure
        return {
            "value": as_json(figure.value),
            "surface": figure.surface,
            "unit": figure.unit,
            "modifier": figure.modifier.value,
            "start": figure.start,
            "end": figure.end,
            "verdict": self.verdict.value,
        }


@dataclass(frozen=True, slots=True)
class Claim:
    """One checkable statement of a draft, judged; offsets are into the draft."""

    text: str
    start: int
    end: int
    verdict: Verdict
    rule: str
    claimed: tuple[ClaimedFigure, ...]
    evidence: tuple[Citation, ...] = ()
    derivations: tuple[Derivation, ...] = ()
    suggestion: str | None = None

    def to_dict(self) -> dict[str, Any]:
        return {
            "text": self.text,
            "start": self.start,
            "end": self.end,
            "verdict": self.verdict.value,
            "rule": self.rule,
            "claimed": [claimed.to_dict() for claimed in self.claimed],
            "evidence": [citation.to_dict() for citation in self.evidence],
            "derivations": [derivation.to_dict() for derivation in self.derivations],
            "suggestion": self.suggestion,
        }


@dataclass(frozen=True, slots=True)
class Check:
    """A checked draft."""

    claims: tuple[Claim, ...]
    seconds: float = 0.0

    def to_dict(self) -> dict[str, Any]:
        """Returns the stable shape `assistant check --json` prints."""
        counts = {verdict.value: 0 for verdict in Verdict}
        for claim in self.claims:
            counts[claim.verdict.value] += 1
        return {
            "claims": [claim.to_dict() for claim in self.claims],
            "summary": counts,
            "seconds": round(self.seconds, 4),
        }
