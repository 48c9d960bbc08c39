"""Reads pages of a PDF that are only pictures, by OCR. Knows nothing of paragraphs or tables."""

from __future__ import annotations

import re
import time
import unicodedata
from array import array
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from itertools import groupby
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from assistant.loading.pdf_pages import CELL_GAP, HYPHEN, PDFIUM, PdfText, Segment
from assistant.loading.pdf_pictures import is_too_large
from assistant.loading.tesseract import OcrError, OcrWord, Pixels, Tesseract

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

UNSURE = 60
"""Words of which OCR is less sure than this (of 100) are named."""
_LEAST = 40
"""Below this a word is a guess, and mostly a stain or a line."""
GAP = "[…]"
"""Stands where a word was that could only be guessed."""
_DOUBTFUL = 65
"""Below this average a page may lie on its side."""
_DPI = 300
_PIXELS = 25_000_000
"""A page of 300 dpi has 9 million; of a larger one fewer dots an inch are read."""
_SHADES = 24
"""A page whose darkest and lightest dot differ by less has nothing on it that is seen."""

# Heights of letters, as shares of the size they are set in (most fonts are near to these).
_SMALL, _TALL, _DEEP = 0.5, 0.72, 0.21
_ABOVE, _BELOW = 0.95, 0.22
_HAS_DEEP = re.compile(r"[gjpqy,;()\[\]{}|@$/Qç_]")
_ALL_SMALL = re.compile(r"[acegm-suv-z.,:;…·~-]+")
_ALIKE = 0.15
_LETTERS_MATTER = re.compile(r"\w")
_BROKEN = re.compile(r"[^\W\d_]{2,}-")

_ODD = {"Cc", "Cn", "Co", "Cs"}
_MARKS = frozenset("-–—_.…·•*=|/ " + HYPHEN)
_ENOUGH = 1_000


class Picture(NamedTuple):
    """A page in grey, how many dots it has a point, and its size in points."""

    pixels: Pixels
    scale: float
    width: float
    height: float


class Scan(NamedTuple):
    """A page of words read by OCR; ``dropped`` counts guesses that were left out."""

    page: PdfText
    dropped: int


