"""Reads calendar dates and years. Knows nothing of other quantities.

Values follow ISO 8601 with reduced precision: "2022", "2022-08", "2022-08-18".
"""

from __future__ import annotations

import datetime
import re

from assistant.figures.covers import is_taken, new_cover, take
from assistant.figures.lexicon import MONTHS
from assistant.figures.quarters import DateSpan, find_periods

_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_DAY = r"(?P<{0}>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
_YEAR = r"(?P<{0}>1[0-9]\d\d|20\d\d|2100)"

_PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        # 2022-08-18
        rf"(?<![\d-]){_YEAR.format('year')}-(?P<number>0[1-9]|1[0-2])-(?P<day>[0-3]\d)(?![\d-])",
        # 18 August 2022; the year may follow later in the range ("18 August to 10 November 2022")
        rf"\b(?<![\d][.,]){_DAY.format('day')}(?:\s+of)?\s+(?P<month>{_MONTH})\b\.?(?:,?\s+{_YEAR.format('year')}\b)?",
        # August 18, 2022
        rf"\b(?P<month>{_MONTH})\b\.?\s+{_DAY.format('day')}(?!\d|,\d|\.\d)(?:,?\s+{_YEAR.format('year')}\b)?",
        # August 2022
        rf"\b(?P<month>{_MONTH})\b\.?,?\s+{_YEAR.format('year')}\b",
    )
)
_BARE_YEAR = re.compile(
    r"(?=[12])(?:(?<![\w.,$€£¥/%-])|(?<=mid-)|(?<=pre-)|(?<=post-)|(?<=early-)|(?<=late-))"
    r"(?P<year>1[0-9]\d\d|2[01]\d\d)(?:(?P<range>[–/-])(?P<second>\d\d|\d{4})\b)?"
    # "2018s best": a possessive that lost its apostrophe
    r"(?:(?![\w%]|[.,]\d|-\w)|(?=s\s[a-z])(?<!0))"
)
_ERA = re.compile(
    r"\bA\.?D\.?\s(?P<year>1[0-4]\d\d|[2-9]\d\d)(?:\s?(?:and|to|[-–])\s?(?P<second>1[0-4]\d\d))?"
    r"(?!\w|[,.]\d)"
)
# A life before the year 1000: "(973–1050)".
_LIFE = re.compile(
    r"(?:(?<=\()|(?<=\(ca\.\s)|(?<=\(c\.\s))(?P<year>[3-9]\d\d)\s?[–-]\s?(?P<second>[3-9]\d\d|1[0-4]\d\d)(?=\))"
)
_CAPITALS = "|".join(sorted((month.capitalize() for month in MONTHS), key=len, reverse=True))
# A cheap look before the real reading: the first letters of a month's name.
_HAS_MONTH = re.compile(
    r"\b(?=[ADFJMNOSadfjmnos])(?:[Jj](?:an|u[nl])|[Ff]eb|[Mm]a[ry]|[Aa](?:pr|ug)|[Ss]ep|[Oo]ct"
    r"|[Nn]ov|[Dd]ec|JAN|FEB|MA[RY]|APR|JU[NL]|AUG|SEP|OCT|NOV|DEC)"
)
_DAY_ALONE = re.compile(
    rf"\b(?<!\d[.,])(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?(?:\sof)?\s(?:{_MONTH})\b"
    rf"|\b(?:[Oo]n|[Bb]y|[Uu]ntil|[Ss]ince|[Ee]nd(?:ed|ing)|[Aa]s\s(?:of|at)|[A-Z][a-z]+day,?)\s(?-i:May|March)\s(?:0?[1-9]|[12]\d|3[01])\b(?![,.]\d|\s?%)"
    rf"|\b(?!(?:may|march|mar|dec|sec)\s)(?:{_MONTH})\b\.?\s(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?\b"
    r"(?![,.]\d|\s?%|\s(?:per|percent|million|people))",
    re.IGNORECASE,
)
# "5 to 7 May", "May 5-7": the first or last day of a stretch, whose month stands elsewhere.
_DAYS = re.compile(
    r"\b(?:(?:(?:0?[1-9]|[12]\d|3[01]),\s)?(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?)"
    rf"\s?(?:to|and|or|[-–])\s?(?=(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?(?:\sof)?\s(?:{_CAPITALS})\b)"
    rf"|\b(?:{_CAPITALS})\b\.?\s(?:0?[1-9]|[12]\d|3[01])(?:\s?(?:to|and|or|[-–])\s?"
    r"(?:0?[1-9]|[12]\d|3[01]))(?=\s?[,.;:)](?!\d)|\s?$)"
)
_BEFORE_YEAR = re.compile(
    r"\b(?:in|since|until|till|by|during|from|to|and|of|year|years|fy|fiscal|early|late|mid|end|"
    r"before|after|through|throughout|between|for|over|than|summer|winter|spring|autumn|fall|ended|"
    r"ending|calendar|season|"
    rf"{_MONTH})\.?\s*$",
    re.IGNORECASE,
)
_COUNTED_AFTER = re.compile(
    r"[\s-]+(?:[a-z]+\s){0,2}?(?:people|persons?|men|women|children|[a-z]{2,}s)\b"
    r"|[\s-]*(?:km|kg|kW|MW|mm|cm|m|ft|lbs?|USD|rpm|°)\b"
)
_HEADS_AFTER = re.compile(
    r"\s+(?:[a-z]+\s)?(?:results|figures|statistics|sales|earnings|revenues?|profits|estimates|levels|goals|"
    r"targets|elections|accounts|plans|budgets|numbers|rates|operations|prices|models|games|awards|"
    r"protests|talks|reports|surveys|expenses|is|was|has|s|includes|excludes|reflects)\b"
)
_LATER_YEAR = re.compile(r"\b(1[5-9]\d\d|20\d\d)\b")
_DIGIT = re.compile(r"\d")
_LEAD_PERIOD = re.compile(
    r"\b(?:in|since|until|till|by|from|during|between|year|years|circa|A\.?D\.?|ended|ending|of\s"
    rf"(?:{_MONTH}))\s*$",
    re.IGNORECASE,
)


