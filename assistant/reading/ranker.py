"""Makes candidates' signals into chances. Knows nothing of words.

A small network (one hidden layer) over what speaks for and against each figure, alone and beside
the best of the others, trained on public sets of questions by `eval/train/fit_reader.py`: listwise
(Cao et al. 2007), with "none of these" among the answers, so that what it gives are chances.
`ranker.md` says from what it learned.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from assistant.reading.signals import Signals
from assistant.records import Kind

Array: TypeAlias = NDArray[np.float64]

WEIGHTS_FILE = Path(__file__).parent / "ranker.json"
NAMES = [field.name for field in fields(Signals)]
_KINDS = [kind.value for kind in Kind]
_SCORE = 5.0
"""What a sum of signals is divided by to lie near the other inputs."""


@dataclass(frozen=True, slots=True)
class Network:
    """The weights: inputs are taken to mean 0 and spread 1, ``hidden`` units are rectified, and
    ``direct`` weighs the inputs beside them.

    ``scale`` and ``shift`` calibrate a chance to how often such answers were right.
    """

    mean: Array
    spread: Array
    hidden: Array
    hidden_bias: Array
    out: Array
    direct: Array
    out_bias: float
    scale: float
    shift: float


def features(signals: Sequence[Signals], kinds: Sequence[Kind], scores: Sequence[float]) -> Array:
    """Returns the network's inputs, a row a candidate: (n, 2 × signals + kinds + 2)."""
    plain = np.array([[getattr(one, name) for name in NAMES] for one in signals])
    of_kind = np.array([[float(kind.value == name) for name in _KINDS] for kind in kinds])
    score = np.array(scores)[:, None] / _SCORE
    return np.hstack([plain, plain - plain.max(axis=0), of_kind, score, score - score.max()])


def log_odds_of(inputs: Array) -> Array:
    """Returns each candidate's log-odds of being the answer, against none being it."""
    return run(load_network(), inputs)


def run(network: Network, inputs: Array) -> Array:
    even = (inputs - network.mean) / network.spread
    hidden = np.maximum(0, even @ network.hidden + network.hidden_bias)
    scores: Array = hidden @ network.out + even @ network.direct + network.out_bias
    return scores


def chances(log_odds: Sequence[float]) -> list[float]:
    """Returns the chance of each candidate, 0 to 1; what is left of 1 is that of none."""
    top = max(0.0, *log_odds) if log_odds else 0.0
    every = [math.exp(one - top) for one in log_odds]
    total = sum(every) + math.exp(-top)
    return [one / total for one in every]


def calibrated(chance: float, scale: float, shift: float) -> float:
    """Returns a chance whose log-odds are multiplied and shifted (Platt 1999)."""
    inside = min(max(chance, 1e-6), 1 - 1e-6)
    return 1 / (1 + math.exp(-scale * math.log(inside / (1 - inside)) - shift))


@lru_cache(maxsize=1)
def load_network() -> Network:
    return as_network(json.loads(WEIGHTS_FILE.read_text(encoding="utf-8")))


def as_network(told: Mapping[str, Any]) -> Network:
    """Returns the network that a file of weights tells."""
    arrays = {name: np.array(told[name]) for name in ("mean", "spread", "hidden", "out", "direct")}
    return Network(
        **arrays,
        hidden_bias=np.array(told["hidden_bias"]),
        out_bias=float(told["out_bias"]),
        scale=float(told["scale"]),
        shift=float(told["shift"]),
    )
