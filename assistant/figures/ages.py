"""Tells ages from other numbers: "aged 15 to 17", "124 under 15", "Smith, 25,". Knows no labels."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from assistant.figures.amounts import Quantity
from assistant.figures.stems import is_person
from assistant.records import Kind, Modifier

_OLD = re.compile(r"[\s-]+(?:olds?\b|of[\s-]age\b)")
_AGED = re.compile(
    r"\b(?:aged|ages|age|age\sof|ages\sof|age\sgroups?|ages?:)\s+"
    r"(?:between\s+|from\s+|about\s+|under\s+|over\s+|of\s+)?$",
    re.IGNORECASE,
)
_BOUND_BEFORE = re.compile(r"\b(?:under|over|below|above)\s+(?:the\s+age\s+of\s+)?$", re.IGNORECASE)
_BOUND_AFTER = re.compile(r"\s*(?:[,.;:)\n]|$|(?:and|or|to|were|was|when|years?\s+old)\b)")
# "37 victims under 15 in Kent", and not "kept the staff under 15 people".
_PEOPLE_UNDER = re.compile(r"\b(?P<people>[A-Za-z]+)\s(?:under|over|below)\s$")
_COUNTED_AFTER = re.compile(
    r"\s(?!(?:and|or|to|in|of|at|from|with|for|by|on|who|were|was|are|is|had|have|has|when|while|as|"
    r"living|years?|died|said)\b)[a-z]|[ ]?[%-]"
)
# "another 31 were between 15 and 17, and": only where nothing is counted.
_BETWEEN = re.compile(r"\b(?:were|are|was|is)\s+(?:between\s+)?$", re.IGNORECASE)
_AGES_NEAR = re.compile(r"\b(?:aged?|ages|years?\s+old|younger|older)\b", re.IGNORECASE)
_PEOPLE_NEAR = re.compile(
    r"\b(?:victim|child|people|person|girl|boy|wom[ae]n|men|man|minor|adult|age|those|youth|user|"
    r"adolescent|resident|population|respondent|patient|student|participant|voter|household)",
    re.IGNORECASE,
)
_UNDERS = re.compile(r"\b(?:under|over)-$", re.IGNORECASE)
_THE_OVERS = re.compile(r"\b(?:the|for|among|all|by)\s(?:under|over)\s$", re.IGNORECASE)
_IN_THEIR = re.compile(r"\bin\s(?:his|her|their|my|our|your)\s(?:(?:early|mid|late)[\s-])?$")
_SOMEONE = re.compile(
    r"\b(?:[Hh]e|[Ss]he)\s(?:is|was|will\sbe|would\sbe)\s(?:now\s|only\s|just\s|already\s)?$"
    r"|\bturn(?:s|ed|ing)?\s$"
)
_AGE_ENDS = re.compile(
    r"\s*(?:[,.;:)!?](?!\d)|$)|\s(?:by|when|while|on|this|next|last|at\sthe\stime|and|but|in\s[A-Z])"
)
# Some print names without the commas around an age: "Ann Lee 44 said".
_FULL_NAME = re.compile(r"(?:^|[a-z,.”]\s)[A-Z][a-z]+\s[A-Z][a-z]+\s$")
_TELLS = re.compile(r"\s(?:said|says|told|who|has|had)\b")
_NAME_BEFORE = re.compile(r"\b[A-Z][A-Za-z]*[a-z](?:-[A-Z][a-z]+)?,\s$")
_NAME_AFTER = re.compile(r",\s(?!\d)|,?\s(?:years|told|said)")
# "The striker, 31, has": a person told of by what she does; "Of the total, 31, were" is none.
_ROLE_BEFORE = re.compile(
    r"\b(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Tt]heir|[Oo]ur)\s(?:[a-z-]+\s)?"
    r"(?!(?:total|number|rest|year|month|week|day|list|count|quarter|half|remainder|latter|area)\b)"
    r"[a-z]{3,}(?<!s),\s$"
)
_ROLE_AFTER = re.compile(r",\s(?:who|has|had|was|is|said|told|will)\b")
# "treated the woman, 34, in a tent": one person, and no list of numbers.
_PERSON_BEFORE = re.compile(
    r"\b(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er)\s(?:[a-z-]+\s)?(?P<person>[a-z]{3,}(?<!s)),\s$"
)
_LISTED_AFTER = re.compile(r",(?:\d|\s(?:and\s|or\s)?\d)")
_OLDER = re.compile(r"\s(?:and|or)\s(?:older|younger)\b")
_THOSE = re.compile(
    r"\b(?:[Tt]hose|[Pp]eople|[Aa]dults|[Ss]eniors|[Aa]mericans|[Cc]hildren|[Ww]omen|[Mm]en)\s$"
)
# "life expectancy for men in the north is around 73", "a median age of 38"
_LIFE = re.compile(
    r"\b(?:[Ll]ife\sexpectancy|(?:[Aa]verage|[Mm]edian|[Mm]ean)\sage)\b[^.,;:\d]{0,60}\s(?:is|was|are|were|of|at|to"
    r"|reached|about|around)\s(?:about\s|around\s|nearly\s|just\s|over\s)?$"
)
_OLDEST = 120


def with_age(text: str, quantity: Quantity) -> Quantity:
    """Returns the quantity marked as an age in years (or months) where the words around say so."""
    if quantity.kind is Kind.DURATION:
        old = _OLD.match(text, quantity.end)
        if old:
            return replace(quantity, end=old.end(), kind=Kind.AGE)
        before = text[max(0, quantity.start - 26) : quantity.start]
        return replace(quantity, kind=Kind.AGE) if _AGED.search(before) else quantity
    top = quantity.value if quantity.upper is None else quantity.upper
    if quantity.kind is not Kind.NUMBER or not isinstance(top, Decimal) or not 0 <= top <= _OLDEST:
        return quantity
    before = text[max(0, quantity.start - 26) : quantity.start]
    if _OLDER.match(text, quantity.end) and _THOSE.search(before):
        return replace(quantity, kind=Kind.AGE, unit="year")
    if _LIFE.search(text, max(0, quantity.start - 90), quantity.start):
        return replace(quantity, kind=Kind.AGE, unit="year")
    if _UNDERS.search(before):
        plural = text.startswith("s", quantity.end)  # "under-18s"
        return replace(quantity, end=quantity.end + plural, kind=Kind.AGE, unit="year")
    if _AGED.search(before) or _is_bound(text, quantity, before):
        return replace(quantity, kind=Kind.AGE, unit="year")
    if quantity.upper is None and text[quantity.end : quantity.end + 1] == "s":
        return _decade_of_life(quantity, before)
    of_someone = _SOMEONE.search(before) and _AGE_ENDS.match(text, quantity.end)
    if of_someone or (top >= 10 and _follows_name(text, quantity, before)):
        return replace(quantity, kind=Kind.AGE, unit="year")
    return quantity


def _decade_of_life(quantity: Quantity, before: str) -> Quantity:
    """Reads "in her 40s" as 40 to 49 years, "the over 50s" as a bound."""
    assert isinstance(quantity.value, Decimal)
    if _THE_OVERS.search(before):
        return replace(quantity, kind=Kind.AGE, unit="year")
    if not _IN_THEIR.search(before) or quantity.value % 10:
        return quantity
    return replace(
        quantity,
        end=quantity.end + 1,
        kind=Kind.AGE,
        unit="year",
        modifier=Modifier.BETWEEN,
        upper=quantity.value + 9,
    )


def _follows_name(text: str, quantity: Quantity, before: str) -> bool:
    """Tells "Lee, 44, was" and "Ann Lee 44 said" from other numbers."""
    if _NAME_BEFORE.search(before):
        return _NAME_AFTER.match(text, quantity.end) is not None
    if _ROLE_BEFORE.search(before) and _ROLE_AFTER.match(text, quantity.end):
        return True
    someone = _PERSON_BEFORE.search(before)
    if someone and is_person(someone["person"]) and text.startswith(",", quantity.end):
        return _LISTED_AFTER.match(text, quantity.end) is None
    tells = _TELLS.match(text, quantity.end)
    return tells is not None and _FULL_NAME.search(before) is not None


def _is_bound(text: str, quantity: Quantity, before: str) -> bool:
    people = _PEOPLE_UNDER.search(before)
    if people and is_person(people["people"]) and not _COUNTED_AFTER.match(text, quantity.end):
        return True
    if not _BOUND_AFTER.match(text, quantity.end):
        return False
    near = (text, max(0, quantity.start - 160), quantity.end + 40)
    if quantity.upper is not None and _BETWEEN.search(before):
        return _AGES_NEAR.search(*near) is not None
    return bool(_BOUND_BEFORE.search(before) and _PEOPLE_NEAR.search(*near))
