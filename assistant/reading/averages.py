"""Averages one column over a table's rows. Knows nothing of plans."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.figures import Unworkable, work
from assistant.reading.candidates import Candidate
from assistant.reading.draft import Draft, Reckoned
from assistant.reading.drafting import mark_of, with_quote
from assistant.reading.readings import Reading
from assistant.reading.wording import say, work_out
from assistant.records import Operation


def best_words(reading: Reading) -> str:
    best = reading.candidates[0] if reading.candidates else None
    return f"{best.sentence} {best.figure.label}".lower() if best else ""


def average_rows(text: str, reading: Reading) -> Draft | None:
    """Averages one column over a table's rows, for "the average … a quarter"; None where it cannot.

    The rows are those of the best figure's table with its column and unit; a total is left out.
    """
    if not reading.candidates or reading.candidates[0].signals.row == 0:
        return None
    column = _column(reading.candidates)
    rows = _rows_of(column, reading.candidates) if column else []
    if len(rows) < 2:
        return None
    draft = Draft(text, "")
    for row in rows:
        draft = with_quote(draft, row)
    try:
        worked = work(Operation.AVERAGE, [row.figure for row in rows])
    except Unworkable:
        return None
    says = [(say(row), mark_of(draft, row)) for row in rows]
    reckoned = Reckoned(worked, tuple(range(len(rows))), column)
    answer = work_out(worked, column, says)
    return replace(
        draft, text=answer, figures=(*draft.figures, reckoned), stands_on=len(draft.figures)
    )


def _column(candidates: Sequence[Candidate]) -> str | None:
    """Returns the part of the best figure's label that most figures of its table share."""
    best = candidates[0]
    table = [c for c in candidates if c.evidence.passage == best.evidence.passage]
    parts = (best.figure.label or "").split(", ")
    counts = {p: sum(p in (c.figure.label or "").split(", ") for c in table) for p in parts}
    common = max(counts, key=lambda part: counts[part], default=None)
    return common if common and counts[common] > 1 else None


def _rows_of(column: str, candidates: Sequence[Candidate]) -> list[Candidate]:
    """Returns the figures of one column of the best figure's table, in order, without a total."""
    best = candidates[0]
    rows = [
        c
        for c in candidates
        if c.evidence.passage == best.evidence.passage
        and c.figure.kind is best.figure.kind
        and column in (c.figure.label or "").split(", ")
        and isinstance(c.figure.value, Decimal)
    ]
    rows.sort(key=lambda c: c.figure.start)
    everything = sum(c.figure.value for c in rows if isinstance(c.figure.value, Decimal))
    return [c for c in rows if c.figure.value * 2 != everything]
