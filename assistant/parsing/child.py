"""Starts a process that reads, asks it, and ends it. Knows nothing of how a file is read."""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import IO

from assistant.errors import AssistantError, UnreadableReport
from assistant.parsing.limits import OVER_MEMORY
from assistant.parsing.messages import Paged, Parsed, Refused, Reply, Request
from assistant.settings import Settings

# The module search path is the parent's, so that the same code is read wherever it lies; the folder
# it happens to run in is not on it (-P), since that may be the folder of the reports.
_COMMAND = (
    "import sys; sys.path[:] = sys.argv[1:]; from assistant.parsing.worker import main; main()"
)
# How long starting may take before the time of a file begins, on a busy machine too.
_START_SECONDS = 60.0
# A thread a core, each with buffers of its own, would come to more memory than a file may take.
_ONE_THREAD = {"OMP_NUM_THREADS": "1", "OMP_THREAD_LIMIT": "1", "OPENBLAS_NUM_THREADS": "1"}
_APART_ON_WINDOWS = getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0)


class Child:
    """One process that reads, and the file it has in hand."""

    def __init__(self) -> None:
        paths = [path or str(Path.cwd()) for path in sys.path]
        try:
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-c", _COMMAND, *paths],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=os.environ | _ONE_THREAD,
                # A session of its own: Ctrl-C comes to us alone, and its family can be ended whole.
                start_new_session=True,
                creationflags=_APART_ON_WINDOWS,
            )
        except OSError as error:
            raise AssistantError(
                f"No process to read files in could be started: {error.strerror}. "
                "Close other programs and try again."
            ) from error
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._requests: IO[bytes] = self._process.stdin
        self._replies: IO[bytes] = self._process.stdout
        self.owner = os.getpid()
        self.peak = 0
        self.is_alive = True
        self._deadline: float | None = None
        self._is_late = False

    def read(self, request: Request, on_page: Callable[[int], None]) -> Parsed:
        """Returns the report in a file and its figures; raises UnreadableReport.

        Waits as long as it takes; another thread keeps the time by `end_if_late`.
        """
        seconds = request.settings.max_seconds
        self._deadline = time.monotonic() + _START_SECONDS
        pages = 0
        reply = self._ask(request)
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
        # Once waited for, its number may be another's.
        if self._process.returncode is None:
            if sys.platform == "win32":
                self._process.kill()
            else:
                with suppress(ProcessLookupError):
                    os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()

    def close(self) -> None:
        """Ends the process and lets go of its pipes; nobody may be waiting for it."""
        self.end()
        for pipe in (self._requests, self._replies):
            # What was not sent to a process that died is of no use to anyone.
            with suppress(OSError):
                pipe.close()

    def _ask(self, request: Request) -> Reply | None:
        try:
            pickle.dump(request, self._requests, protocol=pickle.HIGHEST_PROTOCOL)
            self._requests.flush()
        except OSError:
            self.end()
            return None
        return self._hear()

    def _hear(self) -> Reply | None:
        try:
            reply: Reply = pickle.load(self._replies)
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
