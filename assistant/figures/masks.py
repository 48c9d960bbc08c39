"""Finds digits that only name a thing: section numbers, phone numbers, COVID-19, scores.

Knows nothing of what the figures around them mean.
"""

from __future__ import annotations

import re

from assistant.figures.citations import find_citations, find_named_in_words
from assistant.figures.currencies import CURRENCY_CODES, LETTER_SIGNS
from assistant.figures.names import INDEX_LENGTHS, INDICES, NUMBERED, REFERENCES
from assistant.figures.slashed import FRACTION, UNSURE

PLACE_ENDS = (
    r"(?=\s?[.;:)!?](?!\d)|,\s|\s?$|\s(?:in|of|after|during|by|on|for|at|and|or|but|with|when|this"
    r"|last|since|is|are|was|were)\b)"
)
"""Regex source for what follows a place in a list, "the top 10", where nothing is counted."""
_STREETS = (
    r"(?:[A-Z][\w'’-]+\s){1,3}(?:Street|St|Road|Rd|Avenue|Ave|Lane|Drive|Boulevard|Blvd|Way"
    r"|Place|Square|"
    r"Terrace|Court|Crescent|Parkway)\b"
)
# A word and the number of a reference behind it; judged by _is_numbered.
_NAMED = re.compile(
    r"(?<![^\s(\[“\"'])(?P<named>[A-Za-z][A-Za-z&/.]*)(?P<gap>\s{0,2})(?P<number>\d+"
    r"(?:[.\-–/]\d+)*)(?:\([a-z0-9]{1,4}\)){0,4}"
    r"(?:(?:,\s*|\s+and\s+|\s*[–-]\s*)\d+(?:\.\d+)*(?=[\s.,;:)]))?"
    r"(?!\d|[.,]\d|\s*(?:%|per\s?cent|million|billion))"
)
# "Order 14035’sSection 8": the word of a reference run into the one before.
_RUN_IN = re.compile(r"(?:Section|Article|Chapter|Table|Note)\s\d+(?:[.\-–/]\d+)*(?!\d|[.,]\d)")
_LEGAL = (
    r"Pub\.\s?L\.(?:\sNo\.)?\s\d+[-–]\d+",
    r"(?:Regulation|Directive|Decision|Framework)\s(?:\([A-Z]+\)\s)?(?:No\.?\s)?\d+/\d+(?:/[A-Z]+)?",
    r"Executive\sOrder\s(?:No\.\s)?\d+|S\.\s\d{1,4}(?![\d,])(?!\s[a-z])",
    r"[A-Z]{1,2}\d[A-Z\d]?\s\d[A-Z]{2}\b",
)
# Patterns that begin with a letter; each word start is looked at once.
_FROM_LETTERS = re.compile(
    r"(?<![\w.])(?=[A-Za-z])(?:"
    + "|".join(
        (
            # Web addresses.
            r"https?://\S+|www\.\S+",
            *_LEGAL,
            # The words of references in capitals, as headings have them.
            r"(?:SECTION|CHAPTER|ARTICLE|TABLE|FIGURE|ANNEX|APPENDIX|NOTE|PART"
            r"|ITEM)\s+\d+(?:[.-]\d+)*",
            # "figure 3 shows", "(see table 2)": in small letters only where a reference can end.
            r"(?:tables?|figures?|box|chart|exhibit|note|schedule)\s\d{1,2}(?:\.\d{1,2})?"
            r"(?=\s?[.,;:)\]](?!\d)|\s?$|\s(?:shows?|above|below|and|sets|lists|gives|presents)\b)",
            # Phone numbers with a word that says so.
            r"(?:[Tt]el|[Pp]hone|[Tt]elephone|[Cc]all|[Ff]ax|[Hh]otline|[Mm]obile)\b[^\d\n]{0,24}"
            r"(?:\+?\d[\d()-]*(?:[\s()-]{1,2}\d{2,}){2,4}|\+?\d{8,14})",
            r"(?:[Cc]all|[Dd]ial|[Hh]otline|[Hh]elpline|[Tt]el\.?)\s?(?::\s?|(?:at|on)\s)?\d{3,5}"
            r"(?=\s?[.,;)\n]|\s?$|\s(?:or|and|to|if|for)\b)",
            # Postal codes behind a state.
            r"(?<=,\s)[A-Z]{2}\s\d{5}(?:[-–]\d{4})?\b",
            # "the bottom 3 during", "a last-32 match" name a place in a list.
            rf"(?:[Tt]op|[Bb]ottom)\s\d{{1,3}}{PLACE_ENDS}|(?<=the\s)last\s(?:16|32|64){PLACE_ENDS}",
            # The letters of a formula: "m = 2, 3, and 5", "x > 4"; n and p are figures of a study.
            r"[a-cijmq-z]\s?[=<>≤≥]\s?\d{1,4}(?:,\s\d{1,4})*(?:,?\sand\s\d{1,4})?(?![.,]?\d)",
            # A part of a series with the year it came out: "Harbour Nights 6 (2013)".
            r"(?:[A-Z][\w'’]*\s)(?:\d{1,2}|Two|Three|Four|Five|Six|Seven)(?=\s\((?:19|20)\d\d\))",
            # Formulas whose small digits stand apart, as pages copied from the web have them.
            r"(?:H|O|N|CO|SO|NO|CH|NH|SiO|Al|Fe)\s[2-4]O?(?:\s[2-5])?(?=[\s,.;)](?![a-z]{2,}s\b))",
            r"(?:last|top|bottom)-\d{1,3}\b|COP[ -]?\d\d?\b(?![.,]\d)",
            # Letters joined to digits: COVID-19, H1N1, G20, F-16; judged by _is_name.
            r"(?![QH][1-4][\s’'-](?:of\s)?(?:20)?\d\d)(?<!20\d\d[\s-])(?P<letters>[A-Za-z]+)(?P<dash>[-/]?)\d\w*(?:[-/.]\d+\w*)*(?P<more>-)?",
        )
    )
    + ")"
)
_CLOCK = r"\d{1,2}(?:[:.]\d{2})?"
# Patterns that begin with a digit or a mark before one.
_FROM_DIGITS = re.compile(
    r"(?=[\d+(\[#§⁰¹²³⁴-⁹])(?:"
    + "|".join(
        (
            r"\b10\.\d{4,}/\S+",
            r"#\s?\d+|§{1,2}\s?\d+[a-z]?(?:[.\-–]\d+)*(?:\([a-z0-9]{1,4}\))*",
            r"\b\d+\s(?:U\.?\s?S\.?\s?C\.?|C\.?\s?F\.?\s?R\.?|Fed\.\sReg\.|Stat\.)\s?(?:§+\s?|[Pp]art\s)?\d+"
            r"(?:\.\d+)*",
            r"\b(?:10-[KQ]|8-K|6-K|20-F|13[DFG]|40[13]\(?[kb]\)?|501\(c\)(?:\(\d\))?)(?!\w)",
            # The house, its street and the town's post code: "60 Hill Square Harwick 5000".
            rf"\b\d{{1,5}}(?:[-–]\d{{1,5}})?\s{_STREETS}"
            r"(?:(?:,?\s[A-Z][\w'’-]+){1,4},?\s(?!(?:19|20)\d\d\b)\d{4,6}\b(?![.,]\d))?",
            r"\b7[0-9]7\s(?:Max|MAX|Dreamliner|jets?)\b",
            r"\b\d{3,}[A-Za-z]+\d+\b(?<![mk]2)(?<![mk]3)(?<!\d[mM][23])",
            r"\b\d+(?:ers\b|-Eleven\b|[DK]\b(?=\s(?:print|film|movie|TV|video|resolution|model|image)))",
            r"\b\d{1,2}(?:ers\b)|\b(?:480|720|1080|1440|2160)[pi]\b",
            r"\+\d{1,3}[\s-]?(?:\(?\d{1,4}\)?[\s-]?){2,5}\d",
            r"\(\d{1,2}\s[+−-]\s[a-z]\)|\([a-z]\s[+−-]\s\d{1,2}\)|\(\d{3}\)\s?\d{3}-\d{4}\b|\b\d{3}-\d{3}-\d{4}\b",
            # Digit groups joined twice are a code; "24/7" and "9/11" are names.
            r"(?<![\d/-])(?!\d{4}-\d\d-\d\d(?!\d))\d+(?:-\d+){2,}(?![\d-])",
            r"(?<![\d/.])\d{1,2}/\d{1,2}/\d{2,4}\b|\b(?:24/7|9/11|50[/-]50|7/7|20/20|24-7|9-to-5)\b",
            # A final score: 2-1, 3–0; the higher number first, so that it is no range.
            r"(?<![\w$€£.,-])(?:[1-9][-–][0-1]|[2-9][-–]2|[3-9][-–]3|[4-9][-–]4|0[-–]0)"
            r"(?![\w%-]|[.,]\d|\s(?:per|million))",
            # Coordinates.
            r"\d{1,3}°\s?\d{1,2}[′'’](?:\s?\d{1,2}(?:\.\d+)?[″\"])?\s?[NSEW]?\b"
            r"|\b\d{1,3}\.\d+°\s?[NSEW]\b|\b\d{1,3}\.\d{2,};\s?-?\d{1,3}\.\d{2,}\b",
            # Dotted references: 1.2.3.
            r"(?<![\d,.])\d{1,2}\.\d{1,2}\.\d{1,3}(?:\.\d+)*(?![\d,])",
            # Note marks: [12], [^1], "arrested.3 The", superscripts; and clock times.
            r"\[\^?\d{1,3}\]|\[(?:n|nb|note|lower-alpha)\s\d{1,3}\]|(?<=[a-z][.”\"])\d{1,2}(?=\s+[A-Z“\"]|\s*$)"
            r"|(?<![×x]10)(?<![×x] 10)[⁰¹²³⁴-⁹]+(?![⁰¹²³⁴-⁹]|\s?[⁄/])",
            # A power, which is no count, and the cents of a price: "10⁶", "10^6", "2¹⁰", "$5⁹⁹".
            r"(?<![×x])(?<![×x]\s)\b(?:10(?:⁻[⁰¹²³⁴-⁹]+|[⁰²³⁴-⁹][⁰¹²³⁴-⁹]*|¹[⁰¹²³⁴-⁹]+)"
            r"|\d+(?:\^|\*\*)[−-]?\d+(?:/\d+)?)|(?<=\^[−-])\d+"
            r"|\b2[⁰¹²³⁴-⁹]{2,}|(?<=[$€£])\d{1,4}(?:[⁰¹²³⁴-⁹]{2}|\^\d\d)(?!\d)|\b\d{1,4}[⁰¹²³⁴-⁹]{2}(?=\s?[$€£])"
            rf"|(?<![\d⁰¹²³⁴-⁹])(?!{FRACTION})(?:{UNSURE})",
            rf"\b(?:{_CLOCK}\s?(?:[-–]|to)\s?)?{_CLOCK}\s?(?:[ap]\.m\.|[ap]m)(?!\w)"
            r"|\b\d{1,2}[:.]\d{2}\s?[ap]\.?m\.?(?!\w)",
            r"\b\d{1,2}:\d{2}(?:[:.]\d{1,2})?\b|\b\d{1,2}\so['’]clock\b",
            r"\b[0-2]\d[0-5]\d\s?(?:GMT|BST|UTC|CET|EST|EDT)\b|\b0\d00\shours\b",
            # "(1) … (2) …" run into a sentence.
            r"(?<=[:;,]\s)\(\d\)(?=\s)|(?<=\s)\(\d\)(?=\s+[A-Za-z])",
        )
    )
    + ")"
)
_SCORE = re.compile(
    r"(?<![\w$€£.,/-])(?P<first>\d{1,3})(?P<gap> ?)[-–](?P=gap)(?P<second>\d{1,3})"
    r"(?![\w%/-]|[.,]\d)"
)
# "10 - 7 = 3" and "5 - 2 people" are no scores, unlike "14 - 7" between names.
_SPEAKS_ON = re.compile(r"\s?(?:=|%|(?!(?:in|on|at|over|against|and|with|for|from)\b)[a-z])")
_MATCHED = re.compile(
    r"\b(?:won|wins?|winning|lost|loss|losing|beat|beats|beating|defeat(?:ed|ing)?|victory|leads?|led|"
    r"leading|trail(?:s|ed|ing)?|drew|scores?|record|tied?|rout|edged|downed|final|ahead|down|up|over|"
    r"against)\b[^.;]{0,24}$"
)
# The number of a list item, heading or footnote at the start of its line.
_LINE_START = re.compile(
    r"(?m:^[ \t#>*•-]*(?:(?:\(?\d{1,2}[.)]|\(\d{1,2}\)|\[\^?\w{1,3}\]:?)(?=\s+\S)"
    r"|\d{1,2}(?:\.\d{1,2})+\.?(?=\s+[A-Z][a-z])))"
)
# "40만원" is 400,000 won: the scale and unit of a script that is not read.
_OTHER_SCRIPT = re.compile(r"\d[\d.,]*\s?[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_SCRIPT = re.compile(r"[\u3040-\u9fff\uac00-\ud7af]")
_NUMBER = re.compile(r"\d+")
_MAIL = re.compile(r"[\w.+-]{1,64}@[\w.-]{3,}")
_DIGIT = re.compile(r"[\d⁰¹²³⁴-⁹]")
# What is glued to digits and still states a figure: FY2022, RM120, sub-300, now-18.
_MONEY_LETTERS = frozenset({*CURRENCY_CODES, *"RM Rs Rp RMB US usd eur gbp FY CY".split()}) - {
    "COP"
}
_SUM = re.compile(r"\d{1,3}(?:,\d{3})+|\d{3,}|\d+(?:\.\d+)?\s?(?:m|mn|bn|k|mil|million|billion)\b")
_POUNDS = re.compile(r"\d\d|\d\.\d")
_PREFIXES = frozenset(
    "sub pre post over under to now then age aged non minus mid a some about plus".split()
)
_LONGEST_NAME = 4


def find_masks(text: str) -> list[tuple[int, int]]:
    """Returns offsets of stretches whose digits are names, not quantities, in no set order."""
    named = find_named_in_words(text)
    if _DIGIT.search(text) is None and " War" not in text:
        return named
    spans = named + [match.span() for match in _FROM_DIGITS.finditer(text)]
    letters = _FROM_LETTERS.finditer(text)
    spans += [m.span() for m in letters if not m["letters"] or _is_name(m)]
    spans += [match.span() for match in _NAMED.finditer(text) if _is_numbered(match)]
    spans += [m.span() for m in _RUN_IN.finditer(text) if text[m.start() - 1].islower()]
    spans += [match.span() for match in _SCORE.finditer(text) if _is_score(match)]
    spans += _list_numbers(text)
    spans += find_citations(text)
    if not text.isascii() and _SCRIPT.search(text):
        spans += [match.span() for match in _OTHER_SCRIPT.finditer(text)]
    if "@" in text:
        spans += [match.span() for match in _MAIL.finditer(text)]
    return spans


def _is_numbered(match: re.Match[str]) -> bool:
    """Tells "Section 3.2" and "Boeing 737" from "In 2022" and "Paris 300"."""
    word, number = match["named"], match["number"]
    if word in REFERENCES:
        return True
    if "&" in word:
        word = word.upper()
    if word.rpartition("&")[2] in INDICES or word in INDICES:
        return number in INDEX_LENGTHS
    return word in NUMBERED and len(number) <= _LONGEST_NAME and number.isdigit()


def _is_score(match: re.Match[str]) -> bool:
    """Tells "won 112–104" from the range "104–112"."""
    first, second = int(match["first"]), int(match["second"])
    if match["gap"] and _SPEAKS_ON.match(match.string, match.end()):
        return False
    text, start = match.string, match.start()
    if first > second and _MATCHED.search(text, max(0, start - 32), start):
        return True
    if first > second and first >= 200 and not match["gap"]:
        return True  # "SP 800-171": no range runs downwards
    return first > second and first - second < 100 and first < 200 and bool(second or match["gap"])


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
    if letters in LETTER_SIGNS and not match["dash"]:
        at = match.end("letters")
        is_pounds = letters == "PS" and _POUNDS.match(match.string, at) is not None
        return not is_pounds and _SUM.match(match.string, at) is None
    if letters in _MONEY_LETTERS:
        return bool(match["dash"]) and letters not in ("US", "FY")
    if letters == "A" and match["dash"]:
        return True  # "table A-2", "Circular A-136"
    if letters.islower() or letters.lower() in _PREFIXES:
        return not match["dash"] or (letters.lower() not in _PREFIXES and not match["more"])
    return True
