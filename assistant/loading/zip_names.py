"""Finds how a zip archive's names are written, where it does not say. Knows nothing of the files.

The format has two encodings, UTF-8 and that of the first PC; programs write whatever theirs is.
"""

from __future__ import annotations

import re
import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Sequence

_UTF8_FLAG = 0x800
_UNICODE_PATH = 0x7075
# In the order in which they are preferred where two read as well.
_ENCODINGS = ("utf-8", "cp437", "cp850", "cp1252", "cp932", "gbk", "cp949", "cp866", "cp1251")
_USUAL = frozenset(("Lu", "Ll", "Lo", "Lm", "Mn", "Mc", "Pd", "Pi", "Pf"))
_WORD = re.compile(r"[^\W\d_]+")


def find_names(infos: Sequence[zipfile.ZipInfo]) -> list[str]:
    """Returns each member's name, in the one encoding that makes most sense of them all."""
    told = [_told_name(info) for info in infos]
    raw = [
        info.orig_filename.encode("cp437")
        for info, name in zip(infos, told, strict=True)
        if name is None
    ]
    encoding = _find_encoding(raw)
    return [
        # zipfile cuts a name at a zero byte, as whoever opens the file would.
        info.orig_filename.encode("cp437").decode(encoding).partition("\0")[0]
        if name is None
        else name
        for info, name in zip(infos, told, strict=True)
    ]


def _told_name(info: zipfile.ZipInfo) -> str | None:
    """Returns a name that is plain, or that the archive says the encoding of."""
    if info.flag_bits & _UTF8_FLAG or info.orig_filename.isascii():
        return info.filename
    try:
        raw = info.orig_filename.encode("cp437")
    except UnicodeEncodeError:
        return info.filename
    return _unicode_path(info.extra, raw)


def _unicode_path(extra: bytes, raw: bytes) -> str | None:
    """Returns the name in UTF-8 that some programs put beside the other, if it is still of it."""
    while len(extra) >= 4:
        kind, size = struct.unpack("<HH", extra[:4])
        field, extra = extra[4 : 4 + size], extra[4 + size :]
        if kind == _UNICODE_PATH and len(field) > 5 and field[0] == 1:
            if int.from_bytes(field[1:5], "little") != zlib.crc32(raw):
                return None
            try:
                return field[5:].decode("utf-8")
            except UnicodeDecodeError:
                return None
    return None


def _find_encoding(names: Sequence[bytes]) -> str:
    best, least = "cp437", float("inf")
    for encoding in _ENCODINGS:
        try:
            decoded = [name.decode(encoding) for name in names]
        except UnicodeDecodeError:
            continue
        odd = sum(map(_oddness, decoded))
        if odd < least:
            best, least = encoding, odd
    return best


def _oddness(name: str) -> int:
    """Counts what is seldom found in names: drawings, half-width kana, scripts mixed in a word."""
    odd = 0
    for character in name:
        is_kana = "\uff61" <= character <= "\uff9f"
        if is_kana or not (character.isascii() or unicodedata.category(character) in _USUAL):
            odd += 2
        # No system lets a file have these.
        odd += 2 * (character in '<>"|?*')
    for word in _WORD.findall(name):
        scripts = {_script(character) for character in word} - {"IDEOGRAPH"}
        odd += 2 * max(0, len(scripts) - 1)
        accented = [character for character in word if not character.isascii()]
        if scripts == {"LATIN"}:
            odd += int(2 * len(accented) > len(word))
            # "RÚsumÚ": a capital within a word that has small letters.
            odd += 0 if word.isupper() else sum(map(str.isupper, word[1:] if accented else ""))
    return odd


def _script(character: str) -> str:
    name = unicodedata.name(character, "?").split()[0].partition("-")[0]
    kinds = {"CJK": "IDEOGRAPH", "HIRAGANA": "IDEOGRAPH", "KATAKANA": "IDEOGRAPH"}
    return kinds.get(name, name)
