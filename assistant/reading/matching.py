"""Meets a question's words with a report's: equal stems, synonyms, and how telling each word is.

Knows nothing of figures' kinds or scores.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence

from assistant.figures import find_words, stem
from assistant.figures.lexicon import FUNCTION_WORDS
from assistant.reading.question import Question
from assistant.reading.synonyms import expand
from assistant.records import Evidence

SYNONYM = 0.8
"""What a synonym counts for beside the word itself."""

LIGHT = frozenset(
    stem(word)
    for word in (
        "need get make take put come go use involve handle give receive run hold keep due live say "
        "whole entire proper real actual current recent together again away worst best good bad "
        "new alleged among around nearby time long place thing kind type people person front end "
        "back"
    ).split()
)
LIGHT_WEIGHT = 0.4
"""Words that carry little of a question, and what they weigh beside the others."""

Words = Mapping[str, frozenset[int]]
"""Stems with their synonym groups."""


def stems_of(text: str) -> set[str]:
    """Returns the stems of a text's words that carry meaning."""
    return {stem(word) for word, _, _ in find_words(text) if word.lower() not in FUNCTION_WORDS}


class Asked:
    """A question's words, how telling each is, and their match with other words.

    ``weights`` sum to 1 over the question's terms. A term is the more telling the fewer of the
    evidence's sentences hold it (inverse document frequency, Spärck Jones 1972): what every
    sentence says chooses none.
    """

    def __init__(self, question: Question, evidence: Sequence[Evidence]) -> None:
        self.terms = question.terms
        self.groups = expand(
            {*question.terms, *question.target, *question.part, *question.excluded}
        )
        self.source = stems_of(question.source or "")
        self.weights = _weigh(self, evidence)

    def match(self, term: str, words: Words) -> float:
        """Returns 1 for the word itself, SYNONYM for one of its group, else 0."""
        if term in words:
            return 1.0
        groups = self.groups[term]
        return SYNONYM if groups and any(groups & other for other in words.values()) else 0.0

    def coverage(self, credits: Mapping[str, float]) -> float:
        """Returns the weighted share of the question that credits (0 to 1 a term) cover."""
        return sum(self.weights[term] * credits[term] for term in self.terms) if self.terms else 0.5


def _weigh(asked: Asked, evidence: Sequence[Evidence]) -> dict[str, float]:
    statements = [words for item in evidence for words in _statements(item)]
    count = len(statements)
    raw = {
        term: (LIGHT_WEIGHT if term in LIGHT else 1.0)
        * math.log(
            1 + (count + 1) / (1 + sum(1 for words in statements if asked.match(term, words)))
        )
        for term in asked.terms
    }
    total = sum(raw.values()) or 1.0
    return {term: weight / total for term, weight in raw.items()}


def _statements(item: Evidence) -> Iterable[Words]:
    """Yields the words of each sentence or row with figures; a title is said of all of them."""
    title = stems_of(f"{item.report.title} {item.report.publisher or ''}")
    offset = item.passage.start
    for start, end in {(f.sentence_start, f.sentence_end) for f in item.figures}:
        yield expand(title | stems_of(item.passage.text[max(0, start - offset) : end - offset]))


def mean(values: Sequence[float]) -> float:
    """Returns the mean, 1 where there is nothing to miss."""
    return sum(values) / len(values) if values else 1.0
