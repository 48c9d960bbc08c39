"""The tab of the reports: list, upload, web addresses, edits, removal. Knows nothing of reading."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePath
from typing import Any

import gradio as gr

from assistant.assistant import Library
from assistant.coverage import find_gaps
from assistant.errors import AssistantError, LibraryError, UnreadableReport
from assistant.library.uploads import is_numbered
from assistant.loading import is_address
from assistant.markup import escape
from assistant.records import Added, Progress, ReportSummary, count_of
from assistant.web.ask_tab import explain
from assistant.web.assets import PAGE_SCRIPT
from assistant.web.edit_form import EditForm, draw_edit_form, wire_edit_form
from assistant.web.following import follow
from assistant.web.listing import Outcome, show_outcomes, show_shelf

Refresh = Callable[[Callable[..., Any]], None]


@dataclass(frozen=True, slots=True)
class _Parts:
    files: gr.File
    address: gr.Textbox
    fetch: gr.Button
    outcomes: gr.HTML
    confirm: gr.Column
    wanted: gr.HTML
    keep: gr.Button
    remove: gr.Button
    form: EditForm
    shelf: gr.HTML


def add_reports_tab(library: Library) -> tuple[gr.State, Refresh]:
    """Adds the tab's parts to the Blocks in hand.

    Returns a state that changes whenever reports were added or removed, and what makes an event
    redraw the list.
    """
    changed, asked = gr.State(0), gr.State("")
    parts = _draw()
    hidden: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
    _wire_adding(library, parts, changed)
    wire_edit_form(library, parts.form, parts.shelf, parts.outcomes, changed)
    doubted = [asked, parts.wanted, parts.confirm]
    parts.shelf.remove(_doubter(library), None, doubted, queue=False, **hidden)
    parts.keep.click(lambda: gr.Column(visible=False), None, parts.confirm, queue=False, **hidden)
    parts.remove.click(
        _remover(library),
        [asked, changed],
        [parts.confirm, parts.outcomes, parts.shelf, changed],
        concurrency_limit=1,
        **hidden,
    )

    def refresh(event: Callable[..., Any]) -> None:
        event(lambda: show_shelf(library.reports()), None, parts.shelf, queue=False, **hidden)

    return changed, refresh


def _wire_adding(library: Library, parts: _Parts, changed: gr.State) -> None:
    # Reports are added one at a time; questions have a queue of their own and go on.
    adding: dict[str, Any] = {
        "api_visibility": "undocumented",
        "show_progress": "hidden",
        "concurrency_limit": 1,
        "concurrency_id": "adding",
    }
    added = [parts.outcomes, parts.shelf, changed]
    parts.files.upload(
        _adder(library), [parts.files, changed], [parts.files, *added], api_name="add", **adding
    )
    gr.on(
        [parts.fetch.click, parts.address.submit],
        _fetcher(library),
        [parts.address, changed],
        [parts.address, *added],
        api_name="add_address",
        **adding,
    )


def _draw() -> _Parts:
    with gr.Column(elem_id="ra-reports"):
        files = gr.File(
            label="Add reports (PDF, Office and OpenDocument files, HTML, EPUB, e-mail, text, zip)",
            file_count="multiple",
            type="filepath",
            height=150,
            elem_id="ra-upload",
        )
        with gr.Row(elem_id="ra-web"):
            address = gr.Textbox(
                label="Or from a web address",
                placeholder="https://…",
                max_lines=1,
                scale=8,
                elem_id="ra-address",
            )
            fetch = gr.Button("Add", size="sm", scale=1, min_width=80, elem_id="ra-fetch")
        with gr.Column(visible=False, elem_id="ra-confirm") as confirm:
            wanted = gr.HTML(elem_id="ra-wanted")
            with gr.Row():
                keep = gr.Button("Keep it", size="sm", elem_id="ra-keep")
                remove = gr.Button("Remove it", variant="stop", size="sm", elem_id="ra-remove")
        form = draw_edit_form()
        outcomes = gr.HTML(elem_id="ra-outcomes")
        shelf = gr.HTML(js_on_load=PAGE_SCRIPT, elem_id="ra-shelf")
    return _Parts(files, address, fetch, outcomes, confirm, wanted, keep, remove, form, shelf)


def _adder(library: Library) -> Callable[..., Iterator[tuple[Any, ...]]]:
    def add(files: list[str] | None, changed: int) -> Iterator[tuple[Any, ...]]:
        paths = [Path(file) for file in files or ()]
        outcomes: list[Outcome] = []
        for number, path in enumerate(paths, start=1):
            reading = f"Reading {number} of {len(paths)}: {path.name} …"
            yield gr.skip(), show_outcomes(outcomes, reading=reading), gr.skip(), gr.skip()
            for step in follow(partial(add_upload, library, path)):
                if isinstance(step, Outcome):
                    outcomes.append(step)
                else:
                    reading = f"Reading {number} of {len(paths)}: {_steps(path, step)} …"
                    yield gr.skip(), show_outcomes(outcomes, reading=reading), gr.skip(), gr.skip()
        shelf = show_shelf(library.reports())
        yield None, show_outcomes(outcomes), shelf, changed + 1

    return add


def _steps(path: Path, step: Progress) -> str:
    counts = [count_of(step.pages, "page")] if step.pages else []
    counts += [count_of(step.passages, "passage")] if step.passages else []
    return ", ".join([path.name, *counts])


def add_upload(
    library: Library, path: Path, tell: Callable[[Progress], None] = lambda step: None
) -> Outcome:
    """Reads a copy of an uploaded file, deletes the upload and says what became of it."""
    try:
        added = library.add_upload(path, tell)
    except UnreadableReport as error:
        return Outcome(path.name, error=error.cause)
    except AssistantError as error:
        return Outcome(path.name, error=explain(error))
    finally:
        # Files in Gradio's folder can be fetched by whoever knows their address.
        path.unlink(missing_ok=True)
    return _outcome(path.name, added)


def _fetcher(library: Library) -> Callable[..., Iterator[tuple[Any, ...]]]:
    def add(address: str, changed: int) -> Iterator[tuple[Any, ...]]:
        if not address.strip():
            yield gr.skip(), "", gr.skip(), gr.skip()
            return
        yield gr.skip(), show_outcomes((), reading=f"Fetching {address} …"), gr.skip(), gr.skip()
        outcome = add_address(library, address)
        left = address if outcome.error else ""
        yield left, show_outcomes([outcome]), show_shelf(library.reports()), changed + 1

    return add


def add_address(library: Library, address: str) -> Outcome:
    """Reads a web address into the library; a visitor must not reach this machine's files by it."""
    if not is_address(address):
        return Outcome(address, error="it is no web address; write it as https://host/page")
    try:
        return _outcome(address, library.add(address))
    except AssistantError as error:
        return Outcome(address, error=explain(error))


