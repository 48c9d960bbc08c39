"""Comparing: same, fairly rounded, within a bound, close, different, of another unit."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.figures import Outcome, compare, labels_agree, read_figures, units_agree
from assistant.records import Figure, Kind, Modifier


def figure(text: str) -> Figure:
    found = read_figures(text)
    assert found, f"no figure read in {text!r}"
    return found[0]


@pytest.mark.parametrize(
    ("claimed", "source", "outcome"),
    [
        ("4.2 million people", "4,187,300 people", Outcome.ROUNDED),
        ("4.2 million people", "4,260,000 people", Outcome.DIFFERENT),
        ("nearly 900 people", "871 people", Outcome.ROUNDED),
        ("nearly 900 people", "912 people", Outcome.DIFFERENT),
        ("nearly 900 people", "840 people", Outcome.DIFFERENT),
        ("150 people", "149 people", Outcome.CLOSE),
        ("about 150 people", "149 people", Outcome.ROUNDED),
        ("about 1,000 people", "871 people", Outcome.DIFFERENT),
        ("149 people", "149 people", Outcome.SAME),
        ("149 people", "about 149 people", Outcome.ROUNDED),
        ("a dozen people", "12 people", Outcome.SAME),
        ("forty-eight people", "48 people", Outcome.SAME),
        ("55% of them", "55.1% of them", Outcome.ROUNDED),
        ("56% of them", "55.1% of them", Outcome.DIFFERENT),
        ("60% of them", "55.1% of them", Outcome.DIFFERENT),
        ("about 4.2 million people", "4,187,300 people", Outcome.ROUNDED),
        ("4,000,000 people", "4,187,300 people", Outcome.DIFFERENT),
    ],
)
def test_a_rounded_figure_matches_only_what_it_could_have_been_rounded_from(
    claimed: str, source: str, outcome: Outcome
) -> None:
    comparison = compare(figure(claimed), figure(source))
    assert comparison.outcome is outcome, comparison.rule
    passing = (Outcome.SAME, Outcome.ROUNDED, Outcome.BOUND)
    assert comparison.passes is (outcome in passing)


@pytest.mark.parametrize(
    ("claimed", "source", "holds"),
    [
        ("more than 12,000 people", "12,480 people", True),
        ("more than 12,480 people", "12,480 people", False),
        ("over 800 people", "871 people", True),
        ("over 900 people", "871 people", False),
        ("at least 871 people", "871 people", True),
        ("up to 870 people", "871 people", False),
        ("fewer than 900 people", "871 people", True),
        ("hundreds of people", "225 people", True),
        ("thousands of people", "225 people", False),
        ("15 to 17 people", "16 people", True),
        ("15 to 17 people", "18 people", False),
        ("more than 800 people", "more than 800 people", True),
    ],
)
def test_a_bound_passes_only_where_the_source_lies_within_it(
    claimed: str, source: str, holds: bool
) -> None:
    assert compare(figure(claimed), figure(source)).passes is holds


@pytest.mark.parametrize(
    ("claimed", "source", "passes"),
    [
        ("almost four in five people", "79.6% of people", True),
        ("more than half of the victims", "55.1% of the victims", True),
        ("more than half of the victims", "49.9% of the victims", False),
        ("a third of people", "33.4% of people", True),
        ("a third of people", "36% of people", False),
        ("two in five people", "40% of people", True),
        ("three-quarters of people", "75.2% of people", True),
    ],
)
def test_a_share_in_words_is_held_against_a_percentage(
    claimed: str, source: str, passes: bool
) -> None:
    assert compare(figure(claimed), figure(source)).passes is passes


def test_more_than_half_holds_against_a_share_worked_out_from_counts() -> None:
    worked = replace(figure("1% of victims"), value=Decimal(124) / 225 * 100)
    assert compare(figure("more than half of the victims"), worked).outcome is Outcome.BOUND


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [
        ("48 people", "48 cases", True),
        ("$48", "48 people", False),
        ("48%", "48 people", False),
        ("$48", "€48", False),
        ("5 km", "5 miles", False),
        ("$50,000", "$50,000 a year", True),
        ("$50 per barrel", "$50 per share", False),
        ("5%", "5 percentage points", False),
        ("half of them", "50%", True),
    ],
)
def test_figures_of_different_units_never_pass_for_one_another(
    one: str, other: str, agree: bool
) -> None:
    first, second = figure(one), figure(other)
    assert units_agree(first, second) is agree
    assert units_agree(second, first) is agree
    if not agree:
        assert compare(first, second).outcome is Outcome.UNIT


@pytest.mark.parametrize(
    ("claimed", "source", "passes"),
    [
        ("in 2022", "on 18 August 2022", True),
        ("in August 2022", "on 18 August 2022", True),
        ("on 18 August 2022", "on 18 August 2022", True),
        ("on 19 August 2022", "on 18 August 2022", False),
        ("in 2021", "on 18 August 2022", False),
        ("in 2022", "2,022 people", False),
    ],
)
def test_a_date_holds_the_dates_within_it_and_no_others(
    claimed: str, source: str, passes: bool
) -> None:
    assert compare(figure(claimed), figure(source)).passes is passes


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [
        ("victims", "victim", True),
        ("suspects", "victims", False),
        ("people", "suspects", True),
        ("people", "cases of exploitation", False),
        ("child victims", "victims", True),
        (None, "victims", False),
        ("number of cases", "number of reports", False),
    ],
)
def test_labels_agree_only_where_they_can_count_the_same_thing(
    one: str | None, other: str | None, agree: bool
) -> None:
    assert labels_agree(one, other) is agree
    assert labels_agree(other, one) is agree


def counted(value: Decimal, modifier: Modifier = Modifier.EXACT) -> Figure:
    return Figure(
        surface=f"{value:,f}",
        value=value,
        unit=None,
        modifier=modifier,
        kind=Kind.COUNT,
        start=0,
        end=1,
        sentence_start=0,
        sentence_end=1,
    )


NUMBERS = st.decimals(min_value=0, max_value=10**12, places=2)


@given(NUMBERS, st.sampled_from(Modifier))
def test_every_figure_is_the_same_as_itself(value: Decimal, modifier: Modifier) -> None:
    upper = value + 1 if modifier is Modifier.BETWEEN else None
    one = replace(counted(value, modifier), upper=upper)
    assert compare(one, one).outcome is Outcome.SAME


@given(NUMBERS, NUMBERS)
def test_exact_whole_figures_pass_only_when_equal(one: Decimal, other: Decimal) -> None:
    first, second = counted(one.to_integral_value()), counted(other.to_integral_value())
    assert compare(first, second).passes is (first.value == second.value)
    assert compare(second, first).passes is compare(first, second).passes


@given(NUMBERS, NUMBERS)
def test_more_than_and_up_to_never_both_hold(bound: Decimal, truth: Decimal) -> None:
    source = counted(truth)
    more = compare(counted(bound, Modifier.MORE_THAN), source).passes
    most = compare(counted(bound, Modifier.UP_TO), source).passes
    assert more is not most


@given(st.integers(1, 10**9), st.integers(0, 8))
def test_one_changed_digit_never_passes_for_the_figure(value: int, place: int) -> None:
    digits = list(str(value))
    place = place % len(digits)
    digits[place] = str((int(digits[place]) + 1) % 10)
    changed = Decimal("".join(digits))
    assert not compare(counted(changed), counted(Decimal(value))).passes
