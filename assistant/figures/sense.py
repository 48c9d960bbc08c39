"""Refuses arithmetic that makes no sense, with the reason in a sentence. Works nothing out.

Knows what figures are (units, wholes, periods, age bands), and nothing of questions or reports.

Periods: figures of one period, or of none that is stated, may be added up. Figures of periods that
lie apart may be added only where the caller names those periods, as a question does that asks for
the total over 2021 and 2022; whether such a total means anything (arrests: yes, inhabitants: no)
is for the one who asks. A period and a part of it never add up.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import combinations

from assistant.figures.bands import bands_meet, find_ages
from assistant.figures.counted import Agreement, judge_labels, labels_agree
from assistant.figures.overlaps import Overlap, overlap_of, read_span
from assistant.figures.stems import find_words, is_person
from assistant.figures.values import is_percent, units_agree
from assistant.records import Figure, Kind, Operation

_ANY_NUMBER = (Operation.SUM, Operation.AVERAGE)
_DEGREES = frozenset({"°C", "°F"})
_MANY_BASES = (Kind.PERCENT, Kind.RATE)
_PERIOD_WORDS = re.compile(
    r"\b(?:(?:1[5-9]|20)\d\d|Q[1-4]|jan\w*|feb\w*|mar(?:ch)?|apr\w*|may|june?|july?|aug\w*|sep\w*"
    r"|oct\w*|nov\w*|dec\w*|first|second|third|fourth|quarter|half|fiscal|year|month|ended)\b",
    re.IGNORECASE,
)
_BAND_WORDS = re.compile(
    r"\b(?:aged?|under|below|younger than|over|above|older than|at least|years?|old|older"
    r"|the age of|to|and|or|between|\d{1,2})\b|[–+-]",
    re.IGNORECASE,
)
# A group named by its age. Minors are those under 18 (Convention on the Rights of the Child, 1).
_NAMED_BANDS: dict[str, tuple[int, int | None]] = {
    **dict.fromkeys(("minor", "minors", "child", "children"), (0, 18)),
    **dict.fromkeys(("adult", "adults"), (18, None)),
}
_PART_WORDS = frozenset(
    """child children minor minors juvenile juveniles adult adults elderly infant infants girl girls
    boy boys woman women man men male males female females foreign foreigners foreigner""".split()
)


class Unworkable(ValueError):
    """The figures cannot be put to this operation; the message says why."""


def check_sense(operation: Operation, figures: Sequence[Figure], periods: Sequence[str]) -> None:
    """Raises Unworkable where the operation over the figures would say nothing, or a wrong thing.

    ``periods`` are those that a total is asked over (ISO 8601), none for one of a single period.
    """
    _check_number(operation, figures)
    if operation is Operation.DAYS:
        return
    for figure in figures:
        _check_figure(operation, figure)
    for one, other in combinations(figures, 2):
        if operation is not Operation.RATE:
            _check_units(operation, one, other)
        _check_parts(operation, one, other)
        _check_periods(operation, (one, other), periods)
        if operation is Operation.SUM and not _are_apart(one, other):
            _check_overlap(one, other)
        if operation in _ANY_NUMBER and one.kind in _MANY_BASES and other.kind in _MANY_BASES:
            _check_bases(operation, one, other)


def _check_number(operation: Operation, figures: Sequence[Figure]) -> None:
    if operation is Operation.LOOKUP:
        raise Unworkable(f"{operation.value} is not arithmetic")
    many = operation in _ANY_NUMBER
    if len(figures) < 2 or (len(figures) > 2 and not many):
        raise Unworkable(f"{operation.value} needs {'two or more' if many else 'two'} figures")


def _check_figure(operation: Operation, figure: Figure) -> None:
    says = figure.surface
    if isinstance(figure.value, str):
        raise Unworkable(f"{says} is a date, and dates have no {operation.value}")
    if figure.upper is not None:
        raise Unworkable(f"{says} is a range, not one number")
    if figure.kind is Kind.ORDINAL:
        raise Unworkable(f"{says} is a place in an order, not an amount")
    adds = operation is Operation.SUM
    if adds and (figure.kind is Kind.AGE or figure.unit in _DEGREES):
        raise Unworkable(f"{says} is not an amount that adds up with others")
    if adds and figure.kind is Kind.RATE and figure.unit is not None:
        raise Unworkable(f"{says} is a rate, and rates have no sum")
    scaled = (Operation.RATIO, Operation.SHARE, Operation.PERCENT_CHANGE)
    if figure.unit in _DEGREES and operation in scaled:
        raise Unworkable(f"{says} is on a scale without a zero, so it has no {operation.value}")


def _check_units(operation: Operation, one: Figure, other: Figure) -> None:
    pair = f"{one.surface} and {other.surface}"
    if one.kind is other.kind is Kind.MONEY and _currency(one) != _currency(other):
        raise Unworkable(f"{pair} are in different currencies")
    if not units_agree(one, other):
        raise Unworkable(f"{pair} are in different units")
    points = operation is Operation.PERCENTAGE_POINTS
    if points and not all(is_percent(f.unit) or f.kind is Kind.RATE for f in (one, other)):
        raise Unworkable(f"{pair} are no percentages, so they are not percentage points apart")
    if operation is not Operation.RATIO and _are_people_and_things(one, other):
        raise Unworkable(f"{pair} count people and things ({one.label}, {other.label})")


def _currency(figure: Figure) -> str:
    return (figure.unit or "").partition(" per ")[0]


def _are_people_and_things(one: Figure, other: Figure) -> bool:
    """Tells 31 victims beside 130 cases; a count of people whose label does not say so passes."""
    if {one.unit, other.unit} != {None, "person"} or not one.label or not other.label:
        return False
    thing = one.label if one.unit is None else other.label
    return (
        not is_person(thing)
        and not labels_agree(one.label, other.label)
        and judge_labels(one.label, other.label) is Agreement.OTHER
    )


def _check_parts(operation: Operation, one: Figure, other: Figure) -> None:
    if operation is not Operation.RATIO and one == other and one.start >= 0:
        raise Unworkable(f"{one.surface} is one and the same figure twice")
    for part, whole in ((one, other), (other, one)):
        if not _is_part(part, whole):
            continue
        says = f"{part.surface} is a part of {whole.surface}"
        if operation in _ANY_NUMBER:
            raise Unworkable(f"{says} and would be counted twice")
        if operation is Operation.PERCENT_CHANGE:
            raise Unworkable(f"{says}, and nothing changed from the one to the other")


def _is_part(part: Figure, whole: Figure) -> bool:
    return part.whole == (whole.start, whole.end) and part.report_id == whole.report_id


def _are_apart(one: Figure, other: Figure) -> bool:
    if not one.period or not other.period:
        return False
    return overlap_of(one.period, other.period) is Overlap.APART


def _check_periods(
    operation: Operation, pair: tuple[Figure, Figure], periods: Sequence[str]
) -> None:
    one, other = pair
    if not one.period or not other.period:
        return
    told = overlap_of(one.period, other.period)
    says = f"{one.surface} is for {one.period} and {other.surface} for {other.period}"
    if operation in _ANY_NUMBER and told in (Overlap.HOLDS, Overlap.WITHIN):
        raise Unworkable(f"{says}, and the one period lies in the other")
    if (
        operation is Operation.SUM
        and told is Overlap.APART
        and _days_meet(one.period, other.period)
    ):
        raise Unworkable(f"{says}, and the periods overlap")
    joins = operation in (Operation.SUM, Operation.SHARE, Operation.RATE)
    if joins and told is Overlap.APART and not all(_is_named(f, periods) for f in pair):
        raise Unworkable(f"{says}, so they have no {operation.value} unless it is asked over both")


def _days_meet(one: str, other: str) -> bool:
    """Tells whether two periods share days. Years joined by a slash may be fiscal: not told."""
    if any(re.fullmatch(r"\d{4}/\d{4}", period) for period in (one, other)):
        return False
    first, second = read_span(one), read_span(other)
    if first is None or second is None:
        return False
    return first[0] <= second[1] and second[0] <= first[1]


def _is_named(figure: Figure, periods: Sequence[str]) -> bool:
    """Tells whether a figure is of a period named; a fiscal year goes by either of its years."""
    years = {part[:4] for part in (figure.period or "").split("/")}
    return any(named[:4] in years for named in periods)


def _check_overlap(one: Figure, other: Figure) -> None:
    """Refuses groups whose words show that one holds people or things of the other."""
    for wide, narrow in ((one, other), (other, one)):
        if _holds(wide, narrow):
            raise Unworkable(
                f"“{_words(narrow)}” are among “{_words(wide)}” and would be counted twice"
            )
    first, second = _band(one), _band(other)
    if first is None or second is None or first == second or not bands_meet(first, second):
        return
    places = [_rest(figure) for figure in (one, other)]
    if places[0] - places[1] and places[1] - places[0]:
        return  # "under 15 in the north", "under 18 in the south"
    names = [_BAND_WORDS.sub(" ", figure.label or "").strip() for figure in (one, other)]
    named = [name for name in names if name and name.lower() not in _NAMED_BANDS]
    if len(named) < 2 or judge_labels(*named) is not Agreement.OTHER:
        raise Unworkable(f"“{_words(one)}” and “{_words(other)}” overlap")


def _holds(wide: Figure, narrow: Figure) -> bool:
    """Tells "victims" beside "child victims", where nothing else sets the two apart."""
    if not wide.label or not narrow.label or _number(wide) < _number(narrow):
        return False
    outer, inner = _bag(wide), _bag(narrow)
    return outer < inner and inner - outer <= _PART_WORDS


def _band(figure: Figure) -> tuple[int, int | None] | None:
    words = f"{figure.label or ''} {figure.scope or ''}"
    told = find_ages(words)
    named = (_NAMED_BANDS[word] for word in _bag(figure) if word in _NAMED_BANDS)
    return told or next(named, None)


def _rest(figure: Figure) -> frozenset[str]:
    """Returns the words of a scope that are not of its age band: its place or its group."""
    words = _BAND_WORDS.sub(" ", figure.scope or "")
    return frozenset(word.lower() for word, _, _ in find_words(words))


def _bag(figure: Figure) -> frozenset[str]:
    words = f"{figure.label or ''} {figure.scope or ''}"
    return frozenset(word.lower() for word, _, _ in find_words(words))


def _words(figure: Figure) -> str:
    return " ".join(filter(None, (figure.label, figure.scope))) or figure.surface


def _number(figure: Figure) -> Decimal:
    return figure.value if isinstance(figure.value, Decimal) else Decimal(0)


def _check_bases(operation: Operation, one: Figure, other: Figure) -> None:
    pair = f"{one.surface} and {other.surface}"
    if one.whole and other.whole and one.whole != other.whole:
        raise Unworkable(f"{pair} are shares of different wholes")
    if operation is Operation.SUM:
        if _are_apart(one, other):
            raise Unworkable(f"{pair} are shares of different periods' wholes")
        return
    labels = [_PERIOD_WORDS.sub(" ", figure.label or "") for figure in (one, other)]
    if all(label.strip(" ,") for label in labels) and judge_labels(*labels) is Agreement.OTHER:
        raise Unworkable(f"{pair} have different bases ({one.label}, {other.label})")


def check_over(operation: Operation, figure: Figure) -> None:
    """Raises Unworkable where a figure that is to be divided by is zero."""
    if figure.value == 0:
        raise Unworkable(f"{figure.surface} is zero, so there is no {operation.value} of it")
