"""Looks figures up by what they count. Knows nothing of questions or answers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, overload

from assistant.library import FigureQuery, FoundFigure, Store
from assistant.records import Citation, Figure

if TYPE_CHECKING:
    import pandas


@dataclass(frozen=True, slots=True)
class FigureTable(Sequence[Figure]):
    """Figures found, each with its citation; ``total`` counts those beyond the limit too."""

    figures: tuple[Figure, ...]
    citations: tuple[Citation, ...]
    total: int

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

    def to_dict(self) -> dict[str, Any]:
        """Returns the stable shape `assistant figures --json` prints."""
        return {"figures": self._rows(), "total": self.total}

    def to_frame(self) -> pandas.DataFrame:
        """Returns a pandas frame, one row a figure (needs pandas)."""
        import pandas

        rows = [{**row, **row.pop("citation")} for row in self._rows()]
        return pandas.DataFrame(rows)

    def _rows(self) -> list[dict[str, Any]]:
        return [
            {**figure.to_dict(), "citation": citation.to_dict()}
            for figure, citation in zip(self.figures, self.citations, strict=True)
        ]


def find_figures(store: Store, query: FigureQuery, *, limit: int) -> FigureTable:
    """Returns the figures of a library that a query wants, best first, with their places."""
    found, total = store.search_figures(query, limit=limit)
    reports = store.metadata({item.figure.report_id for item in found})
    texts = {report_id: store.text(report_id) for report_id in reports}
    citations = []
    for item in found:
        report = reports[item.figure.report_id]
        citations.append(_cite(item, report.title, report.link, texts[report.id]))
    return FigureTable(tuple(item.figure for item in found), tuple(citations), total)


def _cite(item: FoundFigure, title: str, link: str | None, text: str) -> Citation:
    figure = item.figure
    return Citation(
        report_id=figure.report_id,
        report=title,
        page=item.page,
        heading=" › ".join(item.heading) or None,
        start=figure.sentence_start,
        end=figure.sentence_end,
        quote=text[figure.sentence_start : figure.sentence_end],
        link=link,
    )
