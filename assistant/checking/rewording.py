"""Tells a sentence that repeats a report's but for a word. Knows nothing of figures.

A draft that says in other words what a report says may use any words. One that repeats a report's
sentence and changes a noun or a year in it says something else.
"""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher
from functools import lru_cache

from assistant.checking.bags import Bag, content
from assistant.figures import CHANGE_VERBS, stem
from assistant.reading.synonyms import means_same

_ALIKE = 0.8
"""The least share of words in one order that makes a sentence a repetition."""

_SHORTEST = 5
"""Shorter sentences are alike by chance."""


def is_reworded(
    claimed: tuple[str, ...], source: tuple[str, ...], near: Bag, years: frozenset[str]
) -> bool:
    """Tells whether a claim repeats a source's sentence with a word of meaning put in place of
    another, or added that does not stand ``near`` nor is one of the source's ``years``. The last of
    each wording is its figure's place."""
    one, two = claimed[:-1], source[:-1]
    if min(len(one), len(two)) < _SHORTEST or one == two:
        return False
    shared = len(set(one) & set(two))
    if shared < 0.7 * max(len(set(one)), len(set(two))):
        return False
    matcher = SequenceMatcher(None, one, two, autojunk=False)
    if matcher.ratio() < _ALIKE:
        return False
    for way, start, end, first, last in matcher.get_opcodes():
        said, stood = one[start:end], two[first:last]
        if way == "replace" and not all(_is_met(word, stood) for word in _telling(said)):
            return True
        # From the source's side this is an insertion: what the claim adds.
        added = _telling(said) if way == "delete" else []
        if not all(word in years or near.has(stem(word)) for word in added):
            return True
    return False


def _telling(words: Sequence[str]) -> list[str]:
    """Returns the words that carry meaning, numbers and years too; a rise or fall is judged with
    its figure.
    """
    return [
        word for word in words if word not in CHANGE_VERBS and (word[0].isdigit() or _carries(word))
    ]


@lru_cache(maxsize=16384)
def _carries(word: str) -> bool:
    return bool(content(word, [(0, len(word))]))


def _is_met(word: str, others: Sequence[str]) -> bool:
    if word[0].isdigit():
        return word in others
    return any(means_same(stem(word), stem(other)) for other in others)
