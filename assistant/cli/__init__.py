"""The command line: a thin coat over the library. Knows nothing of how answers are made.

Results go to stdout, progress and errors to stderr. Exit codes: 0 done, 1 nothing found or a check
failed, 2 wrong use, 3 some inputs could not be read, 130 stopped by Ctrl-C.
"""

from __future__ import annotations

import os
import sys

import typer

from assistant.cli import asking, chatting, checking, figures, measuring, reports, shelf
from assistant.errors import (
    AssistantError,
    LibraryEmpty,
    LibraryError,
    UnreadableReport,
    WrongUse,
)

app = typer.Typer(
    name="assistant",
    help="Ask a shelf of reports; get figures you can print, each with its exact place.",
    epilog='Start with: assistant add FOLDER, then assistant ask "How many …?"',
    no_args_is_help=True,
    add_completion=False,
    # Rich costs more than the whole of --help may take, and a pipe wants plain text.
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
for verbs in (shelf, reports, asking, figures, checking, chatting, measuring):
    verbs.register(app)

_EXIT_CODES = (
    (WrongUse, 2),
    (LibraryEmpty, 1),
    (LibraryError, 3),
    (UnreadableReport, 3),
    (AssistantError, 1),
)


def main() -> None:
    """Runs the command line and leaves with its exit code; an error of ours is one line."""
    # A pipe or file may have another encoding than the reports' own characters need.
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        app()
    except AssistantError as error:
        typer.echo(f"Error: {' '.join(str(error).split())}", err=True)
        sys.exit(next(code for kind, code in _EXIT_CODES if isinstance(error, kind)))
    except KeyboardInterrupt:
        sys.exit(130)
    except BrokenPipeError:
        # The reader of our output has left (`| head`): nothing more to say, not even at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
