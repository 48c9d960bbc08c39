"""Gives rows of a PDF table the name of a group that stands beside its first row only.

Knows nothing of files or places.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.loading.building import GridCell
from assistant.loading.headers import is_blank, is_value, is_year

_LEAST_GROUPS = 2


def name_groups(cells: Sequence[GridCell], header_rows: int) -> list[GridCell]:
    """Returns a table's cells, the name of a group made to cover the rows without a name under it.

    Only where the second column has the same words beside each group ("Men", "Women"): a total
    under a column of names has none either, and is of no group.
    """
    body = [cell for cell in cells if cell.row >= header_rows]
    first = {cell.row: cell for cell in body if cell.column == 0}
    kinds = {cell.row: cell.text for cell in body if cell.column == 1 and cell.columns == 1}
    groups: list[list[int]] = []
    for row in sorted(first):
        if first[row].text or not groups:
            groups.append([row])
        else:
            groups[-1].append(row)
    unnamed = [[kinds.get(row, "") for row in rows[1:]] for rows in groups if len(rows) > 1]
    texts = {text for group in unnamed for text in group}
    alike = all(sum(text in group for group in unnamed) >= _LEAST_GROUPS for text in texts)
    if not texts or not alike or not all(map(_is_kind, texts)):
        return list(cells)
    covered = {row for rows in groups for row in rows[1:]}
    tall = {rows[0]: len(rows) for rows in groups}
    return [
        replace(cell, rows=tall.get(cell.row, 1)) if cell.column == 0 else cell
        for cell in cells
        if cell.column or cell.row not in covered
    ]


def _is_kind(text: str) -> bool:
    return not is_blank(text) and not is_value(text) and not is_year(text)
