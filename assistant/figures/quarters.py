"""Reads quarters, halves, fiscal years and decades. Knows nothing of days or of other quantities.

A quarter has no ISO 8601 form of its own: "Q3 2022" is the interval of its months,
"2022-07/2022-09". A fiscal quarter's months are not known, so only its year is read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DateSpan:
    """A date in a text: offsets and ISO value."""

    start: int
    end: int
    value: str


_NUMBERS = {
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "1st": 1,
    "2nd": 2,
    "3rd": 3,
    "4th": 4,
}
_YEAR = r"20\d\d|19\d\d"
_PART = re.compile(
    r"\b(?:"
    # Q3 2022, H1 of 2022, Q3'22, Q3 FY2022
    r"(?P<code>[QH][1-4])[\s-]?(?:of\s)?(?P<fiscal>FY\s?)?(?:(?P<year>20\d\d|19\d\d)|[’'](?P<short>\d\d))"
    # 3Q22, 3Q 2022
    r"|(?P<quarter>[1-4])Q\s?(?P<year2>20\d\d|\d\d)"
    # 2022 Q3
    r"|(?P<year3>20\d\d)[\s-](?P<code3>[QH][1-4])"
    # the third quarter of 2022, second-half 2022
    rf"|(?P<nth>{'|'.join(_NUMBERS)})[\s-](?P<part>quarter|half)\s(?:of\s|in\s)?(?:the\syear\s)?"
    rf"(?P<year4>{_YEAR})"
    r")(?![\w%]|[.,]\d|[-/]\d)",
)
_FISCAL = re.compile(
    r"\b(?:FY|CY|(?:[Ff]iscal|[Ff]inancial)\s(?:[Yy]ear\s)?)\s?[’']?(?P<year>20\d\d|19\d\d|\d\d)"
    r"(?P<second>[-–/](?:20)?\d\d)?(?![\w%]|[.,]\d)"
)
_FISCAL_BEFORE = re.compile(r"\b(?:[Ff]iscal|[Ff]inancial|its|their|our)[\s-]$")
_DECADE = re.compile(r"(?=[12])(?<![\w.,])(?P<year>1[5-9]\d0|20\d0)[’']?s\b")
_HINT = re.compile(r"[QH][1-4]|\dQ|FY|CY|quarter|half|[Ff]iscal|[Ff]inancial|\d0[’']?s\b")


def find_periods(text: str) -> list[DateSpan]:
    """Returns the quarters, halves, fiscal years and decades of a text, not overlapping."""
    if _HINT.search(text) is None:
        return []
    found = [_part(match) for match in _PART.finditer(text) if not _is_fiscal(match)]
    ends = {span.end for span in found}
    found += [_fiscal(match) for match in _FISCAL.finditer(text) if match.end() not in ends]
    for match in _DECADE.finditer(text):
        first = int(match["year"])
        found.append(DateSpan(match.start(), match.end(), f"{first}/{first + 9}"))
    return sorted(found, key=lambda span: span.start)


def _is_fiscal(match: re.Match[str]) -> bool:
    before = match.string[max(0, match.start() - 12) : match.start()]
    return bool(match["fiscal"] or _FISCAL_BEFORE.search(before))


def _part(match: re.Match[str]) -> DateSpan:
    year = match["year"] or match["year2"] or match["year3"] or match["year4"] or match["short"]
    code = match["code"] or match["code3"] or f"Q{match['quarter']}"
    if match["nth"]:
        code = match["part"][0].replace("q", "Q").replace("h", "H") + str(_NUMBERS[match["nth"]])
    length = 3 if code[0] == "Q" else 6
    last = min(int(code[1]) * length, 12)
    year = year if len(year) == 4 else "20" + year
    value = f"{year}-{last - length + 1:02}/{year}-{last:02}"
    return DateSpan(match.start(), match.end(), value)


def _fiscal(match: re.Match[str]) -> DateSpan:
    """Reads "FY2022" as the year; "FY2021-22" as the two years it runs over."""
    year = match["year"] if len(match["year"]) == 4 else "20" + match["year"]
    second = (match["second"] or "")[1:]
    if second:
        second = second if len(second) == 4 else year[:2] + second
        if int(second) != int(year) + 1:
            return DateSpan(match.start(), match.start("second"), year)
    return DateSpan(match.start(), match.end(), f"{year}/{second}" if second else year)
