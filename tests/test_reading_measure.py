"""The measure of the built-in reader (eval/reading.py): what it counts, and what it leaves out."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from assistant.reading import candidates, readings
from assistant.reading.ranker import NAMES, load_network
from assistant.reading.signals import Signals
from assistant.reading.weights import WEIGHTS
from assistant.records import Kind

EVAL = str(Path(__file__).parents[1] / "eval")
HARBOUR = """# Harbour office, annual report 2021

The office counted 214 trawlers in 2021. The first lighthouse was lit in 1874.

| Berths | 2020 | 2021 |
| --- | --- | --- |
| Berths let | 310 | 425 |
| Berths closed | 12 | 18 |
"""
ORCHARDS = """# Orchard survey 2021

Growers planted 5,190 pear trees in 2021.
"""
ROWS: list[dict[str, Any]] = [
    {"id": "1", "doc": "harbour.md", "question": "How many trawlers were counted?", "value": 214},
    {"id": "2", "doc": "harbour.md", "question": "How many berths were let in 2021?", "value": 425},
    {
        "id": "3",
        "doc": "harbour.md",
        "question": "When was the first lighthouse lit?",
        "value": 1874,
        "quantity": "year",
    },
    {"id": "4", "doc": "orchards.md", "question": "How many pear trees were planted?", "value": 7},
    {"id": "5", "doc": "orchards.md", "question": "How many helicopters crashed?", "value": None},
]


@pytest.fixture(scope="module")
def measure() -> Iterator[SimpleNamespace]:
    """Hands out the modules of eval/, which is a folder of programs and no package."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(EVAL)
        import asked_sets
        import rankings
        import reading
        import signals_off

        yield SimpleNamespace(
            asked_sets=asked_sets, rankings=rankings, reading=reading, signals_off=signals_off
        )


@pytest.fixture(scope="module")
def asked(measure: SimpleNamespace, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    folder = tmp_path_factory.mktemp("sets") / "small"
    (folder / "docs").mkdir(parents=True)
    (folder / "docs" / "harbour.md").write_text(HARBOUR, encoding="utf-8")
    (folder / "docs" / "orchards.md").write_text(ORCHARDS, encoding="utf-8")
    lines = "\n".join(json.dumps(row) for row in ROWS)
    (folder / "questions.jsonl").write_text(lines, encoding="utf-8")
    libraries = tmp_path_factory.mktemp("libraries")
    with measure.asked_sets.open_set(folder, libraries, tell=print) as opened:
        yield opened


def test_a_lookup_is_told_apart_by_where_its_value_stands(asked: Any) -> None:
    categories = [question.category for question in asked.known.questions]
    assert categories == ["text", "table", "date", "text", "abstain"]


def test_the_table_gives_each_kind_and_the_f1_of_abstaining(
    measure: SimpleNamespace, asked: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    pairs = measure.reading.ask(asked, asked.known.questions)
    measure.reading.print_rows("squadnum", pairs)
    printed = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert ["squadnum", "lookup", "4", "0.750", "0.750", "0.000", ">=", "0.75"] in printed
    assert ["squadnum", "text", "2", "0.500", "0.500", "0.000"] in printed
    assert ["squadnum", "table", "1", "1.000", "1.000", "0.000"] in printed
    assert ["squadnum", "F1", "of", "abstaining", "5", "1.000", ">=", "0.75"] in printed


def test_each_ranking_is_measured_alone_and_a_value_nowhere_is_never_hit(
    measure: SimpleNamespace, asked: Any
) -> None:
    lookups = asked.known.questions[:4]
    measured = measure.rankings.measure_rankings(asked, lookups)
    assert set(measured) == set(measure.rankings.WAYS)
    assert measured["full text"] == (0.75, 0.75, 0.75, 0.75)
    assert all(found[2] == 0.75 for found in measured.values())


def test_a_group_left_out_weighs_nothing_and_comes_back(measure: SimpleNamespace) -> None:
    before = dict(WEIGHTS)
    plain = Signals(**dict.fromkeys(NAMES, 0.5))
    judged = [SimpleNamespace(signals=plain, figure=SimpleNamespace(kind=Kind.COUNT), score=1.0)]
    place, usual = NAMES.index("similarity"), load_network().mean
    with measure.signals_off.left_out(("similarity", "no such signal")):
        assert before | {"similarity": 0.0} == WEIGHTS
        shown = candidates.inputs_of(judged)[0]
        assert shown[place] == usual[place] != 0.5
        assert shown[len(NAMES) + place] == usual[len(NAMES) + place]
        assert shown[NAMES.index("passage")] == 0.5
    assert before["similarity"] > 0
    assert before == WEIGHTS
    assert candidates.inputs_of(judged)[0][place] == 0.5


def test_without_the_learned_order_the_sum_by_hand_stands(
    measure: SimpleNamespace,
) -> None:
    with measure.signals_off.by_hand():
        assert readings.judge_candidates(("best", "next")) == ["best", "next"]
    assert readings.judge_candidates is candidates.judge_candidates


def test_every_signal_is_of_one_group(measure: SimpleNamespace) -> None:
    groups = measure.signals_off.GROUPS
    names = [name for group in groups.values() for name in group]
    assert len(names) == len(set(names))
    assert set(WEIGHTS) <= set(names)


def test_parts_are_left_out_one_at_a_time_over_the_same_evidence(
    measure: SimpleNamespace, asked: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[str] = []
    find = asked.library._retriever.find
    monkeypatch.setattr(
        asked.library._retriever,
        "find",
        lambda words, **k: looked.append(words) or find(words, **k),
    )
    measured = measure.signals_off.measure_without(asked, asked.known.questions[:2])
    assert [score.correct for score in measured["everything"]] == [True, True]
    assert {"without period", "vectors and rank alone", "never refusing by name"} <= set(measured)
    assert len(looked) == len(set(looked)) > 0


def test_a_figure_of_another_place_is_refused_again_after_refusing_was_left_out(
    measure: SimpleNamespace, asked: Any
) -> None:
    question = "How many trawlers were counted in Lisbon in 1950?"
    with measure.signals_off.never_refusing():
        assert "no report" not in (asked.library.ask(question).reason or "")
    assert "no report gives this for 1950" in (asked.library.ask(question).reason or "")


def test_which_documents_may_be_looked_at_is_told_by_their_names_alone(
    measure: SimpleNamespace,
) -> None:
    is_in_open_half = measure.asked_sets.is_in_open_half
    names = [f"report {number}.md" for number in range(200)]
    assert 70 < sum(map(is_in_open_half, names)) < 130
    assert is_in_open_half("harbour.md") is is_in_open_half("harbour.md")
