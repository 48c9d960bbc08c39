"""The verbs that keep the shelf: add, reports, remove. Knows nothing of questions."""

from __future__ import annotations

from typing import Annotated

import typer

from assistant.cli import printing
from assistant.cli.options import (
    AsJson,
    AsOf,
    LibraryFolder,
    open_filled_library,
    open_library,
    read_date,
    settings_for,
)
from assistant.errors import AssistantError


def register(app: typer.Typer) -> None:
    """Adds these verbs to the command line."""
    app.command()(add)
    app.command()(reports)
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
    which is kept and no longer answered from.

    Of a web address (https:// or http://) the one page or file there is fetched, nothing it names.

    Example: assistant add annual-report.pdf statistics/ https://example.org/report.html
    """
    settings = settings_for(library)
    with open_library(settings) as opened:
        added = opened.add(origins, on_progress=printing.note)
    printing.end_notes()
    if as_json:
        printing.show_json(added.to_dict())
    else:
        printing.show(printing.added_text(added))
    if added.failed:
        raise typer.Exit(3)
    if not (added.added or added.updated or added.unchanged):
        raise typer.Exit(1)


def reports(
    versions: Annotated[
        bool, typer.Option("--versions", help="Also those that newer versions replaced.")
    ] = False,
    as_of: AsOf = None,
    library: LibraryFolder = None,
    as_json: AsJson = False,
) -> None:
    """List the reports in the library.

    Example: assistant reports --versions
    """
    with open_filled_library(settings_for(library)) as opened:
        summaries = opened.reports(as_of=read_date("--as-of", as_of))
        earlier = opened.earlier_versions() if versions else []
    if as_json:
        told = {"reports": [summary.to_dict() for summary in summaries]}
        added = {"earlier": [summary.to_dict() for summary in earlier]} if versions else {}
        printing.show_json({**told, **added})
    elif summaries or earlier:
        printing.show(printing.reports_text([*summaries, *earlier]))
    else:
        printing.show("No reports yet. Add some: `assistant add FOLDER`.")
    if not (summaries or earlier):
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
        listed = (*opened.reports(), *opened.earlier_versions())
        if all(summary.report.id != report_id for summary in listed):
            raise AssistantError(
                f"No report {report_id} in {settings.library}. List them: `assistant reports`."
            )
        removed = opened.remove(report_id)
    if as_json:
        printing.show_json({"removed": list(removed)})
    else:
        earlier = [f" and its earlier version {old}" for old in removed[1:]]
        printing.show(f"Removed {report_id}{','.join(earlier)}")
