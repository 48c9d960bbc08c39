"""Lists the files attached to a message, and reads one. Knows nothing of their formats."""

from __future__ import annotations

from pathlib import PurePosixPath

from assistant.errors import UnreadableReport
from assistant.loading.mail import find_attachments
from assistant.loading.zipped import Member

_GONE = "the attachment is no longer there; add the message again"


def list_attached(data: bytes) -> tuple[list[Member], bool]:
    """Returns the attached files that may be reports, and whether the message says anything itself.

    Of a message that cannot be read, nothing: reading it says why.
    """
    attachments, says_something = find_attachments(data)
    members = [Member(one.name, PurePosixPath(one.name), len(one.read())) for one in attachments]
    return members, says_something


def read_attached(data: bytes, name: str, *, origin: str) -> bytes:
    """Returns an attached file; raises UnreadableReport where the message has none of this name."""
    attachments, _ = find_attachments(data)
    found = next((one for one in attachments if one.name == name), None)
    if found is None:
        raise UnreadableReport(origin, _GONE)
    return found.read()
