"""Names what a figure counts, for the rules' plain words. Knows nothing of verdicts."""

from __future__ import annotations

import re

from assistant.checking.asked import Asked
from assistant.checking.sources import Source
from assistant.figures.lexicon import FUNCTION_WORDS
from assistant.records import Kind

_LONGEST = 80


def counted(source: Source) -> str:
    """Returns what a source's figure counts: "foreigners found", "Under 15, Victims"."""
    label = source.figure.label
    if label is None:
        return "another figure there"
    verbs = [] if source.in_table else [v for v in source.verbs if v.lower() not in label.lower()]
    return " ".join([label, *verbs[:1]])


def wanted(asked: Asked) -> str:
    """Returns what a claimed figure is said to count: "people convicted"."""
    figure = asked.figure
    if figure.kind is Kind.DATE:
        return "this date"
    verb = _verb(figure.scope or "", asked)
    words = " ".join(part for part in (figure.label or "", verb) if part)
    return words[:_LONGEST] or "this"


def _verb(scope: str, asked: Asked) -> str:
    """Returns the participle that follows the label: "were convicted of fraud" → convicted."""
    for word in re.findall(r"[^\W\d_]+", scope):
        if word.lower() not in FUNCTION_WORDS:
            return word if word.lower().endswith(("ed", "en")) and asked.verbs else ""
    return ""
