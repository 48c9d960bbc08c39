"""Takes RTF apart into words, symbols and bytes. Knows nothing of what they mean, encodings aside.

After Microsoft's "Rich Text Format Specification", version 1.9.1.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

_TOKEN = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?\d{1,9})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z])|([{}])"
    rb"|[\r\n]+|([^\\{}\r\n]+)",
    re.DOTALL,
)
DEFAULT_ENCODING = "cp1252"
_CHARSETS = {
    77: "mac_roman", 128: "cp932", 129: "cp949", 130: "johab", 134: "cp936", 136: "cp950",
    161: "cp1253", 162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257",
    204: "cp1251", 222: "cp874", 238: "cp1250", 254: "cp437", 255: "cp850",
}  # fmt: skip
_CODE_PAGES = {65001: "utf-8", 10000: "mac_roman"}


class Kind(Enum):
    OPEN = "{"
    CLOSE = "}"
    WORD = "word"
    SYMBOL = "symbol"
    BYTES = "bytes"


@dataclass(frozen=True, slots=True)
class Token:
    """A brace, a control word with its number, a control symbol, or bytes of text."""

    kind: Kind
    word: str = ""
    number: int | None = None
    raw: bytes = b""


_OPEN, _CLOSE = Token(Kind.OPEN), Token(Kind.CLOSE)


def read_tokens(data: bytes) -> Iterator[Token]:
    """Yields the tokens of a file; binary data in it is passed over."""
    position = 0
    while position < len(data):
        match = _TOKEN.match(data, position)
        if match is None:  # A backslash at the very end.
            return
        position = match.end()
        word, number, code, symbol, brace, raw = match.groups()
        if word is not None:
            value = None if number is None else int(number)
            if word == b"bin":
                position += max(0, value or 0)
            else:
                yield Token(Kind.WORD, word.decode("ascii"), value)
        elif code is not None:
            yield Token(Kind.BYTES, raw=bytes([int(code, 16)]))
        elif symbol is not None:
            yield Token(Kind.SYMBOL, symbol.decode("latin-1"))
        elif brace is not None:
            yield _OPEN if brace == b"{" else _CLOSE
        elif raw is not None:
            yield Token(Kind.BYTES, raw=raw)


def encoding_of_charset(number: int, otherwise: str) -> str:
    """Returns the encoding of a font's character set."""
    return _CHARSETS.get(number, otherwise)


def encoding_of_page(number: int) -> str:
    """Returns the encoding of a Windows code page, the western one where it is unknown."""
    name = _CODE_PAGES.get(number, f"cp{number}")
    try:
        codecs.lookup(name)
    except LookupError:
        return DEFAULT_ENCODING
    return name
