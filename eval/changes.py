"""Says how to change one element of what a figure was read from: digit, unit, year or noun.

Each change gives the edits, ``None`` where the text has no such element. Knows no comparing.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterable

from excerpts import Edit, Excerpt, Span
from unit_swaps import SWAPS

from assistant.figures import content_stems, is_person
from assistant.records import Figure, Kind

_DIGITS = re.compile(r"\d[\d.,]*")
_YEAR = re.compile(r"(?<![\w.,$€£-])(?:FY\s?)?((?:19|20)\d\d)(?!\d|[.,]\d)")
_LONGEST = sorted((unit for unit in SWAPS if unit[-1].isalnum()), key=len, reverse=True)
# Symbols are read as printed ("MW", "m"); words in any case ("Days to award").
_WORDY = "|".join(f"(?i:{re.escape(u)})" if len(u) > 3 else re.escape(u) for u in _LONGEST)
_SIGNS = "|".join(re.escape(u) for u in sorted(SWAPS, key=len, reverse=True) if not u[-1].isalnum())
_UNIT = re.compile(rf"{_SIGNS}|(?<![^\W\d_])(?:{_WORDY})(?![\w²³])")
_BESIDE = re.compile(rf"[\s-]?(?:{_SIGNS}|(?:{_WORDY})(?![\w²³]))")
_OWN_UNIT = re.compile(r"[^\W\d_]|[%°$€£¥₹₩]")
_PERSONS = (("plumber", "plumbers"), ("tailor", "tailors"))
_THINGS = (("bridge", "bridges"), ("tractor", "tractors"))
_HEAD_ENDS = re.compile(
    r"\s*\(|\s+(?:of|in|from|with|for|at|on|by|under|over|below|above|aged|who|whose|that|"
    r"which|to|per|among|across|within|between|during|into)\s",
    re.IGNORECASE,
)
_NUMBER_OF = re.compile(
    r"^(?:the\s+)?(?:total\s+)?(?:number|count|total|amount)\s+of\s+", re.IGNORECASE
)
_PARTICIPLE = re.compile(r"\w{2,}(?:ed|ing)$", re.IGNORECASE)
# "$30,000-$49,999 (n=282)": a class of sums names its row and counts nothing.
_CLASS = re.compile(
    r"(?:[<>≤≥]\s?)?[$€£][\d,.]+[kKmM]?(?:\+|\s?[-–]\s?<?[$€£]?[\d,.]+[kKmM]?)?(?=\s\([nN]\s?=|\s*\Z)"
)
_NOUN = re.compile(r"[^\W\d_]{4,}")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_WINDOW = re.compile(r"\b(?:last|past|next|previous|preceding|prior|coming)\s$", re.IGNORECASE)
# Words of headers that only say when: "Year ended 31 March 2021".
_WHEN = re.compile(
    r"\b(?:years?|months?|quarters?|periods?|weeks?|ended|ending|as|at|january|february|march|april"
    r"|may|june|july|august|september|october|november|december)\b",
    re.IGNORECASE,
)
UNCOUNTED = (Kind.DATE, Kind.AGE, Kind.ORDINAL)
# "two years ago", "twelve months ended 30 June": a length that says when counts nothing.
_SAYS_WHEN = re.compile(
    r"(?:\sor\s\w+\s\w+)?\s+(?:ago|later|earlier|before|after|since|ended|ending|to\s\d|period\b)",
    re.IGNORECASE,
)
_OPENS = re.compile(r"\s*(?:For|Over|Within|In|After|During)\s(?:about\s|some\s|nearly\s)?")


def change_digit(excerpt: Excerpt, chance: random.Random) -> list[Edit] | None:
    """Changes one digit of the figure's first number, of a date's year where it has one."""
    figure = excerpt.figure
    number = _DIGITS.search(figure.surface)
    if number is None:
        return None
    places = [i for i in range(*number.span()) if figure.surface[i].isdigit()]
    if figure.kind is Kind.DATE:
        year = _YEAR.search(figure.surface)
        places = [year.end(1) - 1] if year else places[-1:]
    place = chance.choice(places)
    leads = place == places[0] and len(places) > 1
    choices = "123456789" if leads or figure.kind is Kind.DATE else "0123456789"
    digit = chance.choice([d for d in choices if d != figure.surface[place]])
    return [Edit(figure.start + place, figure.start + place + 1, digit)]


def change_unit(excerpt: Excerpt, chance: random.Random) -> list[Edit] | None:
    """Changes the unit that stands nearest: in the figure, behind it, in its row, its headers."""
    figure = excerpt.figure
    beside = _BESIDE.match(excerpt.report.text, figure.end)
    own = (figure.start, beside.end() if beside else figure.end)
    if figure.value == 0:
        return None  # 0 hours are 0 minutes
    if figure.kind in UNCOUNTED or (figure.unit in (None, "person") and not _names_unit(excerpt)):
        return None
    spans = [own]
    # Headers give a unit to bare numbers only.
    if excerpt.in_table and not _OWN_UNIT.search(figure.surface):
        spans += [*excerpt.row, *excerpt.column, *excerpt.above]
    for span in spans:
        found = [m for m in _UNIT.finditer(excerpt.words(span)) if _fits(m.group(), figure)]
        if found:
            return [Edit(span[0] + m.start(), span[0] + m.end(), _swap(m)) for m in found]
    return None


def _names_unit(excerpt: Excerpt) -> bool:
    """Tells whether a unit stands with a figure read without one, in or right behind it."""
    figure, text = excerpt.figure, excerpt.report.text
    return bool(_UNIT.search(figure.surface) or _BESIDE.match(text, figure.end))


def _fits(unit: str, figure: Figure) -> bool:
    """Tells whether a unit's word is what the figure's unit was read from, or none was read."""
    if figure.unit in (None, "person"):
        return True
    if figure.kind is Kind.MONEY:
        dollars = "$" in unit and figure.unit.endswith("D")
        return dollars or _MONEY.get(unit) == figure.unit
    shares = ("%", "per", "basis", "bps")
    if figure.kind is Kind.PERCENT:
        return unit.startswith(shares)
    if figure.kind is Kind.DURATION:
        return unit.lower().startswith(figure.unit)
    return unit not in _MONEY and not unit.startswith(shares)


_MONEY = {
    **{unit: unit for unit in ("USD", "EUR", "GBP", "AUD", "KRW", "INR")},
    **dict.fromkeys(("US$", "U.S.$", "$", "dollars", "dollar"), "USD"),
    **dict.fromkeys(("€", "euros", "euro"), "EUR"),
    **{"£": "GBP", "pounds": "GBP", "¥": "JPY", "₹": "INR", "₩": "KRW"},
}


def _swap(match: re.Match[str]) -> str:
    unit = match.group()
    words = SWAPS.get(unit) or SWAPS[unit.lower()].capitalize()
    behind_digit = unit == "%" and match.string[: match.start()][-1:].isdigit()
    return f" {words}" if behind_digit else words


def change_time(excerpt: Excerpt, chance: random.Random) -> list[Edit] | None:
    """Changes the year the figure is told of, where it stands; else the one that stands nearest."""
    figure = excerpt.figure
    if figure.kind is Kind.DATE:
        return None
    places = [excerpt.own]
    if excerpt.in_table:
        places = [*excerpt.column, *excerpt.row, *excerpt.above]
    ends = [end[:4] for end in (figure.period or "").split("/") if end[:4].isdigit()]
    found = [(span, m) for span in places for m in _years(excerpt, span)]
    # "2007–08" beside "2008–09 dollars": the first year of a span is the span's.
    of_it = [(span, m) for span, m in found if m.group(1) in ends[:1]]
    of_it = of_it or [(span, m) for span, m in found if m.group(1) in ends]
    if figure.period and not of_it:
        return _short_year(excerpt, places, ends)
    if not of_it:
        # "4.5% notes due 2028", not the 2026 of the notes listed before.
        own = _YEAR.findall(figure.scope or "")
        of_it = [(span, m) for span, m in found if m.group(1) in own]
    if not of_it:
        # Headers above a table name what it is about; only the nearest words are sure to be told.
        found = [(s, m) for s, m in found if not excerpt.in_table or s not in excerpt.above]
        of_it = sorted(found, key=lambda one: abs(one[0][0] + one[1].start(1) - figure.start))
    if not of_it:
        return None
    year = of_it[0][1].group(1)
    shift = 4 if ends and year == ends[-1] else -4
    first = of_it[0][0]
    # The words above a table are read as one. Where the figure has no period of its own, the year
    # may be named again beside it ("due 2026 (the 2026 notes)"), and is changed in each place.
    beside = excerpt.above if first in excerpt.above else (first,) if ends else places
    same = [(s, m) for s, m in of_it if m.group(1) == year and s in beside]
    starts = dict.fromkeys(span[0] + match.start(1) for span, match in same)
    return [_moved(excerpt.report.text, start, shift) for start in starts]


def _moved(text: str, start: int, shift: int) -> Edit:
    """Returns a year moved by some years; with "2010–11" both ends move."""
    span = re.compile(r"(\d{4})(?:([–/-])(\d\d)(?!\d|[–/-]))?").match(text, start)
    assert span is not None
    words = str(int(span[1]) + shift)
    if span[3]:
        words += f"{span[2]}{(int(span[3]) + shift) % 100:02}"
    return Edit(start, span.end(), words)


def _years(excerpt: Excerpt, span: Span) -> list[re.Match[str]]:
    """Returns the years in a span that are no part of the figure itself."""
    figure = excerpt.figure
    return [
        match
        for match in _YEAR.finditer(excerpt.words(span))
        if not figure.start <= span[0] + match.start(1) < figure.end
    ]


def _short_year(excerpt: Excerpt, places: Iterable[Span], ends: list[str]) -> list[Edit] | None:
    """Changes a year told by two digits: "FY22", "Q3'22", "2021-22"."""
    for span in places:
        for year in reversed(ends):
            match = re.search(rf"(?:FY\s?|Q|['’/–-])({year[2:]})(?!\d)", excerpt.words(span))
            if match:
                words = f"{(int(year) + 4) % 100:02}"
                return [Edit(span[0] + match.start(1), span[0] + match.end(1), words)]
    return None


def change_noun(excerpt: Excerpt, chance: random.Random) -> list[Edit] | None:
    """Changes the counted noun, the label's head, wherever sentence, row or header has the label.

    A label carried over from an earlier sentence is changed there.
    """
    figure = excerpt.figure
    places = [[excerpt.own], [(0, excerpt.own[0])]]
    if excerpt.in_table:
        places = [[*excerpt.row, *excerpt.column]]
    label = _NUMBER_OF.sub("", figure.label or "")
    for part in (label, *label.split(",")):
        head = head_of(part)
        for spans in places if head else ():
            edits = [edit for span in spans for edit in _renamed(excerpt, span, part, head)]
            if edits:
                return edits
    return _beside(excerpt) if figure.label is None and has_noun(excerpt) else None


def _beside(excerpt: Excerpt) -> list[Edit] | None:
    """Changes the word that stands nearest to a figure without a label: behind it, else before."""
    figure, text = excerpt.figure, excerpt.report.text
    spans = [(figure.end, excerpt.own[1]), (excerpt.own[0], figure.start)]
    if excerpt.in_table:
        spans = [*excerpt.row, *excerpt.column]
    for span in spans:
        found = [m for m in _NOUN.finditer(text, *span) if content_stems(m.group())]
        if found:
            word = found[-1] if span[1] == figure.start else found[0]
            return [Edit(*word.span(), _other_noun(word.group()))]
    return None


def _renamed(excerpt: Excerpt, span: Span, label: str, head: str) -> list[Edit]:
    """Changes the head in each place that has the label's words, whatever is between them."""
    words = r"[\s*]+".join(re.escape(word) for word in label.split())
    edits = []
    for match in re.finditer(rf"(?<!\w){words}(?!\w)", excerpt.words(span)):
        start = span[0] + match.start() + match.group().index(head)
        edits.append(Edit(start, start + len(head), _other_noun(head)))
    return edits


