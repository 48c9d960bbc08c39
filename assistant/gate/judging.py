"""Lets through only figures bound to report spans or worked arithmetic: Draft in, Answer out.

Knows nothing of how a draft was made. The same gate stands behind the built-in reader and every
chat model.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from assistant.figures import Unworkable, read_figures, show, work
from assistant.gate.text import text_fault
from assistant.reading import NOT_SAID, Draft, Quoted, Reckoned, as_figure
from assistant.records import (
    Answer,
    Citation,
    Conflict,
    Derivation,
    Figure,
    Report,
    ShownFigure,
    find_boxes,
    find_confidence,
)

_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")

Lookup = Callable[[str], Report | None]
"""Returns the whole report of an id, text included, or None where the library has it no more."""


def judge(draft: Draft, report_of: Lookup) -> Answer:
    """Returns the answer a draft proves, or an abstention that says what was not proved.

    Proved means: each quoted figure's surface stands at its offsets in the stored text, inside its
    cited place; each derived figure comes out again when worked anew from
    proved operands; every quotation in the draft's text stands in the place it cites, white space
    aside; every "[n]" is a place of the draft; and every number in the text is one of the figures,
    is of their labels, scopes or workings, stands in such a quotation, belongs to a cited report's
    title, or is repeated from the question.
    """
    if draft.abstained:
        return Answer(
            draft.question, draft.text, abstained=True, reason=draft.reason, reader=draft.reader
        )
    cited = [cite(place, report_of) for place in draft.places]
    fault = _figure_fault(draft, report_of) or _place_fault(cited) or text_fault(draft, cited)
    if fault is not None:
        return Answer(draft.question, NOT_SAID, abstained=True, reason=fault, reader=draft.reader)
    citations = tuple(citation for citation in cited if citation is not None)
    shown, derivations = _show(draft)
    return Answer(
        question=draft.question,
        text=" ".join(filter(None, (draft.text, _left_out(draft.left_out)))),
        figures=shown,
        citations=citations,
        derivations=derivations,
        conflicts=_conflicts(draft),
        reader=draft.reader,
        chance=draft.chance,
    )


def _left_out(count: int) -> str:
    """Returns the sentence that owns to what a chat model wrote and nothing proved."""
    if not count:
        return ""
    some = "One sentence was" if count == 1 else f"{count} sentences were"
    its = "its" if count == 1 else "their"
    return f"{some} left out: {its} figures are not in the reports."


def _order(draft: Draft) -> list[int]:
    """Returns the draft's figure indexes with the one the answer stands on first."""
    rest = [index for index in range(len(draft.figures)) if index != draft.stands_on]
    return [draft.stands_on, *rest] if draft.figures else []


def _show(draft: Draft) -> tuple[tuple[ShownFigure, ...], tuple[Derivation, ...]]:
    order = _order(draft)
    moved = {old: new for new, old in enumerate(order)}
    shown: list[ShownFigure] = []
    derivations: list[Derivation] = []
    for old in order:
        entry = draft.figures[old]
        if isinstance(entry, Quoted):
            shown.append(_quoted(entry))
            continue
        operands = tuple(moved[operand] for operand in entry.operands)
        worked = entry.worked
        derivations.append(Derivation(worked.operation, operands, worked.working, worked.result))
        shown.append(_derived(entry, len(derivations) - 1))
    return tuple(shown), tuple(derivations)


def _quoted(entry: Quoted) -> ShownFigure:
    figure = entry.figure
    return ShownFigure(
        value=figure.value,
        surface=figure.surface,
        unit=figure.unit,
        modifier=figure.modifier,
        label=figure.label,
        citation=entry.place,
        derivation=None,
        start=figure.start,
        end=figure.end,
    )


def _derived(entry: Reckoned, derivation: int) -> ShownFigure:
    worked = entry.worked
    return ShownFigure(
        value=worked.result,
        surface=show(worked.result) + ("%" if worked.unit == "%" else ""),
        unit=worked.unit,
        modifier=worked.modifier,
        label=entry.label,
        citation=None,
        derivation=derivation,
    )


