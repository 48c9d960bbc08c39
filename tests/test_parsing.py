"""Files are read in processes of their own: what goes wrong over one file stays with it, within
limits of time and memory, and no process is left behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest
from shelf import EMBEDDER, EightNumbers

from assistant import AssistantError, Library, Settings
from assistant.adding import add_reports
from assistant.library import Store
from assistant.loading import Source
from assistant.pacing import Pace
from assistant.parsing import pool, starting
from assistant.records import Added, Progress

GOOD = "# Rescues\n\nThe police rescued {} people in 2022.\n"
OFFICE = "http://schemas.openxmlformats.org"
RELATION = f"{OFFICE}/officeDocument/2006/relationships"
SHEET = f"{OFFICE}/spreadsheetml/2006/main"


def write_long_sheet(path: Path) -> None:
    """Writes a workbook of 60,000 rows: small on disk, long to read and large in memory."""
    types = (
        f'<Types xmlns="{OFFICE}/package/2006/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Override PartName="/xl/workbook.xml" ContentType="application/'
        'vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
        '<Override PartName="/xl/s.xml" ContentType="application/'
        'vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>'
    )
    relation = (
        f'<Relationships xmlns="{OFFICE}/package/2006/relationships">'
        f'<Relationship Id="r1" Type="{RELATION}/{{}}" Target="{{}}"/></Relationships>'
    )
    row = f"<row>{''.join(f'<c><v>{n}</v></c>' for n in range(10))}</row>"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", types)
        archive.writestr("_rels/.rels", relation.format("officeDocument", "xl/workbook.xml"))
        archive.writestr("xl/_rels/workbook.xml.rels", relation.format("worksheet", "s.xml"))
        archive.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{SHEET}" xmlns:r="{RELATION}"><sheets>'
            '<sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>',
        )
        archive.writestr(
            "xl/s.xml",
            f'<worksheet xmlns="{SHEET}"><sheetData>{row * 60_000}</sheetData></worksheet>',
        )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder whose second file takes long to read and much memory, between two small ones."""
    path = tmp_path / "reports"
    path.mkdir()
    (path / "a.md").write_text(GOOD.format(225), encoding="utf-8")
    write_long_sheet(path / "b.xlsx")
    (path / "c.md").write_text(GOOD.format(871), encoding="utf-8")
    return path


def add(tmp_path: Path, origin: Path, **limits: int | float) -> Added:
    settings = Settings(**limits)  # type: ignore[arg-type]
    with Library.open(tmp_path / "shelf.library", settings=settings) as library:
        return library.add(origin)


def readers(pid: int | None = None) -> set[psutil.Process]:
    """The processes that read for a process, by default for this one, and where they are forked
    the one they are forked from."""
    return set(psutil.Process(pid).children(recursive=True))


def wait_until(is_so: Callable[[], bool]) -> bool:
    """Waits for what comes soon; the time is only how long a broken program is waited for."""
    for _ in range(600):
        if is_so():
            return True
        time.sleep(0.05)
    return False


def is_gone(process: psutil.Process) -> bool:
    return not process.is_running() or process.status() == psutil.STATUS_ZOMBIE


def assert_only_the_sheet_failed(added: Added, cause: str) -> None:
    names = [Path(summary.report.origin).name for summary in added.added]
    assert names == ["a.md", "c.md"]
    (failure,) = added.failed
    assert Path(failure.origin).name == "b.xlsx"
    assert failure.error.startswith("reading it ")
    assert cause in failure.error
    assert "\n" not in failure.error


# One bad file ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("limit", "cause"),
    [
        (
            {"max_seconds": 1.5},
            "takes longer than the 1.5 seconds allowed; split it or raise ASSISTANT_MAX_SECONDS",
        ),
        pytest.param(
            {"max_memory_megabytes": 100},
            "needs more than the 100 MB of memory allowed",
            marks=pytest.mark.skipif(sys.platform == "win32", reason="memory is not limited there"),
        ),
    ],
)
def test_a_file_beyond_a_limit_is_named_and_the_rest_are_added(
    tmp_path: Path, folder: Path, limit: dict[str, int | float], cause: str
) -> None:
    assert_only_the_sheet_failed(add(tmp_path, folder, **limit), cause)


def test_a_file_that_crashes_its_reader_is_named_and_the_rest_are_added(
    tmp_path: Path, folder: Path
) -> None:
    def busy() -> list[psutil.Process]:
        return [child for child in readers() if child.memory_info().rss > 70 << 20]

    def crash() -> None:
        # What a broken parser does to its process, done from outside, while the sheet is read.
        if wait_until(lambda: bool(busy())):
            busy()[0].send_signal(signal.SIGSEGV)

    thread = threading.Thread(target=crash)
    thread.start()
    added = add(tmp_path, folder, workers=1)
    thread.join()
    assert_only_the_sheet_failed(added, "crashed: it is damaged, or needs more than the 2,048 MB")


def test_where_processes_cannot_be_forked_each_loads_for_itself(
    tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(starting, "FORKS", False)
    monkeypatch.setattr(pool, "_idle", pool._Idle())
    before = readers()
    assert_only_the_sheet_failed(add(tmp_path, folder, max_seconds=2.5), "takes longer")
    (alone,) = readers() - before
    assert alone.parent() == psutil.Process()
    pool._idle.close()


# Nothing is left behind --------------------------------------------------------------------------


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "shelf.library", settings=Settings(workers=2)) as opened:
        yield opened


