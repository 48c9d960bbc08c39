"""What an embedder is. Knows nothing of any model."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, TypeAlias

import numpy as np
from numpy.typing import NDArray

Array: TypeAlias = NDArray[np.float32]
Spans: TypeAlias = Sequence[tuple[int, int]]


class Embedder(Protocol):
    """What makes vectors: unit length, float32, `dimension` wide."""

    @property
    def name(self) -> str:
        """The setting that made it; a library keeps it and refuses another."""
        ...

    @property
    def dimension(self) -> int: ...

    @property
    def limit(self) -> int:
        """Word pieces a passage may have, by `count_pieces`, to be read at once."""
        ...

    def count_pieces(self, text: str) -> int:
        """Returns the word pieces of a text, those a model adds around it not counted."""
        ...

    def encode(self, texts: Sequence[str]) -> Array:
        """Returns one vector a question or claim, (n, dimension)."""
        ...

    def encode_passages(
        self, passages: Sequence[str], spans: Sequence[Spans]
    ) -> tuple[Array, list[Array]]:
        """Returns a vector for each passage and, passage by passage, for each of its spans.

        Spans are character offsets into the passage string, end exclusive.
        """
        ...


def as_unit(vectors: Array) -> Array:
    """Returns the rows scaled to length 1; a row of zeros stays one."""
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    unit: Array = (vectors / np.where(lengths == 0, 1, lengths)).astype(np.float32)
    return unit


def one_line(error: Exception) -> str:
    """Returns a library's error message as one short line, to stand in ours."""
    return " ".join(str(error).split())[:200]
