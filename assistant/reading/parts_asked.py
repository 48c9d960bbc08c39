"""Plans what share one thing is of another. Knows no other arithmetic."""

from __future__ import annotations

import re

from assistant.reading.plans import FILLERS, YEAR, Plan
from assistant.records import Operation

_AS_PART = re.compile(
    r"(?:(?:value|amount)\s+of\s+)?(?:the\s+)?(?P<part>.+?)\s+(?:expressed\s+|stated\s+)?as\s+an?\s+"
    r"(?:percent(?:age)?|proportion|share|fraction)\s+(?:of|to)\s+(?:the\s+|all\s+)*(?P<whole>.+)",
    re.IGNORECASE,
)
_OUT_OF = re.compile(
    r"(?:percentage|proportion|share)\s+(?:(?:constitution|constituent)\s+)?of\s+(?:the\s+)?"
    r"(?P<part>.+?)\s+(?:out\s+of|over|among|in|to|within)\s+(?:the\s+)?"
    r"(?P<whole>(?:\w+ )?(?:total|gross|overall|entire|all|group)\b.+)",
    re.IGNORECASE,
)


def _part_of(body: str) -> Plan | None:
    """Plans "X as a percentage of Y", "the percentage of X out of the total Y": X of Y."""
    match = _AS_PART.search(FILLERS.sub("", body)) or _OUT_OF.search(body)
    if match is None:
        return None
    part, whole = match["part"], match["whole"]
    years = re.findall(rf"\bin {YEAR}|\bfor {YEAR}", f"{part} {whole}")
    when = f" {years[-1]}" if len(set(years)) == 1 else ""
    asked = [f"{words}{'' if when in f' {words}' else when}" for words in (part, whole)]
    return Plan(Operation.SHARE, tuple(f"What was {words}?" for words in asked))


def plan_share(body: str) -> Plan | None:
    planned = _part_of(body)
    if planned is not None:
        return planned
    match = re.search(
        r"(?:share|proportion|percentage|per ?cent|fraction|part|%) of (?:the "
        r"|all )*(?P<whole>.+?)\s+"
        r"(?P<part>(?:(?:were|was|are|is|had|have|has|came|come|went|did|that|who|which|live"
        r"|lived)\b"
        r"|\w+ed\b(?!\s+(?:victims|people|suspects))).*)",
        body,
        re.IGNORECASE,
    )
    if match is None:
        return None
    whole, part = match["whole"], match["part"]
    year = re.search(rf"\bin {YEAR}", part)
    when = f" {year.group()}" if year else ""
    asked = (f"How many of the {whole} {part}?", f"How many {whole} in total{when}?")
    return Plan(Operation.SHARE, asked)
