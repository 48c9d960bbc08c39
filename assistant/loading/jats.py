"""Reads scientific articles in JATS, the XML of journals, as HTML. Knows nothing of other formats.

The tree is written as a plain page and handed to `html`, so that tables, lists and raised marks are
read in one way. No entity is expanded and nothing outside the file is looked up.
"""

from __future__ import annotations

import html as entities
import re
from typing import Any

from assistant.errors import UnreadableReport
from assistant.loading.building import Content, TextBuilder
from assistant.loading.html import add_chapter
from assistant.loading.raised import noted
from assistant.records import Metadata, told

_DAMAGED = "the article's XML is damaged; get it again from the journal and add it"
_ENTITIES = "its XML declares entities of its own, which no journal's articles do; it was refused"
_DECLARED = re.compile(rb"<!\s*ENTITY", re.IGNORECASE)
_HEAD = 1 << 16
_BLOCKS = {
    "sec": "section", "app": "section", "ack": "section", "abstract": "section", "p": "p",
    "list": "ul", "list-item": "li", "def-list": "ul", "def-item": "li", "disp-quote": "blockquote",
    "boxed-text": "div", "table": "table", "thead": "thead", "tbody": "tbody", "tfoot": "tbody",
    "tr": "tr", "td": "td", "th": "th", "fn-group": "div", "table-wrap-foot": "div",
    "table-wrap-group": "div", "fig-group": "div", "glossary": "section", "notes": "section",
    "statement": "div", "verse-group": "div", "verse-line": "p", "speech": "div", "break": "br",
    "sup": "sup", "sub": "sub", "attrib": "p", "app-group": "div", "trans-abstract": "section",
    "floats-group": "div", "preformat": "p", "term": "p", "def": "div",
}  # fmt: skip
_CAPTIONED = ("fig", "table-wrap", "supplementary-material", "media")
_NAMED = {
    "abstract": "Abstract", "trans-abstract": "Abstract", "ack": "Acknowledgements",
}  # fmt: skip
_LEFT_OUT = {
    "ref-list": "list{s} of references {were} left out",
    "element-citation": "reference{s} to data {were} left out",
    "sub-article": "review{s} {and} repl{ies} {were} left out",
    "response": "review{s} {and} repl{ies} {were} left out",
    "disp-formula": "formula{s} {were} left out",
    "inline-formula": "formula{s} {were} left out",
}
_UNSEEN = ("graphic", "inline-graphic", "object-id", "permissions", "kwd-group", "contrib-group")
_NOTES = ("bibr", "fn", "table-fn")
_NOTE_MARK = re.compile(r"\d{1,3}(?:\s?[,–-]\s?\d{1,3})*|[a-z*†‡§]")
_SPANS = ("rowspan", "colspan")
_FIRST_DATES = ("pub", "publication", "epub", "epub-ppub", "ppub", "collection")


def read_article(data: bytes, *, origin: str) -> Content:
    """Returns an article's title, abstract, sections, tables, captions and notes, in that order.

    References, reviews and formulas are left out, counted in warnings.
    """
    root = _parse(data, origin)
    front = root.find("front")
    meta = None if front is None else front.find("article-meta")
    metadata = _read_metadata(root, front, meta)
    left_out = _drop(root)
    page = _page(root, meta)
    builder = TextBuilder()
    add_chapter(builder, page)
    said = [told(count, what) for what, count in left_out.items()]
    return builder.content(metadata=metadata, warnings=said)


def _parse(data: bytes, origin: str) -> Any:
    from lxml import etree  # type: ignore[import-untyped]

    if _DECLARED.search(data[:_HEAD].replace(b"\0", b"")):
        raise UnreadableReport(origin, _ENTITIES)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True,
        remove_pis=True, recover=False,
    )  # fmt: skip
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableReport(origin, _DAMAGED) from error
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        element.tag = etree.QName(element).localname
    article = root if root.tag == "article" else next(root.iter("article"), None)
    if article is None:
        raise UnreadableReport(origin, "the file holds no article; check that it is the right one")
    return article


def _read_metadata(root: Any, front: Any | None, meta: Any | None) -> Metadata:
    language = next((v for k, v in root.items() if k.endswith("}lang")), None)
    if front is None or meta is None:
        return Metadata(language=language)
    doi = meta.findtext("article-id[@pub-id-type='doi']", "").strip()
    journal = front.find(".//journal-title")
    publisher = journal if journal is not None else front.find(".//publisher-name")
    title = meta.find("title-group/article-title")
    return Metadata(
        title=_plain(title) or None,
        publisher=_plain(publisher) or None,
        published=_find_date(meta),
        language=language,
        link=f"https://doi.org/{doi}" if doi else None,
    )


def _find_date(meta: Any) -> str | None:
    """Returns the day, month or year of publication: the electronic one first."""
    dates: dict[str, str] = {}
    for date in meta.iterfind("pub-date"):
        kind = date.get("date-type") or date.get("pub-type") or "pub"
        parts = [date.findtext(name, "").strip() for name in ("year", "month", "day")]
        if re.fullmatch(r"(?:19|20)\d\d", parts[0]):
            known = [parts[0]]
            for part in parts[1:]:
                if not re.fullmatch(r"\d{1,2}", part):
                    break
                known.append(part.zfill(2))
            dates.setdefault(kind, "-".join(known))
    return next((dates[kind] for kind in _FIRST_DATES if kind in dates), None)


def _plain(element: Any | None) -> str:
    return "" if element is None else " ".join("".join(_texts(element)).split())


def _texts(element: Any) -> Any:
    yield element.text or ""
    for child in element:
        if isinstance(child.tag, str) and child.tag not in ("fn", "xref"):
            yield from _texts(child)
        yield child.tail or ""


