"""What a report is and what it is cut into. Knows nothing of figures or answers."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from assistant.records.boxes import WordBoxes


class BlockKind(StrEnum):
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    TABLE = "table"


class ToldBy(StrEnum):
    """Who says a field of a report's metadata, the weightiest first."""

    YOU = "you"
    MANIFEST = "manifest"
    FILE = "file"
    """What the file says of itself: its properties, its meta tags."""
    TEXT = "text"
    """Read from the words of the report."""
    NAME = "file name"


@dataclass(frozen=True, slots=True)
class Told:
    """Who says one field of a report's metadata ("published").

    Where ``by`` is YOU, ``read`` is what was read before, None for nothing, and ``read_by`` where.
    """

    field: str
    by: ToldBy
    read: str | bool | None = None
    read_by: ToldBy | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """A page (PDF), sheet (spreadsheet) or the whole (text), with its offsets.

    ``damaged`` marks one that could not be opened; nothing was read there. A PDF's page has its
    size in points, as it is shown, and the boxes of its words. ``ocr`` is how sure OCR was of the
    page's words, 0 to 100, on average; None where the file has the text itself.
    """

    number: int
    start: int
    end: int
    label: str | None = None
    width: float | None = None
    height: float | None = None
    words: WordBoxes | None = None
    ocr: int | None = None
    damaged: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """One table cell: zero-based row and column, and the offsets of its trimmed text."""

    row: int
    column: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, paragraph, list item or table, in text order.

    ``level`` is 1 to 6 for a heading, else 0. ``cells`` and ``header_rows`` belong to tables; each
    table row stands on lines of its own, and a cell that spans others is listed once for each. A
    table that goes on from the page before is a block of its own that has the header cells of the
    first part, where they stand, as its first rows.
    """

    kind: BlockKind
    start: int
    end: int
    level: int = 0
    cells: tuple[Cell, ...] = ()
    header_rows: int = 0


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known about a report besides its text; None is not known.

    ``published`` is an ISO 8601 date, month or year; ``period`` is what the report covers, one of
    these or an interval ("2022-07-01/2023-06-30"). ``primary`` is false for a report that only
    repeats another's figures (a press report).
    """

    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    language: str | None = None
    link: str | None = None
    edition: str | None = None
    primary: bool | None = None
    period: str | None = None


@dataclass(frozen=True, slots=True)
class Superseded:
    """A version's end: the day (ISO date, UTC) another took its place, and that one's id."""

    on: str
    by: str

    def to_dict(self) -> dict[str, str]:
        return {"on": self.on, "by": self.by}


@dataclass(frozen=True, slots=True)
class Report:
    """One source document as read. ``id`` is the first 16 hex digits of its bytes' SHA-256.

    ``told`` says who told each field of the metadata that is known; ``superseded`` is set where the
    library keeps it only as an earlier version of another.
    """

    id: str
    title: str
    origin: str
    text: str
    pages: tuple[Page, ...]
    blocks: tuple[Block, ...]
    publisher: str | None = None
    published: str | None = None
    language: str | None = None
    link: str | None = None
    edition: str | None = None
    primary: bool = True
    warnings: tuple[str, ...] = ()
    period: str | None = None
    told: tuple[Told, ...] = ()
    superseded: Superseded | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """A contiguous slice of a report that is embedded and retrieved.

    ``text`` is ``report.text[start:end]``; ``context`` (title, date, heading path, a table's header
    when the slice is a later piece of it) is embedded with the text and never quoted.
    """

    report_id: str
    start: int
    end: int
    text: str
    page: int | None
    heading: tuple[str, ...]
    context: str
