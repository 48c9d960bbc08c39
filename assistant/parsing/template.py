"""A process that has loaded what reading takes and forks itself for each reader. Reads nothing.

Loading takes some hundred times as long as forking, and what is loaded is then in memory once. It
starts no thread and opens no file, so that a fork finds all at rest. It ends as soon as the process
that started it is gone, and keeps the exit code of each reader until it is asked for: until then
its number is nobody else's.
"""

from __future__ import annotations

import gc
import os
import signal
import socket
import sys
from contextlib import suppress
from typing import NoReturn

from assistant.parsing import worker
from assistant.parsing.messages import ANSWER, FORK, ORDER


def main() -> None:
    """Serves orders from the socket that is its standard input until it ends."""
    # Ctrl-C is the parent's to act on.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # What is never looked at is never copied.
    gc.collect()
    gc.freeze()
    with socket.socket(fileno=sys.stdin.fileno()) as line:
        while True:
            order, ends, _, _ = socket.recv_fds(line, ORDER.size, 2)
            if len(order) < ORDER.size:
                os._exit(0)
            action, number = ORDER.unpack(order)
            if action == FORK:
                answer = _fork(line, ends)
            else:
                answer = os.waitstatus_to_exitcode(os.waitpid(number, 0)[1])
            line.sendall(ANSWER.pack(answer))


def _fork(line: socket.socket, ends: list[int]) -> int:
    """Returns the number of a new reader, the first of its family, with pipes of its own."""
    number = os.fork()
    if not number:
        _become(line, ends)
    # Both do it: whoever comes first.
    with suppress(OSError):
        os.setpgid(number, number)
    for end in ends:
        os.close(end)
    return number


def _become(line: socket.socket, ends: list[int]) -> NoReturn:
    """Reads, in a process just forked."""
    try:
        os.setpgid(0, 0)
        for end, standard in zip(ends, (sys.stdin.fileno(), sys.stdout.fileno()), strict=True):
            os.dup2(end, standard)
            os.close(end)
        line.detach()
        worker.main()
    finally:
        os._exit(1)
