"""Finds digits that only name a thing: section numbers, phone numbers, COVID-19, scores.

Knows nothing of what the figures around them mean.
"""

from __future__ import annotations

import re

_NAMED = (
    r"No\.?|Nos\.?|no\.|Number(?=\s+\d)|Nr\.?|Sections?|Sec\.|Chapters?|Articles?|Art\.|"
    r"Annex|Appendix|Tables?|Figures?|Fig\.|Box|Chart|Exhibit|Notes?|Part|Clause|"
    r"Paragraph|Para\.?|Rule|Regulation|Directive|Resolution|Act|Law|Form|Item|Step|Phase|Stage|"
    r"Level|Tier|Category|Type|Class|Grade|Scope|Goals?|SDG|Target|Indicator|Objective|Priority|"
    r"Strategy|Pages?|pages|pp\.|p\.|Vol\.|Volume|Issue|Line|Column|Row|Route|[Hh]ighway|Flight"
    r"|Room|[Ee]xit|"
    r"Building|[Uu]nit(?=\s+\d)|Gate|Terminal|Platform|Channel|Version|Release|Windows|Python"
    r"|Boeing|Airbus|"
    r"Formula|Apollo|Mark|Title|Subpart|Docket|Order|Case\s+No\.|Ref\.?|ISBN|ISSN|DOI|PMID|ISO"
    r"|IFRS|"
    r"IAS|ASC|FAS|ASU|SFAS|GRI|Topics?|Question|Q\.|Quarter|Exhibit (?:No\.|[Nn]umber)|Sheet"
    r"|World\s+War|Super\s+Bowl|Planet|Big|Model|"
    r"i[Pp]hone|Galaxy|Pixel|PlayStation|Xbox|HIV|Chromosome|Falcon|Interstate"
    r"|Group(?=\s\d{1,2}\b)|"
    r"Zone|District|Ward|Lot|Block|Bay|Pier|Dock|Seed|Opus|Psalm|Size|category"
)
_INDICES = (
    r"(?:S\s?&\s?P|S\sP|SP|sp|FTSE|STOXX|Stoxx|Russell|CAC|DAX|Nikkei|Nasdaq|NASDAQ|Fortune|Forbes|"
    r"ASX|CSI|TA|Euro\sStoxx|Topix|KOSPI|Sensex|Nifty|Hang\sSeng|AIM|G|Dow|Hot|Global)"
)
_STREETS = (
    r"(?:[A-Z][\w'’-]+\s){1,3}(?:Street|St|Road|Rd|Avenue|Ave|Lane|Drive|Boulevard|Blvd|Way"
    r"|Place|Square|"
    r"Terrace|Court|Crescent|Parkway)\b"
)
# Patterns that begin with a letter; each word start is looked at once.
_FROM_LETTERS = re.compile(
    r"\b(?=[A-Za-z])(?:"
    + "|".join(
        (
            # Web addresses.
            r"https?://\S+|www\.\S+",
            # Numbered references: "Section 3.2", "No. 5", "Tables 4 and 5", "Annex 1(b)".
            rf"(?<![^\s(\[])(?:{_NAMED})\s*\d+(?:[.\-–]\d+)*(?:\([a-z0-9]+\))?"
            r"(?:(?:,\s*|\s+and\s+|\s*[–-]\s*)\d+(?:\.\d+)*(?=[\s.,;:)]))?"
            r"(?![\d]|[.,]\d|\s*(?:%|per\s?cent|million|billion))",
            # Words that only ever number a part of a text, in any case: "in section 2", "page 7".
            r"\b(?i:sections?|chapters?|annex|appendix|paragraph|footnote"
            r"|pages?)\s+\d+(?:\.\d+)*\b",
            # The same words in capitals, as headings have them.
            r"(?:SECTION|CHAPTER|ARTICLE|TABLE|FIGURE|ANNEX|APPENDIX|NOTE|PART"
            r"|ITEM)\s+\d+(?:\.\d+)*",
            # Share indices and lists named after their length.
            rf"{_INDICES}\s(?:50|100|200|225|250|300|350|400|40|500|600|1000|2000"
            rf"|3000)\b(?![.,]\d|\s?%)",
            # Phone numbers with a word that says so.
            r"(?:[Tt]el|[Pp]hone|[Tt]elephone|[Cc]all|[Ff]ax|[Hh]otline|[Mm]obile)\b[^\d\n]{0,24}"
            r"\+?\d[\d\s()-]{2,19}\d",
            # Letters joined to digits: COVID-19, H1N1, G20, F-16; judged by _is_name.
            r"(?![QH][1-4]\s(?:of\s)?20\d\d)(?P<letters>[A-Za-z]+)(?P<dash>[-/]?)\d\w*(?:[-/.]\d+\w*)*(?P<more>-)?",
        )
    )
    + ")"
)
# Patterns that begin with a digit or a mark before one.
_FROM_DIGITS = re.compile(
    r"(?=[\d+(\[#⁰¹²³⁴-⁹])(?:"
    + "|".join(
        (
            r"\b10\.\d{4,}/\S+",
            r"#\s?\d+",
            rf"\b\d{{1,5}}(?:[-–]\d{{1,5}})?\s{_STREETS}",
            r"\b7[0-9]7\s(?:Max|MAX|Dreamliner|jets?)\b",
            r"\b\d{3,}[A-Za-z]+\d+\b(?<![mk]2)(?<![mk]3)(?<!\d[mM][23])",
            r"\+\d{1,3}[\s-]?(?:\(?\d{1,4}\)?[\s-]?){2,5}\d",
            r"\(\d{3}\)\s?\d{3}-\d{4}\b|\b\d{3}-\d{3}-\d{4}\b",
            # Digit groups joined twice are a code; "24/7" and "9/11" are names.
            r"(?<![\d/-])(?!\d{4}-\d\d-\d\d(?!\d))\d+(?:-\d+){2,}(?![\d-])",
            r"(?<![\d/.])\d{1,2}/\d{1,2}/\d{2,4}\b|\b(?:24/7|9/11|50/50|7/7|20/20|24-7)\b",
            # A final score: 2-1, 3–0, the first no smaller than the second.
            r"(?<![\w$€£.,-])(?:[1-9][-–][0-1]|[2-9][-–]2|[3-9][-–]3|[4-9][-–]4|0[-–]0)"
            r"(?![\w%-]|[.,]\d|\s(?:per|million))",
            # Coordinates.
            r"\d{1,3}°\s?\d{1,2}[′'’](?:\s?\d{1,2}(?:\.\d+)?[″\"])?\s?[NSEW]?\b"
            r"|\b\d{1,3}\.\d+°\s?[NSEW]\b",
            # Dotted references: 1.2.3.
            r"(?<![\d,.])\d{1,2}\.\d{1,2}\.\d{1,3}(?:\.\d+)*(?![\d,])",
            # Note marks: [12], [^1], "arrested.3 The", superscripts; and clock times.
            r"\[\^?\d{1,3}\]|(?<=[a-z][.”\"])\d{1,2}(?=\s+[A-Z“\"]|\s*$)|[⁰¹²³⁴-⁹]+",
            r"\b\d{1,2}[:.]\d{2}\s?(?:[ap]\.?m\.?)(?!\w)|\b\d{1,2}:\d{2}(?:[:.]\d{1,2})?\b",
            r"\b\d{1,2}\s?(?:[ap]\.m\.|[ap]m)(?!\w)",
            # "(1) … (2) …" run into a sentence.
            r"(?<=[:;,]\s)\(\d\)(?=\s)|(?<=\s)\(\d\)(?=\s+[A-Za-z])",
        )
    )
    + ")"
)
# The number of a list item, heading or footnote at the start of its line.
_LINE_START = re.compile(
    r"(?m:^[ \t#>*•-]*(?:(?:\(?\d{1,2}[.)]|\(\d{1,2}\)|\[\^?\w{1,3}\]:?)(?=\s+\S)"
    r"|\d{1,2}(?:\.\d{1,2})+\.?(?=\s+[A-Z][a-z])))"
)
_NUMBER = re.compile(r"\d+")
_MAIL = re.compile(r"[\w.+-]{1,64}@[\w.-]{3,}")
_DIGIT = re.compile(r"[\d⁰¹²³⁴-⁹]")
# What is glued to digits and still states a figure: FY2022, RM120, sub-300, now-18.
_MONEY_LETTERS = frozenset("USD EUR GBP RM Rs Rp RMB US usd eur gbp FY CY".split())
_PREFIXES = frozenset(
    "sub pre post over under to now then age aged non minus mid a some about".split()
)


