"""Turns records into table rows and back. Knows nothing of SQL or of when rows are written."""

from __future__ import annotations

import json
import zlib
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import numpy as np

from assistant.coverage import cover
from assistant.embedding.embedder import Array
from assistant.records import (
    Block,
    BlockKind,
    Cell,
    Change,
    Coverage,
    Figure,
    Kind,
    Modifier,
    Page,
    Passage,
    Report,
    ReportSummary,
    Told,
    ToldBy,
    Value,
    WordBoxes,
)

PAGE_COLUMNS = 'page, "start", "end", width, height, ocr, words'
REPORT_COLUMNS = (
    "id, title, origin, publisher, published, language, link, edition, is_primary, warnings, "
    "page_count, passage_count, figure_count, coverage, period_covered, told"
)
FIGURE_COLUMNS = (
    "surface, value, is_date, amount, upper, upper_is_date, unit, modifier, kind, "
    '"start", "end", sentence_start, sentence_end, label, scope, period, attribution, '
    "low, high, whole_start, whole_end, change, times"
)


def report_to_row(report: Report, passages: int, figures: int) -> tuple[Any, ...]:
    """Returns REPORT_COLUMNS, then text and layout (pages and blocks), compressed."""
    # Sizes and words are kept apart: see `page_to_row`.
    pages = [(p.number, p.start, p.end, p.label, p.damaged) for p in report.pages]
    blocks = [_block_to_list(block) for block in report.blocks]
    layout = to_json([pages, blocks])
    return (
        *(report.id, report.title, report.origin, report.publisher, report.published),
        *(report.language, report.link, report.edition, int(report.primary)),
        to_json(report.warnings),
        *(len(report.pages), passages, figures),
        to_json(cover(report, figures=figures).to_dict()),
        report.period,
        _pack_told(report.told),
        *(pack(report.text), pack(layout)),
    )


def metadata_to_row(report: Report) -> dict[str, Any]:
    """Returns what is known of a report besides its text, by column."""
    return {
        "title": report.title,
        "publisher": report.publisher,
        "published": report.published,
        "language": report.language,
        "link": report.link,
        "edition": report.edition,
        "is_primary": int(report.primary),
        "period_covered": report.period,
        "told": _pack_told(report.told),
    }


def row_to_summary(row: Sequence[Any]) -> ReportSummary:
    """Returns what REPORT_COLUMNS hold; the report's text, pages and blocks are empty."""
    *named, primary, warnings, pages, passages, figures, coverage, period, told = row
    report_id, title, origin, publisher, published, language, link, edition = named
    report = Report(
        id=report_id,
        title=title,
        origin=origin,
        text="",
        pages=(),
        blocks=(),
        publisher=publisher,
        published=published,
        language=language,
        link=link,
        edition=edition,
        primary=bool(primary),
        warnings=tuple(json.loads(warnings)),
        period=period,
        told=_read_told(told),
    )
    covered = None if coverage is None else Coverage.from_dict(json.loads(coverage))
    return ReportSummary(report, pages, passages, figures, covered)


def _pack_told(told: tuple[Told, ...]) -> str:
    return to_json([[entry.field, entry.by, entry.read, entry.read_by] for entry in told])


def _read_told(packed: str | None) -> tuple[Told, ...]:
    return tuple(
        Told(field, ToldBy(by), read, None if read_by is None else ToldBy(read_by))
        for field, by, read, read_by in json.loads(packed or "[]")
    )


def read_layout(packed: bytes) -> tuple[tuple[Page, ...], tuple[Block, ...]]:
    """Returns the pages and blocks `report_to_row` packed."""
    pages, blocks = json.loads(unpack(packed))
    # Older layouts have no fifth value.
    found = tuple(
        Page(number, start, end, label, damaged=any(damaged))
        for number, start, end, label, *damaged in pages
    )
    return found, tuple(_list_to_block(block) for block in blocks)


