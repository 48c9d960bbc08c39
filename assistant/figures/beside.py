"""Finds what a bare number counts in the words right beside it: "225 victims", "Victims: 225".

The noun behind it, behind a bracket or at the end of its list, or one named just before. Knows
nothing of verbs, of other sentences or of what is carried over.
"""

from __future__ import annotations

import re

from assistant.figures.amounts import Quantity
from assistant.figures.nouns import Label, read_counted, read_listed, read_noun_phrase

# "the number of suspects was 149", "the number of cases in the north grew from 10".
_NUMBER_OF = re.compile(r"\b(?:number|total|count) of(?=\s)")
_TO_NUMBER = re.compile(r"(?:\s[^\W\d_][\w’'-]*){0,7}[\s:=]*")
# "12 (5%) of", "three (2021: four) decreases", "12 (5%) partnerships": the noun behind the bracket.
_BESIDE = re.compile(r"\s\((?:(?:in\s)?(?:19|20)\d\d:\s)?[\w.,$€£%–-]{1,20}\)(?=\s[a-z])")
_IN_BESIDE = re.compile(
    r"\d[^\s()]*\s\((?:(?:in\s)?(?:19|20)\d\d:\s)?$|\b[a-z]{3,5}\s\((?:19|20)\d\d:\s$"
)
# "the 27-storey tower", "a 12-member panel": storeys and members are counted.
_JOINED = re.compile(
    r"-(?P<noun>(?!(?:strong|odd|plus|fold|half|third|fourth|quarter|fifth|tenth)s?\b)"
    r"[a-z]{3,}(?<!ed)(?<!ly)(?<!al)(?<!ary)(?<!ic))(?=\s[A-Za-z])"
)
# "p < 0.05", "(n = 467)": letters that studies have for what they give.
_LETTER = re.compile(
    r"(?<![\w.’'-])(?P<letter>[pPnNrRtFz]|[pP][ -]values?)\s?(?P<sign>[=<>≤≥,¼]?)\s?$"
)
_CAPTIONED = re.compile(
    r"(?:^|[\n.;|*-]\s*)([A-Z][^\W\d_]+(?: [^\W\d_]+){0,4})(?::(?:\*\*)?|\s=)\s*$"
)
# A row of a table told as a line: "Other income 258 (54) NM".
_ROW = re.compile(
    r"(?P<name>[A-Z][^\d\n$€£—–]{3,60}?)(?P<run>(?:\s+(?:[$€£]\s?)?(?:\d{4}-\d\d-\d\d"
    r"|\(?-?\d[\d.,]*\)?\s?%?|NM|[—–-])){2,20})\s*"
)
# The same with digits in its name and words behind: "… the fastest 90 percent n/a 39 40 36 35 Met".
_LONG_ROW = re.compile(
    r"(?P<name>[A-Z][^|]{8,200}?[a-z])(?P<run>(?:\s+(?:[$€£]\s?)?(?:\(?-?\d[\d.,]*\)?%?|n/a|N/?A|NM|[—–-]"
    r")(?!\S)){4,20})(?:\s[A-Z↔][\w↔]*){0,4}\s*"
)


def read_beside(text: str, quantity: Quantity, end: int) -> Label | None:
    """Returns what a bare number counts: the noun behind it, in a list, or named before it."""
    letter = _LETTER.search(text, max(0, quantity.start - 12), quantity.start)
    if letter and (letter["sign"] or text[quantity.start] in "=<>≤≥"):
        return Label(letter["letter"], end)
    joined = _JOINED.match(text, end)
    if joined:
        return Label(joined["noun"], joined.end())
    return (
        read_counted(text, end, len(text))
        or past_bracket(text, quantity, end)
        or read_listed(text, end, len(text))
        or _noun_before(text, quantity.start)
    )


def past_bracket(text: str, quantity: Quantity, end: int) -> Label | None:
    """Reads the noun that a number shares with the one in brackets: "12 (5%) partnerships"."""
    inside = text.startswith(")", end) and _IN_BESIDE.search(
        text, max(0, quantity.start - 24), quantity.start
    )
    beside = _BESIDE.match(text, end)
    start = end + 1 if inside else beside.end() if beside else None
    if start is None or text.startswith(" more", start):
        return None
    label = read_noun_phrase(text, start, len(text))
    return Label(label.text, end) if label else None


def read_row(text: str, quantity: Quantity, end: int) -> Label | None:
    """Returns the name of a table's row told as a line, for the numbers of its run."""
    row = _ROW.fullmatch(text) or _LONG_ROW.fullmatch(text)
    if row is None or quantity.start < row.start("run"):
        return None
    return Label(" ".join(row["name"].split()).strip(" :"), end)


def _noun_before(text: str, start: int) -> Label | None:
    """Reads "Victims rescued: 225" and "the number of suspects was 149"."""
    before = text[max(0, start - 90) : start]
    for match in reversed(list(_NUMBER_OF.finditer(before))) if " of " in before else ():
        label = read_noun_phrase(before, match.end(), len(before))
        if label and _TO_NUMBER.fullmatch(before, label.end):
            return Label(label.text, start)
    caption = _CAPTIONED.search(before) if ":" in before or "=" in before else None
    return Label(caption.group(1).strip(), start) if caption else None
