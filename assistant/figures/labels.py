"""Finds what a quantity counts, and its scope, in the sentence around it. Knows nothing of tables.

The label is the noun phrase behind the number ("foreigners"), its head inherited from an earlier
quantity of the paragraph where the sentence leaves it out ("124 under 15" of 225 victims).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.figures.amounts import Quantity
from assistant.figures.lexicon import FUNCTION_WORDS, IRREGULAR_VERBS, SCALES, TENS, UNITS_SMALL
from assistant.figures.subjects import find_measured, find_subject
from assistant.records import Kind

_STEP = re.compile(
    r"[ \u00a0\n]+(?:\*\*|[“\"'(])?|(?<=\w)-(?=\w)|(?<=[a-z])/(?=[a-z])|(?<=\d)\*\*[ ]"
)
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|&")
_OF = re.compile(
    r"(?:\*\*)?\s+of\s+(?:(?:the|these|those|all|its|their|our|my|his|her|your|a|an|most|many|more|"
    r"very|them)\s+)*",
    re.IGNORECASE,
)
_OF_NUMBER = re.compile(r"\s+(?:out\s+)?of\s+(?:the\s+|all\s+)?\d[\d,]*(?=\s)")
_PREPOSITION = re.compile(
    r"\s+(?:worth\s+of|of|in|for|on|to|from|towards?)\s+(?:(?:the|its|their|his|her|a|an)\s+)?"
)
_VERB_OBJECT = re.compile(
    r"\s+(?:the|an?|its|their|his|her|to|that|with|in|on|at|from|of|for|by|up|out|it|them)\b|\W|$"
)
_JOINED = re.compile(r"[ \n](?:and|or|&)[ \n](?P<next>[^\W\d_][\w'’-]*)")
_PAIRS = ("al", "ic", "ive", "ous", "able", "ful", "ary", "an", "ian", "ese", "ed")
_CLAUSE_END = re.compile(
    r"[,;:()\[\]—–|]|\s-\s|\.\s|\.$|\b(?:and|but|while|whereas|which|who|when|because|although|since|"
    r"after|before|said|says|compared|so\sthat)\b"
)
_NO_NOUNS = frozenset(
    "lower higher year annually today earlier later respectively last next several many few "
    "ago apart away long tall wide deep high old cheaper better worse stronger weaker total "
    "home".split()
)
_NUMBERS = frozenset((*UNITS_SMALL, *TENS, *SCALES, "dozen", "half"))
_NOUNS_LIKE_PARTICIPLES = frozenset(
    "funding training housing building meeting hearing wedding bed seed feed weed shed "
    "crossing drawing painting recording offering filing ruling killing shooting saving "
    "earning listing rating beginning swing ring king wing thing spring string ceiling "
    "evening morning being farming trafficking smuggling".split()
)
_MAX_LABEL_WORDS = 6
_MAX_SCOPE = 90


@dataclass(frozen=True, slots=True)
class Label:
    """What a quantity counts: the words, and where they end in the text (for the scope)."""

    text: str | None
    end: int
    inherited: bool = False


def find_label(text: str, quantity: Quantity, *, stop: int, inherited: str | None) -> Label:
    """Returns the label of a quantity in a sentence that ends at ``stop``.

    ``inherited`` is the label to take where no noun follows. Shares, money and measures take the
    noun they stand before ("$5 fine"), else the one behind "of" or "in", else their clause's
    subject.
    """
    if quantity.kind in (Kind.DATE, Kind.AGE, Kind.ORDINAL):
        return Label(None, quantity.end)
    if quantity.kind in (Kind.PERCENT, Kind.RATE):
        return (
            _after_of(text, quantity.end, stop)
            or _noun_phrase(text, quantity.end, stop)
            or _measured(text, quantity)
            or _subject(text, quantity)
        )
    if quantity.kind in (Kind.MONEY, Kind.MEASURE):
        return (
            _noun_phrase(text, quantity.end, stop)
            or _measured(text, quantity)
            or _after_preposition(text, quantity.end, stop)
            or _subject(text, quantity)
        )
    if quantity.kind is Kind.DURATION:
        return (
            _after_of(text, quantity.end, stop)
            or _measured(text, quantity)
            or _subject(text, quantity)
        )
    counted = _counted(text, quantity.end, stop) or _noun_before(text, quantity.start)
    if counted or inherited:
        return counted or Label(inherited, quantity.end, inherited=True)
    return (
        _subject(text, quantity) if _is_level(text, quantity.start) else Label(None, quantity.end)
    )


def find_scope(text: str, label_end: int, stop: int) -> str | None:
    """Returns the words that narrow a label down: "from 12 countries", "under 15"; None if none."""
    tail = text[label_end : min(stop, label_end + 2 * _MAX_SCOPE)]
    end = _CLAUSE_END.search(tail)
    while end and end.group() == "," and tail[end.end() : end.end() + 3].isdigit():
        end = _CLAUSE_END.search(tail, end.end())
    scope = " ".join(tail[: end.start() if end else len(tail)].split()).strip(" .,;:*'’\"-")
    if len(scope) > _MAX_SCOPE:
        scope = scope[:_MAX_SCOPE].rpartition(" ")[0]
    return scope if re.search(r"\w{2}", scope) else None


def find_attribution(sentence: str) -> str | None:
    """Returns who is said to give the sentence's figures, or None ("according to the ministry")."""
    if "ccording to " in sentence:
        match = _ACCORDING.search(sentence)
        if match:
            return match.group(1).strip()
    match = _SAYS.search(sentence)
    if match is None:
        return None
    words = re.split(r"[,.;:]\s", sentence[max(0, match.start() - 62) : match.start()])[-1].strip()
    return words if len(words) > 2 and (words[0].isupper()) else None


