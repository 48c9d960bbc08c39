"""Holds a report's headline and lead against its body and against the primary reports of a shelf.

What is of one thing is judged by `conflicts`, which would rather miss a clash than make one up; a
heading, too short for that, is compared with sentences of its own report that have its words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.auditing.found import Found, one_line
from assistant.figures import (
    Agreement,
    compare_values,
    content_stems,
    judge_labels,
    labels_agree,
    units_agree,
)
from assistant.figures.grids import is_summable, number_of
from assistant.figures.overlaps import Overlap, overlap
from assistant.records import (
    AuditVerdict,
    Block,
    BlockKind,
    ConflictingFigure,
    ConflictKind,
    Figure,
    FindingKind,
    Modifier,
    Report,
    ShelfConflict,
)

_PROSE = (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM)
_CLAUSE = re.compile(r"[^:;,.–—|]*")
_NEAR = 4
"""A body's value within a quarter of the headline's may be the same thing told wrong."""


def find_headlines(
    report: Report,
    figures: Sequence[Figure],
    conflicts: Sequence[ShelfConflict],
    *,
    secondary: frozenset[str],
) -> list[Found]:
    """Returns the figures of a report's heading and lead that clash with its own body or, where it
    is one of the ``secondary`` (ids), with a primary report. ``conflicts`` are the shelf's.
    """
    found = list(_in_shelf(report, figures, conflicts, secondary))
    told = {figure.start for one in found for figure in one.figures}
    return found + [
        one for one in _in_body(report, figures) if not told & {f.start for f in one.figures}
    ]


def _in_body(report: Report, figures: Sequence[Figure]) -> Iterator[Found]:
    """Yields the figures of the first heading that the body gives another exact value."""
    heading = _first_heading(report)
    if heading is None:
        return
    body = [figure for figure in figures if figure.start >= heading.end]
    for figure in figures:
        if not heading.start <= figure.start < heading.end or not _is_exact(figure):
            continue
        if any(_says_same(figure, other) for other in body):
            continue
        others = [other for other in body if _is_same_thing(report.text, figure, other)]
        if len({other.value for other in others}) == 1:
            yield _told(figure, others[:1], _within(figure, others[0]))


def _in_shelf(
    report: Report,
    figures: Sequence[Figure],
    conflicts: Sequence[ShelfConflict],
    secondary: frozenset[str],
) -> Iterator[Found]:
    places = _lead(report, figures)
    for conflict in conflicts:
        first = conflict.figures[0]
        for other in conflict.figures[1:]:
            if other.kind is not ConflictKind.TRUE_CLASH:
                continue
            for told, against in ((other, first), (first, other)):
                is_own = against.citation.report_id == report.id
                is_press = report.id in secondary and (against.citation.report_id not in secondary)
                if _stands_in(told, report, places) and (is_own or is_press):
                    yield _from_conflict(report, figures, told, against, other.why or "")
                    break


def _from_conflict(
    report: Report,
    figures: Sequence[Figure],
    told: ConflictingFigure,
    against: ConflictingFigure,
    why: str,
) -> Found:
    """Returns a clash, with the headline's own figure first where it says the same value."""
    heading = _first_heading(report)
    echoed = [
        figure
        for figure in figures
        if heading is not None
        and heading.start <= figure.start < heading.end
        and figure.value == told.figure.value
        and figure.start != told.figure.start
        and judge_labels(figure.label, told.figure.label) is not Agreement.OTHER
    ]
    is_title = heading is not None and heading.start <= told.figure.start < heading.end
    where = "headline" if is_title else "headline and lead" if echoed else "lead"
    own = against.citation.report_id == report.id
    says = "what its own body says" if own else "what the primary report says"
    stands = "are" if where == "headline and lead" else "is"
    sentence = f"The {where} of “{one_line(report.title)}” {stands} not {says}: {why}"
    found = _told(told.figure, [against.figure], sentence)
    return Found(found.kind, found.verdict, sentence, found.working, (*echoed, *found.figures))


def _told(figure: Figure, others: Sequence[Figure], sentence: str) -> Found:
    working = f"{one_line(figure.surface)} ≠ {one_line(others[0].surface)}"
    kind, verdict = FindingKind.HEADLINE, AuditVerdict.DOES_NOT_HOLD
    return Found(kind, verdict, sentence, working, (figure, *others))


def _within(figure: Figure, other: Figure) -> str:
    return (
        f"The headline says {one_line(figure.surface)} {figure.label}, "
        f"the report itself {one_line(other.surface)} {other.label}."
    )


def _first_heading(report: Report) -> Block | None:
    return next((block for block in report.blocks if block.kind is BlockKind.HEADING), None)


def _lead(report: Report, figures: Sequence[Figure]) -> list[Block]:
    """Returns the first heading and the first paragraph that holds a figure other than a date."""
    starts = [figure.start for figure in figures if not isinstance(figure.value, str)]
    told = (
        block
        for block in report.blocks
        if block.kind in _PROSE and any(block.start <= start < block.end for start in starts)
    )
    return [block for block in (_first_heading(report), next(told, None)) if block is not None]


def _stands_in(told: ConflictingFigure, report: Report, places: Sequence[Block]) -> bool:
    at = told.figure.start
    return told.citation.report_id == report.id and any(
        block.start <= at < block.end for block in places
    )


def _is_exact(figure: Figure) -> bool:
    return is_summable(figure) and bool(figure.label) and figure.modifier is Modifier.EXACT


def _says_same(figure: Figure, other: Figure) -> bool:
    """Tells whether the body has the headline's value or one that it rounds."""
    return not isinstance(other.value, str) and compare_values(figure, other).passes


def _is_same_thing(text: str, figure: Figure, other: Figure) -> bool:
    if not _is_exact(other) or other.kind is not figure.kind or not units_agree(figure, other):
        return False
    if other.whole is not None or overlap(figure, other) is Overlap.APART:
        return False
    if not labels_agree(figure.label, other.label):
        return False
    gap = abs(number_of(figure) - number_of(other))
    if gap * _NEAR > abs(number_of(figure)):
        return False
    clause = _CLAUSE.match(text, figure.end, figure.sentence_end)
    words = _words(f"{text[figure.sentence_start : figure.start]} {clause[0] if clause else ''}")
    if not _words(other.label or "") <= words:
        return False
    return words <= _words(text[other.sentence_start : other.sentence_end])


def _words(text: str) -> frozenset[str]:
    """Returns the stems of a text's words, numbers aside."""
    return frozenset(word for word in content_stems(text) if word.isalpha())
