"""Finds digits that lead to a place: rules and notes cited, exhibits, registrations, addresses.

Knows nothing of names such as COVID-19, nor of what the figures around them mean.
"""

from __future__ import annotations

import re

from assistant.figures.lexicon import MONTHS

# "(a)(2)", "(j)(5)(ii)": the subparagraphs of a reference.
_SUB = r"(?:\s?\([A-Za-z0-9]{1,4}\)){1,6}"
# One number of a reference: "24", "3.2", "15d-15(e)", "1.409A-3(i)(5)", "(2)".
_ITEM = (
    r"(?:\d{1,4}(?:\.\d{1,3}){0,3}(?:[a-z]\d?|[A-Z]{1,2})?(?:-\d{1,3})?(?!\w)"
    rf"(?:{_SUB})?|{_SUB})"
)
# What may stand behind the last number of a list: no noun that it could count.
_STOPS = (
    r"(?=\s?[,.;:)\]](?!\d)|\s?$|\s(?:and|or|of|to|through|above|below|hereof|thereof|is|are|was"
    r"|were|shall|will|may|apply|applies|require|provide|describe|set)\b)"
)
_NO_UNIT = r"(?!\d|[.,]\d|\s?(?:%|per\s?cent|percent|million|billion|thousand|m\b|bn\b))"
_MORE = (
    r"(?:(?:,\s?(?:and|or)\s|\s(?:and|or|through|and/or|AND|OR)\s|\s?[–-]\s?)"
    rf"{_ITEM}{_NO_UNIT}|,\s?{_ITEM}{_STOPS}|,\s?\d{{1,4}}{_SUB}){{0,24}}"
)
_PLURALS = (
    r"(?:[Nn]otes|[Ss]ections|[Aa]rticles|[Rr]ules|[Pp]aragraphs|[Cc]lauses|[Tt]itles"
    r"|[Ss]ub(?:sections|paragraphs)|Tables|Figures|§§|Forms|Items|Exhibits|Parts|Chapters|Questions|Nos\.)"
)
_SINGULARS = (
    r"(?:Section|SECTION|Instruction|Rule|Form|Article|Regulation|Regulations|Paragraph|paragraph|Note|Title|Table|Item"
    r"|section|[Ss]ub(?:section|paragraph)|ss?\.|§)"
)
_MONTH = "|".join({m.capitalize() for m in MONTHS})
_STATES = (
    r"(?:D\.\s?C\.|Alabama|Alaska|Arizona|Arkansas|California|Colorado|Connecticut|Delaware|Florida"
    r"|Georgia|Hawaii|Idaho|Illinois|Indiana|Iowa|Kansas|Kentucky|Louisiana|Maine|Maryland"
    r"|Massachusetts|Michigan|Minnesota|Mississippi|Missouri|Montana|Nebraska|Nevada|New\s(?:Hampshire"
    r"|Jersey|Mexico|York)|North\s(?:Carolina|Dakota)|Ohio|Oklahoma|Oregon|Pennsylvania|Rhode\sIsland"
    r"|South\s(?:Carolina|Dakota)|Tennessee|Texas|Utah|Vermont|Virginia|Washington|Wisconsin|Wyoming)"
)
# Patterns that begin with a letter or a paragraph sign; each word start is looked at once.
_FROM_LETTERS = re.compile(
    r"(?<![\w.])(?=[A-Za-z§])(?:"
    + "|".join(
        (
            # "the Acquisition Regulation (AR) 2146.270", "DFARS 252.204-7012", "NIST 800-171".
            r"(?:Regulations?|Code|Act|Form|Standards?|Manual|Handbook|Circular|Order|Directive)\s\([A-Z]{2,8}\)"
            r"\s\d{1,5}(?:[.-]\d+)*(?!\d|,\d|\s(?:million|billion|percent))",
            r"(?=[A-Z]{3,8}\s\d)(?:[A-Z]{0,5}FARS?\s\d{1,4}\.\d[\d.-]*"
            r"|(?:NIST|IEEE|ANSI|ASTM|NFPA|IETF|OSHA)\s\d{2,4}(?:[.-]\d+)*\b)",
            # "Supplementary file 4", "Figure 2—source data 1".
            r"(?:[Ss]upplement(?:ary|al)|[Aa]dditional|[Ss]ource|[Ee]xtended)\s(?:files?|data|videos?|movies?"
            r"|materials?|code|Files?|Data|Videos?|Movies?|Materials?)\s\d{1,2}(?=\s?[.,;:)A-Z](?!\d)|\s?$"
            r"|\sand\b|\sin\b)|[Ff]igure\ssupplements?\s\d{1,2}\b(?![.,]\d)",
            # "Fed. R. Evid. 603", "set out in item 8."
            r"Fed\.\sR\.\s(?:Evid|Civ|Crim|Bankr|App)\.(?:\sP\.)?\s\d{1,4}\b",
            r"(?<=\b[Ii]n\s)items?\s\d{1,2}[A-C]?(?=\s?[.,;)](?!\d)|\s?$|\sof\b)",
            # "was added in Writer for Desks 7.2": a version.
            r"(?:added|introduced|deprecated|removed|supported|available|released)\sin\s[A-Z][\w-]*(?:\s\w+){0,3}?"
            r"\s\d{1,2}\.\d(?=\s?[.,;)](?!\d)|\s?$)",
            # "Rules 13a-14(a) and 15d-14(a)", "notes 24 and 25 to the accounts".
            rf"{_PLURALS}\s{{0,2}}{_ITEM}{_MORE}{_NO_UNIT}",
            rf"{_SINGULARS}\s{{0,2}}{_ITEM}{_NO_UNIT}(?:{_MORE}(?<=\)))?",
            # "in note 6 to these statements", "under title 11"; "the title 11 times" is none.
            r"(?<=\b[Ii]n\s)notes?\s\d{1,2}\b(?![.,]\d)",
            r"note\s\d{1,2}\.\d{1,2}(?:\sand\s\d{1,2}\.\d{1,2})?\b",
            r"(?:EXHIBIT|Revision|REVISION)\s\d{1,3}(?:\.\d{1,2})?(?!\d|[.,]\d)|figures?\s\d{1,2}(?=\sto\sparagraph)",
            r"note\s\d{1,2}(?=\sto\s(?:the|these|this|our|its)\b)",
            r"(?:(?<=\bof\s)|(?<=\bunder\s)|(?<=\bin\s)|(?<=\bto\s))title\s\d{1,2}(?!\d|[.,]\d|\s(?:times|years))",
            r"(?:tables?|figures?|appendix|exhibit|chart|schedule|Tables?|Figures?|Exhibit|Appendix"
            r"|Schedule)\s[A-Z][-–.]\d{1,3}",
            r"(?:AASB|IFRIC|FRS|IPSAS|GASB|HKAS|HKFRS|Ind\sAS|PCAOB\sAS|AAS|NZ\sIFRS)\s\d{1,4}(?:\.\d+)?\b(?!,\d)",
            r"(?:E\.\s?O\.s?|Executive\sOrders?(?:\s\((?:E\.\s?O\.|EO)s?\))?)\s(?:No\.?\s)?\d{4,5}"
            r"(?:,?\s(?:and\s)?\d{5}|:\s[A-Z][^.;:\d]{8,120}?\band\s\d{5}(?=:))*\b(?!,\d)",
            r"(?:Reporting|Accounting|Auditing|Safety|Technical)\sStandards?\s(?:No\.\s)?\d{1,4}\b",
            r"(?:tables|boxes|charts|exhibits|schedules)\s\d{1,2}(?:,\s\d{1,2}){0,8},?\s(?:and|or|through|to)"
            r"\s\d{1,2}(?=\s?[.,;:)](?!\d)|\s?$|\s(?:of|in|to|above|below|show|give|are)\b)",
            r"(?:SP|Publication|FIPS)\)?\s\d{3}(?:-\d{1,3})?(?!\d|[.,]\d|\s[a-z])",
            r"[Rr]efer(?:\sto)?\s\d{1,2}\.\d{1,2}(?=\sfor\b|\s?[.,;)](?!\d))",
            rf"[Qq]uestions:\s{_ITEM}{_MORE}",
            # Levels of a hierarchy: "from level 3 into level 2".
            r"[Ll]evels?\s[1-5](?:(?:,\s|,?\s(?:and|or|to)\s)[1-5])?(?!\d|[.,]\d|\s?%|\s(?:points|times|per)\b)",
            r"(?:ID|PIN)(?:\s[Nn]o\.?|\s[Nn]umber)?\s?[:#]\s?\d{3,}\b|Office\s365\b",
            r"P\.\s{1,2}\d{4}(?![\d,.]\d)(?:\([a-z0-9]{1,4}\)){0,4}(?=\s{1,3}[A-Z]|\s?[.,;)]|\s?$)",
            r"[Pp]ages?\s\d{1,3}(?:\s(?:to|of|through)\s|,\s|\sand\s|\s?[–-]\s?)\d{1,3}\b(?!,\d)",
            # Registrations.
            r"(?:ABN|ARBN\)?|ACN|LCCN|EIN|CIK|OCLC|SIREN|SIRET|CNPJ|CUIT|UEN|VAT|GSTIN|DUNS|CRN)(?:\s[Nn]o\.?)?"
            r"[:\s.#-]{0,3}\d[\d.-]{0,14}(?:\s\d{2,4}){0,4}\b",
            r"(?:Part|Serial|Roll|Ref|File|Case|Account|Docket|Registration|Licence|License|Invoice"
            r"|Plot|Room|Application|Policy|Receipt|Company)\s(?:No|Number|Nr)\b\.?\s?[-–:]?\s?\d[\d/-]*(?![\d.,]\d)",
            r"(?:doi|hdl|DOI|HDL|[Bb]ibcode):\s?\S+",
            # "M–30", "W12–140": the dash of a code.
            r"[A-Z]{1,2}\d{0,3}–\s?\d{1,3}\b(?![.,]\d|\s?%)",
            # "Hillside 800, Harwick-shi": as Japanese and Korean addresses go.
            r"[A-Z][a-z]+\s\d{1,4}(?:-\d{1,3}){0,2}(?=,\s[A-Z][a-z]+-(?:shi|ku|cho|machi|gun|gu|dong|ro)\b)",
            rf"{_STATES},?\s\d{{5}}(?:[-–]\d{{4}})?(?=\s*(?:$|[.,;)|\n]))",
            # "in grades 4-12", "stage 2 trial"; "at this stage 2 people" counts.
            r"[Gg]rades?\s\d{1,2}(?:(?:\s?[-–]\s?|\s(?:to|and|through)\s)\d{1,2})?\b(?![.,]\d|\s?%)",
            r"(?:stage|phase|tier|pillar)\s[1-5]\b(?![.,]\d|\s?%|\s(?:people|[a-z]+s)\b)",
            # Tariffs, emission scopes and the like are numbered by name.
            r"[Ee]conomy\s(?:7|10)(?=\s?[),.;:–-](?!\d)|\s(?:tariff|meter|rate|customer)|\s?$)",
            r"scopes?\s[123](?:(?:,\s|\s(?:and|or)\s)[123])?\b(?![.,]\d|\s?%)",
            r"Time\s[1-9](?![\d.,]\d|\d|:)",
            r"(?:Web|Industry|Version)\s\d\.\d\b|(?:(?<=\bfor\s)|(?<=\bthe\s)|(?<=\bin\s)|(?<=\())[A-Z]{2,6}\s[1-5]\.0(?=\s?[.,;)](?!\d)|\s?$)",
            r"Chapter\s\d{1,2}\.\s[^\d.\n]{3,80}\s\d{1,4}\s*\Z",
            rf"\A(?:{_MONTH})\.?\s\d{{1,2}},?\s*\Z",
            # "F - 44": a page of the accounts.
            r"F\s?[-–]\s?\d{1,3}(?=\s*\Z|\s[A-Z])",
            # A note's mark glued to a year: "20 Aug 20303".
            rf"(?<=\d\s)(?:{_MONTH})\s(?:19|20)\d{{3}}\b",
        )
    )
    + ")"
)
# Patterns that begin with a digit or a bracket.
_FROM_DIGITS = re.compile(
    r"(?=[\d(%])(?:"
    + "|".join(
        (
            # "310030_152879": a grant or a file by its number.
            r"\b\d+[A-Z]?_\w+",
            # A web address that a line's end broke.
            r"%20[\w%.-]*",
            # "17 CFR 240.14d-2(b)", "11 U.S.C. §§ 1305, 1322(b)(6)".
            rf"\b\d{{1,2}}\s(?:U\.?\s?S\.?\s?C\.?|C\.?\s?F\.?\s?R\.?)(?![A-Za-z])"
            rf"(?:\s?(?:§+\s?|[Pp]arts?\s)?{_ITEM}{_MORE}(?:,\s(?:and\s)?\d{{4,5}}(?=\s?[,.;)]))*)?",
            # "13a-15(e)", "22C-1".
            rf"(?<![\w.,$€£])\d{{1,3}}[a-gA-E]\d?-\d{{1,2}}(?!\w|[.,]\d)(?:{_SUB})?",
            # Subparagraphs: "(h)(2) through (10)", "(1), (2) or (4)".
            r"(?<=\))\(\d{1,2}\)|(?<=\d)\(\d{1,2}\)(?=\([a-z]\))",
            r"\((?:\d{1,2})\)(?:(?:,\s?(?:and\s|or\s)?|\s(?:and|or|through|to)\s)\(\d{1,2}\))+",
            r"(?:(?<=[;,:]\s)|(?<=;\sand\s)|(?<=,\sand\s))\(\d{1,2}\)"
            r"(?=\s(?!(?:and|or|to|million|billion|per|percent)\b)[a-z])",
            # Groups joined twice by a dash are a code: "22–11–05–02B".
            r"(?<![\w.,/–-])\d+(?:–\s?\d+[A-Z]?){2,}(?![\d–-])",
            # A day or a year's part of a header cell: "31, 2020".
            r"\A\d{1,2},?\s(?=(?:19|20)\d\d(?:\s*\Z|,\s))",
            # A note mark glued to its word: "Key results(1)".
            r"(?<=[a-z”\"’])\(\d{1,2}\)(?!\w)",
            # "2022 (year 4)"; see also the exhibit at a line's start.
            r"\((?:[Yy]ear|[Pp]hase|[Ss]tage|[Pp]art|[Nn]ote|[Pp]age)s?\s\d{1,3}"
            r"(?:\s?(?:to|and|[–-])\s?\d{1,3})?\)",
            # Exhibits and rules by their paragraphs: "10(k)(xx)", "6.1(b)(2)".
            r"(?<![\w.,$€£])\d{1,3}(?:\.\d{1,3})?\([a-z]\)(?:\((?:[ivxl]{1,5}|\d{1,2})\))+",
            # The pages of a table of contents, their dots and the next section before a heading.
            r"(?<=\.\s)\d{1,3}\s\d{1,2}(?:\.\d{1,2}){1,2}\.?(?=\s[A-Z])",
            # A note's mark behind a comma: "an alert,5 and".
            r"(?<=[a-z],)\d{1,2}(?=\s[a-z])",
            # "2) Number of … 4) Percent of": the marks of a list in a sentence.
            r"(?:(?<=[;:,.]\s)|(?<=[;,]\sor\s)|(?<=[;,]\sand\s))\d{1,2}\)(?=\s[A-Za-z])",
            # Volume and pages: "102 (1): 201–205".
            r"(?<![\w.,$€£-])\d{1,4}\s?\(\d{1,3}(?:[-–]\d{1,3})?\)\s?:\s?[eE]?\d{1,6}(?:[-–]\d{1,6})?",
            # Telephones: "202.419.4500", "1800 519 630", "888 440 4149 (toll free)".
            r"(?<![\w.,])(?<!\d\s)(?:\d{3}\.\d{3}\.\d{4}|1[38]00\s\d{3}\s\d{3}|0\d{1,4}\s\d{3,4}\s\d{3,4}"
            r"|\d{3}\s\d{3}\s\d{4}(?=\s\((?:toll|local|free)|\s\(US))(?![\d.,]\d|\d)",
            r"\(\d{3}\)\s?\d{3}[-–]\s?\d{4}\b",
            # Registrations: "333-145054", "2023-0379", "0379".
            r"(?<![\w.,$€£/-])(?:\d{2,3}-\d{5,7}(?<!000)|(?:19|20)\d\d-\s?0\d{2,3})(?![\w%-]|[.,]\d)",
            r"(?<![\w.,:/$€£’'-])(?<!\d\s)0(?!00)\d{2,}(?![\w%:/-]|[.,]\d|\s(?:hours|GMT))",
            # Years of an axis: "07 08 09 10".
            r"(?<![\w.,:/$€£-])(?<!\d\s)0\d(?:\s+[01]\d){2,}(?![\w%:/-]|[.,]\d)",
            # Codes: "110–SK57", "555-0147"; a place by its degrees and minutes.
            r"(?<![\w.,$€£-])\d{1,5}[-–][A-Z]{1,4}(?:\d{1,4}\b|[-–][A-Z\d]\S*)|(?<![\w.,$€£-])\d{3}-0\d{3}(?![\w,.-]\d|\w)",
            r"\b\d{1,3}\sdegrees,?\s(?:and\s)?\d{1,2}\sminutes(?:,?\s\d{1,2}\sseconds)?\b",
            # Thousands grouped by no rule: "80,000,0000".
            r"(?<![\w.,])\d{1,3}(?:,\d{3})+,?\d+(?=[^\d,]|\Z)(?<!\d,\d{3})(?<!\d,\d{3},\d{3})",
            # "4910–13–P", "1.E.7"; an order by its title: "14008: Tackling the".
            r"(?<![\w.,$€£-])\d{2,5}[-–]\d{1,3}[-–][A-Z]\b|(?<![\w.])\d{1,2}\.[A-Z]\.\d{1,2}\b",
            r"(?<![\w.,$€£-])\d{5}(?=:\s[A-Z][a-z]+\s)",
            # A house by its name; a page behind the dots of contents, or glued to a heading.
            r"\b\d{1,5},\s(?:[A-Z][\w'’-]*\s){1,3}(?:Towers?|House|Building|Plaza|Cent(?:re|er)|Chambers)\b",
            r"(?<=\.\s\.\s\.\s)\d{1,3}\b|(?<=[A-Z)])\d{1,2}-\d{1,3}(?=\s*\Z)",
            # A year with the next word run into it, as filings for machines have it.
            r"\b(?:19|20)\d\d(?=[a-z]{5,})",
            # Exhibits: "101.INS"; aeroplanes: "737–8".
            r"\b\d{3}\.[A-Z]{3}\b|\b7[0-9]7\s?[–-]\s?(?:[1-9]|10|[1-9]00)(?!\w|[.,]\d)",
            # A constituency or a room and its name: "31 - VIKASPURI".
            r"(?<![\w.,$€£-])\d{1,3}\s-\s(?=[A-Z]{5,}\b)",
            r"\b\d{1,5},?\s(?:rue|boulevard|avenue|chemin|allée)\s(?:d[eu]s?\b|l[ae]s?\b|[ld][’']|[A-Z])",
        )
    )
    + ")"
)
# Names in words, without a digit: "Article Two", "the one and only".
_IN_WORDS = re.compile(
    r"\b(?=[ACPSNnZzOoIicmbldTFEH])(?:(?:ARTICLE|CHAPTER|PART|SECTION|Article|Chapter|Part|Section)\s"
    r"(?:ONE|TWO|THREE|FOUR|FIVE|SIX|SEVEN|EIGHT|NINE|TEN|One|Two|Three|Four|Five|Six|Seven"
    r"|Eight|Nine|Ten)\b|[Nn]et[\s-][Zz]ero\b|[Zz]ero[\s-](?:[Tt]rust|[Tt]olerance|sum)\b"
    r"|[Oo]ne\sand\s(?:the\ssame|only)\b"
    # "the Seven Years' War" is no length of time.
    r"|(?:Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|Thirty|Eighty|Hundred)\sYears?[’']?\sWars?\b"
    # "(in thousands, except …)", "in millions of dollars": a scale; "a combination of the two".
    r"|[Ii]n\s(?:thousands|millions|billions)\b(?:(?!\sof\s)|\sof\s(?:U\.?S\.?\s)?"
    r"(?:dollars|euros|pounds)(?=\s?[,)\n]|\s?$))"
    r"|(?:combination|mixture|mix|blend|link|difference)\s(?:of|between)\sthe\s(?:two|three)\b"
    r"(?!\s[a-z]+s\b))"
)
# "£’000" in running text: a scale, not a nought.
_THOUSANDS = re.compile(r"(?<=[£$€\s(][’'‘])000s?\b|(?<=[’‘]\s)000\b")
# What opens a line: an exhibit's number, a note's mark glued to its first word or before "The".
_LINE_START = re.compile(
    r"(?m:^[ \t]*(?:\d{1,3}\.\d{1,3}\*?(?:\([a-z]{1,3}\))?\*?\s*[—–]\s+(?=[“\"]?[A-Z$])"
    r"|\d{3}\*?\s[—–]\s(?=(?:The\s)?[Cc]over\s[Pp]age)"
    r"|\d{1,2}\.(?=(?:M[rs]s?|Dr|The|In|On|All|Each|This|These|Includes?|Holds)\b)"
    r"|\d{1,3}(?=(?!Million|Billion|Thousand|Percent|Mbps|Gbps|Mbit|Gbit)[A-Z][a-z]{2,}"
    r"|(?:An|In|It|At|On|We|If|As|To)\s)"
    r"|\d{1,3}\s(?=(?:The|This|These|Those|That|All|In|See|For|An|It|As|At|On|If|We|Our|Under|When|To|By"
    r"|Includes?|Excludes?|Represents?|Based|Calculated)\s[A-Za-z])))"
)
# What opens a paragraph: "603. The trustee", "– 10(d) (statement of cash flows)", "(1), less".
_ITEM_START = re.compile(
    r"\s*(?:\d{3}\.(?=\s[A-Z])|\(\d{1,2}\)(?=,\s[a-z])|[–•-]?\s?\d{1,3}\([a-z]\)(?=\s[A-Za-z(]))"
)
# "603 Oath or Affirmation": a heading without a plural names its section; "225 Victims" counts.
_HEADING = re.compile(
    r"\s*(?P<number>\d{3})(?P<words>(?:\s(?:[A-Z][a-z]+|or|and|of|the|to|for|in)){2,8})\s*"
)
_COUNTED = frozenset(
    "people children women men staff police youth million billion thousand hundred crore lakh day "
    "year month week hour minute percent dollar euro".split()
)
# "n ¼ 432": an equals sign of a font that a PDF does not name.
_BROKEN_SIGN = re.compile(r"(?<=[A-Za-z)Þ]\s)¼(?=\s\d)")
# "ðtð162Þ ¼ 25:714; p , 0:01Þ": its brackets, colons and points; no word begins with "ð".
_BROKEN_STRETCH = re.compile(r"(?<![^\W\d_])ð(?=[^Þ\n]*\d)[^\n]{1,160}Þ(?![^\W\d_])")
_LONE_SECTION = re.compile(r"\s*\d{1,2}(?:\.\d{1,2})+\.\s*")
_DIGIT = re.compile(r"\d")
# Statements of a query language, by two of its words in capitals and a sign.
_CODE = re.compile(r"\b(?:SELECT|WHEN|WHERE|CREATE|INSERT|CASE|DECLARE|UPDATE)\b")
_CODE_TOO = re.compile(r"\b(?:FROM|THEN|END|TABLE|INTO|ELSE|AND|VALUES|SET|IN|RETURN|WHEN)\b")
_CODE_SIGN = re.compile(r"[=<>]\s|\w_\w|;\s*$|\|\|")


