"""Keeps a process that reads within its memory and time. Knows nothing of what it reads.

Linux refuses memory beyond the limit at once; there and on macOS a thread also watches what is in
use and ends the process. On Windows memory is not limited. The time is kept by the parent; where
there is an alarm clock (not on Windows) it also ends a process whose parent died.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from pathlib import Path

OVER_MEMORY = 71
"""The exit code of a process that ended itself for want of memory."""

_LOOK_SECONDS = 0.1
# The alarm is later than the parent, who tells the user.
_GRACE_SECONDS = 15.0


def limit_memory(megabytes: int) -> None:
    """Sets how much memory this process may have from now on."""
    if sys.platform != "linux":
        return
    import resource

    hard = resource.getrlimit(resource.RLIMIT_DATA)[1]
    wanted = megabytes << 20
    if hard != resource.RLIM_INFINITY:
        wanted = min(wanted, hard)
    resource.setrlimit(resource.RLIMIT_DATA, (wanted, hard))


def find_peak() -> int:
    """Returns the most memory this process has had, in bytes; 0 where the system does not tell."""
    if sys.platform == "linux":
        # The usage that `resource` tells begins with that of the process which started this one.
        with Path("/proc/self/status").open(encoding="ascii", errors="replace") as lines:
            return next(
                (int(line.split()[1]) << 10 for line in lines if line.startswith("VmHWM:")), 0
            )
    if sys.platform == "win32":
        return 0
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


class MemoryWatch:
    """Ends this process when it has had more memory than it may; made once, set for each file."""

    def __init__(self) -> None:
        self._most = 0
        self._is_set = threading.Event()
        threading.Thread(target=self._look, daemon=True).start()

    def set(self, megabytes: int) -> None:
        self._most = megabytes << 20
        self._is_set.set()

    def rest(self) -> None:
        """Looks no more until it is set again."""
        self._is_set.clear()

    def _look(self) -> None:
        while self._is_set.wait():
            if find_peak() > self._most:
                os._exit(OVER_MEMORY)
            time.sleep(_LOOK_SECONDS)


def set_alarm(seconds: float) -> None:
    """Lets the system end this process in so long, whatever it does; 0 takes the alarm back."""
    if sys.platform != "win32":
        signal.setitimer(signal.ITIMER_REAL, seconds + _GRACE_SECONDS if seconds else 0.0)


def end_with_family() -> None:
    """Ends this process at once, and those it started."""
    # The group is ours alone only where this process leads it.
    if sys.platform != "win32" and os.getpgrp() == os.getpid():
        os.killpg(0, signal.SIGKILL)
    os._exit(0)


def refuse_network() -> None:
    """Lets this process reach nothing by Python's sockets: no reader asks for what is outside its
    file, and should a library do so, it gets nowhere."""
    sys.addaudithook(_refuse_network)


def _refuse_network(event: str, arguments: tuple[object, ...]) -> None:
    if event in ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto"):
        raise PermissionError("a file that is read may not reach the network")
