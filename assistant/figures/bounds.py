"""What a hedged figure leaves possible, as a stretch of values, and how two stretches stand.

Knows nothing of units, labels or rounding's law.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from assistant.figures.rounding import ABOUT_GAP, NEARLY_GAP, last_digit
from assistant.records import Figure, Modifier

BOUNDS = frozenset({Modifier.AT_LEAST, Modifier.MORE_THAN, Modifier.UP_TO, Modifier.UNDER})
LOOSE = frozenset({Modifier.ABOUT, Modifier.NEARLY})
STRICT = frozenset({Modifier.MORE_THAN, Modifier.UNDER})


@dataclass(frozen=True, slots=True)
class Reach:
    """The values a figure may have: from ``low`` to ``high``, None for no end.

    The ends belong to it unless ``open_low`` or ``open_high`` say otherwise.
    """

    low: Decimal | None
    high: Decimal | None
    open_low: bool = False
    open_high: bool = False

    def holds(self, other: Reach) -> bool:
        """Tells whether every value of the other is one of these."""
        return _covers(self.low, self.open_low, other.low, other.open_low, -1) and _covers(
            self.high, self.open_high, other.high, other.open_high, 1
        )

    def meets(self, other: Reach) -> bool:
        """Tells whether the two have a value in common."""
        return _reaches(self, other) and _reaches(other, self)


def reach_of(figure: Figure) -> Reach:
    """Returns the values a figure leaves possible; "about" and "nearly" by their last digit or 5 %,
    whichever is more, so that nothing is read out of them that the writer did not say."""
    value = figure.value
    assert isinstance(value, Decimal)
    if isinstance(figure.upper, Decimal):
        return Reach(min(value, figure.upper), max(value, figure.upper))
    modifier = figure.modifier
    if modifier in (Modifier.AT_LEAST, Modifier.MORE_THAN):
        return Reach(value, None, open_low=modifier is Modifier.MORE_THAN)
    if modifier in (Modifier.UP_TO, Modifier.UNDER):
        return Reach(None, value, open_high=modifier is Modifier.UNDER)
    if modifier is Modifier.NEARLY:
        return Reach(value - max(last_digit(figure), abs(value) * NEARLY_GAP), value, False, True)
    if modifier is Modifier.ABOUT:
        gap = max(last_digit(figure), abs(value) * ABOUT_GAP)
        return Reach(value - gap, value + gap)
    return Reach(value, value)


def _covers(
    end: Decimal | None, is_open: bool, other: Decimal | None, other_open: bool, side: int
) -> bool:
    if end is None:
        return True
    if other is None:
        return False
    if end == other:
        return other_open or not is_open
    return (end > other) if side > 0 else (end < other)


def _reaches(one: Reach, other: Reach) -> bool:
    """Tells whether the one does not end below where the other starts."""
    if one.high is None or other.low is None or one.high > other.low:
        return True
    return one.high == other.low and not (one.open_high or other.open_low)
