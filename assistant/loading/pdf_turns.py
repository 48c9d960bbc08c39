"""Tells whether the text of a PDF page runs sideways. Knows nothing of words or places."""

from __future__ import annotations

import math
from collections import Counter
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