def _drop(root: Any) -> dict[str, int]:
    """Takes out what is no text of the article, and returns how much of what it was."""
    left_out: dict[str, int] = {}
    for element in list(root.iter(*_LEFT_OUT, *_UNSEEN)):
        parent = element.getparent()
        if parent is None:
            continue
        what = _LEFT_OUT.get(element.tag)
        # What stands in something taken out is gone with it.
        if what and not any(above.tag in _LEFT_OUT for above in element.iterancestors()):
            left_out[what] = left_out.get(what, 0) + 1
        _replace(element, " " if element.tag == "inline-formula" else "")
    return left_out


def _replace(element: Any, text: str) -> None:
    """Puts text in an element's place, what stands behind it kept."""
    parent = element.getparent()
    before = element.getprevious()
    kept = text + (element.tail or "")
    if before is None:
        parent.text = (parent.text or "") + kept
    else:
        before.tail = (before.tail or "") + kept
    parent.remove(element)


def _page(root: Any, meta: Any | None) -> str:
    title = None if meta is None else meta.find("title-group/article-title")
    subtitle = None if meta is None else meta.find("title-group/subtitle")
    abstracts = [] if meta is None else [*meta.iter("abstract"), *meta.iter("trans-abstract")]
    writer = _Writer()
    for level, heading in ((1, title), (2, subtitle)):
        if heading is not None:
            writer.write(heading, f"h{level}", 1)
    for part in (*abstracts, *root.findall("body"), *root.findall("floats-group")):
        writer.add(part, 1)
    for part in root.findall("back"):
        writer.add(part, 1)
    if writer.notes:
        writer.parts.append("<h2>Notes</h2>")
        notes, writer.notes = writer.notes, []
        for note in notes:
            writer.add_note(note, 2)
    return f"<html><body>{''.join(writer.parts)}</body></html>"


class _Writer:
    """Writes an article's tree as a page, piece by piece; notes within a line are kept for last."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.notes: list[Any] = []

    def write(self, element: Any, name: str, depth: int, label: str = "") -> None:
        said = "".join(
            f' {key}="{entities.escape(value)}"' for key, value in element.items() if key in _SPANS
        )
        self.parts.append(f"<{name}{said}>{entities.escape(label)}")
        self._write_inside(element, depth)
        self.parts.append(f"</{name}>")

    def _write_inside(self, element: Any, depth: int) -> None:
        self.parts.append(entities.escape(element.text or ""))
        for child in element:
            if isinstance(child.tag, str):
                self.add(child, depth)
            else:
                # An entity of the journal's document type, as "&nbsp;", left as it stands.
                self.parts.append(entities.escape(entities.unescape(child.text or "")))
            self.parts.append(entities.escape(child.tail or ""))

    def add(self, element: Any, depth: int) -> None:
        name = element.tag
        if name in _CAPTIONED:
            self._add_captioned(element, depth)
        elif name == "title":
            self.write(element, f"h{min(6, depth)}", depth, _label_of(element.getparent()))
        elif name == "label":
            if element.getnext() is None or element.getnext().tag != "title":
                self.parts.append("" if element.getparent().tag == "list-item" else _mark(element))
        elif name == "fn" and element.getparent().tag in ("p", "title", "td", "th"):
            self.notes.append(element)
        elif name == "fn":
            self.add_note(element, depth)
        elif name == "xref":
            self._add_reference(element, depth)
        else:
            inner = depth + 1 if _BLOCKS.get(name) == "section" else depth
            if name in _NAMED and element.find("title") is None:
                self.parts.append(f"<h{min(6, inner)}>{_NAMED[name]}</h{min(6, inner)}>")
            self.write(element, _BLOCKS.get(name, "span"), inner)

    def add_note(self, note: Any, depth: int) -> None:
        """A note is one paragraph, its mark in front."""
        label = note.find("label")
        self.parts.append("<p>" + (_mark(label) if label is not None else ""))
        for child in note:
            if child.tag == "p":
                self._write_inside(child, depth)
                self.parts.append(" ")
            elif isinstance(child.tag, str) and child.tag != "label":
                self.add(child, depth)
        self.parts.append("</p>")

    def _add_reference(self, element: Any, depth: int) -> None:
        """A number that leads to a note is its mark, raised or not."""
        mark = _plain(element)
        raises = element.getparent().tag == "sup" or element.find("sup") is not None
        glued = _text_before(element)[-1:].isalnum()
        if element.get("ref-type") in _NOTES and _NOTE_MARK.fullmatch(mark) and (raises or glued):
            self.parts.append(entities.escape(noted(mark)))
        else:
            self.write(element, "span", depth)

    def _add_captioned(self, element: Any, depth: int) -> None:
        """A table's or figure's name stands above it, what more there is to say below it."""
        caption = element.find("caption")
        title = None if caption is None else caption.find("title")
        label = _label_of(element)
        if title is not None:
            self.write(title, "p", depth, label)
            caption.remove(title)
        elif label:
            self.parts.append(f"<p>{entities.escape(label)}</p>")
        for child in element:
            if isinstance(child.tag, str) and child.tag not in ("label", "caption"):
                self.add(child, depth)
        if caption is not None:
            self.write(caption, "div", depth)


def _label_of(element: Any) -> str:
    label = _plain(element.find("label"))
    # "1 Losses" would be one loss.
    return f"{label}{'.' if label.isdigit() else ''} " if label else ""


def _mark(label: Any) -> str:
    return entities.escape(f"{noted(_plain(label))} ")


def _text_before(element: Any) -> str:
    before = element.getprevious()
    text = element.getparent().text if before is None else before.tail
    return text or ""
