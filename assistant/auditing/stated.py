"""Works out the shares and changes that a sentence states beside their two values.

"124 of the 225 (55%)"; "rose 12% from 100 to 112". What is hedged is left alone, and so are
changes by a rule of their own (a year, at constant prices). Knows nothing of tables.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal
from itertools import groupby

from assistant.auditing.found import Found, one_line
from assistant.figures import show, work
from assistant.figures.breakdowns import can_be_part
from assistant.figures.grids import is_summable, number_of, printed_step
from assistant.records import AuditVerdict, Figure, FindingKind, Kind, Modifier, Operation

_OF = re.compile(r"\s+(?:[^\W\d_]+\s+){0,2}?(?:out\s+)?of\s+(?:(?:the|all|its|a\s+total\s+of)\s+)*")
_BRACKET = re.compile(r"(?:\s+[^\W\d_]+){0,4}\s*(?:\(|,\s+or\s+|\s+–\s+)")
_FROM = re.compile(r"\bfrom\s+(?:the\s+)?$", re.IGNORECASE)
_TO = re.compile(r"\bto\s+$", re.IGNORECASE)
_OWN_RULE = re.compile(
    r"\b(?:annual\w*|yearly|a year|per (?:year|annum)|each year|average\w*|adjusted|constant|real"
    r"|organic\w*|compound\w*|respectively|currency|like-for-like|comparable|inflation|net of"
    r"|excluding|percentage points?|per capita)\b",
    re.IGNORECASE,
)
_REACH = 30


def find_stated(text: str, figures: Sequence[Figure]) -> Iterator[Found]:
    """Yields how each stated share and change comes out; figures outside tables, in text order."""
    for _, group in groupby(figures, key=lambda figure: figure.sentence_start):
        told = [figure for figure in group if not isinstance(figure.value, str)]
        if len(told) >= 3:
            yield from _shares(text, told)
            yield from _changes(text, told)


def _shares(text: str, told: Sequence[Figure]) -> Iterator[Found]:
    """Yields "124 of the 225 (55%)" and "124 (55%) of the 225", nothing else between them."""
    for one, two, three in zip(told, told[1:], told[2:], strict=False):
        if two.kind is Kind.PERCENT:
            part, share, whole, after = one, two, three, two
        else:
            part, whole, share, after = one, two, three, one
        closing = text[after.end : whole.start].lstrip(") ")
        opening = text[(part if share is two else whole).end : share.start]
        if not _OF.fullmatch(f" {closing}") or not _BRACKET.fullmatch(opening):
            continue
        if _can_share(part, whole, share):
            yield _told(FindingKind.SHARE, Operation.SHARE, share, (part, whole))


def _can_share(part: Figure, whole: Figure, share: Figure) -> bool:
    if share.kind is not Kind.PERCENT or not _are_exact(part, whole, share):
        return False
    if Kind.PERCENT in (part.kind, whole.kind) or not can_be_part(part, whole):
        return False
    return 0 < number_of(part) < number_of(whole)


def _changes(text: str, told: Sequence[Figure]) -> Iterator[Found]:
    """Yields the one percent of a sentence that has just two more figures, "from" and "to"."""
    percents = [figure for figure in told if figure.kind is Kind.PERCENT]
    values = [figure for figure in told if figure.kind is not Kind.PERCENT]
    if len(percents) != 1 or len(values) != 2 or not _are_exact(*told):
        return
    (change,) = percents
    sentence = text[change.sentence_start : change.sentence_end]
    start = _after(text, _FROM, values)
    end = _after(text, _TO, values)
    if start is None or end is None or start is end or _OWN_RULE.search(sentence):
        return
    if start.unit != end.unit or start.kind is not end.kind or number_of(start) <= 0:
        return
    if change.change is not None and change.change.is_amount:
        yield _told(FindingKind.CHANGE, Operation.PERCENT_CHANGE, change, (start, end))


def _after(text: str, word: re.Pattern[str], values: Sequence[Figure]) -> Figure | None:
    return next((v for v in values if word.search(text, max(0, v.start - _REACH), v.start)), None)


def _are_exact(*figures: Figure) -> bool:
    return all(is_summable(f) and f.modifier is Modifier.EXACT for f in figures)


def _told(
    kind: FindingKind, operation: Operation, stated: Figure, values: tuple[Figure, Figure]
) -> Found:
    exact = _work_out(operation, number_of(values[0]), number_of(values[1]))
    said, step = abs(number_of(stated)), printed_step(stated)
    verdict = AuditVerdict.DOES_NOT_HOLD
    low, high = _range(operation, values)
    if exact.quantize(step, rounding=ROUND_HALF_UP) == said:
        verdict = AuditVerdict.HOLDS
    elif low - step / 2 <= said <= high + step / 2:
        verdict = AuditVerdict.WITHIN_ROUNDING
    worked = work(operation, values)
    one, two = (one_line(value.surface) for value in values)
    told, tie = one_line(stated.surface), f"from {one} to {two} it"
    if kind is FindingKind.SHARE:
        tie = f"{one} of {two}"
    joined = "but" if verdict is AuditVerdict.DOES_NOT_HOLD else "and"
    sentence = f"The {kind.value} is {told}, {joined} {tie} is {show(worked.result)}%."
    return Found(kind, verdict, sentence, worked.working, (stated, *values))


def _work_out(operation: Operation, one: Decimal, two: Decimal) -> Decimal:
    if operation is Operation.SHARE:
        return one / two * 100
    return abs(two - one) / one * 100


def _range(operation: Operation, values: tuple[Figure, Figure]) -> tuple[Decimal, Decimal]:
    """Returns between what the result lies when each value is rounded to its last digit."""
    ends = []
    for figure in values:
        # A count in plain digits is what it says; only scales and decimals are rounded.
        step = printed_step(figure)
        room = step / 2 if step != 1 or figure.kind is not Kind.COUNT else Decimal(0)
        ends.append((number_of(figure) - room, number_of(figure) + room))
    worked = [_work_out(operation, one, two) for one in ends[0] for two in ends[1] if one and two]
    return min(worked), max(worked)
