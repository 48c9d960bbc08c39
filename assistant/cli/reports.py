"""The verb `reports`: lists them, shows one. Knows nothing of questions."""

from __future__ import annotations

from typing import Annotated

import typer

from assistant.cli import printing
from assistant.cli.options import AsJson, LibraryFolder, open_filled_library, settings_for
from assistant.cli.report_text import report_json, report_text

ReportId = Annotated[
    str,
    typer.Argument(metavar="ID", help="The report's id, or its first digits where no other fits."),
]


def register(app: typer.Typer) -> None:
    """Adds these verbs to the command line."""
    verbs = typer.Typer(rich_markup_mode=None)
    verbs.callback(invoke_without_command=True)(list_reports)
    verbs.command()(show)
    app.add_typer(verbs, name="reports")


def list_reports(
    context: typer.Context, library: LibraryFolder = None, as_json: AsJson = False
) -> None:
    """List the reports in the library; `show ID` tells all that is known of one.

    Example: assistant reports --library reports.library
    """
    if context.invoked_subcommand is not None:
        return
    with open_filled_library(settings_for(library)) as opened:
        summaries = opened.reports()
    if as_json:
        printing.show_json({"reports": [summary.to_dict() for summary in summaries]})
    elif summaries:
        printing.show(printing.reports_text(summaries))
    else:
        printing.show("No reports yet. Add some: `assistant add FOLDER`.")
    if not summaries:
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
        known = opened.find_id(report_id)
        summary = next(summary for summary in opened.reports() if summary.report.id == known)
        coverage = opened.coverage(known)
    if as_json or above(context, "as_json"):
        printing.show_json(report_json(summary, coverage))
    else:
        printing.show(report_text(summary, coverage))


def above(context: typer.Context, name: str) -> str | None:
    """Returns an option given before the verb: `assistant reports --library DIR show ID`."""
    found: str | None = context.parent.params.get(name) if context.parent else None
    return found
