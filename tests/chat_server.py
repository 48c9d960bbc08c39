"""A chat server in the OpenAI manner on loopback that replies what a test tells it to."""

from __future__ import annotations

import json
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class Script:
    """What the server replies next, and the requests it got.

    ``words`` are the reply's, or made from the passages of the request; ``status``, ``body`` and
    ``pause`` (seconds) are for servers that are broken or slow. ``faults`` are the server's own.
    """

    url: str
    words: str | Callable[[str], str] = ""
    status: int = 200
    body: bytes | None = None
    pause: float = 0.0
    requests: list[dict[str, Any]] = field(default_factory=list)
    faults: list[BaseException | None] = field(default_factory=list)

    def reply(self, request: dict[str, Any]) -> bytes:
        self.requests.append(request)
        time.sleep(self.pause)
        if self.body is not None:
            return self.body
        asked = request["messages"][-1]["content"]
        words = self.words if isinstance(self.words, str) else self.words(asked)
        message = {"role": "assistant", "content": words}
        choice = {"index": 0, "message": message, "finish_reason": "stop"}
        made = {"id": "1", "object": "chat.completion", "created": 0, "model": "scripted"}
        return json.dumps({**made, "choices": [choice]}).encode()


@contextmanager
def serve() -> Iterator[Script]:
    """Runs the server for the time of a test."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers["Content-Length"])
            data = script.reply(json.loads(self.rfile.read(length)))
            self.send_response(script.status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, format: str, *args: object) -> None:
            pass

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, request: object, client_address: object) -> None:
            fault = sys.exc_info()[1]
            # A client that hangs up on a slow reply is what a test is about.
            if not isinstance(fault, ConnectionError):
                script.faults.append(fault)

    server = Server(("127.0.0.1", 0), Handler)
    script = Script(f"http://127.0.0.1:{server.server_port}/v1")
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield script
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
