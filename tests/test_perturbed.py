"""Figures of the sample reports are told apart from themselves once their text is changed."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
REPORT = """# Results of 2021

In 2021 police freed 225 victims and seized $40 million in cash.

The road of 50 miles was closed in 2021.

Of these, the report says:

- 31 men
- 194 women

| Cases | 2020 | 2021 |
| --- | --- | --- |
| Cases opened | 310 | 425 |
| Share closed (%) | 41 | 57 |
"""


@pytest.fixture
def eval_modules(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    """Hands out the modules of eval/, which is a folder of programs and no package."""
    monkeypatch.syspath_prepend(str(ROOT / "eval"))
    import changes
    import excerpts
    import perturbed

    return SimpleNamespace(changes=changes, excerpts=excerpts, perturbed=perturbed)


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    (tmp_path / "results.md").write_text(REPORT, encoding="utf-8")
    return tmp_path


def test_figures_of_the_samples_pass_unchanged_and_never_once_changed(
    eval_modules: SimpleNamespace,
) -> None:
    perturbed = eval_modules.perturbed
    score = perturbed.measure(perturbed.sample(perturbed.read_all(ROOT / "corpus"), 150))
    assert (score.same, score.figures) == (150, 150), score.misses
    for name, told in score.told.items():
        read = told.total() - told[perturbed.Told.NOT_READ]
        assert read > (2 if name == "way" else 25)  # few sentences say that something rose
        assert told[perturbed.Told.PASSED] <= 0.01 * read, (name, score.misses)


@pytest.mark.parametrize(
    ("surface", "change", "expected"),
    [
        ("225", "noun", ("victims", "plumbers")),
        ("225", "year", ("2021", "2025")),
        ("$40 million", "unit", ("$", "€")),
        ("31", "noun", ("men", "plumbers")),
        ("50 miles", "unit", ("miles", "kilometres")),
        ("425", "year", ("2021", "2025")),
        ("425", "unit", None),
        ("57", "unit", ("%", "percentage points")),
    ],
)
def test_a_change_is_made_where_the_text_states_the_element(
    eval_modules: SimpleNamespace,
    shelf: Path,
    surface: str,
    change: str,
    expected: tuple[str, str] | None,
) -> None:
    perturbed, excerpt = eval_modules.perturbed, excerpt_of(eval_modules, shelf, surface)
    edits = perturbed.CHANGES[change](excerpt, perturbed.random.Random(1))
    if expected is None:
        assert edits is None
        return
    ((start, end, words),) = [(edit.start, edit.end, edit.words) for edit in edits]
    assert (excerpt.words((start, end)), words) == expected
    changed = eval_modules.excerpts.read_again(excerpt, edits)
    assert not perturbed.compare(changed, excerpt.figure).passes


@pytest.mark.parametrize("surface", ["225", "31", "194", "310", "57"])
def test_an_excerpt_reads_as_the_whole_report_does(
    eval_modules: SimpleNamespace, shelf: Path, surface: str
) -> None:
    excerpt = excerpt_of(eval_modules, shelf, surface)
    again = eval_modules.excerpts.read_again(excerpt)
    for name in ("value", "unit", "kind", "label", "scope", "period"):
        assert getattr(again, name) == getattr(excerpt.figure, name)


def excerpt_of(eval_modules: SimpleNamespace, shelf: Path, surface: str) -> Any:
    (report,) = eval_modules.perturbed.read_all(shelf)
    figures = eval_modules.perturbed.read_report_figures(report)
    found = eval_modules.excerpts.cut(report, figures)
    return next(one for one in found if one.figure.surface == surface)
