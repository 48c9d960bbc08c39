"""The words that say something rose or fell, in all their forms. Knows no text around them."""

from __future__ import annotations

# A verb a line: its base form, and after it the forms that do not follow from that.
_RISE = """
rise rose risen
grow grew grown
climb
jump
surge
soar
increase
rally
advance
spike
expand
strengthen
rebound
leap leapt
skyrocket
rocket
"""
_FALL = """
fall fell fallen
drop
slide slid
slip
slump
sink sank sunk
decline
decrease
tumble
plunge
plummet
dip
retreat
shrink shrank shrunk
contract
ease
weaken
"""
# With an object these do something else ("lost 300 jobs", "raised $5 million").
_RAISE = """
gain
add
raise
boost
widen
"""
_CUT = """
lose lost
shed
cut
reduce
lower
narrow
halve
"""
_RISES_NOUNS = """
rise increase growth jump surge climb upturn uptick hike expansion improvement rebound
"""
_FALLS_NOUNS = """
decrease fall drop decline dip slump reduction slide plunge contraction downturn cut shrinkage
"""
_DOUBLED = ("drop", "slip", "dip", "shed", "cut")


def forms_of(base: str, *irregular: str) -> tuple[str, ...]:
    """Returns a verb's forms: base, "rises", past and participle, "rising"."""
    stem = base.removesuffix("e")
    doubled = base + base[-1] if base in _DOUBLED else None
    past = irregular or (base if base in ("shed", "cut") else _past(base, stem, doubled),)
    third = base[:-1] + "ies" if base.endswith("ly") else base + "s"
    return (base, third, *past, (doubled or stem) + "ing")


def _past(base: str, stem: str, doubled: str | None) -> str:
    if base.endswith("ly"):
        return base[:-1] + "ied"
    return (doubled or stem) + "ed"


def _verbs(lines: str) -> tuple[str, ...]:
    return tuple(form for line in lines.strip().splitlines() for form in forms_of(*line.split()))


def _nouns(words: str) -> tuple[str, ...]:
    return tuple(form for word in words.split() for form in (word, f"{word}s"))


RISES = ("up", "higher", *_verbs(_RISE))
FALLS = ("down", "lower", *_verbs(_FALL))
"""What says a rise or a fall of its subject, particles included."""

RAISES = _verbs(_RAISE)
CUTS = _verbs(_CUT)
"""Verbs that say a change of their object, and only with "by", "to" or a percentage."""

RISE_NOUNS = _nouns(_RISES_NOUNS)
FALL_NOUNS = _nouns(_FALLS_NOUNS)

CHANGE_VERBS = frozenset((*RISES, *FALLS, *RAISES, *CUTS))
# A gain or loss of $5 million is a level, and yet no thing that is counted.
CHANGE_NOUNS = frozenset((*RISE_NOUNS, *FALL_NOUNS, *_nouns("change gain"), "loss", "losses"))


def either(*words: str) -> str:
    """Returns regex source for any of the words, the longest first, grouped by first letter."""
    groups: dict[str, list[str]] = {}
    for word in sorted(set(words), key=lambda word: (-len(word), word)):
        groups.setdefault(word[0], []).append(word[1:])
    return "|".join(f"{first}(?:{'|'.join(rest)})" for first, rest in sorted(groups.items()))
