"""Rewords an elliptic question with the words of the one before it. Knows no evidence."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.reading.phrases import (
    GENERAL,
    YEAR,
    asked_for,
    has_lead,
    head_of,
    noun_phrase,
    stems,
    without_years,
    years_of,
)
from assistant.reading.question import understand

_BEFORE = re.compile(
    r"\b(?:in|for|during|of)?\s*(?:the )?(?:year before(?: (?:that|this))?"
    r"|(?:previous|prior|preceding|precedent|last|earlier) year(?: of that date)?)\b",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"\b(?:in|for|during|of)?\s*(?:the )?(?:year after(?: (?:that|this))?"
    r"|(?:following|subsequent|next) year(?: of (?:this|that) period)?)\b",
    re.IGNORECASE,
)
_SAME = re.compile(
    r"\b(?:in|for|during|of|by the end of)\s+(?:that|the same|this)(?: same)? year\b",
    re.IGNORECASE,
)
_LATEST = re.compile(
    r"\b(?:in|for|of) (?:that|the) (?:last|final|latter) year[^,?]*", re.IGNORECASE
)
_THEN = re.compile(
    r"\b(?:by|in|at|over|during|for|throughout) (?:the end of )?(?:that|this|the same)"
    r" (?:period|time|date|point)\b,?",
    re.IGNORECASE,
)


def name_years(body: str, earlier: Sequence[str]) -> str:
    """Returns a question with its year named where it only points to one: "the year before"."""
    known = years_of(" ".join(earlier))
    if not known:
        return body
    recent = years_of(earlier[-1]) or known[-1:]
    moved = (
        (_LATEST, max(known)),
        (_BEFORE, str(int(min(recent)) - 1)),
        (_AFTER, str(int(max(recent)) + 1)),
        (_SAME, recent[-1]),
    )
    for pattern, year in moved:
        named = pattern.search(body)
        if named:
            told = "" if years_of(body) else f" in {year}"
            body = f"{body[: named.start()]}{told}{body[named.end() :]}"
            break
    return " ".join(_THEN.sub(" ", body).split()).lstrip(", ")


_ONLY = frozenset(
    (
        "what how much was is were are it that this they those them the a an value amount figure "
        "number total specific exact same one for in of by at as end on and again also about year "
        "fiscal calendar ended ending during since close start beginning full to "
        "january february march april may june july august september october november december"
    ).split()
)


def only_when(body: str) -> bool:
    """Tells what asks for nothing but another year: "in 2021?", "what was it in 2003?"."""
    words = re.findall(r"[^\W\d_]+", body.lower())
    return len(years_of(body)) == 1 and _ONLY.issuperset(words)


_PLACE = re.compile(r"\b(?P<in>in|at|for|from) (?:the )?(?P<name>[A-Z][\w’'-]*(?: [A-Z][\w’'-]*)*)")
_FOR = re.compile(
    r"^(?:(?:what|how) (?:about|was|is|were|are)|the same)?\s*"
    r"(?:it|that|this|they|the (?:value|amount|figure|number|total))?\s*(?:was |is )?"
    r"(?P<in>for|in|at|from|after|before)\s+(?P<the>the )?(?P<name>[^?]+?)\s*\??$",
    re.IGNORECASE,
)


def with_place(text: str, body: str, last: str) -> str | None:
    """Rewords "and in Norway?", "and what was it for the north?": the last question, elsewhere."""
    match = _FOR.match(body)
    if match is None or re.search(r"\b(?:what|how|which|that|this|those|these)\b", match["name"]):
        return None
    name, word = match["name"], match["in"].lower()
    if not stems(name):
        return None
    place = _PLACE.search(last)
    if place and name[:1].isupper():
        return f"{last[: place.start('name')]}{name}{last[place.end('name') :]}"
    name = f"{match['the'] or ''}{name}"
    alike = "after|before" if word in ("after", "before") else word
    plain = last.rstrip(" ?.")
    found = list(re.finditer(rf"\b(?:{alike})\s+(?!{YEAR})[^,?]+?(?=\s+in {YEAR}|,|$)", plain))
    if found:
        return f"{plain[: found[-1].start()]}{word} {name}{plain[found[-1].end() :]}?"
    years = years_of(plain)
    if years:
        return f"{without_years(plain)} {word} {name} in {years[-1]}?"
    return f"{plain} {word} {name}?"


_PRONOUN = re.compile(
    r"\b(?P<of>of )?(?:(?P<what>them|they|it|its)\b"
    r"|(?:those|these|that(?! (?:was|were|is|are|has|have|had|did|does|will|can)\b)|this)\b"
    r"(?P<noun>(?: [\w-]+)*))",
    re.IGNORECASE,
)


def with_pronoun(text: str, body: str, last: str) -> str | None:
    """Rewords "how many of them were minors?" with the last question's words for "them"."""
    match = _PRONOUN.search(body)
    if match is None:
        return None
    counted = noun_phrase(last)
    noun = counted or _subject(last) or without_years(asked_for(last))
    noun = re.sub(r"^(?:the|an?)\s+", "", noun or " ".join(understand(last).terms))
    end, named = _named_again(match, last)
    if named and not stems(named) <= GENERAL and (counted or stems(named) != stems(head_of(noun))):
        noun = named
    lead = "of the " if match["of"] else "" if counted and not named else "the "
    if (match["what"] or "").lower() == "its":
        _, _, owner = noun.rpartition(" of ")
        told = f"{body[: match.start()]}the {body[end:].strip(' ?')} of {owner or noun}?"
    else:
        told = f"{body[: match.start()]}{lead}{noun}{body[end:]}"
    years = years_of(last)
    if not years_of(told) and years:
        told = f"{told.rstrip(' ?')} in {years[0]}?"
    return told[:1].upper() + told[1:] if text[:1].isupper() else told


