"""What is said of the shelf: reports listed, what an add did, filters. Knows nothing of stores."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from assistant.records.counts import count_of
from assistant.records.coverage import Coverage
from assistant.records.reports import Report


@dataclass(frozen=True, slots=True)
class ReportSummary:
    """A catalogue line: the report (``text`` and ``blocks`` empty) and what was found in it.

    ``coverage`` is None for a report added before it was kept. ``added_on`` is the day (ISO date,
    UTC) it came into the library, None where that is not known.
    """

    report: Report
    pages: int
    passages: int
    figures: int
    coverage: Coverage | None = None
    added_on: str | None = None

    def to_dict(self) -> dict[str, Any]:
        superseded = self.report.superseded
        return {
            "id": self.report.id,
            "title": self.report.title,
            "publisher": self.report.publisher,
            "published": self.report.published,
            "origin": self.report.origin,
            "pages": self.pages,
            "passages": self.passages,
            "figures": self.figures,
            "warnings": list(self.report.warnings),
            "period": self.report.period,
            "language": self.report.language,
            "edition": self.report.edition,
            "primary": self.report.primary,
            "link": self.report.link,
            "coverage": None if self.coverage is None else self.coverage.to_dict(),
            "added_on": self.added_on,
            "superseded": superseded.to_dict() if superseded else None,
        }


@dataclass(frozen=True, slots=True)
class Failure:
    """An input that could not be read: ``error`` is one line with the cause and the next step."""

    origin: str
    error: str


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an `add` is: the file in hand (``number`` of ``files``), the pages read and the
    passages embedded so far, and about how many seconds are left, None where that cannot be told.
    """

    name: str
    number: int
    files: int
    pages: int = 0
    passages: int = 0
    seconds_left: float | None = None

    def __str__(self) -> str:
        """Returns it as a line for people."""
        parts = [f"{self.number} of {self.files}"]
        if self.pages:
            parts.append(count_of(self.pages, "page"))
        if self.passages:
            parts.append(count_of(self.passages, "passage"))
        if self.seconds_left is not None:
            parts.append(f"about {_duration(self.seconds_left)} left")
        return f"{', '.join(parts)}: {self.name}"


@dataclass(frozen=True, slots=True)
class Added:
    """What one `add` did. ``missing`` are reports that were read from the folders and archives
    given, whose files are there no longer; nothing was done to them.
    """

    added: tuple[ReportSummary, ...] = ()
    unchanged: tuple[str, ...] = ()
    updated: tuple[ReportSummary, ...] = ()
    failed: tuple[Failure, ...] = ()
    seconds: float = 0.0
    missing: tuple[ReportSummary, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """Returns the stable shape `assistant add --json` prints."""
        keys = ("id", "title", "pages", "passages", "figures", "warnings", "coverage")
        rows = [summary.to_dict() for summary in self.added]
        updated = [summary.to_dict() for summary in self.updated]
        return {
            "added": [{key: row[key] for key in keys} for row in rows],
            "unchanged": list(self.unchanged),
            "updated": [summary.report.id for summary in self.updated],
            "updated_reports": [{key: row[key] for key in keys} for row in updated],
            "failed": [{"origin": f.origin, "error": f.error} for f in self.failed],
            "seconds": round(self.seconds, 4),
            "missing": [
                {"id": gone.report.id, "title": gone.report.title, "origin": gone.report.origin}
                for gone in self.missing
            ],
        }


@dataclass(frozen=True, slots=True)
class Filters:
    """Which reports a question may be answered from; dates are ISO, inclusive, None for any.

    With ``as_of``, of each report the version that was current in the library at the end of that
    day, month or year; else the one that is current now.
    """

    report_ids: tuple[str, ...] = ()
    publisher: str | None = None
    published_from: str | None = None
    published_to: str | None = None
    as_of: str | None = None


def _duration(seconds: float) -> str:
    if seconds < 60:
        return f"{max(round(seconds), 1)} s"
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes < 60 else f"{minutes // 60} h {minutes % 60} min"
