"""A kill at any moment leaves a library that opens, with each report wholly in or wholly out."""

from __future__ import annotations

import random
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from shelf import EMBEDDER, add_without_end, assert_whole, make_numbered, put

from assistant.errors import LibraryInUse
from assistant.library import Store
from assistant.library.catalogue import Catalogue


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "killed.library"


def start(folder: Path) -> subprocess.Popen[str]:
    """Starts a process that adds reports."""
    return subprocess.Popen(
        [sys.executable, add_without_end.__code__.co_filename, str(folder)],
        stdout=subprocess.PIPE,
        text=True,
    )


def run_and_kill(folder: Path, seconds: float) -> list[str]:
    """Kills a process that adds reports so long after its first; returns the lines it wrote."""
    process = start(folder)
    assert process.stdout is not None
    first = process.stdout.readline()
    timer = threading.Timer(seconds, process.kill)
    timer.start()
    rest = process.stdout.readlines()
    timer.join()
    process.wait()
    # What the kill cut off was not said in full.
    return [line for line in (first, *rest) if line.endswith("\n")]


@pytest.mark.parametrize("kills", [5, pytest.param(25, marks=pytest.mark.slow)])
def test_a_killed_process_leaves_every_report_wholly_in_or_out(folder: Path, kills: int) -> None:
    rng = random.Random(20221110)
    announced: dict[str, None] = {}
    for _ in range(kills):
        lines = [line.strip() for line in run_and_kill(folder, rng.uniform(0.0, 0.4))]
        announced.update(dict.fromkeys(lines))
        with Store.open(folder, **EMBEDDER) as store:
            assert all(store.holds(report_id) for report_id in announced)
            current = {s.report.origin: s.report.id for s in store.summaries()}
            assert len(current) == len(store.summaries())
            known = store.metadata(lines)
            last = {known[line].origin: line for line in lines}
            # What came after the last line may be in, unannounced.
            last.pop(known[lines[-1]].origin)
            assert last.items() <= current.items()
            assert_whole(store)
    assert len(announced) > kills


def test_a_kill_between_catalogue_and_index_is_made_good(folder: Path) -> None:
    first, second, third = (make_numbered(number) for number in (1, 2, 3))
    with Store.open(folder, **EMBEDDER) as store:
        put(store, first)
        put(store, second)
    # What a process leaves that dies right after the commit: the catalogue alone has changed.
    catalogue = Catalogue(folder)
    catalogue.add(third.report, third.passages, third.figures, third.vectors, replaces=())
    catalogue.remove(first.report.id)
    catalogue.close()
    with Store.open(folder, **EMBEDDER) as store:
        assert {summary.report.id for summary in store.summaries()} == {
            second.report.id,
            third.report.id,
        }
        assert_whole(store)


def test_a_process_that_died_opening_the_index_is_not_followed_into_it(folder: Path) -> None:
    with Store.open(folder, **EMBEDDER) as store:
        put(store, make_numbered(1))
    catalogue = Catalogue(folder)
    catalogue.write_meta(vectors_opening="yes")
    catalogue.close()
    with Store.open(folder, **EMBEDDER) as store:
        assert_whole(store)
    assert [path.name for path in folder.glob("vectors-*")] == ["vectors-2"]


def test_a_second_process_is_told_at_once_who_holds_the_library(folder: Path) -> None:
    process = start(folder)
    assert process.stdout is not None
    try:
        process.stdout.readline()
        began = time.monotonic()
        with pytest.raises(LibraryInUse, match=rf"pid {process.pid}\b") as caught:
            Store.open(folder, **EMBEDDER)
        assert time.monotonic() - began < 1
        assert "\n" not in str(caught.value)
    finally:
        process.kill()
        process.communicate()
    with Store.open(folder, **EMBEDDER) as store:
        assert store.summaries()
