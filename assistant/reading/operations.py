"""Splits a question that asks for arithmetic into the lookups it needs. Knows no evidence."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.reading.parts_asked import plan_share
from assistant.reading.plans import FILLERS, OPERATION_WORDS, YEAR, Plan
from assistant.reading.question import Question
from assistant.reading.years_asked import plan_extreme, plan_row
from assistant.records import Operation

_JOIN = (
    r"(?:,|to|and|–|-|through|until|compared (?:to|with)|versus|vs\.?|than(?: in)?|from"
    r"|relative to|"
    r"over|against|or)"
)
_YEARS = re.compile(
    r"\b(?:(?:from|between|in|over|across|for|during|of)\s+)?(?:the\s+)?"
    r"(?:fiscal\s+|years?\s+|years\s+of\s+|fy\s*)*"
    rf"(?P<years>{YEAR}(?:\s*,?\s*{_JOIN}\s*(?:in\s+|the\s+|fiscal\s+|years?\s+|fy\s*)*{YEAR})+)",
    re.IGNORECASE,
)
_PRICES = re.compile(rf",?\s*\b(?:in|at) (?:constant )?{YEAR} (?:prices|dollars|money|terms)\b")
# "Increase / (decrease)" asks for a sign, and tells none.
_EITHER = re.compile(r"\b\w+\s*/\s*\(?\w+\)?(?=\s+(?:in|of)\b)")
_SHRINKS = re.compile(
    r"\b(?:fall|fell|shr[iau]nk|decline|decrease|drop|reduc\w+|lower|fewer|less|smaller)[sd]?\b",
    re.IGNORECASE,
)


def plan(question: Question) -> Plan | None:
    """Returns the lookups behind a question, or None where it asks for no arithmetic we split."""
    body = _body(question)
    planned = _across_years(question, body) or _complement(body) or _either(body)
    if planned is None:
        planner = _PLANNERS.get(question.operation)
        planned = planner(body) if planner else None
    planned = planned or plan_row(question, body) or plan_extreme(question, body)
    if planned is None:
        return None
    prefix = f"According to the {question.source}: " if question.source else ""
    asked = tuple(prefix + " ".join(str(text).split()) for text in planned.questions)
    return replace(planned, questions=asked)


def _body(question: Question) -> str:
    text = question.text
    if question.source:
        text = re.split(re.escape(question.source) + r"\s*[:,]", text, maxsplit=1)[-1]
    return _PRICES.sub(" ", text).strip().rstrip("?. ")


def _across_years(question: Question, body: str) -> Plan | None:
    """Plans one thing over two or more years: change, sum or average."""
    match = _YEARS.search(body)
    if match is None or question.operation in (Operation.LOOKUP, Operation.SHARE):
        return None
    years = _named_years(match["years"], question.operation)
    subject = OPERATION_WORDS.sub(" ", FILLERS.sub("", body[: match.start()]))
    behind = body[match.end() :]
    if not subject.strip():
        # "From 2010 to 2012, what was the change in …".
        behind = FILLERS.sub("", behind.lstrip(" ,"))
    rest = OPERATION_WORDS.sub(" ", behind)
    if not re.search(r"\w", subject + rest):
        return None
    ordered = years
    falls = question.operation is Operation.DIFFERENCE and _SHRINKS.search(_EITHER.sub("", body))
    if question.operation in (Operation.DIFFERENCE, Operation.RATIO) and not falls:
        ordered = tuple(reversed(years))
    named = re.findall(YEAR, match["years"])
    if question.operation is Operation.DIFFERENCE and re.search(r"\bthan\b", match["years"]):
        # "more in 2019 than in 2020" goes from the first named to the second.
        fewer = re.search(r"\b(?:fewer|less|lower|smaller)\b", body, re.IGNORECASE)
        ordered = (named[1], named[0]) if fewer else (named[0], named[1])
    counts = re.search(r"\bhow many\b|\bnumber of\b", body, re.IGNORECASE)
    asks = "How many" if counts else "What was"
    subject = re.sub(r"^\s*(?:the\s+)?number of\s+", "", subject, flags=re.IGNORECASE)
    asked = tuple(f"{asks} {subject} {rest} in {year}?" for year in ordered)
    return Plan(question.operation, asked, tuple(year[:4] for year in ordered))


def _named_years(words: str, operation: Operation) -> tuple[str, ...]:
    years = sorted(set(re.findall(YEAR, words)))
    if operation in (Operation.DIFFERENCE, Operation.PERCENT_CHANGE, Operation.RATIO):
        return years[0], years[-1]
    if len(years) == 2 and re.search(r"\b(?:to|through|until)\b|[–-]", words):
        return tuple(str(year) for year in range(int(years[0][:4]), int(years[1][:4]) + 1))
    return tuple(years)


def _complement(body: str) -> Plan | None:
    """Plans "how many of the X were not Y" as all X less the X that were Y."""
    match = re.search(
        r"how many (?P<whole>of .+?)\s+(?P<verb>were|was|are|is|had|have)\s+not\s+(?P<part>.+)",
        body,
        re.IGNORECASE,
    )
    if match is None:
        return None
    whole = re.sub(r"^of\s+(?:the\s+|all\s+)*", "", match["whole"], flags=re.IGNORECASE)
    asked = (f"How many {whole}?", f"How many of the {whole} {match['verb']} {match['part']}?")
    return Plan(Operation.DIFFERENCE, asked)


def _either(body: str) -> Plan | None:
    """Plans "how many X were either A or B" as the sum of two counts."""
    match = re.search(
        r"(?P<head>how many .+?)\s+either\s+(?P<one>[\w ]+?)\s+or\s+(?P<other>[\w ]+)",
        body,
        re.IGNORECASE,
    )
    if match is None:
        return None
    head = match["head"]
    return Plan(Operation.SUM, (f"{head} {match['one']}?", f"{head} {match['other']}?"))


def _difference(body: str) -> Plan | None:
    match = re.search(
        r"how (?:many|much) (?P<sign>more|fewer|less) (?P<one>.+?) than "
        r"(?:the |there (?:were|are) )?(?P<other>.+)",
        body,
        re.IGNORECASE,
    )
    if match:
        one = re.sub(r"\s+(?:were|was|are|is) there$", "", match["one"])
        rest = re.search(r"\s+(?:(?:were|was|are|did)\b.*)", one)
        noun = one[: rest.start()] if rest else one
        other = match["other"]
        shared = rest.group() if rest else ""
        if re.match(r"(?:under|over|aged|below|above|in|from)\b", other, re.IGNORECASE):
            other = f"{noun} {other}"
        elif not re.search(r"\b(?:were|was|are)\b", other):
            other = f"{other} {shared}"
        asked = (f"How many {one}?", f"How many {other}?")
        return Plan(Operation.DIFFERENCE, asked if match["sign"] == "more" else asked[::-1])
    match = re.search(
        r"difference (?:between|in) (?P<head>(?:the )?number of )?(?:the )?(?P<one>.+?) and "
        r"(?:the )?(?P<other>.+)",
        body,
        re.IGNORECASE,
    )
    if match is None:
        return None
    return Plan(Operation.DIFFERENCE, _both(match["head"] or "", match["one"], match["other"]))


def _both(head: str, one: str, other: str) -> tuple[str, str]:
    """Returns the two lookups; a place or time behind the second holds for the first as well."""
    shared = re.search(r"\s(?:in|at|during|from|on|by)\s.+$", other)
    if shared and not re.search(r"\s(?:in|at|during|from|on|by)\s", one):
        one = f"{one}{shared.group()}"
    asks = "How many" if "number" in head else "What was"
    one, other = (re.sub(r"^(?:the )?number of (?:the )?", "", words) for words in (one, other))
    return f"{asks} {one}?", f"{asks} {other}?"


def _ratio(body: str) -> Plan | None:
    match = re.search(
        r"ratio of (?:the )?(?P<one>.+?) to (?:the )?(?P<other>.+)", body, re.IGNORECASE
    )
    if match is None:
        return None
    return Plan(Operation.RATIO, _both("number", match["one"], match["other"]))


def _sum(body: str) -> Plan | None:
    match = re.search(
        r"(?:how (?:many|much)|what (?:is|was|were)(?: the)?(?: combined| total| sum of)?"
        r"(?: number of| total of)?)\s+"
        r"(?P<one>.+?)\s+and\s+(?P<other>.+)",
        re.sub(r"\b(?:combined|altogether|together|in total|in all)\b", " ", body),
        re.IGNORECASE,
    )
    if match is None:
        return None
    one, other = match["one"], match["other"]
    asks = "How many" if re.search(r"\bhow many|number", body, re.IGNORECASE) else "What was"
    rest = re.search(r"\s+(?:were|was|are|did|in|from|aged)\b.*", other)
    if rest and not re.search(r"\s(?:were|was|are)\b", one):
        one = f"{one} {rest.group()}"
    if re.match(r"(?:under|over|aged|below|above|in|from|by|\d)\b", other, re.IGNORECASE):
        noun = re.split(r"\s+(?:under|over|aged|below|above|in|from|by|were)\b", one, maxsplit=1)[0]
        other = f"{noun} {other}"
    return Plan(Operation.SUM, (f"{asks} {one}?", f"{asks} {other}?"))


def _average(body: str) -> Plan | None:
    match = re.search(r"average (?P<one>.+?) per (?P<other>\w+)(?P<rest>.*)", body, re.IGNORECASE)
    if match is None:
        return None
    return Plan(
        Operation.RATIO,
        (
            f"How many {match['one']} {match['rest']}?",
            f"How many {match['other']}s {match['rest']}?",
        ),
    )


def _to_target(body: str) -> Plan | None:
    """Plans "by what percentage should X rise" as the way from its baseline to its target."""
    match = re.search(r"\b(?:should|planned to|due to|meant to)\b", body, re.IGNORECASE)
    if match is None:
        return None
    subject = OPERATION_WORDS.sub(" ", FILLERS.sub("", body))
    subject = re.sub(r"\b(?:the )?(?:number|amount) of\b", " ", subject, flags=re.IGNORECASE)
    asked = (f"What is the baseline for {subject}?", f"What is the target for {subject}?")
    return Plan(Operation.PERCENT_CHANGE, asked)


_PLANNERS = {
    Operation.PERCENT_CHANGE: _to_target,
    Operation.SHARE: plan_share,
    Operation.DIFFERENCE: _difference,
    Operation.RATIO: _ratio,
    Operation.SUM: _sum,
    Operation.AVERAGE: _average,
}
