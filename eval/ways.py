"""Turns round which way a figure is said to have gone: "rose 9%". Knows no comparing."""

from __future__ import annotations

import random
import re

from excerpts import Edit, Excerpt

from assistant.records import Kind

_PAIRS = """
rose fell
risen fallen
rises falls
rise fall
rising falling
increased decreased
increases decreases
increase decrease
increasing decreasing
grew declined
grows declines
growth decline
grow decline
climbed dropped
jumped plunged
higher lower
up down
more less
"""
_OTHER = {
    one: other
    for line in _PAIRS.strip().splitlines()
    for pair in [line.split()]
    for one, other in (pair, pair[::-1])
}
_WORD = re.compile(rf"\b(?:{'|'.join(sorted(_OTHER, key=len, reverse=True))})\b", re.IGNORECASE)
_REACH = 60


def change_way(excerpt: Excerpt, chance: random.Random) -> list[Edit] | None:
    """Changes the nearest word that says which way the figure went; None where it is a level.

    Where the reader took the figure for a level though such a word stands right before it, that
    counts: its change goes unseen.
    """
    figure = excerpt.figure
    if excerpt.in_table or figure.kind is Kind.DATE:
        return None  # "Fall 1996" is a season
    text = excerpt.report.text
    first = max(excerpt.own[0], figure.start - _REACH)
    beside = re.search(rf"{_WORD.pattern}\s(?:by\s|to\s)?$", text[first : figure.start], re.I)
    if figure.change is None and beside is None:
        return None
    last = min(excerpt.own[1], figure.end + _REACH)
    found = list(_WORD.finditer(text, first, last))
    outside = [m for m in found if m.end() <= figure.start or m.start() >= figure.end]
    if not outside:
        return None
    word = min(outside, key=lambda m: min(abs(m.end() - figure.start), abs(m.start() - figure.end)))
    other = _OTHER[word.group().lower()]
    return [Edit(*word.span(), other.capitalize() if word.group()[0].isupper() else other)]
