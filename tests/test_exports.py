"""Figures written to files: exact numbers, verbatim text, nothing that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shelf import EMBEDDER, make_report, put

from assistant import FigureQuery, WrongUse, export
from assistant.exporting.delimited import plain_number, to_csv, to_text
from assistant.exporting.workbook import to_workbook
from assistant.library import Store
from assistant.lookup import Column, FigureTable, Series, find_figures, find_series
from assistant.records import Citation, Figure, Kind, Modifier, Report

PARAGRAPHS = [
    "In 2022, 225 victims were rescued – “most of them children” – and US$1.2 million was seized.",
    "On 18 August 2022 the margin stood at -3.5 percent.",
    '=HYPERLINK("http://198.51.100.7") was typed by 17 officers.',
]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "shelf", **EMBEDDER) as opened:
        made = make_report(PARAGRAPHS, publisher="Border Office", published="2023-03-01")
        linked = replace(made.report, link="https://example.org/report")
        put(opened, replace(made, report=linked))
        yield opened


@pytest.fixture
def table(store: Store) -> FigureTable:
    return find_figures(store, FigureQuery(order="text"), limit=None)


def read_csv(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def row_for(rows: list[dict[str, Any]], surface: str) -> dict[str, Any]:
    return next(row for row in rows if row["surface"].lstrip("'") == surface)


def figure_table(**changes: Any) -> FigureTable:
    """Returns a table of one figure with the changes wanted."""
    figure = Figure("9", Decimal(9), None, Modifier.EXACT, Kind.NUMBER, 0, 1, 0, 1, report_id="ab")
    citation = Citation("ab", "Report", 1, None, 0, 1, "9", changes.pop("link", None))
    return FigureTable((replace(figure, **changes),), (citation,), 1)


# CSV --------------------------------------------------------------------------------------------


def test_a_csv_opens_in_excel_with_its_signs_and_has_exact_numbers(
    table: FigureTable, tmp_path: Path
) -> None:
    content = export(table, tmp_path / "found.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    rows = read_csv(content)
    assert list(rows[0]) == [column.name for column in table.columns]
    assert [row["id"] for row in rows] == [figure.id for figure in table]
    victims = row_for(rows, "225")
    assert (victims["value"], victims["unit"], victims["label"]) == ("225", "person", "victims")
    assert victims["quote"] == PARAGRAPHS[0]
    assert (victims["publisher"], victims["primary"]) == ("Border Office", "true")
    assert row_for(rows, "US$1.2 million")["value"] == "1200000"
    day = row_for(rows, "18 August 2022")
    assert (day["value"], day["date"]) == ("", "2022-08-18")


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        (Decimal("-3.5"), "-3.5"),
        (Decimal("1.20E+9"), "1200000000"),
        (Decimal("12.50"), "12.5"),
        (Decimal("0.1") + Decimal("0.2"), "0.3"),
        (Decimal(1) / Decimal(3), "0.333333333333333"),
        (Decimal("12345678901234567890"), "12345678901234567890"),
        (Decimal("0"), "0"),
        (Decimal("-0"), "0"),
        (-5, "-5"),
        (True, "true"),
        (None, ""),
        ("victims", "victims"),
        ("-3.5", "'-3.5"),
        ("=1+1", "'=1+1"),
        ("+41 people", "'+41 people"),
        ("@here", "'@here"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        ("＝1+1", "'＝1+1"),
        ("1-2", "1-2"),
    ],
)
def test_numbers_stay_numbers_and_formulas_become_text(cell: Any, written: str) -> None:
    assert to_text(cell) == written


@given(
    value=st.decimals(
        allow_nan=False, allow_infinity=False, places=4, min_value=-(10**10), max_value=10**10
    )
)
@settings(max_examples=200, deadline=None)
def test_a_number_is_written_without_noise_and_reads_back_as_itself(value: Decimal) -> None:
    written = plain_number(value)
    assert Decimal(written) == value
    assert "E" not in written


@given(text=st.text(max_size=60))
@settings(max_examples=200, deadline=None)
def test_no_text_of_a_csv_starts_as_a_formula_and_every_text_reads_back(text: str) -> None:
    column = Column("words", "Words", "Any")
    content = to_csv([column], [{"words": text}, {"words": "end"}])
    cell, end = (row["words"] for row in read_csv(content))
    assert end == "end"
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
    assert cell in (text, f"'{text}")


# XLSX -------------------------------------------------------------------------------------------


def sheet_of(content: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(content))["Figures"]


def cells_of(table: FigureTable | Series) -> list[dict[str, Any]]:
    sheet = sheet_of(to_workbook(table.columns, table.rows(), table.reports))
    names = [column.name for column in table.columns]
    return [dict(zip(names, row, strict=True)) for row in sheet.iter_rows(min_row=2)]


def test_a_workbook_has_numbers_dates_links_and_a_header_that_stays(
    table: FigureTable, tmp_path: Path
) -> None:
    content = export(table, tmp_path / "found.XLSX").read_bytes()
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert book.sheetnames == ["Figures", "Reports"]
    assert [cell.value for cell in book["Figures"][1]] == [c.title for c in table.columns]
    assert book["Figures"].freeze_panes == "A2"
    by_surface = {row["surface"].value: row for row in cells_of(table)}
    assert by_surface["225"]["value"].value == 225
    assert by_surface["US$1.2 million"]["value"].value == 1_200_000
    day = by_surface["18 August 2022"]["date"]
    assert (day.value, day.number_format) == (datetime(2022, 8, 18), "yyyy-mm-dd")
    assert by_surface["225"]["published"].value == datetime(2023, 3, 1)
    assert by_surface["225"]["link"].hyperlink.target == "https://example.org/report"
    assert book["Reports"]["B2"].value == "Rescues"


def test_no_cell_of_a_workbook_is_a_formula(table: FigureTable) -> None:
    for row in cells_of(table):
        assert {cell.data_type for cell in row.values()} <= {"s", "n", "d", "b"}
    typed = next(row for row in cells_of(table) if row["surface"].value == "17")
    assert typed["quote"].value == PARAGRAPHS[2]


@pytest.mark.parametrize(
    ("changes", "column", "shown"),
    [
        ({"label": "=1+1"}, "label", "=1+1"),
        ({"label": "bell\x07"}, "label", "bell"),
        ({"scope": "x" * 40_000}, "scope", "x" * 32_766 + "…"),
        ({"value": "2022"}, "date", "2022"),
        ({"value": "1850-01-01"}, "date", "1850-01-01"),
        ({"value": "2022-02-31"}, "date", "2022-02-31"),
        ({"value": Decimal("12.5")}, "value", 12.5),
        ({"link": "javascript:alert(1)"}, "link", "javascript:alert(1)"),
    ],
)
def test_what_excel_cannot_hold_is_kept_as_near_as_may_be(
    changes: dict[str, Any], column: str, shown: Any
) -> None:
    cell = cells_of(figure_table(**changes))[0][column]
    assert cell.value == shown
    assert cell.hyperlink is None


# JSON and the data package ----------------------------------------------------------------------


def test_a_json_file_has_the_shape_the_command_line_prints(
    table: FigureTable, tmp_path: Path
) -> None:
    written = json.loads(export(table, tmp_path / "found.json").read_text(encoding="utf-8"))
    assert written == table.to_dict()
    assert written["figures"][0]["id"] == table[0].id


def described(folder: Path) -> dict[str, Any]:
    described: dict[str, Any] = json.loads((folder / "datapackage.json").read_text("utf-8"))
    return described


def test_a_data_package_describes_each_column_and_names_its_sources(
    table: FigureTable, tmp_path: Path
) -> None:
    folder = export(table, tmp_path / "package")
    package = described(folder)
    assert package["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
    title = "Rescues, Border Office, 2023-03-01"
    assert package["sources"] == [{"title": title, "path": "https://example.org/report"}]
    assert str(tmp_path) not in json.dumps(package)
    assert "rescues.md" not in json.dumps(package)
    for resource in package["resources"]:
        assert (resource["type"], resource["encoding"]) == ("table", "utf-8")
        content = (folder / resource["path"]).read_bytes()
        assert not content.startswith(b"\xef\xbb\xbf")
        fields = resource["schema"]["fields"]
        assert list(read_csv(content)[0]) == [field["name"] for field in fields]
        assert all(field["title"] and field["description"] for field in fields)
        assert_typed(read_csv(content), fields, resource["schema"]["primaryKey"])


def assert_typed(rows: list[dict[str, str]], fields: list[dict[str, str]], key: list[str]) -> None:
    """What Table Schema asks of the cells: each of its column's type, the primary key unique."""
    readers: dict[str, Any] = {
        "string": str,
        "number": Decimal,
        "integer": int,
        "boolean": {"true": True, "false": False}.__getitem__,
    }
    for row in rows:
        for field in fields:
            if row[field["name"]]:
                readers[field["type"]](row[field["name"]])
    keys = [tuple(row[name] for name in key) for row in rows]
    assert len(set(keys)) == len(keys)
    assert all(all(part for part in key) for key in keys)


