"""Judges the value and unit of one figure against another's. Knows nothing of labels or periods.

What each side's form allows is in `rounding` (digits), `bounds` (hedges) and `conversion` (units).
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from assistant.figures.bounds import BOUNDS
from assistant.figures.conversion import can_convert, convert
from assistant.figures.hedged import judge_hedged, judge_ranges
from assistant.figures.numerals import tidy
from assistant.figures.outcomes import Comparison, Outcome
from assistant.figures.overlaps import Overlap, overlap_of
from assistant.figures.plain import judge_plain
from assistant.figures.rounding import (
    WORDED_GAP,
    has_fair_size,
    is_worded_fraction,
    last_digit,
    round_half_up,
)
from assistant.records import Figure, Kind, Modifier

_ALONE = frozenset({Kind.AGE, Kind.DURATION, Kind.ORDINAL})
"""Kinds that compare with their own only: a child of 15 is not 15 years, nor the 15th."""

_FAR_SCALES = (3, -3, 6, -6, 9, -9, 12, -12)
_NEAR_SCALES = (1, -1, 2, -2)


def compare_values(claimed: Figure, source: Figure) -> Comparison:
    """Returns how a claimed value stands to a source's, whatever the two count.

    For callers that know by other means that both are of one thing; `compare` judges that too.
    """
    if isinstance(claimed.value, str) or isinstance(source.value, str):
        return _compare_dates(claimed, source)
    if not units_agree(claimed, source):
        return _compare_converted(claimed, source)
    slack = WORDED_GAP if is_worded_fraction(claimed) or is_worded_fraction(source) else Decimal(0)
    if _is_share(claimed) or _is_share(source):
        claimed, source = in_percent(claimed), in_percent(source)
    told = _judge(claimed, source, slack)
    return _judge_scale(claimed, source) if told.outcome is Outcome.DIFFERENT else told


def units_agree(one: Figure, other: Figure) -> bool:
    """Tells whether two figures are of one unit, as printed: what converts is not the same.

    A bare count agrees with a count of people, a share ("half", "four in five") with a percentage,
    and "dollars" with "dollars a barrel", where one of the two leaves the base out.
    """
    if one.kind is not other.kind and {one.kind, other.kind} & _ALONE:
        return False
    if _is_share(one) or _is_share(other):
        return all(_is_share(figure) or is_percent(figure.unit) for figure in (one, other))
    if one.unit and other.unit and (" per " in one.unit) != (" per " in other.unit):
        return one.unit.partition(" per ")[0] == other.unit.partition(" per ")[0]
    loose = {None, "person"}
    if one.unit == other.unit or (one.unit in loose and other.unit in loose):
        money = {one.kind, other.kind} == {Kind.MONEY, Kind.COUNT}
        return not money
    return False


def _judge(claimed: Figure, source: Figure, slack: Decimal) -> Comparison:
    """Judges values of one unit; ``slack`` is a gap that passes for the same, in that unit."""
    one = (claimed.value, claimed.upper, claimed.modifier)
    if one == (source.value, source.upper, source.modifier):
        return Comparison(Outcome.SAME, f"the report says {source.surface}")
    if isinstance(claimed.upper, Decimal) or isinstance(source.upper, Decimal):
        return judge_ranges(claimed, source)
    if source.modifier not in (Modifier.EXACT, Modifier.BETWEEN):
        return judge_hedged(claimed, source)
    return judge_plain(claimed, source, slack=slack)


def _judge_scale(claimed: Figure, source: Figure) -> Comparison:
    """Names the scale where a different value is the source's times a power of ten."""
    says = f"the report says {source.surface}, not {claimed.surface}"
    value = claimed.value
    assert isinstance(value, Decimal)
    if value and claimed.upper is None and source.upper is None:
        for power in (*_NEAR_SCALES, *_FAR_SCALES):
            told = _judge(replace(claimed, value=value.scaleb(power)), source, Decimal(0))
            exact = told.outcome is Outcome.SAME
            if exact or (told.outcome is Outcome.ROUNDED and power in _FAR_SCALES):
                factor = f"{Decimal(10) ** abs(power):,f}"
                return Comparison(Outcome.SCALE, f"{says}: off by a factor of {factor}")
    return Comparison(Outcome.DIFFERENT, says)


