"""Turns text into safe HTML, marked by offsets. Knows nothing of reports or answers.

Everything a report, a file name or a visitor wrote passes through `escape` or `mark_up` on its way
into a page, served or written to a file.
"""

from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

QUOTE = '<span class="ra-quote">', "</span>"
FIGURE = "<mark>", "</mark>"


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of a text to mark, and the tags to put around it; offsets are into that text."""

    start: int
    end: int
    tags: tuple[str, str]


def escape(text: object) -> str:
    """Returns text safe to stand between tags or in a quoted attribute."""
    return html.escape(str(text), quote=True)


def mark_up(text: str, start: int, end: int, spans: Sequence[Span]) -> str:
    """Returns ``text[start:end]`` escaped, with the spans marked, outer before inner.

    Spans may overlap and may reach beyond the slice; each piece is tagged on its own, so the tags
    always nest.
    """
    cuts = {start, end}
    for span in spans:
        cuts |= {cut for cut in (span.start, span.end) if start < cut < end}
    edges = sorted(cuts)
    pieces = []
    for left, right in pairwise(edges):
        tags = [span.tags for span in spans if span.start <= left and right <= span.end]
        opened = "".join(tag for tag, _ in tags)
        closed = "".join(tag for _, tag in reversed(tags))
        pieces.append(f"{opened}{escape(text[left:right])}{closed}")
    return "".join(pieces)


def web_link(address: str | None, words: str) -> str:
    """Returns a link to a web address that opens aside, or nothing for any other scheme."""
    if not address or not address.lower().startswith(("http://", "https://")):
        return ""
    return (
        f'<a href="{escape(address)}" target="_blank" rel="noopener noreferrer">{escape(words)}</a>'
    )
