"""Measures whether the boxes of quotations sit on the quoted words, on real PDFs.

    python eval/boxes.py FOLDER [--pages 30] [--seed 1] [--out DIR]

Takes pages by chance from the PDFs of a folder, and on each a sentence or table row, with one word
or cell of it. Reads what stands under their boxes by pdfium's own search of an area, which the
boxes do not come from, and prints how much of it is what was quoted. With --out, draws each page
with its boxes, to be looked at.
"""

from __future__ import annotations

import argparse
import ctypes
import random
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pypdfium2.raw as pdfium
from pypdfium2 import PdfDocument, PdfPage, PdfTextPage

from assistant.errors import UnreadableReport
from assistant.loading import Source, load_report
from assistant.loading.page_images import draw_page
from assistant.records import Block, Box, Page, Report, find_boxes
from assistant.sentences import find_sentences
from assistant.settings import Settings

Span = tuple[int, int]

_LETTER = re.compile(r"\w")
_WORD = re.compile(r"\S+")
_INSIDE = 0.15
"""The share of a line's height by which a box is made smaller before it is read: the next lines may
reach into it."""
_FINE = 100


@dataclass(frozen=True, slots=True)
class Sample:
    """A quotation of a page, and a word or cell of it."""

    path: Path
    report: Report
    page: Page
    quote: Span
    part: Span

    def text(self, span: Span) -> str:
        return self.report.text[span[0] : span[1]]

    def boxes(self, span: Span) -> tuple[Box, ...]:
        return find_boxes(self.report.pages, *span)


def find_samples(folder: Path, *, pages: int, seed: int) -> Iterator[Sample]:
    """Yields a quotation of each of so many pages, taken by chance from all pages with text."""
    chance = random.Random(seed)
    places: list[tuple[Path, Report, Page]] = []
    for path in sorted(folder.glob("*.pdf")):
        try:
            report = load_report(Source(path, path.name), settings=Settings())
        except UnreadableReport as error:
            print(error, file=sys.stderr)
            continue
        places += [(path, report, page) for page in report.pages]
    chance.shuffle(places)
    samples = (sample for place in places if (sample := _choose(*place, chance)) is not None)
    for _, sample in zip(range(pages), samples, strict=False):
        yield sample


def _choose(path: Path, report: Report, page: Page, chance: random.Random) -> Sample | None:
    blocks = [b for b in report.blocks if page.start <= b.start < page.end and b.end - b.start > 20]
    if not blocks:
        return None
    block = chance.choice(blocks)
    quote, parts = _row(block, chance) if block.cells else _sentence(report.text, block, chance)
    with_digits = [span for span in parts if re.search(r"\d", report.text[span[0] : span[1]])]
    return Sample(path, report, page, quote, chance.choice(with_digits or parts))


def _row(block: Block, chance: random.Random) -> tuple[Span, list[Span]]:
    own = [cell for cell in block.cells if cell.start >= block.start and cell.end > cell.start]
    row = chance.choice([cell.row for cell in own])
    cells = [(cell.start, cell.end) for cell in own if cell.row == row]
    return (min(start for start, _ in cells), max(end for _, end in cells)), cells


def _sentence(text: str, block: Block, chance: random.Random) -> tuple[Span, list[Span]]:
    start, end = chance.choice(list(find_sentences(text, block.start, block.end)))
    return (start, end), [match.span() for match in _WORD.finditer(text, start, end)]


def text_under(data: bytes, number: int, boxes: Sequence[Box]) -> str:
    """Returns what pdfium finds within boxes of a page, one after another."""
    document = PdfDocument(data)
    page = document[number - 1]
    text_page = page.get_textpage()
    read = [_text_within(page, text_page, box) for box in boxes]
    text_page.close()
    document.close()
    return " ".join(read)


def _text_within(page: PdfPage, text_page: PdfTextPage, box: Box) -> str:
    high, wide = box.y1 - box.y0, box.x1 - box.x0
    # Of a line written upwards the sides are what the neighbours reach over.
    x, y = (0.0, _INSIDE * high) if high < 1.5 * wide else (_INSIDE * wide, 0.0)
    one = _as_page_point(page, box.x0 + x, box.y0 + y)
    two = _as_page_point(page, box.x1 - x, box.y1 - y)
    (left, right), (bottom, top) = map(sorted, zip(one, two, strict=True))
    return text_page.get_text_bounded(left, bottom, right, top)


def _as_page_point(page: PdfPage, x: float, y: float) -> tuple[float, float]:
    """Returns a point of the page as shown in the file's own coordinates, by pdfium's own sum."""
    width, height = (round(_FINE * side) for side in page.get_size())
    at_x, at_y = ctypes.c_double(), ctypes.c_double()
    pdfium.FPDF_DeviceToPage(
        *(page.raw, 0, 0, width, height, 0, round(_FINE * x), round(_FINE * y)),
        *(ctypes.byref(at_x), ctypes.byref(at_y)),
    )
    return at_x.value, at_y.value


def agreement(wanted: str, read: str) -> float:
    """Returns the share of letters and digits that two texts have in common, 0 to 1."""
    if not _LETTER.search(wanted):  # A dash or a bullet.
        return float(wanted in read)
    one, two = (Counter(_LETTER.findall(text)) for text in (wanted, read))
    return 2 * (one & two).total() / max(1, one.total() + two.total())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--pages", type=int, default=30)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path)
    given = parser.parse_args()
    shares: dict[str, list[float]] = {"quotation": [], "word or cell": []}
    for number, sample in enumerate(find_samples(given.folder, pages=given.pages, seed=given.seed)):
        data = sample.path.read_bytes()
        told = []
        for span, name in zip((sample.quote, sample.part), shares, strict=True):
            read = text_under(data, sample.page.number, sample.boxes(span))
            shares[name].append(agreement(sample.text(span), read))
            told.append(f"{100 * shares[name][-1]:.1f} %")
        print(f"{number:2} {sample.path.name}, page {sample.page.number}: {', '.join(told)}")
        if min(values[-1] for values in shares.values()) < 0.98:
            print(f"   quoted {sample.text(sample.quote)!r}, {sample.text(sample.part)!r}")
        if given.out is not None:
            given.out.mkdir(parents=True, exist_ok=True)
            boxes = sample.boxes(sample.quote), sample.boxes(sample.part)
            picture = draw_page(data, sample.page.number, *boxes, origin=sample.path.name)
            (given.out / f"{number:02}.png").write_bytes(picture)
    for name, values in shares.items():
        whole = sum(value > 0.98 for value in values)
        mean = 100 * sum(values) / max(1, len(values))
        print(f"{name}: {mean:.2f} % of the letters agree; {whole} of {len(values)} whole")


if __name__ == "__main__":
    main()
