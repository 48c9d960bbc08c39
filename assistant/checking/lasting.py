"""Works out how long something lasted from the days a report gives. Knows nothing of verdicts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.checking.asked import Asked
from assistant.checking.deriving import Derived
from assistant.checking.fitting import has_no_year, in_form_of
from assistant.checking.sources import Source
from assistant.figures import Unworkable, compare_values, show, work
from assistant.figures.arithmetic import Worked
from assistant.reading.conflicts import is_near
from assistant.records import Figure, Kind, Modifier, Operation

_DAYS_IN = {"day": 1, "week": 7}


def derive_duration(asked: Asked, sources: Sequence[Source]) -> Derived | None:
    """Returns the days from a start to an end that one sentence gives, for a claimed duration of
    what that sentence is about; None where no sentence, or several that differ, give them."""
    per = _DAYS_IN.get(asked.figure.unit or "")
    about = [word for word in (*asked.label, *asked.words) if word]
    if per is None or not about:
        return None
    found = [
        derived
        for start, end in _pairs(sources)
        if all(start.own.has(word) for word in about)
        and (derived := _worked(start, end, per)) is not None
    ]
    right = [d for d in found if compare_values(asked.figure, d.figure).passes]
    if right:
        return right[0]
    # What has few words ("the operation") may be another one: only a near length speaks against it.
    if len({derived.figure.value for derived in found}) == 1:
        return found[0] if is_near(asked.figure, found[0].figure) else None
    return None


def _pairs(sources: Sequence[Source]) -> list[tuple[Source, Source]]:
    """Returns the dates where something starts and ends, told in one sentence of one thing."""
    held: dict[tuple[str, int], list[Source]] = defaultdict(list)
    for source in sources:
        if source.figure.kind is Kind.DATE and not source.in_table:
            held[source.report.id, source.figure.sentence_start].append(source)
    pairs = []
    for dates in held.values():
        if len(dates) == 2 and {date.role for date in dates} == {"start", "end"}:
            start, end = sorted(dates, key=lambda date: date.role != "start")
            pairs.append((start, end))
    return pairs


def _worked(start: Source, end: Source, per: int) -> Derived | None:
    first, last = start.figure, end.figure
    if has_no_year(first) and has_no_year(last):
        return None
    first, last = in_form_of(first, last), in_form_of(last, first)
    try:
        worked = work(Operation.DAYS, [first, last])
    except Unworkable:
        return None
    worked = _in_weeks(worked) if per == 7 else worked
    unit = "week" if per == 7 else "day"
    figure = replace(
        first,
        surface=f"{show(worked.result)} {unit}{'' if worked.result == 1 else 's'}",
        value=worked.result,
        unit=unit,
        kind=Kind.DURATION,
        modifier=Modifier.EXACT,
    )
    return Derived(worked, (start, end), figure)


def _in_weeks(worked: Worked) -> Worked:
    weeks = (worked.result / 7).quantize(Decimal("0.1"))
    return replace(
        worked, result=weeks, unit="week", working=f"{worked.working} = {show(weeks)} weeks"
    )


def is_duration(figure: Figure) -> bool:
    """Tells whether a figure is a stretch of days or weeks that dates may give."""
    return figure.kind is Kind.DURATION and figure.unit in _DAYS_IN
