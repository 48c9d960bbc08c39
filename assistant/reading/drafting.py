"""Builds a draft up, figure by figure. Knows nothing of questions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.figures import content_stems
from assistant.reading.candidates import Candidate
from assistant.reading.draft import Draft, Quoted
from assistant.reading.question import Question
from assistant.reading.wording import NOT_SAID
from assistant.records import Figure


def with_quote(draft: Draft, candidate: Candidate) -> Draft:
    figure = candidate.figure
    place = (figure.report_id, figure.sentence_start, figure.sentence_end)
    places = draft.places if place in draft.places else (*draft.places, place)
    quoted = Quoted(figure, places.index(place))
    return replace(draft, places=places, figures=(*draft.figures, quoted))


def no_surer(draft: Draft, chance: float) -> Draft:
    """Returns a draft that is as likely as the least likely of what it stands on."""
    return replace(draft, chance=chance if draft.chance is None else min(draft.chance, chance))


def mark_of(draft: Draft, candidate: Candidate) -> str:
    figure = candidate.figure
    place = (figure.report_id, figure.sentence_start, figure.sentence_end)
    return f"[{draft.places.index(place) + 1}]"


def shared_label(figures: Sequence[Figure], question: Question) -> str | None:
    """Returns the parts all the figures' labels share, where the question speaks of them."""
    parts = [(figure.label or "").split(", ") for figure in figures]
    asked = {*question.terms, *question.target} - question.names
    shared = [
        part
        for part in parts[0]
        if all(part in other for other in parts) and asked & set(content_stems(part))
    ]
    label = ", ".join(shared)
    return (label[:1].lower() + label[1:] if label[1:2].islower() else label) or None


def abstain(text: str, reason: str) -> Draft:
    return Draft(text, NOT_SAID, abstained=True, reason=reason)
