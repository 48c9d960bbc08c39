"""Puts answers, checks and lists into words for a terminal. Knows nothing of libraries."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import typer

from assistant.coverage import find_gaps
from assistant.records import (
    Added,
    Answer,
    Check,
    Citation,
    Claim,
    Coverage,
    Figure,
    Progress,
    Report,
    ReportSummary,
    Superseded,
    Verdict,
    count_of,
)

_MARKS = {
    Verdict.SUPPORTED: "right",
    Verdict.APPROXIMATE: "right, rounded",
    Verdict.REFUTED: "WRONG",
    Verdict.CONFLICTING: "REPORTS DISAGREE",
    Verdict.NOT_ENOUGH_EVIDENCE: "NOT FOUND",
}

_BAR = 20


def show(text: str) -> None:
    """Prints a result."""
    typer.echo(text)


def show_json(data: Mapping[str, Any]) -> None:
    """Prints one JSON object."""
    typer.echo(json.dumps(data, ensure_ascii=False, indent=2))


def note(line: str) -> None:
    """Prints progress, which is not a result: on stderr, over itself where that is a terminal."""
    if sys.stderr.isatty():
        typer.echo(f"\r\x1b[K{one_line(line)[: _columns() - 1]}", err=True, nl=False)
    else:
        typer.echo(line, err=True)


class ProgressNotes:
    """Prints how far an `add` is: each step on a terminal, elsewhere one line a file."""

    def __init__(self) -> None:
        self._number = 0

    def show(self, progress: Progress) -> None:
        if sys.stderr.isatty():
            done = round(_BAR * (progress.number - 1) / progress.files)
            note(f"[{'=' * done}{' ' * (_BAR - done)}] {progress}")
        elif progress.number != self._number:
            note(str(progress))
        self._number = progress.number


def end_notes() -> None:
    """Leaves the line progress was shown on."""
    if sys.stderr.isatty():
        typer.echo("\r\x1b[K", err=True, nl=False)


def answer_text(answer: Answer) -> str:
    """Returns an answer, its working, and each source: quote, report, page, heading, link; and
    why it is not the chat model's, where one is set and did not answer.
    """
    parts = [answer.text]
    if answer.abstained and answer.reason:
        parts.append(f"{answer.reason[:1].upper()}{answer.reason[1:]}.")
    workings = [derivation.working for derivation in answer.derivations]
    parts += [f"Working: {working}" for working in workings if working not in answer.text]
    parts += [citation_text(number, c) for number, c in enumerate(answer.citations, start=1)]
    if answer.chance is not None:
        parts.append(
            f"Reader: {answer.sureness} that this is what was asked ({answer.chance:.0%})."
        )
    parts += [one_line(answer.stand_in)] if answer.stand_in else []
    return "\n\n".join(parts)


def citation_text(number: int, citation: Citation) -> str:
    """Returns a numbered source: the quote, then where it stands."""
    lines = [f'[{number}] "{one_line(citation.quote)}"', f"    {place_text(citation)}"]
    if citation.link:
        lines.append(f"    {citation.link}")
    return "\n".join(lines)


def place_text(citation: Citation) -> str:
    """Returns where a citation stands, for people."""
    page = None if citation.page is None else f"page {citation.page}"
    # Many reports head their first section with their own title.
    heading = (citation.heading or "").removeprefix(citation.report).removeprefix(" › ")
    ended = _ended(citation.superseded)
    place = ", ".join(part for part in (citation.report, page, heading, ended) if part)
    return f"{place} ({citation.caution})" if citation.caution else place


def added_text(added: Added) -> str:
    """Returns what an add did, a line a report; what to look at, warnings and failures under it."""
    lines: list[str] = []
    for word, summaries in (("Added", added.added), ("Updated", added.updated)):
        for summary in summaries:
            lines.append(f"{word} {_summary_text(summary)}{_read_text(summary.coverage)}")
            gaps = [] if summary.coverage is None else find_gaps(summary.coverage)
            lines += [f"  look at: {'; '.join(gaps)}"] if gaps else []
            lines += [f"  note: {one_line(warning)}" for warning in summary.report.warnings]
    if added.unchanged:
        lines.append(f"Unchanged: {count_of(len(added.unchanged), 'report')}")
    lines += [f"Not read: {failure.origin}: {failure.error}" for failure in added.failed]
    lines += _missing_lines([gone.report for gone in added.missing])
    lines.append(
        f"{len(added.added)} added, {len(added.updated)} updated, "
        f"{len(added.unchanged)} unchanged, {len(added.failed)} not read, {added.seconds:.1f} s"
    )
    return "\n".join(lines)


def stopped_text(reports: int, folder: str) -> str:
    """Returns what a stopped add leaves, and how to go on."""
    return f"Stopped. {count_of(reports, 'report')} in {folder}; add the same again to go on."


def _missing_lines(reports: Sequence[Report]) -> list[str]:
    """Returns the reports whose files are gone, and what can be done about it."""
    if not reports:
        return []
    were = "1 report was" if len(reports) == 1 else f"{len(reports)} reports were"
    listed = [
        f"  {report.id}  {one_line(report.title)}: {one_line(report.origin)}" for report in reports
    ]
    return [
        f"{were} read from files that are no longer there; `assistant remove ID` takes one out:",
        *listed,
    ]


def reports_text(summaries: Iterable[ReportSummary]) -> str:
    """Returns the list of reports, each with its id."""
    return "\n".join(_summary_text(summary) for summary in summaries)


def figures_text(figures: Sequence[Figure]) -> str:
    """Returns figures as a table: as written, what is count_of, value and unit, scope."""
    rows = [("figure", "counts", "value", "scope")]
    for figure in figures:
        data = figure.to_dict()
        value = str(data["value"]) + (f" to {data['upper']}" if data["upper"] is not None else "")
        unit = f" {figure.unit}" if figure.unit else ""
        rows.append(
            (one_line(figure.surface), figure.label or "", value + unit, figure.scope or "")
        )
    return table(rows)


def check_text(check: Check) -> str:
    """Returns each claim of a draft with its verdict, the rule, a suggestion and its sources."""
    parts = [_claim_text(claim) for claim in check.claims]
    counts = check.to_dict()["summary"]
    told = ", ".join(f"{count} {verdict.replace('_', ' ')}" for verdict, count in counts.items())
    return "\n\n".join([*parts, told])


def table(rows: Sequence[Sequence[str]]) -> str:
    """Returns rows in aligned columns."""
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = (
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    )
    return "\n".join(lines)


def one_line(text: str) -> str:
    """Returns text with its line breaks and runs of spaces made single spaces, controls dropped."""
    return "".join(char for char in " ".join(text.split()) if char.isprintable())


def _claim_text(claim: Claim) -> str:
    lines = [f"{_MARKS[claim.verdict]}: {one_line(claim.text)}", f"    {claim.rule}"]
    if len(claim.claimed) > 1:
        marks = ((one_line(c.figure.surface), _MARKS[c.verdict]) for c in claim.claimed)
        lines.append("    " + "; ".join(f"{surface} is {mark}" for surface, mark in marks))
    if claim.suggestion:
        lines.append(f"    Suggestion: {claim.suggestion}")
    lines += [citation_text(number, c) for number, c in enumerate(claim.evidence, start=1)]
    return "\n".join(lines)


def _summary_text(summary: ReportSummary) -> str:
    report = summary.report
    told = ", ".join(part for part in (report.publisher, report.published) if part)
    about = f" ({told})" if told else ""
    return (
        f"{report.id}  {one_line(report.title)}{about}: {count_of(summary.pages, 'page')}, "
        f"{count_of(summary.passages, 'passage')}, {count_of(summary.figures, 'figure')}"
        f"{'; ' if report.superseded else ''}{_ended(report.superseded)}"
    )


def _ended(superseded: Superseded | None) -> str:
    """Returns what became of an earlier version; "" of a current one."""
    return f"superseded on {superseded.on} by {superseded.by}" if superseded else ""


def _read_text(coverage: Coverage | None) -> str:
    if coverage is None:
        return ""
    return f", {count_of(coverage.tables, 'table')}, {count_of(coverage.words, 'word')}"


def _columns() -> int:
    return shutil.get_terminal_size().columns
