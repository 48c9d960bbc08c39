"""Judges rounding: what a printed number could have been rounded from. Knows no units or labels.

The law, for a value v whose last printed digit is worth u ("4.2 million": u is 100,000):

- It matches a truth t that rounds to it, half up: round(t / u) × u = v. Zeros before the point may
  be rounding or may not ("900": u is 100), so a number must show that it is rounded, by a hedge
  ("about"), a scale word ("million"), a decimal point or a percent sign; bare digits ("150" for
  149) do not, as the report's own digits were there to be used.
- ROUND_GAP: the digits alone would let "about 1,000" stand for 500. What is a tenth off or more is
  told too coarsely to be the same figure. Percentages are let off: whole percents are the custom.
- ABOUT_GAP: "about" and its like also cover 5 % to either side, as "about 150" for 147.
- NEARLY_GAP: "nearly", "almost" cover 5 % from below and nothing above: 871 is nearly 900 (3.2 %
  short), 840 (6.7 %) and 912 are not.
- WORDED_GAP: a fraction in words ("two thirds", "half") is coarser than the whole percents it is
  held against and covers one percentage point to either side: 66 % is two thirds, 64 % is not.
"""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal

from assistant.figures.numerals import DIGITS, parse_digits
from assistant.records import Figure, Kind, Modifier

ROUND_GAP = Decimal("0.1")
ABOUT_GAP = Decimal("0.05")
NEARLY_GAP = Decimal("0.05")
WORDED_GAP = Decimal(1)

_NUMBER = re.compile(DIGITS)
_SCALES = re.compile(r"\b(?:thousand|million|billion|trillion|lakh|crore)\b", re.IGNORECASE)
_SCALED = 1000
_DOZEN = re.compile(r"\bdozens?\b", re.IGNORECASE)
_FINEST = -9


def last_digit(figure: Figure) -> Decimal:
    """Returns the size of one unit in the last digit the surface shows.

    "4.2 million" is 100,000; "4.20 million" is 10,000; "871" is 1; "900" is 100: zeros before the
    point may be rounding. "A dozen" is 12.
    """
    value = figure.value
    assert isinstance(value, Decimal)
    if value == 0:
        places = _printed_number(figure.surface).as_tuple().exponent
        return Decimal(1).scaleb(places if isinstance(places, int) else 0)
    if _DOZEN.search(figure.surface):
        return Decimal(12)
    printed = _printed_places(figure.surface, value)
    if printed is not None:
        return printed
    exponent = value.normalize().as_tuple().exponent
    assert isinstance(exponent, int)
    # Whole percents are the custom: 60 % is never 55.1 % rounded to tens. "One in three" has no
    # last digit; its 28 threes are not what the surface shows.
    most = 0 if figure.kind is Kind.PERCENT else exponent
    return Decimal(1).scaleb(max(min(exponent, most), _FINEST))


def _printed_number(surface: str) -> Decimal:
    match = _NUMBER.search(surface)
    return parse_digits(match.group()) if match else Decimal(0)


def _printed_places(surface: str, value: Decimal) -> Decimal | None:
    """Returns the size of the last printed decimal place; None where none is printed."""
    number = _printed_number(surface)
    exponent = number.as_tuple().exponent
    if not number or not isinstance(exponent, int) or not _FINEST <= exponent < 0:
        return None
    return Decimal(1).scaleb(exponent) * abs(value / number)


def round_half_up(value: Decimal, unit: Decimal) -> Decimal:
    """Returns a value rounded to whole units, half away from zero."""
    return (value / unit).to_integral_value(rounding=ROUND_HALF_UP) * unit


def shows_rounding(figure: Figure) -> bool:
    """Tells whether a figure's form admits that it is rounded."""
    return (
        figure.modifier is Modifier.ABOUT
        or figure.kind is Kind.PERCENT
        or bool(_SCALES.search(figure.surface))
        or _printed_places(figure.surface, Decimal(1)) is not None
        or _is_scaled(figure)
    )


def _is_scaled(figure: Figure) -> bool:
    """Tells whether a scale stands with the number ("5m") or in the table's header ("£'000")."""
    number = _printed_number(figure.surface)
    return (
        isinstance(figure.value, Decimal)
        and bool(number)
        and (abs(figure.value) >= abs(number) * _SCALED)
    )


def has_fair_size(figure: Figure, value: Decimal, truth: Decimal) -> bool:
    """Tells whether what rounding leaves out is small enough: see ROUND_GAP."""
    return figure.kind is Kind.PERCENT or abs(value - truth) <= abs(value) * ROUND_GAP


def is_worded_fraction(figure: Figure) -> bool:
    """Tells a fraction in words ("half", "two thirds", "one in four") from a printed number."""
    return figure.kind is Kind.RATE and figure.unit is None and not re.search(r"\d", figure.surface)
