"""The promise, measured: our known numbers over the sample reports, each asked for real."""

from __future__ import annotations

from typing import Any

import pytest

from assistant.evaluation import (
    CHECKOUT,
    THRESHOLDS,
    as_text,
    evaluate,
    read_own_set,
    read_thresholds,
    shortfalls,
)
from assistant.settings import Settings


@pytest.fixture(scope="module")
def summary() -> dict[str, Any]:
    return evaluate(read_own_set(CHECKOUT), Settings())


def test_there_are_at_least_a_hundred_known_numbers_of_each_sort(summary: dict[str, Any]) -> None:
    assert summary["n"] >= 100
    assert {"lookup", "paraphrase", "date", "table", "derived", "leading", "wrong_label"} <= set(
        summary["by_kind"]
    )
    assert summary["abstention"]["expected"] >= 15


def test_every_sample_report_is_read(summary: dict[str, Any]) -> None:
    assert summary["failed"] == []


def test_every_quote_is_a_verbatim_slice_of_its_report(summary: dict[str, Any]) -> None:
    assert summary["quotes"]["citations"] >= summary["n"] // 2
    assert summary["quotes"]["not_verbatim"] == 0


def test_the_known_numbers_are_answered_as_often_as_promised(summary: dict[str, Any]) -> None:
    least = read_thresholds(THRESHOLDS, "known_numbers")
    assert shortfalls(summary, least) == [], as_text(summary)
