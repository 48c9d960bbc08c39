"""Reads what a web page says of itself: meta tags, linked data. Knows nothing of its text."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from assistant.records import Metadata

if TYPE_CHECKING:
    from bs4 import BeautifulSoup

_SPACES = re.compile(r"\s+")
_DATES = (
    *("article:published_time", "citation_publication_date", "dcterms.issued", "dc.date.issued"),
    *("dcterms.date", "dc.date", "date"),
)
_CHANGES = ("article:modified_time", "dcterms.modified")
_PUBLISHERS = ("og:site_name", "citation_publisher", "dcterms.publisher", "dc.publisher")
_NEWS = ("NewsArticle", "ReportageNewsArticle", "AnalysisNewsArticle", "OpinionNewsArticle")
_DATA_AT_MOST = 1 << 20


def read_html_metadata(soup: BeautifulSoup) -> Metadata:
    """Returns what a page's tags say; one that calls itself news is no primary source."""
    tags = {
        str(tag.get("property") or tag.get("name")).lower(): str(tag.get("content") or "").strip()
        for tag in soup("meta")
    }
    heading = soup.find("h1")
    title = soup.title.get_text(" ") if soup.title else (heading.get_text(" ") if heading else "")
    language = soup.html.get("lang") if soup.html else None
    link = soup.find("link", rel="canonical")
    data = _read_linked_data(soup)
    return Metadata(
        title=_SPACES.sub(" ", title).strip() or None,
        publisher=_first(tags, _PUBLISHERS) or data.publisher,
        published=_find_published(tags, data),
        language=str(language) if language else data.language,
        link=str(link.get("href")) if link and link.get("href") else None,
        primary=data.primary,
    )


def _find_published(tags: dict[str, str], data: Metadata) -> str | None:
    """A page changed in a later year than it was published has words of that year as well."""
    published = _first(tags, _DATES)
    changed = _first(tags, _CHANGES)
    if published and changed and changed[:4] != published[:4]:
        return None
    return published or data.published


def _first(tags: dict[str, str], names: tuple[str, ...]) -> str | None:
    return next((tags[name] for name in names if tags.get(name)), None)


def _read_linked_data(soup: BeautifulSoup) -> Metadata:
    """Of what JSON-LD says, what it says of the one thing that has a date of publication."""
    things: list[dict[str, Any]] = []
    for script in soup("script", type="application/ld+json"):
        text = script.string or ""
        try:
            found = json.loads(text) if len(text) <= _DATA_AT_MOST else None
        except (ValueError, RecursionError):
            continue
        things += [thing for thing in _things(found) if isinstance(thing.get("datePublished"), str)]
    if len({thing["datePublished"] for thing in things}) != 1:
        return Metadata()
    thing = things[0]
    changed = thing.get("dateModified")
    is_changed = isinstance(changed, str) and changed[:4] != thing["datePublished"][:4]
    publisher = thing.get("publisher")
    name = publisher.get("name") if isinstance(publisher, dict) else publisher
    language = thing.get("inLanguage")
    kinds = thing.get("@type")
    is_news = any(kind in _NEWS for kind in (kinds if isinstance(kinds, list) else [kinds]))
    return Metadata(
        publisher=_SPACES.sub(" ", name).strip() if isinstance(name, str) else None,
        published=None if is_changed else thing["datePublished"],
        language=language if isinstance(language, str) else None,
        primary=False if is_news else None,
    )


def _things(found: Any) -> Iterator[dict[str, Any]]:
    for thing in found if isinstance(found, list) else [found]:
        if isinstance(thing, dict):
            yield thing
            graph = thing.get("@graph")
            parts = graph if isinstance(graph, list) else []
            yield from (part for part in parts if isinstance(part, dict))
