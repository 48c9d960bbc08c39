"""Worked arithmetic: right results, workings that recompute, nonsense refused with the reason."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from assistant.figures import Unworkable, read_figures, show, work
from assistant.reading.stated import find_stated
from assistant.reading.wording import with_unit
from assistant.records import Figure, Kind, Modifier, Operation


def figures(text: str) -> list[Figure]:
    """Returns a text's figures without the ages and years that only say which ones."""
    found = read_figures(text)
    telling = [figure for figure in found if figure.kind not in (Kind.AGE, Kind.DATE)]
    return telling or found


@pytest.mark.parametrize(
    ("operation", "text", "result", "unit", "working"),
    [
        (Operation.SUM, "124 victims. 31 victims.", "155", "person", "124 + 31 = 155"),
        (Operation.DIFFERENCE, "225 victims. 48 victims.", "177", "person", "225 − 48 = 177"),
        (
            Operation.PERCENTAGE_POINTS,
            "Interest is 4% a year. Interest is 6% a year.",
            "2",
            "percentage point",
            "6% − 4% = 2 percentage points",
        ),
        (Operation.SHARE, "124 victims. 225 victims.", "55.1", "%", "124 ÷ 225 = 55.1%"),
        (Operation.SHARE, "3 people. 225,000 people.", "0.0013", "%", "3 ÷ 225,000 = 0.0013%"),
        (Operation.RATIO, "149 suspects. 130 cases.", "1.15", None, "149 ÷ 130 = 1.15"),
        (Operation.AVERAGE, "10 cases. 15 cases.", "12.5", None, "(10 + 15) ÷ 2 = 12.5"),
        (
            Operation.AVERAGE,
            "$1.25 million. $2.25 million.",
            "1750000",
            "USD",
            "(1.25 million + 2.25 million) ÷ 2 = 1.75 million",
        ),
        (
            Operation.PERCENT_CHANGE,
            "$200 million. $250 million.",
            "25",
            "%",
            "(250 million − 200 million) ÷ 200 million = 25%",
        ),
        (
            Operation.PERCENT_CHANGE,
            "225 cases. 48 cases.",
            "-78.7",
            "%",
            "(48 − 225) ÷ 225 = -78.7%",
        ),
        (
            Operation.DIFFERENCE,
            "55.1%. 40.0%.",
            "15.1",
            "percentage point",
            "55.1% − 40% = 15.1 percentage points",
        ),
        (
            Operation.PERCENTAGE_POINTS,
            "5.1%. 6.3%.",
            "1.2",
            "percentage point",
            "6.3% − 5.1% = 1.2 percentage points",
        ),
        (
            Operation.RATE,
            "$6,000. 4 people.",
            "1500",
            "USD per person",
            "6,000 ÷ 4 = 1,500",
        ),
        (
            Operation.RATE,
            "36 murders. 800,000 people.",
            "4.5",
            "per 100,000",
            "36 ÷ 800,000 × 100,000 = 4.5",
        ),
        (
            Operation.DAYS,
            "18 August 2022. 10 November 2022.",
            "84",
            "day",
            "18 August 2022 to 10 November 2022 = 84 days",
        ),
    ],
)
def test_a_result_comes_with_its_working_and_unit(
    operation: Operation, text: str, result: str, unit: str | None, working: str
) -> None:
    worked = work(operation, figures(text))
    assert worked.result == Decimal(result)
    assert worked.unit == unit
    assert worked.working == working


@pytest.mark.parametrize(
    ("operation", "text", "working"),
    [
        (Operation.SUM, "4.2 million people. 31 people.", "4,200,000 + 31 ≈ 4,200,000"),
        (Operation.SUM, "$1.2 billion. $1.35bn.", "1.2 billion + 1.35 billion ≈ 2.6 billion"),
        (Operation.SUM, "about 120 victims. 31 victims.", "about 120 + 31 ≈ 150"),
        (Operation.DIFFERENCE, "55.1%. 40%.", "55.1% − 40% ≈ 15 percentage points"),
        # Rounded to the million, half a million would be a whole one.
        (
            Operation.DIFFERENCE,
            "$1.5 million. $1 million.",
            "1,500,000 − 1,000,000 ≈ 500,000",
        ),
        (
            Operation.SHARE,
            "4.2 million people. 8.37 million people.",
            "4.2 million ÷ 8.37 million ≈ 50%",
        ),
    ],
)
def test_a_result_is_no_finer_than_its_least_precise_operand(
    operation: Operation, text: str, working: str
) -> None:
    worked = work(operation, figures(text))
    assert worked.working == working
    assert worked.modifier is Modifier.ABOUT


