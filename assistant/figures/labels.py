"""Finds what a quantity counts in the sentence around it. Knows nothing of tables or scopes.

The label is the noun phrase behind the number ("foreigners"), its head inherited from an earlier
quantity of the paragraph where the sentence leaves it out ("124 under 15" of 225 victims). Shares,
sums and measures are of the noun behind "of", else of their verb's subject or object.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from assistant.figures.amounts import Quantity
from assistant.figures.beside import past_bracket, read_beside, read_row
from assistant.figures.lexicon import MONTHS
from assistant.figures.movements import CHANGE_NOUNS
from assistant.figures.nouns import (
    Label,
    read_after_of,
    read_noun_phrase,
)
from assistant.figures.numerals import parse_digits
from assistant.figures.phrases import Words
from assistant.figures.subjects import (
    find_bracketed,
    find_governor,
    find_owner,
    find_topic,
)
from assistant.figures.tagging import Tag, Token, tag_words
from assistant.figures.unnamed import names_nothing
from assistant.figures.verbs import LEVEL_NOUNS, NOUN_OR_VERB, VERBS
from assistant.records import Kind

# "more than double the rate among seniors", "four times the number".
_OF_MULTIPLE = re.compile(r"\s(?:the|its|their|that)(?=\s[a-z])")
# "similar shares of voters", "Included results of": what is counted comes after these.
_SHARE_OF = re.compile(
    r"^(?:(?:the|same|similar|an?|larger?|smaller?|higher|lower|growing|roughly|about)\s)*"
    r"(?:shares?|proportions?|percentages?|percent)\sof\s(?:the\s|all\s)?"
    r"|^(?:includ|exclud|represent|reflect)(?:es|e|s|ed|ing)\s(?!(?:in|on|of|within|by|at|from)\s)",
    re.IGNORECASE,
)
_ONE_NOUN = re.compile(r"(?:\b[Oo]ne|two|three|\d)\s(?P<noun>(?!out\b)[a-z]+)\sin\s")
# "a 40-foot wide runway"
_SIZED = re.compile(
    r"\s(?:wide|long|tall|high|deep|thick)(?=\s(?!(?:by|and|at|in|on|from|or)\b)[a-z]+)"
)
# "one in five plans to cut": the verb of a share.
_SHARE_VERB = re.compile(r"\s[a-z]+s\s(?:to|that)\b")
_LEVEL = re.compile(r"\b(?:at|to|was|is|were|are|of|worth|from|by|reached|hit|around|about)\s+$")
# "$3bn in revenue": an uncounted noun; "in October" and "in the city" say when and where.
_IN = re.compile(r"\s+(?:worth\s+of|of|in)\s+(?:the\s+|its\s+|this\s+|that\s+)?(?=[a-z])")
_FOR = re.compile(r"\s+(?:for|on|towards?)\s+(?:(?:the|its|their|his|her|a|an)\s+)?(?=[a-z])")
# "twice as much cloth", "twice as many women as men".
_AS_MUCH = re.compile(r"\s+as\s+(?:much|many)\s+(?=[a-z])")
# "three months ended 30 June", "two years ago", "the last 90 days": a length that says when.
_SAYS_WHEN = re.compile(r"\s+(?:ago|earlier|later|ended|ending|to\s\d)\b", re.IGNORECASE)
_WINDOW = re.compile(r"\b(?:last|past|next|previous|preceding|prior|coming)\s$", re.IGNORECASE)
_NO_THINGS = frozenset(
    "course aggregate wake face light event case middle end beginning recent total all which fact "
    "addition mid early late cash fiscal response return".split()
) | frozenset(MONTHS)
# "More than half had not …": half of what the sentence before counts.
_LEFT_OUT = re.compile(r"\s+(?:were|are|was|is|had|have|has|did)\b")
_REPEATED = re.compile(r"\s\((\d+(?:,\d{3})*)\)(?=\s)")
_QUOTED = ('""', "“”", "''", "‘’")
_OTHERS = ("others", "other")
_PLURALS = ("s", "people", "men", "women", "children")


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence with its words tagged: what all labels in it are read from.

    ``topic`` gives what the sentences before are about, for a pronoun; it is asked only then.
    ``pronoun`` is the place of the first one among the tokens, past their end where there is none.
    """

    text: str
    tokens: Sequence[Token]
    places: Mapping[int, int]
    topic: Callable[[], str | None]
    pronoun: int

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
    if kind in (Kind.DATE, Kind.ORDINAL, Kind.AGE):
        return Label(None, end)
    if kind in (Kind.PERCENT, Kind.RATE):
        label = _of_share(told, quantity, end)
        left_out = inherited and label.text is None and _LEFT_OUT.match(text, end)
        return Label(inherited, end, inherited=True) if left_out else label
    if kind in (Kind.MONEY, Kind.MEASURE):
        sized = _SIZED.match(text, end)
        end = sized.end() if sized else end
        behind = read_after_of(text, end, stop) or read_noun_phrase(text, end, stop)
        return behind or _behind(_IN, told, end) or _governor(told, quantity)
    if kind is Kind.DURATION:
        return _of_length(told, quantity, end)
    counted = _until_verb(told, quantity, read_beside(text, quantity, end))
    if counted and inherited and counted.text in _OTHERS:
        return Label(inherited, counted.end, inherited=True)
    if inherited and not counted and _is_own_level(text, quantity):
        return _governor(told, quantity)
    if counted or inherited:
        return counted or Label(inherited, end, inherited=True)
    if _is_level(text, quantity.start):
        return _governor(told, quantity)
    return read_row(text, quantity, end) or _in_bracket(told, quantity) or Label(None, end)


