"""Measures whether a figure is told apart once its text is changed. Knows nothing of answers.

    python eval/perturbed.py FOLDER [--count 1000] [--misses]

Reads the reports of FOLDER, takes figures spread over reports, kinds, prose and tables, and changes
in each one's own text one digit, the unit, the year, the noun that is counted, or which way it is
said to have gone. The figure is read again from the changed text and compared with the original:
none may pass. Read again from the text as it was, all must.

A change counts where the text has the element in the figure's sentence, row or headers. Where it is
there and the reader did not read it, so that the change goes unseen, that is "not read".
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from changes import change_digit, change_noun, change_time, change_unit
from excerpts import Edit, Excerpt, cut, read_again
from ways import change_way

from assistant.errors import AssistantError
from assistant.figures import compare, read_report_figures
from assistant.loading import find_sources, load_report
from assistant.records import Report
from assistant.settings import Settings

SEED = 20261124
CHANGES: dict[str, Callable[[Excerpt, random.Random], list[Edit] | None]] = {
    "digit": change_digit,
    "unit": change_unit,
    "year": change_time,
    "noun": change_noun,
    "way": change_way,
}


class Told(StrEnum):
    APART = "told apart"
    GONE = "no longer a figure"
    PASSED = "passed"
    NOT_READ = "not read"


@dataclass(slots=True)
class Score:
    """What came of each change, and of reading the unchanged text again."""

    told: dict[str, Counter[Told]] = field(default_factory=lambda: defaultdict(Counter))
    misses: list[str] = field(default_factory=list)
    figures: int = 0
    same: int = 0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--count", type=int, default=1000, help="how many figures to take")
    parser.add_argument("--misses", action="store_true", help="list what was not told apart")
    options = parser.parse_args()
    excerpts = sample(read_all(options.folder), options.count)
    score = measure(excerpts)
    if options.misses:
        print("\n".join(score.misses))
    print("\n".join(table(score)))
    return 0


def read_all(folder: Path) -> list[Report]:
    """Returns the folder's reports; what cannot be read is named on stderr."""
    settings = Settings()
    sources, failures = find_sources([str(folder)], settings=settings)
    reports = []
    for source in sources:
        try:
            reports.append(load_report(source, settings=settings))
        except AssistantError as error:
            sys.stderr.write(f"{error}\n")
    for failure in failures:
        sys.stderr.write(f"{failure.error}\n")
    return reports


def sample(reports: Iterable[Report], count: int) -> list[Excerpt]:
    """Returns excerpts of figures, the same each time, in turns from each report, kind and form."""
    chance = random.Random(SEED)
    strata = []
    for report in reports:
        groups = defaultdict(list)
        for excerpt in cut(report, read_report_figures(report)):
            groups[excerpt.figure.kind, excerpt.in_table].append(excerpt)
        for _, group in sorted(groups.items()):
            chance.shuffle(group)
            strata.append(group)
    taken: list[Excerpt] = []
    while len(taken) < count and any(strata):
        taken += [group.pop() for group in strata if group]
        chance.shuffle(strata)
    return taken[:count]


def measure(excerpts: Sequence[Excerpt]) -> Score:
    """Returns what came of every change to every excerpt."""
    score = Score()
    chance = random.Random(SEED)
    for excerpt in excerpts:
        score.figures += 1
        again = read_again(excerpt)
        if again is not None and compare(again, excerpt.figure).passes:
            score.same += 1
        else:
            score.misses.append(f"unchanged: {_shown(excerpt)}\n    again {again}")
        for name, change in CHANGES.items():
            edits = change(excerpt, chance)
            if edits is None:
                continue
            _note(score, name, _try(name, excerpt, edits), excerpt, edits)
    return score


def _try(name: str, excerpt: Excerpt, edits: Sequence[Edit]) -> Told:
    figure = excerpt.figure
    changed = read_again(excerpt, edits)
    if changed is None:
        return Told.GONE
    if not compare(changed, figure).passes:
        return Told.APART
    unread = {
        "unit": figure.unit in (None, "person"),
        "noun": figure.label is None,
        "year": not (figure.period or figure.times),
        "way": figure.change is None,
    }
    return Told.NOT_READ if unread.get(name) else Told.PASSED


def _note(score: Score, name: str, told: Told, excerpt: Excerpt, edits: Sequence[Edit]) -> None:
    score.told[name][told] += 1
    if told is Told.APART:
        return
    lines = [f"{name}, {told}: {_shown(excerpt)}"]
    if edits:
        changed = read_again(excerpt, edits)
        made = [f"{excerpt.words((e.start, e.end))!r} -> {e.words!r}" for e in edits]
        lines.append(f"    {', '.join(made)}: {_figure(changed)}")
        if changed is not None:
            lines.append(f"    {compare(changed, excerpt.figure).rule}")
    score.misses.append("\n".join(lines))


def _shown(excerpt: Excerpt) -> str:
    figure = excerpt.figure
    sentence = excerpt.report.text[figure.sentence_start : figure.sentence_end]
    form = "table" if excerpt.in_table else "prose"
    return f"{_figure(figure)}\n    {form}: {' '.join(sentence.split())[:300]}"


def _figure(figure: object) -> str:
    names = ("surface", "value", "upper", "unit", "modifier", "kind", "label", "period", "scope")
    return " ; ".join(f"{name} {getattr(figure, name, None)}" for name in names)


def table(score: Score) -> list[str]:
    """Returns the lines to print: each change's counts and shares."""
    lines = [
        f"figures {score.figures:,}; unchanged and passing {score.same:,} "
        f"({_percent(score.same, score.figures)})",
        f"{'change':<8}{'applicable':>11}{'not read':>10}{'told apart':>12}"
        f"{'of those read':>15}{'of all':>9}{'gone':>7}",
    ]
    for name in CHANGES:
        told = score.told[name]
        applicable, unread = told.total(), told[Told.NOT_READ]
        apart = told[Told.APART] + told[Told.GONE]
        lines.append(
            f"{name:<8}{applicable:>11,}{unread:>10,}{apart:>12,}"
            f"{_percent(apart, applicable - unread):>15}{_percent(apart, applicable):>9}"
            f"{told[Told.GONE]:>7,}"
        )
    return lines


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f} %" if whole else "–"


if __name__ == "__main__":
    raise SystemExit(main())
