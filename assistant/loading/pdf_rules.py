"""Reads the lines drawn level across a PDF page. Knows nothing of text or tables."""

from __future__ import annotations

import ctypes
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from pypdfium2 import PdfPage

_THIN = 2.5
_SHORTEST = 8.0
_HIGHEST_BOX = 260.0
_OBJECTS_AT_MOST = 6_000
# How far the shading behind a line of words may be from the edges of its cell, left and right.
_INSET_LEAST, _INSET_MOST = 0.3, 8.0

Box: TypeAlias = tuple[float, float, float, float]
"""Left, bottom, right and top."""


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
    boxes: list[Box] = []
    for number in range(count):
        found = pdfium.FPDFPage_GetObject(page.raw, number)
        if pdfium.FPDFPageObj_GetType(found) != pdfium.FPDF_PAGEOBJ_PATH:
            continue
        if not pdfium.FPDFPageObj_GetBounds(found, *by_reference):
            continue
        x0, y0, x1, y1 = (edge.value for edge in edges)
        box = (x0 - left, y0 - bottom, x1 - left, y1 - bottom)
        boxes.append(_turn(box, rotation, right - left, top - bottom))
    return tuple(rule for box in _without_shading(boxes) for rule in _as_rules(box))


def _turn(box: Box, rotation: int, wide: float, high: float) -> Box:
    x0, y0, x1, y1 = box
    if rotation == 90:
        return y0, wide - x1, y1, wide - x0
    if rotation == 180:
        return wide - x1, high - y1, wide - x0, high - y0
    if rotation == 270:
        return high - y1, x0, high - y0, x1
    return box


def _without_shading(boxes: Sequence[Box]) -> Iterator[Box]:
    """Yields the boxes that are not the shading behind a line of words in a cell's own box."""
    places: dict[tuple[float, float], list[tuple[float, float]]] = defaultdict(list)
    for x0, y0, x1, y1 in boxes:
        if y1 - y0 > _THIN and x1 - x0 >= _SHORTEST:
            places[x0, x1].append((y0, y1))
    outer = {
        (x0, x1): [
            held
            for (left, right), held in places.items()
            if _INSET_LEAST < x0 - left < _INSET_MOST and _INSET_LEAST < right - x1 < _INSET_MOST
        ]
        for x0, x1 in places
    }
    for box in boxes:
        x0, y0, x1, y1 = box
        around = outer.get((x0, x1), ()) if y1 - y0 > _THIN else ()
        if not any(low < y0 + 1 and y1 - 1 < high for held in around for low, high in held):
            yield box


def _as_rules(box: Box) -> Iterator[Rule]:
    x0, y0, x1, y1 = box
    if x1 - x0 < _SHORTEST or y1 - y0 > _HIGHEST_BOX:
        return
    yield Rule(x0, x1, y0)
    if y1 - y0 > _THIN:
        yield Rule(x0, x1, y1)
