"""Finds who a sentence says its figures are from: "police said", "according to the ministry".

A speaker is named at the start of a clause, and is a name or somebody who can speak; where that is
not plain, none is given. Knows nothing of figures or labels.
"""

from __future__ import annotations

import re

from assistant.figures.lexicon import FUNCTION_WORDS, IRREGULAR_VERBS
from assistant.figures.stems import is_person

_NAME = r"(?P<who>[^\W\d_][\w’'&-]*(?:\s+[\w’'&-]+){0,8}?)"
_BESIDE = r"(?:,\s(?:who|which|whose)\b[^,.;:]{1,90},)?"
_SAYS = (
    r"(?:said|says|told|stated|spoke(?:\s[^,.;:]{1,40})?\sof"
    r"|(?:adds|added|reports|reported|announced|announces|warned|warns|noted|notes|claimed|claims|believes"
    r"|expects|reckons|stresse[sd])\sthat"
    r"|estimate[sd]?(?=\sthat\b|\sthere\b|\s(?:about|around|some|nearly|at\sleast|more\sthan)\s|\s\S?\d))"
)
_SPEAKER = re.compile(
    r"(?:^|(?<=[,;:—–”\"]\s)|(?<=[,;]\sand\s)|(?<=[,;]\sbut\s)|(?<=\sas\s)|(?<=\swhile\s))[“\"'‘*]?"
    rf"{_NAME}{_BESIDE}\s+(?:(?:had|has|have|also|later|earlier|then)\s+){{0,2}}{_SAYS}(?!\w)"
)
_INVERTED = re.compile(rf"[,”\"]\s+(?:said|says)\s+{_NAME}\s*(?=[,.;]|$)")
_ACCORDING = re.compile(r"\b[Aa]ccording\s+to\s+(?P<who>[^,.;:()\d]{3,60})")
_VERB_BEFORE = re.compile(r"\s(?:said|says|told|stated|added|spoke|that|estimate)")
_CLAUSE = re.compile(
    r"\s(?:there|it|they|he|she|at\sleast|about|some|nearly|more|almost|over|up\sto)\b"
)
_VERBS = (IRREGULAR_VERBS | frozenset("is are was were has have had will would".split())) - {"set"}
_LINKS = frozenset("of for the a an and in on at against its their to".split())
_DETERMINERS = frozenset("the a an its their his her our one another".split())
_SPEAKERS = frozenset(
    (
        "police ministry ministries authority authorities government committee agency agencies "
        "council company firm bank report study survey department office bureau court charity "
        "group organisation organization union fund institute university hospital newspaper media "
        "commission board team statement audit census administration army embassy association "
        "federation foundation party league society lawyers researchers scientists experts "
        "analysts economists campaigners activists prosecutors inspectors auditors organisers "
        "organizers investigators diplomats critics spokesman spokeswoman spokesperson minister "
        "ministers president chair chairman chairwoman vice-chair director mayor governor "
        "secretary commissioner prosecutor chief head leader inspector auditor economist analyst "
        "researcher scientist lawyer ambassador coordinator"
    ).split()
)
_NOBODY = frozenset(
    (
        "nothing none nobody half most many some all everyone anyone everybody others both several "
        "few those these this that it he she they we you i who what which there"
    ).split()
)
_LONGEST = 60


def find_attribution(sentence: str) -> str | None:
    """Returns who is said to give the sentence's figures, in its words, or None."""
    if "ccording" in sentence:
        match = _ACCORDING.search(sentence)
        if match:
            return _source(match["who"])
    if _VERB_BEFORE.search(sentence) is None:
        return None
    for pattern in (_SPEAKER, _INVERTED):
        for match in pattern.finditer(sentence):
            who = _plain(match["who"])
            if len(who) <= _LONGEST and _can_speak(who):
                return who
    return None


def _source(words: str) -> str | None:
    """Returns the words behind "according to", cut where a clause begins behind no comma."""
    who = _plain(_CLAUSE.split(words, maxsplit=1)[0])
    inside = who.lower().split()
    has_verb = any(word in _VERBS or word.endswith("ly") for word in inside)
    return None if has_verb or not inside else who


def _plain(words: str) -> str:
    return " ".join(words.split()).strip(" *“”\"'‘’")


def _can_speak(who: str) -> bool:
    """Tells a name, or words whose noun is somebody that speaks, from the rest of a sentence."""
    words = who.split()
    lower = [word.lower() for word in words]
    if lower[0] in _NOBODY or any(character.isdigit() for character in who):
        return False
    inner = lower[1:] if lower[0] in _DETERMINERS else lower
    verbs = FUNCTION_WORDS | IRREGULAR_VERBS
    if not inner or any(word in verbs and word not in _LINKS for word in inner):
        return False
    linked = [at for at, word in enumerate(inner) if word in _LINKS]
    head = inner[: linked[0]] if linked else inner
    if not head:
        return False
    # "The crews police said were lost": two nouns, and no name of one.
    if len(head) > 1 and head[-2].endswith("s") and (head[-1] == "police" or head[-1][-1] == "s"):
        return False
    if head[-1] in _SPEAKERS or is_person(head[-1]):
        return True
    # The first word of a sentence has its capital for that; one that stands alone is a name.
    named = words[len(words) - len(inner) :][: len(head)]
    return named[-1][0].isupper() and (len(named) == 1 or named[0][0].isupper())
