"""Finds the noun phrase that ends at a place among tagged words. Knows no verbs and no figures."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from assistant.figures.tagging import Tag, Token

Words: TypeAlias = tuple[int, int]
"""A phrase as the indexes of its first and last token, both inclusive."""

REACH = 45
"""How many tokens are looked back over."""
MAX_WORDS = 8
"""The longest a label may be."""
_LINKS = frozenset("of for in on at from by to between among per against into across".split())


def phrase_to(tokens: Sequence[Token], last: int, *, nearest: bool = False) -> Words | None:
    """Returns the noun phrase that ends at tokens[last], with what its prepositions hang on.

    ``nearest`` keeps to the last noun phrase of the chain and one "of" before it.
    """
    if tag_at(tokens, last) is Tag.CLOSE:
        last = opening_of(tokens, last) - 1
    if tag_at(tokens, last) is not Tag.NOUN:
        return None
    first = last
    position = last
    links = 0
    while position > max(0, last - 14):
        position -= 1
        tag = tag_at(tokens, position)
        if tag is Tag.NOUN:
            first = position
            continue
        if tag is Tag.DETERMINER and first == position + 1:
            position -= 1
            tag = tag_at(tokens, position)
        linked = tag is Tag.PREPOSITION and tokens[position].lower in _LINKS
        if nearest:
            linked = linked and links == 0 and tokens[position].lower in ("of", "per")
        paired = tag is Tag.CONJUNCTION and tokens[position].lower in ("and", "&")
        if not (linked or paired) or tag_at(tokens, position - 1) is not Tag.NOUN:
            break
        links += 1
        first = position
    while tokens[first].tag is not Tag.NOUN:
        first += 1
    return _shortened(tokens, first, last)


def _shortened(tokens: Sequence[Token], first: int, last: int) -> Words:
    """Cuts a long chain at the preposition where the words run out."""
    if last - first < MAX_WORDS:
        return first, last
    cut = first + MAX_WORDS - 1
    for position in range(cut, first, -1):
        if tokens[position].tag in (Tag.PREPOSITION, Tag.CONJUNCTION):
            cut = position - 1
            break
    return first, cut


def nearest_phrase(tokens: Sequence[Token], position: int) -> Words | None:
    """Returns the last noun phrase before a place, within the sentence's part."""
    for index in range(position, max(-1, position - REACH), -1):
        if tokens[index].tag is Tag.NOUN:
            return phrase_to(tokens, index)
    return None


def opening_of(tokens: Sequence[Token], closing: int) -> int:
    for index in range(closing, max(-1, closing - REACH), -1):
        if tokens[index].tag is Tag.OPEN:
            return index
    return closing


def past_adverbs(tokens: Sequence[Token], position: int) -> int:
    while tag_at(tokens, position) is Tag.ADVERB:
        position -= 1
    return position


def tag_at(tokens: Sequence[Token], index: int) -> Tag | None:
    return tokens[index].tag if 0 <= index < len(tokens) else None


def lower_at(tokens: Sequence[Token], index: int) -> str:
    return tokens[index].lower if 0 <= index < len(tokens) else ""
