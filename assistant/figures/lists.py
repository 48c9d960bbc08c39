"""Reads a list under its lead-in: "… in two groups:". Knows nothing of tables or stores.

The lead-in says what the items' bare numbers count, and what they are parts of.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from assistant.figures.breakdowns import can_be_part
from assistant.figures.comparing import labels_agree
from assistant.figures.grids import is_summable, number_of
from assistant.figures.prose import read_paragraph
from assistant.records import Block, Figure, Kind

# "in two groups:", "three things:": how many items follow, not what they count.
_SORTS = re.compile(
    r"\b(?:group|way|categor(?:y|ie)|type|kind|part|thing|point|reason|step|area|stage|phase|measure"
    r"|finding|priorit(?:y|ie)|goal|objective|question|section|item|topic|theme|pillar)s?$",
    re.IGNORECASE,
)
_NAMED = re.compile(r"\b(?:the|these|those|all)\s+([^\W\d_]{3,})", re.IGNORECASE)
_EVERYBODY = frozenset(("people", "persons", "individuals"))
_LIST_MARK = re.compile(r"\s*(?:[-–•*+]|\(?[0-9a-z]{1,3}[.)])?\s*")
_OPENING = 60


@dataclass(frozen=True, slots=True)
class LeadIn:
    """What the items of a list count, and the figure that they are parts of."""

    label: str
    whole: Figure


def find_lead_in(words: str, figures: Sequence[Figure], before: Sequence[Figure]) -> LeadIn | None:
    """Returns what a paragraph's words say of the list behind it, None where it is not plain.

    ``figures`` are the paragraph's own, ``before`` those of the paragraph above it, which it may
    speak of by name ("What became of the people found:").
    """
    if not words.rstrip().endswith(":"):
        return None
    own = [figure for figure in _counts(figures) if not _SORTS.search(figure.label or "")]
    if own:
        (first, *others) = own
        return None if others or first.label is None else LeadIn(first.label, first)
    above = list(_counts(before))
    for named in _NAMED.finditer(words):
        noun = named.group(1)
        anybody = noun.lower() in _EVERYBODY
        alike = [
            figure
            for figure in above
            if labels_agree(figure.label, noun) or (anybody and figure.unit == "person")
        ]
        if len({figure.value for figure in alike}) == 1:
            return LeadIn(noun, alike[-1])
    return None


def read_list(
    text: str,
    items: Sequence[Block],
    lead_in: LeadIn | None,
    *,
    published: str | None = None,
    section: str | None = None,
) -> list[Figure]:
    """Returns the figures of a list's items, those that the lead-in has as parts linked to it."""
    read_item = partial(read_paragraph, text, published=published, section=section)
    if lead_in is None:
        return [one for item in items for one in read_item(item.start, item.end)]
    figures: list[Figure] = []
    openings: list[Figure] = []
    for item in items:
        read = read_item(item.start, item.end, inherited=lead_in.label)
        openings += _opening(text, item, read, lead_in.whole)
        figures += read
    parts = {figure.start for figure in _parts(openings, lead_in)}
    whole = (lead_in.whole.start, lead_in.whole.end)
    return [replace(one, whole=whole) if one.start in parts else one for one in figures]


def _counts(figures: Sequence[Figure]) -> list[Figure]:
    return [figure for figure in figures if is_summable(figure) and figure.kind is Kind.COUNT]


def _opening(text: str, item: Block, figures: Sequence[Figure], whole: Figure) -> list[Figure]:
    """Returns the figure an item opens with, or has after its name: "162 were …", "Men: 31"."""
    for figure in figures[:1]:
        mark = _LIST_MARK.match(text, item.start)
        name = text[mark.end() if mark else item.start : figure.start]
        opens = not name or (len(name) <= _OPENING and name.rstrip().endswith((":", "–", "—")))
        if opens and is_summable(figure) and figure.whole is None and can_be_part(figure, whole):
            return [figure]
    return []


def _parts(openings: Sequence[Figure], lead_in: LeadIn) -> Sequence[Figure]:
    """Returns those that add up to the whole, else those of its noun that are within it."""
    whole = number_of(lead_in.whole)
    if len(openings) > 1 and sum(number_of(figure) for figure in openings) == whole:
        return openings
    named = [figure for figure in openings if labels_agree(figure.label, lead_in.label)]
    positive = all(number_of(figure) > 0 for figure in named)
    return named if positive and sum(number_of(figure) for figure in named) <= whole else []
