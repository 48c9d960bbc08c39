"""The whole pipeline on one screen: a library of reports that can be asked. Knows no interface."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Sequence
from functools import cached_property, lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.drafts import Drafts
from assistant.errors import LibraryError, WrongUse
from assistant.records import (
    Added,
    Answer,
    Audit,
    Citation,
    Coverage,
    Evidence,
    Filters,
    Progress,
    Report,
    ReportSummary,
    ShelfConflict,
)
from assistant.settings import Settings, read_settings

if TYPE_CHECKING:
    from langchain_core.runnables import Runnable

    from assistant.chain import Asked
    from assistant.embedding import Embedder
    from assistant.library import FigureQuery, Store
    from assistant.lookup import FigureTable, Reference, Series
    from assistant.retrieval import Retriever

PASSAGES_READ = 16
"""How many passages a question is answered from."""

LONGEST_QUESTION = 2_000
"""Characters; what is longer is a text to be checked, not a question."""


class Library(Drafts):
    """Reports on disk, open in this process. Made by `Library.open`; a context manager."""

    def __init__(self, store: Store, embedder: Embedder, settings: Settings) -> None:
        self._store = store
        self._embedder = embedder
        self._settings = settings
        self._report = lru_cache(maxsize=32)(self._find_report)

    @classmethod
    def open(
        cls,
        folder: str | Path,
        *,
        settings: Settings | None = None,
        embedder: Embedder | None = None,
    ) -> Library:
        """Opens the library in a folder, or makes one there; settings default to the environment's.

        An ``embedder`` is the settings' own, loaded already. Raises LibraryInUse, LibraryError and
        EmbeddingError.
        """
        from assistant.embedding import load_embedder
        from assistant.library import Store

        settings = settings or read_settings(os.environ)
        embedder = embedder or load_embedder(settings.embedding)
        store = Store.open(
            Path(folder),
            embedder_name=embedder.name,
            dimension=embedder.dimension,
            vectors_url=settings.vectors,
        )
        return cls(store, embedder, settings)

    @property
    def settings(self) -> Settings:
        """The settings it was opened with."""
        return self._settings

    def add(
        self,
        origins: str | Path | Sequence[str | Path],
        *,
        on_progress: Callable[[Progress], None] = lambda progress: None,
        leave: Collection[str] = (),
    ) -> Added:
        """Reads files, folders and web addresses into the library; see `adding.add_reports`. The
        ``str`` of what ``on_progress`` is told is a line for people."""
        from assistant.adding import add_reports

        added = add_reports(
            self._store,
            self._embedder,
            [str(one) for one in ([origins] if isinstance(origins, str | Path) else origins)],
            settings=self._settings,
            on_progress=on_progress,
            leave=leave,
        )
        self._report.cache_clear()
        return added

    def add_upload(self, file: Path, on_progress: Callable[[Progress], None]) -> Added:
        """Adds a copy of a file, kept in the library's folder while a report is of it; the same
        name again is a new version, or a second report where it is quite another. Raises
        UnreadableReport where it cannot be copied."""
        read = partial(self.add, on_progress=on_progress)
        return self._store.uploads.add(file, read, settings=self._settings)

    def ask(
        self, question: str, *, history: Sequence[str] = (), filters: Filters | None = None
    ) -> Answer:
        """Answers a question with cited figures, or abstains with a reason.

        ``history`` are the chat's earlier questions, oldest first. Raises WrongUse for a question
        that is blank or over `LONGEST_QUESTION`, and LibraryEmpty where there is nothing to ask.
        """
        from assistant.chain import Asked, invoke

        if not question.strip():
            raise WrongUse("The question is empty. Ask in words: How many …?")
        _refuse_longer(question, "question")
        wanted = filters or Filters()
        self._store.refuse_empty(wanted)
        return invoke(self.chain, Asked(question, tuple(history), wanted))

    def figures(self, query: str | FigureQuery, *, limit: int | None = 50) -> FigureTable:
        """Looks figures up by words, or by a query with filters and an order; None is no limit.

        Raises WrongUse for words over `LONGEST_QUESTION` and for a year that is not one.
        """
        from assistant.lookup import find_figures

        return find_figures(self._store, self._query(query), limit=limit)

    def series(self, query: str | FigureQuery) -> Series:
        """Follows what words count across periods and editions; raises as `figures` does."""
        from assistant.lookup import find_series

        return find_series(self._store, self._query(query))

    def conflicts(
        self, query: str | FigureQuery | None = None, *, as_of: str | None = None
    ) -> list[ShelfConflict]:
        """Returns what the reports disagree on, the most serious first; with words or a query, only
        among the figures it finds. Raises as `figures` does."""
        from assistant.conflicts import find_shelf_conflicts

        wanted = self._query(query or "")
        return find_shelf_conflicts(self._store.as_of(as_of or wanted.filters.as_of), wanted)

    def audit(self, report_id: str | None = None, *, as_of: str | None = None) -> Audit:
        """Returns which figures of one report, or of all, add up and which do not, faults first.

        Raises LibraryError for an unknown id, and WrongUse for a version that is not current.
        """
        from assistant.auditing import audit_reports

        shelf = self._store.as_of(as_of)
        shelf.report_ids(Filters(report_ids=(report_id,) if report_id else ()))
        return audit_reports(shelf, report_id)

    def figure(self, figure_id: str) -> Reference:
        """Returns what a figure's id leads to today, though its report may have been replaced.

        Raises WrongUse for what is no figure's id, and LibraryError for a report never here.
        """
        from assistant.lookup import follow

        return follow(self._store, figure_id)

    def page_image(
        self, place: Citation | tuple[str, int, int], figures: Sequence[tuple[int, int]] = ()
    ) -> bytes:
        """Returns the page of a citation, or of a place (report id, start, end), as PNG: the place
        tinted, the figures in it, given by their spans, framed.

        Raises LibraryError for an unknown report, WrongUse for a place that is on no page of a PDF,
        and UnreadableReport where the report's file is gone or was changed since.
        """
        from assistant.pictures import picture_place

        if isinstance(place, Citation):
            place = (place.report_id, place.start, place.end)
        return picture_place(self._store, place, figures, settings=self._settings)

    def find(
        self, question: str, *, limit: int = PASSAGES_READ, filters: Filters | None = None
    ) -> list[Evidence]:
        """Returns the passages a question may be answered from, best first."""
        return self._retriever.find(question, limit=limit, filters=filters)

    def reports(self, *, as_of: str | None = None) -> list[ReportSummary]:
        """Lists the reports, or those of a day, in the order added."""
        return self._store.as_of(as_of).summaries()

    def earlier_versions(self) -> list[ReportSummary]:
        """Lists the versions that newer ones took the place of, in the order added."""
        return self._store.earlier()

    def report(self, report_id: str) -> Report:
        """Returns one report whole; raises LibraryError for an unknown id."""
        return self._store.report(report_id)

    def coverage(self, report_id: str) -> Coverage:
        """Returns what was read of a report's file; raises LibraryError."""
        return self._store.coverage(report_id)

    def find_id(self, prefix: str) -> str:
        """Returns the id of the one report or earlier version that begins so; or LibraryError."""
        return self._store.find_id(prefix)

    def text(self, report_id: str) -> str:
        """Returns a report's canonical text; raises LibraryError for an unknown id."""
        return self._store.text(report_id)

    def warm_up(self) -> None:
        """Loads the embedding model, which the first question would else wait seconds for."""
        self._embedder.encode(["How many?"])

    def remove(self, report_id: str) -> tuple[str, ...]:
        """Takes a report out with its earlier versions, or one of these alone; returns the ids.
        Raises LibraryError for an unknown id."""
        removed = self._store.remove(report_id)
        if not removed:
            raise LibraryError(f"No report {report_id} here. List them: `assistant reports`.")
        self._report.cache_clear()
        return removed

    def edit(
        self, report_id: str, *, as_read: Sequence[str] = (), **given: str | bool
    ) -> ReportSummary:
        """Says what is known of a report (title, publisher, published, period, language, edition,
        link, primary), over what was read: `edit(id, published="2023-05")`; "" says it has none.

        Fields in ``as_read`` are taken back. Raises WrongUse and LibraryError.
        """
        from assistant.editing import edit_report

        edit_report(self._store, self._embedder, report_id, given, as_read=as_read)
        self._report.cache_clear()
        return next(summary for summary in self.reports() if summary.report.id == report_id)

    @cached_property
    def chain(self) -> Runnable[Asked, Answer]:
        """The answer chain, a LangChain runnable from `chain.Asked` to `Answer`."""
        from assistant.chain import answer_chain, choose_reader

        def find(question: str, filters: Filters) -> list[Evidence]:
            return self.find(question, filters=filters)

        return answer_chain(find, choose_reader(self._settings, self._report), self._report)

    def _query(self, query: str | FigureQuery) -> FigureQuery:
        from assistant.library import FigureQuery

        wanted = FigureQuery(words=query) if isinstance(query, str) else query
        _refuse_longer(wanted.words, "query")
        if wanted.filters != Filters():
            self._store.refuse_empty(wanted.filters)
        return wanted

    @cached_property
    def _retriever(self) -> Retriever:
        from assistant.retrieval import Retriever

        return Retriever(self._store, self._embedder)

    def _find_report(self, report_id: str) -> Report | None:
        return self._store.report(report_id) if self._store.holds(report_id) else None

    def close(self) -> None:
        """Lets go of the folder; the library cannot be used after."""
        self._store.close()

    def __enter__(self) -> Library:
        return self

    def __exit__(self, *raised: object) -> None:
        self.close()


def _refuse_longer(text: str, word: str) -> None:
    if len(text) > LONGEST_QUESTION:
        raise WrongUse(
            f"The {word} has {len(text):,} characters; the limit is {LONGEST_QUESTION:,}. "
            "Shorten it; a whole text can be checked."
        )
