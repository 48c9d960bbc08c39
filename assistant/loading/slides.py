"""Reads PPTX presentations: a slide a page, its speaker notes below it. Knows no other formats.

The XML is walked for its text, as in `word`: a library would add four packages for this alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from assistant.errors import UnreadableReport
from assistant.loading.building import Content, GridCell, TextBuilder, grid_of
from assistant.loading.charts import read_chart
from assistant.loading.headers import count_header_rows
from assistant.loading.parts import Parts, open_parts, resolve
from assistant.loading.raised import lowered, raised, settle
from assistant.records import BlockKind, Metadata, told

_MAIN = "ppt/presentation.xml"
_CORE = "docProps/core.xml"
_TITLES = ("title", "ctrTitle")
_FURNITURE = ("dt", "ftr", "hdr", "sldNum")
_BODIES = ("body", "obj")
_AGAIN = "slide{s} that {are} listed again {were} left out"
_BULLETS = ("buChar", "buAutoNum", "buBlip")
_SPAN_AT_MOST = 1000
_COVERED_AT_MOST = 500_000


def read_slides(data: bytes, *, origin: str, max_pages: int) -> Content:
    """Returns each slide's title, texts, tables and charts, then what its speaker notes say."""
    with open_parts(data, origin=origin, what="the presentation") as parts:
        links = _links(parts, _MAIN)
        listed = [
            links[_id_in(slide)][1] for slide in parts.parse(_MAIN).iterfind("{*}sldIdLst/{*}sldId")
        ]
        slides = list(dict.fromkeys(listed))
        if len(slides) > max_pages:
            cause = (
                f"it has {len(slides)} slides, more than the {max_pages} allowed; "
                "split it or raise ASSISTANT_MAX_PAGES"
            )
            raise UnreadableReport(origin, cause)
        reading = _Reading(parts)
        for name in slides:
            reading.add_slide(name)
        reading.left_out[_AGAIN] = len(listed) - len(slides)
        core = parts.find(_CORE)
    title = "" if core is None else core.findtext("{http://purl.org/dc/elements/1.1/}title", "")
    return reading.builder.content(
        metadata=Metadata(title=title.strip() or None), warnings=reading.warnings()
    )


def _links(parts: Parts, name: str) -> dict[str, tuple[str, str]]:
    """Returns what a part links to, by id: the kind of link and the part's name."""
    folder, _, file = name.rpartition("/")
    root = parts.find(f"{folder}/_rels/{file}.rels")
    return {
        link.get("Id", ""): (
            link.get("Type", "").rpartition("/")[2],
            resolve(name, link.get("Target", "")),
        )
        for link in (() if root is None else root)
        if link.get("TargetMode") != "External"
    }


def _id_in(element: Any, name: str = "id") -> str:
    """Returns the id of a link that an element names; it has ids of other kinds, without prefix."""
    ending = f"relationships}}{name}"
    return next((value for key, value in element.items() if key.endswith(ending)), "")


def _name(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]


