"""Reads fractions set in type: "3⁄4", "¹⁄₂", "2 3⁄4", "1¹/2". Knows nothing of other numbers.

What is not surely such a fraction is none: "31⁄2" may be three and a half or 31 halves, so that it
is left out whole.
"""

from __future__ import annotations

import re
from decimal import Decimal

RAISED = "⁰¹²³⁴-⁹"
_DIGITS = "0123456789"
_HIGH, _LOW = "⁰¹²³⁴⁵⁶⁷⁸⁹", "₀₁₂₃₄₅₆₇₈₉"
_PLAIN = str.maketrans(_HIGH + _LOW, _DIGITS * 2)


def _proper(tops: str, bottoms: str, slash: str) -> str:
    """Returns regex source for the fractions under one that are set in these digits.

    ``bottoms`` may hold several sets of ten digits.
    """
    sets = [bottoms[at : at + 10] for at in range(0, len(bottoms), 10)]
    ways = []
    for top in range(1, 9):
        below = "".join(digits[top + 1 :] for digits in sets)
        ways.append(f"{tops[top]}{slash}[{below}]")
    for low in ("10", "12", "16", "32", "64"):
        under = "|".join("".join(digits[int(digit)] for digit in low) for digits in sets)
        high = int(low) if int(low) < 20 else 20
        several = [str(top) for top in range(1, high)]
        over = "|".join("".join(tops[int(digit)] for digit in top) for top in several)
        ways.append(f"(?:{over}){slash}(?:{under})")
    return f"(?:{'|'.join(reversed(ways))})"


_SET = _proper(_HIGH, _LOW + _DIGITS, "[⁄/]")
_TYPED = _proper(_DIGITS, _DIGITS, "⁄")
FRACTION = (
    rf"(?:\d{{1,3}}[ \u00a0\u2009\u202f-]?)?{_SET}(?![\d₀-₉⁄/])"
    rf"|(?:\d{{1,3}}[ \u00a0\u2009\u202f-])?(?<![\d⁄]){_TYPED}(?![\d⁄])"
)
"""Regex source for a fraction, be it behind a whole number."""
UNSURE = rf"\d*\s?[{RAISED}]+\s?[/⁄]\s?[\d₀-₉]+|\d+\s?⁄\s?\d+"
"""Regex source for what looks like one and may be no fraction at all, where it is not FRACTION."""

_PARTS = re.compile(rf"(?:(\d+)[ \u00a0\u2009\u202f-]?)??([{RAISED}]+|\d+)[⁄/]([\d₀-₉]+)")


def parse_fraction(digits: str) -> Decimal | None:
    """Returns the value of a FRACTION; None for anything else."""
    if "⁄" not in digits and not any(one in _HIGH for one in digits):
        return None
    parts = _PARTS.fullmatch(digits)
    if parts is None:
        return None
    whole, top, bottom = (Decimal((part or "0").translate(_PLAIN)) for part in parts.groups())
    return whole + top / bottom if bottom else None
