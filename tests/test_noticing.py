"""Adding again: the unchanged is not opened, the moved is followed, the gone is told."""

from __future__ import annotations

import os
import shutil
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant import Added, Library
from assistant.cli.printing import added_text
from assistant.noticing import TICK, state_of
from assistant.records import Progress

WATCHED: dict[str, list[str]] = {}


def _listen(event: str, arguments: tuple[object, ...]) -> None:
    if event == "open":
        for folder, opened in WATCHED.items():
            if str(arguments[0]).startswith(folder):
                opened.append(Path(str(arguments[0])).name)


# A hook cannot be taken out again; it hears nothing unless a folder is named.
sys.addaudithook(_listen)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "shelf.library") as opened:
        yield opened


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "reports"
    path.mkdir()
    return path


def write(path: Path, count: int, *, seconds_old: int = 60) -> Path:
    """Writes a report as if so long ago."""
    path.write_text(
        f"# Rescues {count}\n\nThe police rescued {count} people in 2022.\n", encoding="utf-8"
    )
    then = path.stat().st_mtime_ns - seconds_old * 10**9
    os.utime(path, ns=(then, then))
    return path


def opened_by_adding(library: Library, folder: Path) -> tuple[Added, list[str]]:
    WATCHED[str(folder)] = opened = []
    try:
        return library.add(folder), opened
    finally:
        del WATCHED[str(folder)]


def missing(added: Added) -> list[str]:
    return [Path(gone.report.origin).name for gone in added.missing]


def zipped(path: Path, *counts: int) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        for count in counts:
            archive.writestr(f"{count}.md", f"# Rescues {count}\n\n{count} people were rescued.\n")
    then = path.stat().st_mtime_ns - 60 * 10**9
    os.utime(path, ns=(then, then))


# What is not read again ---------------------------------------------------------------------------


def test_a_file_not_written_to_since_is_not_opened(library: Library, folder: Path) -> None:
    for count in (225, 871):
        write(folder / f"{count}.md", count)
    first, read = opened_by_adding(library, folder)
    assert set(read) == {"225.md", "871.md"}
    again, opened = opened_by_adding(library, folder)
    assert opened == []
    assert sorted(again.unchanged) == sorted(summary.report.id for summary in first.added)
    assert (again.added, again.updated, again.missing) == ((), (), ())


@pytest.mark.parametrize("kept", ["size", "size and time", "size, time and place"])
def test_a_change_is_noticed_though_much_of_the_file_is_as_it_was(
    library: Library, folder: Path, kept: str
) -> None:
    path = write(folder / "a.md", 225)
    library.add(folder)
    stat = path.stat()
    if kept == "size and time":
        # As copying programs do: a new file in the place of the old, with the old times.
        path.unlink()
    path.write_text("# Rescues 871\n\nThe police rescued 871 people in 2022.\n", encoding="utf-8")
    if kept != "size":
        os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    assert path.stat().st_size == stat.st_size
    assert len(library.add(folder).updated) == 1
    assert library.reports()[0].report.title == "Rescues 871"


def test_a_file_written_just_before_it_was_read_is_read_once_more(
    library: Library, folder: Path
) -> None:
    write(folder / "a.md", 225, seconds_old=0)
    library.add(folder)
    again, opened = opened_by_adding(library, folder)
    assert opened == ["a.md"]
    assert len(again.unchanged) == 1


@pytest.mark.parametrize(
    ("after", "is_sure"), [(-TICK, False), (0, False), (TICK - 1, False), (TICK, True)]
)
def test_a_state_is_told_only_once_the_clock_has_left_the_time_of_writing(
    tmp_path: Path, after: int, is_sure: bool
) -> None:
    path = write(tmp_path / "a.md", 225)
    written = path.stat().st_mtime_ns
    assert bool(state_of(str(path), clock=lambda: written + after)) == is_sure


