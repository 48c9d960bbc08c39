"""Starting is light: heavy libraries load when first used. Times are measured in eval/benchmark.py;
here only what is loaded is held, since a clock on a shared machine proves nothing."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = (
    "bs4",
    "chromadb",
    "docx",
    "gradio",
    "httpcore2",
    "langchain",
    "langchain_core",
    "lxml",
    "numpy",
    "openpyxl",
    "openvino",
    "pandas",
    "pypdfium2",
    "rich",
    "sentence_transformers",
    "sqlite3",
    "torch",
    "transformers",
)


def loaded_by(code: str) -> set[str]:
    """Returns the top packages loaded once the code has run in a Python of its own."""
    ending = "import sys; print(' '.join({name.partition('.')[0] for name in sys.modules}))"
    run = subprocess.run(
        [sys.executable, "-c", f"{code}\n{ending}"], capture_output=True, text=True, check=True
    )
    return set(run.stdout.splitlines()[-1].split())


@pytest.mark.parametrize(
    "code",
    [
        "import assistant",
        "from assistant import Answer, Figure, Settings",
        "from assistant import read_figures; read_figures('Police arrested 149 suspects.')",
        "import assistant.cli",
        "import sys; sys.argv = ['assistant', '--help']\n"
        "from assistant.cli import main\n"
        "try:\n    main()\nexcept SystemExit:\n    pass",
    ],
)
def test_starting_loads_no_heavy_library(code: str) -> None:
    assert loaded_by(code).isdisjoint(HEAVY)


def test_a_heavy_library_would_be_seen() -> None:
    assert "sqlite3" in loaded_by("import assistant, sqlite3")
