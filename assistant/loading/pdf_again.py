"""Tells where another header begins within a PDF table. Knows nothing of files or places."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet

from assistant.loading.headers import is_blank, is_date, is_number, is_unit, is_year

_ROWS_TO_FIGURES = 3


def find_headers_again(
    lines: Sequence[Mapping[int, str]], first: int, apart: AbstractSet[int] = frozenset()
) -> list[int]:
    """Returns the rows that another header begins on; the body begins on the row ``first``.

    A row is its texts by column. Such a header stands over columns of figures, has figures above it
    and below, and names no row or is one of those set ``apart``.
    """
    found: list[int] = []
    begun, number = first, first + 1
    while number < len(lines):
        end = number
        over_units = _names_days_over_units(lines, number)
        end += over_units
        while (
            end < len(lines) and not _figures(lines[end]) and (0 not in lines[end] or end in apart)
        ):
            end += 1
        rows = range(number, end)
        least = 1 if over_units or set(rows) <= apart else 2
        if end > number and _heads(lines, range(begun, number), rows, least):
            found.append(number)
            begun = end
        number = end + 1
    return found


def _names_days_over_units(lines: Sequence[Mapping[int, str]], number: int) -> bool:
    """Whether a row has days or years beside a name, over units alone: it is a header."""
    heads = [text for column, text in lines[number].items() if column]
    below = lines[number + 1] if number + 1 < len(lines) else {}
    times = len(heads) > 1 and all(is_year(text) or is_date(text) for text in heads)
    return times and bool(below) and 0 not in below and all(map(is_unit, below.values()))


def _heads(lines: Sequence[Mapping[int, str]], above: range, rows: range, least: int) -> bool:
    """Whether rows are a header: ``least`` of its columns have a figure in some row below."""
    head: dict[int, str] = {}
    for number in rows:
        head = {**lines[number], **head}
    texts = [text for column, text in head.items() if column]
    if len(texts) < 2 or any(_is_quantity(text) or is_blank(text) for text in texts):
        return False
    # A cell that goes on from the one above begins in lower case.
    if 0 not in head and not all(is_year(t) or t[:1].isupper() or t[:1].isdigit() for t in texts):
        return False
    columns = {column for number in above for column in _figures(lines[number])}
    if not any(0 in lines[number] and _figures(lines[number]) for number in above):
        return False
    if len(texts) < len(columns) or not columns & set(head):
        return False
    filled = [
        lines[number][column]
        for number in above
        for column in head
        if column and not is_blank(lines[number].get(column, ""))
    ]
    if not filled or 3 * sum(map(_is_quantity, filled)) < 2 * len(filled):
        return False
    below = lines[rows.stop : rows.stop + _ROWS_TO_FIGURES]
    return any(0 in other and len(_figures(other) & set(head)) >= least for other in below)


def _figures(line: Mapping[int, str]) -> set[int]:
    return {column for column, text in line.items() if column and _is_quantity(text)}


def _is_quantity(text: str) -> bool:
    return is_number(text) and not is_year(text) and not is_date(text)
