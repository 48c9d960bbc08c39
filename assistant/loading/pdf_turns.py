"""Tells whether the text of a PDF page runs sideways, and sorts what does. Knows no tables."""

from __future__ import annotations

import math
from array import array
from collections import Counter
from collections.abc import Sequence
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pypdfium2 import PdfTextPage

_SAMPLES = 48
_MOST = 0.8


def find_turn(text_page: PdfTextPage, count: int, *, rotation: int) -> int:
    """Returns by how many degrees to turn a page right, as shown, so that its text runs level.

    0 where its directions are mixed. ``count`` is how many characters it has, ``rotation`` by how
    much it is turned right to be shown.
    """
    import pypdfium2.raw as pdfium

    quarters: Counter[int] = Counter()
    step = max(1, count // _SAMPLES)
    for at in range(0, count, step):
        angle = pdfium.FPDFText_GetCharAngle(text_page.raw, at)
        if angle >= 0:
            quarters[round(math.degrees(angle) / 90) % 4] += 1
    if not quarters:
        return 0
    quarter, found = quarters.most_common(1)[0]
    # Angles are those of the page as it is written, before it is turned to be shown.
    return (-90 * quarter - rotation) % 360 if found >= _MOST * quarters.total() else 0


def find_order(
    boxes: Sequence[tuple[float, float, float, int]], places: array[float]
) -> tuple[list[int], array[float]]:
    """Returns the order of boxes from the top down and from left to right, and the places so.

    A box is its left edge, bottom, top and how many words it has.
    """
    ends = list(accumulate(4 * count for *_, count in boxes))
    order = sorted(range(len(boxes)), key=lambda n: (-boxes[n][1] - boxes[n][2], boxes[n][0]))
    sorted_places = array("f")
    for number in order:
        sorted_places += places[ends[number] - 4 * boxes[number][3] : ends[number]]
    return order, sorted_places
