"""What was read of a file and what was not. Knows nothing of how files are read."""

from __future__ import annotations

from collections.abc import Mapping
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
