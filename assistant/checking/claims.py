"""Finds the checkable statements of a draft. Knows nothing of reports or verdicts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.checking.contrasts import Contrast, find_contrast
from assistant.checking.days import with_days
from assistant.checking.segments import SCOPE_KINDS, Span
from assistant.figures import read_figures
from assistant.records import Figure, Kind
from assistant.sentences import find_sentences

_FENCE = re.compile(r"\s*(?:```|~~~)")
_SKIPPED = re.compile(r"\s*(?:#{1,6}\s|\||(?:[-*_=]\s*){3,}$)")
_MARKER = re.compile(r"\s*(?:>\s*)*(?:[-*+•‣▪●◦–—]\s+|\(?\d{1,3}[.)]\s+)?")

_NO_CLAIM = re.compile(
    r"\b(?:I|[Ww]e)\s+(?:think|believe|feel|hope|guess|reckon|fear|wish|doubt|asked|wrote|read|"
    r"counted|checked|interviewed|spoke|talked)\b"
    r"|\b[Ii]n (?:my|our) (?:view|opinion)\b|\b[Tt]o my mind\b"
    r"|\bought to\b|\bshould(?!\s+(?:be\s+)?(?:not|know|remember|bear)\w*)\b"
    r"|\b(?:will|shall|won't|won’t)\s+(?:(?:not|also|soon|probably)\s+)?[a-z]+\b"
    r"|\b(?:is|are|was|were) going to\b"
    r"|\b(?:[Tt]his|[Oo]ur) (?:article|story|piece|column|newsletter|post|draft|page|headline)\b"
    r"|\b(?:took|takes|cost) us\b"
)
"""Opinions, forecasts, and what a draft says of its own making: nothing a report can bear out."""

_SUPERLATIVE = re.compile(
    r"\b(?:most|least|fewest|highest|lowest|largest|smallest|biggest|greatest|longest|shortest)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence of a draft that states figures; offsets are into the draft.

    ``claimed`` are the figures to be judged; ``figures`` also holds the dates and ages that only
    narrow them. A date without a year has the value "--08-18". Where a ``contrast`` is stated, it
    is what is to be judged, and ``claimed`` its factor, if any.
    """

    text: str
    start: int
    end: int
    claimed: tuple[Figure, ...]
    figures: tuple[Figure, ...]
    contrast: Contrast | None = None


def find_statements(draft: str, *, every: bool = False) -> list[Statement]:
    """Returns the statements with figures, in order: no headings, tables, code, questions,
    opinions, forecasts or figures about the draft itself.

    A superlative is a statement without figures, too, and with ``every`` each sentence is one.
    """
    found: list[Statement] = []
    for start, end in _paragraphs(draft):
        sentences = find_sentences(draft, start, end)
        read = [_shifted(figure, start) for figure in read_figures(draft[start:end])]
        figures = with_days(draft, sentences, read)
        for first, last in sentences:
            inside = [figure for figure in figures if first <= figure.start < last]
            statement = _statement(draft, (first, last), inside, every=every)
            if statement is not None:
                found.append(statement)
    return found


def _statement(draft: str, span: Span, figures: list[Figure], *, every: bool) -> Statement | None:
    start, end = span
    marker = _MARKER.match(draft, start, end)
    start = marker.end() if marker else start
    text = draft[start:end]
    if (_NO_CLAIM.search(text) and not every) or re.search(r"[?？][\"'”’»)\]*_]*$", text):
        return None
    known = tuple(
        figure for figure in figures if figure.start >= start and figure.kind is not Kind.ORDINAL
    )
    counted = tuple(f for f in known if f.kind not in SCOPE_KINDS)
    ages = tuple(f for f in known if f.kind is Kind.AGE)
    contrast = find_contrast(text, known, start)
    if contrast is not None:
        told = (contrast.factor,) if contrast.factor else ()
        return Statement(text, start, end, told, known, contrast)
    claimed = tuple(f for f in counted if not _says_who(f, known)) or ages or known
    if claimed or every or _SUPERLATIVE.search(text):
        return Statement(text, start, end, claimed, known)
    return None


def _says_who(figure: Figure, others: Sequence[Figure]) -> bool:
    """Tells whether a number stands only in who says so ("according to one newspaper")."""
    words = " ".join(figure.surface.split())
    return any(o is not figure and o.attribution and words in o.attribution for o in others)


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
