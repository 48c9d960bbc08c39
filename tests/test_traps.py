"""Traps (eval/traps.py): questions for what a report does not give, made from what it does."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from assistant import Library
from assistant.records import Answer, Citation, Figure, Kind, Modifier, ShownFigure
from assistant.settings import Settings

EVAL = str(Path(__file__).parents[1] / "eval")
HARBOUR = """# Harbour office annual report

The office counted 214 trawlers in the northern basin in 2019. It repaired 37 cranes in 2019.

In 2021–22 many employees left. Dues rose to 12 percent in 2018.
"""
ORCHARDS = """# Orchard survey of the valley

Growers planted 5,190 pear trees in 2020. They hired 64 pickers in 2020.
"""


@pytest.fixture(scope="module")
def traps() -> Iterator[SimpleNamespace]:
    """Hands out the modules of eval/, which is a folder of programs and no package."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(EVAL)
        import trap_questions
        import traps

        yield SimpleNamespace(traps=traps, questions=trap_questions)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    folder = tmp_path_factory.mktemp("reports")
    (folder / "harbour.md").write_text(HARBOUR, encoding="utf-8")
    (folder / "orchards.md").write_text(ORCHARDS, encoding="utf-8")
    place = tmp_path_factory.mktemp("libraries") / "reports"
    with Library.open(place, settings=Settings(library=str(place))) as opened:
        opened.add(folder)
        yield opened


def figure(**told: Any) -> Figure:
    kept: dict[str, Any] = {
        "surface": "214",
        "value": Decimal(214),
        "unit": None,
        "modifier": Modifier.EXACT,
        "kind": Kind.COUNT,
        "start": 0,
        "end": 3,
        "sentence_start": 0,
        "sentence_end": 20,
    }
    return Figure(**kept | told)


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("Trawlers", "trawlers"),
        ("Berths let, 2021", "berths let"),
        ("2021, Berths let", "berths let"),
        ("UN staff", "UN staff"),
        ("trawlers seen by", None),
        ("12-metre boats", None),
        ("a b c d e f boats", None),
        (None, None),
    ],
)
def test_a_question_is_made_of_a_few_plain_words(
    traps: SimpleNamespace, label: str | None, expected: str | None
) -> None:
    assert traps.questions.label_of(figure(label=label)) == expected


def test_a_true_question_names_report_label_scope_and_year(
    traps: SimpleNamespace, library: Library
) -> None:
    report = library.report(library.reports()[0].report.id)
    told = figure(label="trawlers", scope="in the northern basin, 2019", period="2019")
    request = traps.questions.request_of(report, told, random.Random(1))
    assert request.text.startswith("According to Harbour office annual report: ")
    assert request.text.endswith(" in the northern basin in 2019?") or " in 2019" in request.text
    assert "trawlers" in request.text


def test_a_noun_is_swapped_for_one_that_the_report_has_not_nor_a_synonym_of(
    traps: SimpleNamespace, library: Library
) -> None:
    report = library.report(library.reports()[0].report.id)
    known = traps.questions.known_of(report)
    told = figure(label="repaired cranes", period="2019")
    request = traps.questions.request_of(report, told, random.Random(1))
    swap = traps.questions.swap_noun
    others = ["cranes of the valley", "the workforce", "hired pickers of pears"]
    assert swap(request, known, others, whole=False).label == "repaired pickers"
    assert swap(request, known, ["pear trees", *others], whole=True).label == "pear trees"
    assert swap(request, known, ["trawlers", "cranes"], whole=True) == request


@pytest.mark.parametrize(
    ("year", "said"), [("2019", True), ("2021", True), ("2022", True), ("2020", False)]
)
def test_a_year_is_mentioned_in_short_too(traps: SimpleNamespace, year: str, said: bool) -> None:
    assert traps.questions.mentions_year(HARBOUR, year) is said


def test_a_year_is_swapped_for_one_near_by_that_is_never_mentioned(
    traps: SimpleNamespace, library: Library
) -> None:
    report = library.report(library.reports()[0].report.id)
    known = traps.questions.known_of(report)
    told = figure(label="trawlers", period="2019")
    request = traps.questions.request_of(report, told, random.Random(1))
    years = {traps.questions.swap_year(request, known, random.Random(n)).year for n in range(40)}
    assert years == {"2020", "2017", "2016", "2015"}


ASKED = figure(label="trawlers")
PLACE = Citation("h", "Harbour", None, None, 0, 20, "The office counted …")


@pytest.mark.parametrize(
    ("text", "value", "expected"),
    [
        ("According to Harbour, “214 trawlers, not ships” [1].", 214, "trap figure"),
        ("Yes. According to Harbour, “214 trawlers” [1].", 214, "trap figure"),
        ("No: 99, not 214. According to Harbour, “99 trawlers” [1].", 99, "corrected"),
        ("According to Harbour, 214 trawlers, not pickers [1].", 214, "corrected"),
        ("According to Harbour, “37 cranes” [1].", 37, "another figure"),
    ],
)
def test_an_answer_to_a_trap_is_judged_by_what_it_says_itself(
    traps: SimpleNamespace, text: str, value: int, expected: str
) -> None:
    shown = ShownFigure(Decimal(value), str(value), None, Modifier.EXACT, None, 0, None)
    answer = Answer("?", text, figures=(shown,), citations=(PLACE,))
    assert traps.traps.judge(answer, ASKED, "h") == expected
    abstained = Answer("?", "The reports do not say.", abstained=True)
    assert traps.traps.judge(abstained, ASKED, "h") == "abstained"
    if value == 214:
        assert not traps.traps.is_answered(answer, ASKED, "another report")


def test_traps_are_set_only_where_the_true_question_is_answered_and_are_counted(
    traps: SimpleNamespace, library: Library
) -> None:
    asked: Counter[str] = Counter()
    sprung = list(traps.traps.spring(library, 4, asked))
    assert 2 <= len(sprung) == asked["answered"] <= asked["asked"]
    for one in sprung:
        assert one.true.text != one.trap.text
        assert one.document in ("harbour.md", "orchards.md")
        assert traps.traps.is_answered(
            library.ask(one.true.text),
            one.true.figure,
            one.true.figure.report_id or id_of(library, one),
        )
    asked_for = [(s.document, s.true.label, s.true.scope, s.true.year) for s in sprung]
    assert len(set(asked_for)) == len(asked_for)
    again = list(traps.traps.spring(library, 4, Counter()))
    assert [one.trap.text for one in again] == [one.trap.text for one in sprung]
    lines = list(traps.traps.table(sprung, asked))
    assert next(line for line in lines if line.startswith("all")).split()[1] == str(len(sprung))


def id_of(library: Library, one: Any) -> str:
    """Returns the id of the report a trap was made from."""
    names = {Path(s.report.origin).name: s.report.id for s in library.reports()}
    return names[one.document]
