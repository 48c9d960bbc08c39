"""The audit: what adds up in reports and what does not, with the working; and nothing made up."""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import typer
from shelf import EMBEDDER, put, vector_of
from shelf import Made as Shelved

from assistant.assistant import Library
from assistant.auditing import audit_reports
from assistant.cli import main
from assistant.cli.auditing import show_audit
from assistant.figures import read_report_figures
from assistant.library import ReportVectors, Store
from assistant.library.indexing import statements_of
from assistant.loading import find_sources, load_report
from assistant.records import Audit, AuditVerdict, Finding, FindingKind, Passage, Report
from assistant.settings import Settings

CORPUS = Path(__file__).parent.parent / "corpus"
HOLDS, ROUNDED, WRONG = (
    AuditVerdict.HOLDS,
    AuditVerdict.WITHIN_ROUNDING,
    AuditVerdict.DOES_NOT_HOLD,
)


def audit(folder: Path, *reports: Report, report_id: str | None = None) -> Audit:
    """Audits reports in a library of their own; one passage each, vectors of no meaning."""
    with Store.open(folder / "library", **EMBEDDER) as store:  # type: ignore[arg-type]
        for report in reports:
            put(store, shelved(report))
        return audit_reports(store, report_id)


def shelved(report: Report) -> Shelved:
    passages = [Passage(report.id, 0, len(report.text), report.text, 1, (), report.title)]
    figures = read_report_figures(report)
    statements = statements_of(passages, figures)
    vectors = ReportVectors(
        passages=np.array([vector_of(report.text)]),
        statements=statements,
        statement_vectors=tuple(
            np.array([vector_of(report.text[a:b]) for a, b in its]).reshape(-1, 8)
            for its in statements
        ),
    )
    return Shelved(report, passages, figures, vectors)


def load(path: Path) -> list[Report]:
    settings = Settings()
    sources, failures = find_sources([str(path)], settings=settings)
    assert not failures
    return [load_report(source, settings=settings) for source in sources]


def written(folder: Path, text: str, **about: object) -> Report:
    """Returns a Markdown text as a report."""
    (folder / "made.md").write_text(text, encoding="utf-8")
    (report,) = load(folder / "made.md")
    return replace(report, **about)  # type: ignore[arg-type]


def told(folder: Path, text: str) -> list[tuple[AuditVerdict, str]]:
    """Returns the verdict and working of each finding of a text."""
    found = audit(folder, written(folder, text)).findings
    return [(finding.verdict, finding.working) for finding in found]


def table(*rows: str) -> str:
    head, *body = rows
    rule = "|".join("---" for _ in head.split("|"))
    return "\n".join(f"| {row} |" for row in (head, rule, *body))


def proved(finding: Finding, reports: dict[str, Report]) -> bool:
    """Tells whether every figure of a finding stands in its citation, and that in its report."""
    return all(
        told.figure.surface in told.citation.quote
        and reports[told.citation.report_id].text[told.citation.start : told.citation.end]
        == told.citation.quote
        for told in finding.figures
    )


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> tuple[Audit, dict[str, Report]]:
    reports = load(CORPUS)
    found = audit(tmp_path_factory.mktemp("corpus"), *reports)
    return found, {report.id: report for report in reports}


