"""Reads ODT documents into blocks, in body order. Knows nothing of other formats."""

from __future__ import annotations

from typing import Any

from assistant.errors import UnreadableReport
from assistant.loading.building import Content, GridCell, TextBuilder
from assistant.loading.headers import count_header_rows
from assistant.loading.odf import (
    DRAW,
    STYLE,
    TABLE,
    TEXT,
    Aside,
    cell_text,
    cells_of,
    count,
    line_text,
    open_document,
    read_body,
    read_metadata,
    rows_of,
)
from assistant.records import BlockKind, Metadata, told

_CELLS_AT_MOST = 1_000_000
_SPAN_AT_MOST = 1000
_LISTS_OF_PLACES = frozenset(
    TEXT + name
    for name in (
        "table-of-content", "illustration-index", "table-index", "object-index", "user-index",
        "alphabetical-index",
    )
)  # fmt: skip
_TRANSPARENT = frozenset(
    TEXT + name
    for name in ("section", "numbered-paragraph", "bibliography", "index-body", "list-header")
)


def read_text_document(data: bytes, *, origin: str) -> Content:
    """Returns the body's paragraphs, lists and tables, then the text of its notes."""
    with open_document(data, origin=origin, what="the document") as parts:
        content, body, aside = read_body(parts, "text", origin=origin, missing="text")
        walk = _Walk(_titles(content), aside, origin)
        walk.visit(body)
        walk.add_notes()
        known = read_metadata(parts)
    metadata = Metadata(title=known.title or walk.title, language=known.language)
    return walk.builder.content(metadata=metadata, warnings=walk.warnings())


def _titles(content: Any) -> frozenset[str]:
    """The names of the styles that are the title's: its own and what is made from it in place."""
    made = (
        style.get(STYLE + "name", "")
        for style in content.iter(STYLE + "style")
        if style.get(STYLE + "parent-style-name") == "Title"
    )
    return frozenset(("Title", *made))


class _Walk:
    """One walk over a document's XML."""

    def __init__(self, titles: frozenset[str], aside: Aside, origin: str) -> None:
        self.builder = TextBuilder()
        self.titles = titles
        self.origin = origin
        self.title: str | None = None
        self.aside = aside
        self.deletions = 0
        self.indexes = 0
        self.cells = 0

    def visit(self, parent: Any, kind: BlockKind = BlockKind.PARAGRAPH) -> None:
        for element in parent:
            if element.tag in (TEXT + "p", TEXT + "h"):
                self._add_paragraph(element, kind)
                # Only an item's first paragraph carries its mark.
                kind = BlockKind.PARAGRAPH
            elif element.tag == TEXT + "list":
                for item in element:
                    self.visit(item, BlockKind.LIST_ITEM)
            elif element.tag == TABLE + "table":
                self._add_table(element)
            elif element.tag in _LISTS_OF_PLACES:
                self.indexes += 1
            elif element.tag == TEXT + "tracked-changes":
                self.deletions += sum(1 for _ in element.iter(TEXT + "deletion"))
            elif element.tag == DRAW + "object":
                self.aside.objects += 1
            elif element.tag in _TRANSPARENT or str(element.tag).startswith(DRAW):
                self.visit(element)

    def _add_paragraph(self, paragraph: Any, kind: BlockKind) -> None:
        text = line_text(paragraph, self.aside)
        is_title = paragraph.get(TEXT + "style-name") in self.titles
        if is_title and self.title is None:
            self.title = " ".join(text.split()) or None
        if paragraph.tag == TEXT + "h":
            level = min(6, count(paragraph, TEXT + "outline-level"))
            self.builder.add(BlockKind.HEADING, text, level=level)
        elif is_title:
            self.builder.add(BlockKind.HEADING, text, level=1)
        else:
            mark = "- " if kind is BlockKind.LIST_ITEM and text.strip() else ""
            self.builder.add(kind, mark + text.strip())
        self._add_boxes()

    def _add_boxes(self) -> None:
        boxes, self.aside.boxes = self.aside.boxes, []
        for box in boxes:
            self.visit(box)

    def _add_table(self, table: Any) -> None:
        cells: list[GridCell] = []
        number = marked = 0
        for row, is_header in rows_of(table):
            times = count(row, TABLE + "number-rows-repeated")
            placed = self._read_row(row)
            # A blank row is left out of a table, however often it repeats.
            for repeat in range(times if any(cell.text for cell in placed) else 1):
                self._check(len(placed))
                cells += [
                    GridCell(number + repeat, c.column, c.text, c.rows, c.columns) for c in placed
                ]
            number += times
            marked += times if is_header else 0
        headers = count_header_rows(cells, marked=marked if marked < number else 0)
        self.builder.add_table(cells, header_rows=headers)
        self._add_boxes()

    def _read_row(self, row: Any) -> list[GridCell]:
        cells = []
        column = 0
        for cell, times in cells_of(row):
            if cell.tag == TABLE + "table-cell":
                text = cell_text(cell, self.aside)
                high = min(count(cell, TABLE + "number-rows-spanned"), _SPAN_AT_MOST)
                wide = min(count(cell, TABLE + "number-columns-spanned"), _SPAN_AT_MOST)
                for repeat in range(times if text else 1):
                    self._check(high * wide)
                    cells.append(GridCell(0, column + repeat, text, high, wide))
            column += times
        return cells

    def _check(self, more: int) -> None:
        self.cells += more
        if self.cells > _CELLS_AT_MOST:
            cause = "its tables are larger than a report's should be; split it and add the parts"
            raise UnreadableReport(self.origin, cause)

    def add_notes(self) -> None:
        notes, inner = self.aside.notes, Aside(self.aside.shifts)
        texts = [cell_text(body, inner) for note in notes for body in note.iter(TEXT + "note-body")]
        if any(texts):
            self.builder.add(BlockKind.HEADING, "Notes", level=1)
            for text in texts:
                self.builder.add(BlockKind.PARAGRAPH, text)

    def warnings(self) -> list[str]:
        said = []
        if self.deletions:
            said.append(told(self.deletions, "tracked deletion{s} {were} left out"))
        if self.indexes:
            said.append(told(self.indexes, "table{s} of contents {and} index{es} {were} left out"))
        return said + self.aside.warnings()
