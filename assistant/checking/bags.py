"""Bags of word stems that meet by synonym too. Knows nothing of figures' values or verdicts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.checking.segments import SCOPE_KINDS, Span
from assistant.figures import find_words, stem
from assistant.figures.lexicon import FUNCTION_WORDS, IRREGULAR_VERBS
from assistant.reading.synonyms import expand
from assistant.records import Figure

_WEAK = frozenset(
    stem(word)
    for word in (
        "total number figure count report reported record recorded note noted state stated show "
        "showed find found reach reached stand stood amount value year overall altogether "
        "include including according people person persons individual approximately roughly nearly "
        "almost about around exactly percent per cent percentage continue table they there result "
        "make made take took give gave given get got see seen use used have had do did be "
        "million billion thousand hundred half third quarter dozen yet still already so far "
        "happen occurred occur say said tell told wrote write add added further additional extra "
        "list listed come came follow followed"
    ).split()
)
"""Words that change nothing about what is counted."""

_NEGATION = re.compile(r"\b(?:not|no|never|none|nobody|without|neither|nor)\b|n['’]t\b", re.I)


@dataclass(frozen=True, slots=True)
class Bag:
    """Stems, and the synonym groups they stand in."""

    stems: frozenset[str]
    groups: frozenset[int]

    def has(self, word: str) -> bool:
        """Tells whether a stem, or a synonym of it, is in the bag."""
        if word in self.stems:
            return True
        return not self.groups.isdisjoint(expand({word})[word])

    def share(self, words: Iterable[str]) -> float:
        """Returns the share of the stems that are in the bag; 1 of none."""
        wanted = list(words)
        return sum(self.has(word) for word in wanted) / len(wanted) if wanted else 1.0


def bag_of(stems: Iterable[str]) -> Bag:
    """Returns a bag of stems."""
    held = frozenset(stems)
    return Bag(held, frozenset().union(*expand(set(held)).values()))


def content(text: str, spans: Sequence[Span], *, masked: Sequence[Span] = ()) -> list[str]:
    """Returns the stems that carry meaning in the spans of a text, numbers and weak words left out.

    Words inside a ``masked`` span (a figure's surface) are left out as well.
    """
    return [stem(word) for word, _ in words_of(text, spans, masked=masked)]


def words_of(
    text: str, spans: Sequence[Span], *, masked: Sequence[Span] = ()
) -> list[tuple[str, int]]:
    """Returns the words behind `content` as written, with their offsets."""
    found: list[tuple[str, int]] = []
    for start, end in spans:
        for word, at, _ in find_words(text[start:end]):
            place = at + start
            if word.lower() in FUNCTION_WORDS or word[0].isdigit() or stem(word) in _WEAK:
                continue
            if not any(first <= place < last for first, last in masked):
                found.append((word, place))
    return found


def predicates(words: Iterable[str]) -> list[str]:
    """Returns the words that say what was done: participles and past tenses ("convicted")."""
    return [
        word
        for word in words
        if (word.lower().endswith("ed") and len(word) > 4) or word.lower() in IRREGULAR_VERBS
    ]


def is_negated(text: str, spans: Sequence[Span], *, masked: Sequence[Span]) -> bool:
    """Tells whether the spans of a text deny something, figures ("no fewer than 871") left out."""
    return any(
        not any(first <= found.start() < last for first, last in masked)
        for start, end in spans
        for found in _NEGATION.finditer(text, start, end)
    )


def wording(text: str, span: Span, figures: Sequence[Figure], own: Figure) -> tuple[str, ...]:
    """Returns a sentence's words with its figures left out, and which of them is ``own``.

    Dates and ages stay, ``own`` aside: in another year the same words say something else.
    """
    inside = [f for f in figures if span[0] <= f.start < span[1]]
    masked = [(f.start, f.end) for f in inside if f is own or f.kind not in SCOPE_KINDS]
    words = [
        word.lower()
        for word, at, _ in find_words(text[span[0] : span[1]])
        if not any(start <= at + span[0] < end for start, end in masked)
    ]
    place = sum(f.start < own.start for f in inside if f.kind not in SCOPE_KINDS)
    return (*words, f"#{place} of {len(masked)}")