@pytest.mark.parametrize(
    ("operation", "text", "modifier", "working"),
    [
        (
            Operation.SUM,
            "more than 120 victims. 31 victims.",
            Modifier.MORE_THAN,
            "more than 120 + 31 = more than 151",
        ),
        (
            Operation.DIFFERENCE,
            "225 victims. at least 20 victims.",
            Modifier.UP_TO,
            "225 − at least 20 = up to 205",
        ),
        # 66.66… rounded half up would say more than the bound does.
        (
            Operation.SHARE,
            "at least 20 victims. 30 victims.",
            Modifier.AT_LEAST,
            "at least 20 ÷ 30 = at least 66.6%",
        ),
    ],
)
def test_a_bound_stays_a_bound_on_the_side_it_is(
    operation: Operation, text: str, modifier: Modifier, working: str
) -> None:
    worked = work(operation, figures(text))
    assert (worked.modifier, worked.working) == (modifier, working)


@pytest.mark.parametrize(
    ("operation", "text", "reason"),
    [
        (Operation.SUM, "124 victims.", "two or more"),
        (Operation.SHARE, "1 case. 2 cases. 3 cases.", "two"),
        (Operation.LOOKUP, "5 cases. 3 cases.", "not arithmetic"),
        (Operation.SUM, "$5. 12 people.", "different units"),
        (Operation.SUM, "$5. €12.", "different currencies"),
        (Operation.SUM, "3 km. 500 kg.", "different units"),
        (Operation.SUM, "149 suspects. 130 cases.", "people and things"),
        (Operation.PERCENT_CHANGE, "0 cases. 5 cases.", "zero"),
        (Operation.SHARE, "0 cases. 0 cases.", "zero"),
        (Operation.SUM, "in 2021. in 2022.", "date"),
        (Operation.DIFFERENCE, "18 August 2022. 10 November 2022.", "date"),
        (Operation.DAYS, "August 2022. 10 November 2022.", "no single day"),
        (Operation.DAYS, "5 cases. 3 cases.", "no date"),
        (Operation.SUM, "15 to 17 people. 3 people.", "range"),
        (Operation.SUM, "20 °C. 15 °C.", "not an amount"),
        (Operation.RATIO, "20 °C. 15 °C.", "without a zero"),
        (Operation.SHARE, "225 victims. 124 victims.", "225 is more than 124"),
        (Operation.SUM, "60%. 50%.", "110%"),
        (Operation.PERCENTAGE_POINTS, "60 cases. 50 cases.", "no percentages"),
        (Operation.AVERAGE, "40% of girls passed and 60% of boys passed.", "different bases"),
        (Operation.SUM, "3.2 per 100,000. 4.1 per 100,000.", "rates have no sum"),
        (Operation.RATE, "$5 million. $3 million.", "no number of people"),
        (Operation.RATE, "5%. 3 people.", "share or rate already"),
        (Operation.SUM, "124 victims under 15. 155 victims under 18.", "overlap"),
        (Operation.SUM, "31 minors. 124 victims under 15.", "overlap"),
        (Operation.SUM, "225 victims. 31 child victims.", "counted twice"),
        (Operation.DIFFERENCE, "at least 120 cases. at least 20 cases.", "leave the result open"),
        (Operation.SUM, "more than 120 cases. fewer than 20 cases.", "leave the result open"),
    ],
)
def test_nonsense_is_refused_with_a_reason(operation: Operation, text: str, reason: str) -> None:
    with pytest.raises(Unworkable, match=reason) as refusal:
        work(operation, figures(text))
    assert "\n" not in str(refusal.value)
    assert not str(refusal.value).endswith(".")


@pytest.mark.parametrize(
    ("operation", "text", "said"),
    [
        (Operation.SHARE, "124 victims. 225 victims.", "55.1%"),
        (Operation.SUM, "about 120 victims. 31 victims.", "about 150"),
        (Operation.SUM, "more than $1.2 billion. $3.0 billion.", "more than USD 4,200,000,000"),
        (Operation.DIFFERENCE, "6.3%. 5.3%.", "1 percentage point"),
        (Operation.RATE, "$6,000. 4 people.", "1,500 USD per person"),
        (Operation.DAYS, "18 August 2022. 20 August 2022.", "2 days"),
    ],
)
def test_a_result_is_said_with_its_hedge_and_unit(
    operation: Operation, text: str, said: str
) -> None:
    assert with_unit(work(operation, figures(text))) == said


