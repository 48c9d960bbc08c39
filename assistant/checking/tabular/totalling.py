"""Judges sums and averages over a table's column. Knows nothing of verdicts."""

from __future__ import annotations

from decimal import Decimal

from assistant.checking.tabular.linking import Linked
from assistant.checking.tabular.selecting import column_near, rows_of
from assistant.checking.tabular.told import Told

_SUMS = frozenset("total sum combined altogether".split())
_MEANS = frozenset("average mean".split())


def judge_total(linked: Linked) -> Told | None:
    """Returns whether a column adds up to, or averages, the number named; None for neither."""
    place = next(
        (
            at
            for at, word in enumerate(linked.words)
            if word in _SUMS | _MEANS and at not in linked.taken and at not in linked.named.values()
        ),
        None,
    )
    if place is None or not linked.numbers:
        return None
    column = column_near(linked, place, numeric=True, reach=8)
    rows = rows_of(linked)
    if column is None or len(rows) < 2:
        return None
    values = [v for row in sorted(rows) if (v := linked.grid.rows[row].values[column]) is not None]
    if len(values) < 2:
        return None
    result = sum(values, Decimal(0))
    if linked.words[place] in _MEANS:
        result /= len(values)
    near = min((n.value for n in linked.numbers), key=lambda value: abs(value - result))
    digits = near.as_tuple().exponent
    assert isinstance(digits, int)
    holds = abs(near - result) <= Decimal(5) * Decimal(10) ** (digits - 1)
    shown = tuple(linked.grid.rows[row] for row in sorted(rows)[:6])
    rule = f"{linked.grid.headers[column]}: {len(values)} rows come to {result:.4g}"
    return Told(holds, "total", rule, linked.grid, shown, correction=f"{result:.4g}")
