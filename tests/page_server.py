"""A web server on loopback that answers each path as a test tells it to, and keeps what was asked.

It is let through the guard by its exact address and port, which only a test can name.
"""

from __future__ import annotations

import socket
import ssl
import subprocess
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import BinaryIO


@dataclass
class Reply:
    """One answer; ``pour`` writes a body of its own instead of ``body`` (slow, endless)."""

    body: bytes = b""
    kind: str | None = "text/html; charset=utf-8"
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    pour: Callable[[BinaryIO], None] | None = None


@dataclass
class Site:
    """The server: where it is, what it replies by path, and each request's path and headers."""

    host: str
    port: int
    scheme: str = "http"
    replies: dict[str, Reply] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def url(self, path: str = "/", *, host: str | None = None) -> str:
        return f"{self.scheme}://{host or self.host}:{self.port}{path}"

    @property
    def allowed(self) -> frozenset[tuple[str, int]]:
        return frozenset({(self.host, self.port)})


class _Handler(BaseHTTPRequestHandler):
    site: Site

    def do_GET(self) -> None:
        self.site.asked.append((self.path, dict(self.headers)))
        reply = self.site.replies.get(self.path, Reply(b"nothing here", status=404))
        self.send_response(reply.status)
        if reply.kind is not None:
            self.send_header("Content-Type", reply.kind)
        for name, value in reply.headers.items():
            self.send_header(name, value)
        if reply.pour is None and "Content-Length" not in reply.headers:
            self.send_header("Content-Length", str(len(reply.body)))
        self.end_headers()
        try:
            if reply.pour is None:
                self.wfile.write(reply.body)
            else:
                reply.pour(self.wfile)
        except (ConnectionError, ssl.SSLError):
            pass  # The client hanging up is what a test is about.

    def log_message(self, format: str, *args: object) -> None:
        pass


@contextmanager
def serving(*, secured: ssl.SSLContext | None = None) -> Iterator[Site]:
    """Runs a site for the time of a test."""

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, request: object, client_address: object) -> None:
            pass  # A handshake that the client gives up.

    handler = type("Handler", (_Handler,), {})
    server = Server(("127.0.0.1", 0), handler)
    if secured is not None:
        server.socket = secured.wrap_socket(
            server.socket, server_side=True, do_handshake_on_connect=False
        )
    site = Site("127.0.0.1", server.server_port, "https" if secured else "http")
    handler.site = site  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def make_certificate(folder: Path, name: str) -> tuple[Path, Path]:
    """Returns a certificate for a host name, signed by itself, and its key."""
    certificate, key = folder / "certificate.pem", folder / "key.pem"
    command = "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -batch".split()
    named = ["-subj", f"/CN={name}", "-addext", f"subjectAltName=DNS:{name}"]
    files = ["-keyout", str(key), "-out", str(certificate)]
    subprocess.run([*command, *named, *files], check=True, capture_output=True)
    return certificate, key


def answer_with(addresses: Mapping[str, list[str]]) -> Callable[..., list[tuple[object, ...]]]:
    """Returns a `socket.getaddrinfo` that knows these names; numbers are looked up as ever."""
    real = socket.getaddrinfo

    def look_up(host: str, port: int, *rest: object, **named: object) -> list[tuple[object, ...]]:
        if host not in addresses:
            return [*real(host, port, *rest, **named)]  # type: ignore[arg-type]
        if not addresses[host]:
            raise socket.gaierror(socket.EAI_NONAME, "unknown")
        return [
            (
                socket.AF_INET6 if ":" in address else socket.AF_INET,
                socket.SOCK_STREAM,
                6,
                "",
                (address, port, 0, 0) if ":" in address else (address, port),
            )
            for address in addresses[host]
        ]

    return look_up
