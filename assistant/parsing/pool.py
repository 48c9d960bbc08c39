"""Hands files to a few processes that read, and their reports back. Knows nothing of formats."""

from __future__ import annotations

import atexit
import os
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from types import TracebackType

from assistant.errors import AssistantError
from assistant.loading import Source
from assistant.parsing.child import Child
from assistant.parsing.messages import Parsed, Request
from assistant.parsing.starting import NotBegun
from assistant.settings import Settings

MOST_PROCESSES = 4
_LOOK_SECONDS = 0.2
# A process that has once had more is ended after its file, since memory is seldom given back.
_KEPT_AT_MOST = 256 << 20


@dataclass(eq=False, slots=True)
class Reading:
    """A file handed over: ``pages`` are those read so far."""

    source: Source
    pages: int = 0
    _future: Future[Parsed] | None = None


class Readers:
    """The processes of one `add`; a context manager that leaves at most one, idle, behind."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self.count = settings.workers or min(os.cpu_count() or 1, MOST_PROCESSES)
        self._threads = ThreadPoolExecutor(self.count, thread_name_prefix="reading")
        self._children: set[Child] = set()
        self._lock = threading.Lock()
        self._is_closed = False

    def hand(self, source: Source) -> Reading:
        """Hands a file over to be read as soon as a process is free."""
        if not source.is_remote:
            # A process stays in the folder it was started in.
            source = replace(source, path=Path(source.path).absolute())
        reading = Reading(source)
        reading._future = self._threads.submit(self._read, reading)
        return reading

    def result(self, reading: Reading, on_page: Callable[[int], None]) -> Parsed:
        """Waits for a file to be read and returns its report; raises UnreadableReport.

        ``on_page`` is told, now and then, how many pages have been read.
        """
        assert reading._future is not None
        told = 0
        while True:
            try:
                return reading._future.result(_LOOK_SECONDS)
            except TimeoutError:
                self._end_late()
            if reading.pages > told:
                told = reading.pages
                on_page(told)

    def _read(self, reading: Reading) -> Parsed:
        try:
            return self._read_in(_idle.take() or Child(), reading)
        except NotBegun:
            # One that had waited may have been ended meanwhile, by the system or a person.
            pass
        try:
            return self._read_in(Child(), reading)
        except NotBegun as error:
            raise AssistantError(
                f"The process to read files in ended before it began ({error}). Close other "
                "programs and try again; if that does not help, install the product again."
            ) from error

    def _read_in(self, child: Child, reading: Reading) -> Parsed:
        def note(pages: int) -> None:
            reading.pages = pages

        self._keep(child)
        try:
            return child.read(Request(reading.source, self._settings), note)
        finally:
            self._give_back(child)

    def _keep(self, child: Child) -> None:
        with self._lock:
            self._children.add(child)
            is_closed = self._is_closed
        if is_closed:
            child.end()

    def _give_back(self, child: Child) -> None:
        with self._lock:
            self._children.discard(child)
        if child.is_alive and child.peak <= _KEPT_AT_MOST and not self._is_closed:
            _idle.put(child)
        else:
            child.close()

    def _end_late(self) -> None:
        with self._lock:
            for child in self._children:
                child.end_if_late()

    def __enter__(self) -> Readers:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Ends what is still being read."""
        with self._lock:
            self._is_closed = True
            for child in self._children:
                child.end()
        self._threads.shutdown(cancel_futures=True)
        _idle.leave_one()


class _Idle:
    """Processes that wait for the next file; ended with this process at the latest."""

    def __init__(self) -> None:
        self._children: list[Child] = []
        self._lock = threading.Lock()
        atexit.register(self.close)

    def take(self) -> Child | None:
        with self._lock:
            # After a fork these are the parent's.
            own = [child for child in self._children if child.owner == os.getpid()]
            self._children = own[:-1]
        return own[-1] if own else None

    def put(self, child: Child) -> None:
        with self._lock:
            self._children.append(child)

    def leave_one(self) -> None:
        with self._lock:
            surplus, self._children = self._children[1:], self._children[:1]
        for child in surplus:
            child.close()

    def close(self) -> None:
        while (child := self.take()) is not None:
            child.close()


_idle = _Idle()


def warm_up() -> None:
    """Starts a process now, so that the first file need not wait for it."""
    _idle.put(Child())
