"""Where the words of a page stand, packed. Knows nothing of reports or files.

Coordinates are points (1/72 inch) from the left and top edge of the page as it is shown.
"""

from __future__ import annotations

import zlib
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import accumulate
from typing import Any, NamedTuple

_FINE = 10
"""Steps a point: a tenth of a point is finer than any screen or printer shows."""
_COLUMNS = 7
_UNKNOWN = -1


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page of a report, around words of one line."""

    page: int
    x0: float
    y0: float
    x1: float
    y1: float

    def to_dict(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in self.__slots__}


class Word(NamedTuple):
    """A word's offsets in the report's text and its rectangle; a part of a word broken at a line's
    end is one of its own. ``confidence`` is 0 to 100 for a word read by OCR, else None.
    """

    start: int
    end: int
    x0: float
    y0: float
    x1: float
    y1: float
    confidence: int | None = None


@dataclass(frozen=True, slots=True)
class WordBoxes:
    """The words of a page in text order, as few bytes: a long report has half a million."""

    packed: bytes

    @classmethod
    def of(cls, words: Iterable[Word]) -> WordBoxes:
        """Packs words; coordinates are kept to a tenth of a point."""
        rows = sorted(words)
        starts = [word[0] for word in rows]
        numbers = array(
            "i", [start - before for start, before in zip(starts, [0, *starts], strict=False)]
        )
        numbers.extend([word[1] - word[0] for word in rows])
        for edge in zip(*(word[2:6] for word in rows), strict=True):
            numbers.extend([round(place * _FINE) for place in edge])
        numbers.extend([_UNKNOWN if word[6] is None else word[6] for word in rows])
        return cls(zlib.compress(numbers.tobytes(), 1))

    def words(self) -> list[Word]:
        """Returns the words, in text order."""
        return self._read(lambda starts: (0, len(starts)))

    def between(self, start: int, end: int) -> list[Word]:
        """Returns the words that a span of the report's text touches."""
        # The one before may reach into the span.
        found = self._read(
            lambda starts: (max(0, bisect_right(starts, start) - 1), bisect_left(starts, end))
        )
        return [word for word in found if word.end > start]

    def _read(self, choose: Callable[[list[int]], tuple[int, int]]) -> list[Word]:
        numbers = array("i")
        numbers.frombytes(zlib.decompress(self.packed))
        count = len(numbers) // _COLUMNS
        starts = list(accumulate(numbers[:count]))
        first, last = choose(starts)
        columns = [numbers[at + first : at + last] for at in range(count, len(numbers), count or 1)]
        words = []
        for start, (length, x0, y0, x1, y1, told) in zip(
            starts[first:last], zip(*columns, strict=True), strict=True
        ):
            edges = (x0 / _FINE, y0 / _FINE, x1 / _FINE, y1 / _FINE)
            words.append(Word(start, start + length, *edges, None if told == _UNKNOWN else told))
        return words
