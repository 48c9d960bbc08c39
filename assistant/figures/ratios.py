"""Finds shares and multiples said in words: "one in four", "a third", "threefold", "1/4".

Knows nothing of what they are shares of.
"""

from __future__ import annotations

import re
from decimal import Decimal

from assistant.figures.amounts import Quantity, with_unit
from assistant.figures.lexicon import MULTIPLES, SCALES
from assistant.figures.numerals import parse_digits, tidy
from assistant.figures.verbs import (
    ADVERBS,
    AUXILIARIES,
    CONJUNCTIONS,
    DETERMINERS,
    MODALS,
    NOUN_OR_VERB,
    PREPOSITIONS,
    PRONOUNS,
    RELATIVES,
    SUBORDINATORS,
    VERBS,
)
from assistant.figures.words import FRACTION_WORDS, parse_fraction_words, parse_number_words
from assistant.records import Kind

_SMALL = "two|three|four|five|six|seven|eight|nine|ten"
_IN_RATIO = re.compile(
    rf"\b(?=[\defnost])(?P<top>one|{_SMALL}|\d{{1,3}})"
    r"(?:[\s-]+(?:in|out\s+of)[\s-]+(?:every\s+)?|\s+(?:of|for)\s+every\s+)"
    rf"(?P<bottom>{_SMALL}|twelve|fifteen|twenty|thirty|forty|fifty|(?:a\s+)?(?:hundred|thousand|million)"
    r"|\d{1,3}(?:,\d{3})*)\b"
    r"(?!\s*(?:%|million|billion|per\b|days?|weeks?|months?|years?|hours?|minutes?|[-–]))",
    re.IGNORECASE,
)
# "one child in eight is", "one person in every five said": nothing is counted behind it.
_ONE_IN = re.compile(
    rf"\b(?=[Ootfsen])(?P<top>[Oo]ne|{_SMALL})\s(?P<noun>[a-z]+)\sin\s(?:every\s)?"
    rf"(?P<bottom>{_SMALL}|twelve|fifteen|twenty|\d{{1,3}})"
    r"(?=\s?[,.;:)]|\s(?:in|of|on|at|is|are|was|were|has|have|had|will|would|who|that|said|says|did"
    r"|does|do|cannot|could|can)\b)"
)
_FRACTION = re.compile(
    rf"\b(?=[aefhnost])(?:{FRACTION_WORDS})(?:\s(?:of\sa\s)?(?P<scale>thousand|million|billion|trillion)\b)?"
    r"|\bquarter\s(?:of\sa\s)?(?P<quarter>million|billion)\b",
    re.IGNORECASE,
)
_SLASH = re.compile(
    r"(?<![\w/.,-])(?<!\d\s)(?P<top>\d{1,2})/(?P<bottom>[2-9]|10|12|16|32)(?![\w/-]|[.,]\d)"
)
_FOLDS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "ten": 10, "hundred": 100}
_COUNTS = f"{_SMALL}|twelve|fifteen|twenty|thirty|forty|fifty|hundred"
_MORE = (
    "the|as|more|what|that|those|higher|larger|greater|bigger|faster|longer|less|lower|smaller|"
    "likelier|over|its|their|his|her|our|normal|average"
)
# "twice as many", and not "scored twice as United won".
_COMPARED = r"(?!(?-i:[A-Z])|(?:he|she|it|they|we|you|i|the|an?|his|her|its|their|our|part|well)\b)"
_MULTIPLE = re.compile(
    rf"\b(?=[\ddefhnqst])(?:{'|'.join(MULTIPLES)}|(?P<digits>\d{{1,6}}(?:\.\d{{1,4}})?)(?:-?fold|x)"
    rf"|(?P<word>{'|'.join(_FOLDS)})-fold"
    # "20 times the limit" multiplies; "three times in 2019" counts.
    rf"|(?:(?P<many>\d{{1,4}}(?:\.\d{{1,2}})?)|(?P<spoken>{_COUNTS})(?P<half>\sand\sa\shalf)?)\stimes"
    rf"(?=\s(?:{_MORE})\b)|(?P<twice>twice(?=\sas\s{_COMPARED}|\sthe\b)|double(?=\sthe\b)"
    r"|triple(?=\sthe\b)))(?![\w-])",
    re.IGNORECASE,
)
_TIMES = {"twice": 2, "double": 2, "triple": 3}
_NAMED = re.compile(
    r"\b(?:first|second|third|fourth|last|latter|other|this|that|next|previous|final|each|per|every|"
    r"the|fiscal|calendar|same)[\s-]+$",
    re.IGNORECASE,
)
_SHARE_AFTER = re.compile(
    r"\s+(?:of|as|the|its|their|his|her|all|that|had|have|has|were|are|was|is)\b|\s+an?\b|\s*[.,;)]|-",
    re.I,
)


