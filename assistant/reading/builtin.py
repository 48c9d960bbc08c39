"""The built-in reader: question and evidence in, a draft with the figure that answers, or none.

No language model. Knows nothing of stores; evidence comes from the ``find`` it is given.
"""

from __future__ import annotations

from dataclasses import replace

from assistant.editions import is_newer_edition
from assistant.figures import Outcome, compare_values
from assistant.reading.averages import average_rows, best_words
from assistant.reading.candidates import Candidate
from assistant.reading.conflicts import find_conflicts, find_support
from assistant.reading.draft import Disagreement, Draft
from assistant.reading.drafting import abstain, mark_of, no_surer, with_quote
from assistant.reading.extremes import pick_one
from assistant.reading.operations import plan
from assistant.reading.plans import Plan
from assistant.reading.question import understand
from assistant.reading.readings import Find, Reading, read_evidence
from assistant.reading.refusing import find_mismatch
from assistant.reading.weights import SLACK
from assistant.reading.wording import contrast, join_marks, say, state
from assistant.reading.working import is_stated, sum_bands, work_plan
from assistant.records import Operation

NOT_TO_BE_HAD = "the reports do not give the figures to work this out from"


def read_answer(
    text: str,
    find: Find,
    *,
    certainty: float,
    planned: Plan | None = None,
    within: str | None = None,
) -> Draft:
    """Returns the draft answering a question from the evidence ``find`` brings for it.

    ``planned`` is the arithmetic that it asks for over earlier questions of a chat, ``within`` the
    report that these were about, which is looked in first. Abstains, with the nearest figure named
    in the reason, where what speaks for the best one (0 to 1, `certainty`) is under ``certainty``.
    """
    question = understand(text)
    if planned is not None:
        worked = work_plan(text, planned, find, certainty, within=within)
        return worked or abstain(text, NOT_TO_BE_HAD)
    planned = plan(question) if not question.asserted else None
    extreme = planned is not None and planned.pick
    if not (question.figure_asked or extreme):
        return abstain(text, "the question asks for no single figure that a report could state")
    reading = read_evidence(question, find, within=within)
    if planned is not None and not is_stated(reading, planned.operation, certainty):
        work = pick_one if planned.pick else work_plan
        worked = work(text, planned, find, certainty, within=within)
        if worked is not None:
            return worked
        if _is_never_read(planned):
            return abstain(text, NOT_TO_BE_HAD)
    return _work_rows(text, reading) or _read(text, reading, certainty)


def _is_never_read(planned: Plan) -> bool:
    """Tells whether no figure answers that does not say to be the result of this arithmetic.

    A level is no change. An average asked of a row may also be one of a column, or be stated.
    """
    if planned.pick:
        return True
    if planned.operation is Operation.AVERAGE:
        return planned.row != 0
    if planned.operation is Operation.DIFFERENCE:
        return bool(planned.years) or planned.row is not None
    return planned.operation in (Operation.PERCENT_CHANGE, Operation.RATIO)


def _work_rows(text: str, reading: Reading) -> Draft | None:
    """Answers from the rows of one table: their average, or the sum of age bands."""
    average = reading.question.operation is Operation.AVERAGE
    if average and "average" not in best_words(reading):
        averaged = average_rows(text, reading)
        if averaged is not None:
            return no_surer(averaged, reading.chance)
    summed = sum_bands(text, reading) if reading.bands else None
    return None if summed is None else no_surer(summed, reading.chance)


def _read(text: str, reading: Reading, certainty: float) -> Draft:
    """Answers with the best figure as it stands, or says why it is none."""
    question = reading.question
    if not reading.candidates:
        return abstain(text, "no figure was found in any passage about this")
    best = reading.candidates[0]
    mismatch = find_mismatch(question, best)
    if mismatch is not None:
        return abstain(text, f"{mismatch}; {_nearest(best)}")
    if reading.certainty < certainty:
        return abstain(text, _nearest(best))
    answered = (_judge_assertion if question.asserted else _quote)(text, reading)
    return no_surer(answered, reading.chance)


def _judge_assertion(text: str, reading: Reading) -> Draft:
    """Answers "Were 150 arrested?" with yes, or with the report's own figure."""
    asserted = reading.question.asserted[0]
    best = reading.candidates[0]
    draft = with_quote(Draft(text, "", repeated=(asserted.surface,)), best)
    verdict = compare_values(asserted, best.figure)
    if verdict.outcome is Outcome.SAME:
        lead = "Yes."
    elif verdict.passes:
        lead = f"Yes, rounded: {best.figure.surface} ({asserted.surface} is fair)."
    else:
        lead = f"No: {best.figure.surface}, not {asserted.surface}."
    draft = replace(draft, text=f"{lead} {state(best, mark_of(draft, best))}")
    return _with_others(draft, reading)


def _quote(text: str, reading: Reading) -> Draft:
    best = reading.candidates[0]
    draft = with_quote(Draft(text, ""), best)
    draft = replace(draft, text=state(best, mark_of(draft, best)))
    return _with_others(draft, reading)


def _with_others(draft: Draft, reading: Reading) -> Draft:
    """Adds the other places that state the figure, and those that state another."""
    best, rest = reading.candidates[0], reading.candidates[1:40]
    lines = [draft.text]
    marks = []
    for other in find_support(best, rest, slack=SLACK):
        draft = with_quote(draft, other)
        marks.append(mark_of(draft, other))
    if marks:
        lines.append(f"Also stated in {join_marks(marks)}.")
    for other, judged in find_conflicts(best, rest, slack=SLACK):
        draft = with_quote(draft, other)
        newer = is_newer_edition(other.evidence.report, best.evidence.report)
        lines.append(contrast(other, mark_of(draft, other), judged.kind, newer=newer))
        numbers = (0, len(draft.figures) - 1)
        found = Disagreement(best.figure.label or "", numbers, judged.kind, judged.why)
        draft = replace(draft, disagreements=(*draft.disagreements, found))
    return replace(draft, text=" ".join(lines))


def _nearest(candidate: Candidate) -> str:
    title = candidate.evidence.report.title
    return f"the nearest figure is {say(candidate)} in {title}, which does not fit the question"
