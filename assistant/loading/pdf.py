"""Reads PDF files into blocks, page by page. Knows nothing of other formats."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from assistant.errors import UnreadableReport
from assistant.loading.bare_pages import fill_in
from assistant.loading.building import Content, TextBuilder
from assistant.loading.pdf_attached import say_attached
from assistant.loading.pdf_bystanders import find_bystanders
from assistant.loading.pdf_lattice import find_lattices, has_names_outside, read_lattices
from assistant.loading.pdf_pages import HYPHEN, LEGIBLE, PDFIUM, PdfText, Segment, read_page
from assistant.loading.pdf_places import place_words
from assistant.loading.pdf_prose import (
    Hyphens,
    Prose,
    Typesetting,
    find_prose,
    find_running,
    join_lines,
)
from assistant.loading.pdf_recurring import find_repeated_header
from assistant.loading.pdf_repeats import Repeats
from assistant.loading.pdf_rows import PdfTable, find_figure_columns, goes_on, read_tables
from assistant.loading.pdf_rules import Rule
from assistant.loading.pdf_sides import find_sides
from assistant.loading.pdf_tables import (
    CAPTION,
    find_regions,
)
from assistant.loading.publishers import find_publisher
from assistant.loading.tesseract import Tesseract
from assistant.records import Metadata, name_pages, told

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

# What stands under or over a table that runs over the page's end.
_CONTINUED = re.compile(
    r"\A[^\n]{0,160}\b(?:continue[sd]?|cont[.'’]d?)(?=\W|\Z)[^\n]*\Z", re.IGNORECASE
)
_DAMAGED = "its pages are damaged; print it to PDF again and add that"
_BROKEN_LINE = re.compile(f"(?<={HYPHEN}) ")


def read_pdf(
    data: bytes,
    *,
    origin: str,
    max_pages: int,
    on_page: Callable[[int], None],
    tesseract: Tesseract | None = None,
) -> Content:
    """Returns a PDF's headings, paragraphs and tables; pages that are pictures need Tesseract.

    ``on_page`` is told after each page how many have been read. Raises UnreadableReport for an
    encrypted, broken or overlong file, and one without any words.
    """
    document = _open(data, origin)
    try:
        _refuse_longer(document, max_pages, origin)
        title, author = map(document.get_metadata_value, ("Title", "Author"))
        attached = say_attached(document)
        found: list[PdfText | None] = []
        repeats = Repeats(found)
        for index in range(len(document)):
            found.append(read_page(document, index, repeats.find))
            on_page(index + 1)
        pages, bare = fill_in(document, found, tesseract)
        pages, repeated = repeats.leave_out(pages)
    finally:
        with PDFIUM:
            document.close()
    if not any(page is not None and page.segments for page in pages):
        is_broken = all(page is None for page in pages)
        raise UnreadableReport(origin, _DAMAGED if is_broken else bare.cause())
    builder = TextBuilder()
    warnings = [*bare.warnings(), *repeated, *_build(builder, pages), *attached]
    metadata = Metadata(
        title=title.strip("\0 ") or None,
        publisher=find_publisher([author.strip("\0 ")], builder.text),
    )
    return place_words(builder.content(metadata=metadata, warnings=warnings), pages)


def _refuse_longer(document: PdfDocument, max_pages: int, origin: str) -> None:
    if len(document) > max_pages:
        cause = (
            f"it has {len(document)} pages, more than the {max_pages} allowed; "
            "split it or raise ASSISTANT_MAX_PAGES"
        )
        raise UnreadableReport(origin, cause)


def _open(data: bytes, origin: str) -> PdfDocument:
    import pypdfium2.raw as pdfium
    from pypdfium2 import PdfDocument, PdfiumError

    try:
        with PDFIUM:
            return PdfDocument(data)
    except PdfiumError as error:
        if getattr(error, "err_code", None) == pdfium.FPDF_ERR_PASSWORD:
            cause = "the PDF is encrypted; save it without a password and add it again"
        else:
            cause = "the PDF is damaged; open it in a viewer, print it to PDF again and add that"
        raise UnreadableReport(origin, cause) from error


def _build(builder: TextBuilder, pages: Sequence[PdfText | None]) -> list[str]:
    running = find_running(pages)
    typesetting = Typesetting(pages)
    hyphens = Hyphens(pages)
    ending: PdfTable | None = None
    for page, left in zip(pages, running, strict=True):
        builder.begin_page()
        if page is not None:
            ending = _build_page(builder, page, left, typesetting, hyphens, ending)
        builder.end_page(damaged=page is None)
    warnings = []
    broken = [number for number, page in enumerate(pages, 1) if page is None]
    if broken:
        warnings.append(f"{name_pages(broken)} could not be opened: nothing was read there")
    if any(running):
        said = "running header{s}, footer{s} {and} page number{s} {are} kept out of the passages"
        warnings.append(told(sum(map(len, running)), said))
    if hyphens.joined:
        warnings.append(told(hyphens.joined, "word{s} broken at line ends {were} joined"))
    tiny = sum(s.height < LEGIBLE for page in pages if page is not None for s in page.segments)
    if tiny:
        said = "piece{s} of text too small to see {are} kept out of the passages"
        warnings.append(told(tiny, said))
    leaders = sum(page.leaders for page in pages if page is not None)
    if leaders:
        warnings.append(told(leaders, "row{s} of dots leading to a number {were} left out"))
    return warnings


def _build_page(
    builder: TextBuilder,
    page: PdfText,
    left: set[int],
    typesetting: Typesetting,
    hyphens: Hyphens,
    ending: PdfTable | None,
) -> PdfTable | None:
    """Adds a page; takes the table that ended the page before, returns the one that ends this."""
    tiny = dict.fromkeys(s for s in page.segments if s.height < LEGIBLE)
    legible = [s for s in page.segments if s not in tiny]
    top = [s for s in legible if s.line in left and s.y0 > page.height / 2]
    left = left - find_repeated_header(top, [s for s in legible if s.line not in left])
    body = [s for s in legible if s.line not in left]
    edges = join_lines(s for s in legible if s.line in left)
    for line in edges:
        if line.y0 > page.height / 2:
            builder.add_loose(hyphens.join([line.text]))
    tables, held = _find_tables(body, page.rules)
    pieces: dict[Segment, int] = {}
    for number, segments in enumerate(held):
        pieces.update((segment, number) for segment in segments)
    emitted: set[int] = set()
    is_last = True
    for number, run in groupby(body, key=lambda segment: pieces.get(segment, -1)):
        if number < 0:
            for prose in find_prose(join_lines(run)):
                text = _add_prose(builder, prose, typesetting, hyphens)
                if not _CONTINUED.search(text):
                    is_last = False
                    ending = ending if emitted and _stands_beside(prose, text, ending) else None
        elif number not in emitted:
            emitted.add(number)
            for table in tables[number]:
                _add_table(builder, table, hyphens, ending)
                ending = table
                is_last = True
    for line in [*(edge for edge in edges if edge.y0 <= page.height / 2), *tiny]:
        builder.add_loose(hyphens.join([line.text]))
    return ending if is_last else None


def _stands_beside(prose: Prose, text: str, table: PdfTable | None) -> bool:
    """Whether words under a table keep to the columns of its names: it may go on below them."""
    if table is None or CAPTION.match(text):
        return False
    figures = find_figure_columns(table)
    return bool(figures) and all(line.x1 < table.columns[figures[0]][0] for line in prose.lines)


def _add_table(
    builder: TextBuilder, table: PdfTable, hyphens: Hyphens, ending: PdfTable | None
) -> None:
    # The lines of a cell stand in it with a space between.
    cells = [
        replace(cell, text=hyphens.join(_BROKEN_LINE.split(cell.text))) for cell in table.cells
    ]
    above = None
    columns = goes_on(ending, table) if ending is not None else None
    if columns is not None:
        above = next(block for block in reversed(builder.blocks) if block.cells)
    if above is not None and above.header_rows:
        builder.add_table(cells, header_rows=0, above=above, columns=columns)
    else:
        builder.add_table(cells, header_rows=table.header_rows)


def _find_tables(
    body: Sequence[Segment], rules: Sequence[Rule]
) -> tuple[list[list[PdfTable]], list[list[Segment]]]:
    """Returns the tables, those that follow one another closely together, and their segments."""
    tables, held = [], []
    for lattice in find_lattices(rules):
        inside = [segment for segment in body if lattice.holds(segment)]
        found = [] if has_names_outside(lattice, body) else read_lattices(lattice, inside)
        if found:
            tables.append(found)
            held.append(inside)
            body = [segment for segment in body if not lattice.holds(segment)]
    bystanders = find_bystanders(body, rules)
    for rows in find_sides([segment for segment in body if segment not in bystanders]):
        for start, end in find_regions(rows):
            found = read_tables(rows[start:end], rules)
            if found:
                tables.append(found)
                held.append([segment for row in rows[start:end] for segment in row.segments])
    return tables, held


def _add_prose(
    builder: TextBuilder, prose: Prose, typesetting: Typesetting, hyphens: Hyphens
) -> str:
    text = hyphens.join([line.text for line in prose.lines])
    kind, level = typesetting.find_kind(prose, text)
    builder.add(kind, text, level=level)
    return text
