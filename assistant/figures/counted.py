"""Judges whether two labels count the same thing. Knows nothing of values, units or reports.

A label's last noun before "of", "in" or a comma says what is counted; the words around it narrow
that down. Labels of other nouns count other things, and so do labels that divide a group apart
("child victims", "women under 15"). Where only the one side narrows, with a word that may or may
not leave some out ("trafficking victims" beside "victims"), the labels alone cannot tell.
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache

from assistant.figures.stems import content_stems, find_words, is_person, stem


class Agreement(StrEnum):
    """How a claimed label stands to a source's."""

    SAME = "same"
    OTHER = "other"
    UNTOLD = "untold"


# Nouns that may stand for one another in a count; a group a line. Narrow on purpose: a suspect is
# no offender, a girl no woman, and revenue no profit.
_SYNONYMS = """
person people individual
minor child children juvenile
staff employee personnel
firm company business
pupil student schoolchild
death fatality killed dead died
injury injured wounded
crime offence offense
country nation
home house
car automobile
doctor physician
resident inhabitant
revenue turnover
share percentage percent proportion
aircraft plane airplane
lawyer attorney
film movie
town city
worldwide global
yearly annual
arrest arrested
"""
# Words that divide a group: those with and those without are not the same ones.
_DIVIDING = """
child children minor juvenile underage adult teenage young old older younger elderly senior infant
girl boy woman women man men female male
foreign foreigner national domestic local international overseas non-national
new former first second repeat previous existing additional other further remaining
suspected confirmed probable alleged convicted acquitted estimated planned expected projected
urban rural public private federal state net gross adjusted unadjusted direct indirect average
median mean maximum minimum
full-time part-time temporary permanent paid unpaid active inactive primary secondary
killed injured missing dead died wounded rescued arrested freed detained sentenced
current noncurrent long-term short-term north south east west northern southern eastern western
under over not before after more less
"""
_FILLING = """
total number count amount sum figure overall all different separate various several
altogether together recorded reported approximately around value thousand million billion
"""
_GENERAL = frozenset({"person", "individu", "human"})
_HEAD_ENDS = re.compile(
    r"\s*,|\s*\(|\s+(?:of|in|from|with|for|at|on|by|under|over|below|above|aged|who|whose|that|"
    r"which|to|per|among|across|within|between|during|into)\s",
    re.IGNORECASE,
)
_NUMBER_OF = re.compile(
    r"^(?:the\s+)?(?:total\s+|overall\s+)?(?:number|count|total|amount|sum)\s+of\s+", re.IGNORECASE
)
# Small words that turn a label into another: "people under 15", "cases not closed".
_TURNS = {
    **dict.fromkeys(("under", "below", "younger"), "under"),
    **dict.fromkeys(("over", "above", "older"), "over"),
    **dict.fromkeys(("not", "no", "without", "excluding", "except", "never"), "not"),
    **{word: word for word in ("before", "after", "more", "less")},
}
_TURN = re.compile(rf"\b(?:{'|'.join(_TURNS)})\b", re.IGNORECASE)
_PARTICIPLE = re.compile(r"\w{2,}(?:ed|ing)$", re.IGNORECASE)


def judge_labels(
    claimed: str | None, source: str | None, *, around: tuple[str | None, str | None] = (None, None)
) -> Agreement:
    """Returns how two labels stand: same, other, or untold where one is missing or narrower.

    ``around`` is each side's scope: a word that the one has in its label and the other in its
    scope sets them not apart. Two missing labels are the same.
    """
    if not claimed or not source:
        return Agreement.SAME if not claimed and not source else Agreement.UNTOLD
    one, other = _names(claimed), _names(source)
    if one == other:
        return Agreement.SAME
    if one <= _GENERAL and one and is_person(source):
        return Agreement.SAME  # "149 people" for 149 suspects says less, and nothing wrong
    if other <= _GENERAL and other and is_person(claimed):
        return Agreement.UNTOLD
    counts, says = _heads(claimed), _heads(source)
    if counts - says and says - counts:
        return Agreement.OTHER
    more, less = one - other, other - one
    if (more | less) & _dividing() or (_numbers(more) and _numbers(less)):
        return Agreement.OTHER
    if more <= _names(around[1] or "") and less <= _names(around[0] or ""):
        return Agreement.SAME
    return Agreement.UNTOLD


def labels_agree(one: str | None, other: str | None) -> bool:
    """Tells whether two labels can count the same thing.

    Their words must meet; a general word for people ("people", "persons") meets any noun for
    people. A missing label agrees with nothing.
    """
    if not one or not other:
        return False
    first, second = set(content_stems(one)), set(content_stems(other))
    if (first & _GENERAL and is_person(other)) or (second & _GENERAL and is_person(one)):
        return True
    return bool((first & second) - {"case", "number", "total", "report", "year", "rate"}) or (
        first == second
    )


def _names(words: str) -> frozenset[str]:
    """Returns a label's telling stems, synonyms under one name, without words that only fill."""
    named = frozenset(_name(found) for found in content_stems(words))
    turns = frozenset(_TURNS[word] for found in _TURN.findall(words) if (word := found.lower()))
    return (named - _filling() or named) | turns


def _heads(label: str) -> frozenset[str]:
    """Returns the stems of what a label counts: its last noun, before what follows it.

    A label of a table's row and column ("Households reached, Upper Basin") has a head a part.
    """
    label = _NUMBER_OF.sub("", label)
    heads = set()
    for part in label.split(","):
        noun = _HEAD_ENDS.split(part, maxsplit=1)[0]
        words = [word for word, _, _ in find_words(noun or part)]
        while len(words) > 1 and _PARTICIPLE.fullmatch(words[-1]):
            words.pop()  # "victims rescued"
        if words:
            heads.add(_name(stem(words[-1])))
    return frozenset(heads)


def _name(word: str) -> str:
    return _groups().get(word, word)


def _numbers(stems: frozenset[str]) -> bool:
    return any(word[:1].isdigit() for word in stems)


@lru_cache(maxsize=1)
def _groups() -> dict[str, str]:
    found: dict[str, str] = {}
    for line in _SYNONYMS.strip().splitlines():
        first, *rest = (stem(word) for word in line.split())
        found |= dict.fromkeys((first, *rest), first)
    return found


@lru_cache(maxsize=1)
def _dividing() -> frozenset[str]:
    return frozenset(_name(stem(word)) for word in _DIVIDING.split())


@lru_cache(maxsize=1)
def _filling() -> frozenset[str]:
    return frozenset(_name(stem(word)) for word in _FILLING.split())
