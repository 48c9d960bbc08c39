"""Reads the parts of a question: the kind asked for, the thing counted, verb, side and bounds.

Knows nothing of what is done with them.
"""

from __future__ import annotations

import re

from assistant.figures import content_stems, read_figures, stem
from assistant.figures.lexicon import DURATIONS, FUNCTION_WORDS
from assistant.figures.measures import MEASURES
from assistant.reading.ages import find_ages
from assistant.reading.deeds import is_participle
from assistant.records import Figure, Kind

# Words of asking, not of the thing asked for.
ASKING = frozenset(
    stem(word)
    for word in (
        "many much number amount total figure quantity percentage percent proportion share value "
        "rate when year date long old tell give report reports according say says state what how "
        "please know list approximately roughly around estimated often count day month ago become "
        "happen occur put be been combined altogether together overall average difference ratio "
        "sum change table does there have has had were was is are edition version fy"
    ).split()
)
EDITIONS = frozenset(
    stem(w) for w in "original revised corrected updated first latest initial".split()
)
AGE_WORDS = frozenset(stem(word) for word in "age aged old older young younger year years".split())
_YES_OR_NO = re.compile(
    r"\s*(?:were|was|is|are|did|do|does|has|have|had|isn't|aren't|wasn't|weren't|so|is it true|"
    r"can you confirm|confirm|am i right|didn't)\b",
    re.IGNORECASE,
)
COUNTS = frozenset({Kind.COUNT, Kind.NUMBER})


MONEYS = frozenset({Kind.MONEY, *COUNTS})
"""A table's cells often go without their currency sign."""


SIZES = frozenset({Kind.MEASURE, Kind.NUMBER, Kind.COUNT})


AMOUNTS = frozenset(Kind) - {Kind.DATE, Kind.ORDINAL}
"""What "what was the goodwill in 2019?" may be; which of them is told by no word of it."""


_ASKS_AMOUNT = re.compile(
    r"\s*(?:(?:and|so|in|by|as of|for|during)\b[^?]*,\s*)?what (?:is|was|were|are) "
    r"(?!.*\b(?:deadline|dates?|days?|time|when|first|last|latest|earliest|names?|called)\b)"
)


_KIND_PATTERNS: tuple[tuple[str, frozenset[Kind]], ...] = (
    (
        r"\bhow many (?:full )?(?:years?|months?|weeks?|days?|hours?|minutes?)\b",
        frozenset({Kind.DURATION}),
    ),
    (r"\bhow (?:old|young)\b|\b(?:what|which|at what) age\b", frozenset({Kind.AGE})),
    (r"\bhow long (?:is|was|are) (?:the|a)\b", frozenset({Kind.MEASURE, Kind.DURATION})),
    (
        r"\bhow long\b|\bwhat (?:is|was) the (?:length of time|duration)\b",
        frozenset({Kind.DURATION}),
    ),
    (
        r"\b(?:what|which|how (?:large|big|high|great) a) (?:was |is |were )?(?:the "
        r"|an? )?(?:\w+ ){0,3}?"
        r"(?:percentage|per ?cent|proportion|share of|share|fraction)\b|\bpercentage of\b"
        r"|\bhow many per ?cent\b"
        r"|\bby (?:what|how many) per ?cent|\bwhat %|\bwhat part of\b",
        frozenset({Kind.PERCENT, Kind.RATE}),
    ),
    (r"\bhow many\b|\b(?:number|count|total number) of\b|\bnumber\b", COUNTS),
    (
        r"\bwhen\b|\b(?:what|which)(?: fiscal| calendar| financial)? (?:year|date|day|month"
        r"|decade)\b"
        r"|\bsince when\b|\b(?:on|by|until) what date\b",
        frozenset({Kind.DATE}),
    ),
    (
        r"\bhow much (?:money|did .* (?:cost|spend|pay|raise|earn|give)|was .*(?:spent|paid"
        r"|raised|given|donated))"
        r"|\bhow much .*\b(?:cost|spent|spend|worth|paid|budget)\b"
        r"|\b(?:cost|price|budget|spending|expenditure|revenue|income|sales|funding|salary|prize"
        r"|fee|"
        r"donations?|grants?|profit|expenses?|loss|dividends?|assets|liabilities|cash|debt|spend"
        r"|spent)\b",
        MONEYS,
    ),
    (r"\b(?:ratio|how many times)\b", frozenset({Kind.RATE, Kind.NUMBER, Kind.COUNT})),
    (
        r"\bhow (?:far|tall|high|wide|deep|heavy|fast|large|big|much)\b|\b(?:length|height|width"
        r"|depth|"
        r"weight|distance|speed|area|temperature|diameter|volume|capacity|size)\b",
        SIZES | {Kind.PERCENT, Kind.MONEY},
    ),
    (r"\brate\b", frozenset({Kind.RATE, Kind.PERCENT, Kind.NUMBER, Kind.COUNT})),
)


TARGET = re.compile(
    r"\b(?:how many|how much|number of|percentage of|proportion of|share of|per ?cent of"
    r"|fraction of|"
    r"amount of|count of|total of)\s+(?:the\s+|all\s+|of\s+the\s+|more\s+|different\s+|other\s+"
    r"|total\s+)*"
    r"(?P<words>[^?.,;]+)",
    re.IGNORECASE,
)


