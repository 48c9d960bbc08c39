"""Tags the words of a sentence by what they can be, its quantities as one word each.

A rough tagger from closed classes, endings and neighbours: enough to tell a clause's verb from its
nouns. Knows nothing of labels, of what a quantity counts, or of other sentences.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from assistant.figures.amounts import Quantity
from assistant.figures.lexicon import IRREGULAR_VERBS
from assistant.figures.verbs import (
    ADVERBS,
    AUXILIARIES,
    CONJUNCTIONS,
    DETERMINERS,
    MODALS,
    NOUN_OR_VERB,
    NOUNS_IN_ING_OR_ED,
    PREPOSITIONS,
    PRONOUNS,
    RELATIVES,
    SUBORDINATORS,
    VERBS,
)
from assistant.records import Kind


class Tag(StrEnum):
    """What a word is in its sentence; a noun's modifiers count as nouns."""

    NOUN = "noun"
    VERB = "verb"
    AUXILIARY = "auxiliary"
    DETERMINER = "determiner"
    PREPOSITION = "preposition"
    CONJUNCTION = "conjunction"
    SUBORDINATOR = "subordinator"
    RELATIVE = "relative"
    PRONOUN = "pronoun"
    ADVERB = "adverb"
    QUANTITY = "quantity"
    DATE = "date"
    COMMA = "comma"
    OPEN = "open"
    CLOSE = "close"
    STOP = "stop"


class Token(NamedTuple):
    """A word, mark or quantity with its offsets in the sentence."""

    lower: str
    start: int
    end: int
    tag: Tag


_TOKEN = re.compile(r"\w+(?:['’.&/-]\w+)*|&|[,;:()\[\]|—–!?]|\.(?=\s|$)|\s-(?=\s)")
_NAME_BEFORE = re.compile(r"\b[A-Z][a-z]+\s$")
_MARKS = {",": Tag.COMMA, "(": Tag.OPEN, "[": Tag.OPEN, ")": Tag.CLOSE, "]": Tag.CLOSE}
_CLOSED = {
    **dict.fromkeys(DETERMINERS, Tag.DETERMINER),
    **dict.fromkeys(PREPOSITIONS, Tag.PREPOSITION),
    **dict.fromkeys(CONJUNCTIONS, Tag.CONJUNCTION),
    **dict.fromkeys(SUBORDINATORS, Tag.SUBORDINATOR),
    **dict.fromkeys(RELATIVES, Tag.RELATIVE),
    **dict.fromkeys(PRONOUNS, Tag.PRONOUN),
    **dict.fromkeys((*AUXILIARIES, *MODALS), Tag.AUXILIARY),
    **dict.fromkeys(ADVERBS, Tag.ADVERB),
}
# What a verb may be followed by, and a noun hardly: a noun phrase of its own, or a number.
_OBJECT = (Tag.DETERMINER, Tag.PRONOUN, Tag.QUANTITY)
_TRANSITIVE = frozenset("cost costs estimate estimates forecast forecasts measure measures".split())
_BASE = frozenset("use own need help cover lead raise offer work live share show run".split())
_PEOPLE = frozenset(
    "people adults men women children seniors users workers students parents voters americans "
    "respondents residents households patients clients teachers members".split()
)
_BEHIND_VERB = (*_OBJECT, Tag.PREPOSITION, Tag.ADVERB, Tag.STOP, Tag.COMMA, Tag.DATE)


def tag_words(sentence: str, quantities: Sequence[Quantity]) -> list[Token]:
    """Returns the tokens of a sentence in order; offsets are into ``sentence``."""
    raw: list[Token] = []
    position = 0
    for quantity in quantities:
        raw += _words(sentence, position, quantity.start)
        tag = Tag.DATE if quantity.kind is Kind.DATE else Tag.QUANTITY
        raw.append(Token("", quantity.start, quantity.end, tag))
        position = quantity.end
    raw += _words(sentence, position, len(sentence))
    return _with_verbs(sentence, raw)


def _words(sentence: str, start: int, end: int) -> list[Token]:
    found = []
    for match in _TOKEN.finditer(sentence, start, end):
        lower = match.group().lower().replace("’", "'")
        if lower[0].isalnum():
            # "May" is a month where it is no first word.
            month = lower == "may" and match.group() != "may" and match.start() > 0
            # "US sales" and "IT staff" are not about us or it.
            named = month or match.group() in ("US", "IT", "WHO", "AM")
            named = named or (match.group() == "A" and _behind_name(sentence, match.start()))
            tag = Tag.NOUN if named else _CLOSED.get(lower, Tag.NOUN)
            if tag is Tag.NOUN and lower.endswith("ly") and len(lower) > 5:
                tag = Tag.ADVERB
        elif lower == "&":
            tag = Tag.CONJUNCTION
        else:
            tag = _MARKS.get(lower, Tag.STOP)
        found.append(Token(lower, match.start(), match.end(), tag))
    return found


