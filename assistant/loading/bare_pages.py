"""Sees to the pages of a PDF that have no text to read, and says what became of each. Knows nothing
of paragraphs or tables, or of how a picture is read.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from assistant.loading.pdf_pages import PdfText
from assistant.loading.pdf_pictures import is_covered
from assistant.loading.scans import (
    GAP,
    UNSURE,
    Picture,
    Scan,
    is_blank,
    is_garbled,
    read_scan,
    render,
)
from assistant.loading.tesseract import INSTALL, OcrError, Tesseract
from assistant.records import name_pages, told

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

_AT_ONCE = 4
_NAMED = 12
"""How many unsure words are named; the others are counted."""
# A page of fewer words than this under which one picture lies is a scan with a stamp on it, or the
# photograph of a cover; OCR tells, by reading so many words more.
_FEW, _COVERED, _MORE = 25, 0.85, 10
_AGAIN = "remove the report and add it again"


@dataclass(slots=True)
class BarePages:
    """What became of the pages without text, by page number; ``why`` is the first fault of OCR."""

    blank: list[int] = field(default_factory=list)
    garbled: list[int] = field(default_factory=list)
    read: dict[int, Scan] = field(default_factory=dict)
    unread: list[int] = field(default_factory=list)
    wordless: list[int] = field(default_factory=list)
    pictures: list[int] = field(default_factory=list)
    covers: list[int] = field(default_factory=list)
    has_ocr: bool = False
    is_encrypted: bool = False
    why: str = ""

    def take(self, index: int, scan: Scan | OcrError, filled: list[PdfText | None]) -> None:
        """Puts what OCR made of a page in its place; a few words that the file has itself stay
        where OCR does not read far more."""
        own = filled[index]
        if isinstance(scan, OcrError):
            (self.pictures if _has_words(own) else self.unread).append(index + 1)
            self.why = self.why or str(scan)
        elif _has_words(own) and len(_words_of(scan.page)) < _MORE + 2 * len(_words_of(own)):
            self.covers.append(index + 1)
        elif scan.page.segments:
            self.read[index + 1] = scan
            filled[index] = scan.page
        else:
            self.wordless.append(index + 1)

    def warnings(self) -> list[str]:
        """Returns a line each for what a reader of the report should know."""
        return [
            *_tell(self.blank, "{} blank"),
            *_tell(self.garbled, "{} a text layer that makes no sense: it is left out", "has"),
            *_tell(sorted(self.read), f"{{}} read by OCR, {self._mean()} % sure on average"),
            *self._tell_words(),
            *_tell(self.wordless, "{} no text layer, and OCR finds no words there", "has"),
            *_tell(self.unread, f"{{}} no text layer (scans?): {self._unread()}", "has"),
            *_tell(
                self.covers, "{} a picture under a few words, and OCR finds no more there", "has"
            ),
            *_tell(self.pictures, f"{{}} a picture under a few words: {self._unread()}", "has"),
        ]

    def cause(self) -> str:
        """Returns why nothing could be read in the whole file, and what to do."""
        if self.is_encrypted and not (self.unread or self.wordless):
            return (
                "the PDF is encrypted, and though it opens, no text can be read in it; save it "
                "without protection, or print it to PDF, and add that"
            )
        if not (self.unread or self.wordless):
            return (
                "its pages are blank or damaged: nothing at all stands on them; open it in a "
                "viewer and, where it shows text, print it to PDF again and add that"
            )
        scan = "no page has a text layer (it is a scan)"
        if self.garbled:
            scan = "the text layer makes no sense (fonts without a character map)"
        if self.unread and not self.has_ocr:
            return (
                f"{scan}; install Tesseract ({INSTALL}) and add it again, or make one with "
                "`ocrmypdf in.pdf out.pdf` and add out.pdf"
            )
        return f"{scan}, and {self.why or 'OCR finds no words in it; check that it is a text'}"

    def _mean(self) -> int:
        sure = [scan.page.ocr or 0 for scan in self.read.values()]
        return round(sum(sure) / max(1, len(sure)))

    def _unread(self) -> str:
        if self.has_ocr:
            return f"{self.why}; nothing was read there"
        return f"nothing was read there; install Tesseract ({INSTALL}), {_AGAIN}"

    def _tell_words(self) -> Iterator[str]:
        unsure = [
            f"“{word}” (page {number}, {sure} %)"
            for number, scan in sorted(self.read.items())
            for word, sure in zip(_words_of(scan.page), scan.page.confidences, strict=True)
            if sure < UNSURE and word != GAP
        ]
        if unsure:
            more = f" and {len(unsure) - _NAMED} more" if len(unsure) > _NAMED else ""
            yield f"OCR is unsure of {', '.join(unsure[:_NAMED])}{more}"
        dropped = sum(scan.dropped for scan in self.read.values())
        if dropped:
            left = told(dropped, "word{s} that OCR could only guess {were} left out")
            yield f"{left}; within a line […] stands instead"


def fill_in(
    document: PdfDocument, pages: Sequence[PdfText | None], tesseract: Tesseract | None
) -> tuple[list[PdfText | None], BarePages]:
    """Returns the pages, with those that are pictures read by OCR where it is there, and what was
    done. Text that makes no sense is taken out.
    """
    filled = list(pages)
    told = BarePages(has_ocr=tesseract is not None, is_encrypted=_is_encrypted(document))
    wanted = []
    for index, page in enumerate(pages):
        if page is None:
            continue
        if page.segments and not is_garbled(page):
            if len(_words_of(page)) < _FEW and is_covered(document, index, share=_COVERED):
                wanted.append(index)
            continue
        if page.segments:
            told.garbled.append(index + 1)
            filled[index] = PdfText(page.width, page.height, [], 0)
        elif is_blank(document, index):
            told.blank.append(index + 1)
            continue
        wanted.append(index)
    if tesseract is None:
        told.unread = [index + 1 for index in wanted if not _has_words(filled[index])]
        told.pictures = [index + 1 for index in wanted if _has_words(filled[index])]
        return filled, told
    for index, scan in _read_all(document, wanted, tesseract):
        told.take(index, scan, filled)
    return filled, told


def _read_all(
    document: PdfDocument, indexes: Sequence[int], tesseract: Tesseract
) -> Iterator[tuple[int, Scan | OcrError]]:
    """Yields each page's words or why there are none; a few pages are read at once."""
    at_once = min(_AT_ONCE, os.cpu_count() or 1)

    def read(picture: Picture | OcrError) -> Scan | OcrError:
        try:
            return picture if isinstance(picture, OcrError) else read_scan(picture, tesseract)
        except OcrError as error:
            return error

    with ThreadPoolExecutor(at_once) as pool:
        for first in range(0, len(indexes), at_once):
            group = indexes[first : first + at_once]
            # pdfium serves one thread; a few pictures are in memory, not a document's.
            pictures = [_draw(document, index) for index in group]
            yield from zip(group, pool.map(read, pictures), strict=True)


def _is_encrypted(document: PdfDocument) -> bool:
    import pypdfium2.raw as pdfium

    return int(pdfium.FPDF_GetSecurityHandlerRevision(document.raw)) >= 0


def _draw(document: PdfDocument, index: int) -> Picture | OcrError:
    try:
        return render(document, index)
    except OcrError as error:
        return error


def _words_of(page: PdfText | None) -> list[str]:
    segments = [] if page is None else page.segments
    return [word for segment in segments for word in segment.text.split(" ")]


def _has_words(page: PdfText | None) -> bool:
    return page is not None and bool(page.segments)


def _tell(numbers: Sequence[int], words: str, verb: str = "is") -> list[str]:
    """Returns "pages 2, 4-5 are …", or nothing where there are none."""
    if not numbers:
        return []
    several = {"is": "are", "has": "have"}
    said = several[verb] if len(numbers) > 1 else verb
    return [words.format(f"{name_pages(numbers)} {said}")]
