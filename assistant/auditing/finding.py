"""Audits the reports of a library and cites what is found. Knows no interface."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from assistant.auditing.found import Found
from assistant.auditing.headlines import find_headlines
from assistant.auditing.hundred import find_hundred_columns, find_hundreds
from assistant.auditing.parts import find_parts
from assistant.auditing.stated import find_stated
from assistant.auditing.totals import find_totals
from assistant.conflicts import find_shelf_conflicts
from assistant.figures.grids import lay_out
from assistant.gate import Lookup, cite
from assistant.library import Shelf
from assistant.records import (
    Audit,
    AuditedFigure,
    AuditVerdict,
    Block,
    BlockKind,
    Figure,
    Finding,
    Report,
)

_ORDER = list(AuditVerdict)


def audit_reports(store: Shelf, report_id: str | None = None) -> Audit:
    """Returns what adds up and what does not in one report, or in all, faults first.

    Raises LibraryError for an unknown id.
    """
    listed = [summary.report for summary in store.summaries()]
    secondary = frozenset(report.id for report in listed if not report.primary)
    audited = [report.id for report in listed] if report_id is None else [report_id]
    report_of = lru_cache(maxsize=8)(store.report)
    conflicts = find_shelf_conflicts(store)
    findings: list[Finding] = []
    for one in audited:
        report = report_of(one)
        figures = store.figures_of(one)
        found = [
            *find_headlines(report, figures, conflicts, secondary=secondary),
            *_audit_one(report, figures),
        ]
        findings += _cited(found, report_of)
    # Stable: within a verdict, in the order of reports and of their text.
    findings.sort(key=lambda finding: _ORDER.index(finding.verdict))
    return Audit(tuple(findings), len(audited))


def _audit_one(report: Report, figures: Sequence[Figure]) -> Iterator[Found]:
    tables = [block for block in report.blocks if block.kind is BlockKind.TABLE]
    inside = [_within(figures, block) for block in tables]
    cells = {figure.start for held in inside for figure in held}
    prose = [figure for figure in figures if figure.start not in cells]
    yield from find_parts(report.text, prose)
    yield from find_stated(report.text, prose)
    yield from find_hundreds(report.text, prose)
    for block, held in zip(tables, inside, strict=True):
        if len(held) >= 3:
            grid = lay_out(report.text, block, held)
            yield from find_totals(grid)
            yield from find_hundred_columns(grid)


def _within(figures: Sequence[Figure], block: Block) -> list[Figure]:
    return [figure for figure in figures if block.start <= figure.start < block.end]


def _cited(found: Sequence[Found], report_of: Lookup) -> Iterator[Finding]:
    cite_once = lru_cache(maxsize=None)(lambda place: cite(place, report_of))
    for one in found:
        told = []
        for figure in one.figures:
            place = (figure.report_id, figure.sentence_start, figure.sentence_end)
            citation = cite_once(place)
            if citation is not None:
                told.append(AuditedFigure(figure, citation))
        if len(told) == len(one.figures):
            yield Finding(one.kind, one.verdict, one.sentence, one.working, tuple(told))
