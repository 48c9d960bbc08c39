"""The verbs that fill the shelf and empty it: add, remove. Knows nothing of questions."""

from __future__ import annotations

from typing import Annotated

import typer

from assistant.cli import printing
from assistant.cli.options import (
    AsJson,
    LibraryFolder,
    open_filled_library,
    open_library,
    settings_for,
    start_reader,
)


def register(app: typer.Typer) -> None:
    """Adds these verbs to the command line."""
    app.command()(add)
    app.command()(remove)


def add(
    origins: Annotated[
        list[str], typer.Argument(metavar="PATH", help="Files, folders and web addresses.")
    ],
    library: LibraryFolder = None,
    as_json: AsJson = False,
) -> None:
    """Read reports into the library.

    What is already there is left alone; a changed file takes the place of its earlier version,
    which is kept and no longer answered from. After Ctrl-C the same command goes on where it
    stopped.

    Of a web address (https:// or http://) the one page or file there is fetched, nothing it names.

    Example: assistant add annual-report.pdf statistics/ https://example.org/report.html
    """
    settings = settings_for(library)
    start_reader()
    with open_library(settings) as opened:
        try:
            added = opened.add(origins, on_progress=printing.ProgressNotes().show)
        except KeyboardInterrupt:
            printing.end_notes()
            printing.note(printing.stopped_text(len(opened.reports()), settings.library))
            raise
    printing.end_notes()
    if as_json:
        printing.show_json(added.to_dict())
    else:
        printing.show(printing.added_text(added))
    if added.failed:
        raise typer.Exit(3)
    if not (added.added or added.updated or added.unchanged):
        raise typer.Exit(1)


def remove(
    report_id: Annotated[
        str, typer.Argument(metavar="ID", help="The report's id, as `assistant reports` lists it.")
    ],
    library: LibraryFolder = None,
    as_json: AsJson = False,
) -> None:
    """Take a report out of the library with its earlier versions, or one of these alone.

    The file itself stays where it is. No earlier version becomes current.

    Example: assistant remove 53aa51172d142c89
    """
    settings = settings_for(library)
    with open_filled_library(settings) as opened:
        removed = opened.remove(opened.find_id(report_id))
    if as_json:
        printing.show_json({"removed": list(removed)})
    else:
        earlier = [f" and its earlier version {old}" for old in removed[1:]]
        printing.show(f"Removed {report_id}{','.join(earlier)}")