def test_the_breakdowns_of_the_sample_reports_hold(
    corpus: tuple[Audit, dict[str, Report]],
) -> None:
    found, reports = corpus
    held = {finding.working for finding in found.findings if finding.verdict is HOLDS}
    assert {"124 + 31 + 70 = 225", "48 + 177 = 225"} <= held
    assert found.findings
    assert all(proved(finding, reports) for finding in found.findings)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "225 victims were rescued: 124 were children, 31 in their teens and 70 adults.",
            [(HOLDS, "124 + 31 + 70 = 225")],
        ),
        (
            "225 victims were rescued: 124 were children, 31 in their teens and 71 adults.",
            [(WRONG, "124 + 31 + 71 = 226 ≠ 225")],
        ),
        (
            "The board has 45 members, made up of 20 women and 24 men.",
            [(WRONG, "20 + 24 = 44 ≠ 45")],
        ),
        (
            "Aid came to $7.2 million: $4.1 million for food and $3.2 million for shelter.",
            [(ROUNDED, "4,100,000 + 3,200,000 = 7,300,000 ≈ 7,200,000")],
        ),
        (
            "Income came to $7.6 million: $4.1 million from states, $1.9 million from firms and "
            "$1.2 million from the public.",
            [(WRONG, "4,100,000 + 1,900,000 + 1,200,000 = 7,200,000 ≠ 7,600,000")],
        ),
        ("Membership rose by 45: from 20 men and 24 women to 44 men.", []),
        # A list that need not be complete.
        ("225 victims were rescued, including 124 children and 90 adults.", []),
        ("Police held 149 suspects, of whom 100 were men and 45 women.", []),
        ("Police held 149 suspects: among them 100 men and 45 women.", []),
        ("The club had 100 members in 2021, against 95 the year before and 5 in 1990.", []),
        # So far off that other things are told.
        ("225 victims were rescued: 124 were children and 31 in their teens.", []),
    ],
)
def test_parts_in_a_sentence_are_held_against_their_whole(
    tmp_path: Path, text: str, expected: list[tuple[AuditVerdict, str]]
) -> None:
    assert told(tmp_path, text) == expected


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (
            ("Age | Men | Women", "Young | 120 | 230", "Old | 31 | 44", "Total | 151 | 274"),
            [(HOLDS, "120 + 31 = 151"), (HOLDS, "230 + 44 = 274")],
        ),
        # One slip of the pen where the other columns come out.
        (
            (
                "Age | Men | Women | Others",
                "Young | 120 | 230 | 412",
                "Old | 31 | 44 | 95",
                "Total | 151 | 274 | 517",
            ),
            [
                (WRONG, "412 + 95 = 507 ≠ 517"),
                (HOLDS, "120 + 31 = 151"),
                (HOLDS, "230 + 44 = 274"),
            ],
        ),
        # The only total of the only column; so far off, something else may be told.
        (
            ("Age | Victims", "Young | 124", "Grown | 31", "Old | 70", "Total | 252"),
            [],
        ),
        (
            ("Age | Victims", "Young | 124", "Grown | 31", "Old | 70", "Total | 227"),
            [(WRONG, "124 + 31 + 70 = 225 ≠ 227")],
        ),
        (
            ("Age | Victims", "Young | 124", "Grown | n/a", "Old | 70", "Total | 199"),
            [],
        ),
        (
            ("Age | Victims", "Young | 124", "Old | 95", "of whom women | 6", "Total | 230"),
            [],
        ),
        # A cell that is not read leaves it open.
        (
            (
                "Age | Men | Women | Others",
                "Young | 120 | 230 | 412",
                "Old | 31 | 44 | n/a",
                "Total | 151 | 274 | 517",
            ),
            [(HOLDS, "120 + 31 = 151"), (HOLDS, "230 + 44 = 274")],
        ),
    ],
)
def test_totals_of_a_table_are_held_against_its_rows(
    tmp_path: Path, rows: tuple[str, ...], expected: list[tuple[AuditVerdict, str]]
) -> None:
    assert told(tmp_path, table(*rows)) == expected


def test_one_report_is_audited_alone(tmp_path: Path) -> None:
    one = written(tmp_path, "The board has 45 members, made up of 20 women and 24 men.")
    other = written(tmp_path, "The board has 65 members, made up of 40 women and 24 men.")
    found = audit(tmp_path, one, other, report_id=other.id)
    assert [finding.working for finding in found.findings] == ["40 + 24 = 64 ≠ 65"]
    assert found.reports == 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In all 124 of the 225 victims (55%) were children.", [HOLDS]),
        ("In all 124 (55%) of the 225 victims were children.", [HOLDS]),
        ("In all 124 of the 225 victims (65%) were children.", [WRONG]),
        ("In all 124 (52%) of 225 victims were children.", [WRONG]),
        ("The fund spent $1.2 million of $7.2 million (17%).", [HOLDS]),
        ("The fund spent $1.2 million of $7.2 million (16%).", [ROUNDED]),
        ("Some 124 of the 225 victims (about 60%) were children.", []),
        # The share is of something else.
        ("Of 225 victims 124 went home, which is 80% more than in 2021.", []),
        ("Sales rose 12% from $100 million to $112 million.", [HOLDS]),
        ("Visits fell by 12% to 88 from 100 visits.", [HOLDS]),
        ("Arrests increased by 30% from 120 to 149.", [WRONG]),
        ("Sales rose 15% from $100 million to $112 million.", [WRONG]),
        # By a rule of its own.
        ("Sales rose 9% at constant prices from $100 million to $112 million.", []),
        ("Sales rose 4% a year from $100 million to $112 million.", []),
    ],
)
def test_a_stated_share_or_change_is_worked_out_from_its_two_values(
    tmp_path: Path, text: str, expected: list[AuditVerdict]
) -> None:
    kinds = (FindingKind.SHARE, FindingKind.CHANGE)
    found = audit(tmp_path, written(tmp_path, text)).findings
    assert [finding.verdict for finding in found if finding.kind in kinds] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Of the money, 40% went to food, 35% to shelter and 25% to health.", [HOLDS]),
        ("Of the money, 40% went to food, 34% to shelter and the other 25% to health.", [ROUNDED]),
        ("Of the money, 40% went to food, 33% to shelter and the other 25% to health.", [WRONG]),
        # Nothing says that this is all.
        ("Of the money, 40% went to food, 33% to shelter and 25% to health.", []),
        ("Boats are owned by 40%, cars by 35% and horses by 5% of farmers.", []),
        (table("Use | Share of spending", "Food | 41.5%", "Fuel | 35.0%", "Rent | 23.5%"), [HOLDS]),
        (table("Use | Share of spending", "Food | 41.5%", "Fuel | 35.0%", "Rent | 21.5%"), [WRONG]),
        # Answers of which several may be given.
        (table("Use | Agree", "Food | 41.5%", "Fuel | 35.0%", "Rent | 21.5%"), []),
        (table("Use | Share of firms", "Food | 81.5%", "Fuel | 75.0%", "Rent | 21.5%"), []),
    ],
)
def test_shares_told_as_the_whole_are_held_against_a_hundred(
    tmp_path: Path, text: str, expected: list[AuditVerdict]
) -> None:
    found = audit(tmp_path, written(tmp_path, text)).findings
    assert [f.verdict for f in found if f.kind is FindingKind.HUNDRED] == expected


