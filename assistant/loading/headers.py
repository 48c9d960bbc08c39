"""Finds how many of a table's first rows are headers. Knows nothing of file formats."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from assistant.loading.building import GridCell

_NUMBER = re.compile(
    r"[(\[]?\s*[-+−–<>≤≥~±]?\s*(?:[A-Z]{0,3}[$€£¥₹]|Rs\.?|USD|EUR|GBP)?\s*[-+−–(]?"
    r"\d[\d,.\s\u00a0]*\s*(?:%|percent|pp|bn|[mkMKB]|MM|mn|tn|million|billion|trillion|thousand|crore|lakh)?\s*[)\]]?[*†‡\da-c]{0,2}"
)
# The marks of notes behind a cell's words: "124[1]", "2022¹", "98*†".
_NOTED = re.compile(r"(?:\[\^?\w{1,3}(?:\s?[,;–-]\s?\w{1,3})*\]|[⁰¹²³⁴-⁹ᵃ-ᶻ*†‡])+$")
_BLANK = re.compile(
    r"[-–—.…*†‡]*|:|\(?(?:n/?a|n\. ?a\.?)\)?|\([dsxz]\)|nil|none|not (?:available|applicable)",
    re.IGNORECASE,
)
_YEAR = re.compile(
    r"(?:FY|CY|Q[1-4]|H[12])?\s?(?:19|20)\d\d(?:\s?[-–/]\s?(?:(?:19|20)?\d\d))?[a-z*]?",
    re.IGNORECASE,
)
_DATE = re.compile(
    r"(?:19|20)\d\d-\d\d-\d\d|\d{1,2}[/.]\d{1,2}[/.](?:19|20)?\d\d"
    r"|(?:[A-Z][a-z]{2,8}\.? \d{1,2},?|\d{1,2} [A-Z][a-z]{2,8}\.?) (?:19|20)\d\d"
)
_MONEY = r"(?:[A-Z]{0,3}[$€£¥₹]|USD|EUR|GBP|RMB|HKD)"
_MULTIPLE = r"(?:[’']?000s?|m|k|bn|mn|thousands?|millions?|billions?)"
# A corner that says in what the numbers are given, and names no row.
_CORNER = re.compile(
    rf"\(.*\)|(?:.*\s)?in (?:thousands|millions|billions|%)\b.*|{_MONEY}\s?{_MULTIPLE}?",
    re.IGNORECASE,
)
_UNIT = re.compile(
    rf"\(?(?:{_MONEY}\s?{_MULTIPLE}?|{_MULTIPLE}|%|per ?cent|no\.?|notes?)\)?", re.IGNORECASE
)
_HEADER_ROWS_AT_MOST = 3
_NUMBER_AT_MOST = 40
# The same cells are asked about again and again while a table's rows and heads are found.
_REMEMBERED = 4096


@lru_cache(_REMEMBERED)
def is_number(text: str) -> bool:
    """Whether a cell holds a quantity and nothing else ("1,234", "(5.2)", "$12m", "45 %")."""
    return len(text) <= _NUMBER_AT_MOST and _NUMBER.fullmatch(_without_marks(text)) is not None


def _without_marks(text: str) -> str:
    return _NOTED.sub("", text.strip()).rstrip()


@lru_cache(_REMEMBERED)
def is_blank(text: str) -> bool:
    """Whether a cell says that there is nothing to say ("", "-", "n/a")."""
    return _BLANK.fullmatch(text.strip()) is not None


@lru_cache(_REMEMBERED)
def is_year(text: str) -> bool:
    """Whether a cell is a year or a span of years ("2022", "FY 2022", "2019-20")."""
    return _YEAR.fullmatch(_without_marks(text)) is not None


@lru_cache(_REMEMBERED)
def is_value(text: str) -> bool:
    """Whether a cell is what a table's body holds: a quantity or a day, not a year."""
    return (is_number(text) and not is_year(text)) or is_date(text)


@lru_cache(_REMEMBERED)
def is_date(text: str) -> bool:
    """Whether a cell is a day ("2026-09-30", "9/30/2022", "30 June 2022")."""
    return _DATE.fullmatch(_without_marks(text)) is not None


def is_unit(text: str) -> bool:
    """Whether a cell is a unit or scale alone ("$", "£'000", "%", "million")."""
    return _UNIT.fullmatch(text.strip()) is not None


def count_header_rows(cells: Sequence[GridCell], *, marked: int = 0) -> int:
    """Returns how many first rows hold only words or years while the rows below hold numbers.

    The first ``marked`` rows are headers by the file's own word; rows below them may be, too. A
    table all in words has one header row when its first row is short and full; else none.
    """
    rows: dict[int, list[GridCell]] = {}
    for cell in cells:
        rows.setdefault(cell.row, []).append(cell)
    ordered = [rows[number] for number in sorted(rows)]
    if len(ordered) < 2:
        return marked
    count = min(marked, len(ordered))
    for number, row in enumerate(ordered[count : max(_HEADER_ROWS_AT_MOST, marked)], count + 1):
        heads = _looks_like_header(row) or _heads_by_dates(row, ordered[number:])
        if not heads or not _goes_with(row, ordered[:count]):
            break
        count += 1
    body = ordered[count:]
    if not any(is_value(cell.text) for row in body for cell in row):
        return marked or _count_worded(ordered)
    # A label alone on its row just above numbers is a section of the body, not a header.
    while (
        count > max(1, marked)
        and _filled(ordered[count - 1]) == 1
        and ordered[count - 1][0].columns == 1
    ):
        count -= 1
    return count


def _goes_with(row: Sequence[GridCell], above: Sequence[Sequence[GridCell]]) -> bool:
    """Whether a row says more of columns that the header rows above name, or names others.

    A first row of the body ("Founded | 1990 | 1995") has a name of its own and full headers.
    """
    if not above:
        return True
    heads: dict[int, str] = {}
    for cell in (cell for line in above for cell in line if cell.text.strip()):
        heads.update((column, cell.text) for column in _covered(cell))
    corner = row[0].text.strip() if row[0].column == 0 else ""
    rest = [cell for cell in row if cell.column and cell.text.strip()]
    if not rest:
        return not any(column for column in heads)
    if not corner or corner == heads.get(0, "").strip() or _CORNER.fullmatch(corner):
        return True
    over = [heads.get(column, "") for cell in rest for column in _covered(cell)]
    shared = any(one and one == other for one, other in pairwise(over))
    return shared or not all(over) or all(is_unit(cell.text) for cell in rest)


def _covered(cell: GridCell) -> range:
    return range(cell.column, cell.column + cell.columns)


def _looks_like_header(row: Sequence[GridCell]) -> bool:
    texts = [cell.text.strip() for cell in row]
    if not any(texts):
        return False
    rest = texts[1:] if len(texts) > 1 else texts
    return not any(is_value(text) and not is_unit(text) for text in rest) and (
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
