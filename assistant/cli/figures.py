"""The verb that looks figures up: figures. Knows nothing of how they are found or written."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, TypeAlias

import typer

from assistant.cli import printing
from assistant.cli.auditing import show_audit
from assistant.cli.conflicts import show_conflicts
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
from assistant.cli.references import check_image, show_reference
from assistant.errors import WrongUse
from assistant.records import Filters, Kind

if TYPE_CHECKING:
    from assistant.assistant import Library
    from assistant.library import FigureQuery
    from assistant.lookup import FigureTable, Series

LISTED = 50
"""How many figures are listed unless told otherwise; a file gets them all."""


class Sort(StrEnum):
    """What figures are listed by."""

    RELEVANCE = "relevance"
    SMALLEST = "smallest"
    LARGEST = "largest"
    PERIOD = "period"
    TEXT = "text"


_Text: TypeAlias = str | None
Words = Annotated[
    str, typer.Argument(help="Words for what is counted; may be left out with a filter.")
]
OfKind = Annotated[Kind | None, typer.Option(help="Only this kind of figure.", show_choices=True)]
OfUnit = Annotated[_Text, typer.Option(help="Only this unit, such as USD, people or %.")]
Lowest = Annotated[
    _Text, typer.Option("--min", metavar="NUMBER", help="Only this value or more, in base units.")
]
Highest = Annotated[
    _Text, typer.Option("--max", metavar="NUMBER", help="Only this value or less, in base units.")
]
OfYear = Annotated[
    _Text, typer.Option(help="Only figures told of this year; ? marks those that may be.")
]
Primary = Annotated[bool, typer.Option("--primary", help="Only reports that are primary sources.")]
SortedBy = Annotated[Sort, typer.Option("--sort", help="What comes first.")]
Limit = Annotated[
    int | None, typer.Option(min=1, help=f"At most so many. Default: {LISTED}; all with --out.")
]
ById = Annotated[
    _Text, typer.Option("--id", metavar="ID", help="The figure of this id, as it stands today.")
]
AsImage = Annotated[
    _Text,
    typer.Option(
        "--image", metavar="FILE", help="With --id: draw the PDF page, the figure marked, as .png."
    ),
]
AsSeries = Annotated[bool, typer.Option("--series", help="One label across periods and editions.")]
AsConflicts = Annotated[
    bool, typer.Option("--conflicts", help="Only what the reports disagree on, and why.")
]
AsAudit = Annotated[
    bool, typer.Option("--audit", help="Only what adds up in the reports, and what does not.")
]
ToFile = Annotated[
    _Text,
    typer.Option(
        "--out", metavar="FILE", help="Write to .csv, .xlsx, .json, .zip (a data package)."
    ),
]


def register(app: typer.Typer) -> None:
    """Adds this verb to the command line."""
    app.command()(figures)


def figures(
    query: Words = "",
    kind: OfKind = None,
    unit: OfUnit = None,
    minimum: Lowest = None,
    maximum: Highest = None,
    year: OfYear = None,
    primary: Primary = False,
    sort: SortedBy = Sort.RELEVANCE,
    limit: Limit = None,
    figure_id: ById = None,
    series: AsSeries = False,
    conflicts: AsConflicts = False,
    audit: AsAudit = False,
    out: ToFile = None,
    image: AsImage = None,
    report: InReport = None,
    publisher: FromPublisher = None,
    since: Since = None,
    until: Until = None,
    as_of: AsOf = None,
    library: LibraryFolder = None,
    as_json: AsJson = False,
) -> None:
    """Look figures up by what they count, each with its place.

    Example: assistant figures "victims rescued" --year 2022 --min 100
    """
    filters = filters_for(report, publisher, since, until, as_of)
    wanted = _query(query, filters, kind, unit, minimum, maximum, year, primary, sort)
    way = _only_one(id=figure_id is not None, series=series, conflicts=conflicts, audit=audit)
    _refuse(wanted, way, out, image)
    with open_filled_library(settings_for(library)) as opened:
        wanted = replace(wanted, filters=name_reports(opened, filters))
        if figure_id is not None:
            show_reference(opened, figure_id, image, as_json=as_json)
        elif conflicts or audit:
            _show_faults(opened, wanted, audit=audit, as_json=as_json)
        else:
            _show_figures(opened, wanted, _limit(limit, out), series, out, as_json)


def _show_faults(opened: Library, wanted: FigureQuery, *, audit: bool, as_json: bool) -> None:
    if audit:
        as_of = wanted.filters.as_of
        show_audit(opened, report_id=_only_report(wanted), as_of=as_of, as_json=as_json)
    else:
        show_conflicts(opened, wanted, as_json=as_json)


def _query(
    words: str,
    filters: Filters,
    kind: Kind | None,
    unit: str | None,
    minimum: str | None,
    maximum: str | None,
    year: str | None,
    primary: bool,
    sort: Sort,
) -> FigureQuery:
    from assistant.library import FigureQuery

    return FigureQuery(
        words=words.strip(),
        filters=filters,
        unit=unit,
        kind=kind,
        minimum=_as_number("--min", minimum),
        maximum=_as_number("--max", maximum),
        year=year,
        primary=primary,
        order=sort.value,
    )


def _only_one(**ways: bool) -> str | None:
    """Returns the name of the one way asked for, or None; raises WrongUse for two."""
    chosen = [f"--{name}" for name, is_on in ways.items() if is_on]
    if len(chosen) > 1:
        raise WrongUse(f"{' and '.join(chosen)} cannot be had at once. Choose one.")
    return chosen[0].removeprefix("--") if chosen else None


def _refuse(wanted: FigureQuery, way: str | None, out: str | None, image: str | None) -> None:
    """Raises WrongUse for what cannot be meant, before a library is opened."""
    from assistant.exporting import check_target
    from assistant.library import FigureQuery

    unfiltered = wanted == FigureQuery(words="", order=wanted.order)
    if (way is None and unfiltered) or (way == "series" and not wanted.words):
        raise WrongUse(
            "The query is empty. Say what is counted, or give a filter: "
            "`assistant figures --unit person --min 100`."
        )
    if way == "audit":
        _only_report(wanted)
    if way == "id" and wanted.filters.as_of is not None:
        raise WrongUse("--id tells how a figure stands today. Leave --as-of out.")
    if image is not None:
        check_image(image, has_id=way == "id")
    if out is not None:
        if way not in (None, "series"):
            raise WrongUse(f"--out writes figures looked up, not what --{way} shows. Leave it out.")
        check_target(out)


def _only_report(wanted: FigureQuery) -> str | None:
    """Returns the one report to audit, or None for all; raises WrongUse for anything more."""
    from assistant.library import FigureQuery

    reports = wanted.filters.report_ids
    if len(reports) > 1 or wanted != FigureQuery(
        words="",
        order=wanted.order,
        filters=Filters(report_ids=reports, as_of=wanted.filters.as_of),
    ):
        raise WrongUse("--audit goes over whole reports. Give --report ID for one, no more.")
    return reports[0] if reports else None


def _limit(limit: int | None, out: str | None) -> int | None:
    return LISTED if limit is None and out is None else limit


def _show_figures(
    library: Library,
    wanted: FigureQuery,
    limit: int | None,
    series: bool,
    out: str | None,
    as_json: bool,
) -> None:
    from assistant.cli.figure_text import found_text, screen_width, series_text

    found: FigureTable | Series
    if series:
        found = followed = library.series(wanted)
        text = series_text(followed, screen_width())
    else:
        found = table = library.figures(wanted, limit=limit)
        text = found_text(table, screen_width()) if table else ""
    if found and out is not None:
        from assistant.exporting import export

        text = f"{len(found):,} written to {export(found, out)}"
    if as_json:
        printing.show_json(found.to_dict())
    else:
        printing.show(text or "No figures were found. Try fewer or other words.")
    if not found:
        raise typer.Exit(1)


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
