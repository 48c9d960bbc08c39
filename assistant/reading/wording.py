"""Puts what was read into one plain sentence. Knows nothing of scores or stores.

Every number written is inside a quotation from the report, a quoted or derived figure, or repeated
from the question; the gate holds it to that.
"""

from __future__ import annotations

import re

from assistant.figures import show
from assistant.figures.arithmetic import Worked
from assistant.reading.candidates import Candidate
from assistant.reading.clauses import find_clause, is_row
from assistant.records import ConflictKind, Kind, Modifier, Operation

NOT_SAID = "The reports do not say."
"""The one phrase for an abstention."""

SHORTEST, LONGEST = 18, 200
"""How short a clause is given with its sentence, and how long one may be, in characters."""

_PAUSE = re.compile(r"[,;:]\s")


def state(candidate: Candidate, mark: str) -> str:
    """Returns "According to TITLE, “225 victims were rescued” [1]." for a figure."""
    source = f"According to {candidate.evidence.report.title}"
    who = candidate.figure.attribution
    said = f" (as said by {who})" if who and len(who) < 50 and not re.search(r"\d", who) else ""
    return f"{source}{said}, {say(candidate)} {mark}."


_CONTRASTS = {
    ConflictKind.TRUE_CLASH: "The reports disagree",
    ConflictKind.REVISED_EDITION: "An earlier edition gave another figure",
    ConflictKind.DIFFERENT_DEFINITION: "Counted differently elsewhere",
    ConflictKind.DIFFERENT_PERIOD: "For another period",
    ConflictKind.ROUNDING: "Rounded elsewhere",
}


def contrast(candidate: Candidate, mark: str, kind: ConflictKind, *, newer: bool) -> str:
    """Returns the one sentence for a figure that differs from the answer's; ``newer`` where its
    report is the later edition.
    """
    revised = newer and kind is ConflictKind.REVISED_EDITION
    lead = "A newer edition gives another figure" if revised else _CONTRASTS[kind]
    press = "" if candidate.evidence.report.primary else "the press report "
    told = state(candidate, mark).removeprefix("According to ")
    return f"{lead}: according to {press}{told}"


def join_marks(marks: list[str]) -> str:
    """Returns "[2]", "[2] and [3]", "[2], [3] and [4]"."""
    *most, last = marks
    return f"{', '.join(most)} and {last}" if most else last


def say(candidate: Candidate) -> str:
    """Returns the clause that holds the figure, in quotation marks, or "label: figure"."""
    figure = candidate.figure
    if _in_table(candidate):
        known = set((figure.label or "").split(", "))
        scope = ", ".join(part for part in (figure.scope or "").split(", ") if part not in known)
        heads = f"{figure.label} ({scope})" if figure.label and scope else figure.label or scope
        return f"{heads}: {figure.surface}" if heads else f"the figure is {figure.surface}"
    return f"“{clause(candidate)}”"


def clause(candidate: Candidate) -> str:
    """Returns the clause around a figure, line breaks as spaces, cut only between words."""
    figure = candidate.figure
    sentence = candidate.sentence
    # Of a sentence that two passages share, the later one holds only the rest.
    at = max(figure.sentence_start, candidate.evidence.passage.start)
    start, end = figure.start - at, figure.end - at
    first, last = find_clause(sentence, start, end)
    if figure.kind in (Kind.DATE, Kind.ORDINAL, Kind.AGE) or last - first < SHORTEST:
        first, last = 0, len(sentence)
    if last - first > LONGEST:
        first = max(first, sentence.rfind(" ", 0, max(1, start - LONGEST // 2)) + 1)
        breaks = [m.start() for m in _PAUSE.finditer(sentence, end, first + LONGEST)]
        spaces = sentence.rfind(" ", end, first + LONGEST)
        last = breaks[-1] if breaks else spaces if spaces > 0 else last
    words = " ".join(sentence[first:last].split())
    return words.lstrip("-–•*_ ").rstrip("*_.,;: ")


def work_out(worked: Worked, label: str | None, operands: list[tuple[str, str]]) -> str:
    """Returns the sentence for a derived figure; operands are (what, mark) in order."""
    named = label and worked.operation in (Operation.SUM, Operation.DIFFERENCE)
    parts = "; ".join(f"{what} {mark}" for what, mark in operands)
    result = f"{with_unit(worked)} {label}" if named else with_unit(worked)
    return f"{result}, worked out: {worked.working}. From {parts}."


def with_unit(worked: Worked) -> str:
    """Returns a result as people write it: "55.1%", "about 150", US$1,621 as "USD 1,621"."""
    hedge = "" if worked.modifier is Modifier.EXACT else f"{worked.modifier.value} "
    shown = show(worked.result)
    unit = worked.unit or ""
    if unit == "%":
        return f"{hedge}{shown}%"
    if unit in ("percentage point", "day"):
        return f"{hedge}{shown} {unit}{'' if worked.result == 1 else 's'}"
    if " per " in unit or unit.startswith("per "):
        return f"{hedge}{shown} {unit}"
    is_code = len(unit) == 3 and unit.isupper()
    return f"{hedge}{unit} {shown}" if is_code else f"{hedge}{shown}"


def _in_table(candidate: Candidate) -> bool:
    return is_row(candidate.sentence)
