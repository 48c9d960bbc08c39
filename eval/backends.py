"""Measures what runs the embedding model: speed, how near the vectors are, what retrieval loses.

    python eval/backends.py FOLDER ... [--ways bf16 f32]

Each FOLDER is a set of known numbers: docs/ and questions.jsonl with `doc`, `question` and
`printed`. Its documents are split as the product splits them and embedded by each way in turn:
"torch-f32" is what the others are held against, "torch" what the product falls back to, "f32" and
"bf16" its own model on a processor without and with bfloat16. A question is hit at k where one of
the k nearest passages of the set is of its document and holds the figure as printed; the same for
statements. Vectors alone are ranked, since words would hide what they lose.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from assistant.embedding import Array, Embedder, bundled_model
from assistant.embedding.openvino_model import OpenVinoModel
from assistant.embedding.token_model import TokenModel
from assistant.embedding.tokens import TokenEmbedder
from assistant.embedding.torch_model import sentence_transformer, taken_apart
from assistant.figures import read_report_figures
from assistant.library import embed_reports
from assistant.loading import find_sources, load_report
from assistant.records import Figure, Passage
from assistant.settings import Settings
from assistant.splitting import split_report

REFERENCE = "torch-f32"
DEPTHS = (1, 5, 20)
GROUP = 128


@dataclass(frozen=True, slots=True)
class Piece:
    """A passage or statement: the file it is of and its words."""

    doc: str
    text: str


@dataclass(frozen=True, slots=True)
class Shelf:
    """A set's documents, split; and its questions, each with the pieces that would answer it."""

    name: str
    reports: list[tuple[list[Passage], list[Figure]]]
    docs: list[str]
    questions: list[dict[str, str]]


def _torch_f32() -> TokenModel:
    from sentence_transformers import SentenceTransformer

    return taken_apart(SentenceTransformer(str(bundled_model()), device="cpu").eval())


WAYS: dict[str, Callable[[], TokenModel]] = {
    REFERENCE: _torch_f32,
    "torch": lambda: taken_apart(sentence_transformer(str(bundled_model()))),
    "f32": lambda: OpenVinoModel(bundled_model(), precision="f32"),
    "bf16": lambda: OpenVinoModel(bundled_model(), precision="bf16"),
}


