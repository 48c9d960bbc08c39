"""Says what of a report is embedded. Knows nothing of where vectors are kept."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from assistant.embedding.embedder import Array, Embedder
from assistant.records import Figure, Passage

_ENCODED_AT_ONCE = 512


@dataclass(frozen=True, slots=True)
class ReportVectors:
    """The vectors of one report, passage by passage.

    ``passages`` has one row a passage. ``statements[i]`` are the spans of passage i that hold
    figures, as offsets into the report's text, and ``statement_vectors[i]`` has one row for each.
    """

    passages: Array
    statements: tuple[tuple[tuple[int, int], ...], ...]
    statement_vectors: tuple[Array, ...]


def embed_report(
    embedder: Embedder, passages: Sequence[Passage], figures: Sequence[Figure]
) -> ReportVectors:
    """Returns the vectors a store keeps of a report's passages and of the statements in them."""
    return embed_reports(embedder, [(passages, figures)])[0]


def embed_reports(
    embedder: Embedder, reports: Sequence[tuple[Sequence[Passage], Sequence[Figure]]]
) -> list[ReportVectors]:
    """Returns the vectors of several reports, given as passages and figures, encoded together.

    Passages of like length share a batch across reports; what a few hundred need is held at once.
    """
    stated = [statements_of(passages, figures) for passages, figures in reports]
    texts: list[str] = []
    spans: list[list[tuple[int, int]]] = []
    for (passages, _), statements in zip(reports, stated, strict=True):
        for passage, its_statements in zip(passages, statements, strict=True):
            lead = f"{passage.context}\n" if passage.context else ""
            shift = len(lead) - passage.start
            texts.append(lead + passage.text)
            spans.append([(start + shift, end + shift) for start, end in its_statements])
    vectors, statement_vectors = _encode(embedder, texts, spans)
    made = []
    first = 0
    for statements in stated:
        last = first + len(statements)
        made.append(
            ReportVectors(vectors[first:last], statements, tuple(statement_vectors[first:last]))
        )
        first = last
    return made


def _encode(
    embedder: Embedder, texts: Sequence[str], spans: Sequence[Sequence[tuple[int, int]]]
) -> tuple[Array, list[Array]]:
    vectors = np.empty((len(texts), embedder.dimension), np.float32)
    statement_vectors: list[Array] = []
    for first in range(0, len(texts), _ENCODED_AT_ONCE):
        some = slice(first, first + _ENCODED_AT_ONCE)
        vectors[some], its_statements = embedder.encode_passages(texts[some], spans[some])
        statement_vectors += its_statements
    return vectors, statement_vectors


def statements_of(
    passages: Sequence[Passage], figures: Sequence[Figure]
) -> tuple[tuple[tuple[int, int], ...], ...]:
    """Returns, for each passage, the distinct sentences and rows that hold its figures, in order.

    A sentence that runs over the passage's edge is cut there.
    """
    found: list[set[tuple[int, int]]] = [set() for _ in passages]
    for figure, i in zip(figures, passage_of(passages, figures), strict=True):
        if i is not None:
            found[i].add(clip(figure, passages[i]))
    return tuple(tuple(sorted(spans)) for spans in found)


def passage_of(passages: Sequence[Passage], figures: Sequence[Figure]) -> list[int | None]:
    """Returns for each figure the position of the passage it starts in, None where there is none.

    Where passages overlap it is the first that holds the whole figure.
    """
    ranked = sorted(range(len(passages)), key=lambda i: passages[i].start)
    starts = [passages[i].start for i in ranked]
    return [
        _first_holding(figure, [passages[i] for i in around], around)
        for figure in figures
        for around in [_around(figure, passages, ranked, bisect_right(starts, figure.start))]
    ]


def _around(figure: Figure, passages: Sequence[Passage], ranked: list[int], end: int) -> list[int]:
    """Returns the positions of the passages the figure starts in, in text order."""
    start = end
    while start and passages[ranked[start - 1]].end > figure.start:
        start -= 1
    return ranked[start:end]


def _first_holding(figure: Figure, around: list[Passage], positions: list[int]) -> int | None:
    whole = (i for i, passage in zip(positions, around, strict=True) if figure.end <= passage.end)
    return next(whole, positions[0] if positions else None)


def clip(figure: Figure, passage: Passage) -> tuple[int, int]:
    """Returns the figure's sentence or row as far as it stands in the passage."""
    start = max(min(figure.sentence_start, figure.start), passage.start)
    return start, min(max(figure.sentence_end, figure.end), passage.end)