def test_files_in_an_archive_not_written_to_since_are_not_unpacked(
    library: Library, folder: Path
) -> None:
    zipped(folder / "all.zip", 225, 871)
    first = library.add(folder)
    again = library.add(folder)
    assert set(again.unchanged) == {summary.report.id for summary in first.added}
    zipped(folder / "all.zip", 225, 900)
    third = library.add(folder)
    assert [summary.report.title for summary in third.added] == ["Rescues 900"]
    assert missing(third) == ["871.md"]
    assert len(third.unchanged) == 1


def test_a_removed_report_whose_file_is_unchanged_is_read_again(
    library: Library, folder: Path
) -> None:
    write(folder / "a.md", 225)
    (first,) = library.add(folder).added
    library.remove(first.report.id)
    assert [summary.report.id for summary in library.add(folder).added] == [first.report.id]


def titles(library: Library) -> list[str]:
    return sorted(summary.report.title for summary in library.reports())


@pytest.mark.parametrize("alone", [True, False], ids=["added alone", "the folder added"])
@pytest.mark.parametrize("first", ["a.md", "b.md"])
def test_content_of_two_files_stays_until_both_have_changed(
    library: Library, folder: Path, alone: bool, first: str
) -> None:
    for name in ("a.md", "b.md"):
        write(folder / name, 225)
    library.add(folder)
    second = "b.md" if first == "a.md" else "a.md"
    write(folder / first, 871)
    library.add(folder / first if alone else folder)
    assert titles(library) == ["Rescues 225", "Rescues 871"]
    write(folder / second, 900)
    library.add(folder / second if alone else folder)
    assert titles(library) == ["Rescues 871", "Rescues 900"]
    assert library.add(folder).missing == ()


def test_content_of_two_files_that_both_changed_is_superseded(
    library: Library, folder: Path
) -> None:
    for name in ("a.md", "b.md"):
        write(folder / name, 225)
    library.add(folder)
    write(folder / "a.md", 871)
    write(folder / "b.md", 900)
    library.add(folder)
    assert titles(library) == ["Rescues 871", "Rescues 900"]


def test_content_superseded_while_its_copy_could_not_be_told_is_current_again(
    library: Library, folder: Path
) -> None:
    for name in ("a.md", "b.md"):
        write(folder / name, 225, seconds_old=0)
    library.add(folder)
    write(folder / "a.md", 871)
    library.add(folder / "a.md")
    assert titles(library) == ["Rescues 871"]
    library.add(folder)
    assert titles(library) == ["Rescues 225", "Rescues 871"]


# What moved, and what is gone ---------------------------------------------------------------------


def test_a_file_that_is_gone_is_told_at_each_add_until_its_report_is_removed(
    library: Library, folder: Path
) -> None:
    for count in (225, 871):
        write(folder / f"{count}.md", count)
    library.add(folder)
    (folder / "871.md").unlink()
    for _ in range(2):
        added = library.add(folder)
        assert missing(added) == ["871.md"]
        assert len(library.reports()) == 2
    (gone,) = added.to_dict()["missing"]
    assert gone == {
        "id": added.missing[0].report.id,
        "title": "Rescues 871",
        "origin": str(folder / "871.md"),
    }
    told = added_text(added)
    assert "1 report was read from files that are no longer there; `assistant remove ID`" in told
    assert f"\n  {gone['id']}  Rescues 871: {gone['origin']}\n" in told
    library.remove(gone["id"])
    assert library.add(folder).missing == ()


def test_an_emptied_folder_names_all_that_was_read_from_it(library: Library, folder: Path) -> None:
    for count in (225, 871):
        write(folder / f"{count}.md", count)
    library.add(folder)
    for path in folder.iterdir():
        path.unlink()
    added = library.add(folder)
    assert missing(added) == ["225.md", "871.md"]
    assert len(added.failed) == 1


def test_only_what_was_in_the_folder_given_is_missed(library: Library, folder: Path) -> None:
    (folder / "in").mkdir()
    (folder / "in-between").mkdir()
    for name in ("in/a.md", "in-between/b.md", "c.md"):
        write(folder / name, 100 + ord(Path(name).stem))
    library.add(folder)
    for name in ("in/a.md", "in-between/b.md", "c.md"):
        (folder / name).unlink()
    write(folder / "in" / "d.md", 225)
    assert missing(library.add(folder / "in")) == ["a.md"]
    assert missing(library.add([folder / "in", folder / "in-between"])) == ["a.md", "b.md"]
    assert missing(library.add(folder / "in" / "d.md")) == []


