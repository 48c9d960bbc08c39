"""Reads single numbers, in digits or words, with sign, currency, scale and unit.

Knows nothing of ranges, hedges or what is counted. All arithmetic is decimal.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from assistant.figures.covers import is_taken, take
from assistant.figures.currencies import CURRENCY_CODES, CURRENCY_SIGNS, CURRENCY_WORDS
from assistant.figures.lexicon import (
    FUNCTION_WORDS,
    GLUED_SCALES,
    MONEY_SCALES,
    SCALES,
    VAGUE_PLURALS,
)
from assistant.figures.numerals import DIGITS, parse_digits, tidy
from assistant.figures.units import Unit, extend_unit, read_unit
from assistant.figures.words import NUMBER_WORDS, parse_number_words
from assistant.records import Kind, Modifier, Value


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as read: offsets of its whole surface, value in base units, unit, hedge and kind.

    ``scale`` is the power of ten of its scale word, 1 if none.
    """

    start: int
    end: int
    value: Value
    unit: str | None
    kind: Kind
    modifier: Modifier = Modifier.EXACT
    upper: Value | None = None
    scale: int = 1


def any_of(words: Iterable[str]) -> str:
    """Returns regex source for any of the words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_CURRENCY_BEFORE = re.compile(
    rf"(?:(?<![A-Za-z])(?P<currency>{any_of(CURRENCY_SIGNS)}|{'|'.join(CURRENCY_CODES)}|(?:usd|eur|gbp|rmb)(?=\s?$))"
    r"|(?P<sign>[$€£]))[ \u00a0]?(?P<minus>[-−])?$"
)
_SCALE = any_of(SCALES)
SCALE_WORD = re.compile(rf"(?<![A-Za-z])(?:{_SCALE})\b")
_AMOUNT = re.compile(
    rf"(?=[\d.½⅓⅔¼¾⅕⅛⅜⅝⅞])(?P<digits>{DIGITS})"
    rf"(?:(?:[ \u00a0\n-](?P<code>USD|EUR|GBP)(?=[ ](?:million|billion)\b))?"
    rf"(?:[\s\u00a0-]?(?P<scale>{_SCALE})\b|(?P<glued>MM|[kKmMbBt])(?![\w²³/'’])"
    r"|\s?(?P<m_code>M(?:USD|EUR|GBP|SEK|NOK|DKK))\b))?"
)
_SIGN_BEFORE = re.compile(r"(?:(?<![\w)\d.,%])[-−–]|\bminus[\s-]\s?)$")
_ORDINAL_END = re.compile(r"(?:st|nd|rd|th)\b")
_IDENTIFIER_END = re.compile(r"[A-Z]\b|[A-Za-z]\d|[a-z]{2,}\d")
_WORDED = re.compile(
    rf"\b(?=[abcdefhlmnostzABCDEFHLMNOSTZ])(?:(?P<vague>(?:(?:tens|dozens|scores|hundreds)\sof\s)?(?:{any_of(VAGUE_PLURALS)})"
    r"(?=\s+of\b|\s+(?:more|have|were|are|and)\b|[\s,.;][^\W\d_]|[.,;]|$))"
    r"|(?P<dozen>(?:(?P<many>an?|half\sa|one|two|three|four|five|six|ten|several)\s)?dozen)\b"
    r"|(?P<couple>a\s(?:couple\sof|pair\sof))(?=\s)"
    rf"|(?P<words>{NUMBER_WORDS}))",
    re.IGNORECASE,
)
_MILLIONS_AFTER = re.compile(
    r"\s(?P<words>(?:[a-z][a-z-]+\s){0,4}?(?:[a-z]{3,}s|people|women|men))\b"
)
_LENGTH_AFTER = re.compile(
    r"(?:tall|long|high|wide|deep|above|below|race|sprint|dash|freestyle|final|relay|hurdles|thick)\b"
)
_LONGEST = 30


def find_amounts(text: str, cover: bytearray) -> list[Quantity]:
    """Returns the numbers of a text that ``cover`` leaves free, in order, units included."""
    found = list(_in_digits(text, cover)) if _DIGIT.search(text) else []
    taken = bytearray(cover)
    take(taken, ((quantity.start, quantity.end) for quantity in found))
    for match in _WORDED.finditer(text):
        if not is_taken(taken, match.start(), match.end()):
            quantity = _worded(text, match)
            if quantity is not None:
                found.append(quantity)
    return sorted(found, key=lambda quantity: quantity.start)


_DIGIT = re.compile(r"[\d½⅓⅔¼¾⅕⅛⅜⅝⅞]")


def _in_digits(text: str, cover: bytearray) -> Iterator[Quantity]:
    for match in _AMOUNT.finditer(text):
        start, end = match.span("digits")
        if end - start > _LONGEST or is_taken(cover, start, end):
            continue
        if _ORDINAL_END.match(text, end):
            continue
        currency = _CURRENCY_BEFORE.search(text, max(0, start - 7), start)
        if not currency and not _may_start(text, start):
            continue
        quantity = _amount(text, match, currency)
        if quantity.end > end or not _IDENTIFIER_END.match(text, end):
            yield quantity


def _may_start(text: str, start: int) -> bool:
    """Tells a number's own start from the inside of a code, a decimal or a fraction."""
    last = text[start - 1 : start]
    if last.isalnum() or last in ("_", "^"):
        return False
    return not (last in (".", ",", "/") and text[start - 2 : start - 1].isdigit())


