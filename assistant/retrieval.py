"""Finds the passages a question may be answered from. Knows nothing of how they are read.

Three rankings are fused: BM25 over passages, vectors over passages, and vectors over the sentences
and rows that hold figures.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from assistant.embedding import Array, Embedder
from assistant.library import Shelf
from assistant.records import Evidence, Filters

if TYPE_CHECKING:
    from langchain_core.retrievers import BaseRetriever

# Reciprocal rank fusion: Cormack, Clarke and Büttcher, "Reciprocal Rank Fusion outperforms
# Condorcet and individual Rank Learning Methods", SIGIR 2009. They offset ranks by 60, over long
# lists by many systems; with three, a first place must count for more. Offset and weights are the
# best of a grid over five sets of questions, where they found more than any ranking alone.
RANK_OFFSET = 5
TEXT_WEIGHT, PASSAGE_WEIGHT, STATEMENT_WEIGHT = 4.0, 1.0, 2.0
DEPTH = 50
"""How far down each ranking is read, at least; what three rankings agree on may be on no top."""

# A question longer than this is embedded by its first part; nobody asks in more.
QUESTION_CHARACTERS = 4000


class Retriever:
    """Question → evidence. Safe to use from several threads."""

    def __init__(self, store: Shelf, embedder: Embedder) -> None:
        self._store = store
        self._embedder = embedder

    def find(
        self, question: str, *, limit: int = 8, filters: Filters | None = None
    ) -> list[Evidence]:
        """Returns the passages that fit a question best, best first; none for a blank question.

        Raises LibraryError and EmbeddingError.
        """
        if not question.strip():
            return []
        wanted = filters or Filters()
        shelf = self._store.as_of(wanted.as_of)
        report_ids = shelf.report_ids(wanted)
        if report_ids == []:
            return []
        vector = self._embedder.encode([question[:QUESTION_CHARACTERS]])[0]
        depth = max(DEPTH, 4 * limit)
        scores = _rank(shelf, question, vector, depth=depth, report_ids=report_ids)
        best = sorted(scores, key=lambda key: (-scores[key], key))[:limit]
        return self._gather(vector, {key: scores[key] for key in best})

    def _gather(self, vector: Array, scores: dict[int, float]) -> list[Evidence]:
        """Returns the evidence of passages in the order given.

        A passage removed by another thread since it was found is left out.
        """
        keys = list(scores)
        passages = self._store.passages(keys)
        figures = self._store.figures_in(keys)
        reports = self._store.metadata({passage.report_id for passage in passages.values()})
        similarities = self._store.similarities(vector, keys)
        return [
            Evidence(
                report=reports[passages[key].report_id],
                passage=passages[key],
                figures=tuple(figures[key]),
                score=scores[key],
                similarity=similarities[key][0],
                statements=similarities[key][1],
            )
            for key in keys
            if key in similarities and key in passages and passages[key].report_id in reports
        ]


def _rank(
    shelf: Shelf, question: str, vector: Array, *, depth: int, report_ids: list[str] | None
) -> dict[int, float]:
    """Returns the fused score of every passage that any of the three rankings holds."""
    by_text = shelf.search_text(question, limit=depth, report_ids=report_ids)
    by_passage = shelf.search_passages(vector, limit=depth, report_ids=report_ids)
    by_statement = shelf.search_statements(vector, limit=depth, report_ids=report_ids)
    return fuse(
        [
            (TEXT_WEIGHT, [key for key, _ in by_text]),
            (PASSAGE_WEIGHT, [key for key, _ in by_passage]),
            (STATEMENT_WEIGHT, [key for key, _ in by_statement]),
        ]
    )


def fuse(rankings: Sequence[tuple[float, Sequence[int]]]) -> dict[int, float]:
    """Returns each key's score over weighted rankings, by reciprocal rank fusion."""
    scores: dict[int, float] = {}
    for weight, keys in rankings:
        for rank, key in enumerate(keys, start=1):
            scores[key] = scores.get(key, 0.0) + weight / (RANK_OFFSET + rank)
    return scores


def as_langchain(retriever: Retriever, *, limit: int = 8) -> BaseRetriever:
    """Returns the retriever as LangChain's: passages as Documents whose text is verbatim.

    Metadata: report_id, title, page, start, end (offsets into the report's text), heading, score.
    """
    from langchain_core.callbacks import CallbackManagerForRetrieverRun
    from langchain_core.documents import Document
    from langchain_core.retrievers import BaseRetriever

    class ReportRetriever(BaseRetriever):
        def _get_relevant_documents(
            self, query: str, *, run_manager: CallbackManagerForRetrieverRun
        ) -> list[Document]:
            return [
                Document(page_content=found.passage.text, metadata=_as_metadata(found))
                for found in retriever.find(query, limit=limit)
            ]

    return ReportRetriever()


def _as_metadata(found: Evidence) -> dict[str, str | int | float | None]:
    passage = found.passage
    return {
        "report_id": passage.report_id,
        "title": found.report.title,
        "page": passage.page,
        "start": passage.start,
        "end": passage.end,
        "heading": " › ".join(passage.heading) or None,
        "score": found.score,
    }
