"""Adding: what is new, changed, there already or unreadable, with real files and the real model."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant import Library
from assistant.records import Progress


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "shelf.library") as opened:
        yield opened


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "reports"
    path.mkdir()
    return path


def write(folder: Path, name: str, count: int, what: str = "people") -> Path:
    path = folder / name
    path.write_text(
        f"# Rescues of {what}\n\nThe police rescued {count} {what} in 2022.\n", encoding="utf-8"
    )
    return path


def surfaces(library: Library) -> set[str]:
    return {figure.surface for figure in library.figures("rescued")}


def test_small_reports_are_embedded_together_and_each_keeps_its_own_vectors(
    library: Library, folder: Path
) -> None:
    kinds = ("children", "miners", "sailors", "monks", "farmers")
    for number, kind in enumerate(kinds):
        write(folder, f"{kind}.md", 100 + number, kind)
    told: list[Progress] = []
    added = library.add(folder, on_progress=told.append)
    assert [summary.passages for summary in added.added] == [1] * 5
    named = dict.fromkeys((progress.number, progress.name) for progress in told)
    assert list(named) == [(n, f"{kind}.md") for n, kind in enumerate(sorted(kinds), 1)]
    assert str(told[0]) == "1 of 5: children.md"
    assert (told[-1].files, told[-1].pages, told[-1].passages) == (5, 5, 5)
    for kind in kinds:
        best = max(
            library.find(f"How many {kind} did the police rescue?"), key=lambda e: e.similarity
        )
        assert f"rescued {100 + kinds.index(kind)} {kind}" in best.passage.text
        assert best.statements


def test_the_same_content_twice_changes_nothing(library: Library, folder: Path) -> None:
    write(folder, "one.md", 225)
    first = library.add(folder)
    before = library.reports()
    second = library.add(folder)
    assert second.unchanged == (first.added[0].report.id,)
    assert (second.added, second.updated, second.failed) == ((), (), ())
    assert library.reports() == before


def test_a_changed_file_takes_the_place_of_its_old_version(library: Library, folder: Path) -> None:
    write(folder, "one.md", 225)
    (old,) = library.add(folder).added
    write(folder, "one.md", 871)
    result = library.add(folder)
    assert [summary.report.id for summary in library.reports()] == [
        summary.report.id for summary in result.updated
    ]
    assert result.added == ()
    assert [surface for surface in surfaces(library) if "2022" not in surface] == ["871"]
    assert all("225" not in evidence.passage.text for evidence in library.find("225 people"))
    (kept,) = library.earlier_versions()
    assert (kept.report.id, "225" in library.text(old.report.id)) == (old.report.id, True)


def test_a_file_that_cannot_be_read_is_named_and_the_rest_are_added(
    library: Library, folder: Path
) -> None:
    write(folder, "a.md", 225)
    (folder / "b.pdf").write_bytes(b"%PDF-1.7 broken")
    (folder / "c.txt").write_bytes(b"")
    write(folder, "d.md", 871)
    result = library.add(folder)
    assert sorted(Path(failure.origin).name for failure in result.failed) == ["b.pdf", "c.txt"]
    assert all("\n" not in failure.error for failure in result.failed)
    assert len(result.added) == len(library.reports()) == 2


def test_a_folder_with_nothing_readable_adds_nothing_and_says_why(
    library: Library, folder: Path
) -> None:
    (folder / "a.bin").write_bytes(bytes(range(256)) * 40)
    result = library.add(folder)
    assert (result.added, result.updated, result.unchanged) == ((), (), ())
    assert [Path(failure.origin).name for failure in result.failed] == ["a.bin"]
    assert library.reports() == []


def test_of_two_files_with_equal_content_one_is_kept(library: Library, folder: Path) -> None:
    write(folder, "a.md", 225)
    write(folder, "b.md", 225)
    result = library.add(folder)
    assert len(result.added) == len(library.reports()) == 1
    assert result.unchanged == (result.added[0].report.id,)


@pytest.mark.parametrize("other", ["a.md", "z.md"], ids=["found before it", "found after it"])
def test_content_that_moved_to_another_file_stays_when_its_own_file_changes(
    library: Library, folder: Path, other: str
) -> None:
    write(folder, "m.md", 225)
    library.add(folder)
    write(folder, other, 225)
    write(folder, "m.md", 871)
    library.add(folder)
    assert {"225 people", "871 people"} <= {
        text.split("rescued ")[1].split(" in")[0]
        for text in (library.text(summary.report.id) for summary in library.reports())
    }
    assert library.add(folder).added == ()
    assert len(library.reports()) == 2


def test_stopped_midway_what_was_put_stays_and_adding_again_goes_on(
    library: Library, folder: Path
) -> None:
    parts = "".join(
        f"## Part {n}\n\nIn part {n} police rescued {n} people.\n\n" for n in range(140)
    )
    (folder / "a.md").write_text(f"# A long report\n\n{parts}", encoding="utf-8")
    write(folder, "b.md", 225)
    write(folder, "c.md", 871)

    def stop_at_c(progress: Progress) -> None:
        if progress.name == "c.md":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        library.add(folder, on_progress=stop_at_c)
    assert [summary.report.title for summary in library.reports()] == ["A long report"]
    result = library.add(folder)
    assert len(result.unchanged) == 1
    assert [Path(summary.report.origin).name for summary in result.added] == ["b.md", "c.md"]
