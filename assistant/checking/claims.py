"""Finds the checkable statements of a draft. Knows nothing of reports or verdicts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from assistant.checking.days import with_days
from assistant.checking.segments import SCOPE_KINDS, Span
from assistant.figures import read_figures
from assistant.records import Figure, Kind
from assistant.sentences import find_sentences

_FENCE = re.compile(r"\s*(?:```|~~~)")
_SKIPPED = re.compile(r"\s*(?:#{1,6}\s|\||(?:[-*_=]\s*){3,}$)")
_MARKER = re.compile(r"\s*(?:>\s*)*(?:[-*+•‣▪●◦–—]\s+|\(?\d{1,3}[.)]\s+)?")


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence of a draft that states figures; offsets are into the draft.

    ``claimed`` are the figures to be judged; ``figures`` also holds the dates and ages that only
    narrow them. A date without a year has the value "--08-18".
    """

    text: str
    start: int
    end: int
    claimed: tuple[Figure, ...]
    figures: tuple[Figure, ...]


def find_statements(draft: str) -> list[Statement]:
    """Returns the statements with figures, in order: no headings, tables, code or questions."""
    found: list[Statement] = []
    for start, end in _paragraphs(draft):
        sentences = find_sentences(draft, start, end)
        read = [_shifted(figure, start) for figure in read_figures(draft[start:end])]
        figures = with_days(draft, sentences, read)
        for first, last in sentences:
            inside = [figure for figure in figures if first <= figure.start < last]
            statement = _statement(draft, (first, last), inside)
            if statement is not None:
                found.append(statement)
    return found


def _statement(draft: str, span: Span, figures: list[Figure]) -> Statement | None:
    start, end = span
    marker = _MARKER.match(draft, start, end)
    start = marker.end() if marker else start
    text = draft[start:end]
    if re.search(r"[?？][\"'”’»)\]*_]*$", text):
        return None
    known = tuple(
        figure for figure in figures if figure.start >= start and figure.kind is not Kind.ORDINAL
    )
    counted = tuple(f for f in known if f.kind not in SCOPE_KINDS)
    ages = tuple(f for f in known if f.kind is Kind.AGE)
    claimed = counted or ages or known
    return Statement(text, start, end, claimed, known) if claimed else None


def _shifted(figure: Figure, by: int) -> Figure:
    return replace(
        figure,
        start=figure.start + by,
        end=figure.end + by,
        sentence_start=figure.sentence_start + by,
        sentence_end=figure.sentence_end + by,
    )


def _paragraphs(draft: str) -> Iterator[Span]:
    """Yields the spans of running text and lists; headings, tables and fenced code end them."""
    start: int | None = None
    fenced = False
    at = 0
    for line in draft.splitlines(keepends=True):
        fence = _FENCE.match(line) is not None
        outside = fenced or fence or not line.strip() or _SKIPPED.match(line) is not None
        if outside and start is not None:
            yield start, at
        start = None if outside else (at if start is None else start)
        fenced ^= fence
        at += len(line)
    if start is not None:
        yield start, at
