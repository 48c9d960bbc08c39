"""What was read of a file and what was not. Knows nothing of how files are read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any


@dataclass(frozen=True, slots=True)
class Coverage:
    """The coverage report of one file; pages are named by their numbers.

    ``tables_without_header`` counts those whose header could not be established; they stand on
    ``pages_of_those``. ``left_out`` and ``warnings`` are sentences for people.
    """

    pages: int
    pages_read: int
    pages_empty: tuple[int, ...]
    pages_damaged: tuple[int, ...]
    pages_by_ocr: tuple[int, ...]
    tables: int
    tables_without_header: int
    pages_of_those: tuple[int, ...]
    figures: int
    words: int
    characters: int
    left_out: tuple[str, ...]
    warnings: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        values = ((field.name, getattr(self, field.name)) for field in fields(self))
        return {name: list(v) if isinstance(v, tuple) else v for name, v in values}

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Coverage:
        """Takes what `to_dict` returns."""
        values: dict[str, Any] = {
            name: tuple(value) if isinstance(value, list) else value for name, value in data.items()
        }
        return cls(**values)


def name_pages(numbers: Sequence[int], *, at_most: int | None = None) -> str:
    """Returns "page 3" or "pages 3, 5-8"; numbers in order.

    With ``at_most`` only so many runs are named: "pages 3, 5-8 and 12 more".
    """
    ranges: list[list[int]] = []
    for number in numbers:
        if ranges and ranges[-1][1] == number - 1:
            ranges[-1][1] = number
        else:
            ranges.append([number, number])
    shown = ranges[:at_most]
    named = ", ".join(f"{a}" if a == b else f"{a}-{b}" for a, b in shown)
    left = len(numbers) - sum(b - a + 1 for a, b in shown)
    named += f" and {left} more" if left else ""
    return f"page{'' if len(ranges) == 1 and ranges[0][0] == ranges[0][1] else 's'} {named}"
