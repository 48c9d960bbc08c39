"""Reads the lines drawn level across a PDF page. Knows nothing of text or tables."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pypdfium2 import PdfPage

_THIN = 2.5
_SHORTEST = 8.0
_HIGHEST_BOX = 260.0
_OBJECTS_AT_MOST = 6_000


class Rule(NamedTuple):
    """A line from ``x0`` to ``x1`` at the height ``y``, or an edge of a box around a cell."""

    x0: float
    x1: float
    y: float


def read_rules(page: PdfPage, *, turn: int) -> tuple[Rule, ...]:
    """Returns the page's level rules, in points from its left and bottom edge.

    These are as the page is shown and then turned right by ``turn`` degrees.
    """
    import pypdfium2.raw as pdfium

    count = pdfium.FPDFPage_CountObjects(page.raw)
    if count > _OBJECTS_AT_MOST:
        return ()
    rotation = (page.get_rotation() + turn) % 360
    left, bottom, right, top = page.get_bbox()
    edges = [ctypes.c_float() for _ in range(4)]
    by_reference = [ctypes.byref(edge) for edge in edges]
    rules: list[Rule] = []
    for number in range(count):
        found = pdfium.FPDFPage_GetObject(page.raw, number)
        if pdfium.FPDFPageObj_GetType(found) != pdfium.FPDF_PAGEOBJ_PATH:
            continue
        if not pdfium.FPDFPageObj_GetBounds(found, *by_reference):
            continue
        x0, y0, x1, y1 = (edge.value for edge in edges)
        box = (x0 - left, y0 - bottom, x1 - left, y1 - bottom)
        rules += _as_rules(_turn(box, rotation, right - left, top - bottom))
    return tuple(rules)


def _turn(
    box: tuple[float, float, float, float], rotation: int, wide: float, high: float
) -> tuple[float, float, float, float]:
    x0, y0, x1, y1 = box
    if rotation == 90:
        return y0, wide - x1, y1, wide - x0
    if rotation == 180:
        return wide - x1, high - y1, wide - x0, high - y0
    if rotation == 270:
        return high - y1, x0, high - y0, x1
    return box


def _as_rules(box: tuple[float, float, float, float]) -> Iterator[Rule]:
    x0, y0, x1, y1 = box
    if x1 - x0 < _SHORTEST or y1 - y0 > _HIGHEST_BOX:
        return
    yield Rule(x0, x1, y0)
    if y1 - y0 > _THIN:
        yield Rule(x0, x1, y1)
