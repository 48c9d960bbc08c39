"""Shows a conversation: questions, answers, what is selected. Knows nothing of Gradio or reports.

A click on anything with ``data-turn`` or ``data-sample`` is sent on by page.js.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.markup import escape
from assistant.records import Answer, ShownFigure, count_of

SAMPLES = (
    (
        "Counter-trafficking work in Cambodia: results for 2022",
        (
            "How many victims were rescued?",
            "Were 150 suspects arrested?",
            "How many victims were under 18?",
        ),
    ),
    (
        "Air, water and land: what the EPA means to achieve by 2026",
        ("How many lung cancer deaths does radon cause each year?",),
    ),
    (
        "River Valley Relief Fund: annual report 2021 (revised edition)",
        ("How many wells did the River Valley Relief Fund repair?",),
    ),
)
"""Questions to start from, by the title of the sample report that answers them."""

_QUOTATION = re.compile(r"(“[^”]*”)")
_MARK = re.compile(r"\[(\d{1,4})\]")
_LONGEST_LABEL = 60


@dataclass(frozen=True, slots=True)
class Turn:
    """A question and what came of it: an answer, one line saying why not, or neither yet.

    ``as_of`` is the day the library was asked as of, None for the day it was asked on.
    """

    question: str
    answer: Answer | None = None
    failure: str | None = None
    as_of: str | None = None


@dataclass(frozen=True, slots=True)
class Chat:
    """The turns so far, which of them is looked at, and which of its sources (from 0)."""

    turns: tuple[Turn, ...] = ()
    turn: int = -1
    source: int | None = None

    def asking(self, question: str, as_of: str | None = None) -> Chat:
        """Returns the chat with a question put and not yet answered."""
        return Chat((*self.turns, Turn(question, as_of=as_of)), len(self.turns))

    def answered(self, turn: Turn) -> Chat:
        """Returns the chat with its last question answered."""
        return replace(self, turns=(*self.turns[:-1], turn))

    def looking_at(self, turn: int, source: int | None) -> Chat:
        """Returns the chat with a turn selected; what is not there is not selected."""
        if not 0 <= turn < len(self.turns):
            return self
        answer = self.turns[turn].answer
        known = answer is not None and source is not None and 0 <= source < len(answer.citations)
        return replace(self, turn=turn, source=source if known else None)

    @property
    def selected(self) -> Turn | None:
        return self.turns[self.turn] if 0 <= self.turn < len(self.turns) else None

    @property
    def questions(self) -> tuple[str, ...]:
        """The questions that were answered or refused for want of a figure, oldest first."""
        return tuple(turn.question for turn in self.turns if turn.answer is not None)


def samples_for(titles: Sequence[str]) -> list[str]:
    """Returns the sample questions that the reports with these titles answer."""
    return [question for title, questions in SAMPLES if title in titles for question in questions]


def show_chat(chat: Chat, samples: Sequence[str] = ()) -> str:
    """Returns the conversation as HTML; before the first question, the samples to choose from."""
    if not chat.turns:
        return _welcome(samples)
    turns = [_turn(turn, number, number == chat.turn) for number, turn in enumerate(chat.turns)]
    return f'<div class="ra-turns" role="log" aria-label="Conversation">{"".join(turns)}</div>'


def cite_button(turn: int, source: int, title: str) -> str:
    """Returns the small numbered button that selects one source of an answer."""
    return (
        f'<button type="button" class="ra-cite" data-turn="{turn}" data-source="{source}" '
        f'aria-label="Source {source + 1}: {escape(title)}">{source + 1}</button>'
    )


def day_tag(as_of: str | None) -> str:
    """Returns the tag of a question that was asked of the library of a day; "" without one."""
    return f' <span class="ra-tag">as of {escape(as_of)}</span>' if as_of else ""


def _welcome(samples: Sequence[str]) -> str:
    buttons = "".join(
        f'<li><button type="button" class="ra-sample" data-sample="{number}">'
        f"{escape(question)}</button></li>"
        for number, question in enumerate(samples)
    )
    listed = f"<p>Some to start with:</p><ul>{buttons}</ul>" if samples else ""
    return (
        '<div class="ra-welcome"><h2>What do you need to know?</h2>'
        "<p>Every figure in an answer comes with the exact place it was read. "
        "Where the reports do not say, the answer says so.</p>"
        f"{listed}</div>"
    )


def _turn(turn: Turn, number: int, is_selected: bool) -> str:
    chosen = " ra-chosen" if is_selected else ""
    return (
        f'<article class="ra-turn{chosen}" data-number="{number}">'
        '<p class="ra-asked"><span class="ra-unseen">You asked: </span>'
        f"{escape(turn.question)}{day_tag(turn.as_of)}</p>"
        f"{_reply(turn, number, is_selected)}</article>"
    )


def _reply(turn: Turn, number: int, is_selected: bool) -> str:
    if turn.failure is not None:
        return f'<div class="ra-reply ra-calm"><p>{escape(turn.failure)}</p></div>'
    if turn.answer is None:
        return (
            '<div class="ra-reply ra-waiting" role="status"><p>Reading the reports'
            "<span>.</span><span>.</span><span>.</span></p></div>"
        )
    if turn.answer.abstained:
        return _abstention(turn.answer)
    answer = turn.answer
    return (
        f'<div class="ra-reply">{_headline(answer)}'
        f'<p class="ra-sentence">{_sentence(answer, number)}</p>'
        f"{_stand_in(answer)}{_footer(answer, number, is_selected)}</div>"
    )


def _stand_in(answer: Answer) -> str:
    """Returns why the answer is not the chat model's, "" where it is or none is set."""
    return f'<p class="ra-reason">{escape(answer.stand_in)}</p>' if answer.stand_in else ""


