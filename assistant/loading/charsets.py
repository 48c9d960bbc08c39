"""Tells encodings by the names that pages and servers give them. Decodes nothing."""

from __future__ import annotations

import re

# Encodings of text that pages are really sent in; Python knows others that are no such thing.
_KNOWN = re.compile(
    r"iso-?8859-\d+|latin-?1|us-ascii|windows-\d+|cp\d+|koi8-[ru]|macintosh|utf-16(?:le|be)?|utf-?8"
    r"|shift[_-]jis|sjis|x-sjis|euc-(?:jp|kr)|iso-2022-(?:jp|kr)|gb2312|gbk|gb18030|big5"
)
# What pages call by these names is Windows' own, as every browser has it.
_WINDOWS = {
    **dict.fromkeys(("iso-8859-1", "iso8859-1", "latin-1", "latin1", "us-ascii"), "cp1252"),
    **dict.fromkeys(("shift_jis", "shift-jis", "sjis", "x-sjis"), "cp932"),
    "iso-8859-9": "cp1254", "gb2312": "gbk", "euc-kr": "cp949",
}  # fmt: skip
# A page names its encoding in its first kilobyte; some write more before it.
_HEAD = 4096
_DECLARED = re.compile(
    rb"<meta\s[^>]{0,300}?charset\s*=\s*[\"']?\s*([\w:.-]{2,30})"
    rb"|^\s*<\?xml\s[^>]{0,200}?encoding\s*=\s*[\"']([\w:.-]{2,30})",
    re.IGNORECASE,
)


def known_charset(name: str) -> str | None:
    """Returns the encoding that a page or server means by a name, None for one that is unknown."""
    name = name.strip().lower()
    return _WINDOWS.get(name, name) if _KNOWN.fullmatch(name) else None


def find_charset(page: bytes) -> str | None:
    """Returns the encoding that a page names in its head, None where it names none that is known.

    One that a page cannot be in, as it could be read, is none: "utf-16" in plain bytes.
    """
    found = _DECLARED.search(page[:_HEAD])
    if found is None:
        return None
    name = known_charset((found[1] or found[2]).decode("ascii", "replace"))
    return None if name is None or name.startswith("utf-16") else name
