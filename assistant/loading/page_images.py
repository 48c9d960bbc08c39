"""Draws a page of a PDF as a PNG picture with boxes on it. Knows nothing of libraries."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Sequence
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
import numpy.typing as npt

from assistant.errors import UnreadableReport
from assistant.loading.pdf_pages import PDFIUM
from assistant.loading.pdf_pictures import is_too_large
from assistant.records import Box

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage

Pixels: TypeAlias = npt.NDArray[np.uint8]

_SCALE = 2.0
"""Pixels a point, where the page is not too large for it."""
_LONGEST = 2_200
_MARGIN = 1.0
"""Points around the words: a box right on the letters is hard to see."""
_QUOTE = (255, 240, 140)
_FIGURE = (255, 196, 77)
_EDGE = (196, 84, 0)


def draw_page(
    data: bytes, number: int, quote: Sequence[Box], figures: Sequence[Box] = (), *, origin: str
) -> bytes:
    """Returns a page of a PDF, counted from 1, as PNG: a quotation's words tinted, the figures in
    it framed.

    Raises UnreadableReport where the page cannot be drawn.
    """
    with PDFIUM:
        pixels, scale = _draw_bare(data, number, origin)
    for box in quote:
        _tint(pixels, _area(box, scale, pixels), _QUOTE)
    for box in figures:
        area = _area(box, scale, pixels)
        _tint(pixels, area, _FIGURE)
        _frame(pixels, area)
    return _as_png(pixels)


def _draw_bare(data: bytes, number: int, origin: str) -> tuple[Pixels, float]:
    from pypdfium2 import PdfDocument, PdfiumError

    document: PdfDocument | None = None
    try:
        document = PdfDocument(data)
        page = document[number - 1]
        if is_too_large(page):
            cause = f"the pictures on page {number} have too many dots to be opened"
            raise UnreadableReport(origin, cause)
        drawn = _render(page)
        page.close()
    except (PdfiumError, IndexError) as error:
        raise UnreadableReport(
            origin, f"page {number} cannot be drawn; open it in a viewer"
        ) from error
    finally:
        if document is not None:
            document.close()
    return drawn


def _render(page: PdfPage) -> tuple[Pixels, float]:
    width, height = page.get_size()
    scale = min(_SCALE, _LONGEST / max(width, height))
    bitmap = page.render(scale=scale, may_draw_forms=False, rev_byteorder=True)
    pixels: Pixels = bitmap.to_numpy()[:, :, :3].copy()
    bitmap.close()
    return pixels, scale


_Area: TypeAlias = tuple[int, int, int, int]


def _area(box: Box, scale: float, pixels: Pixels) -> _Area:
    high, wide = pixels.shape[:2]
    x0, x1 = (round(scale * x) for x in (box.x0 - _MARGIN, box.x1 + _MARGIN))
    y0, y1 = (round(scale * y) for y in (box.y0 - _MARGIN, box.y1 + _MARGIN))
    return max(0, x0), max(0, y0), min(wide, x1), min(high, y1)


def _tint(pixels: Pixels, area: _Area, colour: tuple[int, int, int]) -> None:
    """Lays a colour under what is written, as a marker pen does."""
    x0, y0, x1, y1 = area
    part = pixels[y0:y1, x0:x1]
    pixels[y0:y1, x0:x1] = np.minimum(part, np.array(colour, np.uint8))


def _frame(pixels: Pixels, area: _Area) -> None:
    x0, y0, x1, y1 = area
    for part in (
        pixels[y0 : y0 + 2, x0:x1],
        pixels[max(y0, y1 - 2) : y1, x0:x1],
        pixels[y0:y1, x0 : x0 + 2],
        pixels[y0:y1, max(x0, x1 - 2) : x1],
    ):
        part[...] = _EDGE


def _as_png(pixels: Pixels) -> bytes:
    """Returns pixels as PNG (W3C recommendation, third edition): 8 bits a colour, no filter."""
    high, wide = pixels.shape[:2]
    rows = np.zeros((high, 1 + 3 * wide), np.uint8)
    rows[:, 1:] = pixels.reshape(high, 3 * wide)
    header = struct.pack(">IIBBBBB", wide, high, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(rows.tobytes(), 6)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        for kind, body in chunks
    )
