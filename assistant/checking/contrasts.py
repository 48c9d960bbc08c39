"""Takes apart sentences that set two things against each other. Knows nothing of reports.

"Four times as many victims were under 15 as were 15 to 17" is two lookups and what is said of
them; each lookup is written as a sentence of its own, with a number to stand in for its value.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from assistant.checking.segments import has_verb
from assistant.figures import read_figures, stem
from assistant.records import Figure, Kind

_ANY = "9"
"""Stands for the value looked up."""

_RISES = "rose grew increased climbed jumped".split()
_FALLS = "fell declined decreased dropped shrank sank".split()
_FOLDS = {"doubled": 2, "tripled": 3, "trebled": 3, "quadrupled": 4}

_MORE = re.compile(
    r"(?P<way>more|fewer|less)\s+(?P<one>[a-z].+?)\s+than\s+(?P<other>.+?)[.!]?\s*$", re.IGNORECASE
)
_AS_MANY = re.compile(r"\s+as\s+(?:many|much)\s+(?P<one>.+?)\s+as\s+(?P<other>.+?)[.!]?\s*$")
_YEAR = r"(?:1[89]|20)\d\d"
_TREND = re.compile(
    rf"^(?P<what>.+?)\s+(?:has\s+|have\s+|had\s+)?"
    rf"(?P<verb>{'|'.join([*_RISES, *_FALLS, *_FOLDS])}|halved)(?:\s+\w+ly)?\s+"
    rf"(?:from\s+(?P<first>{_YEAR})\s+to|between\s+(?P<begin>{_YEAR})\s+and)\s+"
    rf"(?P<last>{_YEAR})\s*[.!]?\s*$",
    re.IGNORECASE,
)
_AMOUNT = re.compile(r"^(?:the\s+)?(?:total\s+)?(?:number|amount|count)\s+of\s+", re.IGNORECASE)


class Relation(StrEnum):
    """How the first is said to stand to the second."""

    MORE = "more than"
    FEWER = "fewer than"
    TIMES = "times"


@dataclass(frozen=True, slots=True)
class Contrast:
    """Two lookups, as sentences, and what is said of them; ``factor`` is for `Relation.TIMES`."""

    one: str
    other: str
    relation: Relation
    factor: Figure | None = None
    folds: int | None = None


def find_contrast(text: str, figures: Sequence[Figure], start: int) -> Contrast | None:
    """Returns the contrast that a sentence states, or None; figures' offsets are from ``start``."""
    return _as_many(text, figures, start) or _trend(text) or _more(text)


def _as_many(text: str, figures: Sequence[Figure], start: int) -> Contrast | None:
    for figure in figures:
        if figure.kind is Kind.RATE and figure.unit == "times":
            match = _AS_MANY.match(text, figure.end - start)
            if match:
                pair = _pair(match["one"], match["other"])
                return Contrast(*pair, Relation.TIMES, figure) if pair else None
    return None


def _more(text: str) -> Contrast | None:
    match = _MORE.search(text)
    # Behind a number ("37 more victims") or a bound ("more than half") it says something else.
    if match is None or re.search(r"\S", text[: match.start()].rpartition(",")[2]):
        return None
    pair = _pair(match["one"], match["other"])
    if pair is None:
        return None
    relation = Relation.MORE if match["way"].lower() == "more" else Relation.FEWER
    return Contrast(*pair, relation)


def _trend(text: str) -> Contrast | None:
    match = _TREND.match(text)
    if match is None:
        return None
    what, verb = _AMOUNT.sub("", match["what"]), match["verb"].lower()
    what = re.sub(r"^[Tt]he\s+|\b(?:who|that|which)\s+", "", what)
    before, after = (
        f"{_ANY} {what} in {year}." for year in (match["first"] or match["begin"], match["last"])
    )
    if verb == "halved":
        return Contrast(before, after, Relation.TIMES, folds=2)
    if verb in _FOLDS:
        return Contrast(after, before, Relation.TIMES, folds=_FOLDS[verb])
    return Contrast(after, before, Relation.MORE if verb in _RISES else Relation.FEWER)


def _pair(one: str, other: str) -> tuple[str, str] | None:
    """Returns the two lookups; what one side leaves out (the noun, the verb) is the other's."""
    noun = _noun(one)
    if noun is None:
        return None
    if not has_verb(one):
        verb = re.search(r"\b(?:was|were|is|are|had|have|has|did|went|came)\b.*", other)
        if verb is None:
            return None
        one = f"{one} {verb.group()}"
    elif not has_verb(other):
        return None
    elif stem(noun.split()[-1]) not in {stem(word) for word in re.findall(r"[^\W\d_]+", other)}:
        first = re.match(r"(?:was|were|is|are|had|have|has|went|came)\b", other)
        if first is None:
            return None
        other = f"{noun} {other}"
    return f"{_ANY} {_aged(one)}.", f"{_ANY} {_aged(other)}."


def _aged(words: str) -> str:
    """Returns "were aged 15 to 17" for "were 15 to 17"."""
    return re.sub(
        r"\b(were|are|was|is)\s+(?=\d{1,2}\s*(?:to|and|or|-|–)\s*\d{1,2}\b)", r"\1 aged ", words
    )


def _noun(words: str) -> str | None:
    figures = read_figures(f"{_ANY} {words}.")
    return figures[0].label if figures and figures[0].start == 0 else None
