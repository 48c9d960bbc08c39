"""What can be read and searched: the reports of today, or those of a day. Knows no questions."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import numpy as np

from assistant.coverage import cover
from assistant.embedding.embedder import Array
from assistant.errors import LibraryEmpty, LibraryError, WrongUse
from assistant.library import rows, searching
from assistant.library.catalogue import Catalogue, Collection
from assistant.library.former import Former
from assistant.library.index import Index
from assistant.library.places import pages_at
from assistant.library.searching import FigureQuery, FoundFigure
from assistant.records import (
    Coverage,
    Figure,
    Filters,
    Page,
    Passage,
    Report,
    ReportSummary,
    is_day,
)

Key = TypeVar("Key", int, tuple[int, int])

# Chroma's filters cost 50 ms and more; comparing this many stored vectors costs less.
EXACT_LIMIT = 20_000


class Shelf(ABC):
    """Reports, passages, figures and vectors to read. What lists or searches keeps to the versions
    that are current, today or, of a shelf that `as_of` returns, on its day; what is asked for by id
    may be any that is kept.

    Methods raise LibraryError when the disk or a Chroma server fails.
    """

    def __init__(self, folder: Path, catalogue: Catalogue, index: Index, *, dimension: int) -> None:
        self.folder = folder
        self.dimension = dimension
        self._catalogue = catalogue
        self._index = index

    def as_of(self, day: str | None) -> Shelf:
        """Returns the shelf as it was at the end of a day, None for this one.

        A month or a year stands for its last day. Raises WrongUse for what is no ISO date.
        """
        if day is not None and not is_day(day):
            raise WrongUse(f"{day!r} is not a day. Write it as 2026-03-01.")
        return self if day is None else self._look_back(day)

    @abstractmethod
    def _look_back(self, day: str) -> Shelf:
        """Returns the shelf as it was at the end of a day."""

    def has(self, report_id: str) -> bool:
        """Tells whether a report is there, as the current version of itself."""
        return self._catalogue.has(report_id)

    def holds(self, report_id: str) -> bool:
        """Tells whether a report is there, be it as an earlier version."""
        return self._catalogue.holds(report_id)

    def find_by_origin(self, origin: str) -> str | None:
        """Returns the id of the report last read from a path or URL."""
        return self._catalogue.find_by_origin(origin)

    def former(self, report_id: str) -> Former | None:
        """Returns what is known of a report that was replaced or removed."""
        return self._catalogue.former(report_id)

    def report(self, report_id: str) -> Report:
        """Returns a report whole, text and layout included; raises LibraryError if unknown."""
        return self._catalogue.report(report_id)

    def metadata(self, report_ids: Iterable[str]) -> dict[str, Report]:
        """Returns reports by id without text, pages and blocks; an unknown id is left out."""
        return self._catalogue.metadata(report_ids)

    def text(self, report_id: str) -> str:
        """Returns a report's canonical text; raises LibraryError if unknown."""
        return self._catalogue.text(report_id)

    def pages_at(self, report_id: str, start: int, end: int) -> list[Page]:
        """Returns the pages that a span touches, of those with word boxes, without labels."""
        return pages_at(self._catalogue.ask, report_id, start, end)

    def summaries(self) -> list[ReportSummary]:
        """Returns every current report in the order added."""
        return self._catalogue.summaries()

    def refuse_empty(self, filters: Filters) -> None:
        """Raises LibraryEmpty where there is no report, was none on a day, or a filter fits none;
        and as `report_ids` does."""
        day = filters.as_of
        if self.as_of(day).summaries():
            if self.report_ids(filters) != []:
                return
            raise LibraryEmpty(
                f"No report in {self.folder} is one that --report, --publisher, --from and --to "
                "name. List them: `assistant reports`."
            )
        if day is None:
            raise LibraryEmpty(f"No reports in {self.folder}. Add some: `assistant add FOLDER`.")
        raise LibraryEmpty(
            f"No reports were in {self.folder} on {day}. "
            "See when each came: `assistant reports --json`."
        )

    def earlier(self) -> list[ReportSummary]:
        """Returns every earlier version that is kept, in the order added."""
        return self._catalogue.earlier()

    def find_id(self, prefix: str) -> str:
        """Returns the id of the one report or earlier version that begins so; or LibraryError."""
        known = [s.report.id for s in (*self.summaries(), *self.earlier())]
        found = [report_id for report_id in known if report_id.startswith(prefix.lower())]
        if len(found) == 1 and prefix:
            return found[0]
        if prefix and found:
            raise LibraryError(
                f"{prefix} fits {len(found)} reports: {', '.join(found[:5])}. Write more of it."
            )
        raise LibraryError(f"No report {prefix} here. List them: `assistant reports`.")

    def coverage(self, report_id: str) -> Coverage:
        """Returns what was read of a report's file and what was not; raises LibraryError.

        Of a report added before this was kept it is counted anew.
        """
        kept = next((s.coverage for s in self.summaries() if s.report.id == report_id), None)
        return kept or cover(self.report(report_id), figures=len(self.figures_of(report_id)))

    def report_ids(self, filters: Filters) -> list[str] | None:
        """Returns the ids a filter lets through, or None when it filters nothing.

        Raises WrongUse where it names a version that is not current, or was not on the day meant.
        """
        shelf = self.as_of(filters.as_of)
        named = replace(filters, as_of=None)
        return None if named == Filters() else shelf._catalogue.find_reports(named)

    def search_text(
        self, query: str, *, limit: int, report_ids: Sequence[str] | None = None
    ) -> list[tuple[int, float]]:
        """Returns passage keys with BM25 scores, highest first; `query` may be any text."""
        return searching.search_text(self._catalogue, query, limit=limit, report_ids=report_ids)

    def search_passages(
        self, vector: Array, *, limit: int, report_ids: Sequence[str] | None = None
    ) -> list[tuple[int, float]]:
        """Returns passage keys with cosines to a unit vector, nearest first."""
        return self._search("passages", vector, limit=limit, report_ids=report_ids)

    def search_statements(
        self, vector: Array, *, limit: int, report_ids: Sequence[str] | None = None
    ) -> list[tuple[int, float]]:
        """Returns keys of passages, each with its best statement's cosine, nearest first.

        `limit` counts statements, so fewer passages may come back.
        """
        found = self._search("statements", vector, limit=limit, report_ids=report_ids)
        passages = self._catalogue.passages_of_statements([key for key, _ in found])
        best: dict[int, float] = {}
        for key, cosine in found:
            if key in passages:
                best.setdefault(passages[key], cosine)
        return list(best.items())

    def similarities(
        self, vector: Array, keys: Sequence[int]
    ) -> dict[int, tuple[float, Mapping[int, float]]]:
        """Returns, by passage key, its cosine and each statement's by the statement's start."""
        cosines = _cosines(self._catalogue.passage_vectors(keys), vector)
        stated: dict[int, dict[int, float]] = {key: {} for key in cosines}
        for (passage, start), cosine in _cosines(
            self._catalogue.statement_vectors(keys), vector
        ).items():
            stated[passage][start] = cosine
        return {key: (cosine, stated[key]) for key, cosine in cosines.items()}

    def passages(self, keys: Sequence[int]) -> dict[int, Passage]:
        """Returns the passages that are still there, by key."""
        return self._catalogue.passages(keys)

    def figures_in(self, keys: Sequence[int]) -> dict[int, list[Figure]]:
        """Returns the figures of passages, by the passage's key, in text order."""
        return self._catalogue.figures_in(keys)

    def figures_of(self, report_id: str) -> list[Figure]:
        """Returns every figure of a report, in text order."""
        return self._catalogue.figures_of(report_id)

    def search_figures(
        self, query: FigureQuery, *, limit: int | None = 50, offset: int = 0
    ) -> tuple[list[FoundFigure], int]:
        """Returns the figures from `offset` on, and how many there are; a limit of None is none."""
        shelf = self.as_of(query.filters.as_of)
        return searching.search_figures(shelf._catalogue, query, limit=limit, offset=offset)

    def figure_at(self, report_id: str, start: int, end: int) -> FoundFigure | None:
        """Returns the figure of a report with just this span, or None."""
        return searching.figure_at(self._catalogue, report_id, start, end)

    def _check_width(self, vectors: Array) -> None:
        if vectors.shape[-1] != self.dimension:
            raise ValueError(f"vectors {vectors.shape[-1]} wide in a library of {self.dimension}")

    def _search(
        self, name: Collection, vector: Array, *, limit: int, report_ids: Sequence[str] | None
    ) -> list[tuple[int, float]]:
        self._check_width(vector)
        if report_ids is None:
            return self._index.nearest(name, vector, limit=limit, report_ids=None)
        if self._catalogue.count_vectors(name, report_ids) > EXACT_LIMIT:
            return self._index.nearest(name, vector, limit=limit, report_ids=report_ids)
        return self._compare(name, vector, limit=limit, report_ids=report_ids)

    def _compare(
        self, name: Collection, vector: Array, *, limit: int, report_ids: Sequence[str]
    ) -> list[tuple[int, float]]:
        """Returns the nearest by the vectors that the catalogue keeps, exactly."""
        cosines = _cosines(self._catalogue.vectors_of(name, report_ids), vector)
        return sorted(cosines.items(), key=lambda pair: -pair[1])[:limit]


def _cosines(found: tuple[list[Key], list[bytes]], vector: Array) -> dict[Key, float]:
    keys, blobs = found
    if not keys:
        return {}
    cosines = rows.blobs_to_vectors(blobs) @ np.asarray(vector, np.float32).reshape(-1)
    return dict(zip(keys, cosines.tolist(), strict=True))
