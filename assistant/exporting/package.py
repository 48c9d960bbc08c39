"""Writes rows as a Frictionless data package, version 2. Knows nothing of files or figures.

`datapackage.json` says what is in `figures.csv` and `reports.csv` (datapackage.org/standard).
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

from assistant.exporting.delimited import to_csv
from assistant.exporting.shelf import REPORT_COLUMNS, report_rows
from assistant.lookup import Column
from assistant.lookup.columns import Row
from assistant.records import Report

_PROFILES = "https://datapackage.org/profiles/2.0"


def package_files(
    columns: Sequence[Column], rows: Sequence[Row], reports: Sequence[Report]
) -> list[tuple[str, bytes]]:
    """Returns the files of a data package, by name."""
    described = _describe(columns, reports)
    return [
        ("datapackage.json", (json.dumps(described, ensure_ascii=False, indent=2) + "\n").encode()),
        ("figures.csv", to_csv(columns, rows)),
        ("reports.csv", to_csv(REPORT_COLUMNS, report_rows(reports))),
    ]


def zip_package(files: Iterable[tuple[str, bytes]]) -> bytes:
    """Returns the files as one zip archive."""
    page = io.BytesIO()
    with zipfile.ZipFile(page, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files:
            archive.writestr(name, content)
    return page.getvalue()


def _describe(columns: Sequence[Column], reports: Sequence[Report]) -> dict[str, Any]:
    figures = _resource("figures", "Figures, each with the place it was read", columns)
    # Which report a figure is from can be followed by a program.
    figures["schema"]["foreignKeys"] = [
        {"fields": ["report_id"], "reference": {"resource": "reports", "fields": ["id"]}}
    ]
    return {
        "$schema": f"{_PROFILES}/datapackage.json",
        "name": "figures",
        "title": "Figures read from reports",
        "description": (
            "Each row is a figure as a report states it, with a verbatim quotation and its place. "
            "A text that a spreadsheet would take for a formula has an apostrophe in front."
        ),
        "created": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        **({"sources": [_source(report) for report in reports]} if reports else {}),
        "resources": [figures, _resource("reports", "The reports", REPORT_COLUMNS)],
    }


def _resource(name: str, title: str, columns: Sequence[Column]) -> dict[str, Any]:
    return {
        "$schema": f"{_PROFILES}/dataresource.json",
        "name": name,
        "title": title,
        "type": "table",
        "path": f"{name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {
            "$schema": f"{_PROFILES}/tableschema.json",
            "fields": [_field(column) for column in columns],
            "primaryKey": ["id"],
            "missingValues": [""],
        },
    }


def _field(column: Column) -> dict[str, str]:
    return {
        "name": column.name,
        "type": "string" if column.type == "calendar" else column.type,
        "title": column.title,
        "description": column.description,
    }


def _source(report: Report) -> dict[str, str]:
    # Where a file lay on somebody's machine is nobody else's business; a link is.
    is_web = (report.link or "").lower().startswith(("http://", "https://"))
    title = ", ".join(filter(None, (report.title, report.publisher, report.published)))
    return {"title": title, **({"path": str(report.link)} if is_web else {})}
