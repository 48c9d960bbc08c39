"""Tells how far an `add` is and how long it may still take. Knows nothing of what is read."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from assistant.loading import Source
from assistant.records import Progress

# What a file costs apart from its size, in bytes that would cost as much.
_LEAST_WEIGHT = 10_000
# Before so long the share done says little: starting costs more than the first files.
_TOLD_AFTER_SECONDS = 5.0


class Pace:
    """Counts files, pages and passages, and tells of each step.

    What is left is reckoned from the bytes of the files kept so far; what is there already or
    cannot be read costs next to nothing and is left out of the sum.
    """

    def __init__(
        self,
        sources: Sequence[Source],
        tell: Callable[[Progress], None],
        *,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._names = [s.origin if s.is_remote else s.path.name for s in sources]
        self._weights = [_weigh(source) for source in sources]
        self._left = float(sum(self._weights))
        self._kept = 0.0
        self._tell = tell
        self._clock = clock
        self._started = clock()
        self._number = 0
        self._pages = 0
        self._pages_in_hand = 0
        self._passages = 0

    def begin(self, number: int) -> None:
        """Tells that a file is in hand; the first is 1."""
        if number != self._number:
            self._number, self._pages_in_hand = number, 0
            self._show()

    def note_pages(self, pages: int) -> None:
        """Tells how many pages of the file in hand have been read."""
        self._pages_in_hand = pages
        self._show()

    def leave_out(self, number: int) -> None:
        """Notes that a file is there already or cannot be read."""
        self._left -= self._weights[number - 1]
        self._pages_in_hand = 0

    def finish(self, pages: int) -> None:
        """Notes that the file in hand has been read and how many pages it has."""
        self._pages += pages
        self._pages_in_hand = 0

    def keep(self, numbers: Iterable[int], passages: int) -> None:
        """Tells that the reports of some files, embedded together, are in the library."""
        for number in numbers:
            self._left -= self._weights[number - 1]
            self._kept += self._weights[number - 1]
        self._passages += passages
        self._show()

    def _show(self) -> None:
        self._tell(
            Progress(
                name=self._names[self._number - 1],
                number=self._number,
                files=len(self._names),
                pages=self._pages + self._pages_in_hand,
                passages=self._passages,
                seconds_left=self._reckon(),
            )
        )

    def _reckon(self) -> float | None:
        elapsed = self._clock() - self._started
        if not self._kept or elapsed < _TOLD_AFTER_SECONDS or self._left < 1:
            return None
        return elapsed / self._kept * self._left


def _weigh(source: Source) -> int:
    # The size of an archive is not that of one file in it, and a page's is not known yet.
    if source.is_remote or source.member:
        return _LEAST_WEIGHT
    try:
        return _LEAST_WEIGHT + Path(source.path).stat().st_size
    except OSError:
        return _LEAST_WEIGHT
