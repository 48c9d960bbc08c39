"""Judges what a sentence says of two figures by looking both up. Knows no draft's layout."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.checking.asked import Asked, ask
from assistant.checking.claims import find_statements
from assistant.checking.contrasts import Contrast, Relation
from assistant.checking.deriving import Derived
from assistant.checking.finding import Finding, instead
from assistant.checking.fitting import SURE, is_said_of
from assistant.checking.sources import Source
from assistant.checking.tiers import in_tiers
from assistant.checking.within import weigh
from assistant.figures import Outcome, Unworkable, compare_values, show, work
from assistant.records import Figure, Operation, Verdict


def judge_contrast(contrast: Contrast, sources: Sequence[Source]) -> Finding:
    """Returns the verdict on a contrast; without both figures there is not enough evidence."""
    for tier in in_tiers(sources):
        one, other = _look_up(contrast.one, tier), _look_up(contrast.other, tier)
        if one is not None and other is not None and _is_alike(one.figure, other.figure):
            found = _judge(contrast, one, other)
            if found is not None:
                return found
    nothing = "the reports do not give both figures that this compares"
    return Finding(Verdict.NOT_ENOUGH_EVIDENCE, nothing)


def _look_up(sentence: str, sources: Sequence[Source]) -> Source | None:
    """Returns the one figure that a sentence asks for, or None where none or several fit."""
    statements = find_statements(sentence)
    if len(statements) != 1:
        return None
    asked = ask(statements[0], statements[0].claimed[0], sentence)
    passing, failing = weigh(_open(asked), sources)
    sure = [
        found
        for found, _ in (*passing, *failing)
        if is_said_of(asked, found) and found.score >= SURE
    ]
    values = {found.source.figure.value for found in sure}
    return sure[0].source if len(values) == 1 else None


def _open(asked: Asked) -> Asked:
    """Returns a lookup that no wording of a report can be taken for word for word."""
    return replace(asked, wording=())


def _is_alike(one: Figure, other: Figure) -> bool:
    values = isinstance(one.value, Decimal) and isinstance(other.value, Decimal)
    return values and one.unit == other.unit and one.id != other.id


def _judge(contrast: Contrast, one: Source, other: Source) -> Finding | None:
    first, second = one.figure.value, other.figure.value
    assert isinstance(first, Decimal)
    assert isinstance(second, Decimal)
    if contrast.relation is Relation.TIMES:
        return _judge_ratio(contrast, one, other)
    holds = first > second if contrast.relation is Relation.MORE else first < second
    told = "; ".join(
        f"{' '.join(words.split()[1:]).rstrip('.')}: {source.figure.surface}"
        for words, source in ((contrast.one, one), (contrast.other, other))
    )
    if holds:
        return Finding(Verdict.SUPPORTED, told, (one, other))
    way = "as many as" if first == second else "more than" if first > second else "fewer than"
    suggestion = f"{way}, not {contrast.relation.value}"
    return Finding(Verdict.REFUTED, told, (one, other), suggestion)


def _judge_ratio(contrast: Contrast, one: Source, other: Source) -> Finding | None:
    try:
        worked = work(Operation.RATIO, [one.figure, other.figure])
    except Unworkable:
        return None
    result = replace(
        one.figure, surface=show(worked.result), value=worked.result, unit="times", change=None
    )
    derived = Derived(worked, (one, other), result)
    if contrast.factor is None:
        assert contrast.folds is not None
        near = abs(worked.result / contrast.folds - 1) < Decimal("0.05")
        verdict = Verdict.APPROXIMATE if near else Verdict.REFUTED
        verdict = Verdict.SUPPORTED if worked.result == contrast.folds else verdict
        suggestion = None if near else f"{result.surface} times, not {contrast.folds}"
        rule = f"worked out: {worked.working}"
        return Finding(verdict, rule, (one, other), suggestion, derived)
    claimed = contrast.factor
    result = replace(result, kind=claimed.kind, label=None)
    told = compare_values(claimed, result)
    rule = f"worked out: {worked.working}"
    if told.passes:
        exact = told.outcome in (Outcome.SAME, Outcome.BOUND)
        verdict = Verdict.SUPPORTED if exact else Verdict.APPROXIMATE
        return Finding(verdict, rule, (one, other), None, derived)
    suggestion = instead(replace(result, surface=f"{result.surface} times"), claimed)
    return Finding(Verdict.REFUTED, rule, (one, other), suggestion, derived)
