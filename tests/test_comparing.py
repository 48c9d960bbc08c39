"""Comparing: same, fairly rounded, within a bound, or not the same, and in what."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.figures import (
    Outcome,
    compare,
    compare_values,
    labels_agree,
    read_figures,
    units_agree,
)
from assistant.records import Figure, Kind, Modifier


def figure(text: str) -> Figure:
    found = read_figures(text)
    assert found, f"no figure read in {text!r}"
    return found[0]


@pytest.mark.parametrize(
    ("claimed", "source", "outcome"),
    [
        ("4.2 million people", "4,187,300 people", Outcome.ROUNDED),
        ("4.2 million people", "4,260,000 people", Outcome.WRONG_WAY),
        ("nearly 900 people", "871 people", Outcome.ROUNDED),
        ("nearly 900 people", "912 people", Outcome.WRONG_WAY),
        ("nearly 900 people", "840 people", Outcome.COARSE),
        ("150 people", "149 people", Outcome.COARSE),
        ("about 150 people", "149 people", Outcome.ROUNDED),
        ("about 1,000 people", "871 people", Outcome.COARSE),
        ("149 people", "149 people", Outcome.SAME),
        ("149 people", "about 149 people", Outcome.ROUNDED),
        ("0.0% of homes", "0.4% of homes", Outcome.DIFFERENT),
        ("0% of homes", "0.4% of homes", Outcome.ROUNDED),
        ("adults 10 years of age or older", "adults 18 years of age or older", Outcome.DIFFERENT),
        ("a dozen people", "12 people", Outcome.SAME),
        ("forty-eight people", "48 people", Outcome.SAME),
        ("55% of them", "55.1% of them", Outcome.ROUNDED),
        ("56% of them", "55.1% of them", Outcome.WRONG_WAY),
        ("60% of them", "55.1% of them", Outcome.DIFFERENT),
        ("about 4.2 million people", "4,187,300 people", Outcome.ROUNDED),
        ("4,000,000 people", "4,187,300 people", Outcome.COARSE),
        ("225 people", "223 people", Outcome.DIFFERENT),
        ("4.2 million people", "4,200 people", Outcome.SCALE),
        ("a dozen people", "13 people", Outcome.COARSE),
        ("5 deaths per 1,000 births", "5 deaths per 1,000 births", Outcome.SAME),
        ("5 deaths per 1,000 births", "500 deaths per 100,000 births", Outcome.SAME),
        ("5 deaths per 1,000", "5 deaths per 1,000 births", Outcome.SAME),
        ("5 deaths per 1,000 women", "5 deaths per 1,000 births", Outcome.UNIT),
        ("5 cases per 1,000 residents", "5 cases per 1,000 people", Outcome.SAME),
        ("about a dozen people", "13 people", Outcome.ROUNDED),
        ("about a dozen people", "15 people", Outcome.COARSE),
        ("more than 900 people", "871 people", Outcome.WRONG_WAY),
        ("more than 400 people", "871 people", Outcome.COARSE),
        ("more than 11 people", "more than 12 people", Outcome.DIFFERENT),
        ("about 150 people", "about 149 people", Outcome.ROUNDED),
        ("about 148 people", "about 149 people", Outcome.DIFFERENT),
        ("871 people", "nearly 900 people", Outcome.UNTOLD),
        ("16 people", "15 to 17 people", Outcome.UNTOLD),
        ("ten people", "more than ten people", Outcome.DIFFERENT),
    ],
)
def test_a_rounded_figure_matches_only_what_it_could_have_been_rounded_from(
    claimed: str, source: str, outcome: Outcome
) -> None:
    comparison = compare_values(figure(claimed), figure(source))
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
    assert compare_values(figure(claimed), figure(source)).passes is holds


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
    assert compare_values(figure(claimed), figure(source)).passes is passes


def test_more_than_half_holds_against_a_share_worked_out_from_counts() -> None:
    worked = replace(figure("1% of victims"), value=Decimal(124) / 225 * 100)
    assert compare_values(figure("more than half of the victims"), worked).outcome is Outcome.BOUND


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [
        ("48 people", "48 cases", True),
        ("aged 15", "15 years", False),
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
        assert not compare_values(first, second).passes


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
    assert compare_values(figure(claimed), figure(source)).passes is passes


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
    assert not (more and most)


@given(st.integers(1, 10**9), st.integers(0, 8))
def test_one_changed_digit_never_passes_for_the_figure(value: int, place: int) -> None:
    digits = list(str(value))
    place = place % len(digits)
    digits[place] = str((int(digits[place]) + 1) % 10)
    changed = Decimal("".join(digits))
    assert not compare(counted(changed), counted(Decimal(value))).passes


@pytest.mark.parametrize(
    ("claimed", "source", "outcome"),
    [
        ("about 10 miles", "16 km", Outcome.ROUNDED),
        ("10 miles", "16 km", Outcome.ROUNDED),
        ("12 miles", "16 km", Outcome.DIFFERENT),
        ("more than 50 km", "more than 50 miles", Outcome.UNIT),
        ("more than 80 km", "more than 50 miles", Outcome.BOUND),
        ("14 days", "two weeks", Outcome.SAME),
        ("90 minutes", "1.5 hours", Outcome.SAME),
        ("three months", "90 days", Outcome.ROUNDED),
        ("100 basis points", "1 percentage point", Outcome.SAME),
        ("70 °F", "21 °C", Outcome.ROUNDED),
        ("$10", "€10", Outcome.UNIT),
        ("10 km", "10 kg", Outcome.UNIT),
    ],
)
def test_physical_units_convert_with_the_conversion_told_and_money_never(
    claimed: str, source: str, outcome: Outcome
) -> None:
    told = compare_values(figure(claimed), figure(source))
    assert told.outcome is outcome, told.rule
    if told.passes:
        assert figure(source).surface in told.rule


@pytest.mark.parametrize(
    ("claimed", "source", "outcome"),
    [
        ("victims", "victims", Outcome.SAME),
        ("number of victims", "victim", Outcome.SAME),
        ("victims of trafficking", "trafficking victims", Outcome.SAME),
        ("people", "suspects", Outcome.SAME),
        ("suspects", "people", Outcome.UNTOLD),
        ("suspects", "victims", Outcome.LABEL),
        ("child victims", "victims", Outcome.LABEL),
        ("victims", "child victims", Outcome.LABEL),
        ("people under 15", "people over 15", Outcome.LABEL),
        ("cases closed", "cases not closed", Outcome.LABEL),
        ("victims", "trafficking victims", Outcome.UNTOLD),
        ("Revenue, Europe", "Expenses, Europe", Outcome.LABEL),
        (None, "victims", Outcome.UNTOLD),
        (None, None, Outcome.SAME),
    ],
)
def test_a_right_value_with_the_wrong_label_never_passes(
    claimed: str | None, source: str | None, outcome: Outcome
) -> None:
    one, other = counted(Decimal(48)), counted(Decimal(48))
    told = compare(replace(one, label=claimed), replace(other, label=source))
    assert told.outcome is outcome, told.rule


@pytest.mark.parametrize(
    ("claimed", "source", "outcome"),
    [
        ("2022", "2022", Outcome.SAME),
        ("2022", "2022-08-18/2022-11-10", Outcome.SAME),
        ("2022-08", "2022", Outcome.UNTOLD),
        ("2021", "2022", Outcome.PERIOD),
        ("2021/2022", "2022/2023", Outcome.PERIOD),
        ("2020/2022", "2021", Outcome.PERIOD),
        (None, "2022", Outcome.SAME),
    ],
)
def test_a_figure_of_another_period_never_passes(
    claimed: str | None, source: str | None, outcome: Outcome
) -> None:
    one, other = counted(Decimal(48)), counted(Decimal(48))
    told = compare(replace(one, period=claimed), replace(other, period=source))
    assert told.outcome is outcome, told.rule


@pytest.mark.parametrize(
    ("claimed", "source", "named"),
    [
        # Each names a year that the other does not: neither can be told to be the same.
        (("2019", ()), (None, ("2021", "2022")), "2021 and 2022"),
        ((None, ("2018", "2019")), ("2021", ()), "2018 and 2019"),
        ((None, ("2021", "2019")), (None, ("2021", "2022", "2023-05")), "2021, 2022 and 2023"),
        (("2019", ()), (None, ("2021/2022",)), "2021 to 2022"),
        (("2022", ()), (None, ("2019/..",)), "2019"),
        # What one side names, the other names, too; or one names none.
        ((None, ("2021",)), (None, ("2021", "2022")), None),
        ((None, ("2021/2022",)), (None, ("2020/2023", "2019")), None),
        ((None, ("2021", "2022")), ("2022", ()), None),
        ((None, ("2019",)), (None, ()), None),
        ((None, ()), (None, ("2021", "2022")), None),
        ((None, ()), ("2021", ()), None),
        ((None, ("2019",)), ("--08-18", ()), None),
    ],
)
def test_a_figure_beside_other_years_cannot_be_told_to_be_of_the_claims(
    claimed: tuple[str | None, tuple[str, ...]],
    source: tuple[str | None, tuple[str, ...]],
    named: str | None,
) -> None:
    one = replace(counted(Decimal(149)), period=claimed[0], times=claimed[1])
    other = replace(counted(Decimal(149)), period=source[0], times=source[1])
    told = compare(one, other)
    assert told.passes is (named is None)
    if named is not None:
        rule = f"which year 149 is told of is not plain: the text names {named}"
        assert (told.outcome, told.rule) == (Outcome.UNTOLD, rule)


@pytest.mark.parametrize(
    ("claimed", "source", "passes"),
    [
        ("in Poipet", "in Sihanoukville", False),
        ("in Poipet", "in Poipet, 2022", True),
        ("of men", "of women", False),
        ("aged under 15", "aged 15 to 17", False),
        (None, "in Poipet", True),
    ],
)
def test_a_figure_of_another_group_or_place_never_passes(
    claimed: str | None, source: str | None, passes: bool
) -> None:
    one, other = counted(Decimal(48)), counted(Decimal(48))
    told = compare(replace(one, scope=claimed), replace(other, scope=source))
    assert told.passes is passes, told.rule
    assert passes or told.outcome is Outcome.SCOPE


@given(st.integers(100, 10**6), st.integers(1, 10**7), st.integers(1, 6))
def test_scaling_both_sides_keeps_the_outcome(value: int, truth: int, power: int) -> None:
    for modifier in (Modifier.EXACT, Modifier.ABOUT, Modifier.NEARLY, Modifier.MORE_THAN):
        plain = compare_values(counted(Decimal(value), modifier), counted(Decimal(truth)))
        factor = 10**power
        scaled = compare_values(
            counted(Decimal(value * factor), modifier), counted(Decimal(truth * factor))
        )
        assert scaled.outcome is plain.outcome


@given(st.integers(1, 10**6), st.integers(-200_000, 200_000), st.floats(0, 1))
def test_what_passes_for_a_value_passes_for_one_nearer(value: int, gap: int, share: float) -> None:
    nearer = int(gap * share) or (1 if gap > 0 else -1)
    for modifier in (Modifier.EXACT, Modifier.ABOUT, Modifier.NEARLY, Modifier.MORE_THAN):
        claimed = counted(Decimal(value), modifier)
        if gap and compare_values(claimed, counted(Decimal(value + gap))).passes:
            assert compare_values(claimed, counted(Decimal(value + nearer))).passes


@pytest.mark.parametrize(
    ("claim", "report", "outcome"),
    [
        ("It was 12 to them by noon.", "It was 12 to them by noon.", Outcome.SAME),
        ("It stood at 12 under oaks.", "It stood at 12 under elms.", Outcome.UNTOLD),
        ("It stood at 12 under oaks.", "It stood at 12.", Outcome.SAME),
        (
            "Of these I saw three, all ripened.",
            "Of these I saw three, all spoiled.",
            Outcome.UNTOLD,
        ),
        ("The oaks are short, about four.", "The elms are short, about four.", Outcome.UNTOLD),
    ],
)
def test_unlabelled_figures_said_of_other_things_cannot_be_told_the_same(
    claim: str, report: str, outcome: Outcome
) -> None:
    told = compare(read_figures(claim)[0], read_figures(report)[0])
    assert told.outcome is outcome


@pytest.mark.parametrize(
    ("claim", "outcome"),
    [
        ("Interest is 6% a year.", Outcome.SAME),
        ("Interest is 6%.", Outcome.SAME),
        ("Interest is 6% a month.", Outcome.UNIT),
    ],
)
def test_a_percentage_for_a_month_is_not_one_for_a_year(claim: str, outcome: Outcome) -> None:
    assert (
        compare(read_figures(claim)[0], read_figures("Interest is 6% a year.")[0]).outcome
        is outcome
    )
