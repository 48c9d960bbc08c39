"""Age bands that join to the ages asked for. Knows nothing of questions or reports."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.figures.bands import find_ages, name_ages
from assistant.records import Figure

__all__ = ["find_ages", "find_bands", "name_ages"]


def find_bands(
    wanted: tuple[int, int | None], figures: Sequence[Figure]
) -> tuple[Figure, ...] | None:
    """Returns figures whose ages join end to end to exactly the ages wanted, or None.

    Under 18 from "under 15" and "15 to 17"; a gap or an overlap gives None.
    """
    bands = sorted(
        (
            (ages, figure)
            for figure in figures
            if (ages := find_ages(f"{figure.label or ''} {figure.scope or ''}")) is not None
        ),
        key=lambda band: band[0][0],
    )
    at: int | None = wanted[0]
    chosen: list[Figure] = []
    for (low, high), figure in bands:
        if at is not None and low == at and at != wanted[1]:
            chosen.append(figure)
            at = high
    return tuple(chosen) if at == wanted[1] and len(chosen) > 1 else None
