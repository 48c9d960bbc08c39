"""Finds figures that words tie to a whole: "including", "of whom", "124 of 225". Knows no tables.

A lead-in says that what follows it is within what came before; it need not add up.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.figures.breakdowns import Breakdown, can_be_part
from assistant.figures.comparing import labels_agree
from assistant.figures.grids import is_summable, number_of
from assistant.records import Figure, Kind

_ARTICLES = r"(?:(?:the|all|these|those|its|their|our|his|her|a|total|some|about|nearly)\s+)*"
# "124 of the 225", "31% of some 225": nothing else between the two.
_DIRECT = re.compile(rf"\s+(?:out\s+)?of\s+{_ARTICLES}$", re.IGNORECASE)
# "Of the 225 victims, …", "Among the 149 suspects were …"
_OPENING = re.compile(
    rf"(?:^|[,;:.]\s+|\band\s+)(?:Of|Among|From among|Out of)\s+{_ARTICLES}$", re.I
)
_LEAD = re.compile(
    r"\b(?:including|includes?|included|of\s+whom|of\s+which|of\s+them|of\s+these|of\s+those"
    r"|among\s+(?:them|whom|which)|compris(?:ing|es?|ed\s+of)|consist(?:ing|s|ed)\s+of"
    r"|made\s+up\s+of|composed\s+of|broken\s+down\s+into)\b(?P<more>[^.;:!?]{0,60})$",
    re.IGNORECASE,
)
_PRONOUN_AFTER = re.compile(
    r"\s+of\s+(?:whom|which|them|(?:these|those)(?=\s*[,.;:)]|\s+(?:were|are|was|had|have|did)\b))\b",
    re.IGNORECASE,
)
# "12,000 of these deaths": of the deaths counted before, where the noun is the same.
_NOUN_AFTER = re.compile(r"\s+of\s+(?:these|those)\s+(?P<noun>[^\W\d_]{3,})", re.IGNORECASE)
_OWN_BASE = re.compile(r"\s+of\s")
_IN_PAIRS = re.compile(r"\brespectively\b", re.IGNORECASE)
# "Of these, 48 …", "Among those arrested were 19 minors": what the sentence before counts.
_ABOUT_BEFORE = re.compile(
    r"\W*(?:Of|Among|From)\s+(?:them|these|those)\b[^.;:!?\d]{0,50}$", re.IGNORECASE
)
# "Ten were foreigners.", "More than half had not …": the subject is the sentence before's.
_SUBJECT_LEFT_OUT = re.compile(
    r"\s+(?:were|are|was|had|have|has|did|came|could|of\s+(?:whom|them|these|those))\b"
)
# "Nineteen of the people were minors. Ten were foreigners.": two parts of one whole.
_PART_OF = re.compile(r"\s+of\s+(?:the|these|those|them|its|their)\b", re.IGNORECASE)
_GOES_ON = re.compile(r"(?:They|These|Those)\s+(?=[a-z])")
_LISTED = re.compile(
    r"(?:,|;|\b(?:and|or|plus))\s+(?:(?:and|another|a further|the other|others?)\s+)*$",
    re.IGNORECASE,
)
_BRACKET = re.compile(r"(?:\s+[^\W\d_]+){0,3}\s*\($")
_BETWEEN = 80
_NEAR = 200
_MOST_BEFORE = 12


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence's figures, and those of the sentence before it, or of both that tell of one."""

    figures: tuple[Figure, ...]
    before: tuple[Figure, ...]


def find_lead_ins(text: str, figures: Sequence[Figure]) -> list[Breakdown]:
    """Returns wholes with the parts that words tie to them, in text order."""
    found: list[Breakdown] = []
    for sentence in _sentences(text, figures):
        wholes: dict[int, Figure] = {}
        for at in range(len(sentence.figures)):
            whole = _whole(text, sentence, at, wholes)
            if whole is not None:
                wholes[at] = whole
        for at, whole in wholes.items():
            found.append(Breakdown(whole, (sentence.figures[at],)))
    return found


def _sentences(text: str, figures: Sequence[Figure]) -> Iterator[_Sentence]:
    groups: list[list[Figure]] = []
    for figure in figures:
        if not (is_summable(figure) or _is_share(figure)):
            continue
        if groups and groups[-1][0].sentence_start == figure.sentence_start:
            groups[-1].append(figure)
        else:
            groups.append([figure])
    before: tuple[Figure, ...] = ()
    for group in groups:
        yield _Sentence(tuple(group), before)
        # "They came from 12 countries." goes on about what the sentence before it counts.
        goes_on = _GOES_ON.match(text, group[0].sentence_start)
        before = (*before, *group) if goes_on else tuple(group)