def test_what_is_still_being_read_ends_with_an_add_that_is_stopped(
    library: Library, folder: Path
) -> None:
    begun: set[psutil.Process] = set()

    def stop(progress: Progress) -> None:
        begun.update(readers())
        if progress.name == "b.xlsx":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        library.add(folder, on_progress=stop)
    assert begun
    assert len(readers()) <= 2
    assert all(child.cpu_percent(0.2) < 50 for child in readers())


def test_one_process_waits_for_the_next_add_and_reads_it(library: Library, tmp_path: Path) -> None:
    for number in (225, 871):
        (tmp_path / f"{number}.md").write_text(GOOD.format(number), encoding="utf-8")
    library.add(tmp_path / "225.md")
    waiting = readers()
    assert 1 <= len(waiting) <= 2
    library.add(tmp_path / "871.md")
    assert readers() == waiting


def test_a_waiting_process_that_was_ended_is_replaced(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in (225, 871, 149):
        (tmp_path / f"{number}.md").write_text(GOOD.format(number), encoding="utf-8")
    library.add(tmp_path / "225.md")
    for waiting in readers():
        waiting.kill()
    assert len(library.add(tmp_path / "871.md").added) == 1
    # Where none can run at all it is said once, not of each file.
    for waiting in readers():
        waiting.kill()
    monkeypatch.setattr(sys, "path", [])
    with pytest.raises(AssistantError, match=r"ended before it began \(exit code 1\)\. Close"):
        library.add(tmp_path / "149.md")


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL there")
def test_readers_end_when_the_process_that_adds_is_killed(tmp_path: Path, folder: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "assistant", "add", str(folder / "b.xlsx"), "--library", "lib"],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
        stderr=subprocess.PIPE,
    )
    assert process.stderr is not None
    process.stderr.readline()
    left = readers(process.pid)
    assert left
    process.kill()
    process.communicate()
    assert wait_until(lambda: all(map(is_gone, left)))


def test_a_process_that_reads_reaches_no_network() -> None:
    code = (
        "import socket; from assistant.parsing.limits import refuse_network; refuse_network()\n"
        "socket.create_connection(('127.0.0.1', 9))"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert "PermissionError: a file that is read may not reach the network" in ran.stderr


# How far it is -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("progress", "line"),
    [
        (Progress("a.pdf", 1, 3), "1 of 3: a.pdf"),
        (Progress("a.pdf", 1, 3, pages=1), "1 of 3, 1 page: a.pdf"),
        (
            Progress("b.pdf", 2, 3, pages=1204, passages=5110, seconds_left=172),
            "2 of 3, 1,204 pages, 5,110 passages, about 3 min left: b.pdf",
        ),
        (Progress("b.pdf", 2, 3, passages=1), "2 of 3, 1 passage: b.pdf"),
        (Progress("b.pdf", 2, 3, seconds_left=0.2), "2 of 3, about 1 s left: b.pdf"),
        (Progress("b.pdf", 2, 3, seconds_left=59.4), "2 of 3, about 59 s left: b.pdf"),
        (Progress("b.pdf", 2, 3, seconds_left=7500), "2 of 3, about 2 h 5 min left: b.pdf"),
    ],
)  # fmt: skip
def test_progress_is_a_line_with_what_is_known(progress: Progress, line: str) -> None:
    assert str(progress) == line


def test_the_time_left_goes_by_the_bytes_of_the_files_kept_and_leaves_out_what_was_known(
    tmp_path: Path,
) -> None:
    sources = []
    for number, size in enumerate((100_000, 50_000, 200_000, 90_000), start=1):
        path = tmp_path / f"{number}.md"
        path.write_text("x" * size, encoding="utf-8")
        sources.append(Source(path, str(path)))
    now = 0.0
    told: list[Progress] = []
    pace = Pace(sources, told.append, clock=lambda: now)
    pace.begin(1)
    now = 4.0
    pace.begin(2)
    pace.leave_out(2)
    assert [progress.seconds_left for progress in told] == [None, None]
    now = 22.0
    pace.keep([1], 40)
    # 110,000 of 420,000 bytes in 22 s, each file weighing a little by itself.
    assert told[-1].seconds_left == pytest.approx(62)
    pace.begin(3)
    now = 62.0
    pace.keep([3], 80)
    assert told[-1].seconds_left == pytest.approx(62 / 320 * 100)
    pace.begin(4)
    pace.keep([4], 30)
    assert (told[-1].seconds_left, told[-1].passages) == (None, 150)


def test_a_long_report_tells_of_its_passages_while_they_are_embedded(tmp_path: Path) -> None:
    words = " ".join(["Canals were dug and locks were built along the river."] * 10)
    parts = "".join(f"## Part {chr(97 + n % 26)}\n\n{words}\n\n" for n in range(600))
    (tmp_path / "long.md").write_text(f"# Canals\n\n{parts}", encoding="utf-8")
    told: list[Progress] = []
    with Store.open(tmp_path / "library", **EMBEDDER) as store:
        add_reports(
            store,
            EightNumbers(),
            [str(tmp_path / "long.md")],
            settings=Settings(),
            on_progress=told.append,
        )
    steps = sorted({progress.passages for progress in told})
    assert len(steps) > 2
    assert steps[0] == 0
    assert steps[-1] >= 600
