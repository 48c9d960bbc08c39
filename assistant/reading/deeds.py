"""What must be said of a figure for it to answer: the verb, its subject, the noun asked for.

Knows nothing of figures or evidence; reads the question's words only.
"""

from __future__ import annotations

import re

from assistant.figures import content_stems, stem
from assistant.figures.lexicon import FUNCTION_WORDS

_IRREGULAR = frozenset(
    "rebuilt built sent held found given taken born sold bought paid hurt lost caught seen spent "
    "won made dug cut shut set put left kept led met taught told brought grown thrown flown driven "
    "written chosen stolen broken shown known begun run swept struck".split()
)
_NOT_PARTICIPLES = frozenset("hundred need seed bed shed breed feed".split())
_LIGHT_VERBS = frozenset(
    stem(word)
    for word in (
        "receive need join want use involve report record count call expect handle get take make "
        "have run hold give put ask come go estimate taken given made held kept set run"
    ).split()
)
ROW_VERBS = frozenset(stem(word) for word in "work employ live attend serve teach enrol".split())
"""Verbs a table leaves unsaid: a row of teachers in private schools holds those who work there."""

FOCUS = (
    r"\bwhat (?:is|was|were|are) the (?:\w+ )*?(\w+) (?:of|for|paid)\b",
    r"\bhow (?:many|much) [^?]*?\b(?:did|does|do|will)\s+(?:the |its |an? )?([\w-]+)\b",
    r"\bagainst (\w+)\b",
)
DEEDS = (
    r"\bhow much (?:money )?(?:did|does|do|will) .*\b(cost|spend|earn|raise|pay|donate)\b",
    r"\b(?:when|year|date|day) (?:was|were) .*?\b(\w+ed)\s*\?*$",
    r"\bhow many (?:people|persons|men|women|children) (\w+) (?:for|as|with)\b",
    r"\b(?:did|does|do) (?:the |its |an? )?[\w-]+ (\w+)"
    r"(?:\s+(?:in|by|during|from|at|on|over|between)\b[^?]*)?\s*\?*$",
)
_COUNTED = re.compile(
    r"\bhow many (?!of (?:the|these|those|all|its|their|them)\b)"
    r"(?P<words>(?:(?!did |does |the )[a-z-]+ ){1,5})(?P<last>[a-z-]+)?",
    re.IGNORECASE,
)
_NEXT_NOT = frozenset("victims people suspects claims posts".split())
_NO_FIGURE = re.compile(
    r"^\s*(?:who|whom|whose|why|where)\b|\bneither\b"
    r"|^\s*what (?:did|do|does|will|should|can) .*\b(?:do|say|think|happen|mean|want|need)\s*\?*$"
    r"|^\s*(?:which|what) (?!year|date|month|day|fiscal|share|percentage|proportion|number|amount)"
    r"\w+ [^?]*\b(?:most|least|highest|lowest|largest|smallest|biggest|fewest)\b",
    re.IGNORECASE,
)


def is_participle(word: str) -> bool:
    """Tells "arrested" and "sent" from nouns."""
    lower = word.lower()
    return lower in _IRREGULAR or (lower.endswith("ed") and lower not in _NOT_PARTICIPLES)


def asks_a_figure(body: str, *, bare: bool, empty: bool) -> bool:
    """Tells a question that a figure can answer from "what did the Fund do?" and from rankings.

    ``bare`` is a yes-or-no question that puts no figure forward, ``empty`` one that names nothing.
    """
    return not (bare or empty or _NO_FIGURE.search(body))


def find_focus(body: str) -> list[str]:
    """Returns the stems of the noun asked for, or of the verb's subject."""
    return _kept([m.group(1) for p in FOCUS if (m := re.search(p, body, re.IGNORECASE))])


def find_deeds(body: str) -> list[str]:
    """Returns the stems of the verb without which no sentence answers; light verbs are none."""
    found = [m.group(1) for p in DEEDS if (m := re.search(p, body, re.IGNORECASE))]
    return _kept([*found, *_counted_deed(body)])


def _counted_deed(body: str) -> list[str]:
    """Returns the participle of "how many suspects were arrested"."""
    match = _COUNTED.search(body)
    if match is None:
        return []
    words = [*match["words"].split(), *([match["last"]] if match["last"] else [])]
    for at, word in enumerate(words[1:], start=1):
        following = words[at + 1].lower() if at + 1 < len(words) else ""
        if is_participle(word) and following not in _NEXT_NOT:
            return [word]
    return []


def _kept(words: list[str]) -> list[str]:
    stems = [stem(word) for word in words if word.lower() not in FUNCTION_WORDS]
    return [word for word in stems if word not in _LIGHT_VERBS]


def find_excluded(body: str) -> tuple[str, ...]:
    """Returns the stems of "but not destroyed", "excluding children"; a bare "not" negates all."""
    match = re.search(
        r"\b(?:but not|excluding|except(?: for)?|other than)\s+([^,?]+)", body, re.IGNORECASE
    )
    return tuple(content_stems(match.group(1))) if match else ()
