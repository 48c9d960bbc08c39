"""Measures how long asking takes, and how much memory it holds, as a library grows.

    python eval/curve.py SET --libraries DIR [--sizes 1000 10000 100000]

SET is a set of known numbers: its documents are read once, and written again and again under other
ids until the library holds so many passages, with every vector moved a little (a cosine of some
.98), by the library's own writing. Words are the same in each copy: a search for a word meets as
many passages as it would among so many reports on the same things. The set's lookups are asked by
a process of its own for each size, the first ones only to warm it. Processor seconds
are given too: a busy neighbour changes them less than the clock's. The library stays in DIR, and a
later run grows it further. The last row is a straight line through those measured, drawn on.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np

from assistant import Library
from assistant.embedding import load_embedder
from assistant.evaluation.sets import read_set, spread
from assistant.figures import read_report_figures
from assistant.library import ReportVectors, Store, embed_reports
from assistant.loading import find_sources, load_report
from assistant.records import Figure, Passage, Report
from assistant.settings import Settings
from assistant.splitting import split_report

QUESTIONS, WARMING = 200, 20
NOISE = 0.2
"""The length of what is added to a unit vector."""

DRAWN_TO = 1_000_000
MEASURES = ("p50", "p95", "work p50", "work p95", "memory")

Read = tuple[Report, list[Passage], list[Figure], ReportVectors]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path, metavar="SET")
    parser.add_argument("--libraries", type=Path, metavar="DIR")
    parser.add_argument(
        "--sizes",
        type=int,
        nargs="+",
        default=[1_000, 10_000],
        metavar="N",
        help="passages, such as 1000 10000 100000",
    )
    parser.add_argument("--ask", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.ask:
        print(json.dumps(ask(options.folder, options.ask)))
        return 0
    if not options.libraries:
        parser.error("--libraries is needed: where the library grows and stays")
    place = options.libraries / f"{options.folder.resolve().name}-grown"
    place.parent.mkdir(parents=True, exist_ok=True)
    measured = []
    print(f"{'passages':>10}{'p50':>12}{'p95':>12}{'processor p50':>16}{'p95':>12}{'memory':>12}")
    for size in sorted(options.sizes):
        started = time.process_time()
        grow(options.folder, place, size)
        sys.stderr.write(f"grown in {time.process_time() - started:.0f} processor seconds\n")
        found = ask_apart(options.folder, place)
        measured.append(found)
        print(row(f"{found['passages']:,.0f}", found), flush=True)
    if len(measured) > 1:
        print(row(f"{DRAWN_TO:,}", draw_on(measured, DRAWN_TO)) + "   projected")
    print("goal: p50 < 60 ms, p95 < 150 ms at 100,000 passages")
    return 0


def grow(folder: Path, place: Path, size: int) -> None:
    """Writes copies of a set's documents into a library until it holds so many passages."""
    settings = Settings()
    embedder = load_embedder(settings.embedding)
    with Store.open(place, embedder_name=embedder.name, dimension=embedder.dimension) as store:
        held = sum(summary.passages for summary in store.summaries())
        first = len(store.summaries())
        if held >= size:
            return
        for number, (report, passages, figures, vectors) in enumerate(copies(folder)):
            if number < first:
                continue
            store.put(report, passages, figures, vectors)
            held += len(passages)
            if held >= size:
                return


def copies(folder: Path) -> Iterator[Read]:
    """Yields a set's documents, then the same under other ids and with vectors moved, for ever."""
    originals = list(read_documents(folder))
    yield from originals
    chance = np.random.default_rng(1)
    number = 0
    while True:
        number += 1
        for report, passages, figures, vectors in originals:
            other = sha256(f"{report.id}, copy {number}".encode()).hexdigest()[:16]
            yield (
                replace(report, id=other, origin=f"{report.origin}#{number}"),
                [replace(passage, report_id=other) for passage in passages],
                figures,
                replace(
                    vectors,
                    passages=moved(vectors.passages, chance),
                    statement_vectors=tuple(moved(v, chance) for v in vectors.statement_vectors),
                ),
            )


def read_documents(folder: Path) -> Iterator[Read]:
    """Yields a set's documents as adding reads them."""
    settings = Settings()
    embedder = load_embedder(settings.embedding)
    for source in find_sources([str(folder / "docs")], settings=settings)[0]:
        report = load_report(source, settings=settings)
        passages = split_report(report, count_pieces=embedder.count_pieces, limit=embedder.limit)
        figures = list(read_report_figures(report))
        yield report, list(passages), figures, embed_reports(embedder, [(passages, figures)])[0]


def moved(vectors: np.ndarray, chance: np.random.Generator) -> np.ndarray:
    """Returns unit vectors each a little beside its own."""
    if not len(vectors):
        return vectors
    noise = chance.standard_normal(vectors.shape).astype(np.float32)
    other = vectors + NOISE * noise / np.linalg.norm(noise, axis=1, keepdims=True)
    return other / np.linalg.norm(other, axis=1, keepdims=True)


def ask_apart(folder: Path, place: Path) -> dict[str, float]:
    """Asks in a Python of its own, whose memory is the library's and the model's alone."""
    command = [sys.executable, __file__, str(folder), "--ask", str(place)]
    run = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    found: dict[str, float] = json.loads(run.stdout.splitlines()[-1])
    return found


def ask(folder: Path, place: Path) -> dict[str, Any]:
    """Asks a set's questions; returns seconds by the clock and of processors, and memory in
    bytes."""
    import psutil

    known = [q for q in read_set(folder).questions if q.kind == "lookup"]
    questions = [question.question for question in spread(known, QUESTIONS)]
    clock, work = [], []
    with Library.open(place) as library:
        passages = sum(summary.passages for summary in library.reports())
        for question in questions[:WARMING]:
            library.ask(question)
        for question in questions:
            started, worked = time.perf_counter(), time.process_time()
            library.ask(question)
            clock.append(time.perf_counter() - started)
            work.append(time.process_time() - worked)
        memory = psutil.Process().memory_info().rss
    told = {"passages": passages, "memory": memory}
    for name, times in (("", sorted(clock)), ("work ", sorted(work))):
        told[f"{name}p50"] = times[len(times) // 2]
        told[f"{name}p95"] = times[int(len(times) * 0.95)]
    return told


def draw_on(measured: list[dict[str, float]], size: int) -> dict[str, float]:
    """Returns each measure on the straight line through those measured, at another size."""
    sizes = [found["passages"] for found in measured]
    lines = {name: np.polyfit(sizes, [found[name] for found in measured], 1) for name in MEASURES}
    return {name: float(np.polyval(line, size)) for name, line in lines.items()}


def row(name: str, found: dict[str, float]) -> str:
    """Returns a line to print."""
    p50, p95, work50, work95 = (f"{found[one] * 1000:,.0f} ms" for one in MEASURES[:4])
    memory = f"{found['memory'] / 1e6:,.0f} MB"
    return f"{name:>10}{p50:>12}{p95:>12}{work50:>16}{work95:>12}{memory:>12}"


if __name__ == "__main__":
    raise SystemExit(main())