def is_garbled(page: PdfText) -> bool:
    """Tells whether a page's text makes no sense, as of a font without a character map.

    Half of it is no letter or digit, a fifth has no meaning in Unicode, or hardly a vowel is in it:
    of 1,083 pages of public documents none that can be read is near to any of these.
    """
    text = "".join(segment.text for segment in page.segments)
    # A thousand characters tell as much as all, and every page is asked.
    some = text[:: max(1, len(text) // _ENOUGH)]
    told = [char for char in some if char not in _MARKS]
    if not told:
        return False
    odd = sum(unicodedata.category(char) in _ODD or char == "\ufffd" for char in told)
    letters = [char.lower() for char in told if char.isalpha()]
    latin = [char for char in letters if char <= "z"]
    vowels = sum(char in "aeiouy" for char in latin)
    return (
        sum(map(str.isalnum, told)) < 0.6 * len(told)
        or odd > 0.2 * len(told)
        or (len(latin) >= 100 and 2 * len(latin) > len(letters) and vowels < 0.22 * len(latin))
    )


def is_blank(document: PdfDocument, index: int) -> bool:
    """Tells whether nothing is seen on a page that has no text."""
    try:
        pixels = render(document, index, pixels=500_000).pixels
    except OcrError:
        return False
    return int(pixels.max()) - int(pixels.min()) < _SHADES


def render(document: PdfDocument, index: int, *, pixels: int = _PIXELS) -> Picture:
    """Returns a page as a picture in grey of at most so many dots; raises OcrError."""
    with PDFIUM:
        return _render(document, index, pixels)


def _render(document: PdfDocument, index: int, pixels: int) -> Picture:
    page = document[index]
    if is_too_large(page):
        raise OcrError("its pictures have too many dots to be opened")
    width, height = page.get_size()
    scale = min(_DPI / 72, (pixels / max(1.0, width * height)) ** 0.5)
    bitmap = page.render(scale=scale, grayscale=True, may_draw_forms=False)
    grey: Pixels = bitmap.to_numpy().reshape(bitmap.height, -1)[:, : bitmap.width].copy()
    bitmap.close()
    page.close()
    return Picture(grey, scale, width, height)


def read_scan(picture: Picture, tesseract: Tesseract) -> Scan:
    """Returns the words of a page's picture, turned upright where it lies on its side.

    Raises OcrError.
    """
    pixels, scale, width, height = picture
    dpi = round(72 * scale)
    started = time.monotonic()
    turn, words = 0, tesseract.read(pixels, dpi=dpi)
    if _sureness(words) < _DOUBTFUL:
        # What else is tried must end within the page's time, too.
        left = tesseract.seconds - (time.monotonic() - started)
        hasty = replace(tesseract, seconds=max(1.0, left / 4))
        for other, turned in _read_turned(pixels, dpi, hasty, has_words=bool(words)):
            if _weight(turned) > _weight(words):
                turn, words = other, turned
    kept = _with_gaps([word for word in words if word.text.strip("|_")])
    size = (width, height) if turn % 180 == 0 else (height, width)
    page = _as_page(kept, scale, *size)
    dropped = sum(word.confidence < _LEAST for word in words if _LETTERS_MATTER.search(word.text))
    return Scan(page._replace(turn=turn), dropped)


def _with_gaps(words: Sequence[OcrWord]) -> list[OcrWord]:
    """Returns the words that are no guess; a guess within a line leaves a mark, so that no
    quotation closes over it. What is far from a letter's height is a stain and leaves none."""
    kept: list[OcrWord] = []
    for line in _by_line(words):
        sure = [word for word in line if word.confidence >= _LEAST]
        tall = median([word.y1 - word.y0 for word in sure]) if sure else 0
        for word in line if sure else ():
            if word.confidence >= _LEAST:
                kept.append(word)
            elif _LETTERS_MATTER.search(word.text) and 0.4 <= (word.y1 - word.y0) / tall <= 2.5:
                gap = word._replace(text=GAP)
                if kept and kept[-1].text == GAP and kept[-1].line == word.line:
                    gap = kept.pop()._replace(x1=word.x1)
                kept.append(gap)
    return kept


def _read_turned(
    pixels: Pixels, dpi: int, tesseract: Tesseract, *, has_words: bool
) -> Iterator[tuple[int, list[OcrWord]]]:
    """Yields the words of a picture turned as it seems it should be, or all ways if nothing tells
    and there are words at all."""
    told = tesseract.find_turn(pixels)
    turns = (told,) if told is not None else (90, 180, 270) if has_words else ()
    for turn in turns:
        if turn:
            # The picture was read as it is; a turn that fails takes nothing away.
            with suppress(OcrError):
                yield turn, tesseract.read(np.rot90(pixels, -turn // 90), dpi=dpi)


def _weight(words: Sequence[OcrWord]) -> float:
    """Returns how much was read, and how surely; lines written upwards are no lines read."""
    long = [word for word in words if len(word.text) > 2]
    upwards = sum(word.y1 - word.y0 > word.x1 - word.x0 for word in long)
    if 2 * upwards > len(long):
        return 0.0
    return sum(word.confidence * len(word.text) for word in words)


def _sureness(words: Sequence[OcrWord]) -> float:
    return _weight(words) / max(1, sum(len(word.text) for word in words))


def _as_page(words: Sequence[OcrWord], scale: float, width: float, height: float) -> PdfText:
    """Returns words as a page of text has them: in segments, with their places."""
    sizes = _find_sizes(words)
    segments: list[Segment] = []
    places = array("f")
    for number, (line, group) in enumerate(groupby(words, key=lambda word: word.line)):
        in_order = sorted(group, key=lambda word: word.x0)
        size = sizes[line]
        for run in _runs(in_order, size):
            ends_line = run[-1] is in_order[-1]
            segments.append(_as_segment(run, size, scale, height, number, ends_line))
            for word in run:
                x0, x1 = word.x0 / scale, word.x1 / scale
                places.extend((x0, height - word.y1 / scale, x1, height - word.y0 / scale))
    sure = [word.confidence for line in _by_line(words) for word in line]
    read = [word.confidence for word in words if word.text != GAP]
    mean = round(sum(read) / len(read)) if read else 0
    return PdfText(width, height, segments, 0, places, 0, mean, tuple(sure))


def _by_line(words: Sequence[OcrWord]) -> Iterator[list[OcrWord]]:
    for _, group in groupby(words, key=lambda word: word.line):
        yield sorted(group, key=lambda word: word.x0)


def _find_sizes(words: Sequence[OcrWord]) -> dict[int, float]:
    """Returns the size each line is set in, in pixels; lines nearly alike are set alike."""
    told: dict[int, list[float]] = {}
    for word in words:
        told.setdefault(word.line, []).extend([_size_of(word)] * len(word.text))
    every = [size for sizes in told.values() for size in sizes]
    usual = median(every) if every else 0.0
    sizes = {line: median(values) for line, values in told.items()}
    return {
        line: usual if abs(size - usual) <= _ALIKE * usual else size for line, size in sizes.items()
    }


def _size_of(word: OcrWord) -> float:
    above = _SMALL if _ALL_SMALL.fullmatch(word.text) else _TALL
    return (word.y1 - word.y0) / (above + _depth(word.text))


def _depth(text: str) -> float:
    return _DEEP if _HAS_DEEP.search(text) else 0.0


def _runs(words: Sequence[OcrWord], size: float) -> Iterator[list[OcrWord]]:
    """Yields the words of a line that have no wide gap between them."""
    gap = CELL_GAP * size * (_ABOVE + _BELOW)
    run: list[OcrWord] = []
    for word in words:
        if run and word.x0 - run[-1].x1 > gap:
            yield run
            run = []
        run.append(word)
    if run:
        yield run


def _as_segment(
    run: Sequence[OcrWord], size: float, scale: float, height: float, line: int, ends_line: bool
) -> Segment:
    texts = [word.text for word in run]
    if ends_line and _BROKEN.fullmatch(texts[-1]):
        texts[-1] = texts[-1][:-1] + HYPHEN
    base = median(word.y1 - _depth(word.text) * size for word in run)
    y0, y1 = height - (base + _BELOW * size) / scale, height - (base - _ABOVE * size) / scale
    return Segment(" ".join(texts), run[0].x0 / scale, run[-1].x1 / scale, y0, y1, line, False)
