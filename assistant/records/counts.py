"""Writes how many there are of something, one way for all. Knows nothing of what is counted."""

from __future__ import annotations

_ENDINGS = {"s": ("", "s"), "es": ("", "es"), "ies": ("y", "ies"), "v": ("s", "")}
_WORDS = {
    "were": ("was", "were"),
    "are": ("is", "are"),
    "have": ("has", "have"),
    "them": ("it", "them"),
    "their": ("its", "their"),
    "and": ("or", "and"),
    "a": ("a ", ""),
}
_ONE, _MANY = ({word: way[n] for word, way in {**_ENDINGS, **_WORDS}.items()} for n in (0, 1))


def count_of(number: int, noun: str) -> str:
    """Returns "1 page", "2,000 pages"."""
    return told(number, noun + "{s}")


def told(number: int, said: str) -> str:
    """Returns "1 comment was left out", "2 comments were left out" for
    "comment{s} {were} left out"; a verb in the present ends in {v}: "slide{s} hold{v} no text"."""
    return f"{number:,} {said.format_map(_ONE if number == 1 else _MANY)}"
