"""Writes raised and lowered text so that it never joins the number before it. Knows no formats.

A reader hands text through `raised` or `lowered` where it stands, and each whole paragraph or cell
through `settle`, which decides by what is around it: a note's mark is "[1]", an exponent "m²".
"""

from __future__ import annotations

import re

# Code points that are no characters, so that no text has them.
_UP, _DOWN, _END, _APART = "\ufdd0", "\ufdd1", "\ufdd2", "\ufdd3"
RAISED, LOWERED = (_UP, _END + _APART), (_DOWN, _END + _APART)
"""What goes before and after an element's text; two elements in a row are two marks."""
_MARKS = re.compile(f"[{_UP}{_DOWN}{_END}{_APART}]")
_INNER = f"[^{_UP}{_DOWN}{_END}{_APART}]*{_END}"
_RUN = re.compile(f"(?:{_UP}{_INNER})+|(?:{_DOWN}{_INNER})+")
_HIGH = str.maketrans("0123456789+-−–()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻⁽⁾ⁿ")
_LOW = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
_AROUND = 24

_POWER = re.compile(r"[+−–-]?\d{1,3}|\d?[+−–-]|[n()\d+−–-]{1,8}n[n()\d+−–-]{0,4}|n")
_NOTE = re.compile(
    r"[(\[]?\s*(?P<mark>(?:\d{1,3}|[a-z]|[ivx]{2,4})(?:\s*[,;–-]\s*(?:\d{1,3}|[a-z]))*)\s*[)\]]?"
)
# What is squared or cubed: a unit of length or time, or one letter of a formula.
_UNIT = re.compile(
    r"(?<![^\W\d_])(?:[kcdmhnµμ]?m|ft|foot|feet|in|inch(?:es)?|yd|yards?|mi|miles?"
    r"|(?:kilo|centi|milli)?met(?:er|re)s?|s|sec)$",
    re.IGNORECASE,
)
_LETTER = re.compile(r"(?<![^\W_])[^\W\d_]$")
_TEN = re.compile(r"(?<![\d.,$€£%])10$")
_TIMES_TEN = re.compile(r"[×x·*⋅]\s?10$")
_TWO = re.compile(r"(?<![\d.,$€£%])2$")
_PRICE = re.compile(r"[$€£]\s?\d{1,4}$")
_CURRENCY = re.compile(r"\s?(?:[$€£]|EUR\b|USD\b|GBP\b)")
_SLASH = re.compile(rf"\s?[/⁄]\s?{_DOWN}?\d")
_DIGIT = re.compile(r"\d")
_DEGREES = re.compile(r"\s?[CFNSEW]\b")
_ENDS_WORD = re.compile(r"[^\W\d_]{3}$|[\d%)\]}.,;:!?’”\"'»*†‡²³°]$")


def raised(text: str) -> str:
    """Returns a run of text marked as standing above the line; runs in a row are one mark."""
    return f"{_UP}{_MARKS.sub('', text)}{_END}" if text.strip() else text


def lowered(text: str) -> str:
    """Returns text marked as standing below the line."""
    return f"{_DOWN}{_MARKS.sub('', text)}{_END}" if text.strip() else text


def noted(mark: str) -> str:
    """Returns what is known to be a note's mark, however it was written: "[1]"."""
    return f"[{mark.strip().strip('()[]').strip()}]"


def settle(text: str) -> str:
    """Returns a paragraph or cell with its raised and lowered text written out.

    - An exponent is a superscript: behind a unit ("m²"), a 10 ("10⁶"), with a sign ("s⁻¹"). So are
      the cents of a price, which nothing tells from a note's mark ("$5⁹⁹").
    - A note's mark stands in brackets: "124[1]".
    - Words and endings stay as they are: "1st". So do signs: "124*".
    """
    if not _MARKS.search(text):
        return text
    written = ""
    at = 0
    for run in _RUN.finditer(text):
        written += _MARKS.sub("", text[at : run.start()])
        write = _raise if run.group().startswith(_UP) else _lower
        after = text[run.end() : run.end() + _AROUND].replace(_APART, "")
        inner = _MARKS.sub("", run.group())
        core = inner.strip()
        lead, tail = inner[: len(inner) - len(inner.lstrip())], inner[len(inner.rstrip()) :]
        written += "" if written[-1:].isspace() else lead
        written += write(core, written[-_AROUND:], after)
        written += "" if after[:1].isspace() else tail
        at = run.end()
    return written + _MARKS.sub("", text[at:])


def _raise(text: str, before: str, after: str) -> str:
    last = before[-1:]
    if text.isdigit() and _SLASH.match(after):
        return f" {text}" if last.isdigit() else text
    if text in ("o", "0") and last.isdigit() and _DEGREES.match(after):
        return "°"
    if _UNIT.search(before) and text.isdigit() and text[0] in "23":
        # "km" with a raised 2 and a note's mark behind it.
        return text[0].translate(_HIGH) + (noted(text[1:]) if len(text) > 1 else "")
    if _POWER.fullmatch(text) and _is_power(text, before, after):
        return text.translate(_HIGH)
    note = _NOTE.fullmatch(text)
    if note and (text[-1:].isdigit() or text[-1:] in ")]" or _is_letter_mark(text, before)):
        follows = not before.strip() and after[:1].isalnum()
        return noted(note["mark"]) + (" " if follows else "")
    # Whatever else holds a digit must not make another number of the one before it.
    return f" {text}" if last.isdigit() and _DIGIT.search(text) else text


def _is_power(text: str, before: str, after: str) -> bool:
    """Tells an exponent, or the cents of a price, from a note's mark."""
    if not text.isdigit():
        return before[-1:].isalnum() or before[-1:] in (")", "]")
    if _TIMES_TEN.search(before) or text == "0":
        return True
    if _LETTER.search(before):
        return text != "1" and not _UNIT.search(before)
    if len(text) == 2 and (_PRICE.search(before) or _CURRENCY.match(after)):
        return before[-1:].isdigit()
    return bool((_TEN.search(before) and text != "1") or (_TWO.search(before) and len(text) == 2))


def _is_letter_mark(text: str, before: str) -> bool:
    """Tells a note's letter from the ending of a number or of a word cut short ("19e", "No")."""
    if text in ("e", "o") and (before[-1:].isdigit() or before[-1:].isupper()):
        return False
    return bool(_ENDS_WORD.search(before)) or not before.strip()


def _lower(text: str, before: str, _after: str) -> str:
    return text.translate(_LOW) if text.isdigit() and before[-1:].isdigit() else text
