"""Finds the words of a question that name a report. Knows nothing of the reports there are."""

from __future__ import annotations

import re

_SOURCE = re.compile(
    r"^\s*(?:according to|based on|from|in)\s+(?:the\s+)?(?P<source>[^?]{3,160}?)\s*[:,]\s+"
    r"(?=(?:what|how|when|which|in|who|by|on|at|was|were|is|did|does|list|name|for|the)\b)",
    re.IGNORECASE,
)


_SOURCE_LAST = re.compile(
    r"[\s,]+(?:according to|as reported by|as stated by"
    r"|in the words of)\s+(?P<source>[^?]{3,120}?)\s*\??\s*$",
    re.IGNORECASE,
)


_SOURCE_SAYS = re.compile(
    r"\b(?:did|does) (?:the )?(?P<source>[A-Z][\w’'-]*(?: (?:of |the |for )*[A-Z][\w’'-]*)+) "
    r"(?:say|report|state|claim|count|give)\b(?: (?:that )?(?:it|they)\b)?"
)


_PUBLISHED = re.compile(r",?\s*\b(?:published|issued|dated|released) (?:in|on) [^,?]*\d{4},?")


_NAMES_A_REPORT = re.compile(
    r"\b(?:report|table|edition|survey|statement|filing|bulletin|digest|release|10-[kq]|study|figures|"
    r"document|review|paper|article)\b",
    re.IGNORECASE,
)


_EDITION_ONLY = re.compile(
    r"(?:the )?(?:(?:original|first|revised|corrected|updated|latest|new|old|earlier|later|same) )*"
    r"(?:edition|version|report|reports|text|figures)",
    re.IGNORECASE,
)


def split_source(text: str) -> tuple[str | None, str]:
    """Returns the words that name a report ("According to …") and the question without them."""
    first = _SOURCE.match(text)
    # "In Norway, how many …": a place or a year, unless a report is named.
    plain = first and re.match(r"\s*(?:in|from)\b", text, re.IGNORECASE)
    if first and (not plain or _NAMES_A_REPORT.search(first["source"])):
        return first["source"], text[first.end() :]
    said = _SOURCE_SAYS.search(text)
    if said:
        return said["source"], f"{text[: said.start()]} {text[said.end() :]}"
    last = _SOURCE_LAST.search(text)
    if last is None or _EDITION_ONLY.fullmatch(last["source"].strip()):
        return None, text
    return last["source"], text[: last.start()] + "?"
