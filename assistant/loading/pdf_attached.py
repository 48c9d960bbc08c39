"""Names the files that a PDF carries with it. Opens none of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.records import told

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

_NAMED_AT_MOST = 5
_NAME_AT_MOST = 80


def say_attached(document: PdfDocument) -> list[str]:
    """Returns a warning that names the files attached to a PDF, which are left out."""
    from pypdfium2 import PdfiumError

    count = document.count_attachments()
    names = []
    for index in range(min(count, _NAMED_AT_MOST)):
        try:
            name = document.get_attachment(index).get_name()
        except PdfiumError:
            name = "a damaged one"
        names.append("".join(c if c.isprintable() else "?" for c in name)[:_NAME_AT_MOST])
    if not count:
        return []
    more = f" and {count - len(names)} more" if count > len(names) else ""
    return [
        f"{told(count, 'file{s} attached to the PDF {were} left out')} ({', '.join(names)}{more}); "
        "save and add what is a report"
    ]
