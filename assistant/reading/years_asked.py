"""Plans arithmetic over the years of a table's row. Knows no table."""

from __future__ import annotations

import re

from assistant.figures import content_stems
from assistant.reading.asking import ASKING
from assistant.reading.plans import FILLERS, OPERATION_WORDS, Plan
from assistant.reading.question import Question
from assistant.records import Operation

_OVER = re.compile(
    r",?\s*\b(?:(?:for|over|across|in|of|during|between|from)\s+)?(?:the\s+|all\s+|both\s+|last\s+|past\s+)*"
    r"(?P<number>\d|two|three|four|five)\s+years\b",
    re.IGNORECASE,
)
_NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5}


def plan_row(question: Question, body: str) -> Plan | None:
    """Plans arithmetic over all the years that a table's row has, where the question names none."""
    over = _OVER.search(body)
    yearly = re.search(r"\byear[- ]on[- ]year\b|\byear[- ]over[- ]year\b", body, re.IGNORECASE)
    moves = question.operation in (Operation.DIFFERENCE, Operation.PERCENT_CHANGE)
    adds = question.operation is Operation.SUM and over
    if question.years or not (moves or adds or question.operation is Operation.AVERAGE):
        return None
    if re.search(r"\b(?:quarter|month|week|day|per|each)(?:ly|s)?\b", body, re.IGNORECASE):
        return None
    subject = OPERATION_WORDS.sub(" ", FILLERS.sub("", _OVER.sub(" ", body)))
    subject = re.sub(r"\byear[- ]o(?:n|ver)[- ]year\b", " ", subject, flags=re.IGNORECASE)
    if not {word for word in content_stems(subject) if word[0].isalpha()} - ASKING:
        return None
    told = over["number"].lower() if over else ""
    count = _NUMBERS.get(told) or int(told or 0)
    if moves:
        count = 2 if yearly else 0
    return Plan(question.operation, (f"What was {subject}?",), row=count)
