"""Finds the words of PDF pages again in a report's text, and so where these stand. Knows nothing of
how the text was put together: a word is told by what it is and by the words beside it.
"""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from statistics import median
from typing import NamedTuple, TypeAlias

from assistant.loading.building import Content
from assistant.loading.pdf_pages import HYPHEN, PdfText
from assistant.records import Block, Page, Word, WordBoxes

_TOKEN = re.compile(r"\S+")
_LOOSE = 2
_BAR = " | "

_Span: TypeAlias = tuple[int, int]
_Rectangle: TypeAlias = tuple[float, float, float, float]


class _Part(NamedTuple):
    """A stretch of a page's text that the file has in one go: a paragraph, a cell, a page number.

    ``row`` and ``column`` are a cell's, -1 for others and for a cell over several columns.
    """

    start: int
    end: int
    order: int
    table: int = -1
    row: int = -1
    column: int = -1


class _Placed(NamedTuple):
    """A part of a token, and which word of the file it is."""

    start: int
    end: int
    word: int


def place_words(content: Content, pages: Sequence[PdfText | None]) -> Content:
    """Returns the content with the sizes of its pages and the boxes of their words."""
    placed = []
    first = 0
    starts = [block.start for block in content.blocks]
    for page, read in zip(content.pages, pages, strict=True):
        last = bisect_left(starts, page.end, first)
        if read is not None:
            page = _place_page(content.text, page, content.blocks[first:last], read)
        placed.append(page)
        first = last
    return replace(content, pages=tuple(placed))


def _place_page(text: str, page: Page, blocks: Sequence[Block], read: PdfText) -> Page:
    words = []
    for start, end, at in _Finder(text, read).find(list(_parts(page, blocks))):
        x0, y0, x1, y1 = read.places[4 * at : 4 * at + 4]
        if x1 > x0 and y1 > y0:
            edges = (x0, read.height - y1, x1, read.height - y0)
            if read.turn:
                edges = _turn_back(edges, read)
            words.append(
                Word(start, end, *edges, read.confidences[at] if read.confidences else None)
            )
    width, height = read.width, read.height
    if read.turn % 180:
        width, height = height, width
    return replace(page, width=width, height=height, words=WordBoxes.of(words), ocr=read.ocr)


def _turn_back(edges: _Rectangle, read: PdfText) -> _Rectangle:
    """Returns where a rectangle of a page that was turned stands on the page as it is shown."""
    x0, y0, x1, y1 = edges
    if read.turn == 90:
        return y0, read.width - x1, y1, read.width - x0
    if read.turn == 180:
        return read.width - x1, read.height - y1, read.width - x0, read.height - y0
    return read.height - y1, x0, read.height - y0, x1


def _parts(page: Page, blocks: Sequence[Block]) -> Iterator[_Part]:
    """Yields the parts of a page: prose, then cells, then what belongs to no block."""
    position = page.start
    for number, block in enumerate(blocks):
        if position < block.start:
            yield _Part(position, block.start, _LOOSE)
        position = block.end
        if not block.cells:
            yield _Part(block.start, block.end, 0)
            continue
        cells: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
        for cell in block.cells:
            if cell.end > cell.start >= block.start:
                cells[(cell.start, cell.end)].append((cell.row, cell.column))
        for (start, end), places in cells.items():
            row, column = places[0]
            yield _Part(start, end, 1, number, row, column if len(places) == 1 else -1)
        yield from _between(block, sorted(cells))
    if position < page.end:
        yield _Part(position, page.end, _LOOSE)


def _between(block: Block, cells: Sequence[_Span]) -> Iterator[_Part]:
    """Yields what stands between a table's cells: bars, and words whose place another cell has."""
    position = block.start
    for start, end in [*cells, (block.end, block.end)]:
        if position + len(_BAR) < start:
            yield _Part(position, start, 1)
        position = max(position, end)


