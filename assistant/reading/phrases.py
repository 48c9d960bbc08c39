"""Finds the phrases of a question: what it asks for, its years, its lead. Knows no earlier ones."""

from __future__ import annotations

import re

from assistant.figures import content_stems, stem
from assistant.figures.lexicon import FUNCTION_WORDS
from assistant.reading.asking import ASKED_YEAR, TARGET

_LEAD = re.compile(
    r"^\s*(?:(?:and|but|so|then|also|now|next|plus|or|okay|ok|well)\b[\s,]*"
    r"|(?:combined|together|altogether|again|same)\s*,\s*)+",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"\s*,\s*(?:then|again|so|therefore|thus)\s*(?:,|(?=\?|$))", re.IGNORECASE)
_OPENING = re.compile(
    r"^\s*(?:(?P<before>[^?]*?,)\s*)?(?:and\s+)?"
    r"(?:(?:what|which|how much|how high|how large)\b\s*(?:is|was|were|are|about|of)?"
    r"|tell me|give me|give|name)\s*(?:(?:the|an?)\s+)?",
    re.IGNORECASE,
)
YEAR = r"(?:1[5-9]\d\d|20\d\d)"
_WHEN = re.compile(
    r"[\s,]*\b(?:(?:in|for|during|by|at|as of|on|from|since|of|through)\s+)?"
    r"(?:(?:the|that|this|same|end|close|start|beginning|of|year|fiscal|calendar|fy|month|ended"
    r"|ending|january|february|march|april|may|june|july|august|september|october|november"
    r"|december|\d{1,2}\s*,?)\s+)*"
    rf"{YEAR}\b(?!\s*[-–/]\s*\d)",
    re.IGNORECASE,
)
# Nouns that stand for whatever was asked for before: "the value", "the amount".
GENERAL = frozenset(
    stem(word)
    for word in (
        "value amount figure number one same specific total rate level result count quantity sum "
        "exact year end period date full again price"
    ).split()
)


def strip_lead(text: str) -> str:
    """Returns a question without "and", "so", ", then," and the like."""
    return _ASIDE.sub(" ", _LEAD.sub("", text)).strip()


def has_lead(text: str) -> bool:
    """Tells whether a question opens as one that goes on from another: "and …", "so …"."""
    return _LEAD.match(text) is not None


def years_of(text: str) -> list[str]:
    """Returns the years a text names, each once, in order."""
    return list(dict.fromkeys(ASKED_YEAR.findall(text)))


def without_years(text: str) -> str:
    """Returns a text without the phrases that name its years."""
    return " ".join(_WHEN.sub(" ", text).split())


def in_year(question: str, year: str) -> str:
    """Returns a question asked of another year; a day or month named with the old one stays."""
    named = years_of(question)
    if len(named) == 1:
        return ASKED_YEAR.sub(year, question)
    return f"{without_years(question).rstrip(' ?.,')} in {year}?"


def asked_for(question: str) -> str:
    """Returns what a question asks for, without "what was the": "net revenue in 2016"."""
    words = question.strip().rstrip(" ?.")
    match = _OPENING.match(words)
    if match is None:
        return words
    before = match["before"] or ""
    when = _WHEN.search(before)
    rest = words[match.end() :].strip()
    return f"{rest} {when.group().strip()}" if when and not ASKED_YEAR.search(rest) else rest


def noun_phrase(question: str) -> str | None:
    """Returns the noun counted: "suspects" of "how many suspects were arrested"."""
    match = TARGET.search(question)
    if match is None:
        return None
    words = []
    for word in match["words"].split():
        if word.lower() in FUNCTION_WORDS:
            break
        words.append(word)
    return " ".join(words) or None


def stems(text: str) -> set[str]:
    """Returns the stems of a text's telling words, years aside."""
    return {word for word in content_stems(text) if not word[0].isdigit()}


def head_of(phrase: str) -> str:
    """Returns the words of a noun phrase before its first preposition."""
    return re.split(
        r"\s+(?:of|for|in|from|with|by|at|to|on|per|related|due|as)\b|,", phrase, maxsplit=1
    )[0].strip()
