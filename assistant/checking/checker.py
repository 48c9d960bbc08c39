"""Checks a draft: statements, evidence for each, a verdict on every figure. Knows no interface."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

from assistant.checking.asked import ask
from assistant.checking.claims import Statement, find_statements
from assistant.checking.finding import Finding
from assistant.checking.sources import Source, read_sources
from assistant.checking.verdicts import judge
from assistant.gate import cite
from assistant.records import (
    Check,
    Citation,
    Claim,
    ClaimedFigure,
    Derivation,
    Evidence,
    Figure,
    Report,
    Verdict,
)

_WORST_FIRST = (
    Verdict.REFUTED,
    Verdict.CONFLICTING,
    Verdict.NOT_ENOUGH_EVIDENCE,
    Verdict.APPROXIMATE,
    Verdict.SUPPORTED,
)


def check_text(
    text: str,
    find: Callable[[str], Sequence[Evidence]],
    report_of: Callable[[str], Report | None],
) -> Check:
    """Returns every statement of a draft that holds figures, judged against the evidence.

    ``find`` brings the evidence for a statement's words and ``report_of`` a whole report by its id.
    ``text[claim.start:claim.end]`` is ``claim.text``. A claim's verdict is its worst figure's. A
    derivation's ``operands`` are indexes into its claim's ``evidence``, one for each operand in
    order; two operands from one sentence have the same index.
    """
    started = time.perf_counter()
    claims = tuple(_judged(text, statement, find, report_of) for statement in find_statements(text))
    return Check(claims, time.perf_counter() - started)


def _judged(
    text: str,
    statement: Statement,
    find: Callable[[str], Sequence[Evidence]],
    report_of: Callable[[str], Report | None],
) -> Claim:
    sources = read_sources(find(statement.text))
    findings = [
        (figure, judge(ask(statement, figure, text), sources)) for figure in statement.claimed
    ]
    places, cited = _cite_all([finding for _, finding in findings], report_of)
    worst = min((finding.verdict for _, finding in findings), key=_WORST_FIRST.index)
    suggestions = [finding.suggestion for _, finding in findings if finding.suggestion]
    return Claim(
        text=statement.text,
        start=statement.start,
        end=statement.end,
        verdict=worst,
        rule=_rule(findings),
        claimed=tuple(_claimed(figure, finding, places) for figure, finding in findings),
        evidence=cited,
        derivations=tuple(
            Derivation(
                found.worked.operation,
                tuple(places[_place(source)] for source in found.sources),
                found.worked.working,
                found.worked.result,
            )
            for _, finding in findings
            if (found := finding.derived) is not None
        ),
        suggestion="; ".join(dict.fromkeys(suggestions)) or None,
    )


def _claimed(
    figure: Figure, finding: Finding, places: dict[tuple[str, int, int], int]
) -> ClaimedFigure:
    told = [s for s in finding.sources if _place(s) in places]
    return ClaimedFigure(
        figure,
        finding.verdict,
        finding.rule,
        finding.suggestion,
        tuple(source.figure for source in told),
        tuple(places[_place(source)] for source in told),
    )


def _rule(findings: Sequence[tuple[Figure, Finding]]) -> str:
    if len(findings) == 1:
        return findings[0][1].rule
    return "; ".join(f"{figure.surface}: {finding.rule}" for figure, finding in findings)


def _place(source: Source) -> tuple[str, int, int]:
    figure = source.figure
    return figure.report_id, figure.sentence_start, figure.sentence_end


def _cite_all(
    findings: Sequence[Finding], report_of: Callable[[str], Report | None]
) -> tuple[dict[tuple[str, int, int], int], tuple[Citation, ...]]:
    """Returns each place's index in the citations, and the citations."""
    places: dict[tuple[str, int, int], int] = {}
    cited: list[Citation] = []
    for finding in findings:
        for source in finding.sources:
            place = _place(source)
            citation = None if place in places else cite(place, report_of)
            if citation is not None:
                places[place] = len(cited)
                cited.append(citation)
    return places, tuple(cited)
