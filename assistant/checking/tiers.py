"""Orders reports by how much their word counts. Knows nothing of claims or verdicts.

A primary report comes before one that only repeats figures, a newer edition before the older.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.checking.sources import Source
from assistant.editions import is_newer_edition
from assistant.records import Report


def in_tiers(sources: Sequence[Source]) -> list[list[Source]]:
    """Returns the sources in order of weight: primary reports in their newest edition, their
    older editions, press reports. A tier may be empty."""
    reports = {source.report.id: source.report for source in sources}
    tiers: list[list[Source]] = [[], [], []]
    places = {key: _tier(report, list(reports.values())) for key, report in reports.items()}
    for source in sources:
        tiers[places[source.report.id]].append(source)
    return tiers


def described(report: Report) -> str:
    """Returns a report of a lesser tier by name: "the press report Dozens freed"."""
    return f"the {'older edition' if report.primary else 'press report'} {report.title}"


def find_counterpart(source: Source, others: Sequence[Source]) -> Source | None:
    """Returns what a newer edition has in the place of an older one's figure: the cell of the same
    labels, or the figure of a sentence of the same words."""
    for other in others:
        if not is_newer_edition(other.report, source.report) or source.in_table != other.in_table:
            continue
        one, two = source.figure, other.figure
        if (one.kind, one.unit, one.label) != (two.kind, two.unit, two.label):
            continue
        if one.label is not None if source.in_table else source.wording == other.wording:
            return other
    return None


def _tier(report: Report, reports: Sequence[Report]) -> int:
    if not report.primary:
        return 2
    return int(any(is_newer_edition(other, report) for other in reports))
