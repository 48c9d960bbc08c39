"""Measures what each ranking of the retrieval finds. Knows nothing of how evidence is read.

A question is hit at k where one of the k best passages is of the right report and holds the right
value: a figure read there has it, or the text has it as printed. The three
rankings are those that `assistant.retrieval` fuses.
"""

from __future__ import annotations

from collections.abc import Sequence

from asked_sets import AskedSet

from assistant.evaluation.scoring import is_near
from assistant.evaluation.sets import Question
from assistant.reading import resolve
from assistant.retrieval import (
    DEPTH,
    PASSAGE_WEIGHT,
    STATEMENT_WEIGHT,
    TEXT_WEIGHT,
    fuse,
)

WEIGHTS = (TEXT_WEIGHT, PASSAGE_WEIGHT, STATEMENT_WEIGHT)
WAYS = {
    "full text": (1.0, 0.0, 0.0),
    "passage vectors": (0.0, 1.0, 0.0),
    "statement vectors": (0.0, 0.0, 1.0),
    "fused alike": (1.0, 1.0, 1.0),
    "fused, as shipped": WEIGHTS,
    "without full text": (0.0, *WEIGHTS[1:]),
    "without passage vectors": (WEIGHTS[0], 0.0, WEIGHTS[2]),
    "without statement vectors": (*WEIGHTS[:2], 0.0),
}
DEPTHS = (1, 5, 20)


def measure_rankings(
    asked: AskedSet, questions: Sequence[Question]
) -> dict[str, tuple[float, ...]]:
    """Returns, for each way to rank, the share hit at each of `DEPTHS` and the mean of 1 ÷ the
    first hit's rank (0 where none of the first `DEPTH` hits)."""
    places = [_places(asked, question) for question in questions]
    measured = {}
    for way in WAYS:
        ranks = [found[way] for found in places]
        hits = [sum(0 < rank <= depth for rank in ranks) / len(ranks) for depth in DEPTHS]
        measured[way] = (*hits, sum(1 / rank for rank in ranks if rank) / len(ranks))
    return measured


def _places(asked: AskedSet, question: Question) -> dict[str, int]:
    """Returns the rank of the first passage that hits, by way; 0 for none."""
    words = resolve(question.question, question.history)
    vector = asked.embedder.encode([words])[0]
    store = asked.store
    rankings = [
        [key for key, _ in store.search_text(words, limit=DEPTH)],
        [key for key, _ in store.search_passages(vector, limit=DEPTH)],
        [key for key, _ in store.search_statements(vector, limit=DEPTH)],
    ]
    hits = _holding(asked, question, list({key for keys in rankings for key in keys}))
    places = {}
    for way, weights in WAYS.items():
        used = [pair for pair in zip(weights, rankings, strict=True) if pair[0]]
        scores = fuse(used)
        best = sorted(scores, key=lambda key: (-scores[key], key))[:DEPTH]
        places[way] = next((rank for rank, key in enumerate(best, start=1) if key in hits), 0)
    return places


def _holding(asked: AskedSet, question: Question, keys: list[int]) -> set[int]:
    """Returns the passages that are of the right report and hold the right value."""
    allowed = asked.allowed(question)
    passages = asked.store.passages(keys)
    own = [key for key in keys if key in passages and passages[key].report_id in allowed]
    figures = asked.store.figures_in(own)
    return {
        key
        for key in own
        if any(is_near(figure.value, question) for figure in figures[key])
        or (question.printed and question.printed in passages[key].text)
    }
