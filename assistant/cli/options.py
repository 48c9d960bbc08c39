"""The options verbs share, and what they come to. Knows nothing of any one verb."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.errors import LibraryEmpty, WrongUse
from assistant.records import Filters, is_day
from assistant.settings import Settings, read_settings

if TYPE_CHECKING:
    from assistant.assistant import Library

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON, for other programs.")]
LibraryFolder = Annotated[
    str | None,
    typer.Option(
        "--library",
        metavar="DIR",
        help="The library's folder. Default: ASSISTANT_LIBRARY, else reports.library.",
    ),
]
InReport = Annotated[
    list[str] | None,
    typer.Option(
        "--report",
        metavar="ID",
        help="Only this report: its id, the beginning of it, or its title; may be given again.",
    ),
]
FromPublisher = Annotated[
    str | None, typer.Option("--publisher", metavar="NAME", help="Only this publisher's reports.")
]
Since = Annotated[
    str | None,
    typer.Option("--from", metavar="DATE", help="Only reports published then or later (ISO date)."),
]
Until = Annotated[
    str | None,
    typer.Option("--to", metavar="DATE", help="Only reports published then or earlier (ISO date)."),
]

AsOf = Annotated[
    str | None,
    typer.Option(
        "--as-of",
        metavar="DATE",
        help="As the library was at the end of that day, month or year (ISO date).",
    ),
]


def settings_for(folder: str | None) -> Settings:
    """Returns the environment's settings with the folder named on the command line, if any."""
    settings = read_settings(os.environ)
    if folder is None:
        return settings
    if not folder.strip():
        raise WrongUse("--library needs a folder. Leave it out for reports.library.")
    return replace(settings, library=folder)


def filters_for(
    reports: list[str] | None,
    publisher: str | None,
    since: str | None,
    until: str | None,
    as_of: str | None,
) -> Filters:
    """Returns the filters named on the command line; raises WrongUse for dates that are not."""
    return Filters(
        report_ids=tuple(reports or ()),
        publisher=publisher,
        published_from=read_date("--from", since),
        published_to=read_date("--to", until),
        as_of=read_date("--as-of", as_of),
    )


def open_library(settings: Settings) -> Library:
    """Opens the library to add to, made if it is missing."""
    from assistant.assistant import Library

    return Library.open(settings.library, settings=settings)


def start_reader() -> None:
    """Starts the process that reads the first file, while the library is being opened."""
    from assistant.parsing import warm_up

    warm_up()


def open_filled_library(settings: Settings) -> Library:
    """Opens a library that must exist; raises LibraryEmpty, rather than leave an empty folder."""
    if not Path(settings.library).exists():
        raise LibraryEmpty(f"No reports in {settings.library}. Add some: `assistant add FOLDER`.")
    return open_library(settings)


def read_date(option: str, text: str | None) -> str | None:
    """Returns a date given with an option; raises WrongUse for what is none."""
    if text is not None and not is_day(text):
        raise WrongUse(f"{option} takes a date such as 2022 or 2022-08-18, not {text!r}.")
    return text
