"""Judges whether two scopes are of one group and place. Knows nothing of labels, values or times.

A scope is the report's own words around a count ("from 12 countries", "aged 15 to 17 in the
North"). Two scopes are set apart only by what can be told for certain: other names, other numbers,
or two words of which one excludes the other ("men", "women"). A scope on one side only sets nothing
apart.
"""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.figures.lexicon import MONTHS
from assistant.figures.stems import content_stems, stem
from assistant.figures.unnamed import TIMES

# Each line divides a whole: what is said of the one is not said of the others.
_CONTRASTS = """
man woman boy girl
male female
adult child minor
urban rural
foreign domestic
north south east west
northern southern eastern western
public private
primary secondary tertiary
import export
first second third fourth
under over
"""
_NAME = re.compile(r"\b[A-Z][\w’'-]+")
_NUMBER = re.compile(r"(?<![\w.,])\d+(?:[.,]\d+)*(?![\w])")
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_AGED = re.compile(r"\b(?:under|over|below|above|aged?|older|younger|years?)\b", re.IGNORECASE)
_TIMES = frozenset(stem(word) for word in (*MONTHS, *TIMES, "last", "end", "ended"))
_COMMON = frozenset(
    "the a an in of for and from at on by with no total all table figure note annual quarter year "
    "fiscal fy half monday tuesday wednesday thursday friday saturday sunday".split()
)


def set_apart(claimed: str | None, source: str | None) -> bool:
    """Tells whether two scopes are of different groups or places."""
    if not claimed or not source or claimed == source:
        return False
    names, others = _names(claimed), _names(source)
    if names - others and others - names:
        return True
    if _AGED.search(claimed) and _AGED.search(source) and _numbers(claimed) != _numbers(source):
        return True
    return _contrast(claimed, source)


def tell_apart(claimed: str | None, source: str | None) -> bool:
    """Tells whether each of two scopes has words that the other lacks, times and numbers aside.

    That sets no labelled figures apart; where neither figure has a label, it is all that is told.
    """
    if not claimed or not source:
        return False
    one, other = (
        {word for word in content_stems(scope) if word not in _TIMES and not word[0].isdigit()}
        for scope in (claimed, source)
    )
    return bool(one - other and other - one)


def _names(scope: str) -> frozenset[str]:
    """Returns a scope's proper names, months and weekdays aside."""
    found = (name.rstrip("’'-").lower() for name in _NAME.findall(scope))
    return frozenset(name for name in found if name not in _COMMON and name not in MONTHS)


def _numbers(scope: str) -> frozenset[str]:
    return frozenset(number for number in _NUMBER.findall(scope) if not _YEAR.fullmatch(number))


def _contrast(claimed: str, source: str) -> bool:
    one, other = frozenset(content_stems(claimed)), frozenset(content_stems(source))
    turns = re.compile(r"\b(?:under|over)\b", re.IGNORECASE)
    one |= frozenset(word.lower() for word in turns.findall(claimed))
    other |= frozenset(word.lower() for word in turns.findall(source))
    only, others = one - other, other - one
    return any(group & only and group & others for group in _contrasts())


@lru_cache(maxsize=1)
def _contrasts() -> tuple[frozenset[str], ...]:
    lines = _CONTRASTS.strip().splitlines()
    return tuple(frozenset(stem(word) for word in line.split()) for line in lines)
