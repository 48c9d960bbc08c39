"""Finds how many of a table's first rows are headers. Knows nothing of file formats."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.loading.building import GridCell

_NUMBER = re.compile(
    r"[(\[]?\s*[-+−–<>≤≥~±]?\s*(?:[A-Z]{0,3}[$€£¥₹]|Rs\.?|USD|EUR|GBP)?\s*[-+−–(]?"
    r"\d[\d,.\s\u00a0]*\s*(?:%|percent|pp|bn|[mkMKB]|MM|mn|tn|million|billion|trillion|thousand|crore|lakh)?\s*[)\]]?[*†‡\da-c]{0,2}"
)
# The marks of notes behind a cell's words: "124[1]", "2022¹", "98*†".
_NOTED = re.compile(r"(?:\[\^?\w{1,3}(?:\s?[,;–-]\s?\w{1,3})*\]|[⁰¹²³⁴-⁹ᵃ-ᶻ*†‡])+$")
_BLANK = re.compile(r"[-–—.…*†‡]*|n/?a|N/?A|nil|none", re.IGNORECASE)
_YEAR = re.compile(
    r"(?:FY|CY|Q[1-4]|H[12])?\s?(?:19|20)\d\d(?:\s?[-–/]\s?(?:(?:19|20)?\d\d))?[a-z*]?",
    re.IGNORECASE,
)
_DATE = re.compile(
    r"(?:19|20)\d\d-\d\d-\d\d|\d{1,2}[/.]\d{1,2}[/.](?:19|20)?\d\d"
    r"|(?:[A-Z][a-z]{2,8}\.? \d{1,2},?|\d{1,2} [A-Z][a-z]{2,8}\.?) (?:19|20)\d\d"
)
_HEADER_ROWS_AT_MOST = 3
_NUMBER_AT_MOST = 40


def is_number(text: str) -> bool:
    """Whether a cell holds a quantity and nothing else ("1,234", "(5.2)", "$12m", "45 %")."""
    return len(text) <= _NUMBER_AT_MOST and _NUMBER.fullmatch(_without_marks(text)) is not None


def _without_marks(text: str) -> str:
    return _NOTED.sub("", text.strip()).rstrip()


def is_blank(text: str) -> bool:
    """Whether a cell says that there is nothing to say ("", "-", "n/a")."""
    return _BLANK.fullmatch(text.strip()) is not None


def is_year(text: str) -> bool:
    """Whether a cell is a year or a span of years ("2022", "FY 2022", "2019-20")."""
    return _YEAR.fullmatch(_without_marks(text)) is not None


def is_value(text: str) -> bool:
    """Whether a cell is what a table's body holds: a quantity or a day, not a year."""
    return (is_number(text) and not is_year(text)) or is_date(text)


def is_date(text: str) -> bool:
    """Whether a cell is a day ("2026-09-30", "9/30/2022", "30 June 2022")."""
    return _DATE.fullmatch(_without_marks(text)) is not None


def count_header_rows(cells: Sequence[GridCell]) -> int:
    """Returns how many first rows hold only words or years while the rows below hold numbers.

    A table all in words has one header row when its first row is short and full; else none.
    """
    rows: dict[int, list[GridCell]] = {}
    for cell in cells:
        rows.setdefault(cell.row, []).append(cell)
    ordered = [rows[number] for number in sorted(rows)]
    if len(ordered) < 2:
        return 0
    count = 0
    for number, row in enumerate(ordered[:_HEADER_ROWS_AT_MOST]):
        if not (_looks_like_header(row) or _heads_by_dates(row, ordered[number + 1 :])):
            break
        count += 1
    body = ordered[count:]
    if not body:
        return _count_worded(ordered)
    if not any(is_value(cell.text) for row in body for cell in row):
        return _count_worded(ordered)
    # A label alone on its row just above numbers is a section of the body, not a header.
    while count > 1 and _filled(ordered[count - 1]) == 1 and ordered[count - 1][0].columns == 1:
        count -= 1
    return count


def _looks_like_header(row: Sequence[GridCell]) -> bool:
    texts = [cell.text.strip() for cell in row]
    if not any(texts):
        return False
    rest = texts[1:] if len(texts) > 1 else texts
    return not any(is_value(text) for text in rest) and (
        any(text and not is_blank(text) for text in rest) or bool(texts[0])
    )


def _heads_by_dates(row: Sequence[GridCell], below: Sequence[Sequence[GridCell]]) -> bool:
    """Whether a row is of days that head columns of quantities: no column is of days itself."""
    days = {cell.column for cell in row[1:] if is_date(cell.text)}
    others = [cell for cell in row[1:] if cell.column not in days and is_value(cell.text)]
    under = [cell for line in below for cell in line if cell.column in days]
    quantities = any(is_number(cell.text) for cell in under)
    return (
        len(days) > 1
        and not others
        and quantities
        and not any(is_date(cell.text) for cell in under)
    )


def _filled(row: Sequence[GridCell]) -> int:
    return sum(1 for cell in row if cell.text.strip())


def _count_worded(ordered: Sequence[Sequence[GridCell]]) -> int:
    first = [cell.text.strip() for cell in ordered[0]]
    if len(first) < 2 or not all(first[1:]) or any(is_number(t) and not is_year(t) for t in first):
        return 0
    lengths = [len(cell.text) for row in ordered[1:] for cell in row]
    typical = sum(lengths) / max(1, len(lengths))
    return 1 if max(map(len, first)) <= max(40.0, typical) else 0
