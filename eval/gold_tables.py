"""Reads tables with their gold cells from HTML, Markdown, cell XML and JSON. Knows no product.

A gold cell is a plain number in the body of a table ("1,234", "(5.2)", "$12.0", "45 %"), with the
words of its row's header and of its column's. Which rows are headers, the sources do not say: they
are the first rows, down to the first that has a number to the right of its first column or a name
of its own under a full header (a first number beside words over numbers, "PK | K | 1 | 2", is
still a header's); a row of years alone under a blank first cell is one wherever it
stands. The row's header is the first cell with letters before the number, else the row's first
cell. Numbers of the first column, and those under a header that calls them ranks, notes or pages,
are no figures and are left out.
"""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

Row: TypeAlias = Mapping[int, tuple[int, str]]
"""The cells of a row by their column."""

Grid: TypeAlias = Mapping[tuple[int, int], tuple[int, str]]
"""The place of a cell, row and column, to a number that is the cell's own, and its text."""

_NUMBER = re.compile(
    r"(?P<open>\()?\s*(?P<minus>[-−–])?\s*(?:US|A|C)?[$€£¥]?\s*(?P<open2>\()?\s*(?P<minus2>[-−–])?\s*"
    r"(?P<digits>\d{1,3}(?:[, \u00a0\u2009]\d{3})+(?:\.\d+)?|\d+(?:[.,]\d+)?|\.\d+)"
    r"\s*%?\s*\)?\s*%?\s*(?:\*+|†|‡|[⁰¹²³⁴-⁹]+|\[\w\]|\([a-z0-9]\))?"
)
_YEARS = re.compile(
    r"(?:FY|CY|Q[1-4]|H[12])?\s?(?:19|20)\d\d(?:\s?[-–/]\s?(?:(?:19|20)?\d\d))?[a-z*]?", re.I
)
_NO_FIGURES = re.compile(
    r"\W*(?:rank|ranking|no|nr|#|s/?no|item no|pos|place|position|notes?|notes? no|pages?|line|"
    r"years?|dates?|season|edition|week|round|pick|code)[\W\d]*|#",
    re.IGNORECASE,
)
# "52 weeks" and "31 March 2019" begin with a number and are words all the same.
_VALUE = re.compile(r"[\s(]*[-−–]?\s*[$€£¥]?\s*[(-]?\.?\d(?!\d{0,3}(?:st|nd|rd|th)?\s+[A-Za-z])")
_LETTER = re.compile(r"[^\W\d_]")
_TABLE_LINE = re.compile(r"\s*\|(.*)\|\s*\Z")
_RULE = re.compile(r"[\s|:-]+\Z")


@dataclass(frozen=True, slots=True)
class GoldCell:
    """A number of a table as printed, the words of its row's header and its column's."""

    printed: str
    row: str
    column: tuple[str, ...]
    others: tuple[tuple[str, ...], ...] = ()
    below: str = ""
    page: int | None = None


def key_of(printed: str) -> str | None:
    """Returns sign and digits of a plain number, separators aside: "(1,234.50)" is "-1234.50"."""
    match = _NUMBER.fullmatch(printed.strip())
    if match is None:
        return None
    digits = re.sub(r"[, \u00a0\u2009](?=\d{3})", "", match["digits"]).replace(",", ".")
    bracketed = (match["open"] or match["open2"]) and ")" in printed
    negative = bracketed or match["minus"] or match["minus2"]
    return f"-{digits}" if negative else digits


def read_cells(grid: Grid, *, page: int | None = None, headed: bool = False) -> list[GoldCell]:
    """Returns the gold cells of a table; with ``headed`` its first row is a header whatever it has.

    A cell that covers several places is one cell.
    """
    rows = _rows(grid)
    names = [_row_header(row) for row in rows]
    found: list[GoldCell] = []
    heads: dict[int, list[str]] = {}
    in_head, again = True, False
    done: set[int] = set()
    for number, row in enumerate(rows):
        first = headed and number == 0
        worded = in_head and _is_worded(row, rows[number + 1 :])
        if worded or _is_header(row, heads, in_head, first=first):
            if not in_head and not again:
                heads = {}
            again = not in_head
            _add_heads(heads, row)
            continue
        in_head = again = False
        lead = _first_lettered(row)
        below = next((name for name in names[number + 1 :] if name), "")
        for column, (cell, text) in sorted(row.items()):
            if column == 0 or cell in done or column == lead or key_of(text) is None:
                continue
            done.add(cell)
            own = tuple(heads.get(column, ()))
            if _NO_FIGURES.fullmatch(" ".join(own)):
                continue
            others = tuple(tuple(words) for other, words in heads.items() if other and words)
            name = names[number] if lead is None or lead < column else _text(row, 0)
            found.append(GoldCell(text, name, own, others, below, page))
    return found


def _rows(grid: Grid) -> list[dict[int, tuple[int, str]]]:
    rows: dict[int, dict[int, tuple[int, str]]] = {}
    for (row, column), cell in grid.items():
        rows.setdefault(row, {})[column] = cell
    return [rows[number] for number in sorted(rows)]


def _is_header(
    row: Row,
    heads: Mapping[int, Sequence[str]],
    in_head: bool,
    *,
    first: bool,
) -> bool:
    rest = {c: text for c, (_, text) in row.items() if c > 0 and text.strip()}
    name = _text(row, 0).strip()
    if first or not rest:
        return first or (in_head and not name)
    years = all(_YEARS.fullmatch(text.strip()) for text in rest.values())
    if not in_head or any(_VALUE.match(t) and not _YEARS.fullmatch(t) for t in rest.values()):
        return years and not name
    # A name that is not the header's own begins the body, unless a column had no header yet.
    own = not heads or not name or name in heads.get(0, ())
    return own or not all(heads.get(column) for column in rest)


