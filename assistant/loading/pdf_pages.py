"""Reads where the words of a PDF page stand. Knows nothing of paragraphs or tables.

Coordinates are points from the page's left and bottom edge, as the page is shown.
"""

from __future__ import annotations

import ctypes
import math
import re
import threading
from array import array
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from assistant.loading.pdf_breaks import GLUE, mend_breaks
from assistant.loading.pdf_raised import write_lone, write_word
from assistant.loading.pdf_rules import Rule, read_rules
from assistant.loading.pdf_turns import find_order, find_turn

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage, PdfTextPage

PDFIUM = threading.RLock()
"""Held around calls to pdfium, which serves one thread at a time."""

HYPHEN = "\x02"  # Ends a line whose last word goes on in the next.
LEGIBLE = 2.5  # Text of fewer points in height is a mark for machines, not for readers.

_LINE = re.compile(r"[^\r\n\x02\ufffe]*[\x02\ufffe]?")
_LEADER = re.compile(r"[.…]{4,}")
_FIGURE = re.compile(r"[-–(<]?[$€£]?\s?\d")
_LEAST_CELLS, _LONGEST_CELL = 3, 16
_WORD = re.compile(r"\S+")
# Of the line's height: spaces between words are under half of it, gaps between cells over one.
CELL_GAP = 0.85
_FIGURE_GAP = 0.5
# Points; of a character's size, what is above and below its base line.
_TALL = 20.0
_ABOVE, _BELOW = 0.95, 0.25
_Known: TypeAlias = "Callable[[str], PdfText | None]"
_BOLD = re.compile(rb"bold|black|heavy|semibold|demi", re.IGNORECASE)


class Segment(NamedTuple):
    """Words of one line without a wide gap: a line of prose, or a cell of a table.

    ``words`` are the left and right edge of each of its words.
    """

    text: str
    x0: float
    x1: float
    y0: float
    y1: float
    line: int
    bold: bool
    words: tuple[tuple[float, float], ...] = ()

    @property
    def height(self) -> float:
        return self.y1 - self.y0


class PdfText(NamedTuple):
    """A page's size, its segments as the file gives them, and how many dot leaders were dropped.

    ``places`` are left, bottom, right and top of each word of the segments, one after another; all
    are 0 where a word's place is not known. A page set or scanned sideways has been turned
    clockwise by ``turn`` degrees to be upright. One read by OCR has how sure OCR was: ``ocr`` of
    the page on average, ``confidences`` of each word. ``rules`` are the level lines; they are read
    only where figures stand by themselves.
    """

    width: float
    height: float
    segments: list[Segment]
    leaders: int
    places: array[float] = array("f")
    turn: int = 0
    ocr: int | None = None
    confidences: tuple[int, ...] = ()
    rules: tuple[Rule, ...] = ()


def read_page(document: PdfDocument, index: int, find_known: _Known) -> PdfText | None:
    """Returns a page's text, that known for its words where it is, None where it cannot open."""
    with PDFIUM:
        return _read_page(document, index, find_known)


def _read_page(document: PdfDocument, index: int, find_known: _Known) -> PdfText | None:
    from pypdfium2 import PdfiumError

    try:
        page = document.get_page(index)
    except PdfiumError:
        return None
    try:
        text_page = page.get_textpage()
    except PdfiumError:
        page.close()
        return None
    try:
        width, height = page.get_size()
        count = text_page.count_chars()
        text = text_page.get_text_range() if count > 0 else ""
        if (known := find_known(text)) is not None:
            return known
        turn = find_turn(text_page, count, rotation=page.get_rotation())
        boxes = _Boxes(page, text_page, exact=len(text) == count, turn=turn)
        leaders = sum(1 for _ in _LEADER.finditer(text))
        segments = list(_read_segments(mend_breaks(text, boxes.box), boxes))
        if (turn + page.get_rotation()) % 360:  # It is given in the order of level text.
            edges = [(s.x0, s.y0, s.y1, len(s.words)) for s in segments]
            order, boxes.places = find_order(edges, boxes.places)
            segments = [segments[number] for number in order]
        if turn in (90, 270):
            width, height = height, width
        rules = read_rules(page, turn=turn) if turn or _has_cells(segments) else ()
        return PdfText(width, height, segments, leaders, boxes.places, turn, rules=rules)
    finally:
        text_page.close()
        page.close()


