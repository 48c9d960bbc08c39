"""Plans: which lookups a question's arithmetic needs, in which order; and no plan for the rest."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.reading import understand
from assistant.reading.operations import plan
from assistant.records import Operation


def plain(question: str) -> str:
    return re.sub(r"\s+\?", "?", question)


@pytest.mark.parametrize(
    ("text", "operation", "questions"),
    [
        (
            "What share of the suspects were minors?",
            Operation.SHARE,
            ("How many of the suspects were minors?", "How many suspects in total?"),
        ),
        (
            "What percentage of pupils passed the exam?",
            Operation.SHARE,
            ("How many of the pupils passed the exam?", "How many pupils in total?"),
        ),
        (
            "How many of the suspects were not foreigners?",
            Operation.DIFFERENCE,
            ("How many suspects?", "How many of the suspects were foreigners?"),
        ),
        (
            "What was the ratio of pupils to teachers?",
            Operation.RATIO,
            ("How many pupils?", "How many teachers?"),
        ),
        (
            "How many boats and cars were sold altogether?",
            Operation.SUM,
            ("How many boats were sold?", "How many cars were sold?"),
        ),
        (
            "How many people under 18 and over 65 were treated altogether?",
            Operation.SUM,
            ("How many people under 18 were treated?", "How many people over 65 were treated?"),
        ),
        (
            "How many people were either killed or injured?",
            Operation.SUM,
            ("How many people were killed?", "How many people were injured?"),
        ),
        (
            "What is the difference between the number of boys and girls?",
            Operation.DIFFERENCE,
            ("How many boys?", "How many girls?"),
        ),
    ],
)
def test_a_plan_asks_for_the_operands_in_the_operations_order(
    text: str, operation: Operation, questions: tuple[str, ...]
) -> None:
    planned = plan(understand(text))
    assert planned is not None
    assert planned.operation is operation
    assert tuple(plain(question) for question in planned.questions) == questions
    assert planned.years == ()


@pytest.mark.parametrize(
    ("text", "operation", "years"),
    [
        (
            "By what percentage did sales rise from 2020 to 2021?",
            Operation.PERCENT_CHANGE,
            ("2020", "2021"),
        ),
        (
            "By what percentage did sales rise between 2015 and 2021?",
            Operation.PERCENT_CHANGE,
            ("2015", "2021"),
        ),
        # What fell is the earlier less the later, what rose the later less the earlier.
        (
            "By how much did sales fall between 2019 and 2020?",
            Operation.DIFFERENCE,
            ("2019", "2020"),
        ),
        (
            "By how much did sales rise between 2019 and 2020?",
            Operation.DIFFERENCE,
            ("2020", "2019"),
        ),
        (
            "What was the total number of boats sold in 2019, 2020 and 2021?",
            Operation.SUM,
            ("2019", "2020", "2021"),
        ),
        (
            "What was the average number of boats sold from 2018 to 2021?",
            Operation.AVERAGE,
            ("2018", "2019", "2020", "2021"),
        ),
    ],
)
def test_one_thing_over_years_is_asked_for_each_year(
    text: str, operation: Operation, years: tuple[str, ...]
) -> None:
    planned = plan(understand(text))
    assert planned is not None
    assert (planned.operation, planned.years) == (operation, years)
    assert len(planned.questions) == len(years)
    for question, year in zip(planned.questions, years, strict=True):
        assert re.findall(r"\d{4}", question) == [year]
        assert "sales" in question or "boats" in question


def test_a_target_is_reached_from_its_baseline() -> None:
    planned = plan(understand("By what percentage should enrolment rise?"))
    assert planned is not None
    assert planned.operation is Operation.PERCENT_CHANGE
    assert "baseline" in planned.questions[0]
    assert "target" in planned.questions[1]
    assert all("enrolment" in question for question in planned.questions)


def test_the_parts_are_asked_of_the_report_the_question_names() -> None:
    planned = plan(understand("According to the Courier, what share of the suspects were minors?"))
    assert planned is not None
    assert all(
        (understand(question).source or "").endswith("Courier") for question in planned.questions
    )


@pytest.mark.parametrize(
    "text",
    [
        "How many victims were rescued?",
        "How many victims were rescued in 2020 and 2021?",
        "When did the campaign start?",
        "Who was the chair?",
        "How many houses were damaged but not destroyed?",
        "",
        "?",
    ],
)
def test_a_question_of_no_arithmetic_has_no_plan(text: str) -> None:
    assert plan(understand(text)) is None


ASKS = (
    "How many more", "than", "What share of the", "were", "not", "difference between", "and",
    "ratio of", "to", "altogether", "average", "per", "from 2019 to 2021", "By what percentage",
    "boats", "either", "or", "in total", "fall", "should",
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(ASKS), max_size=10).map(" ".join))
def test_any_string_of_asking_words_is_planned_or_not_without_failing(text: str) -> None:
    planned = plan(understand(text))
    if planned is not None:
        assert planned.operation is not Operation.LOOKUP
        assert len(planned.questions) >= 2 or planned.row is not None
        assert all(plan(understand(question)) != planned for question in planned.questions)
