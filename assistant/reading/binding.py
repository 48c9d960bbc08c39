"""Binds a chat model's reply to the passages it cites: every figure to its span, or it is dropped.

Knows nothing of how the reply was made. What it returns is a draft like the built-in reader's, and
the gate proves it again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.figures import Unworkable, read_figures, work
from assistant.reading.ages import find_bands
from assistant.reading.bound import Found, Kept, Sum, is_same, write_draft
from assistant.reading.draft import Draft
from assistant.reading.grounding import (
    Place,
    counts_same,
    is_about,
    is_qualifier,
    qualifies,
    uses_its_words,
    years_agree,
    years_in,
)
from assistant.reading.question import Question
from assistant.reading.reply import Reply, has_markup, read_reply
from assistant.reading.stated import Stated, find_stated
from assistant.records import Evidence, Figure, Operation

_LEAD = re.compile(r"^(?:yes|no)\b[,.:;]?\s*", re.IGNORECASE)
_DENIED = re.compile(r"(?:\bnot|\brather than|\binstead of)\s+$", re.IGNORECASE)
_CLAUSE = re.compile(r"[;,]\s|\s(?:and|but|while)\s")
_QUOTED = re.compile(r"[“\"]([^“”\"]+)[”\"]")


class _Unproved(Exception):
    """A sentence says what its passage does not."""


def bind(
    reply: str, question: Question, evidence: Sequence[Evidence], *, reader: str
) -> Draft | None:
    """Returns the draft of the reply's proved sentences, or None where none is or none answers.

    ``evidence[n - 1]`` is what the reply cites as "[n]". A sentence stays only with every figure
    found in the passage cited for it (same value, unit, label, years and qualifiers), arithmetic
    that comes out again, and no telling word that the passage does not have.
    """
    taken = read_reply(reply)
    stated = find_stated(taken.text)
    figures = read_figures(_without_workings(taken.text, stated))
    places = [Place(item) for item in evidence]
    kept: list[Kept] = []
    left_out = 0
    for sentence in taken.sentences:
        start, end = sentence
        own = [f for f in figures if start <= f.start < end]
        sums = [s for s in stated if start <= s.start < end]
        try:
            kept.append(_Sentence(taken, sentence, own, sums, question, places).prove())
        except _Unproved:
            left_out += bool(own or sums)
    draft = write_draft(kept, question, reader)
    return None if draft is None else replace(draft, left_out=left_out)


def _without_workings(text: str, stated: Sequence[Stated]) -> str:
    """Blanks "124 + 31 =" and leaves the result, so that its label is read from what follows."""
    for one in stated:
        text = text[: one.start] + " " * (one.result_start - one.start) + text[one.result_start :]
    return text


@dataclass(frozen=True, slots=True)
class _Sentence:
    """One sentence of the reply on its way to being proved; each step raises _Unproved."""

    reply: Reply
    span: tuple[int, int]
    figures: list[Figure]
    stated: list[Stated]
    question: Question
    places: list[Place]

    @property
    def words(self) -> str:
        return self.reply.text[self.span[0] : self.span[1]]

    def prove(self) -> Kept:
        cited = self._cited([mark.number for mark in self.reply.cited(*self.span)])
        if not cited or has_markup(self.words) or not self._quotes_hold(cited):
            raise _Unproved
        denied = [f for f in self.figures if self._is_denied(f)]
        sums = [self._work(stated) for stated in self.stated]
        rest = [f for f in self.figures if f not in denied and not _is_result(f, sums)]
        amounts = [f for f in rest if not is_qualifier(f)]
        # "The operation ran from 18 August": where nothing else is stated, the dates are.
        found = [self._find(f) for f in (amounts or ([] if sums else rest))]
        ages: list[Figure] = []
        for qualifier in rest if amounts or sums else []:
            if is_qualifier(qualifier) and not self._is_qualified(qualifier, found, sums):
                ages.append(qualifier)
        if any(not self._joins_ages(f, sums) for f in ages):
            raise _Unproved
        if not self._is_in_its_words(found, sums, cited):
            raise _Unproved
        repeated = tuple(f.surface for f in (*denied, *ages))
        return Kept(self._text(sums), tuple(found), tuple(sums), repeated)

    def _cited(self, numbers: list[int]) -> list[Place]:
        if not all(1 <= number <= len(self.places) for number in numbers):
            raise _Unproved
        return [self.places[number - 1] for number in numbers]

    def _quotes_hold(self, cited: list[Place]) -> bool:
        texts = [" ".join(place.evidence.passage.text.split()) for place in cited]
        return all(any(q in text for text in texts) for q in _QUOTED.findall(self.words))

    def _is_denied(self, figure: Figure) -> bool:
        """Tells "not 150" where the question asked about 150: named, and never evidence."""
        before = self.reply.text[self.span[0] : figure.start]
        return bool(_DENIED.search(before)) and any(
            is_same(figure, asserted) for asserted in self.question.asserted
        )

    def _find(self, claimed: Figure) -> Found:
        """Returns the figure of a cited passage that the claim repeats; raises _Unproved."""
        for found in self._sources(claimed):
            if self._fits_its_clause(claimed, found.source, found.place):
                return found
        raise _Unproved

    def _sources(self, claimed: Figure) -> Iterator[Found]:
        """Yields the figures of the passages cited for a claim with its value, label and years."""
        wanted = years_in(self.words) or set(self.question.years)
        cited = self._cited(self.reply.cited_for(claimed.end, self.span))
        for place in (p for p in cited if is_about(self.question.names, p)):
            for source in place.evidence.figures:
                if (
                    is_same(claimed, source)
                    and counts_same(claimed, source, place)
                    and years_agree(wanted, source, place)
                ):
                    yield Found(claimed, source, place)

    def _fits_its_clause(self, claimed: Figure, source: Figure, place: Place) -> bool:
        """Tells whether the qualifiers in the claim's own clause are the source's as well."""
        start, end = self.span
        cuts = [m.start() for m in _CLAUSE.finditer(self.reply.text, start, end)]
        first = max([start, *(cut for cut in cuts if cut <= claimed.start)])
        last = min([end, *(cut for cut in cuts if cut >= claimed.end)])
        return all(
            qualifies(other, source, place)
            for other in self.figures
            if first <= other.start < last and other is not claimed and is_qualifier(other)
        )

    def _is_qualified(self, qualifier: Figure, found: list[Found], sums: list[Sum]) -> bool:
        if any(qualifies(qualifier, one.source, one.place) for one in found):
            return True
        operands = [one for done in sums for one in done.operands]
        return bool(operands) and all(qualifies(qualifier, o.source, o.place) for o in operands)

    def _joins_ages(self, figure: Figure, sums: list[Sum]) -> bool:
        """Tells whether an age is the one asked for and the bands added up are just those ages."""
        ages = self.question.ages
        return ages is not None and any(
            figure.value in ages
            and done.worked.operation is Operation.SUM
            and find_bands(ages, [one.source for one in done.operands]) is not None
            and len(find_bands(ages, [one.source for one in done.operands]) or ())
            == len(done.operands)
            for done in sums
        )

    def _work(self, stated: Stated) -> Sum:
        """Does stated arithmetic again over the report's own figures; raises _Unproved."""
        label = next((f.label for f in self.figures if f.start == stated.result_start), None)
        added = stated.operation in (Operation.SUM, Operation.DIFFERENCE, Operation.AVERAGE)
        operands = []
        for operand in stated.operands:
            named = operand.label or (label if added else None)
            claimed = replace(operand, label=named, start=stated.start, end=stated.end)
            found = next(self._sources(claimed), None)
            if found is None:
                raise _Unproved
            operands.append(found)
        sources = [one.source for one in operands]
        if len({(f.report_id, f.start) for f in sources}) < len(sources):
            raise _Unproved
        try:
            worked = work(stated.operation, sources, periods=self.question.years)
        except Unworkable as error:
            raise _Unproved from error
        if worked.result != stated.result.value:
            raise _Unproved
        return Sum(stated, worked, tuple(operands), label or sources[0].label)

    def _is_in_its_words(self, found: list[Found], sums: list[Sum], cited: list[Place]) -> bool:
        """Tells whether the words between the figures are some cited passage's own."""
        words = _LEAD.sub(lambda m: " " * len(m.group()), self.words)
        spans = [(f.start, f.end) for f in self.figures] + [(s.start, s.end) for s in self.stated]
        for first, last in spans:
            first, last = first - self.span[0], last - self.span[0]
            words = words[:first] + " " * (last - first) + words[last:]
        used = [one.place for one in found] + [o.place for s in sums for o in s.operands]
        return any(uses_its_words(words, place) for place in used or cited)

    def _text(self, sums: list[Sum]) -> str:
        """Returns the sentence with each working as `figures.work` writes it, without its stop."""
        text, shift = self.words, self.span[0]
        for done in sorted(sums, key=lambda one: -one.stated.start):
            first, last = done.stated.start - shift, done.stated.end - shift
            text = text[:first] + done.worked.working + text[last:]
        return _QUOTED.sub(r"“\1”", text).rstrip(" .")


def _is_result(figure: Figure, sums: Sequence[Sum]) -> bool:
    """Tells whether a figure repeats the result of the sentence's own arithmetic."""
    return any(
        figure.value == done.worked.result
        and all(counts_same(figure, one.source, one.place) for one in done.operands)
        for done in sums
    )
