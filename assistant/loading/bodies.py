"""Reads the body of a web answer, within a size, and names it. Knows nothing of connections."""

from __future__ import annotations

import mimetypes
import zlib
from collections.abc import Iterable, Iterator
from email.message import Message
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from assistant.errors import UnreadableReport
from assistant.loading.addresses import Address
from assistant.loading.charsets import known_charset
from assistant.loading.kinds import SUFFIXES

_PIECE = 1 << 18
_GZIP = 16 + zlib.MAX_WBITS
_OFFICE = "application/vnd.openxmlformats-officedocument"
_BY_TYPE = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "application/pdf": ".pdf",
    "application/x-pdf": ".pdf",
    "text/markdown": ".md",
    "text/x-markdown": ".md",
    "text/plain": ".txt",
    "text/csv": ".csv",
    "application/csv": ".csv",
    "text/tab-separated-values": ".tsv",
    f"{_OFFICE}.wordprocessingml.document": ".docx",
    f"{_OFFICE}.spreadsheetml.sheet": ".xlsx",
}
# Said of whatever a server does not know better; the address's own ending then says more.
_VAGUE = frozenset(
    ("", "text/plain", "application/octet-stream", "binary/octet-stream", "application/download")
) | {"application/x-download", "application/force-download"}
_NO_REPORT = ("image/", "audio/", "video/", "font/", "model/", "multipart/")


def find_name(
    address: Address, told: dict[str, str], *, origin: str
) -> tuple[PurePosixPath, str | None]:
    """Returns a name for what is there, its suffix by what the server says it is, and its encoding.

    Raises UnreadableReport for pictures, sound and the like, before any of it is read.
    """
    message = Message()
    message["content-type"] = told.get("content-type", "")
    kind = message.get_content_type() if told.get("content-type", "").strip() else ""
    if kind.startswith(_NO_REPORT):
        cause = f"what is there is {kind}, not a report; add the address of the report itself"
        raise UnreadableReport(origin, cause)
    message["content-disposition"] = told.get("content-disposition", "attachment")
    path = unquote(urlsplit(address.target).path)
    name = PurePosixPath(PurePosixPath(_find_filename(message) or path).name or address.host)
    own = name.suffix.lower() if str(name) != address.host else ""
    if kind in _VAGUE and own in SUFFIXES:
        suffix = own
    else:
        guessed = None if kind in _VAGUE else mimetypes.guess_extension(kind)
        suffix = _BY_TYPE.get(kind) or own or guessed or ""
    stem = name.name.removesuffix(name.suffix) if own else name.name
    return PurePosixPath(f"{stem}{suffix}"), _find_charset(message)


def _find_filename(message: Message) -> str | None:
    try:
        return message.get_filename()
    except ValueError:  # A header of a hostile server: the name's encoding holds a zero byte.
        return None


def _find_charset(message: Message) -> str | None:
    try:
        charset = message.get_content_charset("").strip()
    except ValueError:
        return None
    return known_charset(charset)


def read_body(pieces: Iterable[bytes], encoding: str, *, size: int, origin: str) -> bytes | None:
    """Returns what was sent, unpacked, or None where it is more than ``size`` bytes.

    Only so much is ever held. Raises UnreadableReport for what cannot be unpacked.
    """
    encoding = encoding.strip().lower()
    if encoding in ("gzip", "x-gzip"):
        pieces = _unpack(pieces, origin)
    elif encoding not in ("", "identity"):
        cause = "the server packs its answer in a way that is not read; save the page"
        raise UnreadableReport(origin, cause)
    data = bytearray()
    for piece in pieces:
        data += piece
        if len(data) > size:
            return None
    return bytes(data)


def _unpack(pieces: Iterable[bytes], origin: str) -> Iterator[bytes]:
    """Yields gzip unpacked, a small piece at a time however far it would swell."""
    unpacker = zlib.decompressobj(_GZIP)
    try:
        for packed in pieces:
            while packed:
                if unpacker.eof:
                    unpacker = zlib.decompressobj(_GZIP)
                yield unpacker.decompress(packed, _PIECE)
                packed = unpacker.unused_data if unpacker.eof else unpacker.unconsumed_tail
        yield unpacker.flush()
    except zlib.error as error:
        raise UnreadableReport(origin, _BROKEN) from error
    if not unpacker.eof:
        raise UnreadableReport(origin, _BROKEN)


_BROKEN = "what the server sent is damaged or broke off; try again later or save the page"