def test_a_part_is_not_added_to_its_own_total() -> None:
    total, under, between = (
        figure
        for figure in read_figures("225 victims, including 124 under 15 and 31 aged 15 to 17.")
        if figure.kind is Kind.COUNT
    )
    assert work(Operation.SUM, [under, between]).working == "124 + 31 = 155"
    assert work(Operation.SHARE, [under, total]).working == "124 ÷ 225 = 55.1%"
    assert work(Operation.DIFFERENCE, [total, under]).working == "225 − 124 = 101"
    for operation in (Operation.SUM, Operation.AVERAGE):
        with pytest.raises(Unworkable, match="part of"):
            work(operation, [under, total])
    with pytest.raises(Unworkable, match="nothing changed"):
        work(Operation.PERCENT_CHANGE, [under, total])


def test_a_figure_is_not_added_to_itself() -> None:
    only = figures("225 victims.")[0]
    with pytest.raises(Unworkable, match="twice"):
        work(Operation.SUM, [only, only])


@pytest.mark.parametrize(
    ("text", "working"),
    [
        ("124 victims under 15. 31 victims aged 15 to 17.", "124 + 31 = 155"),
        ("31 victims. 12 further victims.", "31 + 12 = 43"),
        ("31 children in Kent. 12 children in Essex.", "31 + 12 = 43"),
        ("31 minors. 12 adults.", "31 + 12 = 43"),
        ("124 victims under 15. 30 suspects aged under 18.", "124 + 30 = 154"),
        ("12 people were killed and 5 people were injured.", "12 + 5 = 17"),
        ("40% were girls and 35% were boys.", "40% + 35% = 75%"),
    ],
)
def test_groups_that_stand_apart_are_added(text: str, working: str) -> None:
    assert work(Operation.SUM, figures(text)).working == working


def counted(value: Decimal | int, *, at: int = 0, period: str | None = None) -> Figure:
    return Figure(
        surface=str(value),
        value=Decimal(value),
        unit=None,
        modifier=Modifier.EXACT,
        kind=Kind.COUNT,
        start=at,
        end=at + 1,
        sentence_start=0,
        sentence_end=1,
        period=period,
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [("under 15 in Kent", "under 15 in Essex"), ("under 15 in Kent", "under 18 in Essex")],
)
def test_age_bands_of_two_places_are_added(one: str, other: str) -> None:
    pair = [
        replace(counted(31), label="victims", scope=one),
        replace(counted(12, at=9), label="victims", scope=other),
    ]
    assert work(Operation.SUM, pair).result == 43


@pytest.mark.parametrize(
    ("one", "other", "asked", "reason"),
    [
        ("2021", "2021", (), None),
        ("2021", None, (), None),
        ("2021", "2022", (), "asked over both"),
        ("2021", "2022", ("2021",), "asked over both"),
        ("2021", "2022", ("2021", "2022"), None),
        ("2021/2022", "2022/2023", ("2021-22", "2022-23"), None),  # fiscal years
        ("2022", "2022-08", ("2022",), "lies in the other"),
        ("2022-01/2022-08", "2022-08/2022-11", ("2022",), "overlap"),
    ],
)
def test_periods_are_added_up_only_when_asked_for_and_never_twice(
    one: str, other: str | None, asked: tuple[str, ...], reason: str | None
) -> None:
    pair = [counted(5, at=0, period=one), counted(7, at=9, period=other)]
    if reason is None:
        worked = work(Operation.SUM, pair, periods=asked)
        assert (worked.working, worked.periods) == ("5 + 7 = 12", asked)
        return
    with pytest.raises(Unworkable, match=reason):
        work(Operation.SUM, pair, periods=asked)


def test_a_change_is_between_periods_and_a_share_within_one() -> None:
    pair = [counted(5, at=0, period="2021"), counted(7, at=9, period="2022")]
    assert work(Operation.PERCENT_CHANGE, pair).result == 40
    assert work(Operation.DIFFERENCE, pair).result == -2
    with pytest.raises(Unworkable, match="2021"):
        work(Operation.SHARE, pair)


NUMBERS = st.decimals(min_value=-(10**9), max_value=10**9, places=2)
COUNTS = st.integers(min_value=1, max_value=10**9).map(Decimal)
BINARY = [
    Operation.SUM,
    Operation.DIFFERENCE,
    Operation.SHARE,
    Operation.RATIO,
    Operation.AVERAGE,
    Operation.PERCENT_CHANGE,
]


