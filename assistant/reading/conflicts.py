"""Finds figures that disagree with the one chosen. Knows nothing of wording or stores."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from assistant.editions import same_series
from assistant.figures import compare_values, content_stems, units_agree
from assistant.figures.lexicon import MONTHS
from assistant.reading.ages import find_ages
from assistant.reading.candidates import Candidate
from assistant.reading.definitions import own_words
from assistant.reading.disagreement import Judged, is_same_value, judge
from assistant.reading.periods import same_time
from assistant.reading.question import Question
from assistant.reading.said import Said
from assistant.records import ConflictKind, Figure, Modifier

SAME_CLAUSE = 0.4
"""How far two statements may differ in the share of the question their clauses say."""


MOST_SUPPORT = 3
"""How many other places that state an answer's figure are cited with it."""

FAR = Decimal("0.25")
"""Two values further apart than this share of the larger are taken to count different things."""


def same_statement(one: Candidate, other: Candidate) -> bool:
    """Tells whether two candidates say the same thing of the same people, place and period."""
    first, second = one.figure, other.figure
    if first.kind is not second.kind or not units_agree(first, second):
        return False
    if not (_labels_equal(first, second) or _worded_alike(one, other)):
        return False
    # The same label with another verb is another statement (households reached, interviewed), and
    # so, far more often than not, is a value that is nowhere near.
    if abs(one.signals.clause - other.signals.clause) > SAME_CLAUSE or not is_near(first, second):
        return False
    return same_time(_said(one), _said(other)) is not False


def is_near(one: Figure, other: Figure) -> bool:
    """Tells whether two values are near enough to be of one thing; always so for dates."""
    if isinstance(one.value, str) or isinstance(other.value, str):
        return True
    return abs(one.value - other.value) <= FAR * max(abs(one.value), abs(other.value))


def find_conflicts(
    best: Candidate, candidates: Sequence[Candidate], *, slack: float
) -> list[tuple[Candidate, Judged]]:
    """Returns the candidates that give another value for the same thing, each with the reason.

    Only those scoring within ``slack`` of the best count, one a value, primary reports first.
    Figures of another period are no conflict of an answer.
    """
    found: list[tuple[Candidate, Judged]] = []
    seen = {str(best.figure.value)}
    agreeing = {_place(c) for c in candidates if is_same_value(best.figure, c.figure)}
    for other in sorted(candidates, key=lambda c: not c.evidence.report.primary):
        key = str(other.figure.value)
        # A plan to reach 10,000 does not contradict the 12,370 that were reached.
        planned = other.signals.aim != best.signals.aim
        if other.score < best.score - slack or key in seen or planned:
            continue
        # A sentence that has the best's own value, too, gives the other for something else.
        if _place(other) in agreeing or not same_statement(best, other):
            continue
        judged = judge(_said(best), _said(other))
        if judged is not None and _is_told(judged.kind, best.figure, other.figure):
            seen.add(key)
            found.append((other, judged))
    return found


def find_support(
    best: Candidate, candidates: Sequence[Candidate], *, slack: float
) -> list[Candidate]:
    """Returns up to ``MOST_SUPPORT`` other places that state the figure, one a report at first,
    primary reports before the press."""
    alike = [
        other
        for other in candidates
        if other.score >= best.score - slack
        and other.signals.aim == best.signals.aim
        and _place(other) != _place(best)
        and is_same_value(best.figure, other.figure)
        and same_statement(best, other)
    ]
    own = best.evidence.report.id
    alike.sort(key=lambda c: (not c.evidence.report.primary, c.evidence.report.id == own))
    places: dict[tuple[str, int], Candidate] = {}
    for other in alike:
        places.setdefault(_place(other), other)
    firsts = {c.evidence.report.id: c for c in reversed(places.values())}
    ordered = sorted(places.values(), key=lambda c: firsts[c.evidence.report.id] is not c)
    return ordered[:MOST_SUPPORT]


def _place(candidate: Candidate) -> tuple[str, int]:
    return candidate.figure.report_id, candidate.figure.sentence_start


