"""Writes the tables of Markdown documents in other formats. Knows nothing of scores or the product.

A number is written as a number where the format has them (XLSX), shown as it is printed.
"""

from __future__ import annotations

import csv
import html
import re
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TypeAlias

from gold_tables import GoldCell, grid_of_rows, markdown_tables, read_cells

Table: TypeAlias = Sequence[Sequence[str]]

_PLAIN = re.compile(r"-?\d{1,3}(?:,\d{3})*(?:\.\d+)?|-?\d+(?:\.\d+)?")


def write_tables(paths: Sequence[Path]) -> Iterator[tuple[str, Path, list[GoldCell]]]:
    """Yields the format, the file and the gold cells of each document in each format.

    A table of ragged rows is filled up. A CSV file has the first table only.
    """
    with tempfile.TemporaryDirectory() as folder:
        for path in paths:
            tables = [_even(rows) for rows in markdown_tables(path.read_text("utf-8"))]
            if not tables:
                continue
            cells = [c for rows in tables for c in read_cells(grid_of_rows(rows), headed=True)]
            first = read_cells(grid_of_rows(tables[0]), headed=True)
            for name, (suffix, write) in WRITERS.items():
                made = Path(folder) / f"{path.stem}.{suffix}"
                write(made, tables)
                yield name, made, first if suffix == "csv" else cells


def _even(rows: Table) -> Table:
    width = max(map(len, rows))
    return [[*row, *[""] * (width - len(row))] for row in rows]


def _write_html(path: Path, tables: Sequence[Table]) -> None:
    parts = ["<!doctype html><html><head><title>Tables</title></head><body><h1>Tables</h1>"]
    for rows in tables:
        lines = ("".join(f"<td>{html.escape(text)}</td>" for text in row) for row in rows)
        parts.append("<table>" + "".join(f"<tr>{line}</tr>" for line in lines) + "</table>")
    path.write_text("\n".join([*parts, "</body></html>"]), encoding="utf-8")


def _write_docx(path: Path, tables: Sequence[Table]) -> None:
    from docx import Document

    document = Document()
    for rows in tables:
        document.add_paragraph("Table")
        table = document.add_table(rows=len(rows), cols=len(rows[0]))
        # Asking a table for one cell counts through all of it.
        places = iter(table._cells)
        for row in rows:
            for text in row:
                next(places).text = text
    document.save(str(path))


def _write_xlsx(path: Path, tables: Sequence[Table]) -> None:
    from openpyxl import Workbook

    book = Workbook()
    for number, rows in enumerate(tables):
        sheet = book.active if number == 0 else book.create_sheet()
        assert sheet is not None
        for r, row in enumerate(rows, 1):
            for c, text in enumerate(row, 1):
                cell = sheet.cell(r, c)
                if _PLAIN.fullmatch(text):
                    digits = text.replace(",", "")
                    after = len(digits.partition(".")[2])
                    cell.value = float(digits) if after else int(digits)
                    cell.number_format = ("#,##0" if "," in text else "0") + (
                        f".{'0' * after}" if after else ""
                    )
                elif text:
                    cell.value = text
                    cell.data_type = "s"
    book.save(path)


def _write_csv(path: Path, tables: Sequence[Table]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(tables[0])


WRITERS: dict[str, tuple[str, Callable[[Path, Sequence[Table]], None]]] = {
    "HTML": ("html", _write_html),
    "DOCX": ("docx", _write_docx),
    "XLSX": ("xlsx", _write_xlsx),
    "CSV": ("csv", _write_csv),
}
