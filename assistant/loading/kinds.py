"""Decides what format a file is in, by what it holds first. Knows nothing of reading it."""

from __future__ import annotations

import re
from enum import StrEnum
from pathlib import PurePath

from assistant.errors import UnreadableReport
from assistant.loading.archives import (
    ENCRYPTED,
    list_parts,
    read_mimetype,
    refuse_doctypes,
)


class Format(StrEnum):
    TEXT = "text"
    MARKDOWN = "Markdown"
    HTML = "HTML"
    PDF = "PDF"
    DOCX = "DOCX"
    XLSX = "XLSX"
    CSV = "CSV"
    EPUB = "EPUB"
    ODT = "ODT"
    ODS = "ODS"
    PPTX = "PPTX"
    EMAIL = "e-mail"
    RTF = "RTF"
    JATS = "JATS"


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
    ".pptx": Format.PPTX,
    ".pptm": Format.PPTX,
    ".ppsx": Format.PPTX,
    ".epub": Format.EPUB,
    ".eml": Format.EMAIL,
    ".rtf": Format.RTF,
    ".nxml": Format.JATS,
    ".xml": Format.JATS,
    ".odt": Format.ODT,
    ".ott": Format.ODT,
    ".ods": Format.ODS,
    ".ots": Format.ODS,
}
_TEXTUAL = {Format.TEXT, Format.MARKDOWN, Format.HTML, Format.CSV}
# What office formats have for a part, and what other zip-based ones say in theirs.
_OFFICE = {
    "word/": Format.DOCX,
    "xl/workbook.xml": Format.XLSX,
    "ppt/presentation.xml": Format.PPTX,
}
_MIMETYPES = {
    "application/epub+zip": Format.EPUB,
    "application/vnd.oasis.opendocument.text": Format.ODT,
    "application/vnd.oasis.opendocument.text-template": Format.ODT,
    "application/vnd.oasis.opendocument.text-master": Format.ODT,
    "application/vnd.oasis.opendocument.spreadsheet": Format.ODS,
    "application/vnd.oasis.opendocument.spreadsheet-template": Format.ODS,
}
# What may stand before a root. Each piece is taken whole: else many would be tried in all ways.
_PROLOGUE = (
    rb"\s*+(?:<\?xml[^>]*+>\s*+)?(?:(?><!--.*?-->|<\?.*?\?>|<!doctype\b(?!\s+html)[^>\[]*+"
    rb"(?:\[[^\]]*+\]\s*+)?>)\s*+)*+"
)
_HTML_START = re.compile(_PROLOGUE + rb"<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL)
# An article of a journal: its root, and the part that every one begins with.
_ARTICLE_START = re.compile(
    _PROLOGUE + rb"<(?:\w{1,20}:)?article\b[^>]*+>\s*+"
    rb"(?:(?><!--.*?-->|<\?.*?\?>|<processing-meta\b[^>]*+/>)\s*+)*+<(?:\w{1,20}:)?front\b",
    re.IGNORECASE | re.DOTALL,
)
_MAIL_HEADER = re.compile(rb"(?:from|date|subject|message-id|received|return-path):", re.IGNORECASE)
_MAIL_FIELD = re.compile(rb"[!-9;-~]{1,80}:|[ \t]|>?From ")
_HEAD_AT_MOST = 1 << 16
_MARKS = b"\xef\xbb\xbf\xff\xfe"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*")
_NO_ARTICLE = (
    "it is XML, but no journal's article (JATS), and other XML is not read; save it as PDF, DOCX, "
    "HTML or text and add it again"
)
_CONVERT = "save it as PDF, DOCX, HTML or text and add it again"


def find_format(data: bytes, *, origin: str, name: str, most: int) -> tuple[Format, list[str]]:
    """Returns the format, and a warning where the extension says another.

    ``name``'s extension decides only between formats that look alike (text, Markdown, CSV). What a
    zip holds may expand to ``most`` megabytes.
    Raises UnreadableReport for what cannot be read, with the next step.
    """
    suffix = PurePath(name).suffix.lower()
    said = SUFFIXES.get(suffix)
    held = _find_held(data, origin, suffix, most)
    if held is None:
        if suffix == ".xml":
            raise UnreadableReport(origin, _NO_ARTICLE)
        if said is not None and said not in _TEXTUAL:
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


def _find_held(data: bytes, origin: str, suffix: str, most: int) -> Format | None:
    if b"%PDF-" in data[:1024]:
        return Format.PDF
    if data.startswith(_OLE):
        raise UnreadableReport(origin, _explain_ole(data, suffix))
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _find_office(data, origin, suffix, most)
    if data.startswith(_PICTURES):
        cause = "it is a picture; make a PDF with a text layer of it (ocrmypdf) and add that"
        raise UnreadableReport(origin, cause)
    if data.startswith(b"{\\rtf"):
        return Format.RTF
    if _HTML_START.match(data[:4096].replace(b"\0", b"").lstrip(_MARKS)):
        return Format.HTML
    if _ARTICLE_START.match(data[:_HEAD_AT_MOST].replace(b"\0", b"").lstrip(_MARKS)):
        return Format.JATS
    # Any text may begin with such lines; only a file named so is a message.
    return Format.EMAIL if suffix == ".eml" and _is_message(data) else None


def _is_message(data: bytes) -> bool:
    """Whether a file begins with the header lines of an e-mail message."""
    head = data[:_HEAD_AT_MOST].lstrip(b"\xef\xbb\xbf").splitlines()
    end = next((number for number, line in enumerate(head) if not line.strip()), len(head))
    fields = head[:end]
    return (
        bool(fields)
        and all(_MAIL_FIELD.match(line) for line in fields[:-1])
        and any(_MAIL_HEADER.match(line) for line in fields)
    )


def _find_office(data: bytes, origin: str, suffix: str, most: int) -> Format:
    parts = list_parts(data, origin=origin, most=most)
    starts = (kind for start, kind in _OFFICE.items() if any(p.startswith(start) for p in parts))
    found = next(starts, None)
    if found is not None and "[Content_Types].xml" in parts:
        refuse_doctypes(data, origin=origin)
        return found
    found = _MIMETYPES.get(read_mimetype(data, origin=origin))
    if found is not None:
        return found
    if "META-INF/container.xml" in parts:
        return Format.EPUB
    if suffix in SUFFIXES:
        cause = f"it is a zip archive, though named {suffix}; unpack it and add what it holds"
        raise UnreadableReport(origin, cause)
    if suffix in ("", ".zip"):
        raise UnreadableReport(origin, "it is a zip archive; unpack it and add what it holds")
    raise UnreadableReport(origin, _unsupported(suffix))


def _explain_ole(data: bytes, suffix: str) -> str:
    # The stream name that an encrypted office file has, in UTF-16.
    if "EncryptedPackage".encode("utf-16-le") in data:
        return ENCRYPTED
    known = suffix if suffix in (".doc", ".xls", ".ppt", ".msg") else "the old Office format"
    return _unsupported(known)


def _unsupported(suffix: str) -> str:
    return f"{suffix or 'a file without an extension'} is not supported yet; {_CONVERT}"


def _damaged(said: Format) -> str:
    return f"open it, save it as {said} again and add it"
