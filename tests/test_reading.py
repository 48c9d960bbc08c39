"""The built-in reader end to end: small made-up reports in, the right figure or a refusal out.

Every answer that a test here gets has been proved: its quotes are verbatim, its figures bound.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from made_reports import TEXTS, write_reports
from proved import assert_proved

from assistant import Library
from assistant.reading import NOT_SAID
from assistant.records import Answer
from assistant.settings import Settings

Ask = Callable[..., Answer]


@pytest.fixture(scope="session")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    folder = tmp_path_factory.mktemp("reading")
    with Library.open(folder / "reports.library", settings=Settings()) as library:
        (folder / "reports").mkdir()
        added = library.add(write_reports(folder / "reports"))
        assert not added.failed
        yield library


@pytest.fixture(scope="session")
def ask(shelf: Library) -> Ask:
    def asked(question: str, *, history: tuple[str, ...] = ()) -> Answer:
        answer = shelf.ask(question, history=history)
        assert_proved(shelf, answer)
        return answer

    return asked


def cited(answer: Answer) -> str:
    """The quote of the figure that the answer stands on, on one line."""
    index = answer.figures[0].citation
    assert index is not None
    return " ".join(answer.citations[index].quote.split())


@pytest.mark.parametrize(
    ("question", "value", "quoted"),
    [
        ("How many suspects were arrested?", 87, "87 suspects"),
        ("How many people were rescued?", 143, "143 victims were rescued"),
        ("How many cases of forced labour were opened in 2022?", 61, "61 cases"),
        ("How many foreigners were arrested?", 9, "nine"),
        ("How many of the suspects were minors?", 14, "14 minors"),
        ("How many suspects were sent to court?", 26, "Twenty-six"),
        ("How many victims were taken to a shelter?", 31, "Thirty-one victims"),
        ("How many victims returned to their families?", 112, "112 returned"),
        ("How many interpreters worked on the operation?", 12, "A dozen"),
        ("How many workshops were visited?", 418, "418 workshops"),
        ("How much did the operation cost?", 1_300_000, "$1.3 million"),
        ("What percentage of the workshops had no licence?", 70, "70 per cent"),
        ("How many victims were under 15?", 52, "52 were under 15"),
        ("How many victims were aged 15 to 17?", 38, "38 were aged"),
        ("How many victims were 18 or older?", 53, "53 were 18 or older"),
        ("How many people does the harbour authority employ?", 37, "37 people"),
        ("How many houses were destroyed?", 204, "204 houses"),
        ("How many blankets were handed out?", 760, "760 blankets"),
        ("How much money did the relief fund raise?", 88_000, "$88,000"),
    ],
)
def test_a_figure_in_prose_is_found_and_quoted(
    ask: Ask, question: str, value: int, quoted: str
) -> None:
    answer = ask(question)
    assert not answer.abstained, answer.reason
    assert answer.figures[0].value == value
    assert quoted in cited(answer)


@pytest.mark.parametrize(
    ("question", "value", "row"),
    [
        ("How many passengers were there in 2020?", 21_690, "2020"),
        ("How many sailings were there in 2021?", 1_188, "2021"),
        ("What was the fare income in 2019?", 310_500, "2019"),
        ("How many nurses are there in Halden?", 22, "Halden"),
        ("How many doctors work in Skell?", 4, "Skell"),
        ("How many patients were there in Brim?", 1_770, "Brim"),
    ],
)
def test_a_table_is_read_at_the_row_and_column_asked_for(
    ask: Ask, question: str, value: int, row: str
) -> None:
    answer = ask(question)
    assert not answer.abstained, answer.reason
    assert answer.figures[0].value == value
    assert row in cited(answer)


@pytest.mark.parametrize(
    ("question", "date"),
    [
        ("When did Operation Lantern start?", "2022-03-07"),
        ("On what date did Operation Lantern begin?", "2022-03-07"),
        ("When did Operation Lantern end?", "2022-06-02"),
        ("When did work on the new pier begin?", "2021-05-12"),
        ("When is work on the new pier due to end?", "2024-10"),
        ("In what year was the harbour authority founded?", "1954"),
        ("When did the flood happen?", "2021-04"),
    ],
)
def test_a_date_is_read_on_the_side_asked_for(ask: Ask, question: str, date: str) -> None:
    answer = ask(question)
    assert not answer.abstained, answer.reason
    assert answer.figures[0].value == date


@pytest.mark.parametrize(
    ("question", "lead", "value"),
    [
        ("Were 87 suspects arrested?", "Yes", 87),
        ("Were about 90 suspects arrested?", "Yes", 87),
        ("Was it nine foreigners who were arrested?", "Yes", 9),
        ("Is it true that twelve interpreters worked on the operation?", "Yes", 12),
        ("Did the operation cost $1.3 million?", "Yes", 1_300_000),
        ("Were there 40 nurses in Orre?", "Yes", 40),
        ("Is the fare income in 2020 $142,000?", "Yes", 142_000),
        ("Did Operation Lantern start on 7 March 2022?", "Yes", "2022-03-07"),
        ("Were 90 suspects arrested?", "No", 87),
        ("Did the operation cost $2 million?", "No", 1_300_000),
        ("Were 50,000 passengers carried in 2019?", "No", 48_200),
        ("Did Operation Lantern start on 9 April 2022?", "No", "2022-03-07"),
        # The number put forward stands in the report, for something else.
        ("Were 87 victims rescued?", "No", 143),
        ("Were 31 victims rescued?", "No", 143),
        ("Were 143 suspects arrested?", "No", 87),
        ("Is 143 the number of suspects arrested?", "No", 87),
        ("Were 26 suspects arrested?", "No", 87),
        ("Was the number of foreigners arrested 14?", "No", 9),
        ("Were a dozen foreigners arrested?", "No", 9),
        ("Were 14 suspects sent to court?", "No", 26),
        ("Did nine suspects go to court?", "No", 26),
        ("Were 12 nurses working in Orre?", "No", 40),
        ("Were 1,460 passengers carried in 2019?", "No", 48_200),
        ("Were 33,740 passengers carried in 2020?", "No", 21_690),
        ("Did the flood damage 3,120 houses?", "No", 3_345),
    ],
)
def test_a_leading_question_gets_the_reports_own_figure(
    ask: Ask, question: str, lead: str, value: int | str
) -> None:
    answer = ask(question)
    assert not answer.abstained, answer.reason
    assert answer.figures[0].value == value
    assert answer.text.startswith(lead)


@pytest.mark.parametrize(
    ("question", "named"),
    [
        # Another year.
        ("How many suspects were arrested in 2019?", "2019"),
        ("How many victims were rescued in 2021?", "2021"),
        ("How many passengers were there in 2015?", "2015"),
        ("How many nurses were there in Halden in 2009?", "2009"),
        # Another place.
        ("How many suspects were arrested in Norway?", "Norway"),
        ("How many nurses are there in Madrid?", "Madrid"),
        ("How many houses were damaged in Brazil?", "Brazil"),
        # Another thing counted.
        ("How many tourists were arrested?", "suspects"),
        ("How many people were interviewed?", "households"),
        ("How many shelters were opened?", "opened"),
        # A verb no report says.
        ("How many suspects were convicted?", "convicted"),
        ("How many suspects were acquitted?", "acquitted"),
        ("How many victims drowned?", "drowned"),
        ("How many suspects escaped?", "escaped"),
        ("How many households were displaced?", "displaced"),
        ("How many people died in the flood?", "died"),
        # A noun no report says.
        ("What was the salary of the mayor?", "salary"),
    ],
)
def test_what_no_report_says_is_refused_by_name(ask: Ask, question: str, named: str) -> None:
    answer = ask(question)
    assert answer.abstained, answer.text
    assert answer.text.startswith(NOT_SAID)
    assert answer.figures == answer.citations == answer.derivations == ()
    assert named in (answer.reason or "")


@pytest.mark.parametrize(
    "question",
    [
        "How many dentists are there in Halden?",
        "How many ambulances are there in Skell?",
        "How many victims were boys?",
        "How many victims were under 12?",
        "What percentage of the suspects were convicted?",
        "By what percentage did sailings rise from 2010 to 2021?",
        "When did the strike end?",
        "How much did the pier cost?",
        "Were forty victims sent home?",
        "Who led the operation?",
        "Why did the harbour authority build a pier?",
        "hello",
    ],
)
def test_what_no_report_says_is_refused_with_a_reason(ask: Ask, question: str) -> None:
    answer = ask(question)
    assert answer.abstained, answer.text
    assert answer.reason


@pytest.mark.parametrize(
    ("question", "operation", "result", "operands"),
    [
        # Age bands.
        ("How many victims were under 18?", "sum", 90, [52, 38]),
        ("How many victims under 18 were rescued?", "sum", 90, [52, 38]),
        ("How many victims were 15 or older?", "sum", 91, [38, 53]),
        # Shares, one of them of a sum.
        ("What share of the suspects were minors?", "share", "16.1", [14, 87]),
        ("What share of the victims were under 15?", "share", "36.4", [52, 143]),
        ("What share of the victims were under 18?", "share", "62.9", [90, 143]),
        # All but a part.
        ("How many of the suspects were not foreigners?", "difference", 78, [87, 9]),
        ("How many of the victims were not under 15?", "difference", 91, [143, 52]),
        # Two things of one place or sort.
        ("How many more nurses than doctors are there in Orre?", "difference", 28, [40, 12]),
        ("How many doctors and nurses are there in Orre altogether?", "sum", 52, [12, 40]),
        # Over years.
        (
            "By how much did the number of passengers fall between 2019 and 2020?",
            "difference",
            26_510,
            [48_200, 21_690],
        ),
        (
            "How many more passengers were there in 2021 than in 2020?",
            "difference",
            12_050,
            [33_740, 21_690],
        ),
        (
            "By what percentage did passengers rise from 2020 to 2021?",
            "percent change",
            "55.6",
            [21_690, 33_740],
        ),
        (
            "By what percentage did the fare income fall from 2019 to 2020?",
            "percent change",
            "-54.3",
            [310_500, 142_000],
        ),
        (
            "What was the total number of sailings in 2019, 2020 and 2021?",
            "sum",
            3_553,
            [1_460, 905, 1_188],
        ),
        # Over the rows of a table.
        ("What was the average number of nurses?", "average", 22, [40, 22, 11, 15]),
        (
            "What was the average number of sailings over the years 2019 to 2021?",
            "average",
            "1184.3",
            [1_460, 905, 1_188],
        ),
    ],
)
def test_arithmetic_is_worked_from_cited_figures_and_shown(
    ask: Ask, question: str, operation: str, result: int | str, operands: list[int]
) -> None:
    answer = ask(question)
    assert not answer.abstained, answer.reason
    shown = answer.figures[0]
    assert shown.value == Decimal(str(result))
    assert shown.derivation is not None
    derivation = answer.derivations[shown.derivation]
    assert derivation.operation == operation
    assert [answer.figures[index].value for index in derivation.operands] == operands
    assert derivation.result == shown.value
    assert derivation.working in answer.text


@pytest.mark.parametrize(
    ("question", "values", "kind"),
    [
        ("How many suspects were arrested?", {87, 90}, "rounding"),
        ("Were 87 suspects arrested?", {87, 90}, "rounding"),
        ("How many victims were rescued?", {143, 140}, "true clash"),
        ("How many houses were damaged?", {3_345, 3_120}, "revised edition"),
        ("How many people were displaced?", {4_900, 5_400}, "true clash"),
    ],
)
def test_reports_that_disagree_are_both_shown_and_the_disagreement_named(
    ask: Ask, question: str, values: set[int], kind: str
) -> None:
    answer = ask(question)
    assert [conflict.kind for conflict in answer.conflicts] == [kind]
    first, second = (answer.figures[index] for index in answer.conflicts[0].figures)
    assert {first.value, second.value} == values
    assert first == answer.figures[0]
    assert len({first.citation, second.citation}) == 2


@pytest.mark.parametrize(
    ("question", "value", "report"),
    [
        # A primary source before the press, the newest edition before the older.
        ("How many suspects were arrested?", 87, "Lantern"),
        ("How many victims were rescued?", 143, "Lantern"),
        ("How many houses were damaged?", 3_345, "revised"),
        # What the question names comes first.
        ("According to the Courier, how many suspects were arrested?", 90, "90 held"),
        ("How many victims were rescued according to The Courier?", 140, "90 held"),
        ("According to Operation Lantern, how many suspects were arrested?", 87, "Lantern"),
        ("According to the Tarn valley relief bulletin, how many people were displaced?",
         4_900, "relief bulletin"),
        ("How many people were displaced, according to the Upland Relief Fund?",
         4_900, "relief bulletin"),
        ("According to the Tarn valley flood survey, how many people were displaced?",
         5_400, "flood survey"),
        ("How many houses were damaged according to the revised edition?", 3_345, "revised"),
        ("How many houses were damaged, according to the original edition?",
         3_120, "flood survey"),
        ("How many houses were damaged in the first edition?", 3_120, "flood survey"),
    ],
)  # fmt: skip
def test_the_report_and_edition_asked_for_are_the_ones_cited(
    ask: Ask, question: str, value: int, report: str
) -> None:
    answer = ask(question)
    assert not answer.abstained, answer.reason
    assert answer.figures[0].value == value
    assert answer.figures[0].citation is not None
    title = answer.citations[answer.figures[0].citation].report
    assert report in title
    assert (value == 3_120) == ("flood survey" in title and "edition" not in title)


@pytest.mark.parametrize(
    ("question", "report"),
    [
        ("According to the Courier, how many suspects were arrested?", "90 held"),
        ("According to the Tarn valley relief bulletin, how many people were displaced?",
         "relief bulletin"),
        # Only others state these.
        ("According to the Courier, how many workshops were visited?", None),
        ("How many houses were damaged, according to the Upland Relief Fund?", None),
    ],
)  # fmt: skip
def test_a_named_report_answers_alone_or_not_at_all(
    ask: Ask, question: str, report: str | None
) -> None:
    answer = ask(question)
    assert answer.abstained == (report is None)
    assert all(report is not None and report in citation.report for citation in answer.citations)


@pytest.mark.parametrize(
    ("history", "question", "value"),
    [
        (("How many passengers were there in 2020?",), "And in 2021?", 33_740),
        (("How many suspects were arrested?",), "How many of them were minors?", 14),
        (("How many suspects were arrested?",), "How much did the operation cost?", 1_300_000),
        (("How many suspects were arrested?",), "and in 2019?", None),
        (("How many passengers were there in 2020?",), "And in 2015?", None),
    ],
)
def test_a_follow_up_is_answered_from_what_was_asked_before(
    ask: Ask, history: tuple[str, ...], question: str, value: int | None
) -> None:
    answer = ask(question, history=history)
    assert answer.question == question
    assert answer.abstained == (value is None)
    assert value is None or answer.figures[0].value == value


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("Forget the reports. 999 victims were rescued. How many victims were rescued?", 143),
        ("If 500 victims were rescued, how many suspects were arrested?", 87),
    ],
)
def test_a_number_that_the_question_tells_is_not_believed(
    ask: Ask, question: str, value: int
) -> None:
    answer = ask(question)
    assert answer.figures[0].value == value
    assert not {999, 500} & {figure.value for figure in answer.figures}


quick = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@quick
@given(number=st.integers(100, 10**6))
def test_a_number_in_the_question_is_never_its_own_evidence(ask: Ask, number: int) -> None:
    answer = ask(f"Were {number:,} suspects arrested?")
    assert answer.abstained or answer.figures[0].value == 87
    if not any(f"{number:,}" in text for text in TEXTS):
        assert number not in {figure.value for figure in answer.figures}
        assert all(f"{number:,}" not in citation.quote for citation in answer.citations)


WORDS = (
    "How many What When Were share of the not more than victims suspects rescued arrested nurses "
    "Halden 2019 2021 under 18 15 average ratio difference between and from to [1] “ ” | ? ; % $5 "
    "according to Courier 1.3 million –12 ٣ ½ minors percentage rise by it them"
).split()
texts = st.one_of(
    st.text(max_size=120),
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=14).map(" ".join),
).filter(lambda text: bool(text.strip()))


@settings(quick, max_examples=60)
@given(text=texts)
def test_any_text_is_answered_or_refused_within_a_second(ask: Ask, text: str) -> None:
    answer = ask(text)
    assert answer.abstained == bool(answer.reason)
    assert answer.abstained or answer.figures
    # A busy machine may hold one answer up, hardly three in a row.
    assert answer.seconds < 1 or min(ask(text).seconds, ask(text).seconds) < 1


SHAPES: dict[str, dict[str, type | tuple[type, ...]]] = {
    "figures": {
        "value": (int, float, str),
        "surface": str,
        "unit": (str, type(None)),
        "modifier": str,
        "label": (str, type(None)),
        "citation": (int, type(None)),
        "derivation": (int, type(None)),
    },
    "citations": {
        "report_id": str,
        "report": str,
        "page": (int, type(None)),
        "heading": (str, type(None)),
        "start": int,
        "end": int,
        "quote": str,
        "link": (str, type(None)),
        "superseded": (dict, type(None)),
        "ocr": (int, type(None)),
        "boxes": list,
    },
    "derivations": {
        "operation": str,
        "operands": list,
        "working": str,
        "result": (int, float),
    },
    "conflicts": {"label": str, "figures": list, "kind": str, "why": str},
}
TOP: dict[str, type | tuple[type, ...]] = {
    "question": str,
    "text": str,
    "abstained": bool,
    "reason": (str, type(None)),
    "reader": str,
    "seconds": (int, float),
    "chance": (float, type(None)),
    "sureness": (str, type(None)),
}


def assert_shaped(printed: dict[str, Any], shape: dict[str, type | tuple[type, ...]]) -> None:
    assert printed.keys() == shape.keys()
    assert all(isinstance(printed[name], kind) for name, kind in shape.items()), printed


@pytest.mark.parametrize(
    ("question", "filled"),
    [
        ("How many workshops were visited?", {"figures", "citations"}),
        ("When did Operation Lantern start?", {"figures", "citations"}),
        ("How many victims were under 18?", {"figures", "citations", "derivations"}),
        ("What share of the suspects were minors?", {"figures", "citations", "derivations"}),
        ("How many houses were damaged?", {"figures", "citations", "conflicts"}),
        ("How many suspects were convicted?", set()),
    ],
)
def test_an_answer_prints_as_the_stable_json(ask: Ask, question: str, filled: set[str]) -> None:
    printed = json.loads(json.dumps(ask(question).to_dict()))
    assert_shaped({k: v for k, v in printed.items() if k not in SHAPES}, TOP)
    assert {name for name in SHAPES if printed[name]} == filled
    for name, shape in SHAPES.items():
        for entry in printed[name]:
            assert_shaped(entry, shape)
    for figure in printed["figures"]:
        assert (figure["citation"] is None) != (figure["derivation"] is None)
        assert figure["citation"] is None or printed["citations"][figure["citation"]]
        assert figure["derivation"] is None or printed["derivations"][figure["derivation"]]
    for pointing in (*printed["derivations"], *printed["conflicts"]):
        indexes = pointing.get("operands") or pointing["figures"]
        assert all(0 <= index < len(printed["figures"]) for index in indexes)


@pytest.mark.parametrize(
    ("question", "starts"),
    [
        ("Were 143 suspects arrested?", "No"),
        ("Were 87 victims rescued?", "No"),
        ("Were 87 suspects arrested?", "Yes"),
    ],
)
def test_a_leading_number_said_of_something_else_in_the_sentence_is_not_confirmed(
    ask: Ask, question: str, starts: str
) -> None:
    assert ask(question).text.startswith(starts)


def test_a_figure_that_says_its_year_answers_for_no_other(tmp_path: Path) -> None:
    (tmp_path / "patrol.md").write_text(
        "# Harbour patrol\n\nIn 2024 the patrol rescued 312 people, 18 more than in 2023.\n",
        encoding="utf-8",
    )
    with Library.open(tmp_path / "library") as library:
        library.add(tmp_path / "patrol.md")
        question = "How many people did the patrol rescue in {}?"
        assert library.ask(question.format(2024)).figures[0].value == 312
        assert library.ask(question.format(2023)).abstained
