"""Judges one claimed figure against reports of equal weight. Knows nothing of the others.

Values are judged by `weighing` alone; whether two figures are of one thing by `fitting`.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.checking.asked import Asked
from assistant.checking.deriving import derive
from assistant.checking.elsewhere import judge_by_row
from assistant.checking.finding import Finding, instead
from assistant.checking.fitting import SURE, Fit, fit, heads_meet, in_form_of, is_said_of
from assistant.checking.lasting import derive_duration, is_duration
from assistant.checking.sources import Source
from assistant.checking.weighing import compare_with, is_looser
from assistant.figures import Comparison, Outcome, compare_values, stem
from assistant.reading.conflicts import is_near
from assistant.records import Figure, Verdict

NEAR = 0.1
"""How far below the best fit another source may stand and still speak."""

SHORT = 0.15
"""How far below a confirming fit another report's figure may stand and still be a rival."""

SPREAD = 0.5
"""How far below the closest fit, both ways round, another may stand: "after the rescue, 48 victims
were sent" does not speak of 48 victims rescued where another sentence has 225 victims rescued."""

BACK = 0.3
"""The least share of a source's own words that a claim must have to be refuted by it."""

Weighed = tuple[Fit, Comparison]


def judge_within(asked: Asked, sources: Sequence[Source]) -> Finding | None:
    """Returns the verdict that the sources give, or None where they give none."""
    compared = _compared(asked, sources)
    passing, failing = _split(asked, _close(compared))
    if passing:
        # What was done to what is counted tells two counts of one noun apart: where a district has
        # "affected 5,870 households", too, that is no rival, and hides none.
        alike = [pair for pair in compared if _is_done_alike(asked, pair[0])]
        return _confirm(asked, passing, [*failing, *_split(asked, _close(alike))[1]])
    return _by_arithmetic(asked, sources) or _refute(asked, failing) or judge_by_row(asked, sources)


def weigh(asked: Asked, sources: Sequence[Source]) -> tuple[list[Weighed], list[Weighed]]:
    """Returns the sources that fit a claim, best first: those that bear its value out, and those
    that state another."""
    return _split(asked, _close(_compared(asked, sources)))


def _compared(asked: Asked, sources: Sequence[Source]) -> list[Weighed]:
    fits = sorted(
        (found for source in sources if (found := fit(asked, source)) is not None),
        key=lambda found: -found.score,
    )
    compared = [(found, compare_with(asked.figure, found.source.figure)) for found in fits]
    # "US$85 a household" is no other value of "US$6.84 million": it is of something else.
    return [
        (found, told)
        for found, told in compared
        if told.passes or _same_base(asked.figure, found.source.figure)
    ]


def _close(compared: Sequence[Weighed]) -> list[Weighed]:
    fits = [found for found, _ in compared]
    return [(found, told) for found, told in compared if _is_close(found, fits)]


def _split(asked: Asked, compared: Sequence[Weighed]) -> tuple[list[Weighed], list[Weighed]]:
    failing = [
        (found, told)
        for found, told in compared
        if not told.passes and not is_looser(asked.figure, found.source.figure)
    ]
    return [(found, told) for found, told in compared if told.passes], failing


def _same_base(one: Figure, other: Figure) -> bool:
    return (one.unit or "").partition(" per ")[2] == (other.unit or "").partition(" per ")[2]


def _is_close(one: Fit, fits: Sequence[Fit]) -> bool:
    """Tells whether a fit stands near the best of its report, there and back."""
    own = [other for other in fits if other.source.report.id == one.source.report.id]
    there = max(other.score for other in own)
    both = max(other.score + other.back for other in own)
    return one.score >= there - NEAR and one.score + one.back >= both - SPREAD


def _confirm(asked: Asked, passing: Sequence[Weighed], failing: Sequence[Weighed]) -> Finding:
    best, told = max(passing, key=lambda pair: (pair[1].outcome is Outcome.SAME, pair[0].score))
    rival = _rival(asked, best, passing, failing)
    if rival is not None:
        return _conflict(best.source, rival.source)
    exact = told.outcome is Outcome.SAME
    verdict = Verdict.SUPPORTED if exact else Verdict.APPROXIMATE
    return Finding(verdict, told.rule, (best.source,))


