"""Keeps the vector index in step with the catalogue. Knows nothing of reports or of text.

The catalogue is what is true. A change is queued there in the same transaction as the report and
made in Chroma before the next search, or when many have gathered (one call costs Chroma as much as
fifty vectors); what a kill interrupts is done on the next use. An index that fails or disagrees is
made again from the catalogue, elsewhere, and swapped in.
Chroma is opened on first use, so that listing reports does not load it.
"""

from __future__ import annotations

import json
import shutil
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

from assistant.embedding.embedder import Array
from assistant.errors import LibraryError
from assistant.library.catalogue import Catalogue, Collection
from assistant.library.rows import blobs_to_vectors
from assistant.library.vectors import COLLECTIONS, BrokenVectors, Place, Vectors, delete_vectors

Result = TypeVar("Result")

CURRENT = "WHERE report IN (SELECT number FROM shelf)"
"""Earlier versions are in no index: Chroma's filters would cost every question 50 ms and more."""
PAGE = 2000
MANY = 500
SAMPLES = 8
SAME = 0.99
FOUND_SHARE = 0.75
"""Of the samples looked up by their own vector; the search is approximate and may miss one."""
MENDED = 5000
MENDINGS = 5


class Index:
    """Chroma, in step with a catalogue. Safe to use from several threads: one at a time."""

    def __init__(self, folder: Path, catalogue: Catalogue, *, url: str) -> None:
        self._folder = folder
        self._catalogue = catalogue
        self._url = url
        self._lock = threading.RLock()
        self._vectors: Vectors | None = None

    def close(self) -> None:
        """Makes the queued changes where the index is open, and closes it."""
        with self._lock:
            if self._vectors is None:
                return
            try:
                self.catch_up()
            finally:
                self._let_go()

    def probe(self) -> None:
        """Opens the index if need be; raises LibraryError when its server is down."""
        self._with_healing(lambda vectors: vectors.count("passages"))

    def catch_up(self) -> None:
        """Makes every queued change."""
        self._with_healing(self._replay)

    def catch_up_if_behind(self) -> None:
        """Makes the queued changes once there are many."""
        queued = "SELECT coalesce(sum(last - first + 1), 0) FROM pending"
        if self._catalogue.ask(queued)[0][0] > MANY:
            self.catch_up()

    def nearest(
        self, name: Collection, vector: Array, *, limit: int, report_ids: Sequence[str] | None
    ) -> list[tuple[int, float]]:
        """Returns catalogue keys with cosines, nearest first."""

        def search(vectors: Vectors) -> list[tuple[int, float]]:
            self._replay(vectors)
            return vectors.nearest(name, vector, limit=limit, report_ids=report_ids)

        return self._with_healing(search)

    def _with_healing(self, use: Callable[[Vectors], Result]) -> Result:
        with self._lock:
            try:
                return use(self._opened())
            except BrokenVectors:
                self._rebuild()
                return self._use_rebuilt(use)

    def _use_rebuilt(self, use: Callable[[Vectors], Result]) -> Result:
        try:
            return use(self._opened())
        except BrokenVectors as error:
            raise self._hopeless(error) from error

    def _opened(self) -> Vectors:
        """Returns the index, opened, caught up and checked.

        A note in the catalogue marks the attempt: should Chroma take the whole process down, the
        next one finds the note and starts from a new index.
        """
        if self._vectors is not None:
            return self._vectors
        meta = self._catalogue.read_meta()
        if meta.get("vectors_opening") == "yes":
            raise BrokenVectors("the last process to open the index died of it")
        self._catalogue.write_meta(vectors_opening="yes")
        try:
            self._vectors = self._open(meta.get("vectors", ""))
        finally:
            self._catalogue.write_meta(vectors_opening="no")
        return self._vectors

    def _open(self, name: str) -> Vectors:
        if not name:
            raise BrokenVectors("there is none yet")
        vectors = Vectors(self._place(name), create=False)
        try:
            self._replay(vectors)
            self._check(vectors)
        except BrokenVectors:
            vectors.close()
            raise
        self._delete_all_but(name)
        return vectors

    def _replay(self, vectors: Vectors) -> None:
        """Makes the queued changes, deletions first; what was queued to be put and is no longer
        current is not there to be put. Keys are never used twice for different vectors.
        """
        queue = self._catalogue.ask("SELECT action, collection, first, last, number FROM pending")
        if not queue:
            return
        for name in COLLECTIONS:
            for action in ("delete", "add"):
                for first, last in _joined(row[2:4] for row in queue if row[:2] == (action, name)):
                    if action == "add":
                        self._copy(vectors, name, first, last)
                    else:
                        vectors.drop(name, range(first, last + 1))
            self._mend(vectors, name)
        done = max(row[4] for row in queue)
        self._catalogue.do("DELETE FROM pending WHERE number <= ?", done)

    def _mend(self, vectors: Vectors, name: Collection) -> None:
        """Puts the vectors again that no search reaches, in a collection small enough to look.

        In a graph of neighbours (HNSW, Malkov and Yashunin 2018) a vector that none of the others
        keeps as its neighbour is held and never found; it happens to some of a few dozen.
        """
        samples = self._samples(name)
        count = vectors.count(name)
        if not len(samples) or not 0 < count <= MENDED:
            return
        for _ in range(MENDINGS):
            found = vectors.nearest(name, samples[0], limit=count, report_ids=None)
            if len(found) == count:
                return
            keys = {key for (key,) in self._catalogue.ask(f"SELECT key FROM {name} {CURRENT}")}
            for key in sorted(keys - {key for key, _ in found}):
                vectors.drop(name, [key])
                self._copy(vectors, name, key, key)

    def _copy(self, vectors: Vectors, name: Collection, first: int, last: int) -> None:
        """Puts the current vectors of a range of keys."""
        for keys, report_ids, page in self._pages(name, first, last):
            vectors.put(name, keys, report_ids, page)

    def _pages(
        self, name: Collection, first: int, last: int
    ) -> Iterator[tuple[list[int], list[str], Array]]:
        while found := self._catalogue.ask(
            f"SELECT v.key, r.id, v.vector FROM {name} v JOIN shelf r ON r.number = v.report "
            "WHERE v.key BETWEEN ? AND ? ORDER BY v.key LIMIT ?",
            *(first, last, PAGE),
        ):
            keys, report_ids, blobs = (list(column) for column in zip(*found, strict=True))
            yield keys, report_ids, blobs_to_vectors(blobs)
            first = keys[-1] + 1

    def _check(self, vectors: Vectors) -> None:
        """Raises BrokenVectors where counts differ or samples are not found by their own vector."""
        for name in COLLECTIONS:
            expected = self._catalogue.ask(f"SELECT count(*) FROM {name} {CURRENT}")[0][0]
            if vectors.count(name) != expected:
                raise BrokenVectors(f"{vectors.count(name)} of {expected} {name}")
            samples = self._samples(name)
            hits = [vectors.nearest(name, sample, limit=1, report_ids=None) for sample in samples]
            found = sum(bool(hit) and hit[0][1] > SAME for hit in hits)
            if found < FOUND_SHARE * len(samples):
                raise BrokenVectors(f"{found} of {len(samples)} sample {name} found")

    def _samples(self, name: Collection) -> Array:
        """Returns vectors spread over a collection, the first and the newest among them."""
        ends = f"SELECT min(key), max(key) FROM {name} {CURRENT}"
        first, last = self._catalogue.ask(ends)[0]
        if first is None:
            return blobs_to_vectors([])
        steps = {first + (last - first) * i // (SAMPLES - 1) for i in range(SAMPLES)}
        before = f"SELECT key FROM {name} {CURRENT} AND key <= step.value"
        nearby = f"({before} ORDER BY key DESC LIMIT 1)"
        found = self._catalogue.ask(
            f"SELECT vector FROM {name} WHERE key IN (SELECT {nearby} FROM json_each(?) step)",
            json.dumps(sorted(steps)),
        )
        return blobs_to_vectors([blob for (blob,) in found])

    def _let_go(self) -> None:
        if self._vectors is not None:
            self._vectors.close()
            self._vectors = None

    def _rebuild(self) -> None:
        """Makes the index again under the next name, then points the catalogue to it."""
        self._let_go()
        current = self._catalogue.read_meta().get("vectors", "vectors-0")
        name = f"vectors-{int(current.rpartition('-')[2]) + 1}"
        delete_vectors(self._place(name))
        # What is queued from here on may miss the copy, and stays queued.
        queued = self._catalogue.ask("SELECT coalesce(max(number), 0) FROM pending")[0][0]
        try:
            vectors = Vectors(self._place(name), create=True)
            for collection in COLLECTIONS:
                self._copy(vectors, collection, 0, 2**62)
                self._mend(vectors, collection)
        except BrokenVectors as error:
            raise self._hopeless(error) from error
        self._catalogue.swap_vectors(name, queued)
        self._vectors = vectors
        self._delete_all_but(name)
        if self._url:
            delete_vectors(self._place(current))

    def _hopeless(self, error: BrokenVectors) -> LibraryError:
        return LibraryError(
            f"The vectors of {self._url or self._folder} cannot be made again ({error}). Free disk "
            "space there, or add the reports to a new folder."
        )

    def _delete_all_but(self, name: str) -> None:
        """Deletes the folders of earlier indexes, and of one whose making was interrupted."""
        for folder in self._folder.glob("vectors-*"):
            if folder.name != name or self._url:
                shutil.rmtree(folder, ignore_errors=True)

    def _place(self, name: str) -> Place:
        if not self._url:
            return Place(self._folder / name, "", "")
        library = self._catalogue.read_meta()["library"]
        return Place(self._folder, self._url, f"{library}-{name}-")


def _joined(ranges: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Returns ranges of keys, those that follow one another as one."""
    joined: list[tuple[int, int]] = []
    for first, last in sorted(ranges):
        if joined and joined[-1][1] + 1 >= first:
            joined[-1] = (joined[-1][0], max(last, joined[-1][1]))
        else:
            joined.append((first, last))
    return joined
