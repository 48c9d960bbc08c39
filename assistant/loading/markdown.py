"""Reads Markdown and plain text where they stand. Knows nothing of files or other formats.

The canonical text is the text itself; blocks only point into it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from assistant.loading.aligned import find_tables
from assistant.loading.building import Content, GridCell
from assistant.loading.headers import count_header_rows
from assistant.records import Block, BlockKind, Cell, Metadata, Page
from assistant.sentences import trim

if TYPE_CHECKING:
    from markdown_it.token import Token

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_FRONT_LINE = re.compile(r"^(\w+)[ \t]*:[ \t]*(.+?)[ \t]*$", re.MULTILINE)
_LEAVES = {"paragraph_open", "heading_open", "table_open", "fence", "code_block", "html_block"}
_KNOWN = {
    "title": "title",
    "publisher": "publisher",
    "organization": "publisher",
    "published": "published",
    "period": "period",
    "date": "published",
    "language": "language",
    "lang": "language",
    "link": "link",
    "url": "link",
    "edition": "edition",
}


def read_markdown(text: str) -> Content:
    """Returns the blocks of Markdown text; offsets are into the very text given."""
    from markdown_it import MarkdownIt

    front = _FRONT_MATTER.match(text)
    body_start = front.end() if front else 0
    tokens = MarkdownIt("commonmark").enable("table").parse(text[body_start:])
    lines = _line_starts(text, body_start)
    blocks = list(_find_blocks(text, tokens, lines))
    metadata = _read_front(front.group(1)) if front else Metadata()
    return Content(
        text, (Page(1, 0, len(text)),), tuple(_with_rest(text, body_start, blocks)), metadata
    )


def read_plain(text: str) -> Content:
    """Returns plain text's blocks: paragraphs between blank lines, lone short lines as headings."""
    spans = list(_find_paragraphs(text, 0, len(text)))
    blocks: list[Block] = []
    for number, (start, end) in enumerate(spans):
        if number + 1 < len(spans) and _is_title_line(text[start:end]):
            blocks.append(Block(BlockKind.HEADING, start, end, 1 if number == 0 else 2))
        else:
            blocks += _prose(text, start, end)
    return Content(text, (Page(1, 0, len(text)),), tuple(blocks))


def _find_paragraphs(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yields the runs of lines that are not blank, trimmed."""
    first = start
    while start < end:
        stop = text.find("\n", start, end)
        stop = end if stop < 0 else stop + 1
        if not text[start:stop].strip():
            if first < start:
                yield trim(text, first, start)
            first = stop
        start = stop
    if first < end:
        yield trim(text, first, end)


def _prose(text: str, start: int, end: int) -> Iterator[Block]:
    """Yields a paragraph, and apart from it the tables that its lines make."""
    for table in find_tables(text, start, end):
        left, right = trim(text, start, table.start)
        if left < right:
            yield Block(BlockKind.PARAGRAPH, left, right)
        yield table
        start = table.end
    left, right = trim(text, start, end)
    if left < right:
        yield Block(BlockKind.PARAGRAPH, left, right)


def _is_title_line(line: str) -> bool:
    return len(line) <= 80 and re.fullmatch(r"[^\n]*[^\W_][^\n]*[^\s.!?:;,|]", line) is not None


def _line_starts(text: str, start: int) -> list[int]:
    starts = [start]
    starts.extend(match.end() for match in re.finditer("\n", text[start:]))
    starts[1:] = [position + start for position in starts[1:]]
    return [*starts, len(text)]


def _find_blocks(text: str, tokens: Sequence[Token], lines: Sequence[int]) -> Iterator[Block]:
    lists = 0
    item_begins = False
    table_depth = 0
    item_start = 0
    for token in tokens:
        if token.type == "list_item_open":
            lists, item_begins = lists + 1, True
            item_start = lines[token.map[0]] if token.map else 0
        elif token.type == "list_item_close":
            lists -= 1
        elif token.type == "table_close":
            table_depth -= 1
        if token.type not in _LEAVES or token.map is None or table_depth:
            continue
        start, end = trim(text, lines[token.map[0]], lines[min(token.map[1], len(lines) - 1)])
        if token.type == "table_open":
            table_depth += 1
            yield _read_table(text, start, end)
        elif token.type == "heading_open":
            yield Block(BlockKind.HEADING, *_bare_heading(text, start, end), int(token.tag[1]))
        elif lists and item_begins and token.type == "paragraph_open":
            start, end = trim(text, max(item_start, lines[token.map[0]]), end)
            yield Block(BlockKind.LIST_ITEM, start, end)
        elif token.type == "html_block" or text.startswith(">", start):
            yield Block(BlockKind.PARAGRAPH, start, end)
        else:
            yield from _prose(text, start, end)
        item_begins = False


def _bare_heading(text: str, start: int, end: int) -> tuple[int, int]:
    """The heading's own words, less "##" before and after and a line of "===" below."""
    line = text[start:end]
    if line.startswith("#"):
        words = line.strip("#")
        start += len(line) - len(line.lstrip("#"))
        return trim(text, start, start + len(words))
    return trim(text, start, start + line.rfind("\n")) if "\n" in line else (start, end)


def _read_table(text: str, start: int, end: int) -> Block:
    cells: list[Cell] = []
    grid: list[GridCell] = []
    row = 0
    position = start
    for number, line in enumerate(text[start:end].split("\n")):
        if number != 1:  # The second line is the rule under the header.
            for column, (left, right) in enumerate(_cell_spans(line)):
                first, last = trim(text, position + left, position + right)
                cells.append(Cell(row, column, first, last))
                grid.append(GridCell(row, column, text[first:last]))
            row += 1
        position += len(line) + 1
    headers = count_header_rows(grid, marked=1)
    return Block(BlockKind.TABLE, start, end, 0, tuple(cells), headers)


def _cell_spans(line: str) -> list[tuple[int, int]]:
    bars = [m.start() for m in re.finditer(r"(?<!\\)\|", line)]
    edges = [-1, *bars, len(line)]
    spans = [(a + 1, b) for a, b in pairwise(edges)]
    if bars and not line[: bars[0]].strip():
        spans = spans[1:]
    if len(bars) > 1 and not line[bars[-1] + 1 :].strip():
        spans = spans[:-1]
    return spans


def _with_rest(text: str, start: int, blocks: Sequence[Block]) -> Iterator[Block]:
    """Yields the blocks, and as paragraphs whatever stands between them (link definitions)."""
    position = start
    for block in sorted(blocks, key=lambda block: block.start):
        yield from _loose(text, position, block.start)
        yield block
        position = max(position, block.end)
    yield from _loose(text, position, len(text))


def _loose(text: str, start: int, end: int) -> Iterator[Block]:
    for left, right in _find_paragraphs(text, start, end):
        if any(character.isalnum() for character in text[left:right]):
            yield Block(BlockKind.PARAGRAPH, left, right)


def _read_front(front: str) -> Metadata:
    values: dict[str, str] = {}
    for match in _FRONT_LINE.finditer(front):
        name = _KNOWN.get(match.group(1).lower())
        value = match.group(2).strip("\"'")
        if name is not None and value:
            values.setdefault(name, value)
    return Metadata(**values)  # type: ignore[arg-type]