def _amount(text: str, match: re.Match[str], currency: re.Match[str] | None) -> Quantity:
    value = parse_digits(match["digits"])
    start, end = match.span("digits")
    money: str | None = None
    if currency:
        sign = currency["currency"] or currency["sign"]
        money = CURRENCY_SIGNS.get(sign) or CURRENCY_SIGNS.get(sign.upper(), sign.upper())
        start = currency.start()
    elif match["code"]:
        money, end = match["code"], match.end("code")
    scale, end, coded = _scale(text, match, end, bool(money))
    money = money or coded
    if scale != 1:
        value = tidy(value * scale)
    minus = _SIGN_BEFORE.search(text, max(0, start - 7), start)
    if minus:
        start = minus.start()
    if minus or (currency and currency["minus"]):
        value = -value
    quantity = Quantity(start, end, value, None, Kind.NUMBER, scale=scale)
    if not money:
        return _with_unit(text, quantity)
    unit = extend_unit(text, Unit(_past_currency(text, end, money), money, Kind.MONEY))
    return replace(quantity, end=unit.end, unit=unit.unit, kind=Kind.MONEY)


_CURRENCY_BEHIND = re.compile(
    rf"[ \u00a0](?:U\.?S\.?(?![A-Za-z])|(?:{any_of(CURRENCY_WORDS)})\b|[A-Z]{{3}}\b)"
)


def _past_currency(text: str, end: int, money: str) -> int:
    """Steps over a currency named twice: "$75 U.S.", "US$4 million dollars"."""
    match = _CURRENCY_BEHIND.match(text, end)
    if match is None:
        return end
    named = match.group().strip()
    same = named == money or (money == "USD" and named[0] == "U") or named.lower() in CURRENCY_WORDS
    return match.end() if same else end


def _scale(text: str, match: re.Match[str], end: int, money: bool) -> tuple[int, int, str | None]:
    """Returns the power of ten, the end of its word, and a currency that came with it (MUSD)."""
    if match["m_code"]:
        return 10**6, match.end("m_code"), match["m_code"][1:]
    if match["scale"]:
        scale = SCALES[match["scale"]]
        again = _SECOND_SCALE.match(text, match.end("scale"))
        if again:
            return scale * SCALES[again[1]], again.end(), None
        return scale, match.end("scale"), None
    glued = match["glued"]
    if glued in GLUED_SCALES:
        return GLUED_SCALES[glued], match.end("glued"), None
    if glued and money:
        return MONEY_SCALES[glued], match.end("glued"), None
    if glued in ("m", "M") and _counts_millions(text, match.end("glued")):
        return 10**6, match.end("glued"), None
    spaced = _LETTER_BILLION.match(text, end)
    if spaced:
        return MONEY_SCALES[spaced[1]], spaced.end(1), None
    return 1, end, None


_SECOND_SCALE = re.compile(r"[ -](thousand|million|billion|trillion|crore)\b")
_LETTER_BILLION = re.compile(r" (B|M)(?= (?:people|dollars|euros|users|households)\b)")


def _counts_millions(text: str, end: int) -> bool:
    """Tells "1.2m tons" and "3m people" from "37m" and "100m sprint"."""
    match = _MILLIONS_AFTER.match(text, end)
    if match is None or _LENGTH_AFTER.match(text, end + 1):
        return False
    words = match["words"].split()
    return not any(word in FUNCTION_WORDS and word != "and" for word in words)


