"""What a question leaves to its unit, its scale and its numbers, and what must still be met."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant import Library
from assistant.reading import understand
from assistant.records import Kind
from assistant.settings import Settings


@pytest.mark.parametrize(
    ("asked", "same_as"),
    [
        ("What was the heat sold in million kWh in 2022?", "What was the heat sold in 2022?"),
        ("What was the heat sold in 2022, measured in GWh?", "What was the heat sold in 2022?"),
        ("What was the waste in 2022 in kilotons?", "What was the waste in 2022?"),
        ("How much water was lost in millions of m3?", "How much water was lost?"),
        ("What was the debt, in millions?", "What was the debt?"),
        ("What did it emit in tonnes of CO2 equivalent in 2021?", "What did it emit in 2021?"),
        ("How many tonnes of rice were sold?", "How much rice was sold?"),
        ("What was spent on pumps, in thousands of euros?", "What was spent on pumps?"),
    ],
)
def test_the_unit_an_answer_is_to_be_in_is_no_word_that_a_report_must_say(
    asked: str, same_as: str
) -> None:
    one, other = understand(asked), understand(same_as)
    assert (set(one.terms), one.names, one.years) == (set(other.terms), other.names, other.years)


@pytest.mark.parametrize(
    ("asked", "kept"),
    [
        ("How many people live in tents?", "tent"),
        ("What is the number of people in thousands of households?", "household"),
        ("How many acres of the farm were flooded?", "acr"),
    ],
)
def test_a_word_that_is_counted_is_no_unit(asked: str, kept: str) -> None:
    assert kept in understand(asked).terms


def test_a_measure_asks_for_an_amount() -> None:
    assert Kind.MEASURE in understand("What was the waste in 2022 in tonnes?").kinds
    assert Kind.DATE not in understand("What was the waste in 2022?").kinds
    assert not understand("What was the deadline in 2022?").kinds


def test_short_forms_of_what_is_measured_name_nobody() -> None:
    assert understand("What were the GHG emissions of Norsk Kalk?").names == {"norsk", "kalk"}
    assert "undp" in understand("How many cases did the UNDP count?").names


SCOPES = """# Harbour company: emissions

| tonnes | 2022 | 2021 |
|---|---|---|
| Scope 1 emissions | 310 | 330 |
| Scope 2 emissions | 120 | 140 |
| Tier 3 suppliers | 17 | 15 |
"""
LONG = (
    "# Wells\n\n"
    + "The teams worked in the hills and the plains, with pumps and pipes and pits, "
    + ", ".join(f"in the village of {name}hamlet" for name in "abcdefghijklmnopqrstuvwxyz" * 3)
    + ", until 412 wells were dug by the brigade of the north; nothing else was done.\n"
)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    folder: Path = tmp_path_factory.mktemp("units")
    (folder / "reports").mkdir()
    (folder / "reports" / "harbour.md").write_text(SCOPES, encoding="utf-8")
    (folder / "reports" / "wells.md").write_text(LONG, encoding="utf-8")
    with Library.open(folder / "reports.library", settings=Settings()) as opened:
        opened.add(str(folder / "reports"))
        yield opened


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("What were the Scope 1 GHG emissions in 2021 in tonnes of CO2 equivalent?", 330),
        ("What were the Scope 2 GHG emissions in 2022 in tonnes of CO2 equivalent?", 120),
        ("How many tonnes of Scope 2 emissions were there in 2021?", 140),
    ],
)
def test_scopes_are_told_apart_by_their_numbers(
    library: Library, question: str, value: int
) -> None:
    answer = library.ask(question)
    assert not answer.abstained
    assert answer.figures[0].value == value


def test_a_clause_is_quoted_right_where_its_sentence_began_in_the_passage_before(
    library: Library,
) -> None:
    answer = library.ask("How many wells were dug by the brigade of the north?")
    assert answer.figures[0].value == 412
    assert "412 wells were dug" in answer.text
