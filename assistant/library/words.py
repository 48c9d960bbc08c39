"""Turns text into full-text search terms. Knows nothing of what is searched."""

from __future__ import annotations

import re
from itertools import islice

MAX_TERMS = 64
"""A pasted page asks no more than its first terms; SQLite's cost grows with their number."""

STOP_WORDS = frozenset(
    """
    a about after all also an and any are as at be been before being but by can could did do does
    for from had has have he her him his how i if in into is it its me much many my no not of on or
    our over she so some such tell than that the their them then there these they this those to
    under up us was we were what when where which who whom whose why will with would you your
    """.split()
)

# Thousands separators: comma, point, apostrophes, no-break, thin and narrow no-break spaces.
_GROUPED = re.compile(r"(?<![\d.,])\d{1,3}(?:([,.'’\u00a0\u2009\u202f ])\d{3})(?:\1\d{3})*(?!\d)")
_WORD = re.compile(r"\w+(?:[.,'’]\d+)*")


def plain_numbers(text: str) -> str:
    """Returns the text's grouped numbers without separators: "1,234 of 5 678" → "1234 5678"."""
    return " ".join(re.sub(r"\D", "", match.group()) for match in _GROUPED.finditer(text))


def search_terms(text: str) -> list[str]:
    """Returns the first distinct terms of any text, stop words left out, lower case."""
    words = (match.group().casefold() for match in _WORD.finditer(text))
    terms = (word for word in words if word not in STOP_WORDS and len(word) < 100)
    return list(dict.fromkeys(islice(terms, 8 * MAX_TERMS)))[:MAX_TERMS]


def any_of(text: str) -> str:
    """Returns an FTS5 query that matches any term of the text, or "" where it has none."""
    return " OR ".join(_quoted(term) for term in search_terms(text))


def all_of(text: str) -> str:
    """Returns an FTS5 query that matches every term of the text, or "" where it has none."""
    return " AND ".join(f"({_quoted(term)})" for term in search_terms(text))


def _quoted(term: str) -> str:
    """Quoted, a term is searched for and never read as FTS5 syntax; a number in both spellings."""
    plain = plain_numbers(term)
    spellings = [term] if not plain or plain == term else [term, plain]
    return " OR ".join('"' + spelling.replace('"', "") + '"' for spelling in spellings)
