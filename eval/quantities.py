"""Scores the reading of quantities against sentences with gold quantities. Knows no reports.

    python eval/quantities.py FOLDER [--misses]

FOLDER holds *.jsonl, a sentence a line: {"text", "quantities": [{"value" ("a-b" for a range),
"unit", "normalized_unit", "change" (= ~ < > up down), "referred_concepts"}]}. Dates and ordinals
are not quantities there, so ours are left out. Matching is greedy, one
gold to one found, values within 1e-5 and ranges by both ends. A gold unit may be a noun
("solutions"): our label's head answers for it. "label" is right where our label or scope shares a
word with the gold concept or noun.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from unit_names import NAMES

from assistant.figures import CHANGE_NOUNS, content_stems, find_words, read_figures, stem
from assistant.figures.quantities import find_quantities
from assistant.records import Figure, Kind, Modifier

CHANGES = {
    Modifier.EXACT: "=",
    Modifier.BETWEEN: "=",
    Modifier.ABOUT: "~",
    Modifier.NEARLY: "~",
    Modifier.AT_LEAST: ">",
    Modifier.MORE_THAN: ">",
    Modifier.UP_TO: "<",
    Modifier.UNDER: "<",
}
MEASURES = ("value", "unit", "change", "concept", "label")


@dataclass(slots=True)
class Tally:
    """Counts behind one precision, recall and F1."""

    gold: int = 0
    found: int = 0
    right: int = 0

    def scores(self) -> tuple[float, float, float]:
        precision = self.right / self.found if self.found else 0.0
        recall = self.right / self.gold if self.gold else 0.0
        both = precision + recall
        return precision, recall, 2 * precision * recall / both if both else 0.0


@dataclass(slots=True)
class Score:
    tallies: dict[str, Tally] = field(default_factory=lambda: {name: Tally() for name in MEASURES})
    misses: list[str] = field(default_factory=list)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--misses", action="store_true", help="list what was not matched")
    options = parser.parse_args()
    overall = Score()
    texts: list[str] = []
    for path in sorted(options.folder.glob("*.jsonl")):
        rows = list(_rows(path))
        texts += [row["text"] for row in rows]
        has_changes = any("change" in gold for row in rows for gold in row["quantities"])
        rows = [{**row, "has_changes": has_changes} for row in rows]
        score = Score()
        started = time.perf_counter()
        read = [read_figures(row["text"]) for row in rows]
        seconds = time.perf_counter() - started
        for row, figures in zip(rows, read, strict=True):
            _score_row(row, figures, score)
        _add(overall, score)
        _print(f"{path.stem}: {len(rows)} texts, {len(rows) / max(seconds, 1e-9):,.0f}/s", score)
        if options.misses:
            sys.stdout.write("\n".join(score.misses) + "\n")
    _print("all", overall)
    started = time.process_time()
    for text in texts:
        find_quantities(text)
    speed = len(texts) / max(time.process_time() - started, 1e-9)
    sys.stdout.write(f"quantities without labels: {speed:,.0f} texts a second of one core\n")
    return 0


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                yield json.loads(line)


def _score_row(row: dict[str, Any], figures: list[Figure], score: Score) -> None:
    text = row["text"]
    found = [f for f in figures if f.kind not in (Kind.DATE, Kind.ORDINAL)]
    open_ = list(found)
    missing = []
    fields = {
        "value": True,
        "unit": True,
        "change": row["has_changes"],
        "concept": row["has_changes"],
    }
    fields["label"] = fields["concept"]
    for name in MEASURES:
        if fields[name]:
            score.tallies[name].gold += len(row["quantities"])
            score.tallies[name].found += len(found)
    wrong = []
    for gold in row["quantities"]:
        options = [f for f in open_ if _same_value(gold["value"], f)]
        if not options:
            missing.append(gold)
            continue
        best = max(options, key=lambda figure: _marks(text, gold, figure))
        open_.remove(best)
        marks = _marks(text, gold, best)
        for name, mark in zip(MEASURES, (True, *marks), strict=True):
            if fields[name]:
                score.tallies[name].right += mark
        lost = [n for n, mark in zip(MEASURES[1:], marks, strict=True) if not mark and fields[n]]
        if lost:
            wrong.append(f"   {'+'.join(lost)}: {_gold(gold)} <> {_ours(text, best)}")
    wrong += [f"   MISSED {_gold(gold)}" for gold in missing]
    wrong += [f"   EXTRA  {_ours(text, figure)}" for figure in open_]
    if wrong:
        score.misses += [text, *wrong]


def _gold(gold: dict[str, Any]) -> str:
    keys = ("change", "value", "unit", "normalized_unit", "referred_concepts")
    return " | ".join(str(gold[key]) for key in keys if key in gold)


def _ours(text: str, figure: Figure) -> str:
    return (
        f"{figure.surface!r} {_change(text, figure)} {figure.value} {figure.upper or ''} | "
        f"{figure.unit} | {figure.kind} | {figure.label} | {figure.scope}"
    )


def _same_value(gold: str, figure: Figure) -> bool:
    assert not isinstance(figure.value, str)
    assert not isinstance(figure.upper, str)
    match = re.fullmatch(r"([\d.]+)\s*-\s*([\d.]+)", gold)
    ends = [float(end) for end in match.groups()] if match else [float(gold)]
    ours = [float(figure.value)] + ([float(figure.upper)] if figure.upper is not None else [])
    return len(ends) == len(ours) and all(
        abs(abs(one) - abs(other)) <= 1e-5 * max(1.0, abs(one))
        for one, other in zip(ends, ours, strict=True)
    )


def _marks(text: str, gold: dict[str, Any], figure: Figure) -> tuple[bool, bool, bool, bool]:
    return (
        _same_unit(text, gold, figure),
        gold.get("change", "=") == _change(text, figure),
        _shares_concept(gold, figure),
        _shares_concept(gold, figure) or _shares_unit_noun(gold, figure),
    )


def _change(text: str, figure: Figure) -> str:
    if figure.modifier is Modifier.NEARLY and re.search("under|below|short", figure.surface):
        return "<"
    if figure.modifier is Modifier.BETWEEN:
        if re.match("about|around|roughly|some|approx", figure.surface, re.IGNORECASE):
            return "~"
        if figure.surface.lower().startswith("between"):
            return "="
    moved = figure.change
    hedged = figure.modifier not in (Modifier.EXACT, Modifier.BETWEEN)
    if moved and moved.is_amount and not hedged and _is_told_by_verb(text, figure):
        return "up" if moved.is_rise else "down"
    return CHANGES[figure.modifier]


# Gold marks a change by its verb; "an increase of 9%", "a 9% drop" and "9% lower" are levels there.
_NOUN_BEFORE = re.compile(r"(?<!rate|pace) of (?:[a-z]+ )?(?:[\d.,]+ [a-z]+ or )?$")
_CHANGE_BEHIND = re.compile(
    rf"[\s-](?:[a-z]+\s)?(?:{'|'.join(CHANGE_NOUNS)}|more|fewer|less|higher|lower|larger|smaller|greater"
    r"|faster|slower)\b"
)


def _is_told_by_verb(text: str, figure: Figure) -> bool:
    before = text[figure.sentence_start : figure.start]
    return not (_NOUN_BEFORE.search(before) or _CHANGE_BEHIND.match(text, figure.end))


def _same_unit(text: str, gold: dict[str, Any], figure: Figure) -> bool:
    wanted = [gold.get("unit", "-"), gold.get("normalized_unit", "-")]
    if figure.unit and figure.surface.endswith(wanted[0]):
        return True  # the unit as printed
    if figure.unit and figure.unit != "person":
        ours = " ".join(NAMES.get(part, part) for part in re.split(r"\s(?=per )", figure.unit))
        per = re.fullmatch(r"(.+?) per (.+)", figure.unit)
        if per:
            parts = (NAMES.get(part, part) for part in per.groups())
            ours = " per ".join(parts)
        if figure.kind is Kind.AGE:
            ours += " of age"
        return stems(ours) in [stems(unit) for unit in wanted]
    label = figure.label
    if label is None or (set(wanted) == {"-"} and not _is_behind(text, figure)):
        return set(wanted) <= {"-", "count"}
    heads = {_head(label), *([_head(label.split(" of ")[-1])] if label.startswith("of ") else [])}
    return any(_head(unit) in heads for unit in wanted if unit != "-") or "count" in wanted


def _is_behind(text: str, figure: Figure) -> bool:
    """Tells a label that follows the number, as a unit does, from one read elsewhere."""
    behind = " ".join(text[figure.end :].split())
    behind = re.sub(r"^(?:[-*\s]|of |the |its |their |these |those )*", "", behind)
    return figure.label is not None and behind.startswith(figure.label)


def _head(phrase: str) -> str:
    """Returns the stem of a noun phrase's head: "snaps of man coverage" is about snaps."""
    phrase = re.sub(r"^of (?:the |these |those |his |her |its |their )?", "", phrase)
    words = find_words(re.split(r"\s(?:of|in|for|to|with|that|per)\s", phrase)[0])
    return stem(words[-1][0]) if words else ""


