"""Worked arithmetic over figures. Knows nothing of questions, reports or labels' meaning.

Every result comes with its working as newsrooms print it ("124 ÷ 225 = 55.1%"), told no finer than
its operands bear (`precision`); what makes no sense is refused with a reason (`sense`).
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, localcontext

from assistant.figures.precision import (
    Rounded,
    join_modifiers,
    round_quotient,
    round_sum,
    step_of,
)
from assistant.figures.sense import Unworkable, check_over, check_sense
from assistant.figures.values import as_percent, in_percent
from assistant.figures.workings import show, show_day, write_result, write_terms
from assistant.records import Figure, Kind, Modifier, Operation

__all__ = ["Unworkable", "Worked", "show", "work"]

_DIGITS = 300
"""Digits reckoned with: powers of ten reach a hundred, and their quotients twice that."""
_BASES = (1, 1_000, 100_000, 1_000_000)


@dataclass(frozen=True, slots=True)
class Worked:
    """A result with its working ("124 + 31 = 155"), its unit, and its hedge.

    ``periods`` are those that a total was asked over; the same work needs them again.
    """

    operation: Operation
    result: Decimal
    unit: str | None
    working: str
    modifier: Modifier = Modifier.EXACT
    periods: tuple[str, ...] = ()


def work(operation: Operation, figures: Sequence[Figure], *, periods: Sequence[str] = ()) -> Worked:
    """Returns the operation over the figures, in their order; raises Unworkable.

    Shares are the first of the second, rates the first for each of the second; a change, in
    percent or percentage points, goes from the first to the second. Days between are counted
    without the first. Percent and average have one decimal, ratio and rate two; fewer where an
    operand is coarser. ``periods`` (ISO 8601) are those that a sum is asked over, where they
    differ: ("2021", "2022").
    """
    check_sense(operation, figures, periods)
    with localcontext() as context:
        context.prec = _DIGITS
        if any(figure.unit == "%" or figure.kind is Kind.PERCENT for figure in figures):
            figures = [as_percent(in_percent(figure)) for figure in figures]
        return replace(_WORK[operation](operation, figures), periods=tuple(periods))


def _sum(operation: Operation, figures: Sequence[Figure]) -> Worked:
    total = sum(_values(figures), Decimal(0))
    if figures[0].unit == "%" and total > 100:
        raise Unworkable(f"shares of one whole come to {show(total)}%, so they are of several")
    modifier = _modifier(figures)
    rounded = round_sum(total, figures, modifier)
    return _added(operation, figures, " + ", rounded, figures[0].unit, modifier)


def _difference(operation: Operation, figures: Sequence[Figure]) -> Worked:
    first, second = _values(figures)
    modifier = _modifier(figures[:1], figures[1:])
    rounded = round_sum(first - second, figures, modifier)
    unit = "percentage point" if figures[0].unit == "%" else figures[0].unit
    return _added(operation, figures, " − ", rounded, unit, modifier)


def _points(operation: Operation, figures: Sequence[Figure]) -> Worked:
    percents = [as_percent(in_percent(figure)) for figure in figures]
    return replace(_difference(operation, percents[::-1]), operation=operation)


def _average(operation: Operation, figures: Sequence[Figure]) -> Worked:
    exact = sum(_values(figures), Decimal(0)) / len(figures)
    modifier = _modifier(figures)
    finest = min((step for f in figures if (step := step_of(f))), default=Decimal(1))
    places = max(1, -finest.adjusted())
    rounded = round_quotient(exact, places, figures, modifier)
    *terms, result = write_terms(figures, rounded.value)
    sides = f"({' + '.join(terms)}) ÷ {len(figures)}", result
    return _told(operation, sides, rounded, figures[0].unit, modifier)


def _share(operation: Operation, figures: Sequence[Figure]) -> Worked:
    part, whole = figures
    check_over(operation, whole)
    first, second = _values(figures)
    if first < 0 or second < 0:
        raise Unworkable(f"{part.surface} of {whole.surface} is no share: one is below zero")
    if first > second:
        raise Unworkable(f"{part.surface} is more than {whole.surface}, so it is no share of it")
    modifier = _modifier(figures[:1], figures[1:])
    rounded = round_quotient(first / second * 100, 1, figures, modifier)
    return _divided(operation, " ÷ ".join(write_terms(figures)), rounded, "%", modifier)


def _ratio(operation: Operation, figures: Sequence[Figure]) -> Worked:
    check_over(operation, figures[1])
    first, second = _values(figures)
    modifier = _modifier(figures[:1], figures[1:], divides=True)
    rounded = round_quotient(first / second, 2, figures, modifier)
    return _divided(operation, " ÷ ".join(write_terms(figures)), rounded, None, modifier)


def _percent_change(operation: Operation, figures: Sequence[Figure]) -> Worked:
    check_over(operation, figures[0])
    first, second = _values(figures)
    modifier = _modifier(figures[1:], figures[:1], divides=True)
    rounded = round_quotient((second - first) / abs(first) * 100, 1, figures, modifier)
    base, other = write_terms(figures)
    under = base if first >= 0 else base.strip("(-)")
    return _divided(operation, f"({other} − {base}) ÷ {under}", rounded, "%", modifier)


def _rate(operation: Operation, figures: Sequence[Figure]) -> Worked:
    """Works one amount out for each of another, or for each 1,000, 100,000 or million of it."""
    amount, heads = figures
    check_over(operation, heads)
    if heads.kind in (Kind.MONEY, Kind.PERCENT, Kind.RATE, Kind.AGE):
        raise Unworkable(f"{heads.surface} is no number of people or things to divide among")
    if amount.kind in (Kind.PERCENT, Kind.RATE):
        raise Unworkable(f"{amount.surface} is a share or rate already")
    first, second = _values(figures)
    modifier = _modifier(figures[:1], figures[1:], divides=True)
    exact = first / second
    counts = amount.unit in (None, "person")
    bases = [base for base in _BASES if abs(exact * base) >= 1] if counts else [1]
    base = bases[0] if bases else _BASES[-1]
    rounded = round_quotient(exact * base, 2, figures, modifier)
    working = " ÷ ".join([*write_terms([amount]), *write_terms([heads])])
    if base > 1:
        unit: str | None = f"per {base:,}"
        return _divided(operation, f"{working} × {base:,}", rounded, unit, modifier)
    each = heads.unit or "unit"
    unit = f"per {each}" if counts else f"{amount.unit} per {each}"
    return _divided(operation, working, rounded, unit, modifier)


def _days(operation: Operation, figures: Sequence[Figure]) -> Worked:
    days = [_day(figure) for figure in figures]
    first, last = sorted(days)
    modifier = _modifier(figures[:1], figures[1:])
    count = Decimal((last - first).days)
    working = f"{show_day(first.isoformat())} to {show_day(last.isoformat())}"
    shown = f"{show(count)} day{'' if count == 1 else 's'}"
    written = write_result(working, shown, None, modifier, coarse=False)
    return Worked(operation, count, "day", written, modifier)


def _day(figure: Figure) -> datetime.date:
    if not isinstance(figure.value, str):
        raise Unworkable(f"{figure.surface} is no date")
    if figure.upper is not None:
        raise Unworkable(f"{figure.surface} is a range, not one day")
    try:
        return datetime.date.fromisoformat(figure.value)
    except ValueError as error:
        raise Unworkable(f"{figure.surface} names no single day") from error


def _values(figures: Sequence[Figure]) -> list[Decimal]:
    return [figure.value for figure in figures if isinstance(figure.value, Decimal)]


def _modifier(
    rising: Sequence[Figure], falling: Sequence[Figure] = (), *, divides: bool = False
) -> Modifier:
    """Returns the result's hedge: it is no more certain than what it is made of."""
    figures = (*rising, *falling)
    joined = join_modifiers(rising, falling)
    below = divides and any(value < 0 for value in _values(figures))
    if joined is None or (below and joined not in (Modifier.EXACT, Modifier.ABOUT)):
        pair = " and ".join(figure.surface for figure in figures[:2])
        raise Unworkable(f"{pair} are bounds that leave the result open")
    return joined


