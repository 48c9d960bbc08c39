"""Opens a set of known numbers with its library, and tells what each row asks for.

Knows nothing of tables printed. The kinds are those of `assistant eval`, a lookup told apart by
where its value stands: "text", "table", or "date" where a year or day is asked.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from assistant import Library
from assistant.embedding import Embedder, load_embedder
from assistant.evaluation.scoring import Score, score
from assistant.evaluation.sets import KnownSet, Question, id_of, read_set
from assistant.library import Store
from assistant.records import Evidence, Filters
from assistant.settings import Settings

LOOKUPS = ("text", "table", "date")


@dataclass(frozen=True, slots=True)
class AskedSet:
    """A set with its library open. ``ids`` are the report ids by file name."""

    known: KnownSet
    library: Library
    store: Store
    embedder: Embedder
    ids: dict[str, str]

    def allowed(self, question: Question) -> set[str]:
        """Returns the reports that may be cited."""
        return {self.ids[doc] for doc in question.docs if doc in self.ids}

    def ask(self, question: Question) -> Score:
        """Asks one row and scores the answer as `assistant eval` does."""
        answer = self.library.ask(question.question, history=question.history)
        allowed = self.allowed(question)
        return score(question, answer, report_ids=allowed, exact=self.known.exact)


@contextmanager
def open_set(folder: Path, libraries: Path, *, tell: Callable[[str], None]) -> Iterator[AskedSet]:
    """Reads a set and opens its library in ``libraries``, where it stays for the next run."""
    known = read_set(folder)
    known = replace(known, questions=_sorted_out(folder, known.questions))
    place = libraries / known.name
    settings = Settings(library=str(place))
    embedder = load_embedder(settings.embedding)
    store = Store.open(place, embedder_name=embedder.name, dimension=embedder.dimension)
    with Library(store, embedder, settings) as library:
        added = library.add([str(known.folder)])
        for failure in added.failed:
            tell(f"{failure.origin}: {failure.error}")
        library.warm_up()
        ids = {path.name: id_of(path) for path in known.files}
        yield AskedSet(known, library, store, embedder, ids)


@contextmanager
def remembered(library: Library) -> Iterator[None]:
    """Finds evidence for the same words once, as long as this lasts."""
    found: dict[str, list[Evidence]] = {}
    find = library.find

    def look_up(question: str, *, filters: Filters | None = None) -> list[Evidence]:
        if question not in found:
            found[question] = find(question, filters=filters)
        return found[question]

    library.find = look_up  # type: ignore[method-assign, assignment]
    try:
        yield
    finally:
        del library.find  # type: ignore[misc]


def is_open(question: Question) -> bool:
    """Tells whether a row's misses may be read: the other half of the documents is never looked at.

    Which half is told by the name of the document alone.
    """
    return all(is_in_open_half(doc) for doc in question.docs)


def is_in_open_half(name: str) -> bool:
    """Tells whether a file name's SHA-256 is even."""
    return sha256(name.encode()).digest()[-1] % 2 == 0


def _sorted_out(folder: Path, questions: Sequence[Question]) -> tuple[Question, ...]:
    """Returns the questions with their category told finer than a public set does."""
    lines = (folder / "questions.jsonl").read_text(encoding="utf-8").splitlines()
    rows = {row["id"]: row for row in map(json.loads, filter(str.strip, lines))}
    texts = {path.name: path.read_text(encoding="utf-8") for path in (folder / "docs").glob("*.md")}
    return tuple(
        replace(q, category=_category(q, rows[q.id], texts) if q.kind == "lookup" else q.kind)
        for q in questions
    )


def _category(question: Question, row: dict[str, str | None], texts: dict[str, str]) -> str:
    counts = re.search(r"\bhow (?:many|much|long|old|far)\b", question.question, re.IGNORECASE)
    if row.get("quantity") in ("year", "date") and not counts:
        return "date"
    if row.get("from") in LOOKUPS:
        return str(row["from"])
    lines = "\n".join(texts.get(doc, "") for doc in question.docs).splitlines()
    holding = [line for line in lines if question.printed and question.printed in line]
    return "table" if holding and all(line.startswith("|") for line in holding) else "text"
