"""Writes the raised digits of a PDF's words so that they join no number. Knows no pages or lines.

Whether a digit is raised is told by its box; what is written for it is `raised`'s to say.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TypeAlias

from assistant.loading.raised import raised, settle

Box: TypeAlias = tuple[float, float, float, float]
"""Left, right, bottom and top of a character."""
Edges: TypeAlias = tuple[float, float]
"""Bottom and top of a character."""

_LONGEST = 3

_RUN = re.compile(r"\d+(?:[,–-]\d{1,3})*")
# Small digits in the middle of a code are no mark: "EP06AU20.010".
_WITHIN = re.compile(r"(?<=[A-Za-z])\d+(?=[A-Za-z]|\.\d)")
_HIGH = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
# Of the height of the character before it: how far a raised one stands up, and how small it is.
# Smaller still is text beside a letter that begins a chapter.
_UP = 0.2
_SMALLER, _SMALLEST = 0.88, 0.42


Boxes: TypeAlias = Callable[[int], Box]
"""Gives the box of the character at a place in a text."""


def write_word(text: str, start: int, end: int, box: Boxes, *, glue: str = "") -> str:
    """Returns the word at text[start:end] with its raised digits written out, spaces in none, and
    without the ``glue`` that stands for no character."""
    word = text[start:end]
    if glue and glue in word:
        places = [at for at in range(start, end) if text[at] != glue]
        return write_word(
            "".join(text[at] for at in places), 0, len(places), lambda n: box(places[n])
        )
    pieces: list[str] = []
    at = 0
    for run in _RUN.finditer(word):
        if _WITHIN.match(word, run.start()):
            continue
        first = _find_raised(run.start(), run.end(), lambda place: box(start + place))
        if first is not None:
            pieces += (word[at:first], raised(word[first : run.end()]))
            at = run.end()
    if not pieces:
        return word
    written = settle("".join([*pieces, word[at:]]))
    if " " not in written:
        return written
    # A word stays one: "3¹/2".
    return (
        "".join(
            piece.translate(_HIGH) if number % 2 else piece for number, piece in enumerate(pieces)
        ).translate(_NO_MARKS)
        + word[at:]
    )


_NO_MARKS = dict.fromkeys(range(0xFDD0, 0xFDD4))


def write_lone(word: str, before: str, one: Edges, base: Edges) -> str:
    """Returns a word that stands behind another, as a mark or exponent where it is raised digits.

    ``one`` and ``base`` are the bottoms and tops of the two.
    """
    if not (word.isdigit() and len(word) <= _LONGEST and before[-1:].isalnum()):
        return word
    if not _is_raised((0, 0, *one), (0, 0, *base)):
        return word
    written = settle(before + raised(word))[len(before) :]
    return word if " " in written else written


def _find_raised(start: int, end: int, box: Callable[[int], Box]) -> int | None:
    """Returns where the raised digits at the end of a run begin, None where none are raised."""
    last = box(end - 1)
    first = max(0, start - 1)
    if first == end - 1 or not _is_raised(last, box(first)):
        return None
    for place in range(end - 1, first, -1):
        if _is_raised(last, box(place - 1)):
            return place
    return None


def _is_raised(one: Box, base: Box) -> bool:
    high, below = one[3] - one[2], base[3] - base[2]
    is_small = _SMALLEST * below < high < _SMALLER * below
    return is_small and one[2] - base[2] > _UP * below
