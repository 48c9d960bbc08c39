"""Starts a process that reads, asks it, and ends it. Knows nothing of how a file is read."""

from __future__ import annotations

import os
import pickle
import time
from collections.abc import Callable
from contextlib import suppress

from assistant.errors import AssistantError, UnreadableReport
from assistant.parsing.limits import OVER_MEMORY
from assistant.parsing.messages import Paged, Parsed, Refused, Reply, Request
from assistant.parsing.starting import START_SECONDS, NotBegun, start
from assistant.settings import Settings


class Child:
    """One process that reads, and the file it has in hand."""

    def __init__(self) -> None:
        try:
            self._process = start()
        except OSError as error:
            raise AssistantError(
                f"No process to read files in could be started: {error.strerror}. "
                "Close other programs and try again."
            ) from error
        self.owner = os.getpid()
        self.peak = 0
        self.is_alive = True
        self._deadline: float | None = None
        self._is_late = False

    def read(self, request: Request, on_page: Callable[[int], None]) -> Parsed:
        """Returns the report in a file and its figures; raises UnreadableReport and NotBegun.

        Waits as long as it takes; another thread keeps the time by `end_if_late`.
        """
        seconds = request.settings.max_seconds
        self._deadline = time.monotonic() + START_SECONDS
        pages = 0
        reply = self._ask(request)
        if reply is None:
            raise NotBegun(f"exit code {self._process.returncode}")
        started = time.monotonic()
        while isinstance(reply, Paged):
            pages = reply.pages
            self._deadline = started + seconds + reply.extra_seconds
            on_page(pages)
            reply = self._hear()
        self._deadline = None
        if isinstance(reply, Parsed):
            self.peak = reply.peak
            return reply
        raise UnreadableReport(request.source.origin, self._explain(reply, request.settings, pages))

    def end_if_late(self) -> None:
        """Ends the process where its file has taken longer than it may."""
        if self._deadline is not None and time.monotonic() > self._deadline:
            self._is_late = True
            self.end()

    def end(self) -> None:
        """Ends the process and all that it started, whatever it does."""
        self.is_alive = False
        self._process.kill()
        self._process.wait()

    def close(self) -> None:
        """Ends the process and lets go of its pipes; nobody may be waiting for it."""
        self.end()
        for pipe in (self._process.requests, self._process.replies):
            # What was not sent to a process that died is of no use to anyone.
            with suppress(OSError):
                pipe.close()

    def _ask(self, request: Request) -> Reply | None:
        try:
            pickle.dump(request, self._process.requests, protocol=pickle.HIGHEST_PROTOCOL)
            self._process.requests.flush()
        except OSError:
            self.end()
            return None
        return self._hear()

    def _hear(self) -> Reply | None:
        try:
            reply: Reply = pickle.load(self._process.replies)
        except (EOFError, pickle.UnpicklingError, OSError):
            self.end()
            return None
        return reply

    def _explain(self, reply: Refused | None, settings: Settings, pages: int) -> str:
        if isinstance(reply, Refused):
            return reply.cause
        where = f" after page {pages}" if pages else ""
        memory = settings.max_memory_megabytes
        if self._process.returncode == OVER_MEMORY:
            return (
                f"reading it needs more than the {memory:,} MB of memory allowed{where}; "
                "split it or raise ASSISTANT_MAX_MEMORY_MEGABYTES"
            )
        if self._is_late:
            return (
                f"reading it takes longer than the {settings.max_seconds:g} seconds allowed"
                f"{where}; split it or raise ASSISTANT_MAX_SECONDS"
            )
        return (
            f"reading it crashed{where}: it is damaged, or needs more than the {memory:,} MB of "
            "memory allowed; open it in its program, save it again and add that"
        )
