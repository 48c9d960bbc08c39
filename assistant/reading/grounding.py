"""Tells whether a model's words fit the passage they cite: label, years, qualifiers, other words.

Knows nothing of models, replies or the gate. A right number under a wrong name is a wrong figure,
so every doubt here counts against the model; the built-in reader stands behind it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from assistant.figures import content_stems, is_person, stem
from assistant.reading.asking import COUNTS
from assistant.reading.synonyms import means_same
from assistant.records import Evidence, Figure, Kind, Modifier

_YEAR = re.compile(r"\b(?:1[5-9]\d\d|20\d\d)\b")
_PIECE = re.compile(r"[;:,]\s|\b(?:but|while|whereas)\b|\s\|\s")
_TAIL = re.compile(r"\s+(?:of|in|from|with|for|at|under|over|aged|by|to|on|was|were|is|are)\b.*$")
_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[A-Z][a-z]{2,}")
_BOUNDS = {
    Modifier.UNDER: re.compile(r"\b(?:under|below|younger|less|fewer|not yet|up to)\b", re.I),
    Modifier.UP_TO: re.compile(r"\b(?:under|below|up to|at most|to)\b", re.I),
    Modifier.MORE_THAN: re.compile(r"\b(?:over|above|older|more|exceed\w*)\b|\+", re.I),
    Modifier.AT_LEAST: re.compile(r"\b(?:over|above|older|least|or more)\b|\+", re.I),
}
GENERAL = frozenset(stem(word) for word in "people persons individuals humans".split())
"""Stems of words for any person."""

_EMPTY = frozenset(stem(word) for word in "total number figure all value amount count".split())

# Words of telling and counting; they add no fact of their own.
_NEUTRAL = GENERAL | frozenset(
    stem(word)
    for word in (
        "total totals number numbers figure figures amount count report reports reported passage "
        "passages state states stated show shows shown note notes noted record recorded give gives "
        "given list listed table answer question according information year yes no there exactly "
        "combined altogether together overall well document documents source percent percentage "
        "per cent sum calculated add adding dollars million billion thousand therefore thus so"
    ).split()
)


@dataclass(frozen=True)
class Place:
    """One cited passage with the words that may be used of it."""

    evidence: Evidence

    @cached_property
    def headings(self) -> str:
        """The title, publisher and heading path: what the whole passage is about."""
        report, passage = self.evidence.report, self.evidence.passage
        return " · ".join(filter(None, (report.title, report.publisher, *passage.heading)))

    @cached_property
    def stems(self) -> frozenset[str]:
        """The stems of all its words, those about it included."""
        passage = self.evidence.passage
        return frozenset(content_stems(f"{self.headings} {passage.context} {passage.text}"))

    def statement(self, figure: Figure) -> str:
        """Returns the sentence or row that states a figure of the passage."""
        passage = self.evidence.passage
        start = max(0, figure.sentence_start - passage.start)
        return passage.text[start : figure.sentence_end - passage.start]

    def clause(self, figure: Figure) -> str:
        """Returns a figure's row, or its clause of a sentence, with its label and scope."""
        statement = self.statement(figure)
        if "|" not in statement:
            at = figure.start - max(figure.sentence_start, self.evidence.passage.start)
            cuts = [0, *(m.start() for m in _PIECE.finditer(statement)), len(statement)]
            first = max(cut for cut in cuts if cut <= max(at, 0))
            last = min((cut for cut in cuts if cut > at), default=len(statement))
            statement = statement[first:last]
        return f"{statement} {figure.label or ''} {figure.scope or ''}"


def uses_its_words(text: str, place: Place) -> bool:
    """Tells whether every telling word of a text is the passage's, a synonym, or a word of telling.

    Names count: a country that the cited passage never names makes another statement of the number.
    """
    known = place.stems | _NEUTRAL
    return all(
        word in known or any(means_same(word, other) for other in place.stems)
        for word in content_stems(text)
        if not word[0].isdigit()
    )


def is_about(names: frozenset[str], place: Place) -> bool:
    """Tells whether the passage, its headings or its title holds every name (stem) asked about."""
    return all(_meets(name, list(place.stems)) for name in names)


def counts_same(claimed: Figure, source: Figure, place: Place) -> bool:
    """Tells whether a claim's label names what the source figure counts.

    The head noun must be one of the source label's ("suspects" is not "trafficking victims"); the
    words that narrow it must stand in the source's statement or over it. A claim without a label
    ("225.") passes here; the question is what it counts.
    """
    words = content_stems(claimed.label or "")
    if not words or claimed.kind in (Kind.DATE, Kind.AGE, Kind.ORDINAL):
        return True
    over = [source.label or "", source.scope or "", place.statement(source), place.headings]
    around = content_stems(" ".join(over)) + content_stems(place.evidence.passage.context)
    if not all(_meets(word, around) or word in _NEUTRAL for word in words):
        return False
    if claimed.kind not in COUNTS:
        return True
    label = [word for word in content_stems(source.label or "") if word not in _EMPTY]
    if not label:
        return True
    head = _head(claimed.label or "")
    if head is None or head in _EMPTY or _meets(head, label):
        return True
    return head in GENERAL and (source.unit == "person" or is_person(source.label or ""))


def _head(label: str) -> str | None:
    """Returns the stem of a noun phrase's head: "minor victims rescued" → victim."""
    words = re.findall(r"[^\W\d_]+(?:['’-][^\W\d_]+)*", _TAIL.sub("", label))
    nouns = [word for word in words if not word.lower().endswith("ed")] or words
    stems = [found for word in nouns[-1:] for found in content_stems(word)]
    return stems[-1] if stems else None


def _meets(word: str, others: list[str]) -> bool:
    return any(means_same(word, other) for other in others)


def years_agree(wanted: set[str], source: Figure, place: Place) -> bool:
    """Tells whether a figure can be of the years named: by its own words, else those over it.

    The nearest words that name any year decide; where none does, nothing speaks against it.
    """
    if not wanted or isinstance(source.value, str):
        return True
    passage = place.evidence.passage
    own = f"{source.label or ''} {source.scope or ''}"
    near = (own, place.clause(source), place.statement(source))
    for words in (*near, " ".join(passage.heading), place.headings, passage.text):
        years = years_in(words)
        if years:
            return wanted <= years
    return True


def years_in(text: str) -> set[str]:
    """Returns the years a text names."""
    return set(_YEAR.findall(text))


def qualifies(qualifier: Figure, source: Figure, place: Place) -> bool:
    """Tells whether a date, age or bound ("under 15") is said of a figure in the report too.

    The qualifier's numbers and names must stand in the figure's clause or row (a date's may stand
    in the sentence or over it), with a bound of the same side.
    """
    words = place.clause(source)
    if qualifier.kind is Kind.DATE:
        words = f"{words} {place.statement(source)} {place.headings}"
    tokens = set(_TOKEN.findall(words))
    bound = _BOUNDS.get(qualifier.modifier)
    return set(_TOKEN.findall(qualifier.surface)) <= tokens | {"Under", "Over"} and (
        bound is None or bool(bound.search(words))
    )


def is_qualifier(figure: Figure) -> bool:
    """Tells a date, an age or an age-like bound ("under 15") from a figure of an amount."""
    if figure.kind in (Kind.DATE, Kind.AGE):
        return True
    small = not isinstance(figure.value, str) and 0 <= figure.value <= 120
    bounded = figure.modifier in _BOUNDS or figure.modifier is Modifier.BETWEEN
    return figure.kind in COUNTS and small and bounded
