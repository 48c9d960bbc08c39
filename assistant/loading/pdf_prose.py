"""Turns lines of a PDF page into paragraphs, lists and headings. Knows nothing of PDF files."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.loading.headers import is_value, is_year
from assistant.loading.pdf_pages import HYPHEN, PdfText, Segment
from assistant.records import BlockKind

_BULLET = re.compile(
    r"(?:[•‣▪●◦■□➢✓▶]|[–—-](?=\s)|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)](?=\s))\s*\S?"
)
_GLYPH = re.compile(r"[•‣▪●◦■□➢✓▶]\s*\S")
_SENTENCE_END = re.compile(r"[.!?:;][\"'”’)\]]*\d{0,3}$")
_WORDS = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_BROKEN = re.compile(r"\S+\x02")
_DIGITS = re.compile(r"\d+")
_OF_TABLES = re.compile(
    r"\(?(?:(?:all )?(?:amounts|figures|dollars|expressed|stated|US|numbers)[\w ,$€£.]{0,40})?"
    r"\bin\b[\w ,$€£.]{0,30}\b(?:thousands|millions|billions)\b"
    r"|(?:for the )?(?:fiscal |financial )?(?:years?|(?:three|six|nine|twelve) months?)"
    r" end(?:ed|ing)\b",
    re.IGNORECASE,
)
_EDGE = 0.12
_REPEATS = 3


@dataclass(frozen=True, slots=True)
class Prose:
    """A paragraph, list item or heading-to-be: its lines and how they are set."""

    lines: tuple[Segment, ...]

    @property
    def size(self) -> float:
        return max(line.height for line in self.lines)

    @property
    def bold(self) -> bool:
        return all(line.bold for line in self.lines)


def find_running(pages: Sequence[PdfText | None]) -> list[set[int]]:
    """Returns for each page the lines that are running headers, footers or page numbers.

    They stand at the top or bottom edge and recur, but for their digits, on three pages or more.
    """
    keys: list[dict[int, tuple[str, int]]] = []
    for page in pages:
        keys.append(_edge_lines(page) if page is not None else {})
    counts = Counter(key for page_keys in keys for key in set(page_keys.values()))
    return [
        {line for line, key in page_keys.items() if counts[key] >= _REPEATS} for page_keys in keys
    ]


def _edge_lines(page: PdfText) -> dict[int, tuple[str, int]]:
    texts: dict[int, list[Segment]] = {}
    for segment in page.segments:
        texts.setdefault(segment.line, []).append(segment)
    middles = {line: (held[0].y0 + held[0].y1) / 2 for line, held in texts.items()}
    low, high = _EDGE * page.height, (1 - _EDGE) * page.height
    # A row of figures or years is a table's, and what says of when or in what the figures are, and
    # so is all that stands between it and the page's middle.
    kept = [middles[line] for line, held in texts.items() if _is_of_table(held)]
    low = min([low, *(middle for middle in kept if middle < low)])
    high = max([high, *(middle for middle in kept if middle > high)])
    edges = {}
    for line, segments in texts.items():
        middle = middles[line]
        if middle < low or middle > high:
            words = _DIGITS.sub("#", " ".join(segment.text for segment in segments))
            # Bare numbers stand in tables too; only at the very same height are they page numbers.
            place = 0 if len(words) - words.count("#") > 3 else round(middle / 4)
            edges[line] = (words, place)
    return edges


def _is_of_table(segments: Sequence[Segment]) -> bool:
    figures = sum(is_value(segment.text) or is_year(segment.text) for segment in segments)
    return figures > 1 or _OF_TABLES.match(segments[0].text) is not None


def join_lines(segments: Iterable[Segment]) -> list[Segment]:
    """Joins the segments of each line."""
    lines: list[Segment] = []
    for segment in segments:
        if lines and lines[-1].line == segment.line:
            last = lines[-1]
            lines[-1] = last._replace(
                text=f"{last.text} {segment.text}",
                x0=min(last.x0, segment.x0),
                x1=max(last.x1, segment.x1),
                bold=last.bold and segment.bold,
                words=(*last.words, *segment.words),
            )
        else:
            lines.append(segment)
    return lines


def find_prose(lines: Sequence[Segment]) -> list[Prose]:
    """Groups lines into paragraphs by their gaps, sizes, weights and bullets."""
    groups: list[list[Segment]] = []
    for line in lines:
        if groups and _goes_on(groups[-1], line):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [Prose(tuple(group)) for group in groups]


def _goes_on(group: Sequence[Segment], line: Segment) -> bool:
    last = group[-1]
    high = min(last.height, line.height)
    if last.text.endswith(HYPHEN):
        return True
    begins_low = line.text[:1].islower()
    differs = min(abs(last.height - line.height), abs(group[0].height - line.height))
    # A symbol's font can make a line of a paragraph look larger.
    if _BULLET.match(line.text) or differs > (0.4 if begins_low else 0.12) * max(high, 1):
        return False
    # A bold line of its own is a heading; one that the next line goes on from begins a paragraph.
    may_end = last.bold or _SENTENCE_END.search(last.text) is not None
    if last.bold != line.bold and may_end and not begins_low:
        return False
    if line.y0 > last.y1:  # The next column of the page.
        return begins_low and not _SENTENCE_END.search(last.text)
    gap = last.y0 - line.y1
    pitch = group[0].y0 - group[1].y0 - high if len(group) > 1 else 0.75 * high
    if gap > max(0.2 * high, pitch + 0.25 * high) or gap < -0.7 * high:
        return False
    if not _SENTENCE_END.search(last.text):
        return True
    # A short last line ends a paragraph, an indent begins one.
    ends_early = last.x1 < line.x1 - 0.25 * (line.x1 - line.x0) and not begins_low
    return not ends_early and (len(group) == 1 or line.x0 <= last.x0 + 0.8 * high)


class Typesetting:
    """What sizes a document is set in, and so which lines are headings, of which level."""

    def __init__(self, pages: Sequence[PdfText | None]) -> None:
        sizes: Counter[float] = Counter()
        bold = total = 0
        for page in pages:
            for segment in page.segments if page is not None else ():
                sizes[_rounded(segment.height)] += len(segment.text)
                total += len(segment.text)
                bold += len(segment.text) * segment.bold
        self.body = sizes.most_common(1)[0][0] if sizes else 10.0
        self.bold_stands_out = bold < 0.35 * total
        larger = sorted((size for size in sizes if size >= 1.12 * self.body), reverse=True)
        self.levels = {size: min(5, 1 + number) for number, size in enumerate(_apart(larger))}

    def find_kind(self, prose: Prose, text: str) -> tuple[BlockKind, int]:
        """Returns what a paragraph is, with a heading's level."""
        if _GLYPH.match(text):
            return BlockKind.LIST_ITEM, 0
        letters = sum(map(str.isalpha, text[:200]))
        short = len(text) <= 160 and len(prose.lines) <= 4 and letters >= 3
        short = short and not text[:1].islower()
        if short and letters * 2 > len(text) and not text.rstrip().endswith((".", ",", ";")):
            size = _rounded(prose.size)
            if size >= 1.12 * self.body:
                near = min(self.levels, key=lambda known: abs(known - size), default=size)
                return BlockKind.HEADING, self.levels.get(near, 2)
            if prose.bold and self.bold_stands_out and size >= 0.95 * self.body:
                return BlockKind.HEADING, min(6, 1 + max(self.levels.values(), default=1))
        if _BULLET.match(text) and len(text) > 3:
            return BlockKind.LIST_ITEM, 0
        return BlockKind.PARAGRAPH, 0


