"""A plan: arithmetic and the questions that find its operands. Knows no question that asks it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.records import Operation

YEAR = r"(?:1[5-9]\d\d|20\d\d)(?:[–/-]\d\d)?"
FILLERS = re.compile(
    r"^\s*(?:by\s+)?(?:what|which|how (?:much|many)|in what|calculate|compute|find)\b"
    r"\s*(?:is|was|were|are|did|does|do|would|has|have)?\s*(?:the|a|an)?\s*",
    re.IGNORECASE,
)
_CHANGE = (
    r"(?:change|increase|decrease|growth|rise|fall|drop|decline|reduction|difference|growth rate)"
)
OPERATION_WORDS = re.compile(
    r"\b(?:percent(?:age)?|%|per cent)?\s*"
    rf"(?:overall |total |net |absolute |nominal |year-on-year )*{_CHANGE}"
    rf"(?:\s*/\s*\(?{_CHANGE}\)?)?\s+(?:in|of|between|for)?\s*(?:the\s+)?"
    r"|\b(?:average|mean|sum|combined|altogether|together|in total|ratio)\b\s*(?:of\s+)?(?:the\s+)?"
    r"|\b(?:change|increase|decrease|rise|fall|grow|drop|decline|shrink|go up|go down)[sd]?\b"
    r"|\b(?:percentage|percent|per cent)\b|\b(?:higher|lower|larger|more|less|fewer)\b"
    r"|\b(?:is|are|expected|projected) to\b|\b(?:did|does|do|should|will)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Plan:
    """An operation and the questions whose answers are its operands, in the operation's order.

    An operand may be arithmetic itself. ``years`` are set where the operands are one thing in
    several years. With ``row``, the operands are the figures that the table's row has for its
    years, whose one question finds it: 0 for all of them, else as many as ``row`` says. ``pick`` is
    1 where the highest of these is asked for, -1 for the lowest: it is quoted, not worked out.
    """

    operation: Operation
    questions: tuple[str | Plan, ...]
    years: tuple[str, ...] = ()
    row: int | None = None
    pick: int = 0
