"""Reads RTF documents into blocks. Knows nothing of other formats.

There is no library to lean on: the kept ones give bare text, without headings, notes or cells.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from copy import copy

from assistant.errors import UnreadableReport
from assistant.loading.building import Content
from assistant.loading.raised import lowered, raised
from assistant.loading.rtf_flow import Flow
from assistant.loading.rtf_groups import SAYING, SILENT, STATES, Group, Part
from assistant.loading.rtf_tokens import (
    DEFAULT_ENCODING,
    Kind,
    Token,
    encoding_of_charset,
    encoding_of_page,
    read_tokens,
)
from assistant.records import Metadata, told

_DEPTH_AT_MOST = 2000
_HEADING = re.compile(r"heading ([1-9])", re.IGNORECASE)
_CHARACTERS = {
    "tab": "\t", "line": "\n", "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’",
    "ldblquote": "“", "rdblquote": "”", "bullet": "•", "emspace": " ", "enspace": " ",
    "qmspace": " ",
}  # fmt: skip
_OLD_PAGES = {"mac": 10000, "pc": 437, "pca": 850}
_SYMBOLS = {"~": "\u00a0", "_": "-", "\\": "\\", "{": "{", "}": "}"}
_UNSEEN = frozenset(
    "colortbl pict header headerl headerr headerf footer footerl footerr footerf ftnsep ftnsepc "
    "aftnsep aftnsepc xe tc rxe listtable listoverridetable revtbl shprslt nonshppict "
    "nonesttables do bkmkstart bkmkend filetbl".split()
)


def read_rich_text(data: bytes, *, origin: str) -> Content:
    """Returns the paragraphs, lists and tables, then the text of the notes."""
    reading = _Reading(origin)
    for token in read_tokens(data):
        reading.take(token)
    return reading.finish()


class _Reading:
    """One document's reading: the groups open, and what was left out."""

    def __init__(self, origin: str) -> None:
        self.origin = origin
        self.flow = Flow()
        self.group = Group(out=self.flow.line)
        self.stack: list[Group] = []
        self.raw = bytearray()
        self.skipped = 0
        self.is_starred = False
        self.is_over = False
        self.beyond = 0
        self.default = DEFAULT_ENCODING
        self.fonts: dict[int, str] = {}
        self.font = 0
        self.levels: dict[int, int] = {}
        self.title: list[str] = []
        self.field: list[str] = []
        self.left_out = {
            "tracked deletion{s} {were} left out": 0,
            "comment{s} {were} left out": 0,
            "table{s} of contents {were} left out": 0,
            "embedded object{s} {were} left out": 0,
        }

    def take(self, token: Token) -> None:
        if self.is_over:
            self.beyond += len(token.raw.strip(b"\0 \t"))
        elif token.kind is Kind.BYTES:
            self._take_bytes(token.raw)
        elif token.kind is Kind.WORD:
            self._take_word(token.word, token.number)
            self.is_starred = False
        elif token.kind is Kind.SYMBOL:
            self.is_starred = token.word == "*"
            if token.word in "\r\n":
                self._end_paragraph()
            self._write(_SYMBOLS.get(token.word, ""))
        elif token.kind is Kind.OPEN:
            self._open()
        else:
            self._close()

    def finish(self) -> Content:
        """Returns what was read; the groups that a cut-off file leaves open end here."""
        self._flush()
        unended = len(self.stack)
        while self.stack:
            self._close()
        self.flow.finish()
        said = [told(count, what) for what, count in self.left_out.items() if count]
        if unended:
            said.append("the file ends before its text does; the last part may be missing")
        if self.beyond:
            said.append(
                told(self.beyond, "character{s} behind the end of the text {were} left out")
            )
        title = " ".join("".join(self.title).split())
        return self.flow.builder.content(metadata=Metadata(title=title or None), warnings=said)

    def _count(self, start: str) -> None:
        self.left_out[next(what for what in self.left_out if what.startswith(start))] += 1

    def _take_bytes(self, raw: bytes) -> None:
        passed = min(self.skipped, len(raw))
        self.skipped -= passed
        if self.group.part not in SILENT:
            self.raw += raw[passed:]

    def _flush(self) -> None:
        if self.raw:
            text = self.raw.decode(self.group.encoding, "replace")
            self.raw.clear()
            self._write(text)

    def _write(self, text: str) -> None:
        if not text or self.group.part in SILENT:
            return
        self._flush()
        if not self.group.is_hidden and not self.group.is_deleted:
            shift = self.group.shift
            shifted = raised(text) if shift > 0 else lowered(text) if shift < 0 else text
            self.group.out.append(shifted)

    def _open(self) -> None:
        self._flush()
        self.skipped = 0
        if len(self.stack) >= _DEPTH_AT_MOST:
            cause = "the document is damaged (its groups never end); save it again and add it"
            raise UnreadableReport(self.origin, cause)
        self.stack.append(self.group)
        self.group = copy(self.group)
        if self.group.part is Part.STYLES:
            self.group.out, self.group.style, self.group.outline = [], 0, None

    def _close(self) -> None:
        self._flush()
        self.skipped = 0
        if not self.stack:
            return
        ended, self.group = self.group, self.stack.pop()
        self.is_over = not self.stack
        if ended.out is self.group.out:
            return
        text = "".join(ended.out)
        if ended.part is Part.NOTE:
            self.flow.notes.append(text)
        elif ended.part is Part.BOX:
            self.flow.boxes += text.split("\n")
        elif ended.part is Part.STYLES and self.group.part is Part.STYLES:
            self._keep_style(ended, text.strip().rstrip(";").strip())

    def _keep_style(self, style: Group, name: str) -> None:
        heading = _HEADING.match(name)
        if heading:
            self.levels[style.style] = min(6, int(heading.group(1)))
        elif name.lower() == "title":
            self.levels[style.style] = 1
        elif style.outline is not None and style.outline < 9:
            self.levels[style.style] = min(6, style.outline + 1)

    def _take_word(self, word: str, number: int | None) -> None:
        group = self.group
        if group.part is Part.UNSEEN:
            return
        is_fallback = self.skipped > 0 and word in _CHARACTERS
        self.skipped = self.skipped - 1 if is_fallback else 0
        opened = _DESTINATIONS.get(word)
        if is_fallback:
            return
        if word in _CHARACTERS:
            self._write(_CHARACTERS[word])
        elif word == "u" and number is not None:
            self._write(chr(number % 0x10000))
            self.skipped = group.stands_for
        elif opened is not None:
            self._flush()
            opened(self)
        elif word in _UNSEEN or self.is_starred:
            self._flush()
            group.part = Part.UNSEEN
        else:
            self._flush()
            self._set(word, number)

    def _set(self, word: str, number: int | None) -> None:
        group, value, is_on = self.group, number or 0, number != 0
        if word in STATES:
            STATES[word](group, value, is_on)
        elif word == "f":
            self.font = value
            if group.part is not Part.FONTS:
                group.encoding = self.fonts.get(value, self.default)
        elif word == "fcharset":
            self.fonts[self.font] = encoding_of_charset(value, self.default)
        elif word == "ansicpg" or word in _OLD_PAGES:
            self.default = group.encoding = encoding_of_page(_OLD_PAGES.get(word, value))
        elif word == "deleted":
            if is_on and not group.is_deleted:
                self._count("tracked deletion")
            group.is_deleted = is_on
        elif word == "plain":
            group.is_hidden = group.is_deleted = False
            group.shift = 0
            group.encoding = self.default
        elif word in ("par", "sect"):
            self._end_paragraph()
        elif group.part is Part.TEXT:
            self.flow.lay_out(word, value)
        elif group.part in SAYING and word in ("cell", "row"):
            self._write(" ")

    def _end_paragraph(self) -> None:
        group = self.group
        if group.part is not Part.TEXT:
            self._write("\n")
            return
        level = self.levels.get(group.style, 0)
        if group.outline is not None and group.outline < 9:
            level = min(6, group.outline + 1)
        self.flow.end_paragraph(level, is_item=group.is_item, in_table=group.in_table)

    # What begins a part of its own.

    def _begin_fonts(self) -> None:
        self.group.part = Part.FONTS

    def _begin_styles(self) -> None:
        self.group.part, self.group.out = Part.STYLES, []

    def _begin_hollow(self) -> None:
        self.group.part = Part.HOLLOW

    def _begin_title(self) -> None:
        if self.group.part is Part.HOLLOW:
            self.group.part, self.group.out = Part.TITLE, self.title

    def _begin_note(self) -> None:
        self.group.part, self.group.out, self.group.shift = Part.NOTE, [], 0

    def _begin_box(self) -> None:
        self.group.part, self.group.out = Part.BOX, []

    def _begin_field(self) -> None:
        self.field = []
        self.group.part, self.group.out = Part.FIELD, self.field

    def _begin_result(self) -> None:
        if "".join(self.field).split()[:1] == ["TOC"]:
            self._count("table")
            self.group.part = Part.UNSEEN

    def _begin_mark(self) -> None:
        self.flow.is_marked = True
        self.group.part = Part.UNSEEN

    def _begin_remark(self) -> None:
        self._count("comment")
        self.group.part = Part.UNSEEN

    def _begin_object(self) -> None:
        self._count("embedded object")


_DESTINATIONS: Mapping[str, Callable[[_Reading], None]] = {
    "fonttbl": _Reading._begin_fonts,
    "stylesheet": _Reading._begin_styles,
    "info": _Reading._begin_hollow,
    "title": _Reading._begin_title,
    "footnote": _Reading._begin_note,
    "shp": _Reading._begin_hollow,
    "shpinst": _Reading._begin_hollow,
    "shpgrp": _Reading._begin_hollow,
    "shptxt": _Reading._begin_box,
    "fldinst": _Reading._begin_field,
    "fldrslt": _Reading._begin_result,
    "listtext": _Reading._begin_mark,
    "pntext": _Reading._begin_mark,
    "annotation": _Reading._begin_remark,
    "object": _Reading._begin_object,
}