def _until_verb(told: Told, quantity: Quantity, label: Label | None) -> Label | None:
    """Returns a label behind its number without the verb: "adults" of "adults drink"."""
    if label is None or label.text is None or label.end <= quantity.end:
        return label
    first, *rest = told.tokens[told.index(quantity) + 1 :]
    if first.tag is Tag.VERB and first.lower in VERBS - NOUN_OR_VERB:
        return None  # "71% go online"
    if " " not in label.text:
        return label
    for token in rest:
        if token.end > label.end:
            break
        words = told.text[quantity.end : token.start].split()
        plural = words and words[-1].endswith(_PLURALS) and words[-1][-2] not in "'’"
        if token.tag is Tag.VERB and plural:
            kept = label.text[: len(label.text) - (label.end - token.start)].strip()
            return Label(kept, token.start - 1) if kept else label
    return label


def _of_share(told: Told, quantity: Quantity, end: int) -> Label:
    """Returns what a share, a rate or a multiple is of."""
    text, stop = told.text, len(told.text)
    inner = _ONE_NOUN.search(text, quantity.start, quantity.end)
    if inner:
        return Label(inner["noun"], end)
    if quantity.unit == "times" and (times := _OF_MULTIPLE.match(text, end)):
        return read_noun_phrase(text, times.end(), stop) or Label(None, end)
    if quantity.unit is None and _SHARE_VERB.match(text, end):
        return Label(None, end)
    behind = read_after_of(text, end, stop) or read_noun_phrase(text, end, stop)
    behind = _until_verb(told, quantity, behind)
    moved = _of_change(told, quantity, behind)
    inside = behind is None and text.startswith(")", end)
    bracketed = past_bracket(text, quantity, end) if inside else None
    label = moved or behind or bracketed or _behind(_AS_MUCH, told, end)
    return label or _governor(told, quantity)


def _of_change(told: Told, quantity: Quantity, behind: Label | None) -> Label | None:
    """Returns what changed: the sales of "a 9% increase in sales", "an increase of 9% in sales"."""
    if behind and behind.text:
        head = behind.text.split()[-1].lower()
        return _behind(_IN, told, behind.end) if head in CHANGE_NOUNS else None
    index = told.index(quantity)
    before = [token.lower for token in told.tokens[max(0, index - 3) : index]]
    if "of" not in before or not CHANGE_NOUNS.intersection(before):
        return None
    return _behind(_IN, told, quantity.end)


def _of_length(told: Told, quantity: Quantity, end: int) -> Label:
    """Returns what a length is of, nothing where it only says when: "the last 90 days"."""
    text, start = told.text, quantity.start
    if _SAYS_WHEN.match(text, end) or _WINDOW.search(text, max(0, start - 12), start):
        return Label(None, end)
    # "a 33-year veteran": the length is of what follows.
    joined = "-" in text[start : quantity.end]
    behind = read_noun_phrase(text, end, len(text)) if joined else None
    if behind and behind.text and names_nothing(behind.text):
        behind = None  # "a 90-day period"
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
    pronouns = (i for i, token in enumerate(tokens) if token.tag is Tag.PRONOUN)
    return Told(text, tokens, places, topic, next(pronouns, len(tokens)))


def topic_of(sentence: str) -> str | None:
    """Returns what a sentence is about: the subject of its first verb; None if it has none."""
    told = tell(sentence, (), lambda: None)
    return told.words(find_topic(told.tokens))


def _governor(told: Told, quantity: Quantity) -> Label:
    index = told.index(quantity)
    words = told.words(find_governor(told.tokens, index))
    if words is None and told.pronoun < index:
        words = told.topic()
    words = _named(words)
    if words is None:
        return _behind(_FOR, told, quantity.end) or Label(None, quantity.end)
    return Label(words, quantity.end)


def _named(words: str | None) -> str | None:
    """Returns words that can name a thing: no adjective alone, no owner, no "according to"."""
    words = _SHARE_OF.sub("", words) if words else None
    if not words or names_nothing(words) or words.endswith(("'s", "’s")):
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


def _in_bracket(told: Told, quantity: Quantity) -> Label | None:
    """Reads "Excludes clinics (21 in 2022)"; a name before a bracket is not what is counted."""
    phrase = find_bracketed(told.tokens, told.index(quantity))
    words = told.words(phrase)
    if phrase is None or not words or not words.rpartition(" ")[2][0].islower():
        return None
    return Label(words, quantity.end)


def _is_own_level(text: str, quantity: Quantity) -> bool:
    """Tells "the rate is 1.6" beside shares named before: a part of one cannot be counted."""
    value = quantity.value
    broken = isinstance(value, Decimal) and quantity.scale == 1 and value != int(value)
    return broken and _is_level(text, quantity.start)


def _is_level(text: str, start: int) -> bool:
    """Tells a bare number that states a level ("closed at 1,478") from a stray one."""
    return _LEVEL.search(text, max(0, start - 12), start) is not None
