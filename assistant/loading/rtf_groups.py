"""Keeps what holds within a group of an RTF text. Knows nothing of paragraphs or tables."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum

from assistant.loading.rtf_tokens import DEFAULT_ENCODING


class Part(Enum):
    """What a group's text is part of; HOLLOW has no text of its own, but groups in it may."""

    TEXT = "text"
    NOTE = "note"
    BOX = "box"
    FIELD = "field"
    TITLE = "title"
    STYLES = "styles"
    FONTS = "fonts"
    HOLLOW = "hollow"
    UNSEEN = "unseen"


SAYING = (Part.TEXT, Part.NOTE, Part.BOX)
SILENT = (Part.UNSEEN, Part.HOLLOW, Part.FONTS)


@dataclass(slots=True)
class Group:
    """What holds until the group ends."""

    part: Part = Part.TEXT
    out: list[str] = field(default_factory=list)
    encoding: str = DEFAULT_ENCODING
    stands_for: int = 1
    is_hidden: bool = False
    is_deleted: bool = False
    shift: int = 0
    style: int = 0
    outline: int | None = None
    is_item: bool = False
    in_table: bool = False


def _reset(group: Group, _value: int, _is_on: bool) -> None:
    group.style, group.outline, group.is_item, group.in_table = 0, None, False, False


def _set_fallback(group: Group, value: int, _is_on: bool) -> None:
    group.stands_for = max(0, min(value, 8))


def _hide(group: Group, _value: int, is_on: bool) -> None:
    group.is_hidden = is_on


def _raise(group: Group, _value: int, is_on: bool) -> None:
    group.shift = int(is_on)


def _lower(group: Group, _value: int, is_on: bool) -> None:
    group.shift = -int(is_on)


def _move_up(group: Group, value: int, is_on: bool) -> None:
    # In half points, six where no number is given; a nudge by a point or so is no raising.
    group.shift = int(is_on and not 0 < value < 4)


def _move_down(group: Group, value: int, is_on: bool) -> None:
    group.shift = -int(is_on and not 0 < value < 4)


def _level(group: Group, _value: int, _is_on: bool) -> None:
    group.shift = 0


def _set_style(group: Group, value: int, _is_on: bool) -> None:
    group.style = value


def _set_outline(group: Group, value: int, _is_on: bool) -> None:
    group.outline = value


def _list(group: Group, _value: int, _is_on: bool) -> None:
    group.is_item = True


def _tabulate(group: Group, _value: int, is_on: bool) -> None:
    group.in_table = is_on


STATES: Mapping[str, Callable[[Group, int, bool], None]] = {
    "pard": _reset,
    "uc": _set_fallback,
    "v": _hide,
    "super": _raise,
    "sub": _lower,
    "up": _move_up,
    "dn": _move_down,
    "nosupersub": _level,
    "s": _set_style,
    "outlinelevel": _set_outline,
    "ls": _list,
    "intbl": _tabulate,
}
"""What a word changes of its group: the group, the word's number, and whether it is not 0."""
