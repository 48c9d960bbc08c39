"""Writes a checked draft to a file, in the format its name asks for. Knows nothing of verdicts."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from assistant.errors import WrongUse
from assistant.exporting.check_sheet import CHECK_COLUMNS, check_rows
from assistant.exporting.claim_review import to_claim_reviews
from assistant.exporting.commented import to_commented
from assistant.exporting.delimited import MARK, to_csv
from assistant.exporting.files import replace_file
from assistant.exporting.footnoted import to_footnoted
from assistant.exporting.marked_page import to_page
from assistant.exporting.workbook import to_workbook
from assistant.receipts import to_receipt
from assistant.records import CheckedDraft

FORMATS = (
    ".html (the draft with marks), .docx (with comments), .md (with footnotes), .csv or .xlsx (a "
    "check sheet), .jsonld (ClaimReview) or .json (a receipt that `assistant verify` reads)"
)


def check_draft_target(path: str | Path) -> None:
    """Raises WrongUse for a path that cannot be written to, before there is anything to write."""
    target = Path(path)
    if target.suffix.lower() not in _WRITERS:
        raise WrongUse(f"{target} cannot be written: its suffix names no format. Choose {FORMATS}.")
    if not target.parent.is_dir():
        raise WrongUse(f"The folder of {target} is not there. Make it, or choose another.")
    if target.is_dir():
        raise WrongUse(f"{target} is a folder. Choose another name.")


def export_check(draft: CheckedDraft, path: str | Path) -> Path:
    """Writes a checked draft and returns the path; the format is told by the suffix.

    A file that is there is replaced, whole or not at all. Raises WrongUse for another suffix and
    for a place that cannot be written.
    """
    check_draft_target(path)
    target = Path(path)
    try:
        replace_file(target, _WRITERS[target.suffix.lower()](draft))
    except OSError as error:
        raise WrongUse(
            f"{target} cannot be written ({error.strerror}). Choose another place."
        ) from error
    return target


def _sheet(draft: CheckedDraft) -> bytes:
    return to_workbook(CHECK_COLUMNS, check_rows(draft.check), draft.reports, title="Check")


def _to_json(data: Mapping[str, Any]) -> bytes:
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode()


_WRITERS: dict[str, Callable[[CheckedDraft], bytes]] = {
    ".html": lambda draft: to_page(draft).encode(),
    ".docx": to_commented,
    ".md": lambda draft: to_footnoted(draft).encode(),
    ".csv": lambda draft: MARK + to_csv(CHECK_COLUMNS, check_rows(draft.check)),
    ".xlsx": _sheet,
    ".jsonld": lambda draft: _to_json(to_claim_reviews(draft)),
    ".json": lambda draft: _to_json(to_receipt(draft)),
}
