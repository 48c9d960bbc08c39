"""Says why a figure cannot be the answer, however well its words fit. Knows nothing of scores.

A newsroom loses more by a right number with a wrong label than by "the reports do not say": a
figure of another year, another place, another thing counted or another kind is refused by name.
"""

from __future__ import annotations

import re

from assistant.figures import content_stems, find_words, stem
from assistant.reading.asking import COUNTS
from assistant.reading.candidates import Candidate
from assistant.reading.question import Question
from assistant.records import Kind

_NUMERIC = frozenset({Kind.MONEY, Kind.MEASURE, Kind.NUMBER, Kind.COUNT, Kind.RATE, Kind.PERCENT})


def find_mismatch(question: Question, candidate: Candidate) -> str | None:
    """Returns in words what the question asks that the figure is not, or None."""
    signals, figure = candidate.signals, candidate.figure
    if question.source and signals.title < SOURCE_MET and not _is_quoted_by(question, candidate):
        return f"no report here is from {question.source}, nor quotes it with this"
    if question.years and signals.year <= -0.5 and figure.kind is not Kind.DATE:
        return f"no report gives this for {' or '.join(question.years)}"
    if signals.absent > 0:
        names = _names(question, candidate)
        return f"no report says this of {names}" if names else None
    if signals.kind < 1 and question.kinds and question.kinds <= _NUMERIC:
        return "no figure of the kind asked for was found with it"
    if signals.focus < 1:
        return f"no report says this of “{_focus(question, candidate)}”"
    counts = figure.kind in COUNTS and question.kinds & COUNTS and Kind.MONEY not in question.kinds
    if counts and signals.target <= -0.5:
        return f"the nearest figure counts {figure.label or 'something else'}"
    return None


SOURCE_MET = 0.5
"""The share of the words naming a source that a report's title and publisher must hold."""


def _is_quoted_by(question: Question, candidate: Candidate) -> bool:
    """Tells whether the source asked for is said to be one within the report."""
    wanted = set(content_stems(question.source or ""))
    said = set(
        content_stems(f"{candidate.evidence.passage.text} {candidate.figure.attribution or ''}")
    )
    return len(wanted & said) >= len(wanted) / 2


def _focus(question: Question, candidate: Candidate) -> str:
    must = {*question.focus, *question.deed}
    words = [word for word, _, _ in find_words(question.text) if stem(word) in must]
    said = {stem(word) for word, _, _ in find_words(candidate.sentence)}
    return " ".join(word for word in words if stem(word) not in said) or " ".join(words)


def _names(question: Question, candidate: Candidate) -> str:
    """Returns the question's own spelling of the names that the figure's passage never says."""
    passage, report = candidate.evidence.passage, candidate.evidence.report
    around = " ".join((passage.text, passage.context, report.title, report.publisher or ""))
    known = {stem(word) for word, _, _ in find_words(around)}
    missing = [
        word
        for word, _, _ in find_words(question.text)
        if stem(word) in question.names and stem(word) not in known
    ]
    return re.sub(r"\s+", " ", " ".join(missing))
