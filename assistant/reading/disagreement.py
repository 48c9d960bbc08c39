"""Says why two figures of one thing differ. Knows nothing of how that is known."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.editions import is_newer_edition, same_series
from assistant.figures import Outcome, compare_values
from assistant.reading.definitions import find_difference, is_counted_otherwise
from assistant.reading.periods import name_time, same_time
from assistant.reading.said import Said, name_both, with_label
from assistant.records import ConflictKind, Figure, Modifier, Report


@dataclass(frozen=True, slots=True)
class Judged:
    """Why two figures differ, and that in a sentence for people."""

    kind: ConflictKind
    why: str


def judge(one: Said, other: Said) -> Judged | None:
    """Returns why the other figure differs from the one, or None where they say the same value.

    Both must be of the same thing as far as label and unit tell; what period, definition and
    edition each is of is found out here, the mildest explanation first.
    """
    if is_same_value(one.figure, other.figure):
        return None
    says = _values(one, other)
    if same_time(one, other) is False:
        times = (name_time(one), name_time(other))
        told = f": {times[1]} and {times[0]}" if all(times) else ""
        return Judged(
            ConflictKind.DIFFERENT_PERIOD, f"{says}; they are of different periods{told}."
        )
    rule = find_rounding(one.figure, other.figure)
    if rule is not None and not is_counted_otherwise(one, other):
        return Judged(ConflictKind.ROUNDING, f"{says}; {rule}, so the two agree.")
    difference = find_difference(other, one)
    if difference is not None:
        return Judged(ConflictKind.DIFFERENT_DEFINITION, f"{says}; {difference}.")
    if is_edition(one.report, other.report):
        return Judged(ConflictKind.REVISED_EDITION, f"{says}; {_newer(one, other)}.")
    return Judged(ConflictKind.TRUE_CLASH, f"{says}; {_shared(one, other)}.")


def is_edition(one: Report, other: Report) -> bool:
    """Tells whether two reports are editions of one: of one series, and the publisher known or the
    edition named, for many a report is titled "Annual report" and no more.
    """
    if one.id == other.id or not same_series(one, other):
        return False
    return bool(one.publisher) or one.title != other.title or one.edition != other.edition


def is_same_value(one: Figure, other: Figure) -> bool:
    """Tells whether two figures say the same value outright."""
    if (one.value, one.upper) == (other.value, other.upper):
        return True
    return Outcome.SAME in (compare_values(one, other).outcome, compare_values(other, one).outcome)


def find_rounding(one: Figure, other: Figure) -> str | None:
    """Returns the rule by which one figure is the other fairly rounded or hedged, if it is."""
    for first, second in ((other, one), (one, other)):
        told = compare_values(first, second)
        hedged = first.modifier is not Modifier.EXACT and told.passes
        if hedged or told.outcome is Outcome.ROUNDED:
            return told.rule
    return None


def _values(one: Said, other: Said) -> str:
    """Returns "The press report (The Courier) says 150 suspects, the Police 149"."""
    here, there = with_label(one.figure), with_label(other.figure)
    if one.report.id == other.report.id:
        return f"“{one.report.title}” says {there} in one place and {here} in another"
    first, second = name_both(one, other)
    if one.figure.label == other.figure.label:
        here = " ".join(one.figure.surface.split())
    says = f"{second} says {there}, {first} {here}"
    return says[:1].upper() + says[1:]


def _newer(one: Said, other: Said) -> str:
    newer = next(
        (a for a, b in ((one, other), (other, one)) if is_newer_edition(a.report, b.report)), None
    )
    if newer is None:
        return "they are editions of one report"
    surface = " ".join(newer.figure.surface.split())
    return f"{surface} is from the later edition ({newer.report.published}) of one report"


def _shared(one: Said, other: Said) -> str:
    label = "same label" if one.figure.label and other.figure.label else "same words"
    same = same_time(one, other)
    if same is None:
        return f"{label}, and no other period is named"
    time = name_time(one)
    return f"same period ({time}), {label}" if time else f"same period, {label}"