# "in 2010–11 prices" names a price level, not the year asked for.
ASKED_YEAR = re.compile(
    r"\b(?:1[5-9]\d\d|20\d\d)\b(?!(?:[–/-]\d\d)?\s+(?:prices|dollars|money|terms|values)\b)"
)


def find_kinds(body: str) -> frozenset[Kind]:
    lowered = body.lower()
    for pattern, kinds in _KIND_PATTERNS:
        if re.search(pattern, lowered):
            measured = re.search(r"\bhow many ((?:\w+ )?\w+)", lowered)
            words = set(measured.group(1).split()) if measured else set()
            if kinds is COUNTS and words & MEASURES.keys():
                return SIZES
            if kinds is COUNTS and words & {"dollars", "euros"}:
                return MONEYS
            return kinds
    return AMOUNTS if _ASKS_AMOUNT.match(lowered) else frozenset()


def find_target(body: str) -> tuple[str, ...]:
    """Returns the stems of the noun phrase: "how many minor victims were …" → minor, victim."""
    match = TARGET.search(body)
    if match is None:
        return ()
    words: list[str] = []
    for word in re.findall(r"[\w'’-]+", match["words"]):
        lower = word.lower()
        if lower in FUNCTION_WORDS or lower in DURATIONS or (words and lower.endswith("ed")):
            break
        words.append(stem(lower))
    return tuple(word for word in words if not word[0].isdigit() and word != "money")


_PART = re.compile(
    r"\bof (?:the|these|those|all|its|their|them)\b (?P<whole>[^?,;]*?)\b(?:were|was|are|is|had"
    r"|have|has|came|ended|went|got)\b"
    r"\s+(?:not\s+)?(?P<part>[^?,;]+)",
    re.IGNORECASE,
)


_PART_BARE = re.compile(
    r"\bhow many (?P<whole>(?:[\w-]+ ){1,3}?)(?:were|was|are|is) (?:not )?(?P<part>[a-z-]+)\b",
    re.IGNORECASE,
)


def find_part(body: str) -> tuple[str, ...]:
    """Returns the stems that narrow a whole: "how many (of the) suspects were minors" → minor.

    What follows the verb must be a noun: "were arrested", "were in Paris" narrow nothing.
    """
    match = _PART.search(body)
    if match is None:
        match = _PART_BARE.search(body)
        word = match["part"].lower() if match else ""
        if match is None or is_participle(word) or word in FUNCTION_WORDS:
            return ()
    return tuple(w for w in content_stems(match["part"]) if w not in ASKING and not w[0].isdigit())


def find_side(body: str) -> int:
    if re.search(
        r"\b(?:start|beg[aiu]n|open|launch|take effect|found|establish|from what)",
        body,
        re.IGNORECASE,
    ):
        return 1
    if re.search(
        r"\b(?:end|finish|close|conclude|expire|complete|stop|until)", body, re.IGNORECASE
    ):
        return -1
    return 0


def find_detail(body: str) -> int:
    if re.search(r"\b(?:what|which) (?:\w+ )?(?:day|date)\b|\bon what\b", body, re.IGNORECASE):
        return 2
    if re.search(r"\b(?:what|which) (?:\w+ )?year\b", body, re.IGNORECASE):
        return 0
    return 2 if re.search(r"\bwhen\b", body, re.IGNORECASE) else 1


def find_aim(body: str) -> int:
    if re.search(r"\b(?:baseline|starting (?:point|value))\b", body, re.IGNORECASE):
        return -1
    asks = (
        r"\b(?:targets?|goals?|aim|aims|aimed|should|planned|plans? to|intends?|project\w*|"
        r"expect\w*|forecast|will)\b"
    )
    return int(bool(re.search(asks, body, re.IGNORECASE)))


def find_edition(body: str) -> int:
    if re.search(
        r"\b(?:original|first|initial|earlier|unrevised) (?:edition|version|report)",
        body,
        re.IGNORECASE,
    ):
        return -1
    return int(bool(re.search(r"\b(?:revised|corrected|updated|latest) ", body, re.IGNORECASE)))


_TREND = re.compile(
    r"\b(?:rise|rose|fall|fell|grow|grew|increase|decrease|decline|drop|change|more|fewer|less)\w*\b",
    re.IGNORECASE,
)


def is_yes_or_no(body: str) -> bool:
    return bool(_YES_OR_NO.match(body))


def find_asserted(body: str) -> tuple[Figure, ...]:
    """Returns the figures a yes-or-no question puts forward; dates and ages are its scope."""
    if not is_yes_or_no(body):
        return ()
    figures = [f for f in read_figures(body) if f.kind is not Kind.ORDINAL]
    numbers = [f for f in figures if f.kind not in (Kind.DATE, Kind.AGE)]
    dates = [f for f in figures if f.kind is Kind.DATE]
    # "Did it rise between 2007 and 2021?" puts no date forward.
    one = len(dates) == 1 and not _TREND.search(body)
    return tuple(numbers or (dates if one else ()))


_AGE_CUE = re.compile(
    r"\b(?:aged?|ages|years? old|years? of age|younger|older|under|over|below|above)\b",
    re.IGNORECASE,
)


def find_asked_ages(body: str) -> tuple[int, int | None] | None:
    """Returns the ages asked for, where the question speaks of ages at all."""
    return find_ages(body) if _AGE_CUE.search(body) else None
