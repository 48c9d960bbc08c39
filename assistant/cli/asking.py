"""The verb that asks: ask. Knows nothing of how an answer is found."""

from __future__ import annotations

from typing import Annotated

import typer

from assistant.cli import printing
from assistant.cli.naming import name_reports
from assistant.cli.options import (
    AsJson,
    AsOf,
    FromPublisher,
    InReport,
    LibraryFolder,
    Since,
    Until,
    filters_for,
    open_filled_library,
    settings_for,
)
from assistant.errors import WrongUse


def register(app: typer.Typer) -> None:
    """Adds this verb to the command line."""
    app.command()(ask)


def ask(
    question: Annotated[str, typer.Argument(help="The question, in quotation marks.")],
    report: InReport = None,
    publisher: FromPublisher = None,
    since: Since = None,
    until: Until = None,
    as_of: AsOf = None,
    library: LibraryFolder = None,
    as_json: AsJson = False,
) -> None:
    """Answer one question with a cited figure, or say that the reports do not say.

    Example: assistant ask "How many victims were rescued?"
    """
    _refuse_blank(question)
    filters = filters_for(report, publisher, since, until, as_of)
    with open_filled_library(settings_for(library)) as opened:
        answer = opened.ask(question, filters=name_reports(opened, filters))
    if as_json:
        printing.show_json(answer.to_dict())
    else:
        printing.show(printing.answer_text(answer))
    if answer.abstained:
        raise typer.Exit(1)


def _refuse_blank(question: str) -> None:
    if not question.strip():
        raise WrongUse('The question is empty. Ask in words: `assistant ask "How many …?"`.')
