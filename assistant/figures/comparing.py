"""Judges one figure against another: same, fairly rounded, within a bound, or different.

Knows nothing of labels' sources, reports or stores. The rule applied is stated in words.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from assistant.figures.stems import content_stems, is_person
from assistant.records import Figure, Kind, Modifier


class Outcome(StrEnum):
    SAME = "same"
    ROUNDED = "fairly rounded"
    BOUND = "bound satisfied"
    CLOSE = "close, not the same"
    DIFFERENT = "different"
    UNIT = "different unit"


@dataclass(frozen=True, slots=True)
class Comparison:
    """How a claimed figure stands to a source's, and the rule in words."""

    outcome: Outcome
    rule: str

    @property
    def passes(self) -> bool:
        return self.outcome in (Outcome.SAME, Outcome.ROUNDED, Outcome.BOUND)


NEARLY_GAP = Decimal("0.05")
"""The widest gap below a value that "nearly" covers, as a share of the value: 871 is 3.2 % under
900; 840 is not nearly 900."""

ABOUT_GAP = Decimal("0.05")
"""The widest gap either side that "about" covers where plain rounding does not explain it."""

ROUND_GAP = Decimal("0.1")
"""The widest gap plain rounding may leave: 871 is not "about 1,000", whatever the digits say."""

CLOSE_GAP = Decimal("0.01")
"""A difference this small without a hedge is named as close, and is still not the same figure."""


def compare(claimed: Figure, source: Figure) -> Comparison:
    """Returns how ``claimed`` stands to ``source``; labels are judged by `labels_agree`.

    A claimed value may be rounded only to what the source could have been rounded to, half away
    from zero at the last digit the claim shows (4,187,300 is 4.2 million; 4,260,000 is not).
    """
    if isinstance(claimed.value, str) or isinstance(source.value, str):
        return _compare_dates(claimed, source)
    if not units_agree(claimed, source):
        return Comparison(
            Outcome.UNIT, f"{claimed.surface} and {source.surface} are in different units"
        )
    if _is_share(claimed) or _is_share(source):
        claimed, source = _in_percent(claimed), _in_percent(source)
    if (claimed.value, claimed.upper, claimed.modifier) == (
        source.value,
        source.upper,
        source.modifier,
    ):
        return Comparison(Outcome.SAME, f"the report says {source.surface}")
    if claimed.modifier is Modifier.BETWEEN or source.modifier is Modifier.BETWEEN:
        return _compare_ranges(claimed, source)
    value, truth = claimed.value, source.value
    assert isinstance(value, Decimal)
    assert isinstance(truth, Decimal)
    return _compare_values(claimed, source, value, truth)


def units_agree(one: Figure, other: Figure) -> bool:
    """Tells whether two figures are of one unit.

    A bare count agrees with a count of people, a share ("half", "four in five") with a percentage,
    and "dollars" with "dollars a barrel", where one of the two leaves the base out.
    """
    if _is_share(one) or _is_share(other):
        return all(_is_share(figure) or figure.unit == "%" for figure in (one, other))
    if one.unit and other.unit and (" per " in one.unit) != (" per " in other.unit):
        return one.unit.partition(" per ")[0] == other.unit.partition(" per ")[0]
    loose = {None, "person"}
    if one.unit == other.unit or (one.unit in loose and other.unit in loose):
        money = {one.kind, other.kind} == {Kind.MONEY, Kind.COUNT}
        return not money
    return False


def _is_share(figure: Figure) -> bool:
    return figure.kind is Kind.RATE and figure.unit is None


def _in_percent(figure: Figure) -> Figure:
    """Returns a share as a percentage, to four places: "four in five" is 80 %."""
    if not _is_share(figure) or isinstance(figure.value, str):
        return figure
    hundredfold = (figure.value * 100).quantize(Decimal("0.0001"))
    return replace(figure, value=hundredfold, unit="%", kind=Kind.PERCENT)


def labels_agree(one: str | None, other: str | None) -> bool:
    """Tells whether two labels can count the same thing.

    Their words must meet; a general word for people ("people", "persons") meets any noun for
    people. A missing label agrees with nothing.
    """
    if not one or not other:
        return False
    first, second = set(content_stems(one)), set(content_stems(other))
    general = {"person", "individu", "human"}
    if (first & general and is_person(other)) or (second & general and is_person(one)):
        return True
    return bool((first & second) - {"case", "number", "total", "report", "year", "rate"}) or (
        first == second
    )


def last_digit(figure: Figure) -> Decimal:
    """Returns the size of one unit in the last digit the surface shows.

    "4.2 million" is 100,000; "871" is 1; "900" is 100: zeros before the point may be rounding.
    """
    value = figure.value
    assert isinstance(value, Decimal)
    if value == 0:
        return Decimal(1)
    exponent = value.normalize().as_tuple().exponent
    assert isinstance(exponent, int)
    # Whole percents are the custom: 60 % is never 55.1 % rounded to tens. "One in three" has no
    # last digit; its 28 threes are not what the surface shows.
    most = 0 if figure.kind is Kind.PERCENT else exponent
    return Decimal(1).scaleb(max(min(exponent, most), -9))


