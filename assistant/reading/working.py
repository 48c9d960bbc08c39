"""Does the arithmetic a question asks for, over figures found for its parts. Knows no stores."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.figures import Unworkable, work
from assistant.reading.ages import name_ages
from assistant.reading.candidates import Candidate
from assistant.reading.draft import Draft, Reckoned, as_figure
from assistant.reading.drafting import mark_of, shared_label, with_quote
from assistant.reading.operands import find_operand
from assistant.reading.operations import Plan
from assistant.reading.question import understand
from assistant.reading.readings import Find, Reading, read_evidence
from assistant.reading.wording import say, work_out
from assistant.records import Kind, Operation

_CHANGED = re.compile(
    r"\b(?:r[io]se|risen|gr[eo]w|grown|increas\w*|fell|fall\w*|declin\w*|decreas\w*|dropp?\w*|"
    r"growth|up|down|higher|lower|chang\w*)\b"
)


_BY = re.compile(
    r"\b(?:difference|more than in|(?:r[io]se|grew|fell|dropped|up|down|creased) by)\b"
)


def is_stated(reading: Reading, operation: Operation, certainty: float) -> bool:
    """Tells whether a report states the result itself ("fell by 12 per cent")."""
    if not reading.candidates or reading.chance < max(certainty, 0.5):
        return False
    best = reading.candidates[0]
    if operation is Operation.SHARE:
        fits = best.signals.local > 0.7 or best.signals.target >= 0.8
        return best.figure.kind in (Kind.PERCENT, Kind.RATE) and fits
    passage = best.evidence.passage
    over = " ".join((passage.context, *passage.heading, passage.text))
    words = f"{best.sentence} {best.figure.label or ''}".lower()
    says = {
        Operation.PERCENT_CHANGE: best.figure.kind is Kind.PERCENT and bool(_CHANGED.search(words)),
        Operation.AVERAGE: "average" in words or "mean" in words,
        Operation.SUM: "total" in words or "combined" in words,
        Operation.RATIO: bool(
            re.search(r"\bratio\b|\bper\b|\bfor each\b", f"{words} {over}".lower())
        ),
        Operation.DIFFERENCE: bool(_BY.search(words)),
    }
    fits = best.signals.coverage > 0.7 and best.signals.year >= 0
    return says.get(operation, False) and fits


def work_plan(text: str, planned: Plan, find: Find, certainty: float) -> Draft | None:
    """Answers each part of a plan and does its arithmetic; None where a part is not to be had."""
    draft = Draft(text, "")
    at: list[int] = []
    says: list[tuple[str, str]] = []
    first: Candidate | None = None
    for number, asked in enumerate(planned.questions):
        reading = read_evidence(understand(asked), find)
        if reading.bands:
            banded = with_bands(draft, reading)
            if banded is None:
                return None
            draft = banded
            at.append(len(draft.figures) - 1)
            says += [(say(c), mark_of(draft, c)) for c in reading.bands]
            continue
        chosen = find_operand(reading, first, planned, number, certainty)
        if chosen is None:
            return None
        first = first or chosen
        draft = with_quote(draft, chosen)
        at.append(len(draft.figures) - 1)
        says.append((say(chosen), mark_of(draft, chosen)))
    figures = [as_figure(draft.figures[index]) for index in at]
    if len({(f.report_id, f.start) for f in figures}) < len(figures):
        return None
    # Figures of two reports are seldom of one place, period and definition.
    if len({place[0] for place in draft.places}) > 1:
        return None
    try:
        worked = work(planned.operation, figures, periods=planned.years)
    except Unworkable:
        return None
    label = shared_label(figures, understand(text))
    return replace(
        draft,
        text=work_out(worked, label, says),
        figures=(*draft.figures, Reckoned(worked, tuple(at), label)),
        stands_on=len(draft.figures),
    )


def sum_bands(text: str, reading: Reading) -> Draft | None:
    """Answers with the sum of the age bands that join to the ages asked for; None if it has none.

    Bands of different years, or of a total and its part, have none.
    """
    ages = reading.question.ages
    repeated = (name_ages(ages),) if ages is not None else ()
    draft = with_bands(Draft(text, "", repeated=repeated), reading)
    if draft is None:
        return None
    reckoned = draft.figures[-1]
    assert isinstance(reckoned, Reckoned)
    says = [(say(c), mark_of(draft, c)) for c in reading.bands]
    answer = work_out(reckoned.worked, reckoned.label, says)
    return replace(draft, text=answer, stands_on=len(draft.figures) - 1)


def with_bands(draft: Draft, reading: Reading) -> Draft | None:
    """Returns the draft with the reading's bands and their sum; None where they have none."""
    start = len(draft.figures)
    for candidate in reading.bands:
        draft = with_quote(draft, candidate)
    operands = tuple(range(start, len(draft.figures)))
    figures = [candidate.figure for candidate in reading.bands]
    try:
        worked = work(Operation.SUM, figures, periods=reading.question.years)
    except Unworkable:
        return None
    label = shared_label(figures, reading.question)
    ages = reading.question.ages
    if label and ages is not None:
        label = f"{label} {name_ages(ages)}"
    return replace(draft, figures=(*draft.figures, Reckoned(worked, operands, label)))
