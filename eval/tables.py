"""Measures whether a table's numbers are read with the right headers. Knows nothing of answers.

    python eval/tables.py BENCH [--formats pdf markdown] [--misses pdf] [--each] [--gold FOLDER]

BENCH has `questions/SET/docs` with Markdown tables and `parse_gt` with PDFs and their gold tables
(`gold_tables` says what a gold cell is). The Markdown tables of some of these documents are also
written as HTML, DOCX, XLSX, ODS, PPTX and CSV, for want of real ones with a gold; an HTML table of
`reports` is its own gold. Half of the PDFs, by a hash of their names, were held back from tuning at
first; seven of these 18, by the hash's next bit, have been looked at since ("released"), eleven
never. FOLDER has tables of PDFs of `reports`, written down by hand from the pages as they look
(`FOLDER/GROUP/*.json`, read by `gold_tables.written_cells`). The misses of what is held back, a
group called "held" too, are not listed.

A gold cell is *in a table* if its number stands in a cell of a table block of its page, a *figure*
if a figure with its sign and digits was read there, and *right* if that figure knows both headers:

- its row's: four in five of the words are in its label, scope or statement (the row's text), and
  its label has not the next row's header too (two rows run together);
- its column's: four in five of the words of every header cell over it (each level) stand in the
  header cells of its block over its own cell, or in its label, scope and period less what its row
  gives, and no other column's header stands in there with it (two columns run together).

*By its own words* counts only label, scope, period and unit, and no block. Where the gold has no
header there is none to know. A figure serves one gold cell only.
"""

from __future__ import annotations

import argparse
import hashlib
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain
from pathlib import Path

from drawn_pages import write_drawn
from gold_tables import (
    GoldCell,
    grid_of_rows,
    html_grids,
    key_of,
    markdown_tables,
    read_cells,
    written_cells,
    xml_grids,
)
from made_tables import write_tables

from assistant.errors import AssistantError
from assistant.figures import read_report_figures
from assistant.loading import find_sources, load_report
from assistant.records import Block, BlockKind, Figure, Report
from assistant.settings import Settings

_ENOUGH = 0.8
_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+")
_TELLING = re.compile(r"[^\W\d_]{3,}|\d{2,}")


@dataclass(frozen=True, slots=True)
class Read:
    """A figure with the words of its block that stand over it and beside it."""

    figure: Figure
    page: int
    own: str
    row: str
    heads: tuple[str, ...]
    in_table: bool


@dataclass(slots=True)
class Score:
    """How many gold cells there are, and of how many what is known."""

    gold: int = 0
    in_table: int = 0
    figure: int = 0
    row: int = 0
    column: int = 0
    right: int = 0
    own: int = 0
    documents: int = 0
    misses: list[str] = field(default_factory=list)


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--formats", nargs="+", default=["markdown", "pdf", "drawn", "made"])
    parser.add_argument("--misses", nargs="*", default=[], help="formats whose misses to list")
    parser.add_argument("--each", action="store_true", help="one line a document")
    parser.add_argument("--gold", type=Path, help="folder of tables written down by hand")
    options = parser.parse_args()
    scores: dict[str, Score] = defaultdict(Score)
    sources = _sources(options.folder, options.formats)
    written = _written(options.gold, options.folder / "reports") if options.gold else ()
    for name, path, cells in chain(sources, written):
        score = measure(path, cells)
        if options.each and "held" not in name:
            sys.stderr.write(f"{path.name}: {score.right} of {score.gold}\n")
        if cells:
            _add(scores[name], score)
    for name, score in scores.items():
        if any(name.lower().startswith(wanted) for wanted in options.misses):
            print("\n".join(score.misses if "held" not in name else ()))
    print("\n".join(table(scores)))
    return 0


def _sources(folder: Path, formats: Sequence[str]) -> Iterator[tuple[str, Path, list[GoldCell]]]:
    if "markdown" in formats:
        for path in _markdown(folder):
            yield f"Markdown, {path.parts[-3]}", path, markdown_cells(path.read_text("utf-8"))
    if "pdf" in formats:
        for path, cells in _pdfs(folder / "parse_gt"):
            yield f"PDF, {_part(path)}", path, cells
    if "drawn" in formats:
        for _, path, cells in write_drawn():
            yield "PDF, drawn", path, cells
    if "made" in formats:
        for path in sorted((folder / "reports").glob("*.html")):
            grids = html_grids(path.read_text("utf-8"))
            yield "HTML", path, [cell for grid in grids for cell in read_cells(grid)]
        chosen = [p for p in _markdown(folder) if _hash(p.name) % 8 == 0]
        for name, made, cells in write_tables(chosen):
            yield f"{name}, made", made, cells


