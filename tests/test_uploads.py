"""Files handed over: each is copied into the library's folder, and the copy is what is read."""

from __future__ import annotations

import shutil
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from assistant import Added, Library
from assistant.cli import main
from assistant.library.uploads import plain_name
from assistant.settings import Settings
from assistant.web.reports_tab import add_upload


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "shelf.library") as opened:
        yield opened


@pytest.fixture
def copies(tmp_path: Path) -> Path:
    return tmp_path / "shelf.library" / "uploads"


def handed(tmp_path: Path, name: str, content: str | bytes) -> Path:
    """Writes a file into a folder of its own, as Gradio does."""
    folder = tmp_path / "handed" / str(len(list(tmp_path.glob("handed/*"))))
    folder.mkdir(parents=True)
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def kilns(count: int) -> str:
    return f"# Kilns\n\nThe town fired {count} kilns in 2022.\n"


def upload(library: Library, path: Path) -> Added:
    return library.add_upload(path, lambda step: None)


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.glob("**/*"))


def test_the_same_name_again_is_a_new_version(
    library: Library, copies: Path, tmp_path: Path
) -> None:
    assert upload(library, handed(tmp_path, "kilns.md", kilns(31))).added
    again = upload(library, handed(tmp_path, "kilns.md", kilns(31)))
    assert len(again.unchanged) == 1
    changed = upload(library, handed(tmp_path, "kilns.md", kilns(37)))
    assert len(changed.updated) == 1
    assert [library.text(s.report.id) for s in library.reports()] == [kilns(37)]
    assert (copies / "kilns.md").read_text() == kilns(37)
    assert names_in(copies) == ["kilns.md"]


MILLS = "# Mills of the Orre\n\nTwelve mills stood on the river, of which 9 ground rye in 2022.\n"


def test_another_report_of_the_same_name_is_kept_beside_it_and_each_has_its_own_versions(
    library: Library, copies: Path, tmp_path: Path
) -> None:
    first = add_upload(library, handed(tmp_path, "report.md", kilns(31)))
    second = add_upload(library, handed(tmp_path, "report.md", MILLS))
    assert first.said.startswith("added as “Kilns”, 1 page, 2 figures")
    assert "file’s name" not in first.said
    assert second.said.startswith("added as “Mills of the Orre”, ")
    assert second.said.endswith(
        "has this file’s name, so that it is kept beside it as “report (2).md”"
    )
    assert names_in(copies) == ["report (2).md", "report.md"]
    for name, text in (("report.md", MILLS.replace("9", "8")), ("report.md", kilns(37))):
        assert "now a new version: " in add_upload(library, handed(tmp_path, name, text)).said
    assert {s.report.title: library.text(s.report.id) for s in library.reports()} == {
        "Kilns": kilns(37),
        "Mills of the Orre": MILLS.replace("9", "8"),
    }
    assert (copies / "report.md").read_text() == kilns(37)
    assert (copies / "report (2).md").read_text() == MILLS.replace("9", "8")
    # Content that is back is current again in the place of its own later version.
    assert upload(library, handed(tmp_path, "report.md", MILLS)).updated
    assert (copies / "report (2).md").read_text() == MILLS
    third = upload(library, handed(tmp_path, "report.md", "# Wells\n\nThe county has 225 wells.\n"))
    assert len(third.added) == 1
    assert names_in(copies) == ["report (2).md", "report (3).md", "report.md"]
    for summary in library.reports():
        library.remove(summary.report.id)
    assert names_in(copies) == []


OLD = "The town fired 31 kilns of brick and tile in the valley and 12 of lime on the hill in 2021."


@pytest.mark.parametrize(
    ("old", "new", "is_version"),
    [
        # The same title, whatever became of the words.
        (f"# Kilns\n\n{OLD}", "# Kilns\n\nAll of it was written anew: 40 are lit.", True),
        (f"# The kilns, revised\n\n{OLD}", f"# Kilns at work\n\n{OLD}", True),
        (OLD, OLD.replace("31", "37").replace("12", "14"), True),
        (OLD, OLD + "\n\nMost of them stood near the river, where clay is dug by the ton.", True),
        # Of another year or another thing.
        (f"# Kilns in 2021\n\n{OLD}", f"# Kilns in 2022\n\n{OLD}", False),
        (
            "# Annual report\n\nThe town fired 31 kilns.",
            "# Annual report\n\nWe dug 9 wells.",
            False,
        ),
        (OLD, "Ferries carried 5,417 cyclists over the river that year.", False),
    ],
)
def test_the_same_name_is_a_new_version_only_of_what_it_may_be_a_version_of(
    library: Library, tmp_path: Path, old: str, new: str, is_version: bool
) -> None:
    upload(library, handed(tmp_path, "a.md", old))
    again = upload(library, handed(tmp_path, "a.md", new))
    assert (len(again.updated), len(again.added)) == ((1, 0) if is_version else (0, 1))
    assert len(library.reports()) == 1 + (not is_version)


