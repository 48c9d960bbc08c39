"""Puts a checked draft into schema.org's ClaimReview as JSON-LD. Knows nothing of files.

https://schema.org/ClaimReview. A claim without enough evidence has no rating and is left out:
nothing was found out about it.
"""

from __future__ import annotations

from typing import Any

from assistant.exporting.verdicts import WORDS, place_of, sentence, web_address
from assistant.records import CheckedDraft, Citation, Claim, Report, Verdict

_RATINGS = {
    Verdict.SUPPORTED: 5,
    Verdict.APPROXIMATE: 4,
    Verdict.CONFLICTING: 3,
    Verdict.REFUTED: 1,
}
"""1 is wrong and 5 right, as fact-checkers rate by custom."""


def to_claim_reviews(draft: CheckedDraft) -> dict[str, Any]:
    """Returns one JSON-LD object whose ``@graph`` holds a ClaimReview for each judged claim.

    ``url`` (where the review is published) and ``author`` (who publishes it) are the publisher's
    to add: a check knows neither.
    """
    reports = {report.id: report for report in draft.reports}
    return {
        "@context": "https://schema.org",
        "@graph": [
            _review(claim, draft, reports)
            for claim in draft.check.claims
            if claim.verdict in _RATINGS
        ],
    }


def _review(claim: Claim, draft: CheckedDraft, reports: dict[str, Report]) -> dict[str, Any]:
    words = WORDS[claim.verdict]
    review: dict[str, Any] = {
        "@type": "ClaimReview",
        "claimReviewed": claim.text,
        "datePublished": draft.made[:10],
        "reviewRating": {
            "@type": "Rating",
            "ratingValue": _RATINGS[claim.verdict],
            "bestRating": 5,
            "worstRating": 1,
            "alternateName": words[:1].upper() + words[1:],
            "ratingExplanation": sentence(claim.rule),
        },
        "itemReviewed": _claim(claim, draft),
        "reviewBody": _body(claim),
        "citation": [_quotation(place, reports.get(place.report_id)) for place in claim.evidence],
    }
    return review


def _claim(claim: Claim, draft: CheckedDraft) -> dict[str, Any]:
    speakers = dict.fromkeys(c.figure.attribution for c in claim.claimed if c.figure.attribution)
    said: dict[str, Any] = {
        "@type": "Claim",
        "text": claim.text,
        "appearance": {"@type": "CreativeWork", "name": draft.name},
    }
    if speakers:
        # schema.org wants a Person or an Organization, and which of them is not known; a body is
        # what most figures are given by.
        said["author"] = [{"@type": "Organization", "name": name} for name in speakers]
    return said


def _body(claim: Claim) -> str:
    parts = [sentence(claim.rule)]
    if claim.suggestion:
        parts.append(f"Correction: {sentence(claim.suggestion)}")
    return " ".join(parts)


def _quotation(place: Citation, report: Report | None) -> dict[str, Any]:
    work: dict[str, Any] = {"@type": "Report", "name": place.report}
    if report is not None:
        if report.publisher:
            work["publisher"] = {"@type": "Organization", "name": report.publisher}
        if report.published:
            work["datePublished"] = report.published
    link = web_address(place.link)
    if link:
        work["url"] = link
    return {
        "@type": "Quotation",
        "text": place.quote,
        "description": place_of(place),
        "isPartOf": work,
    }
