"""Tells what language a text is in by its commonest words or its script. Knows no file format."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

_COMMON = {
    "en": "the of and to in is that for with was are by from this which",
    "fr": "le la les de des et dans est une pour que sur par au aux sont avec du",
    "de": "der die und das den von mit für auf ist des im nicht ein eine zu werden",
    "es": "el la los las de y en que del por con una para se es al como",
    "pt": "o os as de e do da em que dos das para com uma não no na",
    "it": "il di che la e per un del della dei con una sono nel delle alla gli",
    "nl": "de het een van en in is dat op te voor met zijn aan door worden niet",
    "sv": "och att det som en är för av på med den till ett inte har från",
    "da": "og i at det er en til af på for med den der ikke som et blev",
    "nb": "og i det er en til av på for med som ikke et har ble fra",
    "fi": "ja on ei se että oli ovat myös sekä joka mukaan kuin vuonna",
    "pl": "i w na z się do nie jest że od przez oraz dla po są",
    "cs": "a v na se je že s z do o pro jsou který podle také",
    "hu": "a az és hogy nem egy is meg volt van ezt mint",
    "ro": "și de la în a cu pentru din care este pe sau ale unei",
    "tr": "ve bir bu için ile da de olarak olan daha en gibi kadar",
    "id": "dan yang di dari untuk dengan pada dalam ini adalah tidak oleh",
    "ru": "и в на не что с по для это от как при из",
    "uk": "і в на не що з та для до від як це за",
}
_WORDS = {language: frozenset(words.split()) for language, words in _COMMON.items()}
_SHARED = Counter(word for words in _WORDS.values() for word in words)
_SCRIPTS = {"HANGUL": "ko", "HIRAGANA": "ja", "KATAKANA": "ja", "CJK": "zh", "GREEK": "el"} | {
    "HEBREW": "he",
    "THAI": "th",
    "GEORGIAN": "ka",
    "ARMENIAN": "hy",
}
_WORD = re.compile(r"[^\W\d_]+")
_READ = 40_000
_WORDS_AT_LEAST = 50
_LETTERS_AT_LEAST = 100
# In running text these are 0.10 and more; in tables of names another language's reach 0.07.
_SHARE_AT_LEAST = 0.09
_AHEAD = 2
# "El" and "W" in a table of names and places are no language.
_DIFFERENT_AT_LEAST = 5


def find_language(text: str) -> str | None:
    """Returns the language's ISO 639-1 code, None where it is not plain."""
    words = [word.lower() for word in _WORD.findall(text[:_READ])]
    return _by_script("".join(words)) or _by_words(words)


def _by_words(words: list[str]) -> str | None:
    if len(words) < _WORDS_AT_LEAST:
        return None
    counted = Counter(words)
    shares = {
        # What several languages have tells them apart the less.
        language: sum(counted[word] / _SHARED[word] for word in common) / len(words)
        for language, common in _WORDS.items()
    }
    first, second = sorted(shares, key=lambda language: -shares[language])[:2]
    is_plain = shares[first] >= _SHARE_AT_LEAST and shares[first] >= _AHEAD * shares[second]
    different = sum(word in counted for word in _WORDS[first])
    return first if is_plain and different >= _DIFFERENT_AT_LEAST else None


def _by_script(letters: str) -> str | None:
    if len(letters) < _LETTERS_AT_LEAST:
        return None
    scripts = Counter(_SCRIPTS.get(_script_of(letter), "") for letter in letters[:4000])
    # Japanese has more Chinese characters than kana; Chinese has no kana at all.
    if scripts["ja"] > len(letters[:4000]) // 20:
        scripts["ja"] += scripts.pop("zh", 0)
    language, count = scripts.most_common(1)[0]
    return language if language and count * 2 > len(letters[:4000]) else None


def _script_of(letter: str) -> str:
    return unicodedata.name(letter, "").split(" ")[0] if letter > "\u024f" else ""
