"""What a reader hands to the gate: a text with figures it says are read or worked.

Knows nothing of stores, and vouches for nothing: the gate checks every figure against its report.
"""

from __future__ import annotations

from dataclasses import dataclass

from assistant.figures import Worked, show
from assistant.records import ConflictKind, Figure, Kind


@dataclass(frozen=True, slots=True)
class Quoted:
    """A figure read from a report; ``place`` indexes the draft's places."""

    figure: Figure
    place: int


@dataclass(frozen=True, slots=True)
class Reckoned:
    """A derived figure: the worked arithmetic over earlier figures of the draft, by index."""

    worked: Worked
    operands: tuple[int, ...]
    label: str | None


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Figures of a draft (by index) that give one label different values, and why in a sentence."""

    label: str
    figures: tuple[int, ...]
    kind: ConflictKind
    why: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """A reply before the gate.

    ``text`` cites ``places[n - 1]`` as "[n]"; a place is (report id, start, end) of a sentence or
    table row. ``figures[stands_on]`` is what the answer stands on. Numbers that the question itself
    puts forward are listed in ``repeated``: they may be named ("not 150") and are never evidence.
    ``chance`` is how likely, 0 to 1, the built-in reader holds it to be what was asked for.
    ``left_out`` counts a chat model's sentences whose figures were not found where they were cited.
    """

    question: str
    text: str
    places: tuple[tuple[str, int, int], ...] = ()
    figures: tuple[Quoted | Reckoned, ...] = ()
    stands_on: int = 0
    repeated: tuple[str, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()
    abstained: bool = False
    reason: str | None = None
    reader: str = "built-in"
    left_out: int = 0
    chance: float | None = None


def as_figure(entry: Quoted | Reckoned) -> Figure:
    """Returns a quoted figure, or a derived one as a figure to compare and reckon on with."""
    if isinstance(entry, Quoted):
        return entry.figure
    worked = entry.worked
    return Figure(
        surface=show(worked.result),
        value=worked.result,
        unit=worked.unit,
        modifier=worked.modifier,
        kind=Kind.NUMBER,
        start=-1,
        end=-1,
        sentence_start=-1,
        sentence_end=-1,
        label=entry.label,
    )
