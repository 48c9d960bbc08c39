"""Reduces English words to stems and names, so that "victims" meets "victim". Knows no figures.

Stems are Porter2's (Porter 2001, snowballstem.org/algorithms/english).
"""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.figures.lexicon import FUNCTION_WORDS, PERSON_NOUNS

_TOKEN = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?|\d+(?:[.,]\d+)*")
_IRREGULAR = {
    "people": "person",
    "persons": "person",
    "children": "child",
    "women": "woman",
    "men": "man",
    "feet": "foot",
    "teeth": "tooth",
    "mice": "mouse",
    "lives": "life",
}


@lru_cache(maxsize=1)
def _stemmer():  # type: ignore[no-untyped-def]  # snowballstemmer ships no types
    import snowballstemmer

    return snowballstemmer.stemmer("english")


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """Returns the stem of one word, lower case, without a possessive."""
    word = re.sub(r"['’]s?$", "", word.lower())
    return str(_stemmer().stemWord(_IRREGULAR.get(word, word)))


def find_words(text: str) -> list[tuple[str, int, int]]:
    """Returns the words and numbers of a text with their offsets."""
    return [(match.group(), match.start(), match.end()) for match in _TOKEN.finditer(text)]


def content_stems(text: str) -> list[str]:
    """Returns the stems of the words that carry meaning, in order; numbers lose their commas."""
    return [
        word.replace(",", "") if word[0].isdigit() else stem(word)
        for word, _, _ in find_words(text)
        if word.lower() not in FUNCTION_WORDS
    ]


_NUMBER_OF = re.compile(r"^(?:the\s+)?(?:total\s+)?(?:number|count|total)\s+of\s+", re.IGNORECASE)


@lru_cache(maxsize=1)
def _person_stems() -> frozenset[str]:
    return frozenset(stem(word) for word in PERSON_NOUNS)


def is_person(label: str) -> bool:
    """Tells whether the head of a label counts people ("minor victims", "cases of …" does not)."""
    label = _NUMBER_OF.sub("", label)
    head = re.split(r"\s+(?:of|in|from|with|for|at|under|over|aged)\s+", label, maxsplit=1)[0]
    words = [word for word, _, _ in find_words(head)]
    while len(words) > 1 and words[-1].endswith(("ed", "ing")):
        words.pop()  # "victims rescued"
    return bool(words) and stem(words[-1]) in _person_stems()