def _compare_converted(claimed: Figure, source: Figure) -> Comparison:
    apart = {claimed.kind, source.kind} & _ALONE and claimed.kind is not source.kind
    converted = None
    if not apart and claimed.unit and can_convert(source.unit, claimed.unit):
        converted = convert(source, claimed.unit)
    if converted is None:
        units = f": {claimed.unit}, {source.unit}" if claimed.unit and source.unit else ""
        rule = f"{claimed.surface} and {source.surface} are in different units{units}"
        return Comparison(Outcome.UNIT, rule)
    value, truth = claimed.value, converted.figure.value
    assert isinstance(value, Decimal)
    assert isinstance(truth, Decimal)
    shown = _show_converted(truth)
    moved = replace(converted.figure, surface=f"{shown} {claimed.unit}")
    lead = f"{source.surface} is {shown} {claimed.unit}"
    if value == truth and claimed.modifier is source.modifier and claimed.upper == moved.upper:
        exact = not converted.slack
        return Comparison(Outcome.SAME if exact else Outcome.ROUNDED, lead)
    if claimed.modifier is Modifier.EXACT and source.modifier is Modifier.EXACT:
        # What is converted is rounded, whether it says so or not: to its last printed digit.
        digit = min(last_digit(claimed), Decimal(1))
        fair = round_half_up(truth, digit) == value and has_fair_size(claimed, value, truth)
        if fair or abs(value - truth) <= abs(truth) * converted.slack:
            return Comparison(Outcome.ROUNDED, f"{lead}, which {claimed.surface} rounds")
    told = _judge(claimed, moved, abs(truth) * converted.slack)
    if told.passes and claimed.value == source.value and value != truth:
        # "More than 50 km" holds for "more than 50 miles", but only by a slip of the unit.
        return Comparison(Outcome.UNIT, f"{lead}, not {claimed.surface}")
    return Comparison(told.outcome, f"{lead}; {told.rule}")


def _show_converted(value: Decimal) -> str:
    """Returns a converted value to two decimals, or to three digits where it is under one."""
    places = 2 if abs(value) >= 1 or not value else 2 - value.adjusted()
    rounded = tidy(value.quantize(Decimal(1).scaleb(-places)).normalize())
    return f"{rounded:,f}"


def is_percent(unit: str | None) -> bool:
    """Tells percentages, those told for a length of time too ("% per year")."""
    return unit is not None and unit.partition(" per ")[0] == "%"


def as_percent(figure: Figure) -> Figure:
    """Returns a percentage told for a length of time as a plain one, to reckon with."""
    return replace(figure, unit="%") if is_percent(figure.unit) else figure


def _is_share(figure: Figure) -> bool:
    return figure.kind is Kind.RATE and figure.unit is None


def in_percent(figure: Figure) -> Figure:
    """Returns a share as a percentage, to four places: "four in five" is 80 %."""
    if not _is_share(figure) or isinstance(figure.value, str):
        return figure
    hundredfold = (figure.value * 100).quantize(Decimal("0.0001"))
    upper = figure.upper * 100 if isinstance(figure.upper, Decimal) else figure.upper
    return replace(figure, value=tidy(hundredfold), upper=upper, unit="%", kind=Kind.PERCENT)


def _compare_dates(claimed: Figure, source: Figure) -> Comparison:
    """Judges dates: a year or month holds every day in it, and a day is more than its year says."""
    if not (isinstance(claimed.value, str) and isinstance(source.value, str)):
        rule = f"{claimed.surface} and {source.surface} are in different units"
        return Comparison(Outcome.UNIT, rule)
    says = f"the report says {source.surface}"
    when = overlap_of(_period(claimed), _period(source))
    hedges = {claimed.modifier, source.modifier}
    if when is Overlap.EQUAL:
        if len(hedges) == 1:
            return Comparison(Outcome.SAME, says)
        fair = not hedges & BOUNDS
        outcome = Outcome.ROUNDED if fair else Outcome.DIFFERENT
        return Comparison(outcome, f"{says}, with its hedge" if fair else says)
    if when is Overlap.HOLDS:
        return Comparison(Outcome.ROUNDED, f"{source.surface} lies in {claimed.surface}")
    if when is Overlap.WITHIN:
        return Comparison(Outcome.UNTOLD, f"{says} and not when in it")
    return Comparison(Outcome.DIFFERENT, f"{says}, not {claimed.surface}")


def _period(figure: Figure) -> str:
    return f"{figure.value}/{figure.upper}" if figure.upper else str(figure.value)
