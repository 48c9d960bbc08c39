"""Finds what names a table's rows, and which rows and tables hold no figures but places.

Knows nothing of offsets, units or values: a row is the columns and words of its cells.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import TypeAlias

from assistant.figures.cells import is_figure

Row: TypeAlias = Sequence[tuple[int, str]]
"""A row's cells in order: the column of each and its words."""

_LONGEST_NAME = 60
_LONGEST_LAST = 45
_MOST_NAMES = 3
_DIGIT = re.compile(r"\d")
_LETTER = re.compile(r"[^\W\d_]")
# A name does not begin with a sum or a share: "$3 a share", "56% of adults", "5,000 shares".
_OPENS_WITH_FIGURE = re.compile(r"[\s(]*(?:[$€£¥]|[\d.,]+\s?%|\d{1,3}(?:,\d{3})+|\d+\.\d)")
_DAY = re.compile(
    r"(?:\d{1,2}\s)?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s[\d ,]+", re.I
)
# Marks that stand where a name would: the letters of a test of difference, "N/A".
_NO_NAME = re.compile(r"(?:[a-z](?:\s+|\Z))+|n/?a\.?|[-–—]+(?:\s?%)?", re.IGNORECASE)
_PAGE = re.compile(r"(?:[A-F]\s?-\s?)?(\d{1,3})")
_CONTENTS = re.compile(r"\b(?:contents|index|page)\b", re.IGNORECASE)
_HEADED = re.compile(
    r"\s*(?:(?:item|article|part|chapter|section|annex|appendix|schedule|exhibit)\b|\d{1,2}\.\d)",
    re.IGNORECASE,
)
_ENDS_IN_YEAR = re.compile(r"(?:^|\s)((?:19|20)\d\d)$")
_YEAR = re.compile(r"(?:19|20)\d\d")
_LEAST_PAGES = 5


def name_row(row: Row, *, last: bool) -> str:
    """Joins the worded cells that lead a row: "Quintana Roo, Cancún"; with ``last``, its last one.

    A first name may hold digits ("30-149 days past due", "Tax asset (see Note 4)").
    """
    if last and not is_figure(row[0][1]):
        last = False
    if last:
        words = _last_words(row)
        return words if _is_last_name(words) else ""
    names: list[str] = []
    years = find_header_years(row)
    for position, (column, words) in enumerate(row):
        if not words or column in years or (position and not names and _DAY.fullmatch(words)):
            continue
        if _NO_NAME.fullmatch(words):
            continue
        if is_figure(words) or (position and _DIGIT.search(words)):
            if not names and _is_wordy(words):
                names.append(words)
                continue
            if names or column:
                break
            continue
        if words not in names and (not names or len(words) <= _LONGEST_NAME):
            names.append(words)
        if len(names) == _MOST_NAMES:
            break
    return ", ".join(names)


def find_name_columns(rows: Sequence[Row], headers: Mapping[int, str]) -> frozenset[int]:
    """Returns the columns that name the figures to their right, in tables set side by side.

    They have no header and figures on both sides, and no two of their names are the same.
    """
    names: dict[int, list[str]] = defaultdict(list)
    for row in rows:
        plain = [column for column, words in row if _is_plain(words)]
        for column, words in row:
            between = bool(plain) and plain[0] < column < plain[-1]
            if between and not headers.get(column) and _is_last_name(words):
                names[column].append(words)
    return frozenset(c for c, words in names.items() if len(set(words)) == len(words) > 1)


def name_beside(row: Row, column: int, columns: frozenset[int]) -> str:
    """Returns the name nearest to the left of a cell in one of the ``columns``, "" for none."""
    named = [words for place, words in row if place < column and place in columns]
    return next((w for w in reversed(named) if _is_last_name(w)), "")


def find_caption(row: Row, column: int) -> str:
    """Returns the words right before a cell that end in a colon, as forms have them: "Weight:"."""
    before = [words for place, words in row if place < column and words]
    caption = before[-1] if before else ""
    named = caption.endswith(":") and len(caption) <= _LONGEST_NAME and _LETTER.search(caption)
    return caption.rstrip(": ") if named else ""


def has_names_last(rows: Sequence[Row]) -> bool:
    """Tells a table whose rows open with figures and end with what these count."""
    named = [row for row in rows if any(_is_plain(words) for _, words in row)]
    right = [row for row in named if _is_plain(row[0][1]) and _is_last_name(_last_words(row))]
    if len(right) < 2 or 10 * len(right) < 7 * len(named):
        return False
    # "Met", "Not met" say how each row ended, not what it counts.
    return len({_last_words(row) for row in right}) == len(right)


def is_contents(rows: Sequence[Row], caption: str) -> bool:
    """Tells a table of contents: headings numbered or captioned so, and pages that only rise."""
    filled = [[words for _, words in row if words] for row in rows]
    filled = [cells for cells in filled if len(cells) > 1]
    pages = [match for cells in filled if (match := _PAGE.fullmatch(cells[-1]))]
    if len(pages) < _LEAST_PAGES or 10 * len(pages) < 8 * len(filled):
        return False
    numbers = [int(match[1]) for match in pages]
    rising = sum(one <= other for one, other in pairwise(numbers))
    if 10 * rising < 9 * (len(numbers) - 1):
        return False
    others = sum(is_figure(words) for cells in filled for words in cells[1:-1])
    headed = sum(_HEADED.match(cells[0]) is not None for cells in filled)
    told = _CONTENTS.search(caption) is not None or 2 * headed >= len(filled)
    return told and not others


def find_header_years(row: Row) -> frozenset[int]:
    """Returns the columns of years that head columns in a row without a name: "| 2022 | 2021"."""
    if row[0][1]:
        return frozenset()
    columns: set[int] = set()
    before: tuple[int, str] | None = None
    for column, words in row:
        if not words:
            continue
        match = _ENDS_IN_YEAR.search(words)
        year = int(match[1]) if match else 0
        last = _ENDS_IN_YEAR.search(before[1]) if before else None
        if before and last and year and abs(int(last[1]) - year) == 1:
            columns |= {c for c, w in (before, (column, words)) if _YEAR.fullmatch(w)}
        before = (column, words)
    return frozenset(columns)


def _is_plain(words: str) -> bool:
    return is_figure(words) and not _YEAR.fullmatch(words)


def _is_wordy(words: str) -> bool:
    """Tells a name that has digits in it from a figure with words and from a day."""
    letters = len(_LETTER.findall(words))
    wordy = letters > 4 and letters > 2 * len(_DIGIT.findall(words))
    return wordy and not (_OPENS_WITH_FIGURE.match(words) or _DAY.fullmatch(words))


def _last_words(row: Row) -> str:
    return next((words for _, words in reversed(row) if words), "")


def _is_last_name(words: str) -> bool:
    """Tells a name from the end of a sentence that stands beside the table."""
    return (
        len(words) <= _LONGEST_LAST
        and words[:1].isupper()
        and not _DIGIT.search(words)
        and len(_LETTER.findall(words)) > 2
    )
