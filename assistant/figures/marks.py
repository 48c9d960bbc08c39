"""Takes the marks of notes out of a text, so that its figures read on. Knows no figures.

"124[1] people" counts people, and "$5¹ million" is five million dollars.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_HIGH = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_INNER = r"(?:\d{1,3}|[a-z]|[ivx]{2,4}|(?:n|nb|note)\s\d{1,3})"
_LIST = rf"\[\^?{_INNER}(?:\s?[,;–-]\s?{_INNER})*\]"
# Glued to what they are a note of: "124[1]", "124[1],[2]", "124¹", "124¹⁻³", "124ᵃ", "124†".
_MARK = re.compile(
    rf"(?<=[\w%)\].,;:’”\"'°])(?<![^\W\d]\[)(?P<list>{_LIST}(?:,?{_LIST})*)"
    rf"|(?<=[^\s{_HIGH}⁻]) ?(?P<high>(?<![{_HIGH}⁻])[{_HIGH}]+(?:[,⁻–-][{_HIGH}]+)*)"
    r"|(?<=[\d%)])(?P<sign>[ᵃ-ᶻ†‡]+)"
)
_MAY_MARK = re.compile(rf"[\[{_HIGH}ᵃ-ᶻ†‡]")
# "arrest[s]", "[t]he": what an editor put into a quotation.
_EDITED = re.compile(r"\[[a-z]\]")
_SLASH = re.compile(r"\s?[/⁄]")
_POWER = re.compile(
    r"(?:(?<![\d.,])10|(?<![^\W\d_])(?:[kcdmhnµμ]?m|ft|in|yd|mi|miles?|feet|s|[^\W\d_]))$",
    re.IGNORECASE,
)
_TWO = re.compile(r"(?<![\d.,])2$")
_PRICE = re.compile(r"[$€£]\s?\d{1,4}$")
_CURRENCY = re.compile(r"\s?[$€£]")


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
        return start + before, end + before + within


def lift_marks(text: str) -> Lifted:
    """Returns a text without the marks of notes that are glued to its words and numbers.

    An exponent ("m²", "10⁶") and the cents of a price ("$5⁹⁹") are none.
    """
    if not _MAY_MARK.search(text):
        return Lifted(text, text)
    kept, cuts = [], []
    at = length = 0
    for start, end in _find_marks(text):
        kept.append(text[at:start])
        length += start - at
        cuts.append((length, end - start))
        at = end
    return Lifted("".join([*kept, text[at:]]), text, tuple(cuts))


def _find_marks(text: str) -> Iterator[tuple[int, int]]:
    for match in _MARK.finditer(text):
        start, end = match.span()
        if match["list"]:
            is_mark = not (_EDITED.fullmatch(match["list"]) and text[start - 1].isalpha())
        else:
            is_mark = match["high"] is None or _is_mark(text, start, match["high"], end)
        if is_mark:
            yield start, end


def _is_mark(text: str, start: int, high: str, end: int) -> bool:
    """Tells a note's mark from an exponent, a fraction and the cents of a price."""
    before = text[max(0, start - 12) : start]
    if high.startswith("⁰") or _SLASH.match(text, end) or text[end : end + 1] in ("⁻", "⁽"):
        return False
    if _POWER.search(before):
        return high == "¹"
    if len(high) == 2 and before[-1:].isdigit():
        priced = _PRICE.search(before) or _CURRENCY.match(text, end)
        return not (priced or _TWO.search(before))
    return True
