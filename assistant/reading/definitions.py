"""Tells what one figure counts that another does not: narrower labels, other ages, other places.

Knows nothing of values or periods.
"""

from __future__ import annotations

import re

from assistant.figures import content_stems, labels_agree, stem
from assistant.figures.lexicon import MONTHS
from assistant.reading.ages import find_ages, name_ages
from assistant.reading.said import Said, name_both
from assistant.reading.synonyms import means_same
from assistant.records import Figure

_STANDINGS = frozenset(
    stem(word)
    for word in (
        "registered unregistered estimated reported unreported confirmed unconfirmed suspected "
        "alleged verified recorded official unofficial provisional preliminary projected adjusted "
        "unadjusted gross net permanent temporary seasonal documented undocumented probable "
        "presumed eligible active inactive employed self-employed accredited licensed"
    ).split()
)
"""Words that say by what rule a thing is counted, each a definition of its own."""

FILLERS = frozenset(
    stem(word)
    for word in "total number count figure all overall altogether exact sum whole case".split()
)
_PLACE = re.compile(r"\b(?:in|at|across|within|throughout)\s+(?:the\s+)?((?:[A-Z][a-z]+\s?)+)")


def find_difference(one: Said, other: Said) -> str | None:
    """Returns what the two count differently, in a sentence's words, or None where nothing shows.

    A word more in one label counts only where the other's sentence, headings and report have it
    nowhere.
    """
    first, second = name_both(one, other)
    ages = [find_ages(own_words(said.figure)) for said in (one, other)]
    if ages[0] != ages[1]:
        named = [name_ages(age) if age else "all ages" for age in ages]
        return f"{first} counts {named[0]}, {second} {named[1]}"
    standings = [_standings(said) for said in (one, other)]
    if standings[0] != standings[1]:
        named = [_named(said) for said in (one, other)]
        return f"{first} counts {named[0]}, {second} {named[1]}"
    for here, there, name in ((one, other, first), (other, one, second)):
        more = _more_said(here, there)
        if more:
            return f"only {name} says “{more}”"
    return None


def is_counted_otherwise(one: Said, other: Said) -> bool:
    """Tells whether both say by what rule they count, and not the same: registered, estimated."""
    first, second = _standings(one), _standings(other)
    return bool(first and second and first.isdisjoint(second))


def own_words(figure: Figure) -> str:
    return f"{figure.label or ''} {figure.scope or ''}"


def _standings(said: Said) -> frozenset[str]:
    words = set(content_stems(f"{said.figure.surface} {own_words(said.figure)}"))
    at = said.figure.start - said.figure.sentence_start
    # "an estimated 150 suspects": the word stands before the figure, outside label and scope.
    before = content_stems(said.sentence[max(0, at - 30) : max(0, at)])[-1:]
    return frozenset((words | set(before)) & _STANDINGS)


def _named(said: Said) -> str:
    """Returns "registered suspects", the label with the words that say how it is counted."""
    label = said.figure.label or "the figure"
    missing = _standings(said) - set(content_stems(label))
    words = re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)?", said.sentence)
    found = dict.fromkeys(word.lower() for word in words if stem(word) in missing)
    return f"“{' '.join([*found, label])}”"


def _more_said(one: Said, other: Said) -> str | None:
    """Returns the words of one's label, or its place, that the other says nowhere."""
    figure = one.figure
    known = set(content_stems(f"{_around(other)} {own_words(other.figure)}"))
    if not labels_agree(figure.label, other.figure.label):
        return None
    own = [word for word in re.findall(r"[^\W\d_]+", figure.label or "") if word]
    more = [word for word in own if not _is_known(stem(word), known)]
    if content_stems(" ".join(more)):
        return figure.label
    for place in _PLACE.findall(f"{figure.scope or ''} {figure.label or ''}"):
        stems = [s for s in content_stems(place) if s not in MONTHS]
        if stems and not any(word in known for word in stems):
            return str(place).strip()
    return None


def _is_known(word: str, known: set[str]) -> bool:
    return word in known or word in FILLERS or any(means_same(word, other) for other in known)


def _around(said: Said) -> str:
    report = said.report
    return f"{said.sentence} {said.heading} {report.title} {report.publisher or ''}"
