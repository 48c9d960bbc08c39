"""Checks whether the figures of reports add up. Knows nothing of questions or drafts.

`parts` (prose), `totals` (tables), `hundred`, `stated` (shares and changes) each find one kind in
one report; `headlines` holds a report's headline against its body and against the primary reports;
`finding` runs them over a library and cites what they find.
"""

from assistant.auditing.finding import audit_reports

__all__ = ["audit_reports"]
