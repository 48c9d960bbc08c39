"""Embeds through a provider that shows no token states. Knows nothing of any one provider."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from assistant.embedding.embedder import Array, Spans, as_unit, one_line
from assistant.errors import EmbeddingError


class TextEmbedder:
    """An embedding provider: text in, vector out. A span is embedded as a text of its own.

    Providers rarely publish their tokeniser, so pieces are counted by MiniLM's and passages come
    out the same whichever embedder reads them.
    """

    def __init__(
        self,
        name: str,
        *,
        count_pieces: Callable[[str], int],
        encode_questions: Callable[[list[str]], Any],
        encode_documents: Callable[[list[str]], Any],
    ) -> None:
        self.name = name
        self.limit = 254
        self.count_pieces = count_pieces
        self._encode_questions = encode_questions
        self._encode_documents = encode_documents
        self._dimension = 0

    @property
    def dimension(self) -> int:
        """Asks the provider once: only a vector tells how long its vectors are."""
        if not self._dimension:
            self._dimension = int(self.encode(["dimension"]).shape[1])
        return self._dimension

    def encode(self, texts: Sequence[str]) -> Array:
        return self._ask(self._encode_questions, texts)

    def encode_passages(
        self, passages: Sequence[str], spans: Sequence[Spans]
    ) -> tuple[Array, list[Array]]:
        cut = [
            # A blank span has nothing to embed; providers refuse empty texts.
            passage[start:end] if passage[start:end].strip() else passage
            for passage, its_spans in zip(passages, spans, strict=True)
            for start, end in its_spans
        ]
        vectors = self._ask(self._encode_documents, [*passages, *cut])
        spare = iter(vectors[len(passages) :])
        return vectors[: len(passages)], [
            np.array([next(spare) for _ in its_spans]).reshape(-1, vectors.shape[1])
            for its_spans in spans
        ]

    def _ask(self, encode: Callable[[list[str]], Any], texts: Sequence[str]) -> Array:
        if not texts:
            return np.zeros((0, self._dimension), np.float32)
        try:
            vectors = np.asarray(encode(list(texts)), np.float32)
        except Exception as error:  # Providers share no base error.
            raise EmbeddingError(
                f"The embedding provider {self.name} failed ({one_line(error)}). Check its key "
                "and connection, or unset ASSISTANT_EMBEDDING to use the built-in model."
            ) from error
        return as_unit(vectors)