class _Reading:
    """One presentation's reading: its text so far, and what was left out of it."""

    def __init__(self, parts: Parts) -> None:
        self.parts = parts
        self.builder = TextBuilder()
        # A heading for a slide that has no title: else it would stand under that of the one before.
        self.pending = ""
        self.left_out = {
            "slide{s} hold{v} no text (pictures are not read)": 0,
            "hidden slide{s} {were} read too": 0,
            "slide number{s}, date{s} {and} footer{s} {were} left out": 0,
            "chart{s} {were} left out": 0,
            "embedded object{s} {were} left out": 0,
            "slide{s} {have} comments, which were left out": 0,
        }

    def warnings(self) -> list[str]:
        return [told(count, what) for what, count in self.left_out.items() if count]

    def _count(self, start: str) -> None:
        self.left_out[next(what for what in self.left_out if what.startswith(start))] += 1

    def add_slide(self, name: str) -> None:
        slide = self.parts.parse(name)
        links = _links(self.parts, name)
        shapes = list(_shapes(slide.find("{*}cSld/{*}spTree")))
        # The title comes first, wherever it was drawn.
        shapes.sort(key=lambda shape: _placeholder(shape) not in _TITLES)
        before = len(self.builder.blocks)
        self.builder.begin_page()
        self.pending = f"Slide {self.builder.page_number}"
        for shape in shapes:
            if _name(shape) == "graphicFrame":
                self._add_frame(shape, links)
            else:
                self._add_texts(shape)
        if len(self.builder.blocks) == before:
            self._count("slide{s} hold")
        for kind, target in links.values():
            if kind == "notesSlide":
                self._add_notes(target)
            elif kind == "comments":
                self._count("slide{s} {have} comments")
        self.builder.end_page()
        if slide.get("show") in ("0", "false"):
            self._count("hidden slide")

    def _add(self, kind: BlockKind, text: str, *, level: int = 0) -> None:
        if text.strip():
            if level == 0:
                self._name_slide()
            self.pending = ""
            self.builder.add(kind, text, level=level)

    def _name_slide(self) -> None:
        self.builder.add(BlockKind.HEADING, self.pending, level=1)
        self.pending = ""

    def _add_texts(self, shape: Any) -> None:
        place = _placeholder(shape)
        paragraphs = list(shape.iterfind("{*}txBody/{*}p"))
        texts = _texts_in(shape)
        if place in _FURNITURE:
            if any(texts):
                self._count("slide number")
            return
        if place in _TITLES:
            self._add(BlockKind.HEADING, "\n".join(texts), level=1)
            return
        listed = place in _BODIES and sum(1 for text in texts if text) > 1
        for paragraph, text in zip(paragraphs, texts, strict=True):
            if text and _is_item(paragraph, listed=listed):
                self._add(BlockKind.LIST_ITEM, "- " + text)
            else:
                self._add(BlockKind.PARAGRAPH, text)

    def _add_frame(self, frame: Any, links: dict[str, tuple[str, str]]) -> None:
        for data in frame.iterfind("{*}graphic/{*}graphicData/*"):
            kind = _name(data)
            if kind == "tbl":
                self._add_table(data)
            elif kind == "chart":
                self._add_chart(links.get(_id_in(data), ("", ""))[1])
            elif kind == "relIds":
                self._add_diagram(links.get(_id_in(data, "dm"), ("", ""))[1])
            else:
                self._count("embedded object")

    def _add_table(self, table: Any) -> None:
        cells: list[GridCell] = []
        covered = 0
        for number, row in enumerate(table.iterfind("{*}tr")):
            for column, cell in enumerate(row.iterfind("{*}tc")):
                if _is_on(cell, "hMerge") or _is_on(cell, "vMerge"):
                    continue
                text = " ".join(text for text in _texts_in(cell) if text)
                high, wide = _span(cell, "rowSpan"), _span(cell, "gridSpan")
                covered += high * wide
                if covered > _COVERED_AT_MOST:
                    high = wide = 1
                cells.append(GridCell(number, column, text, high, wide))
        marked = any(_is_on(style, "firstRow") for style in table.iterfind("{*}tblPr"))
        if any(cell.text for cell in cells):
            self._name_slide()
        self.builder.add_table(cells, header_rows=count_header_rows(cells, marked=int(marked)))

    def _add_chart(self, name: str) -> None:
        root = self.parts.find(name)
        chart = None if root is None else read_chart(root)
        if chart is None:
            self._count("chart")
            return
        self._add(BlockKind.PARAGRAPH, f"Chart: {chart.title}" if chart.title else "Chart")
        named = int(chart.rows[0][0] == "")
        self.builder.add_table(grid_of(chart.rows), header_rows=named)

    def _add_diagram(self, name: str) -> None:
        root = self.parts.find(name)
        for point in () if root is None else root.iter("{*}pt"):
            if point.get("type", "node") == "node":
                text = " ".join(settle("".join(_find_text(point))).split())
                self._add(BlockKind.LIST_ITEM, f"- {text}" if text else "")

    def _add_notes(self, name: str) -> None:
        root = self.parts.find(name)
        shapes = () if root is None else _shapes(root.find("{*}cSld/{*}spTree"))
        bodies = [shape for shape in shapes if _placeholder(shape) == "body"]
        texts = [text for body in bodies for text in _texts_in(body)]
        if any(texts):
            self._name_slide()
            self._add(BlockKind.HEADING, "Speaker notes", level=2)
            for text in texts:
                self._add(BlockKind.PARAGRAPH, text)


def _shapes(tree: Any | None) -> Iterator[Any]:
    """Yields the shapes that may hold text, those of groups too, in the order they were drawn."""
    for element in () if tree is None else tree:
        name = _name(element)
        if name in ("sp", "graphicFrame"):
            yield element
        elif name in ("grpSp", "Choice"):
            yield from _shapes(element)
        elif name == "AlternateContent":
            # Its Fallback repeats the content for old programs.
            yield from _shapes(element[:1])


def _placeholder(shape: Any) -> str | None:
    """Returns what part of the slide's layout a shape fills; None for one drawn freely."""
    place = shape.find("{*}nvSpPr/{*}nvPr/{*}ph")
    return None if place is None else str(place.get("type", "obj"))


def _is_item(paragraph: Any, *, listed: bool) -> bool:
    marks = {_name(mark) for mark in paragraph.iterfind("{*}pPr/*")}
    return "buNone" not in marks and (listed or any(mark in marks for mark in _BULLETS))


def _find_text(element: Any) -> Iterator[str]:
    for child in element:
        name = _name(child)
        if name == "t" and not len(child):
            yield child.text or ""
        elif name == "br":
            yield "\n"
        elif name == "r":
            yield _shifted("".join(_find_text(child)), child.find("{*}rPr"))
        elif name not in ("pPr", "rPr", "endParaRPr", "Fallback"):
            yield from _find_text(child)


def _shifted(text: str, properties: Any | None) -> str:
    """Marks a run's text where its properties lift it off the line, by a share of its size."""
    baseline = "0" if properties is None else properties.get("baseline", "0").rstrip("%")
    if baseline in ("0", ""):
        return text
    return lowered(text) if baseline.startswith("-") else raised(text)


def _texts_in(element: Any) -> list[str]:
    """Returns the text of each paragraph of a shape or cell."""
    paragraphs = element.iterfind("{*}txBody/{*}p")
    return [settle("".join(_find_text(paragraph))).strip() for paragraph in paragraphs]


def _is_on(element: Any, name: str) -> bool:
    return element.get(name) in ("1", "true")


def _span(cell: Any, name: str) -> int:
    value = cell.get(name, "1")
    return min(max(1, int(value)), _SPAN_AT_MOST) if value.isdecimal() else 1
