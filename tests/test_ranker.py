"""From signals to chances: what makes a candidate likelier, and how sure an answer says it is."""

from __future__ import annotations

import math
from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.reading.ranker import calibrated, chances, features, load_network, log_odds_of
from assistant.reading.signals import Signals
from assistant.records import Answer, Kind

PLAIN = Signals(**{field.name: 0.5 for field in fields(Signals)})


def test_the_network_takes_what_candidates_give() -> None:
    inputs = features([PLAIN, PLAIN], [Kind.COUNT, Kind.MONEY], [5.0, 4.0])
    assert inputs.shape == (2, len(load_network().mean))


def test_a_better_fit_of_kind_and_target_makes_a_likelier_candidate() -> None:
    worse = replace(PLAIN, kind=0.0, target=-1.0, coverage=0.1)
    first, second = log_odds_of(features([PLAIN, worse], [Kind.COUNT] * 2, [20.0, 8.0]))
    assert first > second


def test_a_figure_of_another_year_is_less_likely() -> None:
    right, wrong = replace(PLAIN, year=1.0), replace(PLAIN, year=-1.0)
    first, second = log_odds_of(features([right, wrong], [Kind.COUNT] * 2, [15.0, 12.0]))
    assert first > second


@given(st.lists(st.floats(-30, 30), max_size=40))
def test_chances_with_that_of_none_come_to_one(log_odds: list[float]) -> None:
    found = chances(log_odds)
    none = 1 / (1 + sum(math.exp(one) for one in log_odds))
    assert sum(found) + none == pytest.approx(1)
    assert all(0 <= one <= 1 for one in found)


@given(st.floats(0, 1), st.floats(0, 1))
def test_calibrating_keeps_chances_in_bounds_and_in_order(one: float, other: float) -> None:
    network = load_network()
    low, high = (calibrated(c, network.scale, network.shift) for c in sorted((one, other)))
    assert 0 <= low <= high <= 1


@pytest.mark.parametrize(
    ("chance", "word"),
    [(0.95, "certain"), (0.9, "certain"), (0.7, "likely"), (0.3, "unsure"), (None, None)],
)
def test_an_answer_says_in_a_word_how_sure_it_is(chance: float | None, word: str | None) -> None:
    answer = Answer("How many?", "Nine.", chance=chance)
    assert answer.sureness == word
    assert answer.to_dict()["sureness"] == word
