"""The tab to check a draft in. Knows nothing of how a draft is judged."""

from __future__ import annotations

import gradio as gr

from assistant.assistant import Library
from assistant.errors import AssistantError
from assistant.markup import escape
from assistant.web.ask_tab import explain, report_finder
from assistant.web.marked import show_marked_text, show_verdicts

AT_ONCE = 2
"""How many drafts are checked at the same time."""

_HINT = (
    '<p class="ra-empty">Paste an article. Each statement with a figure is compared with the '
    "reports and marked, with the place it was compared with.</p>"
)


def add_check_tab(library: Library) -> None:
    """Adds the tab's parts to the Blocks in hand."""
    find = report_finder(library)

    def check(draft: str) -> tuple[str, str]:
        if not draft.strip():
            return _HINT, ""
        try:
            checked = library.check(draft)
        except AssistantError as error:
            return f'<p class="ra-empty">{escape(explain(error))}</p>', ""
        return show_marked_text(draft, checked), show_verdicts(checked, find)

    with gr.Row(elem_id="ra-check"):
        with gr.Column(scale=5, min_width=320):
            draft = gr.Textbox(
                label="Your draft", lines=7, max_lines=14, elem_id="ra-draft-text", autoscroll=False
            )
            button = gr.Button("Check the figures", variant="primary", elem_id="ra-check-go")
            marked = gr.HTML(_HINT, elem_id="ra-marked")
        with gr.Column(scale=5, min_width=320):
            verdicts = gr.HTML(elem_id="ra-verdicts")
    button.click(
        check,
        draft,
        [marked, verdicts],
        api_name="check",
        api_visibility="undocumented",
        concurrency_limit=AT_ONCE,
        show_progress="minimal",
        show_progress_on=marked,
    )
