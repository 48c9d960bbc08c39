"""Word lists for reading figures in English. Knows nothing of text around a word.

Currency codes follow ISO 4217; unit symbols follow the SI brochure and common US usage.
"""

from __future__ import annotations

from decimal import Decimal

UNITS_SMALL = {
    word: number
    for number, word in enumerate(
        (
            "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
            "fifteen sixteen seventeen eighteen nineteen"
        ).split()
    )
}
TENS = {
    word: number * 10
    for number, word in enumerate(
        ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], start=2
    )
}
SCALES = {
    "hundred": 10**2,
    "thousand": 10**3,
    "lakh": 10**5,
    "lakhs": 10**5,
    "million": 10**6,
    "millions": 10**6,
    "mn": 10**6,
    "mln": 10**6,
    "mil": 10**6,
    "mio": 10**6,
    "Mio": 10**6,
    "crore": 10**7,
    "crores": 10**7,
    "billion": 10**9,
    "billions": 10**9,
    "bn": 10**9,
    "bln": 10**9,
    "trillion": 10**12,
    "trillions": 10**12,
    "tn": 10**12,
    "trn": 10**12,
}
# Letters that mean a scale only when glued to a digit; "m" and "b" only after a currency sign,
# because "3 m" is three metres and "8b" names a thing.
GLUED_SCALES = {"k": 10**3, "K": 10**3}
# "tens of thousands": from the word's own value up to ten times it.
VAGUE_PLURALS = {
    "tens": 10,
    "dozens": 12,
    "scores": 20,
    "hundreds": 10**2,
    "thousands": 10**3,
    "millions": 10**6,
    "billions": 10**9,
    "trillions": 10**12,
}
MULTIPLES = {
    "twofold": 2,
    "threefold": 3,
    "fourfold": 4,
    "fivefold": 5,
    "sixfold": 6,
    "sevenfold": 7,
    "eightfold": 8,
    "ninefold": 9,
    "tenfold": 10,
    "doubled": 2,
    "tripled": 3,
    "trebled": 3,
    "quadrupled": 4,
}
MONEY_SCALES = {"m": 10**6, "M": 10**6, "b": 10**9, "B": 10**9, "t": 10**12, "MM": 10**6}

FRACTION_NOUNS = {
    "half": 2,
    "halves": 2,
    "third": 3,
    "thirds": 3,
    "fourth": 4,
    "fourths": 4,
    "quarter": 4,
    "quarters": 4,
    "fifth": 5,
    "fifths": 5,
    "sixth": 6,
    "sixths": 6,
    "seventh": 7,
    "sevenths": 7,
    "eighth": 8,
    "eighths": 8,
    "ninth": 9,
    "ninths": 9,
    "tenth": 10,
    "tenths": 10,
}
VULGAR = {
    "½": Decimal("0.5"),
    "⅓": Decimal(1) / 3,
    "⅔": Decimal(2) / 3,
    "¼": Decimal("0.25"),
    "¾": Decimal("0.75"),
    "⅕": Decimal("0.2"),
    "⅛": Decimal("0.125"),
    "⅜": Decimal("0.375"),
    "⅝": Decimal("0.625"),
    "⅞": Decimal("0.875"),
}
ORDINALS = {
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
    "tenth": 10,
    "eleventh": 11,
    "twelfth": 12,
    "thirteenth": 13,
    "fourteenth": 14,
    "fifteenth": 15,
    "twentieth": 20,
}

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}

DURATIONS = {
    word: unit
    for unit, words in {
        "millisecond": "millisecond milliseconds ms",
        "second": "second seconds sec secs",
        "minute": "minute minutes min mins",
        "hour": "hour hours hr hrs",
        "day": "day days",
        "week": "week weeks",
        "month": "month months",
        "quarter": "quarter quarters",
        "year": "year years yr yrs",
        "decade": "decade decades",
        "century": "century centuries",
    }.items()
    for word in words.split()
}
# Nouns that count people, so that "people" in a question or claim may match them.
PERSON_NOUNS = frozenset(
    (
        "person people persons victim suspect foreigner citizen child children minor woman women "
        "man men girl boy adult worker employee staff student pupil teacher patient "
        "refugee migrant "
        "resident inhabitant participant respondent household-head farmer officer official "
        "volunteer member passenger visitor prisoner detainee offender perpetrator trafficker "
        "survivor beneficiary recipient trainee graduate applicant voter soldier civilian nurse "
        "doctor youth adolescent infant baby individual human returnee evacuee caller client user "
        "customer subscriber parent mother father tourist arrival defendant convict smuggler juror "
        "judge senior american republican democrat liberal conservative teen teenager retiree "
        "pensioner midwife pilgrim tenant shareholder clerk guest guard manager"
    ).split()
)


FUNCTION_WORDS = frozenset(
    (
        "a an the this that these those its their his her our your my of in on at by for from to "
        "with without within into over under between among during since until before after about "
        "against per as than or and but nor so yet if when while where which who whom whose what "
        "how why is are was were be been being am has have had having do does did will would shall "
        "should can could may might must not no it they he she we you i them him us me there here "
        "also only just even both either neither each every all any some more most less "
        "fewer least "
        "much many such other another same compared including include includes included because "
        "through across along around up down out off above below then thus however although though "
        "whether said says say according respectively versus vs via due despite plus minus because "
        "alone apiece overall aged respectively yet again once"
    ).split()
)
# Past forms that do not end in -ed, where a noun phrase stops ("people got help").
IRREGULAR_VERBS = frozenset(
    (
        "got went took made said fell rose came left saw found gave lost held paid spent grew won "
        "began became brought built bought caught chose cut did drew drove ate felt fought flew "
        "forgot froze gone given taken seen kept knew led lay met put ran read rang sold sent set "
        "shot shown slept spoke stood stole stuck struck swore taught told thought threw "
        "understood "
        "wore wrote went remain remains live lives work works say says need needs want wants make "
        "makes take takes died die dies live stay stays receive get gets reach reaches accounted "
        "come comes withdrew fled wept sought tore drank shrank sang swam swept swung woke bled "
        "blew clung crept dealt dug dwelt forgave hid knelt laid lent overcame overtook rode shook "
        "sat sped spat stung undertook upheld withheld withstood arose awoke broke spun"
    ).split()
)
