"""The form that says what is known of a report. Knows nothing of how a report is read again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import gradio as gr

from assistant.assistant import Library
from assistant.edits import FIELDS
from assistant.errors import AssistantError
from assistant.markup import escape
from assistant.records import Report
from assistant.web.ask_tab import explain
from assistant.web.listing import show_shelf

_ASKED = {
    "title": ("Title", ""),
    "publisher": ("Publisher", ""),
    "published": ("Published", "2023, 2023-05 or 2023-05-03"),
    "period": ("Period covered", "2022 or 2022-07-01/2023-06-30"),
    "language": ("Language", "en"),
    "edition": ("Edition", ""),
    "link": ("Link", "https://…"),
}
_SOURCES = {"A report": True, "Repeats another's figures (press)": False}


@dataclass(frozen=True, slots=True)
class EditForm:
    """The form's parts; ``asked`` holds the id of the report in it."""

    asked: gr.State
    column: gr.Column
    heading: gr.HTML
    said: gr.HTML
    fields: list[gr.Textbox]
    source: gr.Radio
    save: gr.Button
    restore: gr.Button
    leave: gr.Button

    @property
    def shown(self) -> list[Any]:
        """What is filled when a report is opened in the form."""
        return [self.asked, self.column, self.heading, self.said, *self.fields, self.source]


def draw_edit_form() -> EditForm:
    """Draws the form, hidden."""
    asked = gr.State("")
    with gr.Column(visible=False, elem_id="ra-edit") as column:
        heading = gr.HTML(elem_id="ra-edit-heading")
        fields = [
            gr.Textbox(label=label, placeholder=hint, max_lines=1, elem_id=f"ra-edit-{name}")
            for name, (label, hint) in _ASKED.items()
        ]
        source = gr.Radio(list(_SOURCES), label="Source", elem_id="ra-edit-source")
        # A refusal stands where the one who clicked "Save" is looking.
        said = gr.HTML(elem_id="ra-edit-said")
        with gr.Row():
            save = gr.Button("Save", variant="primary", size="sm", elem_id="ra-edit-save")
            restore = gr.Button("Back to what was read", size="sm", elem_id="ra-edit-restore")
            leave = gr.Button("Close", size="sm", elem_id="ra-edit-leave")
    return EditForm(asked, column, heading, said, fields, source, save, restore, leave)


def wire_edit_form(
    library: Library, form: EditForm, shelf: gr.HTML, outcomes: gr.HTML, changed: gr.State
) -> None:
    """Opens the form at a click on "Edit", and writes what it says into the library."""
    hidden: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
    shelf.revise(_opener(library), None, form.shown, queue=False, **hidden)
    form.leave.click(lambda: gr.Column(visible=False), None, form.column, queue=False, **hidden)
    # A report is read again one at a time, and not while others are added.
    slow: dict[str, Any] = {**hidden, "concurrency_limit": 1, "concurrency_id": "adding"}
    after = [form.column, form.said, outcomes, shelf, changed]
    form.save.click(
        _saver(library), [form.asked, changed, *form.fields, form.source], after, **slow
    )
    form.restore.click(_restorer(library), [form.asked, changed], after, **slow)


def _opener(library: Library) -> Callable[[gr.EventData], tuple[Any, ...]]:
    def open_form(event: gr.EventData) -> tuple[Any, ...]:
        data = event._data
        wanted = data.get("report") if isinstance(data, dict) else None
        report = _find(library, wanted)
        if report is None:
            return "", gr.Column(visible=False), "", "", *("" for _ in _ASKED), None
        values = (getattr(report, name) or "" for name in _ASKED)
        source = next(name for name, primary in _SOURCES.items() if primary is report.primary)
        heading = f"<p>What is known of <b>{escape(report.title)}</b></p>"
        return report.id, gr.Column(visible=True), heading, "", *values, source

    return open_form


def _saver(library: Library) -> Callable[..., tuple[Any, ...]]:
    def save(report_id: str, changed: int, *values: str | None) -> tuple[Any, ...]:
        report = _find(library, report_id)
        if report is None:
            return _gone(library, changed)
        *texts, source = values
        said: dict[str, str | bool] = {
            name: text or ""
            for name, text in zip(_ASKED, texts, strict=True)
            if (text or "").strip() != (getattr(report, name) or "")
        }
        if source in _SOURCES and _SOURCES[source] is not report.primary:
            said["primary"] = _SOURCES[source]
        return _edit(library, report, changed, said) if said else _done(library, report, changed)

    return save


def _restorer(library: Library) -> Callable[..., tuple[Any, ...]]:
    def restore(report_id: str, changed: int) -> tuple[Any, ...]:
        report = _find(library, report_id)
        if report is None:
            return _gone(library, changed)
        return _edit(library, report, changed, {}, as_read=FIELDS)

    return restore


def _edit(
    library: Library,
    report: Report,
    changed: int,
    said: dict[str, str | bool],
    *,
    as_read: tuple[str, ...] = (),
) -> tuple[Any, ...]:
    try:
        edited = library.edit(report.id, as_read=as_read, **said)
    except AssistantError as error:
        told = f'<p class="ra-gaps">{escape(explain(error))}</p>'
        return gr.skip(), told, gr.skip(), gr.skip(), gr.skip()
    return _done(library, edited.report, changed)


def _done(library: Library, report: Report, changed: int) -> tuple[Any, ...]:
    note = f'<p class="ra-note">Saved: {escape(report.title)}</p>'
    return gr.Column(visible=False), "", note, show_shelf(library.reports()), changed + 1


def _gone(library: Library, changed: int) -> tuple[Any, ...]:
    note = '<p class="ra-note">That report is no longer here.</p>'
    return gr.Column(visible=False), "", note, show_shelf(library.reports()), changed + 1


def _find(library: Library, report_id: object) -> Report | None:
    reports = (summary.report for summary in library.reports())
    return next((report for report in reports if report.id == report_id), None)
