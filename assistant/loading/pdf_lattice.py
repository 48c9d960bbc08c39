"""Reads PDF tables whose cells are all ruled: the rules say where rows and columns are.

Knows nothing of tables that only line up.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistant.loading.building import GridCell
from assistant.loading.headers import count_header_rows, is_value
from assistant.loading.pdf_again import find_headers_again
from assistant.loading.pdf_pages import Segment
from assistant.loading.pdf_rows import PdfTable
from assistant.loading.pdf_rules import Rule
from assistant.loading.pdf_spans import Range, Spans, find_spans

_SAME = 3.0
_LEAST_ROWS = 3
_RULES_AT_MOST = 6_000
_LEAST_VALUES = 2
_TALLEST_ROW = 250.0
# Of the words of a cell's line: how far they may reach into the next cell.
_OVER = 2.0


@dataclass(slots=True)
class Lattice:
    """The edges of rows from top to bottom, and of columns from left to right."""

    levels: list[float]
    edges: list[float]
    pieces: list[list[Range]]

    def holds(self, segment: Segment) -> bool:
        across, up = (segment.x0 + segment.x1) / 2, (segment.y0 + segment.y1) / 2
        inside = self.edges[0] - _OVER < across < self.edges[-1] + _OVER
        return inside and self.levels[-1] < up < self.levels[0]


def find_lattices(rules: Sequence[Rule]) -> list[Lattice]:
    """Returns the lattices that rules of one width, cut at the same places, make."""
    if len(rules) > _RULES_AT_MOST:
        return []  # A drawing.
    chains: list[list[tuple[float, Range, list[Range]]]] = []
    for y, pieces in _levels(rules):
        for whole in _joined(pieces):
            own = [piece for piece in pieces if whole[0] - 1 < piece[0] and piece[1] < whole[1] + 1]
            chain = next((c for c in chains if _goes_on(c[-1], y, whole)), None)
            if chain is None:
                chains.append([(y, whole, own)])
            else:
                chain.append((y, whole, own))
    found = []
    for chain in chains:
        edges = _edges([own for _, _, own in chain])
        if len(chain) >= _LEAST_ROWS and len(edges) > 2:
            lattice = _with_short_levels(chain[0][0], chain[-1][0], edges, rules)
            if len(lattice.levels) > _LEAST_ROWS:
                found.append(lattice)
    return found


def has_names_outside(lattice: Lattice, segments: Sequence[Segment]) -> bool:
    """Whether most rows of figures in a lattice have their names on its left, outside it."""
    inside = [s for s in segments if lattice.holds(s)]
    figures = {round(s.y0): s for s in inside if is_value(s.text)}.values()
    within = [s for s in inside if s.x0 < lattice.edges[1] and _is_name(s)]
    outside = [s for s in segments if s.x1 < lattice.edges[0] + _OVER and _is_name(s)]
    named = sum(
        any(_is_level(name, s) for name in outside)
        and not any(_is_level(name, s) for name in within)
        for s in figures
    )
    return len(figures) > 1 and 2 * named > len(figures)


def _is_level(one: Segment, other: Segment) -> bool:
    return other.y0 < (one.y0 + one.y1) / 2 < other.y1


def _is_name(segment: Segment) -> bool:
    return not is_value(segment.text) and any(map(str.isalpha, segment.text))


def _with_short_levels(
    top: float, bottom: float, edges: list[float], rules: Sequence[Rule]
) -> Lattice:
    """Returns a lattice with those levels, too, that part some of its columns only."""
    inside = [
        rule
        for rule in rules
        if bottom - _SAME < rule.y < top + _SAME
        and edges[0] - _SAME < rule.x0
        and rule.x1 < edges[-1] + _SAME
        and any(abs(rule.x0 - edge) < _SAME for edge in edges)
        and any(abs(rule.x1 - edge) < _SAME for edge in edges)
    ]
    levels = _levels(inside)
    return Lattice([y for y, _ in levels], edges, [_joined(pieces) for _, pieces in levels])


def _levels(rules: Sequence[Rule]) -> list[tuple[float, list[Range]]]:
    levels: list[tuple[float, list[Range]]] = []
    for rule in sorted(rules, key=lambda rule: -rule.y):
        if levels and levels[-1][0] - rule.y < _SAME:
            levels[-1][1].append((rule.x0, rule.x1))
        else:
            levels.append((rule.y, [(rule.x0, rule.x1)]))
    return levels


def _joined(pieces: Sequence[Range]) -> list[Range]:
    joined: list[Range] = []
    for x0, x1 in sorted(pieces):
        if joined and x0 < joined[-1][1] + _SAME:
            joined[-1] = joined[-1][0], max(joined[-1][1], x1)
        else:
            joined.append((x0, x1))
    return joined


def _goes_on(last: tuple[float, Range, list[Range]], y: float, whole: Range) -> bool:
    alike = abs(last[1][0] - whole[0]) < _SAME and abs(last[1][1] - whole[1]) < _SAME
    return alike and last[0] - y < _TALLEST_ROW


def _edges(levels: Sequence[Sequence[Range]]) -> list[float]:
    """Returns the ends of pieces that most levels have."""
    places: list[list[tuple[float, int]]] = []
    ends = sorted((x, n) for n, own in enumerate(levels) for piece in own for x in piece)
    for x, number in ends:
        if places and x - places[-1][-1][0] < _SAME:
            places[-1].append((x, number))
        else:
            places.append([(x, number)])
    return [
        sum(x for x, _ in place) / len(place)
        for place in places
        if 2 * len({number for _, number in place}) >= len(levels)
    ]


def read_lattices(lattice: Lattice, segments: Sequence[Segment]) -> list[PdfTable]:
    """Returns the tables a lattice makes: one more for each header that stands in it again."""
    whole = read_lattice(lattice, segments)
    if whole is None:
        return []
    lines: list[dict[int, str]] = [{} for _ in lattice.levels[1:]]
    for cell in whole.cells:
        if cell.text:
            lines[cell.row][cell.column] = cell.text
    edges = [0, *find_headers_again(lines, whole.header_rows), len(lines)]
    if len(edges) == 2:
        return [whole]
    parts = []
    for start, end in pairwise(edges):
        levels, pieces = lattice.levels[start : end + 1], lattice.pieces[start : end + 1]
        part = Lattice(levels, lattice.edges, pieces)
        parts.append(read_lattice(part, [s for s in segments if part.holds(s)]))
    tables = [table for table in parts if table is not None]
    return tables if len(tables) == len(parts) else [whole]


def read_lattice(lattice: Lattice, segments: Sequence[Segment]) -> PdfTable | None:
    """Returns the table a lattice makes of the segments in it, each of its bands a row.

    A cell goes on over the bands below it down to the next rule under it. None where a cell has
    several figures, or words side by side: the rules are not those of its cells.
    """
    columns = list(pairwise(lattice.edges))
    bands: list[list[Segment]] = [[] for _ in lattice.levels[1:]]
    for segment in sorted(segments, key=lambda s: (-round(s.y0 + s.y1), s.x0)):
        middle = (segment.y0 + segment.y1) / 2
        band = next(n for n, y in enumerate(lattice.levels[1:]) if middle > y)
        bands[band] += _cut(segment, columns)
    held: dict[tuple[int, int], tuple[int, list[Segment]]] = {}
    values = 0
    for number, band_segments in enumerate(bands):
        values_here = [s for s in band_segments if s.x0 > columns[0][1] and is_value(s.text)]
        spans = (
            {}
            if values or values_here
            else _find_spans(band_segments, columns, lattice.pieces[number + 1])
        )
        values += len(values_here)
        for place, segment in enumerate(band_segments):
            column, wide = spans.get(place) or _place(segment.x0, segment.x1, columns)
            top = _top_of(lattice, number, columns[column])
            before, own = held.get((top, column), (1, []))
            if not _may_share(own, segment, column):
                return None
            held[top, column] = max(before, wide), [*own, segment]
    if values < _LEAST_VALUES:
        return None
    cells = _as_cells(held, len(bands), columns, lattice)
    headers = count_header_rows(cells)
    # A header that stands above the first rule is found by how it lines up.
    return PdfTable(cells, headers, columns) if headers else None


def _find_spans(
    segments: Sequence[Segment], columns: Sequence[Range], under: Sequence[Range]
) -> Spans:
    if not segments:
        return {}
    bottom = min(segment.y0 for segment in segments)
    return find_spans(segments, columns, [Rule(x0, x1, bottom) for x0, x1 in under])


def _may_share(own: Sequence[Segment], segment: Segment, column: int) -> bool:
    """Whether a cell may have one more segment: a line of words under the others."""
    if column and is_value(segment.text) and any(is_value(other.text) for other in own):
        return False
    return not any(
        min(o.y1, segment.y1) - max(o.y0, segment.y0) > 0.5 * segment.height for o in own
    )


def _top_of(lattice: Lattice, band: int, column: Range) -> int:
    """Returns the first band of the cell that a place is in: up to the next rule over it."""
    middle = (column[0] + column[1]) / 2
    while band > 0 and not any(x0 < middle < x1 for x0, x1 in lattice.pieces[band]):
        band -= 1
    return band


def _as_cells(
    held: Mapping[tuple[int, int], tuple[int, Sequence[Segment]]],
    height: int,
    columns: Sequence[Range],
    lattice: Lattice,
) -> list[GridCell]:
    """Returns the cells, every place filled: those that cover rows below as far as they do."""
    cells: list[GridCell] = []
    covered: set[tuple[int, int]] = set()
    for row in range(height):
        for column in range(len(columns)):
            if (row, column) in covered:
                continue
            wide, own = held.get((row, column), (1, ()))
            stop = min((c for r, c in held if r == row and c > column), default=len(columns))
            wide = min(wide, stop - column)
            tall = 1
            while row + tall < height and _top_of(lattice, row + tall, columns[column]) == row:
                tall += 1
            covered |= {
                (r, c) for r in range(row, row + tall) for c in range(column, column + wide)
            }
            text = " ".join(segment.text for segment in own)
            cells.append(GridCell(row, column, text, tall, wide))
    return cells


def _cut(segment: Segment, columns: Sequence[Range]) -> list[Segment]:
    """Cuts a segment at the edges of columns that fall between two of its words."""
    words = segment.text.split()
    if len(words) != len(segment.words):
        return [segment]
    starts = [0]
    for number, (one, other) in enumerate(pairwise(segment.words), 1):
        apart = other[0] - one[1] > 0.3 * segment.height
        if apart and any(one[1] < left + _OVER and left - _OVER < other[0] for left, _ in columns):
            starts.append(number)
    parts = []
    for start, end in pairwise([*starts, len(words)]):
        sides = segment.words[start:end]
        text = " ".join(words[start:end])
        parts.append(segment._replace(text=text, x0=sides[0][0], x1=sides[-1][1], words=sides))
    return parts


def _place(x0: float, x1: float, columns: Sequence[Range]) -> tuple[int, int]:
    over = [
        n for n, (left, right) in enumerate(columns) if x0 < right - _OVER and x1 > left + _OVER
    ]
    if over:
        return over[0], over[-1] - over[0] + 1
    middle = (x0 + x1) / 2
    return min(range(len(columns)), key=lambda n: abs(sum(columns[n]) / 2 - middle)), 1