def _has_cells(segments: list[Segment]) -> bool:
    """Whether figures stand by themselves, on lines of several segments or alone."""
    cells = sum(
        len(segment.text) <= _LONGEST_CELL and _FIGURE.match(segment.text) is not None
        for segment in segments
    )
    return cells >= _LEAST_CELLS


class _Boxes:
    """Gives the box of a character; one set of C doubles serves all calls."""

    def __init__(self, page: PdfPage, text_page: PdfTextPage, *, exact: bool, turn: int) -> None:
        import pypdfium2.raw as pdfium

        self._raw = pdfium
        self._handle = text_page.raw
        self._exact = exact
        self._rotation = (page.get_rotation() + turn) % 360
        # What is shown; a crop box may reach beyond the sheet.
        self._left, self._bottom, self._right, self._top = page.get_bbox()
        self._rect = pdfium.FS_RECTF()
        self._matrix = pdfium.FS_MATRIX()
        self._base = ctypes.c_double(), ctypes.c_double()
        self._by_reference = ctypes.byref(self._rect)
        # It is called for every word of every page.
        self._loose_box = pdfium.FPDFText_GetLooseCharBox
        self._name = ctypes.create_string_buffer(128)
        self._flags = ctypes.c_int()
        self.places = array("f")

    def word(self, start: int, end: int) -> tuple[float, float, float, float]:
        """Returns a word's left and right edge and its first character's bottom and top; notes the
        word's place."""
        left, right, bottom, top = self.box(start)
        if end - start == 1:
            self.places.extend((left, bottom, right, top))
            return left, right, bottom, top
        x0, x1, y0, y1 = last = self.box(end - 1)
        if any(last):
            left_most, lowest = min(left, x0), min(bottom, y0)
            self.places.extend((left_most, lowest, max(right, x1), max(top, y1)))
        else:
            self.places.extend((left, bottom, right, top))
        return left, x1, bottom, top

    def index(self, at: int) -> int:
        if self._exact:
            return at
        return int(self._raw.FPDFText_GetCharIndexFromTextIndex(self._handle, at))

    def box(self, at: int) -> tuple[float, float, float, float]:
        place = at if self._exact else self.index(at)
        self._loose_box(self._handle, place, self._by_reference)
        rect = self._rect
        if rect.top - rect.bottom > _TALL:
            self._mend(place)
        left, bottom = rect.left - self._left, rect.bottom - self._bottom
        right, top = rect.right - self._left, rect.top - self._bottom
        if not math.isfinite(left + right + bottom + top):
            return 0.0, 0.0, 0.0, 0.0  # A damaged font: the text is kept, its place is not known.
        if self._rotation == 0:
            return left, right, bottom, top
        wide, high = self._right - self._left, self._top - self._bottom
        if self._rotation == 90:
            return bottom, top, wide - right, wide - left
        if self._rotation == 180:
            return wide - right, wide - left, high - top, high - bottom
        return high - top, high - bottom, left, right

    def _mend(self, place: int) -> None:
        """Puts right the box of an upright character whose font says it is far taller than it is
        set: by its size, from its base line."""
        raw, matrix = self._raw, self._matrix
        raw.FPDFText_GetMatrix(self._handle, place, ctypes.byref(matrix))
        if matrix.b or matrix.c:
            return
        size = abs(matrix.d) * raw.FPDFText_GetFontSize(self._handle, place)
        if 0 < size < (self._rect.top - self._rect.bottom) / 2:
            base = self._base
            raw.FPDFText_GetCharOrigin(self._handle, place, *map(ctypes.byref, base))
            self._rect.bottom = base[1].value - _BELOW * size
            self._rect.top = base[1].value + _ABOVE * size

    def is_bold(self, first: int, last: int) -> bool:
        """Whether a run is bold from its first character to its last."""
        return self._is_bold_at(first) and self._is_bold_at(last)

    def _is_bold_at(self, at: int) -> bool:
        place = self.index(at)
        if self._raw.FPDFText_GetFontWeight(self._handle, place) >= 600:
            return True
        self._raw.FPDFText_GetFontInfo(
            self._handle, place, self._name, len(self._name), ctypes.byref(self._flags)
        )
        return _BOLD.search(self._name.value) is not None


