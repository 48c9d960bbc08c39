"""Finds what a quantity counts in the sentence around it. Knows nothing of tables or scopes.

The label is the noun phrase behind the number ("foreigners"), its head inherited from an earlier
quantity of the paragraph where the sentence leaves it out ("124 under 15" of 225 victims). Shares,
sums and measures are of the noun behind "of", else of their verb's subject or object.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from assistant.figures.amounts import Quantity
from assistant.figures.nouns import (
    Label,
    read_after_of,
    read_counted,
    read_listed,
    read_noun_phrase,
)
from assistant.figures.numerals import parse_digits
from assistant.figures.subjects import (
    Words,
    find_bracketed,
    find_governor,
    find_owner,
    find_topic,
)
from assistant.figures.tagging import Tag, Token, tag_words
from assistant.figures.verbs import LEVEL_NOUNS
from assistant.records import Kind

_NUMBER_OF = re.compile(
    r"(?:number|total|count) of ([^\W\d_]+(?:[ -][^\W\d_]+){0,3}?)"
    r"(?:\s+(?:was|were|is|rose to|fell to|reached|stood at|totalled|to))?[\s:=]*$"
)
_CAPTIONED = re.compile(r"(?:^|[\n.;|*-]\s*)([A-Z][^\W\d_]+(?: [^\W\d_]+){0,4}):(?:\*\*)?\s*$")
# A row of a table told as a line: "Other income 258 (54) NM".
_ROW = re.compile(
    r"(?P<name>[A-Z][^\d\n$€£—–]{3,60}?)(?:\s+(?:[$€£]\s?)?(?:\(?-?\d[\d.,]*\)?\s?%?|NM|[—–-])){2,20}\s*"
)
_LEVEL = re.compile(r"\b(?:at|to|was|is|were|are|of|worth|from|by|reached|hit|around|about)\s+$")
# "$3bn in revenue": an uncounted noun; "in October" and "in the city" say when and where.
_IN = re.compile(r"\s+(?:worth\s+of|of|in)\s+(?:the\s+|its\s+|this\s+|that\s+)?(?=[a-z])")
_FOR = re.compile(r"\s+(?:for|on|towards?)\s+(?:(?:the|its|their|his|her|a|an)\s+)?(?=[a-z])")
# "twice as much cloth", "twice as many women as men".
_AS_MUCH = re.compile(r"\s+as\s+(?:much|many)\s+(?=[a-z])")
# "three months ended 30 June", "two years ago", "the last 90 days": a length that says when.
_SAYS_WHEN = re.compile(r"\s+(?:ago|earlier|later|ended|ending|to\s\d)\b", re.IGNORECASE)
_WINDOW = re.compile(r"\b(?:last|past|next|previous|preceding|prior|coming)\s$", re.IGNORECASE)
_NO_HEADS = frozenset(
    "little much poor good excellent fair high low non-existent available due likely unchanged "
    "stable avoided determined representing total number figure".split()
)
_NO_THINGS = frozenset(
    "recent total all which fact addition mid early late cash fiscal response return "
    "january february march april may june july august september october november december".split()
)
# "More than half had not …": half of what the sentence before counts.
_LEFT_OUT = re.compile(r"\s+(?:were|are|was|is|had|have|has|did)\b")
_REPEATED = re.compile(r"\s\((\d+(?:,\d{3})*)\)(?=\s)")
_QUOTED = ('""', "“”", "''", "‘’")
_OTHERS = ("others", "other")


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence with its words tagged: what all labels in it are read from.

    ``topic`` gives what the sentences before are about, for a pronoun; it is asked only then.
    """

    text: str
    tokens: Sequence[Token]
    places: Mapping[int, int]
    topic: Callable[[], str | None]

    def index(self, quantity: Quantity) -> int:
        """Returns which token the quantity is."""
        return self.places[quantity.start]

    def words(self, phrase: Words | None) -> str | None:
        """Returns a phrase as the sentence writes it, in one line."""
        if phrase is None:
            return None
        first, last = self.tokens[phrase[0]], self.tokens[phrase[1]]
        return " ".join(self.text[first.start : last.end].replace("*", "").split())


def find_label(told: Told, quantity: Quantity, *, inherited: str | None) -> Label:
    """Returns the label of a quantity; ``inherited`` is the one to take where no noun follows."""
    text, stop = told.text, len(told.text)
    end = _past_repeat(text, quantity, _past_quote(text, quantity))
    kind = quantity.kind
    if kind in (Kind.DATE, Kind.ORDINAL):
        return Label(None, end)
    if kind is Kind.AGE:
        return Label(None, end)
    if kind in (Kind.PERCENT, Kind.RATE):
        behind = read_after_of(text, end, stop) or read_noun_phrase(text, end, stop)
        label = behind or _behind(_AS_MUCH, told, end) or _governor(told, quantity)
        left_out = inherited and label.text is None and _LEFT_OUT.match(text, end)
        return Label(inherited, end, inherited=True) if left_out else label
    if kind in (Kind.MONEY, Kind.MEASURE):
        behind = read_after_of(text, end, stop) or read_noun_phrase(text, end, stop)
        return behind or _behind(_IN, told, end) or _governor(told, quantity)
    if kind is Kind.DURATION:
        return _of_length(told, quantity, end)
    counted = (
        read_counted(text, end, stop)
        or read_listed(text, end, stop)
        or _noun_before(text, quantity.start)
    )
    if counted and inherited and counted.text in _OTHERS:
        return Label(inherited, counted.end, inherited=True)
    if counted or inherited:
        return counted or Label(inherited, end, inherited=True)
    if _is_level(text, quantity.start):
        return _governor(told, quantity)
    row = _ROW.fullmatch(text)
    if row:
        return Label(row["name"].strip(" :"), end)
    return _in_bracket(told, quantity) or Label(None, end)


