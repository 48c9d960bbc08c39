"""Reads files and web pages into a store, each wholly in or wholly out. Knows no questions."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import TypeAlias

from assistant.coverage import cover
from assistant.editions import find_version
from assistant.edits import carry_over, changes_text
from assistant.embedding import Embedder
from assistant.errors import UnreadableReport
from assistant.figures import read_report_figures
from assistant.library import ReportVectors, Store, embed_reports
from assistant.loading import Source, fetch, find_id, find_sources
from assistant.noticing import Noticed, noticing, without
from assistant.pacing import Pace, PacedEmbedder
from assistant.parsing import Parsed, Readers, Reading
from assistant.records import Added, Failure, Figure, Passage, Progress, Report, ReportSummary
from assistant.settings import Settings
from assistant.splitting import split_report

OnProgress: TypeAlias = Callable[[Progress], None]

# Enough for full batches of like length; one group is written while the next is embedded.
GROUP_PASSAGES = 64


@dataclass(frozen=True, slots=True)
class _Looked:
    """A file looked at before its turn: what it holds, and its reading where that was begun."""

    number: int
    source: Source
    known: str = ""
    reading: Reading | None = None
    error: UnreadableReport | None = None


@dataclass(frozen=True, slots=True)
class _Read:
    """A report read and split, waiting for its vectors; ``replaces`` are earlier versions of it."""

    number: int
    report: Report
    passages: Sequence[Passage]
    figures: Sequence[Figure]
    replaces: tuple[str, ...]

    @property
    def summary(self) -> ReportSummary:
        bare, figures = replace(self.report, text="", blocks=()), len(self.figures)
        covered = cover(self.report, figures=figures)
        return ReportSummary(bare, len(bare.pages), len(self.passages), figures, covered)

    def put(self, store: Store, vectors: ReportVectors) -> None:
        """Puts it into the store, in the place of what it replaces."""
        store.put(self.report, self.passages, self.figures, vectors, replaces=self.replaces)


def add_reports(
    store: Store,
    embedder: Embedder,
    origins: Sequence[str],
    *,
    settings: Settings,
    on_progress: OnProgress,
    leave: Collection[str] = (),
) -> Added:
    """Reads files, folders and web addresses into the store; returns what became of each.

    A file not written to since it was read is not opened, and one whose content is there already is
    not parsed again: both are unchanged. A changed one takes the place of what was last read from
    the same path or address, which is kept as an earlier version; content that is back becomes
    current as it was read then. A file that cannot be read is named and the rest go on: each is
    read in a process of its own, within limits. Reports are put one by one, so that wherever it is
    stopped each is in or out, and adding again goes on from there.
    ``leave`` are absolute paths of files and folders to pass over this time.
    """
    started = time.perf_counter()
    settings = replace(settings, library=str(store.folder))
    sources, failures = find_sources(origins, settings=settings)
    with (
        noticing(store, origins, sources) as noticed,
        ThreadPoolExecutor(1, thread_name_prefix="writing") as writer,
        Readers(settings) as readers,
    ):
        sources, failures = without(leave, sources, failures)
        pace = Pace(sources, on_progress)
        intake = _Intake(store, embedder, settings, noticed, readers, writer, pace)
        intake.run(sources, failures)
    return Added(
        added=tuple(intake.added),
        unchanged=tuple(intake.unchanged),
        updated=tuple(intake.updated),
        failed=tuple(failures),
        missing=noticed.find_missing(failures, leave),
        seconds=time.perf_counter() - started,
    )


class _Intake:
    """One run's reading: tells what is new from what is there already or was read before.

    A few files are looked at before their turn, so that they are read while another is embedded;
    what becomes of each is settled in its turn. One group is written while the next is embedded.
    """

    def __init__(
        self,
        store: Store,
        embedder: Embedder,
        settings: Settings,
        noticed: Noticed,
        readers: Readers,
        writer: Executor,
        pace: Pace,
    ) -> None:
        self._store = store
        self._embedder = embedder
        self._settings = settings
        self._noticed = noticed
        self._readers = readers
        self._writer = writer
        self._pace = pace
        self._writing: Future[Sequence[_Read]] | None = None
        self._handed: set[str] = set()
        self._read: set[str] = set()
        self._replaced: set[str] = set()
        self.unchanged: dict[str, None] = {}
        self.added: list[ReportSummary] = []
        self.updated: list[ReportSummary] = []

    def run(self, sources: Sequence[Source], failures: list[Failure]) -> None:
        """Puts what is new into the store, and notes the files that cannot be read."""
        for group in _group(self.read(sources, failures)):
            self.put(group)
        self.settle()

    def read(self, sources: Sequence[Source], failures: list[Failure]) -> Iterator[_Read]:
        """Yields the reports that are new, and notes the files that cannot be read."""
        for looked in self._look_ahead(sources):
            self._pace.begin(looked.number)
            try:
                if self._restore(looked):
                    self._pace.leave_out(looked.number)
                    continue
                parsed = self._take(looked)
            except UnreadableReport as error:
                failures.append(Failure(error.origin, error.cause))
                self._pace.leave_out(looked.number)
                continue
            if parsed is None:
                self.unchanged[looked.known] = None
                self._pace.leave_out(looked.number)
            else:
                self._pace.finish(len(parsed.report.pages))
                yield self._split(looked.number, parsed)

    def put(self, group: Sequence[_Read]) -> None:
        """Embeds reports together, and has them put into the store one by one meanwhile."""
        texts = [(read.passages, read.figures) for read in group]
        vectors = embed_reports(PacedEmbedder(self._embedder, self._pace), texts)
        self.settle()
        self._writing = self._writer.submit(self._write, group, vectors)

    def settle(self) -> None:
        """Waits until the reports handed over are in the store, and tells of it."""
        if self._writing is None:
            return
        group = self._writing.result()
        self._writing = None
        for read in group:
            (self.updated if read.replaces else self.added).append(read.summary)
        self._pace.keep([read.number for read in group], sum(len(r.passages) for r in group))

    def _write(self, group: Sequence[_Read], vectors: Sequence[ReportVectors]) -> Sequence[_Read]:
        for read, its_vectors in zip(group, vectors, strict=True):
            read.put(self._store, its_vectors)
        return group

    def _look_ahead(self, sources: Sequence[Source]) -> Iterator[_Looked]:
        waiting: deque[_Looked] = deque()
        for number, source in enumerate(sources, start=1):
            # Fetching keeps all else waiting, so what was looked at has its turn before.
            while waiting and (source.is_remote or len(waiting) > self._readers.count):
                yield waiting.popleft()
            if source.is_remote:
                self._pace.begin(number)
            waiting.append(self._look(number, source))
        yield from waiting

    def _look(self, number: int, source: Source) -> _Looked:
        try:
            known, held = self._identify(source)
        except UnreadableReport as error:
            return _Looked(number, source, error=error)
        if known in self._handed or self._has(known) or self._store.holds(known):
            return _Looked(number, held, known)
        self._handed.add(known)
        return _Looked(number, held, known, self._readers.hand(held))

    def _take(self, looked: _Looked) -> Parsed | None:
        """Returns what is in a file, None where it is there already."""
        if looked.error is not None:
            raise looked.error
        if self._has(looked.known):
            return None
        reading = looked.reading or self._readers.hand(looked.source)
        return self._readers.result(reading, self._pace.note_pages)

    def _identify(self, source: Source) -> tuple[str, Source]:
        """Returns the id of what a source holds, and the source, fetched if it is a page.

        A file that has not been written to since it was read is not opened.
        """
        unread = self._noticed.find_unread(source)
        if unread is not None:
            return unread, source
        held = fetch(source, settings=self._settings)
        known = find_id(held, settings=self._settings)
        self._noticed.note(source, known)
        return known, held

    def _has(self, report_id: str) -> bool:
        # What another file is about to replace is on its way out.
        kept = report_id not in self._replaced and self._store.has(report_id)
        return kept or report_id in self._read

    def _restore(self, looked: _Looked) -> bool:
        """Makes content current again that is kept as an earlier version; tells whether it was."""
        known, origin = looked.known, looked.source.origin
        if looked.error or self._store.has(known) or not self._store.holds(known):
            return False
        origin = self._place(replace(self._store.report(known), origin=origin))
        replaces = self._replace(known, origin)
        self._store.restore(known, origin=origin, replaces=replaces)
        listed = (summary for summary in self._store.summaries() if summary.report.id == known)
        (self.updated if replaces else self.added).extend(listed)
        return True

    def _place(self, report: Report) -> str:
        """Returns the origin of a report; of one handed over under the name of others, the one it
        is a version of has, or else a free name."""
        origin = report.origin
        # What lies within one copy, such as a message's attachments, cannot be kept apart.
        lies_alone = len(self._noticed.places) == 1
        names = self._store.uploads.names_for(origin) if lies_alone else []
        kept = {name: self._noticed.find_before(name) for name in names}
        others = {before: name for name, before in kept.items() if before is not None}
        if not others or report.id in others:
            return origin
        old = find_version(report, [self._store.report(before) for before in others])
        placed = names[-1] if old is None else others[old.id]
        if old is None and kept[origin] is None:
            placed = origin
        if placed != origin:
            self._store.uploads.keep_as(placed)
            self._noticed.rename(origin, placed)
        return placed

    def _replace(self, new: str, origin: str) -> tuple[str, ...]:
        """Returns what a report takes the place of, and notes both as settled in this run."""
        before = self._noticed.find_before(origin)
        # The old version stays where another file still holds it.
        stays = before is None or before in self.unchanged or before in self._read
        stays = stays or self._noticed.is_elsewhere(before or "", origin)
        replaces = () if before is None or stays else (before,)
        self._read.add(new)
        self._replaced.update(replaces)
        return replaces

    def _split(self, number: int, parsed: Parsed) -> _Read:
        report, figures = parsed.report, parsed.figures
        report = replace(report, origin=self._place(report))
        replaces = self._replace(report.id, report.origin)
        if replaces:
            report = carry_over(self._store.metadata(replaces).get(replaces[0]), report)
        if changes_text(parsed.report, report):
            figures = read_report_figures(report)
        passages = split_report(
            report, count_pieces=self._embedder.count_pieces, limit=self._embedder.limit
        )
        return _Read(number, report, passages, figures, replaces)


def _group(reads: Iterable[_Read]) -> Iterator[list[_Read]]:
    """Yields reports in groups of about GROUP_PASSAGES passages; a long one ends its group."""
    group: list[_Read] = []
    for read in reads:
        group.append(read)
        if sum(len(waiting.passages) for waiting in group) >= GROUP_PASSAGES:
            yield group
            group = []
    if group:
        yield group