def _named_again(match: re.Match[str], last: str) -> tuple[int, str]:
    """Returns where "those consumer sales" ends, and the words in it that were said before."""
    words: list[str] = []
    for word in (match["noun"] or "").split():
        if not stems(word) or not stems(word) <= stems(last) | GENERAL:
            break
        words.append(word)
    if not words:
        return (match.end("what") if match["what"] else match.start("noun")), ""
    told = " ".join(words)
    return match.start("noun") + 1 + len(told), told


def with_noun(text: str, body: str, last: str) -> str | None:
    """Rewords "and the girls?", "what about cattle?": another thing for the thing counted."""
    match = re.match(r"(?:(?:what|how) about )?(?P<the>the )?(?P<rest>[^?]+?)\s*\??$", body)
    if match is None or re.match(r"(?:(?:what|how|when|which|who)\b(?! about)|\w+,)", body):
        return None
    if not (has_lead(text) or re.match(r"(?:what|how) about\b", body, re.IGNORECASE)):
        return None
    rest = match["rest"]
    if re.search(r"\b(?:what|how|which|who|when)\b", rest):
        return None
    noun = noun_phrase(last)
    if noun and not match["the"] and not rest[:1].isupper():
        return last.replace(noun, rest, 1)
    years = years_of(last)
    told = f"what was the {rest}"
    dated = years_of(rest) or re.search(r"\d/\d", rest) or not years
    return f"{told}?" if dated else f"{told} in {years[-1]}?"


_SUBJECT = re.compile(
    r"\b(?:did|does|do|was|were|is|are) (?P<subject>(?:the |its |an? )?[\w’' -]+?) \w+\s*\?*$",
    re.IGNORECASE,
)


def _subject(question: str) -> str | None:
    """Returns what a question is about: "the campaign" of "When did the campaign start?"."""
    if re.match(r"\s*(?:what|which)\b", question, re.IGNORECASE):
        return None
    match = _SUBJECT.search(question)
    return match["subject"] if match else None
