"""The curve of asking (eval/curve.py): a library grown by copies, asked in a process of its own."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from assistant import Library

EVAL = str(Path(__file__).parents[1] / "eval")
REPORT = "# Harbour report {0}\n\nThe office counted 214 trawlers in {0}. It let 37 berths.\n"
ROWS = [
    {"id": "1", "doc": "2018.md", "question": "How many trawlers were counted?", "value": 214},
    {"id": "2", "doc": "2018.md", "question": "How many berths were let?", "value": 37},
]


@pytest.fixture
def curve() -> Iterator[SimpleNamespace]:
    """Hands out the module of eval/, which is a folder of programs and no package."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(EVAL)
        import curve

        yield SimpleNamespace(**vars(curve))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "set" / "docs").mkdir(parents=True)
    for year in (2018, 2019):
        text = REPORT.format(year)
        (tmp_path / "set" / "docs" / f"{year}.md").write_text(text, encoding="utf-8")
    lines = "\n".join(json.dumps(row) for row in ROWS)
    (tmp_path / "set" / "questions.jsonl").write_text(lines, encoding="utf-8")
    return tmp_path / "set"


def test_a_library_grows_by_copies_that_can_be_asked_and_goes_on_growing(
    curve: SimpleNamespace, folder: Path, tmp_path: Path
) -> None:
    place = tmp_path / "grown"
    for size in (3, 3, 7):
        curve.grow(folder, place, size)
        with Library.open(place) as library:
            reports = library.reports()
            assert sum(summary.passages for summary in reports) == size
            assert len({summary.report.id for summary in reports}) == len(reports)
    found = curve.ask(folder, place)
    assert found["passages"] == 7
    assert 0 < found["p50"] <= found["p95"]
    assert 0 < found["work p50"] <= found["work p95"]
    assert found["memory"] > 50e6


def test_a_copy_has_vectors_a_little_beside_its_own(curve: SimpleNamespace) -> None:
    own = np.eye(4, 384, dtype=np.float32)
    other = curve.moved(own, np.random.default_rng(1))
    cosines = (own * other).sum(axis=1)
    assert np.allclose(np.linalg.norm(other, axis=1), 1, atol=1e-5)
    assert ((cosines > 0.96) & (cosines < 0.995)).all()


def test_what_is_beyond_is_drawn_on_a_straight_line(curve: SimpleNamespace) -> None:
    measured = [
        {"passages": size, **dict.fromkeys(curve.MEASURES, 0.01 + size / 1000000.0)}
        for size in (1_000, 10_000, 100_000)
    ]
    drawn = curve.draw_on(measured, 1_000_000)
    assert drawn == pytest.approx(dict.fromkeys(curve.MEASURES, 1.01))
    assert "1,010 ms" in curve.row("1,000,000", drawn)
