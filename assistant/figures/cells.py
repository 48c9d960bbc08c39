"""Reads the figure of one table cell, its headers at hand. Knows nothing of the table's layout.

A cell's scale and unit come from the cell, else its unit column, its row's words, its column's,
its section's, or the words above the table ("in thousands", "US$ million", "%").
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from assistant.figures.amounts import Quantity
from assistant.figures.currencies import CURRENCY_CODES, CURRENCY_SIGNS
from assistant.figures.lexicon import DURATIONS
from assistant.figures.numerals import DIGITS, parse_digits, tidy
from assistant.figures.quantities import find_quantities
from assistant.figures.stems import is_person
from assistant.figures.units import read_unit
from assistant.records import Kind

_SIGNS = "|".join(re.escape(sign) for sign in sorted(CURRENCY_SIGNS, key=len, reverse=True))
_CELL = re.compile(
    rf"(?P<open>\()?\s*(?P<minus>[-−–])?\s*(?P<currency>{_SIGNS})?\s*(?P<open2>\()?"
    rf"(?P<minus2>[-−])?\s*(?P<digits>{DIGITS})\s*(?P<percent>%)?\s*(?P<close>\))?"
    r"\s*(?P<percent2>%)?(?P<note>\s*(?:\*+|†|‡|\[\^?\w{1,2}\]|\([a-z0-9]\)|[a-e]))?"
)
_LETTER = re.compile(r"[^\W\d_]")
YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_YEARISH = re.compile(
    r"\b(?:year|season|date|fy|founded|opened|established|since)\b", re.IGNORECASE
)
_SCALE_HINT = re.compile(
    r"(?<![A-Za-z])(?P<scale>thousands?|(?<![,.\d])000s?|(?<![,.\d])000's|millions?|billions?|mn|bn)(?![A-Za-z])"
    r"|(?<=[$€£])\s?(?P<letter>[mk]|bn)\b",
    re.IGNORECASE,
)
_SCALE_IS_UNIT = re.compile(
    r"\(.*\)|\bin\b|,|[$€£]|\b(?:USD|EUR|GBP|dollars|euros)\b|^'?000", re.IGNORECASE
)
_SCALES = {"t": 10**3, "0": 10**3, "k": 10**3, "m": 10**6, "b": 10**9}
_UNSCALED = re.compile(
    r"per (?:share|unit|employee|capita|cent)|percent|%|\bratio\b"
    r"|\bnumber of (?:employees|shares|stores)\b|years?\b|headcount",
    re.IGNORECASE,
)
_NOT_MONEY = re.compile(
    r"percent|per cent|%|\bratio\b|\bnumber of\b|\byears?\b|headcount"
    r"|\bemployees\b|\bshares outstanding\b",
    re.IGNORECASE,
)
_PERCENT = re.compile(r"%|\bper ?cent\b|\bpercentage\b(?! point)", re.IGNORECASE)
_POINTS = re.compile(r"\bpercent(?:age)?[ -]points?\b", re.IGNORECASE)
_COMMA = re.compile(r",(?!\d)")
# Rows of a band of sums count who has them: "<$30,000", "$30,000–$49,999", "$75,000 or more".
_BAND = re.compile(
    rf"(?:[<>≤≥]|less than|under|over|more than|up to|below|above)\s?(?:{_SIGNS})\s?[\d,.]+[KkMm]?"
    rf"|(?:{_SIGNS})\s?[\d,.]+[KkMm]?(?:\s?\+|\s?(?:-|–|to)\s?<?(?:{_SIGNS})?\s?[\d,.]+[KkMm]?"
    r"|\s(?:or|and)\s(?:more|less|over|above|under|below))",
    re.IGNORECASE,
)
# "Placement @ $0.03" names a price, not a unit; "£m" is pounds.
_MONEY = re.compile(
    rf"(?<![A-Za-z@])(?<!@\s)(?P<sign>{_SIGNS})(?!(?!(?:[mk]|bn|mn)\b)[A-Za-z])|\b(?P<code>{'|'.join(CURRENCY_CODES)})\b|\b(?P<word>dollars|euros)\b"
)
_IN_BRACKETS = re.compile(r"[(\[]([^()\[\]]{1,24})[)\]]")
# "US$ million", "in thousands of euros", "percent": a unit, and nothing that is counted.
_UNIT_ONLY = re.compile(
    rf"(?:in\s)?(?:(?:{_SIGNS}|{'|'.join(CURRENCY_CODES)}|(?:US\s)?dollars|euros|thousands?|'?000s?"
    r"|millions?|billions?|mn|bn|%|per\s?cent|percentage)(?:\s+of)?(?:\s+|/|$))+",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Heads:
    """What stands around a cell: its row's, column's and section's words, its unit, the caption."""

    row: str
    column: str
    section: str
    unit: str
    caption: str
    label: str


def is_figure(words: str) -> bool:
    """Tells whether a cell holds one plain figure and nothing else."""
    return _CELL.fullmatch(words) is not None


def without_unit(words: str) -> str:
    """Returns a header without its unit: "Change" of "Change, percent"; "" where it has no more."""
    for bracket in _IN_BRACKETS.finditer(words):
        if _UNIT_ONLY.fullmatch(bracket.group(1)) or _unit_named(bracket.group(1)):
            words = words.replace(bracket.group(), " ")
    kept = (part for part in _COMMA.split(words) if not _UNIT_ONLY.fullmatch(part.strip()))
    return " ".join(",".join(kept).split()).strip(" ,")