def _read_segments(text: str, boxes: _Boxes) -> Iterator[Segment]:
    number = 0
    for line in _LINE.finditer(text):
        words = [match.span() for match in _WORD.finditer(text, *line.span())]
        if _LEADER.search(text, *line.span()):
            words = [word for span in words for word in _without_leader(text, span)]
        if words:
            yield from _segment_line(text, words, boxes, number)
            number += 1


def _without_leader(text: str, span: tuple[int, int]) -> Iterator[tuple[int, int]]:
    start = span[0]
    for leader in _LEADER.finditer(text, *span):
        if start < leader.start():
            yield start, leader.start()
        start = leader.end()
    if start < span[1]:
        yield start, span[1]


def _segment_line(
    text: str, words: list[tuple[int, int]], boxes: _Boxes, number: int
) -> Iterator[Segment]:
    run: list[tuple[int, int]] = []
    edges: list[tuple[float, float]] = []
    sides: list[tuple[float, float]] = []
    x0 = x1 = 0.0
    for start, end in words:
        left, right, bottom, top = boxes.word(start, end)
        if run:
            before = edges[-1]
            high = max(top - bottom, before[1] - before[0], 1.0)
            gap = left - x1
            apart = gap > CELL_GAP * high or left < x0 - high
            # Columns of figures may be set closer than words are parted.
            close = not apart and gap > _FIGURE_GAP * high
            close = close and _are_figures(text, run[-1], (start, end))
            if apart or close or abs(bottom - before[0]) > high:
                if close and len(run) > 1 and sides[-1][0] - sides[-2][1] > _FIGURE_GAP * high:
                    yield _make_segment(text, run[:-1], boxes, sides[:-1], edges[:-1], number)
                    run, edges, sides = run[-1:], edges[-1:], sides[-1:]
                yield _make_segment(text, run, boxes, sides, edges, number)
                run, edges, sides = [], [], []
        if not run:
            x0, x1 = left, right
        run.append((start, end))
        edges.append((bottom, top))
        sides.append((left, right))
        x1 = max(x1, right)
    yield _make_segment(text, run, boxes, sides, edges, number)


def _are_figures(text: str, *words: tuple[int, int]) -> bool:
    return all(_FIGURE.match(text, start, end) is not None for start, end in words)


def _make_segment(
    text: str,
    run: list[tuple[int, int]],
    boxes: _Boxes,
    sides: list[tuple[float, float]],
    edges: list[tuple[float, float]],
    number: int,
) -> Segment:
    told = [write_word(text, start, end, boxes.box, glue=GLUE) for start, end in run]
    for place in range(len(run) - 1, 0, -1):
        told[place] = write_lone(told[place], told[place - 1], edges[place], edges[place - 1])
    words = " ".join(told).replace("\ufffe", HYPHEN)
    # The middle one: a footnote's mark or a symbol's font must not make a line seem larger.
    y0, y1 = sorted(edges, key=lambda edge: edge[1] - edge[0])[len(edges) // 2]
    bold = boxes.is_bold(run[0][0], run[-1][1] - 1)
    x0, x1 = sides[0][0], max(right for _, right in sides)
    return Segment(words, x0, x1, y0, y1, number, bold, tuple(sides))
