"""Reads rates: "3.2 per 100,000", "12 deaths per 1,000 live births", "5 per day".

What they are told for is part of the unit: 12 per 1,000 live births are not 12 per 1,000 women.
Knows nothing of what is counted.
"""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.figures.amounts import Quantity
from assistant.figures.lexicon import SCALES
from assistant.figures.numerals import parse_digits
from assistant.records import Kind

_BASE = re.compile(
    r"(?:\s|^)(?:per|for\severy|in\severy)\s(?P<base>\d{1,3}(?:[, ]\d{3}){1,3}|\d{2,9}"
    r"|(?:a\s)?(?:thousand|million|hundred))\b(?![.,]\d|\s?%)"
    # The words that bases are told in; any noun would take "per 1,000 compared" along.
    r"(?:\s(?:of\s(?:the\s)?)?(?P<of>(?:(?:live|full-time|resident|adult|registered|female|male)\s)?"
    r"(?:people|persons|population|inhabitants|residents|births|children|infants|women|men|adults"
    r"|girls|boys|patients|pupils|students|graduates|workers|employees|staff|households|families"
    r"|pregnancies|deliveries|vehicles|cars|passengers|flights|departures|journeys|tests|samples"
    r"|animals|cattle|farms|users|members|voters|km2|km|kilometres|kilometers|miles|hours|days"
    r"|person-years|hectares|acres|tonnes|litres|kg))\b)?"
)
_HEADS = frozenset(("people", "persons", "population", "inhabitants", "residents"))
_BETWEEN = re.compile(r"(?:\s[a-z][a-z-]*){0,4}")
_EACH = re.compile(
    r"(?:\stimes(?=\s(?:per|an?|each|every)\s))?"
    r"\s(?:per|an?)\s(?P<each>day|week|month|year|hour|minute|night|person|household|head|capita)\b"
    r"(?!\s(?:ago|earlier|later|before|on)\b)"
)
# "34,500 tonnes of rolled copper a year": the stuff measured stays outside the surface.
_STUFF_EACH = re.compile(
    r"\sof(?:\s(?!is\b|was\b|are\b|were\b|once\b|twice\b)[a-z][a-z-]*){1,2}\s(?:per|an?)\s"
    r"(?P<each>day|week|month|year|hour|minute|kg|litre|liter|tonne|hectare)\b"
    r"(?!\s(?:ago|earlier|later|before)\b)"
)


def find_bases(text: str) -> list[re.Match[str]]:
    """Returns where a text says "per 100,000" or the like: the base is no figure of its own."""
    return list(_BASE.finditer(text)) if " per " in text or " every " in text else []


def skip_base(text: str, at: int) -> int:
    """Returns the end of the base that stands at an offset, else the offset."""
    base = _BASE.match(text, at)
    return base.end() if base else at


def with_rates(text: str, numbers: list[Quantity], bases: list[re.Match[str]]) -> list[Quantity]:
    """Returns the numbers with each rate's base as its unit: "per 100,000", "per day".

    A noun between ("12 deaths per 1,000") stays outside the surface; it is what is counted.
    """
    return [_with_base(text, number, bases) for number in numbers]


def _with_base(text: str, number: Quantity, bases: list[re.Match[str]]) -> Quantity:
    if number.kind not in (Kind.NUMBER, Kind.MONEY, Kind.MEASURE):
        return number
    for base in bases:
        if base.start() >= number.end and _BETWEEN.fullmatch(text, number.end, base.start()):
            per = _per(base)
            end = base.end() if base.start() == number.end else number.end
            if number.kind is Kind.NUMBER:
                return replace(number, end=end, unit=per, kind=Kind.RATE)
            return replace(number, end=end, unit=f"{number.unit} {per}")
    if number.kind is Kind.MEASURE:
        behind = _STUFF_EACH.match(text, number.end)
        return replace(number, unit=f"{number.unit} per {behind['each']}") if behind else number
    each = _EACH.match(text, number.end) if number.kind is Kind.NUMBER else None
    if each:
        return replace(number, end=each.end(), unit=f"per {each['each']}", kind=Kind.RATE)
    return number


def _per(base: re.Match[str]) -> str:
    """Returns "per 100,000 live births"; whoever lives in a place is "people"."""
    of = base["of"] or ""
    counted = "people" if of.split(" ")[-1] in _HEADS else of
    return f"per {_size(base['base']):,} {counted}".rstrip()


def _size(base: str) -> int:
    word = base.split()[-1]
    return SCALES[word] if word in SCALES else int(parse_digits(base.replace(" ", "")))
