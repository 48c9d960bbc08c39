"""Reads the unit behind a number: percent, money, measure, time. Knows nothing of labels."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.figures.currencies import CURRENCY_CODES, CURRENCY_SIGNS, CURRENCY_WORDS
from assistant.figures.lexicon import DURATIONS
from assistant.figures.measures import MEASURES
from assistant.records import Kind


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as read: where its words end, its symbol, and the kind of quantity it makes."""

    end: int
    unit: str
    kind: Kind


_PERCENT_WORDS = {
    "percent": "%",
    "per cent": "%",
    "pct": "%",
    "pc": "%",
    "percentage points": "percentage point",
    "percentage point": "percentage point",
    "percentage-point": "percentage point",
    "pp": "percentage point",
    "ppt": "percentage point",
    "ppts": "percentage point",
    "percent points": "percentage point",
    "pct points": "percentage point",
    "basis points": "basis point",
    "basis point": "basis point",
    "bps": "basis point",
}
_SIGNS = {
    "%": ("%", Kind.PERCENT),
    "‰": ("‰", Kind.PERCENT),
    "°": ("°", Kind.MEASURE),
    "″": ("inch", Kind.MEASURE),
    "′": ("foot", Kind.MEASURE),
    **{sign: (code, Kind.MONEY) for sign, code in CURRENCY_SIGNS.items() if len(sign) == 1},
}
_PLAIN_SYMBOLS = frozenset("km cm mm kg mg ft lb kW MW GW TW hp ha kV".split())
# Symbols are read as printed: "MW" is not "mw", and a lone letter is a unit only behind digits.
_SYMBOLS = {
    **{code: (code, Kind.MONEY) for code in CURRENCY_CODES},
    **{word: (unit, Kind.MEASURE) for word, unit in MEASURES.items() if len(word) <= 3},
    "RM": ("MYR", Kind.MONEY),
    "p": ("penny", Kind.MONEY),
}
_WORDS = {
    **{word: (unit, Kind.MEASURE) for word, unit in MEASURES.items() if len(word) > 3},
    **{word.lower(): (unit, Kind.MEASURE) for word, unit in MEASURES.items() if len(word) > 3},
    "feet": ("foot", Kind.MEASURE),
    **{word: (unit, Kind.DURATION) for word, unit in DURATIONS.items()},
    **{word: (unit, Kind.MONEY) for word, unit in CURRENCY_WORDS.items()},
    **{word: (unit, Kind.PERCENT) for word, unit in _PERCENT_WORDS.items()},
}
# Bases of a rate that are no units themselves.
_BASES = frozenset(
    "share capita person head employee household unit annum dozen night game student child adult "
    "resident inhabitant worker patient visit barrel ounce ton mmbtu bushel boe".split()
)
_WORD = r"(?:U\.S\.|[^\W\d_]+(?:[²³]|[23](?![\w.,]))?)"
_SIGN = re.compile(rf"[ \u00a0]?(?P<sign>[{re.escape(''.join(_SIGNS))}])")
_INCHES = re.compile(r"[ ]?(?P<mark>[\"”'’])(?=\s(?:long|wide|tall|high|deep|thick)\b)")
_PHRASE = re.compile(
    rf"(?:[ \u00a0\n]{{1,2}}|(?P<dash>\s?-\s?)|(?P<bracket>[ ]?[(\[<]))?(?:full[ ]|consecutive[ ])?"
    rf"(?P<first>{_WORD})(?:(?:[ \u00a0\n/]|-(?=\w))(?P<second>{_WORD})"
    rf"(?:(?:[ \u00a0\n]|-(?=\w))(?P<third>{_WORD}))?)?"
)
_GAP = r"(?:[ \n-]|[ ]-[ ])"
_PER = re.compile(
    rf"(?:[ \n]per[ \n](?P<per>{_WORD})|[ ]?/[ ]?(?P<slash>{_WORD})"
    rf"|{_GAP}an?{_GAP}(?P<each>{_WORD})(?![ ](?:earlier|ago|later|before)\b))"
    r"(?:[ ](?P<more>foot|feet|metres?|meters?|m|km|kilometres?|kilometers?|miles?|inch)\b)?"
)
# "6% a year"; "5% a year ago" and "rose 5% a year after" say when.
_EACH_TIME = re.compile(
    r"[ \n](?:an?|per|each|every)[ \n](?P<base>year|annum|month|week|day|quarter|hour|decade)\b"
    r"(?![ ](?:ago|earlier|later|before|after|on|into|hence)\b|-)",
    re.IGNORECASE,
)
# "per cup", "per jerrycan": whatever a price or measure is told for; "per our report" is none.
_THING = re.compile(r"(?!cent|se|the|our|its|their|his|her|my|your|this|that|each)[a-z]{3,}(?<!s)")
# "28-32F": a letter alone is a temperature only where the sentence speaks of one.
_WEATHER = re.compile(
    r"\b(?:lows?|highs?|temperatures?|degrees|mercury|oven|bake|warm\w*|cold\w*|heat|cool\w*|"
    r"freez\w+)\b",
    re.IGNORECASE,
)
_SHORT = {"d": "day", "h": "hour", "s": "second", "y": "year"}  # "1,200 t/d"
_COMPOUND = {
    "mile per hour": "mph",
    "km per hour": "km/h",
    "m per second": "m/s",
    "mile per gallon": "mpg",
}