def find_dates(text: str) -> list[DateSpan]:
    """Returns the dates and years in a text, in order, not overlapping.

    A day and month without a year takes the year of the next date within 60 characters, else it is
    not a date with a value and is left out.
    """
    if _DIGIT.search(text) is None:
        return []
    found = find_periods(text)
    taken = new_cover(len(text))
    take(taken, ((span.start, span.end) for span in found))
    iso, *named = _PATTERNS
    for pattern in (iso, *named) if _HAS_MONTH.search(text) else (iso,):
        for match in pattern.finditer(text):
            if is_taken(taken, match.start(), match.end()):
                continue
            value = _iso(match, text)
            if value is not None:
                found.append(DateSpan(match.start(), match.end(), value))
                take(taken, [match.span()])
    for match in _BARE_YEAR.finditer(text):
        if not is_taken(taken, match.start(), match.end()) and _is_year(match, text):
            found += _years(match)
    lives = (match for match in _LIFE.finditer(text) if int(match["year"]) < int(match["second"]))
    for match in (*_ERA.finditer(text), *lives):
        found += [
            DateSpan(*match.span(name), match[name].zfill(4))
            for name in ("year", "second")
            if match[name]
        ]
    return sorted(found, key=lambda span: span.start)


def find_day_months(text: str) -> list[tuple[int, int]]:
    """Returns the spans of days that lack their year ("Feb. 21"): dates without a value."""
    if _DIGIT.search(text) is None or _HAS_MONTH.search(text) is None:
        return []
    return [match.span() for days in (_DAY_ALONE, _DAYS) for match in days.finditer(text)]


def _iso(match: re.Match[str], text: str) -> str | None:
    groups = match.groupdict()
    month = int(groups["number"]) if groups.get("number") else MONTHS[groups["month"].lower()]
    # "may 15 suspects" and "march 20 miles" are a verb and a number, not a date.
    if groups.get("month") in ("may", "march"):
        return None
    year = groups.get("year")
    if year is None:
        later = _LATER_YEAR.search(text, match.end(), match.end() + 60)
        if later is None or re.search(r"[.!?]\s", text[match.end() : later.start()]):
            return None
        year = later.group(1)
    if not groups.get("day"):
        # "may 2000" is seldom a month, "March 15" alone never lands here.
        return f"{year}-{month:02}" if match.group("month")[0].isupper() else None
    try:
        return datetime.date(int(year), month, int(groups["day"])).isoformat()
    except ValueError:
        return None


