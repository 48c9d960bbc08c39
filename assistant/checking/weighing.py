"""Compares a claimed value with a report's, hedges on both sides. Knows nothing of labels.

Rounding and bounds are judged by `figures.compare_values`; a hedge may not be stretched further
here.
"""

from __future__ import annotations

from assistant.checking.fitting import in_form_of
from assistant.figures import (
    Comparison,
    Outcome,
    as_worded,
    changes_agree,
    compare_values,
    is_percent,
)
from assistant.figures.rounding import last_digit
from assistant.records import Figure, Modifier

_STRICT = frozenset({Modifier.MORE_THAN, Modifier.UNDER})
_LOOSE = frozenset({Modifier.ABOUT, Modifier.NEARLY})


def compare_with(claimed: Figure, source: Figure) -> Comparison:
    """Returns the comparison; a hedge that the source states in the same way is the same."""
    claimed, source = as_worded(in_form_of(claimed, source)), as_worded(source)
    if changes_agree(claimed, source) is False:
        assert source.change is not None  # two levels agree
        rule = f"the report says that it {source.change.value} {source.surface}"
        return Comparison(Outcome.CHANGE, rule)
    one, other = (claimed.value, claimed.upper), (source.value, source.upper)
    if one == other and claimed.modifier is source.modifier:
        return Comparison(Outcome.SAME, f"the report says {source.surface}")
    if one == other and claimed.modifier is Modifier.EXACT and source.modifier in _STRICT:
        # "More than ten" is not ten.
        rule = f"the report says {source.surface}, not {claimed.surface}"
        return Comparison(Outcome.DIFFERENT, rule)
    told = compare_values(claimed, source)
    if not told.passes or isinstance(claimed.value, str):
        return told
    if _is_open(claimed, source) or (one != other and _overreaches(claimed, source)):
        rule = f"the report says {source.surface}, not {claimed.surface}"
        return Comparison(Outcome.DIFFERENT, rule)
    return told


def _overreaches(claimed: Figure, source: Figure) -> bool:
    """Tells whether a hedge is stretched: two hedged values differ ("about 93" for "about 90"),
    "about" or "nearly" covers more than its last digit ("about 93" for 90), or a bound is so far
    off that it was hardly meant ("up to 7,000,000" for 3)."""
    value, truth = claimed.value, source.value
    if (
        isinstance(value, str)
        or isinstance(truth, str)
        or Modifier.BETWEEN in _hedges(claimed, source)
    ):
        return False
    if claimed.modifier in _LOOSE:
        both = source.modifier in _LOOSE
        return both or abs(value - truth) > last_digit(claimed)
    if claimed.modifier is Modifier.EXACT or is_percent(claimed.unit):
        return False
    return not abs(value) <= 2 * abs(truth) <= 4 * abs(value)


def _is_open(claimed: Figure, source: Figure) -> bool:
    """Tells whether a hedged source leaves a claimed bound open: "at least 900", "nearly 900"."""
    value, truth = claimed.value, source.value
    if isinstance(value, str) or isinstance(truth, str) or source.modifier not in _LOOSE:
        return False
    if claimed.modifier in (*_LOOSE, Modifier.EXACT, Modifier.BETWEEN):
        return False
    return abs(value - truth) <= last_digit(source)


def _hedges(*figures: Figure) -> set[Modifier]:
    return {figure.modifier for figure in figures}


def is_looser(claimed: Figure, source: Figure) -> bool:
    """Tells whether a hedged source leaves room for the claim: "nearly 900" for a claimed 871."""
    if source.modifier is Modifier.EXACT or isinstance(claimed.value, str):
        return False
    if _is_open(claimed, source):
        return True
    if source.modifier not in (Modifier.ABOUT, Modifier.NEARLY, Modifier.BETWEEN):
        return claimed.modifier is not Modifier.EXACT or compare_values(source, claimed).passes
    return claimed.modifier is Modifier.EXACT and compare_values(source, claimed).passes
