"""Puts footnotes on the verified figures of a Markdown draft. Knows nothing of files.

Only figures that may be printed as they stand get one; what is doubtful is left to the other
formats, so that no footnote is taken for a proof.
"""

from __future__ import annotations

import re

from assistant.exporting.verdicts import (
    VERIFIED,
    Part,
    parts_of,
    place_of,
    sentence,
    web_address,
)
from assistant.records import CheckedDraft

_MARKS = re.compile(r"([\\`*_\[\]<>#|~&$])")


def to_footnoted(draft: CheckedDraft) -> str:
    """Returns the draft with a footnote behind each verified figure and the notes at its end.

    Notes are named "check-1" and on, so that they meet none of the draft's own.
    """
    pieces: list[str] = []
    notes: list[str] = []
    at = 0
    verified = [
        (part.figure.end, part)
        for claim in draft.check.claims
        for part in parts_of(claim)
        if part.verdict in VERIFIED and part.places and part.figure is not None
    ]
    prefix = _free_prefix(draft.text)
    for end, part in sorted(verified, key=lambda pair: pair[0]):
        name = f"{prefix}-{len(notes) + 1}"
        pieces += [draft.text[at:end], f"[^{name}]"]
        notes.append(f"[^{name}]: {_note(part)}")
        at = end
    text = "".join([*pieces, draft.text[at:]])
    return text if not notes else "\n".join([text.rstrip("\n"), "", *notes, ""])


def _free_prefix(text: str) -> str:
    prefix = "check"
    while f"[^{prefix}-" in text:
        prefix += "ed"
    return prefix


def _note(part: Part) -> str:
    # Where the rule is only that the report says the same, the quotation tells that.
    exact = part.rule == f"the report says {part.surface}"
    parts = [] if exact else [_escaped(sentence(part.rule))]
    for place in part.places:
        link = web_address(place.link)
        where = f"“{_escaped(place.quote)}” {_escaped(sentence(place_of(place)))}"
        parts.append(f"{where} <{link}>" if link and not re.search(r"[<>\s]", link) else where)
    return " ".join(parts)


def _escaped(text: str) -> str:
    """Returns a report's text on one line, none of it read as Markdown."""
    return _MARKS.sub(r"\\\1", " ".join(text.split()))
