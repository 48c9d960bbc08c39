"""Reads one file after another for the process that started it. Knows nothing of other processes.

It ends as soon as the other end of its standard input is gone, in the middle of a file too, and
connects to nothing.
"""

from __future__ import annotations

import os
import pickle
import queue
import signal
import sys
import threading
import time
from typing import BinaryIO

from assistant.errors import UnreadableReport
from assistant.figures import read_report_figures
from assistant.loading import load_report
from assistant.parsing.limits import (
    OVER_MEMORY,
    MemoryWatch,
    end_with_family,
    find_peak,
    limit_memory,
    refuse_network,
    set_alarm,
)
from assistant.parsing.messages import (
    Paged,
    Parsed,
    Refused,
    Reply,
    Request,
)

_TELL_SECONDS = 0.1


def main() -> None:
    """Serves requests from standard input until it ends; replies go to standard output."""
    replies = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    # What a library prints must not stand among the replies.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    # Ctrl-C is the parent's to act on.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    refuse_network()
    requests: queue.SimpleQueue[Request] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(sys.stdin.buffer, requests), daemon=True).start()
    watch = MemoryWatch()
    while True:
        try:
            _serve(requests.get(), replies, watch)
        except MemoryError:
            os._exit(OVER_MEMORY)


def _listen(source: BinaryIO, requests: queue.SimpleQueue[Request]) -> None:
    while True:
        try:
            requests.put(pickle.load(source))
        except (EOFError, pickle.UnpicklingError):
            end_with_family()


def _serve(request: Request, replies: BinaryIO, watch: MemoryWatch) -> None:
    settings = request.settings
    limit_memory(settings.max_memory_megabytes)
    watch.set(settings.max_memory_megabytes)
    _send(_read(request, replies), replies)
    set_alarm(0)
    watch.rest()


def _read(request: Request, replies: BinaryIO) -> Reply:
    steps = _Steps(request.settings.max_seconds, replies)
    steps.tell(Paged(0))
    try:
        report = load_report(request.source, settings=request.settings, on_page=steps.note_page)
        steps.tell(Paged(steps.pages, len(report.text)))
        return Parsed(report, read_report_figures(report), find_peak())
    except UnreadableReport as error:
        return Refused(error.cause)
    except MemoryError:
        # Saying so might need more than is left.
        raise
    except Exception as error:  # noqa: BLE001 - libraries raise anything over a broken file
        where = f" after page {steps.pages}" if steps.pages else ""
        return Refused(
            f"it is built in a way that cannot be read{where} ({type(error).__name__}); "
            "open it in its program, save it again and add that"
        )


class _Steps:
    """Tells how far the reading is, and lets each step add to the time."""

    def __init__(self, seconds: float, replies: BinaryIO) -> None:
        self.pages = 0
        self._ends = time.monotonic() + seconds
        self._replies = replies
        self._told = 0.0

    def note_page(self, pages: int) -> None:
        """Notes a page; told of now and then."""
        self.pages = pages
        if time.monotonic() - self._told >= _TELL_SECONDS:
            self.tell(Paged(pages))

    def tell(self, step: Paged) -> None:
        """Tells of a step at once."""
        self._told = time.monotonic()
        set_alarm(max(self._ends + step.extra_seconds - self._told, 1.0))
        _send(step, self._replies)


def _send(reply: Reply, replies: BinaryIO) -> None:
    try:
        pickle.dump(reply, replies, protocol=pickle.HIGHEST_PROTOCOL)
        replies.flush()
    except OSError:
        # Nobody listens any more.
        end_with_family()
