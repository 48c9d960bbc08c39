"""The verbs for a text of one's own: check and read. Knows nothing of how claims are judged."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from assistant.cli import printing
from assistant.cli.options import (
    AsJson,
    AsOf,
    LibraryFolder,
    open_filled_library,
    read_date,
    settings_for,
)
from assistant.errors import UnreadableReport
from assistant.records import Filters, Verdict
from assistant.settings import Settings

_PLAIN = {"", ".txt", ".text", ".md", ".markdown"}
_GOOD = {Verdict.SUPPORTED, Verdict.APPROXIMATE}

TextFile = Annotated[str, typer.Argument(metavar="FILE|-", help="A file, or - for stdin.")]


def register(app: typer.Typer) -> None:
    """Adds these verbs to the command line."""
    app.command()(check)
    app.command()(read)


def check(
    file: TextFile,
    as_of: AsOf = None,
    library: LibraryFolder = None,
    as_json: AsJson = False,
) -> None:
    """Check each figure of a text against the library.

    Leaves with 1 unless every statement is supported or fairly rounded.

    Example: assistant check draft.md
    """
    settings = settings_for(library)
    filters = Filters(as_of=read_date("--as-of", as_of))
    text = _read_text(file, settings)
    with open_filled_library(settings) as opened:
        checked = opened.check(text, filters=filters)
    if as_json:
        printing.show_json(checked.to_dict())
    else:
        printing.show(printing.check_text(checked))
    if not checked.claims or any(claim.verdict not in _GOOD for claim in checked.claims):
        raise typer.Exit(1)


def read(file: TextFile, library: LibraryFolder = None, as_json: AsJson = False) -> None:
    """List the figures in a text; no library is needed, and one that is named is not opened.

    Example: echo "Police arrested 149 suspects." | assistant read -
    """
    from assistant.figures import read_figures

    figures = read_figures(_read_text(file, settings_for(library)))
    if as_json:
        printing.show_json({"figures": [figure.to_dict() for figure in figures]})
    elif figures:
        printing.show(printing.figures_text(figures))
    else:
        printing.show("No figures were found in the text.")
    if not figures:
        raise typer.Exit(1)


def _read_text(origin: str, settings: Settings) -> str:
    """Returns the text of stdin, a plain file as it stands, or any other file as a report's text.

    Offsets in what is printed point into this text. Raises UnreadableReport.
    """
    if origin == "-":
        return _decode(
            "stdin", sys.stdin.buffer.read(settings.max_megabytes * 1_000_000 + 1), settings
        )
    from assistant.loading import is_address

    if is_address(origin):
        return _read_report_text(origin, settings)
    path = Path(origin)
    if path.is_dir():
        raise UnreadableReport(origin, "this is a folder. Name one file.")
    if path.suffix.lower() not in _PLAIN:
        return _read_report_text(origin, settings)
    try:
        with path.open("rb") as file:
            content = file.read(settings.max_megabytes * 1_000_000 + 1)
    except FileNotFoundError as error:
        raise UnreadableReport(origin, "there is no such file. Check the name.") from error
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise UnreadableReport(origin, f"{reason}. Check the file's permissions.") from error
    return _decode(origin, content, settings)


def _decode(origin: str, content: bytes, settings: Settings) -> str:
    if len(content) > settings.max_megabytes * 1_000_000:
        raise UnreadableReport(
            origin,
            f"larger than {settings.max_megabytes} MB. Split it, or raise ASSISTANT_MAX_MEGABYTES.",
        )
    if not content.strip():
        raise UnreadableReport(origin, "it is empty. Write the text to be read into it.")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableReport(origin, "it is not UTF-8 text. Save it as UTF-8 text.") from error
    if "\0" in text:
        raise UnreadableReport(origin, "it is not text. Name a text, Markdown, PDF or Word file.")
    return text


def _read_report_text(origin: str, settings: Settings) -> str:
    from assistant.loading import fetch, find_sources, load_report

    sources, failures = find_sources([origin], settings=settings)
    if failures:
        raise UnreadableReport(origin, failures[0].error)
    if len(sources) != 1:
        raise UnreadableReport(origin, f"it holds {len(sources)} readable files. Name one file.")
    return load_report(fetch(sources[0], settings=settings), settings=settings).text
