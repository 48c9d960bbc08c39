"""Puts the paragraphs, cells and rows of an RTF text together. Knows nothing of words or groups."""

from __future__ import annotations

import re

from assistant.loading.building import TextBuilder
from assistant.loading.headers import count_header_rows
from assistant.loading.raised import settle
from assistant.loading.rtf_tables import CellPlan, Row, place_cells
from assistant.records import BlockKind

_SURROGATE = re.compile("[\ud800-\udfff]")


class Flow:
    """The text in the making: ``line`` is the paragraph begun, into which others write."""

    def __init__(self) -> None:
        self.builder = TextBuilder()
        self.line: list[str] = []
        self.is_marked = False
        self.boxes: list[str] = []
        self.notes: list[str] = []
        self._cell: list[str] = []
        self._texts: list[str] = []
        self._row = Row()
        self._plan = CellPlan()
        self._rows: list[Row] = []

    def end_paragraph(self, level: int, *, is_item: bool, in_table: bool) -> None:
        """Ends the paragraph; one with a level is a heading, one in a table goes into its cell."""
        text = self._take_line()
        if in_table:
            self._cell.append(text)
            return
        self._end_table()
        is_item, self.is_marked = is_item or self.is_marked, False
        if level:
            self.builder.add(BlockKind.HEADING, text, level=level)
        elif is_item and text:
            self.builder.add(BlockKind.LIST_ITEM, "- " + text)
        else:
            self.builder.add(BlockKind.PARAGRAPH, text)
        self._add_boxes()

    def lay_out(self, word: str, value: int) -> None:
        """Takes a word that lays out a table; others mean nothing here."""
        if word in ("nestcell", "nestrow"):
            self.line.append(" ")
        elif word == "cell":
            self._cell.append(self._take_line())
            self._texts.append(" ".join(text for text in self._cell if text))
            self._cell = []
            self.is_marked = False
        elif word == "row":
            # A row may leave out what was said of the one before it.
            self._rows.append(
                Row(self._row.left, list(self._row.plans), self._row.is_header, self._texts)
            )
            self._texts = []
        elif word == "trowd":
            self._row, self._plan = Row(), CellPlan()
        elif word == "trleft":
            self._row.left = value
        elif word == "trhdr":
            self._row.is_header = True
        elif word == "clmrg":
            self._plan.joins_left = True
        elif word == "clvmrg":
            self._plan.joins_above = True
        elif word == "cellx":
            self._plan.edge = value
            self._row.plans.append(self._plan)
            self._plan = CellPlan()

    def finish(self) -> None:
        """Ends what is open, and adds the notes."""
        self.end_paragraph(0, is_item=False, in_table=bool(self._cell or self._texts))
        if any(self._cell):
            self.lay_out("cell", 0)
        if self._texts:
            self.lay_out("row", 0)
        self._end_table()
        self._add_boxes()
        notes = [text for note in self.notes if (text := " ".join(_mend(note).split()))]
        if notes:
            self.builder.add(BlockKind.HEADING, "Notes", level=1)
            for note in notes:
                self.builder.add(BlockKind.PARAGRAPH, note)

    def _take_line(self) -> str:
        text = _mend("".join(self.line)).strip()
        self.line.clear()
        return text

    def _end_table(self) -> None:
        if not self._rows:
            return
        rows, self._rows = self._rows, []
        marked = next((n for n, row in enumerate(rows) if not row.is_header), len(rows))
        cells = place_cells(rows)
        headers = count_header_rows(cells, marked=marked if marked < len(rows) else 0)
        self.builder.add_table(cells, header_rows=headers)
        self._add_boxes()

    def _add_boxes(self) -> None:
        for box in self.boxes:
            self.builder.add(BlockKind.PARAGRAPH, _mend(box).strip())
        self.boxes.clear()


def _mend(text: str) -> str:
    """Joins the halves of characters that RTF writes in two, drops what has no width, and writes
    out what is raised."""
    if _SURROGATE.search(text):
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return settle(text.replace("\0", "").replace("\ufeff", ""))
