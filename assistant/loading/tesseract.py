"""Reads the words in a picture with Tesseract, where that is installed. Knows nothing of PDF files.

Tesseract (Apache-2.0) is a program of its own, run on one picture at a time with a time limit. It
gets the picture through a pipe and prints a table; no file is written.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

Pixels: TypeAlias = npt.NDArray[np.uint8]
"""A picture in shades of grey, row by row."""

INSTALL = "`apt-get install tesseract-ocr`"
_WORD_LEVEL = "5"
_COLUMNS = 12
_TURN = re.compile(r"^Rotate: (\d+)$", re.MULTILINE)
_NO_LANGUAGE = re.compile(r"Failed loading language '([^']*)'")


class OcrError(Exception):
    """A picture that was not read; ``str(error)`` says why, as the end of a sentence."""


class OcrWord(NamedTuple):
    """A word and its rectangle in pixels from the left and top; ``confidence`` is 0 to 100.

    Words with the same ``line`` stand on one line, in reading order.
    """

    text: str
    x0: int
    y0: int
    x1: int
    y1: int
    confidence: int
    line: int


@dataclass(frozen=True, slots=True)
class Tesseract:
    """The program, the languages to read in ("eng+deu") and the seconds one picture may take."""

    program: str
    languages: str
    seconds: float

    def read(self, pixels: Pixels, *, dpi: int) -> list[OcrWord]:
        """Returns the words of a picture that is the right way up; raises OcrError."""
        options = ("-l", self.languages, "--dpi", str(dpi), "--psm", "3")
        table = self._run(pixels, *options, "-c", "tessedit_create_tsv=1")
        return list(_read_table(table))

    def find_turn(self, pixels: Pixels) -> int | None:
        """Returns by how many degrees clockwise a picture must be turned to be read: 0, 90, 180 or
        270; None where that cannot be told."""
        try:
            found = _TURN.search(self._run(pixels, "--psm", "0"))
        except OcrError:
            return None  # Too few letters, or no data to tell it from.
        return int(found[1]) % 360 if found else None

    def _run(self, pixels: Pixels, *options: str) -> str:
        high, wide = pixels.shape
        picture = b"P5 %d %d 255\n" % (wide, high) + pixels.tobytes()
        try:
            done = subprocess.run(
                [self.program, "-", "-", *options],
                input=picture,
                capture_output=True,
                timeout=self.seconds,
                # Its threads wait by spinning; several pages at once are faster with one each.
                env={**os.environ, "OMP_THREAD_LIMIT": "1"},
                check=False,
            )
        except subprocess.TimeoutExpired as error:
            raise OcrError(
                f"OCR took longer than {self.seconds:g} s; raise ASSISTANT_OCR_SECONDS"
            ) from error
        except OSError as error:
            raise OcrError(f"{self.program} cannot be run: {error.strerror}") from error
        complaint = done.stderr.decode(errors="replace")
        # With one language of several missing it goes on without; a reader would not know.
        if done.returncode or _NO_LANGUAGE.search(complaint):
            raise OcrError(_explain(complaint))
        return done.stdout.decode(errors="replace")


def find_tesseract(*, languages: str, seconds: float) -> Tesseract | None:
    """Returns Tesseract where it is on PATH; None where it is not, or no language is asked for."""
    program = shutil.which("tesseract") if languages else None
    return None if program is None else Tesseract(program, languages, seconds)


def _explain(complaint: str) -> str:
    missing = _NO_LANGUAGE.findall(complaint)
    if missing:
        names = " ".join(f"tesseract-ocr-{name.replace('_', '-')}" for name in missing)
        return (
            f"Tesseract has no data for {', '.join(missing)}; `apt-get install {names}`, "
            "or set ASSISTANT_OCR_LANGUAGES"
        )
    lines = complaint.split("\n")
    return f"Tesseract failed ({lines[0].strip()[:120]})"


def _read_table(table: str) -> list[OcrWord]:
    words = []
    lines: dict[tuple[str, ...], int] = {}
    for row in table.splitlines()[1:]:
        fields = row.split("\t", _COLUMNS - 1)
        if len(fields) < _COLUMNS or fields[0] != _WORD_LEVEL or not fields[-1].strip():
            continue
        line = lines.setdefault(tuple(fields[1:5]), len(lines))
        left, top, wide, high = map(int, fields[6:10])
        sure = max(0, min(100, round(float(fields[10]))))
        edges = (left, top, left + wide, top + high)
        # A word is what has no space in it, here as in every report.
        text = "".join(fields[-1].split())
        words.append(OcrWord(text, *edges, sure, line))
    return words
