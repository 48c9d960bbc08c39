"""Worked arithmetic: right results, workings that recompute, nonsense refused."""

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.figures import Unworkable, read_figures, show, work
from assistant.records import Figure, Kind, Modifier, Operation


def figures(text: str) -> list[Figure]:
    return read_figures(text)


@pytest.mark.parametrize(
    ("operation", "text", "result", "unit", "working"),
    [
        (Operation.SUM, "124 victims. 31 victims.", "155", "person", "124 + 31 = 155"),
        (Operation.DIFFERENCE, "225 victims. 48 victims.", "177", "person", "225 − 48 = 177"),
        (Operation.SHARE, "124 victims. 225 victims.", "55.1", "%", "124 ÷ 225 × 100 ≈ 55.1%"),
        (Operation.RATIO, "149 suspects. 130 cases.", "1.15", None, "149 ÷ 130 ≈ 1.15"),
        (Operation.AVERAGE, "10 cases. 15 cases.", "12.5", None, "(10 + 15) ÷ 2 = 12.5"),
        (
            Operation.PERCENT_CHANGE,
            "$200 million. $250 million.",
            "25",
            "%",
            "(250,000,000 − 200,000,000) ÷ 200,000,000 × 100 = 25%",
        ),
        (Operation.DIFFERENCE, "55.1%. 40%.", "15.1", "percentage point", "55.1 − 40 = 15.1"),
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
    ("operation", "text", "reason"),
    [
        (Operation.SUM, "124 victims.", "two or more"),
        (Operation.SHARE, "1 case. 2 cases. 3 cases.", "two"),
        (Operation.SUM, "$5. 12 people.", "different units"),
        (Operation.SUM, "$5. €12.", "different units"),
        (Operation.SHARE, "5 cases. 0 cases.", "zero"),
        (Operation.SUM, "in 2021. in 2022.", "date"),
        (Operation.SUM, "15 to 17 people. 3 people.", "range"),
        (Operation.LOOKUP, "5 cases. 3 cases.", "not arithmetic"),
    ],
)
def test_nonsense_is_refused_with_a_reason(operation: Operation, text: str, reason: str) -> None:
    with pytest.raises(Unworkable, match=reason):
        work(operation, figures(text))


def test_a_result_is_no_more_certain_than_what_it_is_made_of() -> None:
    worked = work(Operation.SUM, figures("about 120 victims. 31 victims."))
    assert worked.modifier is Modifier.ABOUT


def counted(value: Decimal) -> Figure:
    return Figure(
        surface=str(value),
        value=value,
        unit=None,
        modifier=Modifier.EXACT,
        kind=Kind.COUNT,
        start=0,
        end=1,
        sentence_start=0,
        sentence_end=1,
    )


NUMBERS = st.decimals(min_value=-(10**9), max_value=10**9, places=2)
OPERATIONS = [operation for operation in Operation if operation is not Operation.LOOKUP]


@given(st.lists(NUMBERS, min_size=2, max_size=6))
def test_a_sum_recomputes_from_its_working(values: list[Decimal]) -> None:
    worked = work(Operation.SUM, [counted(value) for value in values])
    assert worked.result == sum(values)
    left, right = worked.working.split(" = ")
    terms = [term.strip("()").replace(",", "") for term in left.split(" + ")]
    assert sum(Decimal(term) for term in terms) == Decimal(right.replace(",", ""))


@given(NUMBERS, NUMBERS)
def test_a_difference_added_back_gives_the_first(first: Decimal, second: Decimal) -> None:
    result = work(Operation.DIFFERENCE, [counted(first), counted(second)]).result
    assert result + second == first


@given(NUMBERS, NUMBERS.filter(bool), st.sampled_from(OPERATIONS))
def test_every_result_is_an_exact_decimal_and_its_rounding_is_shown(
    first: Decimal, second: Decimal, operation: Operation
) -> None:
    try:
        worked = work(operation, [counted(first), counted(second)])
    except Unworkable:
        assert operation is Operation.PERCENT_CHANGE
        assert first == 0
        return
    assert isinstance(worked.result, Decimal)
    assert (" = " in worked.working) != (" ≈ " in worked.working)
    if operation is Operation.SHARE:
        exact = first / second * 100
        assert worked.result == exact.quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)


@given(NUMBERS)
def test_a_shown_number_reads_back_as_itself(value: Decimal) -> None:
    assert Decimal(show(value).replace(",", "")) == value
