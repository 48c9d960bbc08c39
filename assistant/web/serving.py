"""Serves the application on an address and stops it again. Knows nothing of its tabs."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any

import gradio as gr
from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.assistant import Library
from assistant.errors import WrongUse
from assistant.web.app import build_app
from assistant.web.assets import STYLE
from assistant.web.page_pictures import PagePictures

_LOOPBACK = ("127.0.0.1", "localhost", "::1")

# Gradio's own pages need inline and evaluated script; nothing needs another machine.
_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; "
        "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; "
        "connect-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; "
        "frame-ancestors 'none'"
    ),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


@contextmanager
def running(library: Library, *, host: str, port: int, open_browser: bool = False) -> Iterator[str]:
    """Serves while the context lasts; yields the address, "http://127.0.0.1:7860".

    ``port`` 0 takes a free one. Raises WrongUse where the address cannot be served.
    """
    port = _free_port(host, port)
    blocks = build_app(library)
    warming = threading.Thread(target=library.warm_up, name="warm-up")
    warming.start()
    try:
        _, url, _ = blocks.launch(
            server_name=host,
            server_port=port,
            inbrowser=open_browser,
            prevent_thread_lock=True,
            **_launching(library, host),
        )
        yield url.rstrip("/")
    finally:
        blocks.close(verbose=False)
        warming.join()


def wait() -> None:
    """Returns never; Ctrl-C raises KeyboardInterrupt out of it."""
    threading.Event().wait()


def make_theme() -> gr.themes.Base:
    """Returns the theme: the system's own fonts, quiet colours, nothing fetched."""
    sans = ("system-ui", "-apple-system", "Segoe UI", "Roboto", "Helvetica Neue", "sans-serif")
    mono = ("ui-monospace", "SFMono-Regular", "Menlo", "Consolas", "monospace")
    return gr.themes.Base(
        primary_hue="teal", secondary_hue="teal", neutral_hue="stone", font=sans, font_mono=mono
    )


def _launching(library: Library, host: str) -> dict[str, Any]:
    middleware = [Middleware(_SafeHeaders)]
    if host in _LOOPBACK:
        # A page elsewhere that points its own name at this machine must not read the library.
        middleware.append(
            Middleware(TrustedHostMiddleware, allowed_hosts=["127.0.0.1", "localhost", "[::1]"])
        )
    middleware.append(Middleware(PagePictures, library=library))
    return {
        "quiet": True,
        "share": False,
        "footer_links": [],
        "run_history": False,
        "ssr_mode": False,
        "pwa": False,
        "mcp_server": False,
        "enable_monitoring": False,
        "max_file_size": f"{library.settings.max_megabytes}mb",
        "theme": make_theme(),
        "css_paths": STYLE,
        "app_kwargs": {"middleware": middleware},
    }


def _free_port(host: str, port: int) -> int:
    """Returns the port, or a free one for 0, after trying it; Gradio's own error is a traceback."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        with closing(socket.socket(family, socket.SOCK_STREAM)) as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            trial.bind((host, port))
            return int(trial.getsockname()[1])
    except OSError as error:
        raise WrongUse(
            f"Cannot serve on {host}, port {port}: {error.strerror}. "
            "Choose another: `assistant chat --port 7861`."
        ) from error


class _SafeHeaders:
    """Adds to each response what keeps the page from reaching any other machine."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(_HEADERS)
            await send(message)

        await self._app(scope, receive, send_with_headers)