def _compare_values(claimed: Figure, source: Figure, value: Decimal, truth: Decimal) -> Comparison:
    says = source.surface
    if claimed.modifier in (Modifier.EXACT, Modifier.ABOUT) and value == truth:
        if source.modifier is Modifier.EXACT:
            return Comparison(Outcome.SAME, f"the report says {says}")
        return Comparison(Outcome.ROUNDED, f"the report says {says}, with its hedge")
    if claimed.modifier in _BOUNDS:
        return _compare_bound(claimed, value, truth, says)
    if claimed.modifier is Modifier.NEARLY:
        fair = truth < value and (value - truth) <= abs(value) * NEARLY_GAP
        rule = (
            f"{says} is just under {_plain(value)}"
            if fair
            else f"{says} is not just under {_plain(value)}"
        )
        return Comparison(Outcome.ROUNDED if fair else Outcome.DIFFERENT, rule)
    gap = abs(value - truth)
    if gap <= abs(truth) * ROUND_GAP and _could_be_rounded(claimed, value, truth):
        return Comparison(Outcome.ROUNDED, f"{says} rounds to {claimed.surface}")
    if claimed.modifier is Modifier.ABOUT and truth and gap <= abs(truth) * ABOUT_GAP:
        return Comparison(Outcome.ROUNDED, f"{says} is within 5 % of {claimed.surface}")
    if truth and gap <= abs(truth) * CLOSE_GAP:
        return Comparison(Outcome.CLOSE, f"close, but the report says {says}")
    return Comparison(Outcome.DIFFERENT, f"the report says {says}, not {claimed.surface}")


_BOUNDS: dict[Modifier, tuple[Callable[[Decimal, Decimal], bool], str]] = {
    Modifier.AT_LEAST: (lambda truth, bound: truth >= bound, "at least"),
    Modifier.MORE_THAN: (lambda truth, bound: truth > bound, "more than"),
    Modifier.UP_TO: (lambda truth, bound: truth <= bound, "at most"),
    Modifier.UNDER: (lambda truth, bound: truth < bound, "under"),
}


def _compare_bound(claimed: Figure, bound: Decimal, truth: Decimal, says: str) -> Comparison:
    holds, words = _BOUNDS[claimed.modifier]
    if holds(truth, bound):
        return Comparison(Outcome.BOUND, f"{says} is {words} {_plain(bound)}")
    return Comparison(Outcome.DIFFERENT, f"{says} is not {words} {_plain(bound)}")


def _compare_ranges(claimed: Figure, source: Figure) -> Comparison:
    low, high = claimed.value, claimed.upper if claimed.upper is not None else claimed.value
    if (source.value, source.upper) == (claimed.value, claimed.upper):
        return Comparison(Outcome.SAME, f"the report says {source.surface}")
    truth = source.value
    if source.modifier is not Modifier.BETWEEN and low <= truth <= high:  # type: ignore[operator]
        return Comparison(Outcome.BOUND, f"{source.surface} lies in {claimed.surface}")
    return Comparison(Outcome.DIFFERENT, f"the report says {source.surface}, not {claimed.surface}")


def _compare_dates(claimed: Figure, source: Figure) -> Comparison:
    if not (isinstance(claimed.value, str) and isinstance(source.value, str)):
        return Comparison(
            Outcome.UNIT, f"{claimed.surface} and {source.surface} are in different units"
        )
    if claimed.value == source.value:
        return Comparison(Outcome.SAME, f"the report says {source.surface}")
    # A year or month holds every date within it: "in 2022" for 18 August 2022.
    if source.value.startswith(claimed.value):
        return Comparison(Outcome.ROUNDED, f"{source.surface} lies in {claimed.surface}")
    return Comparison(Outcome.DIFFERENT, f"the report says {source.surface}, not {claimed.surface}")


def _plain(value: Decimal) -> str:
    return f"{value.normalize():,f}"


_HAS_DIGIT = re.compile(r"\d")


def _round(value: Decimal, unit: Decimal) -> Decimal:
    return (value / unit).to_integral_value(rounding=ROUND_HALF_UP) * unit


def _could_be_rounded(claimed: Figure, value: Decimal, truth: Decimal) -> bool:
    if value != value.to_integral_value() and not _HAS_DIGIT.search(claimed.surface):
        return _round(truth, Decimal(1)) == _round(value, Decimal(1))  # "a third" for 33.4 %
    return _round(truth, last_digit(claimed)) == value and _shows_rounding(claimed)


def _shows_rounding(claimed: Figure) -> bool:
    """Tells whether the claim's form admits rounding.

    A hedge, a scale word or a decimal point do; bare round digits ("150" for 149) do not pass as
    the same figure: the report's own digits were there to be used.
    """
    if claimed.modifier is Modifier.ABOUT:
        return True
    worded = any(
        word in claimed.surface.lower() for word in ("million", "billion", "trillion", "bn", "mn")
    )
    return (
        worded
        or "." in claimed.surface
        or claimed.kind is Kind.PERCENT
        or "thousand" in claimed.surface
    )
