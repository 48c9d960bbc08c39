"""The tab to look figures up in. Knows nothing of how they are found."""

from __future__ import annotations

import gradio as gr

from assistant.assistant import Library
from assistant.errors import AssistantError
from assistant.web.ask_tab import explain
from assistant.web.listing import show_figures
from assistant.web.markup import escape

AT_ONCE = 4
LIMIT = 50
"""How many figures are listed."""

_HINT = '<p class="ra-empty">Type what is counted, such as “victims” or “wells repaired”.</p>'


def add_figures_tab(library: Library) -> None:
    """Adds the tab's parts to the Blocks in hand."""

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
