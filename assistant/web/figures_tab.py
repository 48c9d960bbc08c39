"""The tab to look figures up in, and where a figure's link opens. Knows not how they are found."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import gradio as gr

from assistant.assistant import Library
from assistant.errors import AssistantError
from assistant.markup import escape
from assistant.web.ask_tab import explain, report_finder
from assistant.web.listing import show_figures
from assistant.web.reference import show_reference

AT_ONCE = 4
LIMIT = 50
"""How many figures are listed."""

_HINT = '<p class="ra-empty">Type what is counted, such as “victims” or “wells repaired”.</p>'


def add_figures_tab(library: Library) -> Callable[[Callable[..., Any], gr.Tabs], None]:
    """Adds the tab's parts to the Blocks in hand.

    Returns what makes a page loading with "?figure=ID" open this one of the tabs at that figure.
    """

    def look_up(words: str) -> str:
        if not words.strip():
            return _HINT
        try:
            found = library.figures(words, limit=LIMIT)
        except AssistantError as error:
            return f'<p class="ra-empty">{escape(explain(error))}</p>'
        return show_figures(found, library.reports())

    with gr.Row(elem_id="ra-looking"):
        words = gr.Textbox(
            label="Words", placeholder="victims rescued", container=False, scale=6, max_lines=1
        )
        button = gr.Button("Look up", variant="primary", scale=0, min_width=110)
    found = gr.HTML(_HINT, elem_id="ra-figures")
    gr.on(
        [words.submit, button.click],
        look_up,
        words,
        found,
        api_name="figures",
        api_visibility="undocumented",
        concurrency_limit=AT_ONCE,
        show_progress="hidden",
    )
    follow = _follower(library)

    def open_at(event: Callable[..., Any], tabs: gr.Tabs) -> None:
        event(follow, None, [tabs, found], api_visibility="private", show_progress="hidden")

    return open_at


def _follower(library: Library) -> Callable[[gr.Request], tuple[Any, Any]]:
    find = report_finder(library)

    def follow(request: gr.Request) -> tuple[Any, Any]:
        figure_id = request.query_params.get("figure", "")
        if not figure_id:
            return gr.skip(), gr.skip()
        try:
            shown = show_reference(library.figure(figure_id), find)
        except AssistantError as error:
            shown = f'<p class="ra-empty">{escape(explain(error))}</p>'
        return gr.Tabs(selected="figures"), shown

    return follow
