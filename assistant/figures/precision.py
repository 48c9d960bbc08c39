"""How finely figures are printed, and how finely what is made of them may be. Knows no operations.

A result is told no finer than its least precise operand: a sum to that operand's last digit, a
quotient to as many digits as it shows, two at least. Bare digits ("225") were counted out and are
exact; "4.2 million", "40%" and "about 120" are rounded. Where rounding so would move the result by
more than ABOUT_GAP ("1.5 million − 1 million"), it is told as "about" instead.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal

from assistant.figures.numerals import DIGITS, parse_digits, tidy
from assistant.figures.rounding import (
    ABOUT_GAP,
    WORDED_GAP,
    is_worded_fraction,
    last_digit,
    shows_rounding,
)
from assistant.records import Figure, Modifier

LEAST_DIGITS = 2
"""The digits a quotient keeps at least: a rise from $5 million to $6 million is 20%."""

_NUMBER = re.compile(DIGITS)
_UPWARD = (Modifier.AT_LEAST, Modifier.MORE_THAN)
_DOWNWARD = (Modifier.UP_TO, Modifier.UNDER)
_STRICT = (Modifier.MORE_THAN, Modifier.UNDER)
_LOOSE = (Modifier.ABOUT, Modifier.NEARLY, Modifier.BETWEEN)


@dataclass(frozen=True, slots=True)
class Rounded:
    """A result as told. ``coarse``: rounded to what its operands bear, or not borne out by them."""

    value: Decimal
    coarse: bool


def step_of(figure: Figure) -> Decimal | None:
    """Returns what one unit of a figure's last printed digit is worth; None for an exact one.

    100,000 for "4.2 million", 10,000 for "4.20 million", 1 for "40%", 10 for "about 120".
    """
    value = figure.value
    assert isinstance(value, Decimal)
    if is_worded_fraction(figure):
        return WORDED_GAP / 100
    if not value or not (shows_rounding(figure) or figure.modifier in _LOOSE):
        return None
    match = _NUMBER.search(figure.surface)
    printed = parse_digits(match.group()) if match else Decimal(0)
    exponent = printed.as_tuple().exponent
    if not printed or not isinstance(exponent, int):
        return last_digit(figure)
    if figure.modifier in _LOOSE and abs(printed) == abs(value) and exponent >= 0:
        return last_digit(figure)  # "about 900": the zeros are rounding
    return abs(value / printed).scaleb(exponent)


def coarsest_step(figures: Iterable[Figure]) -> Decimal | None:
    """Returns the largest of the figures' steps; None where all are exact."""
    return max((step for figure in figures if (step := step_of(figure))), default=None)


def fewest_digits(figures: Iterable[Figure]) -> int | None:
    """Returns how many significant digits the least precise figure shows; None if all are exact."""
    counts = []
    for figure in figures:
        step = step_of(figure)
        if step and isinstance(figure.value, Decimal):
            counts.append(figure.value.adjusted() - step.adjusted() + 1)
    return max(min(counts), LEAST_DIGITS) if counts else None


def round_sum(exact: Decimal, figures: Sequence[Figure], modifier: Modifier) -> Rounded:
    """Returns a sum or difference, to the last digit of the least precise figure."""
    return _settle(exact, exact, coarsest_step(figures), modifier)


def round_quotient(
    exact: Decimal, places: int, figures: Sequence[Figure], modifier: Modifier
) -> Rounded:
    """Returns a quotient to ``places`` decimals, or more where it is small: 0.0013, not 0.00.

    Fewer where the least precise figure shows fewer digits. "At least" is rounded down, "up to" up.
    """
    if not exact:
        return Rounded(Decimal(0), False)
    usual = Decimal(1).scaleb(-max(places, LEAST_DIGITS - 1 - exact.adjusted()))
    digits = fewest_digits(figures)
    step = None if digits is None else Decimal(1).scaleb(exact.adjusted() - digits + 1)
    step = step if step is not None and step > usual else None
    return _settle(exact, _round(exact, usual, modifier), step, modifier)


def join_modifiers(rising: Iterable[Figure], falling: Iterable[Figure] = ()) -> Modifier | None:
    """Returns the hedge of what grows with the one and shrinks with the other; None where bounds
    pull both ways ("more than 100" less "at least 20" may be anything).
    """
    ups, downs = [figure.modifier for figure in rising], [figure.modifier for figure in falling]
    low = [m for m in ups if m in _UPWARD] + [m for m in downs if m in _DOWNWARD]
    high = [m for m in ups if m in _DOWNWARD] + [m for m in downs if m in _UPWARD]
    if low and high:
        return None
    if low or high:
        strict = any(modifier in _STRICT for modifier in low or high)
        return (_UPWARD if low else _DOWNWARD)[strict]
    return Modifier.ABOUT if any(m in _LOOSE for m in (*ups, *downs)) else Modifier.EXACT


def _settle(exact: Decimal, usual: Decimal, step: Decimal | None, modifier: Modifier) -> Rounded:
    if step is None:
        return Rounded(tidy(usual.normalize()), False)
    rounded = _round(exact, step, modifier)
    if abs(rounded - exact) > abs(exact) * ABOUT_GAP:
        return Rounded(tidy(usual.normalize()), True)
    return Rounded(tidy(rounded.normalize()), rounded != usual)


def _round(value: Decimal, unit: Decimal, modifier: Modifier) -> Decimal:
    way = ROUND_HALF_UP
    if modifier in _UPWARD:
        way = ROUND_FLOOR
    elif modifier in _DOWNWARD:
        way = ROUND_CEILING
    return (value / unit).to_integral_value(rounding=way) * unit
