"""Reads numbers in digits, in the world's separator styles. Knows nothing of units or words."""

from __future__ import annotations

import re
from decimal import Decimal

from assistant.figures.lexicon import VULGAR
from assistant.figures.slashed import FRACTION, parse_fraction

_GAP = r"[\u00a0\u2007\u2009\u202f'’]"
_POWER_OF_TEN = r"\s?[×x]\s?10(?:(?:\^|\*\*)[−-]?\d{1,2}|[−-]\d{1,2}|⁻?[⁰¹²³⁴-⁹]{1,2})"
DIGITS = (
    # 3⁄4 and 1¹⁄₂, before the whole number alone is taken
    rf"{FRACTION}|"
    # 1,234,567.8; one style of separator throughout; spaced and Swiss styles alike
    r"\d{1,3}(?:,\d{3}){1,9}(?:\.\d+)?(?!\d|,\d{3})"
    rf"|\d{{1,3}}(?:{_GAP}\d{{3}}){{1,9}}(?:[.,]\d{{1,2}})?(?!\d|[,.]\d)"
    # "80, 000", as some typesetters leave it
    r"|\d{1,3}(?:, 000){1,5}(?!\d)"
    # lakh and crore: 12,34,567
    r"|\d{1,2}(?:,\d{2}){1,6},\d{3}(?:\.\d+)?(?!\d)"
    # 1.234.567,8; a lone group is European only with its decimal comma or a euro: 1.234,56
    r"|\d{1,3}(?:\.\d{3}){2,9}(?:,\d+)?(?!\d)"
    r"|\d{1,3}(?:\.\d{3}){1,9},\d{1,2}(?!\d)"
    # 12 345 678 and 12 345,6; two groups alone are one number only where no third stands by
    r"|\d{1,3}(?: \d{3}){2,9}(?:,\d{1,2})?(?!\d| \d)"
    r"|(?<!\d )(?<!\d)[1-9]\d{0,2} \d{3}(?:,\d{1,2})?(?![\d-]|[.,]\d| \d| ?(?:mg|ml|mcg)\b)"
    # 3,5
    r"|\d+,\d{1,2}(?!\d)(?!,\d)"
    # 10 1/2 and 10-1/2
    r"|\d+[\s-]\d/(?:[2-9]|1[026]|32)(?![\d/])"
    rf"|\d+(?:\.\d+)?(?:{_POWER_OF_TEN})?[½⅓⅔¼¾⅕⅛⅜⅝⅞]?"
    r"|\.\d+"
    r"|[½⅓⅔¼¾⅕⅛⅜⅝⅞]"
)
"""Regex source for a number in digits, in the world's separator styles."""

_MIXED = re.compile(r"(\d+)[\s-](\d)/(\d+)")
_EUROPEAN = re.compile(r"\d{1,3}(?:\.\d{3}){2,}(?:,\d+)?|\d{1,3}(?:\.\d{3})+,\d{1,2}")
_DECIMAL_COMMA = re.compile(r"\d+,\d{1,2}")
_POWER = re.compile(r"([\d.]+)\s?[×x]\s?10(?:\^|\*\*)?([−⁻-]?)([\d⁰¹²³⁴-⁹]+)")
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_GAPS = str.maketrans("", "", " \t\n\u00a0\u2007\u2009\u202f'’")
_MOST_DIGITS = 40


def parse_digits(digits: str) -> Decimal:
    """Returns the exact value of a number in digits, in any of the separator styles of DIGITS."""
    if digits.isascii() and digits.isdigit():
        return Decimal(digits)
    fraction = parse_fraction(digits)
    if fraction is not None:
        return fraction
    vulgar = Decimal(0)
    if digits[-1] in VULGAR:
        vulgar, digits = VULGAR[digits[-1]], digits[:-1]
    mixed = _MIXED.fullmatch(digits)
    if mixed:
        whole, top, bottom = (Decimal(part) for part in mixed.groups())
        return whole + (top / bottom if bottom else 0)
    power = _POWER.fullmatch(digits)
    if power:
        exponent = int(power[3].translate(_RAISED)[:2]) * (-1 if power[2] else 1)
        return Decimal(power[1]).scaleb(exponent)
    digits = digits.translate(_GAPS)
    if _EUROPEAN.fullmatch(digits):
        digits = digits.replace(".", "").replace(",", ".")
    elif _DECIMAL_COMMA.fullmatch(digits):
        digits = digits.replace(",", ".")
    digits = digits.replace(",", "")
    return (Decimal(digits) if digits else Decimal(0)) + vulgar


def tidy(value: Decimal) -> Decimal:
    """Returns a decimal without the trailing zeros that scaling leaves (1.2 × 10⁹ → 1200000000)."""
    whole = value.to_integral_value()
    if value != whole:
        return value
    return whole if whole.adjusted() > _MOST_DIGITS else Decimal(int(whole))