def _added(
    operation: Operation,
    figures: Sequence[Figure],
    sign: str,
    rounded: Rounded,
    unit: str | None,
    modifier: Modifier,
) -> Worked:
    *terms, result = write_terms(figures, rounded.value)
    return _told(operation, (sign.join(terms), result), rounded, unit, modifier)


def _divided(
    operation: Operation, working: str, rounded: Rounded, unit: str | None, modifier: Modifier
) -> Worked:
    return _told(operation, (working, show(rounded.value)), rounded, unit, modifier)


def _told(
    operation: Operation,
    sides: tuple[str, str],
    rounded: Rounded,
    unit: str | None,
    modifier: Modifier,
) -> Worked:
    written = write_result(*sides, unit, modifier, coarse=rounded.coarse)
    return Worked(operation, rounded.value, unit, written, _hedged(modifier, rounded))


def _hedged(modifier: Modifier, rounded: Rounded) -> Modifier:
    """Returns "about" for an exact result that its operands do not bear out to the last digit."""
    exact = modifier is Modifier.EXACT
    return Modifier.ABOUT if exact and rounded.coarse else modifier


_WORK: dict[Operation, Callable[[Operation, Sequence[Figure]], Worked]] = {
    Operation.SUM: _sum,
    Operation.DIFFERENCE: _difference,
    Operation.PERCENTAGE_POINTS: _points,
    Operation.AVERAGE: _average,
    Operation.SHARE: _share,
    Operation.RATIO: _ratio,
    Operation.PERCENT_CHANGE: _percent_change,
    Operation.RATE: _rate,
    Operation.DAYS: _days,
}
