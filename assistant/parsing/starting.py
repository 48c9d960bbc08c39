"""Starts processes that read, and ends them. Knows nothing of what they read.

On Linux they are forked from one that has loaded what reading takes (`template`); elsewhere forking
is not safe, or not there, and each loads for itself.
"""

from __future__ import annotations

import atexit
import os
import signal
import socket
import subprocess
import sys
import threading
from contextlib import suppress
from pathlib import Path
from typing import IO, Protocol

from assistant.parsing.messages import ANSWER, AWAIT, FORK, ORDER

FORKS = sys.platform == "linux"
START_SECONDS = 60.0
"""How long starting may take before the time of a file begins, on a busy machine too."""

# The module search path is the parent's, so that the same code is read wherever it lies; the folder
# it happens to run in is not on it (-P), since that may be the folder of the reports.
_COMMAND = "import sys; sys.path[:] = sys.argv[1:]; from assistant.parsing.{} import main; main()"
# A thread a core, each with buffers of its own, would come to more memory than a file may take.
_ONE_THREAD = {"OMP_NUM_THREADS": "1", "OMP_THREAD_LIMIT": "1", "OPENBLAS_NUM_THREADS": "1"}
_APART_ON_WINDOWS = getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0)


class NotBegun(Exception):
    """The process ended before it began to read, through no fault of the file's."""


class Process(Protocol):
    """A process that reads, and the pipes to it."""

    requests: IO[bytes]
    replies: IO[bytes]

    @property
    def returncode(self) -> int | None: ...

    def kill(self) -> None:
        """Ends it and all that it started; nothing happens where it was waited for."""
        ...

    def wait(self) -> None:
        """Waits until it has ended, and notes its exit code."""
        ...


def start() -> Process:
    """Starts a process that reads; raises NotBegun, and OSError where the system has no more."""
    if not FORKS:
        return _Loading()
    try:
        return _templates.get().fork()
    except NotBegun:
        # The template may have been ended a moment ago; the next is a new one.
        return _templates.get().fork()


class _Loading:
    """A process that loads what it needs."""

    def __init__(self) -> None:
        self._process = _run("worker", stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self.requests: IO[bytes] = self._process.stdin
        self.replies: IO[bytes] = self._process.stdout

    @property
    def returncode(self) -> int | None:
        return self._process.returncode

    def kill(self) -> None:
        # Once waited for, its number may be another's.
        if self._process.returncode is None:
            if sys.platform == "win32":
                self._process.kill()
            else:
                with suppress(ProcessLookupError):
                    os.killpg(self._process.pid, signal.SIGKILL)

    def wait(self) -> None:
        self._process.wait()


class _Forked:
    """A process that was forked; the one it was forked from waits for it."""

    def __init__(self, number: int, requests: int, replies: int, template: _Template) -> None:
        self.requests: IO[bytes] = os.fdopen(requests, "wb")
        self.replies: IO[bytes] = os.fdopen(replies, "rb")
        self.returncode: int | None = None
        self._number = number
        self._template = template
        self._lock = threading.Lock()

    def kill(self) -> None:
        with self._lock, suppress(ProcessLookupError):
            # Where the template has ended, it ends with its pipes, and its number may be another's.
            if self.returncode is None and self._template.is_there():
                os.killpg(self._number, signal.SIGKILL)

    def wait(self) -> None:
        with self._lock:
            if self.returncode is None:
                self.returncode = self._template.wait_for(self._number)


class _Template:
    """Our side of the process that is forked; of no more use once that has ended."""

    def __init__(self) -> None:
        ours, theirs = socket.socketpair()
        with theirs:
            self._process = _run("template", stdin=theirs.fileno(), stdout=subprocess.DEVNULL)
        ours.settimeout(START_SECONDS)
        self._line = ours
        self._lock = threading.Lock()
        self._owner = os.getpid()

    def is_there(self) -> bool:
        # After a fork it is the parent's.
        return self._owner == os.getpid() and self._process.poll() is None

    def fork(self) -> _Forked:
        """Returns a new process; raises NotBegun where the template has ended."""
        theirs, requests = os.pipe()
        replies, answers = os.pipe()
        try:
            number = self._order(FORK, 0, [theirs, answers])
        except OSError as error:
            os.close(requests)
            os.close(replies)
            # One that ended by itself has an exit code of its own.
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(1)
            self.close()
            raise NotBegun(f"exit code {self._process.returncode}") from error
        finally:
            os.close(theirs)
            os.close(answers)
        return _Forked(number, requests, replies, self)

    def wait_for(self, number: int) -> int:
        """Returns the exit code of a process that was forked; 1 where nobody knows it."""
        try:
            return self._order(AWAIT, number, [])
        except OSError:
            return 1

    def close(self) -> None:
        """Ends the template, not what was forked from it."""
        if self._owner == os.getpid():
            self._line.close()
            self._process.kill()
            self._process.wait()

    def _order(self, action: bytes, number: int, ends: list[int]) -> int:
        with self._lock:
            socket.send_fds(self._line, [ORDER.pack(action, number)], ends)
            answer = self._line.recv(ANSWER.size, socket.MSG_WAITALL)
        if len(answer) < ANSWER.size:
            raise ConnectionError
        return int(ANSWER.unpack(answer)[0])


class _Templates:
    """The template of this process, started on first use and again where it has ended."""

    def __init__(self) -> None:
        self._template: _Template | None = None
        self._lock = threading.Lock()
        atexit.register(self.close)

    def get(self) -> _Template:
        with self._lock:
            if self._template is None or not self._template.is_there():
                self.close()
                self._template = _Template()
            return self._template

    def close(self) -> None:
        if self._template is not None:
            self._template.close()
            self._template = None


def _run(module: str, *, stdin: int, stdout: int) -> subprocess.Popen[bytes]:
    """Runs a module of this package in a Python of its own."""
    paths = [path or str(Path.cwd()) for path in sys.path]
    return subprocess.Popen(
        [sys.executable, "-P", "-c", _COMMAND.format(module), *paths],
        stdin=stdin,
        stdout=stdout,
        stderr=subprocess.DEVNULL,
        env=os.environ | _ONE_THREAD,
        # A session of its own: Ctrl-C comes to us alone, and its family can be ended whole.
        start_new_session=True,
        creationflags=_APART_ON_WINDOWS,
    )


_templates = _Templates()
