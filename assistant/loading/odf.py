"""Reads what OpenDocument files share: text, tables' rows, metadata. Knows no one kind of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from assistant.errors import UnreadableReport
from assistant.loading.archives import ENCRYPTED
from assistant.loading.parts import Parts, open_parts
from assistant.loading.raised import lowered, raised, settle
from assistant.records import Metadata, told

OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_SVG = "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_MANIFEST = "META-INF/manifest.xml"
_STYLE = STYLE + "style"
_PERCENT = re.compile(r"-?\d{1,3}(?:\.\d+)?%")
_SPACES = re.compile(r"[ \t\r\n]+")
_UNSEEN = frozenset({_SVG + "title", _SVG + "desc", TEXT + "ruby-text", OFFICE + "binary-data"})
_ROW_GROUPS = frozenset(
    TABLE + name for name in ("table-header-rows", "table-rows", "table-row-group")
)
_REPEATED_AT_MOST = 1 << 21


@dataclass(slots=True)
class Aside:
    """What stands inside a paragraph but not in its line: notes and text boxes, kept for later;
    how many remarks and embedded objects (charts, formulas) were left out. ``shifts`` are the
    styles that raise (1) or lower (-1) text."""

    shifts: Mapping[str, int] = field(default_factory=dict)
    notes: list[Any] = field(default_factory=list)
    boxes: list[Any] = field(default_factory=list)
    remarks: int = 0
    objects: int = 0

    def warnings(self) -> list[str]:
        """Says what was left out."""
        said = []
        if self.remarks:
            said.append(told(self.remarks, "comment{s} {were} left out"))
        if self.objects:
            said.append(told(self.objects, "embedded object{s} (charts, formulas) {were} left out"))
        return said


@contextmanager
def open_document(data: bytes, *, origin: str, what: str) -> Iterator[Parts]:
    """Opens an OpenDocument file; raises UnreadableReport for one that is broken or encrypted."""
    with open_parts(data, origin=origin, what=what) as parts:
        manifest = parts.find(_MANIFEST)
        if manifest is not None and any(True for _ in manifest.iter("{*}encryption-data")):
            raise UnreadableReport(origin, ENCRYPTED)
        yield parts


def read_body(parts: Parts, name: str, *, origin: str, missing: str) -> tuple[Any, Any, Aside]:
    """Returns a file's content, the body in it of the kind ``name``, and what its styles shift.

    Raises UnreadableReport, naming what is ``missing``, where it has no such body.
    """
    content = parts.parse("content.xml")
    body = content.find(f"{OFFICE}body/{OFFICE}{name}")
    if body is None:
        cause = f"it is damaged (it has no {missing}); save it again and add it"
        raise UnreadableReport(origin, cause)
    return content, body, Aside(read_shifts(parts.find("styles.xml"), content))


def read_metadata(parts: Parts) -> Metadata:
    """Returns title and language as the file's properties say them."""
    meta = parts.find("meta.xml")
    if meta is None:
        return Metadata()
    title = " ".join(meta.findtext(f".//{_DC}title", "").split())
    language = meta.findtext(f".//{_DC}language", "").strip()
    return Metadata(title=title or None, language=language or None)


def read_shifts(*roots: Any) -> dict[str, int]:
    """Returns the styles that raise (1) or lower (-1) text, by name, and those made from them."""
    shifts: dict[str, int] = {}
    made = []
    for style in (style for root in roots if root is not None for style in root.iter(_STYLE)):
        name, parent = style.get(STYLE + "name", ""), style.get(STYLE + "parent-style-name", "")
        said = [p.get(STYLE + "text-position") for p in style.findall(STYLE + "text-properties")]
        place = next((words.split()[0] for words in said if words and words.split()), None)
        if place is None:
            made.append((name, parent))
        elif place != "super" and not _PERCENT.fullmatch(place):
            shifts[name] = -1 if place == "sub" else 0
        else:
            share = 1 if place == "super" else float(place.rstrip("%"))
            shifts[name] = (share > 0) - (share < 0)
    for name, parent in made:
        shifts.setdefault(name, shifts.get(parent, 0))
    return shifts


def line_text(paragraph: Any, aside: Aside) -> str:
    """Returns the text of a paragraph's line."""
    return settle("".join(_find_text(paragraph, aside)))


def _find_text(element: Any, aside: Aside) -> Iterator[str]:
    yield _SPACES.sub(" ", element.text or "")
    for child in element:
        tag = child.tag
        if tag == TEXT + "s":
            yield " " * min(count(child, TEXT + "c"), 1000)
        elif tag == TEXT + "tab":
            yield "\t"
        elif tag == TEXT + "line-break":
            yield "\n"
        elif tag == TEXT + "note":
            aside.notes.append(child)
        elif tag == OFFICE + "annotation":
            aside.remarks += 1
        elif tag == DRAW + "object":
            aside.objects += 1
        elif is_box(child):
            aside.boxes.append(child)
        elif tag not in _UNSEEN:
            shift = aside.shifts.get(child.get(TEXT + "style-name", ""), 0)
            text = "".join(_find_text(child, aside))
            yield raised(text) if shift > 0 else lowered(text) if shift < 0 else text
        yield _SPACES.sub(" ", child.tail or "")


def is_box(element: Any) -> bool:
    """Whether an element is a drawn shape with paragraphs of its own."""
    return str(element.tag).startswith(DRAW) and any(
        child.tag in (TEXT + "p", TEXT + "h", TEXT + "list", TABLE + "table") for child in element
    )


def cell_text(cell: Any, aside: Aside) -> str:
    """Returns a cell's paragraphs on one line; a table inside a cell gives its cells in order."""
    texts = (line_text(paragraph, aside).strip() for paragraph in _paragraphs(cell, aside))
    return " ".join(text for text in texts if text)


def _paragraphs(element: Any, aside: Aside) -> Iterator[Any]:
    for child in element:
        if child.tag in (TEXT + "p", TEXT + "h"):
            yield child
        elif child.tag == OFFICE + "annotation":
            aside.remarks += 1
        elif child.tag == DRAW + "object":
            aside.objects += 1
        elif child.tag not in _UNSEEN:
            yield from _paragraphs(child, aside)


def rows_of(table: Any, *, is_header: bool = False) -> Iterator[tuple[Any, bool]]:
    """Yields a table's rows, each with whether it stands among those marked as header."""
    for child in table:
        if child.tag == TABLE + "table-row":
            yield child, is_header
        elif child.tag in _ROW_GROUPS:
            marked = is_header or child.tag == TABLE + "table-header-rows"
            yield from rows_of(child, is_header=marked)


def cells_of(row: Any) -> Iterator[tuple[Any, int]]:
    """Yields a row's cells, those covered by others too, each with how often it repeats."""
    for child in row:
        if child.tag in (TABLE + "table-cell", TABLE + "covered-table-cell"):
            yield child, count(child, TABLE + "number-columns-repeated")


def count(element: Any, name: str) -> int:
    """Returns a count an attribute gives, one where it gives none."""
    value = element.get(name, "1")
    return min(max(1, int(value)), _REPEATED_AT_MOST) if value.isdecimal() else 1
