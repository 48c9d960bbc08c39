"""Connects to public servers only, within a time. Knows nothing of pages or reports.

A name is looked up once, every answer is checked, and the connection goes to an address that was
checked; so no second look-up can lead elsewhere. Name, Host header and certificate stay the
address's own. No proxy is used: it would look the name up itself.
"""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterable
from contextlib import suppress
from ipaddress import ip_address
from typing import Any

import httpcore2

from assistant.errors import UnreadableReport
from assistant.loading.public import is_public

CONNECT_SECONDS = 10.0
_ADDRESSES_TRIED = 4
_PORTS = (80, 443)
_NOT_PUBLIC = (
    "the address does not lead to a public web server, and only those are read; "
    "save the page and add the file"
)
_OTHER_PORT = "only ports 80 and 443 are read from; save the page and add the file"
_NOT_FOUND = "no such host was found; check the address, and that this machine is online"

Allowed = frozenset[tuple[str, int]]
"""IP addresses with their ports that are read from though they are not public: for tests."""


class TooSlow(Exception):
    """The time for one address is over."""


class TooMuch(Exception):
    """More was sent than is taken."""


class Limits:
    """What is left of the time and of the bytes for one address, all its redirects together."""

    def __init__(self, *, seconds: float, size: int) -> None:
        self._end = time.monotonic() + seconds
        self._bytes_left = size

    def seconds_left(self, at_most: float | None = None) -> float:
        """Returns the seconds that may still be waited; raises TooSlow where there are none."""
        left = self._end - time.monotonic()
        if left <= 0:
            raise TooSlow
        return left if at_most is None else min(left, at_most)

    def count(self, size: int) -> None:
        """Takes bytes off what may still come; raises TooMuch where there are no more."""
        self._bytes_left -= size
        if self._bytes_left < 0:
            raise TooMuch


class PublicBackend(httpcore2.NetworkBackend):
    """Makes the connections; every error of its own names ``origin``, and never what answered."""

    def __init__(self, origin: str, limits: Limits, allowed: Allowed) -> None:
        self._origin = origin
        self._limits = limits
        self._allowed = allowed
        self._plain = httpcore2.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.NetworkStream:
        """Connects to one of the checked addresses of a host; raises UnreadableReport."""
        addresses = self._look_up(host, port)
        for number, address in enumerate(addresses, start=1):
            wait = self._limits.seconds_left(timeout)
            try:
                stream = self._plain.connect_tcp(address, port, timeout=wait)
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout):
                if number == len(addresses):
                    raise
                continue
            self._refuse_near(stream, port)
            return _LimitedStream(stream, self._limits)
        raise UnreadableReport(self._origin, _NOT_FOUND)

    def _look_up(self, host: str, port: int) -> list[str]:
        if port not in _PORTS and port not in {port for _, port in self._allowed}:
            raise UnreadableReport(self._origin, _OTHER_PORT)
        found = _resolve(host, port, self._limits.seconds_left(CONNECT_SECONDS))
        if not found:
            raise UnreadableReport(self._origin, _NOT_FOUND)
        for address in found:
            if (address, port) not in self._allowed:
                self._refuse(address, port)
        return found[:_ADDRESSES_TRIED]

    def _refuse(self, address: str, port: int) -> None:
        if not is_public(address):
            raise UnreadableReport(self._origin, _NOT_PUBLIC)
        if port not in _PORTS:
            raise UnreadableReport(self._origin, _OTHER_PORT)

    def _refuse_near(self, stream: httpcore2.NetworkStream, port: int) -> None:
        """Looks at the connection itself: a machine reaches its own public addresses too."""
        there = str(stream.get_extra_info("server_addr")[0])
        here = str(stream.get_extra_info("client_addr")[0])
        if (there, port) in self._allowed:
            return
        if here == there or not is_public(there):
            stream.close()
            raise UnreadableReport(self._origin, _NOT_PUBLIC)


class _LimitedStream(httpcore2.NetworkStream):
    """A connection on which no wait is longer, and no answer larger, than the limits say."""

    def __init__(self, stream: httpcore2.NetworkStream, limits: Limits) -> None:
        self._stream = stream
        self._limits = limits

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        data = self._stream.read(max_bytes, self._limits.seconds_left(timeout))
        self._limits.count(len(data))
        return data

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._limits.seconds_left(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: Any, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore2.NetworkStream:
        wait = self._limits.seconds_left(timeout)
        secured = self._stream.start_tls(ssl_context, server_hostname, wait)
        return _LimitedStream(secured, self._limits)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


def _resolve(host: str, port: int, seconds: float) -> list[str]:
    """Returns a host's addresses, each once; a look-up has no time limit of its own.

    An address is its own and is asked of nobody. Raises TooSlow.
    """
    with suppress(ValueError):
        return [str(ip_address(host))]
    found: list[str] = []

    def look_up() -> None:
        try:
            answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError):
            return
        found.extend(dict.fromkeys(str(answer[4][0]) for answer in answers))

    thread = threading.Thread(target=look_up, name="look-up", daemon=True)
    thread.start()
    thread.join(seconds)
    if thread.is_alive():
        raise TooSlow
    return found