@pytest.mark.parametrize("way", ["given by another path", "given as the archive"])
def test_a_folder_is_known_by_whatever_path_it_is_given(
    library: Library, folder: Path, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    write(folder / "a.md", 225)
    zipped(folder / "all.zip", 871, 900)
    library.add(folder)
    if way == "given as the archive":
        zipped(folder / "all.zip", 900)
        assert missing(library.add(folder / "all.zip")) == ["871.md"]
    else:
        (folder / "a.md").unlink()
        monkeypatch.chdir(folder.parent)
        assert missing(library.add("reports/../reports/")) == ["a.md"]


def test_a_file_that_cannot_be_looked_into_is_not_missed(library: Library, folder: Path) -> None:
    write(folder / "a.md", 225)
    write(folder / "b.md", 226)
    zipped(folder / "all.zip", 871)
    library.add(folder)
    (folder / "all.zip").write_bytes(b"PK\x03\x04 and no more")
    (folder / "a.md").write_bytes(b"")
    (folder / "b.md").write_bytes(bytes(range(256)) * 40)
    added = library.add(folder)
    assert len(added.failed) == 3
    assert added.missing == ()
    shutil.rmtree(folder)
    assert library.add(folder).missing == ()


def test_what_a_manifest_has_passed_over_since_is_told(library: Library, folder: Path) -> None:
    write(folder / "a.md", 225)
    write(folder / "b.md", 871)
    library.add(folder)
    (folder / "manifest.json").write_text('{"ignore": ["b.*"]}', encoding="utf-8")
    assert missing(library.add(folder)) == ["b.md"]


def test_a_moved_file_is_followed_and_its_next_change_is_a_new_version(
    library: Library, folder: Path
) -> None:
    write(folder / "a.md", 225)
    library.add(folder)
    (folder / "sub").mkdir()
    moved = (folder / "a.md").rename(folder / "sub" / "b.md")
    added = library.add(folder)
    assert (missing(added), len(added.unchanged)) == ([], 1)
    assert library.reports()[0].report.origin == str(moved)
    write(moved, 871)
    assert len(library.add(folder).updated) == 1
    assert len(library.reports()) == 1


def test_of_two_files_with_one_content_either_may_go(library: Library, folder: Path) -> None:
    write(folder / "a.md", 225)
    write(folder / "b.md", 225)
    library.add(folder)
    (folder / "a.md").unlink()
    assert library.add(folder).missing == ()
    assert library.reports()[0].report.origin == str(folder / "b.md")
    (folder / "b.md").unlink()
    assert missing(library.add(folder)) == ["b.md"]


def test_a_copy_elsewhere_is_no_reason_to_miss_nor_to_move(library: Library, folder: Path) -> None:
    elsewhere = folder.parent / "elsewhere"
    elsewhere.mkdir()
    write(folder / "a.md", 225)
    write(folder / "z.md", 871)
    library.add(folder)
    write(elsewhere / "a.md", 225)
    library.add(elsewhere)
    assert library.reports()[0].report.origin == str(folder / "a.md")
    (folder / "a.md").unlink()
    assert library.add(folder).missing == ()
    (elsewhere / "a.md").unlink()
    assert missing(library.add(folder)) == ["a.md"]


def test_what_was_noted_stays_where_an_add_is_stopped(library: Library, folder: Path) -> None:
    for count in (225, 871):
        write(folder / f"{count}.md", count)
    library.add(folder)
    write(folder / "900.md", 900)

    def stop(progress: Progress) -> None:
        if progress.name == "900.md":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        library.add(folder, on_progress=stop)
    added, opened = opened_by_adding(library, folder)
    assert set(opened) == {"900.md"}
    assert (len(added.unchanged), len(added.added)) == (2, 1)
