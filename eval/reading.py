"""Measures the built-in reader on sets of known numbers, and what each part of it earns.

    python eval/reading.py FOLDER --libraries DIR [--sets NAME ...] [--limit N]
    python eval/reading.py FOLDER --libraries DIR --ablation 60
    python eval/reading.py FOLDER --libraries DIR --sets NAME --misses 20

FOLDER holds sets as `assistant eval` takes them. All documents of a set are in one library, kept in
DIR for the next run. "Right" is the right figure from the right document. F1 of abstaining counts
all rows of a set. A target is for all documents of its kind.

--ablation takes so many lookups and rows to abstain from of each set and prints, for each ranking
alone and fused, how often a passage with the value comes first, among 5 and among 20, and what is
right with groups of signals left out. --misses lists wrong lookups of half of the documents, told
by a hash of the document's name; the misses of the other half are never looked at.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from asked_sets import LOOKUPS, AskedSet, is_open, open_set
from rankings import DEPTHS, measure_rankings
from signals_off import measure_without

from assistant.evaluation.scoring import Score
from assistant.evaluation.sets import Question, spread

SETS = ("squadnum", "nq", "tatqa", "griqa", "wtq", "convfinqa")
TARGETS = {
    ("squadnum", "lookup"): 0.75,
    ("squadnum", "F1 of abstaining"): 0.75,
    ("nq", "lookup"): 0.50,
    ("tatqa", "lookup"): 0.65,
    ("griqa", "lookup"): 0.60,
    ("wtq", "lookup"): 0.55,
    ("tatqa", "derived"): 0.40,
    ("griqa", "derived"): 0.30,
    ("convfinqa", "lookup"): 0.55,
}
Pairs = list[tuple[Question, Score]]


def main() -> int:
    options = _options()
    started = time.process_time()
    if not (options.ablation or options.misses):
        print(f"{'set':<11}{'rows':<18}{'n':>5}{'right':>7}{'figure':>8}{'abstained':>11}  target")
    for name in options.sets:
        with open_set(options.folder / name, options.libraries, tell=tell) as asked:
            if options.ablation:
                print_ablation(asked, options.ablation)
            elif options.misses:
                print_misses(asked, options.misses)
            else:
                print_rows(name, ask(asked, spread(asked.known.questions, options.limit)))
    tell(f"{time.process_time() - started:.0f} processor seconds")
    return 0


def tell(line: str) -> None:
    sys.stderr.write(line + "\n")


def ask(asked: AskedSet, questions: Sequence[Question]) -> Pairs:
    return [(question, asked.ask(question)) for question in questions]


def print_rows(name: str, pairs: Pairs) -> None:
    """Prints a set's rows: lookups by where the value stands, derived, abstaining."""
    groups: dict[str, Callable[[Question], bool]] = {"lookup": lambda q: q.kind == "lookup"}
    for category in LOOKUPS:
        groups[f"  {category}"] = lambda q, category=category: q.category == category  # type: ignore[misc]
    groups |= {kind: lambda q, kind=kind: q.kind == kind for kind in ("derived", "abstain")}  # type: ignore[misc]
    for group, is_in in groups.items():
        scores = [score for question, score in pairs if is_in(question)]
        if scores:
            _print_row(name, group, scores)
    f1 = f1_of_abstaining(pairs)
    if f1 is not None:
        what = "F1 of abstaining"
        print(f"{name:<11}{what:<18}{len(pairs):>5}{f1:>7.3f}{'':>19}{_target(name, what)}")


def f1_of_abstaining(pairs: Pairs) -> float | None:
    """Returns the F1 of abstaining; None where the set has no row to abstain from."""
    expected = sum(not question.values for question, _ in pairs)
    made = sum(score.abstained for _, score in pairs)
    right = sum(score.abstained and not question.values for question, score in pairs)
    return 2 * right / (made + expected) if expected else None


def print_ablation(asked: AskedSet, count: int) -> None:
    """Prints what each ranking finds, and what is right without each group of signals."""
    name = asked.known.name
    lookups = [q for q in asked.known.questions if q.kind == "lookup"]
    unanswerable = [q for q in asked.known.questions if q.kind == "abstain"]
    depths = "".join(f"{f'hit@{depth}':>8}" for depth in DEPTHS)
    print(f"\n{name:<30}{'n':>5}{depths}{'MRR':>8}")
    for way, found in measure_rankings(asked, spread(lookups, 5 * count)).items():
        shares = "".join(f"{share:>8.3f}" for share in found)
        print(f"  {way:<28}{min(len(lookups), 5 * count):>5}{shares}")
    rows = [*spread(lookups, count), *spread(unanswerable, count)]
    print(f"{name:<30}{'n':>5}{'lookup right':>14}{'abstained':>11}{'F1 abst.':>10}")
    for way, scores in measure_without(asked, rows).items():
        pairs = list(zip(rows, scores, strict=True))
        own = [score for question, score in pairs if question.kind == "lookup"]
        f1 = f1_of_abstaining(pairs)
        shown = f"{f1:>10.3f}" if f1 is not None else ""
        print(
            f"  {way:<28}{len(own):>5}{_share(s.correct for s in own):>14.3f}"
            f"{_share(s.abstained for s in own):>11.3f}{shown}"
        )


def print_misses(asked: AskedSet, count: int) -> None:
    """Prints wrong lookups, and answers where none was due, of the half that may be read."""
    rows = [q for q in asked.known.questions if q.kind in ("lookup", "abstain") and is_open(q)]
    chosen = [pair for pair in ask(asked, spread(rows, 6 * count)) if not pair[1].correct]
    for question, score in spread(chosen, count):
        expected = "abstain" if score.expected is None else f"{score.expected} ({question.printed})"
        print(f"{question.category}, {question.docs[0]}: {question.question}")
        for earlier in question.history:
            print(f"    before: {earlier}")
        print(f"    expected {expected}; {score.problem}; {score.found} ({score.surface})")
        # A score has no reason, and few rows come here.
        reason = asked.library.ask(question.question, history=question.history).reason
        print(f"    {reason or score.text}")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path, metavar="FOLDER")
    parser.add_argument("--libraries", type=Path, required=True, metavar="DIR")
    parser.add_argument("--sets", nargs="+", default=list(SETS), metavar="NAME")
    parser.add_argument("--limit", type=int, metavar="N", help="so many rows of each set")
    parser.add_argument("--ablation", type=int, metavar="N", help="what each part earns")
    parser.add_argument("--misses", type=int, metavar="N", help="list so many of each set")
    return parser.parse_args()


def _print_row(name: str, group: str, scores: Sequence[Score]) -> None:
    right = _share(score.correct for score in scores)
    figure = _share(score.figure for score in scores)
    abstained = _share(score.abstained for score in scores)
    print(
        f"{name:<11}{group:<18}{len(scores):>5}{right:>7.3f}{figure:>8.3f}{abstained:>11.3f}"
        f"{_target(name, group)}",
        flush=True,
    )


def _target(name: str, group: str) -> str:
    target = TARGETS.get((name, group))
    return "" if target is None else f"  >= {target:.2f}"


def _share(found: object) -> float:
    told = [bool(one) for one in found]  # type: ignore[attr-defined]
    return sum(told) / len(told) if told else 0.0


if __name__ == "__main__":
    raise SystemExit(main())