@pytest.mark.parametrize(
    ("title", "body", "expected"),
    [
        ("150 suspects arrested in Velmar", "149 suspects were arrested", ["150 ≠ 149"]),
        ("149 suspects arrested in Velmar", "149 suspects were arrested", []),
        ("Nearly 150 suspects arrested in Velmar", "149 suspects were arrested", []),
        ("150 suspects arrested in Velmar", "149 suspects were freed", []),
        ("150 suspects arrested in Velmar", "149 victims were arrested", []),
        ("150 suspects arrested in Velmar", "15 suspects were arrested", []),
    ],
)
def test_a_headline_is_held_against_its_body(
    tmp_path: Path, title: str, body: str, expected: list[str]
) -> None:
    lead = "In Velmar the police told of their year"
    found = told(tmp_path, f"# {title}\n\n{lead}.\n\n## Arrests\n\nIn Velmar, {body} in 2022.")
    assert found == [(WRONG, working) for working in expected]


def test_the_press_headline_is_not_what_the_report_says(
    corpus: tuple[Audit, dict[str, Report]],
) -> None:
    found, reports = corpus
    (clash,) = (finding for finding in found.faults if finding.kind is FindingKind.HEADLINE)
    assert clash.working == "150 ≠ 149"
    assert clash.sentence.startswith("The headline and lead of “150 held")
    assert [told.figure.surface for told in clash.figures] == ["150", "150", "149"]
    assert [reports[told.citation.report_id].primary for told in clash.figures] == [0, 0, 1]
    # Nothing else is said to be wrong in the sample reports.
    assert found.faults == (clash,)


def test_an_audit_is_written_as_json(corpus: tuple[Audit, dict[str, Report]]) -> None:
    found, _ = corpus
    shape = json.loads(json.dumps(found.to_dict()))
    assert set(shape) == {"findings", "summary", "reports"}
    assert set(shape["findings"][0]) == {"kind", "verdict", "sentence", "working", "figures"}
    assert shape["findings"][0]["verdict"] == "does not hold"
    assert shape["summary"]["does not hold"] == 1
    assert shape["findings"][0]["figures"][0]["citation"]["quote"]


@pytest.mark.parametrize(
    ("women", "code", "lines"),
    [
        (25, 0, ["Holds: The parts of “members” add up to 45.", "    20 + 25 = 45"]),
        (
            24,
            1,
            [
                "DOES NOT HOLD: The parts of “members” add up to 44, 1 less than the 45 stated.",
                "    20 + 24 = 44 ≠ 45",
            ],
        ),
    ],
)
def test_the_command_leaves_with_one_where_something_does_not_hold(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], women: int, code: int, lines: list[str]
) -> None:
    made = written(tmp_path, f"The board has 45 members: 20 men and {women} women.")
    with Store.open(tmp_path / "library", **EMBEDDER) as store:  # type: ignore[arg-type]
        put(store, shelved(made))
        # An audit asks no model.
        library = Library(store, None, Settings())  # type: ignore[arg-type]
        left = 0
        try:
            show_audit(library, report_id=made.id, as_json=False)
        except typer.Exit as leaving:
            left = leaving.exit_code
    assert left == code
    assert capsys.readouterr().out.splitlines()[:2] == lines


def test_words_beside_the_audit_are_wrong_use(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["assistant", "figures", "victims", "--audit"])
    with pytest.raises(SystemExit) as leaving:
        main()
    assert leaving.value.code == 2
    assert "whole reports" in capsys.readouterr().err
