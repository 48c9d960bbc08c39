"""The names other programs may import, pinned: a change here is a change to promise."""

from __future__ import annotations

import subprocess
import sys

import pytest

import assistant

NAMES = [
    "Added",
    "Answer",
    "AssistantError",
    "Check",
    "CheckedDraft",
    "Citation",
    "Claim",
    "Conflict",
    "Derivation",
    "EmbeddingError",
    "Figure",
    "FigureQuery",
    "Filters",
    "Library",
    "LibraryEmpty",
    "LibraryError",
    "LibraryInUse",
    "ModelError",
    "Report",
    "ReportSummary",
    "Settings",
    "ShownFigure",
    "UnreadableReport",
    "Verdict",
    "Verification",
    "WrongUse",
    "export",
    "export_check",
    "read_figures",
]


def test_the_public_names_are_these() -> None:
    assert list(assistant.__all__) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_each_public_name_loads_and_is_listed(name: str) -> None:
    assert getattr(assistant, name).__name__ == name
    assert name in dir(assistant)


def test_a_name_that_is_not_public_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'Chunk'"):
        assistant.Chunk  # noqa: B018


def test_a_star_import_brings_the_public_names_only() -> None:
    code = "from assistant import *; print(sorted(n for n in globals() if not n.startswith('_')))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == str(NAMES)
