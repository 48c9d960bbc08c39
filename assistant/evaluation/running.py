"""Runs a set of known numbers against a library. Knows nothing of printing or thresholds."""

from __future__ import annotations

import re
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from assistant.assistant import Library
from assistant.evaluation.scoring import Score, citations_of, score
from assistant.evaluation.sets import KnownSet, Question, id_of
from assistant.records import Answer, Citation, Failure
from assistant.settings import Settings

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Asked:
    """What asking a set's questions gave.

    ``citations`` counts every citation shown; ``not_verbatim`` those whose quote is not the
    report's text at its offsets (none, or the product is broken). ``failed`` names the files
    that could not be read, whose questions then cannot be answered.
    """

    scores: tuple[Score, ...]
    failed: tuple[Failure, ...]
    citations: int
    not_verbatim: int
    seconds: float


@contextmanager
def library_of(
    known: KnownSet, settings: Settings, *, folder: Path | None, on_progress: Progress
) -> Iterator[tuple[Library, tuple[Failure, ...]]]:
    """Opens a library of a set's files: in ``folder``, kept there for the next run, or a
    temporary one. Gives the library and the files that could not be read."""
    with tempfile.TemporaryDirectory(prefix="assistant-eval-") as temporary:
        place = folder or Path(temporary) / "reports.library"
        with Library.open(place, settings=replace(settings, library=str(place))) as library:
            on_progress(f"Adding the reports of {known.name}")
            added = library.add([str(known.folder)])
            yield library, added.failed


def ask_all(
    known: KnownSet,
    questions: Sequence[Question],
    settings: Settings,
    *,
    folder: Path | None = None,
    on_progress: Progress,
) -> Asked:
    """Asks each question alone, one after the other, in one library of all the set's files."""
    started = time.perf_counter()
    ids = {path.name: id_of(path) for path in known.files}
    scores: list[Score] = []
    citations = wrong = 0
    with library_of(known, settings, folder=folder, on_progress=on_progress) as (library, failed):
        text_of = lru_cache(maxsize=64)(library.text)
        for number, question in enumerate(questions, start=1):
            answer = _ask(library, question)
            bad = [c for c in answer.citations if text_of(c.report_id)[c.start : c.end] != c.quote]
            citations += len(answer.citations)
            wrong += len(bad)
            allowed = [ids[doc] for doc in question.docs if doc in ids]
            scores.append(
                score(
                    question,
                    answer,
                    report_ids=allowed,
                    exact=known.exact,
                    misplaced=known.exact and _misses_evidence(question, answer, text_of),
                    problem="a quote is not the report's text" if bad else "",
                )
            )
            if number % 25 == 0 or number == len(questions):
                on_progress(f"Asked {number} of {len(questions)}")
    return Asked(tuple(scores), failed, citations, wrong, time.perf_counter() - started)


def meets(text: str, evidence: str, citation: Citation) -> bool:
    """Says whether a citation overlaps a place where the evidence stands, spaces and bars aside."""
    words = r"[\s|]+".join(re.escape(word) for word in evidence.replace("|", " ").split())
    return any(
        match.start() < citation.end and citation.start < match.end()
        for match in re.finditer(words, text)
    )


def _ask(library: Library, question: Question) -> Answer:
    started = time.perf_counter()
    answer = library.ask(question.question, history=question.history)
    return replace(answer, seconds=time.perf_counter() - started)


def _misses_evidence(question: Question, answer: Answer, text_of: Callable[[str], str]) -> bool:
    """Says whether a place the first figure was read at meets none of the evidence known.

    Evidence may have several pieces (the operands of a sum, two reports that state one figure).
    """
    if answer.abstained or not answer.figures or not question.evidence:
        return False
    return any(
        not any(meets(text_of(place.report_id), piece, place) for piece in question.evidence)
        for place in citations_of(answer, answer.figures[0])
    )
