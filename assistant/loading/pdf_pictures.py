"""Tells how large the pictures on a PDF page are, before any is opened. Knows nothing of text."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import TYPE_CHECKING

from assistant.loading.pdf_pages import PDFIUM

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfObject, PdfPage

_BYTES = 512 << 20
"""A sheet of 35,000 by 35,000 dots, black and white, opens to 150 million bytes."""
_DEPTH = 4


def is_too_large(page: PdfPage) -> bool:
    """Tells whether the pictures of a page open to more bytes than should be in memory."""
    import pypdfium2.raw as pdfium

    told = pdfium.FPDF_IMAGEOBJ_METADATA()
    total = 0
    for picture in _pictures(page):
        if pdfium.FPDFImageObj_GetImageMetadata(picture.raw, page.raw, ctypes.byref(told)):
            total += told.width * told.height * max(1, told.bits_per_pixel) // 8
    return total > _BYTES


def is_covered(document: PdfDocument, index: int, *, share: float) -> bool:
    """Tells whether one picture covers at least a share of a page."""
    from pypdfium2 import PdfiumError

    with PDFIUM:
        page = document[index]
        left, bottom, right, top = page.get_bbox()
        largest = 0.0
        for picture in _pictures(page):
            try:
                x0, y0, x1, y1 = picture.get_bounds()
            except PdfiumError:
                continue
            wide, high = min(x1, right) - max(x0, left), min(y1, top) - max(y0, bottom)
            largest = max(largest, max(0.0, wide) * max(0.0, high))
        page.close()
    return bool(largest >= share * (right - left) * (top - bottom))


def _pictures(page: PdfPage) -> Iterator[PdfObject]:
    import pypdfium2.raw as pdfium

    yield from page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=_DEPTH)
