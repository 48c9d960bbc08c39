"""Keeps which characters of a text are taken, so that nothing is read twice. Knows no words.

A cover holds one byte a character: asking and marking cost the length of the span, however many
spans there are.
"""

from __future__ import annotations

from collections.abc import Iterable


def new_cover(length: int) -> bytearray:
    """Returns a cover for a text of so many characters, nothing taken."""
    return bytearray(length)


def take(cover: bytearray, spans: Iterable[tuple[int, int]]) -> None:
    """Marks the characters of the spans as taken."""
    for start, end in spans:
        cover[start:end] = b"\x01" * (end - start)


def is_taken(cover: bytearray, start: int, end: int) -> bool:
    """Tells whether any of text[start:end] is taken."""
    return cover.find(1, start, end) >= 0
