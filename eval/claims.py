"""Prints every figure of checking: sets of claims by halves, sentences changed, speed, the draft.

    python eval/claims.py FOLDER [--libraries DIR] [--count 500] [--misses] [--only sets]

FOLDER holds `claims/SET/` (docs and claims.jsonl) and `reports/`. Half of each set's documents,
those whose name has an even SHA-256, may be looked at for misses (`--misses` lists them); the other
half is held back. Verdicts are what a draft gets; "with leanings" counts a claim without a verdict
by the way its evidence leans.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from checked import measure, measure_speed, table
from perturbed import read_all

from assistant import Library
from assistant.evaluation import evaluate, read_set
from assistant.evaluation.sets import LABELS
from assistant.settings import Settings

_DRAFTS = Path(__file__).parent / "drafts"
_PARTS = ("sets", "sentences", "speed", "draft")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--libraries", type=Path, help="keep the sets' libraries here")
    parser.add_argument("--count", type=int, default=500, help="how many sentences to take")
    parser.add_argument("--misses", action="store_true", help="list the misses that may be seen")
    parser.add_argument("--only", choices=_PARTS, help="only this part")
    options = parser.parse_args()
    wanted = (options.only,) if options.only else _PARTS
    if "sets" in wanted:
        for folder in sorted((options.folder / "claims").iterdir()):
            print("\n".join(report_set(folder, options.libraries, misses=options.misses)))
    if "sentences" in wanted:
        print("\n".join(table(measure(read_all(options.folder / "reports"), options.count))))
    if "speed" in wanted:
        print(measure_speed())
    if "draft" in wanted:
        print(report_draft())
    return 0


def is_seen(doc: str) -> bool:
    """Tells whether a document's misses may be looked at."""
    return int(hashlib.sha256(doc.encode()).hexdigest(), 16) % 2 == 0


def report_set(folder: Path, libraries: Path | None, *, misses: bool) -> list[str]:
    """Returns the lines to print of one set: both halves, verdicts alone and with leanings."""
    known = read_set(folder)
    kept = None if libraries is None else libraries / known.name
    told = evaluate(known, Settings(), folder=kept, on_progress=lambda line: _progress(line))
    docs = {claim.id: claim.doc for claim in known.claims}
    lines = []
    for half, seen in (("seen", True), ("held back", False)):
        rows = [row for row in told["rows"] if is_seen(docs[row["id"]]) == seen]
        given = [row for row in rows if row["alone"] != "not_enough"]
        right = sum(row["alone"] == row["label"] for row in given)
        lines.append(
            f"{known.name}, {half}: {len(rows)} claims; verdicts {_scores(rows, 'alone')}; with "
            f"leanings {_scores(rows, 'leaning')} ({_scores(rows, 'leaning_together')} in one "
            f"library); supported or refuted {right} of {len(given)} right"
        )
        if misses and seen:
            lines += [
                f"  {row['label']}, said {row['alone']}, leaning {row['leaning']}: {row['claim']}"
                for row in rows
                if row["leaning"] != row["label"]
            ]
    return lines


def _progress(line: str) -> None:
    sys.stderr.write(f"{line}\n")


def _scores(rows: Sequence[dict[str, Any]], said: str) -> str:
    right = sum(row[said] == row["label"] for row in rows)
    return f"{100 * right / len(rows):.1f} % (macro-F1 {100 * _macro_f1(rows, said):.1f})"


def _macro_f1(rows: Sequence[dict[str, Any]], said: str) -> float:
    present = [label for label in LABELS if any(row["label"] == label for row in rows)]
    each = []
    for label in present:
        right = sum(row["label"] == label == row[said] for row in rows)
        total = sum((row["label"] == label) + (row[said] == label) for row in rows)
        each.append(2 * right / total)
    return sum(each) / len(each)


def report_draft() -> str:
    """Returns how many claims of the draft on the Cambodia report are judged as written."""
    text = (_DRAFTS / "cambodia.md").read_text(encoding="utf-8")
    lines = (_DRAFTS / "cambodia.jsonl").read_text(encoding="utf-8").splitlines()
    wanted = [(row["claim"], row["verdict"], row["suggestion"]) for row in map(json.loads, lines)]
    with tempfile.TemporaryDirectory() as folder, Library.open(Path(folder) / "library") as library:
        library.add(_DRAFTS.parents[1] / "corpus")
        claims = library.check(text).claims
    found = [(" ".join(c.text.split()), c.verdict.value, c.suggestion) for c in claims]
    right = sum(row in found for row in wanted)
    return f"draft: {right} of {len(wanted)} claims as written, {len(found)} found"


if __name__ == "__main__":
    raise SystemExit(main())
