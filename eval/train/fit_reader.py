"""Fits the ranker of the built-in reader on sets of known numbers, and prints how it does.

    python eval/train/fit_reader.py --libraries DIR SET [SET ...]

Each SET is a folder of docs/ and questions.jsonl (the shape `assistant eval` takes); our own known
numbers are added to them. For each lookup row, and each row to be abstained from, a small network
(`reading.ranker`) is trained over the signals of the figures of its evidence. The loss is the
negative logarithm of the share that the right figures have of the softmax over all figures of the
question and "none" (listwise, Cao et al. 2007; "none" as in Rajpurkar et al. 2018 for questions
without an answer), by AdamW (Loshchilov and Hutter 2019).

Each third of the documents (`rows.py`) is scored by a network that learned from the other two, and
printed; what these say is what chances are calibrated by. Then the network that ships is trained on
all the rows, and written.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from rows import Row, read_own_rows, read_rows

from assistant.reading.candidates import inputs_of
from assistant.reading.ranker import WEIGHTS_FILE, as_network, calibrated, chances, run

SEEDS = range(4)
"""As many networks are trained, and joined into one."""
HIDDEN, EPOCHS, ROWS_A_STEP, RATE, DECAY = 16, 20, 16, 3e-3, 0.05
BY_HAND = 3.0
"""What the signals' sum by hand, less the best one's, counts for before anything is learned."""
OWN = "known_numbers"
CHECKOUT = Path(__file__).parents[2]
TARGETS = (0.2, 0.3, 0.4, 0.5)

Weights = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Example:
    """A row's inputs to the network, with what is right among them."""

    row: Row
    inputs: torch.Tensor
    right: torch.Tensor


@dataclass(frozen=True, slots=True)
class Judged:
    """One row: whether it could be answered, whether the first figure by its signals' sum, and by
    the network, is right, and the network's chance.
    """

    set: str
    answerable: bool
    hand: bool
    first: bool
    chance: float


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sets", nargs="+", type=Path)
    parser.add_argument("--libraries", type=Path, required=True, help="where libraries are kept")
    options = parser.parse_args()
    rows = [row for folder in options.sets for row in read_rows(folder, options.libraries)]
    rows += read_own_rows(CHECKOUT, options.libraries)
    examples = [_example(row) for row in rows if row.candidates]
    tried = [fit([e for e in examples if e.row.third != third]) for third in range(3)]
    judged = [judge(e, tried[e.row.third]) for e in examples]
    scale, shift = calibrate(judged)
    report(judged, scale, shift)
    write(fit(examples), scale, shift)


def _example(row: Row) -> Example:
    inputs = torch.tensor(inputs_of(row.candidates), dtype=torch.float32)
    return Example(row, inputs, torch.tensor(row.right))


class Network(torch.nn.Module):
    """What `reading.ranker` runs, to be learned: it begins as the signals' sum by hand."""

    def __init__(self, inputs: int, spread: torch.Tensor) -> None:
        super().__init__()
        self.hidden = torch.nn.Linear(inputs, HIDDEN)
        self.out = torch.nn.Linear(HIDDEN, 1)
        self.direct = torch.nn.Linear(inputs, 1, bias=False)
        self.direct.weight.data.zero_()
        self.direct.weight.data[0, -1] = BY_HAND * spread[-1]

    def forward(self, inputs: torch.Tensor) -> torch.Tensor:
        dropped = torch.nn.functional.dropout(inputs, 0.1, self.training)
        hidden = torch.nn.functional.dropout(torch.relu(self.hidden(dropped)), 0.2, self.training)
        return (self.out(hidden) + self.direct(inputs))[:, 0]


def fit(examples: list[Example]) -> Weights:
    """Returns a network's weights as `ranker.json` holds them."""
    every = torch.cat([example.inputs for example in examples])
    mean, spread = every.mean(0), every.std(0) + 1e-3
    return _joined([_fit_one(examples, mean, spread, seed) for seed in SEEDS], mean, spread)


def _fit_one(
    examples: list[Example], mean: torch.Tensor, spread: torch.Tensor, seed: int
) -> Network:
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    network = Network(len(mean), spread)
    names = [example.row.set for example in examples]
    # A row of a small set counts for more; one of ours, which are like what newsrooms ask, twice.
    share = {name: names.count(name) ** -0.5 * (1 + (name == OWN)) for name in set(names)}
    scale = sum(share[name] for name in names) / len(names)
    optimizer = torch.optim.AdamW(network.parameters(), lr=RATE, weight_decay=DECAY)
    for epoch in range(EPOCHS):
        for group in optimizer.param_groups:
            group["lr"] = RATE * (1 - epoch / EPOCHS)
        order = rng.permutation(len(examples))
        for first in range(0, len(order), ROWS_A_STEP):
            losses = []
            for example in (examples[i] for i in order[first : first + ROWS_A_STEP]):
                loss = _loss(network((example.inputs - mean) / spread), example.right)
                losses.append(share[example.row.set] / scale * loss)
            optimizer.zero_grad()
            torch.stack(losses).mean().backward()
            optimizer.step()
    return network.eval()