def _markdown(folder: Path) -> list[Path]:
    sets = ("tatqa", "griqa", "wtq", "convfinqa")
    return [p for name in sets for p in sorted((folder / "questions" / name / "docs").glob("*.md"))]


def markdown_cells(text: str) -> list[GoldCell]:
    """Returns the gold cells of a Markdown text."""
    tables = markdown_tables(text)
    return [c for rows in tables for c in read_cells(grid_of_rows(rows), headed=True)]


def _pdfs(folder: Path) -> Iterator[tuple[Path, list[GoldCell]]]:
    for path in sorted(folder.rglob("*.pdf")):
        gold = path.with_name(f"{path.stem}-str.xml")
        marked = folder / "opendataloader" / "markdown" / f"{path.stem}.md"
        if path.read_bytes()[:4] != b"%PDF":
            continue  # A pointer to a file that is not there.
        if gold.exists():
            yield path, [c for page, grid in xml_grids(gold) for c in read_cells(grid, page=page)]
        elif marked.exists():
            grids = html_grids(marked.read_text("utf-8"))
            yield path, [c for grid in grids for c in read_cells(grid)]


def _hash(name: str) -> int:
    return int(hashlib.sha256(name.encode()).hexdigest(), 16)


def _part(path: Path) -> str:
    return ("tuned on", "released", "tuned on", "held back")[_hash(path.name) % 4]


def _written(folder: Path, reports: Path) -> Iterator[tuple[str, Path, list[GoldCell]]]:
    for path in sorted(folder.glob("*/*.json")):
        file, cells = written_cells(path)
        yield f"By hand, {path.parent.name}", reports / file, cells


def measure(path: Path, cells: Sequence[GoldCell]) -> Score:
    """Returns how many of a document's gold cells are read, and with which headers."""
    score = Score(gold=len(cells), documents=int(bool(cells)))
    if not cells:
        return score
    try:
        (source,), _ = find_sources([str(path)], settings=Settings())
        report = load_report(source, settings=Settings())
    except (AssistantError, ValueError) as error:
        score.misses.append(f"{path.name}: {error}")
        return score
    read = read_figures(report)
    score.in_table = _count_in_tables(report, cells)
    for number, (cell, found) in enumerate(zip(cells, match(cells, read), strict=True)):
        row, column, own = (False, False, False) if found is None else judge(cell, found)
        score.figure += found is not None
        score.row += row
        score.column += column
        score.right += row and column
        score.own += own
        if not (row and column):
            score.misses.append(_shown(path, number, cell, found, row, column))
    return score


def read_figures(report: Report) -> list[Read]:
    """Returns every figure of a report with what its block says of its place."""
    cells: dict[int, tuple[Block, int, int]] = {}
    for block in report.blocks:
        for cell in block.cells:
            if cell.row >= block.header_rows:
                for at in range(cell.start, cell.end):
                    cells.setdefault(at, (block, cell.row, cell.column))
    spans = [(block.start, block.end) for block in report.blocks if block.cells]
    found = []
    for figure in read_report_figures(report):
        block, row, column = cells.get(figure.start, (None, 0, 0))
        heads: list[str] = []
        beside = [report.text[figure.sentence_start : figure.sentence_end]]
        if block is not None:
            over = [c for c in block.cells if c.row < block.header_rows and c.column == column]
            heads = [report.text[c.start : c.end] for c in over if c.end > c.start]
            beside += [report.text[c.start : c.end] for c in block.cells if c.row == row]
        own = [figure.label, figure.scope, figure.period, *figure.times, figure.unit]
        page = next((p.number for p in report.pages if figure.start < p.end), 1)
        in_table = block is not None or any(a <= figure.start < b for a, b in spans)
        words = " ".join(word for word in own if word)
        found.append(Read(figure, page, words, " ".join(beside), tuple(heads), in_table))
    return found


def _count_in_tables(report: Report, cells: Sequence[GoldCell]) -> int:
    there: Counter[tuple[int, str]] = Counter()
    for block in report.blocks:
        if block.kind is BlockKind.TABLE:
            page = next((p.number for p in report.pages if block.start < p.end), 1)
            for start, end in {(cell.start, cell.end) for cell in block.cells}:
                key = key_of(report.text[start:end])
                if key is not None:
                    there[page, key] += 1
    count = 0
    for cell in cells:
        key = key_of(cell.printed) or ""
        places = [p for p, k in there if k == key and cell.page in (None, p) and there[p, k] > 0]
        if places:
            there[places[0], key] -= 1
            count += 1
    return count


