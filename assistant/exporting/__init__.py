"""Writes tables of figures to files for other programs. Knows nothing of how figures are found.

A module a format: `delimited` (CSV), `workbook` (XLSX), `package` (a Frictionless data package).
"""

from assistant.exporting.writing import Exportable, check_target, export

__all__ = ["Exportable", "check_target", "export"]
