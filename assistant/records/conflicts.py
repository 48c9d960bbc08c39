"""What conflicts across a shelf are: figures of one thing that differ. Knows nothing of stores."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from assistant.records.answers import Citation, ConflictKind
from assistant.records.figures import Figure


@dataclass(frozen=True, slots=True)
class ConflictingFigure:
    """A figure with its place, and how it stands to the first figure of its conflict.

    ``kind`` and ``why`` (a sentence for people) are None for the first itself.
    """

    figure: Figure
    citation: Citation
    kind: ConflictKind | None = None
    why: str | None = None

    def to_dict(self) -> dict[str, Any]:
        return {
            **self.figure.to_dict(),
            "citation": self.citation.to_dict(),
            "conflict": None if self.kind is None else self.kind.value,
            "why": self.why,
        }


@dataclass(frozen=True, slots=True)
class ShelfConflict:
    """Figures that say different values of one thing, the weightiest first.

    A primary report comes before the press, a newer edition before the older. ``kind`` is the most
    serious of its figures'.
    """

    label: str
    kind: ConflictKind
    figures: tuple[ConflictingFigure, ...]

    def to_dict(self) -> dict[str, Any]:
        return {
            "label": self.label,
            "kind": self.kind.value,
            "why": self.why,
            "figures": [told.to_dict() for told in self.figures],
        }

    @property
    def why(self) -> str:
        """The sentence that says what sets the figures apart, of the most serious difference."""
        return next(told.why for told in self.figures if told.kind is self.kind and told.why)
