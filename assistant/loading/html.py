"""Reads HTML into blocks. Knows nothing of files; never fetches anything."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from typing import TYPE_CHECKING

from assistant.loading.building import Content, GridCell, TextBuilder
from assistant.loading.headers import count_header_rows
from assistant.records import BlockKind, Metadata

if TYPE_CHECKING:
    from bs4 import BeautifulSoup
    from bs4.element import Tag

_UNSEEN = ["script", "style", "template", "noscript", "svg", "math", "head", "iframe", "object"]
_FURNITURE = ["nav", "header", "footer", "aside", "form"]
_INLINE_NAMES = (
    "a abbr b bdi bdo big cite code data del dfn em font i img ins kbd label mark q ruby s samp "
    "small span strike strong sub sup time tt u var wbr input button"
)
_INLINE = frozenset(_INLINE_NAMES.split())
_SPACES = re.compile(r"\s+")
_NOTE_MARK = re.compile(r"\d{1,3}|[a-z*†‡§]{1,2}")
# XHTML may close these at once; an HTML parser would take the rest of the page for their text.
_EMPTIED = re.compile(r"<(?:script|style|title|iframe|textarea|noscript)\b[^<>]*/>", re.IGNORECASE)
# A table that says it only places things on the page, as letters in HTML have them.
_LAYOUT = ("presentation", "none")
_SPAN_AT_MOST = 1000
_COVERED_AT_MOST = 500_000
_DEPTH_AT_MOST = 400


def read_html(text: str) -> Content:
    """Returns the main content of a page; scripts, styles and navigation are left out, counted."""
    soup = _parse(text)
    metadata = _read_metadata(soup)
    _prepare(soup)
    remarks = _drop_furniture(soup)
    builder = TextBuilder()
    _walk(soup, builder)
    return builder.content(metadata=metadata, warnings=remarks)


def add_chapter(builder: TextBuilder, text: str) -> None:
    """Adds all that a page shows, asides and headers too, to a text begun before it."""
    soup = _parse(_EMPTIED.sub("", text))
    _prepare(soup)
    _walk(soup, builder)


def _parse(text: str) -> BeautifulSoup:
    from bs4 import BeautifulSoup, XMLParsedAsHTMLWarning

    with warnings.catch_warnings():
        # XHTML is read as browsers read it: what is not well-formed there is common.
        warnings.simplefilter("ignore", XMLParsedAsHTMLWarning)
        return BeautifulSoup(text, "lxml")


def _prepare(soup: BeautifulSoup) -> None:
    for tag in soup(_UNSEEN):
        tag.decompose()
    for tag in soup("sup"):
        _bracket_note_mark(tag)


def _bracket_note_mark(tag: Tag) -> None:
    """A raised link to a note stands apart: "124" with note 1 must not read as 1241."""
    link = tag.find("a") or tag.find_parent("a")
    mark = tag.get_text().strip()
    if link is not None and "#" in str(link.get("href", "")) and _NOTE_MARK.fullmatch(mark):
        tag.string = f"[{mark}]"


def _walk(soup: BeautifulSoup, builder: TextBuilder) -> None:
    walk = _Walk(builder, [])
    walk.visit(soup.body or soup, 0)
    walk.flush()


def _drop_furniture(soup: BeautifulSoup) -> list[str]:
    total = len(_words(soup))
    furniture = [tag for tag in soup(_FURNITURE) if not tag.find_parent(["article", "main"])]
    outer = [tag for tag in furniture if not tag.find_parent(_FURNITURE)]
    words = sum(len(_words(tag)) for tag in outer)
    if not words or words * 2 > total:
        return []
    for tag in outer:
        tag.decompose()
    return [f"{words} words of navigation, page header and footer were left out"]


def _words(tag: Tag) -> list[str]:
    return tag.get_text(" ").split()


class _Walk:
    """One walk over the tree; loose inline text gathers until the next block begins."""

    def __init__(self, builder: TextBuilder, inline: list[str]) -> None:
        self.builder = builder
        self.inline = inline
        self.kind = BlockKind.PARAGRAPH
        self.level = 0

    def flush(self) -> None:
        text = "\n".join(
            _SPACES.sub(" ", line).strip() for line in "".join(self.inline).split("\0")
        )
        self.inline.clear()
        prefix = "- " if self.kind is BlockKind.LIST_ITEM and text.strip() else ""
        self.builder.add(self.kind, prefix + text.strip(), level=self.level)
        self.kind, self.level = BlockKind.PARAGRAPH, 0

    def visit(self, tag: Tag, depth: int) -> None:
        from bs4.element import NavigableString, PreformattedString, Tag

        if depth > _DEPTH_AT_MOST:
            self.inline.append(tag.get_text(" "))
            return
        for child in tag.children:
            if isinstance(child, PreformattedString):
                continue
            if isinstance(child, NavigableString):
                self.inline.append(str(child).replace("\0", ""))
            elif isinstance(child, Tag):
                self._visit_tag(child, depth + 1)

    def _visit_tag(self, tag: Tag, depth: int) -> None:
        name = tag.name.lower().rpartition(":")[2]
        if name == "br":
            self.inline.append("\0")
        elif name in _INLINE:
            self.visit(tag, depth)
        elif name == "table" and not tag.find("table") and tag.get("role") not in _LAYOUT:
            self.flush()
            self._add_table(tag)
        else:
            self.flush()
            if re.fullmatch("h[1-6]", name):
                self.kind, self.level = BlockKind.HEADING, int(name[1])
            elif name == "li":
                self.kind = BlockKind.LIST_ITEM
            self.visit(tag, depth)
            self.flush()

    def _add_table(self, table: Tag) -> None:
        for caption in table("caption"):
            self.builder.add(BlockKind.PARAGRAPH, _SPACES.sub(" ", caption.get_text(" ")))
            caption.decompose()
        rows = table("tr")
        cells = list(_place_cells(rows))
        self.builder.add_table(cells, header_rows=_header_rows(rows, cells))


def _place_cells(rows: list[Tag]) -> Iterator[GridCell]:
    taken: set[tuple[int, int]] = set()
    for number, row in enumerate(rows):
        column = 0
        for tag in row.find_all(["td", "th"], recursive=False):
            while (number, column) in taken:
                column += 1
            high = min(_span(tag, "rowspan"), len(rows) - number)
            wide = _span(tag, "colspan")
            if len(taken) + high * wide > _COVERED_AT_MOST:
                high = wide = 1
            taken.update(
                (r, c) for r in range(number, number + high) for c in range(column, column + wide)
            )
            yield GridCell(number, column, _cell_text(tag), high, wide)
            column += wide


def _cell_text(tag: Tag) -> str:
    for line_break in tag("br"):
        line_break.replace_with(" ")
    blocks = tag.find(["p", "div", "li"])
    return tag.get_text(" " if blocks else "")


def _span(tag: Tag, name: str) -> int:
    value = str(tag.attrs.get(name, "1")).strip()
    return min(max(1, int(value)), _SPAN_AT_MOST) if value.isascii() and value.isdigit() else 1


def _header_rows(rows: list[Tag], cells: list[GridCell]) -> int:
    marked = 0
    for row in rows:
        tags = row.find_all(["td", "th"], recursive=False)
        in_head = row.parent is not None and row.parent.name == "thead"
        if not in_head and not (tags and all(tag.name == "th" for tag in tags)):
            break
        marked += 1
    return count_header_rows(cells, marked=marked if marked < len(rows) else 0)


def _read_metadata(soup: BeautifulSoup) -> Metadata:
    tags = {
        str(tag.get("property") or tag.get("name")).lower(): str(tag.get("content") or "").strip()
        for tag in soup("meta")
    }
    heading = soup.find("h1")
    title = soup.title.get_text(" ") if soup.title else (heading.get_text(" ") if heading else "")
    published = tags.get("article:published_time") or tags.get("dcterms.date") or tags.get("date")
    language = soup.html.get("lang") if soup.html else None
    link = soup.find("link", rel="canonical")
    return Metadata(
        title=_SPACES.sub(" ", title).strip() or None,
        publisher=tags.get("og:site_name") or tags.get("dcterms.publisher") or None,
        published=published or None,
        language=str(language) if language else None,
        link=str(link.get("href")) if link and link.get("href") else None,
    )
