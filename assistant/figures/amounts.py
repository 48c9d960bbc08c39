"""Reads single numbers in digits, with sign, currency, scale and unit.

Knows nothing of number words, ranges, hedges or what is counted. All arithmetic is decimal.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from assistant.figures.covers import is_taken
from assistant.figures.currencies import (
    CURRENCY_CODES,
    CURRENCY_SIGNS,
    CURRENCY_WORDS,
    LETTER_SIGNS,
)
from assistant.figures.lexicon import FUNCTION_WORDS, GLUED_SCALES, MONEY_SCALES, SCALES
from assistant.figures.numerals import DIGITS, parse_digits, tidy
from assistant.figures.units import Unit, extend_unit, read_unit
from assistant.records import Kind, Modifier, Value


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as read: offsets of its whole surface, value in base units, unit, hedge and kind.

    ``scale`` is the power of ten of its scale word, 1 if none; ``interval`` the uncertainty given
    with it, low and high; ``period`` the time it spans where its own words state it ("in the past
    two years"), ISO 8601.
    """

    start: int
    end: int
    value: Value
    unit: str | None
    kind: Kind
    modifier: Modifier = Modifier.EXACT
    upper: Value | None = None
    scale: int = 1
    interval: tuple[Decimal, Decimal] | None = None
    period: str | None = None


