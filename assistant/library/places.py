"""Reads where the words of pages stand from the catalogue. Knows nothing of how they are drawn."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, TypeAlias

from assistant.library import rows
from assistant.records import Page

_Ask: TypeAlias = Callable[..., list[tuple[Any, ...]]]

_SELECT = (
    f"SELECT {', '.join(f'p.{column}' for column in rows.PAGE_COLUMNS.split(', '))} "
    "FROM page_words p JOIN reports r ON r.number = p.report WHERE r.id = ?"
)


def with_words(pages: tuple[Page, ...], ask: _Ask, report_id: str) -> tuple[Page, ...]:
    """Returns a report's pages with sizes and word boxes; ``ask`` runs a query that reads."""
    placed = {page.number: page for page in map(rows.row_to_page, ask(_SELECT, report_id))}
    return tuple(
        replace(placed[page.number], label=page.label, damaged=page.damaged)
        if page.number in placed
        else page
        for page in pages
    )


def pages_at(ask: _Ask, report_id: str, start: int, end: int) -> list[Page]:
    """Returns the pages that a span touches, of those with word boxes, without labels."""
    query = f'{_SELECT} AND p."start" < ? AND p."end" > ? ORDER BY p.page'
    return [rows.row_to_page(row) for row in ask(query, report_id, end, start)]
