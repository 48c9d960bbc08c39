"""Finds what a share, a sum or a measure is of, and whose the counted things are, in tagged words.

Goes back from the figure to its verb: the verb's subject, or its object where the figure is put
to that ("cut its forecast to 3%"). Knows nothing of figures, tables or other sentences.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.figures.movements import CHANGE_NOUNS, CHANGE_VERBS, FALL_NOUNS, RISE_NOUNS
from assistant.figures.phrases import (
    MAX_WORDS,
    REACH,
    Words,
    lower_at,
    nearest_phrase,
    opening_of,
    past_adverbs,
    phrase_to,
    tag_at,
)
from assistant.figures.tagging import Tag, Token
from assistant.figures.unnamed import NAMELESS, TIMES
from assistant.figures.verbs import LEVEL_NOUNS, SAYING

_NEAR = frozenset("ranging totalling totaling averaging valued priced worth costing".split())
_OF_TIME = (Tag.PREPOSITION, Tag.DETERMINER, Tag.CONJUNCTION, Tag.DATE, Tag.COMMA)
_TIME_WORDS = TIMES | frozenset(("ended", "ending", "end", "fiscal", "three", "six", "nine"))
_DIRECTIONS = frozenset("up down off".split())


def find_governor(tokens: Sequence[Token], index: int) -> Words | None:
    """Returns the noun phrase the figure tokens[index] is of: "fine" of "a fine of $3bn"."""
    position = past_adverbs(tokens, index - 1)
    if tag_at(tokens, position) is Tag.OPEN:
        position -= 1
    gapped = _gapped(tokens, position)
    if gapped:
        return gapped
    if lower_at(tokens, position) in ("of", "worth"):
        measured = phrase_to(tokens, position - 1, nearest=True)
        if measured and _is_telling(tokens, measured):
            return measured
        if measured and tokens[measured[1]].lower in (*RISE_NOUNS, *FALL_NOUNS):
            # "a market basket increase of 2%"
            moved = (measured[0], measured[1] - 1)
            if moved[0] <= moved[1] and _is_telling(tokens, moved):
                return moved
    verb = _verb_before(tokens, position)
    if lower_at(tokens, position) == "by":
        # "raise the number of people who say that it is fair by 5%"
        verb = _moving_verb(tokens, position) or verb
    if verb is None:
        return nearest_phrase(tokens, position)
    placed = _object(tokens, verb, position)
    if placed and tokens[verb].tag is Tag.VERB:
        head = tokens[placed[1]].lower
        if head not in LEVEL_NOUNS and head not in CHANGE_NOUNS and head not in NAMELESS:
            return placed
    return _telling_subject(tokens, verb) or placed


def _moving_verb(tokens: Sequence[Token], position: int) -> int | None:
    for index in range(position, max(-1, position - REACH), -1):
        if tokens[index].tag is Tag.STOP:
            return None
        if tokens[index].tag is Tag.VERB and tokens[index].lower in CHANGE_VERBS:
            return index
    return None


def _is_telling(tokens: Sequence[Token], measured: Words) -> bool:
    """Tells "a fine of $3bn", "a net loss of $3bn" from "a period of 3 days", "a rise of 3%"."""
    head = tokens[measured[1]].lower
    if head in ("gain", "gains", "loss", "losses"):
        return measured[0] < measured[1]
    return head not in LEVEL_NOUNS | CHANGE_NOUNS | NAMELESS


def _telling_subject(tokens: Sequence[Token], verb: int) -> Words | None:
    """Returns the subject of a verb; past "the year ended" and the like, of the verb before."""
    subject = find_subject(tokens, verb)
    if subject is None or subject[0] != subject[1] or tokens[subject[1]].lower not in TIMES:
        return subject
    earlier = _verb_before(tokens, subject[0] - 1)
    return find_subject(tokens, earlier) if earlier is not None else None


def find_owner(tokens: Sequence[Token], index: int) -> Words | None:
    """Returns whose the things counted at tokens[index] are: the noun before "of" or "in", or the
    subject of the verb ("Ford" of "Ford has 13,000 workers"). A source that only says so is none.
    """
    position = past_adverbs(tokens, index - 1)
    if tag_at(tokens, position) is Tag.DETERMINER:
        position -= 1
    if tag_at(tokens, position) is Tag.PREPOSITION:
        held = phrase_to(tokens, position - 1, nearest=True)
        if held:
            return held
    opened = _bracket_before(tokens, position)
    if opened is not None:
        return phrase_to(tokens, opened - 1)
    verb = _verb_before(tokens, position)
    if verb is None or tokens[verb].lower in SAYING:
        return None
    return find_subject(tokens, verb)


def find_bracketed(tokens: Sequence[Token], index: int) -> Words | None:
    """Returns the noun phrase before the bracket that the figure tokens[index] opens."""
    at = index - 1
    while lower_at(tokens, at) in (",", "e.g", "eg", "i.e", "such", "as", "like"):
        at -= 1
    return phrase_to(tokens, at - 1) if tag_at(tokens, at) is Tag.OPEN else None


def find_topic(tokens: Sequence[Token]) -> Words | None:
    """Returns the subject of a sentence's first verb, what a pronoun behind it may stand for."""
    for index, token in enumerate(tokens[:REACH]):
        if token.tag in (Tag.VERB, Tag.AUXILIARY):
            return find_subject(tokens, index)
    return None


