"""The audit: what adds up in reports and what does not, with the working; and nothing made up."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from shelf import EMBEDDER, put, vector_of
from shelf import Made as Shelved

from assistant.auditing import audit_reports
from assistant.figures import read_report_figures
from assistant.library import ReportVectors, Store
from assistant.library.indexing import statements_of
from assistant.loading import find_sources, load_report
from assistant.records import Audit, AuditVerdict, Finding, Passage, Report
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
