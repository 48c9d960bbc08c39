"""Keeps a library to one process at a time. Knows nothing of what a library holds."""

from __future__ import annotations

import os
from pathlib import Path

from filelock import FileLock, Timeout

from assistant.errors import LibraryError, LibraryInUse

LOCK = "lock"
HOLDER = "lock.pid"


class Lock:
    """Holds `folder/lock` from construction to `release`; the operating system frees it on death.

    The holder's process id stands in a file beside it: taking the lock empties the lock file, and
    on Windows a locked file cannot be read.
    """

    def __init__(self, folder: Path) -> None:
        """Takes the lock at once, or raises LibraryInUse (held) or LibraryError (not writable)."""
        self._lock = FileLock(folder / LOCK, thread_local=False)
        try:
            self._lock.acquire(timeout=0)
            (folder / HOLDER).write_text(f"{os.getpid()}\n", encoding="ascii")
        except Timeout as error:
            raise LibraryInUse(
                f"{folder} is open in another process (pid {_holder(folder)}). Close that one, "
                "or choose another folder with --library."
            ) from error
        except OSError as error:
            self._lock.release()
            raise LibraryError(
                f"{folder} cannot be written to ({error.strerror}). Give yourself the right to "
                "write there, or choose another folder with --library."
            ) from error

    def release(self) -> None:
        self._lock.release()


def _holder(folder: Path) -> str:
    try:
        return (folder / HOLDER).read_text(encoding="ascii").strip() or "unknown"
    except OSError:
        return "unknown"
