"""Reads the figures of a report's tables, with their row and column headers. Knows no stores."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from assistant.figures.amounts import Quantity
from assistant.figures.cells import YEAR, Heads, is_figure, read_cell, without_unit
from assistant.figures.changes import change_of_cell
from assistant.figures.marks import lift_marks
from assistant.figures.naming import (
    Row,
    find_caption,
    find_header_years,
    find_name_columns,
    has_names_last,
    is_contents,
    name_beside,
    name_row,
)
from assistant.figures.periods import period_of, times_of
from assistant.figures.table_labels import (
    PERIOD,
    is_class,
    label_of,
    label_without_name,
    with_row_scope,
)
from assistant.figures.times import stated_times
from assistant.records import Block, Cell, Figure, Kind

_UNIT_COLUMN = re.compile(r"(?:units?|uom|measure|unit of measure(?:ment)?)", re.IGNORECASE)
_RANK_COLUMN = re.compile(
    r"(?:rank|no\.?|#|s/?no?\.?|nr\.?|item no\.?|notes?|notes? no\.?|page|pages)", re.IGNORECASE
)
_PART = re.compile(
    r"[-–•]?\s*(?:of which|of whom|including|thereof)\b[:,]?|[-–•]\s+", re.IGNORECASE
)
_COUNTED = re.compile(r"(?P<name>[^\s()][^()]{1,60}?)\s?\([nN]\s?=\s?$")
_MOST_TIMES = 24


@dataclass(frozen=True, slots=True)
class _Layout:
    """What the header rows tell: each column's words, the unit and rank columns, the corner."""

    headers: dict[int, str]
    unit_columns: frozenset[int]
    rank_columns: frozenset[int]
    corner: str
    body: int
    names_last: bool = False
    name_columns: frozenset[int] = frozenset()
    lone: bool = False


def read_table(text: str, table: Block, *, caption: str) -> list[Figure]:
    """Returns the figures of a table block, in text order.

    ``caption`` is the words above the table (heading, lead-in), read for scale, unit and period.
    A label joins the row's words and the column's: "Revenue, Europe" where rows are measures,
    "Passengers, Cancún" where rows are names; period-like headers go to the scope.
    """
    rows: dict[int, list[Cell]] = defaultdict(list)
    for cell in table.cells:
        rows[cell.row].append(cell)
    layout = _layout(text, rows, table.header_rows)
    body = [_read(text, rows[number]) for number in sorted(rows) if number >= layout.body]
    if is_contents(body, caption):
        return []
    layout = replace(
        layout,
        names_last=has_names_last(body),
        name_columns=find_name_columns(body, layout.headers),
        lone=len(body) == 1,
    )
    figures: list[Figure] = []
    section = ""
    whole = ""
    for number in sorted(rows):
        cells = rows[number]
        if number < layout.body:
            continue
        if _is_section(text, cells):
            section = _words(text, cells[0])
            continue
        row = _row_words(text, cells, layout)
        part = _PART.match(row)
        if part and whole:
            row = f"{whole}, {row.lstrip('-–• ')}"
        else:
            whole = row
        figures += _read_row(text, cells, row, section, layout, caption)
    return _in_order(figures)


def _in_order(figures: list[Figure]) -> list[Figure]:
    """Returns the figures in text order, one a place: a cell that spans rows is read once."""
    ordered: list[Figure] = []
    for figure in sorted(figures, key=lambda figure: figure.start):
        if not ordered or figure.start >= ordered[-1].end:
            ordered.append(figure)
    return ordered


def _read_row(
    text: str, cells: Sequence[Cell], row: str, section: str, layout: _Layout, caption: str
) -> list[Figure]:
    bounds = (min(cell.start for cell in cells), max(cell.end for cell in cells))
    unit = " ".join(_words(text, c) for c in cells if c.column in layout.unit_columns)
    figures: list[Figure] = []
    done: set[int] = set()
    read = _read(text, cells)
    years = find_header_years(read)
    form = sum(words.endswith(":") for _, words in read) > 1
    for cell in cells:
        skipped = cell.column in layout.unit_columns or cell.column in layout.rank_columns
        words = _words(text, cell)
        named = _names_row(text, cells, cell, row)
        if skipped or cell.start in done or not words or named:
            continue
        done.add(cell.start)
        column = layout.headers.get(cell.column, "")
        own = name_beside(read, cell.column, layout.name_columns) or row
        asked = find_caption(read, cell.column)
        if asked and (form or asked not in row.split(", ")[0]):
            own, column = asked, ""
        label = label_of(own, column, layout.corner) or label_without_name(
            own, column, caption, lone=layout.lone
        )
        heads = Heads(own, column, section, unit, f"{caption} {layout.corner}", label)
        if cell.column in years:
            heads = replace(heads, row=words)
        for quantity in read_cell(words, heads):
            figure = _figure(text, cell, quantity, heads, bounds)
            if not is_class(text, figure):
                figures.append(with_row_scope(figure, read))
    return _with_row_times(text, cells, figures)


def _with_row_times(text: str, cells: Sequence[Cell], figures: Sequence[Figure]) -> list[Figure]:
    """Gives the figures of a row that have no period the dates of its other cells, too."""
    named = [(time.start, time.iso) for time in stated_times(text, figures)]
    for cell in cells:
        words = _words(text, cell)
        years = (words,) if YEAR.fullmatch(words) else _times_of(words)
        named += [(cell.start, year) for year in years]
    named = sorted(set(named))[:_MOST_TIMES]
    if not named:
        return list(figures)
    return [
        figure
        if figure.period or figure.kind is Kind.DATE
        else replace(
            figure,
            times=tuple(
                dict.fromkeys((*figure.times, *(iso for at, iso in named if at != figure.start)))
            ),
        )
        for figure in figures
    ]


