"""Reads DOCX documents into blocks, in body order. Knows nothing of other formats.

The XML is walked for its text, because python-docx leaves out tracked insertions, and fields,
content controls and text boxes hold paragraphs of their own.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from assistant.errors import UnreadableReport
from assistant.loading.building import Content, GridCell, TextBuilder
from assistant.loading.headers import count_header_rows
from assistant.loading.publishers import find_publisher
from assistant.loading.word_text import DELETED, Aside, Styles, W, paragraph_text, read_styles
from assistant.records import BlockKind, Metadata, told

if TYPE_CHECKING:
    from docx.document import Document

_NOTES = re.compile(r"/(footnotes|endnotes)\d*\.xml$")
_TRANSPARENT = frozenset(
    W + name for name in ("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo")
)


def read_document(data: bytes, *, origin: str) -> Content:
    """Returns the body's paragraphs, lists and tables, then the text of its notes."""
    from docx.opc.exceptions import OpcError
    from lxml.etree import XMLSyntaxError  # type: ignore[import-untyped]

    try:
        return _read(data)
    except (
        OpcError, XMLSyntaxError, zipfile.BadZipFile, zlib.error, KeyError, ValueError, IndexError,
        AttributeError, TypeError,
    ) as error:  # fmt: skip
        # python-docx checks little: a broken document shows as any of these.
        cause = "the document is damaged; open it in a word processor, save it again and add it"
        raise UnreadableReport(origin, cause) from error


def _read(data: bytes) -> Content:
    from docx import Document as open_document

    document = open_document(io.BytesIO(data))
    walk = _Walk(read_styles(document))
    walk.visit(document.element.body)
    _add_notes(walk, document)
    known = document.core_properties
    metadata = Metadata(
        title=known.title or walk.title or None,
        language=known.language or None,
        publisher=find_publisher([_find_company(document), known.author], walk.builder.text),
    )
    return walk.builder.content(metadata=metadata, warnings=walk.warnings())


def _find_company(document: Document) -> str | None:
    parts = document.part.package.iter_parts()
    blob = next((part.blob for part in parts if str(part.partname) == "/docProps/app.xml"), None)
    return None if blob is None else _parse(blob).findtext("{*}Company")


def _parse(blob: bytes) -> Any:
    from lxml import etree  # type: ignore[import-untyped]

    return etree.fromstring(blob, etree.XMLParser(resolve_entities=False, no_network=True))


class _Walk:
    """One walk over a document's XML."""

    def __init__(self, styles: Styles) -> None:
        self.builder = TextBuilder()
        self.styles = styles
        self.aside = Aside()
        self.contents = 0
        self.title: str | None = None

    def warnings(self) -> list[str]:
        said = {
            "tracked deletion{s} {were} left out": self.aside.deletions,
            "stretch{es} of hidden text {were} left out": self.aside.hidden,
            "line{s} of tables of contents {were} left out": self.contents,
        }
        return [told(count, what) for what, count in said.items() if count]

    def visit(self, parent: Any) -> None:
        for element in parent:
            if element.tag == W + "p":
                self._add_paragraph(element)
            elif element.tag == W + "tbl":
                self._add_table(element)
            elif element.tag in _TRANSPARENT:
                self.visit(element)
            elif element.tag in DELETED:
                self.aside.deletions += 1

    def _add_paragraph(self, paragraph: Any) -> None:
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        name = "" if style is None else style.get(W + "val", "")
        text = paragraph_text(paragraph, self.aside, self.styles)
        numbered = paragraph.find(f"{W}pPr/{W}numPr") is not None
        if name in self.styles.contents:
            self.contents += int(bool(text.strip()))
        elif name in self.styles.levels:
            level = self.styles.levels[name]
            if level == 0 and text.strip() and self.title is None:
                self.title = " ".join(text.split())
            self.builder.add(BlockKind.HEADING, text, level=max(1, level))
        elif text.strip() and (numbered or name.lower().startswith("list")):
            self.builder.add(BlockKind.LIST_ITEM, "- " + text.strip())
        else:
            self.builder.add(BlockKind.PARAGRAPH, text)
        self._add_boxes()

    def _add_boxes(self) -> None:
        boxes, self.aside.boxes = self.aside.boxes, []
        for box in boxes:
            self.visit(box)

    def _add_table(self, table: Any) -> None:
        rows = [row for row in _children(table, "tr") if not self._is_deleted(row)]
        cells = self._place_cells(rows)
        marked = 0
        while marked < len(rows) and rows[marked].find(f"{W}trPr/{W}tblHeader") is not None:
            marked += 1
        headers = count_header_rows(cells, marked=marked if marked < len(rows) else 0)
        self.builder.add_table(cells, header_rows=headers)
        self._add_boxes()

    def _is_deleted(self, row: Any) -> bool:
        deleted = row.find(f"{W}trPr/{W}del") is not None
        self.aside.deletions += int(deleted)
        return deleted

    def _place_cells(self, rows: list[Any]) -> list[GridCell]:
        cells: list[GridCell] = []
        open_cells: dict[int, int] = {}
        for number, row in enumerate(rows):
            before = row.find(f"{W}trPr/{W}gridBefore")
            column = 0 if before is None else int(before.get(W + "val", "0"))
            for element in _children(row, "tc"):
                span = element.find(f"{W}tcPr/{W}gridSpan")
                wide = 1 if span is None else max(1, min(1000, int(span.get(W + "val", "1"))))
                merge = element.find(f"{W}tcPr/{W}vMerge")
                text = self._cell_text(element)
                continues = merge is not None and merge.get(W + "val", "continue") == "continue"
                if continues and not text.strip() and column in open_cells:
                    at = open_cells[column]
                    top = cells[at]
                    cells[at] = GridCell(top.row, top.column, top.text, number - top.row + 1, wide)
                else:
                    open_cells[column] = len(cells)
                    cells.append(GridCell(number, column, text, 1, wide))
                column += wide
        return cells

    def _cell_text(self, cell: Any) -> str:
        """A cell's paragraphs on one line; a table inside it follows the table it is in."""
        texts = (
            paragraph_text(paragraph, self.aside, self.styles).strip()
            for paragraph in _children(cell, "p")
        )
        text = " ".join(text for text in texts if text)
        self.aside.boxes += [[table] for table in _children(cell, "tbl")]
        return text


def _children(parent: Any, name: str) -> Iterator[Any]:
    for element in parent:
        if element.tag == W + name:
            yield element
        elif element.tag in _TRANSPARENT:
            yield from _children(element, name)


def _add_notes(walk: _Walk, document: Document) -> None:
    notes = []
    for part in document.part.package.iter_parts():
        if _NOTES.search(str(part.partname)):
            root = _parse(part.blob)
            notes += [note for note in root if note.get(W + "type") is None]
    texts = [_note_text(note, walk) for note in notes]
    if any(texts):
        walk.builder.add(BlockKind.HEADING, "Notes", level=1)
        for text in texts:
            walk.builder.add(BlockKind.PARAGRAPH, text)


def _note_text(note: Any, walk: _Walk) -> str:
    lines = (paragraph_text(line, walk.aside, walk.styles) for line in note.iter(W + "p"))
    return " ".join(" ".join(lines).split())
