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
from assistant.records import BlockKind, Metadata

if TYPE_CHECKING:
    from docx.document import Document

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_NOTES = re.compile(r"/(footnotes|endnotes)\d*\.xml$")
_TRANSPARENT = frozenset(
    _W + name for name in ("sdt", "sdtContent", "customXml", "smartTag", "ins")
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
    walk = _Walk(TextBuilder(), _heading_levels(document), [])
    walk.visit(document.element.body)
    deleted = sum(1 for _ in document.element.body.iter(_W + "delText"))
    _add_notes(walk, document)
    warnings = [f"{deleted} tracked deletions were left out"] if deleted else []
    title = document.core_properties.title or walk.title
    metadata = Metadata(title=title or None, language=document.core_properties.language or None)
    return walk.builder.content(metadata=metadata, warnings=warnings)


def _heading_levels(document: Document) -> dict[str, int]:
    """Style ids that are headings: 1 to 6, with 0 for the title's style."""
    levels = {}
    for style in document.styles:
        name = (style.name or "").lower()
        match = re.fullmatch(r"heading ([1-9])", name)
        outline = style.element.find(f"{_W}pPr/{_W}outlineLvl")
        if match:
            levels[style.style_id] = min(6, int(match.group(1)))
        elif name == "title":
            levels[style.style_id] = 0
        elif outline is not None and int(outline.get(_W + "val", "9")) < 9:
            levels[style.style_id] = min(6, int(outline.get(_W + "val")) + 1)
    return levels


class _Walk:
    """One walk over a document's XML."""

    def __init__(self, builder: TextBuilder, levels: dict[str, int], boxes: list[Any]) -> None:
        self.builder = builder
        self.levels = levels
        self.boxes = boxes
        self.title: str | None = None

    def visit(self, parent: Any) -> None:
        for element in parent:
            if element.tag == _W + "p":
                self._add_paragraph(element)
            elif element.tag == _W + "tbl":
                self._add_table(element)
            elif element.tag in _TRANSPARENT:
                self.visit(element)

    def _add_paragraph(self, paragraph: Any) -> None:
        boxes: list[Any] = []
        text = "".join(_find_text(paragraph, boxes))
        style = paragraph.find(f"{_W}pPr/{_W}pStyle")
        name = "" if style is None else style.get(_W + "val", "")
        numbered = paragraph.find(f"{_W}pPr/{_W}numPr") is not None
        if name in self.levels:
            level = self.levels[name]
            if level == 0 and text.strip() and self.title is None:
                self.title = " ".join(text.split())
            self.builder.add(BlockKind.HEADING, text, level=max(1, level))
        elif text.strip() and (numbered or name.lower().startswith("list")):
            self.builder.add(BlockKind.LIST_ITEM, "- " + text.strip())
        else:
            self.builder.add(BlockKind.PARAGRAPH, text)
        for box in boxes:
            self.visit(box)

    def _add_table(self, table: Any) -> None:
        rows = list(_children(table, "tr"))
        boxes: list[Any] = []
        cells = _place_cells(rows, boxes)
        marked = 0
        while marked < len(rows) and rows[marked].find(f"{_W}trPr/{_W}tblHeader") is not None:
            marked += 1
        headers = count_header_rows(cells, marked=marked if marked < len(rows) else 0)
        self.builder.add_table(cells, header_rows=headers)
        for box in boxes:
            self.visit(box)


def _children(parent: Any, name: str) -> Iterator[Any]:
    for element in parent:
        if element.tag == _W + name:
            yield element
        elif element.tag in _TRANSPARENT:
            yield from _children(element, name)


def _find_text(element: Any, boxes: list[Any]) -> Iterator[str]:
    """Yields the text below an element; text boxes are put aside, to follow their paragraph."""
    for child in element:
        if child.tag == _W + "t":
            yield child.text or ""
        elif child.tag in (_W + "tab", _W + "ptab"):
            yield "\t"
        elif child.tag in (_W + "br", _W + "cr"):
            yield "\n"
        elif child.tag == _W + "noBreakHyphen":
            yield "-"
        elif child.tag == _W + "txbxContent":
            boxes.append(child)
        elif child.tag not in (_W + "pPr", _W + "rPr", _W + "del", _MC + "Fallback"):
            # Fallback repeats a text box for old programs.
            yield from _find_text(child, boxes)


def _place_cells(rows: list[Any], boxes: list[Any]) -> list[GridCell]:
    cells: list[GridCell] = []
    open_cells: dict[int, int] = {}
    for number, row in enumerate(rows):
        before = row.find(f"{_W}trPr/{_W}gridBefore")
        column = 0 if before is None else int(before.get(_W + "val", "0"))
        for element in _children(row, "tc"):
            span = element.find(f"{_W}tcPr/{_W}gridSpan")
            wide = 1 if span is None else max(1, min(1000, int(span.get(_W + "val", "1"))))
            merge = element.find(f"{_W}tcPr/{_W}vMerge")
            text = _cell_text(element, boxes)
            continues = merge is not None and merge.get(_W + "val", "continue") == "continue"
            if continues and not text.strip() and column in open_cells:
                at = open_cells[column]
                top = cells[at]
                cells[at] = GridCell(top.row, top.column, top.text, number - top.row + 1, wide)
            else:
                open_cells[column] = len(cells)
                cells.append(GridCell(number, column, text, 1, wide))
            column += wide
    return cells


def _cell_text(cell: Any, boxes: list[Any]) -> str:
    """A cell's paragraphs on one line; a table inside a cell gives its cells in order."""
    return " ".join(
        part
        for paragraph in cell.iter(_W + "p")
        if (part := "".join(_find_text(paragraph, boxes)).strip())
    )


def _add_notes(walk: _Walk, document: Document) -> None:
    from lxml import etree  # type: ignore[import-untyped]

    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    notes = []
    for part in document.part.package.iter_parts():
        if _NOTES.search(str(part.partname)):
            root = etree.fromstring(part.blob, parser)
            notes += [note for note in root if note.get(_W + "type") is None]
    texts = [" ".join("".join(_find_text(note, [])).split()) for note in notes]
    if any(texts):
        walk.builder.add(BlockKind.HEADING, "Notes", level=1)
        for text in texts:
            walk.builder.add(BlockKind.PARAGRAPH, text)
