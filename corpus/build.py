"""Writes the corpus's PDF, DOCX and XLSX reports. Knows nothing of the assistant that reads them.

`python corpus/build.py` rewrites the three files beside it; the other reports are plain text,
edited by hand. Time stamps are fixed, so that the same library versions write the same files again.
"""

from __future__ import annotations

import io
import re
import sys
import zipfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import build_education
import build_environment
import build_personnel

FOLDER = Path(__file__).parent
STAMP = (2023, 1, 1, 0, 0, 0)
SAVED_AT = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(</dcterms:modified>)")
REPORTS = {
    build_education.FILE: build_education.write_report,
    build_environment.FILE: build_environment.write_report,
    build_personnel.FILE: build_personnel.write_report,
}


def settle(data: bytes) -> bytes:
    """Returns an Office file with fixed time stamps; a PDF is returned as it is."""
    if data.startswith(b"%PDF"):
        return data
    settled = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(settled, "w") as new:
        for name in old.namelist():
            part = SAVED_AT.sub(rb"\g<1>2023-01-01T00:00:00Z\g<2>", old.read(name))
            new.writestr(zipfile.ZipInfo(name, STAMP), part, zipfile.ZIP_DEFLATED, 9)
    return settled.getvalue()


def build_reports() -> dict[str, bytes]:
    """Returns each built report's bytes by file name."""
    return {name: settle(write()) for name, write in REPORTS.items()}


if __name__ == "__main__":
    for name, data in build_reports().items():
        (FOLDER / name).write_bytes(data)
