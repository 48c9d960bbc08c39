"""Says how verdicts and places are put to a reader. Knows nothing of files or formats."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.records import Check, Citation, Claim, ClaimedFigure, Figure, Verdict

WORDS = {
    Verdict.SUPPORTED: "supported",
    Verdict.APPROXIMATE: "a fair rounding",
    Verdict.REFUTED: "the reports say otherwise",
    Verdict.CONFLICTING: "the reports disagree",
    Verdict.NOT_ENOUGH_EVIDENCE: "not found in the reports",
}
"""How each verdict is put to a reader."""

SIGNS = {
    Verdict.SUPPORTED: "✓",
    Verdict.APPROXIMATE: "≈",
    Verdict.REFUTED: "✗",
    Verdict.CONFLICTING: "⇄",
    Verdict.NOT_ENOUGH_EVIDENCE: "?",
}

VERIFIED = frozenset({Verdict.SUPPORTED, Verdict.APPROXIMATE})
"""Verdicts of figures that may be printed as they stand."""


def count_verdicts(check: Check) -> dict[Verdict, int]:
    """Returns how many claims got each verdict, all of them named."""
    counts = dict.fromkeys(Verdict, 0)
    for claim in check.claims:
        counts[claim.verdict] += 1
    return counts


def place_of(citation: Citation) -> str:
    """Returns where a citation stands, for people: report, page, heading, and what to mind."""
    page = None if citation.page is None else f"page {citation.page}"
    heading = (citation.heading or "").removeprefix(citation.report).removeprefix(" › ")
    ended = citation.superseded
    old = f"superseded on {ended.on} by {ended.by}" if ended else None
    return ", ".join(filter(None, (citation.report, page, heading, old, citation.caution)))


def sentence(words: str) -> str:
    """Returns words as a sentence: a capital first and a full stop last."""
    begun = words[:1].upper() + words[1:]
    return begun if begun.endswith((".", "!", "?", ".”", '."')) else f"{begun}."


@dataclass(frozen=True, slots=True)
class Part:
    """One figure of a claim as it is told, or the whole of a claim that states none ("rose")."""

    figure: Figure | None
    verdict: Verdict
    rule: str
    suggestion: str | None
    compared: tuple[Figure, ...]
    places: tuple[Citation, ...]
    """Those compared with, the first leading, each once."""

    @property
    def surface(self) -> str:
        return "" if self.figure is None else self.figure.surface

    @property
    def said_by(self) -> str | None:
        return None if self.figure is None else self.figure.attribution


def parts_of(claim: Claim) -> tuple[Part, ...]:
    """Returns what is told of a claim, figure by figure."""
    if not claim.claimed:
        return (Part(None, claim.verdict, claim.rule, claim.suggestion, (), claim.evidence),)
    return tuple(_part(claim, claimed) for claimed in claim.claimed)


def _part(claim: Claim, claimed: ClaimedFigure) -> Part:
    places = tuple(dict.fromkeys(claim.evidence[index] for index in claimed.evidence))
    told = claimed.figure, claimed.verdict, claimed.rule, claimed.suggestion, claimed.compared
    return Part(*told, places)


def web_address(link: str | None) -> str | None:
    """Returns a link where it is a web address; one of another scheme is not handed on."""
    return link if link and link.lower().startswith(("http://", "https://")) else None
