"""Reads HTML into blocks. Knows nothing of files; never fetches anything."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from typing import TYPE_CHECKING

from assistant.loading.building import Content, GridCell, TextBuilder
from assistant.loading.headers import count_header_rows
from assistant.loading.html_metadata import read_html_metadata
from assistant.loading.raised import LOWERED, RAISED, noted, settle
from assistant.records import BlockKind, told

if TYPE_CHECKING:
    from bs4 import BeautifulSoup
    from bs4.element import Tag

_UNSEEN = ["script", "style", "template", "noscript", "svg", "math", "head", "iframe", "object"]
_FURNITURE = ["nav", "header", "footer", "aside", "form"]
_FURNITURE_ROLES = ["navigation", "banner", "contentinfo", "complementary", "search"]
_MENU_FROM = 8
_WITHIN = re.compile("^#")
_SKIPS = re.compile(r"(?:skip|jump|go) to\b", re.IGNORECASE)
# What a page itself says no longer holds.
_STRUCK = ["del", "s", "strike"]
_INLINE_NAMES = (
    "a abbr b bdi bdo big cite code data del dfn em font i img ins kbd label mark q ruby s samp "
    "small span strike strong sub sup time tt u var wbr input button"
)
_INLINE = frozenset(_INLINE_NAMES.split())
_KINDS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6", "li"))
_SPACES = re.compile(r"\s+")
_NOTE_MARK = re.compile(r"\d{1,3}|[a-z*†‡§]{1,2}")
_SHIFTED = re.compile(r"vertical-align:\s*(super|sub)\b", re.IGNORECASE)
# XHTML may close these at once; an HTML parser would take the rest of the page for their text.
_EMPTIED = re.compile(r"<(?:script|style|title|iframe|textarea|noscript)\b[^<>]*/>", re.IGNORECASE)
# A table that says it only places things on the page, as letters in HTML have them.
_LAYOUT = ("presentation", "none")
_HIDDEN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)\b", re.IGNORECASE)
_SPAN_AT_MOST = 1000
_COVERED_AT_MOST = 500_000
_DEPTH_AT_MOST = 400


def read_html(text: str) -> Content:
    """Returns the main content of a page; scripts, styles and navigation are left out, counted."""
    soup = _parse(text)
    metadata = read_html_metadata(soup)
    _drop_unseen(soup)
    _mark_raised(soup)
    remarks = [*_drop_hidden(soup), *_drop_furniture(soup)]
    builder = TextBuilder()
    _walk(soup, builder)
    return builder.content(metadata=metadata, warnings=remarks)


def add_chapter(builder: TextBuilder, text: str) -> None:
    """Adds all that a page shows, asides and headers too, to a text begun before it."""
    soup = _parse(_EMPTIED.sub("", text))
    _drop_unseen(soup)
    _mark_raised(soup)
    _walk(soup, builder)


def _parse(text: str) -> BeautifulSoup:
    from bs4 import BeautifulSoup, XMLParsedAsHTMLWarning

    with warnings.catch_warnings():
        # XHTML is read as browsers read it: what is not well-formed there is common.
        warnings.simplefilter("ignore", XMLParsedAsHTMLWarning)
        return BeautifulSoup(text, "lxml")


def _drop_unseen(soup: BeautifulSoup) -> None:
    for tag in soup(_UNSEEN):
        tag.decompose()


def _mark_raised(soup: BeautifulSoup) -> None:
    """Marks what stands above or below the line; a raised link to a note is one for sure."""
    for tag in [*soup(["sup", "sub"]), *soup(style=_SHIFTED)]:
        link = tag.find("a") or tag.find_parent("a")
        mark = tag.get_text().strip()
        style = _SHIFTED.search(str(tag.get("style", "")))
        is_low = style[1].lower() == "sub" if style else tag.name == "sub"
        if link is not None and "#" in str(link.get("href", "")) and _NOTE_MARK.fullmatch(mark):
            tag.string = noted(mark)
            continue
        before, after = LOWERED if is_low else RAISED
        tag.insert(0, before)
        tag.append(after)


def _walk(soup: BeautifulSoup, builder: TextBuilder) -> None:
    walk = _Walk(builder, [])
    walk.visit(soup.body or soup, 0)
    walk.flush()


def _drop_hidden(soup: BeautifulSoup) -> list[str]:
    """Takes out what a page does not show, or shows struck through."""
    hidden = [*soup(hidden=True), *soup(style=_HIDDEN)]
    said = {
        "word{s} that the page does not show {were} left out": _drop(soup, hidden),
        "word{s} struck through {were} left out": _drop(soup, soup(_STRUCK)),
    }
    return [told(count, what) for what, count in said.items() if count]


def _drop_furniture(soup: BeautifulSoup) -> list[str]:
    """Takes out what is no part of the main text, by what the page says of its parts."""
    furniture = [*soup(_FURNITURE), *soup(role=_FURNITURE_ROLES)]
    outside = [tag for tag in furniture if not tag.find_parent(["article", "main"])]
    outside += [*soup("nav"), *_beside_main(soup), *filter(_only_leads_on, soup(["ul", "ol"]))]
    outside += [tag for tag in soup("a", href=_WITHIN) if _SKIPS.match(tag.get_text().strip())]
    words = _drop(soup, outside)
    said = "word{s} of navigation, page header and footer {were} left out"
    return [told(words, said)] if words else []


def _beside_main(soup: BeautifulSoup) -> Iterator[Tag]:
    """Yields what stands outside the one main part, but for the page's own heading."""
    from bs4.element import Tag

    mains = [*soup("main"), *(tag for tag in soup(role="main") if tag.name != "main")]
    if len(mains) != 1:
        return
    for level in (mains[0], *mains[0].parents):
        for tag in (*level.previous_siblings, *level.next_siblings):
            if isinstance(tag, Tag) and tag.name != "h1" and not tag.find("h1"):
                yield tag


def _only_leads_on(menu: Tag) -> bool:
    """Whether a list is all links and no figures, as menus are: languages, tags, other pages."""
    items = menu.find_all("li")
    text = menu.get_text()
    linked = sum(len("".join(link.get_text().split())) for link in menu("a"))
    plain = len("".join(text.split()))
    return len(items) >= _MENU_FROM and linked >= plain > 0 and not any(map(str.isdigit, text))


def _drop(soup: BeautifulSoup, tags: list[Tag]) -> int:
    """Takes tags out and returns how many words they held; where that is most of them, none."""
    chosen = {id(tag): tag for tag in tags}
    outer = [
        tag for tag in chosen.values() if not any(id(above) in chosen for above in tag.parents)
    ]
    words = sum(len(_words(tag)) for tag in outer)
    if words * 2 > len(_words(soup)):
        return 0
    for tag in outer:
        tag.decompose()
    return words


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
        lines = settle("".join(self.inline)).split("\0")
        text = "\n".join(_SPACES.sub(" ", line).strip() for line in lines)
        self.inline.clear()
        if text.strip():
            prefix = "- " if self.kind is BlockKind.LIST_ITEM else ""
            self.builder.add(self.kind, prefix + text.strip(), level=self.level)
            # Only an item's first paragraph carries its mark.
            self._end_kind()

    def _end_kind(self) -> None:
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
            if name in _KINDS:
                self._end_kind()

    def _add_table(self, table: Tag) -> None:
        for caption in table("caption"):
            self.builder.add(BlockKind.PARAGRAPH, _SPACES.sub(" ", _cell_text(caption)))
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
    for block in tag(["p", "div", "li"]):
        block.append(" ")
    return settle(tag.get_text())


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
