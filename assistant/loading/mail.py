"""Reads e-mail messages: the subject, then what the message says. Opens no attachment.

What is attached is named, and handed out as it is; pictures within the text are counted.
"""

from __future__ import annotations

import email
import email.policy
import email.utils
import mimetypes
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.errors import MessageError
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from assistant.errors import UnreadableReport
from assistant.loading.building import Content, TextBuilder, join_contents
from assistant.loading.decoding import decode
from assistant.loading.html import read_html
from assistant.loading.kinds import SUFFIXES
from assistant.loading.markdown import read_plain
from assistant.records import BlockKind, Metadata, told

if TYPE_CHECKING:
    from email.message import EmailMessage, MIMEPart

# Text encodings in name only: they turn text into other text, some slowly.
_NO_CHARSETS = {"idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined"}
_LOCKED = (
    "the message is encrypted or sealed (S/MIME, PGP); "
    "open it in the mail program, save its text and add that"
)
_DAMAGED = "the message is damaged; open it in the mail program, save it again and add it"
_OWN = "attachment{s} {are} {a}report{s} of {their} own"
_NESTING = re.compile(rb"^content-type:\s*multipart/", re.IGNORECASE | re.MULTILINE)
_NESTED_AT_MOST = 100
_NAMED_AT_MOST = 5
_NAME_AT_MOST = 80
_ATTACHED_AT_MOST = 200
_UNFIT = re.compile(r"[/\\]+")
# The parser checks little: a broken header shows as any of these.
_BROKEN = (
    MessageError, ValueError, LookupError, AttributeError, TypeError, AssertionError,
    RecursionError,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file attached to a message; ``name`` is a plain one, with an ending that says its kind."""

    name: str
    part: MIMEPart

    @property
    def may_be_report(self) -> bool:
        """Whether it is a file of a kind that is read."""
        suffix = PurePosixPath(self.name).suffix.lower()
        return suffix in SUFFIXES or suffix == ".zip"

    def read(self) -> bytes:
        """Returns the file's bytes; a forwarded message's are the message itself."""
        if self.part.get_content_type() == "message/rfc822":
            inner = self.part.get_payload(0)
            return inner.as_bytes()  # type: ignore[union-attr]
        return _payload(self.part)


def read_message(data: bytes, *, origin: str) -> Content:
    """Returns a message's text, or its HTML where it has no text; what it forwards stays out."""
    try:
        return _Reading(origin).read(_parse(data))
    except _BROKEN as error:
        raise UnreadableReport(origin, _DAMAGED) from error


def find_attachments(data: bytes) -> tuple[list[Attachment], str | None]:
    """Returns what is attached to a message that may be a report, and None where the message has a
    text itself, else the names of what else is attached.

    Of a message that cannot be read, nothing: reading it says why.
    """
    reading = _Reading("")
    try:
        says_something = any(True for _ in list(reading.bodies(_parse(data))))
    except (*_BROKEN, UnreadableReport):
        return [], None
    others = [one for one in reading.attached if not one.may_be_report]
    reports = [one for one in reading.attached if one.may_be_report]
    return reports, None if says_something else _names(others)


def _parse(data: bytes) -> EmailMessage:
    # Each line is held against every part that is still open: deep nesting would take for ever.
    if len(_NESTING.findall(data)) > _NESTED_AT_MOST:
        raise MessageError("too many parts within parts")
    return email.message_from_bytes(data.lstrip(b"\xef\xbb\xbf"), policy=email.policy.default)


class _Reading:
    """One message's reading: what it has beside its text."""

    def __init__(self, origin: str) -> None:
        self.origin = origin
        self.attached: list[Attachment] = []
        self.beyond = 0
        self.pictures = 0

    def read(self, message: EmailMessage) -> Content:
        subject = " ".join(_header(message, "subject").split())
        contents = [content for part in self.bodies(message) if (content := self._read(part)).text]
        if not any(content.text.strip() for content in contents) and self.attached:
            names = _names(self.attached)
            cause = (
                f"the message has no text of its own; save what is attached ({names}) and add that"
            )
            raise UnreadableReport(self.origin, cause)
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

    def bodies(self, part: MIMEPart) -> Iterator[MIMEPart]:
        """Yields the parts to read: of alternatives the plain text one, else the first with any."""
        kind = part.get_content_type()
        if kind == "multipart/encrypted" or kind.endswith("pkcs7-mime"):
            raise UnreadableReport(self.origin, _LOCKED)
        if kind == "multipart/alternative":
            options = [list(self.bodies(inner)) for inner in part.iter_parts()]
            options = [option for option in options if option]
            plain = (option for option in options if all(_is_plain(body) for body in option))
            yield from next(plain, options[0] if options else [])
        elif part.is_multipart() and kind != "message/rfc822":
            for inner in part.iter_parts():
                yield from self.bodies(inner)
        elif kind in ("text/plain", "text/html") and not part.is_attachment():
            if _payload(part).strip():
                yield part
        elif kind.startswith("image/") and not part.is_attachment():
            self.pictures += 1
        elif not kind.endswith("-signature"):
            self._attach(part)

    def _attach(self, part: MIMEPart) -> None:
        if len(self.attached) < _ATTACHED_AT_MOST:
            taken = {attachment.name for attachment in self.attached}
            self.attached.append(Attachment(_name_of(part, taken), part))
        else:
            self.beyond += 1

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

    def _warnings(self) -> list[str]:
        said = []
        reports = [one for one in self.attached if one.may_be_report]
        others = [one for one in self.attached if not one.may_be_report]
        if reports:
            said.append(f"{told(len(reports), _OWN)} ({_names(reports)})")
        if others:
            said.append(
                f"{told(len(others), 'attachment{s} {were} left out')} ({_names(others)}); "
                "save what is a report as PDF, DOCX, HTML or text and add it"
            )
        if self.beyond:
            said.append(
                told(
                    self.beyond,
                    "further attachment{s} {were} left out; save and add what is a report",
                )
            )
        if self.pictures:
            said.append(told(self.pictures, "picture{s} {were} left out"))
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


def _names(attachments: list[Attachment]) -> str:
    names = [attachment.name for attachment in attachments[:_NAMED_AT_MOST]]
    more = len(attachments) - len(names)
    return ", ".join(names) + (f" and {more} more" if more else "")


def _name_of(part: MIMEPart, taken: set[str]) -> str:
    """Returns a name of plain characters and of no path, unlike those taken; what is forwarded goes
    by its subject."""
    kind = part.get_content_type()
    name = part.get_filename() or ""
    if kind == "message/rfc822":
        name = name or " ".join(str(part.get_payload(0).get("subject", "")).split())  # type: ignore[union-attr]
    name = _UNFIT.sub("_", "".join(c if c.isprintable() else "?" for c in name)).strip(". ")
    own = PurePosixPath(name or "attachment")
    suffix = own.suffix if own.suffix.lower() in (*SUFFIXES, ".zip") else ""
    if not suffix:
        guessed = mimetypes.guess_extension(kind) or ""
        suffix = guessed if guessed in SUFFIXES or guessed == ".zip" else ""
    stem = (own.stem if own.suffix == suffix else own.name)[:_NAME_AT_MOST]
    name, count = f"{stem}{suffix}", 1
    while name in taken:
        count += 1
        name = f"{stem} ({count}){suffix}"
    return name


def _find_day(date: str) -> str | None:
    """Returns the day a message was sent, where its sender was."""
    try:
        return email.utils.parsedate_to_datetime(date).date().isoformat()
    except (ValueError, TypeError, IndexError):
        return None
