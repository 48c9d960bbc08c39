"""The verdict where the rows of a table decide a sentence. Knows nothing of how they do."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.checking.finding import Finding
from assistant.checking.sources import Source
from assistant.checking.tabular import Told
from assistant.records import Verdict


def finding_over_rows(told: Told, sources: Sequence[Source]) -> Finding:
    """Returns what a table tells as a verdict; the sources are its rows' figures, one a row."""
    places = {(row.start, row.end) for row in told.rows}
    found: dict[int, Source] = {}
    for source in sources:
        at = source.figure.start
        if source.report.id == told.grid.report_id and source.in_table:
            row = next((start for start, end in places if start <= at < end), None)
            if row is not None:
                found.setdefault(row, source)
    rule = f"by the rows of the table: {told.rule}"
    if told.holds:
        return Finding(Verdict.SUPPORTED, rule, tuple(found.values()))
    return Finding(Verdict.REFUTED, rule, tuple(found.values()), told.correction)
