"""Gives a share without a noun the people asked, named before: "Two-thirds (66%) say …".

Knows nothing of how labels are read in their own clause. Offsets are into the sentence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.figures.nouns import read_noun_phrase
from assistant.figures.sayings import ANSWERS
from assistant.figures.stems import is_person
from assistant.records import Figure, Kind

# Everybody asked; a part of them ("Republicans") is carried within its sentence only.
_EVERYBODY = re.compile(
    r"(?:(?:all|U\.S\.|American|British|Canadian|Australian|the)\s)*(?:public|adults|Americans|"
    r"respondents|people|voters|citizens|residents|consumers|employees|households)",
    re.IGNORECASE,
)
# What may open a sentence before its share and names nobody.
_OPENING = re.compile(
    r"(?:(?:currently|overall|today|now|just|only|about|roughly|nearly|and|but|still|meanwhile|in|all|"
    r"some|another|while|a|yet|told)[,\s]+){0,4}\(?",
    re.IGNORECASE,
)
_AMONG = re.compile(r"(?:Among|Of)\s(?:all\s|the\s|these\s|those\s)?(?=[a-zA-Z])")
_SHARES = (Kind.PERCENT, Kind.RATE)


def _among(sentence: str) -> str | None:
    """Returns of whom a sentence tells all its shares: "Among older adults who …, 29% would"."""
    opening = _AMONG.match(sentence)
    named = read_noun_phrase(sentence, opening.end() - 1, len(sentence)) if opening else None
    return named.text if named and named.text and is_person(named.text) else None


def _is_group(sentence: str, figure: Figure) -> bool:
    """Tells whether a share's label is people: by its noun, or a name that says something."""
    label = figure.label or ""
    if is_person(label) or (label and sentence.endswith(f"{label} (", 0, figure.start)):
        return True
    said = sentence.find(label, figure.end)
    named = label[:1].isupper() and label.endswith("s") and said >= 0
    return named and ANSWERS.match(sentence, said + len(label)) is not None


def with_groups(
    sentence: str, figures: Sequence[Figure], everybody: str | None
) -> tuple[list[Figure], str | None]:
    """Returns a sentence's figures with their groups, and who "everybody" is from here on."""
    told: list[Figure] = []
    group = _among(sentence)
    for figure in figures:
        share = figure.kind in _SHARES
        named = figure.label is not None and _is_group(sentence, figure)
        if share and not named and ANSWERS.match(sentence, figure.end):
            opens = _OPENING.fullmatch(sentence, 0, figure.start) is not None
            figure = replace(figure, label=group or (everybody if opens else figure.label))
        elif share and named:
            group = figure.label
        if share and figure.label and _EVERYBODY.fullmatch(figure.label):
            group = everybody = figure.label
        told.append(figure)
    return told, everybody
