"""Measures how the time to read a text grows with its length."""

from __future__ import annotations

import time
from collections.abc import Callable


def grows_in_step(read: Callable[[str], object], piece: str, length: int) -> bool:
    """Tells whether ``length`` characters made of ``piece`` are read in time linear in length.

    A clock on a shared machine says little in seconds, so two of its readings are compared: four
    times the text may take eight times as long, where quadratic reading takes sixteen. Shorter
    times than a twentieth of a second are not measured.
    """

    def seconds(characters: int) -> float:
        text = piece * (characters // len(piece))
        started = time.process_time()
        read(text)
        return time.process_time() - started

    seconds(length // 20)
    # A busy neighbour can spoil one measurement; quadratic reading fails all.
    return any(seconds(length) < 8 * max(seconds(length // 4), 0.05) for _ in range(4))
