"""The words of the product, as frozen records. Knows nothing of files, stores or models.

Every offset is a character offset into the canonical ``text`` of one report (or, in a check, into
the draft being checked), end exclusive, so ``text[start:end]`` is always the words meant.
"""

from assistant.records.answers import (
    Answer,
    Citation,
    Conflict,
    ConflictKind,
    Derivation,
    Evidence,
    Operation,
    ShownFigure,
)
from assistant.records.audits import Audit, AuditedFigure, AuditVerdict, Finding, FindingKind
from assistant.records.boxes import Box, Word, WordBoxes
from assistant.records.checks import Check, CheckedDraft, Claim, ClaimedFigure, Verdict
from assistant.records.conflicts import ConflictingFigure, ShelfConflict
from assistant.records.counts import count_of, told
from assistant.records.coverage import Coverage, name_pages
from assistant.records.days import is_day
from assistant.records.figures import Change, Figure, Kind, Modifier, Value, as_json
from assistant.records.places import find_boxes, find_confidence
from assistant.records.receipts import (
    ChangeSince,
    KeptClaim,
    KeptPlace,
    Receipt,
    Since,
    Verification,
)
from assistant.records.reports import (
    Block,
    BlockKind,
    Cell,
    Metadata,
    Page,
    Passage,
    Report,
    Superseded,
    Told,
    ToldBy,
)
from assistant.records.shelf import Added, Failure, Filters, Progress, ReportSummary

__all__ = [
    "Added",
    "Answer",
    "Audit",
    "AuditVerdict",
    "AuditedFigure",
    "Block",
    "BlockKind",
    "Box",
    "Cell",
    "Change",
    "ChangeSince",
    "Check",
    "CheckedDraft",
    "Citation",
    "Claim",
    "ClaimedFigure",
    "Conflict",
    "ConflictKind",
    "ConflictingFigure",
    "Coverage",
    "Derivation",
    "Evidence",
    "Failure",
    "Figure",
    "Filters",
    "Finding",
    "FindingKind",
    "KeptClaim",
    "KeptPlace",
    "Kind",
    "Metadata",
    "Modifier",
    "Operation",
    "Page",
    "Passage",
    "Progress",
    "Receipt",
    "Report",
    "ReportSummary",
    "ShelfConflict",
    "ShownFigure",
    "Since",
    "Superseded",
    "Told",
    "ToldBy",
    "Value",
    "Verdict",
    "Verification",
    "Word",
    "WordBoxes",
    "as_json",
    "count_of",
    "find_boxes",
    "find_confidence",
    "is_day",
    "name_pages",
    "told",
]
