"""Settles what is known of a report: who says what, and whom to believe. Knows no file format."""

from __future__ import annotations

import re
from dataclasses import fields, replace
from typing import Any

from assistant.loading.building import Content
from assistant.loading.days import read_day
from assistant.loading.languages import find_language
from assistant.loading.title_page import read_title_page
from assistant.records import BlockKind, Metadata, Told, ToldBy

_TITLE_AT_MOST = 300
# What programs write for want of a title.
_NO_TITLE = re.compile(
    r"untitled.*|(?:microsoft word|powerpoint presentation)(?: - .*)?"
    r"|.*\.(?:docx?|pdf|indd|xls[xmb]?|qxd|pptx?|od[ts]|rtf|csv|html?)"
    r"|(?:document|presentation|slide|book|sheet|template)\s*\d*|(?:speaker )?notes"
    r"|[\W\d]*|.{1,2}|\S*[\d_]\S*",
    re.IGNORECASE,
)
# Headings that many reports have; none names one.
_NO_NAME = re.compile(
    r"(?:table of )?contents|(?:executive |key )?summary|(?:main|key) (?:findings|points|messages)"
    r"|highlights|introduction|foreword|preface|abstract|overview|acknowledge?ments|disclaimer"
    r"|about .*|background|(?:corporate )?directory|(?:front )?cover|index|references|appendix.*",
    re.IGNORECASE,
)


def settle_metadata(content: Content, *, given: Metadata, name: str) -> dict[str, Any]:
    """Returns the fields of a Report that metadata gives, and ``told``: who told each.

    What a manifest says (``given``) stands over what the file says of itself, that over what its
    text says; a report without a title has the file's ``name``.
    """
    own = replace(
        content.metadata,
        title=_find_own_title(content),
        published=read_day(content.metadata.published or ""),
    )
    heading = _find_heading(content)
    title = given.title or own.title or heading or ""
    words = replace(
        read_title_page(content, title), title=heading, language=find_language(content.text)
    )
    said = (
        (ToldBy.MANIFEST, given),
        (ToldBy.FILE, own),
        (ToldBy.TEXT, words),
        (ToldBy.NAME, Metadata(title=name)),
    )
    known: dict[str, Any] = {}
    told = []
    for field in fields(Metadata):
        for by, metadata in said:
            value = getattr(metadata, field.name)
            if value not in (None, ""):
                known[field.name] = value
                told.append(Told(field.name, by))
                break
    return {**known, "told": tuple(told)}


def _find_own_title(content: Content) -> str | None:
    own = _tidy(content.metadata.title or "")
    return None if _NO_TITLE.fullmatch(own) else own


def _find_heading(content: Content) -> str | None:
    headings = [block for block in content.blocks[:40] if block.kind is BlockKind.HEADING]
    first_page = [p.end for p in content.pages if headings and p.end > headings[0].start][:1]
    headings = [block for block in headings if block.start < max(first_page, default=0)]
    for block in sorted(headings, key=lambda block: block.level):
        title = _tidy(content.text[block.start : block.end])
        if not (_NO_TITLE.fullmatch(title) or _NO_NAME.fullmatch(title)):
            return title
    return None


def _tidy(title: str) -> str:
    return " ".join(title.split())[:_TITLE_AT_MOST]
