"""Shows a cited place in the text around it. Knows nothing of answers or of the library.

Only offsets are used: what cannot be found at its offsets is not marked.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import groupby

from assistant.markup import FIGURE, QUOTE, Span, escape, mark_up
from assistant.records import Block, BlockKind, Cell, Citation, Report

REACH = 300
"""How many characters are shown before and after a quote."""
STUB = 60
"""An end of a block shorter than this, cut off before the quote, is not worth showing."""
ROWS_AROUND = 2
"""How many table rows are shown before and after a quoted one, header rows aside."""

_ALIGNED = re.compile(r"\S {3,}\S")


def show_excerpt(
    report: Report | None, citation: Citation, figures: Sequence[tuple[int, int]]
) -> str:
    """Returns the quote as HTML in its surroundings, with the figures in it marked.

    ``figures`` are offsets into the report's text. Where the report is gone, or its text at the
    citation's offsets is not the quote, the quote stands alone and nothing is marked.
    """
    if report is None:
        return _alone(citation, "This report is no longer in the library.")
    if report.text[citation.start : citation.end] != citation.quote:
        return _alone(citation, "This place could not be found again in the stored report.")
    inside = [(s, e) for s, e in figures if citation.start <= s < e <= citation.end]
    spans = [
        Span(citation.start, citation.end, QUOTE),
        *(Span(start, end, FIGURE) for start, end in inside),
    ]
    near = _trim(_near(report, citation), citation)
    shown = [_show_block(report, block, citation, spans) for block in near]
    if not _is_covered(report, citation):
        shown = [_slice(report.text, 0, len(report.text), citation, spans)]
    return f'<div class="ra-excerpt">{"".join(shown)}</div>'


def _alone(citation: Citation, note: str) -> str:
    return (
        f'<div class="ra-excerpt"><p>{escape(citation.quote)}</p></div>'
        f'<p class="ra-note">{escape(note)}</p>'
    )


def _near(report: Report, citation: Citation) -> list[Block]:
    first, last = citation.start - REACH, citation.end + REACH
    return [block for block in report.blocks if block.start < last and block.end > first]


def _trim(blocks: list[Block], citation: Citation) -> list[Block]:
    """Leaves out a few words' end of a block before, and a heading with nothing under it after."""
    if blocks and blocks[0].end < citation.start - REACH + STUB:
        blocks = blocks[1:]
    while blocks and blocks[-1].kind is BlockKind.HEADING and blocks[-1].start >= citation.end:
        blocks = blocks[:-1]
    return blocks


def _is_covered(report: Report, citation: Citation) -> bool:
    """Tells whether the blocks hold every visible character of the quote."""
    position = citation.start
    for block in _near(report, citation):
        if report.text[position : max(position, block.start)].strip():
            return False
        position = max(position, block.end)
        if position >= citation.end:
            return True
    return not report.text[position : citation.end].strip()


def _show_block(report: Report, block: Block, citation: Citation, spans: Sequence[Span]) -> str:
    if block.cells:
        holds = block.start < citation.end and citation.start < block.end
        return _show_table(report, block, citation, spans) if holds else _gap("a table")
    if block.kind is BlockKind.HEADING:
        words = mark_up(report.text, block.start, block.end, spans)
        return f'<p class="ra-heading">{words}</p>'
    return _slice(report.text, block.start, block.end, citation, spans)


def _gap(what: str) -> str:
    return f'<p class="ra-gap">… {escape(what)} …</p>'


def _slice(text: str, start: int, end: int, citation: Citation, spans: Sequence[Span]) -> str:
    """Returns what of a stretch is near the quote as a paragraph, cut at whole words."""
    first, last = max(start, citation.start - REACH), min(end, citation.end + REACH)
    if first > start:
        space = text.find(" ", first, min(last, citation.start))
        first = space + 1 if space >= 0 else first
    if last < end:
        space = text.rfind(" ", max(first, citation.end), last)
        last = space if space >= 0 else last
    before = "… " if first > start else ""
    after = " …" if last < end else ""
    # Columns lined up with spaces are unreadable once the spaces close up.
    aligned = ' class="ra-aligned"' if _ALIGNED.search(text, first, last) else ""
    return f"<p{aligned}>{before}{mark_up(text, first, last, spans)}{after}</p>"


def _show_table(report: Report, block: Block, citation: Citation, spans: Sequence[Span]) -> str:
    rows = {
        number: list(cells)
        for number, cells in groupby(
            sorted(block.cells, key=lambda c: (c.row, c.column)), lambda c: c.row
        )
    }
    quoted = [
        number
        for number, cells in rows.items()
        if any(cell.start < citation.end and citation.start < cell.end for cell in cells)
    ]
    low, high = min(quoted, default=0) - ROWS_AROUND, max(quoted, default=0) + ROWS_AROUND
    head = [n for n in rows if n < block.header_rows]
    body = [n for n in rows if n >= block.header_rows]
    if len(body) <= ROWS_AROUND + high - low:
        low, high = 0, max(body, default=0)
    near = [n for n in body if low <= n <= high]
    right = _number_columns(report.text, [cell for n in body for cell in rows[n]])
    lines = [_show_row(report.text, rows[n], "th", spans, right) for n in head]
    gap = '<tr class="ra-gap"><td colspan="99">…</td></tr>'
    above = gap if near and near[0] != body[0] else ""
    below = gap if near and near[-1] != body[-1] else ""
    kept = "".join(_show_row(report.text, rows[n], "td", spans, right) for n in near)
    return (
        '<div class="ra-table" tabindex="0" role="group" aria-label="The quoted table">'
        f"<table><thead>{''.join(lines)}</thead>"
        f"<tbody>{above}{kept}{below}</tbody></table></div>"
    )


def _show_row(
    text: str, cells: Sequence[Cell], tag: str, spans: Sequence[Span], right: frozenset[int]
) -> str:
    shown = []
    # A cell that spans several columns is listed once for each.
    for (start, end), group in groupby(cells, lambda cell: (cell.start, cell.end)):
        same = list(group)
        width = len(same) if start < end else 1
        wide = f' colspan="{width}"' if width > 1 else ""
        number = ' class="ra-number"' if width == 1 and same[0].column in right else ""
        words = mark_up(text, start, end, spans)
        shown += [f"<{tag}{wide}{number}>{words}</{tag}>"] * (len(same) if start == end else 1)
    return f"<tr>{''.join(shown)}</tr>"


def _number_columns(text: str, cells: Sequence[Cell]) -> frozenset[int]:
    """Returns the columns, the first aside, that hold mostly numbers."""
    tally: Counter[int] = Counter()
    for cell in cells:
        words = text[cell.start : cell.end]
        if words:
            tally[cell.column] += 1 if sum(c.isdigit() for c in words) * 2 >= len(words) else -1
    return frozenset(column for column, count in tally.items() if column and count > 0)
