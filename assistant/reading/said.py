"""A figure with what it is said in, and names for reports. Knows nothing of questions."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.records import Figure, Report


@dataclass(frozen=True, slots=True)
class Said:
    """A figure, the report that states it (its text may be empty), its sentence or row, and the
    headings over it."""

    figure: Figure
    report: Report
    sentence: str
    heading: str = ""


def name_both(one: Said, other: Said) -> tuple[str, str]:
    """Returns what to call the two reports in one sentence: by publisher where these differ."""
    publishers = (one.report.publisher, other.report.publisher)
    if all(publishers) and publishers[0] != publishers[1]:
        return _by_publisher(one.report), _by_publisher(other.report)
    if one.report.title != other.report.title:
        return f"“{one.report.title}”", f"“{other.report.title}”"
    return _by_date(one.report), _by_date(other.report)


def with_label(figure: Figure) -> str:
    """Returns "150 suspects": the surface, with the label where that reads on behind it."""
    surface = " ".join(figure.surface.split())
    label = figure.label or ""
    is_prose = ", " not in label and label[:1].islower() and label not in surface
    if not is_prose or figure.unit not in (None, "person"):
        return surface
    return f"{surface} {label}"


def _by_publisher(report: Report) -> str:
    return str(report.publisher) if report.primary else f"the press report ({report.publisher})"


def _by_date(report: Report) -> str:
    return f"“{report.title}” of {report.published}" if report.published else f"“{report.title}”"
