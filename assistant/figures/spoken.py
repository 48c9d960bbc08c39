"""Reads single numbers in words: "forty-eight", "a dozen", "tens of thousands of dollars".

Knows nothing of digits, ranges, hedges or what is counted.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from assistant.figures.amounts import Quantity, any_of, with_unit
from assistant.figures.covers import is_taken
from assistant.figures.currencies import CURRENCY_WORDS
from assistant.figures.lexicon import SCALES, TENS, UNITS_SMALL, VAGUE_PLURALS
from assistant.figures.masks import PLACE_ENDS
from assistant.figures.names import NUMBERED, REFERENCES
from assistant.figures.numerals import tidy
from assistant.figures.words import NUMBER_WORDS, parse_number_words
from assistant.records import Kind, Modifier

# "under-fives", "the over seventies"
_PLURALS = {
    **{f"{word}s".replace("xs", "xes"): number for word, number in UNITS_SMALL.items()},
    **{f"{word[:-1]}ies": number for word, number in TENS.items()},
}
_WORDED = re.compile(
    rf"\b(?=[abcdefhlmnopstz])(?:(?P<vague>(?:(?:tens|dozens|scores|hundreds)\sof\s)?(?:{any_of(VAGUE_PLURALS)})"
    r"(?=\s+of\b|\s+(?:more|have|were|are|and)\b|[\s,.;][^\W\d_]|[.,;]|$))"
    r"|(?P<dozen>(?:(?P<many>half\sa|a\sfew|an?|one|two|three|four|five|six|seven|eight|nine|ten|several|few)\s)?dozen)\b"
    rf"|(?P<lasting>(?:an?|{'|'.join(UNITS_SMALL)})\s(?P<unit>years?|hours?|months?|weeks?|days?|decades?|"
    r"centur(?:y|ies)|miles?|inch(?:es)?|minutes?))\sand\sa\s(?P<part>half|quarter)\b"
    r"|(?P<one_or>(?:an?|preceding|previous|last|past|next|first)\s(?P<one>hour|day|week|month|quarter"
    r"|year|minute|mile|decade)\sor\s(?P<more>two|three))\b"
    rf"|(?:(?<=under[\s-])|(?<=over[\s-]))(?P<ages>{any_of(_PLURALS)})\b"
    r"|(?P<couple>a\s(?:couple\sof|pair\sof))(?=\s)"
    rf"|(?P<words>{NUMBER_WORDS}))",
    re.IGNORECASE,
)


def find_spoken(text: str, cover: bytearray) -> list[Quantity]:
    """Returns the numbers in words that ``cover`` leaves free, in order, units included."""
    found = []
    for match in _WORDED.finditer(text):
        if not is_taken(cover, match.start(), match.end()):
            quantity = _worded(text, match)
            found += _apart(text, match) if quantity is None else [quantity]
    return found


def find_repeated(text: str) -> list[Quantity]:
    """Returns measures told in words and again in digits: "twelve (12) months"."""
    if _IN_DIGITS.search(text) is None:
        return []
    found = []
    for match in _REPEATED.finditer(text):
        value = parse_number_words(match["words"].lower())
        if value is not None and value == int(match["digits"].replace(",", "")):
            again = with_unit(text, Quantity(*match.span(), value, None, Kind.NUMBER))
            # Without a unit the words alone are the figure, and its noun stands behind the bracket.
            found += [again] if again.unit else []
    return found


def _apart(text: str, match: re.Match[str]) -> list[Quantity]:
    """Reads "thirty and ninety", which are no one number, as two."""
    if not match["words"]:
        return []
    sides = [side.span() for side in _SIDE.finditer(text, *match.span())]
    values = [parse_number_words(text[start:end]) for start, end in sides]
    if len(sides) != 2 or None in values:
        return []
    return [
        with_unit(text, Quantity(*side, value, None, Kind.NUMBER))
        for side, value in zip(sides, values, strict=True)
        if value is not None
    ]


_IN_DIGITS = re.compile(r"\(\d[\d,]*\) [a-z]")
_REPEATED = re.compile(
    rf"\b(?P<words>{NUMBER_WORDS})\s\((?P<digits>\d{{1,3}}(?:,\d{{3}})*)\)(?=\s[a-z])",
    re.IGNORECASE,
)
_SIDE = re.compile(r"\b(?!and\b)[a-z]+(?:[\s-](?!and\b)[a-z]+)*", re.IGNORECASE)


_NOT_ONE = re.compile(
    r"\b(?:no|any|every|each|some|this|that|which|another|only|than|the|first|last|next|big|good|"
    r"new|old|number|one\sby|day|square|bbc|air\sforce)[\s-]$",
    re.IGNORECASE,
)
_ONE_PRONOUN = re.compile(
    r"(?:[’']s|\s+(?:another|day|that|can|may|must|might|should|who|is|was|has|could|would|of\s+(?:"
    r"a\skind|these\sdays|us|them\b(?!\s+(?:was|were|is)))))\b|-(?:on|to|off|sided|time|way|stop|third|"
    r"fourth|fifth|half)\b|\s(?:in\sorder|if|because|instead|myself|yourself|either|too)\b"
    r"|\s(?:resulting|involving|relating|containing|having|being|arising)\b"
    r"|\s(?:over|after|above|behind|below|beside|before)\s(?:the\sother|another)\b|\sby\sone\b"
    r"|(?!,\s(?:two|three|four|five|six|seven|ten|\d))\s*[.,;:?!)]|\s*$",
    re.IGNORECASE,
)


# "Where a round number and an exact one are both known": one stands for the noun before.
_OF_A_KIND = re.compile(r"\b(?:an?|the)\s[a-z]{2,14}\s$")
_GOES_ON = re.compile(
    r"\s+(?:is|are|was|were|has|have|had|that|which|who|and|or|but|in|for|to|on|with|by|from)\b"
)


def _worded(text: str, match: re.Match[str]) -> Quantity | None:
    start, end = match.span()
    words = match.group().lower()
    if match["vague"]:
        # "Scores rose" are marks; only "scores of" counts.
        marks = words == "scores" and not text.startswith(" of ", end)
        return None if marks else _vague(text, match)
    if match["lasting"]:
        return _lasting(text, match)
    if match["one_or"]:
        return _one_or_more(text, match)
    if match["ages"]:
        return Quantity(start, end, Decimal(_PLURALS[words]), "year", Kind.AGE)
    if match["couple"]:
        return Quantity(start, end - 3, Decimal(2), None, Kind.NUMBER)
    if match["dozen"]:
        return _dozens(match)
    if _is_name(text, start, end):
        return None
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
    if words.startswith(("several ", "few ", "a few ")):
        modifier, upper, value = Modifier.BETWEEN, value * 10, value * 2
    scale = 1
    last = words.split()[-1]
    if last in SCALES and SCALES[last] > 100:
        scale = SCALES[last]
    quantity = Quantity(start, end, value, None, Kind.NUMBER, modifier, upper, scale=scale)
    return with_unit(text, quantity)


def _lasting(text: str, match: re.Match[str]) -> Quantity | None:
    """Reads "a year and a half", whose unit stands in its middle."""
    count = parse_number_words(match["lasting"].split()[0]) or Decimal(1)
    unit = with_unit(
        text, Quantity(match.start(), match.start("unit") - 1, count, None, Kind.NUMBER)
    )
    value = count + (Decimal("0.5") if match["part"].lower() == "half" else Decimal("0.25"))
    return replace(unit, end=match.end(), value=value)


def _one_or_more(text: str, match: re.Match[str]) -> Quantity:
    """Reads "an hour or two" as 1 to 2 hours."""
    one = Quantity(match.start(), match.start("one") - 1, Decimal(1), None, Kind.NUMBER)
    most = parse_number_words(match["more"].lower())
    return replace(with_unit(text, one), end=match.end(), upper=most, modifier=Modifier.BETWEEN)


_NAME_BEFORE = re.compile(r"([A-Z][A-Za-z]+)\s$|[Gg]roup\sof\s$")
_PLACE = re.compile(r"\b(?:top|bottom)\s$", re.IGNORECASE)
# "a production-four-door record": a part of a name; "a now-three-year-old boy" has a number.
_COMPOUND = re.compile(
    r"(?<![\w-])(?!(?:now|then|mid|nearly|almost|the|a)-)[a-z]{3,}-$", re.IGNORECASE
)
_PLACE_ENDS = re.compile(PLACE_ENDS)
_CLOCK = re.compile(r"\so[’']clock\b")


def _is_name(text: str, start: int, end: int) -> bool:
    """Tells "Channel Four", "the Group of Seven" and "six o'clock" from numbers."""
    if text[start].isupper() and start:
        before = _NAME_BEFORE.search(text, max(0, start - 14), start)
        if before and (before[1] is None or before[1] in NUMBERED | REFERENCES):
            return True
    if text.startswith("-", end) and _COMPOUND.search(text, max(0, start - 14), start):
        return True
    if _PLACE.search(text, max(0, start - 7), start) and _PLACE_ENDS.match(text, end):
        return True
    return _CLOCK.match(text, end) is not None


def _is_pronoun(text: str, start: int, end: int) -> bool:
    """Tells the pronoun ("the one", "one another") from the number ("one of the computers")."""
    if _ONE_OF.match(text, end):
        return _NO_ONE.search(text, max(0, start - 6), start) is not None
    before = _NOT_ONE.search(text, max(0, start - 12), start)
    of_a_kind = _OF_A_KIND.search(text, max(0, start - 19), start) and _GOES_ON.match(text, end)
    return bool(before or of_a_kind or _ONE_PRONOUN.match(text, end))


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
    if many in ("several", "few", "a few"):
        return Quantity(start, end, Decimal(24), None, Kind.NUMBER, Modifier.BETWEEN, Decimal(120))
    count = Decimal("0.5") if many == "half a" else parse_number_words(many) or Decimal(1)
    return Quantity(start, end, tidy(12 * count), None, Kind.NUMBER)
