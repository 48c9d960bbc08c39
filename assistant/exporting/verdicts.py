"""Says how verdicts and places are put to a reader. Knows nothing of files or formats."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.records import Check, Citation, Claim, ClaimedFigure, Verdict

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


def places_for(claim: Claim, claimed: ClaimedFigure) -> Iterator[Citation]:
    """Yields the places one figure of a claim was compared with, the first leading."""
    for index in claimed.evidence:
        yield claim.evidence[index]


def web_address(link: str | None) -> str | None:
    """Returns a link where it is a web address; one of another scheme is not handed on."""
    return link if link and link.lower().startswith(("http://", "https://")) else None
