"""Puts a model's proved sentences into a draft. Knows nothing of how they were proved."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.figures import Worked, compare_values, content_stems, is_person, units_agree
from assistant.reading.ages import find_ages, find_bands
from assistant.reading.asking import COUNTS
from assistant.reading.draft import Draft, Quoted, Reckoned
from assistant.reading.grounding import GENERAL, Place, counts_same
from assistant.reading.question import Question
from assistant.reading.stated import Stated
from assistant.reading.synonyms import means_same
from assistant.records import Figure, Modifier

_LEAD = re.compile(r"^(?:yes|no)\b[,.:;]?\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Found:
    """A figure of the reply and the report's figure it repeats."""

    claimed: Figure
    source: Figure
    place: Place


@dataclass(frozen=True, slots=True)
class Sum:
    """Arithmetic of the reply done again over the report's figures; ``label`` is the reply's."""

    stated: Stated
    worked: Worked
    operands: tuple[Found, ...]
    label: str | None


@dataclass(frozen=True, slots=True)
class Kept:
    """A sentence of the reply that is proved: its words, its figures, and numbers it may repeat."""

    text: str
    found: tuple[Found, ...]
    sums: tuple[Sum, ...]
    repeated: tuple[str, ...]


def is_same(claimed: Figure, source: Figure) -> bool:
    """Tells whether a claim states a source's value: not rounded, and no surer than the source."""
    vague = claimed.modifier in (Modifier.ABOUT, Modifier.NEARLY)
    return (
        (claimed.value, claimed.upper) == (source.value, source.upper)
        and units_agree(claimed, source)
        and (claimed.modifier is source.modifier or (vague and source.modifier is Modifier.EXACT))
    )


def write_draft(kept: Sequence[Kept], question: Question, reader: str) -> Draft | None:
    """Returns the draft of proved sentences; None where none of their figures answers."""
    draft = Draft(question.text, "", reader=reader)
    lines: list[str] = []
    answering: list[int] = []
    worked: list[int] = []
    asserted = ""
    for sentence in kept:
        marks: list[str] = []
        for one in sentence.found:
            draft, index = _with_figure(draft, one, marks)
            if _answers(one, sentence.text, question):
                answering.append(index)
                asserted = asserted or _verdict(one.source, question)
        for done in sentence.sums:
            draft = _with_sum(draft, done, marks)
            worked += [len(draft.figures) - 1] if _sum_answers(done, question) else []
        if marks:
            text = _LEAD.sub("", sentence.text)
            lines.append(f"{text[:1].upper()}{text[1:]} {' '.join(dict.fromkeys(marks))}.")
    if not worked and not answering:
        return None
    repeated = [s for sentence in kept for s in sentence.repeated]
    repeated += [figure.surface for figure in question.asserted[:1]] if asserted else []
    return replace(
        draft,
        text=" ".join([asserted, *lines]).strip(),
        stands_on=[*worked, *answering][0],
        repeated=tuple(dict.fromkeys(repeated)),
    )


def _verdict(source: Figure, question: Question) -> str:
    """Returns yes or no to a question that puts a figure forward; the model's own is not used."""
    if not question.asserted:
        return ""
    asserted = question.asserted[0]
    if compare_values(asserted, source).passes:
        return "Yes."
    return f"No: {source.surface}, not {asserted.surface}."


def _answers(one: Found, sentence: str, question: Question) -> bool:
    """Tells whether a figure is of the kind asked for and of what the question counts."""
    source = one.source
    if question.asserted:
        return counts_same(question.asserted[0], source, one.place)
    if question.kinds and source.kind not in question.kinds:
        return False
    if question.ages is not None and source.kind in COUNTS:
        return find_ages(one.place.clause(source)) == question.ages
    if not question.target or source.kind not in COUNTS:
        return True
    words = content_stems(f"{sentence} {source.label or ''}")
    head = question.target[-1]
    person = source.unit == "person" or is_person(source.label or "")
    return any(means_same(head, word) for word in words) or (head in GENERAL and person)


def _sum_answers(done: Sum, question: Question) -> bool:
    if question.asserted:
        return False
    if question.ages is None:
        return True
    sources = [one.source for one in done.operands]
    return len(find_bands(question.ages, sources) or ()) == len(sources)


def _with_sum(draft: Draft, done: Sum, marks: list[str]) -> Draft:
    operands = []
    for operand in done.operands:
        draft, index = _with_figure(draft, operand, marks)
        operands.append(index)
    reckoned = Reckoned(done.worked, tuple(operands), done.label)
    return replace(draft, figures=(*draft.figures, reckoned))


def _with_figure(draft: Draft, one: Found, marks: list[str]) -> tuple[Draft, int]:
    """Returns the draft with a figure and its index; its place's mark is added to ``marks``."""
    figure = one.source
    place = (figure.report_id, figure.sentence_start, figure.sentence_end)
    places = draft.places if place in draft.places else (*draft.places, place)
    quoted = Quoted(figure, places.index(place))
    marks.append(f"[{quoted.place + 1}]")
    if quoted in draft.figures:
        return draft, draft.figures.index(quoted)
    return replace(draft, places=places, figures=(*draft.figures, quoted)), len(draft.figures)