def _is_year(match: re.Match[str], text: str) -> bool:
    """Tells a year from a plain number: "in 2022", "2022 results", but not "2000 people"."""
    before = text[max(0, match.start() - 24) : match.start()]
    year = int(match["year"])
    counted = bool(
        _COUNTED_AFTER.match(text, match.end()) and not _HEADS_AFTER.match(text, match.end())
    )
    if _SECOND_YEAR.search(before):
        return not _NOUN_NEXT.match(text, match.end())
    if year < 1500 and counted:
        return False
    if _LEAD_PERIOD.search(before):
        if _COUNTED_TO.match(text, match.end()):
            return False
        return not (counted and _AFTER_VERB.search(before) and year % 10 == 0)
    if year >= 2100:
        return False
    if _ALONE.search(before) and _CLOSES.match(text, match.end()):
        return year >= 1500 or bool(match["second"])
    if year < 1900:
        named = match["second"] or _NAMED_BY.search(before)
        return year >= 1500 and bool(named) and not counted
    if _BETTER_THAN.search(before) and _CLAUSE_ENDS.match(text, match.end()):
        return True
    if _AMOUNT_BEFORE.search(before):
        return False
    if _BEFORE_YEAR.search(before):
        return not (counted and _LEADS_BOTH.search(before))
    return not counted


# "(973–1050)", "(1763)": a year in brackets of its own; "the Treaty of 1648" is named by one.
_ALONE = re.compile(r"\((?:c\.\s?|circa\s|born\s|b\.\s?|r\.\s?|d\.\s?|died\s)?$")
_CLOSES = re.compile(r"[);,]")
_NAMED_BY = re.compile(
    r"\b(?:Act|Acts|Treaty|Proclamation|Revolution|Constitution|Convention|War|Battle|Rebellion|Rising|"
    r"Panic|Peace|Charter|Edict|Code|Statute|Union|Compromise|Accord|Agreement|Congress|Exhibition)\sof\s$"
)
# "gone better than 2021, …": a year is compared with; "more than 2021," is an amount.
_BETTER_THAN = re.compile(r"\b(?!more|less)(?:[a-z]+er|worse)\sthan\s$")
_CLAUSE_ENDS = re.compile(r"\s*(?:[,.;:)](?!\d)|$)")
_SECOND_YEAR = re.compile(r"\b(?:between|from)\s1\d\d\d\s(?:and|to)\s$", re.IGNORECASE)
# "between 1100 and 1300 people": neither is a year.
_COUNTED_TO = re.compile(
    r"\s(?:and|to)\s\d{4}\s(?:people|persons?|men|women|children|[a-z]{2,}s)\b"
)
_NOUN_NEXT = re.compile(r"\s(?:people|persons?|men|women|children|[a-z]{2,}s)\b")
_LEADS_BOTH = re.compile(r"\b(?:than|over|to|of|and|by|for|after)\s*$", re.IGNORECASE)
_AFTER_VERB = re.compile(r"\b(?:by|from)\s*$", re.IGNORECASE)
_AMOUNT_BEFORE = re.compile(
    r"\b(?:about|around|nearly|almost|approximately|roughly|some|least|most|total\sof|average\sof|"
    r"nearly|exactly|another|than|up\sto)\s*$",
    re.IGNORECASE,
)


def _years(match: re.Match[str]) -> list[DateSpan]:
    first = DateSpan(match.start("year"), match.end("year"), match.group("year"))
    second = match.groupdict().get("second")
    if not second:
        return [first]
    year = second if len(second) == 4 else first.value[:2] + second
    longest = 200 if len(second) == 4 else 100
    if int(year) <= int(first.value) or int(year) > int(first.value) + longest:
        return [first]
    return [first, DateSpan(match.start("second"), match.end("second"), year)]
