"""Tables drawn in the styles of official reports (eval/drawn_*.py): each figure's headers."""

from __future__ import annotations

from pathlib import Path

import pytest

EVAL = str(Path(__file__).parents[1] / "eval")
# How many figures lack a header where a page does not show enough: two tables side by side whose
# rows are not level, and heads of groups not over their middle.
KNOWN = {"beside, other rows": 6, "groups, unruled": 21}


def test_every_figure_of_each_drawn_style_knows_its_rows_and_its_columns_headers(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.syspath_prepend(EVAL)
    import drawn_pages
    import tables

    lacking = {}
    for name, path, cells in drawn_pages.write_drawn():
        score = tables.measure(path, cells)
        if score.right < score.gold:
            lacking[name] = score.gold - score.right
    assert lacking == KNOWN
