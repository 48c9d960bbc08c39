"""The tab to ask in: conversation on the left, evidence on the right. Knows nothing of serving."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

import gradio as gr

from assistant.assistant import Library
from assistant.errors import AssistantError, LibraryEmpty, LibraryError
from assistant.records import Filters, Report, is_day
from assistant.web.assets import PAGE_SCRIPT
from assistant.web.conversation import Chat, Turn, samples_for, show_chat
from assistant.web.evidence import ReportOf, show_evidence
from assistant.web.listing import show_titles

Shown: TypeAlias = tuple[Chat, str, str]
"""The chat, and the HTML of conversation and evidence."""

AT_ONCE = 4
"""How many visitors' questions are read at the same time; the others wait their turn."""


@dataclass(frozen=True, slots=True)
class _Parts:
    chat: gr.State
    conversation: gr.HTML
    question: gr.Textbox
    ask: gr.Button
    day: gr.Textbox
    anew: gr.Button
    evidence: gr.HTML


def add_ask_tab(library: Library) -> Callable[[Callable[..., Any]], None]:
    """Adds the tab's parts to the Blocks in hand.

    Returns what makes an event (a page loading, reports changing) redraw the conversation.
    """
    parts = _draw()
    answer, show = _answerer(library), _shower(library)
    shown = [parts.chat, parts.conversation, parts.evidence]
    slow: dict[str, Any] = {
        "show_progress": "hidden",
        "concurrency_limit": AT_ONCE,
        "concurrency_id": "ask",
    }
    quick: dict[str, Any] = {"show_progress": "hidden", "queue": False}
    gr.on(
        [parts.question.submit, parts.ask.click],
        _emptying(answer),
        [parts.question, parts.chat, parts.day],
        [parts.question, *shown],
        api_name="ask",
        api_visibility="undocumented",
        **slow,
    )
    sampled = _sampling(library, answer)
    asked = [parts.chat, parts.day]
    parts.conversation.sample(sampled, asked, shown, api_visibility="private", **slow)
    for part in (parts.conversation, parts.evidence):
        part.choose(_choosing(show), parts.chat, shown, api_visibility="private", **quick)
    named: dict[str, Any] = {"api_name": "new_chat", "api_visibility": "undocumented"}
    # The day goes, too: it would be forgotten, and the next answer taken for today's.
    parts.anew.click(lambda: (*show(Chat()), ""), None, [*shown, parts.day], **named, **quick)

    def refresh(event: Callable[..., Any]) -> None:
        event(show, parts.chat, shown, api_visibility="private", **quick)

    return refresh


def _draw() -> _Parts:
    chat = gr.State(Chat())
    with gr.Row(elem_id="ra-ask"):
        with gr.Column(scale=5, min_width=320, elem_id="ra-left"):
            conversation = gr.HTML(js_on_load=PAGE_SCRIPT, elem_id="ra-conversation")
            with gr.Row(elem_id="ra-asking"):
                question = gr.Textbox(
                    label="Your question",
                    placeholder="How many …?",
                    lines=1,
                    max_lines=6,
                    scale=6,
                    container=False,
                    elem_id="ra-question",
                )
                ask = gr.Button("Ask", variant="primary", scale=0, min_width=84, elem_id="ra-send")
            with gr.Row(elem_id="ra-settings"):
                day = gr.Textbox(
                    label="As of",
                    placeholder="today, or 2026-08-18",
                    max_lines=1,
                    max_length=10,
                    scale=1,
                    elem_id="ra-day",
                )
                anew = gr.Button("New chat", size="sm", scale=0, elem_id="ra-anew")
        with gr.Column(scale=6, min_width=320, elem_id="ra-right"):
            evidence = gr.HTML(js_on_load=PAGE_SCRIPT, elem_id="ra-evidence")
    return _Parts(chat, conversation, question, ask, day, anew, evidence)


def report_finder(library: Library) -> ReportOf:
    """Returns a look-up of whole reports that knows the removed ones are gone."""

    def find(report_id: str) -> Report | None:
        try:
            return library.report(report_id)
        except LibraryError:
            return None

    return find


def explain(error: AssistantError, day: str | None = None) -> str:
    """Returns an error as one line for a visitor of the page, who has no command line at hand;
    ``day`` is the one the library was asked as of."""
    if isinstance(error, LibraryEmpty):
        if day is not None:
            return f"There were no reports here on {day}. Empty “As of” to ask those of today."
        return "There are no reports here yet. Add some in the tab “Reports”."
    return " ".join(str(error).split())


def _shower(library: Library) -> Callable[[Chat], Shown]:
    find = report_finder(library)

    def show(chat: Chat) -> Shown:
        if not chat.turns:
            return chat, show_chat(chat, _samples(library)), show_titles(library.reports())
        return chat, show_chat(chat), show_evidence(chat, find)

    return show


def _answerer(library: Library) -> Callable[[str, Chat, str], Iterator[Shown]]:
    show = _shower(library)

    def answer(question: str, chat: Chat, as_of: str) -> Iterator[Shown]:
        day = as_of.strip() or None
        waiting = chat.asking(question, day)
        # The chat itself is kept as it was until the answer is there, lest a visitor who leaves
        # half-way is for ever waiting.
        yield chat, *show(waiting)[1:]
        yield show(waiting.answered(_turn_of(library, question, chat, day)))

    return answer


def _turn_of(library: Library, question: str, chat: Chat, day: str | None) -> Turn:
    if day is not None and not is_day(day):
        wrong = f"“As of” takes a day, month or year such as 2026-08-18, not “{day}”."
        return Turn(question, failure=wrong)
    try:
        answer = library.ask(question, history=chat.questions, filters=Filters(as_of=day))
    except AssistantError as error:
        return Turn(question, failure=explain(error, day), as_of=day)
    return Turn(question, answer, as_of=day)


def _emptying(
    answer: Callable[[str, Chat, str], Iterator[Shown]],
) -> Callable[[str, Chat, str], Iterator[tuple[Any, ...]]]:
    def ask(question: str, chat: Chat, as_of: str) -> Iterator[tuple[Any, ...]]:
        if not question.strip():
            yield "", gr.skip(), gr.skip(), gr.skip()
            return
        for shown in answer(question.strip(), chat, as_of):
            yield "", *shown

    return ask


def _sampling(
    library: Library, answer: Callable[[str, Chat, str], Iterator[Shown]]
) -> Callable[[Chat, str, gr.EventData], Iterator[Any]]:
    def ask_sample(chat: Chat, as_of: str, event: gr.EventData) -> Iterator[Any]:
        samples = dict(enumerate(_samples(library)))
        number = _whole_number(event, "sample")
        if number in samples:
            yield from answer(samples[number], chat, as_of)
        else:
            yield gr.skip(), gr.skip(), gr.skip()

    return ask_sample


def _choosing(show: Callable[[Chat], Shown]) -> Callable[[Chat, gr.EventData], Shown]:
    def choose(chat: Chat, event: gr.EventData) -> Shown:
        turn, source = _whole_number(event, "turn"), _whole_number(event, "source")
        return show(chat.looking_at(-1 if turn is None else turn, source))

    return choose


def _whole_number(event: gr.EventData, name: str) -> int | None:
    """Returns a number a browser sent, or None for anything else it may have sent."""
    data = event._data
    value = data.get(name) if isinstance(data, dict) else None
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _samples(library: Library) -> list[str]:
    return samples_for([summary.report.title for summary in library.reports()])
