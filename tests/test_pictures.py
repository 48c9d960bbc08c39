"""A place of a report as a picture of its page, drawn from the file it was read from."""

from __future__ import annotations

import io
import json
import sys
import urllib.error
import urllib.request
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas
from shelf import EMBEDDER

from assistant import Library, LibraryError, UnreadableReport, WrongUse
from assistant.cli import main
from assistant.library import ReportVectors, Store
from assistant.loading import Source, find_sources, load_report
from assistant.pictures import picture_place
from assistant.records import Citation, Report
from assistant.settings import Settings
from assistant.web.evidence import show_source
from assistant.web.serving import running

SENTENCE = "In all 225 victims were freed."
HEIGHT = A4[1]


def write_pdf(path: Path, *, words: str = SENTENCE) -> Path:
    canvas = Canvas(str(path), pagesize=A4, invariant=True)
    canvas.drawString(72, 700, "This page has other words on it, 12 of them.")
    canvas.showPage()
    canvas.drawString(72, 500, words)
    canvas.save()
    return path


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "some.library", **EMBEDDER) as opened:
        yield opened


def add(store: Store, source: Source) -> Report:
    report = load_report(source, settings=Settings())
    store.put(report, [], [], ReportVectors(np.zeros((0, 8), np.float32), (), ()))
    return report


def place_of(report: Report, words: str) -> tuple[str, int, int]:
    start = report.text.index(words)
    return report.id, start, start + len(words)


def pixels_of(picture: bytes) -> npt.NDArray[np.int16]:
    assert picture.startswith(b"\x89PNG")
    return np.asarray(Image.open(io.BytesIO(picture)).convert("RGB")).astype(np.int16)


def area_of(coloured: npt.NDArray[np.bool_]) -> tuple[float, float, float, float]:
    """Returns the edges of the pixels of a colour, in points (a page has two pixels a point)."""
    rows, columns = np.nonzero(coloured)
    x0, x1, y0, y1 = columns.min(), columns.max(), rows.min(), rows.max()
    return float(x0) / 2, float(y0) / 2, float(x1) / 2, float(y1) / 2


def test_the_quote_is_tinted_and_the_figure_in_it_framed(store: Store, tmp_path: Path) -> None:
    path = write_pdf(tmp_path / "report.pdf")
    report = add(store, Source(path, str(path)))
    place = place_of(report, SENTENCE)
    figure = place_of(report, "225")[1:]
    pixels = pixels_of(picture_place(store, place, [figure], settings=Settings()))
    assert pixels.shape == (round(2 * HEIGHT), round(2 * A4[0]), 3)
    tinted = (pixels[:, :, 0] - pixels[:, :, 2]) > 80
    x0, y0, x1, y1 = area_of(tinted)
    assert (x0, x1) == (pytest.approx(71, abs=1.5), pytest.approx(232, abs=8))
    assert y0 < HEIGHT - 500 - 8
    assert HEIGHT - 500 < y1 < HEIGHT - 490
    framed = (pixels == (196, 84, 0)).all(axis=2)
    fx0, fy0, fx1, fy1 = area_of(framed)
    assert x0 + 20 < fx0 < fx1 < x0 + 70
    assert y0 <= fy0 < fy1 <= y1
    # The letters are still there, black on the tint.
    inside = pixels[round(2 * y0) : round(2 * y1), round(2 * x0) : round(2 * x1)]
    assert inside.min() < 40


def test_a_file_within_an_archive_is_drawn_too(store: Store, tmp_path: Path) -> None:
    write_pdf(tmp_path / "report.pdf")
    archive = tmp_path / "reports.zip"
    with zipfile.ZipFile(archive, "w") as zipped:
        zipped.write(tmp_path / "report.pdf", "2022/report.pdf")
    [source], _ = find_sources([str(archive)], settings=Settings())
    report = add(store, source)
    assert picture_place(store, place_of(report, "225"), settings=Settings())


def gone(path: Path) -> None:
    path.unlink()


def changed(path: Path) -> None:
    write_pdf(path, words="In all 226 victims were freed.")


@pytest.mark.parametrize(
    ("spoil", "cause"),
    [(gone, "the file is no longer there; put it back"), (changed, "changed since it was added")],
)
def test_a_file_that_is_not_what_it_was_is_not_drawn(
    store: Store, tmp_path: Path, spoil: object, cause: str
) -> None:
    path = write_pdf(tmp_path / "report.pdf")
    report = add(store, Source(path, str(path)))
    spoil(path)  # type: ignore[operator]
    with pytest.raises(UnreadableReport, match=cause):
        picture_place(store, place_of(report, "225"), settings=Settings())


