"""Builds a report's canonical text, block by block. Knows nothing of file formats.

Blocks are separated by a blank line; a table row stands on one line, its cells joined by " | ".
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from assistant.records import Block, BlockKind, Cell, Metadata, Page

_BLANK_LINES = re.compile(r"\n(?:[ \t\r\f\v]*\n)+")
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Content:
    """What a format's reader returns: a report less its identity."""

    text: str
    pages: tuple[Page, ...]
    blocks: tuple[Block, ...]
    metadata: Metadata = field(default_factory=Metadata)
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GridCell:
    """A table cell at its top left place, with how many rows and columns it covers."""

    row: int
    column: int
    text: str
    rows: int = 1
    columns: int = 1


@dataclass(slots=True)
class TextBuilder:
    """Collects blocks and pages; ``text``, ``blocks`` and ``pages`` agree at every moment."""

    blocks: list[Block] = field(default_factory=list)
    pages: list[Page] = field(default_factory=list)
    _parts: list[str] = field(default_factory=list)
    _length: int = 0
    _page_start: int | None = None
    _page_label: str | None = None

    @property
    def text(self) -> str:
        return "".join(self._parts)

    @property
    def page_number(self) -> int:
        return len(self.pages) + 1

    def begin_page(self, label: str | None = None) -> None:
        """Starts a page at the next text added."""
        self._page_start = None
        self._page_label = label

    def end_page(self, *, damaged: bool = False) -> None:
        """Ends the page; an empty one is kept, so that page numbers stay those of the file."""
        start = self._length if self._page_start is None else self._page_start
        page = Page(self.page_number, start, self._length, self._page_label, damaged=damaged)
        self.pages.append(page)

    def add(self, kind: BlockKind, text: str, *, level: int = 0) -> None:
        """Adds a heading, paragraph or list item; nothing if it is blank."""
        span = self.add_loose(text)
        if span is not None:
            self.blocks.append(Block(kind, span[0], span[1], level))

    def add_loose(self, text: str) -> tuple[int, int] | None:
        """Adds text that belongs to no block (a running header) and returns its span."""
        text = _BLANK_LINES.sub("\n", text).strip()
        if not text:
            return None
        self._separate()
        start = self._write(text)
        return start, self._length

    def add_table(
        self,
        cells: Sequence[GridCell],
        *,
        header_rows: int,
        above: Block | None = None,
        columns: Mapping[int, int] | None = None,
    ) -> None:
        """Adds a table; rows without any text are left out, so row numbers stay dense.

        A table that goes on from ``above`` has the header cells of that as its first rows;
        ``columns`` says which column there each of its own is, where not all are the same.
        """
        cleaned = [replace(c, text=_SPACES.sub(" ", c.text).strip()) for c in cells]
        kept_rows = sorted({cell.row for cell in cleaned if cell.text})
        if not kept_rows:
            return
        rows: dict[int, list[GridCell]] = defaultdict(list)
        for cell in cleaned:
            rows[cell.row].append(cell)
        self._separate()
        block_start = self._length
        placed: dict[tuple[int, int], Cell] = {}
        for number, row in enumerate(kept_rows):
            if number:
                self._write("\n")
            self._write_row(sorted(rows[row], key=_column), placed)
        numbers = {row: number for number, row in enumerate(kept_rows)}
        listed = tuple(
            Cell(numbers[row], column, cell.start, cell.end)
            for (row, column), cell in sorted(placed.items())
            if row in numbers
        )
        headers = min(sum(1 for row in kept_rows if row < header_rows), len(numbers))
        if above is not None:
            headers = above.header_rows
            own = (Cell(c.row + headers, c.column, c.start, c.end) for c in listed)
            listed = (*_heads_of(above, columns), *own)
        self.blocks.append(Block(BlockKind.TABLE, block_start, self._length, 0, listed, headers))

    def _write_row(self, row: Sequence[GridCell], placed: dict[tuple[int, int], Cell]) -> None:
        for position, cell in enumerate(row):
            if position:
                self._write(" | ")
            start = self._write(cell.text)
            for covered_row in range(cell.row, cell.row + cell.rows):
                for column in range(cell.column, cell.column + cell.columns):
                    placed.setdefault(
                        (covered_row, column), Cell(covered_row, column, start, self._length)
                    )

    def _separate(self) -> None:
        if self._length:
            self._write("\n\n")
        if self._page_start is None:
            self._page_start = self._length

    def _write(self, text: str) -> int:
        start = self._length
        self._parts.append(text)
        self._length += len(text)
        return start

    def content(self, *, metadata: Metadata, warnings: Sequence[str]) -> Content:
        """Returns what was built; text without pages is one page."""
        pages = tuple(self.pages) or (Page(1, 0, self._length),)
        return Content(self.text, pages, tuple(self.blocks), metadata, tuple(warnings))


def join_contents(
    contents: Sequence[Content], *, metadata: Metadata, warnings: Sequence[str]
) -> Content:
    """Returns texts as one, a blank line between them, on one page; warnings join as well."""
    texts: list[str] = []
    blocks: list[Block] = []
    length = 0
    for content in contents:
        blocks += [_shift(block, length) for block in content.blocks]
        texts.append(content.text)
        length += len(content.text) + 2
    text = "\n\n".join(texts)
    said = [warning for content in contents for warning in content.warnings]
    return Content(
        text, (Page(1, 0, len(text)),), tuple(blocks), metadata, (*dict.fromkeys(said), *warnings)
    )


def _shift(block: Block, by: int) -> Block:
    cells = tuple(Cell(c.row, c.column, c.start + by, c.end + by) for c in block.cells)
    return replace(block, start=block.start + by, end=block.end + by, cells=cells)


def _heads_of(above: Block, columns: Mapping[int, int] | None) -> Iterator[Cell]:
    """Yields a table's header cells, in the columns of the table that goes on from it."""
    own = None if columns is None else {theirs: mine for mine, theirs in columns.items()}
    for cell in above.cells:
        if cell.row < above.header_rows and (own is None or cell.column in own):
            column = cell.column if own is None else own[cell.column]
            yield Cell(cell.row, column, cell.start, cell.end)


def _column(cell: GridCell) -> int:
    return cell.column


def grid_of(rows: Sequence[Sequence[str]]) -> list[GridCell]:
    """Returns the cells of plain rows of text."""
    return [
        GridCell(number, column, text)
        for number, row in enumerate(rows)
        for column, text in enumerate(row)
    ]
