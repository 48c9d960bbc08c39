"""What a check hands over before it is cited, and words for sums. Knows nothing of reports."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from assistant.figures import show
from assistant.figures.grids import number_of, printed_step
from assistant.figures.numerals import DIGITS, parse_digits
from assistant.figures.totals import rounding_room, summed
from assistant.records import AuditVerdict, Figure, FindingKind, Kind

_DIGITS = re.compile(DIGITS)
_SCALE = re.compile(r"\d\s?[^\W\d_]")
# Statistics of this size are estimates as often as counts, and printed in full all the same.
_COUNTED_OUT = 10_000


@dataclass(frozen=True, slots=True)
class Found:
    """A finding whose figures have no citations yet."""

    kind: FindingKind
    verdict: AuditVerdict
    sentence: str
    working: str
    figures: tuple[Figure, ...]


def judge_sum(whole: Figure, parts: Sequence[Figure]) -> AuditVerdict:
    """Returns how parts stand to their whole, each rounded to its last printed digit."""
    gap = abs(summed(whole, parts))
    if not gap:
        return AuditVerdict.HOLDS
    if gap <= rounding_room(whole, parts) and is_rounded((whole, *parts)):
        return AuditVerdict.WITHIN_ROUNDING
    return AuditVerdict.DOES_NOT_HOLD


def is_rounded(figures: Sequence[Figure]) -> bool:
    """Tells whether figures may be rounded: by decimals, scale or percent sign, or as their size
    leaves open; only a count of people or things in plain digits is taken to be exact.
    """
    return any(
        figure.kind is not Kind.COUNT
        or printed_step(figure) != 1
        or abs(number_of(figure)) >= _COUNTED_OUT
        for figure in figures
    )


def stated(figure: Figure) -> str:
    """Returns a figure as its report writes it, or its value where a header gives the scale."""
    surface = one_line(figure.surface)
    digits = _DIGITS.search(surface)
    if digits and parse_digits(digits.group()) != abs(number_of(figure)):
        return surface if _SCALE.search(surface) else show(number_of(figure))
    return surface


def tell_sum(
    kind: FindingKind, what: str, whole: Figure, parts: Sequence[Figure], verdict: AuditVerdict
) -> Found:
    """Returns the finding of parts held against their whole; ``what`` names the parts."""
    total = number_of(whole)
    reached = total + summed(whole, parts)
    working = show_sum([number_of(part) for part in parts], reached)
    said = stated(whole)
    if verdict is AuditVerdict.HOLDS:
        sentence = f"{what} add up to {said}."
    elif verdict is AuditVerdict.WITHIN_ROUNDING:
        sentence = f"{what} add up to {show(reached)}, which is {said} within rounding."
        working += f" ≈ {show(total)}"
    else:
        gap = show(abs(reached - total))
        side = "more" if reached > total else "less"
        sentence = f"{what} add up to {show(reached)}, {gap} {side} than the {said} stated."
        working += f" ≠ {show(total)}"
    return Found(kind, verdict, sentence, working, (whole, *parts))


def show_sum(values: Sequence[Decimal], reached: Decimal) -> str:
    """Returns "124 + 31 + 70 = 225"; what is negative stands in brackets."""
    shown = [show(value) if value >= 0 else f"({show(value)})" for value in values]
    return f"{' + '.join(shown)} = {show(reached)}"


def one_line(text: str) -> str:
    """Returns a text with its line breaks and runs of spaces made single spaces."""
    return " ".join(text.split())
