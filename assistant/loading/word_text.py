"""Reads the text of DOCX paragraphs as a reader sees it. Knows nothing of blocks or tables.

Tracked changes count as accepted; what is hidden or moved away is left out, and counted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from assistant.loading.raised import lowered, raised, settle

if TYPE_CHECKING:
    from docx.document import Document

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
DELETED = frozenset((W + "del", W + "moveFrom"))
"""What holds text that a tracked change took away; what it put in or moved to is plain text."""
_UNSEEN = frozenset((W + "pPr", W + "rPr", W + "rt", _MC + "Fallback"))
_MARKS = {
    "tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-",
}  # fmt: skip
_OFF = ("0", "false", "none", "off")
_CONTENTS = re.compile(r"(?:toc|index) \d|table of (?:figures|authorities)")


@dataclass(frozen=True, slots=True)
class Styles:
    """What styles say of text, by their ids: headings' levels (0 for the title's), which hold a
    table of contents, which raise (1) or lower (-1) text, and which hide it."""

    levels: dict[str, int]
    contents: frozenset[str]
    shifts: dict[str, int]
    hidden: frozenset[str]


@dataclass(slots=True)
class Aside:
    """What stands in a paragraph but not in its line: text boxes, kept for later; how much text
    was left out as deleted or hidden."""

    boxes: list[Any] = field(default_factory=list)
    deletions: int = 0
    hidden: int = 0


def read_styles(document: Document) -> Styles:
    """Returns what a document's styles say of its text."""
    levels: dict[str, int] = {}
    contents, hidden = set(), set()
    shifts = {}
    for style in document.styles:
        name = (style.name or "").lower()
        match = re.fullmatch(r"heading ([1-9])", name)
        outline = style.element.find(f"{W}pPr/{W}outlineLvl")
        if match:
            levels[style.style_id] = min(6, int(match.group(1)))
        elif name == "title":
            levels[style.style_id] = 0
        elif outline is not None and int(outline.get(W + "val", "9")) < 9:
            levels[style.style_id] = min(6, int(outline.get(W + "val")) + 1)
        elif _CONTENTS.fullmatch(name):
            contents.add(style.style_id)
        properties = style.element.find(W + "rPr")
        if properties is not None:
            shifts[style.style_id] = _shift(properties)
            if _is_on(properties.find(W + "vanish")):
                hidden.add(style.style_id)
    return Styles(levels, frozenset(contents), shifts, frozenset(hidden))


def paragraph_text(paragraph: Any, aside: Aside, styles: Styles) -> str:
    """Returns a paragraph's line."""
    return settle("".join(_find_text(paragraph, aside, styles)))


def _find_text(element: Any, aside: Aside, styles: Styles) -> Iterator[str]:
    for child in element:
        tag = child.tag
        if tag == W + "t":
            yield child.text or ""
        elif tag == W + "r":
            yield from _find_run(child, aside, styles)
        elif tag == W + "txbxContent":
            aside.boxes.append(child)
        elif tag in DELETED:
            aside.deletions += 1
        elif str(tag).startswith(W) and tag[len(W) :] in _MARKS:
            yield _MARKS[tag[len(W) :]]
        elif tag not in _UNSEEN:
            # Fallback, among these, repeats a text box for old programs.
            yield from _find_text(child, aside, styles)


def _find_run(run: Any, aside: Aside, styles: Styles) -> Iterator[str]:
    properties = run.find(W + "rPr")
    if properties is None:
        yield from _find_text(run, aside, styles)
        return
    style = properties.find(W + "rStyle")
    name = "" if style is None else style.get(W + "val", "")
    vanish = properties.find(W + "vanish")
    text = "".join(_find_text(run, aside, styles))
    if name in styles.hidden if vanish is None else _is_on(vanish):
        aside.hidden += int(bool(text.strip()))
        return
    own = properties.find(W + "vertAlign")
    shift = _shift(properties) or (styles.shifts.get(name, 0) if own is None else 0)
    yield raised(text) if shift > 0 else lowered(text) if shift < 0 else text


def _shift(properties: Any) -> int:
    """Returns 1 for text above the line, -1 for text below it."""
    align = properties.find(W + "vertAlign")
    said = "" if align is None else align.get(W + "val", "")
    if said in ("superscript", "subscript"):
        return 1 if said == "superscript" else -1
    place = properties.find(W + "position")
    value = "" if place is None else place.get(W + "val", "")
    # In half points; a nudge by a point or so is no raising.
    height = int(value) if re.fullmatch(r"-?\d{1,3}", value) else 0
    return (height > 3) - (height < -3)


def _is_on(switch: Any | None) -> bool:
    return switch is not None and switch.get(W + "val", "true") not in _OFF