def _with_unit(text: str, quantity: Quantity) -> Quantity:
    """Extends a quantity over the unit that follows it, if one does."""
    unit = read_unit(text, quantity.end, scaled=quantity.scale > 1)
    if unit is None:
        return quantity
    return replace(quantity, end=unit.end, unit=unit.unit, kind=unit.kind)


_NOT_ONE = re.compile(
    r"\b(?:no|any|every|each|some|this|that|which|another|only|than|the|first|last|next|big|good|"
    r"new|old|number|day|square|bbc|air\sforce)[\s-]$",
    re.IGNORECASE,
)
_ONE_PRONOUN = re.compile(
    r"(?:[’']s|\s+(?:another|day|that|can|may|must|might|should|who|is|was|has|could|would|of\s+(?:"
    r"a\skind|these\sdays|us|them\b(?!\s+(?:was|were|is)))))\b|-(?:on|to|off|sided|time|way|stop|third|"
    r"fourth|fifth|half)\b|\s*[.,;:?!)]|\s*$",
    re.IGNORECASE,
)


def _worded(text: str, match: re.Match[str]) -> Quantity | None:
    start, end = match.span()
    words = match.group().lower()
    if match["vague"]:
        return _vague(text, match)
    if match["couple"]:
        return Quantity(start, end - 3, Decimal(2), None, Kind.NUMBER)
    if match["dozen"]:
        return _dozens(match)
    if words == "one" and _is_pronoun(text, start, end):
        return None
    if end < len(text) and text[end] == "-" and _ORDINAL_WORD.match(text, end + 1):
        return None
    value = parse_number_words(words)
    if value is None:
        return None
    if match["words"] and words in _BARE_SCALES:
        return None
    modifier = Modifier.EXACT
    upper = None
    if words.startswith("several "):
        modifier, upper, value = Modifier.BETWEEN, value * 10, value * 2
    scale = 1
    last = words.split()[-1]
    if last in SCALES and SCALES[last] > 100:
        scale = SCALES[last]
    quantity = Quantity(start, end, value, None, Kind.NUMBER, modifier, upper, scale=scale)
    return _with_unit(text, quantity)


def _is_pronoun(text: str, start: int, end: int) -> bool:
    """Tells the pronoun ("the one", "one another") from the number ("one of the computers")."""
    if _ONE_OF.match(text, end):
        return _NO_ONE.search(text, max(0, start - 6), start) is not None
    before = _NOT_ONE.search(text, max(0, start - 12), start)
    return bool(before or _ONE_PRONOUN.match(text, end))


_ONE_OF = re.compile(r"\sof\s(?:the|my|his|her|its|our|their|your|these|those)\b", re.IGNORECASE)
_NO_ONE = re.compile(r"\b(?:no|any|the|each)\s$", re.IGNORECASE)
_ORDINAL_WORD = re.compile(
    r"(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|\w+tieth|hundredth)\b",
    re.IGNORECASE,
)
_BARE_SCALES = frozenset("hundred thousand million billion trillion lakh crore".split())


def _vague(text: str, match: re.Match[str]) -> Quantity:
    """Reads "thousands" as 1,000 to 10,000, "tens of thousands" as 10,000 to 100,000."""
    value = Decimal(1)
    for word in match["vague"].lower().split():
        value *= VAGUE_PLURALS.get(word, 1)
    start, end = match.span("vague")
    quantity = Quantity(
        start, end, value, None, Kind.NUMBER, Modifier.BETWEEN, value * 10, scale=int(value)
    )
    of_money = _OF_MONEY.match(text, end)
    if of_money:
        return replace(
            quantity, end=of_money.end(), unit=CURRENCY_WORDS[of_money[1].lower()], kind=Kind.MONEY
        )
    return quantity


_OF_MONEY = re.compile(rf"\s+of\s+((?:{any_of(CURRENCY_WORDS)}))\b", re.IGNORECASE)


def _dozens(match: re.Match[str]) -> Quantity | None:
    many = (match["many"] or "").lower()
    if not many:
        return None
    start, end = match.span()
    if many == "several":
        return Quantity(start, end, Decimal(24), None, Kind.NUMBER, Modifier.BETWEEN, Decimal(120))
    count = Decimal("0.5") if many == "half a" else parse_number_words(many) or Decimal(1)
    return Quantity(start, end, tidy(12 * count), None, Kind.NUMBER)
