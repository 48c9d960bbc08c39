"""Writes a summary for people: a table by kind, then every miss. Measures nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any


def as_text(summary: Mapping[str, Any]) -> str:
    """Returns the readable form of what `assistant eval --json` prints."""
    parts = [_claims(summary) if "macro_f1" in summary else _questions(summary)]
    parts += [f"Not read: {f['origin']}: {f['error']}" for f in summary["failed"]]
    misses = [row for row in summary["rows"] if not row["correct"]]
    if misses:
        parts.append(f"Misses ({len(misses)}):\n" + "\n".join(_miss(row) for row in misses))
    return "\n\n".join(parts)


def _questions(summary: Mapping[str, Any]) -> str:
    kinds = summary["by_kind"]
    total = {column: sum(kind[column] for kind in kinds.values()) for column in _COLUMNS}
    rows = [[name, *(str(kinds[name][c]) for c in _COLUMNS)] for name in kinds]
    table = _table([("kind", *_COLUMNS), *rows, ("all", *(str(total[c]) for c in _COLUMNS))])
    abstention = summary["abstention"]
    return "\n".join(
        (
            f"{summary['set']}: {summary['correct']} of {summary['n']} right "
            f"({summary['correct'] / summary['n']:.1%})",
            "",
            table,
            "",
            f"Abstentions: precision {_share(abstention['precision'])}, "
            f"recall {_share(abstention['recall'])}, F1 {_share(abstention['f1'])} "
            f"({abstention['made']} made, {abstention['expected']} expected)",
            f"Quotes: {summary['quotes']['citations']} shown, "
            f"{summary['quotes']['not_verbatim']} not verbatim",
            _times(summary, "answer"),
        )
    )


_COLUMNS = ("n", "correct", "figure", "exact", "cited", "abstained")


def _claims(summary: Mapping[str, Any]) -> str:
    rows = [
        (name, *(str(kind[column]) for column in ("n", "correct", "said")))
        for name, kind in summary["by_kind"].items()
    ]
    together, certain, leaning = summary["together"], summary["certain"], summary["leaning"]
    return "\n".join(
        (
            f"{summary['set']}: accuracy {summary['accuracy']:.1%}, "
            f"macro-F1 {summary['macro_f1']:.1%} ({summary['n']} claims, each document alone)",
            f"All documents in one library: accuracy {together['accuracy']:.1%}, "
            f"macro-F1 {together['macro_f1']:.1%}",
            f"Supported or refuted was said {certain['given']} times, and right "
            f"{_share(certain['precision'])}",
            f"By how the evidence leans, where that is no verdict: accuracy "
            f"{leaning['alone']['accuracy']:.1%}, macro-F1 {leaning['alone']['macro_f1']:.1%}; "
            f"in one library {leaning['together']['accuracy']:.1%} and "
            f"{leaning['together']['macro_f1']:.1%}",
            "",
            _table([("label", "n", "correct", "said"), *rows]),
            "",
            _times(summary, "claim"),
        )
    )


def _times(summary: Mapping[str, Any], one: str) -> str:
    latency = summary["latency"]
    return (
        f"One {one}: p50 {latency['p50'] * 1000:.0f} ms, p95 {latency['p95'] * 1000:.0f} ms; "
        f"the whole run {summary['seconds']:.0f} s"
    )


def _share(value: float | None) -> str:
    return "none to measure" if value is None else f"{value:.1%}"


def _miss(row: Mapping[str, Any]) -> str:
    if "label" in row:
        return (
            f"  {row['id']}  {row['claim']}\n    {row['label']}, said {row['alone']}: {row['rule']}"
        )
    expected = "the reports do not say" if row["expected"] is None else row["expected"]
    found = "abstained" if row["abstained"] else f"{row['found']} ({row['surface']})"
    return (
        f"  {row['id']}  {row['question']}\n    expected {expected}, got {found}: {row['problem']}"
    )


def _table(rows: Sequence[Sequence[str]]) -> str:
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = []
    for row in rows:
        cells = [row[0].ljust(widths[0])]
        cells += [cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True)]
        lines.append("  ".join(cells))
    return "\n".join(lines)