def _rival(
    asked: Asked, best: Fit, passing: Sequence[Weighed], failing: Sequence[Weighed]
) -> Fit | None:
    """Returns a source that speaks against the one that bears the claim out, if any: another
    report's of the same thing, or one of its own report that fits the claim better."""
    agreeing = {found.source.report.id for found, _ in passing}
    for found, _ in failing:
        if found.source.report.id == best.source.report.id:
            if found.score > best.score and is_said_of(asked, found):
                return found
        elif (
            found.source.report.id not in agreeing
            and is_said_of(asked, found)
            and _is_same_time(found.source.figure, best.source.figure)
            and found.score >= min(best.score, 1.0) - SHORT
            and _is_meant(asked, found)
            and _is_done_alike(asked, found)
        ):
            return found
    return None


def _is_done_alike(asked: Asked, found: Fit) -> bool:
    """Tells whether a claim knows what was done to what a source counts: where households were
    affected, a claim of households reached has no rival."""
    return all(asked.everything.has(stem(verb)) for verb in found.source.verbs[:1])


def _is_meant(asked: Asked, found: Fit) -> bool:
    """Tells whether a claim says enough of a source's own words: a share, or all its names."""
    source = found.source
    if source.in_table and asked.heads and not heads_meet(asked.heads, source.heads):
        # A cell in whose row or header the noun merely stands may be of anything there.
        return is_near(asked.figure, source.figure)
    named = bool(asked.names) and all(source.own.has(name) for name in asked.names)
    return named or found.back >= BACK


def _is_same_time(one: Figure, other: Figure) -> bool:
    """Tells whether two dates can be of one event; always so for other figures."""
    if isinstance(one.value, str) and isinstance(other.value, str):
        return one.value[:4] == other.value[:4] or "--" in (one.value[:2], other.value[:2])
    return True


def _conflict(one: Source, other: Source) -> Finding:
    rule = (
        f"the reports disagree: {one.report.title} says {one.figure.surface}, "
        f"{other.report.title} says {other.figure.surface}"
    )
    return Finding(Verdict.CONFLICTING, rule, (one, other))


def _by_arithmetic(asked: Asked, sources: Sequence[Source]) -> Finding | None:
    lasting = is_duration(asked.figure)
    derived = derive_duration(asked, sources) if lasting else derive(asked, sources)
    if derived is None:
        return None
    told = compare_values(in_form_of(asked.figure, derived.figure), derived.figure)
    worked = derived.worked.working
    if told.passes:
        # "More than half" follows from the counts; it is no rounding of them.
        exact = told.outcome in (Outcome.SAME, Outcome.BOUND)
        verdict = Verdict.SUPPORTED if exact else Verdict.APPROXIMATE
        rule = f"worked out: {worked}, {told.rule.replace('the report says ', 'which is ')}"
        return Finding(verdict, rule, derived.sources, None, derived)
    rule = f"worked out: {worked}, not {asked.figure.surface}"
    suggestion = instead(derived.figure, asked.figure)
    return Finding(Verdict.REFUTED, rule, derived.sources, suggestion, derived)


def _refute(asked: Asked, failing: Sequence[Weighed]) -> Finding | None:
    sure = [
        (found, told)
        for found, told in failing
        if is_said_of(asked, found)
        and found.score >= SURE
        and _is_meant(asked, found)
        and told.outcome is not Outcome.UNIT
        and _is_same_time(asked.figure, found.source.figure)
    ]
    if _values(sure) > 1:
        # Several values for what the claim says: it is too loose for any to refute it but the one
        # it comes near ("no fewer than 872 foreigners", where 871 were found and 10 arrested).
        sure = [(f, told) for f, told in sure if is_near(asked.figure, f.source.figure)]
    if _values(sure) != 1:
        return None
    best, told = max(sure, key=lambda pair: pair[0].score + pair[0].back)
    if best.back < BACK:
        return None
    suggestion = instead(best.source.figure, asked.figure)
    return Finding(Verdict.REFUTED, told.rule, (best.source,), suggestion)


def _values(weighed: Sequence[Weighed]) -> int:
    return len({(found.source.figure.value, found.source.figure.upper) for found, _ in weighed})