def _names_row(text: str, cells: Sequence[Cell], cell: Cell, row: str) -> bool:
    """Tells the cell that names its row ("Under 15"); a year that does is a date all the same."""
    words = _words(text, cell)
    if is_figure(words) or words.strip("-–• ") not in row:
        return False
    first = all(one.end == one.start for one in cells if one.column < cell.column)
    return cell.column == 0 or (first and len(cells) > 2)


def _row_words(text: str, cells: Sequence[Cell], layout: _Layout) -> str:
    """Returns what names a row; ranks and units do not."""
    skipped = layout.rank_columns | layout.unit_columns
    named = [cell for cell in cells if cell.column not in skipped]
    words = name_row(_read(text, named), last=layout.names_last)
    first = _words(text, cells[0])
    return words or (first if YEAR.fullmatch(first) else "")


def _read(text: str, cells: Sequence[Cell]) -> Row:
    return [(cell.column, _words(text, cell)) for cell in cells]


def _words(text: str, cell: Cell) -> str:
    """Returns a cell's words, the marks of notes left out."""
    return lift_marks(text[cell.start : cell.end]).text


def _layout(text: str, rows: dict[int, list[Cell]], header_rows: int) -> _Layout:
    body = _body_start(text, rows, header_rows)
    joined: dict[int, list[str]] = defaultdict(list)
    for number in range(body):
        for cell in rows.get(number, []):
            words = _words(text, cell)
            if words and words not in joined[cell.column]:
                joined[cell.column].append(words)
    headers = {column: " ".join(words) for column, words in joined.items()}
    return _Layout(
        headers,
        # The first column names the rows, whatever it is headed ("Measure").
        frozenset(c for c, words in headers.items() if c and _UNIT_COLUMN.fullmatch(words)),
        frozenset(c for c, words in headers.items() if _RANK_COLUMN.fullmatch(words)),
        headers.get(0, ""),
        body,
    )


def _body_start(text: str, rows: dict[int, list[Cell]], header_rows: int) -> int:
    """Returns the first body row: rows of years or words that only head columns come before it."""
    body = header_rows
    if body and body not in rows:
        return body
    cells = rows.get(body, [])
    heads = [_words(text, cell) for cell in cells[1:]]
    first = _words(text, cells[0]) if cells else ""
    filled = [words for words in heads if words]
    if len(filled) >= 1 and (not first or not header_rows) and len(rows) > body + 1:
        years = all(YEAR.fullmatch(words) or not is_figure(words) for words in filled)
        if years and any(YEAR.fullmatch(words) for words in filled):
            return body + 1
        dated = [cell for cell in cells[1:] if re.search(r"\d", _words(text, cell))]
        if not header_rows and years and _head_figures(text, dated, rows.get(1, [])):
            return 1
    return body


def _head_figures(text: str, dated: Sequence[Cell], below: Sequence[Cell]) -> bool:
    """Tells whether the cells of a first row that hold digits are dates above plain figures."""
    figures = {cell.column for cell in below if is_figure(_words(text, cell))}
    return all(cell.column in figures and _period_of(_words(text, cell)) for cell in dated)


def _is_section(text: str, cells: Sequence[Cell]) -> bool:
    """Tells a row that only names a group: one wordy cell, the rest empty or the same cell."""
    filled = {(c.start, c.end) for c in cells if c.end > c.start}
    return (
        len(cells) > 1
        and len(filled) == 1
        and cells[0].end > cells[0].start
        and not is_figure(_words(text, cells[0]))
    )


def _period(heads: Heads) -> str | None:
    """Returns the time a cell's figure is told of, from the nearest words that state one."""
    stated = (heads.column, heads.row, heads.section, heads.caption)
    return next((period for words in stated if (period := _period_of(words))), None)


@lru_cache(maxsize=4096)
def _period_of(words: str) -> str | None:
    return period_of(words)


@lru_cache(maxsize=4096)
def _times_of(*words: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(time for part in words for time in times_of(part)))


def _counted_beside(text: str, first: int, start: int) -> str | None:
    """Returns who "n" counts in a cell: "Urban" of "Urban (n=413)"."""
    match = _COUNTED.search(text, first, start)
    return " ".join(match["name"].split()) if match else None


def _figure(
    text: str, cell: Cell, quantity: Quantity, heads: Heads, bounds: tuple[int, int]
) -> Figure:
    period = [words for words in (heads.column, heads.row) if PERIOD.search(words)]
    scope = ", ".join(words for words in (*map(without_unit, period), heads.section) if words)
    lifted = lift_marks(text[cell.start : cell.end])
    start, end = (cell.start + at for at in lifted.span(quantity.start, quantity.end))
    is_date = quantity.kind is Kind.DATE
    told = None if is_date else _period(heads)
    above = (heads.caption, heads.section, heads.column, heads.row)
    figure = Figure(
        surface=text[start:end],
        value=quantity.value,
        upper=quantity.upper,
        unit=quantity.unit,
        modifier=quantity.modifier,
        kind=quantity.kind,
        label=_counted_beside(text, cell.start, start) or heads.label or None,
        scope=scope or None,
        period=told,
        times=() if told or is_date else _times_of(*above),
        start=start,
        end=end,
        sentence_start=bounds[0],
        sentence_end=bounds[1],
    )
    return replace(figure, change=change_of_cell((heads.row, heads.column), figure))
