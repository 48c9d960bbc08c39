"""Writes the XLSX workbook of OPM results. Knows nothing of the other reports.

Facts: United States Office of Personnel Management, "Fiscal Year 2013 Annual Performance Report",
February 2014 (United States government work, public domain). The words and the layout are ours.
"""

from __future__ import annotations

import datetime as dt
import io

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

FILE = "federal-personnel-results-2013.xlsx"
TITLE = "Federal personnel services: results for fiscal year 2013"
SAVED = dt.datetime(2023, 1, 1)
HEAD = PatternFill("solid", fgColor="DDE6F3")
RULE = Border(bottom=Side(style="thin", color="9AA9BF"))
SOURCE = (
    "Source: Office of Personnel Management (OPM), annual performance report for fiscal year 2013."
)
NONE = "n/a"

Value = str | int | float
Row = tuple[Value, ...]

# Measure, results of fiscal years 2010 to 2013, target for 2013, reached, number format.
MEASURES: tuple[tuple[Value, ...], ...] = (
    ("Applicants satisfied with the application process", 0.70, 0.69, 0.70, 0.70, 0.72, "no", "0%"),
    ("Agencies that met their goal for hiring veterans", NONE, 0.91, 0.83, 1.00, 0.80, "yes", "0%"),
    ("Employees with a targeted disability", 0.0095, 0.0096, 0.0099, 0.0101, 0.015, "no", "0.00%"),
    ("Days for the fastest nine tenths of security investigations", 39, 40, 36, 35, 40, "yes", "0"),
    ("Health claims settled within 30 working days", 0.99, 0.98, 0.97, 0.984, 0.98, "yes", "0.0%"),
    ("Days to pay a life insurance claim", 4.3, 4.4, 4.2, 3.9, 10, "yes", "0.0"),
    ("Retirement claims processed accurately", 0.94, 0.94, 0.92, 0.93, 0.95, "no", "0%"),
    ("Retirement applications complete on arrival", 0.77, 0.82, 0.85, 0.92, 0.88, "yes", "0%"),
    (
        "Cost of processing one retirement claim (US$)",
        105.94,
        107.62,
        101.89,
        91.37,
        108.29,
        "yes",
        "$0.00",
    ),
    (
        "Improper payments in the retirement programme",
        0.0035,
        0.0034,
        0.0036,
        0.0036,
        0.0035,
        "no",
        "0.00%",
    ),
    ("Customers satisfied with retirement services", 0.81, 0.76, 0.73, 0.76, 0.75, "yes", "0%"),
    (
        "Tribal employees enrolled in federal health insurance",
        NONE,
        NONE,
        3323,
        8865,
        10000,
        "no",
        "#,##0",
    ),
)
SURVEY: tuple[Row, ...] = (
    ("First quarter", 8523, 7.67),
    ("Second quarter", 8448, 7.52),
    ("Third quarter", 8362, 7.68),
    ("Fourth quarter", 8441, 7.59),
)
WORKFORCE: tuple[Row, ...] = (
    ("White", 0.650),
    ("Black or African American", 0.181),
    ("Hispanic", 0.083),
    ("Asian American or Pacific Islander", 0.058),
    ("American Indian or Alaska Native", 0.017),
    ("Two or more races", 0.011),
)
REMARKS = (
    "The claims inventory stood at 17,719 cases at the end of fiscal year 2013, down from a "
    "peak of 61,108 in January 2012.",
    "Retirement benefits worth $76.5 billion were paid out in fiscal year 2013.",
    "Users completed over 3.7 million online transactions between March and September 2013.",
    "The surge teams finished 14,611 claims between February and May 2013; their work ended on "
    "20 May 2013.",
    "Six tribes joined the health programme on 1 January 2013, and 17 more by the end of the "
    "fiscal year.",
    "The agency has about 5,000 employees and a field presence in 16 places.",
)


def put(sheet: Worksheet, row: int, column: int, value: Value, form: str = "General") -> None:
    """Writes one cell; numbers to the right, in the given number format."""
    cell = sheet.cell(row, column, value)
    cell.number_format = form
    cell.border = RULE
    cell.alignment = Alignment(
        horizontal="left" if column == 1 else "right", vertical="top", wrap_text=column == 1
    )


