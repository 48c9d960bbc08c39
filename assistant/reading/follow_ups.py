"""Turns a follow-up into a question of its own, from the chat's earlier ones. Knows no evidence."""

from __future__ import annotations

import re

from assistant.figures.lexicon import FUNCTION_WORDS
from assistant.reading.asking import ASKED_YEAR, TARGET
from assistant.reading.question import understand

_FOLLOW_UP = re.compile(
    r"^\s*(?:and|but|what about|how about|and what about|then|also|same for|in|for|of (?:them"
    r"|those|these))\b",
    re.IGNORECASE,
)


_PRONOUN = re.compile(r"\b(?:of )?(?:them|they|those|these|that year|this|it)\b", re.IGNORECASE)


def resolve(text: str, history: tuple[str, ...] | list[str]) -> str:
    """Returns a follow-up as a question of its own, from the earlier questions of the chat.

    "and in 2021?" takes the last question with its year replaced; "how many of them were minors?"
    gets the earlier question's words for "them". A question that stands alone is returned as it is.
    """
    if not history:
        return text
    last = resolve(history[-1], history[:-1])
    before = understand(last)
    now = understand(text)
    years = ASKED_YEAR.findall(text)
    short = len(now.terms) <= 1 and (_FOLLOW_UP.match(text) or len(text.split()) <= 5)
    if short and years and ASKED_YEAR.search(last):
        return ASKED_YEAR.sub(years[0], last)
    if short and years:
        return f"{last.rstrip(' ?')} in {years[0]}?"
    if _FOLLOW_UP.match(text) and not now.kinds:
        return _with_instead(last, _FOLLOW_UP.sub("", text).strip(" ?"))
    if _PRONOUN.search(text):
        noun = _noun_phrase(last) or _subject(last) or " ".join(before.terms)
        replaced = _PRONOUN.sub(
            lambda m: f"of the {noun}" if m.group().lower().startswith("of") else noun,
            text,
            count=1,
        )
        if not years and before.years:
            replaced = f"{replaced.rstrip(' ?')} in {before.years[0]}?"
        return replaced
    return text


def _noun_phrase(question: str) -> str | None:
    match = TARGET.search(question)
    if match is None:
        return None
    words = []
    for word in match["words"].split():
        if word.lower() in FUNCTION_WORDS:
            break
        words.append(word)
    return " ".join(words) or None


_PLACE = re.compile(r"\b(?P<in>in|at|for|from) (?:the )?(?P<name>[A-Z][\w’'-]*(?: [A-Z][\w’'-]*)*)")
_SUBJECT = re.compile(
    r"\b(?:did|does|do|was|were|is|are) (?P<subject>(?:the |its |an? )?[\w’' -]+?) \w+\s*\?*$",
    re.IGNORECASE,
)


def _with_instead(last: str, rest: str) -> str:
    """Returns the last question with a new place for its place, or a new noun for its noun."""
    rest = re.sub(r"^(?:in|at|for|from|about)\s+(?:the )?", "", rest)
    place = _PLACE.search(last)
    if rest[:1].isupper() and place:
        return f"{last[: place.start('name')]}{rest}{last[place.end('name') :]}"
    noun = _noun_phrase(last)
    if noun and rest and not rest[:1].isupper():
        return last.replace(noun, rest, 1)
    return f"{last.rstrip(' ?')} {rest}?"


def _subject(question: str) -> str | None:
    """Returns what a question is about: "the campaign" of "When did the campaign start?"."""
    match = _SUBJECT.search(question)
    return match["subject"] if match else None