def _loss(scores: torch.Tensor, right: torch.Tensor) -> torch.Tensor:
    every = torch.logsumexp(torch.cat([scores, torch.zeros(1)]), 0)
    return every - torch.logsumexp(scores[right], 0) if right.any() else every


def _joined(networks: list[Network], mean: torch.Tensor, spread: torch.Tensor) -> Weights:
    """Returns the mean of several networks as one: their hidden units side by side."""

    def rounded(values: torch.Tensor) -> Any:
        return np.round(values.detach().numpy().astype(float), 5).tolist()

    return {
        "mean": rounded(mean),
        "spread": rounded(spread),
        "hidden": rounded(torch.cat([one.hidden.weight for one in networks]).T),
        "hidden_bias": rounded(torch.cat([one.hidden.bias for one in networks])),
        "out": rounded(torch.cat([one.out.weight[0] for one in networks]) / len(networks)),
        "direct": rounded(torch.stack([one.direct.weight[0] for one in networks]).mean(0)),
        "out_bias": float(np.mean([one.out.bias.item() for one in networks])),
    }


def judge(example: Example, weights: Weights) -> Judged:
    log_odds = run(as_network({**weights, "scale": 1, "shift": 0}), example.inputs.numpy())
    best = int(log_odds.argmax())
    values = [str(candidate.figure.value) for candidate in example.row.candidates]
    each = chances(log_odds.tolist())
    chance = sum(one for one, value in zip(each, values, strict=True) if value == values[best])
    row = example.row
    return Judged(row.set, row.answerable, row.right[0], row.right[best], chance)


def calibrate(judged: list[Judged]) -> tuple[float, float]:
    """Returns what the log-odds of a chance are multiplied by and raised by (Platt 1999)."""
    from sklearn.linear_model import LogisticRegression

    inside = np.clip([one.chance for one in judged], 1e-6, 1 - 1e-6)
    log_odds = np.log(inside / (1 - inside))[:, None]
    model = LogisticRegression().fit(log_odds, [one.first for one in judged])
    return float(model.coef_[0, 0]), float(model.intercept_[0])


def write(weights: Weights, scale: float, shift: float) -> None:
    told = {**weights, "scale": round(scale, 4), "shift": round(shift, 4)}
    WEIGHTS_FILE.write_text(json.dumps(told) + "\n", encoding="utf-8")


def report(judged: list[Judged], scale: float, shift: float) -> None:
    """Prints, set by set, how often the first figure is right, and what each threshold answers."""
    told = [(one, calibrated(one.chance, scale, shift)) for one in judged]
    print("set        rows  by hand    now   answered right (F1 of abstaining) at a chance of")
    for name in dict.fromkeys(one.set for one in judged):
        mine = [(one, chance) for one, chance in told if one.set == name]
        asked = [one for one, _ in mine if one.answerable]
        line = f"{name:10} {len(asked):4}    {np.mean([one.hand for one in asked]):.3f}  "
        line += f"{np.mean([one.first for one in asked]):.3f}"
        print(line + "".join(_at(mine, threshold) for threshold in TARGETS))
    for low, high in ((0, 0.2), (0.2, 0.4), (0.4, 0.6), (0.6, 0.75), (0.75, 0.9), (0.9, 1.01)):
        some = [(one.first, chance) for one, chance in told if low <= chance < high]
        if some:
            right, chance = np.mean(some, axis=0)
            bounds = f"{low:.2f} to {min(high, 1):.2f}"
            print(f"chance {bounds}: {len(some):4} rows, {chance:.2f} told, {right:.2f} right")


def _at(mine: list[tuple[Judged, float]], threshold: float) -> str:
    asked = [(one, chance) for one, chance in mine if one.answerable]
    right = np.mean([one.first and chance >= threshold for one, chance in asked])
    silent = [one for one, chance in mine if chance < threshold]
    void = len(mine) - len(asked)
    hits = sum(not one.answerable for one in silent)
    score = f" ({2 * hits / max(1, len(silent) + void):.2f})" if void else ""
    return f"  {threshold}: {right:.3f}{score}"


if __name__ == "__main__":
    main()