def test_a_title_that_was_given_is_not_taken_for_what_the_file_says(
    library: Library, tmp_path: Path
) -> None:
    (first,) = upload(library, handed(tmp_path, "a.md", f"# Kilns\n\n{OLD}")).added
    library.edit(first.report.id, title="Brick and lime 2021")
    assert upload(library, handed(tmp_path, "a.md", "# Kilns\n\nWritten anew: 40 lit.")).updated


def test_a_page_can_be_drawn_once_the_file_handed_over_is_gone(
    library: Library, copies: Path, tmp_path: Path
) -> None:
    path = tmp_path / "wells.pdf"
    canvas = Canvas(str(path), invariant=True)
    canvas.drawString(72, 700, "The county dug 225 wells in 2022.")
    canvas.save()
    assert add_upload(library, path).said.startswith("added as ")
    assert not path.exists()
    report = library.report(library.reports()[0].report.id)
    start = report.text.index("225")
    assert library.page_image((report.id, start, start + 3)).startswith(b"\x89PNG")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("broken.pdf", b"%PDF-1.7\nnothing that follows is a PDF"),
        ("kilns.md", b""),
        ("kilns.md", b"\x00\x01\x02\x03" * 400),
        ("both.zip", b"PK\x03\x04 torn"),
        ("manifest.json", b'{"reports": {"kilns.md": {"title": "Other"}}}'),
    ],
)
def test_what_cannot_be_read_leaves_no_copy_and_keeps_what_was_there(
    library: Library, copies: Path, tmp_path: Path, name: str, content: bytes
) -> None:
    upload(library, handed(tmp_path, "kilns.md", kilns(31)))
    before = library.reports()
    outcome = add_upload(library, handed(tmp_path, name, content))
    assert outcome.error
    assert str(tmp_path) not in outcome.error
    assert library.reports() == before
    assert names_in(copies) == ["kilns.md"]
    assert (copies / "kilns.md").read_text() == kilns(31)
    assert upload(library, handed(tmp_path, "kilns.md", kilns(37))).updated


def test_a_file_over_the_limit_is_not_copied(tmp_path: Path) -> None:
    settings = replace(Settings(), max_megabytes=1)
    with Library.open(tmp_path / "shelf.library", settings=settings) as library:
        outcome = add_upload(library, handed(tmp_path, "long.txt", b"12 kilns. " * 200_000))
    assert "more than the 1 MB allowed" in outcome.error
    assert not (tmp_path / "shelf.library" / "uploads").exists()


def test_content_that_is_here_from_elsewhere_leaves_no_copy(
    library: Library, copies: Path, tmp_path: Path
) -> None:
    library.add(handed(tmp_path, "own.md", kilns(31)))
    upload(library, handed(tmp_path, "kilns.md", kilns(37)))
    for name in ("kilns.md", "third.md"):
        assert upload(library, handed(tmp_path, name, kilns(31))).unchanged
        assert names_in(copies) == ["kilns.md"]
        assert (copies / "kilns.md").read_text() == kilns(37)
    # What is then handed over under that name is a report of its own.
    assert upload(library, handed(tmp_path, "third.md", kilns(41))).added
    assert len(library.reports()) == 3


def test_a_copy_goes_with_the_last_report_that_is_of_it(
    library: Library, copies: Path, tmp_path: Path
) -> None:
    path = handed(tmp_path, "both.zip", b"")
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.md", kilns(31))
        archive.writestr("b.md", "# Mills\n\nThe town had 12 mills in 2022.\n")
    upload(library, path)
    own = handed(tmp_path, "own.md", kilns(41))
    library.add(own)
    first, second, third = (summary.report.id for summary in library.reports())
    library.remove(first)
    assert names_in(copies) == ["both.zip"]
    library.remove(second)
    assert names_in(copies) == []
    library.remove(third)
    assert own.exists()


