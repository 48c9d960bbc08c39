"""Plans arithmetic over what a chat asked for before: "what is the difference?". Knows no evidence.

Each operand is a question asked before, so that it is looked up, and cited, again.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.figures import stem
from assistant.reading.phrases import GENERAL, asked_for, in_year, stems, without_years, years_of
from assistant.reading.plans import Plan
from assistant.records import Operation

_MOVES = (
    r"(?:chang\w*|differ\w*|increas\w*|decreas\w*|declin\w*|reduc\w*|growth|gr[eo]w\w*|rise|rose"
    r"|fall|fell|vary|varied|variation|drop\w*|gain\w*|loss|less|minus)"
)
_RATE_OF_CHANGE = re.compile(
    rf"\b(?:percent(?:age)?|per cent|%|rate of)\s+{_MOVES}\b|\bgrowth rate\b"
    rf"|\b{_MOVES}\b[^?]*\bin percent"
    r"|^(?:how much (?:is|was) (?:that|it|this) )?(?:as|in) (?:an? )?per ?cent(?:age)?\W*$",
    re.IGNORECASE,
)
_OVER = re.compile(
    r"\brepresents?\b|\bdivided by\b|\bover (?:the |that |this )?(?:1[5-9]|20)\d\d\b"
    r"|\bas an? (?:percent|percentage|portion|share|proportion)\b"
    r"|\bwhat (?:percent|percentage|proportion|share|portion)\b.*\b(?:this|that|it)\b",
    re.IGNORECASE,
)
_ADDED = re.compile(
    r"\b(?:sum|combined|altogether|together|add(?:ed|ing)? up)\b"
    r"|\btotal\b.*\b(?:two|three|four|both|those|these) "
    r"|\bincluding\b.*\b(?:1[5-9]|20)\d\d\b.*\btotal\b",
    re.IGNORECASE,
)
_MEAN = re.compile(r"\b(?:average|mean)\b", re.IGNORECASE)
_MOVED = re.compile(rf"\b{_MOVES}\b", re.IGNORECASE)
_RESULT = re.compile(
    rf"\b(?:that|this|it|the)\b(?: \w+)?? (?:{_MOVES}|sum|combined|total)\b"
    r"|\b(?:that|this|it) (?:divided by|over)\b",
    re.IGNORECASE,
)
_BY_A_NUMBER = re.compile(r"\b(?:divided by|over) (?P<number>\d[\d.,]*|two|three|four)\b(?<!\d{4})")
_POINTS = re.compile(
    r"\b(?:that|this|these|those|it|its|them|their|they|both|the two|the three)\b"
    r"|\bbetween the years\b",
    re.IGNORECASE,
)
_NUMBERS = {"two": 2, "both": 2, "2": 2, "three": 3, "3": 3, "four": 4, "4": 4, "five": 5, "5": 5}
# Words of the operation or of the time, that name nothing new.
_EMPTY = GENERAL | {
    *stems(
        "change difference increase decrease decline reduction growth rise fall vary variation "
        "net percent percentage proportion portion share ratio represent relation sum combined "
        "altogether together average mean total time period annual divide old new original "
        "million thousand billion dollar what how much add grow drop gain loss point considering "
        "two three four five less minus subtract over"
    )
}


def plan_over(body: str, asked: Sequence[str], last: Plan | None) -> Plan | None:
    """Returns the arithmetic a question asks for over earlier look-ups; None where it asks none.

    ``asked`` are these look-ups, the last one at the end; ``last`` is the arithmetic asked for
    most recently.
    """
    operation = _operation_of(_without(asked_for(asked[-1]), body))
    new = stems(without_years(body)) - _EMPTY
    if operation is None or new - stems(" ".join(asked)) or (new and not _POINTS.search(body)):
        return None
    years = years_of(body)
    if operation is Operation.SHARE:
        return _part(body, asked, last, years)
    if operation in (Operation.SUM, Operation.AVERAGE):
        return _gathered(operation, body, asked, years)
    pair = _pair(asked, last, years)
    return None if pair is None else _between(operation, *pair)


def say_plan(planned: Plan) -> str:
    """Returns a plan as one question, for people and for a chat model."""
    things = [
        say_plan(one).removeprefix("What is ").rstrip("?")
        if isinstance(one, Plan)
        else asked_for(one)
        for one in planned.questions
    ]
    if planned.operation is Operation.PERCENT_CHANGE:
        return f"By what percentage did it change from {things[0]} to {things[1]}?"
    if planned.operation is Operation.SHARE:
        return f"What percentage is {things[0]} of {things[1]}?"
    names = {
        Operation.DIFFERENCE: "difference between",
        Operation.RATIO: "ratio of",
        Operation.SUM: "sum of",
        Operation.AVERAGE: "average of",
    }
    joined = " and ".join(filter(None, (", ".join(things[:-1]), things[-1])))
    return f"What is the {names[planned.operation]} {joined}?"


def rate_of(body: str, last: str) -> str | None:
    """Returns "the percentage change" asked of a change that was asked for as one: its question,
    with the percentage for the amount.
    """
    moved = _MOVED.search(last)
    asks = _RATE_OF_CHANGE.search(body)
    if not asks or not moved or stems(without_years(body)) - _EMPTY:
        return None
    return f"{last[: moved.start()]}percentage {last[moved.start() :]}"


def _without(known: str, body: str) -> str:
    """Returns a question without the words of the thing asked for before: "average" may be one."""
    said = stems(known)
    return " ".join(
        word for word in body.split() if stem(re.sub(r"\W", "", word)) not in said - GENERAL
    )


def _operation_of(body: str) -> Operation | None:
    if _OVER.search(body):
        return Operation.SHARE
    if _RATE_OF_CHANGE.search(body):
        return Operation.PERCENT_CHANGE
    if _MEAN.search(body):
        return Operation.AVERAGE
    if _ADDED.search(body):
        return Operation.SUM
    return Operation.DIFFERENCE if _MOVED.search(body) else None


def _pair(asked: Sequence[str], last: Plan | None, years: Sequence[str]) -> tuple[str, str] | None:
    """Returns the two look-ups meant: of the years named, else those of the last arithmetic."""
    if len(years) == 2:
        return in_year(asked[-1], years[0]), in_year(asked[-1], years[1])
    told = last.questions if last is not None else ()
    if len(told) == 2 and asked[-1] in told:
        one, other = told
        if isinstance(one, str) and isinstance(other, str):
            return one, other
    return (asked[-2], asked[-1]) if len(asked) > 1 else None


def _between(operation: Operation, one: str, other: str) -> Plan:
    """Plans a change: from the earlier year to the later, else from the first asked to the next."""
    if _is_dated(one, other):
        old, new = sorted((one, other), key=lambda question: years_of(question)[0])
        pair = (old, new) if operation is Operation.PERCENT_CHANGE else (new, old)
        return Plan(operation, pair, tuple(years_of(question)[0] for question in pair))
    return Plan(operation, (one, other))


def _part(body: str, asked: Sequence[str], last: Plan | None, years: Sequence[str]) -> Plan | None:
    """Plans what one thing is of another: of a result just worked out, or of the thing before."""
    told = _BY_A_NUMBER.search(body)
    if told:
        known = last is not None and last.operation is Operation.SUM
        evenly = last and str(len(last.questions)) == str(_NUMBERS.get(told["number"], ""))
        return replace(last, operation=Operation.AVERAGE) if last and known and evenly else None
    base = in_year(asked[-1], years[-1]) if years else asked[-1]
    if last is not None and _RESULT.search(body) and len(years) < 2:
        if last.operation is Operation.PERCENT_CHANGE:
            last = _between(Operation.DIFFERENCE, *_pair(asked, last, ()) or (base, base))
        changes = last.operation is Operation.DIFFERENCE and len(last.questions) == 2
        if changes and last.years and not years and asked[-1] in last.questions:
            base = str(last.questions[-1])
        if changes and last.questions[-1] == base and last.years:
            return Plan(Operation.PERCENT_CHANGE, last.questions[::-1], last.years[::-1])
        return Plan(Operation.SHARE, (last, base))
    if len(asked) < 2:
        return None
    one, other = asked[-2], asked[-1]
    if _is_dated(one, other):
        pair = [in_year(one, year) for year in years[:2]] if len(years) == 2 else [one, other]
        if len(years) == 1 and years[0] in years_of(one):
            pair.reverse()
        return Plan(Operation.RATIO, tuple(pair), tuple(years_of(q)[0] for q in pair))
    return Plan(Operation.SHARE, (one, other))


def _gathered(
    operation: Operation, body: str, asked: Sequence[str], years: Sequence[str]
) -> Plan | None:
    """Plans a sum or average over the last look-ups: as many as are told, else all of one thing."""
    same = [question for question in asked if _is_same_thing(question, asked[-1])]
    same += [q for year in years if (q := in_year(asked[-1], year)) not in same]
    told = next((n for word, n in _NUMBERS.items() if re.search(rf"\b{word}\b", body)), 0)
    pool = same if len(same) > 1 else list(asked)
    if not told and len(same) < 2:
        told = 2
    chosen = pool[-told:] if told else pool
    if len(chosen) < 2 or (told and len(chosen) < told):
        return None
    named = [years_of(question) for question in chosen]
    dated = all(len(one) == 1 for one in named) and len(same) > 1
    return Plan(operation, tuple(chosen), tuple(one[0] for one in named) if dated else ())


def _is_dated(one: str, other: str) -> bool:
    """Tells whether two look-ups are of one thing in two years."""
    return _is_same_thing(one, other) and len(years_of(one)) == len(years_of(other)) == 1


def _is_same_thing(one: str, other: str) -> bool:
    """Tells whether two look-ups differ in nothing but their year."""
    return stems(without_years(one)) == stems(without_years(other))
