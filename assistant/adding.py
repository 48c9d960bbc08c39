"""Reads files and web pages into a store, each wholly in or wholly out. Knows no questions."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.embedding import Embedder
from assistant.errors import UnreadableReport
from assistant.figures import read_report_figures
from assistant.library import Store, embed_reports
from assistant.loading import Source, fetch, find_id, find_sources, load_report
from assistant.noticing import Noticed, noticing, without
from assistant.records import Added, Failure, Figure, Passage, Report, ReportSummary
from assistant.settings import Settings
from assistant.splitting import split_report

Progress = Callable[[str], None]

# Passages embedded together: enough for full batches of like length, little to do again if stopped.
GROUP_PASSAGES = 128


@dataclass(frozen=True, slots=True)
class _Read:
    """A report read and split, waiting for its vectors; ``replaces`` are earlier versions of it."""

    report: Report
    passages: Sequence[Passage]
    figures: Sequence[Figure]
    replaces: tuple[str, ...]

    @property
    def summary(self) -> ReportSummary:
        bare = replace(self.report, text="", blocks=())
        return ReportSummary(bare, len(bare.pages), len(self.passages), len(self.figures))


def add_reports(
    store: Store,
    embedder: Embedder,
    origins: Sequence[str],
    *,
    settings: Settings,
    on_progress: Progress,
    leave: Collection[str] = (),
) -> Added:
    """Reads files, folders and web addresses into the store and returns what became of each.

    A file not written to since it was read is not opened, and one whose content is there already is
    not parsed again: both are unchanged. A changed one takes the place of what was last read from
    the same path or address, which is kept as an earlier version; content that is back becomes
    current as it was read then. A file that cannot be read is named and the rest go on. Reports are
    embedded together and put one by one, so that wherever it is stopped each is in or out.
    ``leave`` are absolute paths of files and folders to pass over this time.
    """
    started = time.perf_counter()
    sources, failures = find_sources(origins, settings=settings)
    added: list[ReportSummary] = []
    updated: list[ReportSummary] = []
    with noticing(store, origins, sources) as noticed:
        sources, failures = without(leave, sources, failures)
        intake = _Intake(store, embedder, settings, noticed)
        for group in _group(intake.read(sources, failures, on_progress)):
            vectors = embed_reports(embedder, [(read.passages, read.figures) for read in group])
            for read, its_vectors in zip(group, vectors, strict=True):
                store.put(
                    read.report, read.passages, read.figures, its_vectors, replaces=read.replaces
                )
                (updated if read.replaces else added).append(read.summary)
    return Added(
        added=(*added, *intake.back),
        unchanged=tuple(intake.unchanged),
        updated=(*updated, *intake.restored),
        failed=tuple(failures),
        missing=noticed.find_missing(failures, leave),
        seconds=time.perf_counter() - started,
    )


class _Intake:
    """One run's reading: tells what is new from what is there already or was read before."""

    def __init__(
        self, store: Store, embedder: Embedder, settings: Settings, noticed: Noticed
    ) -> None:
        self._store = store
        self._embedder = embedder
        self._settings = settings
        self._noticed = noticed
        self._read: set[str] = set()
        self._replaced: set[str] = set()
        self.unchanged: dict[str, None] = {}
        self.restored: list[ReportSummary] = []
        self.back: list[ReportSummary] = []

    def read(
        self, sources: Sequence[Source], failures: list[Failure], on_progress: Progress
    ) -> Iterator[_Read]:
        """Yields the reports that are new, and notes the files that cannot be read."""
        for number, source in enumerate(sources, start=1):
            on_progress(f"{number} of {len(sources)}: {_name_of(source)}")
            try:
                known, held = self._identify(source)
                if self._restore(known, source):
                    continue
                report = None if self._has(known) else load_report(held, settings=self._settings)
            except UnreadableReport as error:
                failures.append(Failure(error.origin, error.cause))
                continue
            if report is None:
                self.unchanged[known] = None
            else:
                yield self._split(report)

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

    def _restore(self, known: str, source: Source) -> bool:
        """Makes content current again that is kept as an earlier version; tells whether it was."""
        if self._store.has(known) or not self._store.holds(known):
            return False
        replaces = self._replace(known, source.origin)
        self._store.restore(known, origin=source.origin, replaces=replaces)
        listed = (summary for summary in self._store.summaries() if summary.report.id == known)
        (self.restored if replaces else self.back).extend(listed)
        return True

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

    def _split(self, report: Report) -> _Read:
        replaces = self._replace(report.id, report.origin)
        passages = split_report(
            report, count_pieces=self._embedder.count_pieces, limit=self._embedder.limit
        )
        return _Read(report, passages, read_report_figures(report), replaces)


def _name_of(source: Source) -> str:
    return source.origin if source.is_remote else source.path.name


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
