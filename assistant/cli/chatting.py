"""The verb that opens the web application: chat. Knows nothing of its pages."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.cli import printing
from assistant.cli.options import LibraryFolder, open_library, settings_for
from assistant.errors import WrongUse

if TYPE_CHECKING:
    from assistant.assistant import Library

SAMPLES = Path(__file__).resolve().parents[2] / "corpus"


def register(app: typer.Typer) -> None:
    """Adds this verb to the command line."""
    app.command()(chat)


def chat(
    host: Annotated[
        str, typer.Option(help="The address to serve; the default is this machine only.")
    ] = "127.0.0.1",
    port: Annotated[
        int, typer.Option(min=0, max=65535, help="The port; 0 takes a free one.")
    ] = 7860,
    no_browser: Annotated[
        bool, typer.Option("--no-browser", help="Do not open a browser window.")
    ] = False,
    sample: Annotated[
        bool,
        typer.Option(
            "--sample", help="Add the sample reports of the checkout to an empty library."
        ),
    ] = False,
    library: LibraryFolder = None,
) -> None:
    """Open the web application; Ctrl-C ends it.

    Example: assistant chat --port 7861
    """
    from assistant import web

    with open_library(settings_for(library)) as opened:
        if sample and not opened.reports():
            _add_samples(opened)
        web.serve(opened, host=host, port=port, open_browser=not no_browser)


def _add_samples(library: Library) -> None:
    if not SAMPLES.is_dir():
        raise WrongUse(
            "The sample reports come with the source, not with an installed package. "
            "Add your own: `assistant add FOLDER`."
        )
    printing.note("Adding the sample reports")
    library.add([str(SAMPLES)], on_progress=printing.ProgressNotes().show)
    printing.end_notes()
