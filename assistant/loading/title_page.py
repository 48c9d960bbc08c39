"""Reads what a report's first pages say of it: when published, the period, edition, publisher.

Knows no file format. Only what is said plainly counts, and nothing where two places differ: a wrong
day of publication would make "last year" a wrong year.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from assistant.loading.building import Content
from assistant.loading.days import DAY, first_day, last_day, months_until, read_day, span
from assistant.records import Metadata

_PAGES = 2
_CHARACTERS = 4_000
_LINE_AT_MOST = 120
_YEAR = r"(?:19|20)\d\d"
_WEEKDAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?"

_PUBLISHED = re.compile(
    r"\W*(?:(?:first\s+|originally\s+)?published(?:\s+online)?(?:\s+(?:on|in))?|publication\s+date"
    r"|date\s+(?:of\s+(?:publication|issue|release)|published|issued|released)"
    r"|(?:issued|released)(?:\s+(?:on|in))?|(?:issue|release)\s+date|for\s+(?:immediate\s+)?release)"
    rf"\s*[:|–—-]?\s*{_WEEKDAY}({DAY}|{_YEAR}(?![\d–/-]))(?:\W.{{0,60}})?",
    re.IGNORECASE,
)
_LONE_DAY = re.compile(rf"\W{{0,3}}{_WEEKDAY}({DAY})\W{{0,3}}", re.IGNORECASE)
_NO_DAY_AFTER = re.compile(
    r"\b(?:end(?:ed|ing|s)?|as\s+(?:of|at)|period|effective|deadline|held|due|to|until|through|from"
    r"|and|by|on|since|updated|accessed|expires?)\W*\Z",
    re.IGNORECASE,
)
_ENDED = re.compile(
    r"(?:(?P<year>year)|(?P<months>three|six|nine)[\s-]months?(?:\s+period)?"
    rf"|(?P<quarter>quarter(?:ly\s+period)?)|(?P<half>half[\s-]year))\s+end(?:ed|ing)(?:\s+on)?:?"
    rf"\s+(?P<day>{DAY})",
    re.IGNORECASE,
)
# What may stand before the period on a cover; in a sentence it may be any other report's.
_BEFORE = re.compile(
    r"\W*(?:[\w&’' -]{0,80}\b(?:report|accounts|statements?|results|review|statistics|bulletin)\b)?"
    r"[\w&]{0,3}\W*(?:for\s+)?(?:the\s+)?(?:fiscal\s+|financial\s+)?",
    re.IGNORECASE,
)
_REST_AT_MOST = 40
_SPAN = re.compile(
    r"\W*(?:(?:for\s+the\s+|reporting\s+)?period(?:\s+covered)?\W{0,3}(?:from\s+)?)?"
    rf"({DAY})\s*(?:[-–—]|to|through|until)\s*({DAY})\W*",
    re.IGNORECASE,
)
_KINDS = r"(?:report|review|accounts|yearbook|statistics|bulletin|abstract)"
_ANNUAL = re.compile(
    rf"\bannual\s+(?:\w+\s+){{0,2}}{_KINDS}(?:\s+(?:and|&)\s+\w+)*\W{{1,3}}(?:for\s+)?"
    rf"(?:the\s+)?(?:calendar\s+)?(?:year\s+)?(?P<after>{_YEAR})(?![\d–/-])"
    rf"|(?<![\d–/-])(?P<before>{_YEAR})\s+annual\s+(?:\w+\s+){{0,2}}{_KINDS}\b"
    r"|\b(?:statistics|figures|bulletin|yearbook|calendar\s+year)\s+(?:for\s+)?(?:the\s+)?"
    rf"(?:calendar\s+)?(?:year\s+)?(?P<of>{_YEAR})\W*\Z",
    re.IGNORECASE,
)
_FISCAL = re.compile(r"\b(?:fiscal|financial)\s+(?:years?|20\d\d)\b|\bFY\s?'?\d\d", re.IGNORECASE)
_EDITION = re.compile(
    r"\W*((?:the\s+)?(?:(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|revised"
    rf"|updated|\d{{1,2}}(?:st|nd|rd|th)|{_YEAR})\s+){{1,2}}edition)\W*(?:\({DAY}\))?\W*",
    re.IGNORECASE,
)
_TITLE_EDITION = re.compile(r"\(((?:\w+\s+){1,2}edition)\)\W*\Z", re.IGNORECASE)
_PUBLISHER = re.compile(
    r"\W*(?:published|issued)\s+by\W{1,3}(?:the\s+)?(\w[^|\n]{2,79}?)\W*", re.IGNORECASE
)
# The cover of every filing to the American securities commission has this line below the name.
_REGISTRANT = "(exact name of registrant"


def read_title_page(content: Content, title: str) -> Metadata:
    """Returns what the first pages and the title say of a report; None is not plain."""
    pages = [page for page in content.pages if page.end > page.start][:_PAGES]
    ends = [min(page.end, pages[0].start + _CHARACTERS) for page in pages] or [0]
    text = content.text[: ends[-1]]
    lines = [" ".join(line.split()) for line in text.split("\n")]
    lines = [line for line in lines if line and len(line) <= _LINE_AT_MOST]
    period = _find_period(title, lines, content.text)
    published = _find_published(lines) or _find_lone_day(content.text[: ends[0]])
    # What is published before its period is over is a plan, or misread.
    if published and period and last_day(published) < last_day(period.split("/")[-1]):
        published = period = None
    publisher = _one(_matches(_PUBLISHER, lines)) or _one(_registrants(lines))
    edition = _one(_matches(_EDITION, lines)) or _one(_TITLE_EDITION.findall(title))
    return Metadata(
        publisher=publisher,
        published=published,
        period=period,
        edition=None if edition is None else edition[:1].upper() + edition[1:].lower(),
    )


def _matches(pattern: re.Pattern[str], lines: Iterable[str]) -> Iterator[str]:
    return (found[1] for line in lines if (found := pattern.fullmatch(line)))


def _registrants(lines: list[str]) -> Iterator[str]:
    bare = [line.strip(" |") for line in lines]
    for above, line in pairwise(bare):
        if line.lower().startswith(_REGISTRANT):
            yield above


def _one(found: Iterable[str]) -> str | None:
    """Returns what all that was found is, None where it differs."""
    different = {" ".join(text.split()).lower(): " ".join(text.split()) for text in found}
    return next(iter(different.values())) if len(different) == 1 else None


def _find_published(lines: list[str]) -> str | None:
    return _one(day for text in _matches(_PUBLISHED, lines) if (day := read_day(text)))


def _find_lone_day(first_page: str) -> str | None:
    """A line of the first page that is a day and nothing else, where it ends no sentence or period.

    The last day of a month is mostly the end of what is reported on.
    """
    lines = [line for line in first_page.split("\n") if line.strip()]
    days = set()
    for above, line in zip(["", *lines], lines, strict=False):
        found = _LONE_DAY.fullmatch(line)
        day = read_day(found[1]) if found else None
        if day is None:
            continue
        is_end = len(day) == len("2022-06-30") and last_day(day[:7]) == last_day(day)
        if is_end or _NO_DAY_AFTER.search(above):
            return None
        days.add(day)
    return days.pop() if len(days) == 1 else None


def _find_period(title: str, lines: list[str], text: str) -> str | None:
    lines = [title, *lines]
    ended = {
        _ended(found)
        for line in lines
        for found in _ENDED.finditer(line)
        if _BEFORE.fullmatch(line[: found.start()]) and len(line) - found.end() <= _REST_AT_MOST
    }
    spans = {_span(*found.groups()) for line in lines if (found := _SPAN.fullmatch(line))}
    told = {period for period in ended | spans if period}
    if told:
        period = told.pop()
        in_title = re.findall(rf"(?<![\d/.-]){_YEAR}", title)
        is_other = in_title and last_day(period.split("/")[-1]).strftime("%Y") not in in_title
        return None if told or is_other else period
    found_in = (found for line in lines for found in _ANNUAL.finditer(line))
    years = {found["after"] or found["before"] or found["of"] for found in found_in}
    if len(years) != 1:
        return None
    year = years.pop()
    is_plain = any(found["of"] for found in _ANNUAL.finditer(title)) and not _FISCAL.search(text)
    return _year_told(year, text) or (year if is_plain else None)


def _year_told(year: str, text: str) -> str | None:
    """A year on a cover may be a financial one: it counts as the text says that its year ends."""
    ends = [
        period
        for found in _ENDED.finditer(text)
        if found["year"] and (day := read_day(found["day"])) and day.startswith(year)
        if (period := months_until(day, 12))
    ]
    if ends:
        commonest = max(ends, key=ends.count)
        return commonest if ends.count(commonest) * 5 >= len(ends) * 4 else None
    return None


def _ended(found: re.Match[str]) -> str | None:
    day = read_day(found["day"])
    if day is None:
        return None
    if found["year"]:
        return months_until(day, 12)
    if found["half"]:
        return months_until(day, 6)
    number = (found["months"] or "three").lower()
    return months_until(day, {"three": 3, "six": 6, "nine": 9}[number])


def _span(first: str, last: str) -> str | None:
    start, end = read_day(first), read_day(last)
    if start is None or end is None or first_day(start) > last_day(end):
        return None
    return span(first_day(start), last_day(end))
