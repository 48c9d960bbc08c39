"""Follow-ups of a chat: each becomes a question of its own, or arithmetic over earlier ones."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant import Library
from assistant.reading import follow, resolve
from assistant.records import Operation
from assistant.settings import Settings

WELLS = "What was the cost of new wells in 2021?"


@pytest.mark.parametrize(
    ("history", "text", "standalone"),
    [
        # Another year.
        ((WELLS,), "And what was it in 2019?", "What was the cost of new wells in 2019?"),
        ((WELLS,), "what about in 2019?", "What was the cost of new wells in 2019?"),
        ((WELLS,), "and the value for 2019 again?", "What was the cost of new wells in 2019?"),
        ((WELLS,), "and in the year before?", "What was the cost of new wells in 2020?"),
        ((WELLS,), "and the following year?", "What was the cost of new wells in 2022?"),
        (
            ("As of December 31, 2021, what was the debt?",),
            "and by the end of 2020?",
            "As of December 31, 2020, what was the debt?",
        ),
        (
            ("By how much did the cost of pumps change between 2019 and 2021?",),
            "and the value for 2019?",
            "What was cost of pumps in 2019?",
        ),
        # Another place or thing.
        (
            ("How many clinics opened in Banda in 2021?",),
            "and in Kesh?",
            "How many clinics opened in Kesh in 2021?",
        ),
        (
            ("what was the total of grants for the north?",),
            "and what was it for the south?",
            "what was the total of grants for the south?",
        ),
        (("What was the loss before tax?",), "and after tax?", "What was the loss after tax?"),
        (("How many boys were enrolled?",), "and girls?", "How many girls were enrolled?"),
        (
            ("What was the price of maize in 2021?",),
            "and the price of rice?",
            "what was the price of rice in 2021?",
        ),
        # Words that point back.
        (
            ("what was the staff cost of the clinics in 2021?",),
            "what was that staff cost in 2020?",
            "what was the staff cost of the clinics in 2020?",
        ),
        # Nothing that points back.
        ((WELLS,), "How many teachers were trained?", "How many teachers were trained?"),
    ],
)
def test_a_follow_up_takes_what_it_leaves_out_from_the_question_before(
    history: tuple[str, ...], text: str, standalone: str
) -> None:
    assert resolve(text, history) == standalone


PAIR = (WELLS, "and in 2019?")
OLD, NEW = "What was the cost of new wells in 2019?", WELLS


@pytest.mark.parametrize(
    ("history", "text", "operation", "operands"),
    [
        (PAIR, "what was, then, the change over the years?", Operation.DIFFERENCE, (NEW, OLD)),
        (PAIR, "so by how much did it increase?", Operation.DIFFERENCE, (NEW, OLD)),
        (PAIR, "what was the percentage change?", Operation.PERCENT_CHANGE, (OLD, NEW)),
        (PAIR, "and the sum of those two years?", Operation.SUM, (NEW, OLD)),
        (PAIR, "what is the average?", Operation.AVERAGE, (NEW, OLD)),
        (
            (*PAIR, "what is the difference?"),
            "and how much does that change represent in relation to this 2019 cost?",
            Operation.PERCENT_CHANGE,
            (OLD, NEW),
        ),
        (
            (*PAIR, "what is the sum of the two?"),
            "what is that divided by 2?",
            Operation.AVERAGE,
            (NEW, OLD),
        ),
        (
            (*PAIR, "and in 2020?"),
            "what was the total for the three years?",
            Operation.SUM,
            (NEW, OLD, "What was the cost of new wells in 2020?"),
        ),
        (
            (WELLS, "what was the cost of all works in 2021?"),
            "what percentage, then, did that amount represent in relation to this total?",
            Operation.SHARE,
            (WELLS, "what was the cost of all works in 2021?"),
        ),
        (
            (WELLS,),
            "and what was the change in that cost from 2018 to 2020?",
            Operation.DIFFERENCE,
            ("What was the cost of new wells in 2020?", "What was the cost of new wells in 2018?"),
        ),
    ],
)
def test_arithmetic_over_earlier_questions_looks_each_of_them_up_again(
    history: tuple[str, ...], text: str, operation: Operation, operands: tuple[str, ...]
) -> None:
    planned = follow(text, history).planned
    assert planned is not None
    assert (planned.operation, planned.questions) == (operation, operands)


def test_a_result_worked_out_before_can_be_an_operand() -> None:
    history = (*PAIR, "what is the difference?", "what was the cost of all works in 2021?")
    planned = follow(
        "how much does that difference represent in relation to this total?", history
    ).planned
    assert planned is not None
    assert planned.operation is Operation.SHARE
    inner, whole = planned.questions
    assert not isinstance(inner, str)
    assert inner.questions == (NEW, OLD)
    assert whole == "what was the cost of all works in 2021?"


@pytest.mark.parametrize(
    ("history", "text", "goes_on"),
    [
        ((), "and in 2019?", False),
        ((WELLS,), "and in 2019?", True),
        ((WELLS,), "How many teachers were trained?", False),
        ((WELLS, "How many teachers were trained?"), "and in 2019?", True),
    ],
)
def test_only_a_question_that_points_back_goes_on_from_the_one_before(
    history: tuple[str, ...], text: str, goes_on: bool
) -> None:
    followed = follow(text, history)
    assert followed.continues is goes_on
    assert followed.thread[-1] == text
    assert (len(followed.thread) > 1) is goes_on


# Against reports that say the same of two places -------------------------------------------------

TABLE = """# {name} water board: accounts 2021

| Dinars | 2021 | 2020 | 2019 |
|---|---|---|---|
| Revenue from meters | {a} | {b} | {c} |
| Spending on pipes | {d} | 410 | 395 |
"""


@pytest.fixture(scope="module")
def accounts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    folder: Path = tmp_path_factory.mktemp("accounts")
    (folder / "reports").mkdir()
    for name, figures in (("Banda", (900, 800, 640, 450)), ("Kesh", (70, 56, 50, 35))):
        told = dict(zip("abcd", figures, strict=True), name=name)
        (folder / "reports" / f"{name}.md").write_text(TABLE.format(**told), encoding="utf-8")
    with Library.open(folder / "reports.library", settings=Settings()) as library:
        library.add(str(folder / "reports"))
        yield library


KESH = "What was the Kesh water board's revenue from meters in 2021?"


@pytest.mark.parametrize(
    ("history", "question", "value"),
    [
        ((KESH,), "and in 2020?", 56),
        ((KESH,), "and what was the spending on pipes?", 35),
        ((KESH, "and in 2020?"), "what was the difference?", 14),
        ((KESH, "and in 2020?", "what was the difference?"), "and in percent?", 25),
        ((KESH, "and in 2020?"), "so what was the percentage change?", 25),
        ((KESH, "and in 2020?", "and in 2019?"), "what is the sum of those three?", 176),
        ((KESH, "and in 1995?"), "what was the difference?", None),
    ],
)
def test_a_chat_stays_with_its_report_and_cites_every_operand(
    accounts: Library, history: tuple[str, ...], question: str, value: int | None
) -> None:
    answer = accounts.ask(question, history=history)
    for cited in answer.citations:
        assert accounts.text(cited.report_id)[cited.start : cited.end] == cited.quote
    if value is None:
        assert answer.abstained
        return
    assert answer.figures[0].value == value
    assert all("Kesh" in citation.report for citation in answer.citations)
    if answer.derivations:
        operands = [answer.figures[index] for index in answer.derivations[0].operands]
        assert all(operand.citation is not None for operand in operands)
