"""The library on disk: catalogue and vectors kept as one. Knows nothing of questions or answers.

A folder of `catalogue.sqlite`, `vectors-N/` and `lock`. Safe to use from several threads of the one
process that holds it: writers take turns, readers go on while a report's vectors are copied.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import TypeVar

import numpy as np

from assistant.embedding.embedder import Array
from assistant.errors import EmbeddingError, LibraryEmpty, LibraryError
from assistant.library import rows, searching
from assistant.library.catalogue import CATALOGUE, Catalogue, Collection
from assistant.library.former import Former
from assistant.library.index import Index
from assistant.library.indexing import ReportVectors
from assistant.library.lock import Lock
from assistant.library.places import pages_at
from assistant.library.searching import FigureQuery, FoundFigure
from assistant.library.writing import describe_report
from assistant.records import Figure, Filters, Page, Passage, Report, ReportSummary

Key = TypeVar("Key", int, tuple[int, int])

# Chroma's filters cost 50 ms and more; comparing this many stored vectors costs less.
EXACT_LIMIT = 20_000


class Store:
    """Reports, passages, figures and vectors of one library. Made by `Store.open`.

    Methods raise LibraryError when the disk or a Chroma server fails.
    """

    def __init__(
        self, folder: Path, lock: Lock, catalogue: Catalogue, index: Index, *, dimension: int
    ) -> None:
        self.folder = folder
        self.dimension = dimension
        self._lock = lock
        self._catalogue = catalogue
        self._index = index
        self._writing = threading.Lock()

    @classmethod
    def open(
        cls,
        folder: Path,
        *,
        embedder_name: str,
        dimension: int,
        vectors_url: str = "",
        create: bool = True,
    ) -> Store:
        """Opens a library, or makes one where `folder` is missing or empty.

        Raises LibraryInUse at once when another process holds it, LibraryEmpty where there is none
        and `create` is false, LibraryError when the folder cannot be a library, and EmbeddingError
        when another model made it. `vectors_url` is a Chroma server's, "" to keep vectors inside.
        """
        _prepare(folder, create=create)
        lock = Lock(folder)
        try:
            catalogue = Catalogue(folder)
        except LibraryError:
            lock.release()
            raise
        index = Index(folder, catalogue, url=vectors_url)
        store = cls(folder, lock, catalogue, index, dimension=dimension)
        try:
            _agree(catalogue, embedder_name, dimension)
        except (EmbeddingError, LibraryError):
            store.close()
            raise
        return store

    def close(self) -> None:
        """Brings the index up to date where it is open, and lets the library go."""
        # Should the server have gone, what is queued is made good on the next use.
        with suppress(LibraryError):
            self._index.close()
        self._catalogue.close()
        self._lock.release()

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def put(
        self,
        report: Report,
        passages: Sequence[Passage],
        figures: Sequence[Figure],
        vectors: ReportVectors,
        *,
        replaces: Sequence[str] = (),
    ) -> None:
        """Adds a report whole, or not at all, and takes out those it replaces with it.

        A report of the same id is replaced. `vectors` come from `embed_report`.
        """
        for rows_of in (vectors.passages, *vectors.statement_vectors):
            self._check_width(rows_of)
        with self._writing:
            # A server that is down should be noticed before the catalogue runs ahead of it.
            self._index.probe()
            self._catalogue.add(report, passages, figures, vectors, replaces=replaces)
            self._index.catch_up_if_behind()

    def describe(self, report: Report) -> None:
        """Writes a report's metadata alone: what else is kept of it must not depend on that."""
        with self._writing:
            self._catalogue.do(*describe_report(report))

    def remove(self, report_id: str) -> bool:
        """Takes a report out whole; returns whether it was there."""
        with self._writing:
            was_there = self._catalogue.remove(report_id)
            self._index.catch_up_if_behind()
            return was_there

    def has(self, report_id: str) -> bool:
        return self._catalogue.has(report_id)

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
        """Returns every report in the order added."""
        return self._catalogue.summaries()

    def report_ids(self, filters: Filters) -> list[str] | None:
        """Returns the ids a filter lets through, or None when it filters nothing."""
        return None if filters == Filters() else self._catalogue.find_reports(filters)

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
        return searching.search_figures(self._catalogue, query, limit=limit, offset=offset)

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
        cosines = _cosines(self._catalogue.vectors_of(name, report_ids), vector)
        return sorted(cosines.items(), key=lambda pair: -pair[1])[:limit]


def _prepare(folder: Path, *, create: bool) -> None:
    """Makes the folder of a new library; raises where one cannot be, changing nothing."""
    try:
        if (folder / CATALOGUE).is_file():
            return
        if folder.exists():
            names = {path.name for path in folder.iterdir()}
            if not names <= {"lock", "lock.pid"}:
                raise LibraryError(
                    f"{folder} holds other files and no library. Choose an empty or new folder."
                )
        if not create:
            raise LibraryEmpty(f"No reports in {folder}. Add some: `assistant add corpus/`")
        folder.mkdir(parents=True, exist_ok=True)
    except NotADirectoryError as error:
        raise LibraryError(f"{folder} is a file, not a library. Choose a folder.") from error
    except OSError as error:
        raise LibraryError(
            f"{folder} cannot be opened ({error.strerror}). Choose another folder with --library."
        ) from error


def _agree(catalogue: Catalogue, embedder_name: str, dimension: int) -> None:
    """Notes which model a new library is made with; raises EmbeddingError for another's."""
    meta = catalogue.read_meta()
    if "embedder" not in meta:
        catalogue.write_meta(embedder=embedder_name, dimension=str(dimension))
        return
    if (meta["embedder"], meta["dimension"]) != (embedder_name, str(dimension)):
        raise EmbeddingError(
            f"This library was made with the embedding model {meta['embedder']} "
            f"({meta['dimension']} wide), not {embedder_name} ({dimension} wide). Set "
            f"ASSISTANT_EMBEDDING={meta['embedder']}, or add the reports to a new folder."
        )


def _cosines(found: tuple[list[Key], list[bytes]], vector: Array) -> dict[Key, float]:
    keys, blobs = found
    if not keys:
        return {}
    cosines = rows.blobs_to_vectors(blobs) @ np.asarray(vector, np.float32).reshape(-1)
    return dict(zip(keys, cosines.tolist(), strict=True))
