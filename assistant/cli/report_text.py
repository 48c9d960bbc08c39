"""Puts all that is known of one report into words for a terminal. Knows nothing of libraries."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from assistant.cli.printing import one_line, table
from assistant.describing import describe_coverage, describe_metadata
from assistant.records import Coverage, ReportSummary


def report_text(summary: ReportSummary, coverage: Coverage, *, folder: Path) -> str:
    """Returns a report's metadata, each with who says so, its coverage and its warnings.

    ``folder`` is the library's.
    """
    from assistant.library.uploads import plain_origin

    report = summary.report
    known = [
        (name, one_line(value) or "-", said) for name, value, said in describe_metadata(report)
    ]
    read = [(name, one_line(value)) for name, value in describe_coverage(coverage)]
    head = [
        f"{report.id}  {one_line(report.title)}",
        f"  {one_line(plain_origin(report.origin, folder))}",
    ]
    return "\n".join([*head, "", *_indent(known), "", *_indent(read)])


def report_json(summary: ReportSummary, coverage: Coverage) -> dict[str, Any]:
    """Returns what `assistant reports show --json` prints."""
    told = {
        told.field: {
            "by": told.by.value,
            "read": told.read,
            "read_by": None if told.read_by is None else told.read_by.value,
        }
        for told in summary.report.told
    }
    return {**summary.to_dict(), "coverage": coverage.to_dict(), "told": told}


def _indent(rows: Sequence[Sequence[str]]) -> list[str]:
    return [f"  {line}" for line in table(rows).split("\n")]
