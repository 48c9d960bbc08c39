"""Shows which figures of reports add up and which do not. Knows nothing of how that is found."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from assistant.cli import printing
from assistant.records import Audit, AuditVerdict, Finding, count_of

if TYPE_CHECKING:
    from assistant.assistant import Library


def show_audit(
    library: Library, *, report_id: str | None, as_json: bool, as_of: str | None = None
) -> None:
    """Prints the audit of a report, or of all; exits 1 where something does not hold."""
    audit = library.audit(report_id, as_of=as_of)
    if as_json:
        printing.show_json(audit.to_dict())
    else:
        printing.show(audit_text(audit))
    if audit.faults:
        raise typer.Exit(1)


def audit_text(audit: Audit) -> str:
    """Returns each finding with its working, faults with every figure's quote and place."""
    parts = [_finding_text(finding) for finding in audit.findings]
    counts = ", ".join(f"{audit.count(verdict)} {_COUNTED[verdict]}" for verdict in AuditVerdict)
    reports = count_of(audit.reports, "report")
    return "\n\n".join([*parts, f"{reports}: {counts}"])


_COUNTED = {
    AuditVerdict.DOES_NOT_HOLD: "do not hold",
    AuditVerdict.WITHIN_ROUNDING: "hold within rounding",
    AuditVerdict.HOLDS: "hold",
}


def _finding_text(finding: Finding) -> str:
    is_fault = finding.verdict is AuditVerdict.DOES_NOT_HOLD
    mark = finding.verdict.value.upper() if is_fault else finding.verdict.value.capitalize()
    lines = [f"{mark}: {printing.one_line(finding.sentence)}"]
    if finding.working:
        lines.append(f"    {finding.working}")
    places = {told.citation: None for told in finding.figures}
    if is_fault:
        for citation in places:
            lines.append(f'    "{printing.one_line(citation.quote)}"')
            lines.append(f"        {printing.place_text(citation)}")
    else:
        lines.append(f"    {printing.place_text(finding.figures[0].citation)}")
    return "\n".join(lines)