def _conflicts(draft: Draft) -> tuple[Conflict, ...]:
    moved = {old: new for new, old in enumerate(_order(draft))}
    return tuple(
        Conflict(found.label, tuple(moved[at] for at in found.figures), found.kind, found.why)
        for found in draft.disagreements
    )


def cite(place: tuple[str, int, int], report_of: Lookup) -> Citation | None:
    """Returns the citation of a place (report id, start, end), or None where the library has it no
    more.
    """
    report_id, start, end = place
    report = report_of(report_id)
    if report is None or not 0 <= start < end <= len(report.text):
        return None
    page = next((p for p in report.pages if p.start <= start < p.end), None)
    return Citation(
        report_id=report_id,
        report=report.title,
        page=page.number if page else None,
        heading=_heading(report, start),
        start=start,
        end=end,
        quote=report.text[start:end],
        link=report.link,
        superseded=report.superseded,
        ocr=find_confidence(report.pages, start, end, report.text[start:end]),
        boxes=find_boxes(report.pages, start, end),
    )


def _heading(report: Report, start: int) -> str | None:
    """Returns the heading path over an offset, "Results › Victims"."""
    path: dict[int, str] = {}
    for block in report.blocks:
        if block.start > start:
            break
        if block.level:
            path = {level: words for level, words in path.items() if level < block.level}
            path[block.level] = report.text[block.start : block.end].lstrip("# ").strip()
    return " › ".join(path.values()) or None


def _figure_fault(draft: Draft, report_of: Lookup) -> str | None:
    proved: dict[int, Figure] = {}
    for index, entry in enumerate(draft.figures):
        if isinstance(entry, Quoted):
            figure = entry.figure
            if not _stands(entry, draft, report_of(figure.report_id)):
                return f"the figure {figure.surface} is not where it was said to be"
            proved[index] = figure
            continue
        if not all(operand in proved for operand in entry.operands):
            return f"the working {entry.worked.working} uses figures that were not proved"
        operands = [proved[operand] for operand in entry.operands]
        try:
            again = work(entry.worked.operation, operands, periods=entry.worked.periods)
        except Unworkable as error:
            return f"the working {entry.worked.working} cannot be done: {error}"
        if again != entry.worked:
            return f"the working {entry.worked.working} does not come out"
        proved[index] = as_figure(entry)
    return None


def _stands(entry: Quoted, draft: Draft, report: Report | None) -> bool:
    """Tells whether a figure's surface stands at its offsets, inside its place, and its label's and
    scope's numbers stand in the report too.
    """
    figure = entry.figure
    if report is None or not 0 <= entry.place < len(draft.places):
        return False
    owner, start, end = draft.places[entry.place]
    if owner != figure.report_id or not start <= figure.start < figure.end <= end:
        return False
    heads = _DIGITS.findall(f"{figure.label or ''} {figure.scope or ''}")
    if report.text[figure.start : figure.end] != figure.surface or not _reads_as(figure):
        return False
    return all(re.search(rf"(?<!\d){re.escape(number)}(?!\d)", report.text) for number in heads)


def _reads_as(figure: Figure) -> bool:
    """Tells whether a surface can mean its value: the number in it, or that in a header's scale."""
    if isinstance(figure.value, str):
        return True
    read = [found.value for found in read_figures(figure.surface)]
    numbers = [value for value in read if not isinstance(value, str)]
    return not numbers or any(_is_scaled(figure.value, number) for number in numbers)


def _is_scaled(value: Decimal, number: Decimal) -> bool:
    if number == 0 or value == 0:
        return number == value
    return abs(value / number).normalize().as_tuple().digits == (1,)


def _place_fault(cited: list[Citation | None]) -> str | None:
    return "a cited place is no longer in the library" if None in cited else None


def timed(answer: Answer, seconds: float) -> Answer:
    """Returns the answer with the seconds it took."""
    return replace(answer, seconds=seconds)