class _Finder:
    """The words of one page, each to be found once.

    Runs of words that stand in one place only are found first, those of paragraphs before those of
    cells; of several places the one nearest to what was found around it is taken.
    """

    def __init__(self, text: str, read: PdfText) -> None:
        self._text = text
        self._read = read
        words = [word for segment in read.segments for word in segment.text.split(" ")]
        self._broken = {at for at, word in enumerate(words) if word.endswith(HYPHEN)}
        self._words = [word.replace(HYPHEN, "-") for word in words] if self._broken else words
        self._used = bytearray(len(words))
        self._index: dict[str, list[int]] = defaultdict(list)
        for at, word in enumerate(self._words):
            self._index[word].append(at)
        for at in self._broken:
            for whole in self._wholes(at):
                self._index[whole].append(at)
        self._placed: list[_Placed] = []
        self._grid = _Grid()

    def find(self, parts: Sequence[_Part]) -> list[_Placed]:
        """Returns the tokens of the parts, or their halves at a line's end, with their words."""
        waiting: list[tuple[_Part, list[_Span]]] = []
        for part in sorted(parts, key=lambda part: part.order):
            tokens = [match.span() for match in _TOKEN.finditer(self._text, part.start, part.end)]
            for piece, starts in self._pieces(tokens):
                if len(starts) == 1:
                    self._placed += self._take(part, piece, starts[0])
                else:
                    waiting.append((part, piece))
        self._placed.sort()
        # A cell has its place by its row and column; the rest is told by what is left.
        for part, tokens in sorted(waiting, key=lambda item: (item[0].table < 0, item[0].order)):
            for piece, starts in self._pieces(tokens):
                costs = {at: self._cost(part, piece, at) for at in starts}
                for placed in self._take(part, piece, min(starts, key=costs.__getitem__)):
                    insort(self._placed, placed)
        return self._placed

    def _pieces(self, tokens: list[_Span]) -> Iterator[tuple[list[_Span], list[int]]]:
        """Yields tokens that are one run of unused words, and where in the file it may begin."""
        number = 0
        while number < len(tokens):
            start, end = tokens[number]
            starts: list[int] = []
            longest = 1
            for at in self._index.get(self._text[start:end], ()):
                length = self._measure(tokens, number, at)
                if length > longest:
                    starts = []
                if length >= longest:
                    longest = length
                    starts.append(at)
            if starts:
                yield tokens[number : number + longest], starts
            number += longest

    def _measure(self, tokens: list[_Span], number: int, at: int) -> int:
        """Returns how many tokens are the words from one of the file on."""
        first, count, known = number, len(tokens), len(self._words)
        while number < count and at < known and not self._used[at]:
            start, end = tokens[number]
            # Most words are whole; this loop runs for every word of every page.
            step = 1
            if self._words[at] != self._text[start:end]:
                step = len(self._match(start, end, at))
                if not step:
                    break
            at += step
            number += 1
        return number - first

    def _match(self, start: int, end: int, at: int) -> list[_Placed]:
        """Returns a token as the word of the file at a place, or as that and those it goes on in;
        nothing where it is not that word, or where that is taken."""
        if at >= len(self._words) or self._used[at]:
            return []
        token = self._text[start:end]
        if self._words[at] == token:
            return [_Placed(start, end, at)]
        stem = self._words[at][:-1]
        if at not in self._broken or not token.startswith(stem):
            return []
        for kept in (0, 1):
            middle = start + len(stem) + kept
            if self._text[middle - kept : middle] == "-" * kept:
                rest = self._match(middle, end, at + 1)
                if rest:
                    return [_Placed(start, middle, at), *rest]
        return []

    def _wholes(self, at: int) -> Iterator[str]:
        """Yields what a word broken at a line's end may be in the text."""
        if at + 1 < len(self._words):
            following = [self._words[at + 1]]
            following += self._wholes(at + 1) if at + 1 in self._broken else ()
            for rest in following:
                yield self._words[at][:-1] + rest
                yield self._words[at] + rest

    def _take(self, part: _Part, tokens: list[_Span], at: int) -> list[_Placed]:
        first, taken = at, []
        for start, end in tokens:
            matched = self._match(start, end, at)
            taken += matched
            for _ in matched:
                self._used[at] = True
                at += 1
        if part.table >= 0:
            self._grid.note(part, self._box(first, at))
        return taken

    def _box(self, first: int, end: int) -> _Rectangle:
        """Returns the rectangle of the first line of a run of words."""
        x0, y0, x1, y1 = self._read.places[4 * first : 4 * first + 4]
        for at in range(first + 1, end):
            left, bottom, right, top = self._read.places[4 * at : 4 * at + 4]
            if bottom < y1 and top > y0:
                x0, x1 = min(x0, left), max(x1, right)
        return x0, y0, x1, y1

    def _cost(self, part: _Part, tokens: list[_Span], at: int) -> float:
        """Returns how far a run is from where it should be."""
        if part.table >= 0:
            return self._grid.distance(part, self._box(at, at + len(tokens)))
        if part.order == _LOOSE:
            _, bottom, _, top = self._box(at, at + 1)
            return min(bottom, self._read.height - top)
        before = bisect_left(self._placed, (tokens[0][0],))
        expected = self._placed[before - 1].word + 1 if before else 0
        return abs(at - expected)


class _Grid:
    """Where the rows and columns of a page's tables are, from the cells found."""

    def __init__(self) -> None:
        self._rows: dict[tuple[int, int], list[float]] = defaultdict(list)
        self._columns: dict[tuple[int, int], list[tuple[float, float]]] = defaultdict(list)
        self._edges: dict[tuple[int, int], tuple[float, float]] = {}

    def note(self, part: _Part, box: _Rectangle) -> None:
        x0, y0, x1, y1 = box
        self._rows[(part.table, part.row)].append((y0 + y1) / 2)
        if part.column >= 0:
            self._columns[(part.table, part.column)].append((x0, x1))
            self._edges.pop((part.table, part.column), None)

    def distance(self, part: _Part, box: _Rectangle) -> float:
        """Returns how far a box is from a cell's row and column."""
        x0, y0, x1, y1 = box
        middle = (y0 + y1) / 2
        known = self._rows.get((part.table, part.row)) or self._expected(part, y1 - y0)
        down = min((abs(middle - y) for y in known), default=0.0)
        column = part.table, part.column
        if column not in self._columns:
            return down
        if column not in self._edges:
            lefts, rights = zip(*self._columns[column], strict=True)
            self._edges[column] = median(lefts), median(rights)
        left, right = self._edges[column]
        return down + min(abs(x0 - left), abs(x1 - right), abs(x0 + x1 - left - right) / 2)

    def _expected(self, part: _Part, high: float) -> list[float]:
        """Returns where a row without a cell found should be, from those above and below it."""
        numbers = [row for table, row in self._rows if table == part.table]
        above = max((row for row in numbers if row < part.row), default=None)
        below = min((row for row in numbers if row > part.row), default=None)
        if above is None and below is None:
            return []
        if above is None or below is None:
            near = above if below is None else below
            edge = min if below is None else max
            assert near is not None
            return [edge(self._rows[(part.table, near)]) - 1.2 * high * (part.row - near)]
        high_y, low_y = min(self._rows[(part.table, above)]), max(self._rows[(part.table, below)])
        return [high_y + (low_y - high_y) * (part.row - above) / (below - above)]
