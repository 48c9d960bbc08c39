"""Watching folders: what comes is added once it has stopped growing, what goes is told."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from assistant import Library, WrongUse
from assistant.cli.watching import event_text
from assistant.embedding import Embedder, load_embedder
from assistant.settings import Settings
from assistant.watching import Event, Watcher


@pytest.fixture(scope="module")
def embedder() -> Embedder:
    return load_embedder("minilm")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "inbox"
    path.mkdir()
    return path


class Watched:
    """A watcher of one folder, and what it told since it was last asked."""

    def __init__(self, embedder: Embedder, folder: Path, library: Path) -> None:
        self._events: list[Event] = []
        self.open: Callable[[], Library] = lambda: Library.open(library, embedder=embedder)
        self.opened = 0
        self.watcher = Watcher(self._open, library, [str(folder)], self._events.append)

    def look(self, times: int = 2) -> list[tuple[str, str]]:
        """Looks, and returns what was told: the event and the file's name."""
        for _ in range(times):
            self.watcher.look()
        told = [self._as_told(event) for event in self._events]
        self._events.clear()
        return told

    def _open(self) -> Library:
        self.opened += 1
        return self.open()

    def _as_told(self, event: Event) -> tuple[str, str]:
        assert "\n" not in event_text(event)
        json.dumps(event.to_dict())
        origin = event.summary.report.origin if event.summary else event.origin
        return event.happening.value, Path(origin).name

    def titles(self) -> list[str]:
        with self.open() as library:
            return sorted(summary.report.title for summary in library.reports())


@pytest.fixture
def watched(embedder: Embedder, folder: Path, tmp_path: Path) -> Watched:
    return Watched(embedder, folder, tmp_path / "shelf.library")


def text_of(count: int) -> str:
    return f"# Rescues {count}\n\nThe police rescued {count} people in 2022.\n"


def write(path: Path, count: int) -> Path:
    path.write_text(text_of(count), encoding="utf-8")
    return path


def test_what_is_there_comes_changes_and_goes_is_told_once_each(
    watched: Watched, folder: Path
) -> None:
    write(folder / "a.md", 225)
    assert watched.look(1) == []
    assert watched.look(1) == [("added", "a.md")]
    assert watched.look(3) == []
    assert watched.opened == 1
    write(folder / "b.md", 226)
    assert watched.look() == [("added", "b.md")]
    write(folder / "a.md", 871)
    assert watched.look() == [("updated", "a.md")]
    (folder / "b.md").unlink()
    assert watched.look() == [("gone", "b.md")]
    assert watched.titles() == ["Rescues 226", "Rescues 871"]
    write(folder / "b.md", 226)
    assert watched.look(3) == []
    (folder / "b.md").unlink()
    assert watched.look(3) == [("gone", "b.md")]


def test_a_file_is_added_once_it_has_stopped_growing_and_keeps_no_other_waiting(
    watched: Watched, folder: Path
) -> None:
    write(folder / "a.md", 225)
    told = []
    with (folder / "b.md").open("w", encoding="utf-8") as growing:
        for number in range(4):
            growing.write(f"In part {number} police rescued {200 + number} people.\n\n")
            growing.flush()
            told.append(watched.look(1))
    assert told == [[], [("added", "a.md")], [], []]
    assert watched.look() == [("added", "b.md")]
    with watched.open() as library:
        assert "203" in library.text(library.reports()[1].report.id)


def test_an_archive_half_written_is_no_failure_and_nothing_of_it_is_missed(
    watched: Watched, folder: Path
) -> None:
    write(folder / "a.md", 225)
    path = folder / "all.zip"

    def pack(*counts: int) -> bytes:
        with zipfile.ZipFile(path, "w") as archive:
            for count in counts:
                archive.writestr(f"{count}.md", text_of(count))
        return path.read_bytes()

    pack(871)
    assert watched.look() == [("added", "a.md"), ("added", "871.md")]
    whole = pack(871, 900)
    path.write_bytes(whole[:100])
    assert watched.look(1) == []
    path.write_bytes(whole[:200])
    write(folder / "a.md", 226)
    assert watched.look(1) == []
    path.write_bytes(whole)
    assert watched.look(1) == [("updated", "a.md")]
    assert watched.look() == [("added", "900.md")]


def test_a_file_away_for_a_moment_is_not_gone(watched: Watched, folder: Path) -> None:
    path = write(folder / "a.md", 225)
    watched.look()
    path.unlink()
    assert watched.look(1) == []
    write(path, 871)
    assert watched.look() == [("updated", "a.md")]