def find_named_in_words(text: str) -> list[tuple[int, int]]:
    """Returns offsets of number words that only name: "Article Two"."""
    return [match.span() for match in _IN_WORDS.finditer(text)]


def find_citations(text: str) -> list[tuple[int, int]]:
    """Returns offsets of stretches whose digits lead to a place and count nothing."""
    if _DIGIT.search(text) is None:
        return []
    if _LONE_SECTION.fullmatch(text) or _is_code(text):
        return [(0, len(text))]
    spans = [match.span() for match in _FROM_DIGITS.finditer(text)]
    spans += [match.span() for match in _FROM_LETTERS.finditer(text)]
    spans += [match.span() for match in _LINE_START.finditer(text)]
    spans += [match.span() for match in _THOUSANDS.finditer(text)]
    if "¼" in text:
        spans += [match.span() for match in _BROKEN_SIGN.finditer(text)]
    if "Þ" in text:
        spans += [match.span() for match in _BROKEN_STRETCH.finditer(text)]
    return spans + _opening(text)


def _opening(text: str) -> list[tuple[int, int]]:
    """Finds the number of an item or a section that opens a paragraph."""
    if text[:1].isalpha():
        return []
    opening = _ITEM_START.match(text)
    if opening:
        return [opening.span()]
    heading = _HEADING.fullmatch(text)
    if heading and not any(_may_count(word) for word in heading["words"].split()):
        return [heading.span("number")]
    return []


def _may_count(word: str) -> bool:
    return word.endswith("s") or word.lower() in _COUNTED


def _is_code(text: str) -> bool:
    first = _CODE.search(text)
    if first is None:
        return False
    other = _CODE_TOO.search(text, first.end())
    return other is not None and _CODE_SIGN.search(text) is not None
