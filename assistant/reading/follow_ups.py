"""Turns a follow-up into a question of its own, from the chat's earlier ones. Knows no evidence.

What an earlier answer was is not asked for: "the difference between the two" is worked anew from
the questions that led to it, so that every operand is read and cited again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.reading.earlier import plan_over, rate_of, say_plan
from assistant.reading.operations import plan
from assistant.reading.phrases import GENERAL, has_lead, in_year, stems, strip_lead, years_of
from assistant.reading.plans import Plan
from assistant.reading.question import understand
from assistant.reading.rewording import name_years, only_when, with_noun, with_place, with_pronoun


@dataclass(frozen=True, slots=True)
class Followed:
    """A question as it stands on its own.

    ``planned`` is the arithmetic that it asks for over what was asked before; ``continues`` tells
    that it goes on from the question before it, and so is most likely of the same report;
    ``thread`` are the questions that it goes on from, as they were asked, and itself.
    """

    text: str
    planned: Plan | None = None
    continues: bool = False
    thread: tuple[str, ...] = ()


def resolve(text: str, history: Sequence[str]) -> str:
    """Returns a follow-up as a question of its own, from the earlier questions of the chat.

    "and in 2021?" takes the last question with its year replaced; "how many of them were minors?"
    gets the earlier question's words for "them". A question that stands alone is returned as it is.
    """
    return follow(text, history).text


def follow(text: str, history: Sequence[str]) -> Followed:
    """Returns the same with the arithmetic it asks for and whether it goes on from the last one."""
    thread: list[Followed] = []
    for asked in (*history, text):
        found = _follow(asked, thread)
        before = thread[-1].thread if thread and found.continues else ()
        found = replace(found, thread=(*before, asked))
        thread = [*thread, found] if found.continues else [found]
    return thread[-1]


def _follow(text: str, thread: Sequence[Followed]) -> Followed:
    if not thread:
        return Followed(text)
    asked = values_of(thread)
    last = asked[-1]
    body = name_years(strip_lead(text), [turn.text for turn in thread])
    if only_when(body):
        return Followed(in_year(last, years_of(body)[0]), continues=True)
    planned = plan_over(body, asked, _last_plan(thread))
    if planned is not None:
        return Followed(say_plan(planned), planned, continues=True)
    rated = rate_of(body, thread[-1].text)
    if rated is not None:
        return Followed(rated, continues=True)
    for rewrite in (with_place, with_pronoun, with_noun):
        found = rewrite(text, body, last)
        if found is not None:
            return Followed(found, continues=True)
    shared = stems(body) & stems(" ".join(asked)) - GENERAL
    if has_lead(text) or shared or stems(body) <= GENERAL:
        return Followed(_with_year(text, body, last), continues=True)
    return Followed(text)


def values_of(thread: Sequence[Followed]) -> list[str]:
    """Returns the look-ups behind a thread's questions, the one asked last at the end."""
    found: dict[str, None] = {}
    for turn in thread:
        planned = turn.planned or _across_years(turn.text)
        for question in _look_ups(planned) if planned else (turn.text,):
            found.pop(question, None)
            found[question] = None
    return list(found)


def _look_ups(planned: Plan) -> list[str]:
    found: list[str] = []
    for one in planned.questions:
        found += _look_ups(one) if isinstance(one, Plan) else [one]
    return found


def _last_plan(thread: Sequence[Followed]) -> Plan | None:
    """Returns the arithmetic asked for most recently, be it some questions ago."""
    plans = (turn.planned or _across_years(turn.text) for turn in reversed(thread))
    return next(filter(None, plans), None)


def _across_years(text: str) -> Plan | None:
    """Returns the arithmetic of one thing over years; "X and Y" may be the name of one thing."""
    planned = plan(understand(text))
    return planned if planned is not None and planned.years else None


def _with_year(text: str, body: str, last: str) -> str:
    """Returns a question of another thing, with the year of the last one where it names none."""
    years = years_of(last)
    if has_lead(text) and not years_of(body) and len(years) == 1:
        return f"{body.rstrip(' ?')} in {years[0]}?"
    return body if has_lead(text) or years_of(body) != years_of(text) else text
