"""What is said between this process and one that reads. Knows nothing of processes.

A request is one file to read; the replies are `Paged` as often as it likes, then one of the others.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from assistant.loading import Source
from assistant.records import Figure, Report
from assistant.settings import Settings

PAGE_SECONDS = 10.0
"""What each page that was read adds to the time a file may take: so long may a scan's page need."""

CHARACTER_SECONDS = 120 / 1_000_000
"""What each character that was read adds, for its figures: several times what they take."""


@dataclass(frozen=True, slots=True)
class Request:
    """One file to read, within the limits that the settings name."""

    source: Source
    settings: Settings


@dataclass(frozen=True, slots=True)
class Paged:
    """How far the reading is: pages so far, and the characters of the text once it is whole."""

    pages: int
    characters: int = 0

    @property
    def extra_seconds(self) -> float:
        """How much longer than a file of no size the reading may take."""
        return self.pages * PAGE_SECONDS + self.characters * CHARACTER_SECONDS


@dataclass(frozen=True, slots=True)
class Parsed:
    """A report as read, its figures, and the most memory the process has had, in bytes (0 where the
    system does not tell)."""

    report: Report
    figures: Sequence[Figure]
    peak: int = 0


@dataclass(frozen=True, slots=True)
class Refused:
    """The file cannot be read: the cause and the next step."""

    cause: str


Reply: TypeAlias = Paged | Parsed | Refused


# Between this process and the one that readers are forked from.

ORDER = struct.Struct("<ci")
"""What is asked: `FORK`, with the two pipes' ends of a reader, or `AWAIT` and a reader's number."""
FORK, AWAIT = b"f", b"a"

ANSWER = struct.Struct("<i")
"""What is answered: the number of the reader, or its exit code."""
