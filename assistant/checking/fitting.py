"""Tells whether a report's figure is of the same thing as a claimed one, values aside.

Knows nothing of verdicts.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from assistant.checking.asked import COMMON, Asked, counts_people, is_general
from assistant.checking.rewording import is_reworded
from assistant.checking.sources import Source
from assistant.figures import CHANGE_VERBS, changes_agree, is_percent, stem, units_agree
from assistant.reading.synonyms import means_same
from assistant.records import Figure, Kind

ENOUGH = 0.6
"""The least share of a claim's words that a report must have before its figure can be meant."""

SURE = 0.75
"""The least share before a different figure speaks against the claim."""

AROUND = 0.7
"""What a word in the passage counts for beside one in the sentence itself."""

_WORDS = 3
"""A sentence needs more words than this to be known again by them."""

_COUNTS = frozenset({Kind.COUNT, Kind.NUMBER})
_MOVES = frozenset(map(stem, CHANGE_VERBS))
_MINORS = frozenset({"minor", "child", "juvenil"})


@dataclass(frozen=True, slots=True)
class Fit:
    """How well a source's statement fits a claim's, 0 to 1 (2: word for word, values aside);
    ``back`` the other way round. ``tight`` where both count by the same noun."""

    source: Source
    score: float
    back: float
    tight: bool = True


def fit(asked: Asked, source: Source) -> Fit | None:
    """Returns the fit, or None where the two state different things or cannot be compared."""
    if not is_comparable(asked, source):
        return None
    if len(asked.wording) > _WORDS and asked.wording == source.wording:
        return Fit(source, 2.0, 1.0)
    if not source.in_table and is_reworded(
        asked.wording, source.wording, source.around, source.years
    ):
        return None
    if not (_label_fits(asked, source) and _scope_fits(asked, source)):
        return None
    if not (_names_fit(asked, source) and _verbs_fit(asked, source)):
        return None
    if source.in_table and (
        asked.compares or any(source.siblings.has(word) for word in asked.words)
    ):
        return None
    score = _score(asked, source)
    back = asked.everything.share(source.own.stems)
    tight = not asked.heads or not source.heads or _same_noun(asked, source)
    return Fit(source, score, back, tight) if score >= ENOUGH else None


def is_said_of(asked: Asked, found: Fit) -> bool:
    """Tells whether a figure may speak against a claim: both count by one noun, which both state,
    and the claim's label is met where the figure stands, not only somewhere around it."""
    if not found.tight or asked.figure.kind not in _COUNTS:
        return found.tight
    if bool(asked.heads) != bool(found.source.heads):
        return False
    return all(found.source.own.has(word) for word in asked.label)


def is_comparable(asked: Asked, source: Source) -> bool:
    """Tells whether the two are of kinds and units that can be compared at all."""
    one, other = asked.figure, source.figure
    if changes_agree(one, other) is None:
        return False  # by how much it rose is no other value of how much it is
    single = {Kind.DATE, Kind.AGE, Kind.DURATION}
    if {one.kind, other.kind} & single:
        return one.kind is other.kind and (one.kind is Kind.DATE or one.unit == other.unit)
    if (one.kind is Kind.RATE) != (other.kind is Kind.RATE):
        return _is_share(one) and is_percent(other.unit)
    return units_agree(in_form_of(one, other), other)


def _label_fits(asked: Asked, source: Source) -> bool:
    if source.in_table:
        return _cell_fits(asked, source)
    if asked.figure.kind not in _COUNTS or not asked.heads:
        return all(_met(word, source) for word in asked.label)
    label = source.figure.label
    if is_general(asked.figure.label):
        return label is None or counts_people(label)
    if not source.heads:
        return asked.inherited
    if asked.inherited and is_general(label):
        return True  # "of those found, 162 were …": the report counts the same as people
    if heads_meet(asked.heads, source.heads):
        modifiers = [word for word in asked.label if word not in asked.heads]
        return all(_met(word, source) for word in modifiers)
    if heads_meet(asked.others, source.heads):
        return False  # in "10 minors and 10 foreigners" the foreigners are counted, and not here
    # "10 suspects were foreigners" and "of the suspects, 10 foreigners": each names both.
    return source.own.share(asked.heads) == 1.0 and asked.everything.share(source.heads) == 1.0


