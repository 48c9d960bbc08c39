"""Holds the parts that running text gives of a whole against it. Knows no tables.

Parts that add up are found whatever the words. A fault is found only where the words say that the
list is complete ("225 victims: …", "made up of") and the miss is small, as of a slip in one digit:
what "of which" introduces need not be all there is.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from assistant.auditing.found import Found, judge_sum, tell_sum
from assistant.figures.breakdowns import can_be_part
from assistant.figures.grids import is_summable, number_of
from assistant.figures.totals import summed
from assistant.records import Figure, FindingKind, Kind, Modifier

_COMPLETE = re.compile(
    r"[^.;:!?(]{0,60}(?::|\b(?:comprising|consisting\s+of|made\s+up\s+of|composed\s+of"
    r"|broken\s+down\s+into|split\s+into|divided\s+into)\b)(?P<more>[^.;:!?]{0,40})",
    re.IGNORECASE,
)
_OPEN = re.compile(
    r"\b(?:includ\w*|such\s+as|among|mainly|mostly|partly|e\.g|for\s+example|of\s+wh(?:om|ich)"
    r"|at\s+least|up\s+to|compared|versus|increas\w*|decreas\w*|rose|fell|grew|against"
    r"|overlap\w*|average|both|some\s+of|also)\b|\bfrom\s+(?:\S{0,3}\d)",
    re.IGNORECASE,
)
_LAST = re.compile(r"\b(?:and|plus)\s[^.;:!?]{0,40}$", re.IGNORECASE)
_SMALL = Decimal("0.1")
_MOST_PARTS = 12
_REACH = 500


def find_parts(text: str, figures: Sequence[Figure]) -> list[Found]:
    """Returns how the parts of each whole come out; ``figures`` are a report's outside tables."""
    found = [*_linked(figures), *_listed(text, figures)]
    seen: set[tuple[int, int]] = set()
    kept = []
    for one in found:
        place = (one.figures[0].start, one.figures[1].start)
        if place not in seen:
            kept.append(one)
        seen.add(place)
    return kept


def _linked(figures: Sequence[Figure]) -> Iterator[Found]:
    """Yields the wholes that all the figures linked to them add up to."""
    at = {(figure.start, figure.end): figure for figure in figures}
    groups: dict[tuple[int, int], list[Figure]] = defaultdict(list)
    for figure in figures:
        if figure.whole and is_summable(figure):
            groups[figure.whole].append(figure)
    for span, group in groups.items():
        whole = at.get(span)
        if whole is None or not is_summable(whole):
            continue
        parts = [part for part in group if can_be_part(part, whole)]
        # 95 the year before and 5 long ago are no parts of the 100 of this year.
        apart = {part.period for part in parts} - {whole.period, None}
        if len(parts) >= 2 and not apart and not summed(whole, parts):
            yield _told(whole, parts)


def _listed(text: str, figures: Sequence[Figure]) -> Iterator[Found]:
    """Yields the lists that say they are complete, where they come out nearly or not at all."""
    for at, whole in enumerate(figures):
        if not is_summable(whole) or whole.modifier is not Modifier.EXACT:
            continue
        rest = [f for f in figures[at + 1 : at + 30] if f.sentence_start == whole.sentence_start]
        parts = _complete_list(text, whole, [f for f in rest if is_summable(f)])
        # A bound, a range or a half is a part that cannot be summed.
        if parts is None or any(f.kind in (Kind.RATE,) or f.upper is not None for f in rest):
            continue
        gap = abs(summed(whole, parts))
        if gap and gap <= abs(number_of(whole)) * _SMALL:
            yield _told(whole, parts)


def _complete_list(text: str, whole: Figure, rest: Sequence[Figure]) -> list[Figure] | None:
    if not 2 <= len(rest) <= _MOST_PARTS or rest[-1].end - whole.start > _REACH:
        return None
    lead = _COMPLETE.fullmatch(text, whole.end, rest[0].start)
    said = text[whole.sentence_start : rest[0].sentence_end]
    if lead is None or _OPEN.search(said) or not _LAST.search(text, rest[0].end, rest[-1].start):
        return None
    span = (whole.start, whole.end)
    for part in rest:
        fits = can_be_part(part, whole) and 0 < number_of(part) < number_of(whole)
        if not fits or part.modifier is not Modifier.EXACT or part.whole not in (None, span):
            return None
    return list(rest)


def _told(whole: Figure, parts: Sequence[Figure]) -> Found:
    verdict = judge_sum(whole, parts)
    kind = FindingKind.PARTS
    what = "The parts" if not whole.label else f"The parts of “{' '.join(whole.label.split())}”"
    return tell_sum(kind, what, whole, parts, verdict)
