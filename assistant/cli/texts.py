"""Reads a text of the user's own: stdin, a file or a web address. Knows no library."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

from assistant.errors import UnreadableReport
from assistant.settings import Settings

_PLAIN = {"", ".txt", ".text", ".md", ".markdown"}


@dataclass(frozen=True, slots=True)
class DraftFile:
    """A draft as read; ``original`` holds a DOCX file's own bytes, which comments can be put in."""

    name: str
    text: str
    original: bytes | None = None


def read_draft(origin: str, settings: Settings) -> DraftFile:
    """Returns a draft's text with the name of its file. Raises UnreadableReport."""
    text = read_text(origin, settings)
    if origin == "-":
        return DraftFile("stdin", text)
    path = Path(origin)
    is_word = path.suffix.lower() == ".docx" and path.is_file()
    return DraftFile(path.name or origin, text, path.read_bytes() if is_word else None)


def read_text(origin: str, settings: Settings, *, as_it_is: bool = False) -> str:
    """Returns the text of stdin, a plain file as it stands, or any other file as a report's text;
    ``as_it_is`` takes every file for a plain one.

    Offsets in what is printed point into this text. Raises UnreadableReport.
    """
    if origin == "-":
        return _decode(
            "stdin", sys.stdin.buffer.read(settings.max_megabytes * 1_000_000 + 1), settings
        )
    from assistant.loading import is_address

    if is_address(origin):
        return _read_report_text(origin, settings)
    path = Path(origin)
    if path.is_dir():
        raise UnreadableReport(origin, "this is a folder. Name one file.")
    if path.suffix.lower() not in _PLAIN and not as_it_is:
        return _read_report_text(origin, settings)
    try:
        with path.open("rb") as file:
            content = file.read(settings.max_megabytes * 1_000_000 + 1)
    except FileNotFoundError as error:
        raise UnreadableReport(origin, "there is no such file. Check the name.") from error
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise UnreadableReport(origin, f"{reason}. Check the file's permissions.") from error
    return _decode(origin, content, settings)


def _decode(origin: str, content: bytes, settings: Settings) -> str:
    if len(content) > settings.max_megabytes * 1_000_000:
        raise UnreadableReport(
            origin,
            f"larger than {settings.max_megabytes} MB. Split it, or raise ASSISTANT_MAX_MEGABYTES.",
        )
    if not content.strip():
        raise UnreadableReport(origin, "it is empty. Write the text to be read into it.")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableReport(origin, "it is not UTF-8 text. Save it as UTF-8 text.") from error
    if "\0" in text:
        raise UnreadableReport(origin, "it is not text. Name a text, Markdown, PDF or Word file.")
    return text


def _read_report_text(origin: str, settings: Settings) -> str:
    from assistant.loading import fetch, find_sources, load_report

    sources, failures = find_sources([origin], settings=settings)
    if failures:
        raise UnreadableReport(origin, failures[0].error)
    if len(sources) != 1:
        raise UnreadableReport(origin, f"it holds {len(sources)} readable files. Name one file.")
    return load_report(fetch(sources[0], settings=settings), settings=settings).text
