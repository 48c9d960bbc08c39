"""The verb that keeps folders read: watch. Knows nothing of how changes are found."""

from __future__ import annotations

import json
import signal
import time
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.cli import printing
from assistant.cli.options import AsJson, LibraryFolder, settings_for

if TYPE_CHECKING:
    from assistant.assistant import Library
    from assistant.settings import Settings
    from assistant.watching import Event

_WORDS = {"added": "Added", "updated": "Updated", "gone": "Gone"}


def register(app: typer.Typer) -> None:
    """Adds this verb to the command line."""
    app.command()(watch)


def watch(
    folders: Annotated[list[str], typer.Argument(metavar="FOLDER", help="Folders of reports.")],
    every: Annotated[
        float, typer.Option(min=0.1, metavar="SECONDS", help="How long between two looks.")
    ] = 2.0,
    library: LibraryFolder = None,
    as_json: AsJson = False,
) -> None:
    """Keep folders read: add what is new or changed as it comes; Ctrl-C ends it.

    A file is added once it has stopped growing from one look to the next. Reports whose files are
    gone are named, and stay. The library is held only while something is added, so that it can be
    asked between; while another program holds it, this one waits.

    Example: assistant watch inbox/ --library reports.library
    """
    from assistant.watching import Event, Happening, Watcher

    settings = settings_for(library)

    def tell(event: Event) -> None:
        if as_json:
            printing.show(json.dumps(event.to_dict(), ensure_ascii=False))
        else:
            printing.show(event_text(event))

    watcher = Watcher(_opener(settings), Path(settings.library), folders, tell)
    # A service is ended by SIGTERM, and should let the library go as Ctrl-C does.
    signal.signal(signal.SIGTERM, _interrupt)
    count = f"{len(folders)} folders" if len(folders) > 1 else folders[0]
    tell(Event(Happening.WATCHING, note=f"{count}, every {every:g} s; Ctrl-C ends it"))
    try:
        while True:
            watcher.look()
            time.sleep(every)
    except KeyboardInterrupt:
        tell(Event(Happening.STOPPED, note="what was added stays"))


def event_text(event: Event) -> str:
    """Returns an event as one line."""
    summary = event.summary
    if summary is None:
        told = ": ".join(part for part in (event.origin, event.note) if part)
        word = "Not read" if event.happening.value == "failed" else event.happening.capitalize()
        return printing.one_line(f"{word}: {told}")
    report = summary.report
    line = f"{_WORDS[event.happening.value]} {report.id}  {report.title}: {report.origin}"
    if event.happening.value == "gone":
        return printing.one_line(f"{line}; `assistant remove {report.id}` takes it out")
    notes = f"; {len(report.warnings)} notes" if report.warnings else ""
    return printing.one_line(f"{line}, {summary.figures} figures{notes}")


def _opener(settings: Settings) -> Callable[[], Library]:
    """Returns what opens the library each time with the embedding model loaded once."""
    from assistant.assistant import Library
    from assistant.embedding import load_embedder

    embedder = load_embedder(settings.embedding)
    return lambda: Library.open(settings.library, settings=settings, embedder=embedder)


def _interrupt(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt
