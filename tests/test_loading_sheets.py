"""Loading sheets of any format: titles, notes, heads and tables side by side; numbers and days."""

from __future__ import annotations

import csv
import datetime
import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from loaded import header_rows, load, slices, table_rows, written
from openpyxl import Workbook
from test_loading_opendocument import cell, row, sheet, workbook

from assistant.figures import read_report_figures

Lines = Sequence[Sequence[Any]]


def as_xlsx(lines: Lines) -> tuple[str, bytes]:
    book = Workbook()
    page = book.active
    assert page is not None
    for line in lines:
        page.append(list(line))
    buffer = io.BytesIO()
    book.save(buffer)
    return "a.xlsx", buffer.getvalue()


def as_ods(lines: Lines) -> tuple[str, bytes]:
    told = (row(*(cell("" if text is None else str(text)) for text in line)) for line in lines)
    return "a.ods", workbook(sheet(*told))


def as_csv(lines: Lines) -> tuple[str, bytes]:
    buffer = io.StringIO()
    csv.writer(buffer).writerows(lines)
    return "a.csv", buffer.getvalue().encode()


@pytest.mark.parametrize("build", [as_xlsx, as_ods, as_csv])
@pytest.mark.parametrize(
    ("lines", "blocks"),
    [
        (
            [["Ferries by line"], ["Line", "2021", "2022"], ["North", 12, 13], ["South", 1, 2],
             ["Source: Orre."], ["* Tugs not counted."]],
            ["Ferries by line", "Line | 2021 | 2022\nNorth | 12 | 13\nSouth | 1 | 2",
             "Source: Orre.", "* Tugs not counted."],
        ),
        (
            [["Line", "Ships"], ["North", 12], ["South", ""]],
            ["Line | Ships\nNorth | 12\nSouth | "],
        ),
        (
            [["Line", "2021", None, "2022", None], [None, "Men", "Women", "Men", "Women"],
             ["North", 1, 2, 3, 4]],
            ["Line | 2021 | 2022\n | Men | Women | Men | Women\nNorth | 1 | 2 | 3 | 4"],
        ),
        (
            [["Line", "People", None, "Land", None], [None, "Men", "Women", "Dry", "Wet"],
             ["North", 1, 2, 3, 4]],
            ["Line | People |  | Land | \n | Men | Women | Dry | Wet\nNorth | 1 | 2 | 3 | 4"],
        ),
        (
            [["Line", "Ships", None, "Line", "Boats"], ["North", 1, None, "East", 3],
             ["South", 2, None, "West", 4]],
            ["Line | Ships\nNorth | 1\nSouth | 2", "Line | Boats\nEast | 3\nWest | 4"],
        ),
        (
            [["Line", "Ships", None, None], ["North", 1, None, None],
             ["South", 2, None, "Pier", "Age"], ["East", 3, None, "Old", 90]],
            ["Line | Ships\nNorth | 1\nSouth | 2\nEast | 3", "Pier | Age\nOld | 90"],
        ),
        (
            [["Line", "2021", None, "2022", "2023"], ["North", 1, None, 3, 4],
             ["South", 2, None, 4, 5]],
            ["Line | 2021 |  | 2022 | 2023\nNorth | 1 |  | 3 | 4\nSouth | 2 |  | 4 | 5"],
        ),
    ],
    ids=["title and notes", "a blank value", "unmerged heads", "heads of other things",
         "same heads side by side", "one lower than the other", "a blank column within"],
)  # fmt: skip
def test_rows_are_parted_into_titles_tables_and_notes(
    tmp_path: Path, build: Any, lines: Lines, blocks: list[str]
) -> None:
    report = load(written(tmp_path, *build(lines)))
    told = [text for _, text in slices(report) if text not in ("Sheet", "Ships")]
    # A row of CSV or ODS may end sooner or later than the others.
    assert [tidy(text) for text in told] == [tidy(text) for text in blocks]


def tidy(text: str) -> str:
    return "\n".join(line.rstrip(" |") for line in text.split("\n"))


def test_an_unmerged_head_names_the_columns_to_its_right(tmp_path: Path) -> None:
    lines = [["Line", "2021", None, "2022", None], [None, "Men", "Women", "Men", "Women"],
             ["North", 1, 2, 3, 4]]  # fmt: skip
    report = load(written(tmp_path, *as_csv(lines)))
    assert table_rows(report)[0] == ["Line", "2021", "2021", "2022", "2022"]
    assert [figure.period for figure in read_report_figures(report)] == [
        "2021", "2021", "2022", "2022"]  # fmt: skip


def test_errors_and_what_is_hidden_are_named_in_warnings(tmp_path: Path) -> None:
    book = Workbook()
    page: Any = book.active
    for line in (["Line", "Ships", "Kept"], ["North", "#N/A", 9], ["South", "#DIV/0!", 8]):
        page.append(line)
    page.column_dimensions["C"].hidden = True
    page.row_dimensions[3].hidden = True
    page.row_dimensions[900].hidden = True
    book.create_sheet("Workings").sheet_state = "hidden"
    buffer = io.BytesIO()
    book.save(buffer)
    report = load(written(tmp_path, "a.xlsx", buffer.getvalue()))
    assert report.warnings == (
        "2 cells show an error in place of a value",
        "1 hidden sheet was read too (Workings)",
        "1 hidden row was read too",
        "1 hidden column was read too",
    )
    lines = (row(cell("North"), cell("#N/A"), more='table:visibility="collapse"'),)
    report = load(written(tmp_path, "a.ods", workbook(sheet(row(cell("Line"), cell("x")), *lines))))
    assert report.warnings == (
        "1 cell shows an error in place of a value",
        "1 hidden row was read too",
    )


@pytest.mark.parametrize(
    ("number_format", "shown"),
    [
        ("yyyy-mm-dd", "2022-05-01"),
        ("mmm yyyy", "May 2022"),
        ("[$-409]mmmm\\-yy;@", "May 2022"),
        ("yyyy", "2022"),
        ('d "yes" mmm', "2022-05-01"),
    ],
)
def test_a_day_is_shown_as_far_as_its_format_shows_it(
    tmp_path: Path, number_format: str, shown: str
) -> None:
    book = Workbook()
    page: Any = book.active
    page.append(["Sailed", datetime.datetime(2022, 5, 1)])
    page["B1"].number_format = number_format
    buffer = io.BytesIO()
    book.save(buffer)
    assert table_rows(load(written(tmp_path, "a.xlsx", buffer.getvalue())))[0][1] == shown


@pytest.mark.parametrize(
    ("lines", "headers"),
    [
        ([["Line", "2022-01-01", "2022-02-01"], ["North", 12, 13], ["South", 1, 2]], 1),
        ([["Ship", "2022-01-01", "2022-02-01"], ["Other", "2022-03-01", "2022-04-01"]], 0),
        ([["North", "2022-01-01", "12"], ["South", "2022-02-01", "13"]], 0),
    ],
)
def test_days_head_columns_of_quantities(tmp_path: Path, lines: Lines, headers: int) -> None:
    assert header_rows(load(written(tmp_path, *as_csv(lines)))) == [headers]


COMMAS = 'its numbers have decimal commas; they are shown as "1,234.5"'
EITHER = 'numbers such as "1.234" may be thousands; check them in the file'


@pytest.mark.parametrize(
    ("text", "cells", "warnings"),
    [
        ("Line;V\nA;12,5\nB;3,25\n", ["12.5", "3.25"], (COMMAS,)),
        ("Line;V\nA;1.234,5\nB;1.234\n", ["1,234.5", "1,234"], (COMMAS,)),
        ("Line;V\nA;1.234.567 €\nB;12,5 %\n", ["1,234,567 €", "12.5 %"], (COMMAS,)),
        ("Line\tV\nA\t1 234,5\nB\t-2,5\n", ["1,234.5", "-2.5"], (COMMAS,)),
        ("sep=;\nLine;V\nA;12,5\nB;7\n", ["12.5", "7"], (COMMAS,)),
        ("Line;V\nA;1.234\nB;3.500\n", ["1.234", "3.500"], (EITHER,)),
        ("Line;V\nA;1,234\nB;1,2\n", ["1,234", "1,2"], ()),
        ("Line;V\nA;12.5\nB;3,500\n", ["12.5", "3,500"], ()),
        ('Line,V\nA,"1,2"\nB,"3,4"\n', ["1,2", "3,4"], ()),
        ("Line;V\nA;3.500\nB;12.25\n", ["3.500", "12.25"], ()),
    ],
)
def test_decimal_commas_are_written_in_the_english_way_where_they_are_plain(
    tmp_path: Path, text: str, cells: list[str], warnings: tuple[str, ...]
) -> None:
    report = load(written(tmp_path, "a.csv", text))
    assert [line[1] for line in table_rows(report)[1:]] == cells
    assert report.warnings == warnings
