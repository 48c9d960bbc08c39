"""The page of measurements names commands that exist, so that anybody can measure again."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs" / "performance.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"^\$ python (eval/\w+\.py)(.*)$", PAGE, re.M)


def test_the_page_of_measurements_shows_how_each_was_made() -> None:
    scripts = {"eval/benchmark.py", "eval/backends.py", "eval/curve.py"}
    assert {script for script, _ in COMMANDS} == scripts


def test_each_command_of_the_page_of_measurements_exists_with_its_parts_and_options() -> None:
    helps = {
        script: subprocess.run(
            [sys.executable, str(ROOT / script), "--help"],
            capture_output=True,
            text=True,
            check=True,
            timeout=60,
        ).stdout
        for script in {script for script, _ in COMMANDS}
    }
    for script, arguments in COMMANDS:
        for word in arguments.split():
            # A word in capitals is a place to put one's own.
            assert word.strip(".").isupper() or word in helps[script], (script, word)
