"""Measures what groups of the reader's signals earn, by leaving them out. Knows no retrieval.

A signal is left out of the sum by weighing it 0 in `assistant.reading.weights.WEIGHTS`, and of the
learned network by showing it what is usual; refusals still know it. One that is not there is passed
over.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from asked_sets import AskedSet, remembered

from assistant.evaluation.scoring import Score
from assistant.evaluation.sets import Question
from assistant.reading import builtin, candidates, readings
from assistant.reading.candidates import Candidate
from assistant.reading.ranker import NAMES, Array, load_network
from assistant.reading.weights import WEIGHTS

GROUPS: dict[str, tuple[str, ...]] = {
    "vectors": ("similarity", "passage"),
    "rank of the passage": ("rank",),
    "words in and around": ("local", "clause", "near", "coverage", "gap"),
    "label and scope": ("target", "label_fit", "scope_fit", "whole"),
    "kind and form": ("kind", "role", "precision", "total", "per", "aim", "change"),
    "period": ("year", "edition"),
    "names and report": ("names", "absent", "owner", "title"),
    "what must be said": ("focus", "excluded", "asked"),
    "place": ("row", "titled", "primary", "exact", "first"),
}
RETRIEVAL = ("vectors", "rank of the passage")


def measure_without(asked: AskedSet, questions: Sequence[Question]) -> dict[str, list[Score]]:
    """Returns the scores of all questions with all signals, then with each group left out, then
    with other parts of the reader left out."""
    ways: dict[str, Callable[[], object]] = {"everything": lambda: left_out(())}
    for group, names in GROUPS.items():
        if set(names) & set(WEIGHTS):
            ways[f"without {group}"] = lambda names=names: left_out(names)  # type: ignore[misc]
    kept = {name for group in RETRIEVAL for name in GROUPS[group]}
    ways["vectors and rank alone"] = lambda: left_out(tuple(set(WEIGHTS) - kept))
    ways["without the learned order"] = by_hand
    ways["never refusing by name"] = never_refusing
    measured = {}
    with remembered(asked.library):
        for way, switch in ways.items():
            with switch():  # type: ignore[attr-defined]
                measured[way] = [asked.ask(question) for question in questions]
    return measured


@contextmanager
def left_out(names: Sequence[str]) -> Iterator[None]:
    """Leaves signals out of the sum and of the network, as long as this lasts."""
    kept, inputs_of = dict(WEIGHTS), candidates.inputs_of
    gone = [NAMES.index(name) for name in names if name in NAMES]
    # Each signal is shown twice: alone, and beside the best of the others.
    columns = [*gone, *(len(NAMES) + place for place in gone)]

    def without(judged: Sequence[Candidate]) -> Array:
        inputs = inputs_of(judged)
        inputs[:, columns] = load_network().mean[columns]
        return inputs

    try:
        WEIGHTS.update({name: 0.0 for name in names if name in WEIGHTS})
        candidates.inputs_of = without
        yield
    finally:
        WEIGHTS.update(kept)
        candidates.inputs_of = inputs_of


@contextmanager
def by_hand() -> Iterator[None]:
    """Leaves the order to the sum of the signals by hand, as long as this lasts."""
    judge = readings.judge_candidates
    try:
        readings.judge_candidates = list
        yield
    finally:
        readings.judge_candidates = judge


@contextmanager
def never_refusing() -> Iterator[None]:
    """Refuses no figure for another year, name or thing counted, as long as this lasts."""
    doors = (builtin, readings)
    kept = [module.find_mismatch for module in doors]
    try:
        for module in doors:
            module.find_mismatch = lambda question, candidate: None
        yield
    finally:
        for module, find_mismatch in zip(doors, kept, strict=True):
            module.find_mismatch = find_mismatch