def _is_told(kind: ConflictKind, one: Figure, other: Figure) -> bool:
    """Tells whether a difference is told beside an answer: within one report only a rounding is,
    for what else its sentences count is seldom the same."""
    if kind is ConflictKind.DIFFERENT_PERIOD:
        return False
    return kind.agrees or one.report_id != other.report_id


def prefer(
    best: Candidate, candidates: Sequence[Candidate], question: Question, *, slack: float
) -> Candidate:
    """Returns the candidate to stand on among those that state the same thing as the best.

    A primary source comes before a press report, the newer edition before the older, an exact
    figure before a hedged one; what the question itself names (a source, an edition) comes first.
    """
    # The best may stand far down: it is not always among the candidates given.
    alike = [best] + [
        other
        for other in candidates
        if other is not best
        and other.score >= best.score - (slack if best.evidence.report.primary else 2 * slack)
        and same_statement(best, other)
        and other.signals.title >= best.signals.title
        and other.signals.edition >= best.signals.edition
    ]
    newest = not question.edition

    def merit(c: Candidate) -> tuple[bool, str, bool, float]:
        series = newest and _same_series(best, c)
        return (
            c.evidence.report.primary,
            (c.evidence.report.published or "") if series else "",
            c.figure.modifier is Modifier.EXACT,
            c.score,
        )

    if any(_same_series(best, c) and c.evidence.report != best.evidence.report for c in alike):
        alike = [c for c in alike if _same_series(best, c)]
    return _exact_of(max(alike, key=merit), candidates, slack=slack)


def _exact_of(best: Candidate, candidates: Sequence[Candidate], *, slack: float) -> Candidate:
    """Returns the exact figure of the same report that a hedged headline rounds, if any."""
    if best.figure.modifier is Modifier.EXACT or isinstance(best.figure.value, str):
        return best
    for other in candidates:
        if (
            other.score >= best.score - 2 * slack
            and other.figure.modifier is Modifier.EXACT
            and other.figure.report_id == best.figure.report_id
            and other.figure.kind is best.figure.kind
            and other.figure.value != best.figure.value
            and _labels_equal(best.figure, other.figure)
            and _rounds_to(best.figure, other.figure)
        ):
            return other
    return best


def _rounds_to(hedged: Figure, exact: Figure) -> bool:
    """Tells whether a hedged figure is the exact one rounded, by a tenth at the most."""
    if isinstance(hedged.value, str) or isinstance(exact.value, str):
        return False
    near = abs(hedged.value - exact.value) <= abs(exact.value) / 10
    return near and compare_values(hedged, exact).passes


def _said(candidate: Candidate) -> Said:
    passage = candidate.evidence.passage
    return Said(
        candidate.figure, candidate.evidence.report, candidate.sentence, " › ".join(passage.heading)
    )


def _same_series(one: Candidate, other: Candidate) -> bool:
    return same_series(one.evidence.report, other.evidence.report)


def _labels_equal(one: Figure, other: Figure) -> bool:
    first, second = set(content_stems(one.label or "")), set(content_stems(other.label or ""))
    if not first or not second or not (first <= second or second <= first):
        return False
    return _same_scope(one, other)


def _worded_alike(one: Candidate, other: Candidate) -> bool:
    """Tells whether two figures without labels stand in sentences of nearly the same words."""
    if one.figure.label or other.figure.label:
        return False
    first, second = (
        {word for word in content_stems(c.sentence) if not word[0].isdigit()} for c in (one, other)
    )
    return len(first & second) >= 0.7 * len(first | second)


def _same_scope(one: Figure, other: Figure) -> bool:
    """Tells whether two scopes can be of the same group: equal ages, and no two different names."""
    if find_ages(own_words(one)) != find_ages(own_words(other)):
        return False
    first, second = _names(one), _names(other)
    return not (first and second and not first & second)


def _names(figure: Figure) -> set[str]:
    names = re.findall(r"\b[A-Z][a-z]+\b", figure.scope or "")
    return {name for name in names if name.lower() not in MONTHS}
