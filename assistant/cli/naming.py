"""Finds the reports that --report names: by id, its beginning, or title. Knows nothing of verbs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.cli.printing import one_line
from assistant.errors import AssistantError
from assistant.records import Filters, Report

if TYPE_CHECKING:
    from assistant.assistant import Library

_LEAST = 6
_SHOWN = 5


def name_reports(library: Library, filters: Filters) -> Filters:
    """Returns filters with whole ids for what was given with --report.

    A title is one of the day that is asked as of. Raises AssistantError for what names no report or
    several.
    """
    if not filters.report_ids:
        return filters
    listed = [summary.report for summary in library.reports(as_of=filters.as_of)]
    # A version of another day is found as well, so that the library can say that it is one.
    known = [s.report for s in (*library.reports(), *library.earlier_versions())]
    found = [_find(name, known, listed) for name in filters.report_ids]
    return replace(filters, report_ids=tuple(dict.fromkeys(found)))


def _find(name: str, known: Sequence[Report], listed: Sequence[Report]) -> str:
    start = name.strip().lower()
    by_id = [report for report in known if report.id == start]
    if not by_id and len(start) >= _LEAST:
        by_id = [report for report in known if report.id.startswith(start)]
    found = by_id or [report for report in listed if _plain(report.title) == _plain(name)]
    if len(found) == 1:
        return found[0].id
    if not found:
        raise AssistantError(
            f"No report is {one_line(name)!r}. --report takes an id, {_LEAST} characters or more "
            "of its beginning, or a whole title. List them: `assistant reports`."
        )
    named = ", ".join(f"{report.id} ({one_line(report.title)})" for report in found[:_SHOWN])
    more = f" and {len(found) - _SHOWN} more" if len(found) > _SHOWN else ""
    raise AssistantError(
        f"{one_line(name)!r} fits {len(found)} reports: {named}{more}. Give more of one's id."
    )


def _plain(title: str) -> str:
    return " ".join(title.split()).casefold()
