"""Puts figures looked up into words for a terminal. Knows nothing of libraries or of options."""

from __future__ import annotations

import shutil
import textwrap
from collections.abc import Sequence
from decimal import Decimal

from assistant.cli.printing import one_line, place_text, table
from assistant.lookup import FigureTable, Reference, Series, counted
from assistant.records import Citation, Figure, Value

_INDENT = "    "
_HEADS = ("figure", "value", "unit", "counts", "scope", "period")
_NARROW = 60
"""Columns below which nothing is made to fit."""


def screen_width() -> int:
    """Returns the terminal's width, or 100 where the output goes elsewhere."""
    return max(_NARROW, shutil.get_terminal_size((100, 24)).columns)


def found_text(found: FigureTable, width: int) -> str:
    """Returns figures in aligned columns, each followed by its quotation, place and id."""
    lines = _aligned(found.figures, width)
    parts = [lines[0]]
    for line, figure, citation in zip(lines[1:], found.figures, found.citations, strict=True):
        parts.append("\n".join([line, *_place_lines(figure, citation, width)]))
    if found.partial:
        parts.insert(0, "No figure has all of these words; these have some of them.")
    more = found.total - len(found)
    if more > 0:
        parts.append(f"{more:,} more: raise --limit, narrow the words, or write all with --out.")
    return "\n\n".join(parts)


def reference_text(reference: Reference, width: int) -> str:
    """Returns what an id leads to: what became of its report, then the figure as it stands."""
    parts = [reference.note] if reference.note else []
    if reference.figure is not None and reference.citation is not None:
        head, line = _aligned([reference.figure], width)
        places = _place_lines(reference.figure, reference.citation, width)
        parts.append("\n".join([head, line, *places]))
    return "\n\n".join(parts)


def series_text(series: Series, width: int) -> str:
    """Returns a series as a small table, a line a point, and what was left out; "" for nothing."""
    parts = [_points_text(series, width)] if series.points else []
    if series.unclear:
        told = ", ".join(series.unclear)
        parts.append(f"Left out, for a report gives several figures for it: {told}. Add words.")
    if series.left_out and parts:
        others = "other figure has" if series.left_out == 1 else "other figures have"
        parts.append(f"{series.left_out:,} {others} these words with another label or scope.")
    return "\n\n".join(parts)


def _points_text(series: Series, width: int) -> str:
    first = series.points[0].figure
    reports = {report.id: report for report in series.reports}
    rows = [("period", "figure", "", "published", "id", "report")]
    for point in series.points:
        report = reports[point.figure.report_id]
        surface = _cut(one_line(point.figure.surface), 24)
        status = "" if point.status == "current" else point.status
        about = (report.published or "", point.figure.id or "", one_line(report.title))
        rows.append((point.period or "not stated", surface, status, *about))
    taken = sum(max(len(row[at]) for row in rows) + 2 for at in range(5))
    rows = [(*row[:5], _cut(row[5], max(20, width - taken))) for row in rows]
    unit = f" ({first.unit})" if first.unit else ""
    return f"{first.label}{unit}\n\n{table(rows)}"


def _aligned(figures: Sequence[Figure], width: int) -> list[str]:
    """Returns a header and a line a figure, cut to the width; labels give way before scopes."""
    rows = [_HEADS, *(_cells(figure) for figure in figures)]
    taken = sum(max(len(row[at]) for row in rows) for at in (0, 1, 2, 5)) + 2 * (len(_HEADS) - 1)
    room = max(24, width - taken)
    widest = max(len(row[3]) for row in rows)
    label = min(widest, max(room // 2, room - max(len(row[4]) for row in rows)))
    rows = [(*row[:3], _cut(row[3], label), _cut(row[4], room - label), row[5]) for row in rows]
    return table(rows).splitlines()


def _cells(figure: Figure) -> tuple[str, str, str, str, str, str]:
    value = _value(figure.value) + (f" to {_value(figure.upper)}" if figure.upper else "")
    # Where the period is not plain, the first of the times that it may be of.
    maybe = f"{figure.times[0]}{'…' if figure.times[1:] else ''}?" if figure.times else None
    words = (figure.unit, counted(figure), figure.scope, figure.period or maybe)
    unit, label, scope, period = (one_line(word or "") for word in words)
    return _cut(one_line(figure.surface), 24), value, unit, label, scope, period


def _value(value: Value) -> str:
    if isinstance(value, str):
        return value
    whole = value == value.to_integral_value()
    return f"{value:,.0f}" if whole else f"{value.quantize(Decimal('0.000001')).normalize():,f}"


def _place_lines(figure: Figure, citation: Citation, width: int) -> list[str]:
    excerpt = _excerpt(figure, citation, 2 * (width - len(_INDENT)) - 8)
    wrapped = textwrap.wrap(
        f'"{excerpt}"', width, initial_indent=_INDENT, subsequent_indent=_INDENT + " "
    )
    place = textwrap.wrap(
        one_line(place_text(citation)), width, initial_indent=_INDENT, subsequent_indent=_INDENT
    )
    return [*wrapped, *place, f"{_INDENT}{figure.id}"]


def _excerpt(figure: Figure, citation: Citation, room: int) -> str:
    """Returns the quotation, or the part around the figure, marked with "…" where it is cut."""
    quote = citation.quote
    if len(one_line(quote)) <= room:
        return one_line(quote)
    middle = (figure.start + figure.end) // 2 - citation.start
    start = max(0, min(middle - room // 2, len(quote) - room))
    end = min(len(quote), start + room)
    # No word, and no number above all, is cut in two.
    if start:
        start = quote.find(" ", start, figure.start - citation.start) + 1 or start
    if end < len(quote):
        end = max(quote.rfind(" ", figure.end - citation.start, end), figure.end - citation.start)
    return f"{'…' * (start > 0)}{one_line(quote[start:end])}{'…' * (end < len(quote))}"


def _cut(text: str, room: int) -> str:
    return text if len(text) <= room else f"{text[: max(1, room - 1)].rstrip()}…"