_ACCORDING = re.compile(r"\b[Aa]ccording to ((?:the |a |an )?[^,.;:]{3,60})")
_SAYS = re.compile(r"\s(?:said|says|told|spoke of|stated|reported)\b")


def _counted(text: str, start: int, stop: int) -> Label | None:
    """Reads what stands behind a count: "victims", "of the victims", "of 48 cases" (cases)."""
    whole = _OF_NUMBER.match(text, start, stop)
    if whole:
        return _noun_phrase(text, whole.end(), stop)
    of = _OF.match(text, start, stop)
    return _noun_phrase(text, of.end() - 1 if of else start, stop)


def _noun_phrase(text: str, start: int, stop: int) -> Label | None:
    """Reads the words from ``start`` that can be a noun phrase; one "of" phrase may follow."""
    words, end = _run(text, start, stop)
    if not words:
        return None
    of = _OF.match(text, end, stop)
    if of and len(words) < _MAX_LABEL_WORDS:
        more, more_end = _run(text, of.end() - 1, stop)
        if more and more[0].lower() not in _NUMBERS:
            return Label(_joined(text, start, more_end), more_end)
    return Label(_joined(text, start, end), end)


def _run(text: str, start: int, stop: int) -> tuple[list[str], int]:
    words: list[str] = []
    end = start
    while len(words) < _MAX_LABEL_WORDS:
        gap = _STEP.match(text, end, stop)
        word = _WORD.match(text, gap.end(), stop) if gap else None
        if word is None:
            break
        if _ends_phrase(word.group(), words):
            pair = _JOINED.match(text, end, stop)
            if not (pair and words and _are_alike(words[-1], pair["next"], text, pair.end())):
                break
            word = pair
        if not words and word.group().endswith("ing") and _VERB_OBJECT.match(text, word.end()):
            break  # "73, raising the prospect"; "517 rushing yards" goes on.
        if not words and word.group().endswith("ed") and _starts_verb(text, word.end()):
            break  # "31 closed for a week"; "31 registered voters" goes on.
        # "36,500 more homes": more of the same, and no word of what is counted.
        if words or word.group().lower() != "more":
            words.append(word.group())
        end = word.end()
    return words, end


def _starts_verb(text: str, end: int) -> bool:
    """Tells "closed for a week" from "registered voters" by what follows the word in -ed."""
    after = re.match(r"\s+([a-z]+)", text[end:])
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
    # "victims rescued" stops at the participle; "registered voters" starts with one.
    if lower.endswith(("ed", "ing")) and lower not in _NOUNS_LIKE_PARTICIPLES and "-" not in lower:
        return bool(before) and not before[-1].endswith("ly")
    return bool(before) and lower.endswith("ly")


def _joined(text: str, start: int, end: int) -> str:
    words = text[start:end].strip(" \u00a0\n-–*“\"'(").split()
    return " ".join(words[1:] if words[:1] == ["more"] else words)


def _after_of(text: str, start: int, stop: int) -> Label | None:
    of = _OF.match(text, start, stop)
    return _noun_phrase(text, of.end() - 1, stop) if of else None


def _after_preposition(text: str, start: int, stop: int) -> Label | None:
    preposition = _PREPOSITION.match(text, start, stop)
    return _noun_phrase(text, preposition.end() - 1, stop) if preposition else None


_NUMBER_OF = re.compile(
    r"(?:number|total|count) of ([^\W\d_]+(?:[ -][^\W\d_]+){0,3}?)"
    r"(?:\s+(?:was|were|is|rose to|fell to|reached|stood at|totalled|to))?[\s:=]*$"
)
_CAPTIONED = re.compile(r"(?:^|[\n.;|*-]\s*)([A-Z][^\W\d_]+(?: [^\W\d_]+){0,4}):(?:\*\*)?\s*$")


def _noun_before(text: str, start: int) -> Label | None:
    """Reads "Victims rescued: 225" and "the number of suspects was 149"."""
    before = text[max(0, start - 90) : start]
    match = _NUMBER_OF.search(before) if " of " in before else None
    match = match or (_CAPTIONED.search(before) if ":" in before else None)
    return Label(match.group(1).strip(), start) if match else None


_LEVEL = re.compile(r"\b(?:at|to|was|is|were|are|of|from|by|reached|hit|around|about)\s+$")


def _is_level(text: str, start: int) -> bool:
    """Tells a bare number that states a level ("closed at 1,478") from a stray one."""
    return _LEVEL.search(text, max(0, start - 12), start) is not None


def _measured(text: str, quantity: Quantity) -> Label | None:
    words = find_measured(text, quantity.start, _ends_phrase)
    return Label(words, quantity.end) if words else None


def _subject(text: str, quantity: Quantity) -> Label:
    return Label(find_subject(text, quantity.start, _ends_phrase), quantity.end)
