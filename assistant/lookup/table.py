"""A table of figures with their places. Knows nothing of how they are found or written to files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, overload

from assistant.lookup.columns import COLUMNS, Cell, Column, row_of
from assistant.records import Citation, Figure, Report

if TYPE_CHECKING:
    import pandas


@dataclass(frozen=True, slots=True)
class FigureTable(Sequence[Figure]):
    """Figures found, each with its citation; ``total`` counts those beyond the limit too.

    ``reports`` are those they were read in, without text. ``partial`` tells that no figure has all
    the words looked for, and these have some.
    """

    figures: tuple[Figure, ...]
    citations: tuple[Citation, ...]
    total: int
    reports: tuple[Report, ...] = ()
    partial: bool = False

    def __len__(self) -> int:
        return len(self.figures)

    @overload
    def __getitem__(self, index: int) -> Figure: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Figure]: ...
    def __getitem__(self, index: int | slice) -> Figure | Sequence[Figure]:
        return self.figures[index]

    def __iter__(self) -> Iterator[Figure]:
        return iter(self.figures)

    @property
    def columns(self) -> tuple[Column, ...]:
        """What the cells of `rows` are."""
        return COLUMNS

    def rows(self) -> list[dict[str, Cell]]:
        """Returns one row a figure, cells by column name, values exact."""
        by_id = {report.id: report for report in self.reports}
        return [
            row_of(figure, citation, by_id.get(figure.report_id))
            for figure, citation in zip(self.figures, self.citations, strict=True)
        ]

    def to_dict(self) -> dict[str, Any]:
        """Returns the stable shape `assistant figures --json` prints."""
        figures = [
            placed(figure, citation)
            for figure, citation in zip(self.figures, self.citations, strict=True)
        ]
        return {"figures": figures, "total": self.total}

    def to_frame(self) -> pandas.DataFrame:
        """Returns a pandas frame, one row a figure, all columns (needs pandas).

        Values are floats and whole numbers nullable integers; dates and periods are strings.
        """
        return to_frame(self.rows(), self.columns)


def placed(figure: Figure, citation: Citation) -> dict[str, Any]:
    """Returns a figure as JSON, with its id and its citation."""
    return {**figure.to_dict(), "id": figure.id, "citation": citation.to_dict()}


def to_frame(rows: Sequence[dict[str, Cell]], columns: Sequence[Column]) -> pandas.DataFrame:
    """Returns rows as a pandas frame, a column for each even where there are no rows."""
    import pandas

    types = {"number": "float64", "integer": "Int64", "boolean": "boolean"}
    return pandas.DataFrame(
        {
            column.name: pandas.Series([row[column.name] for row in rows], dtype="object").astype(
                types.get(column.type, "object")
            )
            for column in columns
        }
    )
