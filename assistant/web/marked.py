"""Shows a checked draft: the text coloured by verdict, and why. Knows nothing of Gradio."""

from __future__ import annotations

from assistant.exporting.verdicts import SIGNS, WORDS, count_verdicts
from assistant.markup import Span, escape, mark_up
from assistant.records import Check, Claim, count_of
from assistant.web.evidence import ReportOf, show_source


def show_marked_text(draft: str, check: Check) -> str:
    """Returns the draft with its claims coloured and numbered; offsets are into the draft."""
    pieces = []
    position = 0
    for number, claim in sorted(enumerate(check.claims), key=lambda item: item[1].start):
        if claim.start < position or draft[claim.start : claim.end] != claim.text:
            continue
        pieces.append(escape(draft[position : claim.start]))
        pieces.append(_marked(draft, claim, number))
        position = claim.end
    pieces.append(escape(draft[position:]))
    if not check.claims:
        return '<p class="ra-empty">No figures to check in this text.</p>'
    return f'{_legend(check)}<div class="ra-draft">{"".join(pieces)}</div>'


def show_verdicts(check: Check, report_of: ReportOf) -> str:
    """Returns one note a claim: verdict, rule, suggestion and the places compared with."""
    return "".join(_note(claim, number, report_of) for number, claim in enumerate(check.claims))


def _marked(draft: str, claim: Claim, number: int) -> str:
    spans = [
        Span(c.figure.start, c.figure.end, (f'<b class="ra-v-{c.verdict.value}">', "</b>"))
        for c in claim.claimed
    ]
    words = mark_up(draft, claim.start, claim.end, spans)
    return (
        f'<a class="ra-claim ra-v-{claim.verdict.value}" href="#claim-{number + 1}">{words}'
        f"<sup>{number + 1}{SIGNS[claim.verdict]}</sup>"
        f'<span class="ra-unseen"> ({escape(WORDS[claim.verdict])})</span></a>'
    )


def _legend(check: Check) -> str:
    items = "".join(
        f'<li class="ra-v-{verdict.value}"><span aria-hidden="true">{SIGNS[verdict]}</span> '
        f"{escape(WORDS[verdict])} <b>{count}</b></li>"
        for verdict, count in count_verdicts(check).items()
    )
    total = count_of(len(check.claims), "statement")
    return (
        f'<p class="ra-note">{escape(total)} with figures</p>'
        f'<ul class="ra-legend" aria-label="Legend">{items}</ul>'
    )


def _note(claim: Claim, number: int, report_of: ReportOf) -> str:
    suggestion = (
        f'<p class="ra-suggestion">Suggested: {escape(claim.suggestion)}</p>'
        if claim.suggestion
        else ""
    )
    workings = "".join(
        f'<p class="ra-working">{escape(derivation.working)}</p>'
        for derivation in claim.derivations
    )
    sources = "".join(
        show_source(citation, report_of(citation.report_id), number=index, figures=[])
        for index, citation in enumerate(claim.evidence)
    )
    held = (
        f"<details><summary>{escape(count_of(len(claim.evidence), 'source'))}</summary>"
        f"{sources}</details>"
        if sources
        else ""
    )
    rule = claim.rule[:1].upper() + claim.rule[1:]
    return (
        f'<article class="ra-verdict ra-v-{claim.verdict.value}" id="claim-{number + 1}">'
        f"<h3>{number + 1}. {SIGNS[claim.verdict]} {escape(WORDS[claim.verdict])}</h3>"
        f'<p class="ra-claimed">{escape(claim.text)}</p><p>{escape(rule)}</p>'
        f"{suggestion}{workings}{held}</article>"
    )