def _behind_name(sentence: str, start: int) -> bool:
    """Tells the letter of "Class A shares" from an article."""
    return _NAME_BEFORE.search(sentence, max(0, start - 12), start) is not None


def _with_verbs(sentence: str, raw: list[Token]) -> list[Token]:
    """Returns the tokens with the verbs among the nouns marked."""
    tagged: list[Token] = []
    for index, token in enumerate(raw):
        if token.lower == "that" and tagged and tagged[-1].tag is Tag.VERB:
            token = token._replace(tag=Tag.SUBORDINATOR)  # "said that prices rose"
        if token.tag is Tag.NOUN and token.lower[0].isalpha():
            before = _before(tagged)
            behind = raw[index + 1].tag if index + 1 < len(raw) else Tag.STOP
            if token.lower in NOUN_OR_VERB and _is_noun_by(token.lower, raw[index + 1 : index + 2]):
                behind = Tag.NOUN
            small = sentence[token.start].islower()
            if _is_verb(token.lower, before, behind, small=small):
                token = token._replace(tag=Tag.VERB)
        tagged.append(token)
    return tagged


def _is_noun_by(word: str, behind: Sequence[Token]) -> bool:
    """Tells the nouns of "water use per head", "a cut of 9%" and "lease cost for the year"."""
    if not behind:
        return False
    takes_object = word in _TRANSITIVE and behind[0].tag is Tag.PREPOSITION
    return takes_object or behind[0].lower in ("of", "per")


def _before(tagged: list[Token]) -> Token | None:
    """Returns the last token that is no adverb."""
    for token in reversed(tagged[-3:]):
        if token.tag is not Tag.ADVERB:
            return token
    return None


def _is_verb(word: str, before: Token | None, behind: Tag, *, small: bool) -> bool:
    tag = before.tag if before else Tag.STOP
    if not small and tag is not Tag.NOUN:
        return False
    if tag is Tag.DETERMINER or (tag is Tag.PREPOSITION and before and before.lower != "to"):
        return word.endswith("ing") and behind in (Tag.DETERMINER, Tag.PRONOUN, Tag.QUANTITY)
    if word in NOUNS_IN_ING_OR_ED or (before and before.lower.endswith("'s")):
        return False
    if before and _asks_for_verb(word, before, behind):
        return before.lower in MODALS or tag is not Tag.AUXILIARY or _is_participle(word)
    if word in _BASE and before and before.lower in _PEOPLE:
        return small  # "older adults use social sites"
    if word in VERBS or word in IRREGULAR_VERBS:
        return small and not (word in NOUN_OR_VERB and behind not in _BEHIND_VERB)
    if word.endswith("ing"):
        return tag in (Tag.NOUN, Tag.COMMA, Tag.SUBORDINATOR) and behind in _BEHIND_VERB
    if word.endswith("ed"):
        return tag in (Tag.NOUN, Tag.CLOSE, Tag.CONJUNCTION) or behind in _BEHIND_VERB
    if word in NOUN_OR_VERB:
        return tag in (Tag.NOUN, Tag.CLOSE) and behind in (*_OBJECT, Tag.PREPOSITION)
    # "the bank employs 300", "analysts see the rate": a noun is not followed by a noun phrase.
    if tag is Tag.NOUN and behind is Tag.RELATIVE and before and before.lower.endswith("s"):
        return small and not word.endswith("s")  # "seniors indicate that"
    third = word.endswith("s") and not word.endswith("ss") and len(word) > 4
    return small and tag is Tag.NOUN and behind in _OBJECT and (third or behind in _OBJECT[:2])


def _asks_for_verb(word: str, before: Token, behind: Tag) -> bool:
    if before.lower == "to":
        # "to revenues of": no infinitive ends so.
        return behind is not Tag.STOP and (not word.endswith("s") or word.endswith(("ss", "us")))
    return before.tag in (Tag.AUXILIARY, Tag.RELATIVE) or before.lower in (
        *("i", "he", "she", "it", "they", "we", "you"),
    )


def _is_participle(word: str) -> bool:
    return word.endswith(("ed", "ing", "en")) or word in IRREGULAR_VERBS or word in VERBS
