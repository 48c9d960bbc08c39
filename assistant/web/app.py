"""Puts the tabs together into one application. Knows nothing of how it is served."""

from __future__ import annotations

from typing import Any

import gradio as gr

from assistant.assistant import Library
from assistant.web.ask_tab import add_ask_tab
from assistant.web.check_tab import add_check_tab
from assistant.web.figures_tab import add_figures_tab
from assistant.web.listing import show_counts
from assistant.web.reports_tab import add_reports_tab

UPLOADS_KEPT = 3600
"""Seconds an uploaded file that was never read may stay in Gradio's folder."""

_MASTHEAD = (
    "<h1>Report Assistant</h1><p>Ask a shelf of reports. Every figure comes with its source.</p>"
)


def build_app(library: Library) -> gr.Blocks:
    """Returns the application over an open library."""

    def count() -> str:
        return show_counts(library.reports())

    blocks: gr.Blocks
    with gr.Blocks(
        title="Report Assistant",
        analytics_enabled=False,
        fill_width=True,
        delete_cache=(UPLOADS_KEPT, UPLOADS_KEPT),
    ) as blocks:
        with gr.Row(elem_id="ra-masthead"):
            gr.HTML(_MASTHEAD, elem_id="ra-name")
            counts = gr.HTML(elem_id="ra-counts")
        with gr.Tabs(elem_id="ra-tabs") as tabs:
            with gr.Tab("Ask", id="ask"):
                refresh_chat = add_ask_tab(library)
            with gr.Tab("Check a draft", id="check"):
                add_check_tab(library)
            with gr.Tab("Figures", id="figures"):
                open_at_figure = add_figures_tab(library)
            with gr.Tab("Reports", id="reports"):
                changed, refresh_shelf = add_reports_tab(library)
        hidden: dict[str, Any] = {
            "api_visibility": "private",
            "show_progress": "hidden",
            "queue": False,
        }
        for event in (blocks.load, changed.change):
            event(count, None, counts, **hidden)
            refresh_chat(event)
        refresh_shelf(blocks.load)
        open_at_figure(blocks.load, tabs)
    return blocks
