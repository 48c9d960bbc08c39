"""Takes the marks of notes out of a text, so that its figures read on. Knows no figures.

"124[1] people" counts people, and "$5¹ million" is five million dollars.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_HIGH = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_INNER = r"(?:\d{1,3}|[a-z]|[ivx]{2,4}|(?:n|nb|note)\s\d{1,3})"
_LIST = rf"\[{{1,2}}\^?{_INNER}(?:\s?[,;–-]\s?{_INNER})*\]{{1,2}}(?:\([^()\s]{{0,200}}\))?"
# Glued to what they are a note of: "124[1]", "124[1],[2]", "124¹", "124¹⁻³", "124ᵃ", "124†"; and
# as Markdown writes what is raised or lowered: "124<sup>1</sup>", "CO<sub>2</sub>", "km^2^".
_MARK = re.compile(
    rf"(?<=[\w%)\].,;:’”\"'°])(?P<list>{_LIST}(?:,?{_LIST})*)"
    rf"|(?<=[^\s{_HIGH}⁻]) ?(?P<high>(?<![{_HIGH}⁻])[{_HIGH}]+(?:[,⁻–-][{_HIGH}]+)*)"
    r"|(?<=[\d%)])(?P<sign>[ᵃ-ᶻ†‡]+)"
    r"|<sub>(?P<sub>[^<>]{1,20})</sub>"
    r"|<sup>(?P<sup>[^<>]{1,240})</sup>|(?<=[\w%)])\^(?P<caret>[^\s^]{1,8})\^"
    r"|(?<=[A-Za-z])(?P<power>\^)(?=[23](?![\d^]))"
)
_MAY_MARK = re.compile(rf"[\[<^{_HIGH}ᵃ-ᶻ†‡]")
# "arrest[s]", "[t]he": what an editor put into a quotation.
_EDITED = re.compile(r"\[[a-z]\]")
_NOTE = re.compile(rf"[(\[]?{_INNER}(?:\s?[,;–-]\s?{_INNER})*[)\]]?|{_LIST}|[*†‡§]+")
_SLASH = re.compile(r"\s?[/⁄]")
_TEN = re.compile(r"(?<![\d.,])10$")
_UNIT = re.compile(
    r"(?<![^\W\d_])(?:[kcdmhnµμ]?m|ft|in|yd|mi|miles?|feet|s|[^\W\d_])$", re.IGNORECASE
)
_TWO = re.compile(r"(?<![\d.,])2$")
_PRICE = re.compile(r"[$€£]\s?\d{1,4}$")
_CURRENCY = re.compile(r"\s?[$€£]")
_ENDING = re.compile(r"st|nd|rd|th|e|er|TM", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Lifted:
    """A text without its marks; ``cuts`` are where each stood in it, and how long it was."""

    text: str
    original: str
    cuts: tuple[tuple[int, int], ...] = ()

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Returns where a stretch stands in the original, marks at its ends left out."""
        before = sum(length for at, length in self.cuts if at <= start)
        within = sum(length for at, length in self.cuts if start < at < end)
        first, last = start + before, end + before + within
        ending = _CLOSING.match(self.original, last)
        opened = ending is not None and f"<{ending[0][2:]}" in self.original[first:last]
        return first, ending.end() if ending and opened else last


def lift_marks(text: str) -> Lifted:
    """Returns a text without the marks of notes that are glued to its words and numbers.

    An exponent ("m²", "10⁶") and the cents of a price ("$5⁹⁹") are none. What Markdown raises is
    written as plain text has it: "10<sup>6</sup>" as "10^6", "1<sup>st</sup>" as "1st".
    """
    if not _MAY_MARK.search(text):
        return Lifted(text, text)
    kept: list[str] = []
    cuts: list[tuple[int, int]] = []
    at = length = 0
    for start, end, instead in _find_edits(text):
        kept += (text[at:start], instead)
        length += start - at + len(instead)
        cuts.append((length, end - start - len(instead)))
        at = end
    return Lifted("".join([*kept, text[at:]]), text, tuple(cuts))


def _find_edits(text: str) -> Iterator[tuple[int, int, str]]:
    """Yields what is to be cut, and the one character that may stand for it."""
    for match in _MARK.finditer(text):
        start, end = match.span()
        kind = match.lastgroup or ""
        if kind == "list":
            is_mark = not (_EDITED.fullmatch(match["list"]) and text[start - 1].isalpha())
        elif kind == "high":
            is_mark = _is_mark(text, start, match["high"].translate(_PLAIN), end)
        elif kind in ("sub", "sup", "caret"):
            yield from _open(text, match, kind)
            continue
        else:
            is_mark = kind != "power" or _UNIT.search(text, max(0, start - 12), start) is not None
        if is_mark:
            yield start, end, ""


def _open(text: str, match: re.Match[str], kind: str) -> Iterator[tuple[int, int, str]]:
    """Yields the cuts that leave what Markdown raises or lowers as plain text, or take it away."""
    start, end = match.span()
    first, last = match.span(kind)
    raised = text[first:last].strip()
    is_note = kind != "sub" and _NOTE.fullmatch(raised) and not _ENDING.fullmatch(raised)
    if is_note and _is_mark(text, start, raised, end):
        yield start, end, ""
        return
    before = text[max(0, start - 12) : start]
    is_power = kind != "sub" and (
        raised[:1] in ("-", "−") or (before[-1:].isdigit() and raised[:1].isdigit())
    )
    yield start, first, "^" if is_power else ""
    yield last, end, ""


def _is_mark(text: str, start: int, raised: str, end: int) -> bool:
    """Tells a note's mark from an exponent, a fraction and the cents of a price."""
    before = text[max(0, start - 12) : start]
    if raised.startswith("0") or _SLASH.match(text, end) or text[end : end + 1] in ("⁻", "⁽"):
        return False
    if _TEN.search(before) or _UNIT.search(before):
        return raised == "1" or not raised.isdigit()
    if len(raised) == 2 and raised.isdigit() and before[-1:].isdigit():
        priced = _PRICE.search(before) or _CURRENCY.match(text, end)
        return not (priced or _TWO.search(before))
    return True


_CLOSING = re.compile(r"</su[bp]>")
_PLAIN = str.maketrans(_HIGH, "0123456789")