def _rounded(size: float) -> float:
    return round(size * 2) / 2


def _apart(sizes: Sequence[float]) -> list[float]:
    """Drops sizes that differ from the one before by less than a reader sees."""
    kept: list[float] = []
    for size in sizes:
        if not kept or size < 0.93 * kept[-1]:
            kept.append(size)
    return kept


class Hyphens:
    """Joins words broken at line ends, and counts them."""

    def __init__(self, pages: Sequence[PdfText | None]) -> None:
        self.joined = 0
        self._known: set[str] = set()
        texts = [s.text for page in pages if page is not None for s in page.segments]
        if any(HYPHEN in text for text in texts):
            whole = (
                _BROKEN.sub("", text.lower()) if HYPHEN in text else text.lower() for text in texts
            )
            self._known = {word for text in whole for word in _WORDS.findall(text)}

    def join(self, texts: Sequence[str]) -> str:
        """Returns the lines as one text, broken words whole again, own hyphens kept."""
        whole = ""
        for text in texts:
            if whole.endswith(HYPHEN):
                whole = self._close_up(whole[:-1], text)
            else:
                whole = f"{whole}\n{text}" if whole else text
        return whole.replace(HYPHEN, "-")

    def _close_up(self, before: str, after: str) -> str:
        left, right = _WORDS.findall(before[-40:].lower()), _WORDS.match(after.lower())
        self.joined += 1
        if not left or right is None or not before[-1:].isalpha():
            return f"{before}-{after}"
        first, second = left[-1], right.group()
        both = f"{first}-{second}" in self._known or {first, second} <= self._known
        own = both and first + second not in self._known
        return f"{before}-{after}" if own or not after[:1].islower() else before + after
