"""A page that a PDF lists over and over is read once; what only comes back stays as it is."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from pathlib import Path

import pytest
from loaded import load, written

from assistant.coverage import cover

LINE = "Region {} dug {} wells and mended {} pumps in 2022."
FORM = [LINE.format(name, 31 + n, 4 + n) for n, name in enumerate(("Orre", "Velmar", "Halden"))]
LAST = ["The three regions dug 96 wells in all, says the office of works in its own summary."]


def listing(pages: Sequence[Sequence[str]], order: Sequence[int]) -> bytes:
    """A PDF of pages of lines, listed in an order in which one may stand again and again."""
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in order)
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{kids}]/Count {len(order)}>>".encode(),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    for number, lines in enumerate(pages):
        shown = "".join(
            f"1 0 0 1 72 {700 - 20 * at} Tm ({line}) Tj " for at, line in enumerate(lines)
        )
        packed = zlib.compress(f"BT /F 11 Tf {shown}ET".encode())
        objects += [
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents {5 + 2 * number} 0 R"
            "/Resources<</Font<</F 3 0 R>>>>>>".encode(),
            f"<</Length {len(packed)}/Filter/FlateDecode>>stream\n".encode()
            + packed
            + b"\nendstream",
        ]
    body = b"%PDF-1.4\n"
    for number, item in enumerate(objects, start=1):
        body += f"{number} 0 obj\n".encode() + item + b"\nendobj\n"
    return body + f"trailer<</Root 1 0 R/Size {len(objects) + 1}>>\n%%EOF".encode()


def test_a_page_listed_over_and_over_is_read_once_and_the_rest_as_ever(tmp_path: Path) -> None:
    data = listing([FORM, LAST], [*[0] * 300, 1, 0])
    report = load(written(tmp_path, "a.pdf", data))
    assert len(report.pages) == 302
    assert [report.text.count(line) for line in (*FORM, *LAST)] == [1, 1, 1, 1]
    assert report.text.index(LAST[0]) == report.pages[300].start
    covered = cover(report, figures=0)
    (said,) = covered.left_out
    assert said.startswith("pages 2-300, 302: left out, word for word as page 1; ")
    assert covered.pages_read == 2
    assert covered.pages_by_ocr == ()


@pytest.mark.parametrize(
    ("pages", "order", "times"),
    [
        ([FORM, LAST], [*[0] * 10, 1], 10),
        # Few words on many pages may be stamps over scans.
        ([FORM[:1], LAST], [*[0] * 30, 1], 30),
        # Forms that were filled in differ.
        ([[*FORM, f"Filled in by office {n} of 30"] for n in range(30)], list(range(30)), 30),
    ],
)
def test_pages_that_differ_or_come_back_a_few_times_are_all_read(
    tmp_path: Path, pages: list[list[str]], order: list[int], times: int
) -> None:
    report = load(written(tmp_path, "a.pdf", listing(pages, order)))
    assert not any("word for word" in warning for warning in report.warnings)
    assert report.text.count(FORM[0]) == times
