"""Places the cells of RTF rows in a grid, by where they end on the page. Knows nothing of words."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from assistant.loading.building import GridCell

# Edges this near, in twentieths of a point, are one.
_NEAR = 120
# More places than this are no table's; its cells go by order.
_PLACES_AT_MOST = 500_000


@dataclass(slots=True)
class CellPlan:
    """How a cell is laid out: its right edge, and whether it only goes on from another."""

    edge: int = 0
    joins_left: bool = False
    joins_above: bool = False


@dataclass(slots=True)
class Row:
    """A row's layout and the text of its cells, in order."""

    left: int = 0
    plans: list[CellPlan] = field(default_factory=list)
    is_header: bool = False
    texts: list[str] = field(default_factory=list)

    @property
    def is_planned(self) -> bool:
        """Whether every cell has a place of its own, from left to right."""
        edges = [self.left, *(plan.edge for plan in self.plans)]
        return len(self.plans) >= len(self.texts) and edges == sorted(edges)


def place_cells(rows: Sequence[Row]) -> list[GridCell]:
    """Returns the cells in a grid; rows that do not say where their cells stand go by order."""
    edges = _find_edges(rows)
    too_many = len(edges) * len(rows) > _PLACES_AT_MOST
    if too_many or not all(row.is_planned for row in rows):
        return [
            GridCell(number, column, text)
            for number, row in enumerate(rows)
            for column, text in enumerate(row.texts)
        ]
    cells: dict[tuple[int, int], GridCell] = {}
    open_cells: dict[int, GridCell] = {}
    for number, row in enumerate(rows):
        left = row.left
        before: GridCell | None = None
        for plan, text in zip(row.plans, row.texts, strict=False):
            column = _column(edges, left)
            wide = max(1, _column(edges, plan.edge) - column)
            left = plan.edge
            above = open_cells.get(column)
            if plan.joins_left and before is not None and not text:
                cell = _grown(before, columns=before.columns + wide)
            elif plan.joins_above and above is not None and not text:
                cell = _grown(above, rows=number - above.row + 1)
            else:
                cell = GridCell(number, column, text, 1, wide)
            cells[cell.row, cell.column] = open_cells[cell.column] = cell
            before = cell if cell.row == number else None
    return [cells[place] for place in sorted(cells)]


def _grown(cell: GridCell, *, rows: int = 0, columns: int = 0) -> GridCell:
    return GridCell(cell.row, cell.column, cell.text, rows or cell.rows, columns or cell.columns)


def _find_edges(rows: Sequence[Row]) -> list[int]:
    edges: list[int] = []
    every = {row.left for row in rows} | {plan.edge for row in rows for plan in row.plans}
    for edge in sorted(every):
        if not edges or edge - edges[-1] > _NEAR:
            edges.append(edge)
    return edges


def _column(edges: Sequence[int], edge: int) -> int:
    """The number of the edge that this one is, or is near behind."""
    return max(0, bisect_left(edges, edge + 1) - 1)
