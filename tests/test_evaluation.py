"""The measuring itself: what counts as right, what is summed, and what a set must look like."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from assistant.errors import WrongUse
from assistant.evaluation import (
    THRESHOLDS,
    as_text,
    evaluate,
    read_own_set,
    read_set,
    read_thresholds,
    set_thresholds,
    shortfalls,
)
from assistant.evaluation.claims import ClaimScore, label_of, macro_f1
from assistant.evaluation.running import meets
from assistant.evaluation.scoring import is_exact, is_near, score
from assistant.evaluation.sets import Question, spread
from assistant.records import (
    Answer,
    Check,
    Citation,
    Claim,
    Derivation,
    Modifier,
    Operation,
    ShownFigure,
    Value,
    Verdict,
)
from assistant.settings import Settings


def question(
    value: float | str | None,
    *,
    printed: str = "",
    alternatives: tuple[float, ...] = (),
    asked: str = "How many suspects were arrested?",
    kind: str = "lookup",
) -> Question:
    values: tuple[Value, ...] = ()
    if value is not None:
        first = value if isinstance(value, str) else Decimal(str(value))
        values = (first, *(Decimal(str(other)) for other in alternatives))
    return Question("q1", asked, ("a.md",), values, printed or str(value), kind, kind, (), ())


def shown(value: Value, *, citation: int | None = 0, derivation: int | None = None) -> ShownFigure:
    return ShownFigure(
        value=value,
        surface=str(value),
        unit=None,
        modifier=Modifier.EXACT,
        label=None,
        citation=citation,
        derivation=derivation,
    )


def cited(report_id: str = "aaaa") -> Citation:
    return Citation(report_id, "A report", 1, None, 0, 3, "149")


def answered(value: Value, *, report_id: str = "aaaa") -> Answer:
    return Answer("?", "149 [1].", figures=(shown(value),), citations=(cited(report_id),))


@pytest.mark.parametrize(
    ("value", "known", "near", "exact"),
    [
        (Decimal(149), question(149), True, True),
        (Decimal(150), question(149), True, False),  # one unit of the last digit
        (Decimal(151), question(149), False, False),
        (Decimal("4710"), question(4710.0, printed="4710.0"), True, True),
        (Decimal("4733"), question(4710.0, printed="4710.0"), True, False),  # within 0.5 %
        (Decimal("4735"), question(4710.0, printed="4710.0"), False, False),
        (Decimal("35.9"), question(35.8, printed="35.8"), True, False),
        (Decimal("36.0"), question(35.8, printed="35.8"), False, False),
        # The printed scale is an alternative, and the last digit's unit is in that scale.
        (
            Decimal(1_496_500_000),
            question(1.4965e9, printed="$1,496.5 million", alternatives=(1496.5,)),
            True,
            True,
        ),
        (
            Decimal("1496.5"),
            question(1.4965e9, printed="$1,496.5 million", alternatives=(1496.5,)),
            True,
            True,
        ),
        (Decimal(15), question(1.4965e9, printed="$1,496.5 million"), False, False),
        (Decimal("0"), question(0, printed="0"), True, True),
        ("1936-05-28", question(1936), True, True),
        ("1950", question(1936), False, False),
        ("2022-08-18", question("2022-08-18"), True, True),
        ("2022-08-19", question("2022-08-18"), False, False),
        ("2022-08-18", question("2022"), False, True),
        (Decimal(2022), question("2022"), True, True),
    ],
)
def test_a_figure_is_right_by_the_public_rule_and_by_our_stricter_one(
    value: Value, known: Question, near: bool, exact: bool
) -> None:
    assert (is_near(value, known), is_exact(value, known)) == (near, exact)


@pytest.mark.parametrize(
    ("asked", "is_right"),
    [
        ("What was the change from 2018 to 2019?", True),
        ("By how much did waste decrease?", True),
        ("How many fewer cases were there?", True),
        ("What was the operating result in 2019?", False),
    ],
)
def test_the_sign_is_free_only_where_a_change_is_asked(asked: str, is_right: bool) -> None:
    assert is_near(Decimal(10), question(-10.0, asked=asked)) is is_right


def test_a_derived_figure_may_differ_by_its_rounding_and_no_more() -> None:
    known = question(71.6, printed="71.6", kind="derived")
    assert is_exact(Decimal("71.63"), known)
    assert not is_exact(Decimal("71.7"), known)


def test_right_means_the_figure_and_its_citation() -> None:
    elsewhere = score(
        question(149), answered(Decimal(149), report_id="bbbb"), report_ids=["aaaa"], exact=True
    )
    assert (elsewhere.figure, elsewhere.cited, elsewhere.correct) == (True, False, False)
    assert elsewhere.problem == "wrong report cited"
    right = score(question(149), answered(Decimal(149)), report_ids=["aaaa"], exact=True)
    assert (right.correct, right.problem) == (True, "")


def test_only_the_first_figure_counts() -> None:
    answer = Answer(
        "?", "", figures=(shown(Decimal(150)), shown(Decimal(149))), citations=(cited(),)
    )
    assert not score(question(149), answer, report_ids=["aaaa"], exact=True).figure


@pytest.mark.parametrize(("second", "is_cited"), [("aaaa", True), ("bbbb", False)])
def test_a_derived_figure_is_cited_where_all_its_operands_are(second: str, is_cited: bool) -> None:
    figures = (
        shown(Decimal(155), citation=None, derivation=0),
        shown(Decimal(124), citation=0),
        shown(Decimal(31), citation=1),
    )
    worked = Derivation(Operation.SUM, (1, 2), "124 + 31 = 155", Decimal(155))
    answer = Answer(
        "?", "", figures=figures, citations=(cited(), cited(second)), derivations=(worked,)
    )
    judged = score(question(155, kind="derived"), answer, report_ids=["aaaa"], exact=True)
    assert judged.cited is is_cited


@pytest.mark.parametrize(
    ("known", "abstained", "is_right"),
    [(None, True, True), (None, False, False), (149, True, False), (149, False, True)],
)
def test_an_abstention_is_right_only_where_the_reports_do_not_say(
    known: int | None, abstained: bool, is_right: bool
) -> None:
    answer = Answer("?", "", abstained=True) if abstained else answered(Decimal(149))
    judged = score(question(known), answer, report_ids=["aaaa"], exact=True)
    assert judged.correct is is_right


def test_a_citation_that_misses_the_evidence_is_not_right() -> None:
    judged = score(
        question(149), answered(Decimal(149)), report_ids=["aaaa"], misplaced=True, exact=True
    )
    assert (judged.figure, judged.cited, judged.correct) == (True, False, False)
    assert judged.problem == "cites another place than the evidence"


def test_a_problem_with_a_quote_makes_the_row_wrong() -> None:
    judged = score(
        question(149), answered(Decimal(149)), report_ids=["aaaa"], problem="bad", exact=True
    )
    assert (judged.correct, judged.problem) == (False, "bad")


@pytest.mark.parametrize(
    ("start", "end", "is_met"), [(0, 5, False), (4, 9, True), (10, 30, True), (27, 30, False)]
)
def test_evidence_is_met_where_the_citation_overlaps_it(start: int, end: int, is_met: bool) -> None:
    text = "Intro. Police held\n149 suspects. End."
    citation = Citation("aaaa", "A", 1, None, start, end, text[start:end])
    assert meets(text, "Police held 149", citation) is is_met


@pytest.mark.parametrize(
    ("verdicts", "label"),
    [
        ([], "not_enough"),
        ([Verdict.SUPPORTED], "supported"),
        ([Verdict.APPROXIMATE, Verdict.SUPPORTED], "supported"),
        ([Verdict.SUPPORTED, Verdict.REFUTED], "refuted"),
        ([Verdict.SUPPORTED, Verdict.NOT_ENOUGH_EVIDENCE], "not_enough"),
        ([Verdict.CONFLICTING], "not_enough"),
    ],
)
def test_a_text_of_several_claims_gets_one_label(verdicts: list[Verdict], label: str) -> None:
    claims = tuple(Claim("c", 0, 1, verdict, "rule", ()) for verdict in verdicts)
    assert label_of(Check(claims)) == label


def test_macro_f1_counts_each_label_the_same() -> None:
    pairs = [("supported", "supported")] * 3 + [("refuted", "supported")]
    scores = [ClaimScore("c", "", gold, said, said, "", 0.0) for gold, said in pairs]
    assert macro_f1(scores, lambda row: row.alone) == pytest.approx((6 / 7 + 0) / 2)


def test_a_limit_takes_rows_evenly_from_the_whole() -> None:
    assert spread(range(10), 5) == (0, 2, 4, 6, 8)
    assert spread(range(3), 5) == (0, 1, 2)
    assert spread(range(3), None) == (0, 1, 2)


# A small set, measured for real -----------------------------------------------------------------

BORDER = """# Border police, annual report 2022

