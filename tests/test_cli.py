"""The command line as typed: results on stdout, progress and one-line errors on stderr, exit codes.

Most commands run in this process through `main`, so the model loads once; what needs a process of
its own (signals, pipes) gets one.
"""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from shelf import set_times

from assistant import Library
from assistant.cli import main

REPORT = """# Border police, annual report 2022

Police arrested 149 suspects in 2022. In all 225 victims were rescued: 124 were under 15.

## Training

The academy trained 3,412 officers.
"""
VERBS = ["add", "watch", "reports", "remove", "ask", "figures", "check", "verify", "read"]
VERBS += ["chat", "eval"]


@dataclass(frozen=True)
class Ran:
    """What one command did."""

    code: int
    out: str
    err: str

    def json(self) -> Any:
        return json.loads(self.out)


Run = Callable[..., Ran]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    def run_command(*arguments: str, stdin: bytes = b"") -> Ran:
        monkeypatch.setattr(sys, "argv", ["assistant", *arguments])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"))
        capsys.readouterr()
        code = 0
        try:
            main()
        except SystemExit as leaving:
            code = int(leaving.code or 0)
        captured = capsys.readouterr()
        return Ran(code, captured.out, captured.err)

    return run_command


@pytest.fixture(autouse=True)
def only_our_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in list(os.environ):
        if name.startswith("ASSISTANT_"):
            monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Returns a library that holds one report, for commands that only read it."""
    from assistant import Library

    folder = tmp_path_factory.mktemp("shelf")
    (folder / "border.md").write_text(REPORT, encoding="utf-8")
    with Library.open(folder / "reports.library") as library:
        library.add([str(folder / "border.md")])
    return folder / "reports.library"


def one_line_error(ran: Ran) -> str:
    """Returns the error, having made sure that it is one line, no traceback, nothing on stdout."""
    assert ran.out == ""
    lines = [line for line in ran.err.splitlines() if line.startswith("Error: ")]
    assert len(lines) == 1, ran.err
    assert "Traceback" not in ran.err
    return lines[0]


# Help and wrong use -----------------------------------------------------------------------------


def test_help_lists_every_verb(run: Run) -> None:
    ran = run("--help")
    assert ran.code == 0
    for verb in VERBS:
        assert f"\n  {verb} " in ran.out


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_has_help_with_an_example(run: Run, verb: str) -> None:
    ran = run(verb, "--help")
    assert ran.code == 0
    assert f"assistant {verb}" in ran.out[ran.out.index("Example:") :]
    assert "--library" in ran.out
    assert verb == "chat" or "--json" in ran.out


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["nonsense"],
        ["ask"],
        ["add"],
        ["ask", "How many?", "--nonsense"],
        ["chat", "--port", "99999"],
        ["eval", "--limit", "0"],
        ["ask", "How many?", "--from", "last year"],
        ["ask", "How many?", "--from", "2022-13"],
        ["ask", "How many?", "--library", " "],
    ],
)
def test_wrong_use_leaves_with_2(run: Run, arguments: list[str]) -> None:
    ran = run(*arguments)
    assert ran.code == 2
    assert "Traceback" not in ran.err


@pytest.mark.parametrize("question", ["", "   ", "\n\t"])
def test_a_question_of_spaces_is_wrong_use(run: Run, shelf: Path, question: str) -> None:
    ran = run("ask", question, "--library", str(shelf))
    assert ran.code == 2
    assert "empty" in one_line_error(ran)


def test_a_question_of_50_000_characters_is_refused_with_the_limit(run: Run, shelf: Path) -> None:
    ran = run("ask", "x" * 50_000, "--library", str(shelf))
    assert ran.code == 2
    error = one_line_error(ran)
    assert "50,000 characters" in error
    assert "2,000" in error
    looked_up = run("figures", "x" * 2_001, "--library", str(shelf))
    assert looked_up.code == 2
    assert "2,001 characters; the limit is 2,000" in one_line_error(looked_up)


def test_a_chat_model_that_does_not_answer_is_told_of_in_one_line(
    run: Run, monkeypatch: pytest.MonkeyPatch, shelf: Path
) -> None:
    ask = ("ask", "How many suspects were arrested?", "--library", str(shelf))
    assert "built-in" not in run(*ask).out
    monkeypatch.setenv("ASSISTANT_MODEL", "ollama:llama3.2")
    ran = run(*ask)
    assert (ran.code, ran.err) == (0, "")
    assert "149" in ran.out
    assert ran.out.splitlines()[-1] == (
        "Read by the built-in reader, not the chat model: the model's package is missing: "
        "`pip install langchain-ollama`."
    )


def test_an_unknown_setting_is_named(
    run: Run, monkeypatch: pytest.MonkeyPatch, shelf: Path
) -> None:
    monkeypatch.setenv("ASSISTANT_MODLE", "x")
    ran = run("reports", "--library", str(shelf))
    assert ran.code == 2
    assert "ASSISTANT_MODLE" in one_line_error(ran)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("CERTAINTY", "-0.1"),
        ("CERTAINTY", "1.01"),
        ("CERTAINTY", "nan"),
        ("MAX_PAGES", "0"),
        ("MAX_MEGABYTES", "-1"),
        ("MAX_EXPANDED_MEGABYTES", "0"),
        ("MAX_SECONDS", "0"),
        ("MAX_SECONDS", "inf"),
        ("MAX_MEMORY_MEGABYTES", "99"),
        ("WORKERS", "-1"),
        ("WORKERS", "65"),
        ("MODEL_SECONDS", "0"),
        ("MODEL_SECONDS", "nan"),
        ("MODEL_SECONDS", "inf"),
    ],
)
def test_a_setting_out_of_its_range_is_named(
    run: Run, monkeypatch: pytest.MonkeyPatch, shelf: Path, name: str, value: str
) -> None:
    monkeypatch.setenv(f"ASSISTANT_{name}", value)
    ran = run("reports", "--library", str(shelf))
    assert ran.code == 2
    assert f"ASSISTANT_{name} must be " in one_line_error(ran)
    assert f"not {value}." in one_line_error(ran)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("CERTAINTY", "0"),
        ("CERTAINTY", "1"),
        ("MAX_PAGES", "1"),
        ("MAX_SECONDS", "0.1"),
        ("MAX_MEMORY_MEGABYTES", "100"),
        ("WORKERS", "0"),
        ("MODEL_SECONDS", "0.1"),
        ("WEB_SECONDS", "0.1"),
    ],
)
def test_a_setting_at_the_end_of_its_range_is_taken(
    run: Run, monkeypatch: pytest.MonkeyPatch, shelf: Path, name: str, value: str
) -> None:
    monkeypatch.setenv(f"ASSISTANT_{name}", value)
    assert run("reports", "--library", str(shelf)).code == 0


def test_add_offers_only_what_it_takes(run: Run, tmp_path: Path) -> None:
    shown = run("add", "--help").out
    assert "Files, folders and web addresses." in shown
    assert "https://example.org/report.html" in shown


def test_an_address_that_is_not_read_from_is_one_line_and_the_rest_are_added(
    run: Run, tmp_path: Path
) -> None:
    (tmp_path / "border.md").write_text(REPORT, encoding="utf-8")
    ran = run("add", "http://127.0.0.1:8000/admin", "ftp://example.org/a.pdf", "border.md")
    assert ran.code == 3
    lines = [line for line in ran.out.splitlines() if line.startswith("Not read: ")]
    assert [line.split()[2] for line in lines] == [
        "ftp://example.org/a.pdf:",
        "http://127.0.0.1:8000/admin:",
    ]
    assert "1 added, 0 updated, 0 unchanged, 2 not read" in ran.out
    checked = run("check", "http://localhost/draft")
    assert checked.code == 3
    assert "does not lead to a public web server" in one_line_error(checked)


# The library ------------------------------------------------------------------------------------


def test_add_prints_what_it_read_and_again_that_nothing_changed(run: Run, tmp_path: Path) -> None:
    (tmp_path / "border.md").write_text(REPORT, encoding="utf-8")
    first = run("add", "border.md", "--json")
    assert first.code == 0
    added = first.json()
    rows = {"added", "unchanged", "updated", "updated_reports", "failed", "seconds", "missing"}
    assert set(added) == rows
    assert [set(row) for row in added["added"]] == [
        {"id", "title", "pages", "passages", "figures", "warnings", "coverage"}
    ]
    again = run("add", "border.md", "--json").json()
    assert (again["added"], again["unchanged"]) == ([], [added["added"][0]["id"]])
    assert "1 unchanged" in run("add", "border.md").out


def test_a_library_among_the_reports_is_no_report(run: Run, tmp_path: Path) -> None:
    (tmp_path / "border.md").write_text(REPORT, encoding="utf-8")
    assert run("add", ".").code == 0
    again = run("add", ".", "--json")
    assert (again.code, again.json()["failed"]) == (0, [])


def test_add_tells_of_each_file_once_where_there_is_no_terminal(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "a.md").write_text(REPORT, encoding="utf-8")
    (folder / "b.md").write_text(REPORT.replace("149", "225"), encoding="utf-8")
    lines = run("add", "reports").err.splitlines()
    assert [(line.split(",")[0].split(":")[0], line[-4:]) for line in lines] == [
        ("1 of 2", "a.md"),
        ("2 of 2", "b.md"),
    ]


def test_the_library_folder_is_the_setting_or_the_option(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "border.md").write_text(REPORT, encoding="utf-8")
    monkeypatch.setenv("ASSISTANT_LIBRARY", "by-setting.library")
    assert run("add", "border.md").code == 0
    assert run("add", "border.md", "--library", "by-option.library").code == 0
    assert {path.name for path in tmp_path.glob("*.library")} == {
        "by-setting.library",
        "by-option.library",
    }


def test_reports_lists_and_remove_takes_away(run: Run, tmp_path: Path) -> None:
    (tmp_path / "border.md").write_text(REPORT, encoding="utf-8")
    run("add", "border.md")
    listed = run("reports", "--json").json()["reports"]
    assert [row["title"] for row in listed] == ["Border police, annual report 2022"]
    assert listed[0]["id"] in run("reports").out
    assert run("remove", listed[0]["id"]).code == 0
    emptied = run("reports", "--json")
    assert (emptied.code, emptied.json()) == (1, {"reports": []})


def test_reports_with_versions_lists_what_was_superseded_and_remove_takes_either(
    run: Run, tmp_path: Path
) -> None:
    ids = []
    for count in (149, 151, 153):
        text = REPORT.replace("Border police", f"Border police {count}")
        (tmp_path / "border.md").write_text(text, encoding="utf-8")
        run("add", "border.md")
        ids += [row["id"] for row in run("reports", "--json").json()["reports"]]
    first, second, third = ids
    told = run("reports", "--versions", "--json").json()
    assert [row["id"] for row in told["reports"]] == [third]
    assert [row["superseded"]["by"] for row in told["earlier"]] == [second, third]
    assert [row["superseded"] for row in told["reports"]] == [None]
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\d", row["added_on"]) for row in told["earlier"])
    assert re.search(
        rf"^{second} .*; superseded on [\d-]+ by {third}$", run("reports", "--versions").out, re.M
    )
    assert second not in run("reports").out
    assert run("remove", second).out == f"Removed {second}\n"
    assert run("remove", third, "--json").json() == {"removed": [third, first]}
    assert run("reports", "--versions", "--json").json() == {"reports": [], "earlier": []}


def test_removing_a_report_that_is_not_there_says_so(run: Run, shelf: Path) -> None:
    ran = run("remove", "0000000000000000", "--library", str(shelf))
    assert ran.code != 0
    assert "0000000000000000" in one_line_error(ran)


@pytest.mark.parametrize(
    "command", [["ask", "How many?"], ["figures", "victims"], ["reports"], ["remove", "ab"]]
)
def test_a_missing_library_is_named_with_what_to_do_and_not_made(
    run: Run, tmp_path: Path, command: list[str]
) -> None:
    ran = run(*command)
    assert ran.code == 1
    assert "No reports in reports.library" in one_line_error(ran)
    assert "assistant add" in ran.err
    assert not (tmp_path / "reports.library").exists()


def test_an_empty_library_says_what_to_do(run: Run, tmp_path: Path) -> None:
    from assistant import Library

    Library.open(tmp_path / "reports.library").close()
    ran = run("ask", "How many victims were rescued?")
    assert ran.code == 1
    assert "assistant add" in one_line_error(ran)


def test_a_library_that_is_a_file_cannot_be_opened(run: Run, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("not a library")
    for command in (["ask", "How many?"], ["add", "notes.txt"], ["reports"]):
        ran = run(*command, "--library", "notes.txt")
        assert ran.code == 3
        assert "notes.txt" in one_line_error(ran)
    assert (tmp_path / "notes.txt").read_text() == "not a library"


def test_a_folder_of_other_files_is_not_taken_for_a_library(run: Run, tmp_path: Path) -> None:
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "one.png").write_bytes(b"\x89PNG")
    ran = run("add", "photos", "--library", "photos")
    assert ran.code == 3
    assert "photos" in one_line_error(ran)
    assert [path.name for path in (tmp_path / "photos").iterdir()] == ["one.png"]


def test_a_damaged_catalogue_is_one_clear_line(run: Run, tmp_path: Path, shelf: Path) -> None:
    shutil.copytree(shelf, tmp_path / "damaged")
    catalogues = [*(tmp_path / "damaged").glob("*.sqlite*"), *(tmp_path / "damaged").glob("*.db")]
    assert catalogues
    for path in catalogues:
        path.write_bytes(b"this is no database, " * 500)
    ran = run("ask", "How many victims were rescued?", "--library", "damaged")
    assert ran.code == 3
    assert "damaged" in one_line_error(ran)


def test_a_library_in_use_by_another_process_says_so(run: Run, shelf: Path) -> None:
    code = (
        "import sys; from assistant import Library; library = Library.open(sys.argv[1]);"
        "print('open', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, str(shelf)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline().strip() == b"open"
        ran = run("reports", "--library", str(shelf))
        other.communicate(b"")
    assert ran.code == 3
    assert "another process" in one_line_error(ran).lower()


# Bad input --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("missing.pdf", None),
        ("broken.pdf", b"%PDF-1.7\nnothing follows"),
        ("nothing.pdf", b""),
        ("nothing.txt", b""),
        ("wrong.docx", b"<html><body><p>5 cases</p></body></html>"[:6]),
        ("picture.pdf", b"\x89PNG\r\n\x1a\n" + bytes(range(256))),
        ("junk.bin", bytes(range(256)) * 40),
        ("junk.txt", bytes(range(256)) * 40),
    ],
)
def test_an_input_that_cannot_be_read_is_named_and_leaves_with_3(
    run: Run, tmp_path: Path, name: str, content: bytes | None
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    ran = run("add", name, "--json")
    assert ran.code == 3
    assert "Traceback" not in ran.err
    failed = ran.json()["failed"]
    assert [row["origin"] for row in failed] == [name]
    assert failed[0]["error"]
    assert "\n" not in failed[0]["error"]


def test_an_encrypted_pdf_is_named(run: Run, tmp_path: Path) -> None:
    from reportlab.lib.pdfencrypt import StandardEncryption
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(
        str(tmp_path / "locked.pdf"), encrypt=StandardEncryption("secret", ownerPassword="owner")
    )
    canvas.drawString(100, 700, "Police arrested 149 suspects.")
    canvas.save()
    ran = run("add", "locked.pdf", "--json")
    assert ran.code == 3
    assert "password" in ran.json()["failed"][0]["error"].lower()


def test_a_folder_with_nothing_readable_is_named(run: Run, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    ran = run("add", "empty")
    assert ran.code == 3
    assert "Not read: empty: " in ran.out


def test_one_bad_file_does_not_keep_the_others_out(run: Run, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "border.md").write_text(REPORT, encoding="utf-8")
    (tmp_path / "in" / "broken.pdf").write_bytes(b"%PDF-1.7\nnothing follows")
    ran = run("add", "in")
    assert ran.code == 3
    assert "1 added" in ran.out
    assert "1 not read" in ran.out
    assert len(run("reports", "--json").json()["reports"]) == 1


# Asking -----------------------------------------------------------------------------------------


def test_an_answer_is_printed_with_its_numbered_source(run: Run, shelf: Path) -> None:
    ran = run("ask", "How many victims were rescued?", "--library", str(shelf))
    assert ran.code == 0
    answer, _, sources = ran.out.partition("\n\n")
    assert "225" in answer
    assert "[1]" in answer
    assert '[1] "In all 225 victims were rescued' in sources
    assert "Border police, annual report 2022" in sources


def test_an_answer_as_json_has_the_stable_shape(run: Run, shelf: Path) -> None:
    answer = run("ask", "How many victims were rescued?", "--library", str(shelf), "--json").json()
    assert list(answer) == [
        "question",
        "text",
        "abstained",
        "reason",
        "figures",
        "citations",
        "derivations",
        "conflicts",
        "reader",
        "chance",
        "sureness",
        "seconds",
    ]
    assert answer["figures"][0]["value"] == 225
    citation = answer["citations"][answer["figures"][0]["citation"]]
    assert list(citation) == [
        "report_id",
        "report",
        "page",
        "heading",
        "start",
        "end",
        "quote",
        "link",
        "superseded",
        "ocr",
        "boxes",
    ]


def test_an_abstention_leaves_with_1_and_says_why(run: Run, shelf: Path) -> None:
    ran = run("ask", "How many helicopters crashed?", "--library", str(shelf), "--json")
    assert ran.code == 1
    assert (ran.json()["abstained"], bool(ran.json()["reason"])) == (True, True)


def test_a_filter_keeps_other_reports_out(run: Run, shelf: Path) -> None:
    ran = run(
        "ask", "How many victims were rescued?", "--publisher", "Nobody", "--library", str(shelf)
    )
    assert ran.code == 1


@pytest.mark.parametrize("verb", ["ask", "figures"])
@pytest.mark.parametrize("narrowed", [("--report", "abcd"), ("--from", "2024", "--to", "2020")])
def test_a_filter_that_no_report_passes_is_said_and_is_no_abstention(
    run: Run, shelf: Path, verb: str, narrowed: tuple[str, ...]
) -> None:
    ran = run(verb, "victims rescued", *narrowed, "--library", str(shelf))
    assert ran.code == 1
    assert "List them: `assistant reports`." in one_line_error(ran)


@pytest.fixture(scope="module")
def named(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, dict[str, str]]:
    """A library of three reports, of which two share a title; and their ids, by their pumps."""
    folder = tmp_path_factory.mktemp("named")
    for count, title in ((31, "Pumps"), (32, "Pumps"), (33, "All the pumps of Orre")):
        (folder / f"{count}.md").write_text(f"# {title}\n\nThe town mended {count} pumps.\n")
    with Library.open(folder / "shelf.library") as library:
        ids = {s.report.origin[-5:-3]: s.report.id for s in library.add(folder).added}
    return str(folder / "shelf.library"), ids


@pytest.mark.parametrize("cut", [6, 10, 16])
@pytest.mark.parametrize("verb", [("ask", "How many pumps were mended?"), ("figures", "pumps")])
def test_a_report_is_named_by_the_beginning_of_its_id(
    run: Run, named: tuple[str, dict[str, str]], verb: tuple[str, str], cut: int
) -> None:
    folder, ids = named
    ran = run(*verb, "--report", ids["32"][:cut].upper(), "--library", folder, "--json").json()
    assert {figure["value"] for figure in ran["figures"]} == {32}


def test_a_report_is_named_by_its_title_where_no_other_has_it(
    run: Run, named: tuple[str, dict[str, str]]
) -> None:
    folder, ids = named
    title = " all the pumps  of orre"
    ran = run("figures", "pumps", "--report", title, "--library", folder, "--json").json()
    assert {figure["value"] for figure in ran["figures"]} == {33}
    assert run("figures", "--audit", "--report", title, "--library", folder).code == 0
    both = ["--report", title, "--report", ids["31"][:8]]
    found = run("figures", "pumps", *both, "--library", folder, "--json").json()
    assert {figure["value"] for figure in found["figures"]} == {31, 33}


@pytest.mark.parametrize("name", ["Pumps", "", "pumps of"])
def test_what_names_no_report_or_several_is_one_line_with_those_there_are(
    run: Run, named: tuple[str, dict[str, str]], name: str
) -> None:
    folder, ids = named
    short = name or ids["31"][:5]
    said = one_line_error(run("figures", "pumps", "--report", short, "--library", folder))
    if name == "Pumps":
        assert "fits 2 reports" in said
        assert ids["31"] in said
        assert ids["32"] in said
        assert ids["33"] not in said
    else:
        assert "6 characters or more of its beginning, or a whole title" in said


def test_conflicts_are_shown_among_the_figures_that_filters_find(run: Run, tmp_path: Path) -> None:
    library = str(tmp_path / "shelf.library")
    for title, count in (("Freedom in Velmar", 143), ("Dozens freed in Velmar", 150)):
        path = tmp_path / f"{count}.md"
        path.write_text(f"# {title}\n\nIn Velmar, {count} victims were rescued in 2022.\n")
        assert run("add", str(path), "--library", library).code == 0
    for filters, is_found in (
        ((), True),
        (("--year", "2022", "--unit", "person"), True),
        (("--year", "2021"), False),
        (("--report", "Freedom in Velmar"), False),
        (("--min", "145"), False),
    ):
        ran = run("figures", "--conflicts", *filters, "--library", library)
        assert (ran.code == 0) is is_found, filters
        assert ("TRUE CLASH: victims" in ran.out) is is_found, filters


def test_figures_are_listed_with_their_citations(run: Run, shelf: Path) -> None:
    ran = run("figures", "victims rescued", "--library", str(shelf), "--json")
    assert ran.code == 0
    found = ran.json()
    assert found["total"] >= len(found["figures"]) >= 1
    assert 225 in [row["value"] for row in found["figures"]]
    assert {"surface", "value", "unit", "label", "citation"} <= set(found["figures"][0])
    listed = run("figures", "victims rescued", "--library", str(shelf)).out
    assert re.search(r"^225 +225 +person +victims", listed, re.MULTILINE)
    assert "    Border police, annual report 2022, page 1\n" in listed
    assert run("figures", "victims", "--min", "1e9", "--library", str(shelf)).code == 1
    assert run("figures", "victims", "--max", "many", "--library", str(shelf)).code == 2


# A text of one's own ----------------------------------------------------------------------------


def test_check_tells_right_from_wrong(run: Run, shelf: Path, tmp_path: Path) -> None:
    (tmp_path / "good.md").write_text("Police arrested 149 suspects in 2022.\n")
    (tmp_path / "bad.md").write_text("Police arrested 180 suspects in 2022.\n")
    good = run("check", "good.md", "--library", str(shelf), "--json")
    assert (good.code, good.json()["summary"]["supported"]) == (0, 1)
    bad = run("check", "bad.md", "--library", str(shelf))
    assert bad.code == 1
    assert bad.out.startswith("WRONG: Police arrested 180 suspects in 2022.")


@pytest.mark.parametrize(
    ("draft", "options", "code"),
    [
        ("Police arrested 180 suspects in 2022.", ["--fail-on", "refuted"], 1),
        ("Police arrested 12 pilots.", ["--fail-on", "refuted"], 0),
        ("Police arrested 12 pilots.", [], 1),
        ("Police arrested 12 pilots.", ["--fail-on", "refuted", "--fail-on", "conflicting"], 0),
        ("Police arrested 12 pilots.", ["--fail-on", "not_enough_evidence"], 1),
        ("Police arrested nearly 150 suspects in 2022.", [], 0),
        ("Police arrested nearly 150 suspects in 2022.", ["--fail-on", "approximate"], 1),
        ("It rained.", [], 1),
        ("It rained.", ["--fail-on", "refuted"], 0),
        ("Police arrested 149 suspects in 2022.", ["--fail-on", "nonsense"], 2),
    ],
)
def test_check_fails_on_the_verdicts_named(
    run: Run, shelf: Path, tmp_path: Path, draft: str, options: list[str], code: int
) -> None:
    (tmp_path / "draft.md").write_text(draft)
    assert run("check", "draft.md", "--library", str(shelf), *options).code == code


def test_several_drafts_are_checked_at_once_and_one_wrong_fails_them_all(
    run: Run, shelf: Path, tmp_path: Path
) -> None:
    (tmp_path / "good.md").write_text("Police arrested 149 suspects in 2022.\n")
    (tmp_path / "bad.md").write_text("Police arrested 180 suspects in 2022.\n")
    gate = ("check", "good.md", "bad.md", "--fail-on", "refuted", "--library", str(shelf))
    told = run(*gate)
    assert told.code == 1
    assert told.out.index("== good.md ==") < told.out.index("== bad.md ==")
    data = run(*gate, "--json").json()
    assert [draft["file"] for draft in data["drafts"]] == ["good.md", "bad.md"]
    assert (data["summary"]["supported"], data["summary"]["refuted"]) == (1, 1)
    assert run("check", "good.md", "good.md", "--library", str(shelf)).code == 0


def test_check_writes_files_and_verify_reads_the_receipt(
    run: Run, shelf: Path, tmp_path: Path
) -> None:
    (tmp_path / "draft.md").write_text("Police arrested 149 suspects in 2022.\n")
    names = ["out.html", "out.docx", "out.md", "out.csv", "out.xlsx", "out.jsonld", "sheet.json"]
    out = [part for name in names for part in ("--out", name)]
    assert run("check", "draft.md", *out, "--library", str(shelf)).code == 0
    assert all((tmp_path / name).stat().st_size for name in names)

    stands = run("verify", "sheet.json", "--library", str(shelf))
    assert stands.code == 0
    assert stands.out.endswith("1 claim, 1 quotation as they were. Nothing changed.\n")
    receipt = (tmp_path / "sheet.json").read_text().replace('"supported"', '"refuted"')
    (tmp_path / "sheet.json").write_text(receipt)
    changed = run("verify", "sheet.json", "--library", str(shelf), "--json")
    assert changed.code == 1
    assert [c["kind"] for c in changed.json()["changes"]] == ["receipt edited", "verdict changed"]
    assert run("verify", "sheet.json", "--library", str(shelf)).out.startswith("Receipt edited: ")


@pytest.mark.parametrize(
    "arguments",
    [
        ["check", "draft.md", "--out", "draft.md"],
        ["check", "draft.md", "--out", "draft.pdf"],
        ["check", "draft.md", "draft.md", "--out", "out.html"],
        ["verify", "draft.md"],
    ],
)
def test_what_check_and_verify_cannot_write_or_read_is_wrong_use(
    run: Run, shelf: Path, tmp_path: Path, arguments: list[str]
) -> None:
    (tmp_path / "draft.md").write_text("Police arrested 149 suspects in 2022.\n")
    ran = run(*arguments, "--library", str(shelf))
    assert ran.code == 2
    assert one_line_error(ran)
    assert (tmp_path / "draft.md").read_text() == "Police arrested 149 suspects in 2022.\n"


def test_read_lists_the_figures_of_stdin_or_a_file(run: Run, tmp_path: Path) -> None:
    text = "Police arrested 149 suspects and seized US$1.2bn."
    (tmp_path / "draft.txt").write_text(text)
    for ran in (
        run("read", "draft.txt", "--json"),
        run("read", "-", "--json", stdin=text.encode()),
    ):
        figures = ran.json()["figures"]
        assert [row["value"] for row in figures] == [149, 1_200_000_000]
        assert [text[row["start"] : row["end"]] for row in figures] == [
            row["surface"] for row in figures
        ]
    assert "US$1.2bn" in run("read", "draft.txt").out


@pytest.mark.parametrize(
    ("origin", "stdin", "code"),
    [
        ("missing.txt", b"", 3),
        (".", b"", 3),
        ("-", b"", 3),
        ("-", b"\xff\xfe\x00\x81", 3),
        ("-", b"no figure here", 1),
    ],
)
def test_a_text_that_cannot_be_read_is_named(
    run: Run, origin: str, stdin: bytes, code: int
) -> None:
    ran = run("read", origin, stdin=stdin)
    assert ran.code == code
    assert "Traceback" not in ran.err
    assert code == 1 or one_line_error(ran)


# Measuring --------------------------------------------------------------------------------------


def test_eval_runs_a_set_and_prints_the_stable_shape(run: Run, tmp_path: Path) -> None:
    (tmp_path / "small" / "docs").mkdir(parents=True)
    (tmp_path / "small" / "docs" / "border.md").write_text(REPORT, encoding="utf-8")
    row = {
        "id": "1",
        "doc": "border.md",
        "question": "How many victims were rescued?",
        "value": 225,
    }
    (tmp_path / "small" / "questions.jsonl").write_text(json.dumps(row))
    ran = run("eval", "small", "--json")
    assert ran.code == 0
    assert {"n", "correct", "cited", "abstention", "by_kind", "seconds", "rows"} <= set(ran.json())
    assert (ran.json()["n"], ran.json()["correct"]) == (1, 1)


@pytest.mark.parametrize(
    ("name", "says"), [(".", "docs/"), ("no/such/folder", "docs/"), ("nothing", "eval FOLDER")]
)
def test_eval_of_what_is_no_set_is_wrong_use(run: Run, name: str, says: str) -> None:
    ran = run("eval", name)
    assert ran.code == 2
    assert says in one_line_error(ran)


# A process of its own ---------------------------------------------------------------------------


def test_a_reader_that_leaves_early_is_met_in_silence(shelf: Path) -> None:
    command = f"{sys.executable} -m assistant figures victims --json --library '{shelf}' | true"
    ran = subprocess.run(["sh", "-c", command], capture_output=True, text=True, timeout=120)
    assert ran.stderr == ""


def test_ctrl_c_leaves_with_130_and_no_traceback(tmp_path: Path) -> None:
    for number in range(40):
        text = REPORT + "\n\n".join(f"In {year} police held {year} men." for year in range(900))
        (tmp_path / f"{number}.md").write_text(f"{text} {number}", encoding="utf-8")
    with subprocess.Popen(
        [sys.executable, "-m", "assistant", "add", "."],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stderr is not None
        process.stderr.readline()
        time.sleep(0.2)
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "Traceback" not in err
    assert "in reports.library; add the same again to go on." in err.splitlines()[-1]
    assert err.splitlines()[-1].startswith("Stopped. ")


def test_asking_checking_and_listing_as_of_a_day_say_what_is_superseded(
    run: Run, tmp_path: Path
) -> None:
    ids = []
    for count in (225, 231):
        (tmp_path / "border.md").write_text(REPORT.replace("225", str(count)), encoding="utf-8")
        run("add", "border.md")
        ids.append(run("reports", "--json").json()["reports"][0]["id"])
    old, new = ids
    times = ((old, "2026-01-01", "2026-05-02"), (new, "2026-05-02", None))
    set_times(tmp_path / "reports.library", *times)
    question = "How many victims were rescued?"
    answer = run("ask", question, "--as-of", "2026-03", "--json").json()
    assert answer["figures"][0]["value"] == 225
    assert {c["report_id"] for c in answer["citations"]} == {old}
    assert answer["citations"][0]["superseded"] == {"on": "2026-05-02", "by": new}
    marked = f"superseded on 2026-05-02 by {new}"
    (tmp_path / "draft.md").write_text("Police rescued 225 victims in 2022.\n", encoding="utf-8")
    for command in (
        ["ask", question],
        ["figures", "victims rescued"],
        ["check", "draft.md"],
        ["reports"],
    ):
        then, now = run(*command, "--as-of", "2026-03-01"), run(*command)
        assert then.code == 0
        assert marked in " ".join(then.out.split()), command
        assert "superseded" not in now.out, command
    assert "231" in run("ask", question).out
    assert run("check", "draft.md").code == 1
    assert run("ask", question, "--as-of", "2025-12-31").code == 1
    assert "were in" in one_line_error(run("ask", question, "--as-of", "2025-12-31"))
    assert marked in one_line_error(run("ask", question, "--report", old))
    assert run("figures", "--id", f"{old}@1-2", "--as-of", "2026-03-01").code == 2
    assert run("ask", question, "--as-of", "March").code == 2
