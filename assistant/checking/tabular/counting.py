"""Judges counts of a table's rows: "three of the teams lost more than ten games". No verdicts."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

from assistant.checking.tabular.linking import Linked
from assistant.checking.tabular.pointers import Number
from assistant.checking.tabular.selecting import bound_of, column_near, meets, rows_of
from assistant.checking.tabular.told import Told

_OPENERS = frozenset("be are were is was have has had only of total there exactly".split())
_COUNTED = frozenset(
    "time times game games match matches player players team teams race races row rows country "
    "countries group groups occasion event events episode episodes season seasons year years song "
    "songs venue venues winner winners driver drivers city cities station stations person people "
    "member members candidate candidates".split()
)
_MOST_ROWS = 200


def judge_count(linked: Linked) -> Told | None:
    """Returns whether so many rows are what the sentence says; None for no count of rows."""
    one_of = _one_of(linked)
    if one_of is not None:
        return one_of
    counted = [number for number in linked.numbers if _is_count(linked, number)]
    if not counted:
        return None
    number = counted[0]
    rows = rows_of(linked)
    bounded = False
    for other in linked.numbers:
        if other is number or _is_base(linked, number, other):
            continue
        bound = bound_of(linked, other)
        column = column_near(linked, other.place, numeric=True, reach=6)
        if column is None:
            column = _column_with(linked, other.value) if bound is None else _first_numeric(linked)
        if column is None:
            return None
        bounded = True
        rows = frozenset(
            row for row in rows if _fits(linked.grid.rows[row].values[column], bound, other.value)
        )
    if not linked.filters and not bounded:
        return _distinct(linked, number)
    if not rows and len(linked.filters) > 1 and number.value:
        return _loosely(linked, number)
    count = Decimal(len(rows))
    bound = bound_of(linked, number)
    holds = meets(count, bound, number.value) if bound else count == number.value
    shown = tuple(linked.grid.rows[row] for row in sorted(rows)[:6])
    plain = len(linked.filters) + len(linked.numbers) == 2 and len(linked.filters) <= 1
    sure = (
        plain and linked.explained and linked.words[number.place + 1 : number.place + 2] == ("of",)
    )
    return Told(
        holds, "count", f"{count} rows are so", linked.grid, shown, sure, correction=str(count)
    )


def _is_base(linked: Linked, number: Number, other: Number) -> bool:
    """Tells whether a number is how many there are in all: "6 out of the 8 races"."""
    between = linked.words[number.place + 1 : other.place]
    return 0 < len(between) <= 3 and "of" in between and set(between) <= {"out", "of", "the", "all"}


def _loosely(linked: Linked, number: Number) -> Told:
    """Judges a count whose filters leave no row: one of them may name something else."""
    for each in linked.filters:
        rows = rows_of(linked, without=frozenset({each}))
        if len(rows) == number.value:
            shown = tuple(linked.grid.rows[row] for row in sorted(rows)[:6])
            return Told(True, "loose", f"{len(rows)} rows may be so", linked.grid, shown)
    return Told(False, "loose", "no rows are so", linked.grid, linked.grid.rows[:1])


def _one_of(linked: Linked) -> Told | None:
    """Judges "X is one of the four players from Y": X is a row of Y, and these are four."""
    for one, other in pairwise(linked.numbers):
        between = linked.words[one.place + 1 : other.place]
        if one.value != 1 or between not in (("of",), ("of", "the"), ("of", "only")):
            continue
        subjects = frozenset(f for f in linked.filters if f.last <= one.place)
        rows = rows_of(linked, without=subjects)
        rest = frozenset(f for f in linked.filters if f not in subjects)
        if not subjects or not rest:
            return None
        among = all(rows & each.rows for each in subjects)
        holds = among and len(rows) == other.value
        shown = tuple(linked.grid.rows[row] for row in sorted(rows)[:6])
        rule = f"{len(rows)} rows are so"
        return Told(holds, "one of", rule, linked.grid, shown, correction=str(len(rows)))
    return None


def _fits(value: Decimal | None, bound: str | None, number: Decimal) -> bool:
    return value == number if bound is None else meets(value, bound, number)


def _is_count(linked: Linked, number: Number) -> bool:
    """Tells whether a number counts rows: a small whole one before what the rows are."""
    if number.value != int(number.value) or not 0 <= number.value <= _MOST_ROWS:
        return False
    words, at = linked.words, number.place
    behind = linked.tokens[at + 1 : at + 4]
    grid = linked.grid
    heads = {t: c for c in grid.columns for t in grid.heads[c]}
    numeric = any(heads.get(token) in grid.numeric for token in behind[:2])
    if numeric or bound_of(linked, number):
        return False
    if words[at + 1 : at + 2] in (("time",), ("times",), ("occasion",), ("occasions",)):
        return True
    if words[at + 1 : at + 2] == ("of",) or words[at + 1 : at + 3] == ("out", "of"):
        return True
    if any(word in _COUNTED for word in words[at + 1 : at + 4]):
        return number.value <= len(grid.rows) * 2
    text = any(token in heads for token in behind[:2])
    return text and (at == 0 or words[at - 1] in _OPENERS)


def _column_with(linked: Linked, value: Decimal) -> int | None:
    columns = [
        column
        for column in linked.grid.columns
        if any(row.values[column] == value for row in linked.grid.rows)
    ]
    return columns[0] if columns else None


def _first_numeric(linked: Linked) -> int | None:
    numeric = sorted(linked.grid.numeric)
    return numeric[-1] if numeric else None


def _distinct(linked: Linked, number: Number) -> Told | None:
    """Judges "there are 17 drivers": the rows, or the different entries of the column named."""
    grid = linked.grid
    column = column_near(linked, number.place, numeric=False, reach=4)
    rows = len(grid.body)
    entries = rows
    if column is not None and column not in grid.numeric:
        entries = len({grid.rows[row].tokens[column] for row in grid.body} - {()})
    holds = number.value in (rows, entries)
    rule = f"the table has {rows} rows, {entries} of them different"
    return Told(holds, "distinct", rule, grid, grid.rows[:1], correction=str(entries))