def page_to_row(page: Page) -> tuple[Any, ...] | None:
    """Returns PAGE_COLUMNS, or None where a page has no places."""
    if page.words is None:
        return None
    size = (page.width, page.height, page.ocr)
    return page.number, page.start, page.end, *size, page.words.packed


def row_to_page(row: tuple[Any, ...]) -> Page:
    """Takes PAGE_COLUMNS; label and damage are not among them."""
    number, start, end, width, height, ocr, words = row
    return Page(number, start, end, width=width, height=height, words=WordBoxes(words), ocr=ocr)


def row_to_passage(row: tuple[Any, ...]) -> Passage:
    """Takes report id, start, end, page, heading, text and context."""
    report_id, start, end, page, heading, text, context = row
    return Passage(report_id, start, end, text, page, tuple(json.loads(heading)), context)


def figure_to_row(figure: Figure) -> tuple[Any, ...]:
    """Returns FIGURE_COLUMNS."""
    value, upper = figure.value, figure.upper
    return (
        *(figure.surface, str(value), isinstance(value, str), _sortable(value)),
        *(None if upper is None else str(upper), isinstance(upper, str), figure.unit),
        *(figure.modifier.value, figure.kind.value, figure.start, figure.end),
        *(figure.sentence_start, figure.sentence_end),
        *(figure.label, figure.scope, figure.period, figure.attribution),
        *((None, None) if figure.interval is None else map(str, figure.interval)),
        *(figure.whole or (None, None)),
        None if figure.change is None else figure.change.value,
        " ".join(figure.times) or None,
    )


def row_to_figure(row: tuple[Any, ...], report_id: str) -> Figure:
    """Takes FIGURE_COLUMNS."""
    surface, value, is_date, _, upper, upper_is_date, unit, modifier, kind, *rest = row
    start, end, sentence_start, sentence_end, label, scope, period, attribution, *pairs = rest
    # A figure remembered from an earlier version has fewer columns.
    low, high, whole_start, whole_end, change, times = (*pairs, None, None)[:6]
    return Figure(
        surface=surface,
        value=value if is_date else Decimal(value),
        unit=unit,
        modifier=Modifier(modifier),
        kind=Kind(kind),
        start=start,
        end=end,
        sentence_start=sentence_start,
        sentence_end=sentence_end,
        upper=upper if upper is None or upper_is_date else Decimal(upper),
        label=label,
        scope=scope,
        period=period,
        attribution=attribution,
        interval=None if low is None else (Decimal(low), Decimal(high)),
        times=tuple((times or "").split()),
        whole=None if whole_start is None else (whole_start, whole_end),
        change=None if change is None else Change(change),
        report_id=report_id,
    )


def vector_to_blob(vector: Array) -> bytes:
    """Half precision moves a cosine by less than .001 and halves the catalogue."""
    return vector.astype("<f2").tobytes()


def blobs_to_vectors(blobs: list[bytes]) -> Array:
    """Returns one row a blob, float32."""
    width = len(blobs[0]) // 2 if blobs else 0
    return np.frombuffer(b"".join(blobs), "<f2").reshape(len(blobs), width).astype(np.float32)


def to_json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def pack(text: str) -> bytes:
    return zlib.compress(text.encode(), 6)


def unpack(packed: bytes) -> str:
    return zlib.decompress(packed).decode()


def _sortable(value: Value) -> float | None:
    return None if isinstance(value, str) else float(value)


def _block_to_list(block: Block) -> list[Any]:
    cells = [[cell.row, cell.column, cell.start, cell.end] for cell in block.cells]
    return [block.kind.value, block.start, block.end, block.level, cells, block.header_rows]


def _list_to_block(fields: list[Any]) -> Block:
    kind, start, end, level, cells, header_rows = fields
    its_cells = tuple(Cell(*cell) for cell in cells)
    return Block(BlockKind(kind), start, end, level, its_cells, header_rows)
