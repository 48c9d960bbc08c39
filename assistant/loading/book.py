"""Reads EPUB books: the chapters in the order of the spine. Knows nothing of other formats.

A book is a zip of web pages with a package file that lists them; each is read as HTML.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from assistant.errors import UnreadableReport
from assistant.loading.building import Content, TextBuilder
from assistant.loading.decoding import decode
from assistant.loading.html import add_chapter
from assistant.loading.parts import Parts, open_parts, resolve
from assistant.records import Metadata, told

_OPF = "{http://www.idpf.org/2007/opf}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_CONTAINER = "META-INF/container.xml"
_ENCRYPTION = "META-INF/encryption.xml"
_PAGES = ("application/xhtml+xml", "text/html", "application/xml", "text/xml")


def read_book(data: bytes, *, origin: str) -> Content:
    """Returns the chapters' text; an EPUB has no pages of its own, so it is one page."""
    with open_parts(data, origin=origin, what="the book") as parts:
        package_name = _find_package(parts, origin)
        package = parts.parse(package_name)
        listed = list(_read_spine(package, package_name))
        spine = list(dict.fromkeys(page for page in listed if page[0]))
        _refuse_protected(parts, {name for name, _ in spine}, origin)
        builder = TextBuilder()
        warnings: dict[str, None] = {}
        missing = sum(not name for name, _ in listed)
        again = len(listed) - missing - len(spine)
        pictures = 0
        for name, kind in spine:
            if kind not in _PAGES:
                pictures += 1
            elif name not in parts.names:
                missing += 1
            else:
                text, remarks = decode(parts.read(name), origin)
                warnings.update(dict.fromkeys(remarks))
                add_chapter(builder, text)
        if again:
            warnings[told(again, "chapter{s} that {are} listed again {were} left out")] = None
        if missing:
            warnings[
                told(missing, "chapter{s} that the book lists {are} missing from the file")
            ] = None
        if pictures:
            warnings[told(pictures, "page{s} that {are} {a}picture{s} {were} left out")] = None
        metadata = _read_metadata(package)
    return builder.content(metadata=metadata, warnings=list(warnings))


def _find_package(parts: Parts, origin: str) -> str:
    for element in parts.parse(_CONTAINER).iter("{*}rootfile"):
        name = str(element.get("full-path", ""))
        if name in parts.names:
            return name
    raise UnreadableReport(
        origin, "the book lists no chapters (its package file is missing); get another copy of it"
    )


def _read_spine(package: Any, package_name: str) -> Iterator[tuple[str, str]]:
    """Yields the name and media type of each page in reading order, the table of contents aside."""
    manifest = {item.get("id"): item for item in package.iter(_OPF + "item")}
    for reference in package.iter(_OPF + "itemref"):
        item = manifest.get(reference.get("idref"))
        if item is None:
            yield "", _PAGES[0]
        elif "nav" not in item.get("properties", "").split():
            yield resolve(package_name, item.get("href", "")), item.get("media-type", "").lower()


def _refuse_protected(parts: Parts, chapters: set[str], origin: str) -> None:
    """Fonts are often scrambled, which does no harm; chapters are where a shop locks the book."""
    encryption = parts.find(_ENCRYPTION)
    if encryption is None:
        return
    locked = {resolve("", e.get("URI", "")) for e in encryption.iter("{*}CipherReference")}
    if locked & chapters:
        cause = "the book is encrypted (locked by its shop); add a copy without a lock"
        raise UnreadableReport(origin, cause)


def _read_metadata(package: Any) -> Metadata:
    def find(name: str) -> str | None:
        texts = (" ".join((e.text or "").split()) for e in package.iter(_DC + name))
        return next((text for text in texts if text), None)

    # EPUB 2 lists several dates; that of the file's making is none of the report's.
    dates = (
        (element.text or "").strip()
        for element in package.iter(_DC + "date")
        if element.get(_OPF + "event", "publication") in ("publication", "original-publication")
    )
    return Metadata(
        title=find("title"),
        publisher=find("publisher"),
        published=next((date for date in dates if date), None),
        language=find("language"),
    )
