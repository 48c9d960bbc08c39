"""Says why a PDF without any text has none. Knows nothing of how text is read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

# Pages looked at, and how deep in forms that hold forms: enough to tell a scan from a blank.
_PAGES = 20
_DEPTH = 3
_DAMAGED = "its pages are damaged; print it to PDF again and add that"
_PROTECTED = (
    "the PDF is encrypted, and though it opens, no text can be read in it; save it without "
    "protection, or print it to PDF, and add that"
)
_SCAN = (
    "no page has a text layer (it is a scan); make one with `ocrmypdf in.pdf out.pdf` "
    "and add out.pdf"
)
_DRAWN = (
    "no page has text, only drawings; where they show letters, make a text layer with "
    "`ocrmypdf in.pdf out.pdf` and add out.pdf"
)
_BLANK = (
    "its pages are blank or damaged: nothing at all stands on them; open it in a viewer and, where "
    "it shows text, print it to PDF again and add that"
)


def explain_bare(document: PdfDocument, opened: Sequence[bool]) -> str:
    """Returns the cause and the next step for a PDF of whose pages none has text; ``opened`` says
    which of them could be opened."""
    import pypdfium2.raw as pdfium

    if not any(opened):
        return _DAMAGED
    if pdfium.FPDF_GetSecurityHandlerRevision(document.raw) >= 0:
        return _PROTECTED
    kinds: set[int] = set()
    for index in [index for index, is_open in enumerate(opened) if is_open][:_PAGES]:
        page = document.get_page(index)
        kinds |= {item.type for item in page.get_objects(max_depth=_DEPTH)}
        page.close()
        if pdfium.FPDF_PAGEOBJ_IMAGE in kinds:
            return _SCAN
    return _DRAWN if kinds else _BLANK
