"""Judges one figure against another: same, fairly rounded, within a bound, or not, and why.

A value that is right with the wrong label never passes; nor with the wrong unit, group, place or
period. The rule applied is stated in words. Knows nothing of reports or stores.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.figures.changes import as_worded, changes_agree
from assistant.figures.counted import Agreement, judge_labels, labels_agree
from assistant.figures.outcomes import Comparison, Outcome
from assistant.figures.overlaps import Overlap, name_apart, overlap, years_named
from assistant.figures.scopes import set_apart, tell_apart
from assistant.figures.values import compare_values
from assistant.records import Figure, Kind

__all__ = ["compare", "labels_agree"]

_UNCOUNTED = frozenset({Kind.DATE, Kind.AGE, Kind.ORDINAL})
"""Kinds that count nothing, so that a label on one side only tells nothing."""


def compare(claimed: Figure, source: Figure) -> Comparison:
    """Returns how ``claimed`` stands to ``source`` in value, unit, label, scope and period.

    A period may be rounded like a value: "in 2022" for August 2022, if the claim names the whole
    year, quarter or month. A claim may leave out period and scope; where it leaves out the label,
    or is narrower than the source in label or period, a right value is ``Outcome.UNTOLD``. So it
    is where one side's period is not plain and each names a year that the other does not.
    """
    claimed, source = as_worded(claimed), as_worded(source)
    told = compare_values(claimed, source)
    if told.outcome is Outcome.UNIT:
        return told
    apart = _judge_what(claimed, source)
    if apart is not None:
        return apart
    if not told.passes:
        return told
    if claimed.interval and source.interval and claimed.interval != source.interval:
        rule = f"the uncertainty of {claimed.surface} is not the report's"
        return Comparison(Outcome.DIFFERENT, rule)
    return _judge_open(claimed, source) or told


def _judge_what(claimed: Figure, source: Figure) -> Comparison | None:
    """Returns in what two figures are of different things; None where nothing sets them apart."""
    says = source.surface
    around = (claimed.scope, source.scope)
    if judge_labels(claimed.label, source.label, around=around) is Agreement.OTHER:
        rule = f"{says} counts {source.label}, not {claimed.label}"
        return Comparison(Outcome.LABEL, rule)
    if set_apart(claimed.scope, source.scope):
        rule = f"{says} is said of “{source.scope}”, not of “{claimed.scope}”"
        return Comparison(Outcome.SCOPE, rule)
    if changes_agree(claimed, source) is False:
        rule = f"{says} is what it {_way(source)}, not what it {_way(claimed)}"
        return Comparison(Outcome.CHANGE, rule)
    if claimed.kind is not Kind.DATE and overlap(claimed, source) is Overlap.APART:
        rule = f"{says} is told of {_when(source)}, not of {_when(claimed)}"
        return Comparison(Outcome.PERIOD, rule)
    return None


def _judge_open(claimed: Figure, source: Figure) -> Comparison | None:
    """Returns what keeps a right value from passing: something that one side does not say."""
    label = judge_labels(claimed.label, source.label, around=(claimed.scope, source.scope))
    missing = not claimed.label or not source.label
    if label is Agreement.UNTOLD and not (missing and claimed.kind in _UNCOUNTED):
        counts = source.label or "something it does not name"
        rule = f"{source.surface} counts {counts}; whether {claimed.label or 'that'} is the same"
        return Comparison(Outcome.UNTOLD, f"{rule} cannot be told")
    neither = not claimed.label and not source.label and claimed.kind not in _UNCOUNTED
    if neither and tell_apart(claimed.scope, source.scope):
        rule = f"what {source.surface} counts is not named, and it is said of other things"
        return Comparison(Outcome.UNTOLD, rule)
    if claimed.kind is not Kind.DATE and name_apart(claimed, source):
        told = claimed if source.period else source
        rule = f"which year {told.surface} is told of is not plain"
        return Comparison(Outcome.UNTOLD, f"{rule}: the text names {_listed(years_named(told))}")
    if changes_agree(claimed, source) is None:
        way = _way(source if source.change else claimed)
        rule = f"whether {source.surface} is what it {way} or how much it is cannot be told"
        return Comparison(Outcome.UNTOLD, rule)
    if claimed.kind is not Kind.DATE and overlap(claimed, source) is Overlap.WITHIN:
        rule = f"{source.surface} is told of {_when(source)}, not of {_when(claimed)} alone"
        return Comparison(Outcome.UNTOLD, rule)
    return None


def _listed(words: Sequence[str]) -> str:
    *most, last = words
    return f"{', '.join(most)} and {last}" if most else last


def _way(figure: Figure) -> str:
    return figure.change.value if figure.change else "was"


def _when(figure: Figure) -> str:
    return figure.period or figure.scope or figure.label or "no stated time"
