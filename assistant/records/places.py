"""Finds the boxes of a span of a report, and how sure OCR was of it. Knows nothing of files."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from assistant.records.boxes import Box, Word
from assistant.records.reports import Page

_GAP = 1.0
"""Of a line's height: words further apart than this are cells, and have boxes of their own."""


def find_boxes(pages: Sequence[Page], start: int, end: int) -> tuple[Box, ...]:
    """Returns the boxes of a span of a report's text, in text order, one for words side by side.

    Pages without word boxes, and words whose place is not known, have none. Of a word that the span
    cuts, the part within is guessed from its letters.
    """
    boxes: list[Box] = []
    for page in pages:
        if page.words is None or not _meets(page, start, end):
            continue
        placed = [_cut(word, start, end) for word in page.words.between(start, end)]
        boxes += _joined(page.number, placed)
    return tuple(boxes)


def find_confidence(pages: Sequence[Page], start: int, end: int, quote: str) -> int | None:
    """Returns how sure OCR was of a quote, 0 to 100: the least sure of its words with a digit, or
    the mean of its words where none has one. None where the place was not read by OCR.

    ``quote`` is the report's text from ``start`` to ``end``.
    """
    read = [page for page in pages if page.ocr is not None and _meets(page, start, end)]
    if not read:
        return None
    told: list[tuple[int, bool]] = []
    for page in read:
        for word in page.words.between(start, end) if page.words is not None else ():
            text = quote[max(0, word.start - start) : max(0, word.end - start)]
            if word.confidence is not None:
                told.append((word.confidence, any(map(str.isdigit, text))))
    numbers = [confidence for confidence, has_digit in told if has_digit]
    if numbers:
        return min(numbers)
    if told:
        return round(sum(confidence for confidence, _ in told) / len(told))
    return min(page.ocr for page in read if page.ocr is not None)


def _meets(page: Page, start: int, end: int) -> bool:
    return page.start < end and start < page.end


def _cut(word: Word, start: int, end: int) -> Word:
    """Returns what of a word is in a span; one that is written upwards stays whole."""
    is_upright = word.x1 - word.x0 >= word.y1 - word.y0
    if (start <= word.start and word.end <= end) or not is_upright:
        return word
    wide = (word.x1 - word.x0) / (word.end - word.start)
    first, last = max(word.start, start), min(word.end, end)
    x0, x1 = word.x0 + wide * (first - word.start), word.x0 + wide * (last - word.start)
    return word._replace(start=first, end=last, x0=round(x0, 2), x1=round(x1, 2))


def _joined(page: int, words: Sequence[Word]) -> list[Box]:
    boxes: list[Box] = []
    for word in words:
        box = Box(page, *word[2:6])
        if boxes and _is_beside(boxes[-1], box):
            last = boxes[-1]
            y0, y1 = min(last.y0, box.y0), max(last.y1, box.y1)
            boxes[-1] = Box(page, min(last.x0, box.x0), y0, max(last.x1, box.x1), y1)
        else:
            boxes.append(box)
    return [box for box, _ in groupby(boxes)]


def _is_beside(left: Box, right: Box) -> bool:
    high = min(left.y1 - left.y0, right.y1 - right.y0)
    shared = min(left.y1, right.y1) - max(left.y0, right.y0)
    apart = max(left.x0, right.x0) - min(left.x1, right.x1)
    return shared > 0.5 * high and apart < _GAP * high
