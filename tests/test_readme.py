"""Every command the README shows works as typed: lines that start with "$ assistant" in its
```console blocks run in order, in a copy of the checkout's folders. (`make` is run by .ci/run.)

They run in this process, so that the model's libraries load once; a line that needs a shell (a
pipe) gets one, and with it the installed command.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.cli import main

ROOT = Path(__file__).parent.parent
BLOCK = re.compile(r"^```console\n(.*?)^```", re.MULTILINE | re.DOTALL)


def commands_in(text: str) -> list[str]:
    """Returns the `assistant` command lines shown, in order, `chat` aside (it does not end)."""
    lines = [line for block in BLOCK.findall(text) for line in block.splitlines()]
    shown = [line.removeprefix("$ ").strip() for line in lines if line.startswith("$ assistant")]
    return [line for line in shown if not re.match(r"assistant chat\b(?!.*--help)", line)]


def test_commands_are_found_in_console_blocks_only() -> None:
    text = (
        "```console\n$ make chat\n$ assistant add corpus/\n1 added\n$ assistant chat\n```\n"
        "```python\n$ assistant not this\n```\n```console\n$ assistant reports | head -1\n```\n"
    )
    assert commands_in(text) == ["assistant add corpus/", "assistant reports | head -1"]


def run_in_shell(command: str, folder: Path) -> tuple[int, str]:
    """Runs a line with the installed `assistant`; returns the exit code and what stderr got."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    run = subprocess.run(
        ["sh", "-c", command],
        cwd=folder,
        env=os.environ | {"PATH": path},
        capture_output=True,
        text=True,
        timeout=180,
    )
    return run.returncode, run.stderr


def run_here(
    words: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> tuple[int, str]:
    """Runs a command in this process; returns the exit code and what stderr got."""
    monkeypatch.setattr(sys, "argv", words)
    code = 0
    try:
        main()
    except SystemExit as leaving:
        code = int(leaving.code or 0)
    return code, capsys.readouterr().err


def test_every_command_in_the_readme_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    commands = commands_in((ROOT / "README.md").read_text(encoding="utf-8"))
    assert any("|" in command for command in commands)
    assert any("|" not in command for command in commands)
    shutil.copytree(ROOT / "corpus", tmp_path / "corpus")
    monkeypatch.chdir(tmp_path)
    for command in commands:
        if set(command) & set("|<>&;$`"):
            code, err = run_in_shell(command, tmp_path)
        else:
            code, err = run_here(shlex.split(command), monkeypatch, capsys)
        # 1 is an answer too: nothing found, or a check that failed, as the README may show.
        assert code in (0, 1), f"{command}\n{err}"
        assert "Error:" not in err, f"{command}\n{err}"


@pytest.mark.parametrize("path", ["README.md", "CONTRIBUTING.md", "docs/architecture.md"])
def test_every_file_a_page_links_to_exists(path: str) -> None:
    page = ROOT / path
    links = re.findall(r"\]\((?!https?://|#|mailto:)([^)#\s]+)", page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_every_make_target_the_readme_names_exists() -> None:
    named = set(re.findall(r"\bmake ([a-z-]+)\b", (ROOT / "README.md").read_text(encoding="utf-8")))
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    assert {shlex.quote(name) for name in named} <= targets | {"sure", "it", "a"}
