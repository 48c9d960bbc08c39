"""Turns texts into vectors. Knows nothing of reports, passages or where vectors are kept.

`embedder` says what an embedder is, `tokens` and `providers` are the two sorts, `models` finds and
loads them. `openvino_model` and `torch_model` run models whose token states can be seen, and are
the only doors to `openvino` and `sentence_transformers`.
"""

from assistant.embedding.embedder import Array, Embedder, Spans
from assistant.embedding.models import (
    MINILM,
    MINILM_SHA256,
    bundled_model,
    load_embedder,
    verify_weights,
)

__all__ = [
    "MINILM",
    "MINILM_SHA256",
    "Array",
    "Embedder",
    "Spans",
    "bundled_model",
    "load_embedder",
    "verify_weights",
]
