"""What a table tells of a sentence. Knows nothing of how it was found out."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.checking.tabular.grids import Grid, Row


@dataclass(frozen=True, slots=True)
class Told:
    """Whether a table's rows bear a sentence out, by which program, in words, and on which rows.

    ``sure`` where all that the sentence names was found in the table and the program leaves no
    other way to read it. ``correction`` is what to write instead, where that is one thing.
    """

    holds: bool
    program: str
    rule: str
    grid: Grid
    rows: tuple[Row, ...]
    sure: bool = False
    linked: float = 0.0
    """The share of the sentence's telling words that the table has."""

    correction: str | None = None
