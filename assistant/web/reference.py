"""Shows the figure that an id leads to, in its place. Knows nothing of Gradio."""

from __future__ import annotations

from assistant.lookup import Reference
from assistant.markup import escape
from assistant.web.evidence import ReportOf, show_source


def link_to(figure_id: str | None) -> str:
    """Returns a link that opens this application at a figure, or nothing where it has no id."""
    if not figure_id:
        return ""
    # Ids are hex digits, "@" and "-" only: nothing in one needs quoting in a query.
    address = escape(f"?figure={figure_id}")
    return f'<a class="ra-permalink" href="{address}" target="_self">{escape(figure_id)}</a>'


def show_reference(reference: Reference, report_of: ReportOf) -> str:
    """Returns what became of the figure's report, and the figure marked where it stands today."""
    note = f'<p class="ra-box ra-conflict">{escape(reference.note)}</p>' if reference.note else ""
    figure, citation = reference.figure, reference.citation
    if figure is None or citation is None:
        return note
    counted = " · ".join(part for part in (figure.label, figure.scope, figure.period) if part)
    place = show_source(
        citation, report_of(citation.report_id), number=0, figures=[(figure.start, figure.end)]
    )
    return (
        f'<section class="ra-reference">{note}<h2 class="ra-for"><span>Figure</span> '
        f"{escape(figure.surface)}</h2><p>{escape(counted)}</p>{place}"
        f'<p class="ra-note">{link_to(figure.id)}</p></section>'
    )
