"""Receipts: a kept check is verified against the library as it stands, and says what changed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant import Library, WrongUse, export_check
from assistant.records import Since, Verdict

REPORT = """# Harbour survey 2024

**Port Office**

In 2024, 412 boats were inspected. Of these, 37 boats were detained. The survey ran from 3 March to
9 June 2024.
"""
OTHER = "# Ferry notes 2024\n\nThe ferries carried 5,120 passengers in 2024.\n"
DRAFT = (
    "In 2024, 412 boats were inspected. The ferries carried 5,120 passengers. "
    "40 boats were detained."
)


@pytest.fixture
def shelf(tmp_path: Path) -> Library:
    (tmp_path / "harbour.md").write_text(REPORT, encoding="utf-8")
    (tmp_path / "ferry.md").write_text(OTHER, encoding="utf-8")
    library = Library.open(tmp_path / "reports.library")
    library.add([tmp_path / "harbour.md", tmp_path / "ferry.md"])
    return library


def kept(library: Library, tmp_path: Path) -> str:
    draft = library.check_draft(DRAFT, name="draft.md")
    assert [claim.verdict for claim in draft.check.claims] == [
        Verdict.SUPPORTED,
        Verdict.SUPPORTED,
        Verdict.REFUTED,
    ]
    return export_check(draft, tmp_path / "sheet.json").read_text(encoding="utf-8")


def test_nothing_changed_where_nothing_did(shelf: Library, tmp_path: Path) -> None:
    with shelf:
        found = shelf.verify(kept(shelf, tmp_path))
    assert found.stands
    assert (found.claims, found.places, found.changes) == (3, 3, ())


def test_a_receipt_is_the_checks_own_json_with_hashes_and_spans(
    shelf: Library, tmp_path: Path
) -> None:
    with shelf:
        data = json.loads(kept(shelf, tmp_path))
        check = shelf.check(DRAFT).to_dict()
        texts = {s.report.id: shelf.text(s.report.id) for s in shelf.reports()}
    assert data["claims"] == check["claims"]
    assert {report["id"] for report in data["receipt"]["reports"]} == set(texts)
    assert all(len(report["text_sha256"]) == 64 for report in data["receipt"]["reports"])
    for claim in data["claims"]:
        for place in claim["evidence"]:
            assert texts[place["report_id"]][place["start"] : place["end"]] == place["quote"]


def test_a_report_with_a_newer_version_is_named_and_its_verdicts_come_out_anew(
    shelf: Library, tmp_path: Path
) -> None:
    with shelf:
        receipt = kept(shelf, tmp_path)
        (tmp_path / "harbour.md").write_text(REPORT.replace("412", "418"), encoding="utf-8")
        assert shelf.add(tmp_path / "harbour.md").updated
        found = shelf.verify(receipt)
    assert not found.stands
    assert [change.kind for change in found.changes] == [Since.REPLACED, Since.VERDICT]
    verdict = found.changes[1]
    assert (verdict.claim, verdict.before, verdict.now) == (1, Verdict.SUPPORTED, Verdict.REFUTED)
    assert "418" in verdict.told
    # The earlier version is kept, so its quotations still stand in it.
    assert found.places == 3


def test_a_report_that_is_gone_is_named_and_its_figures_are_not_found(
    shelf: Library, tmp_path: Path
) -> None:
    with shelf:
        receipt = kept(shelf, tmp_path)
        ferry = next(s.report.id for s in shelf.reports() if "Ferry" in s.report.title)
        shelf.remove(ferry)
        found = shelf.verify(receipt)
    assert [(change.kind, change.claim) for change in found.changes] == [
        (Since.GONE, None),
        (Since.VERDICT, 2),
    ]
    assert found.changes[1].now is Verdict.NOT_ENOUGH_EVIDENCE
    assert found.places == 2


def test_an_empty_library_bears_nothing_out(shelf: Library, tmp_path: Path) -> None:
    with shelf:
        receipt = kept(shelf, tmp_path)
        for summary in shelf.reports():
            shelf.remove(summary.report.id)
        found = shelf.verify(receipt)
    assert found.places == 0
    assert sum(change.kind is Since.GONE for change in found.changes) == 2
    assert sum(change.kind is Since.VERDICT for change in found.changes) == 3


@pytest.mark.parametrize(
    ("old", "new", "kinds"),
    [
        ('"refuted"', '"supported"', {Since.EDITED, Since.VERDICT}),
        ("412 boats were inspected. Of", "413 boats were inspected. Of", set()),
        ('"quote": "In 2024, 412', '"quote": "In 2024, 499', {Since.EDITED, Since.REREAD}),
        ("40 boats were detained.", "37 boats were detained.", {Since.EDITED, Since.VERDICT}),
    ],
)
def test_an_edited_receipt_is_told(
    shelf: Library, tmp_path: Path, old: str, new: str, kinds: set[Since]
) -> None:
    with shelf:
        receipt = kept(shelf, tmp_path)
        found = shelf.verify(receipt.replace(old, new))
    assert {change.kind for change in found.changes} == kinds


@pytest.mark.parametrize(
    "content",
    ["", "[]", "null", "{}", '{"receipt": 1}', '{"claims": []}', "[" * 5000, '{"receipt": {}}'],
)
def test_what_is_no_receipt_is_refused_in_one_line(
    shelf: Library, tmp_path: Path, content: str
) -> None:
    with shelf, pytest.raises(WrongUse, match="is no receipt of a check") as raised:
        shelf.verify(content, name="sheet.json")
    assert "\n" not in str(raised.value)


def test_a_receipt_of_another_version_is_refused(shelf: Library, tmp_path: Path) -> None:
    with shelf:
        receipt = kept(shelf, tmp_path).replace('"version": 1', '"version": 9')
        with pytest.raises(WrongUse, match="version 9"):
            shelf.verify(receipt)


def test_a_receipt_keeps_the_filters_it_was_checked_with(shelf: Library, tmp_path: Path) -> None:
    from assistant.records import Filters

    with shelf:
        harbour = next(s.report.id for s in shelf.reports() if "Harbour" in s.report.title)
        only = Filters(report_ids=(harbour,))
        draft = shelf.check_draft(DRAFT, filters=only)
        assert draft.check.claims[1].verdict is Verdict.NOT_ENOUGH_EVIDENCE
        receipt = export_check(draft, tmp_path / "only.json").read_text(encoding="utf-8")
        assert shelf.verify(receipt).stands
