"""What the benchmark times, each in a process of its own: the product, and the plain recipe.

The plain recipe is the one the documentation shows: LangChain's RecursiveCharacterTextSplitter
(1000/200), langchain-huggingface's embeddings (the same model, fp32) and langchain-chroma.
"""

from __future__ import annotations

import contextlib
import random
import statistics
import threading
import time
from pathlib import Path
from typing import Any

from made_up import DEEDS, GROUPS, PLACES

QUESTIONS = 200
# A curve is told at so many places of the run.
TENTHS = 10


def read_plainly(path: Path) -> str:
    """Returns a file's text as the plain recipe reads it: a PDF's by pypdfium2, page by page."""
    if path.suffix != ".pdf":
        return path.read_text(encoding="utf-8")
    from pypdfium2 import PdfDocument

    with PdfDocument(path) as document:
        return "\n".join(page.get_textpage().get_text_range() for page in document)


def add_ours(folder: Path, place: Path) -> dict[str, Any]:
    """Adds a folder with the product, the model loaded beforehand as for the plain recipe."""
    from assistant import Library

    library = Library.open(place)
    warm = place.parent / "warm.md"
    warm.write_text("# Warm\n\nPolice arrested 149 suspects.\n", encoding="utf-8")
    library.add([str(warm)])
    # The index may take vectors as late as on closing.
    with Watched() as watched, library:
        added = library.add([str(folder)])
    passages = sum(summary.passages for summary in added.added)
    return {**watched.told(), "passages": passages}


def parse_ours(folder: Path, place: Path) -> dict[str, Any]:
    """Only reads a folder's files into text, tables and places; keeps nothing in ``place``."""
    from assistant.loading import find_sources, load_report
    from assistant.settings import Settings

    settings = Settings()
    sources, _ = find_sources([str(folder)], settings=settings)
    # What a format's library takes to load is no file's fault.
    load_report(sources[0], settings=settings)
    pages = 0
    with Watched() as watched:
        for source in sources:
            pages += len(load_report(source, settings=settings).pages)
    return {**watched.told(), "pages": pages}


class Watched:
    """Times what runs inside it, and samples the memory of this process and its workers."""

    def __enter__(self) -> Watched:
        import psutil

        self._process = psutil.Process()
        self._samples: list[int] = []
        self._done = threading.Event()
        self._sampler = threading.Thread(target=self._sample, daemon=True)
        self._sampler.start()
        self._started, self._work = time.perf_counter(), _work()
        return self

    def __exit__(self, *_: object) -> None:
        self.seconds, self.work = time.perf_counter() - self._started, _work() - self._work
        self._done.set()
        self._sampler.join()

    def told(self) -> dict[str, Any]:
        """Returns the seconds by the clock and of processors, and the memory in bytes at each
        tenth of the way."""
        last = len(self._samples) - 1
        curve = [self._samples[last * tenth // TENTHS] for tenth in range(TENTHS + 1)]
        most = max(self._samples)
        return {"seconds": self.seconds, "work": self.work, "curve": curve, "most": most}

    def _sample(self) -> None:
        import psutil

        while True:
            held = 0
            for process in [self._process, *self._process.children(recursive=True)]:
                # A worker may end between being listed and being looked at.
                with contextlib.suppress(psutil.Error):
                    held += process.memory_info().rss
            self._samples.append(held)
            if self._done.wait(0.2):
                return


def add_plain(folder: Path, place: Path) -> dict[str, Any]:
    """Adds the same files with the plain recipe, each passage encoded on its own."""
    return _add_plain(folder, place, one_call=1)


def add_plain_batched(folder: Path, place: Path) -> dict[str, Any]:
    """Adds them with the plain recipe, a report's passages handed over together."""
    return _add_plain(folder, place, one_call=5_000)


def _add_plain(folder: Path, place: Path, *, one_call: int) -> dict[str, Any]:
    from langchain_chroma import Chroma
    from langchain_huggingface import HuggingFaceEmbeddings
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    embeddings = HuggingFaceEmbeddings(model_name=_model_folder())
    splitter = RecursiveCharacterTextSplitter(chunk_size=1000, chunk_overlap=200)
    store = Chroma(
        collection_name="plain", embedding_function=embeddings, persist_directory=str(place)
    )
    store.add_texts(["Police arrested 149 suspects."])
    count = 0
    with Watched() as watched:
        for path in sorted(folder.iterdir()):
            documents = splitter.create_documents([read_plainly(path)])
            for first in range(0, len(documents), one_call):
                store.add_documents(documents[first : first + one_call])
            count += len(documents)
    return {**watched.told(), "passages": count}


def _work() -> float:
    """Returns the processor seconds of this process and its workers, ended or still waiting."""
    import psutil

    own = psutil.Process()
    seconds = sum(own.cpu_times()[:4])
    for process in own.children(recursive=True):
        # A worker may end between being listed and being looked at.
        with contextlib.suppress(psutil.Error):
            seconds += sum(process.cpu_times()[:4])
    return seconds


def ask_ours(folder: Path, place: Path) -> dict[str, Any]:
    """Asks on a library already built in ``place``; the first questions only warm it."""
    from assistant import Library

    with Library.open(place) as library:
        passages = sum(summary.passages for summary in library.reports())
        times = _time_each(lambda question: library.ask(question))
    return {"passages": passages, **times}


def _time_each(ask: Any) -> dict[str, Any]:
    chance = random.Random(1)
    questions = [
        f"How many {chance.choice(GROUPS)} were {chance.choice(DEEDS)} in "
        f"{chance.choice(PLACES)} in {chance.randint(1995, 2024)}?"
        for _ in range(QUESTIONS + 10)
    ]
    times = []
    for question in questions:
        started = time.perf_counter()
        ask(question)
        times.append(time.perf_counter() - started)
    warm = sorted(times[10:])
    return {"p50": statistics.median(warm), "p95": warm[int(len(warm) * 0.95)]}


def _model_folder() -> str:
    from assistant.embedding import bundled_model

    return str(bundled_model())
