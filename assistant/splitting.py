"""Splits a report into passages. Knows nothing of models: it is handed a way to count word pieces.

Passages follow headings, paragraphs and table rows. Counts are added up piece by piece, so the
counter must be one that adds up over white space, as word-piece counters do.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from assistant.records import Block, BlockKind, Passage, Report
from assistant.sentences import find_sentences, trim

CONTEXT_LIMIT = 64
_LEAD_IN_LIMIT = 48
_LINE = re.compile(r"[^\n]+")
_TABLE_RULE = re.compile(r"[\s|:+=-]*")


@dataclass(frozen=True, slots=True)
class _Unit:
    """A slice that is not cut further; ``leads`` where it must not be parted from the next one."""

    start: int
    end: int
    pieces: int
    leads: bool = False


@dataclass(frozen=True, slots=True)
class _Context:
    text: str
    pieces: int


@dataclass(slots=True)
class _Splitter:
    """Gathers units into passages; what is open is closed when the next unit does not fit."""

    report: Report
    count: Callable[[str], int]
    limit: int
    passages: list[Passage] = field(default_factory=list)
    path: list[tuple[int, str]] = field(default_factory=list)
    open: list[_Unit] = field(default_factory=list)
    context: _Context = _Context("", 0)
    base: _Context = _Context("", 0)

    @property
    def room(self) -> int:
        return self.limit - self.context.pieces - sum(unit.pieces for unit in self.open)

    def run(self) -> list[Passage]:
        text = self.report.text
        self.begin_section()
        blocks = sorted(self.report.blocks, key=lambda block: block.start)
        for number, block in enumerate(blocks):
            following = blocks[number + 1] if number + 1 < len(blocks) else None
            # Text outside any block, such as a running header, parts two blocks.
            if self.open and any(map(str.isalnum, text[self.open[-1].end : block.start])):
                self.close()
            if block.kind is BlockKind.HEADING:
                self.add_heading(block)
            elif block.kind is BlockKind.TABLE and block.cells:
                self.add_table(block)
            else:
                self.add_prose(block, following)
        self.close()
        return self.passages

    def begin_section(self) -> None:
        headings = [text for _, text in self.path]
        self.base = self.context = _make_context(
            self.report, headings, self.count, min(CONTEXT_LIMIT, self.limit // 4)
        )

    def add_heading(self, block: Block) -> None:
        # A heading right under its parent stays with it: neither says anything alone.
        under = bool(self.path) and self.path[-1][0] < block.level
        if not (under and self.open and all(unit.leads for unit in self.open)):
            self.close()
        while self.path and self.path[-1][0] >= block.level:
            self.path.pop()
        self.path.append((block.level, " ".join(self.report.text[block.start : block.end].split())))
        self.begin_section()
        units = list(self.cut(block.start, block.end, leads=True))
        if sum(unit.pieces for unit in units) > self.room:
            self.close()
        for unit in units:
            self.add(unit)

    def add_prose(self, block: Block, following: Block | None) -> None:
        start, end = trim(self.report.text, block.start, block.end)
        if start == end:
            return
        pieces = self.count(self.report.text[start:end])
        introduces = following is not None and (
            following.kind is BlockKind.TABLE
            or (following.kind is BlockKind.LIST_ITEM and self.report.text[end - 1] == ":")
        )
        if pieces <= self.limit - self.base.pieces:
            leads = introduces and pieces <= min(_LEAD_IN_LIMIT, self.limit // 4)
            self.make_room(pieces)
            self.add(_Unit(start, end, pieces, leads))
            return
        self.make_room(pieces)
        for sentence_start, sentence_end in find_sentences(self.report.text, start, end):
            for unit in self.cut(sentence_start, sentence_end):
                self.add(unit)

    def add_table(self, block: Block) -> None:
        lines = _find_lines(self.report.text, block.start, block.end)
        above = _find_header_above(block)
        headers = 0 if above else _count_header_lines(self.report.text, lines, block.header_rows)
        repeated = self.with_headers(above or lines[:headers])
        units = [list(self.cut_row(line, block, n < headers)) for n, line in enumerate(lines)]
        if above:
            self.close()
            self.context = repeated
        self.make_room(sum(unit.pieces for row in units for unit in row))
        for number, row in enumerate(units):
            context = repeated if number >= headers else self.base
            self.make_row_room(sum(unit.pieces for unit in row), context)
            for unit in row:
                self.make_row_room(unit.pieces, context)
                self.add(unit)

    def make_row_room(self, pieces: int, context: _Context) -> None:
        """Ends the passage where a row does not fit; the next one carries the table's header."""
        if not self.open or pieces <= self.room:
            return
        self.close_for_next()
        if self.open and pieces > self.room:
            self.close()
        if not self.open:
            self.context = context

    def with_headers(self, lines: Sequence[tuple[int, int]]) -> _Context:
        """The section's context with a table's header rows, as far as a quarter of the limit."""
        if not lines:
            return self.base
        words = self.report.text[lines[0][0] : lines[-1][1]].split()
        header = _fit_words(words, self.count, self.limit // 4)
        text = f"{self.base.text}\n{header}".strip()
        return _Context(text, self.count(text))

    def cut_row(self, line: tuple[int, int], block: Block, leads: bool) -> Iterator[_Unit]:
        start, end = line
        pieces = self.count(self.report.text[start:end])
        if pieces <= self.limit // 2:
            yield _Unit(start, end, pieces, leads)
            return
        borders = sorted({cell.start for cell in block.cells if start < cell.start < end})
        edges = [start, *borders, end]
        for number in range(len(edges) - 1):
            part = trim(self.report.text, edges[number], edges[number + 1])
            if part[0] < part[1]:
                yield from self.cut(*part)

    def cut(self, start: int, end: int, leads: bool = False) -> Iterator[_Unit]:
        """Yields a slice whole where it fits half a passage at least, else cut at spaces."""
        budget = max(1, self.limit - self.base.pieces - self.limit // 4)
        pieces = self.count(self.report.text[start:end])
        if pieces <= budget:
            yield _Unit(start, end, pieces, leads)
            return
        reach = max(1, (end - start) * budget // pieces)
        while start < end:
            stop, pieces = self.find_cut(start, end, reach, budget)
            span = trim(self.report.text, start, stop)
            if span[0] < span[1]:
                yield _Unit(*span, pieces)
            start = stop

    def find_cut(self, start: int, end: int, reach: int, budget: int) -> tuple[int, int]:
        text = self.report.text
        while True:
            stop = min(end, start + reach)
            if stop < end and not text[stop].isspace():
                spaces = [text.rfind(space, start + 1, stop) for space in " \n\t"]
                stop = max(spaces) if max(spaces) > start else stop
            pieces = self.count(text[start:stop])
            if pieces <= budget or stop - start <= 1:
                return stop, pieces
            reach = min(stop - start - 1, max(1, (stop - start) * budget // pieces * 9 // 10))

    def make_room(self, pieces: int) -> None:
        """Ends the open passage where a block would not fit it but fits a passage of its own."""
        if pieces > self.room and not all(unit.leads for unit in self.open):
            self.close_for_next()

    def add(self, unit: _Unit) -> None:
        # Marks between blocks, such as "##", come along in the passage's text.
        between = self.report.text[self.open[-1].end : unit.start].strip() if self.open else ""
        if between:
            unit = replace(unit, pieces=unit.pieces + self.count(between))
        if self.open and unit.pieces > self.room:
            self.close_for_next()
        if self.open and unit.pieces > self.room:
            self.close()
        self.open.append(unit)

    def close_for_next(self) -> None:
        """Makes a passage of what is open, less the lead-ins at its end, which stay open."""
        kept = len(self.open)
        while kept and self.open[kept - 1].leads:
            kept -= 1
        leading = self.open[kept:] if kept else []
        self.open = self.open[: kept or None]
        self.close()
        self.open = leading

    def close(self) -> None:
        """Makes a passage of all that is open."""
        if self.open:
            self.emit(self.open[0].start, self.open[-1].end)
        self.open = []
        self.context = self.base

    def emit(self, start: int, end: int) -> None:
        starts = [page.start for page in self.report.pages]
        at = bisect_right(starts, start) - 1
        self.passages.append(
            Passage(
                report_id=self.report.id,
                start=start,
                end=end,
                text=self.report.text[start:end],
                page=self.report.pages[at].number if at >= 0 else None,
                heading=tuple(text for _, text in self.path),
                context=self.context.text,
            )
        )


def split_report(
    report: Report, *, count_pieces: Callable[[str], int], limit: int = 256
) -> list[Passage]:
    """Returns the report's passages, in order and apart, covering all text of every block.

    ``count_pieces`` counts a text's word pieces; context and text of a passage together have at
    most ``limit`` of them.
    """
    return _Splitter(report, count_pieces, limit).run()


def _find_lines(text: str, start: int, end: int) -> list[tuple[int, int]]:
    lines = (trim(text, *match.span()) for match in _LINE.finditer(text, start, end))
    return [line for line in lines if line[0] < line[1]]


def _count_header_lines(text: str, lines: Sequence[tuple[int, int]], header_rows: int) -> int:
    """How many of a table's lines are header rows, with the rule Markdown draws under them."""
    count = rows = 0
    for start, end in lines:
        is_rule = _TABLE_RULE.fullmatch(text, start, end) is not None
        if rows == header_rows and not is_rule:
            break
        rows += not is_rule
        count += 1
    return count if rows and count < len(lines) else 0


def _find_header_above(block: Block) -> list[tuple[int, int]]:
    """Where the header of a table that goes on from the page before stands."""
    header = [cell for cell in block.cells if cell.start < block.start]
    return [(min(c.start for c in header), max(c.end for c in header))] if header else []


def _make_context(
    report: Report, headings: Sequence[str], count: Callable[[str], int], limit: int
) -> _Context:
    """Returns "Title · date · Heading › Subheading"; the outer headings give way to the limit."""
    known = [part for part in (report.title, report.published) if part]
    path = [text for text in headings if text.casefold() != report.title.casefold()]
    while True:
        text = " · ".join([*known, " › ".join(path)] if path else known)
        pieces = count(text) if text else 0
        if pieces <= limit:
            return _Context(text, pieces)
        if not path:
            break
        path = path[1:]
    text = _fit_words(text.split(), count, limit)
    return _Context(text, count(text) if text else 0)


def _fit_words(words: Sequence[str], count: Callable[[str], int], limit: int) -> str:
    """Returns as many first words as fit the limit."""
    low, high = 0, len(words)
    while low < high:
        middle = (low + high + 1) // 2
        if count(" ".join(words[:middle])) <= limit:
            low = middle
        else:
            high = middle - 1
    return " ".join(words[:low])
