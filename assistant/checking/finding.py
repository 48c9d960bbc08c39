"""The verdict on one claimed figure, and the words it is told in. Knows no evidence to judge by."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.checking.deriving import Derived
from assistant.checking.sources import Source
from assistant.figures import changes_agree
from assistant.records import Figure, Kind, Verdict


@dataclass(frozen=True, slots=True)
class Finding:
    """The verdict on one figure, the rule in plain words, and the sources it stands on."""

    verdict: Verdict
    rule: str
    sources: tuple[Source, ...] = ()
    suggestion: str | None = None
    derived: Derived | None = None

    @property
    def passes(self) -> bool:
        return self.verdict in (Verdict.SUPPORTED, Verdict.APPROXIMATE)


def instead(right: Figure, claimed: Figure) -> str:
    """Returns what to write: "149, not 150", or "fell by 9%, not rose by 9%"."""
    if changes_agree(claimed, right) is False and right.change and claimed.change:
        told, put = f"{right.change.value} ", f"{claimed.change.value} "
        return f"{told}{_within(right)}, not {put}{_within(claimed)}"
    return f"{_within(right)}, not {_within(claimed)}"


def _within(figure: Figure) -> str:
    """Returns a figure's surface as it stands inside a sentence: "at least 900"."""
    surface = figure.surface
    if figure.kind is Kind.MONEY and figure.label and not re.search(r"[^\d.,]", surface):
        return f"{surface} ({figure.label})"  # a cell, whose unit stands in the header
    if figure.kind is not Kind.DATE and surface[1:2].islower():
        return surface[0].lower() + surface[1:]
    return surface
