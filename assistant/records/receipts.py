"""What a kept check is, and what has changed since. Knows nothing of files or libraries."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from assistant.records.checks import Verdict
from assistant.records.shelf import Filters


@dataclass(frozen=True, slots=True)
class KeptPlace:
    """A place a claim was compared with: ``quote`` stood at ``start`` of the report's text."""

    report_id: str
    report: str
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class KeptClaim:
    """A claim as it was judged; offsets are into the draft."""

    text: str
    start: int
    end: int
    verdict: Verdict
    suggestion: str | None
    places: tuple[KeptPlace, ...]


@dataclass(frozen=True, slots=True)
class Receipt:
    """A check as it was kept. ``hashes`` has the SHA-256 of each cited report's text by its id;
    ``sealed`` tells whether the file still is as it was written."""

    name: str
    text: str
    made: str
    filters: Filters
    claims: tuple[KeptClaim, ...]
    hashes: Mapping[str, str] = field(default_factory=dict)
    sealed: bool = True


class Since(StrEnum):
    """What may have changed since a check was kept."""

    EDITED = "receipt edited"
    GONE = "report gone"
    REPLACED = "report replaced"
    REREAD = "report read anew"
    VERDICT = "verdict changed"


@dataclass(frozen=True, slots=True)
class ChangeSince:
    """One thing that changed, in words; ``claim`` is the claim's number in the receipt, from 1."""

    kind: Since
    told: str
    claim: int | None = None
    report_id: str | None = None
    before: Verdict | None = None
    now: Verdict | None = None

    def to_dict(self) -> dict[str, Any]:
        return {
            "kind": self.kind.value,
            "told": self.told,
            "claim": self.claim,
            "report_id": self.report_id,
            "before": self.before.value if self.before else None,
            "now": self.now.value if self.now else None,
        }


@dataclass(frozen=True, slots=True)
class Verification:
    """What verifying a receipt found. ``places`` counts the quotations that stand verbatim."""

    name: str
    made: str
    claims: int
    places: int
    changes: tuple[ChangeSince, ...]

    @property
    def stands(self) -> bool:
        """Tells whether each verdict comes out as it did, from the same texts."""
        return not self.changes

    def to_dict(self) -> dict[str, Any]:
        """Returns the stable shape `assistant verify --json` prints."""
        return {
            "name": self.name,
            "made": self.made,
            "stands": self.stands,
            "claims": self.claims,
            "places": self.places,
            "changes": [change.to_dict() for change in self.changes],
        }
