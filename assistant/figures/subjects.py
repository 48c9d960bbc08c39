"""Finds the subject of the clause a share or a sum stands in. Knows nothing of figures."""

from __future__ import annotations

import re
from collections.abc import Callable

from assistant.figures.lexicon import FUNCTION_WORDS

_CLAUSE = re.compile(
    r"[.;:!?|]\s+|\n\n|,\s(?:and|but|while|with|or|which|who)\s|\s[—–-]\s"
    r"|\b(?:while|whereas|but|as|because|that|when|although|where)\s"
    # "rose 8.1 percent to 99.20 yuan and Sichuan Swellfun rallied 7 percent"
    r"|(?:[%\d]|\bper\s?cent|\bpoints|\byuan|\bmillion|\bbillion),?\s(?:and|while)\s"
)
_WORD = re.compile(r"[^\W\d_]+(?:['’.&-][^\W\d_]+)*|\d[\d.,]*")
_LINKS = frozenset(("of", "and", "for", "in", "on", "&", "the", "its", "their"))
_LEADS = re.compile(
    r"\s*(?:In|During|Since|By|At|On|For|After|Before|Last|This)\s[^,]{2,40},\s|\s*(?:In|By|Since|During)\s\d{4}\s"
)
# Words that open a clause and are no noun.
_EMPTY = frozenset(
    "now yesterday today tomorrow unless indeed meanwhile instead still then so once finally "
    "earlier later nearly almost fully roughly again together probably likely now's".split()
)
_REACH = 200
_MAX_WORDS = 9


def find_subject(text: str, end: int, ends_phrase: Callable[[str, list[str]], bool]) -> str | None:
    """Returns the noun phrase that opens the clause before text[end], or None.

    ``ends_phrase`` tells whether a word, after the words before it, cannot belong to a noun phrase.
    Clauses that open with no noun ("and fell 5%") take the clause before them.
    """
    reach = max(0, end - _REACH)
    if reach and text[reach - 1].isalnum():
        reach = text.find(" ", reach, end) + 1 or end
    before = text[reach:end]
    clauses = _CLAUSE.split(before)
    for clause in reversed(clauses[-3:]):
        lead = _LEADS.match(clause)
        subject = _opening_phrase(clause[lead.end() :] if lead else clause, ends_phrase)
        if subject:
            return subject
    return None


_MEASURED = re.compile(r"\s(?:of|worth)\s+(?:up\sto\s|between\s|from\s)?$", re.IGNORECASE)
_BACK = 60


def find_measured(text: str, end: int, ends_phrase: Callable[[str, list[str]], bool]) -> str | None:
    """Returns what is put at the figure at text[end:] ("a fine of $3 billion": "fine"), or None."""
    match = _MEASURED.search(text, max(0, end - _BACK), end)
    if match is None:
        return None
    words: list[str] = []
    for word in reversed(_WORD.findall(text, max(0, match.start() - _BACK), match.start())):
        if word[0].isdigit() or word.lower() in _LINKS or ends_phrase(word.lower(), [""]):
            break
        words.insert(0, word)
        if len(words) == 4:
            break
    if words and words[-1].lower() in ("total", "average", "sum", "maximum", "minimum"):
        return None
    return " ".join(words) or None


def _opening_phrase(clause: str, ends_phrase: Callable[[str, list[str]], bool]) -> str | None:
    words: list[str] = []
    for match in _WORD.finditer(clause):
        word = match.group()
        lower = word.lower()
        if word[0].isdigit():
            if words:
                break
            continue
        if words and (lower not in _LINKS and ends_phrase(lower, [""])):
            break
        empty = lower in FUNCTION_WORDS or lower in _EMPTY
        if words or not (empty or ends_phrase(lower, [""])):
            words.append(word)
        if len(words) == _MAX_WORDS:
            break
    while words and words[-1].lower() in FUNCTION_WORDS:
        words.pop()
    return " ".join(words) or None
