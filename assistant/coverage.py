"""Counts what was read of a report and what was not. Knows nothing of files or stores."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from assistant.records import Block, BlockKind, Coverage, Page, Report, count_of, name_pages

# A loader says so of whatever it does not hand on.
_LEFT_OUT = re.compile(r"\b(?:left|kept) out\b")
_RUNS_NAMED = 6


def cover(report: Report, *, figures: int) -> Coverage:
    """Returns the coverage report of a report in which so many figures were found.

    A page is empty where nothing on it can be found: a running header or a page number is no text.
    A table that goes on from the page before is count_of once.
    """
    text = report.text
    damaged = tuple(page.number for page in report.pages if page.damaged)
    filled = _find_filled(report)
    empty = tuple(
        page.number for page in report.pages if not page.damaged and page.number not in filled
    )
    tables = [block for block in report.blocks if _is_table(block)]
    bare = [table for table in tables if not table.header_rows]
    words = text.split()
    return Coverage(
        pages=len(report.pages),
        pages_read=len(report.pages) - len(empty) - len(damaged),
        pages_empty=empty,
        pages_damaged=damaged,
        pages_by_ocr=tuple(page.number for page in report.pages if page.ocr is not None),
        tables=len(tables),
        tables_without_header=len(bare),
        pages_of_those=_pages_of(bare, report.pages),
        figures=figures,
        words=sum(any(map(str.isalnum, word)) for word in words),
        characters=len(text),
        left_out=tuple(said for said in report.warnings if _LEFT_OUT.search(said)),
        warnings=tuple(said for said in report.warnings if not _LEFT_OUT.search(said)),
    )


def find_gaps(coverage: Coverage) -> list[str]:
    """Returns what a reader should look at, a phrase each; nothing where all was read."""
    gaps = []
    if coverage.pages_damaged:
        gaps.append(f"{name_pages(coverage.pages_damaged)} damaged")
    if coverage.pages_empty:
        gaps.append(f"{name_pages(coverage.pages_empty)} without text")
    if coverage.pages_by_ocr:
        gaps.append(f"{name_pages(coverage.pages_by_ocr)} read by OCR")
    if coverage.tables_without_header:
        count = coverage.tables_without_header
        tables = count_of(count, "table")
        named = name_pages(coverage.pages_of_those, at_most=_RUNS_NAMED)
        where = f" ({named})" if coverage.pages > 1 else ""
        gaps.append(f"{tables} without a header{where}")
    return gaps


def _find_filled(report: Report) -> set[int]:
    starts = [page.start for page in report.pages]
    filled: set[int] = set()
    for block in report.blocks:
        if any(map(str.isalnum, report.text[block.start : block.end])):
            first = max(0, bisect_right(starts, block.start) - 1)
            last = max(first + 1, bisect_left(starts, block.end))
            filled.update(page.number for page in report.pages[first:last])
    return filled


def _is_table(block: Block) -> bool:
    goes_on = bool(block.cells) and block.cells[0].start < block.start
    return block.kind is BlockKind.TABLE and not goes_on


def _pages_of(blocks: Sequence[Block], pages: Sequence[Page]) -> tuple[int, ...]:
    starts = [page.start for page in pages]
    found = {pages[max(0, bisect_right(starts, block.start) - 1)].number for block in blocks}
    return tuple(sorted(found))
