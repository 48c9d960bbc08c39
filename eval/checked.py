"""Measures the checker: true sentences, the same ones changed, a draft, speed. Knows no retrieval.

    python eval/checked.py FOLDER [--count 500] [--misses]      # sentences of FOLDER's reports
    python eval/checked.py --speed                              # 1,000 words, 10,000 passages

Sentences with a figure are taken from the prose of FOLDER's reports and checked as they stand:
each must be supported. Then one digit, the unit, the year or the counted noun is changed, where the
sentence has it: none may be supported. The evidence is the report's own passages that share most
words with the sentence, so that no embedding is needed; what retrieval loses is measured by
`assistant eval`.
"""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
from changes import change_digit, change_noun, change_time, change_unit
from excerpts import Edit, Excerpt, cut
from perturbed import read_all

from assistant import Library
from assistant.checking import check_text
from assistant.embedding import load_embedder
from assistant.figures import content_stems, read_report_figures
from assistant.records import BlockKind, Claim, Evidence, Kind, Report, Verdict
from assistant.settings import Settings
from assistant.splitting import split_report

SEED = 20261125
PASSAGES = 16
CHANGES: dict[str, Callable[[Excerpt, random.Random], list[Edit] | None]] = {
    "digit": change_digit,
    "unit": change_unit,
    "year": change_time,
    "noun": change_noun,
}
_DRAFTS = Path(__file__).parent / "drafts"


@dataclass(slots=True)
class Shelf:
    """One report's passages with the figures and words in each."""

    report: Report
    held: list[tuple[Evidence, frozenset[str]]]

    def find(self, words: str) -> list[Evidence]:
        wanted = set(content_stems(words))
        ranked = sorted(self.held, key=lambda pair: -len(wanted & pair[1]))
        return [evidence for evidence, _ in ranked[:PASSAGES]]

    def check(self, sentence: str) -> Claim | None:
        claims = check_text(sentence, self.find, lambda _: self.report).claims
        return claims[0] if len(claims) == 1 else None


@dataclass(slots=True)
class Score:
    verdicts: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    misses: list[str] = field(default_factory=list)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--count", type=int, default=500, help="how many sentences to take")
    parser.add_argument("--misses", action="store_true", help="list what was not told")
    parser.add_argument("--speed", action="store_true", help="measure speed over made-up reports")
    options = parser.parse_args()
    if options.folder:
        score = measure(read_all(options.folder), options.count)
        if options.misses:
            print("\n".join(score.misses))
        print("\n".join(table(score)))
    if options.speed:
        print(measure_speed())
    return 0


def measure(reports: Sequence[Report], count: int) -> Score:
    """Returns the verdicts on sentences of the reports, as they stand and changed."""
    score, chance = Score(), random.Random(SEED)
    shelves: dict[str, Shelf] = {}
    taken = 0
    for report, excerpt, sentence in sample(reports, chance):
        shelf = shelves.get(report.id) or shelves.setdefault(report.id, shelve(report))
        claim = shelf.check(sentence)
        if claim is None:
            continue  # no claim, or several: a question, a forecast, a fragment
        taken += 1
        _note(score, "unchanged", claim, sentence, claim.verdict is not Verdict.SUPPORTED)
        for name, change in CHANGES.items():
            changed = _changed(excerpt, change(excerpt, chance))
            told = shelf.check(changed) if changed else None
            if told is not None:
                _note(
                    score, name, told, f"{changed} <- {sentence}", told.verdict is Verdict.SUPPORTED
                )
        if taken == count:
            break
    return score


def _note(score: Score, name: str, claim: Claim, words: str, missed: bool) -> None:
    score.verdicts[name][claim.verdict.value] += 1
    if missed:
        figures = ", ".join(f"{c.figure.surface} {c.verdict.value}" for c in claim.claimed)
        score.misses.append(f"{name}: {words}\n    {figures}: {claim.rule}")


