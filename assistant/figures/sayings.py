"""The verbs of those who were asked something: "29% say so". Knows no shares and no groups."""

from __future__ import annotations

import re

ANSWERS = re.compile(
    r"(?:\s\([^()\n]{1,12}\)|\))?\s(?:(?:now|also|still|currently|only|just|each|instead)\s)?"
    r"(?:say|said|think|believe|favou?r|approve|disapprove|oppose|support|expect|want|cite|feel|agree"
    r"|disagree|prefer|would|see|view|name|report)\b"
)
