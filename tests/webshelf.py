"""A small library behind the web application, for the tests over HTTP and in a browser.

One of its reports does its best to break out of the page.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from assistant import Library
from assistant.web.serving import running

CORPUS = Path(__file__).parent.parent / "corpus"
SHIPPED = ("cambodia-counter-trafficking-2022.md", "trafficking-meeting-press-report.html")

PAYLOAD = "<img src=x onerror=window.hacked=1>"
HOSTILE_TITLE = f'Wells <script>window.hacked=1</script> {PAYLOAD} "onfocus="window.hacked=1'
HOSTILE = f"""# {HOSTILE_TITLE}

The fund drilled 77 boreholes {PAYLOAD} in the hills, says [a link](javascript:window.hacked=1).

| Hill {PAYLOAD} | Boreholes ${{window.hacked=1}} |
| --- | --- |
| North </td></table><script>window.hacked=1</script> | 31 |
| South {{{{value}}}} ![seen](http://198.51.100.7/seen.png) | 46 |
"""
HOSTILE_NAME = f"{PAYLOAD}.md"


def write_hostile(folder: Path) -> Path:
    """Writes the hostile report under its hostile name."""
    path = folder / HOSTILE_NAME
    path.write_text(HOSTILE, encoding="utf-8")
    return path


@contextmanager
def served(folder: Path) -> Iterator[tuple[Library, str]]:
    """Opens a library of three reports and serves it; yields it and the address."""
    shelf = folder / "shelf"
    shelf.mkdir()
    for name in (*SHIPPED, "manifest.json"):
        shutil.copy(CORPUS / name, shelf)
    write_hostile(shelf)
    with Library.open(folder / "web.library") as library:
        library.add(shelf)
        library.ask("How many victims were rescued?")
        with running(library, host="127.0.0.1", port=0) as url:
            yield library, url
