"""Decides what format a file is in, by what it holds first. Knows nothing of reading it."""

from __future__ import annotations

import re
from enum import StrEnum
from pathlib import PurePath

from assistant.errors import UnreadableReport
from assistant.loading.archives import list_parts


class Format(StrEnum):
    TEXT = "text"
    MARKDOWN = "Markdown"
    HTML = "HTML"
    PDF = "PDF"
    DOCX = "DOCX"
    XLSX = "XLSX"
    CSV = "CSV"


SUFFIXES = {
    ".txt": Format.TEXT,
    ".text": Format.TEXT,
    ".md": Format.MARKDOWN,
    ".markdown": Format.MARKDOWN,
    ".html": Format.HTML,
    ".htm": Format.HTML,
    ".xhtml": Format.HTML,
    ".pdf": Format.PDF,
    ".docx": Format.DOCX,
    ".docm": Format.DOCX,
    ".xlsx": Format.XLSX,
    ".xlsm": Format.XLSX,
    ".csv": Format.CSV,
    ".tsv": Format.CSV,
}
_HTML_START = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b",
    re.IGNORECASE | re.DOTALL,
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*")
_CONVERT = "save it as PDF, DOCX, HTML or text and add it again"


def find_format(data: bytes, *, origin: str, name: str) -> tuple[Format, list[str]]:
    """Returns the format, and a warning where the extension says another.

    ``name``'s extension decides only between formats that look alike (text, Markdown, CSV).
    Raises UnreadableReport for what cannot be read, with the next step.
    """
    suffix = PurePath(name).suffix.lower()
    said = SUFFIXES.get(suffix)
    held = _find_held(data, origin, suffix)
    if held is None:
        if said in (Format.PDF, Format.DOCX, Format.XLSX):
            raise UnreadableReport(
                origin, f"it is no {said} file, though named so; {_damaged(said)}"
            )
        if said is None:
            raise UnreadableReport(origin, _unsupported(suffix))
        return said, []
    if said is held:
        return held, []
    named = f"named {suffix}" if suffix else "without an extension"
    return held, [f"the file is {held}, though {named}; read as {held}"]


def _find_held(data: bytes, origin: str, suffix: str) -> Format | None:
    if b"%PDF-" in data[:1024]:
        return Format.PDF
    if data.startswith(_OLE):
        raise UnreadableReport(origin, _explain_ole(data, suffix))
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _find_office(data, origin, suffix)
    if data.startswith(_PICTURES):
        cause = "it is a picture; make a PDF with a text layer of it (ocrmypdf) and add that"
        raise UnreadableReport(origin, cause)
    if data.startswith(b"{\\rtf"):
        raise UnreadableReport(origin, _unsupported(".rtf"))
    if _HTML_START.match(data[:4096].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe")):
        return Format.HTML
    return None


def _find_office(data: bytes, origin: str, suffix: str) -> Format:
    parts = list_parts(data, origin=origin)
    if "[Content_Types].xml" in parts:
        if any(part.startswith("word/") for part in parts):
            return Format.DOCX
        if "xl/workbook.xml" in parts:
            return Format.XLSX
    if suffix in SUFFIXES:
        cause = f"it is a zip archive, though named {suffix}; unpack it and add what it holds"
        raise UnreadableReport(origin, cause)
    if suffix in ("", ".zip"):
        raise UnreadableReport(origin, "it is a zip archive; unpack it and add what it holds")
    raise UnreadableReport(origin, _unsupported(suffix))


def _explain_ole(data: bytes, suffix: str) -> str:
    # The stream name that an encrypted office file has, in UTF-16.
    if "EncryptedPackage".encode("utf-16-le") in data:
        return "the file is encrypted; remove the password and add it again"
    known = suffix if suffix in (".doc", ".xls", ".ppt", ".msg") else "the old Office format"
    return _unsupported(known)


def _unsupported(suffix: str) -> str:
    return f"{suffix or 'a file without an extension'} is not supported yet; {_CONVERT}"


def _damaged(said: Format) -> str:
    return f"open it, save it as {said} again and add it"
