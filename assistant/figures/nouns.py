"""Reads the noun phrase that stands behind a number: "victims" of "225 victims". Knows no figures.

Offsets are into the text given; nothing is looked at behind ``stop``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.figures.lexicon import FUNCTION_WORDS, IRREGULAR_VERBS, SCALES, TENS, UNITS_SMALL
from assistant.figures.sayings import ANSWERS
from assistant.figures.stems import is_person
from assistant.figures.unnamed import BEHIND_NOUNS, names_nothing

_STEP = re.compile(
    r"[ \u00a0\n]+(?:\*\*|[“\"'(])?|(?<=\w)-(?=\w)|(?<=[a-z])/(?=[a-z])|(?<=\d)\*\*[ ]"
)
_WORD = re.compile(r"(?:[Nn]on-)?(?:[A-Z]\.){2,4}(?![A-Za-z])|[^\W\d_]\w*(?:['’-][^\W\d_]+)*|&")
# "737 Max jets", "250ml bottles", "Model 3 sedans": a number in a name, a noun behind it.
_NAMED_NUMBER = re.compile(r"\d{1,4}(?:[a-z]{1,3}|-[^\W\d_]+)?(?=[ \u00a0][^\W\d_]{3})")
_OF = re.compile(
    r"(?:\*\*)?\s+of\s+(?:(?:the|such|these|those|all|its|their|our|my|(?:his\sor\s)?her|his|your|a|an"
    r"|most|many|more|very|them|following|above|earlier|later|previous|total|overall|few)\s+)*",
    re.IGNORECASE,
)
# "three of the four criteria", "one or more of the last three years", "12 out of 48 cases".
_OF_NUMBER = re.compile(
    r"\s+(?:or\smore\s+)?(?:out\s+)?of\s+(?:the\s+|all\s+|these\s+|those\s+|its\s+|their\s+|our\s+)?"
    r"(?:(?:last|past|next|first|other|remaining)\s+)?"
    r"(?:\d[\d,]*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)(?=\s)"
)
_RESTATED = re.compile(r"\s\([^()\n]{1,32}\)(?=\s)")
# "3/12 of 1 percent", "a third of those 80 years of age": a measure, and nothing counted.
_MEASURED = re.compile(r"\s(?:per\s?cent|years?|months?|days?|hours?|million|billion)\b")
# "12% of those 80 and older", "of 75-79 year olds", "of those ages 18 to 29"
_OF_AGED = re.compile(
    r"\s+of\s+(?:all\s+)?(those\s+(?:ages?d?\s+)?\d\d(?:\s?(?:[-–]|to)\s?\d\d|\+"
    r"|\s(?:and|or)\s(?:older|over|younger|above|under|up))"
    r"|\d\d\s?(?:[-–]|to)\s?\d\d[\s-]year[\s-]olds)(?!\w)"
)
# "58%, 56% and 56%, respectively, of our admissions"
_SHARES = re.compile(
    r"(?:(?:,?\s(?:and\s|or\s)?\d+(?:\.\d+)?%){1,8}(?:,\srespectively,?)?|,\srespectively,)(?=\s+of\s)"
)
# "1,200, 1,350 and 1,400 shares": the numbers up to the last, whose noun they share.
_NUMBER = r"\d+(?:,\d{3})*(?:\.\d+)?"
_LISTED = re.compile(
    rf"(?:(?:,\s{_NUMBER}){{1,8}},?\s(?:and|or)\s|\s(?:and|or)\s){_NUMBER}(?=\s[a-z])"
)
# "the three most recent surveys"
# "Nearly three in ten (29%) Americans cite"
_GROUP = re.compile(r"\s(?:[\w’'-]+\s){0,3}?[\w’'-]+s\b")
_MOST = re.compile(r"\smost(?=\s[a-z]+\s[A-Za-z])")
_ALIVE = re.compile(r"\s[Ll]ive(?=\s[A-Za-z]+s\b)")
_VERB_OBJECT = re.compile(
    r"\s+(?:the|an?|its|their|his|her|to|that|with|in|on|at|from|of|for|by|up|out|it|them)\b|\s*(?:[^\w\s]|$)"
)
_TAKES_OBJECT = re.compile(r"\s+(?:the|its|their|his|her|our)\b")
_JOINED = re.compile(r"[ \n](?:and|or|&)[ \n](?P<next>[^\W\d_][\w'’-]*)")
_NUMBER_GOES_ON = re.compile(r"\d[.,]\d")
_NEXT_WORD = re.compile(r"\s+([^\W\d_]+)")
_PAIRS = ("al", "ic", "ive", "ous", "able", "ful", "ary", "an", "ian", "ese", "ed")
_NO_NOUNS = frozenset(
    "lower higher year annually today earlier later respectively last next several many few "
    "ago apart away long tall wide deep high old cheaper better worse stronger weaker total "
    "home now".split()
)
_NUMBERS = frozenset((*UNITS_SMALL, *TENS, *SCALES, "dozen", "half"))
_NOUNS_LIKE_PARTICIPLES = frozenset(
    "funding training housing building meeting hearing wedding bed seed feed weed shed "
    "crossing drawing painting recording offering filing ruling killing shooting saving "
    "earning listing rating beginning swing ring king wing thing spring string ceiling "
    "evening morning being farming clothing trafficking smuggling".split()
)
# Behind a plural these are its verb: "how far the two groups overlap".
_BARE_VERBS = frozenset(
    "overlap differ exist occur agree disagree appear belong happen depend continue arrive".split()
)
_OWNING = ("'s", "’s")
_BEFORE_PARTICIPLE = ("ly", "ive", "ary", "ous", "ble", *_OWNING)
_FURTHER = re.compile(r",(?=\s[a-z]+\s[a-z])|\s\d[\d.]*%(?=\s[a-z])")
# "$1.4 billion of its 6.125% preferred stock"
_AT_RATE = re.compile(r"\d[\d.]*%(?=\s[a-z])")
# "of those on treatment": a group without a noun of its own.
_OF_THOSE = re.compile(r"\s+of\s+(?P<those>those\s(?:on|with|in|without|at|from|under)(?=\s[a-z]))")
# "412 fewer than": no noun stands behind the number.
_COMPARED = ("fewer", "less", "such")
_MAX_LABEL_WORDS = 6


@dataclass(frozen=True, slots=True)
class Label:
    """What a quantity counts: the words, and where they end in the text (for the scope)."""

    text: str | None
    end: int
    inherited: bool = False


def read_counted(text: str, start: int, stop: int) -> Label | None:
    """Returns what stands behind a count: "victims", "of the victims", "of 48 cases" (cases)."""
    whole = _OF_NUMBER.match(text, start, stop)
    if whole:
        return read_noun_phrase(text, whole.end(), stop)
    most = _MOST.match(text, start, stop)
    if most:
        return read_noun_phrase(text, most.end(), stop)
    of = _OF.match(text, start, stop)
    alive = _ALIVE.match(text, start, stop)
    if alive:
        born = read_noun_phrase(text, alive.end(), stop)
        return Label(f"{alive.group().strip()} {born.text}", born.end) if born else None
    return read_noun_phrase(text, of.end() - 1 if of else start, stop)


def read_listed(text: str, start: int, stop: int) -> Label | None:
    """Returns the noun behind a list of numbers that the number at its start shares."""
    rest = _LISTED.match(text, start, stop)
    label = read_noun_phrase(text, rest.end(), stop) if rest else None
    # The noun stands behind other figures, so the scope begins where this one ends.
    return Label(label.text, start) if label else None


def read_after_of(text: str, start: int, stop: int) -> Label | None:
    """Returns what a share or measure is of: "tunnels" of "8 miles (13 km) of new tunnels"."""
    again = _RESTATED.match(text, start, stop) or _SHARES.match(text, start, stop)
    if again:
        start = again.end()
    aged = _OF_AGED.match(text, start, stop)
    if aged:
        return Label(" ".join(aged[1].split()), aged.end())
    those = _OF_THOSE.match(text, start, stop)
    told = read_noun_phrase(text, those.end(), stop) if those else None
    if those and told:
        return Label(f"{those['those']} {told.text}", told.end)
    whole = _OF_NUMBER.match(text, start, stop)
    if whole:
        return (
            None
            if _MEASURED.match(text, whole.end())
            else read_noun_phrase(text, whole.end(), stop)
        )
    of = _OF.match(text, start, stop)
    if of:
        rate = _AT_RATE.match(text, of.end(), stop)
        return read_noun_phrase(text, rate.end() if rate else of.end() - 1, stop)
    if again is None or again.group()[-2] != "%":
        return None
    # "Eight in ten (80%) young adults"; "(61%) disapprove" has no noun behind it.
    asked = read_noun_phrase(text, start, stop)
    if asked is None or asked.text is None or is_person(asked.text):
        return asked
    group = _GROUP.match(text, start, asked.end)
    named = group and ANSWERS.match(text, group.end())
    return Label(" ".join(group.group().split()), group.end()) if group and named else None


def read_noun_phrase(text: str, start: int, stop: int) -> Label | None:
    """Returns the words from ``start`` that can be a noun phrase; one "of" phrase may follow."""
    words, end = _run(text, start, stop)
    if not words or words[-1].endswith(_OWNING) or all(word.isdigit() for word in words):
        return None
    if words[0].lower() in _COMPARED and not words[1:]:
        return None
    if names_nothing(" ".join(words)):
        # "of new, unprocessed records", "its outstanding 6.15% preferred stock"
        further = _FURTHER.match(text, end, stop)
        noun = read_noun_phrase(text, further.end(), stop) if further else None
        return noun or Label(_joined(text, start, end), end)
    of = _OF.match(text, end, stop)
    if of and len(words) < _MAX_LABEL_WORDS:
        more, more_end = _run(text, of.end() - 1, stop)
        if more and more[0].lower() not in _NUMBERS and not more[-1].endswith(_OWNING):
            return Label(_joined(text, start, more_end), more_end)
    return Label(_joined(text, start, end), end)


def _run(text: str, start: int, stop: int) -> tuple[list[str], int]:
    words: list[str] = []
    end = start
    while len(words) < _MAX_LABEL_WORDS:
        gap = _STEP.match(text, end, stop)
        if gap and words and gap.group().endswith("("):
            break  # "exploration permits (the Permits)": a bracket begins anew.
        word = _WORD.match(text, gap.end(), stop) if gap else None
        if word is None and gap and _is_named(text, gap, words):
            word = _NAMED_NUMBER.match(text, gap.end(), stop)
        if word is None or _NUMBER_GOES_ON.match(text, word.end() - 1):
            break  # "HK $90 (RM3.06)": the sum behind is no noun
        if _ends_phrase(word.group(), words):
            pair = _JOINED.match(text, end, stop)
            if not (pair and words and _are_alike(words[-1], pair["next"], text, pair.end())):
                break
            word = pair
        if not words and _TAKES_OBJECT.match(text, word.end()):
            break  # "40 tonnes use the bridge".
        if not words and word.group().endswith("ing") and _VERB_OBJECT.match(text, word.end()):
            break  # "73, raising the prospect"; "517 rushing yards" goes on.
        if not words and word.group().endswith("ed") and _starts_verb(text, word.end()):
            break  # "31 closed for a week"; "31 registered voters" goes on.
        # "36,500 more homes": more of the same, and no word of what is counted.
        if words or word.group().lower() != "more":
            words.append(word.group())
        end = word.end()
    return words, end


def _is_named(text: str, gap: re.Match[str], words: list[str]) -> bool:
    """Tells "Model 3 sedans" and "new 737 Max jets" from a number that starts a phrase anew."""
    after = re.compile(r"\d{1,4}[a-z]{1,3}\b|\d+ [A-Z]").match(text, gap.end())
    return gap.group() == " " and bool((words and words[-1][0].isupper()) or after)


def _starts_verb(text: str, end: int) -> bool:
    """Tells "closed for a week" from "registered voters" by what follows the word in -ed."""
    after = _NEXT_WORD.match(text, end)
    return after is None or after.group(1) in FUNCTION_WORDS


def _are_alike(one: str, other: str, text: str, end: int) -> bool:
    """Tells "Kia and Hyundai vehicles", "digital and physical sales" from two noun phrases."""
    if not (end < len(text) and text[end] == " " and text[end + 1 : end + 2].isalpha()):
        return False
    if one[0].isupper() and other[0].isupper():
        return not _ends_phrase(_WORD.match(text, end + 1).group(), [one])  # type: ignore[union-attr]
    goes_on = text[end + 1 : end + 2].islower()
    return goes_on and one.endswith(_PAIRS) and other.endswith(_PAIRS)


def _ends_phrase(word: str, before: list[str]) -> bool:
    lower = word.lower()
    if lower in FUNCTION_WORDS and not (lower in ("other", "more", "fewer", "such") and not before):
        return True
    if lower in IRREGULAR_VERBS or lower in _NUMBERS or lower in _NO_NOUNS:
        return True
    if lower in BEHIND_NOUNS and before:
        return True
    if lower in _BARE_VERBS and before and before[-1].endswith("s"):
        return True
    # "victims rescued" stops at the participle; "registered voters" starts with one.
    if word[0].isupper() and before and before[-1][0].isupper() and not lower.endswith("ly"):
        return False  # "EPA’s Learning Agenda areas"
    if lower.endswith(("ed", "ing")) and lower not in _NOUNS_LIKE_PARTICIPLES and "-" not in lower:
        return bool(before) and not before[-1].endswith(_BEFORE_PARTICIPLE)
    return bool(before) and lower.endswith("ly")


def _joined(text: str, start: int, end: int) -> str:
    words = text[start:end].strip(" \u00a0\n-–*“\"'(").split()
    return " ".join(words[1:] if words[:1] == ["more"] else words)
