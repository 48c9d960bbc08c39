"""Judges a claimed value against one stated plainly: "4.2 million" for 4,187,300.

The law and its tolerances are those of `rounding`. Bounds are told of what lies near them: "more
than 800" for 871. Where a count is FAR times its bound or more, the bound tells less than its size
("more than 400" for 871) and is too coarse; so is a bound from above at FAR times the count or
more. Percentages and ages are let off: their bounds are marks of their own ("more than half",
"under 18"). A bound missed by a tenth or less stands on the wrong side of the value. Knows no units
and no labels.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from assistant.figures.bounds import BOUNDS
from assistant.figures.outcomes import Comparison, Outcome
from assistant.figures.rounding import (
    ABOUT_GAP,
    NEARLY_GAP,
    ROUND_GAP,
    has_fair_size,
    last_digit,
    round_half_up,
    shows_rounding,
)
from assistant.records import Figure, Kind, Modifier

FAR = 2

_HOLDS: dict[Modifier, tuple[Callable[[Decimal, Decimal], bool], str]] = {
    Modifier.AT_LEAST: (lambda truth, bound: truth >= bound, "at least"),
    Modifier.MORE_THAN: (lambda truth, bound: truth > bound, "more than"),
    Modifier.UP_TO: (lambda truth, bound: truth <= bound, "at most"),
    Modifier.UNDER: (lambda truth, bound: truth < bound, "under"),
}


def judge_plain(claimed: Figure, source: Figure, *, slack: Decimal) -> Comparison:
    """Returns how a claim of any hedge stands to a value without one, both in the same unit.

    A gap of ``slack`` (in that unit) passes for the same.
    """
    value, truth = claimed.value, source.value
    assert isinstance(value, Decimal)
    assert isinstance(truth, Decimal)
    if claimed.modifier in BOUNDS:
        return judge_bound(claimed, value, truth, source.surface)
    if claimed.modifier is Modifier.NEARLY:
        return _judge_nearly(value, truth, source.surface)
    if value == truth:
        return Comparison(Outcome.SAME, f"the report says {source.surface}")
    if slack and abs(value - truth) <= slack:
        return Comparison(Outcome.ROUNDED, f"{source.surface} is fairly {claimed.surface}")
    return _judge_rounded(claimed, value, truth, source.surface)


def is_far(claimed: Figure, value: Decimal, truth: Decimal) -> bool:
    """Tells whether a bound, though it holds, is too far off to tell the value: see FAR."""
    if claimed.kind in (Kind.PERCENT, Kind.AGE) or not value or not truth:
        return False
    small, large = sorted((abs(value), abs(truth)))
    return large >= FAR * small


def judge_bound(claimed: Figure, bound: Decimal, truth: Decimal, says: str) -> Comparison:
    """Returns whether a bound holds for a value, and is near enough to it to be fair."""
    holds, words = _HOLDS[claimed.modifier]
    if not holds(truth, bound):
        near = abs(bound - truth) <= abs(bound) * ROUND_GAP
        outcome = Outcome.WRONG_WAY if near else Outcome.DIFFERENT
        return Comparison(outcome, f"{says} is not {words} {plain(bound)}")
    if is_far(claimed, bound, truth):
        rule = f"{says} is {words} {plain(bound)}, but too far from it for that to tell its size"
        return Comparison(Outcome.COARSE, rule)
    return Comparison(Outcome.BOUND, f"{says} is {words} {plain(bound)}")


def plain(value: Decimal) -> str:
    """Returns a value in digits, with thousands commas."""
    return f"{value.normalize():,f}"


def _judge_nearly(value: Decimal, truth: Decimal, says: str) -> Comparison:
    # "Nearly" speaks of the size: a loss of nearly 900 is one of 871.
    short = abs(value) - abs(truth) if value * truth > 0 else abs(value - truth)
    size = abs(value)
    if 0 < short <= size * NEARLY_GAP and value * truth > 0:
        return Comparison(Outcome.ROUNDED, f"{says} is just under {plain(value)}")
    rule = f"{says} is not just under {plain(value)}"
    if abs(short) > size * ROUND_GAP:
        return Comparison(Outcome.DIFFERENT, rule)
    return Comparison(Outcome.COARSE if short > 0 else Outcome.WRONG_WAY, rule)


def _judge_rounded(claimed: Figure, value: Decimal, truth: Decimal, says: str) -> Comparison:
    digit, gap = last_digit(claimed), abs(value - truth)
    rounded, fair = round_half_up(truth, digit), has_fair_size(claimed, value, truth)
    shows = shows_rounding(claimed)
    if shows and rounded == value and fair:
        return Comparison(Outcome.ROUNDED, f"{says} rounds to {claimed.surface}")
    if claimed.modifier is Modifier.ABOUT and gap <= abs(value) * ABOUT_GAP:
        return Comparison(Outcome.ROUNDED, f"{says} is within 5 % of {claimed.surface}")
    if shows and rounded == value:
        rule = f"{says} rounds to {claimed.surface} only by more than a tenth"
        return Comparison(Outcome.COARSE, rule)
    if rounded == value and fair:
        rule = f"the report says {says}; “{claimed.surface}” does not say that it is rounded"
        return Comparison(Outcome.COARSE, rule)
    if shows and gap < digit and fair:
        rule = f"{says} rounds to {plain(rounded)}, not {claimed.surface}"
        return Comparison(Outcome.WRONG_WAY, rule)
    return Comparison(Outcome.DIFFERENT, f"the report says {says}, not {claimed.surface}")
