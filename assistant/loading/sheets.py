"""Parts a sheet's rows into tables, with titles above and notes below. Knows no file formats."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeAlias

from assistant.loading.building import GridCell, TextBuilder
from assistant.loading.headers import count_header_rows, is_number
from assistant.records import BlockKind

Slot: TypeAlias = tuple[str, int, int]
"""A cell's text and how many rows and columns it covers; (text, 0, 0) where another covers it."""

Rows: TypeAlias = Sequence[Sequence[Slot]]

BLANK: Slot = ("", 1, 1)
ERRORS = frozenset(
    ("#N/A", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!")
)
"""What a cell shows in place of a value that could not be worked out."""

_NOTE = re.compile(
    r"(?:sources?|notes?|remarks?|footnotes?|data|figures|prepared|updated|©|copyright)\b"
    r"|[*†‡§]|\[\^?\w{1,3}\]|\(?\w{1,2}\)\s|\d{1,2}\.?\s+[A-Z]|[⁰¹²³⁴-⁹]",
    re.IGNORECASE,
)
_LONG_NOTE = 60
_FARTHEST_SIDE = 2


def add_sheet(builder: TextBuilder, rows: Rows) -> None:
    """Adds rows as tables, parted at blank rows, and at blank columns where tables stand side by
    side; single cells above one are its title, notes under it paragraphs."""
    for group in _groups(rows):
        sides = _part_sides(group)
        if len(sides) > 1:
            for side in sides:
                for part in _groups(side):
                    _add_group(builder, part)
        else:
            _add_group(builder, group)


UNCALCULATED = (
    "formula cell{s} hold{v} no calculated value and {were} left blank; "
    "open and save the file in a spreadsheet program to fill {them}"
)
IN_ERROR = "cell{s} show{v} an error in place of a value"
"""What both formats say, for `told`."""


def say_errors(rows: Rows) -> int:
    """Returns how many cells hold an error in place of a value."""
    return sum(1 for row in rows for slot in row if slot[0] in ERRORS)


def _add_group(builder: TextBuilder, group: Rows) -> None:
    body = list(group)
    while body and _is_title(body):
        _add_line(builder, body.pop(0))
    if body and max(_filled(row) for row in body) == 1:
        for row in body:
            _add_line(builder, row)
        return
    notes: list[Sequence[Slot]] = []
    while len(body) > 2 and _is_note(body[-1]):
        notes.insert(0, body.pop())
    if body:
        cells = _place(_with_spans(body))
        builder.add_table(cells, header_rows=count_header_rows(cells))
    for row in notes:
        _add_line(builder, row)


def _add_line(builder: TextBuilder, row: Sequence[Slot]) -> None:
    builder.add(BlockKind.PARAGRAPH, " ".join(slot[0] for slot in row if slot[0]))


def _is_title(rows: Rows) -> bool:
    """A first row of one filled cell, above rows of more, is a title rather than a header."""
    return len(rows) > 1 and _filled(rows[0]) == 1 and max(map(_filled, rows[1:])) > 1


def _is_note(row: Sequence[Slot]) -> bool:
    """A last row of one worded cell that opens as notes do, or runs on as a sentence does."""
    texts = [slot[0].strip() for slot in row if slot[0].strip()]
    if len(texts) != 1 or is_number(texts[0]):
        return False
    return _NOTE.match(texts[0]) is not None or len(texts[0]) > _LONG_NOTE


def _filled(row: Iterable[Slot]) -> int:
    return sum(1 for slot in row if slot[0].strip())


def _groups(rows: Rows) -> Iterator[list[Sequence[Slot]]]:
    group: list[Sequence[Slot]] = []
    for row in rows:
        if _filled(row):
            group.append(row)
        elif group:
            yield group
            group = []
    if group:
        yield group


def _part_sides(rows: Rows) -> list[Rows]:
    """Parts tables that stand side by side with a blank column between.

    A blank column within a table is common, and a part of it without the names of its rows would
    be worth nothing: so only what begins at another height, or has names of its own under the same
    head, is a table of its own.
    """
    width = max(map(len, rows))
    filled = [any(_text(row, column) for row in rows) for column in range(width)]
    sides: list[tuple[int, int]] = []
    start: int | None = None
    for column in range(width + 1):
        if column < width and filled[column]:
            start = column if start is None else start
        elif start is not None:
            sides.append((start, column))
            start = None
    parted: list[tuple[int, int]] = []
    for first, last in sides:
        if parted and not _stands_alone(rows, parted[-1], (first, last)):
            parted[-1] = (parted[-1][0], last)
        else:
            parted.append((first, last))
    if len(parted) < 2:
        return [rows]
    return [[list(row[first:last]) for row in rows] for first, last in parted]


def _stands_alone(rows: Rows, one: tuple[int, int], other: tuple[int, int]) -> bool:
    if min(one[1] - one[0], other[1] - other[0]) < 2:
        return False
    tops = [
        next(n for n, row in enumerate(rows) if any(_text(row, c) for c in range(*side)))
        for side in (one, other)
    ]
    if abs(tops[0] - tops[1]) >= _FARTHEST_SIDE:
        return True
    heads = [_text(rows[tops[0]], one[0]), _text(rows[tops[1]], other[0])]
    names = [_text(row, other[0]) for row in rows[tops[1] + 1 :]]
    worded = all(name and not is_number(name) for name in names) and bool(names)
    return bool(heads[0]) and heads[0] == heads[1] and worded


def _text(row: Sequence[Slot], column: int) -> str:
    return row[column][0].strip() if column < len(row) else ""


def _with_spans(rows: Rows) -> Rows:
    """Lets the cells of a first header row head the blank ones to their right, unmerged though they
    are, where the same words stand under each: "2021 | | 2022 |" above "Men | Women | Men | Women".
    """
    if len(rows) < 3:
        return rows
    top, below = rows[0], rows[1]
    heads = [column for column in range(1, len(top)) if _text(top, column)]
    if len(heads) < 2 or any(slot[1:] != (1, 1) for slot in top[1:]):
        return rows
    ends = [*heads[1:], max(len(top), len(below))]
    under = [
        tuple(_text(below, column) for column in range(start, end))
        for start, end in zip(heads, ends, strict=True)
    ]
    # Blank columns at the end belong to nothing.
    under = [tuple(words[: _used(words)]) for words in under]
    worded = all(word and not is_number(word) for words in under for word in words)
    if len(set(under)) != 1 or len(under[0]) < 2 or not worded or _text(top, 1) == "":
        return rows
    spanned = list(top)
    for column in heads:
        spanned[column] = (top[column][0], 1, len(under[0]))
        for covered in range(column + 1, min(column + len(under[0]), len(spanned))):
            spanned[covered] = ("", 0, 0)
    return [spanned, *rows[1:]]


def _used(words: Sequence[str]) -> int:
    return max((place + 1 for place, word in enumerate(words) if word), default=0)


def _place(rows: Rows) -> list[GridCell]:
    used = [column for row in rows for column, slot in enumerate(row) if slot[0].strip()]
    first, last = min(used), max(used)
    return [
        GridCell(
            number,
            column - first,
            text,
            min(high, len(rows) - number),
            min(wide, last + 1 - column),
        )
        for number, row in enumerate(rows)
        for column, (text, high, wide) in enumerate(row)
        if first <= column <= last and high
    ]