def row(values: list[Decimal]) -> list[Figure]:
    return [counted(value, at=9 * number) for number, value in enumerate(values)]


@given(st.lists(NUMBERS, min_size=2, max_size=6), st.randoms())
def test_a_sum_is_free_of_order(values: list[Decimal], random: object) -> None:
    assert work(Operation.SUM, row(values)).result == work(Operation.SUM, row(values[::-1])).result
    assert (
        work(Operation.SUM, row(values)).result == work(Operation.SUM, row(sorted(values))).result
    )


@given(NUMBERS, NUMBERS)
def test_a_difference_turned_round_changes_its_sign(first: Decimal, second: Decimal) -> None:
    one = work(Operation.DIFFERENCE, row([first, second]))
    other = work(Operation.DIFFERENCE, row([second, first]))
    assert one.result == -other.result


@given(COUNTS, COUNTS)
def test_a_share_of_the_whole_is_the_part_within_rounding(one: Decimal, other: Decimal) -> None:
    part, whole = sorted((one, other))
    share = work(Operation.SHARE, row([part, whole])).result
    assert abs(share * whole / 100 - part) <= whole * Decimal("0.0005")


@given(COUNTS, COUNTS, st.integers(min_value=1, max_value=6))
def test_scaling_both_leaves_a_quotient_and_scales_a_sum(
    one: Decimal, other: Decimal, power: int
) -> None:
    small, large = row([one, other]), row([one.scaleb(power), other.scaleb(power)])
    large = [replace(figure, surface=f"{figure.value:f}") for figure in large]
    for operation in (Operation.RATIO, Operation.PERCENT_CHANGE):
        assert work(operation, small).result == work(operation, large).result
    assert work(Operation.SUM, small).result.scaleb(power) == work(Operation.SUM, large).result


_SCALED = {" million": "e6", " billion": "e9"}


def evaluate(side: str) -> Decimal:
    """Reckons a working's own printed side: what a reader with a calculator would get."""
    for name, power in _SCALED.items():
        side = side.replace(name, power)
    side = re.sub(r"\((-[\d.,e]+)\)", r"\1", side).replace(",", "").replace("%", "")
    numbers = re.sub(r"-?\d+(?:\.\d+)?(?:e\d)?", lambda m: f"Decimal('{m.group()}')", side)
    sum_of = numbers.replace("÷", "/").replace("−", "-")
    return Decimal(eval(sum_of, {"Decimal": Decimal}))


@given(NUMBERS, NUMBERS, st.sampled_from(BINARY))
def test_the_printed_numbers_give_the_printed_result_within_its_last_digit(
    first: Decimal, second: Decimal, operation: Operation
) -> None:
    try:
        worked = work(operation, row([first, second]))
    except Unworkable:
        assume(False)
    left, right = re.split(" [=≈] ", worked.working)
    result = evaluate(right)
    given_by_hand = evaluate(left) * (100 if right.endswith("%") else 1)
    exponent = result.normalize().as_tuple().exponent
    assert isinstance(exponent, int)
    digit = Decimal(1).scaleb(exponent)
    assert abs(given_by_hand - result) <= digit


@given(COUNTS, COUNTS, st.sampled_from(BINARY))
def test_a_working_is_read_back_as_the_arithmetic_it_is(
    one: Decimal, other: Decimal, operation: Operation
) -> None:
    second, first = sorted((one, other))  # a share is of the larger; a change goes down
    pair = [second, first] if operation is Operation.SHARE else [first, second]
    worked = work(operation, row(pair))
    (stated,) = find_stated(f"{worked.working}.")
    assert (stated.operation, stated.result.value) == (operation, worked.result)
    assert [figure.value for figure in stated.operands] == pair
    assert stated.end == len(worked.working)


@given(NUMBERS)
def test_a_shown_number_reads_back_as_itself(value: Decimal) -> None:
    assert Decimal(show(value).replace(",", "")) == value


@given(st.text(max_size=80), st.sampled_from(list(Operation)))
def test_whatever_a_text_says_is_worked_or_refused(text: str, operation: Operation) -> None:
    found = read_figures(text + " 5 cases and 7.5%, nearly 900, 18 August 2022")
    for pair in pairwise(found):
        with suppress(Unworkable):
            assert work(operation, pair).working