def any_of(words: Iterable[str]) -> str:
    """Returns regex source for any of the words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_CURRENCY_BEFORE = re.compile(
    rf"(?:(?<![A-Za-z])(?P<currency>{any_of(CURRENCY_SIGNS)}|{'|'.join(CURRENCY_CODES)}"
    rf"|(?:usd|eur|gbp|rmb|inr|cad|aud|chf|jpy|cny|sgd|rs\.?)(?=\s?$)|(?:{any_of(LETTER_SIGNS)})$"
    r"|(?:us|hk|nz|au|nt|ca|mxn|c) ?[$]"
    # "Euro 5 million": only before a sum
    r"|(?P<word>[Dd]ollar|(?:[Ee]uro|EURO|[Rr]upee|[Pp]eso)s?|[Yy]en|[Nn]aira|[Bb]aht|[Tt]aka"
    r"|[Bb]irr)(?=[ ]$))"
    r"|(?P<sign>[$€£]))[ \u00a0]?(?P<minus>[-−])?$"
)
_SCALE = any_of(SCALES)
SCALE_WORD = re.compile(rf"(?<![A-Za-z])(?:{_SCALE})\b")
_AMOUNT = re.compile(
    rf"(?=[\d.½⅓⅔¼¾⅕⅛⅜⅝⅞⁰¹²³⁴-⁹])(?P<digits>{DIGITS})"
    rf"(?:(?:[ \u00a0\n-](?P<code>USD|EUR|GBP)(?=[ ](?:million|billion)\b))?"
    rf"(?:[\s\u00a0-]?(?P<scale>{_SCALE})\b|(?P<glued>MM|[kKmMbBt])(?![\w²³/'’])"
    r"|\s?(?P<m_code>M(?:USD|EUR|GBP|SEK|NOK|DKK))\b))?"
)
_SIGN_BEFORE = re.compile(r"(?:(?<![\w)\d.,%])[-−–]|(?<!plus\sor\s)\bminus[\s-]\s?)$")
_ORDINAL_END = re.compile(r"(?:st|nd|rd|th)\b")
_IDENTIFIER_END = re.compile(r"[A-Z]\b|[A-Za-z]\d|(?:[a-z]{2,}|[A-Z]{2,3})\d")
_MILLIONS_AFTER = re.compile(
    r"\s(?P<words>(?:[a-z][a-z-]+\s){0,4}?(?:[a-z]{3,}s|people|women|men))\b"
)
_LENGTH_AFTER = re.compile(
    r"(?:tall|long|high|wide|deep|above|below|race|sprint|dash|freestyle|final|relay|hurdles|thick)\b"
)
_LONGEST = 30


def find_amounts(text: str, cover: bytearray) -> list[Quantity]:
    """Returns the numbers in digits that ``cover`` leaves free, in order, units included."""
    return list(_in_digits(text, cover)) if _DIGIT.search(text) else []


_DIGIT = re.compile(r"[\d½⅓⅔¼¾⅕⅛⅜⅝⅞¹²³⁴-⁹]")


def _in_digits(text: str, cover: bytearray) -> Iterator[Quantity]:
    at = 0
    while match := _AMOUNT.search(text, at):
        start, end = match.span("digits")
        at = match.end()
        if is_taken(cover, start, end):
            # "August 18 345 people": the number may begin behind what is taken.
            at = cover.find(0, start + 1) if cover[start] else end
            if at < 0:
                return
            continue
        if end - start > _LONGEST or _ORDINAL_END.match(text, end):
            continue
        currency = _CURRENCY_BEFORE.search(text, max(0, start - 7), start)
        if currency and currency["word"] and not (match["scale"] or "," in match["digits"]):
            currency = None
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
        money = _currency(currency["currency"] or currency["sign"])
        start = currency.start()
    elif match["code"]:
        money, end = match["code"], match.end("code")
    scale, end, coded = _scale(text, match, start, end, bool(money))
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
        return with_unit(text, quantity)
    unit = extend_unit(text, Unit(_past_currency(text, end, money), money, Kind.MONEY))
    return replace(quantity, end=unit.end, unit=unit.unit, kind=Kind.MONEY)


def _currency(sign: str) -> str:
    known = CURRENCY_SIGNS.get(sign) or LETTER_SIGNS.get(sign) or CURRENCY_WORDS.get(sign.lower())
    upper = sign.upper().replace(" ", "")
    return known or CURRENCY_SIGNS.get(upper) or CURRENCY_SIGNS.get(upper.title()) or upper


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


def _scale(
    text: str, match: re.Match[str], start: int, end: int, money: bool
) -> tuple[int, int, str | None]:
    """Returns the factor, the end of its word, and a currency that came with it (MUSD)."""
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
    if glued in ("m", "M") and _counts_millions(text, start, match.end("glued")):
        return 10**6, match.end("glued"), None
    spaced = (_SPACED_MONEY if money else _LETTER_BILLION).match(text, end)
    if spaced:
        return MONEY_SCALES[spaced[1]], spaced.end(1), None
    dozen = _DOZEN.match(text, end)
    return (12, dozen.end(), None) if dozen else (1, end, None)


_DOZEN = re.compile(r" dozen\b")
_SECOND_SCALE = re.compile(r"[ -](thousand|million|billion|trillion|crore)\b")
_SPACED_MONEY = re.compile(r" ([mMB])\b(?!['’/-]|\.\w)")
_LETTER_BILLION = re.compile(r" (B|M)(?= (?:people|dollars|euros|users|households)\b)")


# "The population is 1.2m": a level of what is counted in heads.
_COUNTED_BEFORE = re.compile(
    r"\b(?:population|membership|circulation|audience|turnout|workforce|number of [a-z]+)\s"
    r"(?:(?:is|was|of|at|to|by|now|hit|reached|rose|grew|fell|stood|stands|about|around|nearly|almost"
    r"|over|some)\s){1,4}$"
)


def _counts_millions(text: str, start: int, end: int) -> bool:
    """Tells "1.2m tons", "3m people" and "a population of 3m" from "37m" and "100m sprint"."""
    if _COUNTED_BEFORE.search(text, max(0, start - 60), start):
        return True
    match = _MILLIONS_AFTER.match(text, end)
    if match is None or _LENGTH_AFTER.match(text, end + 1):
        return False
    words = match["words"].split()
    return not any(word in FUNCTION_WORDS and word != "and" for word in words)


def with_unit(text: str, quantity: Quantity) -> Quantity:
    """Returns a quantity extended over the unit that follows it, if one does."""
    unit = read_unit(text, quantity.end, scaled=quantity.scale > 1)
    if unit is None:
        return quantity
    return replace(quantity, end=unit.end, unit=unit.unit, kind=unit.kind)
