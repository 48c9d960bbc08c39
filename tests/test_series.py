"""Arithmetic over the years of a table's row, and shares of one row in another, end to end."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant import Library
from assistant.reading import understand
from assistant.reading.operations import plan
from assistant.records import Operation
from assistant.settings import Settings


@pytest.mark.parametrize(
    ("text", "operation", "questions", "row"),
    [
        ("What was the average rent?", Operation.AVERAGE, ("What was rent?",), 0),
        ("What is the average rent for the 3 years?", Operation.AVERAGE, ("What was rent?",), 3),
        ("What is the total rent over the last two years?", Operation.SUM, None, 2),
        ("What was the change in rent?", Operation.DIFFERENCE, ("What was rent?",), 0),
        ("What was the year-on-year change in rent?", Operation.DIFFERENCE, None, 2),
        ("What was the percentage change in rent?", Operation.PERCENT_CHANGE, None, 0),
        (
            "What is the increase / (decrease) in rent from 2018 to 2019?",
            Operation.DIFFERENCE,
            ("What was rent in 2019?", "What was rent in 2018?"),
            None,
        ),
        (
            "What was the change in rent between 2018 and 2019 as a percentage?",
            Operation.PERCENT_CHANGE,
            None,
            None,
        ),
        (
            "What is the rent as a percentage of the total spending in 2019?",
            Operation.SHARE,
            ("What was rent in 2019?", "What was total spending in 2019?"),
            None,
        ),
        (
            "What is the proportion of rent over the total spending in 2019?",
            Operation.SHARE,
            ("What was rent in 2019?", "What was total spending in 2019?"),
            None,
        ),
    ],
)
def test_arithmetic_over_a_row_or_of_two_rows_is_planned(
    text: str, operation: Operation, questions: tuple[str, ...] | None, row: int | None
) -> None:
    planned = plan(understand(text))
    assert planned is not None
    assert (planned.operation, planned.row) == (operation, row)
    asked = tuple(" ".join(str(one).split()).replace(" ?", "?") for one in planned.questions)
    assert questions is None or asked == questions


SPENDING = """# Orchard trust: accounts 2021

| Crowns | 2021 | 2020 | 2019 | Change |
|---|---|---|---|---|
| Rent of presses | 90 | 60 | 30 | 50% |
| Wages of pickers | 300 | 240 | 210 | 25% |
| Total spending | 450 | 360 | 300 | 25% |

| Crowns | 2021 | 2020 |
|---|---|---|
| Cider sold | 800 | 640 |
"""


@pytest.fixture(scope="module")
def orchard(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    folder: Path = tmp_path_factory.mktemp("orchard")
    (folder / "accounts.md").write_text(SPENDING, encoding="utf-8")
    with Library.open(folder / "reports.library", settings=Settings()) as library:
        library.add(str(folder / "accounts.md"))
        yield library


@pytest.mark.parametrize(
    ("question", "value", "operands"),
    [
        ("What was the average rent of presses?", 60, 3),
        ("What is the average rent of presses for the 2 years?", 75, 2),
        ("What is the total of wages of pickers over all three years?", 750, 3),
        ("What was the change in cider sold?", 160, 2),
        ("What was the rent of presses as a percentage of the total spending in 2020?", 16.7, 2),
        ("What is the increase / (decrease) in wages of pickers from 2019 to 2021?", 90, 2),
    ],
)
def test_a_row_is_worked_over_and_every_operand_cited(
    orchard: Library, question: str, value: float, operands: int
) -> None:
    answer = orchard.ask(question)
    assert float(answer.figures[0].value) == value
    derived = answer.derivations[0]
    assert len(derived.operands) == operands
    assert all(answer.figures[index].citation is not None for index in derived.operands)


@pytest.mark.parametrize(
    "question",
    [
        "What was the change in rent of presses?",  # of three years: from which to which?
        "What is the average rent of presses for the 5 years?",
        "What was the change in rent of presses from 2011 to 2021?",
    ],
)
def test_what_a_row_does_not_have_is_not_worked_out(orchard: Library, question: str) -> None:
    answer = orchard.ask(question)
    assert answer.derivations == ()
    assert answer.abstained


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("What was the highest rent of presses in 2019, 2020 and 2021?", 90),
        ("What was the lowest rent of presses between 2019 and 2021?", 30),
        ("What was the highest rent of presses in 2019 and 2020?", 60),
        ("What was the highest rent of presses in 2017, 2019 and 2021?", None),
        ("What was the highest rent of presses from 2018 to 2021?", None),
    ],
)
def test_the_extreme_of_the_years_named_is_quoted_beside_the_others(
    orchard: Library, question: str, value: int | None
) -> None:
    answer = orchard.ask(question)
    assert answer.abstained is (value is None)
    if value is not None:
        assert answer.figures[0].value == value
        assert len(answer.figures) > 1
        assert all(figure.citation is not None for figure in answer.figures)
