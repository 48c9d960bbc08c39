"""Writes numbers and workings as newsrooms print them. Knows nothing of what may be worked out."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from assistant.figures.numerals import tidy
from assistant.records import Figure, Modifier

_SCALES = ((Decimal(10) ** 9, " billion"), (Decimal(10) ** 6, " million"))
_MONTHS = (
    "January February March April May June July August September October November December"
).split()
_FINEST = -3
_HEDGED = (Modifier.AT_LEAST, Modifier.MORE_THAN, Modifier.UP_TO, Modifier.UNDER)
_SIGNS = {"%": "%", "percentage point": " percentage points"}


def show(value: Decimal) -> str:
    """Returns a decimal as people write it, with thousands commas and no trailing zeros."""
    return f"{tidy(value):,f}"


def show_day(value: str) -> str:
    """Returns "18 August 2022" for "2022-08-18"."""
    year, month, day = (int(part) for part in value.split("-"))
    return f"{day} {_MONTHS[month - 1]} {year}"


def write_terms(figures: Sequence[Figure], *results: Decimal) -> list[str]:
    """Returns the figures, then the results, as a working has them: "about 1.2 billion", "(-5)".

    All in millions or billions where that leaves three decimals at most, else in full.
    """
    values = [figure.value for figure in figures if isinstance(figure.value, Decimal)]
    scale, name = _scale([*values, *results])
    mark = "%" if figures[0].unit == "%" else ""
    shown = []
    for figure, value in zip(figures, values, strict=True):
        term = f"{_scaled(value, scale)}{name}{mark}"
        shown.append(f"{_hedge(figure.modifier)}{term}" if value >= 0 else f"({term})")
    return shown + [f"{_scaled(result, scale)}{name}" for result in results]


def write_result(
    working: str, shown: str, unit: str | None, modifier: Modifier, *, coarse: bool
) -> str:
    """Returns "124 ÷ 225 = 55.1%"; "≈" where a hedge or a coarse operand leaves it open."""
    sign = "≈" if coarse or modifier is Modifier.ABOUT else "="
    return f"{working} {sign} {_bound(modifier)}{shown}{_SIGNS.get(unit or '', '')}"


def _scale(values: Sequence[Decimal]) -> tuple[Decimal, str]:
    for scale, name in _SCALES:
        scaled = [value / scale for value in values]
        short = all(not value or (abs(value) >= 1 and _is_short(value)) for value in scaled)
        if short and any(scaled):
            return scale, name
    return Decimal(1), ""


def _scaled(value: Decimal, scale: Decimal) -> str:
    scaled = value / scale
    return show(scaled.normalize() if scale != 1 else scaled)


def _is_short(value: Decimal) -> bool:
    return value == value.quantize(Decimal(1).scaleb(_FINEST))


def _hedge(modifier: Modifier) -> str:
    exact = modifier in (Modifier.EXACT, Modifier.BETWEEN)
    return "" if exact else f"{modifier.value} "


def _bound(modifier: Modifier) -> str:
    return f"{modifier.value} " if modifier in _HEDGED else ""