Police arrested 149 suspects in 2022. In all 225 victims were rescued.
"""
SCHOOLS = """# School statistics 2021

The ministry counted 3,412 schools in 2021.
"""
ROWS: list[dict[str, Any]] = [
    {"id": "1", "doc": "border.md", "question": "How many suspects were arrested?", "value": 149},
    {"id": "2", "doc": "border.md", "question": "How many victims were rescued?", "value": 225},
    {"id": "3", "doc": "schools.md", "question": "How many schools were counted?", "value": 3412},
    {"id": "4", "doc": "schools.md", "question": "How many helicopters crashed?", "value": None},
    {"id": "5", "doc": "schools.md", "question": "How many suspects were arrested?", "value": 7},
]


@pytest.fixture(scope="module")
def known_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("set")
    (folder / "docs").mkdir()
    (folder / "docs" / "border.md").write_text(BORDER, encoding="utf-8")
    (folder / "docs" / "schools.md").write_text(SCHOOLS, encoding="utf-8")
    lines = "\n".join(json.dumps(row) for row in ROWS)
    (folder / "questions.jsonl").write_text(lines, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def summary(known_folder: Path) -> dict[str, Any]:
    return evaluate(read_set(known_folder), Settings())


def test_a_run_counts_right_rows_and_lists_the_wrong_one(summary: dict[str, Any]) -> None:
    assert (summary["n"], summary["correct"], summary["figure"]) == (5, 4, 3)
    assert [row["id"] for row in summary["rows"] if not row["correct"]] == ["5"]
    assert summary["abstention"] == {
        "expected": 1,
        "made": 1,
        "right": 1,
        "precision": 1.0,
        "recall": 1.0,
        "f1": 1.0,
    }
    assert summary["by_kind"]["lookup"]["n"] == 4
    assert summary["quotes"]["not_verbatim"] == 0
    assert summary["quotes"]["citations"] >= 4
    assert 0 < summary["latency"]["p50"] <= summary["latency"]["p95"]
    json.dumps(summary)


def test_the_readable_report_lists_the_miss_with_its_reason(summary: dict[str, Any]) -> None:
    text = as_text(summary)
    assert "4 of 5 right (80.0%)" in text
    assert "expected 7, got 149" in text
    assert "wrong figure" in text


def test_a_set_of_claims_is_checked_alone_and_together(known_folder: Path, tmp_path: Path) -> None:
    claims = [
        {
            "id": "1",
            "doc": "border.md",
            "claim": "149 suspects were arrested.",
            "label": "supported",
        },
        {"id": "2", "doc": "border.md", "claim": "160 suspects were arrested.", "label": "refuted"},
        {
            "id": "3",
            "doc": "schools.md",
            "claim": "149 suspects were arrested.",
            "label": "not_enough",
        },
    ]
    (tmp_path / "docs").symlink_to(known_folder / "docs")
    lines = "\n".join(json.dumps(row) for row in claims)
    (tmp_path / "claims.jsonl").write_text(lines, encoding="utf-8")
    found = evaluate(read_set(tmp_path), Settings())
    assert [row["alone"] for row in found["rows"]] == ["supported", "refuted", "not_enough"]
    assert [row["together"] for row in found["rows"]] == ["supported", "refuted", "supported"]
    assert (found["n"], found["accuracy"], found["together"]["correct"]) == (3, 1.0, 2)
    assert "accuracy 100.0%" in as_text(found)


# Thresholds -------------------------------------------------------------------------------------


def test_a_run_below_a_threshold_says_which(summary: dict[str, Any]) -> None:
    assert shortfalls(summary, {"right": 0.8, "abstention_recall": 0.9}) == []
    assert shortfalls(summary, {"right": 0.95}) == ["right 80.0% is below 95%"]


def test_a_quote_that_is_not_verbatim_fails_whatever_the_thresholds(
    summary: dict[str, Any],
) -> None:
    broken = summary | {"quotes": {"citations": 9, "not_verbatim": 1}}
    assert shortfalls(broken, {}) == ["1 quotes are not the reports' text"]


def test_a_threshold_rises_to_what_was_measured_and_never_falls(
    summary: dict[str, Any], tmp_path: Path
) -> None:
    path = tmp_path / "thresholds.json"
    path.write_text('{"small": {"right": 0.5, "abstention_recall": 1.0}, "other": {"right": 0.7}}')
    assert set_thresholds(path, "small", summary)["right"] == 0.8
    assert set_thresholds(path, "small", summary | {"correct": 1})["right"] == 0.8
    assert read_thresholds(path, "other") == {"right": 0.7}
    assert read_thresholds(path, "none") == {}


@pytest.mark.parametrize("content", ["{", '{"small": {"rihgt": 1}}', '{"small": {"right": "x"}}'])
def test_a_thresholds_file_that_cannot_be_meant_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "thresholds.json"
    path.write_text(content)
    with pytest.raises(WrongUse, match=r"thresholds\.json"):
        read_thresholds(path, "small")


def test_the_kept_thresholds_are_those_we_promise() -> None:
    least = read_thresholds(THRESHOLDS, "known_numbers")
    assert least["right"] >= 0.95
    assert min(least["abstention_precision"], least["abstention_recall"]) >= 0.90


# Sets that are not ------------------------------------------------------------------------------


def test_a_folder_without_a_set_is_refused_with_what_to_name(tmp_path: Path) -> None:
    with pytest.raises(WrongUse, match=r"docs/ and questions\.jsonl or claims\.jsonl"):
        read_set(tmp_path)


def test_our_own_set_outside_a_checkout_is_refused_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(WrongUse, match="assistant eval FOLDER"):
        read_own_set(tmp_path)


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("{", "line 1"),
        ('{"id": "1", "doc": "a.md", "question": "?"}', "value"),
        ('["id"]', "line 1"),
        ("", "no rows"),
    ],
)
def test_a_line_that_is_not_a_row_is_named(tmp_path: Path, line: str, names: str) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "questions.jsonl").write_text(line)
    with pytest.raises(WrongUse, match=names):
        read_set(tmp_path)


def test_a_claim_with_an_unknown_label_is_refused(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    row = {"id": "1", "doc": "a.md", "claim": "x", "label": "maybe"}
    (tmp_path / "claims.jsonl").write_text(json.dumps(row))
    with pytest.raises(WrongUse, match="label must be one of"):
        read_set(tmp_path)
