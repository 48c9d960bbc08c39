"""Splits a sentence into the parts that belong to its figures. Knows nothing of reports or claims.

"48 victims were sent to the department, and 177 were sent home": the department belongs to the 48.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from assistant.figures.lexicon import IRREGULAR_VERBS
from assistant.records import Figure, Kind

Span = tuple[int, int]

SCOPE_KINDS = frozenset({Kind.DATE, Kind.AGE, Kind.ORDINAL})
"""Kinds that mostly narrow another figure of their sentence."""

_CUT = re.compile(
    r";|:|\s[—–]\s|,|\b(?:and|but|while|whereas|including|of whom|of which|compared with|against|"
    r"versus|or|than)\b"
)
_VERB = re.compile(r"\b(?:was|were|is|are|had|has|have|be|been|\w+ed)\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")


def has_verb(text: str) -> bool:
    """Tells whether a stretch of a sentence says something of its own."""
    if _VERB.search(text):
        return True
    return any(word.lower() in IRREGULAR_VERBS for word in _WORD.findall(text))


def split_segments(text: str, span: Span, figures: Sequence[Figure]) -> dict[int, list[Span]]:
    """Returns, by each figure's start, the spans of its sentence that speak of it, its own first.

    ``span`` bounds the sentence in ``text``; offsets of ``figures`` are into ``text`` too. A part
    without a verb ("and 10 foreigners") shares its neighbour's.
    """
    inside = sorted(
        (f for f in figures if span[0] <= f.start < span[1]), key=lambda figure: figure.start
    )
    heads = [f for f in inside if f.kind not in SCOPE_KINDS] or inside
    if not heads:
        return {}
    parts = _parts(text, span, heads)
    found: dict[int, list[Span]] = {}
    for number, part in enumerate(parts):
        spans = [part]
        if not has_verb(text[part[0] : part[1]]):
            near = parts[number - 1 : number] if number else parts[number + 1 : number + 2]
            spans += near
        for figure in inside:
            if part[0] <= figure.start < part[1]:
                found[figure.start] = spans
    return found


def _parts(text: str, span: Span, heads: Sequence[Figure]) -> list[Span]:
    cuts = [span[0]]
    for before, after in itertools.pairwise(heads):
        marks = list(_CUT.finditer(text, before.end, max(before.end, after.start)))
        if marks:
            cuts.append(marks[-1].start())
    cuts.append(span[1])
    return list(itertools.pairwise(cuts))
