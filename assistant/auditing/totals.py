"""Holds the totals of tables against their rows and columns. Knows nothing of running text.

A total does not hold where the same rows add up in other columns and miss by little in this one,
or where the only total of a small table misses its only column by little.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from assistant.auditing.found import Found, judge_sum, one_line, tell_sum
from assistant.figures.grids import Grid, number_of
from assistant.figures.numerals import DIGITS, parse_digits
from assistant.figures.totals import Sum, alike, find_sums, is_total, is_within, summed
from assistant.records import AuditVerdict, Figure, FindingKind

_DIGITS = re.compile(DIGITS)
_SMALL = Decimal("0.1")
_MOST_ROWS = 20
# Columns and rows whose figures are not summed, though others of the table are.
_NOT_SUMMED = re.compile(
    r"\b(?:averages?|mean|median|change|growth|ratios?|rank|index|rates?|per|difference|increase"
    r"|decrease|margin|yield|%|percent\w*|shares?|net|variance|cumulative)(?!\w)",
    re.IGNORECASE,
)


def find_totals(grid: Grid) -> list[Found]:
    """Returns how the totals of a table come out, by columns and by rows."""
    found: list[Found] = []
    seen: set[tuple[int, ...]] = set()
    for side in (grid, grid.turned()):
        sums = find_sums(side)
        lone = None if sums else _lone_total(side)
        for one in (lone,) if lone else sums:
            for told in (*_holding(side, one), *_failing(side, one)):
                place = tuple(sorted(figure.start for figure in told.figures))
                if place not in seen:
                    found.append(told)
                seen.add(place)
    return found


def _holding(grid: Grid, one: Sum) -> Iterator[Found]:
    for column in one.holds:
        whole, parts = _figures(grid, one, column)
        span = (whole.start, whole.end)
        if one.headed or all(part.whole == span for part in parts):
            yield _told(grid, one, column, whole, parts)


def _failing(grid: Grid, one: Sum) -> Iterator[Found]:
    """Yields the columns that miss by little where most others come out."""
    others = sum(row not in (one.whole, *one.parts) for row in grid.rows)
    if not one.headed or (others and len(one.holds) < 2 * len(one.fails)):
        return
    for column in one.fails:
        whole, parts = _figures(grid, one, column)
        places = {(row, column) for row in (one.whole, *one.parts)}
        if places & grid.unread or len(parts) < len(one.parts):
            continue
        if _NOT_SUMMED.search(grid.column_words[column]):
            continue
        if any(not alike(whole, part) or part.kind is not whole.kind for part in parts):
            continue
        if len({_scale(figure) for figure in (whole, *parts) if number_of(figure)}) > 1:
            continue
        if abs(summed(whole, parts)) <= abs(number_of(whole)) * _SMALL:
            yield _told(grid, one, column, whole, parts)


def _lone_total(grid: Grid) -> Sum | None:
    """Returns the one total of a table of one column, last or first, with all other rows as its
    parts, whether or not it comes out.
    """
    totals = [row for row in grid.rows if is_total(grid.row_words[row])]
    if len(grid.columns) != 1 or len(totals) != 1 or not 3 <= len(grid.rows) <= _MOST_ROWS:
        return None
    parts = tuple(row for row in grid.rows if row != totals[0])
    heads = [grid.row_words[row] for row in parts]
    if parts[0] < totals[0] < parts[-1]:
        return None
    (column,) = grid.columns
    if any(at == column and row > grid.rows[0] for row, at in grid.unread):
        return None
    if any(not words or is_within(words) or _NOT_SUMMED.search(words) for words in heads):
        return None
    return Sum(totals[0], parts, (), grid.columns, headed=True)


def _scale(figure: Figure) -> Decimal:
    """Returns what the printed digits are times: where cells of one column differ in it, a header
    was taken for some of them only.
    """
    printed = parse_digits(match.group()) if (match := _DIGITS.search(figure.surface)) else None
    return abs(number_of(figure) / printed) if printed else Decimal(1)


def _figures(grid: Grid, one: Sum, column: int) -> tuple[Figure, list[Figure]]:
    parts = [grid.figures[row, column] for row in one.parts if (row, column) in grid.figures]
    return grid.figures[one.whole, column], parts


def _told(grid: Grid, one: Sum, column: int, whole: Figure, parts: Sequence[Figure]) -> Found:
    heads = (grid.row_words[one.whole], grid.column_words[column])
    named = ", ".join(one_line(words) for words in heads if words.strip(" |-:"))
    verdict: AuditVerdict = judge_sum(whole, parts)
    what = f"The parts of “{named}”" if named else "The parts of the total"
    return tell_sum(FindingKind.TABLE_TOTAL, what, whole, parts, verdict)
