"""What an audit finds: figures of reports that add up, or do not. Knows nothing of stores."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from assistant.records.answers import Citation
from assistant.records.figures import Figure


class FindingKind(StrEnum):
    """What was checked against what."""

    PARTS = "parts and whole"
    TABLE_TOTAL = "table total"
    HUNDRED = "shares of 100"
    SHARE = "stated share"
    CHANGE = "stated change"
    HEADLINE = "headline and body"


class AuditVerdict(StrEnum):
    """How a check came out, the most serious first."""

    DOES_NOT_HOLD = "does not hold"
    WITHIN_ROUNDING = "within rounding"
    HOLDS = "holds"


@dataclass(frozen=True, slots=True)
class AuditedFigure:
    """A figure of a finding with its place."""

    figure: Figure
    citation: Citation

    def to_dict(self) -> dict[str, Any]:
        return {**self.figure.to_dict(), "citation": self.citation.to_dict()}


@dataclass(frozen=True, slots=True)
class Finding:
    """One check. ``figures`` begin with the one held against the others: the total, the share, the
    headline. ``sentence`` is for people; ``working`` is the arithmetic ("124 + 31 + 70 = 225").
    """

    kind: FindingKind
    verdict: AuditVerdict
    sentence: str
    working: str
    figures: tuple[AuditedFigure, ...]

    def to_dict(self) -> dict[str, Any]:
        return {
            "kind": self.kind.value,
            "verdict": self.verdict.value,
            "sentence": self.sentence,
            "working": self.working,
            "figures": [told.to_dict() for told in self.figures],
        }


@dataclass(frozen=True, slots=True)
class Audit:
    """What was found in ``reports`` reports, what does not hold first."""

    findings: tuple[Finding, ...]
    reports: int

    @property
    def faults(self) -> tuple[Finding, ...]:
        """The findings that do not hold."""
        wrong = AuditVerdict.DOES_NOT_HOLD
        return tuple(finding for finding in self.findings if finding.verdict is wrong)

    def count(self, verdict: AuditVerdict) -> int:
        """Returns how many findings came out so."""
        return sum(finding.verdict is verdict for finding in self.findings)

    def to_dict(self) -> dict[str, Any]:
        """Returns the shape `assistant figures --audit --json` prints."""
        return {
            "findings": [finding.to_dict() for finding in self.findings],
            "summary": {verdict.value: self.count(verdict) for verdict in AuditVerdict},
            "reports": self.reports,
        }
