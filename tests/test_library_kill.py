"""A kill at any moment leaves a library that opens, with each report wholly in or wholly out."""

from __future__ import annotations

import hashlib
import random
import subprocess
import sys
import threading
import time
from pathlib import Path

import psutil
import pytest
from shelf import EMBEDDER, add_without_end, assert_whole, make_numbered, put

from assistant.errors import LibraryInUse
from assistant.library import Store
from assistant.library.catalogue import Catalogue


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "killed.library"


def start(*arguments: Path) -> subprocess.Popen[str]:
    """Starts a process that adds reports."""
    return subprocess.Popen(
        [sys.executable, add_without_end.__code__.co_filename, *map(str, arguments)],
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


class Reports:
    """A folder of reports, some of them written anew before each add, with the ids they have."""

    def __init__(self, folder: Path, *, count: int) -> None:
        self.folder = folder
        self.ids: dict[str, str] = {}
        folder.mkdir()
        for number in range(count):
            self.write(number, version=0)

    def write(self, number: int, *, version: int) -> None:
        path = self.folder / f"report-{number:02}.md"
        # Every tenth takes long to read, so that a kill meets processes that are at it.
        length = 1500 if number % 10 == 5 else 30
        text = "\n\n".join(
            f"In place{i} of report{number} version{version}, {1000 + i:,} people were rescued."
            for i in range(length)
        )
        path.write_text(f"# Report {number}\n\n{text}\n", encoding="utf-8")
        self.ids[str(path)] = hashlib.sha256(path.read_bytes()).hexdigest()[:16]


def kill_at(process: subprocess.Popen[str], seconds: float) -> list[psutil.Process]:
    """Kills a process so long after its first line, or after its start where the time is below 0;
    returns those it had started."""
    assert process.stdout is not None
    if seconds >= 0:
        process.stdout.readline()
    time.sleep(abs(seconds))
    try:
        readers = psutil.Process(process.pid).children(recursive=True)
    except psutil.NoSuchProcess:
        readers = []
    process.kill()
    process.communicate()
    return readers


def is_running(process: psutil.Process) -> bool:
    return process.is_running() and process.status() != psutil.STATUS_ZOMBIE


@pytest.mark.slow
def test_an_add_killed_at_any_moment_loses_no_report_and_leaves_no_process(
    folder: Path, tmp_path: Path
) -> None:
    rng = random.Random(20251125)
    reports = Reports(tmp_path / "reports", count=60)
    there: dict[str, str] = {}
    met = 0
    for kill in range(1, 51):
        readers = kill_at(start(folder, reports.folder), rng.uniform(-1.0, 2.0))
        met += len(readers)
        for _ in range(200):
            readers = [reader for reader in readers if is_running(reader)]
            if not readers:
                break
            time.sleep(0.05)
        assert not readers, "a process that reads outlived the one that added"
        with Store.open(folder, **EMBEDDER) as store:
            before, there = there, {s.report.origin: s.report.id for s in store.summaries()}
            assert len(there) == len(store.summaries())
            assert before.keys() <= there.keys()
            assert all(there[path] in (reports.ids[path], before.get(path)) for path in there)
            assert_whole(store, embedded=lambda passage: f"{passage.context}\n{passage.text}")
        if kill % 2:
            for number in rng.sample(range(60), 15):
                reports.write(number, version=kill)
    assert met > 25
    process = start(folder, reports.folder)
    process.communicate(timeout=300)
    with Store.open(folder, **EMBEDDER) as store:
        assert {s.report.origin: s.report.id for s in store.summaries()} == reports.ids


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
