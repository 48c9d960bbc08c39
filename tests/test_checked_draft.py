"""The draft of eval/drafts: claims of every kind on one report, each verdict as written."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from pathlib import Path

import docx
import openpyxl
import pytest
from schema_org import faults

from assistant import CheckedDraft, Library, export_check

ROOT = Path(__file__).parent.parent
DRAFT = (ROOT / "eval" / "drafts" / "cambodia.md").read_text(encoding="utf-8")
EXPECTED = [
    json.loads(line)
    for line in (ROOT / "eval" / "drafts" / "cambodia.jsonl").read_text("utf-8").splitlines()
]
REPORTS = (
    "cambodia-counter-trafficking-2022.md",
    "trafficking-meeting-press-report.html",
    "river-valley-relief-2021.md",
    "river-valley-relief-2021-revised.md",
    "upper-basin-relief-bulletin-2021.txt",
)


@pytest.fixture(scope="module")
def checked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CheckedDraft]:
    with Library.open(tmp_path_factory.mktemp("draft") / "reports.library") as library:
        assert not library.add([ROOT / "corpus" / name for name in REPORTS]).failed
        yield library.check_draft(DRAFT, name="cambodia.md")


def test_the_draft_has_thirty_claims_of_every_verdict() -> None:
    assert len(EXPECTED) >= 30
    assert {row["verdict"] for row in EXPECTED} == {
        "supported", "approximate", "refuted", "conflicting", "not_enough_evidence",
    }  # fmt: skip


def test_every_claim_of_the_draft_gets_its_verdict_and_correction(checked: CheckedDraft) -> None:
    found = [
        (" ".join(claim.text.split()), claim.verdict.value, claim.suggestion)
        for claim in checked.check.claims
    ]
    assert found == [(row["claim"], row["verdict"], row["suggestion"]) for row in EXPECTED]


def test_questions_opinions_forecasts_and_the_drafts_own_making_are_no_claims(
    checked: CheckedDraft,
) -> None:
    last = DRAFT.index("## What is not checked")
    assert all(claim.start < last for claim in checked.check.claims)


def test_its_files_open_and_hold_every_claim(checked: CheckedDraft, tmp_path: Path) -> None:
    page = export_check(checked, tmp_path / "draft.html").read_text(encoding="utf-8")
    assert page.count("<article") == len(EXPECTED)
    document = docx.Document(str(export_check(checked, tmp_path / "draft.docx")))
    assert len(list(document.comments)) == len(EXPECTED)
    sheet = openpyxl.load_workbook(
        io.BytesIO(export_check(checked, tmp_path / "s.xlsx").read_bytes())
    )
    numbers = {row[0].value for row in sheet["Check"].iter_rows(min_row=2)}
    assert len(numbers) == len(EXPECTED)
    reviews = json.loads(export_check(checked, tmp_path / "draft.jsonld").read_text("utf-8"))
    assert faults(reviews["@graph"], ("ClaimReview",)) == []
    decided = [row for row in EXPECTED if row["verdict"] != "not_enough_evidence"]
    assert len(reviews["@graph"]) == len(decided)
