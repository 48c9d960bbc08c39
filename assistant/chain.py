"""The answer chain as a LangChain runnable: retrieve, read, judge. Knows nothing of interfaces.

question ──▶ resolve (follow-ups) ──▶ read (retrieves as it goes) ──▶ gate ──▶ Answer
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING

from assistant.gate import judge, timed
from assistant.reading import (
    UNPROVED,
    Draft,
    Followed,
    connect,
    follow,
    read_answer,
    read_with_model,
)
from assistant.records import Answer, Evidence, Filters, Report
from assistant.settings import Settings

if TYPE_CHECKING:
    from langchain_core.runnables import Runnable

Find = Callable[[str, Filters], list[Evidence]]
Read = Callable[[Followed, Callable[[str], list[Evidence]]], Draft]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as asked: its words, the chat's earlier questions, and what may answer it."""

    question: str
    history: tuple[str, ...] = ()
    filters: Filters = field(default_factory=Filters)


def choose_reader(settings: Settings, report_of: Callable[[str], Report | None]) -> Read:
    """Returns the reader that the settings name: a chat model, or the built-in one.

    Behind a model stands the built-in reader, also where the gate would let nothing through.
    """
    stand_in = built_in(settings.certainty)
    if not (settings.model or settings.model_url):
        return stand_in
    reply = connect(settings)
    name = settings.model or settings.model_url

    def read(question: Followed, find: Callable[[str], list[Evidence]]) -> Draft:
        draft = read_with_model(
            question.text,
            find,
            reply=reply,
            name=name,
            built_in=lambda text, find: stand_in(question, find),
        )
        if draft.reader == name and not draft.abstained and judge(draft, report_of).abstained:
            return replace(stand_in(question, find), reader=f"built-in ({UNPROVED})")
        return draft

    return read


def built_in(certainty: float) -> Read:
    """Returns the built-in reader at a threshold of certainty (0 to 1)."""

    def read(question: Followed, find: Callable[[str], list[Evidence]]) -> Draft:
        within = _report_of(question, find) if question.continues else None
        draft = Draft(question.text, "", abstained=True)
        for report in dict.fromkeys((within, None)):
            draft = read_answer(
                question.text, find, certainty=certainty, planned=question.planned, within=report
            )
            if not draft.abstained:
                break
        return draft

    return read


def _report_of(question: Followed, find: Callable[[str], list[Evidence]]) -> str | None:
    """Returns the report that a chat is about: the one that fits all its questions best."""
    found = find(" ".join(question.thread))
    return found[0].report.id if found else None


def answer_chain(
    find: Find, read: Read, report_of: Callable[[str], Report | None]
) -> Runnable[Asked, Answer]:
    """Returns the runnable that answers; ``find`` retrieves, ``read`` drafts, the gate decides."""
    from langchain_core.runnables import RunnableLambda

    def draft(asked: Asked) -> Draft:
        followed = follow(asked.question, asked.history)
        # A question read twice, first of the chat's own report, is looked for once.
        return read(followed, cache(lambda text: find(text, asked.filters)))

    def gate(drafted: Draft) -> Answer:
        return judge(drafted, report_of)

    return RunnableLambda(draft, name="read") | RunnableLambda(gate, name="gate")


def invoke(chain: Runnable[Asked, Answer], asked: Asked) -> Answer:
    """Runs the chain and returns the answer to the question as it was asked, timed.

    LangChain's tracing stays off, whatever its variables say: it would send questions and reports
    to a server that nobody named here.
    """
    from langsmith import tracing_context

    started = time.perf_counter()
    with tracing_context(enabled=False):
        answer = chain.invoke(asked)
    return timed(replace(answer, question=asked.question), time.perf_counter() - started)