def load(way: str) -> Embedder:
    """Returns MiniLM run one way."""
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(bundled_model() / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return TokenEmbedder(way, tokenizer=tokenizer, window=256, dimension=384, load=WAYS[way])


def read_shelf(folder: Path, embedder: Embedder) -> Shelf:
    """Reads a set; a question counts where its document has the figure as printed."""
    settings = Settings()
    reports, docs, texts = [], [], {}
    for source in find_sources([str(folder / "docs")], settings=settings)[0]:
        report = load_report(source, settings=settings)
        passages = split_report(report, count_pieces=embedder.count_pieces, limit=embedder.limit)
        reports.append((list(passages), list(read_report_figures(report))))
        docs.append(source.path.name)
        texts[source.path.name] = report.text
    lines = (folder / "questions.jsonl").read_text(encoding="utf-8").splitlines()
    asked = [json.loads(line) for line in lines]
    kept = [q for q in asked if q.get("printed") and q["printed"] in texts.get(q["doc"], "")]
    return Shelf(folder.name, reports, docs, kept)


@dataclass(frozen=True, slots=True)
class Embedded:
    """A shelf's vectors by one way, its pieces beside them."""

    passages: Array
    statements: Array
    questions: Array
    passage_pieces: list[Piece]
    statement_pieces: list[Piece]
    seconds: float
    busy: float


def embed(shelf: Shelf, embedder: Embedder) -> Embedded:
    """Embeds a shelf in groups as the product does; the questions' time does not count."""
    embedder.encode(["warm"])
    started, busy = time.perf_counter(), time.process_time()
    made = []
    for group in _groups(shelf.reports):
        made += embed_reports(embedder, group)
    seconds, busy = time.perf_counter() - started, time.process_time() - busy
    passage_pieces, statement_pieces = [], []
    for doc, (passages, _), vectors in zip(shelf.docs, shelf.reports, made, strict=True):
        for passage, spans in zip(passages, vectors.statements, strict=True):
            passage_pieces.append(Piece(doc, passage.text))
            statement_pieces += [
                Piece(doc, passage.text[start - passage.start : end - passage.start])
                for start, end in spans
            ]
    return Embedded(
        passages=np.concatenate([vectors.passages for vectors in made]),
        statements=np.concatenate([row for vectors in made for row in vectors.statement_vectors]),
        questions=embedder.encode([question["question"] for question in shelf.questions]),
        passage_pieces=passage_pieces,
        statement_pieces=statement_pieces,
        seconds=seconds,
        busy=busy,
    )


def _groups(
    reports: Sequence[tuple[list[Passage], list[Figure]]],
) -> Iterator[list[tuple[list[Passage], list[Figure]]]]:
    group: list[tuple[list[Passage], list[Figure]]] = []
    for report in reports:
        group.append(report)
        if sum(len(passages) for passages, _ in group) >= GROUP:
            yield group
            group = []
    if group:
        yield group


def hits(shelf: Shelf, questions: Array, vectors: Array, pieces: list[Piece]) -> list[float]:
    """Returns the share of questions hit at each depth."""
    found = np.zeros(len(DEPTHS))
    for question, scores in zip(shelf.questions, questions @ vectors.T, strict=True):
        nearest = [pieces[i] for i in np.argsort(-scores, kind="stable")[: DEPTHS[-1]]]
        is_hit = [
            piece.doc == question["doc"] and question["printed"] in piece.text for piece in nearest
        ]
        found += [any(is_hit[:depth]) for depth in DEPTHS]
    return list(found / max(len(shelf.questions), 1))


def _row(shelf: Shelf, way: str, made: Embedded, held_against: Embedded) -> str:
    near = [
        (made.passages * held_against.passages).sum(axis=1),
        (made.statements * held_against.statements).sum(axis=1),
    ]
    cosines = "  ".join(f"{cosine.mean():.5f}/{cosine.min():.5f}" for cosine in near)
    shares = [
        *hits(shelf, made.questions, made.passages, made.passage_pieces),
        *hits(shelf, made.questions, made.statements, made.statement_pieces),
    ]
    # The questions were made by the same way; a library is asked on other machines too.
    crossed = hits(shelf, held_against.questions, made.passages, made.passage_pieces)
    numbers = " ".join(f"{100 * share:5.1f}" for share in [*shares, *crossed])
    speed = f"{len(made.passages) / made.seconds:6.1f} {made.busy:7.1f}"
    return f"{shelf.name:<10} {way:<10} {speed}  {cosines}  {numbers}"


def main() -> None:
    """Reads the command line and prints a row for each set and way."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folders", nargs="+", type=Path, metavar="FOLDER")
    parser.add_argument("--ways", nargs="+", choices=sorted(WAYS), default=sorted(WAYS))
    options = parser.parse_args()
    ways = [REFERENCE, *(way for way in options.ways if way != REFERENCE)]
    embedders = {way: load(way) for way in ways}
    depths = "/".join(str(depth) for depth in DEPTHS)
    print(
        "set, way, passages/s, processor seconds, cosine of passages and of statements "
        f"(mean/least), hit at {depths} by passages, by statements, and by passages for questions "
        f"encoded by {REFERENCE} (percent)"
    )
    for folder in options.folders:
        shelf = read_shelf(folder, embedders[REFERENCE])
        made = {way: embed(shelf, embedder) for way, embedder in embedders.items()}
        for way in ways:
            print(_row(shelf, way, made[way], made[REFERENCE]), flush=True)


if __name__ == "__main__":
    main()