# "a third man", "a fifth time": one more of a row, where a noun stands directly behind. What parts
# something has "of", a verb or a comparison there: "a third voted", "a fifth more".
_ORDINAL = re.compile(r"an? (?:third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)")
_NEXT = re.compile(r"\s(?P<word>[a-z]+)\b")
_NO_NOUN = re.compile(r"\w+(?:ed|er|ly|s)")
_CLOSED = (
    DETERMINERS
    | PREPOSITIONS
    | CONJUNCTIONS
    | SUBORDINATORS
    | RELATIVES
    | PRONOUNS
    | AUXILIARIES
    | MODALS
    | ADVERBS
    | VERBS
    | NOUN_OR_VERB
    | {"more", "less", "again", "worse", "better"}
)
_QUARTER_NAME = re.compile(r"[\s-](?:century|finals?|backs?|note|horse)\b")
_AND_BEFORE = re.compile(r"[\s-]and[\s-]$", re.IGNORECASE)
_OF_A = re.compile(r"\sof\sa$")


# "a ratio of 3:1", "odds of 20 to 1": one quotient, not two counts.
_QUOTIENT = re.compile(
    r"\b(?:ratios?|odds|outnumber\w*)\b[^.;:\d]{0,40}\s(?P<top>\d{1,4}(?:\.\d{1,2})?)\s?(?::|-?to-?)\s?"
    r"(?P<bottom>\d{1,4}(?:\.\d{1,2})?)(?![\w:%]|[.,]\d|\s%)"
)


def find_ratios(text: str) -> list[Quantity]:
    """Returns the shares and multiples of a text: kind rate, or their unit's where one follows."""
    found = [*_in_words(text), *_slashes(text)]
    for match in _IN_RATIO.finditer(text):
        top, bottom = (_small(match[group]) for group in ("top", "bottom"))
        if top is not None and bottom and top < bottom and bottom not in range(1900, 2101):
            found.append(Quantity(*match.span(), top / bottom, None, Kind.RATE))
    for match in _ONE_IN.finditer(text) if " in " in text else ():
        top, bottom = (_small(match[group]) for group in ("top", "bottom"))
        if top and bottom and top < bottom and match["noun"] not in _CLOSED:
            found.append(Quantity(*match.span(), top / bottom, None, Kind.RATE))
    for match in _QUOTIENT.finditer(text):
        if bottom := Decimal(match["bottom"]):
            span = (match.start("top"), match.end("bottom"))
            found.append(Quantity(*span, Decimal(match["top"]) / bottom, None, Kind.RATE))
    for match in _MULTIPLE.finditer(text):
        found.append(Quantity(*match.span(), _multiple(match), "times", Kind.RATE))
    return found


def _multiple(match: re.Match[str]) -> Decimal:
    if match["digits"]:
        return Decimal(match["digits"])
    if match["many"]:
        return Decimal(match["many"])
    if match["spoken"]:
        times = parse_number_words(match["spoken"]) or Decimal(0)
        return times + (Decimal("0.5") if match["half"] else 0)
    if match["word"]:
        return Decimal(_FOLDS[match["word"].lower()])
    word = match.group().lower()
    return Decimal(_TIMES[word] if match["twice"] else MULTIPLES[word])


def _in_words(text: str) -> list[Quantity]:
    found = []
    for match in _FRACTION.finditer(text):
        words = match.group().lower()
        start, end = match.span()
        if match["quarter"]:
            value = Decimal(SCALES[match["quarter"].lower()]) / 4
            found.append(with_unit(text, Quantity(start, end, value, None, Kind.NUMBER)))
            continue
        before = text[max(0, start - 12) : start]
        if _is_ordinal(text, words, end) or _QUARTER_NAME.match(text, end):
            continue
        if words == "half" and (_NAMED.search(before) or not _SHARE_AFTER.match(text, end)):
            continue
        if _AND_BEFORE.search(before):
            continue  # "two and a half": the number before has it.
        if match["scale"]:
            part = parse_fraction_words(_OF_A.sub("", words.rsplit(maxsplit=1)[0]))
            scale = SCALES[match["scale"].lower()]
            if part is not None:
                quantity = Quantity(start, end, tidy(part * scale), None, Kind.NUMBER, scale=scale)
                found.append(with_unit(text, quantity))
            continue
        share = parse_fraction_words(words)
        if share is not None:
            found.append(_of_unit(text, Quantity(start, end, share, None, Kind.RATE)))
    return found


# "half an hour", "three quarters of a mile": a part of one unit, and no share of anything.
_OF_ONE = re.compile(r"\s(?:of\s)?an?(?=\s)")


def _of_unit(text: str, share: Quantity) -> Quantity:
    """Gives a fraction the unit it is a part of, where it is one of a measure, time or percent."""
    one = _OF_ONE.match(text, share.end)
    if one is None:
        return share
    number = Quantity(share.start, one.end(), share.value, None, Kind.NUMBER)
    measured = with_unit(text, number)
    return share if measured.unit is None or measured.kind is Kind.MONEY else measured


def _is_ordinal(text: str, words: str, end: int) -> bool:
    behind = _NEXT.match(text, end) if _ORDINAL.fullmatch(words) else None
    if behind is None:
        return False
    word = behind["word"]
    return word not in _CLOSED and not _NO_NOUN.fullmatch(word)


def _slashes(text: str) -> list[Quantity]:
    found = []
    for match in _SLASH.finditer(text):
        top, bottom = int(match["top"]), int(match["bottom"])
        if 0 < top < bottom:
            share = Quantity(*match.span(), Decimal(top) / bottom, None, Kind.RATE)
            found.append(with_unit(text, share))
    return found


def _small(text: str) -> Decimal | None:
    return parse_digits(text) if text[0].isdigit() else parse_number_words(text)
