"""Runs any model of sentence-transformers. Knows nothing of texts or where vectors go."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from assistant.embedding.embedder import Array, one_line
from assistant.embedding.token_model import Batch
from assistant.errors import EmbeddingError


@dataclass(frozen=True, slots=True)
class TorchModel:
    """A sentence-transformers model: its first module gives token states, the others pool them."""

    first: Any
    rest: list[Any]
    device: Any
    pad: int
    takes_types: bool
    # Larger batches leave the cache.
    batch_pieces: int = 2048

    def run(self, batches: Iterable[Batch]) -> Iterator[tuple[Array, Array]]:
        for batch in batches:
            yield self._run(batch)

    def _run(self, batch: Batch) -> tuple[Array, Array]:
        import torch

        inputs = {"input_ids": batch.ids, "attention_mask": batch.mask}
        if self.takes_types:
            inputs["token_type_ids"] = np.zeros_like(batch.ids)
        with torch.inference_mode():
            features = {k: torch.from_numpy(v).to(self.device) for k, v in inputs.items()}
            features = self.first(features)
            # Pooling in bfloat16 would round twice.
            features["token_embeddings"] = features["token_embeddings"].float()
            for module in self.rest:
                features = module(features)
        states, pooled = features["token_embeddings"], features["sentence_embedding"]
        return states.cpu().numpy(), pooled.float().cpu().numpy()


def taken_apart(model: Any) -> TorchModel:
    """Returns a SentenceTransformer as a model whose token states can be seen."""
    first, *rest = model
    return TorchModel(
        first=first,
        rest=rest,
        device=model.device,
        pad=model.tokenizer.pad_token_id or 0,
        takes_types="token_type_ids" in model.tokenizer.model_input_names,
    )


def sentence_transformer(name: str) -> Any:
    """Returns a SentenceTransformer by name or path; raises EmbeddingError."""
    import torch
    from sentence_transformers import SentenceTransformer
    from transformers.utils import logging

    logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    # Said again, for a program that had imported the hub's client before us.
    is_offline = os.environ.get("HF_HUB_OFFLINE", "1") not in ("0", "")
    try:
        model: Any = SentenceTransformer(name, local_files_only=is_offline)
    except Exception as error:  # Loaders raise whatever their file formats do.
        raise EmbeddingError(_why_not_loaded(name, error, is_offline=is_offline)) from error
    # Cosine to float32 is .9999 and it is half again as fast, where the processor can do it.
    if model.device.type == "cpu" and torch.cpu._is_avx512_bf16_supported():
        model[0].to(torch.bfloat16)
    return model.eval()


def _why_not_loaded(name: str, error: Exception, *, is_offline: bool) -> str:
    is_missing = is_offline and isinstance(error, OSError) and not Path(name).exists()
    # What the loader says of a missing model is three lines about its hub.
    why = "is not on this machine" if is_missing else f"cannot be loaded ({one_line(error)})"
    return (
        f"The embedding model {name!r} {why}. Set ASSISTANT_EMBEDDING to sentence-transformers:"
        "FOLDER with a folder that holds one, or to minilm; or download it by setting "
        "HF_HUB_OFFLINE=0 and TRANSFORMERS_OFFLINE=0."
    )
