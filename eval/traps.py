"""Measures what is answered when a report does not give what is asked. Knows nothing of why.

    python eval/traps.py FOLDER --libraries DIR [--count 200] [--misses]

Takes figures of FOLDER's reports, in turns from each report, kind, prose and tables, and asks for
each in plain words, naming its report. Where the answer is that figure, the question is made a
trap: the noun counted, the whole label or the year is swapped for one that the report does not
give. A trap is seen through where the reply abstains, or says "No: …". Where it answers with the
figure it knew, or with another, that is a miss. --misses lists those of half of the reports, told
by a hash of the file's name. The library of FOLDER is kept in DIR. The same traps each time, as
long as the same true questions are answered.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from asked_sets import is_in_open_half
from trap_questions import Known, Request, known_of, label_of, request_of, swap_noun, swap_year

from assistant import Library
from assistant.figures import read_report_figures
from assistant.records import Answer, Figure, Kind, Report
from assistant.settings import Settings

SEED = 20261125
SURE = ("certain", "likely")
TRIES = 12
"""How many true questions are asked for each trap wanted, at most."""


class Swap(StrEnum):
    YEAR = "year"
    NOUN = "noun"
    LABEL = "whole label"


class Outcome(StrEnum):
    ABSTAINED = "abstained"
    CORRECTED = "corrected"
    TRAPPED = "trap figure"
    ANOTHER = "another figure"


@dataclass(frozen=True, slots=True)
class Sprung:
    """A trap and what came of it; ``said`` is how sure the reply says it is, "" for nothing."""

    document: str
    swap: Swap
    true: Request
    trap: Request
    outcome: Outcome
    said: str
    reply: str


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path, metavar="FOLDER")
    parser.add_argument("--libraries", type=Path, required=True, metavar="DIR")
    parser.add_argument("--count", type=int, default=200, help="how many traps to set")
    parser.add_argument("--misses", action="store_true", help="list what was not seen through")
    options = parser.parse_args()
    place = options.libraries / options.folder.resolve().name
    with Library.open(place, settings=Settings(library=str(place))) as library:
        for failure in library.add(options.folder).failed:
            sys.stderr.write(f"{failure.origin}: {failure.error}\n")
        asked: Counter[str] = Counter()
        sprung = list(spring(library, options.count, asked))
    if options.misses:
        print("\n".join(misses(sprung)))
    print("\n".join(table(sprung, asked)))
    return 0


def spring(library: Library, count: int, asked: Counter[str]) -> Iterator[Sprung]:
    """Yields so many traps, each from a figure that its true question is answered with.

    ``asked`` counts the true questions as they are asked, and those answered.
    """
    chance = random.Random(SEED)
    reports = [library.report(summary.report.id) for summary in library.reports()]
    figures = {report.id: read_report_figures(report) for report in reports}
    known = {report.id: known_of(report) for report in reports}
    labels = labels_by_kind(figures)
    wanted = [Swap.YEAR, Swap.NOUN, Swap.YEAR, Swap.LABEL] * -(-count // 4)
    left = Counter(wanted[:count])
    before: set[tuple[str, ...]] = set()
    for report, figure in turns(reports, figures, chance):
        if not left.total() or asked["asked"] >= TRIES * count:
            return
        true = request_of(report, figure, chance)
        if true is None or not (true.year or left[Swap.NOUN] + left[Swap.LABEL]):
            continue
        # A column of hundreds of rows without a name would be asked for again and again.
        asks = (report.id, true.label, true.scope, true.year)
        if asks in before:
            continue
        before.add(asks)
        swap = choose(true, left, chance)
        trap = set_trap(true, swap, known[report.id], labels, report.id, chance)
        if trap is None:
            continue
        asked["asked"] += 1
        if not is_answered(library.ask(true.text), figure, report.id):
            continue
        asked["answered"] += 1
        left[swap] -= 1
        answer = library.ask(trap.text)
        outcome = judge(answer, figure, report.id)
        document = Path(report.origin).name
        yield Sprung(document, swap, true, trap, outcome, said_of(answer), answer.text)


def turns(
    reports: Sequence[Report], figures: Mapping[str, Sequence[Figure]], chance: random.Random
) -> Iterator[tuple[Report, Figure]]:
    """Yields figures with a label in turns from each report, and within it from each kind and
    form."""
    queues = []
    for report in reports:
        groups = defaultdict(list)
        for figure in figures[report.id]:
            row = " | " in report.text[figure.sentence_start : figure.sentence_end]
            if label_of(figure) is not None:
                groups[figure.kind, row].append(figure)
        for _, group in sorted(groups.items()):
            chance.shuffle(group)
        queues.append((report, [group for _, group in sorted(groups.items())]))
    while any(groups for _, groups in queues):
        for report, groups in queues:
            if groups:
                group = groups.pop(0)
                yield report, group.pop()
                groups += [group] if group else []


def labels_by_kind(figures: Mapping[str, Sequence[Figure]]) -> dict[Kind, list[tuple[str, str]]]:
    """Returns the labels of each kind's figures, with their report's id, each label once."""
    found: dict[Kind, dict[str, str]] = defaultdict(dict)
    for report_id, its_figures in figures.items():
        for figure in its_figures:
            label = label_of(figure)
            if label is not None:
                found[figure.kind].setdefault(label, report_id)
    return {kind: list(labels.items()) for kind, labels in found.items()}


def choose(true: Request, left: Counter[Swap], chance: random.Random) -> Swap:
    """Returns what to swap: something still wanted that the question has."""
    able = [swap for swap in Swap if left[swap] > 0 and (true.year or swap is not Swap.YEAR)]
    return chance.choice(able)


def set_trap(
    true: Request,
    swap: Swap,
    known: Known,
    labels: Mapping[Kind, Sequence[tuple[str, str]]],
    report_id: str,
    chance: random.Random,
) -> Request | None:
    """Returns the question with its swap made, None where nothing will do."""
    if swap is Swap.YEAR:
        trap = swap_year(true, known, chance)
    else:
        others = [label for label, of in labels[true.figure.kind] if of != report_id]
        chance.shuffle(others)
        trap = swap_noun(true, known, others, whole=swap is Swap.LABEL)
    return None if trap == true else trap


def is_answered(answer: Answer, figure: Figure, report_id: str) -> bool:
    """Tells whether the figure an answer stands on is this one of this report."""
    if answer.abstained or not answer.figures or answer.figures[0].citation is None:
        return False
    first = answer.figures[0]
    return first.value == figure.value and answer.citations[first.citation].report_id == report_id


_QUOTED = re.compile(r"“[^”]*”")
_CORRECTS = re.compile(r"^No\b|, not |\bno report gives\b|\bdo(?:es)? not (?:say|give)\b")


def judge(answer: Answer, figure: Figure, report_id: str) -> Outcome:
    """Returns what came of a trap; what stands between quotation marks corrects nothing."""
    if answer.abstained:
        return Outcome.ABSTAINED
    if _CORRECTS.search(_QUOTED.sub("", answer.text)):
        return Outcome.CORRECTED
    return Outcome.TRAPPED if is_answered(answer, figure, report_id) else Outcome.ANOTHER


def said_of(answer: Answer) -> str:
    """Returns the word for how sure a reply is ("certain", "likely", "unsure"), "" for none."""
    return answer.sureness or ""


def misses(sprung: Sequence[Sprung]) -> Iterator[str]:
    """Yields what was not seen through, of the reports that may be looked at."""
    for one in sprung:
        if one.outcome in (Outcome.TRAPPED, Outcome.ANOTHER) and is_in_open_half(one.document):
            figure = one.true.figure
            yield f"{one.swap}, {one.outcome} {one.said}, {one.document}: {figure.surface}"
            yield f"    true: {one.true.text}"
            yield f"    trap: {one.trap.text}"
            yield f"    {one.reply}"


def table(sprung: Sequence[Sprung], asked: Counter[str]) -> Iterator[str]:
    """Yields the lines to print."""
    yield f"true questions {asked['asked']:,}, answered with their figure {asked['answered']:,}"
    yield (
        f"{'swapped':<13}{'traps':>6}{'abstained':>11}{'corrected':>11}{'seen through':>14}"
        f"{'trap figure':>13}{'as certain':>12}{'as likely':>11}{'another':>9}"
    )
    for name in (*Swap, "all"):
        mine = [one for one in sprung if name in (one.swap, "all")]
        if not mine:
            continue
        told = Counter(one.outcome for one in mine)
        sure = Counter(one.said for one in mine if one.outcome is Outcome.TRAPPED)
        seen = told[Outcome.ABSTAINED] + told[Outcome.CORRECTED]
        words = any(one.said for one in sprung)
        said = [str(sure[word]) if words else "–" for word in SURE]
        yield (
            f"{name:<13}{len(mine):>6}{told[Outcome.ABSTAINED]:>11}{told[Outcome.CORRECTED]:>11}"
            f"{100 * seen / len(mine):>12.1f} %{told[Outcome.TRAPPED]:>13}"
            f"{said[0]:>12}{said[1]:>11}{told[Outcome.ANOTHER]:>9}"
        )
    yield "aim: >= 95 % seen through, no trap figure as certain"
    for document, count in sorted(Counter(one.document for one in sprung).items()):
        yield f"    {count:>3}  {document}"


if __name__ == "__main__":
    raise SystemExit(main())
