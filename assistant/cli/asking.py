"""The verbs that ask: ask and figures. Knows nothing of how an answer is found."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.cli import printing
from assistant.cli.options import (
    AsJson,
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
from assistant.records import Filters, Kind

if TYPE_CHECKING:
    from assistant.library import FigureQuery


def register(app: typer.Typer) -> None:
    """Adds these verbs to the command line."""
    app.command()(ask)
    app.command()(figures)


def ask(
    question: Annotated[str, typer.Argument(help="The question, in quotation marks.")],
    report: InReport = None,
    publisher: FromPublisher = None,
    since: Since = None,
    until: Until = None,
    library: LibraryFolder = None,
    as_json: AsJson = False,
) -> None:
    """Answer one question with a cited figure, or say that the reports do not say.

    Example: assistant ask "How many victims were rescued?"
    """
    _refuse_blank(question, "question")
    filters = filters_for(report, publisher, since, until)
    with open_filled_library(settings_for(library)) as opened:
        answer = opened.ask(question, filters=filters)
    if as_json:
        printing.show_json(answer.to_dict())
    else:
        printing.show(printing.answer_text(answer))
    if answer.abstained:
        raise typer.Exit(1)


def figures(
    query: Annotated[str, typer.Argument(help="Words for what is counted, in quotation marks.")],
    kind: Annotated[
        Kind | None, typer.Option(help="Only this kind of figure.", show_choices=True)
    ] = None,
    unit: Annotated[str | None, typer.Option(help="Only this unit, such as USD or %.")] = None,
    minimum: Annotated[
        str | None, typer.Option("--min", metavar="NUMBER", help="Only this value or more.")
    ] = None,
    maximum: Annotated[
        str | None, typer.Option("--max", metavar="NUMBER", help="Only this value or less.")
    ] = None,
    year: Annotated[str | None, typer.Option(help="Only figures told of this year.")] = None,
    limit: Annotated[int, typer.Option(min=1, help="At most so many.")] = 50,
    report: InReport = None,
    publisher: FromPublisher = None,
    since: Since = None,
    until: Until = None,
    library: LibraryFolder = None,
    as_json: AsJson = False,
) -> None:
    """Look figures up by what they count, each with its place.

    Example: assistant figures "victims rescued" --min 100
    """
    _refuse_blank(query, "query")
    filters = filters_for(report, publisher, since, until)
    wanted = _figure_query(query, filters, kind, unit, minimum, maximum, year)
    with open_filled_library(settings_for(library)) as opened:
        found = opened.figures(wanted, limit=limit)
    if as_json:
        printing.show_json(found.to_dict())
    elif found:
        printing.show(printing.found_text(found.figures, found.citations, found.total))
    else:
        printing.show("No figures were found. Try fewer or other words.")
    if not found:
        raise typer.Exit(1)


def _figure_query(
    words: str,
    filters: Filters,
    kind: Kind | None,
    unit: str | None,
    minimum: str | None,
    maximum: str | None,
    year: str | None,
) -> FigureQuery:
    from assistant.library import FigureQuery

    return FigureQuery(
        words=words,
        filters=filters,
        unit=unit,
        kind=kind,
        minimum=_as_number("--min", minimum),
        maximum=_as_number("--max", maximum),
        year=year,
    )


def _as_number(option: str, text: str | None) -> Decimal | None:
    if text is None:
        return None
    try:
        number = Decimal(text.replace(",", ""))
    except InvalidOperation as error:
        raise WrongUse(f"{option} takes a number such as 1200, not {text!r}.") from error
    if not number.is_finite():
        raise WrongUse(f"{option} takes a number such as 1200, not {text!r}.")
    return number


def _refuse_blank(text: str, word: str) -> None:
    if not text.strip():
        raise WrongUse(f'The {word} is empty. Ask in words: `assistant ask "How many …?"`.')
