"""Works a claimed share or sum out of counts that a report gives. Knows nothing of verdicts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from assistant.checking.asked import Ages, Asked
from assistant.checking.fitting import Fit, fit, heads_meet
from assistant.checking.sources import Source
from assistant.figures import Unworkable, is_person, show, work
from assistant.figures.arithmetic import Worked
from assistant.reading.ages import find_bands
from assistant.records import Figure, Kind, Modifier, Operation

_COUNTS = frozenset({Kind.COUNT, Kind.NUMBER})
_MINORS = frozenset({"minor", "child"})


@dataclass(frozen=True, slots=True)
class Derived:
    """A result with its working; ``sources`` are the operands, in order."""

    worked: Worked
    sources: tuple[Source, ...]
    figure: Figure


def derive(asked: Asked, sources: Sequence[Source]) -> Derived | None:
    """Returns the figure a claim asks for, worked out, or None where the counts do not give it.

    A share of people or things by age or kind ("more than half of the victims were under 15"), or
    a count whose age bands add up to the ages meant ("155 victims were minors").
    """
    kind = asked.figure.kind
    if kind is Kind.PERCENT or (kind is Kind.RATE and asked.figure.unit is None):
        return _share(asked, sources)
    return _sum_of_bands(asked, sources) if kind in _COUNTS else None


def _share(asked: Asked, sources: Sequence[Source]) -> Derived | None:
    if not asked.heads or not (asked.ages or asked.verbs or asked.words):
        return None
    part_asked = _as_count(asked)
    counts = [source for source in sources if source.figure.kind in _COUNTS]
    parts = [found for source in counts if (found := fit(part_asked, source)) is not None]
    parts.sort(key=lambda found: -found.score)
    whole_asked = replace(part_asked, ages=None, verbs=(), words=(), rest=(), names=(), role=None)
    for part in parts:
        whole = _whole(part.source, whole_asked, counts)
        if whole is None or _values(parts, part) > 1:
            continue
        derived = _worked(Operation.SHARE, (part.source, whole))
        if derived is not None:
            return derived
    return None


def _whole(part: Source, asked: Asked, counts: Sequence[Source]) -> Source | None:
    """Returns the largest count of the same label in the report: what the part is part of."""
    alike = [
        source
        for source in counts
        if source.report.id == part.report.id
        and source.ages is None
        and fit(asked, source) is not None
        and _number(source) > _number(part)
    ]
    return max(alike, key=_number, default=None)


def _values(parts: Sequence[Fit], chosen: Fit) -> int:
    """Returns how many values fit as well as the chosen one in its report."""
    return len(
        {
            part.source.figure.value
            for part in parts
            if part.source.report.id == chosen.source.report.id
            and part.score >= chosen.score - 0.05
        }
    )


def _sum_of_bands(asked: Asked, sources: Sequence[Source]) -> Derived | None:
    wanted = asked.ages
    if wanted is None and any(asked.everything.has(word) for word in _MINORS):
        # Minors are those under 18 (UN Convention on the Rights of the Child, article 1).
        wanted = (0, 18)
    if wanted is None or not asked.heads or asked.heads & _MINORS:
        return None
    for head in sorted(asked.heads) if asked.inherited else [None]:
        # "225 victims were rescued, 155 of them under 18": the bands count the noun inherited.
        named = asked if head is None else replace(asked, label=(head,), heads=frozenset({head}))
        derived = _sum_to(wanted, named, sources)
        if derived is not None:
            return derived
    return None


def _sum_to(wanted: Ages, asked: Asked, sources: Sequence[Source]) -> Derived | None:
    groups: dict[tuple[str, bool], list[Source]] = {}
    loose = replace(asked, inherited=False, verbs=(), words=(), rest=())
    for source in sources:
        fitting = replace(loose, ages=source.ages)
        if source.figure.kind in _COUNTS and source.ages and fit(fitting, source) is not None:
            groups.setdefault((source.report.id, source.in_table), []).append(source)
    for group in groups.values():
        if not any(heads_meet(asked.heads, source.heads) for source in group):
            continue
        bands = find_bands(wanted, [source.figure for source in group])
        if bands is not None:
            chosen = tuple(next(s for s in group if s.figure is band) for band in bands)
            return _worked(Operation.SUM, chosen)
    return None


def _worked(operation: Operation, operands: tuple[Source, ...]) -> Derived | None:
    try:
        worked = work(operation, [source.figure for source in operands])
    except Unworkable:
        return None
    mark = "%" if worked.unit == "%" else ""
    figure = replace(
        operands[0].figure,
        surface=show(worked.result) + mark,
        value=worked.result,
        unit=worked.unit,
        kind=Kind.PERCENT if mark else operands[0].figure.kind,
        modifier=worked.modifier,
    )
    return Derived(worked, operands, figure)


def _as_count(asked: Asked) -> Asked:
    label = asked.figure.label
    figure = replace(
        asked.figure,
        value=Decimal(0),
        kind=Kind.COUNT,
        unit="person" if label and is_person(label) else None,
        modifier=Modifier.EXACT,
    )
    return replace(asked, figure=figure)


def _number(source: Source) -> Decimal:
    value = source.figure.value
    return value if isinstance(value, Decimal) else Decimal(0)