def has_noun(excerpt: Excerpt) -> bool:
    """Tells whether the text of a figure read without a label has words that could be one."""
    figure, text = excerpt.figure, excerpt.report.text
    if figure.kind in UNCOUNTED:
        return False
    if figure.kind is Kind.DURATION and _SAYS_WHEN.match(text, figure.end):
        return False
    if figure.kind is Kind.DURATION and _WINDOW.search(text[: figure.start][-12:]):
        return False
    if figure.kind is Kind.DURATION and _OPENS.fullmatch(text, excerpt.own[0], figure.start):
        return False
    if excerpt.in_table and _CLASS.match(text, excerpt.own[0], excerpt.own[1]):
        return False
    if excerpt.in_table:
        spans = [_WHEN.sub(" ", excerpt.words(s)) for s in (*excerpt.row, *excerpt.column)]
        return any(re.search(r"[^\W\d_]{4,}", words) for words in spans)
    words = text[excerpt.own[0] : figure.start] + " " + text[figure.end : excerpt.own[1]]
    return any(word[0].isalpha() and len(word) > 3 for word in content_stems(words))


def head_of(label: str) -> str:
    """Returns the last noun of a label as written, "" for none: "victims" of "victims rescued"."""
    noun = _HEAD_ENDS.split(label.strip().split(",")[0], maxsplit=1)[0]
    words = [match.group() for match in _WORD.finditer(noun or label)]
    while len(words) > 1 and _PARTICIPLE.fullmatch(words[-1]):
        words.pop()
    return words[-1] if words else ""


def _other_noun(head: str) -> str:
    plural = head.lower().endswith("s") or head.lower() in ("people", "children", "women", "men")
    nouns = _PERSONS if is_person(head) else _THINGS
    word = next(pair[plural] for pair in nouns if pair[plural] != head.lower())
    if head.isupper() and len(head) > 1:
        return word.upper()
    return word.capitalize() if head[0].isupper() else word
