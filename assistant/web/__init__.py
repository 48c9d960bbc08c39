"""The web application: the library in a browser. Knows nothing of how answers are made."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import gradio

    from assistant.assistant import Library

__all__ = ["build", "serve"]

# Gradio reads this when it is imported, and this is its only door: no usage reports, no look-ups.
os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"


def build(library: Library) -> gradio.Blocks:
    """Returns the application over an open library, not yet served."""
    from assistant.web.app import build_app

    return build_app(library)


def serve(
    library: Library,
    *,
    host: str = "127.0.0.1",
    port: int = 7860,
    open_browser: bool = True,
    on_ready: Callable[[str], None] | None = None,
) -> None:
    """Serves the application until Ctrl-C, which is raised again once the server has stopped.

    ``port`` 0 takes a free one. ``on_ready`` is told the address once it answers; by default it is
    written to stderr. Raises WrongUse where the address cannot be served.
    """
    from assistant.web.serving import running, wait

    with running(library, host=host, port=port, open_browser=open_browser) as url:
        (on_ready or _announce)(url)
        wait()


def _announce(url: str) -> None:
    sys.stderr.write(f"Report Assistant is at {url} (Ctrl-C ends it)\n")
    sys.stderr.flush()
