"""The verb `reports`: lists them, shows one, edits one. Knows nothing of questions."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

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
from assistant.cli.report_text import report_json, report_text
from assistant.errors import AssistantError, LibraryError
from assistant.records import Coverage, ReportSummary
from assistant.settings import Settings

if TYPE_CHECKING:
    from assistant.assistant import Library

ReportId = Annotated[
    str,
    typer.Argument(metavar="ID", help="The report's id, or its first digits where no other fits."),
]

Title = Annotated[str | None, typer.Option(help="What it is called.")]
Publisher = Annotated[str | None, typer.Option(help="Who published it.")]
Published = Annotated[
    str | None, typer.Option(metavar="DATE", help="When: 2023, 2023-05 or 2023-05-03.")
]
Period = Annotated[str | None, typer.Option(help="What it covers: 2022, or 2022-07-01/2023-06-30.")]
Language = Annotated[str | None, typer.Option(metavar="CODE", help="Such as en.")]
Edition = Annotated[str | None, typer.Option(help="Such as 2nd.")]
Link = Annotated[str | None, typer.Option(metavar="URL", help="Where it is on the web.")]
Primary = Annotated[
    bool | None,
    typer.Option("--primary/--secondary", help="A report, or one that repeats another's."),
]
AsRead = Annotated[
    list[str] | None,
    typer.Option(metavar="FIELD", help="Take yours back: what was read counts; repeatable."),
]


def register(app: typer.Typer) -> None:
    """Adds these verbs to the command line."""
    verbs = typer.Typer(rich_markup_mode=None)
    verbs.callback(invoke_without_command=True)(list_reports)
    verbs.command()(show)
    verbs.command()(edit)
    app.add_typer(verbs, name="reports")


def list_reports(
    context: typer.Context,
    versions: Annotated[
        bool, typer.Option("--versions", help="Also those that newer versions replaced.")
    ] = False,
    as_of: AsOf = None,
    library: LibraryFolder = None,
    as_json: AsJson = False,
) -> None:
    """List the reports in the library; `show ID` tells all that is known of one.

    Example: assistant reports --versions
    """
    if context.invoked_subcommand is not None:
        return
    with open_filled_library(settings_for(library)) as opened:
        summaries = opened.reports(as_of=read_date("--as-of", as_of))
        earlier = opened.earlier_versions() if versions else []
    if as_json:
        told = {"reports": [summary.to_dict() for summary in summaries]}
        added = {"earlier": [summary.to_dict() for summary in earlier]} if versions else {}
        printing.show_json({**told, **added})
    elif as_of and not summaries:
        printing.show(f"No reports were in the library on {as_of}.")
    elif summaries or earlier:
        printing.show(printing.reports_text([*summaries, *earlier]))
    else:
        printing.show("No reports yet. Add some: `assistant add FOLDER`.")
    if not (summaries or earlier):
        raise typer.Exit(1)


def show(
    context: typer.Context,
    report_id: ReportId,
    library: LibraryFolder = None,
    as_json: AsJson = False,
) -> None:
    """Show what is known of a report and who says so, what was read of its file and what was not.

    Example: assistant reports show 53aa51
    """
    with open_filled_library(settings_for(library or above(context, "library"))) as opened:
        shown = _known(opened, _find(opened, report_id))
    _print(shown, opened.settings, as_json=as_json or bool(above(context, "as_json")))


def edit(
    context: typer.Context,
    report_id: ReportId,
    title: Title = None,
    publisher: Publisher = None,
    published: Published = None,
    period: Period = None,
    language: Language = None,
    edition: Edition = None,
    link: Link = None,
    primary: Primary = None,
    as_read: AsRead = None,
    library: LibraryFolder = None,
    as_json: AsJson = False,
) -> None:
    """Say what is known of a report, over what was read. "" says that it has none.

    What depends on it is read again from the stored text: "last year" is told from the date.

    Example: assistant reports edit 53aa51 --published 2023-05 --publisher "Office of Wells"
    """
    said = {
        "title": title, "publisher": publisher, "published": published, "period": period,
        "language": language, "edition": edition, "link": link, "primary": primary,
    }  # fmt: skip
    given = {name: value for name, value in said.items() if value is not None}
    with open_filled_library(settings_for(library or above(context, "library"))) as opened:
        known = _find(opened, report_id)
        opened.edit(known, as_read=as_read or (), **given)
        shown = _known(opened, known)
    _print(shown, opened.settings, as_json=as_json or bool(above(context, "as_json")))


def _find(library: Library, prefix: str) -> str:
    try:
        return library.find_id(prefix)
    except LibraryError as error:
        # The library is in order; what was asked for is not there.
        raise AssistantError(str(error)) from error


def _known(library: Library, report_id: str) -> tuple[ReportSummary, Coverage]:
    listed = (*library.reports(), *library.earlier_versions())
    found = next(summary for summary in listed if summary.report.id == report_id)
    return found, library.coverage(report_id)


def _print(shown: tuple[ReportSummary, Coverage], settings: Settings, *, as_json: bool) -> None:
    if as_json:
        printing.show_json(report_json(*shown))
    else:
        printing.show(report_text(*shown, folder=Path(settings.library)))


def above(context: typer.Context, name: str) -> str | None:
    """Returns an option given before the verb: `assistant reports --library DIR show ID`."""
    found: str | None = context.parent.params.get(name) if context.parent else None
    return found