def test_a_copy_goes_with_its_report_on_the_command_line_and_is_named_plainly(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "shelf.library"
    at = ["--library", str(folder)]
    with Library.open(folder) as library:
        upload(library, handed(tmp_path, "kilns.md", kilns(31)))
        upload(library, handed(tmp_path, "kilns.md", kilns(37)))
        known = library.reports()[0].report.id
    monkeypatch.setattr(sys, "argv", ["assistant", "reports", "show", known, *at])
    with pytest.raises(SystemExit, match=r"^0$"):
        main()
    shown = capsys.readouterr().out
    assert "  kilns.md\n" in shown
    assert str(tmp_path) not in shown
    monkeypatch.setattr(sys, "argv", ["assistant", "remove", known, *at])
    with pytest.raises(SystemExit, match=r"^0$"):
        main()
    assert names_in(folder / "uploads") == []


def test_copies_are_not_missing_from_a_folder_around_the_library_that_is_added(
    library: Library, copies: Path, tmp_path: Path
) -> None:
    upload(library, handed(tmp_path, "kilns.md", kilns(31)))
    shutil.rmtree(tmp_path / "handed")
    (tmp_path / "mills.md").write_text("# Mills\n\nThe town had 12 mills in 2022.\n")
    # Read again from a file of its own, it is still of its copy, which is there.
    (tmp_path / "own.md").write_text(kilns(31))
    added = library.add(tmp_path)
    assert [len(added.added), len(added.unchanged), len(added.missing)] == [1, 1, 0]
    assert library.reports()[0].report.origin == str(copies / "kilns.md")


def test_a_library_opened_by_a_link_finds_its_copies(tmp_path: Path) -> None:
    own, linked = tmp_path / "shelf.library", tmp_path / "linked.library"
    with Library.open(own) as library:
        upload(library, handed(tmp_path, "kilns.md", kilns(31)))
    linked.symlink_to(own)
    with Library.open(linked) as library:
        assert upload(library, handed(tmp_path, "kilns.md", kilns(37))).updated
        shutil.rmtree(tmp_path / "handed")
        (tmp_path / "mills.md").write_text("# Mills\n\nThe town had 12 mills in 2022.\n")
        assert library.add(tmp_path).missing == ()
        library.remove(library.reports()[0].report.id)
    assert names_in(own / "uploads") == []


@pytest.mark.parametrize("is_copied", [False, True])
def test_the_copies_of_a_library_are_found_wherever_it_is_moved_to(
    tmp_path: Path, is_copied: bool
) -> None:
    path = handed(tmp_path, "wells.pdf", b"")
    canvas = Canvas(str(path), invariant=True)
    canvas.drawString(72, 700, "The county dug 225 wells in 2022.")
    canvas.save()
    own, moved = tmp_path / "shelf.library", tmp_path / "elsewhere" / "moved.library"
    with Library.open(own) as library:
        upload(library, path)
        upload(library, handed(tmp_path, "kilns.md", kilns(31)))
        upload(library, handed(tmp_path, "kilns.md", kilns(37)))
    moved.parent.mkdir()
    shutil.copytree(own, moved)
    if not is_copied:
        shutil.rmtree(own)
    with Library.open(moved) as library:
        wells, now = (summary.report for summary in library.reports())
        start = library.text(wells.id).index("225")
        assert library.page_image((wells.id, start, start + 3)).startswith(b"\x89PNG")
        assert upload(library, handed(tmp_path, "kilns.md", kilns(41))).updated
        (old, _) = (summary.report for summary in library.earlier_versions())
        assert {now.origin, old.origin} == {str(moved / "uploads" / "kilns.md")}
        assert library.add(tmp_path / "elsewhere").missing == ()
        library.remove(wells.id)
    assert names_in(moved / "uploads") == ["kilns.md"]
    if is_copied:
        with Library.open(own) as library:
            assert len(library.reports()) == 2
        assert names_in(own / "uploads") == ["kilns.md", "wells.pdf"]


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ("kilns 2022.pdf", "kilns 2022.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\me\\kilns.pdf", "kilns.pdf"),
        (".hidden.md", "hidden.md"),
        ("...", "report"),
        ("", "report"),
        ("a/", "report"),
        ("ki\u202elns\x00\n.md", "kilns.md"),
        ("Re\u0301sume\u0301.md", "R\u00e9sum\u00e9.md"),
        ("\u00e9" * 300 + ".pdf", "\u00e9" * 98 + ".pdf"),
    ],
)
def test_a_name_is_one_plain_file_of_the_folder(given: str, name: str) -> None:
    assert plain_name(given) == name
