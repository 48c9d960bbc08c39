"""Links parts to a whole that another paragraph of their section states. Knows nothing of stores.

"In all, 225 victims were rescued." stands two paragraphs above "48 victims were sent to … and 177
home": the sentence names no whole, but its counts are of one thing and add up to a count of the
same thing close by. Words alone would not do, nor a sum alone; both together do.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import groupby

from assistant.figures.breakdowns import is_of_change
from assistant.figures.comparing import labels_agree
from assistant.figures.grids import number_of, printed_step
from assistant.records import Block, BlockKind, Figure, Kind, Modifier

_REACH = 3_000
_LEAST_WHOLE = 20
_SECTION_LEVEL = 2
"""A heading of this level or above it begins another matter; one below stays within."""


def link_sections(text: str, blocks: Sequence[Block], figures: Sequence[Figure]) -> list[Figure]:
    """Returns a report's figures, in text order, those of a sentence with the span of their whole.

    The nearest fitting count before the sentence is taken, within 3,000 characters and the section.
    """
    breaks = [
        block.start
        for block in blocks
        if block.kind is BlockKind.HEADING and block.level <= _SECTION_LEVEL
    ]
    counts = [figure for figure in figures if _is_plain_count(figure)]
    starts = [figure.start for figure in counts]
    spans: dict[int, tuple[int, int]] = {}
    for parts in _sentence_parts(text, counts):
        floor = _section_start(breaks, parts[0].sentence_start)
        at = bisect_left(starts, parts[0].sentence_start)
        before = reversed(counts[bisect_left(starts, floor) : at])
        whole = _find_whole(parts, before)
        if whole is not None:
            spans |= {part.start: (whole.start, whole.end) for part in parts}
    return [
        replace(figure, whole=spans[figure.start]) if figure.start in spans else figure
        for figure in figures
    ]


def _section_start(breaks: Sequence[int], start: int) -> int:
    at = bisect_left(breaks, start)
    return max(start - _REACH, breaks[at - 1] if at else 0)


def _is_plain_count(figure: Figure) -> bool:
    return (
        figure.kind is Kind.COUNT
        and figure.modifier is Modifier.EXACT
        and figure.upper is None
        and figure.label is not None
        and number_of(figure) > 0
    )


def _sentence_parts(text: str, counts: Sequence[Figure]) -> Iterable[list[Figure]]:
    """Yields the counts of each sentence of prose that are all of one thing and of no whole yet."""
    for (start, end), group in groupby(counts, key=lambda f: (f.sentence_start, f.sentence_end)):
        parts = list(group)
        alike = all(
            part.unit == parts[0].unit
            and part.whole is None
            and labels_agree(part.label, parts[0].label)
            for part in parts
        )
        is_row = "|" in text[start:end]
        if len(parts) > 1 and alike and not is_row and not is_of_change(text[start:end]):
            yield parts


def _find_whole(parts: Sequence[Figure], before: Iterable[Figure]) -> Figure | None:
    total = sum((number_of(part) for part in parts), Decimal(0))
    if total < _LEAST_WHOLE or any(printed_step(part) > 1 for part in parts):
        return None
    for figure in before:
        periods = {figure.period, parts[0].period} - {None}
        fits = number_of(figure) == total and figure.unit == parts[0].unit and len(periods) < 2
        if fits and labels_agree(parts[0].label, figure.label):
            return figure
    return None
