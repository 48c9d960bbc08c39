"""The library on disk: catalogue and vectors kept as one. Knows nothing of questions or answers.

A folder of `catalogue.sqlite`, `vectors-N/`, `uploads/` and `lock`. Safe to use from several
threads of the one process that holds it: writers take turns, readers go on while a report's vectors
are copied.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType

from assistant.errors import EmbeddingError, LibraryEmpty, LibraryError
from assistant.library.catalogue import CATALOGUE, Catalogue
from assistant.library.files import Files
from assistant.library.index import Index
from assistant.library.indexing import ReportVectors
from assistant.library.lock import Lock
from assistant.library.moving import follow
from assistant.library.past import Past, is_as_today
from assistant.library.shelf import Shelf
from assistant.library.uploads import Uploads
from assistant.library.writing import describe_report
from assistant.records import Figure, Passage, Report


class Store(Shelf):
    """One library, its shelf of today to be read and written. Made by `Store.open`."""

    def __init__(
        self, folder: Path, lock: Lock, catalogue: Catalogue, index: Index, *, dimension: int
    ) -> None:
        super().__init__(folder, catalogue, index, dimension=dimension)
        self.files = Files(catalogue)
        self.uploads = Uploads(folder, self.files, self._kept)
        self._lock = lock
        self._writing = threading.Lock()
        self._past: Past | None = None

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
            follow(catalogue, folder)
        except (EmbeddingError, LibraryError):
            store.close()
            raise
        return store

    def close(self) -> None:
        """Brings the index up to date where it is open, and lets the library go."""
        self._past = None
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
        """Adds a report whole, or not at all; those it replaces become earlier versions of it.

        A report of the same id is replaced. `vectors` come from `embed_report`.
        """
        for rows_of in (vectors.passages, *vectors.statement_vectors):
            self._check_width(rows_of)
        with self._writing:
            # A server that is down should be noticed before the catalogue runs ahead of it.
            self._index.probe()
            self._past = None
            self._catalogue.add(report, passages, figures, vectors, replaces=replaces)
            self._index.catch_up_if_behind()

    def describe(self, report: Report) -> None:
        """Writes a report's metadata alone: what else is kept of it must not depend on that."""
        with self._writing:
            self._past = None
            self._catalogue.do(*describe_report(report))

    def restore(self, report_id: str, *, origin: str, replaces: Sequence[str] = ()) -> bool:
        """Makes an earlier version current again, as it was read; returns whether it was one."""
        with self._writing:
            self._index.probe()
            self._past = None
            was_earlier = self._catalogue.restore(report_id, origin=origin, replaces=replaces)
            self._index.catch_up_if_behind()
            return was_earlier

    def remove(self, report_id: str) -> tuple[str, ...]:
        """Takes a report out with its earlier versions, or one of these; returns the ids gone."""
        origins = {report.id: report.origin for report in self._kept()}
        with self._writing:
            self._past = None
            gone = self._catalogue.remove(report_id)
            self._index.catch_up_if_behind()
        self.uploads.leave(origins[one] for one in gone if one in origins)
        return gone

    def _kept(self) -> list[Report]:
        return [summary.report for summary in (*self.summaries(), *self.earlier())]

    def _look_back(self, day: str) -> Shelf:
        with self._writing:
            if is_as_today(self._catalogue, day):
                return self
            # Words are counted anew for each day: one is kept, until something is written.
            if self._past is None or self._past.day != day:
                self._past = Past(self, self.folder, self._index, day)
            return self._past


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
