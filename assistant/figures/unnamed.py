"""Words that name nothing by themselves and so are no label. Knows no text around them."""

from __future__ import annotations

from assistant.figures.lexicon import MONTHS

TIMES = frozenset(
    "year years month months week weeks day days quarter quarters time times period periods decade "
    "century hour hours minute minutes season".split()
)
# Adjectives and adverbs that stand where a noun would: "rose an annual 6%", "was constant at 12".
_QUALITIES = frozenset(
    (
        "little much poor good excellent fair high low non-existent available due likely unchanged "
        "stable avoided determined representing constant steady flat alive annual yearly monthly "
        "weekly daily quarterly further additional extra whopping steep sharp slight small large "
        "big strong rapid mere staggering modest similar upward upwards downward downwards largest "
        "biggest highest smallest lowest clear ready able worth live still yet away back ahead new "
        "old outstanding long short i ii iii iv v vi vii viii ix x"
    ).split()
)
_COUNTS = frozenset("total number figure average mean median".split())
NAMELESS = frozenset(
    (
        *TIMES,
        *_QUALITIES,
        *_COUNTS,
        *(month for month in MONTHS if len(month) > 3 or month == "may"),
    )
)
"""What cannot stand alone as a label."""


# "12 offices worldwide": these follow a noun and are no part of it.
BEHIND_NOUNS = frozenset(
    "worldwide nationwide statewide countrywide nearby adrift abroad overseas online ashore aboard "
    "upstream downstream whilst".split()
)
"""Adverbs of place that end a noun phrase."""


def names_nothing(words: str) -> bool:
    """Tells a label that could be anything's: "total", "August", "a whopping"."""
    return all(word.strip(",.") in NAMELESS or word[:1].isdigit() for word in words.lower().split())