def put_head(sheet: Worksheet, row: int, names: tuple[str, ...]) -> None:
    for column, name in enumerate(names, 1):
        cell = sheet.cell(row, column, name)
        cell.font, cell.fill, cell.border = Font(bold=True), HEAD, RULE
        cell.alignment = Alignment(
            horizontal="left" if column == 1 else "center", vertical="center", wrap_text=True
        )


def fill_measures(sheet: Worksheet) -> None:
    """Writes the first sheet: a title, a two-row header with merged cells, and the measures."""
    sheet["A1"], sheet["A2"] = (
        TITLE,
        SOURCE + " The layout and wording are a sample by Report Assistant.",
    )
    sheet["A1"].font = Font(bold=True, size=14)
    put_head(sheet, 4, ("Measure", "Result", "", "", "", "Fiscal year 2013", ""))
    put_head(sheet, 5, ("", "FY 2010", "FY 2011", "FY 2012", "FY 2013", "Target", "Target met"))
    sheet.merge_cells("A4:A5")
    sheet.merge_cells("B4:E4")
    sheet.merge_cells("F4:G4")
    for number, (*values, form) in enumerate(MEASURES, 6):
        for column, value in enumerate(values, 1):
            put(sheet, number, column, value, str(form))
    last = 6 + len(MEASURES)
    sheet.cell(last + 1, 1, "n/a: no result for that year. Fiscal years end on 30 September.")
    sheet.cell(last + 3, 1, "Remarks").font = Font(bold=True)
    for number, remark in enumerate(REMARKS, last + 4):
        sheet.cell(number, 1, remark)
    sheet.column_dimensions["A"].width = 58
    for letter in "BCDEFG":
        sheet.column_dimensions[letter].width = 12
    sheet.freeze_panes = "B6"


def fill_people(sheet: Worksheet) -> None:
    """Writes the second sheet: two tables with totals."""
    sheet["A1"] = "About 34,000 managers' replies, and who works for the government"
    sheet["A1"].font = Font(bold=True, size=14)
    put_head(
        sheet,
        3,
        ("Manager satisfaction survey, FY 2013", "Replies", "Mean mark given to applicants"),
    )
    for number, (quarter, replies, mark) in enumerate(SURVEY, 4):
        put(sheet, number, 1, quarter)
        put(sheet, number, 2, replies, "#,##0")
        put(sheet, number, 3, mark, "0.00")
    put(sheet, 8, 1, "Year")
    put(sheet, 8, 2, sum(int(row[1]) for row in SURVEY), "#,##0")
    put(sheet, 8, 3, "")
    put_head(sheet, 11, ("Permanent federal workforce, third quarter of FY 2013", "Share"))
    for number, (group, share) in enumerate(WORKFORCE, 12):
        put(sheet, number, 1, group)
        put(sheet, number, 2, share, "0.0%")
    put(sheet, 18, 1, "Total")
    put(sheet, 18, 2, round(sum(float(row[1]) for row in WORKFORCE), 3), "0.0%")
    for row in (8, 18):
        for cell in sheet[row]:
            cell.font = Font(bold=True)
    sheet.row_dimensions[3].height = 32
    sheet["A20"] = "Women held 42.7 percent of the permanent posts, men 57.3 percent."
    sheet["A21"] = "In FY 2010 the survey had drawn 11,000 replies. Marks run from 1 to 10."
    sheet.column_dimensions["A"].width = 58
    sheet.column_dimensions["B"].width = 14
    sheet.column_dimensions["C"].width = 22


def write_report() -> bytes:
    """Returns the workbook as an XLSX."""
    book = Workbook()
    book.properties.title, book.properties.creator = TITLE, "Report Assistant samples"
    book.properties.created = SAVED
    first = book.active
    assert isinstance(first, Worksheet)
    first.title = "Measures"
    fill_measures(first)
    fill_people(book.create_sheet("Managers and workforce"))
    for sheet in book.worksheets:
        sheet.page_setup.orientation = "landscape"
        sheet.page_setup.fitToHeight = 0
        sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()