def _abstention(answer: Answer) -> str:
    reason = answer.reason or ""
    said = f'<p class="ra-reason">Why: {escape(reason)}.</p>' if reason else ""
    return (
        f'<div class="ra-reply ra-calm"><p class="ra-sentence">{escape(answer.text)}</p>'
        f"{said}{_stand_in(answer)}</div>"
    )


def _headline(answer: Answer) -> str:
    if not answer.figures:
        return ""
    figure = answer.figures[0]
    label = _label(figure)
    words = f" <span>{escape(label)}</span>" if label else ""
    return f'<p class="ra-figure"><strong>{escape(figure.surface)}</strong>{words}</p>'


def _label(figure: ShownFigure) -> str:
    if figure.derivation is not None:
        return "worked out"
    label = figure.label or ""
    known = label.lower() in figure.surface.lower()
    return "" if known or len(label) > _LONGEST_LABEL else label


def _sentence(answer: Answer, turn: int) -> str:
    """Returns the answer's text with its citation marks as buttons, those in quotations aside."""
    pieces = []
    for index, piece in enumerate(_QUOTATION.split(answer.text)):
        pieces.append(escape(piece) if index % 2 else _marks(piece, answer, turn))
    return "".join(pieces)


def _marks(text: str, answer: Answer, turn: int) -> str:
    shown = []
    for index, piece in enumerate(_MARK.split(text)):
        source = int(piece) - 1 if index % 2 else -1
        if 0 <= source < len(answer.citations):
            shown.append(cite_button(turn, source, answer.citations[source].report))
        else:
            shown.append(escape(f"[{piece}]" if index % 2 else piece))
    return "".join(shown)


def _footer(answer: Answer, number: int, is_selected: bool) -> str:
    count = len(answer.citations)
    words = count_of(count, "source")
    pressed = "true" if is_selected else "false"
    disagree = any(not conflict.kind.agrees for conflict in answer.conflicts)
    flag = '<span class="ra-flag">The reports disagree</span>' if disagree else ""
    sure = _sureness(answer)
    return (
        f'<p class="ra-footer"><button type="button" class="ra-open" data-turn="{number}" '
        f'aria-pressed="{pressed}">Evidence: {words}</button>{flag}{sure}</p>'
    )


_SURENESS = {
    "certain": "The reader is certain that this is what you asked",
    "likely": "Likely what you asked: read the quotation",
    "unsure": "Unsure that this is what you asked: read the quotation first",
}


def _sureness(answer: Answer) -> str:
    """Returns how sure the reader is, in words; "" where a chat model read."""
    if answer.sureness is None or answer.chance is None:
        return ""
    return (
        f'<span class="ra-sure ra-{answer.sureness}" title="{answer.chance:.0%}">'
        f"{_SURENESS[answer.sureness]}</span>"
    )
