"""Embeds with a model whose token states can be seen. Knows nothing of where models come from."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from assistant.embedding.embedder import Array, Spans, as_unit
from assistant.embedding.token_model import Batch, TokenModel

if TYPE_CHECKING:
    from tokenizers import Encoding, Tokenizer


# A runtime prepares itself for every shape it meets, which takes time and memory: rows are filled
# up to a multiple of so many pieces, so that it meets few.
_STEP = 16


@dataclass(frozen=True, slots=True)
class _Window:
    """A run of pieces that fits the model; a text of n windows is read whole, none of it cut."""

    text: int
    encoding: Encoding


class TokenEmbedder:
    """A model whose spans are pooled from the passage's own token states.

    Late chunking (Günther et al. 2024, "Late Chunking: Contextual Chunk Embeddings Using
    Long-Context Embedding Models"): the passage is encoded once, then each span's token states are
    averaged, so a table row's vector has read the header and the heading above it.

    `window` is what the model reads at once, special pieces included; `limit` what is left of it
    for a passage. A longer text is read in windows and its vector is their mean by length. Safe to
    use from several threads.
    """

    def __init__(
        self,
        name: str,
        *,
        tokenizer: Tokenizer,
        window: int,
        dimension: int,
        load: Callable[[], TokenModel],
        question_prompt: str = "",
        passage_prompt: str = "",
    ) -> None:
        self.name = name
        self.dimension = dimension
        self._counter = tokenizer
        self._window = window
        self._windows = with_windows(tokenizer, window)
        self._load = load
        self._model: TokenModel | None = None
        self._lock = threading.Lock()
        self._question_prompt = question_prompt
        self._passage_prompt = passage_prompt
        special = tokenizer.num_special_tokens_to_add(False) + self.count_pieces(passage_prompt)
        self.limit = window - special

    def count_pieces(self, text: str) -> int:
        return count_pieces(self._counter, text)

    def encode(self, texts: Sequence[str]) -> Array:
        return self._encode([self._question_prompt + text for text in texts], [()] * len(texts))[0]

    def encode_passages(
        self, passages: Sequence[str], spans: Sequence[Spans]
    ) -> tuple[Array, list[Array]]:
        for passage, its_spans in zip(passages, spans, strict=True):
            if any(not 0 <= start < end <= len(passage) for start, end in its_spans):
                raise ValueError("a span lies outside its passage")
        shift = len(self._passage_prompt)
        texts = [self._passage_prompt + passage for passage in passages]
        moved = [[(start + shift, end + shift) for start, end in its_spans] for its_spans in spans]
        return self._encode(texts, moved)

    def _encode(self, texts: Sequence[str], spans: Sequence[Spans]) -> tuple[Array, list[Array]]:
        totals = np.zeros((len(texts), self.dimension), np.float32)
        span_totals = [
            np.zeros((len(its_spans), self.dimension), np.float32) for its_spans in spans
        ]
        model = self._loaded()
        batches = list(_batches(self._split(texts), model.batch_pieces))
        results = model.run(_as_arrays(batch, model.pad, self._window) for batch in batches)
        for batch, (states, pooled) in zip(batches, results, strict=True):
            for window, its_states, vector in zip(batch, states, pooled, strict=True):
                totals[window.text] += vector * len(window.encoding)
                if spans[window.text]:
                    _add_spans(
                        span_totals[window.text], spans[window.text], window.encoding, its_states
                    )
        vectors = as_unit(totals)
        for i, its_totals in enumerate(span_totals):
            # A span the tokeniser drops altogether (control characters) is as its passage.
            its_totals[~its_totals.any(axis=1)] = vectors[i]
        return vectors, [as_unit(its_totals) for its_totals in span_totals]

    def _split(self, texts: Sequence[str]) -> list[_Window]:
        return [
            _Window(i, part)
            for i, encoding in enumerate(self._windows.encode_batch(list(texts)))
            for part in (encoding, *encoding.overflowing)
        ]

    def _loaded(self) -> TokenModel:
        with self._lock:
            if self._model is None:
                self._model = self._load()
            return self._model


def count_pieces(tokenizer: Tokenizer, text: str) -> int:
    """Returns the word pieces of a text, the special ones not counted."""
    return len(tokenizer.encode(text, add_special_tokens=False))


def with_windows(tokenizer: Tokenizer, window: int) -> Tokenizer:
    """Returns a copy that hands out what exceeds `window` pieces as further windows."""
    copy: Tokenizer = type(tokenizer).from_str(tokenizer.to_str())
    copy.no_padding()
    copy.enable_truncation(window)
    return copy


def _batches(windows: Sequence[_Window], pieces: int) -> Iterator[list[_Window]]:
    """Yields windows of like length together, as padding is wasted work: a power of two of them, so
    that few shapes are met.

    The longest come first, so that running out of memory shows at once.
    """
    ranked = sorted(windows, key=lambda window: -len(window.encoding))
    first = 0
    while first < len(ranked):
        most = min(pieces // _filled(ranked[first]), len(ranked) - first)
        rows = 1 << (max(most, 1).bit_length() - 1)
        yield ranked[first : first + rows]
        first += rows


def _filled(window: _Window) -> int:
    """Returns how long its row is to be."""
    return -(-len(window.encoding) // _STEP) * _STEP


def _as_arrays(windows: Sequence[_Window], pad: int, most: int) -> Batch:
    shape = (len(windows), min(max(_filled(window) for window in windows), most))
    batch = Batch(np.full(shape, pad, np.int64), np.zeros(shape, np.int64))
    for row, window in enumerate(windows):
        batch.ids[row, : len(window.encoding)] = window.encoding.ids
        batch.mask[row, : len(window.encoding)] = 1
    return batch


def _add_spans(totals: Array, spans: Spans, encoding: Encoding, states: Array) -> None:
    """Adds to each span's row the states of its pieces that stand in this window."""
    real = np.flatnonzero(np.asarray(encoding.special_tokens_mask) == 0)
    offsets = np.asarray(encoding.offsets)[real]
    wanted = np.asarray(spans)
    first = np.searchsorted(offsets[:, 1], wanted[:, 0], side="right")
    last = np.searchsorted(offsets[:, 0], wanted[:, 1], side="left")
    for total, start, end in zip(totals, first, last, strict=True):
        total += states[real[start:end]].sum(axis=0)
