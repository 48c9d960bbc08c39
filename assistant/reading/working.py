"""Does the arithmetic a question asks for, over figures found for its parts. Knows no stores."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from assistant.figures import Unworkable, work
from assistant.reading.ages import name_ages
from assistant.reading.candidates import Candidate
from assistant.reading.draft import Draft, Reckoned, as_figure
from assistant.reading.drafting import mark_of, no_surer, shared_label, with_quote
from assistant.reading.operands import find_operand
from assistant.reading.plans import Plan
from assistant.reading.question import understand
from assistant.reading.readings import Find, Reading, read_evidence
from assistant.reading.refusing import find_mismatch
from assistant.reading.series import series_of, year_of
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
    if not reading.candidates or reading.certainty < max(certainty, 0.5):
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
        Operation.DIFFERENCE: bool(_BY.search(words)) or _is_amount_of_change(best),
    }
    fits = best.signals.coverage > 0.7 and best.signals.year >= 0
    return says.get(operation, False) and fits


def _is_amount_of_change(candidate: Candidate) -> bool:
    """Tells "up 2.4 million" in a sentence; a table's row of changes may be of other years."""
    change = candidate.figure.change
    return change is not None and change.is_amount and candidate.signals.row == 0


def work_plan(
    text: str, planned: Plan, find: Find, certainty: float, *, within: str | None = None
) -> Draft | None:
    """Answers each part of a plan and does its arithmetic; None where a part is not to be had."""

    seen: list[float] = []

    def read(asked: str) -> Reading:
        reading = read_evidence(understand(asked), find, within=within)
        seen.append(reading.chance)
        return reading

    parts = _work(Parts(Draft(text, "")), planned, read, certainty)
    if parts is None:
        return None
    # Figures of two reports are seldom of one place, period and definition.
    if len({place[0] for place in parts.draft.places}) > 1:
        return None
    reckoned = parts.draft.figures[parts.at[-1]]
    assert isinstance(reckoned, Reckoned)
    answer = work_out(reckoned.worked, reckoned.label, list(parts.says))
    worked = replace(parts.draft, text=answer, stands_on=parts.at[-1])
    return no_surer(worked, min(seen))


@dataclass(frozen=True, slots=True)
class Parts:
    """The operands found so far: a draft that quotes them, where they stand in it, their words."""

    draft: Draft
    at: tuple[int, ...] = ()
    says: tuple[tuple[str, str], ...] = ()


Read = Callable[[str], Reading]


def _work(parts: Parts, planned: Plan, read: Read, certainty: float) -> Parts | None:
    """Returns the parts with a plan's operands and, as the last one, its result."""
    if planned.row is not None:
        return _work_row(parts, planned, read, certainty)
    start = len(parts.at)
    first: Candidate | None = None
    for number, asked in enumerate(planned.questions):
        if isinstance(asked, Plan):
            worked = _work(parts, asked, read, certainty)
            if worked is None:
                return None
            # Of arithmetic within arithmetic, the result is the operand.
            parts = replace(worked, at=(*parts.at, worked.at[-1]))
            continue
        reading = read(asked)
        if reading.bands:
            banded = with_bands(parts.draft, reading)
            if banded is None:
                return None
            told = tuple((say(c), mark_of(banded, c)) for c in reading.bands)
            parts = Parts(banded, (*parts.at, len(banded.figures) - 1), (*parts.says, *told))
            continue
        chosen = find_operand(reading, first, planned, number, certainty)
        if chosen is None:
            return None
        first = first or chosen
        draft = with_quote(parts.draft, chosen)
        told = ((say(chosen), mark_of(draft, chosen)),)
        parts = Parts(draft, (*parts.at, len(draft.figures) - 1), (*parts.says, *told))
    return _reckon(parts, planned, parts.at[start:])


def _work_row(parts: Parts, planned: Plan, read: Read, certainty: float) -> Parts | None:
    """Returns the same for a plan over the years of one row."""
    reading = read(str(planned.questions[0]))
    if not reading.candidates or reading.certainty < certainty:
        return None
    best = reading.candidates[0]
    if find_mismatch(reading.question, best) is not None:
        return None
    row = series_of(best, reading.candidates)
    row = row[-planned.row :] if planned.row else row
    moves = planned.operation in (Operation.DIFFERENCE, Operation.PERCENT_CHANGE)
    # Of a row of three years, "the change" may be any of three.
    if len(row) < 2 or (planned.row and len(row) != planned.row) or (moves and len(row) > 2):
        return None
    if planned.operation is Operation.DIFFERENCE:
        row.reverse()
    start = len(parts.at)
    for candidate in row:
        draft = with_quote(parts.draft, candidate)
        told = ((say(candidate), mark_of(draft, candidate)),)
        parts = Parts(draft, (*parts.at, len(draft.figures) - 1), (*parts.says, *told))
    years = tuple(year for c in row if (year := year_of(c)))
    return _reckon(parts, replace(planned, years=years), parts.at[start:])


def _reckon(parts: Parts, planned: Plan, at: tuple[int, ...]) -> Parts | None:
    """Returns the parts with the result of a plan over the figures at ``at``."""
    figures = [as_figure(parts.draft.figures[index]) for index in at]
    if len({(f.report_id, f.start) for f in figures}) < len(figures):
        return None
    try:
        worked = work(planned.operation, figures, periods=planned.years)
    except Unworkable:
        return None
    label = shared_label(figures, understand(parts.draft.question))
    draft = replace(parts.draft, figures=(*parts.draft.figures, Reckoned(worked, at, label)))
    return replace(parts, draft=draft, at=(*parts.at, len(draft.figures) - 1))


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