def _outcome(name: str, added: Added) -> Outcome:
    summaries = (*added.added, *added.updated)
    if added.failed and not summaries:
        return Outcome(name, error=added.failed[0].error)
    if not summaries:
        return Outcome(name, said="already here")
    # A message with its attachments is several reports, of which some may not be read.
    said = [f"added as {_say(summary)}{_beside(summary, name)}" for summary in added.added]
    said += [f"now a new version: {_say(summary)}" for summary in added.updated]
    said += [f"not read: {PurePath(f.origin).name}: {f.error}" for f in added.failed]
    return Outcome(name, said="; ".join(said))


def _say(summary: ReportSummary) -> str:
    counts = f"{count_of(summary.pages, 'page')}, {count_of(summary.figures, 'figure')}"
    gaps = [] if summary.coverage is None else find_gaps(summary.coverage)
    look = f" (look at: {'; '.join(gaps)})" if gaps else ""
    return f"“{summary.report.title}”, {counts}{look}"


def _beside(summary: ReportSummary, name: str) -> str:
    """Returns that a report was kept beside another one of its file's name; "" where it was not."""
    copy = PurePath(summary.report.origin).name
    if not is_numbered(copy, name):
        return ""
    return f"; another report has this file’s name, so that it is kept beside it as “{copy}”"


def _doubter(library: Library) -> Callable[[gr.EventData], tuple[Any, ...]]:
    def ask_first(event: gr.EventData) -> tuple[Any, ...]:
        data = event._data
        report_id = data.get("report") if isinstance(data, dict) else None
        titles = {summary.report.id: summary.report.title for summary in library.reports()}
        if not isinstance(report_id, str) or report_id not in titles:
            return "", "", gr.Column(visible=False)
        question = f"<p>Remove <b>{escape(titles[report_id])}</b> from the library?</p>"
        return report_id, question, gr.Column(visible=True)

    return ask_first


def _remover(library: Library) -> Callable[[str, int], tuple[Any, ...]]:
    def remove(report_id: str, changed: int) -> tuple[Any, ...]:
        outcome = ""
        try:
            library.remove(report_id)
        except LibraryError:
            outcome = '<p class="ra-note">That report had been removed already.</p>'
        return gr.Column(visible=False), outcome, show_shelf(library.reports()), changed + 1

    return remove
