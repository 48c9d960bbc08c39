"""Loading PDF: the files that it carries with it are named, never silently left out."""

import io
from pathlib import Path

import pytest
from loaded import load, written
from pypdfium2 import PdfDocument
from reportlab.pdfgen.canvas import Canvas


def with_files(*names: str) -> bytes:
    buffer = io.BytesIO()
    canvas = Canvas(buffer)
    canvas.drawString(72, 700, "Some 124 ships came to the harbour of Orre in May.")
    canvas.save()
    document = PdfDocument(buffer.getvalue())
    for name in names:
        document.new_attachment(name).set_data(b"Line,Ships\n")
    saved = io.BytesIO()
    document.save(saved)
    document.close()
    return saved.getvalue()


@pytest.mark.parametrize(
    ("names", "warnings"),
    [
        ((), ()),
        (
            ("ships.csv", "bo\nat.csv"),
            (
                "2 files attached to the PDF were left out (bo?at.csv, ships.csv); "
                "save and add what is a report",
            ),
        ),
        (
            tuple(f"{number}.csv" for number in range(7)),
            (
                "7 files attached to the PDF were left out (0.csv, 1.csv, 2.csv, 3.csv, 4.csv and "
                "2 more); save and add what is a report",
            ),
        ),
    ],
)
def test_files_attached_to_a_pdf_are_named(
    tmp_path: Path, names: tuple[str, ...], warnings: tuple[str, ...]
) -> None:
    report = load(written(tmp_path, "a.pdf", with_files(*names)))
    assert report.text == "Some 124 ships came to the harbour of Orre in May."
    assert report.warnings == warnings
