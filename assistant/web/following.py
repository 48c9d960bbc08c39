"""Follows work that takes long, so that a page can show how far it is. Knows nothing of pages."""

from __future__ import annotations

import queue
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from assistant.records import Progress

Result = TypeVar("Result")


def follow(
    work: Callable[[Callable[[Progress], None]], Result],
) -> Iterator[Progress | Result]:
    """Yields what work tells of itself while it goes on, and its result at the end.

    ``work`` is given what to tell it to, and runs in a thread; whoever stops listening waits for
    its end all the same, so that no second one begins beside it.
    """
    told: queue.SimpleQueue[Progress | None] = queue.SimpleQueue()
    with ThreadPoolExecutor(1) as thread:
        doing = thread.submit(work, told.put)
        doing.add_done_callback(lambda done: told.put(None))
        while (progress := told.get()) is not None:
            yield progress
        yield doing.result()