def stems(phrase: str) -> list[str]:
    return [stem(word) for word, _, _ in find_words(phrase)] or [phrase]


def _shares_concept(gold: dict[str, Any], figure: Figure) -> bool:
    concept = gold.get("referred_concepts", "-")
    if concept == "-":
        return figure.label is None or _shares_unit_noun(gold, figure)
    return bool(set(content_stems(concept)) & _own_words(figure))


def _shares_unit_noun(gold: dict[str, Any], figure: Figure) -> bool:
    return bool(set(content_stems(gold.get("unit", ""))) & _own_words(figure))


def _own_words(figure: Figure) -> set[str]:
    return set(content_stems(f"{figure.label or ''} {figure.scope or ''}"))


def _add(total: Score, score: Score) -> None:
    for name in MEASURES:
        for key in ("gold", "found", "right"):
            old = getattr(total.tallies[name], key)
            setattr(total.tallies[name], key, old + getattr(score.tallies[name], key))


def _print(title: str, score: Score) -> None:
    sys.stdout.write(f"{title}\n")
    for name, tally in score.tallies.items():
        if tally.gold:
            precision, recall, both = (100 * share for share in tally.scores())
            words = "value" if name == "value" else f"value + {name}"
            sys.stdout.write(
                f"  {words:16} P {precision:5.1f}  R {recall:5.1f}  F1 {both:5.1f}"
                f"  ({tally.right} right, {tally.gold} gold, {tally.found} found)\n"
            )


if __name__ == "__main__":
    raise SystemExit(main())
