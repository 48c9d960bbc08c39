"""How sure the reader is of its best figure. Knows nothing of thresholds."""

from __future__ import annotations

import math
from collections.abc import Sequence

from assistant.reading.candidates import Candidate
from assistant.reading.weights import CERTAINTY


def certainty_of(candidates: Sequence[Candidate]) -> float:
    """Returns how much speaks for the first candidate, 0 to 1."""
    if not candidates:
        return 0.0
    best = candidates[0]
    rival = next(
        (c.score for c in candidates[1:] if c.figure.value != best.figure.value), best.score - 3
    )
    signals = chance_signals(best, best.score, rival)
    total = CERTAINTY["bias"] + sum(CERTAINTY[name] * signals[name] for name in signals)
    return 1 / (1 + math.exp(-total))


def chance_signals(best: Candidate, score: float, rival: float) -> dict[str, float]:
    """Returns what the certainty is reckoned from; ``rival`` is the next other value's score."""
    names = ("kind", "target", "local", "near", "coverage", "gap", "year", "absent", "similarity")
    margin = min(3.0, max(0.0, score - rival))
    return {"margin": margin, **{name: getattr(best.signals, name) for name in names}}
