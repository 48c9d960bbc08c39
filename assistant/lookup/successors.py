"""Finds in a report's new version the figure that takes an old one's place. Knows no libraries.

A wrong pair is worse than none: where two figures could be it and differ, neither is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.figures import content_stems, units_agree
from assistant.records import Figure

ALIKE = 0.5
"""The least share of words a sentence must keep where its figures' labels are no help alone."""

_DIGITS = re.compile(r"\d[\d.,]*")


def find_successor(
    old: Figure, sentence: str, figures: Sequence[Figure], text: str
) -> Figure | None:
    """Returns the figure of the new ``text`` that states what ``old`` stated in ``sentence``.

    The same sentence comes first, then one that differs in its numbers only, then a figure of the
    same label, unit and period in a sentence worded alike.
    """
    fitting = [figure for figure in figures if _fits(old, figure)]
    # The figure's place among the numbers of its sentence tells two with one label apart.
    before = sentence[: old.start - old.sentence_start]

    def stands_alike(figure: Figure) -> bool:
        return _masked(text[figure.sentence_start : figure.start]) == _masked(before)

    def stated(figure: Figure) -> str:
        return text[figure.sentence_start : figure.sentence_end]

    same = [f for f in fitting if _words(stated(f)) == _words(sentence) and stands_alike(f)]
    masked = [f for f in fitting if _masked(stated(f)) == _masked(sentence) and stands_alike(f)]
    alike = [f for f in fitting if _same_label(old, f) and _share(stated(f), sentence) >= ALIKE]
    for candidates in (same, masked, alike):
        if candidates:
            return _only(candidates)
    return None


def is_unchanged(old: Figure, new: Figure) -> bool:
    """Tells whether two figures give the same value with the same hedge."""
    return (old.value, old.upper, old.modifier) == (new.value, new.upper, new.modifier)


def _only(candidates: Sequence[Figure]) -> Figure | None:
    first = candidates[0]
    return first if all(is_unchanged(first, other) for other in candidates) else None


def _fits(old: Figure, new: Figure) -> bool:
    dates = isinstance(old.value, str), isinstance(new.value, str)
    periods = old.period is None or new.period is None or old.period == new.period
    return dates[0] == dates[1] and units_agree(old, new) and periods


def _same_label(one: Figure, other: Figure) -> bool:
    first, second = set(content_stems(one.label or "")), set(content_stems(other.label or ""))
    return bool(first) and first == second


def _words(sentence: str) -> str:
    return " ".join(sentence.split())


def _masked(sentence: str) -> str:
    return _DIGITS.sub("#", _words(sentence))


def _share(one: str, other: str) -> float:
    """Returns how many of two sentences' words, numbers aside, they have in common."""
    first, second = (
        {stem for stem in content_stems(text) if not stem[0].isdigit()} for text in (one, other)
    )
    return len(first & second) / max(1, len(first | second))
