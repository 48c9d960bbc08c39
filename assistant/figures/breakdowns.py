"""Finds figures of running text that add up to another. Knows nothing of lead-in words or tables.

A sum that comes out is strong evidence of parts and whole, where the words are not of change: 5
more than 100 is 105, and 100 is no part of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from assistant.figures.comparing import labels_agree
from assistant.figures.grids import is_summable, number_of, printed_step
from assistant.figures.movements import CHANGE_NOUNS, CHANGE_VERBS, either
from assistant.records import Figure, Kind

# "Five contracts, two rallies", "grown up", "adding up": no words of change here.
_OTHERWISE = (
    "up down grown add adds added adding contract contracts advance advances rally rallies rocket "
    "rockets slide slides shed sheds slip slips hike hikes leap leaps climb climbs"
)
_MOVES = (CHANGE_VERBS | CHANGE_NOUNS) - frozenset(_OTHERWISE.split())
_CHANGE = re.compile(
    rf"\b(?:{either(*_MOVES)}|compared|versus|vs|from\s\S+\s(?:\S+\s){{0,3}}to"
    r"|(?:up|down)\s(?:by|from|to|\d)|net"
    r"|less|offset\w*|deduct\w*|minus|fewer|exceed\w*|differen\w*|respectively|balance"
    r"|ratio|average|scor(?:e[sd]?|ing)|won|beat)\b",
    re.IGNORECASE,
)
_IN_TOTAL = re.compile(
    r"\b(?:total\w*|in all|altogether|combined|together|overall|sum|aggregate|adds? up)\b|=",
    re.IGNORECASE,
)
_WORDS = re.compile(r"[^\W\d_]{2}|[:;(]")
_AND = re.compile(r"^[^:;.(–—]*\band\s+$")
# "(2021: 5,330,000)": the year before, for comparison.
_BESIDE = re.compile(r"\(\s*(?:in\s+|FY\s?)?(?:19|20)\d\d\s*:\s*$")
_REACH = 700
_MOST_PARTS = 12
_LEAST_WHOLE = 10


@dataclass(frozen=True, slots=True)
class Breakdown:
    """A whole and the parts a text gives of it, in text order."""

    whole: Figure
    parts: tuple[Figure, ...]


def find_breakdowns(text: str, figures: Sequence[Figure]) -> list[Breakdown]:
    """Returns the wholes among a paragraph's figures that a run of others adds up to, the smallest
    whole first; the whole comes first, or after its parts with a word such as "total".
    """
    plain = [
        figure
        for figure in figures
        if is_summable(figure)
        and number_of(figure) > 0
        and not _BESIDE.search(text, max(0, figure.start - 16), figure.start)
    ]
    if len(plain) < 3:
        return []
    found: list[Breakdown] = []
    for at, whole in enumerate(plain):
        if number_of(whole) < _LEAST_WHOLE and printed_step(whole) == 1:
            continue
        for run in (_after(plain, at), _before(text, plain, at)):
            parts = next((parts for parts in run if _is_sound(text, whole, parts)), None)
            if parts:
                found.append(Breakdown(whole, tuple(parts)))
                break
    return sorted(found, key=lambda breakdown: number_of(breakdown.whole))


def is_of_change(words: str) -> bool:
    """Tells whether words speak of a change or a comparison, whose figures are no parts."""
    return _CHANGE.search(words) is not None


def can_be_part(part: Figure, whole: Figure) -> bool:
    """Tells whether two figures count things alike enough for one to be of the other."""
    if part.kind is Kind.MONEY or whole.kind is Kind.MONEY:
        return part.unit == whole.unit
    if (part.kind is Kind.PERCENT) != (whole.kind is Kind.PERCENT):
        return False
    if part.unit == whole.unit:
        return True
    # People are not part of a number of things, where both are named.
    unnamed = part.label is None or whole.label is None
    return {part.unit, whole.unit} == {None, "person"} and (
        unnamed or labels_agree(part.label, whole.label)
    )


def _after(plain: Sequence[Figure], at: int) -> Iterator[list[Figure]]:
    """Yields the runs behind the whole that add up to it, one figure between at most."""
    alike = [figure for figure in plain[at + 1 : at + 20] if can_be_part(figure, plain[at])]
    for first in (0, 1):
        yield from _adding_up(alike[first:], number_of(plain[at]))


def _before(text: str, plain: Sequence[Figure], at: int) -> Iterator[list[Figure]]:
    whole = plain[at]
    if not _IN_TOTAL.search(text, max(whole.sentence_start, whole.start - 40), whole.end + 30):
        return
    alike = [figure for figure in plain[max(0, at - 20) : at] if can_be_part(figure, whole)]
    for parts in _adding_up(alike[::-1], number_of(whole)):
        yield parts[::-1]


def _adding_up(figures: Sequence[Figure], whole: Decimal) -> Iterator[list[Figure]]:
    total = Decimal(0)
    for count, figure in enumerate(figures[:_MOST_PARTS], start=1):
        total += number_of(figure)
        if total == whole and count >= 2:
            yield list(figures[:count])
        if total > whole:
            return


def _is_sound(text: str, whole: Figure, parts: Sequence[Figure]) -> bool:
    """Tells a breakdown from figures that only happen to add up."""
    start, end = min(whole.start, parts[0].start), max(whole.end, parts[-1].end)
    if end - start > _REACH or "\n\n" in text[start:end]:
        return False
    if whole.kind is Kind.PERCENT and len(parts) < 3:
        return False
    in_order = sorted((whole, *parts), key=lambda figure: figure.start)
    gaps = [text[a.end : b.start] for a, b in pairwise(in_order)]
    # The marks of a chart's axis add up as well, and say nothing between them.
    if not all(_WORDS.search(gap) for gap in gaps):
        return False
    # "$7.1 million in 2021 and $5.4 million in 2020": one more of the same, not a part of it.
    if in_order[0] is whole and _AND.search(gaps[0]):
        return False
    return _CHANGE.search(text, max(whole.sentence_start, start - 60), end + 30) is None
