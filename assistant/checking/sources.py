"""The figures of the evidence with the words that belong to each. Knows nothing of claims."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.checking.asked import YEAR, Ages, ages_in, head_of, role_of
from assistant.checking.bags import Bag, bag_of, content, is_negated, predicates, wording, words_of
from assistant.checking.days import with_days
from assistant.checking.segments import Span, split_segments
from assistant.figures import content_stems, find_words, stem
from assistant.reading.ages import find_ages
from assistant.records import Evidence, Figure, Kind, Report
from assistant.sentences import find_sentences

_TOTALS = frozenset({"total", "sum", "all", "overal", "altogeth"})
_JOINTS = frozenset("the a an of to in on at by for and or their it with from under over".split())

_AGAINST = re.compile(
    r"\b(?:against|compared (?:with|to)|versus|than|(?:up|down) (?:from|on))\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Source:
    """A report's figure and its words, as stems.

    ``own`` are the words of its part of the sentence or of its row with headers; ``siblings`` stand
    only in parts or rows of other figures; ``around`` in the rest of the passage, its headings and
    title. ``key`` is what a table row is about, ``column`` what its column is about, ``row`` all
    the row's words.
    """

    figure: Figure
    report: Report
    in_table: bool
    heads: frozenset[str]
    key: frozenset[str]
    column: frozenset[str]
    row: frozenset[str]
    own: Bag
    siblings: Bag
    around: Bag
    years: frozenset[str]
    ages: Ages | None
    negated: bool
    role: str | None
    verbs: tuple[str, ...]
    wording: tuple[str, ...]


def read_sources(evidence: Sequence[Evidence]) -> list[Source]:
    """Returns every figure of the evidence once, in the evidence's order, ordinals left out."""
    found: list[Source] = []
    seen: set[tuple[str, int]] = set()
    for item in evidence:
        page = _Page(item)
        for figure in page.figures:
            key = (figure.report_id, figure.start + page.offset)
            if key not in seen and figure.kind is not Kind.ORDINAL:
                seen.add(key)
                found.append(page.source(figure))
    return found


class _Page:
    """One passage, its sentences split once for all its figures. Offsets inside it are its own."""

    def __init__(self, item: Evidence) -> None:
        passage = item.passage
        self.item = item
        self.text = passage.text
        self.offset = passage.start
        self.about = " ".join(filter(None, (passage.context, *passage.heading, item.report.title)))
        self.rows = [
            (found.start(), found.end()) for found in re.finditer(r"[^\n]*\|[^\n]*", self.text)
        ]
        prose = _outside((0, len(self.text)), self.rows)
        self.row_words = frozenset(content(self.text, self.rows))
        told = content(self.about, [(0, len(self.about))])
        self.around = bag_of([*content(self.text, prose), *told])
        self.segments: dict[int, dict[int, list[Span]]] = {}
        moved = [_moved(figure, self.offset) for figure in item.figures]
        sentences = find_sentences(self.text, 0, len(self.text))
        dated = with_days(self.text, sentences, moved)
        self.figures = tuple(replace(figure, report_id=passage.report_id) for figure in dated)

    def source(self, local: Figure) -> Source:
        """Returns one of the passage's figures with its words."""
        figure = _moved(local, -self.offset)
        span = (max(0, local.sentence_start), min(len(self.text), local.sentence_end))
        in_table = any(start <= local.start < end for start, end in self.rows)
        spans = [span] if in_table else self._segments(span).get(local.start, [span])
        parts = [part for part in (figure.label or "").split(", ") if part]
        row, column = (", ".join(parts[:-1]), parts[-1]) if parts else ("", "")
        heads = content_stems(f"{figure.label or ''} {(figure.scope or '') if in_table else ''}")
        masked = [(f.start, f.end) for f in self.figures]
        own = content(self.text, spans, masked=[] if in_table else masked)
        other = [] if in_table else content(self.text, _outside(span, spans), masked=masked)
        period = " ".join(self.text[start:end] for start, end in spans)
        return Source(
            figure=figure,
            report=self.item.report,
            in_table=in_table,
            heads=frozenset(filter(None, (head_of(part) for part in parts))),
            key=_key(row) if in_table else frozenset(),
            column=frozenset(_strong(column)) if in_table else frozenset(),
            row=frozenset(content(self.text, [span])) if in_table else frozenset(),
            own=bag_of([*own, *heads]),
            siblings=self._other_rows({*own, *heads})
            if in_table
            else bag_of(set(other) - set(own) - set(heads)),
            around=self.around,
            years=self._years(figure, span, period),
            ages=find_ages(figure.label or "")
            if in_table
            else ages_in(self.text, spans, self.figures, local),
            negated=not in_table and is_negated(self.text, spans, masked=masked),
            role=role_of(self.text, local, span[0]),
            wording=wording(self.text, span, self.figures, local),
            verbs=_verbs(words_of(self.text, spans[:1], masked=masked), local),
        )

    def _other_rows(self, own: set[str]) -> Bag:
        """Returns the words that only other rows have; synonyms of these say nothing."""
        return Bag(self.row_words - own - self.around.stems, frozenset())

    def _segments(self, span: Span) -> dict[int, list[Span]]:
        if span[0] not in self.segments:
            self.segments[span[0]] = split_segments(self.text, span, self.figures)
        return self.segments[span[0]]

    def _compared(self, figure: Figure, span: Span) -> int:
        """Returns where what a figure is set against begins ("against 9,760 in 2020"), or the
        sentence's end."""
        against = _AGAINST.search(self.text, min(figure.end - self.offset, span[1]), span[1])
        return against.start() if against else span[1]

    def _years(self, figure: Figure, span: Span, period: str) -> frozenset[str]:
        """Returns the years in force: its own, its sentence's, the last before, the heading's."""
        places = [
            f"{figure.label or ''} {figure.scope or ''}",
            period,
            self.text[span[0] : self._compared(figure, span)],
        ]
        before = YEAR.findall(self.text[: span[0]])
        places += [before[-1] if before else "", self.about, self.item.report.published or ""]
        return next(
            (found for place in places if (found := frozenset(YEAR.findall(place)))), frozenset()
        )


def _key(row: str) -> frozenset[str]:
    """Returns the stems that tell a row from the others; a row of totals has none."""
    stems = {stem(word) for word, _, _ in find_words(row) if not word[0].isdigit()}
    return frozenset() if stems & _TOTALS else frozenset(stems - _JOINTS)


def _verbs(words: list[tuple[str, int]], figure: Figure) -> tuple[str, ...]:
    """Returns what was done, the nearest to the figure first."""
    words = sorted(words, key=lambda word: abs(word[1] - figure.end))
    return tuple(predicates(word for word, _ in words))


def _strong(words: str) -> list[str]:
    return content(words, [(0, len(words))])


def _outside(whole: Span, spans: Sequence[Span]) -> list[Span]:
    """Returns the parts of a span that the given spans leave."""
    left: list[Span] = []
    at = whole[0]
    for start, end in sorted(spans):
        if start > at:
            left.append((at, start))
        at = max(at, end)
    return [*left, (at, whole[1])] if at < whole[1] else left


def _moved(figure: Figure, by: int) -> Figure:
    return replace(
        figure,
        start=figure.start - by,
        end=figure.end - by,
        sentence_start=figure.sentence_start - by,
        sentence_end=figure.sentence_end - by,
    )
