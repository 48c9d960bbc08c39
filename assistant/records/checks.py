"""What a checked draft is: claims and their verdicts. Knows nothing of questions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from assistant.records.answers import Citation, Derivation
from assistant.records.figures import Figure, as_json
from assistant.records.reports import Report
from assistant.records.shelf import Filters


class Verdict(StrEnum):
    SUPPORTED = "supported"
    APPROXIMATE = "approximate"
    REFUTED = "refuted"
    CONFLICTING = "conflicting"
    NOT_ENOUGH_EVIDENCE = "not_enough_evidence"


@dataclass(frozen=True, slots=True)
class ClaimedFigure:
    """A figure in a draft with its own verdict; offsets are into the draft.

    ``rule`` says why in words, ``suggestion`` what to write instead. ``compared`` are the reports'
    figures it was compared with, or worked out of, the first leading, and ``evidence`` says for
    each which of its claim's citations it stands in.
    """

    figure: Figure
    verdict: Verdict
    rule: str = ""
    suggestion: str | None = None
    compared: tuple[Figure, ...] = ()
    evidence: tuple[int, ...] = ()

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
            "label": figure.label,
            "attribution": figure.attribution,
            "rule": self.rule,
            "suggestion": self.suggestion,
            "compared": [_compared(other) for other in self.compared],
            "evidence": list(self.evidence),
        }


def _compared(figure: Figure) -> dict[str, Any]:
    told = {"id": figure.id, "surface": figure.surface, "value": as_json(figure.value)}
    return {**told, "unit": figure.unit, "label": figure.label, "period": figure.period}


@dataclass(frozen=True, slots=True)
class Claim:
    """One checkable statement of a draft, judged; offsets are into the draft.

    ``leaning`` is set where there is not enough evidence for a verdict but what there is leans to
    supported or refuted: a guess, right about three times in five, and never for print.
    """

    text: str
    start: int
    end: int
    verdict: Verdict
    rule: str
    claimed: tuple[ClaimedFigure, ...]
    evidence: tuple[Citation, ...] = ()
    derivations: tuple[Derivation, ...] = ()
    suggestion: str | None = None
    leaning: Verdict | None = None

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
            "leaning": self.leaning.value if self.leaning else None,
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


@dataclass(frozen=True, slots=True)
class CheckedDraft:
    """A check with all that a file of it needs: the draft's name and text, and the cited reports.

    ``made`` is when, ISO 8601 in UTC. ``original`` is the DOCX file the text was read from, if it
    was one. ``reports`` come without texts; ``hashes`` has each one's text's SHA-256 by its id.
    """

    name: str
    text: str
    check: Check
    made: str
    filters: Filters = field(default_factory=Filters)
    reports: tuple[Report, ...] = ()
    hashes: Mapping[str, str] = field(default_factory=dict)
    original: bytes | None = None