def is_year(words: str, heads: Heads) -> bool:
    """Tells a year from a count: under "Year" or "Founded", or naming its own row."""
    return YEAR.fullmatch(words) is not None and (
        _YEARISH.search(heads.column) is not None or words == heads.row
    )


def read_cell(words: str, heads: Heads) -> list[Quantity]:
    """Returns the quantities of a cell; offsets are into ``words``.

    A plain figure takes sign, scale and unit from its headers; a cell of words and numbers
    ("45 (32%)", "15–17", "3 March 2021") is read as text, bare numbers in it like plain ones.
    """
    if is_year(words, heads):
        return [Quantity(0, len(words), words, None, Kind.DATE)]
    match = _CELL.fullmatch(words)
    if match is None:
        found = find_quantities(words)
        if _LETTER.search(words) is None:
            # "$ (12) $ (7)": sums that share a cell take the table's scale like one alone.
            found = [_scaled_sum(quantity, heads) for quantity in found]
        return [_under_heads(quantity, heads) for quantity in found]
    value = parse_digits(match["digits"])
    # Accountants write losses in brackets: (1,234) is -1234, in tables only.
    bracketed = (match["open"] or match["open2"]) and match["close"]
    if bracketed or match["minus"] or match["minus2"]:
        value = -value
    end = len(words[: match.start("note")].rstrip()) if match["note"] else len(words)
    if match["percent"] or match["percent2"]:
        return [Quantity(0, end, value, "%", Kind.PERCENT)]
    if match["currency"]:
        unit, kind = CURRENCY_SIGNS[match["currency"]], Kind.MONEY
        return [Quantity(0, end, tidy(value * _scale(heads)), unit, kind)]
    return [_under_heads(Quantity(0, end, value, None, Kind.NUMBER), heads)]


def _scaled_sum(quantity: Quantity, heads: Heads) -> Quantity:
    if quantity.kind is not Kind.MONEY or quantity.scale != 1 or quantity.upper is not None:
        return quantity
    assert isinstance(quantity.value, Decimal)
    return replace(quantity, value=tidy(quantity.value * _scale(heads)))


def _under_heads(quantity: Quantity, heads: Heads) -> Quantity:
    """Gives a bare number the unit and scale its headers state."""
    if quantity.kind is not Kind.NUMBER or isinstance(quantity.value, str):
        return quantity
    unit, kind, scale = _unit(heads)
    if quantity.scale != 1:
        scale = 1
    upper = quantity.upper
    if isinstance(upper, Decimal):
        upper = tidy(upper * scale)
    return replace(quantity, value=tidy(quantity.value * scale), upper=upper, unit=unit, kind=kind)


# "Days to pay a claim", "Months from award to start": the label names the unit.
_LASTING = re.compile(
    r"(days|weeks|months|hours|minutes|years)\s+(?:to|from|until|between|for)\b", re.IGNORECASE
)


def _unit(heads: Heads) -> tuple[str | None, Kind, int]:
    """Returns unit, kind and scale from the headers, the nearest first."""
    row = "" if _BAND.fullmatch(heads.row) else heads.row
    near = (heads.unit, row, heads.column, heads.section)
    for words in near[:1] if heads.unit else near:
        if _POINTS.search(words):
            return "percentage point", Kind.PERCENT, 1
        if _PERCENT.search(words):
            return "%", Kind.PERCENT, 1
    if not _NOT_MONEY.search(f"{heads.row} {heads.column}"):
        for words in (*near, heads.caption) if not heads.unit else (heads.unit,):
            money = _MONEY.search(words)
            if money:
                unit = CURRENCY_SIGNS.get(money["sign"] or "") or money["code"]
                unit = unit or {"dollars": "USD", "euros": "EUR"}[money["word"]]
                return unit, Kind.MONEY, _scale(heads)
    lasting = _LASTING.match(heads.row) or _LASTING.match(heads.column)
    if lasting:
        return DURATIONS[lasting.group(1).lower()], Kind.DURATION, 1
    measured = _measure(heads)
    if measured:
        return measured[0], measured[1], _scale(heads)
    if any(words and is_person(words) for words in (heads.label.split(",")[0], heads.column)):
        return "person", Kind.COUNT, _scale(heads)
    return None, Kind.COUNT if heads.label else Kind.NUMBER, _scale(heads)


def _measure(heads: Heads) -> tuple[str, Kind] | None:
    """Reads a measure from the unit column, or from brackets in the headers: "Area (km2)"."""
    words = [heads.unit] if heads.unit else []
    words += [m.group(1) for head in (heads.row, heads.column) for m in _IN_BRACKETS.finditer(head)]
    return next((unit for name in words if (unit := _unit_named(name))), None)


def _unit_named(name: str) -> tuple[str, Kind] | None:
    """Returns the measure that words name and nothing else: "km2"."""
    unit = read_unit(f"1 {name}", 1, scaled=False)
    return (unit.unit, unit.kind) if unit and unit.end == len(name) + 2 else None


def _scale(heads: Heads) -> int:
    if _UNSCALED.search(f"{heads.row} {heads.column}"):
        return 1
    for words in (heads.unit, heads.row, heads.column, heads.section, heads.caption):
        hint = _SCALE_HINT.search(words)
        if hint and (words == heads.unit or _SCALE_IS_UNIT.search(words)):
            return _SCALES[(hint["scale"] or hint["letter"])[0].lower()]
    return 1