def sample(
    reports: Iterable[Report], chance: random.Random
) -> Iterable[tuple[Report, Excerpt, str]]:
    """Yields sentences in turns from each report, one a figure, the same ones each time."""
    groups: list[list[tuple[Report, Excerpt, str]]] = []
    for report in reports:
        held = []
        for excerpt in cut(report, read_report_figures(report)):
            block = excerpt.report.blocks[-1].kind
            sentence = " ".join(excerpt.words(excerpt.own).split())
            prose = block in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM)
            whole = sentence[:1].isupper() and sentence.endswith(".") and 40 < len(sentence) < 400
            if prose and whole and excerpt.figure.kind not in (Kind.DATE, Kind.ORDINAL, Kind.AGE):
                held.append((report, excerpt, sentence))
        chance.shuffle(held)
        groups.append(held)
    seen: set[str] = set()
    while any(groups):
        for group in groups:
            if group:
                found = group.pop()
                if found[2] not in seen:
                    seen.add(found[2])
                    yield found


def shelve(report: Report) -> Shelf:
    """Returns a report's passages with the figures in each, found again by words."""
    figures = [replace(f, report_id=report.id) for f in read_report_figures(report)]
    bare = replace(report, text="", pages=(), blocks=())
    held = []
    for passage in split_report(report, count_pieces=lambda text: len(text) // 4):
        inside = tuple(f for f in figures if passage.start <= f.start and f.end <= passage.end)
        words = frozenset(content_stems(f"{passage.context} {passage.text}"))
        held.append((Evidence(bare, passage, inside, 1.0), words))
    return Shelf(report, held)


def _changed(excerpt: Excerpt, edits: Sequence[Edit] | None) -> str | None:
    """Returns the sentence with the edits made; None where they are not all in it."""
    start, end = excerpt.own
    if not edits or any(not start <= e.start <= e.end <= end for e in edits):
        return None
    text = excerpt.words(excerpt.own)
    for edit in sorted(edits, key=lambda edit: -edit.start):
        text = text[: edit.start - start] + edit.words + text[edit.end - start :]
    return " ".join(text.split())


def table(score: Score) -> list[str]:
    """Returns the lines to print: how each change was judged."""
    names = [verdict.value for verdict in Verdict]
    lines = [f"{'':<10}{'sentences':>10}" + "".join(f"{name:>21}" for name in names)]
    for change in ("unchanged", *CHANGES):
        counts = score.verdicts[change]
        total = counts.total()
        cells = "".join(f"{_share(counts[name], total):>21}" for name in names)
        lines.append(f"{change:<10}{total:>10}{cells}")
    return lines


def _share(part: int, whole: int) -> str:
    return f"{part} ({100 * part / whole:.1f} %)" if whole else "–"


class _Blind:
    """The real embedder for questions; passages get vectors by chance, which cost nothing.

    Only for speed: how long a search takes does not hang on what the vectors mean.
    """

    def __init__(self) -> None:
        self._real = load_embedder("minilm")
        self._chance = np.random.default_rng(SEED)
        self.name, self.dimension, self.limit = "blind", self._real.dimension, self._real.limit
        self.count_pieces, self.encode = self._real.count_pieces, self._real.encode

    def encode_passages(
        self, passages: Sequence[str], spans: Sequence[Sequence[tuple[int, int]]]
    ) -> tuple[np.ndarray, list[np.ndarray]]:
        return self._made(len(passages)), [self._made(len(each)) for each in spans]

    def _made(self, count: int) -> np.ndarray:
        vectors = self._chance.standard_normal((count, self.dimension), dtype=np.float32)
        return vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)


def measure_speed() -> str:
    """Returns how long a draft of 1,000 words takes over the sample reports and made-up ones that
    bring them to 10,000 passages."""
    from made_up import write_reports

    draft = (_DRAFTS / "cambodia.md").read_text(encoding="utf-8")
    words = draft.split()
    while len(words) < 1000:
        draft += "\n" + draft
        words = draft.split()
    draft = draft[: draft.index(words[999], len(draft) * 900 // len(words))]
    with tempfile.TemporaryDirectory() as folder:
        write_reports(Path(folder) / "made", count=100, characters=90_000)
        with Library.open(
            Path(folder) / "library", settings=Settings(), embedder=_Blind()
        ) as library:
            library.add([_DRAFTS.parents[1] / "corpus", Path(folder) / "made"])
            passages = sum(summary.passages for summary in library.reports())
            library.check(draft[:2000])
            started, worked = time.perf_counter(), time.process_time()
            claims = library.check(draft).claims
            seconds, work = time.perf_counter() - started, time.process_time() - worked
    return (
        f"{len(draft.split())} words, {len(claims)} claims, {passages:,} passages: {seconds:.2f} s "
        f"({work:.2f} s of processor time)"
    )


if __name__ == "__main__":
    raise SystemExit(main())
