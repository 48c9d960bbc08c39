"""Shows a spreadsheet value as Excel shows it, for common formats. Knows nothing of sheets."""

from __future__ import annotations

import datetime
import re
from decimal import ROUND_HALF_UP, Decimal

_QUOTED = re.compile(r'"([^"]*)"|\\(.)|\[\$([^\]-]*)[^\]]*\]')
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
_DIGITS = re.compile(r"[#0?][#0?,]*(?:\.([#0?]*))?(,*)")
_UNSHOWN = re.compile(r"_.|\*.|\[[^\]]*\]")


def show_value(value: object, number_format: str) -> str:
    """Returns a cell's value as text: dates ISO, numbers by their format, "" for nothing."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, datetime.datetime):
        if value.time() != datetime.time(0):
            return value.isoformat(sep=" ", timespec="minutes")
        return _show_day(value.date(), number_format)
    if isinstance(value, datetime.date):
        return _show_day(value, number_format)
    if isinstance(value, datetime.time):
        return value.isoformat()
    if isinstance(value, (int, float)):
        return _show_number(value, number_format)
    return str(value)


def _show_day(day: datetime.date, number_format: str) -> str:
    """Returns a day, or as much of it as its format shows: "May 2022" is no first of May."""
    letters = _UNSHOWN.sub("", _QUOTED.sub("", number_format)).lower()
    if "y" not in letters or "d" in letters or "h" in letters:
        return day.isoformat()
    # "2022-01" could be two years.
    return f"{_MONTHS[day.month - 1]} {day.year}" if "m" in letters else str(day.year)


def _show_number(value: int | float, number_format: str) -> str:
    # 15 significant digits, as Excel keeps: 0.1 + 0.2 is 0.3.
    number = Decimal(value) if isinstance(value, int) else Decimal(f"{value:.15g}")
    sections = number_format.split(";")
    section = sections[1] if number < 0 and len(sections) > 1 else sections[0]
    own_sign = number < 0 and len(sections) > 1
    pattern = _UNSHOWN.sub("", _QUOTED.sub(_bare, section))
    digits = _DIGITS.search(pattern)
    if digits is None or "E+" in pattern or number_format == "General" or "/" in pattern:
        return _plain(number)
    percents = pattern.count("%")
    whole = digits.group().partition(".")[0]
    # Each comma after the digits shows thousands.
    trailing = len(whole) - len(whole.rstrip(",")) + len(digits.group(2))
    scaled = number.scaleb(2 * percents - 3 * trailing)
    shown = _digits(abs(scaled), digits.group(1) or "", "," in whole.rstrip(","))
    prefix, suffix = pattern[: digits.start()], pattern[digits.end() :]
    sign = "-" if number < 0 and not own_sign and shown.strip("0.,") else ""
    return f"{sign}{prefix}{shown}{suffix}".replace("\x01", "").strip()


def _bare(match: re.Match[str]) -> str:
    # Letters and digits of quoted text stay; only what would read as a placeholder is set apart.
    text = match.group(1) or match.group(2) or match.group(3) or ""
    return "" if re.search(r"[#0?]", text) else text


def _digits(number: Decimal, places: str, grouped: bool) -> str:
    rounded = number.quantize(Decimal(1).scaleb(-len(places)), rounding=ROUND_HALF_UP)
    text = f"{rounded:,f}" if grouped else f"{rounded:f}"
    optional = len(places) - len(places.rstrip("#?"))
    while optional and text.endswith("0"):
        text, optional = text[:-1], optional - 1
    return text.rstrip(".") if "." in text else text


def _plain(number: Decimal) -> str:
    if number == number.to_integral_value():
        return f"{number.to_integral_value():f}"
    return f"{number.normalize():f}"