def find_masks(text: str) -> list[tuple[int, int]]:
    """Returns offsets of stretches whose digits are names, not quantities, in no set order."""
    if _DIGIT.search(text) is None:
        return []
    spans = [match.span() for match in _FROM_DIGITS.finditer(text)]
    spans += [m.span() for m in _FROM_LETTERS.finditer(text) if not m["letters"] or _is_name(m)]
    spans += _list_numbers(text)
    if "@" in text:
        spans += [match.span() for match in _MAIL.finditer(text)]
    return spans


def _list_numbers(text: str) -> list[tuple[int, int]]:
    """Finds the numbers of list items; a wrapped line that begins "18. Then" is none.

    Where the line before breaks off in mid-sentence, only the next number of a list counts.
    """
    spans: list[tuple[int, int]] = []
    last = 0
    for match in _LINE_START.finditer(text):
        digits = _NUMBER.search(match.group())
        number = int(digits.group()) if digits else 0
        before = text[match.start() - 2 : match.start() - 1] if match.start() > 1 else ""
        if (before.isalnum() or before == ",") and number not in (0, last + 1):
            continue
        last = number
        spans.append(match.span())
    return spans


def _is_name(match: re.Match[str]) -> bool:
    """Tells COVID-19, H1N1 and scp-173m from FY2022, RM120, sub-300 and now-18-month."""
    letters = match["letters"]
    if letters in _MONEY_LETTERS:
        return bool(match["dash"]) and letters not in ("US", "FY")
    if letters.islower():
        return not match["dash"] or (letters not in _PREFIXES and not match["more"])
    return True
