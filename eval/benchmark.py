"""Measures speed and memory beside the plain recipe, in one run, on the same files.

What is measured is in recipes.py; each measurement runs in a process of its own, the recipes taking
turns, so neither warms the other's caches and a busy neighbour meets them all. Processor seconds
are given too: a neighbour changes them less than the clock's.

    python eval/benchmark.py                     everything, some twenty minutes
    python eval/benchmark.py adding asking       only these
    python eval/benchmark.py adding parsing --files FOLDER      your own files, beside the made-up

Prints a table; keeps nothing.
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import recipes
from made_up import print_pages, print_to_pdf, write_reports

ROOT = Path(__file__).resolve().parent.parent
PASSAGES = 10_000
STEPS = ("add_ours", "add_plain", "add_plain_batched", "ask_ours", "parse_ours")
OURS, PLAIN, BATCHED = STEPS[:3]

Rows = Iterable[tuple[str, str, str]]


# The measurements --------------------------------------------------------------------------------


def measure(step: str, folder: Path, place: Path) -> dict[str, Any]:
    """Runs one step in a Python of its own; returns what it measured, and its memory and work."""
    run = subprocess.run(
        [sys.executable, __file__, "--step", step, str(folder), str(place)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    found: dict[str, Any] = json.loads(run.stdout.splitlines()[-1])
    return found


def run_step(step: str, folder: Path, place: Path) -> None:
    """Runs one step here and prints what it measured as JSON."""
    found = getattr(recipes, step)(folder, place)
    # Linux counts kilobytes, macOS bytes.
    scale = 1 if sys.platform == "darwin" else 1024
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * scale
    print(json.dumps({**found, "peak": peak}))


def measure_starting() -> Rows:
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


def measure_adding(work: Path, files: Path | None, rounds: int) -> Rows:
    """Yields characters added a second, both ways, in turns; the best round of each counts."""
    write_reports(work / "Markdown", count=8, characters=10_000)
    print_to_pdf(work / "Markdown", work / "PDF")
    write_reports(work / "small files", count=80, characters=500)
    folders = [work / "Markdown", work / "PDF", work / "small files", *([files] if files else [])]
    for folder in folders:
        total = sum(len(recipes.read_plainly(path)) for path in folder.iterdir())
        measured = [
            {
                step: measure(step, folder, work / f"{folder.name}-{step}-{number}")
                for step in (OURS, PLAIN, BATCHED)
            }
            for number in range(rounds)
        ]
        yield from _adding_rows(folder.name, total, measured)


def _adding_rows(name: str, total: int, rounds: list[dict[str, dict[str, Any]]]) -> Rows:
    best = {step: min(found[step]["seconds"] for found in rounds) for step in rounds[0]}
    for step, told in ((OURS, "ours"), (PLAIN, "a passage a call"), (BATCHED, "a report a call")):
        yield f"adding {name}, {told}", f"{total / best[step]:,.0f} characters/s", ""
    for step, told in ((PLAIN, "a passage a call"), (BATCHED, "a report a call")):
        pairs = sorted(found[step]["seconds"] / found[OURS]["seconds"] for found in rounds)
        work = min(found[step]["work"] for found in rounds) / min(
            found[OURS]["work"] for found in rounds
        )
        yield f"adding {name}, ours / plain, {told}", f"{best[step] / best[OURS]:.2f}", ">= 3"
        yield "  round by round, median", f"{statistics.median(pairs):.2f}", ""
        yield "  processor seconds, plain / ours", f"{work:.2f}", ""


def measure_parsing(work: Path, files: Path | None, rounds: int) -> Rows:
    """Yields the PDF pages read a second, text, tables and the place of every word."""
    write_reports(work / "to-print", count=8, characters=40_000)
    print_to_pdf(work / "to-print", work / "printed")
    for folder in (work / "printed", *([files] if files else [])):
        measured = [measure("parse_ours", folder, work / "nothing") for _ in range(rounds)]
        pages = measured[0]["pages"]
        name = f"parsing {folder.name}, {pages:,} pages"
        yield name, f"{pages / min(f['seconds'] for f in measured):,.0f} pages/s", ">= 100"
        work_done = min(found["work"] for found in measured)
        yield "  by processor seconds", f"{pages / work_done:,.0f} pages/s", ""


def measure_memory(work: Path) -> Rows:
    """Yields the memory held while 1,000 files are added, and by a PDF of 1,000 pages."""
    folder = work / "memory"
    total = write_reports(folder, count=1_000, characters=1_500)
    found = measure(OURS, folder, work / "memory-library")
    yield f"memory, 1,000 files of {total / 1e6:.1f} MB, the most", _in_mb(found["most"]), "< 1500"
    for tenth, held in enumerate(found["curve"]):
        yield f"  after {tenth * 10} % of the time", _in_mb(held), ""
    for pages in (100, 1_000):
        print_pages(work / f"{pages}" / "long.pdf", pages=pages)
        found = measure(OURS, work / f"{pages}", work / f"{pages}-library")
        yield f"memory, a PDF of {pages:,} pages, the most", _in_mb(found["most"]), "< 1500"


def _in_mb(size: float) -> str:
    return f"{size / 1e6:,.0f} MB"


def measure_asking(work: Path) -> Rows:
    """Yields the times of asking on 10,000 passages, once warm."""
    folder, place = work / "asking", work / "asking-library"
    count = 25
    write_reports(folder, count=count, characters=15_000)
    passages = measure(OURS, folder, place)["passages"]
    wanted = round(count * PASSAGES / passages) + 1
    write_reports(folder, count=wanted, characters=15_000)
    measure(OURS, folder, place)
    found = measure("ask_ours", folder, place)
    name = f"asking, {found['passages']:,.0f} passages"
    yield f"{name}, p50", f"{found['p50'] * 1000:.0f} ms", ""
    yield f"{name}, p95", f"{found['p95'] * 1000:.0f} ms", "< 300 ms"


def main() -> None:
    """Reads the command line and prints the table, a row as soon as it is measured."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"of: {', '.join(PARTS)}")
    parser.add_argument("--files", type=Path, metavar="FOLDER", help="add and parse these too")
    parser.add_argument("--rounds", type=int, default=3, metavar="N", help="3 unless said")
    parser.add_argument("--step", nargs=3, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.step:
        run_step(options.step[0], Path(options.step[1]), Path(options.step[2]))
        return
    unknown = set(options.parts) - set(PARTS)
    if unknown:
        parser.error(f"no such part: {', '.join(sorted(unknown))}")
    with tempfile.TemporaryDirectory(prefix="assistant-bench-") as temporary:
        for part in options.parts or PARTS:
            work = Path(temporary) / part
            work.mkdir()
            for name, value, goal in PARTS[part](work, options.files, options.rounds):
                print(f"{name:<56}{value:>24}   {goal}", flush=True)


PARTS: dict[str, Callable[[Path, Path | None, int], Rows]] = {
    "starting": lambda work, files, rounds: measure_starting(),
    "parsing": measure_parsing,
    "adding": measure_adding,
    "memory": lambda work, files, rounds: measure_memory(work),
    "asking": lambda work, files, rounds: measure_asking(work),
}

if __name__ == "__main__":
    main()
