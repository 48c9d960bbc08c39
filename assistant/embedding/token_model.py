"""What a model that shows its token states is. Knows nothing of any runtime."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from assistant.embedding.embedder import Array


@dataclass(frozen=True, slots=True)
class Batch:
    """Texts as word pieces, a row each, and a mask that is 1 where a piece is no padding."""

    ids: NDArray[np.int64]
    mask: NDArray[np.int64]


class TokenModel(Protocol):
    """A loaded model. Safe to use from several threads."""

    @property
    def pad(self) -> int:
        """The piece that fills up a row."""
        ...

    @property
    def batch_pieces(self) -> int:
        """Pieces it reads fastest at once, padding counted."""
        ...

    def run(self, batches: Iterable[Batch]) -> Iterator[tuple[Array, Array]]:
        """Yields the token states (rows, pieces, dimension) and one vector a row, in order.

        The states are good only until the next are asked for.
        """
        ...
