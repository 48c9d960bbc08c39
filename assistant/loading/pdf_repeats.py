"""Notices pages of a PDF that say word for word what many others say. Knows nothing of layout.

A few KB of PDF can list one page thousands of times; read each time, it would take minutes and
fill a library with one figure. Such a page is read once. A form or a cover that comes back a few
times stays as it is.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from hashlib import blake2b

from assistant.loading.pdf_pages import PdfText
from assistant.records import name_pages

_TIMES_AT_MOST = 10
_FEWEST_WORDS = 25
"""What has fewer may be a stamp over scans that differ, and costs nothing to read."""


class Repeats:
    """The pages of one file so far, by their words."""

    def __init__(self, found: Sequence[PdfText | None]) -> None:
        """``found`` is where each page is put once it was read, in their order."""
        self._found = found
        self._by_words: dict[bytes, list[int]] = {}

    def find(self, text: str) -> PdfText | None:
        """Returns an earlier page in place of the next one, where its text came often enough."""
        if len(text.split(maxsplit=_FEWEST_WORDS)) <= _FEWEST_WORDS:
            return None
        words = blake2b(text.encode("utf-8", "replace"), digest_size=16).digest()
        alike = self._by_words.setdefault(words, [])
        alike.append(len(self._found))
        return self._found[alike[0]] if len(alike) > _TIMES_AT_MOST else None

    def leave_out(self, pages: Sequence[PdfText | None]) -> tuple[list[PdfText | None], list[str]]:
        """Returns the pages with those that came too often emptied, the first of each aside, and a
        warning for each such page; what OCR read there instead stays."""
        kept, warnings = list(pages), []
        for alike in self._by_words.values():
            again = [n for n in alike[1:] if kept[n] is self._found[n] and kept[n] is not None]
            if len(alike) <= _TIMES_AT_MOST or not again:
                continue
            for number in again:
                page = kept[number]
                assert page is not None, "only pages that opened have words"
                kept[number] = page._replace(segments=[], places=array("f"), leaders=0, rules=())
            named = name_pages([number + 1 for number in again], at_most=6)
            warnings.append(
                f"{named}: left out, word for word as page {alike[0] + 1}; a page that comes more "
                f"than {_TIMES_AT_MOST} times is read once"
            )
        return kept, warnings
