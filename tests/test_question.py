"""Questions as understood: kind, thing counted, bounds, source, operation; and follow-ups."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.figures import stem
from assistant.reading import resolve, understand
from assistant.records import Kind, Operation


def stems(words: str) -> tuple[str, ...]:
    return tuple(stem(word) for word in words.split())


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("How many victims were rescued?", Kind.COUNT),
        ("What was the number of ferries?", Kind.COUNT),
        ("When did the campaign start?", Kind.DATE),
        ("In what year was the clinic founded?", Kind.DATE),
        ("On which day did the strike end?", Kind.DATE),
        ("What percentage of pupils passed the exam?", Kind.PERCENT),
        ("What share of the suspects were foreigners?", Kind.PERCENT),
        ("How much did the bridge cost?", Kind.MONEY),
        ("How much money was raised?", Kind.MONEY),
        ("What was the harbour's revenue in 2020?", Kind.MONEY),
        ("How many euros were spent?", Kind.MONEY),
        ("How long did the strike last?", Kind.DURATION),
        ("How many months did the work take?", Kind.DURATION),
        ("How old was the oldest passenger?", Kind.AGE),
        ("At what age do pupils start school?", Kind.AGE),
        ("How far is Halden from Orre?", Kind.MEASURE),
        ("How many kilometres of road were repaired?", Kind.MEASURE),
        ("What was the rate of infection?", Kind.RATE),
    ],
)
def test_the_asking_words_say_what_kind_of_figure_answers(text: str, kind: Kind) -> None:
    assert kind in understand(text).kinds


@pytest.mark.parametrize(
    ("text", "not_kind"),
    [
        ("How many victims were rescued?", Kind.DATE),
        ("How many victims were rescued?", Kind.PERCENT),
        ("How many victims were rescued in 2022?", Kind.DATE),
        ("When did the campaign start?", Kind.COUNT),
        ("How long did the strike last?", Kind.MONEY),
        ("How many months did the work take?", Kind.COUNT),
        ("What percentage of pupils passed?", Kind.COUNT),
    ],
)
def test_another_kind_of_figure_does_not_answer(text: str, not_kind: Kind) -> None:
    kinds = understand(text).kinds
    assert kinds
    assert not_kind not in kinds


def test_a_question_of_no_quantity_leaves_the_kind_open() -> None:
    assert understand("Who was the chair?").kinds == frozenset()


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("How many victims were rescued?", "victim"),
        ("How many minor victims were rescued?", "minor victim"),
        ("How many of the suspects were minors?", "suspect"),
        ("What was the number of ferry passengers in 2020?", "ferry passenger"),
        ("What percentage of pupils passed?", "pupil"),
        ("How many more boats were sold?", "boat"),
        ("When did the campaign start?", ""),
        ("Were 150 suspects arrested?", "suspect"),
        ("How many people aged 15 to 17 were treated?", "people"),
    ],
)
def test_the_thing_counted_is_the_noun_asked_for(text: str, target: str) -> None:
    assert understand(text).target == stems(target)


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("How many of the suspects were minors?", "minor"),
        ("What share of the victims were girls?", "girl"),
        ("How many of the houses were damaged?", "damaged"),
        ("How many of the suspects were not foreigners?", "foreigner"),
        ("How many suspects were arrested?", ""),
        # Ages are bounds, not words to be met.
        ("How many of the victims were under 18?", ""),
    ],
)
def test_a_part_narrows_what_is_counted(text: str, part: str) -> None:
    assert understand(text).part == stems(part)


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("How many ferries sailed in 2020?", ("2020",)),
        ("By how much did sales rise from 2019 to 2021?", ("2019", "2021")),
        ("How many ferries sailed?", ()),
        ("How many euros were spent in 2010–11 prices?", ()),
        ("How many houses were built before 1890 and in 2005?", ("1890", "2005")),
        ("How many of the 2500 passengers were late?", ()),
        ("How many ferries sailed, according to the survey published in 2019?", ()),
    ],
)
def test_the_years_are_those_the_figure_must_be_of(text: str, years: tuple[str, ...]) -> None:
    assert understand(text).years == years


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("How many nurses are there in Halden?", "Halden"),
        ("How far is Halden from Orre?", "Halden Orre"),
        ("How many nurses did the NHS hire?", "NHS"),
        ("How many nurses were hired in March?", ""),
        ("How many nurses were hired?", ""),
    ],
)
def test_names_are_the_capitalised_words_but_not_months(text: str, names: str) -> None:
    assert understand(text).names == set(stems(names))


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("According to the Harbour Authority, how many ferries sailed?", "Harbour Authority"),
        ("How many ferries sailed, according to the Harbour Authority?", "Harbour Authority"),
        ("How many ferries did the Harbour Authority say sailed?", "Harbour Authority"),
        ("Based on the flood survey: how many houses fell?", "flood survey"),
        ("How many ferries sailed, as reported by the Courier?", "Courier"),
        ("How many ferries did the harbour sell?", None),
    ],
)
def test_a_named_report_is_told_from_the_question(text: str, source: str | None) -> None:
    asked = understand(text)
    if source is None:
        assert asked.source is None
    else:
        assert asked.source is not None
        assert asked.source.removeprefix("the ") == source
        assert not set(stems(source)) & set(asked.terms)


@pytest.mark.parametrize(
    ("text", "operation"),
    [
        ("How many victims were rescued?", Operation.LOOKUP),
        ("Were 150 suspects arrested?", Operation.LOOKUP),
        ("What share of the suspects were minors?", Operation.SHARE),
        ("By what percentage did sales rise from 2020 to 2021?", Operation.PERCENT_CHANGE),
        ("What was the percentage change in sales?", Operation.PERCENT_CHANGE),
        ("How many more boys than girls were enrolled?", Operation.DIFFERENCE),
        ("What is the difference between exports and imports?", Operation.DIFFERENCE),
        ("By how much did sales fall?", Operation.DIFFERENCE),
        ("What was the ratio of pupils to teachers?", Operation.RATIO),
        ("What was the average number of visits?", Operation.AVERAGE),
        ("How many boats were sold on average?", Operation.AVERAGE),
        ("How many boats and cars were sold altogether?", Operation.SUM),
        ("How many boats and cars were sold combined?", Operation.SUM),
    ],
)
def test_the_operation_is_what_is_asked_to_be_done(text: str, operation: Operation) -> None:
    assert understand(text).operation is operation


@pytest.mark.parametrize(
    ("text", "ages"),
    [
        ("How many people under 18 were treated?", (0, 18)),
        ("How many people aged 15 to 17 were treated?", (15, 18)),
        ("How many people 18 or older were treated?", (18, None)),
        ("How many people over 60 were treated?", (60, None)),
        ("How many people were treated?", None),
        ("How many of the 12 to 14 people were treated?", None),
    ],
)
def test_ages_asked_for_are_an_interval(text: str, ages: tuple[int, int | None] | None) -> None:
    assert understand(text).ages == ages


@pytest.mark.parametrize(
    ("text", "side", "detail"),
    [
        ("When did the campaign start?", 1, 2),
        ("When was the campaign launched?", 1, 2),
        ("What date did the campaign end?", -1, 2),
        ("When is the pier due to be completed?", -1, 2),
        ("In what year was the clinic founded?", 1, 0),
        ("In which year did the strike end?", -1, 0),
        ("When did the flood strike?", 0, 2),
        ("In which month did it snow?", 0, 1),
    ],
)
def test_a_date_is_asked_for_on_a_side_and_to_a_detail(text: str, side: int, detail: int) -> None:
    asked = understand(text)
    assert (asked.side, asked.detail) == (side, detail)


@pytest.mark.parametrize(
    ("text", "surfaces"),
    [
        ("Were 150 suspects arrested?", ("150",)),
        ("Is it true that forty-eight victims were rescued?", ("forty-eight",)),
        ("Did the operation cost $1.3 million?", ("$1.3 million",)),
        ("Did 40% of pupils pass?", ("40%",)),
        ("Did the campaign start on 3 May 2022?", ("3 May 2022",)),
        # A year beside a number is its scope, not what is put forward.
        ("Were 150 suspects arrested in 2022?", ("150",)),
        ("How many of the 150 suspects were minors?", ()),
        ("How many suspects were arrested?", ()),
    ],
)
def test_a_yes_or_no_question_puts_its_figures_forward(
    text: str, surfaces: tuple[str, ...]
) -> None:
    assert tuple(figure.surface for figure in understand(text).asserted) == surfaces


@pytest.mark.parametrize(
    ("text", "aim", "edition"),
    [
        ("What was the target for enrolment?", 1, 0),
        ("How many pupils will enrol in 2030?", 1, 0),
        ("What was the baseline for enrolment?", -1, 0),
        ("How many pupils enrolled?", 0, 0),
        ("How many houses fell, according to the revised edition?", 0, 1),
        ("How many houses fell in the original edition?", 0, -1),
        ("How many houses fell in the first version?", 0, -1),
    ],
)
def test_targets_and_editions_are_asked_for_by_name(text: str, aim: int, edition: int) -> None:
    asked = understand(text)
    assert (asked.aim, asked.edition) == (aim, edition)


def test_what_is_left_out_is_no_word_to_be_met() -> None:
    asked = understand("How many houses were damaged but not destroyed?")
    assert asked.excluded == stems("destroyed")
    assert not set(asked.excluded) & set(asked.terms)


@pytest.mark.parametrize(
    ("text", "must"),
    [
        ("How many suspects were convicted?", "convicted"),
        ("What is the salary of the mayor?", "salary"),
        ("How much did the bridge cost?", "bridge cost"),
        ("How many suspects were there?", ""),
    ],
)
def test_the_deed_and_the_noun_asked_for_must_be_said(text: str, must: str) -> None:
    asked = understand(text)
    assert {*asked.focus, *asked.deed} == set(stems(must))


@pytest.mark.parametrize(
    ("history", "text", "standalone"),
    [
        ((), "and in 2021?", "and in 2021?"),
        (
            ("How many suspects were arrested in 2020?",),
            "And in 2021?",
            "How many suspects were arrested in 2021?",
        ),
        (
            ("How many suspects were arrested?",),
            "and in 2019?",
            "How many suspects were arrested in 2019?",
        ),
        (
            ("How many suspects were arrested in 2020?",),
            "How many of them were minors?",
            "How many of the suspects were minors in 2020?",
        ),
        (
            ("How many suspects were arrested in 2020?", "And in 2021?"),
            "How many of them were minors?",
            "How many of the suspects were minors in 2021?",
        ),
        (
            ("How many suspects were arrested?",),
            "How much did the bridge cost?",
            "How much did the bridge cost?",
        ),
    ],
)
def test_a_follow_up_becomes_a_question_of_its_own(
    history: tuple[str, ...], text: str, standalone: str
) -> None:
    assert resolve(text, history) == standalone


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200), st.lists(st.text(max_size=60), max_size=3))
def test_any_text_is_understood_without_failing(text: str, history: list[str]) -> None:
    asked = understand(text)
    assert asked.text == text
    assert set(asked.names) <= set(asked.terms)
    assert isinstance(resolve(text, history), str)
