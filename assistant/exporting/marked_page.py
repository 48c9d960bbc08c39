"""Writes a checked draft as one HTML page that stands alone. Knows nothing of files.

Nothing in it is fetched or run: its own style, no script, and a policy that forbids both.
"""

from __future__ import annotations

from assistant.exporting.marked_style import STYLE
from assistant.exporting.verdicts import (
    SIGNS,
    WORDS,
    Part,
    count_verdicts,
    parts_of,
    place_of,
    sentence,
    web_address,
)
from assistant.markup import FIGURE, Span, escape, mark_up
from assistant.records import CheckedDraft, Citation, Claim, count_of

_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def to_page(draft: CheckedDraft) -> str:
    """Returns the page: the counts, the draft with its claims marked, and a note for each."""
    title = escape(f"{draft.name}: figures checked")
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n"
        f"<header>\n<h1>{escape(draft.name)}</h1>\n{_legend(draft)}</header>\n<main>\n"
        f'<section class="draft" aria-label="The draft">{_marked(draft)}</section>\n'
        f'<section class="notes" aria-label="Notes">\n{_notes(draft)}</section>\n'
        f"</main>\n<footer><p>{_colophon(draft)}</p></footer>\n</body>\n</html>\n"
    )


def _legend(draft: CheckedDraft) -> str:
    items = "".join(
        f'<li class="{verdict.value}"><span aria-hidden="true">{SIGNS[verdict]}</span> '
        f"{escape(WORDS[verdict])} <b>{count}</b></li>"
        for verdict, count in count_verdicts(draft.check).items()
    )
    told = count_of(len(draft.check.claims), "statement")
    about = f"<p>{told} with figures, checked on {escape(draft.made[:10])}</p>"
    return f'{about}\n<ul class="legend">{items}</ul>\n'


def _marked(draft: CheckedDraft) -> str:
    pieces: list[str] = []
    at = 0
    for number, claim in enumerate(draft.check.claims, start=1):
        spans = [
            Span(c.figure.start, c.figure.end, (f'<b class="{c.verdict.value}">', "</b>"))
            for c in claim.claimed
        ]
        words = mark_up(draft.text, claim.start, claim.end, spans)
        pieces.append(escape(draft.text[at : claim.start]))
        pieces.append(
            f'<a class="claim {claim.verdict.value}" id="place-{number}" href="#claim-{number}">'
            f"{words}<sup>{number}{SIGNS[claim.verdict]}</sup>"
            f'<span class="unseen"> ({escape(WORDS[claim.verdict])})</span></a>'
        )
        at = claim.end
    return "".join([*pieces, escape(draft.text[at:])]).strip("\n")


def _notes(draft: CheckedDraft) -> str:
    if not draft.check.claims:
        return "<p>No figures to check in this text.</p>\n"
    return "".join(_note(claim, number) for number, claim in enumerate(draft.check.claims, start=1))


def _note(claim: Claim, number: int) -> str:
    judged = "".join(_judged(part) for part in parts_of(claim))
    return (
        f'<article class="{claim.verdict.value}" id="claim-{number}">\n'
        f'<h2><a href="#place-{number}">{number}</a> {SIGNS[claim.verdict]} '
        f"{escape(WORDS[claim.verdict])}</h2>\n"
        f'<p class="said">{escape(claim.text)}</p>\n{judged}</article>\n'
    )


def _judged(part: Part) -> str:
    """Returns one figure's verdict: the rule, the correction and the places."""
    instead = ""
    if part.suggestion:
        instead = f'<p class="instead">Correction: {escape(sentence(part.suggestion))}</p>\n'
    named = ""
    if part.surface:
        by = f' <span class="by">(said by {escape(part.said_by)})</span>' if part.said_by else ""
        named = f'<b class="{part.verdict.value}">{escape(part.surface)}</b>{by} '
    places = "".join(_place(place, part) for place in part.places)
    return (
        f'<p class="rule">{named}{SIGNS[part.verdict]} {escape(sentence(part.rule))}</p>\n'
        f"{instead}{places}"
    )


def _place(place: Citation, part: Part) -> str:
    link = web_address(place.link)
    where = escape(place_of(place))
    if link:
        where = f'<a href="{escape(link)}" rel="noopener noreferrer">{where}</a>'
    return f"<blockquote><p>{_quoted(place, part)}</p><cite>{where}</cite></blockquote>\n"


def _quoted(place: Citation, part: Part) -> str:
    """Returns the quotation with the figures compared marked where they stand in it."""
    at = place.start
    spans = [
        Span(figure.start - at, figure.end - at, FIGURE)
        for figure in part.compared
        if figure.report_id == place.report_id and at <= figure.start < figure.end <= place.end
    ]
    return mark_up(place.quote, 0, len(place.quote), spans)


def _colophon(draft: CheckedDraft) -> str:
    reports = count_of(len(draft.reports), "report")
    return (
        f"Each quotation is a verbatim slice of one of {reports} cited. "
        f"Checked at {escape(draft.made)} by Report Assistant, without a language model."
    )
