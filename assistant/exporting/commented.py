"""Writes a checked draft as a Word document with a comment on each claim. Knows nothing of files.

A draft that is a Word document keeps all it has and only gains the comments; any other text is put
into a new document. python-docx escapes what is written.
"""

from __future__ import annotations

import copy
import io
import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from assistant.exporting.verdicts import (
    SIGNS,
    WORDS,
    parts_of,
    place_of,
    sentence,
    web_address,
)
from assistant.records import CheckedDraft, Claim

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph
    from docx.text.run import Run

_AUTHOR, _INITIALS = "Report Assistant", "RA"
_OF_ITS_OWN = re.compile(r"\s*(?:[-*+•‣▪●◦]\s|\(?\d{1,3}[.)]\s|#{1,6}\s|>|\|)")
_CLOSED = re.compile(r"\s*(?:#{1,6}\s|\|)")
"""Lines that begin a paragraph of their own, and those that end one too: headings, table rows."""

_UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""XML 1.0 has no characters for these."""


def to_commented(draft: CheckedDraft) -> bytes:
    """Returns a DOCX of the draft; each claim carries its verdict, rule and places as a comment."""
    from docx import Document as open_document

    document = open_document(io.BytesIO(draft.original) if draft.original else None)
    if draft.original is None:
        _write_text(document, draft.text)
    paragraphs = list(_paragraphs(document))
    at = 0
    for claim in draft.check.claims:
        found = _find(paragraphs, claim.text, at)
        if found is None:
            # Text that Word keeps elsewhere (a note, a text box) can carry no comment.
            _comment(document, _last_runs(document, paragraphs), claim, away=True)
            continue
        at, start, end = found
        _comment(document, _runs_of(paragraphs[at], start, end), claim, away=False)
    page = io.BytesIO()
    document.save(page)
    return page.getvalue()


def _write_text(document: Document, text: str) -> None:
    for paragraph in _joined(_UNWRITABLE.sub("", text).splitlines()):
        document.add_paragraph(paragraph)


def _joined(lines: Sequence[str]) -> Iterator[str]:
    """Yields paragraphs: lines that are broken only for their width are one."""
    held: list[str] = []
    for line in lines:
        alone = _OF_ITS_OWN.match(line) is not None
        if held and (alone or not line.strip()):
            yield " ".join(held)
            held = []
        if line.strip():
            held.append(line.rstrip() if not held else line.strip())
        if held and _CLOSED.match(line):
            yield held.pop()
    if held:
        yield " ".join(held)


def _paragraphs(document: Document) -> Iterator[Paragraph]:
    """Yields the paragraphs of the body in order, those in tables too."""
    from docx.oxml.ns import qn
    from docx.text.paragraph import Paragraph

    for element in document.element.body.iter(qn("w:p")):
        yield Paragraph(element, document)


def _find(paragraphs: Sequence[Paragraph], words: str, after: int) -> tuple[int, int, int] | None:
    """Returns the paragraph that holds a claim, from the last one found on, and where in it."""
    pattern = re.compile(r"\s+".join(map(re.escape, _UNWRITABLE.sub("", words).split())))
    for number in [*range(after, len(paragraphs)), *range(after)]:
        match = pattern.search("".join(run.text for run in paragraphs[number].runs))
        if match:
            return number, match.start(), match.end()
    return None


def _runs_of(paragraph: Paragraph, start: int, end: int) -> list[Run]:
    """Returns the runs of a paragraph's characters, split where the claim begins and ends."""
    for cut in (start, end):
        _split(paragraph, cut)
    kept: list[Run] = []
    at = 0
    for run in paragraph.runs:
        if at < end and at + len(run.text) > start:
            kept.append(run)
        at += len(run.text)
    return kept


def _split(paragraph: Paragraph, at: int) -> None:
    """Cuts the run over a place in two, where it holds nothing but text."""
    from docx.oxml.ns import qn

    before = 0
    for run in paragraph.runs:
        length = len(run.text)
        if before < at < before + length:
            parts = [child for child in run._r if child.tag != qn("w:rPr")]
            if len(parts) == 1 and parts[0].tag == qn("w:t"):
                text = run.text
                second: Any = copy.deepcopy(run._r)
                run._r.addnext(second)
                run.text = text[: at - before]
                paragraph.runs[_index(paragraph, run) + 1].text = text[at - before :]
            return
        before += length


def _index(paragraph: Paragraph, run: Run) -> int:
    return next(n for n, other in enumerate(paragraph.runs) if other._r is run._r)


def _last_runs(document: Document, paragraphs: Sequence[Paragraph]) -> list[Run]:
    for paragraph in reversed(paragraphs):
        told = [run for run in paragraph.runs if run.text]
        if told:
            return told[-1:]
    return [document.add_paragraph().add_run(" ")]


def _comment(document: Document, runs: Sequence[Run], claim: Claim, *, away: bool) -> None:
    first, *rest = _lines(claim)
    comment = document.add_comment(runs, text=_clean(first), author=_AUTHOR, initials=_INITIALS)
    for line in [f"On: {claim.text}", *rest] if away else rest:
        comment.add_paragraph(_clean(line))


def _clean(text: str) -> str:
    return _UNWRITABLE.sub("", " ".join(text.split()))


def _lines(claim: Claim) -> list[str]:
    """Returns what a comment says: the verdict, then each figure's rule, correction and places."""
    verdict = WORDS[claim.verdict]
    lines = [f"{SIGNS[claim.verdict]} {verdict[:1].upper()}{verdict[1:]}"]
    for part in parts_of(claim):
        named = f"{part.surface}: " if part.surface else ""
        lines.append(f"{SIGNS[part.verdict]} {named}{sentence(part.rule)}")
        if part.suggestion:
            lines.append(f"Correction: {sentence(part.suggestion)}")
        for place in part.places:
            link = web_address(place.link)
            lines.append(f"“{place.quote}” {sentence(place_of(place))}{f' {link}' if link else ''}")
    return lines
