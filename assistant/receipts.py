"""Keeps a check so that it can be verified later, and tells what changed. Knows no files.

A receipt is the check's own JSON with the draft, the SHA-256 of the draft and of each cited
report's text, and a seal over all of it. The seal shows that a file was edited since; it proves
nothing about who wrote it, for anyone can seal anew.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, replace
from datetime import UTC, datetime
from typing import Any

from assistant.errors import LibraryEmpty, WrongUse
from assistant.records import (
    ChangeSince,
    Check,
    CheckedDraft,
    Filters,
    KeptClaim,
    KeptPlace,
    Receipt,
    Report,
    Since,
    Verdict,
    Verification,
)

_VERSION = 1
_FILTERS = tuple(each.name for each in fields(Filters))


def keep(
    check: Check,
    text: str,
    report_of: Callable[[str], Report | None],
    *,
    name: str,
    filters: Filters | None = None,
    original: bytes | None = None,
) -> CheckedDraft:
    """Returns a check with its draft, the time, and the reports it cites with their hashes."""
    cited = dict.fromkeys(place.report_id for claim in check.claims for place in claim.evidence)
    reports = [report for report_id in cited if (report := report_of(report_id)) is not None]
    return CheckedDraft(
        name=name,
        text=text,
        check=check,
        made=datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        filters=filters or Filters(),
        reports=tuple(replace(report, text="", pages=(), blocks=()) for report in reports),
        hashes={report.id: hash_of(report.text) for report in reports},
        original=original,
    )


def to_receipt(draft: CheckedDraft) -> dict[str, Any]:
    """Returns what is kept of a check, ready to be written as JSON."""
    told = {
        "version": _VERSION,
        "made": draft.made,
        "draft": {"name": draft.name, "sha256": hash_of(draft.text), "text": draft.text},
        "filters": {name: getattr(draft.filters, name) for name in _FILTERS},
        "reports": [
            {
                "id": report.id,
                "title": report.title,
                "publisher": report.publisher,
                "published": report.published,
                "link": report.link,
                "text_sha256": draft.hashes.get(report.id),
            }
            for report in draft.reports
        ],
    }
    kept = {"receipt": told, **draft.check.to_dict()}
    return {**kept, "seal": _seal(kept)}


def hash_of(text: str) -> str:
    """Returns the SHA-256 of a text in UTF-8, in hex."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def read_receipt(content: str, name: str) -> Receipt:
    """Returns a receipt from the JSON it was written as. Raises WrongUse for anything else."""
    try:
        data = json.loads(content)
        told = data["receipt"]
        if told["version"] != _VERSION:
            raise WrongUse(
                f"{name} is a receipt of version {told['version']!r}, which this version of Report "
                "Assistant does not read. Check the draft again."
            )
        kept = {key: value for key, value in data.items() if key != "seal"}
        text = told["draft"]["text"]
        given = {**told["filters"], "report_ids": tuple(told["filters"]["report_ids"])}
        receipt = Receipt(
            name=str(told["draft"]["name"]),
            text=text,
            made=str(told["made"]),
            filters=Filters(**{key: given[key] for key in _FILTERS}),
            claims=tuple(_claim(claim) for claim in data["claims"]),
            hashes={str(r["id"]): str(r["text_sha256"]) for r in told["reports"]},
            sealed=data.get("seal") == _seal(kept) and told["draft"]["sha256"] == hash_of(text),
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise WrongUse(
            f"{name} is no receipt of a check. Make one: `assistant check DRAFT --out sheet.json`."
        ) from error
    return receipt


def verify(
    receipt: Receipt,
    check_again: Callable[[str, Filters], Check],
    report_of: Callable[[str], Report | None],
) -> Verification:
    """Returns what changed since a receipt was made: reports, quotations and verdicts.

    The draft it holds is checked again as the library stands today, within the same filters.
    """
    changes: list[ChangeSince] = []
    if not receipt.sealed:
        told = "the file was edited since it was written; its verdicts may not be those of a check"
        changes.append(ChangeSince(Since.EDITED, told))
    found = {place.report_id: report_of(place.report_id) for place in _places(receipt)}
    changes += _reports(receipt, found)
    changes += _verdicts(receipt, _again(receipt, check_again))
    places = list(_places(receipt))
    standing = sum(_stands(place, found[place.report_id]) for place in places)
    return Verification(receipt.name, receipt.made, len(receipt.claims), standing, tuple(changes))


def _again(receipt: Receipt, check_again: Callable[[str, Filters], Check]) -> Check:
    try:
        return check_again(receipt.text, receipt.filters)
    except LibraryEmpty:
        return Check(())  # what no report is left to say is not found


def _places(receipt: Receipt) -> Iterator[KeptPlace]:
    for claim in receipt.claims:
        yield from claim.places


def _stands(place: KeptPlace, report: Report | None) -> bool:
    return report is not None and report.text[place.start : place.end] == place.quote


def _reports(receipt: Receipt, found: Mapping[str, Report | None]) -> Iterator[ChangeSince]:
    titles = {place.report_id: place.report for place in _places(receipt)}
    for report_id, report in found.items():
        title = titles[report_id]
        if report is None:
            told = f"{title} is no longer in the library"
            yield ChangeSince(Since.GONE, told, report_id=report_id)
            continue
        if report.superseded is not None:
            ended = report.superseded
            told = f"{title} was replaced on {ended.on} by its newer version {ended.by}"
            yield ChangeSince(Since.REPLACED, told, report_id=report_id)
        lost = [n for n, c in enumerate(receipt.claims, 1) if not _all_stand(c, report)]
        hashed = receipt.hashes.get(report_id)
        if lost or (hashed is not None and hashed != hash_of(report.text)):
            told = f"the text of {title} is no longer the one that was read then"
            yield ChangeSince(Since.REREAD, told, lost[0] if lost else None, report_id)


def _all_stand(claim: KeptClaim, report: Report) -> bool:
    return all(_stands(place, report) for place in claim.places if place.report_id == report.id)


def _verdicts(receipt: Receipt, check: Check) -> Iterator[ChangeSince]:
    today = {(claim.start, claim.end): claim for claim in check.claims}
    for number, claim in enumerate(receipt.claims, start=1):
        now = today.get((claim.start, claim.end))
        verdict = now.verdict if now is not None else Verdict.NOT_ENOUGH_EVIDENCE
        suggestion = now.suggestion if now is not None else None
        if (verdict, suggestion) == (claim.verdict, claim.suggestion):
            continue
        rule = now.rule if now is not None else "no report is left to compare it with"
        told = f"“{' '.join(claim.text.split())}” was {_words(claim.verdict)} and is "
        told += f"{_words(verdict)} now: {rule}"
        yield ChangeSince(Since.VERDICT, told, number, None, claim.verdict, verdict)


def _words(verdict: Verdict) -> str:
    return verdict.value.replace("_", " ")


def _claim(data: Mapping[str, Any]) -> KeptClaim:
    return KeptClaim(
        text=data["text"],
        start=data["start"],
        end=data["end"],
        verdict=Verdict(data["verdict"]),
        suggestion=data["suggestion"],
        places=tuple(
            KeptPlace(p["report_id"], p["report"], int(p["start"]), int(p["end"]), p["quote"])
            for p in data["evidence"]
        ),
    )


def _seal(kept: Mapping[str, Any]) -> str:
    return hash_of(json.dumps(kept, ensure_ascii=False, sort_keys=True, separators=(",", ":")))
