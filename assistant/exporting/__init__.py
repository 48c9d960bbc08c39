"""Writes figures and checked drafts to files for other programs. Knows nothing of finding them.

A module a format. Tables of figures (`writing`): `delimited` (CSV), `workbook` (XLSX), `package` (a
Frictionless data package). Checked drafts (`drafts`): `marked_page` (HTML), `commented` (DOCX),
`footnoted` (Markdown), `check_sheet` (the rows of CSV and XLSX), `claim_review` (JSON-LD).
"""

from assistant.exporting.drafts import check_draft_target, export_check
from assistant.exporting.writing import Exportable, check_target, export

__all__ = ["Exportable", "check_draft_target", "check_target", "export", "export_check"]
