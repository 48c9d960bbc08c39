"""Cuts what a figure was read from out of its report, and rewrites it. Knows no units or nouns.

An excerpt is a small report: the heading and the short paragraph above, and the figure's own block;
for a list item, what leads into the list and the items before it.
Of a long table it keeps the header rows, the figure's row and the one above it, and its section.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.figures import read_report_figures
from assistant.records import Block, BlockKind, Cell, Figure, Report

CAPTION_LIMIT = 240
LONGEST_TABLE = 12
LEADING_ROWS = 3

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Edit:
    """A slice of an excerpt's text and the words to put in its place."""

    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A small report and the figure it was cut for; all offsets are into the excerpt.

    ``own`` is the figure's sentence or cell, ``row`` the cells of its row, ``column`` the header
    cells of its column, ``above`` its section, the heading and the short paragraph, nearest first.
    """

    report: Report
    figure: Figure
    own: Span
    row: tuple[Span, ...]
    column: tuple[Span, ...]
    above: tuple[Span, ...]

    @property
    def in_table(self) -> bool:
        return self.report.blocks[-1].kind is BlockKind.TABLE

    def words(self, span: Span) -> str:
        return self.report.text[span[0] : span[1]]


def cut(report: Report, figures: Sequence[Figure]) -> list[Excerpt]:
    """Returns an excerpt for each of the figures, which are in text order and of this report."""
    found: list[Excerpt] = []
    captions: list[Block] = []
    led: list[Block] = []
    waiting = list(reversed(figures))
    for block in report.blocks:
        around = {BlockKind.HEADING: [], BlockKind.LIST_ITEM: led}.get(block.kind, captions)
        while waiting and waiting[-1].start < block.end:
            figure = waiting.pop()
            if figure.start >= block.start:
                found.append(_excerpt(report, block, around, figure))
        captions = _captions(captions, block)
        led = _leading(led, block)
    return found


def _captions(captions: Sequence[Block], block: Block) -> list[Block]:
    """Returns the last heading and the last short paragraph."""
    if block.kind is BlockKind.HEADING:
        return [block]
    if block.kind is BlockKind.TABLE:
        return list(captions)
    short = block.end - block.start <= CAPTION_LIMIT
    return [*captions[:1], *([block] if short else [])]


def _leading(led: Sequence[Block], block: Block) -> list[Block]:
    """Returns what a list item is read with: two blocks before its list, and the items so far."""
    if block.kind is BlockKind.LIST_ITEM:
        return [*led, block]
    if block.kind is BlockKind.TABLE:
        return []
    before = [one for one in led if one.kind is not BlockKind.LIST_ITEM]
    return [*(before[-1:] if len(before) == len(led) else []), block]


def _excerpt(report: Report, block: Block, captions: Sequence[Block], figure: Figure) -> Excerpt:
    kept = _kept(block, figure) if block.kind is BlockKind.TABLE else ()
    text, blocks = "", []
    for one in captions:
        blocks.append(replace(one, start=len(text), end=len(text) + one.end - one.start))
        text += report.text[one.start : one.end] + "\n\n"
    # A table that goes on from the page before has its header cells there.
    far = [cell for cell in kept if cell.start < block.start]
    near = [cell for cell in kept if cell.start >= block.start]
    if far:
        first, last = min(c.start for c in far), max(c.end for c in far)
        far = [_moved(cell, len(text) - first) for cell in far]
        text += report.text[first:last] + "\n\n"
    shift = len(text) - block.start
    cells = tuple(sorted([*far, *[_moved(c, shift) for c in near]], key=_place))
    text += report.text[block.start : block.end]
    blocks.append(replace(block, start=block.start + shift, end=block.end + shift, cells=cells))
    small = replace(report, text=text, pages=(), blocks=tuple(blocks))
    moved = replace(
        figure,
        start=figure.start + shift,
        end=figure.end + shift,
        sentence_start=figure.sentence_start + shift,
        sentence_end=figure.sentence_end + shift,
    )
    return _placed(small, moved)


def _place(cell: Cell) -> tuple[int, int]:
    return cell.row, cell.column


def _moved(cell: Cell, shift: int) -> Cell:
    return replace(cell, start=cell.start + shift, end=cell.end + shift)


def _kept(table: Block, figure: Figure) -> tuple[Cell, ...]:
    """Returns the cells of the rows that reading the figure needs."""
    rows = sorted({cell.row for cell in table.cells})
    if len(rows) <= LONGEST_TABLE:
        return table.cells
    own = next(c.row for c in table.cells if c.start <= figure.start and figure.end <= c.end)
    wanted = {own, *rows[: table.header_rows + LEADING_ROWS]}
    sections = [row for row in rows if row < own and _section(table, row)]
    wanted |= {*sections[-1:], *[row for row in rows if row < own][-1:]}
    return tuple(cell for cell in table.cells if cell.row in wanted)


def _section(table: Block, row: int) -> Span | None:
    """Returns the one filled cell of a row that has no other."""
    cells = [cell for cell in table.cells if cell.row == row]
    filled = {(cell.start, cell.end) for cell in cells if cell.end > cell.start}
    return next(iter(filled)) if len(cells) > 1 and len(filled) == 1 else None


def _placed(report: Report, figure: Figure) -> Excerpt:
    block = report.blocks[-1]
    above = [(one.start, one.end) for one in reversed(report.blocks[:-1])]
    if block.kind is not BlockKind.TABLE:
        own = (figure.sentence_start, figure.sentence_end)
        return Excerpt(report, figure, own, (), (), tuple(above))
    cell = next(c for c in block.cells if c.start <= figure.start and figure.end <= c.end)
    row = [
        c for c in block.cells if c.row == cell.row and c.start != cell.start and c.end > c.start
    ]
    over = [c for c in block.cells if c.column == cell.column and c.row < cell.row]
    head = [c for c in over if c.row < max(block.header_rows, 1) and c.end > c.start]
    sections = [_section(block, number) for number in range(cell.row - 1, -1, -1)]
    section = next((span for span in sections if span), None)
    column = dict.fromkeys((c.start, c.end) for c in reversed(head))
    spans = [(c.start, c.end) for c in sorted(row, key=lambda c: c.column)]
    nearest = [*([section] if section and section not in column else []), *above]
    own = (cell.start, cell.end)
    return Excerpt(report, figure, own, tuple(spans), tuple(column), tuple(nearest))


def read_again(excerpt: Excerpt, edits: Sequence[Edit] = ()) -> Figure | None:
    """Returns the figure as read from the excerpt with the edits made; None if it is not read."""
    figure = excerpt.figure
    digits = [i for i, sign in enumerate(figure.surface) if sign.isdigit()]
    place = figure.start + (digits[0] if digits else 0)
    place += sum(len(e.words) - (e.end - e.start) for e in edits if e.end <= place)
    figures = read_report_figures(_rewritten(excerpt.report, edits))
    return next((found for found in figures if found.start <= place < found.end), None)


def _rewritten(report: Report, edits: Sequence[Edit]) -> Report:
    for edit in sorted(edits, key=lambda edit: -edit.start):
        text = report.text[: edit.start] + edit.words + report.text[edit.end :]
        delta = len(edit.words) - (edit.end - edit.start)
        blocks = tuple(_stretched(block, edit, delta) for block in report.blocks)
        report = replace(report, text=text, blocks=blocks)
    return report


def _stretched(block: Block, edit: Edit, delta: int) -> Block:
    def move(start: int, end: int) -> Span:
        inside = start <= edit.start and edit.end <= end and start < end
        after = start >= edit.end and not inside
        return start + delta * after, end + delta * (after or inside)

    cells = []
    for cell in block.cells:
        start, end = move(cell.start, cell.end)
        cells.append(replace(cell, start=start, end=end))
    start, end = move(block.start, block.end)
    return replace(block, start=start, end=end, cells=tuple(cells))
