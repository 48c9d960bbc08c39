"""Adds every file of a folder on its own and shows what became of each, how long and how large.

    python eval/intake.py FOLDER [--kind KIND] [--whole]

Each file must give a report or one clear line: what is wrong and, after a semicolon, the next step.
Where the folder has a manifest.csv with `file` and `kind`, what the kind calls for is looked for as
well (an encrypted file opens or is said to be encrypted, a scan is named as one). Seconds and the
most memory of a reading process are printed beside it, and what was not as it should be at the end.
`--whole` lists every warning. Needs psutil; keeps nothing.
"""

from __future__ import annotations

import argparse
import csv
import os
import re
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import psutil

from assistant import Library
from assistant.records import Added
from assistant.settings import read_settings

# What a line about a file of a kind must say, where the file is not read.
CALLED_FOR = {
    "encrypted": r"encrypted|password",
    "empty": r"\bempty\b",
    "scanned": r"text layer|scan",
    "huge": r"text layer|scan|larger|memory|seconds",
    "bomb": r"archive inside|expand|memory|seconds|no text|text layer",
    "corrupt": r"damaged|cannot be read|text layer|no text|crashed",
}
# What can only be read: a line instead of a report is a loss.
READABLE = {"rotated", "layout", "malformed_table", "active", "prompt_injection"}


@dataclass
class Peak:
    """The most memory any one process of ours had, in bytes, and whether one was left."""

    bytes: int = 0


@contextmanager
def watched() -> Iterator[Peak]:
    """Looks at the memory of the processes we started, fifty times a second."""
    peak, stop = Peak(), threading.Event()

    def look() -> None:
        own = psutil.Process(os.getpid())
        while not stop.wait(0.02):
            for child in own.children(recursive=True):
                try:
                    peak.bytes = max(peak.bytes, child.memory_info().rss)
                except psutil.Error:
                    continue

    thread = threading.Thread(target=look)
    thread.start()
    try:
        yield peak
    finally:
        stop.set()
        thread.join()


def find_faults(added: Added, kind: str, seconds: float, limit: float) -> list[str]:
    """Returns what is not as it should be with what became of one file."""
    faults = []
    lines = [failure.error for failure in added.failed]
    reports = [*added.added, *added.updated]
    if not (lines or reports or added.unchanged):
        faults.append("neither a report nor a line")
    for line in lines:
        if "\n" in line or len(line) > 300:
            faults.append("not one short line")
        if ";" not in line:
            faults.append("no next step")
        if not re.search(CALLED_FOR.get(kind, ""), line):
            faults.append(f"does not say {CALLED_FOR[kind]}")
    if lines and kind in READABLE:
        faults.append("could have been read")
    for summary in reports:
        silent = not summary.passages or not summary.report.title
        if silent and not summary.report.warnings:
            faults.append("a report without a passage or title, and no warning")
    if seconds > limit:
        faults.append(f"took {seconds:.0f} s")
    return faults


def describe(added: Added) -> str:
    """Returns what became of a file, in a few words."""
    parts = [f"not read: {failure.error}" for failure in added.failed]
    for summary in (*added.added, *added.updated):
        report = summary.report
        parts.append(
            f"{summary.pages} pages, {summary.passages} passages, {summary.figures} figures, "
            f"“{report.title[:60]}”"
            + (f", {len(report.warnings)} notes" if report.warnings else "")
        )
    return " | ".join(parts) or "there already"


def kinds_of(folder: Path) -> dict[str, str]:
    """Returns what the folder's manifest.csv says each file is."""
    path = folder / "manifest.csv"
    if not path.is_file():
        return {}
    with path.open(encoding="utf-8", newline="") as file:
        return {row["file"]: row.get("kind") or "" for row in csv.DictReader(file)}


def main() -> int:
    """Reads the command line and prints the table; leaves with 1 where something is wrong."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--kind", help="only files of this kind")
    parser.add_argument("--whole", action="store_true", help="every warning as well")
    options = parser.parse_args()
    kinds = kinds_of(options.folder)
    wanted = [
        path
        for path in sorted(options.folder.iterdir())
        if path.is_file() and path.name != "manifest.csv"
        if options.kind in (None, kinds.get(path.name))
    ]
    wrong, outcomes = [], Counter[str]()
    with tempfile.TemporaryDirectory(prefix="assistant-intake-") as temporary:
        settings = replace(read_settings(os.environ), workers=1)
        with Library.open(Path(temporary) / "library", settings=settings) as library:
            for path in wanted:
                started = time.perf_counter()
                with watched() as peak:
                    added = library.add(path)
                seconds = time.perf_counter() - started
                kind = kinds.get(path.name, "")
                faults = find_faults(added, kind, seconds, settings.max_seconds * 2)
                wrong += [f"{path.name}: {fault}" for fault in faults]
                outcomes["read" if added.added else "not read"] += 1
                print(
                    f"{path.name[:44]:<45}{kind:<17}{seconds:6.1f} s{peak.bytes >> 20:6} MB  "
                    f"{describe(added)}",
                    flush=True,
                )
                if options.whole:
                    for summary in added.added:
                        for warning in summary.report.warnings:
                            print(f"    note: {warning}")
    print(", ".join(f"{count} {outcome}" for outcome, count in sorted(outcomes.items())))
    print(*wrong or ["nothing wrong"], sep="\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
