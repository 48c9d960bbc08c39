"""Tries which kind of sentence over rows a claim is, and whether they bear it out.

Knows nothing of drafts or verdicts.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant.checking.tabular.counting import judge_count
from assistant.checking.tabular.extremes import judge_extreme
from assistant.checking.tabular.grids import Grid
from assistant.checking.tabular.linking import Linked, link
from assistant.checking.tabular.lookups import judge_cells, judge_difference, judge_gap
from assistant.checking.tabular.told import Told
from assistant.checking.tabular.totalling import judge_total

_PROGRAMS: tuple[Callable[[Linked], Told | None], ...] = (
    judge_total,
    judge_extreme,
    judge_gap,
    judge_difference,
    judge_count,
    judge_cells,
)


def judge_over_rows(text: str, grids: Sequence[Grid]) -> Told | None:
    """Returns what the table a sentence names most of tells of it, or None where none does."""
    best: tuple[int, Told] | None = None
    for grid in grids:
        linked = link(text, grid)
        score = 2 * len(linked.filters) + len(linked.named)
        if not score or (best is not None and best[0] >= score):
            continue
        told = _tell(linked)
        if told is not None:
            best = (score, replace(told, linked=linked.share))
    return best[1] if best else None


def _tell(linked: Linked) -> Told | None:
    for program in _PROGRAMS:
        told = program(linked)
        if told is not None:
            return told
    return None