def _same_noun(asked: Asked, source: Source) -> bool:
    if source.in_table and source.own.share(asked.heads) == 1.0:
        return True  # "Households reached, Upper Basin" counts households
    return heads_meet(asked.heads, source.heads)


def heads_meet(some: frozenset[str], others: frozenset[str]) -> bool:
    """Tells whether any noun of the one is, or means, one of the other."""
    return any(means_same(one, other) for one in some for other in others)


def _cell_fits(asked: Asked, source: Source) -> bool:
    """A cell is meant where its row is named, its column is, and the claim's label is met there."""
    aged = asked.ages is not None and asked.ages == source.ages
    if source.key and not aged and asked.everything.share(source.key) < 0.5:
        return False
    if source.column and not any(asked.everything.has(word) for word in source.column):
        return False
    if is_general(asked.figure.label):
        return counts_people(source.figure.label)
    return all(_met(word, source) for word in asked.label)


def _scope_fits(asked: Asked, source: Source) -> bool:
    if asked.negated != source.negated:
        return False
    if asked.years and not asked.years & source.years:
        return False
    if asked.role and source.role and asked.role != source.role:
        return False
    if asked.ages == source.ages:
        return True
    minors = any(asked.everything.has(word) for word in _MINORS)
    if asked.ages is None:
        return source.ages == (0, 18) and minors
    return source.ages is None and asked.ages == (0, 18) and bool(source.heads & _MINORS)


def _names_fit(asked: Asked, source: Source) -> bool:
    if not all(_met(word, source) for word in asked.names):
        return False
    bags = (source.own, source.around, source.siblings)
    return all(any(bag.has(word) for bag in bags) for word in asked.far_names)


def _verbs_fit(asked: Asked, source: Source) -> bool:
    for verb in _open_verbs(asked, source):
        if not source.own.has(verb) and not (source.in_table and source.around.has(verb)):
            return False
    return True


def _open_verbs(asked: Asked, source: Source) -> list[str]:
    """Returns the verbs still to be met: "began on" is met by "from" before the same date."""
    if asked.figure.change and source.figure.change:
        # Which way it went is judged with the value.
        return [verb for verb in asked.verbs if verb not in _MOVES]
    if asked.role and asked.role == source.role:
        return [verb for verb in asked.verbs if not means_same(verb, asked.role)]
    return list(asked.verbs)


def _met(word: str, source: Source) -> float:
    """Returns 1 for a word of the source's own, less for one around it, 0 for another figure's."""
    if source.own.has(word):
        return 1.0
    if source.siblings.has(word):
        return 0.0
    return AROUND if source.around.has(word) else 0.0


def _score(asked: Asked, source: Source) -> float:
    # Who counted or acted in general ("police", "officials") tells one figure from another only
    # where the report names them too.
    words = [word for word in asked.words if word not in COMMON or _met(word, source)]
    near = [*asked.label, *_open_verbs(asked, source), *words]
    met = [_met(word, source) for word in near]
    far = [
        float(source.own.has(word) or source.around.has(word) or source.siblings.has(word))
        for word in asked.rest
    ]
    if not near:
        return sum(far) / len(far) if far else 0.0
    score = sum(met) / len(met)
    return score if not far else 0.8 * score + 0.2 * sum(far) / len(far)


def in_form_of(claimed: Figure, source: Figure) -> Figure:
    """Returns the claimed figure as it compares with a source's: a share in percent beside a
    percentage, a date without a year in the source's year."""
    if isinstance(claimed.value, str):
        if has_no_year(claimed) and isinstance(source.value, str) and not has_no_year(source):
            return replace(claimed, value=source.value[:4] + claimed.value[1:])
        if has_no_year(source) and claimed.value[4:5] == "-":
            return replace(claimed, value="-" + claimed.value[4:])
        return claimed
    if _is_share(claimed) and is_percent(source.unit):
        return replace(claimed, value=claimed.value * 100, unit="%", kind=Kind.PERCENT)
    return claimed


def has_no_year(figure: Figure) -> bool:
    """Tells whether a figure is a day of no stated year."""
    return isinstance(figure.value, str) and figure.value.startswith("--")


def _is_share(figure: Figure) -> bool:
    return figure.kind is Kind.RATE and figure.unit is None and figure.upper is None
