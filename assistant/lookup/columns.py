"""Says what the columns of a table of figures are. Knows nothing of files or libraries."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, TypeAlias

from assistant.records import Citation, Figure, Report, Value

Cell: TypeAlias = Decimal | str | int | bool | None
Row: TypeAlias = Mapping[str, Cell]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name for programs, its title and meaning for people, its type.

    The types are the Table Schema's, and "calendar": a day, month or year as ISO 8601 writes it,
    for a report often gives no more than the year.
    """

    name: str
    title: str
    description: str
    type: Literal["string", "number", "integer", "boolean", "calendar"] = "string"


COLUMNS = (
    Column("id", "Id", "The report's id and the figure's place in it; names the figure for good"),
    Column("surface", "As printed", "The words of the report, hedge and unit included"),
    Column("value", "Value", "In base units (1.2 million is 1200000); empty for a date", "number"),
    Column("upper", "Upper value", "The second end of a range, in base units", "number"),
    Column("date", "Date", "The value of a date: 2022, 2022-08 or 2022-08-18", "calendar"),
    Column("date_to", "Date to", "The second end of a range of dates", "calendar"),
    Column("unit", "Unit", "person, %, a currency's ISO 4217 code, or a measure; empty: a number"),
    Column("modifier", "Hedge", "How the report hedges it: exact, about, at least, up to, between"),
    Column("kind", "Kind", "What sort of quantity it is: count, percent, money, date, rate"),
    Column("label", "What is counted", "The counted thing, in the report's words"),
    Column("scope", "Scope", "Group, place and period, in the report's words"),
    Column("period", "Period", "The time it is told of, ISO 8601; two dates with a slash between"),
    Column("times", "Named beside it", "Where its own period is not plain, the times it may be of"),
    Column("change", "Change", "By how much it rose or fell, or the level it rose or fell to"),
    Column("attribution", "Said by", "Whom the report gives as its source"),
    Column("low", "Low", "The lower end of the uncertainty given with it", "number"),
    Column("high", "High", "The upper end of the uncertainty given with it", "number"),
    Column("part_of", "Part of", "The id of the figure this one is a part of"),
    Column("report", "Report", "The report's title"),
    Column("publisher", "Publisher", "Who published the report"),
    Column("published", "Published", "When the report was published, ISO 8601", "calendar"),
    Column("primary", "Primary source", "False for one that only repeats others", "boolean"),
    Column("page", "Page", "The page, counted from 1", "integer"),
    Column("ocr", "OCR, % sure", "How sure OCR was of it; empty: the file has the text", "integer"),
    Column("heading", "Heading", "The headings it stands under, outermost first"),
    Column("quote", "Quotation", "The sentence or table row that states it, verbatim"),
    Column("link", "Link", "Where the report can be opened, if known"),
    Column("report_id", "Report id", "The first 16 hex digits of the file's SHA-256"),
    Column("start", "Start", "First character of the figure in the report's text", "integer"),
    Column("end", "End", "Character after the figure in the report's text", "integer"),
)


def row_of(figure: Figure, citation: Citation, report: Report | None) -> dict[str, Cell]:
    """Returns a figure's cells by column name; values are exact."""
    low, high = figure.interval or (None, None)
    whole = figure.whole
    return {
        "id": figure.id,
        "surface": figure.surface,
        "value": _number(figure.value),
        "upper": _number(figure.upper),
        "date": _date(figure.value),
        "date_to": _date(figure.upper),
        "unit": figure.unit,
        "modifier": figure.modifier.value,
        "kind": figure.kind.value,
        "label": figure.label,
        "scope": figure.scope,
        "period": figure.period,
        "times": " ".join(figure.times) or None,
        "change": None if figure.change is None else figure.change.value,
        "attribution": figure.attribution,
        "low": low,
        "high": high,
        "part_of": None if whole is None else f"{figure.report_id}@{whole[0]}-{whole[1]}",
        "report": citation.report,
        "publisher": None if report is None else report.publisher,
        "published": None if report is None else report.published,
        "primary": None if report is None else report.primary,
        "page": citation.page,
        "ocr": citation.ocr,
        "heading": citation.heading,
        "quote": citation.quote,
        "link": citation.link,
        "report_id": figure.report_id,
        "start": figure.start,
        "end": figure.end,
    }


def counted(figure: Figure) -> str:
    """Returns what a figure counts, and where it is a change, which: "Net income (rose by)"."""
    change = f"({figure.change.value})" if figure.change else ""
    return " ".join(words for words in (figure.label, change) if words)


def _number(value: Value | None) -> Decimal | None:
    return value if isinstance(value, Decimal) else None


def _date(value: Value | None) -> str | None:
    return value if isinstance(value, str) else None
