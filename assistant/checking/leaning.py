"""Guesses which way evidence leans that decides nothing. Knows nothing of figures' comparison.

A leaning is no verdict: it says where to look, is right about three times in five, and is never
for print.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.checking.tabular import Told
from assistant.checking.tabular.grids import tokens_of
from assistant.figures import find_words, stem
from assistant.figures.lexicon import FUNCTION_WORDS
from assistant.records import Evidence, Figure, Kind, Verdict
from assistant.sentences import find_sentences

SPOKEN_OF = 0.25
"""The least share of a sentence's words that evidence must have to speak of the same thing."""

LINKED = 0.4
"""The least share of a sentence's words that a table must have before its cells are believed."""

LINKED_FORM = 0.2
"""The same for a sentence whose form says what is asked of the rows: a count, a superlative."""

_FORMLESS = frozenset({"cells", "each", "loose"})

_NEGATION = re.compile(
    r"\b(?:not|no|never|none|nobody|without|neither|nor|cannot|fails?|failed|lacks?|disproved?)\b|n['’]t\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"(?<![\d.])\d{3,}(?![\d.])")
"""Whole numbers of three digits or more; a smaller one, or a share, may be worked out of others."""

_COUNTS = frozenset({Kind.COUNT, Kind.NUMBER, Kind.MONEY})

_OPPOSITES = (
    ("increas", "decreas"), ("rais", "lower"), ("rise", "fall"), ("rose", "fell"),
    ("higher", "lower"), ("more", "less"), ("more", "fewer"), ("better", "wors"),
    ("improv", "degrad"), ("best", "worst"), ("highest", "lowest"), ("gain", "loss"),
    ("promot", "inhibit"), ("activ", "inhibit"), ("induc", "prevent"), ("induc", "inhibit"),
    ("enhanc", "reduc"), ("increas", "reduc"), ("posit", "negat"), ("up", "down"),
    ("faster", "slower"), ("larger", "smaller"), ("longer", "shorter"), ("earlier", "later"),
)  # fmt: skip
_WORDS_OF_WAY = frozenset(word for pair in _OPPOSITES for word in pair)


def share_met(text: str, evidence: Sequence[Evidence]) -> float:
    """Returns the share of a sentence's telling words that the evidence has."""
    wanted = _telling(text)
    held: set[str] = set()
    for item in evidence:
        held |= set(tokens_of(f"{item.passage.context} {item.passage.text} {item.report.title}"))
    return sum(word in held for word in wanted) / len(wanted) if wanted else 0.0


def lean(
    text: str, figures: Sequence[Figure], evidence: Sequence[Evidence], told: Told | None
) -> Verdict | None:
    """Returns which way the evidence leans for a sentence, or None where it is of other things.

    ``told`` is what the rows of a table tell of it. A table denies nothing, so that beside one a
    sentence that denies something leans to refuted, and the way it goes says nothing.
    """
    if share_met(text, evidence) < SPOKEN_OF or _has_none(figures, evidence):
        return None
    if told is not None and told.linked >= (LINKED if told.program in _FORMLESS else LINKED_FORM):
        return Verdict.SUPPORTED if told.holds else Verdict.REFUTED
    nearest = _nearest(text, evidence)
    in_table = "|" in nearest or told is not None
    against = bool(_NEGATION.search(text)) if in_table else _is_against(text, nearest)
    return Verdict.REFUTED if against else Verdict.SUPPORTED


def _has_none(figures: Sequence[Figure], evidence: Sequence[Evidence]) -> bool:
    """Tells whether a sentence has counts, and the evidence none of them: that is absence."""
    counts = [figure.surface.replace(",", "") for figure in figures if figure.kind in _COUNTS]
    numbers = {number for surface in counts for number in _NUMBER.findall(surface)}
    held = " ".join(item.passage.text for item in evidence).replace(",", "")
    return bool(numbers) and numbers.isdisjoint(_NUMBER.findall(held))


def _telling(text: str) -> list[str]:
    return [
        stem(word)
        for word, _, _ in find_words(text)
        if word.lower() not in FUNCTION_WORDS and not word[0].isdigit() and len(word) > 1
    ]


def _nearest(text: str, evidence: Sequence[Evidence]) -> str:
    """Returns the two sentences of the evidence that have most of a sentence's words."""
    wanted = set(_telling(text))
    told = [
        item.passage.text[start:end]
        for item in evidence
        for start, end in find_sentences(item.passage.text, 0, len(item.passage.text))
    ]
    told.sort(key=lambda each: -len(wanted & set(_telling(each))))
    return " ".join(told[:2])


def _is_against(text: str, other: str) -> bool:
    """Tells whether one of two texts denies what the other says, or turns its way round."""
    one, two = _ways(text), _ways(other)
    turned = any(
        (first in one and second in two and first not in two)
        or (second in one and first in two and second not in two)
        for first, second in _OPPOSITES
    )
    denied = bool(_NEGATION.search(text)) != bool(_NEGATION.search(other))
    return turned != denied


def _ways(text: str) -> set[str]:
    words = {word.lower() for word, _, _ in find_words(text)}
    stems = {stem(word) for word in words}
    return (words | stems) & _WORDS_OF_WAY