def find_subject(tokens: Sequence[Token], verb: int, *, depth: int = 4) -> Words | None:
    """Returns the subject of the verb at tokens[verb]; a pronoun's is that of an earlier verb."""
    position = verb - 1
    while position >= 0 and (
        tokens[position].tag in (Tag.AUXILIARY, Tag.ADVERB, Tag.VERB)
        or tokens[position].lower == "to"
    ):
        position -= 1
    position = _before_time(tokens, position)
    tag = tag_at(tokens, position)
    if tag is Tag.RELATIVE:
        position -= 1
        position -= tag_at(tokens, position) is Tag.COMMA
        tag = tag_at(tokens, position)
    if tag is Tag.CLOSE:
        position = opening_of(tokens, position) - 1
        tag = tag_at(tokens, position)
    if tag is Tag.NOUN:
        phrase = phrase_to(tokens, position)
        return _past_participle(tokens, phrase) if phrase else None
    if tag is Tag.COMMA:
        return _across_comma(tokens, verb, position, depth)
    if position < 0 or tag is Tag.STOP or not depth:
        return None
    return _earlier(tokens, position, depth)


def _before_time(tokens: Sequence[Token], position: int) -> int:
    """Steps back over "for the year ended 3 May 2020" behind a subject."""
    if tag_at(tokens, position) is not Tag.DATE:
        return position
    last = position - 1
    while tag_at(tokens, last) in _OF_TIME or lower_at(tokens, last) in _TIME_WORDS:
        last -= 1
    return last if tag_at(tokens, last) is Tag.NOUN else position


def _past_participle(tokens: Sequence[Token], phrase: Words) -> Words:
    """Goes back from "the year" to the amount in "the amount charged in the year"."""
    at = phrase[0] - 1
    at -= tag_at(tokens, at) is Tag.DETERMINER
    deed = at - 1
    if tag_at(tokens, at) is not Tag.PREPOSITION or tag_at(tokens, deed) is not Tag.VERB:
        return phrase
    if not tokens[deed].lower.endswith("ed") or tag_at(tokens, deed - 1) is not Tag.NOUN:
        return phrase
    return phrase_to(tokens, deed - 1) or phrase


def _across_comma(tokens: Sequence[Token], verb: int, comma: int, depth: int) -> Words | None:
    """Reads "debt, excluding banks', was" and ", wiping $3m off": the subject is further back."""
    first = tokens[verb].lower
    if first in _NEAR:
        return phrase_to(tokens, comma - 1)
    if not first.endswith("ing"):
        for position in range(comma - 1, max(-1, comma - 18), -1):
            if tokens[position].tag is Tag.STOP:
                break
            if tokens[position].tag is Tag.COMMA:
                apart = phrase_to(tokens, position - 1)
                if apart:
                    return apart
                break
    return _earlier(tokens, comma, depth) or phrase_to(tokens, comma - 1)


def _earlier(tokens: Sequence[Token], position: int, depth: int) -> Words | None:
    """Returns the subject of the verb before, across "and" and pronouns."""
    verb = _verb_before(tokens, position, across=True)
    if verb is None:
        return nearest_phrase(tokens, position)
    return find_subject(tokens, verb, depth=depth - 1)


def _gapped(tokens: Sequence[Token], position: int) -> Words | None:
    """Reads "Unite, down 68p" and "…2.3%, Burlington by 2.6%": a noun phrase and no verb."""
    if lower_at(tokens, position) in _DIRECTIONS and tag_at(tokens, position - 1) is Tag.COMMA:
        return phrase_to(tokens, position - 2)
    if tag_at(tokens, position) is Tag.PREPOSITION:
        position -= 1
    phrase = phrase_to(tokens, position, nearest=True)
    if phrase is None:
        return None
    before = phrase[0] - 1
    while tag_at(tokens, before) in (Tag.DETERMINER, Tag.CONJUNCTION):
        before -= 1
    joined = before < phrase[0] - 1 or tag_at(tokens, before) is Tag.COMMA
    before -= tag_at(tokens, before) is Tag.COMMA
    return phrase if joined and tag_at(tokens, before) is Tag.QUANTITY else None


def _verb_before(tokens: Sequence[Token], position: int, *, across: bool = False) -> int | None:
    """Returns the index of the verb that governs what stands at ``position``, within its clause."""
    for index in range(position, max(-1, position - REACH), -1):
        tag = tokens[index].tag
        if tag in (Tag.VERB, Tag.AUXILIARY):
            return index
        if tag is Tag.STOP and not across:
            return None
    return None


def _object(tokens: Sequence[Token], verb: int, end: int) -> Words | None:
    """Returns the noun phrase right behind a verb, if it ends by tokens[end]."""
    first = verb + 1
    while tag_at(tokens, first) in (Tag.DETERMINER, Tag.ADVERB) and first <= end:
        first += 1
    last = first - 1
    while last < end:
        tag = tag_at(tokens, last + 1)
        if tag is Tag.NOUN:
            last += 1
        elif tag is Tag.PREPOSITION and lower_at(tokens, last + 1) == "of" and last >= first:
            step = 2 + (tag_at(tokens, last + 2) is Tag.DETERMINER)
            if last + step > end or tag_at(tokens, last + step) is not Tag.NOUN:
                break
            last += step
        else:
            break
    return (first, min(last, first + MAX_WORDS - 1)) if first <= last <= end else None


def _bracket_before(tokens: Sequence[Token], position: int) -> int | None:
    """Returns the index of the bracket that is open at ``position``."""
    for index in range(position, max(-1, position - REACH), -1):
        if tokens[index].tag is Tag.OPEN:
            return index
        if tokens[index].tag is Tag.CLOSE:
            return None
    return None
