"""Tells whether who made a file is who published it. Knows no file format."""

from __future__ import annotations

import re

# A person, a login or the firm that set the file may stand in a file's properties as well.
_BODY = re.compile(
    r"\b(?:office|department|ministry|agency|bureau|commission|council|authority|university|college"
    r"|institute?|cent(?:er|re)|bank|organi[sz]ation|association|foundation|union|nations|committee"
    r"|service|society|trust|fund|programme|board|administration|observatory|federation|court"
    r"|inc|ltd|limited|plc|corp(?:oration)?|company|group|gmbh|llc|n\.?v|s\.?a)\b",
    re.IGNORECASE,
)
_READ = 5_000
_SPACES = re.compile(r"\W+")


def find_publisher(names: list[str | None], text: str) -> str | None:
    """Returns the first name that is a body's and stands on the report's first or last pages."""
    place = _plain(f"{text[:_READ]} {text[-_READ:]}")
    for name in names:
        tidy = " ".join((name or "").split())
        if _BODY.search(tidy) and " " in tidy and f" {_plain(tidy).strip()} " in f" {place} ":
            return tidy
    return None


def _plain(text: str) -> str:
    return _SPACES.sub(" ", text.casefold())