def _of_length(told: Told, quantity: Quantity, end: int) -> Label:
    """Returns what a length is of, nothing where it only says when: "the last 90 days"."""
    text, start = told.text, quantity.start
    if _SAYS_WHEN.match(text, end) or _WINDOW.search(text, max(0, start - 12), start):
        return Label(None, end)
    # "a 33-year veteran": the length is of what follows.
    joined = "-" in text[start : quantity.end]
    behind = read_noun_phrase(text, end, len(text)) if joined else None
    return behind or read_after_of(text, end, len(text)) or _governor(told, quantity)


def find_holder(told: Told, quantity: Quantity) -> str | None:
    """Returns whose the counted things are, or what the clause is about; None if it names none."""
    if quantity.kind in (Kind.DATE, Kind.ORDINAL):
        return None
    owner = find_owner(told.tokens, told.index(quantity))
    # "The figures say: 31 were …", "a total of 149": no holder of anything.
    is_count = owner and owner[0] == owner[1] and told.tokens[owner[0]].lower in LEVEL_NOUNS
    return None if is_count else told.words(owner)


def tell(text: str, quantities: Sequence[Quantity], topic: Callable[[], str | None]) -> Told:
    """Returns a sentence made ready for reading labels."""
    tokens = tag_words(text, quantities)
    figures = (Tag.QUANTITY, Tag.DATE)
    places = {token.start: i for i, token in enumerate(tokens) if token.tag in figures}
    return Told(text, tokens, places, topic)


def topic_of(sentence: str) -> str | None:
    """Returns what a sentence is about: the subject of its first verb; None if it has none."""
    told = tell(sentence, (), lambda: None)
    return told.words(find_topic(told.tokens))


def _governor(told: Told, quantity: Quantity) -> Label:
    index = told.index(quantity)
    words = told.words(find_governor(told.tokens, index))
    if words is None and any(token.tag is Tag.PRONOUN for token in told.tokens[:index]):
        words = told.topic()
    words = _named(words)
    if words is None:
        return _behind(_FOR, told, quantity.end) or Label(None, quantity.end)
    return Label(words, quantity.end)


def _named(words: str | None) -> str | None:
    """Returns words that can name a thing: no adjective alone, no owner, no "according to"."""
    if (
        words is None
        or words.lower() in _NO_HEADS
        or words.isdigit()
        or words.endswith(("'s", "’s"))
    ):
        return None
    return None if words.split()[0].lower() in ("according", "see") else words


def _behind(preposition: re.Pattern[str], told: Told, end: int) -> Label | None:
    match = preposition.match(told.text, end)
    label = read_noun_phrase(told.text, match.end() - 1, len(told.text)) if match else None
    return label if label and label.text and label.text.split()[0] not in _NO_THINGS else None


def _past_quote(text: str, quantity: Quantity) -> int:
    """Returns where a quantity ends, its quotation marks included: “nearly 900” people."""
    before, behind = (
        text[quantity.start - 1 : quantity.start],
        text[quantity.end : quantity.end + 1],
    )
    return quantity.end + (before + behind in _QUOTED)


def _past_repeat(text: str, quantity: Quantity, end: int) -> int:
    """Steps over the same number told again: "three (3) permits"."""
    again = _REPEATED.match(text, end)
    return again.end() if again and parse_digits(again[1]) == quantity.value else end


def _noun_before(text: str, start: int) -> Label | None:
    """Reads "Victims rescued: 225" and "the number of suspects was 149"."""
    before = text[max(0, start - 90) : start]
    match = _NUMBER_OF.search(before) if " of " in before else None
    match = match or (_CAPTIONED.search(before) if ":" in before else None)
    return Label(match.group(1).strip(), start) if match else None


def _in_bracket(told: Told, quantity: Quantity) -> Label | None:
    """Reads "Excludes clinics (21 in 2022)"; a name before a bracket is not what is counted."""
    phrase = find_bracketed(told.tokens, told.index(quantity))
    words = told.words(phrase)
    if phrase is None or not words or not words.rpartition(" ")[2][0].islower():
        return None
    return Label(words, quantity.end)


def _is_level(text: str, start: int) -> bool:
    """Tells a bare number that states a level ("closed at 1,478") from a stray one."""
    return _LEVEL.search(text, max(0, start - 12), start) is not None
