"""What a comparison says: the outcome and the rule in words. Knows nothing of how it is reached."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Outcome(StrEnum):
    """How a claimed figure stands to a source's."""

    SAME = "same figure"
    ROUNDED = "fairly rounded"
    BOUND = "bound satisfied"
    WRONG_WAY = "rounded the wrong way"
    COARSE = "too coarse"
    DIFFERENT = "different value"
    SCALE = "different scale"
    UNIT = "different unit"
    LABEL = "different label"
    SCOPE = "different scope"
    PERIOD = "different period"
    CHANGE = "different change"
    UNTOLD = "cannot be told"


_PASSING = frozenset({Outcome.SAME, Outcome.ROUNDED, Outcome.BOUND})


@dataclass(frozen=True, slots=True)
class Comparison:
    """How a claimed figure stands to a source's, and the rule in words.

    ``Outcome.UNTOLD`` neither passes nor speaks against the claim: one side leaves out what the
    other states (a label, a month), or the report's own hedge leaves the matter open.
    """

    outcome: Outcome
    rule: str

    @property
    def passes(self) -> bool:
        return self.outcome in _PASSING
