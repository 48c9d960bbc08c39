"""Plans arithmetic over the years of a table's row. Knows no table."""

from __future__ import annotations

import re

from assistant.figures import content_stems
from assistant.reading.asking import ASKING
from assistant.reading.plans import FILLERS, OPERATION_WORDS, YEAR, Plan
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


_EXTREME = re.compile(
    r"\b(?:(?P<high>highest|largest|greatest|biggest|maximum)|lowest|smallest|minimum)\b",
    re.IGNORECASE,
)
_NAMED_YEARS = re.compile(
    r",?\s*\b(?:recorded |reported |reached |measured )?"
    r"(?:in|over|across|during|of|between|from|for)\s+"
    rf"(?:the\s+|all\s+)*(?:years?\s+)?(?P<years>{YEAR}(?:(?:\s*,\s*|\s+)(?:and\s+|or\s+|to\s+)?{YEAR})+)",
    re.IGNORECASE,
)


def plan_extreme(question: Question, body: str) -> Plan | None:
    """Plans the highest or lowest of the years that a question names, "in 2019, 2020 and 2021"."""
    extreme, named = _EXTREME.search(body), _NAMED_YEARS.search(body)
    if extreme is None or named is None or question.operation is not Operation.LOOKUP:
        return None
    years = sorted({year[:4] for year in re.findall(YEAR, named["years"])})
    if re.search(r"\bto\b", named["years"]) or re.match(r"[\s,]*between\b", named.group()):
        years = [str(year) for year in range(int(years[0]), int(years[-1]) + 1)]
    rest = f"{body[: named.start()]} {body[named.end() :]}"
    subject = FILLERS.sub("", _EXTREME.sub(" ", rest))
    if not {word for word in content_stems(subject) if word[0].isalpha()} - ASKING:
        return None
    asked = f"What was {subject} in {years[-1]}?"
    pick = 1 if extreme["high"] else -1
    return Plan(Operation.LOOKUP, (asked,), tuple(years), row=0, pick=pick)