def test_places_that_are_on_no_page_say_so(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "report.md"
    path.write_text(SENTENCE, encoding="utf-8")
    report = add(store, Source(path, str(path)))
    with pytest.raises(WrongUse, match="Only pages of PDF files are shown"):
        picture_place(store, place_of(report, "225"), settings=Settings())
    with pytest.raises(LibraryError, match="No report"):
        picture_place(store, ("0" * 16, 0, 3), settings=Settings())


def test_what_came_from_a_web_address_is_not_kept(store: Store, tmp_path: Path) -> None:
    path = write_pdf(tmp_path / "report.pdf")
    report = add(store, Source(path, "https://example.org/report.pdf"))
    with pytest.raises(UnreadableReport, match="not kept"):
        picture_place(store, place_of(report, "225"), settings=Settings())


def test_a_page_is_drawn_from_another_folder_than_the_one_it_was_added_from(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_pdf(tmp_path / "report.pdf")
    monkeypatch.chdir(tmp_path)
    with Library.open(tmp_path / "shelf") as library:
        report_id = library.add("report.pdf").added[0].report.id
        monkeypatch.chdir(tmp_path.parent)
        start = library.text(report_id).index("225")
        assert library.page_image((report_id, start, start + 3)).startswith(b"\x89PNG")


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a library of one PDF, and that PDF."""
    folder = tmp_path_factory.mktemp("pictures")
    with Library.open(folder / "shelf") as library:
        library.add(write_pdf(folder / "report.pdf"))
    return folder


def run(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    monkeypatch.setattr(sys, "argv", ["assistant", *arguments])
    try:
        main()
    except SystemExit as left:
        return int(left.code or 0)
    return 0


def test_the_page_of_a_figure_is_drawn_by_its_id_and_its_boxes_are_in_the_json(
    shelf: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with Library.open(shelf / "shelf") as library:
        table = library.figures("victims")
        answer = library.ask("How many victims were freed?")
        assert library.page_image(answer.citations[0]).startswith(b"\x89PNG")
    assert answer.citations[0].boxes[0].page == 2
    assert table.citations[0].boxes == answer.citations[0].boxes
    place = ["--library", str(shelf / "shelf")]
    picture = shelf / "page.png"
    figure_id = str(table.figures[0].id)
    capsys.readouterr()
    assert run(monkeypatch, "figures", "--id", figure_id, "--image", str(picture), *place) == 0
    assert f"The page is drawn in {picture}" in capsys.readouterr().out
    assert pixels_of(picture.read_bytes()).size
    assert run(monkeypatch, "figures", "--id", figure_id, "--json", *place) == 0
    [box] = json.loads(capsys.readouterr().out)["figure"]["citation"]["boxes"]
    assert (box["page"], round(box["x0"])) == (2, 72)


@pytest.mark.parametrize(
    ("options", "cause"),
    [
        (("victims", "--image", "page.png"), "Name it with --id"),
        (("--id", "0" * 16 + "@1-2", "--image", "page.jpg"), "Name a .png file"),
    ],
)
def test_a_picture_that_cannot_be_meant_is_refused(
    options: tuple[str, ...],
    cause: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(monkeypatch, "figures", *options, "--library", str(tmp_path)) == 2
    assert cause in capsys.readouterr().err


def fetch(url: str, **headers: str) -> tuple[int, str, bytes]:
    request = urllib.request.Request(url, headers=headers)
    try:
        with urllib.request.urlopen(request, timeout=20) as response:
            return response.status, response.headers["Content-Type"], response.read()
    except urllib.error.HTTPError as error:
        return error.code, error.headers["Content-Type"], error.read()


def test_the_web_application_shows_the_page_of_a_source_when_asked(shelf: Path) -> None:
    with Library.open(shelf / "shelf") as library:
        [citation, *_] = library.ask("How many victims were freed?").citations
        report = library.report(citation.report_id)
        start = report.text.index("225")
        card = show_source(citation, report, number=0, figures=[(start, start + 3)])
        address = f"page-image/{report.id}/{citation.start}-{citation.end}?mark={start}-{start + 3}"
        assert f'<img loading="lazy" src="{address}"' in card
        with running(library, host="127.0.0.1", port=0) as url:
            status, kind, body = fetch(f"{url}/{address}")
            assert (status, kind) == (200, "image/png")
            assert (pixels_of(body) == (196, 84, 0)).all(axis=2).any()
            unmarked = fetch(f"{url}/{address.partition('?')[0]}?mark=x&mark=9-&other=1")
            assert unmarked[:2] == (200, "image/png")
            for path, cause in (
                (f"page-image/{'0' * 16}/0-9", b"No report"),
                (f"page-image/{report.id}/900000-900009", b"not known"),
            ):
                status, kind, body = fetch(f"{url}/{path}")
                assert (status, kind.partition(";")[0]) == (404, "text/plain")
                assert cause in body
                assert b"\n" not in body
            assert fetch(f"{url}/{address}", Host="evil.example")[0] == 400
            assert fetch(f"{url}/page-image/../../etc/passwd")[0] in (403, 404)
            assert fetch(url)[:2] == (200, "text/html; charset=utf-8")
    fetched = replace(report, origin="https://example.org/shelf.pdf")
    assert "<img" not in show_source(citation, fetched, number=0, figures=[])
    assert "<img" not in show_source(replace(citation, boxes=()), report, number=0, figures=[])


def test_a_source_read_by_ocr_says_so_in_the_web_application(shelf: Path) -> None:
    citation = Citation("r1", "Boats", 1, None, 0, 3, "487", ocr=71)
    assert "read by OCR, 71 % sure" in show_source(citation, None, number=0, figures=[])
