"""Measures speed and memory beside the plain recipe, in one run, on the same text.

The plain recipe is the one the documentation shows: LangChain's RecursiveCharacterTextSplitter
(1000/200), langchain-huggingface's embeddings (the same model, fp32) and langchain-chroma, once
handing over one passage a call and once a report's passages together. Each measurement runs in a
process of its own, the recipes taking turns, so neither warms the other's caches and a busy
neighbour meets them all.

    python eval/benchmark.py                 everything, some ten minutes
    python eval/benchmark.py adding asking   only these (adding, asking, starting, memory)

Prints a table; keeps nothing.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from made_up import DEEDS, GROUPS, PLACES, print_to_pdf, write_reports

ROOT = Path(__file__).resolve().parent.parent
PASSAGES = 10_000
QUESTIONS = 200
PARTS = ("starting", "adding", "memory", "asking")


def read_plainly(path: Path) -> str:
    """Returns a file's text as the plain recipe reads it: a PDF's by pypdfium2, page by page."""
    if path.suffix != ".pdf":
        return path.read_text(encoding="utf-8")
    from pypdfium2 import PdfDocument

    with PdfDocument(path) as document:
        return "\n".join(page.get_textpage().get_text_range() for page in document)


# What runs in a process of its own ---------------------------------------------------------------


def add_ours(folder: Path, place: Path) -> dict[str, float]:
    """Adds a folder with the product, the model loaded beforehand as for the plain recipe."""
    from assistant import Library

    with Library.open(place) as library:
        warm = place.parent / "warm.md"
        warm.write_text("# Warm\n\nPolice arrested 149 suspects.\n", encoding="utf-8")
        library.add([str(warm)])
        started = time.perf_counter()
        added = library.add([str(folder)])
        seconds = time.perf_counter() - started
    passages = sum(summary.passages for summary in added.added)
    return {"seconds": seconds, "passages": passages}


def add_plain(folder: Path, place: Path) -> dict[str, float]:
    """Adds the same files with the plain recipe, each passage encoded on its own."""
    return _add_plain(folder, place, one_call=1)


def add_plain_batched(folder: Path, place: Path) -> dict[str, float]:
    """Adds them with the plain recipe, a report's passages handed over together."""
    return _add_plain(folder, place, one_call=5_000)


def _add_plain(folder: Path, place: Path, *, one_call: int) -> dict[str, float]:
    from langchain_chroma import Chroma
    from langchain_huggingface import HuggingFaceEmbeddings
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    embeddings = HuggingFaceEmbeddings(model_name=_model_folder())
    splitter = RecursiveCharacterTextSplitter(chunk_size=1000, chunk_overlap=200)
    store = Chroma(
        collection_name="plain", embedding_function=embeddings, persist_directory=str(place)
    )
    store.add_texts(["Police arrested 149 suspects."])
    started = time.perf_counter()
    count = 0
    for path in sorted(folder.iterdir()):
        documents = splitter.create_documents([read_plainly(path)])
        for first in range(0, len(documents), one_call):
            store.add_documents(documents[first : first + one_call])
        count += len(documents)
    return {"seconds": time.perf_counter() - started, "passages": count}


def ask_ours(folder: Path, place: Path) -> dict[str, float]:
    """Asks on a library already built in ``place``; the first questions only warm it."""
    from assistant import Library

    with Library.open(place) as library:
        passages = sum(summary.passages for summary in library.reports())
        times = _time_each(lambda question: library.ask(question))
    return {"passages": passages, **times}


def _time_each(ask: Any) -> dict[str, float]:
    chance = random.Random(1)
    questions = [
        f"How many {chance.choice(GROUPS)} were {chance.choice(DEEDS)} in "
        f"{chance.choice(PLACES)} in {chance.randint(1995, 2024)}?"
        for _ in range(QUESTIONS + 10)
    ]
    times = []
    for question in questions:
        started = time.perf_counter()
        ask(question)
        times.append(time.perf_counter() - started)
    warm = sorted(times[10:])
    return {"p50": statistics.median(warm), "p95": warm[int(len(warm) * 0.95)]}


def _model_folder() -> str:
    from assistant.embedding import bundled_model

    return str(bundled_model())


# The measurements --------------------------------------------------------------------------------