def match(cells: Sequence[GoldCell], read: Sequence[Read]) -> list[Read | None]:
    """Gives each gold cell the figure with its sign and digits that knows most of its headers."""
    by_key: dict[str, list[int]] = defaultdict(list)
    for number, one in enumerate(read):
        key = _figure_key(one.figure)
        if key is not None:
            by_key[key].append(number)
    pairs = []
    for number, cell in enumerate(cells):
        for other in by_key.get(key_of(cell.printed) or "", ()):
            if cell.page in (None, read[other].page):
                row, column, own = judge(cell, read[other])
                known = 4 * (row and column) + row + column + own + read[other].in_table
                pairs.append((-known, number, other))
    given: dict[int, int] = {}
    taken: set[int] = set()
    for _, number, other in sorted(pairs):
        if number not in given and other not in taken:
            given[number] = other
            taken.add(other)
    return [read[given[n]] if n in given else None for n in range(len(cells))]


def _figure_key(figure: Figure) -> str | None:
    digits = re.search(r"\d[\d,.\s\u00a0\u2009]*", figure.surface)
    key = key_of(digits.group().strip(" ,.")) if digits else None
    if key is None:
        return None
    negative = not isinstance(figure.value, str) and figure.value < 0
    return f"-{key}" if negative else key


def judge(cell: GoldCell, read: Read) -> tuple[bool, bool, bool]:
    """Returns whether a figure knows its row's header, its column's, and both by its own words."""
    label = read.figure.label or ""
    together = bool(cell.below) and _has(label, cell.below) and not _has(cell.row, cell.below)
    row = _has(f"{read.own} {read.row}", cell.row) and not together
    own = " ".join((_words(read.own) - _words(cell.row)).elements())
    over = " ".join(read.heads)
    column = all(_has(over, words) or _has(own, words) for words in cell.column)
    heads = over if any(read.heads) else own
    column = column and not any(_runs_together(cell, heads, other) for other in cell.others)
    telling = [words for words in cell.column if _TELLING.search(words)]
    by_own = _has(read.own, cell.row) and all(_has(own, words) for words in telling)
    return row, column, row and column and by_own


def _runs_together(cell: GoldCell, heads: str, other: tuple[str, ...]) -> bool:
    """Whether a figure's header has another column's in it, which the gold's header has not."""
    mine = " ".join(cell.column)
    more = [words for words in other if not _has(mine, words)]
    return bool(mine and more) and all(_has(heads, words) for words in more)


def _has(words: str, header: str) -> bool:
    """Whether four in five of a header's words are among the words."""
    wanted = _words(header)
    if not wanted:
        return True
    shared = (wanted & _words(words)).total()
    return shared >= _ENOUGH * wanted.total() or _closed(header) in _closed(words)


@lru_cache(maxsize=100_000)
def _words(text: str) -> Counter[str]:
    return Counter(set(_WORD.findall(text.lower().replace("\u00ad", ""))))


@lru_cache(maxsize=100_000)
def _closed(text: str) -> str:
    return "".join(filter(str.isalnum, text.lower()))


def _shown(
    path: Path, number: int, cell: GoldCell, found: Read | None, row: bool, column: bool
) -> str:
    lines = [f"{path.name} {number}: {cell.printed} ; {cell.row} ; {' / '.join(cell.column)}"]
    if found is None:
        return f"{lines[0]}\n    no figure"
    lacks = " and ".join(name for name, known in (("row", row), ("column", column)) if not known)
    lines.append(f"    lacks {lacks}: {found.own[:200]} ; over it {' / '.join(found.heads)[:200]}")
    return "\n".join([*lines, f"    in {' '.join(found.row.split())[:200]}"])


def _add(total: Score, one: Score) -> None:
    for name in ("gold", "in_table", "figure", "row", "column", "right", "own", "documents"):
        setattr(total, name, getattr(total, name) + getattr(one, name))
    total.misses += one.misses


def table(scores: dict[str, Score]) -> Iterable[str]:
    """Returns the lines to print: a line a format, shares of its gold cells."""
    heads = ("in table", "figure", "row", "column", "right", "own words")
    lines = [f"{'':<22}{'docs':>6}{'cells':>8}" + "".join(f"{head:>11}" for head in heads)]
    for name, score in scores.items():
        shares = (score.in_table, score.figure, score.row, score.column, score.right, score.own)
        printed = "".join(f"{_percent(share, score.gold):>11}" for share in shares)
        lines.append(f"{name:<22}{score.documents:>6}{score.gold:>8,}{printed}")
    return lines


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f} %" if whole else "–"


if __name__ == "__main__":
    raise SystemExit(main())
