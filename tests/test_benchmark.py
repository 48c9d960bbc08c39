"""The benchmark runs: each recipe adds the same small folder in a process of its own and says how
long it took. Its figures are read by people; a clock on a shared machine proves nothing."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

BENCHMARK = Path(__file__).parent.parent / "eval" / "benchmark.py"
REPORT = "# Year {0}\n\nPolice arrested 149 suspects in {0}. In all, 225 victims were rescued.\n"


def run(*arguments: str) -> str:
    command = [sys.executable, str(BENCHMARK), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=True, timeout=300).stdout


@pytest.mark.slow
@pytest.mark.parametrize("step", ["add_ours", "add_plain", "add_plain_batched"])
def test_each_recipe_adds_a_folder_and_says_what_it_took(tmp_path: Path, step: str) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    for year in range(2018, 2023):
        (folder / f"{year}.md").write_text(REPORT.format(year), encoding="utf-8")
    found = json.loads(run("--step", step, str(folder), str(tmp_path / "place")).splitlines()[-1])
    assert 0 < found["seconds"] < 300
    assert 50e6 < found["peak"] < 4e9
    assert len(found["curve"]) == 11
    assert all(50e6 < held <= found["most"] < 4e9 for held in found["curve"])
    assert 0 < found["work"] < 300
    if step == "add_ours":
        asked = json.loads(run("--step", "ask_ours", str(folder), str(tmp_path / "place")))
        assert asked["passages"] >= 5
        assert 0 < asked["p50"] <= asked["p95"] < 60
        parsed = json.loads(run("--step", "parse_ours", str(folder), str(tmp_path / "place")))
        assert parsed["pages"] == 5


@pytest.mark.slow
def test_the_benchmark_prints_a_table_with_its_goals() -> None:
    rows = run("starting").splitlines()
    assert [row.rpartition("  ")[2].strip() for row in rows[1:]] == ["< 0.3 s", "< 0.7 s"]
    assert all(" s " in f"{row} " for row in rows)


def test_a_part_the_benchmark_does_not_have_is_named() -> None:
    command = [sys.executable, str(BENCHMARK), "nonsense"]
    ran = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert ran.returncode == 2
    assert "no such part: nonsense" in ran.stderr
