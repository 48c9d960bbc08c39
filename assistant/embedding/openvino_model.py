"""Runs a BERT on the processor by OpenVINO. Knows nothing of texts or where vectors go.

The one door to `openvino`. It loads in a fraction of torch's time and memory, and each batch has a
core of its own, so a busy neighbour slows one and not all.
"""

from __future__ import annotations

import json
import os
import sys
from collections import deque
from collections.abc import Iterable, Iterator
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any

import numpy as np

from assistant.embedding.bert import Shape, write_bert
from assistant.embedding.embedder import Array, as_unit
from assistant.embedding.token_model import Batch

# More cores than this would keep more batches in memory than one add has waiting.
_MOST_STREAMS = 8
_TELEMETRY = "openvino_telemetry"


class OpenVinoModel:
    """A BERT whose vector is the mean of its token states, as MiniLM's is."""

    pad = 0
    # Small batches waste little on padding, share the cores evenly, and cost no speed.
    batch_pieces = 1024

    def __init__(self, folder: Path, *, precision: str = "") -> None:
        """Takes a precision, "f32" or "bf16"; the fastest the processor has unless one is given.

        Raises ImportError or RuntimeError where OpenVINO does not run.
        """
        openvino = _import_openvino()
        core = openvino.Core()
        streams = min(_cores(), _MOST_STREAMS)
        settings = _configuration(precision or _fastest(core), streams)
        compiled = core.compile_model(_read_bert(folder), "CPU", settings)
        self._free: SimpleQueue[Any] = SimpleQueue()
        # One more than can run, so that none idles while a result is looked at.
        for _ in range(streams + 1):
            self._free.put(compiled.create_infer_request())

    def run(self, batches: Iterable[Batch]) -> Iterator[tuple[Array, Array]]:
        running: deque[tuple[Any, Batch]] = deque()
        try:
            for batch in batches:
                while (request := self._take(may_wait=not running)) is None:
                    yield from self._finish(running)
                running.append((request, batch))
                # The arrays are not copied; `running` keeps them until they are read.
                request.start_async([batch.ids, batch.mask], share_inputs=True)
            while running:
                yield from self._finish(running)
        finally:
            for request, _ in running:
                request.wait()
                self._free.put(request)

    def _take(self, *, may_wait: bool) -> Any:
        """Returns a free request or None. Who holds one may not wait: two would for each other."""
        try:
            return self._free.get(block=may_wait)
        except Empty:
            return None

    def _finish(self, running: deque[tuple[Any, Batch]]) -> Iterator[tuple[Array, Array]]:
        request, batch = running[0]
        request.wait()
        states = request.get_output_tensor(0).data
        yield states, _means(states, batch)
        running.popleft()
        self._free.put(request)


def _import_openvino() -> Any:
    # OpenVINO would import its usage reports; without them it falls back to a stub of its own.
    is_ours = _TELEMETRY not in sys.modules
    if is_ours:
        sys.modules[_TELEMETRY] = None  # type: ignore[assignment]
    try:
        import openvino
    finally:
        if is_ours:
            del sys.modules[_TELEMETRY]
    return openvino


def _read_bert(folder: Path) -> Any:
    from safetensors.numpy import load_file

    told = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    shape = Shape(
        layers=told["num_hidden_layers"],
        heads=told["num_attention_heads"],
        epsilon=told["layer_norm_eps"],
    )
    return write_bert(load_file(folder / "model.safetensors"), shape)


def _fastest(core: Any) -> str:
    # Cosine to float32 is .9999, so that vectors made on either kind of processor go together.
    # Where bfloat16 is not native it would be worked out in software, which is slower.
    return "bf16" if "BF16" in core.get_property("CPU", "OPTIMIZATION_CAPABILITIES") else "f32"


def _configuration(precision: str, streams: int) -> dict[str, Any]:
    return {
        "INFERENCE_PRECISION_HINT": precision,
        "INFERENCE_NUM_THREADS": streams,
        "NUM_STREAMS": streams,
        # Pinned threads wait for a core that another process has.
        "ENABLE_CPU_PINNING": False,
    }


def _cores() -> int:
    """Returns how many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _means(states: Array, batch: Batch) -> Array:
    lengths = batch.mask.sum(axis=1)
    return as_unit(
        np.stack([row[:length].mean(axis=0) for row, length in zip(states, lengths, strict=True)])
    )
