"""Shows the reports, what adding did, and figures found. Knows nothing of Gradio."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath

from assistant.coverage import find_gaps
from assistant.describing import describe_coverage, describe_metadata
from assistant.lookup import FigureTable, counted
from assistant.markup import FIGURE, Span, escape, mark_up
from assistant.records import Report, ReportSummary, count_of
from assistant.web.reference import link_to

_HEADS = ("Figure", "Of what", "Unit", "Period", "Where it was read")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one uploaded file, by its own name; an ``error`` is one line."""

    name: str
    said: str = ""
    error: str = ""


def show_shelf(summaries: Sequence[ReportSummary]) -> str:
    """Returns the reports as a list of cards, each with buttons to edit and to remove it."""
    if not summaries:
        return '<p class="ra-empty">No reports yet. Add some above.</p>'
    return f'<ul class="ra-shelf">{"".join(_card(summary) for summary in summaries)}</ul>'


def show_titles(summaries: Sequence[ReportSummary]) -> str:
    """Returns what there is to ask about, for the place where evidence will be."""
    items = "".join(
        f"<li>{escape(s.report.title)}<small>{escape(_source(s.report))}</small></li>"
        for s in summaries
    )
    if not items:
        return (
            '<h2 class="ra-for">No reports yet</h2>'
            '<p class="ra-empty">Add some in the tab “Reports”.</p>'
        )
    return f'<h2 class="ra-for">On the shelf</h2><ul class="ra-titles">{items}</ul>'


def show_counts(summaries: Sequence[ReportSummary]) -> str:
    """Returns "9 reports · 812 figures"."""
    figures = sum(summary.figures for summary in summaries)
    return escape(f"{count_of(len(summaries), 'report')} · {count_of(figures, 'figure')}")


def show_outcomes(outcomes: Sequence[Outcome], *, reading: str = "") -> str:
    """Returns what became of each file so far, and which is being read."""
    lines = [
        f'<li class="ra-bad"><b>{escape(o.name)}</b>: {escape(o.error)}</li>'
        if o.error
        else f'<li class="ra-good"><b>{escape(o.name)}</b>: {escape(o.said)}</li>'
        for o in outcomes
    ]
    if reading:
        lines.append(f'<li class="ra-busy">{escape(reading)}</li>')
    return f'<ul class="ra-outcomes" role="status">{"".join(lines)}</ul>' if lines else ""


def show_figures(table: FigureTable, summaries: Sequence[ReportSummary]) -> str:
    """Returns the figures found as a table, each with the words it was read from."""
    pages = {summary.report.id: summary.pages for summary in summaries}
    if not table.figures:
        return '<p class="ra-empty">No figure in the reports has these words.</p>'
    rows = []
    for figure, citation in zip(table.figures, table.citations, strict=True):
        spans = [Span(figure.start - citation.start, figure.end - citation.start, FIGURE)]
        held = citation.quote[spans[0].start : spans[0].end] == figure.surface
        quote = mark_up(citation.quote, 0, len(citation.quote), spans if held else [])
        several = citation.page and pages.get(citation.report_id, 1) > 1
        place = f", page {citation.page}" if several else ""
        place += f" ({citation.caution})" if citation.caution else ""
        rows.append(
            f"<tr><td><strong>{escape(figure.surface)}</strong></td>"
            f"<td>{escape(counted(figure))}<small>{escape(figure.scope or '')}</small></td>"
            f"<td>{escape(figure.unit or '')}</td><td>{escape(figure.period or '')}</td>"
            f"<td>{quote}<small>{escape(citation.report)}{escape(place)}</small>"
            f"<small>{link_to(figure.id)}</small></td></tr>"
        )
    more = f"{len(rows)} of {count_of(table.total, 'figure')}" if table.total > len(rows) else ""
    some = "No figure has all of these words; these have some of them." if table.partial else ""
    heads = "".join(f"<th>{head}</th>" for head in _HEADS)
    return (
        f'<p class="ra-note">{escape(some)}</p>'
        '<div class="ra-table ra-found" tabindex="0" role="group" aria-label="Figures found">'
        f"<table><thead><tr>{heads}</tr></thead>"
        f"<tbody>{''.join(rows)}</tbody></table></div><p class='ra-note'>{escape(more)}</p>"
    )


def _source(report: Report) -> str:
    return " · ".join(part for part in (report.publisher, report.published) if part)


def _card(summary: ReportSummary) -> str:
    report = summary.report
    meta = [_source(report), PurePath(report.origin).name]
    counts = (
        f"{count_of(summary.pages, 'page')} · {count_of(summary.passages, 'passage')} · "
        f"{count_of(summary.figures, 'figure')}"
    )
    covered = summary.coverage
    if covered is not None:
        counts += f" · {count_of(covered.tables, 'table')}"
    gaps = [] if covered is None else find_gaps(covered)
    look = f'<p class="ra-gaps">Look at: {escape("; ".join(gaps))}</p>' if gaps else ""
    press = "" if report.primary else '<span class="ra-tag">not a primary source</span>'
    warnings = "".join(f"<li>{escape(warning)}</li>" for warning in report.warnings)
    noted = f'<ul class="ra-warnings">{warnings}</ul>' if warnings else ""
    return (
        f"<li><div><h3>{escape(report.title)}</h3>"
        f'<p class="ra-meta">{" · ".join(escape(part) for part in meta if part)}</p>'
        f'<p class="ra-meta">{escape(counts)}</p>{press}{look}{noted}{_details(summary)}</div>'
        '<div class="ra-deeds">'
        f'<button type="button" class="ra-remove" data-revise="{escape(report.id)}" '
        f'aria-label="Edit {escape(report.title)}">Edit</button>'
        f'<button type="button" class="ra-remove" data-remove="{escape(report.id)}" '
        f'aria-label="Remove {escape(report.title)}">Remove</button></div></li>'
    )


def _details(summary: ReportSummary) -> str:
    """What is known of a report, and what was read of its file, to be opened."""
    known = "".join(
        f"<tr><th>{escape(name)}</th>"
        f"<td>{escape(value or '–')} <small>{escape(said)}</small></td></tr>"
        for name, value, said in describe_metadata(summary.report)
    )
    read = ""
    if summary.coverage is not None:
        read = "".join(
            f"<tr><th>{escape(name)}</th><td>{escape(value)}</td></tr>"
            for name, value in describe_coverage(summary.coverage)
        )
    return (
        f'<details class="ra-known"><summary>What is known, what was read '
        f"<small>{escape(summary.report.id)}</small></summary>"
        f"<table><tbody>{known}{read}</tbody></table></details>"
    )
