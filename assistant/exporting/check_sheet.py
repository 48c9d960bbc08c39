"""Puts a checked draft into rows, one a figure. Knows nothing of files."""

from __future__ import annotations

from decimal import Decimal

from assistant.exporting.verdicts import Part, parts_of, web_address
from assistant.lookup import Column
from assistant.lookup.columns import Cell
from assistant.records import Check, Claim, Figure

CHECK_COLUMNS = (
    Column("number", "Claim", "The claim's number in the draft", "integer"),
    Column("claim", "Claim in words", "The sentence of the draft, verbatim"),
    Column("figure", "Figure", "The figure as the draft has it"),
    Column("verdict", "Verdict", "What the reports say to it, in one word"),
    Column("correction", "Correction", "What to write instead, where the reports differ"),
    Column("rule", "Rule", "Why, in words"),
    Column("working", "Working", "The arithmetic, where the figure was worked out"),
    Column("said_by", "Said by", "Whom the draft gives as its source"),
    Column("value", "Value", "The draft's value in base units; empty for a date", "number"),
    Column("unit", "Unit", "The draft's unit"),
    Column("in_report", "In the report", "The figure compared with, as printed there"),
    Column("report", "Report", "The report's title"),
    Column("page", "Page", "The page or sheet, where there are pages", "integer"),
    Column("heading", "Heading", "The headings over the place"),
    Column("quote", "Quote", "The sentence or table row, verbatim"),
    Column("link", "Link", "Where the report can be opened, if known"),
    Column("report_id", "Report id", "The first 16 hex digits of the file's SHA-256"),
    Column("figure_id", "Figure id", "Names the report's figure for `assistant figures --id`"),
    Column("start", "Start", "Where the figure begins in the draft, in characters", "integer"),
    Column("end", "End", "Where it ends, exclusive", "integer"),
)  # fmt: skip


def check_rows(check: Check) -> list[dict[str, Cell]]:
    """Returns a row for each claimed figure, in text order; the place is the leading one. A claim
    that states no figure ("rose") has a row, too."""
    return [
        _row(number, claim, part)
        for number, claim in enumerate(check.claims, start=1)
        for part in parts_of(claim)
    ]


def _row(number: int, claim: Claim, part: Part) -> dict[str, Cell]:
    row: dict[str, Cell] = dict.fromkeys(column.name for column in CHECK_COLUMNS)
    row.update(
        number=number,
        claim=claim.text,
        figure=part.surface or None,
        verdict=part.verdict.value,
        correction=part.suggestion,
        rule=part.rule,
        working=_working(claim, part),
        said_by=part.said_by,
        start=claim.start,
        end=claim.end,
    )
    figure = part.figure
    if figure is not None:
        value = figure.value if isinstance(figure.value, Decimal) else None
        row.update(value=value, unit=figure.unit, start=figure.start, end=figure.end)
    if part.compared:
        row.update(
            in_report="; ".join(_told(other) for other in part.compared),
            figure_id=part.compared[0].id,
        )
    if part.places:
        place = part.places[0]
        row.update(
            report=place.report,
            page=place.page,
            heading=place.heading,
            quote=place.quote,
            link=web_address(place.link),
            report_id=place.report_id,
        )
    return row


def _told(figure: Figure) -> str:
    label = f" ({figure.label})" if figure.label else ""
    return f"{figure.surface}{label}"


def _working(claim: Claim, part: Part) -> str | None:
    """Returns the arithmetic a figure was judged by: the one its rule tells."""
    told = (derivation.working for derivation in claim.derivations)
    return next((working for working in told if working in part.rule), None)
