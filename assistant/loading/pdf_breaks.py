"""Mends lines of a PDF that were broken behind a raised digit. Knows nothing of segments or tables.

pdfium ends a line where a character stands far above the next: "as of 2018" with note 3 and a full
stop behind it came apart at the stop, and one and a half, set small, at its slash.
"""

from __future__ import annotations

import re

from assistant.loading.pdf_raised import Box, Boxes

GLUE = "\ufdd4"
"""What stands for a break that is none; a code point that is no character."""

_BREAK = re.compile(r"(?<=\S)\r\n(?=[,.;:)\]/⁄%])")
_APART = 0.3
"""Of a character's height, how far two that follow one another may be apart, or must overlap."""


def mend_breaks(text: str, box: Boxes) -> str:
    """Returns the text with GLUE, as long, for each break where the line goes on right behind it
    with a sign that begins none; ``box`` gives a character's box by its place."""
    return _BREAK.sub(
        lambda m: GLUE * 2 if _goes_on(box(m.start() - 1), box(m.end())) else m.group(), text
    )


def _goes_on(one: Box, other: Box) -> bool:
    high = max(one[3] - one[2], other[3] - other[2])
    shared = min(one[3], other[3]) - max(one[2], other[2])
    return abs(other[0] - one[1]) < _APART * high and shared > _APART * (one[3] - one[2]) > 0
