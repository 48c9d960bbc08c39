"""Turns bytes into text. Knows nothing of what the text says."""

from __future__ import annotations

import codecs

from assistant.errors import UnreadableReport
from assistant.records import told

# Longest first: the UTF-32 mark begins with the UTF-16 one.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_GUESS_FROM = 1 << 18
_JUNK_SHARE = 0.02


def decode(data: bytes, origin: str, *, charset: str | None = None) -> tuple[str, list[str]]:
    """Returns the text with line ends as "\\n", and warnings.

    Byte-order marks first, then UTF-8, then the encoding a server or the page
    itself told, then a guess (with a
    warning). Raises UnreadableReport for
    bytes that are no text in any encoding.
    """
    warnings: list[str] = []
    text = _decode_exactly(data, origin, charset)
    if text is None:
        text, encoding = _guess(data, origin)
        warnings.append(
            f"the text is not UTF-8; read as {encoding}, so check accented letters and symbols"
        )
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _without_nulls(text, origin, warnings), warnings


def _decode_exactly(data: bytes, origin: str, charset: str | None) -> str | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError as error:
                raise UnreadableReport(origin, _undecodable(encoding)) from error
    # In this one, all that is not ASCII stands between escapes: it would pass for UTF-8.
    escaped = charset if charset and charset.startswith("iso-2022") else None
    for encoding in filter(None, (_wide_encoding(data), escaped, "utf-8", charset)):
        try:
            return data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    return None


def _wide_encoding(data: bytes) -> str | None:
    """UTF-16 or UTF-32 without a mark shows in where the zero bytes stand."""
    sample = data[:4000]
    sample = sample[: len(sample) // 4 * 4]
    if sample.count(0) < len(sample) / 4 or not sample:
        return None
    zeros = [sample[i::4].count(0) * 4 / len(sample) for i in range(4)]
    shapes = {
        (False, True, True, True): "utf-32-le",
        (True, True, True, False): "utf-32-be",
        (False, True, False, True): "utf-16-le",
        (True, False, True, False): "utf-16-be",
    }
    shape = (zeros[0] > 0.6, zeros[1] > 0.6, zeros[2] > 0.6, zeros[3] > 0.6)
    return shapes.get(shape)


def _guess(data: bytes, origin: str) -> tuple[str, str]:
    from charset_normalizer import from_bytes

    if data[:_GUESS_FROM].count(0) > 0:
        raise UnreadableReport(
            origin, "the file holds binary data, not text; add the report itself"
        )
    best = from_bytes(data[:_GUESS_FROM]).best()
    for encoding in (best.encoding if best is not None else None, "cp1252"):
        if encoding is None:
            continue
        try:
            return data.decode(encoding), encoding
        except (UnicodeDecodeError, LookupError):
            continue
    raise UnreadableReport(origin, _undecodable("any known encoding"))


def _undecodable(encoding: str) -> str:
    return f"the text cannot be decoded as {encoding}; save it as UTF-8 and add it again"


def _without_nulls(text: str, origin: str, warnings: list[str]) -> str:
    junk = sum(text.count(chr(code)) for code in range(32) if code not in (9, 10, 12, 13, 27))
    if junk > max(8, len(text) * _JUNK_SHARE):
        raise UnreadableReport(
            origin, "the file holds binary data, not text; add the report itself"
        )
    nulls = text.count("\0")
    if nulls:
        warnings.append(told(nulls, "null character{s} {were} dropped"))
        text = text.replace("\0", "")
    return text