def measure(step: str, folder: Path, place: Path) -> dict[str, float]:
    """Runs one step in a Python of its own; returns what it measured and its peak memory."""
    run = subprocess.run(
        [sys.executable, __file__, "--step", step, str(folder), str(place)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    found: dict[str, float] = json.loads(run.stdout.splitlines()[-1])
    return found


def run_step(step: str, folder: Path, place: Path) -> None:
    """Runs one step here and prints what it measured as JSON."""
    steps = {f.__name__: f for f in (add_ours, add_plain, add_plain_batched, ask_ours)}
    found = steps[step](folder, place)
    # Linux counts kilobytes, macOS bytes.
    scale = 1 if sys.platform == "darwin" else 1024
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * scale
    print(json.dumps({**found, "peak": peak}))


def measure_starting() -> Iterable[tuple[str, str, str]]:
    """Yields the times of importing and of --help: the best of seven, as a start is only slowed."""
    commands = {
        "python -c pass": [sys.executable, "-c", "pass"],
        "import assistant": [sys.executable, "-c", "import assistant"],
        "assistant --help": [sys.executable, "-m", "assistant", "--help"],
    }
    goals = {"import assistant": "< 0.3 s", "assistant --help": "< 0.7 s"}
    for name, command in commands.items():
        times = []
        for _ in range(7):
            started = time.perf_counter()
            subprocess.run(command, cwd=ROOT, stdout=subprocess.DEVNULL, check=True)
            times.append(time.perf_counter() - started)
        yield name, f"{min(times):.3f} s", goals.get(name, "")


def measure_adding(work: Path, *, rounds: int = 3) -> Iterable[tuple[str, str, str]]:
    """Yields characters added a second, both ways, in turns; the best round of each counts."""
    write_reports(work / "Markdown", count=8, characters=10_000)
    print_to_pdf(work / "Markdown", work / "PDF")
    write_reports(work / "small files", count=80, characters=500)
    for kind in ("Markdown", "PDF", "small files"):
        total = sum(len(read_plainly(path)) for path in (work / kind).iterdir())
        best = {"add_ours": 0.0, "add_plain": 0.0, "add_plain_batched": 0.0}
        for number in range(rounds):
            for step in best:
                found = measure(step, work / kind, work / f"{kind}-{step}-{number}")
                best[step] = max(best[step], total / found["seconds"])
        ours, plain, batched = best.values()
        yield f"adding {kind}, ours", f"{ours:,.0f} characters/s", ""
        yield f"adding {kind}, plain, a passage a call", f"{plain:,.0f} characters/s", ""
        yield f"adding {kind}, plain, a report a call", f"{batched:,.0f} characters/s", ""
        yield f"adding {kind}, ours / plain, a passage a call", f"{ours / plain:.2f}", ">= 1.5"
        yield f"adding {kind}, ours / plain, a report a call", f"{ours / batched:.2f}", ">= 1.5"


def measure_memory(work: Path) -> Iterable[tuple[str, str, str]]:
    """Yields the peak memory of adding 200 reports."""
    folder = work / "memory"
    total = write_reports(folder, count=200, characters=5_000)
    found = measure("add_ours", folder, work / "memory-library")
    yield (
        f"peak memory, 200 reports of {total / 1e6:.1f} MB",
        f"{found['peak'] / 1e9:.2f} GB",
        "< 1.5",
    )


def measure_asking(work: Path) -> Iterable[tuple[str, str, str]]:
    """Yields the times of asking on 10,000 passages, once warm."""
    folder, place = work / "asking", work / "asking-library"
    count = 25
    write_reports(folder, count=count, characters=15_000)
    passages = measure("add_ours", folder, place)["passages"]
    wanted = round(count * PASSAGES / passages) + 1
    write_reports(folder, count=wanted, characters=15_000)
    measure("add_ours", folder, place)
    found = measure("ask_ours", folder, place)
    name = f"asking, {found['passages']:,.0f} passages"
    yield f"{name}, p50", f"{found['p50'] * 1000:.0f} ms", ""
    yield f"{name}, p95", f"{found['p95'] * 1000:.0f} ms", "< 300 ms"


def main() -> None:
    """Reads the command line and prints the table, a row as soon as it is measured."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"of: {', '.join(PARTS)}")
    parser.add_argument("--step", nargs=3, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.step:
        run_step(options.step[0], Path(options.step[1]), Path(options.step[2]))
        return
    unknown = set(options.parts) - set(PARTS)
    if unknown:
        parser.error(f"no such part: {', '.join(sorted(unknown))}")
    with tempfile.TemporaryDirectory(prefix="assistant-bench-") as temporary:
        work = Path(temporary)
        measured = {
            "starting": measure_starting,
            "adding": lambda: measure_adding(work),
            "memory": lambda: measure_memory(work),
            "asking": lambda: measure_asking(work),
        }
        for part in options.parts or PARTS:
            for name, value, goal in measured[part]():
                print(f"{name:<56}{value:>24}   {goal}", flush=True)


if __name__ == "__main__":
    main()
