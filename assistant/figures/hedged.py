"""Judges a claimed value against a source that is itself hedged, or where either is a range.

A report's hedge is kept or made coarser, never finer: "nearly 900" bears out "about 900" and
"fewer than 1,000", leaves 871 open, and speaks against "more than 900". Knows no units or labels.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from assistant.figures.bounds import BOUNDS, LOOSE, STRICT, reach_of
from assistant.figures.outcomes import Comparison, Outcome
from assistant.figures.plain import is_far, judge_plain
from assistant.figures.rounding import (
    ROUND_GAP,
    has_fair_size,
    last_digit,
    round_half_up,
    shows_rounding,
)
from assistant.records import Figure, Kind, Modifier


def judge_hedged(claimed: Figure, source: Figure) -> Comparison:
    """Returns how a claim stands to a hedged value of the same unit: "about 900", "at least 12"."""
    if claimed.modifier in BOUNDS:
        return _judge_bound(claimed, source)
    says = source.surface
    if claimed.value == source.value:
        if claimed.modifier is Modifier.EXACT and source.modifier in STRICT:
            return _different(claimed, source)  # "More than ten" is not ten.
        if claimed.modifier is not Modifier.NEARLY:
            return Comparison(Outcome.ROUNDED, f"the report says {says}, with its hedge")
        over = source.modifier in (Modifier.AT_LEAST, Modifier.MORE_THAN)
        outcome = Outcome.WRONG_WAY if over else Outcome.UNTOLD
        return Comparison(outcome, f"the report says {says}, not {claimed.surface}")
    if _is_coarser(claimed, source):
        return Comparison(Outcome.ROUNDED, f"{says} rounds to {claimed.surface}")
    exact = claimed.modifier is Modifier.EXACT
    if source.modifier in LOOSE:
        bare = replace(claimed, modifier=Modifier.EXACT)
        if exact and judge_plain(source, bare, slack=Decimal(0)).passes:
            return Comparison(Outcome.UNTOLD, f"the report says only {says}")
    elif exact and reach_of(source).meets(reach_of(claimed)):
        return Comparison(Outcome.UNTOLD, f"the report says only {says}")
    return _different(claimed, source)


def judge_ranges(claimed: Figure, source: Figure) -> Comparison:
    """Returns how the two stand where one or both are ranges of the same unit."""
    one, other = reach_of(claimed), reach_of(source)
    says = source.surface
    if claimed.upper is not None and source.upper is not None:
        if (one.low, one.high) == (other.low, other.high):
            return Comparison(Outcome.ROUNDED, f"the report says {says}, with its hedge")
        if _ends_round(claimed, source):
            return Comparison(Outcome.ROUNDED, f"{says} rounds to {claimed.surface}")
        return _different(claimed, source)
    if source.upper is None:
        plain = reach_of(replace(source, modifier=Modifier.EXACT))
        if one.holds(other if source.modifier in BOUNDS else plain):
            return Comparison(Outcome.BOUND, f"{says} lies in {claimed.surface}")
    elif claimed.modifier in BOUNDS and one.holds(other):
        return Comparison(Outcome.BOUND, f"{says} lies in {claimed.surface}")
    hedged = source.upper is not None or source.modifier in BOUNDS
    if hedged and one.meets(other):
        return Comparison(Outcome.UNTOLD, f"the report says only {says}")
    return _different(claimed, source)


def _judge_bound(claimed: Figure, source: Figure) -> Comparison:
    """Judges "more than 800" against "about 900", "at least 871" or "up to 1,000"."""
    one, other, says = reach_of(claimed), reach_of(source), source.surface
    value, truth = claimed.value, source.value
    assert isinstance(value, Decimal)
    assert isinstance(truth, Decimal)
    if one.holds(other):
        # A bound that the report does not give is fair only as its own, told in rounder figures.
        same_form = source.modifier in BOUNDS and value != truth
        # Those of 18 and over are a group; those of 10 and over are another, not a rounder one.
        coarse = last_digit(claimed) > last_digit(source) and claimed.kind is not Kind.AGE
        if is_far(claimed, value, truth) or (same_form and not coarse):
            return _different(claimed, source)
        return Comparison(Outcome.BOUND, f"{says} bears out {claimed.surface}")
    if one.meets(other):
        return Comparison(Outcome.UNTOLD, f"the report says only {says}")
    near = abs(value - truth) <= abs(value) * ROUND_GAP
    outcome = Outcome.WRONG_WAY if near else Outcome.DIFFERENT
    return Comparison(outcome, f"the report says {says}, not {claimed.surface}")


def _is_coarser(claimed: Figure, source: Figure) -> bool:
    """Tells whether a claim is the source's value in rounder figures."""
    value, truth = claimed.value, source.value
    assert isinstance(value, Decimal)
    assert isinstance(truth, Decimal)
    digit = last_digit(claimed)
    return (
        claimed.modifier is not Modifier.NEARLY
        and digit > last_digit(source)
        and shows_rounding(claimed)
        and round_half_up(truth, digit) == value
        and has_fair_size(claimed, value, truth)
    )


def _ends_round(claimed: Figure, source: Figure) -> bool:
    """Tells whether both ends of a range are the source's, fairly rounded ("€4–5 million")."""
    for one, other in ((claimed.value, source.value), (claimed.upper, source.upper)):
        assert isinstance(one, Decimal)
        assert isinstance(other, Decimal)
        end = replace(claimed, value=one, upper=None, modifier=Modifier.EXACT)
        plain = replace(source, value=other, upper=None, modifier=Modifier.EXACT)
        if not judge_plain(end, plain, slack=Decimal(0)).passes:
            return False
    return True


def _different(claimed: Figure, source: Figure) -> Comparison:
    rule = f"the report says {source.surface}, not {claimed.surface}"
    return Comparison(Outcome.DIFFERENT, rule)
