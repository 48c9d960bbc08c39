"""What schema.org allows of a ClaimReview: the types used, their properties, what these take."""

from __future__ import annotations

import re

# schema.org 29, the properties used of each type and of those it inherits from, and what they take.
SCHEMA: dict[str, dict[str, tuple[str, ...]]] = {
    "ClaimReview": {
        "claimReviewed": ("Text",),
        "datePublished": ("Date",),
        "reviewRating": ("Rating",),
        "itemReviewed": ("Claim",),
        "reviewBody": ("Text",),
        "citation": ("Quotation",),
    },
    "Rating": {
        "ratingValue": ("Number",),
        "bestRating": ("Number",),
        "worstRating": ("Number",),
        "alternateName": ("Text",),
        "ratingExplanation": ("Text",),
    },
    "Claim": {"text": ("Text",), "appearance": ("CreativeWork",), "author": ("Organization",)},
    "CreativeWork": {"name": ("Text",)},
    "Organization": {"name": ("Text",)},
    "Quotation": {"text": ("Text",), "description": ("Text",), "isPartOf": ("Report",)},
    "Report": {
        "name": ("Text",),
        "publisher": ("Organization",),
        "datePublished": ("Date",),
        "url": ("URL",),
    },
}
TEXTS = {
    "Text": re.compile(r"(?s).+"),
    "Date": re.compile(r"\d{4}(-\d\d(-\d\d)?)?"),
    "URL": re.compile(r"https?://\S+"),
}


def faults(node: object, takes: tuple[str, ...]) -> list[str]:
    """Returns what of a JSON-LD node schema.org's definition does not allow."""
    if isinstance(node, list):
        return [fault for each in node for fault in faults(each, takes)]
    if isinstance(node, dict):
        kind = node.get("@type")
        if kind not in takes:
            return [f"{kind} where {takes} is wanted"]
        known = SCHEMA[kind]
        found = [f"{kind}.{name}" for name in node if name != "@type" and name not in known]
        for name, value in node.items():
            found += faults(value, known[name]) if name in known else []
        return found
    if isinstance(node, int) and "Number" in takes:
        return []
    fits = isinstance(node, str) and any(TEXTS[t].fullmatch(node) for t in takes if t in TEXTS)
    return [] if fits else [f"{node!r} where {takes} is wanted"]
