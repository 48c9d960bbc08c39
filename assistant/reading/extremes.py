"""Quotes the highest or lowest of a row's years. Works nothing out."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from assistant.reading.candidates import Candidate
from assistant.reading.draft import Draft
from assistant.reading.drafting import mark_of, no_surer, with_quote
from assistant.reading.plans import Plan
from assistant.reading.question import understand
from assistant.reading.readings import Find, read_evidence
from assistant.reading.refusing import find_mismatch
from assistant.reading.series import series_of, year_of
from assistant.reading.wording import say


def pick_one(
    text: str, planned: Plan, find: Find, certainty: float, *, within: str | None = None
) -> Draft | None:
    """Returns the draft that quotes the extreme of a row's years, the others cited beside it; None
    where the row lacks one of the years named.
    """
    reading = read_evidence(understand(str(planned.questions[0])), find, within=within)
    if not reading.candidates or reading.certainty < certainty:
        return None
    best = reading.candidates[0]
    if find_mismatch(reading.question, best) is not None:
        return None
    row = [c for c in series_of(best, reading.candidates) if year_of(c) in planned.years]
    if {year_of(candidate) for candidate in row} != set(planned.years):
        return None
    row.sort(key=_value, reverse=planned.pick > 0)
    draft = Draft(text, "")
    for candidate in row:
        draft = with_quote(draft, candidate)
    first, *others = [f"{say(candidate)} {mark_of(draft, candidate)}" for candidate in row]
    which = "highest" if planned.pick > 0 else "lowest"
    told = f"The {which} of these years: {first}. Beside {'; '.join(others)}."
    return no_surer(replace(draft, text=told), reading.chance)


def _value(candidate: Candidate) -> Decimal:
    value = candidate.figure.value
    return value if isinstance(value, Decimal) else Decimal(0)
