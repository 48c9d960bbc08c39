"""Converts a figure between units of one kind: miles and km, weeks and days. Money never.

Knows nothing of what is counted. Factors are exact: the international yard and pound (1959: a yard
is 0.9144 m, a pound 0.45359237 kg) and the tables of NIST SP 811, appendix B.8. Units that name
two sizes (ton, gallon, barrel, pint) are left out: they would have to be guessed.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal

from assistant.figures.numerals import tidy
from assistant.records import Figure

CALENDAR_SLACK = Decimal("0.03")
"""How far a month may be from 30.436875 days (a twelfth of 365.2425), as a share: months have 28 to
31, and "three months" for 90 days is no error."""

_POUND, _YARD = Decimal("0.45359237"), Decimal("0.9144")
_ACRE = 4840 * _YARD * _YARD
_FACTORS: dict[str, dict[str, Decimal | str]] = {
    "length": {
        "mm": "0.001",
        "cm": "0.01",
        "m": "1",
        "km": "1000",
        "inch": _YARD / 36,
        "foot": _YARD / 3,
        "yard": _YARD,
        "mile": 1760 * _YARD,
        "nautical mile": "1852",
    },
    "area": {
        "cm2": "0.0001",
        "m2": "1",
        "km2": "1000000",
        "hectare": "10000",
        "acre": _ACRE,
        "square foot": _YARD * _YARD / 9,
        "square yard": _YARD * _YARD,
        "square mile": 640 * _ACRE,
    },
    "volume": {
        "ml": "0.001",
        "cl": "0.01",
        "l": "1",
        "litre": "1",
        "m3": "1000",
        "cubic metre": "1000",
        "cubic foot": (_YARD / 3) ** 3 * 1000,
        "cubic yard": _YARD**3 * 1000,
    },
    "mass": {
        "µg": "0.000001",
        "mg": "0.001",
        "g": "1",
        "kg": "1000",
        "tonne": "1000000",
        "lb": _POUND * 1000,
        "ounce": _POUND * 1000 / 16,
        "stone": _POUND * 14000,
    },
    "speed": {"km/h": "1", "mph": Decimal("1.609344"), "m/s": "3.6"},
    "power": {"W": "1", "kW": "1000", "MW": "1000000", "GW": "1000000000", "TW": "1000000000000"},
    "energy": {"Wh": "1", "kWh": "1000", "MWh": "1000000", "GWh": "1000000000", "TWh": "1e12"},
    "time": {
        "millisecond": "0.001",
        "second": "1",
        "minute": "60",
        "hour": "3600",
        "day": "86400",
        "week": "604800",
    },
    "calendar": {
        "month": "1",
        "quarter": "3",
        "year": "12",
        "decade": "120",
        "century": "1200",
    },
    "points": {"percentage point": "1", "basis point": "0.01"},
}
_OF: dict[str, tuple[str, Decimal]] = {
    unit: (dimension, Decimal(factor))
    for dimension, units in _FACTORS.items()
    for unit, factor in units.items()
}
_MONTH_SECONDS = Decimal("30.436875") * 86400
_DEGREES: dict[tuple[str, str], Callable[[Decimal], Decimal]] = {
    ("°C", "°F"): lambda value: value * 9 / 5 + 32,
    ("°F", "°C"): lambda value: (value - 32) * 5 / 9,
}
_PER_BASE = re.compile(
    r"(?P<of>.*)\bper (?P<base>1(?:,?000)+|100|10,000|100,000|10000|100000)(?: (?P<each>.+))?"
)


@dataclass(frozen=True, slots=True)
class Converted:
    """A figure in another unit. ``slack`` is how far the conversion itself may be off, as a share
    of the value: nil but between the clock and the calendar."""

    figure: Figure
    slack: Decimal


def can_convert(one: str | None, other: str | None) -> bool:
    """Tells whether a value of one unit can be stated in the other."""
    return one is not None and other is not None and _factor(one, other) is not None


def convert(figure: Figure, unit: str) -> Converted | None:
    """Returns a figure in another unit, surface unchanged; None where the units do not convert."""
    if figure.unit is None or isinstance(figure.value, str) or isinstance(figure.upper, str):
        return None
    found = _factor(figure.unit, unit)
    if found is None:
        return None
    change, slack = found
    upper = None if figure.upper is None else change(figure.upper)
    moved = replace(figure, value=change(figure.value), upper=upper, unit=unit)
    return Converted(moved, slack)


def _factor(one: str, other: str) -> tuple[Callable[[Decimal], Decimal], Decimal] | None:
    """Returns what turns a value of one unit into the other, and how far it may be off."""
    if (one, other) in _DEGREES:
        return _DEGREES[one, other], Decimal(0)
    if (bases := _per_bases(one, other)) is not None:
        base, other_base = bases
        return (lambda value: tidy(value * other_base / base)), Decimal(0)
    if one not in _OF or other not in _OF:
        return None
    (dimension, factor), (other_dimension, other_factor) = _OF[one], _OF[other]
    if dimension == other_dimension:
        return (lambda value: tidy(value * factor / other_factor)), Decimal(0)
    between = {"time": Decimal(1), "calendar": _MONTH_SECONDS}
    if dimension not in between or other_dimension not in between:
        return None
    top, bottom = factor * between[dimension], other_factor * between[other_dimension]
    return (lambda value: value * top / bottom), CALENDAR_SLACK


def _per_bases(one: str, other: str) -> tuple[Decimal, Decimal] | None:
    """Returns 1000 and 100000 for "per 1,000" and "per 100,000"; None where either is another unit
    or they are told for other things: "per 1,000 women" is no "per 1,000 live births".

    One that does not say for what ("per 1,000") may be of either.
    """
    first, second = _PER_BASE.fullmatch(one), _PER_BASE.fullmatch(other)
    if not first or not second or first["of"] != second["of"]:
        return None
    if first["each"] and second["each"] and first["each"] != second["each"]:
        return None
    base, other_base = (Decimal(m["base"].replace(",", "")) for m in (first, second))
    return base, other_base