def read_unit(text: str, end: int, *, scaled: bool) -> Unit | None:
    """Returns the unit that stands at text[end:], or None.

    ``scaled`` tells that a scale word stands before ("361 million pounds" is money, not weight).
    """
    unit = _read_plain(text, end, scaled)
    if unit is None:
        return None
    if unit.kind is Kind.PERCENT:
        yearly = _EACH_TIME.match(text, unit.end) if unit.unit == "%" else None
        base = yearly["base"].lower().replace("annum", "year") if yearly else ""
        return Unit(yearly.end(), f"% per {base}", unit.kind) if yearly else unit
    return extend_unit(text, unit)


def _read_plain(text: str, end: int, scaled: bool) -> Unit | None:
    sign = _SIGN.match(text, end)
    if sign:
        return _signed(text, sign)
    if end >= len(text) or not text[end - 1 : end].strip():
        return None
    inches = _INCHES.match(text, end)
    if inches and text[end - 1].isdigit():
        name = "inch" if inches["mark"] in '"”' else "foot"
        return Unit(inches.end(), name, Kind.MEASURE)
    phrase = _PHRASE.match(text, end)
    if phrase is None or text[phrase.end("first") : phrase.end("first") + 1].isdigit():
        return None  # "3 USD50 cards": the code belongs to the number behind it.
    for last in ("third", "second", "first"):
        if phrase[last] is None:
            continue
        words = text[phrase.start("first") : phrase.end(last)].replace("\n", " ")
        found = _look_up(text, end, words, phrase, scaled)
        if found:
            return _closed(text, phrase, Unit(phrase.end(last), *found))
    return None


def _look_up(
    text: str, end: int, words: str, phrase: re.Match[str], scaled: bool
) -> tuple[str, Kind] | None:
    if scaled and words in ("pounds", "pound"):
        return "GBP", Kind.MONEY
    if words == "in" and phrase.start("first") == end:
        return "inch", Kind.MEASURE  # "55in" is glued; "55 in all" is not.
    if words in ("F", "C") and phrase.start("first") == end and _WEATHER.search(text):
        return f"°{words}", Kind.MEASURE
    found = _SYMBOLS.get(words)
    if found:
        # "5 m" and "5m" are metres; "five m", "5-m" and "5 t-shirts" are not.
        bare = text[end - 1].isdigit() and not phrase["dash"]
        # "a 30-km stretch", "3 million km": two letters that are no word.
        bare = bare or (words in _PLAIN_SYMBOLS and (scaled or text[end - 1].isdigit()))
        tail = text[phrase.start("first") + len(words) :][:1]
        is_word = len(words) > 2 or found[1] is Kind.MONEY
        if words == "p" and phrase.start("first") > end + 1:
            return None
        return found if (bare or is_word) and tail not in ("-", "'", "’") else None
    return _WORDS.get(words) or _WORDS.get(words.lower())


def _closed(text: str, phrase: re.Match[str], unit: Unit) -> Unit | None:
    """Takes "(kg)" with its bracket; a bracket that holds more than a unit is another matter."""
    if not phrase["bracket"]:
        return unit
    closing = {"(": ")", "[": "]", "<": ">"}[phrase["bracket"].strip()]
    if text[unit.end : unit.end + 1] != closing:
        return None
    return Unit(unit.end + 1, unit.unit, unit.kind)


_POINTS = re.compile(r"[ -]points?\b")
_DEGREES = re.compile(r"[ ]?(?P<scale>C|F|Celsius|Fahrenheit|celsius|fahrenheit)(?!\w)")


def _signed(text: str, sign: re.Match[str]) -> Unit | None:
    unit, kind = _SIGNS[sign["sign"]]
    if kind is Kind.MONEY and text[sign.end() : sign.end() + 2].strip()[:1].isdigit():
        return None  # "5 $10 bills": the sign belongs to the number behind it.
    points = _POINTS.match(text, sign.end()) if sign["sign"] == "%" else None
    if points:
        return Unit(points.end(), "percentage point", Kind.PERCENT)
    if sign["sign"] == "°":
        degrees = _DEGREES.match(text, sign.end())
        if degrees:
            return Unit(degrees.end(), "°" + degrees["scale"][0].upper(), Kind.MEASURE)
    if sign["sign"] == "′" and text[sign.end() : sign.end() + 1].isdigit():
        return None
    return Unit(sign.end(), unit, kind)


def extend_unit(text: str, unit: Unit) -> Unit:
    """Returns a unit extended over "per barrel", "a share" or "/hour", where one follows."""
    match = _PER.match(text, unit.end)
    if match is None:
        return unit
    base = match["per"] or match["each"] or match["slash"]
    end = match.end()
    lower = base.lower()
    if match["more"] and f"{lower} {match['more']}" in MEASURES:
        name = MEASURES[f"{lower} {match['more']}"]
    else:
        end = match.end() - len(match["more"] or "") - (1 if match["more"] else 0)
        name = (
            DURATIONS.get(lower)
            or MEASURES.get(base)
            or MEASURES.get(lower)
            or (_SHORT.get(base) if match["slash"] else None)
            or (lower if match["per"] and _THING.fullmatch(base) else None)
            or (lower if lower in _BASES else "")
        )
    if not name or (match["each"] and name in ("second",)):
        return unit
    if name == "annum":
        name = "year"
    kind = Kind.RATE if unit.kind is Kind.DURATION else unit.kind
    whole = f"{unit.unit} per {name}"
    return Unit(end, _COMPOUND.get(whole, whole), kind)