def test_a_library_in_use_is_waited_for_and_free_between_changes(
    watched: Watched, folder: Path
) -> None:
    write(folder / "a.md", 225)
    with watched.open():
        assert watched.look(4) == [("waiting", "")]
    assert watched.look(1) == [("added", "a.md")]
    with watched.open():
        assert watched.look(3) == []
        write(folder / "b.md", 226)
        assert watched.look(3) == [("waiting", "")]
    assert watched.look(1) == [("added", "b.md")]


def test_a_file_that_cannot_be_read_is_told_once_and_again_when_it_changed(
    watched: Watched, folder: Path
) -> None:
    (folder / "a.md").write_bytes(b"")
    write(folder / "b.md", 225)
    assert watched.look() == [("added", "b.md"), ("failed", "a.md")]
    write(folder / "c.md", 226)
    assert watched.look() == [("added", "c.md")]
    (folder / "a.md").write_bytes(bytes(range(256)) * 40)
    assert watched.look() == [("failed", "a.md")]
    write(folder / "a.md", 871)
    assert watched.look() == [("added", "a.md")]


def test_an_empty_folder_is_no_failure_and_one_that_is_away_is_told_once(
    watched: Watched, folder: Path
) -> None:
    assert watched.look(3) == []
    write(folder / "a.md", 225)
    assert watched.look() == [("added", "a.md")]
    away = folder.rename(folder.parent / "away")
    assert watched.look(3) == [("unreachable", "inbox")]
    away.rename(folder)
    assert watched.look(3) == []
    folder.rename(away)
    assert watched.look(1) == [("unreachable", "inbox")]
    assert watched.titles() == ["Rescues 225"]


def test_the_library_may_lie_in_the_folder_watched(embedder: Embedder, folder: Path) -> None:
    watched = Watched(embedder, folder, folder / "reports.library")
    write(folder / "a.md", 225)
    assert watched.look() == [("added", "a.md")]
    assert watched.look(3) == []
    assert watched.opened == 1
    write(folder / "b.md", 226)
    assert watched.look() == [("added", "b.md")]


@pytest.mark.parametrize("given", ["missing", "inbox/a.md", "https://example.org/reports/"])
def test_what_is_no_folder_is_refused(folder: Path, tmp_path: Path, given: str) -> None:
    write(folder / "a.md", 225)
    origin = given if "://" in given else str(tmp_path / given)
    with pytest.raises(WrongUse, match="is no folder"):
        Watcher(lambda: Library.open(tmp_path / "x"), tmp_path / "x", [origin], lambda event: None)


# A process of its own -----------------------------------------------------------------------------


def start(folder: Path, *options: str) -> subprocess.Popen[str]:
    environment = {k: v for k, v in os.environ.items() if not k.startswith("ASSISTANT_")}
    return subprocess.Popen(
        [sys.executable, "-m", "assistant", "watch", "inbox", "--every", "0.1", *options],
        cwd=folder.parent,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def next_line(process: subprocess.Popen[str]) -> Any:
    assert process.stdout is not None
    return json.loads(process.stdout.readline())


@pytest.mark.skipif(os.name == "nt", reason="Windows has other signals")
@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM"])
def test_a_watch_tells_a_line_an_event_and_ends_cleanly(folder: Path, name: str) -> None:
    (folder / "a.md").write_bytes(b"")
    with start(folder, "--json") as process:
        try:
            assert next_line(process)["event"] == "watching"
            failed = next_line(process)
            assert (failed["event"], Path(failed["origin"]).name) == ("failed", "a.md")
            assert "empty" in failed["note"]
            process.send_signal(getattr(signal, name))
            assert next_line(process)["event"] == "stopped"
            out, err = process.communicate(timeout=30)
        finally:
            process.kill()
    assert (process.returncode, out, err) == (0, "", "")


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="Windows has other signals")
def test_a_watch_adds_what_comes_while_others_ask(folder: Path) -> None:
    with start(folder, "--json") as process:
        try:
            assert next_line(process)["event"] == "watching"
            for count in (225, 226):
                write(folder / f"{count}.md", count)
                added = next_line(process)
                assert (added["event"], added["title"]) == ("added", f"Rescues {count}")
            library = folder.parent / "reports.library"
            with Library.open(library, settings=Settings()) as opened:
                assert len(opened.reports()) == 2
                write(folder / "227.md", 227)
                assert next_line(process)["event"] == "waiting"
            assert next_line(process)["title"] == "Rescues 227"
            (folder / "227.md").unlink()
            assert next_line(process)["event"] == "gone"
            process.send_signal(signal.SIGINT)
            assert next_line(process)["event"] == "stopped"
        finally:
            process.kill()
            process.communicate()
