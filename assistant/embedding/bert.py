"""Writes a BERT down as an OpenVINO graph. Knows nothing of files, texts or who runs it.

Devlin et al. 2019, "BERT: Pre-training of Deep Bidirectional Transformers for Language
Understanding", as Hugging Face names its weights. Written out here, a model needs no conversion,
no copy on disk and no torch.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np

from assistant.embedding.embedder import Array

# OpenVINO's nodes are untyped.
_Node: TypeAlias = Any

# What stands for "do not look": added before the softmax, it leaves nothing.
_NEVER = -10_000.0


@dataclass(frozen=True, slots=True)
class Shape:
    """The numbers of a BERT that its weights do not tell."""

    layers: int
    heads: int
    epsilon: float


def write_bert(weights: Mapping[str, Array], shape: Shape) -> Any:
    """Returns an openvino.Model: word pieces and mask (rows, pieces) in, token states out."""
    import openvino
    from openvino import opset13 as op

    ids = op.parameter([-1, -1], np.int64, name="ids")
    mask = op.parameter([-1, -1], np.int64, name="mask")
    writer = _Writer(op, weights, shape)
    states = writer.embed(ids)
    hidden = writer.hide(mask)
    for number in range(shape.layers):
        states = writer.layer(states, hidden, f"encoder.layer.{number}.")
    return openvino.Model([op.result(states)], [ids, mask], "bert")


class _Writer:
    def __init__(self, op: Any, weights: Mapping[str, Array], shape: Shape) -> None:
        self._op = op
        self._weights = weights
        self._shape = shape

    def embed(self, ids: _Node) -> _Node:
        """Adds word, place and segment; all is of the first segment."""
        op, words = self._op, self._weights["embeddings.word_embeddings.weight"]
        places = (
            self._weights["embeddings.position_embeddings.weight"]
            + self._weights["embeddings.token_type_embeddings.weight"][0]
        )
        length = op.gather(op.shape_of(ids), self._whole(1, as_list=True), self._whole(0))
        some = op.slice(
            op.constant(places),
            self._whole(0, as_list=True),
            length,
            self._whole(1, as_list=True),
            self._whole(0, as_list=True),
        )
        found = op.gather(op.constant(words), ids, self._whole(0))
        return self._normal(op.add(found, some), "embeddings.LayerNorm")

    def hide(self, mask: _Node) -> _Node:
        """Returns what is added to the attention, (rows, 1, 1, pieces)."""
        op = self._op
        padding = op.subtract(op.constant(np.float32(1)), op.convert(mask, "f32"))
        hidden = op.multiply(padding, op.constant(np.float32(_NEVER)))
        return op.unsqueeze(op.unsqueeze(hidden, self._whole(1)), self._whole(1))

    def layer(self, states: _Node, hidden: _Node, name: str) -> _Node:
        op = self._op
        seen = self._linear(
            self._attention(states, hidden, f"{name}attention.self."),
            f"{name}attention.output.dense",
        )
        states = self._normal(op.add(seen, states), f"{name}attention.output.LayerNorm")
        wide = op.gelu(self._linear(states, f"{name}intermediate.dense"), "erf")
        narrow = self._linear(wide, f"{name}output.dense")
        return self._normal(op.add(narrow, states), f"{name}output.LayerNorm")

    def _attention(self, states: _Node, hidden: _Node, name: str) -> _Node:
        op, heads = self._op, self._shape.heads
        width = len(self._weights[f"{name}query.bias"])
        query, key, value = (
            op.transpose(
                op.reshape(
                    self._linear(states, name + part),
                    self._whole(0, 0, heads, width // heads),
                    special_zero=True,
                ),
                self._whole(0, 2, 1, 3),
            )
            for part in ("query", "key", "value")
        )
        scale = op.constant(np.float32((width // heads) ** -0.5))
        scores = op.multiply(op.matmul(query, key, False, True), scale)
        shares = op.softmax(op.add(scores, hidden), axis=-1)
        mixed = op.transpose(op.matmul(shares, value, False, False), self._whole(0, 2, 1, 3))
        return op.reshape(mixed, self._whole(0, 0, width), special_zero=True)

    def _linear(self, states: _Node, name: str) -> _Node:
        op = self._op
        product = op.matmul(states, op.constant(self._weights[f"{name}.weight"]), False, True)
        return op.add(product, op.constant(self._weights[f"{name}.bias"]))

    def _normal(self, states: _Node, name: str) -> _Node:
        op = self._op
        even = op.mvn(
            states, self._whole(-1, as_list=True), True, self._shape.epsilon, "inside_sqrt"
        )
        scaled = op.multiply(even, op.constant(self._weights[f"{name}.weight"]))
        return op.add(scaled, op.constant(self._weights[f"{name}.bias"]))

    def _whole(self, *numbers: int, as_list: bool = False) -> _Node:
        """Returns a constant: one number alone is a scalar unless a list is asked for."""
        is_scalar = len(numbers) == 1 and not as_list
        return self._op.constant(np.array(numbers[0] if is_scalar else numbers, np.int64))
