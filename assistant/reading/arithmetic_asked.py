"""Tells which arithmetic a question asks for, by its words. Plans none."""

from __future__ import annotations

import re

from assistant.reading.asking import ASKED_YEAR
from assistant.records import Operation

_MOVE = r"(?:change|increase|decrease|growth|rise|fall|drop|decline|reduction|difference|variance)"
_OPERATIONS: tuple[tuple[str, Operation], ...] = (
    (
        r"\b(?:as|expressed as|stated as) an? (?:percent(?:age)?|proportion|share|fraction)"
        r" (?:of|to)\b|\b(?:percentage|proportion) constitu(?:tion|ent)\b"
        r"|\b(?:percentage|proportion|share) of\b.*\b(?:out of|over)\b",
        Operation.SHARE,
    ),
    (
        rf"\b(?:percent(?:age)?|%|per cent) {_MOVE}"
        r"|\b(?:by|in) (?:what|how many) (?:percentage|per ?cent|percent)\b|\bby what %"
        rf"|\bgrowth rate\b|\b{_MOVE}\b.*\b(?:as a|in) (?:percentage|percent|per cent|%)"
        r"(?!\s+(?:of|points?)\b)",
        Operation.PERCENT_CHANGE,
    ),
    (r"\bratio of\b|\bhow many times (?:more|as|larger|higher|bigger)\b", Operation.RATIO),
    (
        r"\b(?:average|mean) (?:\w+ )?(?:of|number|amount|across|between|over|per)\b"
        r"|\bon average\b",
        Operation.AVERAGE,
    ),
    (
        r"\bhow (?:many|much) (?:more|fewer|less|higher|lower|larger|bigger|smaller|longer)\b"
        r"|\bdifference (?:between|in|for|of)\b|\b(?:by how (?:much|many))\b"
        r"|\bchange (?:in|between|from|of)\b|\bhow (?:many|much) .* than\b"
        rf"|\b{_MOVE}\s*/\s*\(?{_MOVE}\)? (?:in|of)\b"
        r"|\b(?:increase|decrease|rise|fall|decline|growth|reduction) (?:in|of) .*"
        r"\b(?:from|between|since|over)\b|\b(?:increase|decrease|rise|fall) by from\b",
        Operation.DIFFERENCE,
    ),
    (
        r"\b(?:combined|altogether|together|in total across|sum of|total of|add up to)\b"
        r"|\btotal\b.* (?:and|between|across|over)\b",
        Operation.SUM,
    ),
    (r"\b(?:share|proportion|percentage|per ?cent|fraction|part) of\b|\bwhat %", Operation.SHARE),
    (
        r"\bwhat (?:is|was|were|are) the (?:company's )?(?:average|mean)\b|\baverage\s*\??$",
        Operation.AVERAGE,
    ),
)


def find_operation(body: str, years: tuple[str, ...]) -> Operation:
    lowered = body.lower()
    if re.search(r"\b(?:average|mean)\b", lowered) and len(set(ASKED_YEAR.findall(body))) > 1:
        return Operation.AVERAGE
    for pattern, operation in _OPERATIONS:
        if re.search(pattern, lowered):
            return operation
    return Operation.LOOKUP
