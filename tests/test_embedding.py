"""Embedding with the real weights, compared with sentence-transformers' own encoding."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from assistant.embedding import Embedder, bundled_model, load_embedder, verify_weights
from assistant.embedding.openvino_model import OpenVinoModel
from assistant.embedding.providers import TextEmbedder
from assistant.embedding.token_model import Batch
from assistant.errors import EmbeddingError

TABLE = "Victims rescued by province\nProvince | 2021 | 2022\nSiem Reap | 101 | 1,234"
PASSAGES = [
    "In 2022 the police rescued 225 victims. Of these, 124 were under 15 years of age.",
    "Short.",
    TABLE,
    "La commission a recensé 48 personnes à Zürich; 177 sont rentrées chez elles. " * 5,
]


@pytest.fixture(scope="session")
def embedder() -> Embedder:
    return load_embedder("minilm")


@pytest.fixture(scope="session")
def plain() -> Any:
    """The same model in float32, the usual way."""
    import torch
    from sentence_transformers import SentenceTransformer

    return SentenceTransformer(str(bundled_model()), device="cpu").to(torch.float32)


def test_passages_and_questions_are_encoded_as_sentence_transformers_does(
    embedder: Embedder, plain: Any
) -> None:
    expected = plain.encode(PASSAGES)
    vectors, _ = embedder.encode_passages(PASSAGES, [()] * len(PASSAGES))
    for found in (vectors, embedder.encode(PASSAGES)):
        assert found.dtype == np.float32
        assert found.shape == (len(PASSAGES), embedder.dimension)
        assert np.linalg.norm(found, axis=1) == pytest.approx(1, abs=1e-5)
        assert ((found * expected).sum(axis=1) > 0.9995).all()


def test_a_span_is_the_mean_of_its_own_token_states(embedder: Embedder, plain: Any) -> None:
    spans = [(0, 40), (40, len(PASSAGES[0]))]
    _, [found] = embedder.encode_passages(PASSAGES[:1], [spans])
    states = plain.encode(PASSAGES[0], output_value="token_embeddings").float().cpu().numpy()
    offsets = plain.tokenizer(PASSAGES[0], return_offsets_mapping=True)["offset_mapping"]
    for (start, end), vector in zip(spans, found, strict=True):
        inside = [i for i, (a, b) in enumerate(offsets) if a < b and a < end and b > start]
        mean = states[inside].mean(axis=0)
        assert vector @ mean / np.linalg.norm(mean) > 0.9995


def test_a_row_has_read_the_header_above_it(embedder: Embedder) -> None:
    row = TABLE.index("Siem")
    other = TABLE.replace("Victims rescued", "Trees planted")
    _, found = embedder.encode_passages(
        [TABLE, other], [[(row, len(TABLE))], [(row - 2, len(other))]]
    )
    question = embedder.encode(["How many victims were rescued in Siem Reap?"])[0]
    assert found[0][0] @ question > found[1][0] @ question + 0.1


def test_a_long_text_is_read_to_its_end(embedder: Embedder) -> None:
    filler = "The committee met and talked about the weather at length. " * 60
    last = "Police seized nine tonnes of ivory."
    passage = filler + last
    assert embedder.count_pieces(passage) > 2 * embedder.limit
    spans = [(len(filler), len(passage)), (0, len(passage))]
    [whole], [[end, everything]] = embedder.encode_passages([passage], [spans])
    assert end @ embedder.encode([last])[0] > 0.7
    assert whole @ embedder.encode([filler])[0] < 0.999
    assert whole @ everything > 0.95


def test_no_passages_give_no_vectors_and_no_spans_none(embedder: Embedder) -> None:
    vectors, spans = embedder.encode_passages([], [])
    assert (vectors.shape, spans) == ((0, embedder.dimension), [])
    assert embedder.encode([]).shape == (0, embedder.dimension)
    _, [none] = embedder.encode_passages(["One."], [[]])
    assert none.shape == (0, embedder.dimension)


def test_what_the_tokeniser_drops_is_as_its_passage(embedder: Embedder) -> None:
    [passage], [[dropped]] = embedder.encode_passages(["One \u200b\x01 two."], [[(4, 6)]])
    assert dropped @ passage == pytest.approx(1, abs=1e-5)


@pytest.mark.parametrize("span", [(0, 99), (-1, 2), (3, 3), (4, 2)])
def test_a_span_outside_its_passage_is_an_error(embedder: Embedder, span: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="span"):
        embedder.encode_passages(["Short."], [[span]])


@pytest.mark.parametrize("text", [*PASSAGES, "", "1,234", "x" * 5000, "word " * 400])
def test_pieces_are_counted_as_the_model_counts_them(
    embedder: Embedder, plain: Any, text: str
) -> None:
    counted = plain.tokenizer(text, add_special_tokens=False, truncation=False)["input_ids"]
    assert embedder.count_pieces(text) == len(counted)


def test_counting_and_describing_need_no_torch() -> None:
    code = (
        "import sys; from assistant.embedding import load_embedder; e = load_embedder('minilm')\n"
        "assert (e.name, e.dimension, e.limit) == ('minilm', 384, 254)\n"
        "assert e.count_pieces('149 suspects arrested') == 3\n"
        "assert not {'torch', 'transformers', 'sentence_transformers'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_the_built_in_model_needs_no_torch() -> None:
    code = (
        "import sys; from assistant.embedding import load_embedder; e = load_embedder('minilm')\n"
        "e.encode_passages(['149 suspects arrested'], [[(0, 3)]])\n"
        "assert not {'torch', 'transformers', 'sentence_transformers'} & set(sys.modules)\n"
        "assert not [name for name in sys.modules if name.startswith('openvino_telemetry')]"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_where_openvino_does_not_run_torch_gives_the_same_vectors(embedder: Embedder) -> None:
    code = (
        "import sys; sys.modules['openvino'] = None\n"
        "from assistant.embedding import load_embedder\n"
        "vectors, [spans] = load_embedder('minilm').encode_passages([sys.argv[1]], [[(0, 30)]])\n"
        "print(*vectors[0], *spans[0])\n"
        "assert 'torch' in sys.modules"
    )
    command = [sys.executable, "-c", code, TABLE]
    printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    found = np.array(printed.split()[-2 * embedder.dimension :], np.float32).reshape(2, -1)
    [passage], [[span]] = embedder.encode_passages([TABLE], [[(0, 30)]])
    assert found[0] @ passage > 0.9995
    assert found[1] @ span > 0.9995


def test_more_threads_than_cores_with_more_batches_than_fit_at_once(embedder: Embedder) -> None:
    texts = [f"{number} {PASSAGES[3]}" for number in range(12)]
    expected = embedder.encode(texts)
    with ThreadPoolExecutor(8) as pool:
        for found in pool.map(embedder.encode, [texts] * 8):
            assert found == pytest.approx(expected, abs=1e-5)


def test_the_model_meets_few_shapes_whatever_the_lengths_of_the_texts(
    embedder: Embedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    shapes: list[tuple[int, ...]] = []

    def run(self: OpenVinoModel, batches: Iterable[Batch]) -> Iterator[tuple[Any, Any]]:
        for batch in batches:
            shapes.append(batch.ids.shape)
            yield np.ones((*batch.ids.shape, 384), np.float32), np.ones((len(batch.ids), 384))

    monkeypatch.setattr(OpenVinoModel, "run", run)
    for count in (1, 3, 40, 97, 300):
        texts = ["number " * (1 + 7 * number % 253) for number in range(count)]
        assert len(embedder.encode(texts)) == count
    # Every length comes up: 253 of them, alone or in batches of any size.
    assert len(set(shapes)) <= 64
    assert max(rows * pieces for rows, pieces in shapes) <= OpenVinoModel.batch_pieces
    assert sum(rows for rows, _ in shapes) == 1 + 3 + 40 + 97 + 300


def test_a_run_given_up_half_way_leaves_the_model_to_others() -> None:
    model = OpenVinoModel(bundled_model())
    batch = Batch(np.array([[101, 2023, 102]]), np.ones((1, 3), np.int64))
    for _ in range(20):
        half = model.run([batch] * 4)
        next(half)
        half.close()
    vectors = np.concatenate([vector for _, vector in model.run([batch] * 20)])
    assert (vectors @ vectors[0] > 0.9999).all()


def test_threads_get_the_vectors_one_thread_gets(embedder: Embedder) -> None:
    expected = embedder.encode(PASSAGES)
    with ThreadPoolExecutor(4) as pool:
        for found in pool.map(embedder.encode, [PASSAGES] * 8):
            assert found == pytest.approx(expected, abs=1e-5)


def test_the_installed_weights_are_the_ones_we_know() -> None:
    verify_weights(bundled_model())


@pytest.mark.parametrize(
    ("content", "message"), [(b"altered", "not the ones"), (None, "cannot be")]
)
def test_altered_or_missing_weights_are_named(
    tmp_path: Path, content: bytes | None, message: str
) -> None:
    if content is not None:
        (tmp_path / "model.safetensors").write_bytes(content)
    with pytest.raises(EmbeddingError, match=message) as caught:
        verify_weights(tmp_path)
    assert "pip install" in str(caught.value)


@pytest.mark.parametrize(
    "setting",
    [
        "",
        "nonsense",
        "nobody:nothing",
        "openai:",
        "ollama:x",
        "sentence-transformers:nowhere/at-all",
    ],
)
def test_a_setting_that_names_no_model_is_one_clear_line(setting: str) -> None:
    with pytest.raises(EmbeddingError) as caught:
        load_embedder(setting)
    assert "\n" not in str(caught.value)
    assert repr(setting.removeprefix("sentence-transformers:")) in str(caught.value)


def test_a_model_that_is_not_here_is_told_from_one_that_is_broken(tmp_path: Path) -> None:
    with pytest.raises(EmbeddingError) as caught:
        load_embedder("sentence-transformers:nope")
    told = str(caught.value)
    assert told.startswith("The embedding model 'nope' is not on this machine. Set ")
    assert "minilm" in told
    assert "http" not in told
    (tmp_path / "config.json").write_text("{}", encoding="utf-8")
    with pytest.raises(EmbeddingError, match="cannot be loaded"):
        load_embedder(f"sentence-transformers:{tmp_path}")


def test_any_sentence_transformers_model_pools_spans_too(embedder: Embedder) -> None:
    setting = f"sentence-transformers:{bundled_model()}"
    other = load_embedder(setting)
    assert (other.name, other.dimension, other.limit) == (setting, 384, 254)
    spans = [[(0, 5)] for _ in PASSAGES]
    for found, expected in zip(
        other.encode_passages(PASSAGES, spans),
        embedder.encode_passages(PASSAGES, spans),
        strict=True,
    ):
        cosines = np.concatenate(found).ravel() * np.concatenate(expected).ravel()
        assert (cosines.reshape(-1, 384).sum(axis=1) > 0.9995).all()


def test_a_langchain_provider_embeds_spans_as_texts(embedder: Embedder) -> None:
    provider = load_embedder(f"huggingface:{bundled_model()}")
    assert (provider.dimension, provider.limit) == (384, embedder.limit)
    assert provider.count_pieces(TABLE) == embedder.count_pieces(TABLE)
    spans = [[(0, 6), (7, 9)], [], [(2, 3)], [(0, 5)]]
    vectors, span_vectors = provider.encode_passages(PASSAGES, spans)
    assert ((vectors * embedder.encode(PASSAGES)).sum(axis=1) > 0.9995).all()
    assert [len(its) for its in span_vectors] == [2, 0, 1, 1]
    word = embedder.encode([PASSAGES[0][0:6]])[0]
    assert span_vectors[0][0] @ word > 0.9995


def test_a_provider_that_fails_is_one_clear_line() -> None:
    def fail(texts: list[str]) -> list[list[float]]:
        raise ConnectionError("no route\nto host")

    provider = TextEmbedder(
        "cloud:model", count_pieces=len, encode_questions=fail, encode_documents=fail
    )
    with pytest.raises(EmbeddingError, match="cloud:model failed \\(no route to host\\)"):
        provider.encode(["question"])
