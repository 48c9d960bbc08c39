"""Worked arithmetic over figures. Knows nothing of questions, reports or labels' meaning.

Every result comes with its working in words; nonsense (mixed units, dates, ratio to zero) is
refused with a reason.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from assistant.figures.numerals import tidy
from assistant.figures.values import units_agree
from assistant.records import Figure, Modifier, Operation


@dataclass(frozen=True, slots=True)
class Worked:
    """A result with its working ("124 + 31 = 155"), its unit, and how it was rounded, if it was."""

    operation: Operation
    result: Decimal
    unit: str | None
    working: str
    modifier: Modifier = Modifier.EXACT


class Unworkable(ValueError):
    """The figures cannot be put to this operation; the message says why."""


def work(operation: Operation, figures: Sequence[Figure]) -> Worked:
    """Returns the operation over the figures, in their order; raises Unworkable.

    Shares are the first of the second; a change goes from the first to the second. Percent and
    average round half up to one decimal, ratio to two, and say so with "≈".
    """
    values = _values(operation, figures)
    unit = figures[0].unit
    modifier = _modifier(figures)
    if operation is Operation.SUM:
        result = sum(values, Decimal(0))
        return Worked(operation, result, unit, f"{_chain(values, '+')} = {show(result)}", modifier)
    if operation is Operation.AVERAGE:
        exact = sum(values, Decimal(0)) / len(values)
        return _rounded(
            operation, exact, 1, unit, f"({_chain(values, '+')}) ÷ {len(values)}", modifier
        )
    first, second = values
    if operation is Operation.DIFFERENCE:
        result = first - second
        unit = "percentage point" if unit == "%" else unit
        return Worked(operation, result, unit, f"{_chain(values, '−')} = {show(result)}", modifier)
    if operation is Operation.PERCENT_CHANGE:
        _nonzero(first, figures[0])
        exact = (second - first) / abs(first) * 100
        working = f"({_chain((second, first), '−')}) ÷ {show(first)} × 100"
        return _rounded(operation, exact, 1, "%", working, modifier)
    _nonzero(second, figures[1])
    if operation is Operation.SHARE:
        return _rounded(
            operation, first / second * 100, 1, "%", f"{_chain(values, '÷')} × 100", modifier
        )
    if operation is Operation.RATIO:
        return _rounded(operation, first / second, 2, None, _chain(values, "÷"), modifier)
    raise Unworkable(f"{operation.value} is not arithmetic")


def show(value: Decimal) -> str:
    """Returns a decimal as people write it, with thousands commas and no trailing zeros."""
    return f"{tidy(value):,f}"


def _values(operation: Operation, figures: Sequence[Figure]) -> list[Decimal]:
    least, most = (2, None) if operation in (Operation.SUM, Operation.AVERAGE) else (2, 2)
    if len(figures) < least or (most is not None and len(figures) > most):
        raise Unworkable(f"{operation.value} needs {'two' if most else 'two or more'} figures")
    values = []
    for figure in figures:
        if isinstance(figure.value, str):
            raise Unworkable(f"{figure.surface} is a date")
        if figure.upper is not None:
            raise Unworkable(f"{figure.surface} is a range")
        if not units_agree(figures[0], figure):
            raise Unworkable(f"{figures[0].surface} and {figure.surface} are in different units")
        values.append(figure.value)
    return values


def _modifier(figures: Sequence[Figure]) -> Modifier:
    """A result is no more certain than what it is made of."""
    exact = all(figure.modifier is Modifier.EXACT for figure in figures)
    return Modifier.EXACT if exact else Modifier.ABOUT


def _nonzero(value: Decimal, figure: Figure) -> None:
    if value == 0:
        raise Unworkable(f"{figure.surface} is zero")


def _chain(values: Sequence[Decimal], sign: str) -> str:
    return f" {sign} ".join(show(value) if value >= 0 else f"({show(value)})" for value in values)


def _rounded(
    operation: Operation,
    exact: Decimal,
    places: int,
    unit: str | None,
    working: str,
    modifier: Modifier,
) -> Worked:
    result = exact.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    sign = "=" if result == exact else "≈"
    mark = "%" if unit == "%" else ""
    return Worked(operation, tidy(result), unit, f"{working} {sign} {show(result)}{mark}", modifier)