def test_a_zip_holds_the_same_package_as_a_folder(table: FigureTable, tmp_path: Path) -> None:
    folder = export(table, tmp_path / "package")
    with zipfile.ZipFile(export(table, tmp_path / "package.zip")) as archive:
        names = set(archive.namelist())
        assert names == {path.name for path in folder.iterdir()}
        for name in names - {"datapackage.json"}:
            assert archive.read(name) == (folder / name).read_bytes()


# Places -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("found.pdf", r"cannot be written as \.pdf\. Choose \.csv, \.xlsx, \.json, \.zip"),
        ("nowhere/found.csv", "The folder of .* is not there"),
        ("full", "holds something else"),
        ("full/notes.txt/found.csv", "The folder of .* is not there"),
        ("folder.csv", "is a folder"),
        ("", "cannot be written|is not there"),
    ],
)
def test_a_place_that_cannot_be_written_is_refused_in_one_line(
    table: FigureTable, tmp_path: Path, path: str, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "notes.txt").write_text("mine")
    (tmp_path / "folder.csv").mkdir()
    with pytest.raises(WrongUse, match=told):
        export(table, path)
    assert (tmp_path / "full" / "notes.txt").read_text() == "mine"


def test_a_file_is_replaced_and_nothing_else_is_left(table: FigureTable, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    for _ in range(2):
        export(table, folder / "found.csv")
        export(table, folder / "package")
    assert {path.name for path in folder.iterdir()} == {"found.csv", "package"}
    assert len(list((folder / "package").iterdir())) == 3


# Frames and series ------------------------------------------------------------------------------


def test_a_frame_has_every_column_typed_even_without_rows(table: FigureTable) -> None:
    frame = table.to_frame()
    assert list(frame.columns) == [column.name for column in table.columns]
    assert frame["value"].dtype == "float64"
    assert frame.set_index("surface").loc["225", "value"] == 225
    assert list(frame["start"]) == [figure.start for figure in table]
    empty = FigureTable((), (), 0).to_frame()
    assert list(empty.dtypes.items()) == list(frame.dtypes.items())


def test_a_series_is_written_like_a_table(store: Store, tmp_path: Path) -> None:
    series = find_series(store, FigureQuery("victims rescued"))
    rows = read_csv(export(series, tmp_path / "series.csv").read_bytes())
    assert [(row["value"], row["status"]) for row in rows] == [("225", "current")]
    assert list(series.to_frame().columns) == [column.name for column in series.columns]
    assert_typed(rows, [{"name": c.name, "type": "string"} for c in series.columns], ["id"])


def test_a_report_without_a_link_or_publisher_is_a_source_all_the_same(tmp_path: Path) -> None:
    bare = Report("ab", "Bare", "/home/somebody/bare.md", "", (), ())
    folder = export(replace(figure_table(), reports=(bare,)), tmp_path / "bare")
    assert described(folder)["sources"] == [{"title": "Bare"}]
