"""What answers a question: evidence, citations, figures. Knows nothing of drafts checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Any, Literal

from assistant.records.boxes import Box
from assistant.records.figures import Figure, Modifier, Value, as_json
from assistant.records.reports import Passage, Report, Superseded


class Operation(StrEnum):
    """What a question asks to be done with figures, and what a derivation did."""

    LOOKUP = "lookup"
    SUM = "sum"
    DIFFERENCE = "difference"
    SHARE = "share"
    RATIO = "ratio"
    AVERAGE = "average"
    PERCENT_CHANGE = "percent change"
    PERCENTAGE_POINTS = "percentage points"
    RATE = "rate"
    """One amount for each of another: per person, per case."""
    DAYS = "days between"


@dataclass(frozen=True, slots=True)
class Citation:
    """Where a figure or statement was read. ``quote`` is ``report.text[start:end]``.

    ``superseded`` is set where the report has been changed since, and this is its earlier version.
    ``boxes`` are where a PDF's page shows it. ``ocr`` is how sure OCR was of its words, 0 to 100
    (`find_confidence`); None where the file has the text itself.
    """

    report_id: str
    report: str
    page: int | None
    heading: str | None
    start: int
    end: int
    quote: str
    link: str | None = None
    superseded: Superseded | None = None
    ocr: int | None = None
    boxes: tuple[Box, ...] = ()

    @property
    def caution(self) -> str | None:
        """Returns "read by OCR, 93 % sure" for what was read from a picture of a page."""
        return None if self.ocr is None else f"read by OCR, {self.ocr} % sure"

    def to_dict(self) -> dict[str, Any]:
        told = {name: getattr(self, name) for name in self.__slots__}
        superseded = self.superseded.to_dict() if self.superseded else None
        boxes = [box.to_dict() for box in self.boxes]
        return {**told, "superseded": superseded, "boxes": boxes}


@dataclass(frozen=True, slots=True)
class Evidence:
    """One retrieved passage with the report it is from and the figures read in it.

    ``report`` carries the catalogue's metadata; its ``text`` and ``blocks`` are empty.
    ``similarity`` is the cosine between question and passage; ``statements`` maps the start of a
    sentence or row to its cosine with the question, where the vector search returned it.
    """

    report: Report
    passage: Passage
    figures: tuple[Figure, ...]
    score: float
    similarity: float = 0.0
    statements: Mapping[int, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ShownFigure:
    """A figure in an answer: quoted (``citation`` is set) or derived (``derivation`` is set).

    ``start`` and ``end`` bound a quoted figure in its report's text, for marking; None if derived.
    """

    value: Value
    surface: str
    unit: str | None
    modifier: Modifier
    label: str | None
    citation: int | None
    derivation: int | None
    start: int | None = None
    end: int | None = None

    def to_dict(self) -> dict[str, Any]:
        return {
            "value": as_json(self.value),
            "surface": self.surface,
            "unit": self.unit,
            "modifier": self.modifier.value,
            "label": self.label,
            "citation": self.citation,
            "derivation": self.derivation,
        }


@dataclass(frozen=True, slots=True)
class Derivation:
    """Worked arithmetic over cited figures; ``operands`` are indexes into the answer's figures."""

    operation: Operation
    operands: tuple[int, ...]
    working: str
    result: Decimal

    def to_dict(self) -> dict[str, Any]:
        return {
            "operation": self.operation.value,
            "operands": list(self.operands),
            "working": self.working,
            "result": as_json(self.result),
        }


class ConflictKind(StrEnum):
    """Why two figures for one thing differ, the most serious first."""

    TRUE_CLASH = "true clash"
    REVISED_EDITION = "revised edition"
    DIFFERENT_DEFINITION = "different definition"
    DIFFERENT_PERIOD = "different period"
    ROUNDING = "rounding"

    @property
    def agrees(self) -> bool:
        """Whether both figures are right as they stand: one only rounds the other."""
        return self is ConflictKind.ROUNDING


@dataclass(frozen=True, slots=True)
class Conflict:
    """Places that differ on one label; ``figures`` are indexes into the answer's figures.

    ``why`` is a sentence for people that names both figures and what sets them apart.
    """

    label: str
    figures: tuple[int, ...]
    kind: ConflictKind
    why: str = ""

    def to_dict(self) -> dict[str, Any]:
        return {
            "label": self.label,
            "figures": list(self.figures),
            "kind": self.kind.value,
            "why": self.why,
        }


CERTAIN, LIKELY = 0.9, 0.6
"""The least chance of an answer that is called certain, and of one that is called likely."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a question gets. ``text`` holds numbered citations ("[1]" is ``citations[0]``).

    ``chance``, 0 to 1, is how often answers like it were right where the reader was tried; None
    where a chat model read, or nothing was answered. ``sureness`` puts it into a word.
    """

    question: str
    text: str
    figures: tuple[ShownFigure, ...] = ()
    citations: tuple[Citation, ...] = ()
    derivations: tuple[Derivation, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    abstained: bool = False
    reason: str | None = None
    reader: str = "built-in"
    seconds: float = 0.0
    chance: float | None = None

    @property
    def sureness(self) -> Literal["certain", "likely", "unsure"] | None:
        """Returns a word for the chance; None where there is none."""
        if self.chance is None:
            return None
        return (
            "certain" if self.chance >= CERTAIN else "likely" if self.chance >= LIKELY else "unsure"
        )

    @property
    def stand_in(self) -> str | None:
        """Returns why the built-in reader stood in for a chat model, in a sentence for people; None
        where it did not. ``reader`` is then "built-in (why)".
        """
        why = self.reader.removeprefix("built-in (")
        if why == self.reader:
            return None
        return f"Read by the built-in reader, not the chat model: {why.removesuffix(')')}."

    def to_dict(self) -> dict[str, Any]:
        """Returns the stable shape `assistant ask --json` prints."""
        return {
            "question": self.question,
            "text": self.text,
            "abstained": self.abstained,
            "reason": self.reason,
            "figures": [figure.to_dict() for figure in self.figures],
            "citations": [citation.to_dict() for citation in self.citations],
            "derivations": [derivation.to_dict() for derivation in self.derivations],
            "conflicts": [conflict.to_dict() for conflict in self.conflicts],
            "reader": self.reader,
            "chance": None if self.chance is None else round(self.chance, 3),
            "sureness": self.sureness,
            "seconds": round(self.seconds, 4),
        }