def _is_share(figure: Figure) -> bool:
    """Tells "half" and "two in five", which are shares of a base, not sums of it."""
    return figure.kind is Kind.RATE and figure.unit is None and not isinstance(figure.value, str)


def _takes_base(figure: Figure) -> bool:
    return _is_share(figure) or figure.kind is Kind.PERCENT


def _whole(text: str, sentence: _Sentence, at: int, wholes: dict[int, Figure]) -> Figure | None:
    """Returns what the figure is part of by the words around it, the plainest words first."""
    part = sentence.figures[at]
    if _IN_PAIRS.search(text, part.end, min(part.sentence_end, part.end + _NEAR)):
        return None
    for whole in sentence.figures[at + 1 : at + 2]:
        if _DIRECT.fullmatch(text, part.end, whole.start) and _fits(part, whole):
            return whole
    start = max(0, at - _MOST_BEFORE)
    before = [sentence.figures[number] for number in range(start, at) if number not in wholes]
    opened = _opened(text, before[:1])
    if opened and "," in text[opened.end : part.start] and _fits(part, opened):
        return opened
    if at and at - 1 in wholes and _goes_on(text, sentence.figures[at - 1], part):
        return wholes[at - 1] if _fits(part, wholes[at - 1]) else None
    if before and _is_led_in(text, before[-1], part):
        return _nearest(before, part)
    named = _NOUN_AFTER.match(text, part.end)
    if named:
        earlier = (*sentence.before[:_MOST_BEFORE], *before)
        alike = [figure for figure in earlier if labels_agree(figure.label, named["noun"])]
        return _nearest(alike, part)
    return _from_sentence_before(text, sentence, part) if not before else None


def _opened(text: str, figures: Sequence[Figure]) -> Figure | None:
    """Returns the figure a sentence opens with as the whole: "Of the 225 victims, …"."""
    for figure in figures:
        if _OPENING.search(text, max(figure.sentence_start, figure.start - 60), figure.start):
            return figure
    return None


def _is_led_in(text: str, whole: Figure, part: Figure) -> bool:
    if _PRONOUN_AFTER.match(text, part.end):
        return True
    if _takes_base(part) and _OWN_BASE.match(text, part.end):
        return False
    if part.start - whole.end > _NEAR:
        return False
    lead = _LEAD.search(text, whole.end, part.start)
    # What follows the lead-in must be the figure itself, not words of another thing with it.
    return lead is not None and len(lead["more"].split()) <= 2


def _goes_on(text: str, before: Figure, part: Figure) -> bool:
    """Tells the next of a list of parts: "19 minors and 10 foreigners", "124 (55%)"."""
    if part.start - before.end > _BETWEEN:
        return False
    between = text[before.end : part.start]
    if part.kind is Kind.PERCENT and before.kind is not Kind.PERCENT:
        return _BRACKET.fullmatch(between) is not None
    return (
        _LISTED.search(between) is not None
        and part.kind is before.kind
        and can_be_part(part, before)
    )


def _nearest(before: Sequence[Figure], part: Figure) -> Figure | None:
    for whole in reversed(before):
        if _fits(part, whole):
            return whole
    return None


def _from_sentence_before(text: str, sentence: _Sentence, part: Figure) -> Figure | None:
    """Returns the count of the sentence before where this one has no subject of its own."""
    lead = text[max(part.sentence_start, part.start - _NEAR - 1) : part.start]
    if len(lead) > _NEAR:
        return None
    about = _ABOUT_BEFORE.fullmatch(lead) is not None
    pronoun = _PRONOUN_AFTER.match(text, part.end) is not None
    left_out = not lead.strip(" \"'“*") and _SUBJECT_LEFT_OUT.match(text, part.end) is not None
    if not (about or pronoun or left_out):
        return None
    fitting = [
        figure
        for figure in sentence.before[:_MOST_BEFORE]
        if _fits(part, figure) and not _PART_OF.match(text, figure.end)
    ]
    same = [figure for figure in fitting if figure.unit == part.unit]
    # Two counts that both fit leave it open which is meant.
    choice = same or fitting
    return choice[0] if len({figure.value for figure in choice}) == 1 else None


def _fits(part: Figure, whole: Figure) -> bool:
    """Tells whether one can be of the other: a share of any count or sum, else the smaller."""
    if not is_summable(whole):
        return False
    if _takes_base(part) and whole.kind is not Kind.PERCENT:
        return True
    return is_summable(part) and can_be_part(part, whole) and 0 < number_of(part) < number_of(whole)
