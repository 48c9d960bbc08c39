"""What the evidence holds for one question, best first. Knows nothing of arithmetic or wording."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.figures import Outcome, compare_values, content_stems, labels_agree
from assistant.reading.ages import find_ages, find_bands
from assistant.reading.asking import COUNTS
from assistant.reading.candidates import Candidate, judge_candidates, rank_candidates
from assistant.reading.certainty import certainty_of
from assistant.reading.conflicts import prefer
from assistant.reading.form import TOTAL
from assistant.reading.question import Question
from assistant.reading.ranker import calibrated, load_network
from assistant.reading.refusing import find_mismatch
from assistant.reading.surroundings import YEAR
from assistant.reading.synonyms import means_same
from assistant.reading.weights import SLACK
from assistant.records import Evidence, Figure

Find = Callable[[str], Sequence[Evidence]]


@dataclass(frozen=True, slots=True)
class Reading:
    """What was found for one question: the candidates, how much speaks for the first, the chance
    that it is right, the bands.

    ``certainty`` is set by hand and decides whether to answer; ``chance`` is calibrated, and told.
    ``bands`` are the candidates that add up to the ages asked for, where no figure states them.
    """

    question: Question
    candidates: tuple[Candidate, ...]
    certainty: float
    chance: float
    bands: tuple[Candidate, ...] = ()


def read_evidence(question: Question, find: Find, *, within: str | None = None) -> Reading:
    """Returns what the evidence holds; of the report ``within`` first, where it holds anything."""
    candidates = rank_candidates(question, find(question.text))
    home = "" if question.source else within or ""
    candidates.sort(key=lambda candidate: candidate.figure.report_id != home)
    candidates = of_kind(question, candidates)
    bands: tuple[Candidate, ...] = ()
    wanted = _wanted_ages(question)
    if wanted is not None and question.kinds & COUNTS:
        bands = _find_bands(wanted, question, candidates)
        candidates = [c for c in candidates if _fits_ages(c, wanted, question)]
    candidates = judge_candidates(candidates)
    candidates.sort(key=lambda candidate: candidate.figure.report_id != home)
    # What is preferred states the same as the likeliest: the chance is of that.
    chance = chance_of(candidates)
    if candidates:
        best = _asserted_first(question, candidates)
        best = _fitting(question, best, candidates)
        best = _total_of(question, best, candidates) if not question.asserted else best
        chosen = prefer(best, candidates[:40], question, slack=SLACK)
        candidates = [chosen, *(c for c in candidates if c is not chosen)]
    certainty = certainty_of(candidates)
    return Reading(
        question, tuple(candidates), certainty, max(chance, chance_of(candidates)), bands
    )


def of_kind(question: Question, candidates: Sequence[Candidate]) -> list[Candidate]:
    """Returns those that may be of a kind asked for."""
    return [c for c in candidates if c.signals.kind > 0 or not question.kinds]


def chance_of(candidates: Sequence[Candidate]) -> float:
    """Returns the chance, 0 to 1, that the first candidate's value is the answer's."""
    if not candidates:
        return 0.0
    best = candidates[0].figure
    every = sum(c.chance for c in candidates if c.figure.value == best.value)
    network = load_network()
    return calibrated(every, network.scale, network.shift)


def _asserted_first(question: Question, candidates: Sequence[Candidate]) -> Candidate:
    """Returns the figure that a yes-or-no question puts forward, where a fitting one states it.

    Its clause must say as much of the question as any rival's: in "destroyed 318 houses and damaged
    a further 1,904", nothing says that 1,904 were destroyed.
    """
    best = candidates[0]
    if not question.asserted:
        return best
    close = [c for c in candidates if c.score >= best.score - 2 * SLACK and c.signals.target > 0]
    most = max((c.signals.clause for c in close), default=0.0)
    for candidate in close:
        same = compare_values(question.asserted[0], candidate.figure).outcome is Outcome.SAME
        if same and candidate.signals.clause >= most - SAID_LESS:
            return candidate
    return best


SAID_LESS = 0.05
"""How much less of the question a figure's clause may say than a rival's, and still fit as well."""


def _fitting(question: Question, best: Candidate, candidates: Sequence[Candidate]) -> Candidate:
    """Returns the best figure that nothing speaks against, where one stands close behind."""
    if find_mismatch(question, best) is None:
        return best
    for other in candidates:
        close = other.score >= best.score - SLACK and other.signals.kind == 1
        if close and find_mismatch(question, other) is None:
            return other
    return best


def _wanted_ages(question: Question) -> tuple[int, int | None] | None:
    if question.ages is not None:
        return question.ages
    # Minors and children are those under 18 (UN Convention on the Rights of the Child, article 1).
    if {"minor", "child"} & set(question.terms) and not {"minor", "child"} & set(question.target):
        return (0, 18)
    return None


def _fits_ages(candidate: Candidate, wanted: tuple[int, int | None], question: Question) -> bool:
    """Tells whether a count is of the ages asked for, or of minors where minors are asked for."""
    figure = candidate.figure
    ages = find_ages(f"{figure.label or ''} {figure.scope or ''}")
    if ages is not None:
        return ages == wanted
    if question.ages is None:
        return True
    return figure.kind not in COUNTS or (wanted == (0, 18) and labels_agree(figure.label, "minors"))


def _find_bands(
    wanted: tuple[int, int | None], question: Question, candidates: Sequence[Candidate]
) -> tuple[Candidate, ...]:
    """Returns the counts of one statement or table whose age bands join to the ages asked for."""
    groups: dict[tuple[str, int, str], list[Candidate]] = {}
    for candidate in candidates:
        figure = candidate.figure
        if figure.kind in COUNTS and _counts_target(figure, question):
            key = (figure.report_id, candidate.evidence.passage.start, figure.unit or "")
            groups.setdefault(key, []).append(candidate)
    for group in groups.values():
        exact = [c for c in group if _ages_of(c.figure) == wanted]
        bands = None if exact else find_bands(wanted, [c.figure for c in group])
        if bands is not None:
            return tuple(next(c for c in group if c.figure is band) for band in bands)
    return ()


def _counts_target(figure: Figure, question: Question) -> bool:
    """Tells whether a band's label counts what is asked: victims, where minors among them are."""
    label = content_stems(figure.label or "")
    return any(means_same(word, asked) for word in label for asked in question.target)


def _is_named(question: Question, row: str) -> bool:
    """Tells whether a question names a row: a name whole ("Middle Reach"), else by any word."""
    known = {*question.terms, *question.target, *question.years}
    words = {*content_stems(row), *YEAR.findall(row)}
    is_name = len(words) > 1 and all(word[:1].isupper() for word in row.split())
    return words <= known if is_name else bool(words & known)


def _total_of(question: Question, best: Candidate, candidates: Sequence[Candidate]) -> Candidate:
    """Returns the total of the best figure's column where the question names none of its rows."""
    parts = set((best.figure.label or "").split(", "))
    if best.signals.row == 0 or len(parts) < 2 or TOTAL.search(best.figure.label or ""):
        return best
    for other in candidates:
        label = other.figure.label or ""
        same = other.evidence.passage == best.evidence.passage
        shared = parts & set(label.split(", "))
        named = _is_named(question, " ".join(parts - shared))
        if same and shared and TOTAL.search(label) and not named and other.signals.kind == 1:
            return other
    return best


def _ages_of(figure: Figure) -> tuple[int, int | None] | None:
    return find_ages(f"{figure.label or ''} {figure.scope or ''}")
