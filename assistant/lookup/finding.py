"""Finds figures by what they count, and cites them. Knows nothing of questions or answers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from assistant.figures import read_figures
from assistant.library import FigureQuery, FoundFigure, Shelf
from assistant.lookup.table import FigureTable
from assistant.records import Citation, Report, find_boxes, find_confidence


def find_figures(store: Shelf, query: FigureQuery, *, limit: int | None) -> FigureTable:
    """Returns the figures of a library that a query wants, best first, with their places.

    A unit may be given in words ("people", "dollars"). Raises WrongUse for a year that is not one.
    """
    found, total = store.search_figures(replace(query, unit=_unit(query.unit)), limit=limit)
    reports = store.metadata({item.figure.report_id for item in found})
    return FigureTable(
        figures=tuple(item.figure for item in found),
        citations=tuple(cite(store, found, reports)),
        total=total,
        reports=tuple(reports.values()),
        partial=any(not item.has_all for item in found),
    )


def cite(
    store: Shelf, found: Iterable[FoundFigure], reports: dict[str, Report]
) -> Iterable[Citation]:
    """Yields each figure's citation, its sentence or table row the quotation."""
    texts = {report_id: store.text(report_id) for report_id in reports}
    for item in found:
        figure, report = item.figure, reports[item.figure.report_id]
        start, end = figure.sentence_start, figure.sentence_end
        quote = texts[report.id][start:end]
        pages = store.pages_at(report.id, start, end)
        yield Citation(
            report_id=report.id,
            report=report.title,
            page=item.page,
            heading=" › ".join(item.heading) or None,
            start=start,
            end=end,
            quote=quote,
            link=report.link,
            superseded=report.superseded,
            ocr=find_confidence(pages, start, end, quote),
            boxes=find_boxes(pages, start, end),
        )


def _unit(words: str | None) -> str | None:
    """Returns the unit as figures have it: "people" is "person", "dollars" is "USD"."""
    if words is None:
        return None
    read = read_figures(f"5 {words.strip()}")
    return read[0].unit if len(read) == 1 and read[0].unit else words.strip()
