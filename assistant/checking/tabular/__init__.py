"""Judges sentences over the rows of a table: superlatives, counts, sums, lookups. Knows no draft.

`grids` has a table's rows and columns, `linking` finds which of them a sentence names, and a module
a kind of sentence says whether the rows bear it out: `extremes`, `counting`, `totalling`,
`lookups`, tried in `programs`.
"""

from assistant.checking.tabular.grids import Grid, read_grids
from assistant.checking.tabular.programs import judge_over_rows
from assistant.checking.tabular.told import Told

__all__ = ["Grid", "Told", "judge_over_rows", "read_grids"]
