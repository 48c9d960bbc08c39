"""Finds the table cell a claimed figure speaks of: its row by words, its column by header.

Knows nothing of verdicts. For claims that name a row's cells rather than count a noun.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.checking.asked import Asked
from assistant.checking.fitting import is_comparable
from assistant.checking.sources import Source
from assistant.records import Kind

FOUND = 0.75
"""The least share of the claim's words known to the table that its row must hold."""

_OVER_ROWS = re.compile(
    r"\b(?:most|least|highest|lowest|best|worst|more|less|fewer|than|average|total|only|all|every|each|"
    r"both|combined|between|difference|largest|smallest|higher|lower|better|increase\w*|decrease\w*|"
    r"improve\w*|drop\w*|gain\w*|outperform\w*|times|no|not|never|none)\b",
    re.IGNORECASE,
)
"""Words of claims over several rows, which one cell cannot decide."""


@dataclass(frozen=True, slots=True)
class Named:
    """The cells of the row a claim names that its words point to, by header."""

    cells: tuple[Source, ...]
    headed: tuple[Source, ...]


def find_row(asked: Asked, sources: Sequence[Source]) -> Named | None:
    """Returns the one table row that a claim names, or None where none or several are named."""
    if asked.negated or _OVER_ROWS.search(asked.text):
        return None
    tables: dict[str, list[Source]] = defaultdict(list)
    for source in sources:
        if source.in_table:
            tables[source.report.id].append(source)
    found = [named for cells in tables.values() if (named := _in_table(asked, cells)) is not None]
    return found[0] if len(found) == 1 else None


def _in_table(asked: Asked, cells: Sequence[Source]) -> Named | None:
    rows: dict[int, list[Source]] = defaultdict(list)
    for cell in cells:
        rows[cell.figure.sentence_start].append(cell)
    words = {start: frozenset[str]().union(*(c.row for c in row)) for start, row in rows.items()}
    spread = Counter(word for held in words.values() for word in held)
    told = [w for w in asked.everything.stems if 0 < spread[w] <= max(1, len(rows) // 2)]
    if not told:
        return None
    shares = {start: sum(w in held for w in told) / len(told) for start, held in words.items()}
    best = max(shares.values())
    named = [start for start, share in shares.items() if share == best]
    if best < FOUND or len(named) > 1:
        return None
    return _named(asked, rows[named[0]])


def _is_bare(asked: Asked, cell: Source) -> bool:
    """Tells whether a claimed percentage may be meant by a cell whose table names no unit."""
    return asked.figure.kind is Kind.PERCENT and cell.figure.kind in (Kind.NUMBER, Kind.COUNT)


def _named(asked: Asked, row: Sequence[Source]) -> Named:
    cells = tuple(cell for cell in row if is_comparable(asked, cell) or _is_bare(asked, cell))
    if asked.years:
        cells = tuple(cell for cell in cells if not cell.years or cell.years & asked.years)
    overlap = {
        cell.figure.start: sum(asked.everything.has(word) for word in cell.column) for cell in cells
    }
    best = max(overlap.values(), default=0)
    headed = tuple(cell for cell in cells if best and overlap[cell.figure.start] == best)
    return Named(cells, headed)
