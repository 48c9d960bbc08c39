"""Reads the figures of a whole report, block by block. Knows nothing of stores or questions."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby

from assistant.figures.inherited import Sections
from assistant.figures.lists import LeadIn, find_lead_in, read_list
from assistant.figures.prose import read_paragraph
from assistant.figures.relative import day_to_tell_from
from assistant.figures.sections import link_sections
from assistant.figures.tables import read_table
from assistant.figures.wholes import link_cells
from assistant.records import Block, BlockKind, Figure, Report

_CAPTION_LIMIT = 240


def read_report_figures(report: Report) -> list[Figure]:
    """Returns every figure of a report in text order, with ``report_id`` set.

    Tables take scale, unit and period from the heading and the short paragraph above them. "last
    year" is told from the day of publication where that is plain (`day_to_tell_from`);
    a heading that states a period gives it to what its section tells (`Sections`).
    """
    published = day_to_tell_from(report)
    figures: list[Figure] = []
    caption: list[str] = []
    above: list[Figure] = []
    lead_in: LeadIn | None = None
    sections = Sections()
    for is_list, run in groupby(report.blocks, key=lambda block: block.kind is BlockKind.LIST_ITEM):
        blocks = list(run)
        told = {"published": published, "section": sections.period}
        if is_list:
            figures += read_list(report.text, blocks, lead_in, **told)
            caption = _caption(caption, blocks[-1], _words(report, blocks[-1]))
            continue
        for block in blocks:
            words = _words(report, block)
            if block.kind is BlockKind.TABLE:
                table = read_table(report.text, block, caption=" ".join(caption))
                figures += link_cells(report.text, block, table)
                lead_in = None
                continue
            if block.kind is BlockKind.HEADING:
                sections.enter(block.level, words)
            told["section"] = sections.period if block.kind is BlockKind.PARAGRAPH else None
            caption = _caption(caption, block, words)
            read = read_paragraph(report.text, block.start, block.end, **told)
            lead_in = find_lead_in(words, read, above)
            above = [] if block.kind is BlockKind.HEADING else read
            figures += read
    figures = link_sections(report.text, report.blocks, figures)
    return [replace(figure, report_id=report.id) for figure in figures]


def _words(report: Report, block: Block) -> str:
    return report.text[block.start : block.end]


def _caption(caption: list[str], block: Block, words: str) -> list[str]:
    """Keeps the last heading and the last short paragraph as the words above a table."""
    if block.kind is BlockKind.HEADING:
        return [words]
    return [*caption[:1], words] if len(words) <= _CAPTION_LIMIT else caption[:1]
