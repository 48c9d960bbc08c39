"""Reads e-mail messages: the subject, then what the message says. Knows nothing of attachments.

Attachments and pictures are named or counted, never opened.
"""

from __future__ import annotations

import email
import email.policy
import email.utils
from collections.abc import Iterator
from email.errors import MessageError
from typing import TYPE_CHECKING

from assistant.errors import UnreadableReport
from assistant.loading.building import Content, TextBuilder, join_contents
from assistant.loading.decoding import decode
from assistant.loading.html import read_html
from assistant.loading.markdown import read_plain
from assistant.records import BlockKind, Metadata

if TYPE_CHECKING:
    from email.message import EmailMessage, MIMEPart

# Text encodings in name only: they turn text into other text, some slowly.
_NO_CHARSETS = {"idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined"}
_LOCKED = (
    "the message is encrypted or sealed (S/MIME, PGP); "
    "open it in the mail program, save its text and add that"
)
_DAMAGED = "the message is damaged; open it in the mail program, save it again and add it"
_NAMED_AT_MOST = 5
_NAME_AT_MOST = 80


def read_message(data: bytes, *, origin: str) -> Content:
    """Returns a message's text, or its HTML where it has no text; what it forwards stays out."""
    try:
        message = email.message_from_bytes(
            data.lstrip(b"\xef\xbb\xbf"), policy=email.policy.default
        )
        return _Reading(origin).read(message)
    except (
        MessageError, ValueError, LookupError, AttributeError, TypeError, AssertionError,
        RecursionError,
    ) as error:  # fmt: skip
        # The parser checks little: a broken header shows as any of these.
        raise UnreadableReport(origin, _DAMAGED) from error


class _Reading:
    """One message's reading: what it has beside its text."""

    def __init__(self, origin: str) -> None:
        self.origin = origin
        self.attached: list[str] = []
        self.pictures = 0

    def read(self, message: EmailMessage) -> Content:
        subject = " ".join(_header(message, "subject").split())
        contents = [content for part in self._bodies(message) if (content := self._read(part)).text]
        if not any(content.text.strip() for content in contents) and self.attached:
            cause = f"the message has no text of its own; save what is attached ({self._names()})"
            raise UnreadableReport(self.origin, f"{cause} and add that")
        title = TextBuilder()
        title.add(BlockKind.HEADING, subject, level=1)
        heading = title.content(metadata=Metadata(), warnings=())
        name, address = email.utils.parseaddr(_header(message, "from"))
        metadata = Metadata(
            title=subject or None,
            publisher=" ".join(name.split()) or address or None,
            published=_find_day(_header(message, "date")),
        )
        return join_contents(
            [heading, *contents] if contents else [], metadata=metadata, warnings=self._warnings()
        )

    def _bodies(self, part: MIMEPart) -> Iterator[MIMEPart]:
        """Yields the parts to read: of alternatives the plain text one, else the first with any."""
        kind = part.get_content_type()
        if kind == "multipart/encrypted" or kind.endswith("pkcs7-mime"):
            raise UnreadableReport(self.origin, _LOCKED)
        if kind == "multipart/alternative":
            options = [list(self._bodies(inner)) for inner in part.iter_parts()]
            options = [option for option in options if option]
            plain = (option for option in options if all(_is_plain(body) for body in option))
            yield from next(plain, options[0] if options else [])
        elif part.is_multipart() and kind != "message/rfc822":
            for inner in part.iter_parts():
                yield from self._bodies(inner)
        elif kind in ("text/plain", "text/html") and not part.is_attachment():
            if _payload(part).strip():
                yield part
        elif kind.startswith("image/") and not part.is_attachment():
            self.pictures += 1
        elif not kind.endswith("-signature"):
            self.attached.append(_name_of(part))

    def _read(self, part: MIMEPart) -> Content:
        text, remarks = _decode(part, self.origin)
        if "-----BEGIN PGP MESSAGE-----" in text[:5000]:
            raise UnreadableReport(self.origin, _LOCKED)
        content = read_plain(text) if _is_plain(part) else read_html(text)
        return Content(
            content.text,
            content.pages,
            content.blocks,
            content.metadata,
            (*remarks, *content.warnings),
        )

    def _names(self) -> str:
        names = self.attached[:_NAMED_AT_MOST]
        more = len(self.attached) - len(names)
        return ", ".join(names) + (f" and {more} more" if more else "")

    def _warnings(self) -> list[str]:
        said = []
        if self.attached:
            said.append(
                f"{len(self.attached)} attachments were left out ({self._names()}); "
                "save and add those that are reports"
            )
        if self.pictures:
            said.append(f"{self.pictures} pictures were left out")
        return said


def _header(message: EmailMessage, name: str) -> str:
    return str(message.get(name, ""))


def _is_plain(part: MIMEPart) -> bool:
    return part.get_content_type() == "text/plain"


def _payload(part: MIMEPart) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _decode(part: MIMEPart, origin: str) -> tuple[str, list[str]]:
    data = _payload(part)
    charset = (part.get_content_charset() or "").replace("-", "_")
    if charset and charset not in _NO_CHARSETS:
        try:
            text = data.decode(charset)
        except (UnicodeDecodeError, LookupError):
            return decode(data, origin)
        return text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", ""), []
    return decode(data, origin)


def _name_of(part: MIMEPart) -> str:
    name = part.get_filename() or part.get_content_type()
    return "".join(c if c.isprintable() else "?" for c in name)[:_NAME_AT_MOST]


def _find_day(date: str) -> str | None:
    """Returns the day a message was sent, where its sender was."""
    try:
        return email.utils.parsedate_to_datetime(date).date().isoformat()
    except (ValueError, TypeError, IndexError):
        return None
