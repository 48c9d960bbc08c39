"""Shows what an answer stands on: sources, working, disagreements. Knows nothing of Gradio."""

from __future__ import annotations

from collections.abc import Callable

from assistant.loading import is_address
from assistant.markup import escape, web_link
from assistant.records import Answer, Citation, Report
from assistant.web.conversation import Chat, Turn, cite_button, day_tag
from assistant.web.excerpts import show_excerpt
from assistant.web.page_pictures import address_of

ReportOf = Callable[[str], Report | None]
"""Returns the whole report of an id, or None where the library has it no more."""

_PRESS = ' <span class="ra-tag">not a primary source</span>'


def show_evidence(chat: Chat, report_of: ReportOf) -> str:
    """Returns the evidence of the turn selected as HTML."""
    turn = chat.selected
    if turn is None:
        return _empty("The places an answer was read from are shown here.")
    if turn.answer is None:
        return _empty("No evidence to show." if turn.failure else "Looking …")
    answer = turn.answer
    if answer.abstained or not answer.citations:
        return _empty("No figure was given, so there is nothing to prove.", turn)
    cards = [
        show_source(
            citation,
            report_of(citation.report_id),
            number=number,
            figures=_places(answer, number),
            is_chosen=number == chat.source,
        )
        for number, citation in enumerate(answer.citations)
    ]
    return (
        f"{_title(turn)}{_conflicts(answer, chat.turn, report_of)}"
        f"{_workings(answer, chat.turn)}{''.join(cards)}"
    )


def show_source(
    citation: Citation,
    report: Report | None,
    *,
    number: int,
    figures: list[tuple[int, int]],
    is_chosen: bool = False,
) -> str:
    """Returns one source as a card; ``number`` counts from 0, ``figures`` are report offsets."""
    chosen = " ra-chosen" if is_chosen else ""
    tags = (_PRESS if _is_press(report) else "") + _ended(citation)
    link = web_link(citation.link, "Open the original")
    return (
        f'<article class="ra-source{chosen}" data-source-card="{number}">'
        f'<header><span class="ra-badge" aria-hidden="true">{number + 1}</span>'
        f'<div><h3><span class="ra-unseen">Source {number + 1}: </span>{escape(citation.report)}'
        f'</h3><p class="ra-meta">{_meta(citation, report)}</p>{tags}</div></header>'
        f"{_path(citation, report)}{show_excerpt(report, citation, figures)}"
        f"{_picture(citation, report, figures)}"
        f"<footer>Characters {citation.start:,}–{citation.end:,} of the report’s text. {link}"
        "</footer></article>"
    )


def _picture(citation: Citation, report: Report | None, figures: list[tuple[int, int]]) -> str:
    """Returns the page as a picture, fetched when it is opened; "" where there is none to draw."""
    is_file = report is not None and not is_address(report.origin)
    address = address_of(citation, figures) if is_file else ""
    if not address:
        return ""
    alt = (
        f"Page {citation.page} with the quotation marked. If it is not shown, the report’s file "
        "is gone or was changed since it was added."
    )
    return (
        '<details class="ra-page"><summary>Show the page</summary>'
        f'<img loading="lazy" src="{escape(address)}" alt="{escape(alt)}"></details>'
    )


def _places(answer: Answer, citation: int) -> list[tuple[int, int]]:
    """Returns where the answer's figures stand that this citation is given for."""
    report_id = answer.citations[citation].report_id
    return [
        (figure.start, figure.end)
        for figure in answer.figures
        if figure.start is not None
        and figure.end is not None
        and figure.citation is not None
        and answer.citations[figure.citation].report_id == report_id
    ]


def _title(turn: Turn) -> str:
    return (
        f'<h2 class="ra-for"><span>Evidence for</span> {escape(turn.question)}'
        f"{day_tag(turn.as_of)}</h2>"
    )


def _empty(words: str, turn: Turn | None = None) -> str:
    title = _title(turn) if turn else '<h2 class="ra-for">Evidence</h2>'
    return f'{title}<p class="ra-empty">{escape(words)}</p>'


def _ended(citation: Citation) -> str:
    """Returns the notice that a source has been changed since; "" for one that is current."""
    ended = citation.superseded
    if ended is None:
        return ""
    return f' <span class="ra-tag">earlier version, superseded on {escape(ended.on)}</span>'


def _is_press(report: Report | None) -> bool:
    return report is not None and not report.primary


def _meta(citation: Citation, report: Report | None) -> str:
    parts = [report.publisher, report.published] if report else []
    parts += [_page(citation, report), citation.caution]
    return " · ".join(escape(part) for part in parts if part)


def _page(citation: Citation, report: Report | None) -> str | None:
    if citation.page is None:
        return None
    pages = report.pages if report else ()
    label = next((page.label for page in pages if page.number == citation.page), None)
    if label and label != str(citation.page):
        return label if len(pages) == 1 else f"{label} (page {citation.page} of {len(pages)})"
    return f"page {citation.page} of {len(pages)}" if len(pages) > 1 else None


def _path(citation: Citation, report: Report | None) -> str:
    """Returns the heading path, without a first step that only repeats the title."""
    steps = (citation.heading or "").split(" › ")
    steps = [step for step in steps if step and step != citation.report]
    return f'<p class="ra-path">{escape(" › ".join(steps))}</p>' if steps else ""


def _conflicts(answer: Answer, turn: int, report_of: ReportOf) -> str:
    def is_press(index: int) -> bool:
        place = answer.figures[index].citation
        return place is not None and _is_press(report_of(answer.citations[place].report_id))

    shown = []
    for conflict in answer.conflicts:
        rows = "".join(
            f"<li>{_figure(answer, index, turn)}{_PRESS if is_press(index) else ''}</li>"
            for index in conflict.figures
        )
        label = f": {conflict.label}" if conflict.label else ""
        heads = "Rounded elsewhere" if conflict.kind.agrees else "The reports disagree"
        style = "ra-box" if conflict.kind.agrees else "ra-box ra-conflict"
        shown.append(
            f'<section class="{style}"><h3>{heads}{escape(label)}</h3><ul>{rows}</ul>'
            f"<p>{escape(conflict.kind.value.capitalize())}: {escape(conflict.why)}</p></section>"
        )
    return "".join(shown)


def _workings(answer: Answer, turn: int) -> str:
    shown = []
    for derivation in answer.derivations:
        rows = "".join(f"<li>{_figure(answer, index, turn)}</li>" for index in derivation.operands)
        shown.append(
            f'<section class="ra-box"><h3>Worked out: {escape(derivation.operation.value)}</h3>'
            f'<p class="ra-working">{escape(derivation.working)}</p><ul>{rows}</ul></section>'
        )
    return "".join(shown)


def _figure(answer: Answer, index: int, turn: int) -> str:
    figure = answer.figures[index]
    label = f" {escape(figure.label)}" if figure.label else ""
    source = ""
    if figure.citation is not None:
        title = answer.citations[figure.citation].report
        source = f" {cite_button(turn, figure.citation, title)} {escape(title)}"
    return f"<strong>{escape(figure.surface)}</strong>{label}{source}"
