"""Checks a draft: statements, evidence for each, a verdict on every figure. Knows no interface."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from assistant.checking.asked import ask
from assistant.checking.claims import Statement, find_statements
from assistant.checking.contrasting import judge_contrast
from assistant.checking.finding import Finding
from assistant.checking.lasting import is_duration
from assistant.checking.leaning import lean
from assistant.checking.rowwise import finding_over_rows
from assistant.checking.sources import Source, read_sources
from assistant.checking.tabular import Grid, judge_over_rows, read_grids
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
from assistant.sentences import find_sentences

_Judged: TypeAlias = tuple[Figure | None, Finding]

_LEANS = re.compile(
    r"(?:it|they|he|she|these|those|this|of (?:them|these|those|the)|the (?:other|rest|same))\b",
    re.IGNORECASE,
)
"""What a sentence that speaks of the one before begins with."""

_BEFORE = 400
"""How many characters back the sentence before is looked for."""

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
    *,
    every: bool = False,
) -> Check:
    """Returns every statement of a draft that holds figures, judged against the evidence.

    ``find`` brings the evidence for a statement's words and ``report_of`` a whole report by its id.
    ``text[claim.start:claim.end]`` is ``claim.text``. A claim's verdict is its worst figure's. A
    derivation's ``operands`` are indexes into its claim's ``evidence``, one for each operand in
    order; two operands from one sentence have the same index. Superlatives over a table are claims
    where the table decides them; with ``every``, each sentence is a claim.
    """
    started = time.perf_counter()
    checking = _Checking(text, find, report_of, every)
    judged = (checking.judge(statement) for statement in find_statements(text, every=every))
    claims = tuple(claim for claim in judged if claim is not None)
    return Check(claims, time.perf_counter() - started)


@dataclass(slots=True)
class _Checking:
    """One draft being checked; the tables it met are kept for its next statements."""

    text: str
    find: Callable[[str], Sequence[Evidence]]
    report_of: Callable[[str], Report | None]
    every: bool
    grids: dict[tuple[str, int], Grid | None] = field(default_factory=dict)

    def judge(self, statement: Statement) -> Claim | None:
        evidence = self.find(_query(self.text, statement))
        sources = read_sources(evidence)
        told = judge_over_rows(statement.text, self._grids(evidence))
        if told is not None and told.sure:
            found = finding_over_rows(told, sources)
            findings: list[_Judged] = [(figure, found) for figure in statement.claimed or (None,)]
        else:
            findings = self._findings(statement, sources)
        if not findings and not self.every:
            return None
        claim = _claim(statement, findings, self.report_of)
        if claim.verdict is Verdict.NOT_ENOUGH_EVIDENCE:
            return replace(claim, leaning=lean(statement.text, statement.claimed, evidence, told))
        return claim

    def _findings(self, statement: Statement, sources: Sequence[Source]) -> list[_Judged]:
        if statement.contrast is not None:
            found = judge_contrast(statement.contrast, sources)
            return [(next(iter(statement.claimed), None), found)]
        return [(f, judge(ask(statement, f, self.text), sources)) for f in statement.claimed]

    def _grids(self, evidence: Sequence[Evidence]) -> list[Grid]:
        spans: dict[str, list[tuple[int, int]]] = {}
        for item in evidence:
            if "|" in item.passage.text:
                place = (item.passage.start, item.passage.end)
                spans.setdefault(item.passage.report_id, []).append(place)
        reports = ((self.report_of(key), held) for key, held in spans.items())
        return [
            grid
            for report, held in reports
            if report is not None
            for grid in read_grids(report, held, self.grids)
        ]


def _claim(
    statement: Statement,
    findings: Sequence[_Judged],
    report_of: Callable[[str], Report | None],
) -> Claim:
    places, cited = _cite_all([finding for _, finding in findings], report_of)
    worst = min(
        (finding.verdict for _, finding in findings),
        key=_WORST_FIRST.index,
        default=Verdict.NOT_ENOUGH_EVIDENCE,
    )
    suggestions = [finding.suggestion for _, finding in findings if finding.suggestion]
    return Claim(
        text=statement.text,
        start=statement.start,
        end=statement.end,
        verdict=worst,
        rule=_rule(findings),
        claimed=tuple(_claimed(f, finding, places) for f, finding in findings if f is not None),
        evidence=cited,
        derivations=tuple(
            Derivation(
                found.worked.operation,
                tuple(places[_place(source)] for source in found.sources),
                found.worked.working,
                found.worked.result,
            )
            for found in dict.fromkeys(finding.derived for _, finding in findings)
            if found is not None
        ),
        suggestion="; ".join(dict.fromkeys(suggestions)) or None,
    )


def _query(text: str, statement: Statement) -> str:
    """Returns the words evidence is asked for with: the sentence before, too, where this one leans
    on it ("It lasted 84 days."), and where a duration is claimed, those of a start and an end."""
    words = statement.text
    if _LEANS.match(words):
        before = find_sentences(text, max(0, statement.start - _BEFORE), statement.start)
        words = f"{text[slice(*before[-1])]} {words}" if before else words
    if any(is_duration(figure) for figure in statement.claimed):
        words += " from to began ended"
    return words


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


def _rule(findings: Sequence[_Judged]) -> str:
    if not findings:
        return "it states no figure"
    if len(findings) == 1:
        return findings[0][1].rule
    return "; ".join(f"{figure.surface}: {finding.rule}" for figure, finding in findings if figure)


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
