"""Writes the tables of Markdown documents in other formats. Knows nothing of scores or the product.

A number is written as a number where the format has them (XLSX, ODS), shown as it is printed. The
zips of ODS and PPTX have what a reader of tables needs, and no more.
"""

from __future__ import annotations

import csv
import html
import re
import tempfile
import zipfile
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


def _write_ods(path: Path, tables: Sequence[Table]) -> None:
    sheets = []
    for number, rows in enumerate(tables, 1):
        lines = ("".join(map(_ods_cell, row)) for row in rows)
        inner = "".join(f"<table:table-row>{line}</table:table-row>" for line in lines)
        sheets.append(f'<table:table table:name="Sheet{number}">{inner}</table:table>')
    urn = "urn:oasis:names:tc:opendocument:xmlns"
    names = " ".join(f'xmlns:{name}="{urn}:{name}:1.0"' for name in ("office", "table", "text"))
    body = f"<office:spreadsheet>{''.join(sheets)}</office:spreadsheet>"
    parts = {
        "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
        "content.xml": f"<office:document-content {names}><office:body>{body}</office:body>"
        "</office:document-content>",
    }
    _write_zip(path, parts)


def _ods_cell(text: str) -> str:
    if not text:
        return "<table:table-cell/>"
    kind = 'office:value-type="string"'
    if _PLAIN.fullmatch(text):
        kind = f'office:value-type="float" office:value="{text.replace(",", "")}"'
    shown = html.escape(text)
    return f"<table:table-cell {kind}><text:p>{shown}</text:p></table:table-cell>"


def _write_pptx(path: Path, tables: Sequence[Table]) -> None:
    office = "http://schemas.openxmlformats.org"
    relationships = f"{office}/officeDocument/2006/relationships"
    names = (
        f'xmlns:p="{office}/presentationml/2006/main" xmlns:a="{office}/drawingml/2006/main" '
        f'xmlns:r="{relationships}"'
    )
    links = "".join(
        f'<Relationship Id="r{n}" Type="{relationships}/slide" Target="slides/slide{n}.xml"/>'
        for n in range(len(tables))
    )
    ids = "".join(f'<p:sldId id="{256 + n}" r:id="r{n}"/>' for n in range(len(tables)))
    parts = {
        "[Content_Types].xml": "<Types/>",
        "ppt/presentation.xml": f"<p:presentation {names}><p:sldIdLst>{ids}</p:sldIdLst>"
        "</p:presentation>",
        "ppt/_rels/presentation.xml.rels": f'<Relationships xmlns="urn:rels">{links}'
        "</Relationships>",
    }
    for number, rows in enumerate(tables):
        lines = ("".join(map(_pptx_cell, row)) for row in rows)
        inner = "".join(f"<a:tr>{line}</a:tr>" for line in lines)
        # PowerPoint marks the first row of every table it makes.
        parts[f"ppt/slides/slide{number}.xml"] = (
            f"<p:sld {names}><p:cSld><p:spTree><p:graphicFrame><a:graphic><a:graphicData>"
            f'<a:tbl><a:tblPr firstRow="1"/>{inner}</a:tbl></a:graphicData></a:graphic>'
            "</p:graphicFrame></p:spTree></p:cSld></p:sld>"
        )
    _write_zip(path, parts)


def _pptx_cell(text: str) -> str:
    run = f"<a:r><a:t>{html.escape(text)}</a:t></a:r>" if text else ""
    return f"<a:tc><a:txBody><a:p>{run}</a:p></a:txBody></a:tc>"


def _write_zip(path: Path, parts: dict[str, str]) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)


WRITERS: dict[str, tuple[str, Callable[[Path, Sequence[Table]], None]]] = {
    "HTML": ("html", _write_html),
    "DOCX": ("docx", _write_docx),
    "XLSX": ("xlsx", _write_xlsx),
    "ODS": ("ods", _write_ods),
    "PPTX": ("pptx", _write_pptx),
    "CSV": ("csv", _write_csv),
}