def _is_worded(row: Row, below: Sequence[Row]) -> bool:
    """Whether a row has words, and numbers only beside them, where the rows below have numbers."""
    rest = {column: text for column, (_, text) in row.items() if column > 0}
    worded = 0
    for column in (c for c, text in rest.items() if _LETTER.search(text) and not key_of(text)):
        under = [_text(other, column) for other in below if _text(other, column).strip()]
        worded += 3 * sum(key_of(text) is not None for text in under) > 2 * len(under) > 2
    small = [int(text) for text in rest.values() if text.isdecimal() and len(text) < 3]
    counts_up = len(small) > 2 and small == list(range(small[0], small[0] + len(small)))
    return (worded > 1 and 3 * worded >= len(rest)) or (worded > 0 and counts_up)


def _add_heads(heads: dict[int, list[str]], row: Row) -> None:
    cells = {cell for cell, text in row.values() if text.strip()}
    if len(cells) == 1 and len(row) > 2 and all(text.strip() for _, text in row.values()):
        return  # A title over the whole table.
    for column, (_, text) in row.items():
        words = heads.setdefault(column, [])
        if text.strip() and text not in words:
            words.append(text)


def _row_header(row: Row) -> str:
    lead = _first_lettered(row)
    return _text(row, 0 if lead is None else lead).strip()


def _first_lettered(row: Row) -> int | None:
    named = (c for c, (_, text) in sorted(row.items()) if _LETTER.search(text))
    return next((column for column in named if key_of(row[column][1]) is None), None)


def _text(row: Row, column: int) -> str:
    return row.get(column, (0, ""))[1]


def grid_of_rows(rows: Iterable[Sequence[str]]) -> dict[tuple[int, int], tuple[int, str]]:
    """Returns the grid of plain rows."""
    cells = [(r, c, text) for r, row in enumerate(rows) for c, text in enumerate(row)]
    return {(r, c): (number, text) for number, (r, c, text) in enumerate(cells)}


def markdown_tables(text: str) -> Iterator[list[list[str]]]:
    """Yields the rows of each table of a Markdown text, the line of dashes aside."""
    rows: list[list[str]] = []
    for line in [*text.splitlines(), ""]:
        match = _TABLE_LINE.match(line)
        if match is None:
            if len(rows) > 1:
                yield rows
            rows = []
        elif not _RULE.fullmatch(line):
            cells = re.split(r"(?<!\\)\|", match[1])
            rows.append([cell.strip().replace("\\|", "|") for cell in cells])


def html_grids(text: str) -> Iterator[dict[tuple[int, int], tuple[int, str]]]:
    """Yields the grid of each table of an HTML text that has no table in it."""
    from bs4 import BeautifulSoup

    for table in BeautifulSoup(text, "html.parser").find_all("table"):
        if table.find("table") is None:
            grid: dict[tuple[int, int], tuple[int, str]] = {}
            number = 0
            for row, line in enumerate(table.find_all("tr")):
                column = 0
                for cell in line.find_all(["td", "th"]):
                    while (row, column) in grid:
                        column += 1
                    words = " ".join(cell.get_text(" ").split())
                    for r in range(row, row + _span(cell.get("rowspan"))):
                        for c in range(column, column + _span(cell.get("colspan"))):
                            grid.setdefault((r, c), (number, words))
                    number += 1
            yield grid


def _span(value: object) -> int:
    return min(int(str(value)), 200) if str(value).isdigit() and int(str(value)) else 1


def xml_grids(path: Path) -> Iterator[tuple[int, dict[tuple[int, int], tuple[int, str]]]]:
    """Yields the page and grid of each region of a cell XML file of the ICDAR 2013 competition."""
    number = 0
    for region in ElementTree.parse(path).getroot().iter("region"):
        grid: dict[tuple[int, int], tuple[int, str]] = {}
        for cell in region.iter("cell"):
            place = {name: int(value) for name, value in cell.items() if name != "id"}
            words = " ".join((cell.findtext("content") or "").split())
            number += 1
            for row in range(place["start-row"], place.get("end-row", place["start-row"]) + 1):
                last = place.get("end-col", place["start-col"])
                for column in range(place["start-col"], last + 1):
                    grid.setdefault((row, column), (number, words))
        yield int(region.get("page", "1")), grid


def written_cells(path: Path) -> tuple[str, list[GoldCell]]:
    """Returns the file that tables written down by hand in JSON are of, and their gold cells.

    It has `file` and `tables`; each of these has `page`, `columns` (for each the words of every
    level of its header, from the top) and `rows` (its name, then its numbers, "" for none).
    """
    written = json.loads(path.read_text("utf-8"))
    found: list[GoldCell] = []
    for table in written["tables"]:
        columns = [tuple(words) for words in table["columns"]]
        others = tuple(words for words in columns if words)
        names = [row[0] for row in table["rows"]]
        for (name, *numbers), below in zip(table["rows"], [*names[1:], ""], strict=True):
            found += [
                GoldCell(number, name, words, others, below, table["page"])
                for words, number in zip(columns, numbers, strict=True)
                if number
            ]
    return str(written["file"]), found
