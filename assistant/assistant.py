"""The whole pipeline on one screen: a library of reports that can be asked. Knows no interface."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Sequence
from functools import cached_property, lru_cache
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from assistant.errors import LibraryEmpty, LibraryError, WrongUse
from assistant.records import (
    Added,
    Answer,
    Audit,
    Check,
    Evidence,
    Filters,
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


class Library:
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
        on_progress: Callable[[str], None] = lambda note: None,
        leave: Collection[str] = (),
    ) -> Added:
        """Reads files, folders and web addresses into the library; see `adding.add_reports`."""
        from assistant.adding import add_reports

        listed = [origins] if isinstance(origins, (str, Path)) else origins
        added = add_reports(
            self._store,
            self._embedder,
            [str(origin) for origin in listed],
            settings=self._settings,
            on_progress=on_progress,
            leave=leave,
        )
        self._report.cache_clear()
        return added

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
        self._refuse_empty(wanted)
        return invoke(self.chain, Asked(question, tuple(history), wanted))

    def check(self, text: str, *, filters: Filters | None = None) -> Check:
        """Judges every figure of a draft against the library."""
        from assistant.checking import check_text

        self._refuse_empty(filters or Filters())
        return check_text(text, lambda words: self.find(words, filters=filters), self._report)

    def figures(self, query: str | FigureQuery, *, limit: int | None = 50) -> FigureTable:
        """Looks figures up by words, or by a query with filters and an order; None is no limit.

        Raises WrongUse for words over `LONGEST_QUESTION` and for a year that is not one.
        """
        from assistant.lookup import find_figures

        return find_figures(self._store, _as_query(query), limit=limit)

    def series(self, query: str | FigureQuery) -> Series:
        """Follows what words count across periods and editions; raises as `figures` does."""
        from assistant.lookup import find_series

        return find_series(self._store, _as_query(query))

    def conflicts(
        self, query: str | None = None, *, as_of: str | None = None
    ) -> list[ShelfConflict]:
        """Returns what the reports disagree on, the most serious first; with words, only there.

        Raises WrongUse for words over `LONGEST_QUESTION`.
        """
        from assistant.conflicts import find_shelf_conflicts

        _refuse_longer(query or "", "query")
        return find_shelf_conflicts(self._store.as_of(as_of), query or "")

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

    def text(self, report_id: str) -> str:
        """Returns a report's canonical text; raises LibraryError for an unknown id."""
        return self._store.text(report_id)

    def warm_up(self) -> None:
        """Loads the embedding model, which the first question would else wait seconds for."""
        self._embedder.encode(["How many?"])

    def remove(self, report_id: str) -> tuple[str, ...]:
        """Takes a report out with its earlier versions, or one of these alone; returns the ids.

        Raises LibraryError for an unknown id.
        """
        removed = self._store.remove(report_id)
        if not removed:
            raise LibraryError(f"No report {report_id} here. List them: `assistant reports`.")
        self._report.cache_clear()
        return removed

    @cached_property
    def chain(self) -> Runnable[Asked, Answer]:
        """The answer chain, a LangChain runnable from `chain.Asked` to `Answer`."""
        from assistant.chain import answer_chain, choose_reader

        def find(question: str, filters: Filters) -> list[Evidence]:
            return self.find(question, filters=filters)

        return answer_chain(find, choose_reader(self._settings, self._report), self._report)

    @cached_property
    def _retriever(self) -> Retriever:
        from assistant.retrieval import Retriever

        return Retriever(self._store, self._embedder)

    def _find_report(self, report_id: str) -> Report | None:
        return self._store.report(report_id) if self._store.holds(report_id) else None

    def _refuse_empty(self, filters: Filters) -> None:
        day, folder = filters.as_of, self._store.folder
        if self._store.as_of(day).summaries():
            return
        if day is None:
            raise LibraryEmpty(f"No reports in {folder}. Add some: `assistant add FOLDER`.")
        raise LibraryEmpty(
            f"No reports were in {folder} on {day}. See when each came: `assistant reports --json`."
        )

    def close(self) -> None:
        """Lets go of the folder; the library cannot be used after."""
        self._store.close()

    def __enter__(self) -> Library:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def _as_query(query: str | FigureQuery) -> FigureQuery:
    from assistant.library import FigureQuery

    wanted = FigureQuery(words=query) if isinstance(query, str) else query
    _refuse_longer(wanted.words, "query")
    return wanted


def _refuse_longer(text: str, word: str) -> None:
    if len(text) > LONGEST_QUESTION:
        raise WrongUse(
            f"The {word} has {len(text):,} characters; the limit is {LONGEST_QUESTION:,}. "
            "Shorten it; a whole text can be checked."
        )
