"""Finds the clause of a sentence that holds a figure. Knows nothing of what the figure means."""

from __future__ import annotations

import re

_BREAK = re.compile(
    r"[;:]\s|,\s(?=(?:and|but|while|whereas|with|including|of whom|of which|or)\b)|\s[—–]\s|\s\|\s"
    r"|\b(?:and|but)\s(?=(?:the|a|an|it|they|its|their|\d[\d,]*|\w+ed)\s)|[()]"
)


_ROW = re.compile(r"\|(?!\|)|\S(?:[ ]{2,}|\t)\S")


def is_row(statement: str) -> bool:
    """Tells a table's row, its cells apart by bars or runs of spaces, from a sentence."""
    return bool(_ROW.search(statement))


def find_clause(sentence: str, start: int, end: int) -> tuple[int, int]:
    """Returns the offsets of the clause around sentence[start:end], cut at breaks outside it."""
    first, last = 0, len(sentence)
    for match in _BREAK.finditer(sentence):
        if match.end() <= start:
            first = match.end()
        elif match.start() >= end:
            last = match.start()
            break
    return first, last


_VERB = re.compile(
    r"\b(?:\w{2,}ed|was|were|is|are|has|have|had|went|sent|held|found|gave|given|took|taken|came|"
    r"rose|fell|grew|left|lost|paid|spent|built|rebuilt|hurt|died|ran|won|dug|made)\b",
    re.IGNORECASE,
)


def find_saying(sentence: str, start: int, end: int) -> tuple[int, int]:
    """Returns the clause around sentence[start:end], drawn back to one with a verb of its own.

    "149 suspects were arrested, including 19 minors": what is said of the 149 is said of the 19.
    """
    first, last = find_clause(sentence, start, end)
    while first > 0 and not _VERB.search(sentence, first, last):
        before = find_clause(sentence, max(0, first - 3), max(1, first - 2))[0]
        first = before if before < first else 0
    return first, last
