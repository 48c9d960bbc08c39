"""Reads the uncertainty given with a number: "± 3", "(95% CI 43–51)", "(SE 2.1)".

A standard error or a "±" is an interval of that much to either side. Knows nothing of what the
numbers count.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from assistant.figures.amounts import Quantity, with_unit
from assistant.records import Kind

_NUMBER = r"[-−]?\d{1,3}(?:,\d{3}){1,5}(?:\.\d{1,9})?|[-−]?\d{1,12}(?:\.\d{1,9})?"
_UNIT = r"\s?(?:%|percentage\spoints?|per\scent|percent|points?|pp|kg|mm|cm|km)(?![\w])|%"
_AROUND = re.compile(
    r"\s?[(,]?\s?(?:with\s)?(?:an?\s)?(?:margin\sof\serror\sof\s|margin\sof\s)?"
    rf"(?:±|\+\s?/\s?[-−–]|plus\sor\sminus)\s?(?P<error>{_NUMBER})(?P<unit>{_UNIT})?"
    r"(?P<close>\s?\))?",
    re.IGNORECASE,
)
_ERROR = re.compile(
    rf"\s?[(\[]\s?(?:SEM?|S\.E\.|SD|standard\serror|standard\sdeviation|s\.e\.)\s?[=:,]?\s?"
    rf"(?:of\s)?(?P<error>{_NUMBER})%?\s?[)\]]"
)
_BOUNDS = re.compile(
    r"\s?[(\[,;]?\s?(?:with\s)?(?:an?\s)?(?:\d\d(?:\.\d)?\s?%\s?|\d\d\sper\s?cent\s)?"
    r"(?:CI|C\.I\.|CrI|UI|confidence\sintervals?|credible\sintervals?|uncertainty\sintervals?"
    r"|confidence\slimits?)(?:\s?(?:[:=,]|of|was|is))?\s?[(\[]?\s?"
    rf"(?P<low>{_NUMBER})%?\s?(?:[-–—,;]|to|and)\s?(?P<high>{_NUMBER})(?:\s?%)?"
    r"(?:\s?[)\]]){0,2}"
)
_HINT = re.compile(
    r"±|\+\s?/|plus\sor|\bC\.?I|CrI|\bUI\b|confidence|credible|uncertainty|\bS\.?[ED]|standard|s\.e\."
)


def with_intervals(text: str, quantities: list[Quantity]) -> list[Quantity]:
    """Returns the quantities with the uncertainty behind each; its numbers are none of their own.

    The surface then runs to the end of what states the uncertainty.
    """
    if _HINT.search(text) is None:
        return quantities
    found: list[Quantity] = []
    for quantity in quantities:
        if found and quantity.start < found[-1].end:
            continue
        found.append(_with_interval(text, quantity))
    return found


def _with_interval(text: str, quantity: Quantity) -> Quantity:
    value = quantity.value
    if not isinstance(value, Decimal) or quantity.kind in (Kind.DATE, Kind.ORDINAL):
        return quantity
    bounds = _BOUNDS.match(text, quantity.end)
    if bounds:
        low, high = (_decimal(bounds[name]) * quantity.scale for name in ("low", "high"))
        if low > high:
            return quantity
        return replace(quantity, end=bounds.end(), interval=(low, high))
    around = _AROUND.match(text, quantity.end) or _ERROR.match(text, quantity.end)
    if around is None:
        return quantity
    error = _decimal(around["error"]) * quantity.scale
    end = around.end()
    groups = around.groupdict()
    if groups.get("close") and "(" not in around.group():
        end = around.start("close")
    if quantity.unit is None and groups.get("unit"):
        # "5.2 ± 0.3 kg": the unit stands behind both.
        measured = with_unit(text, replace(quantity, end=around.end("error")))
        quantity = replace(quantity, unit=measured.unit, kind=measured.kind)
    return replace(quantity, end=end, interval=(value - abs(error), value + abs(error)))


def _decimal(digits: str) -> Decimal:
    return Decimal(digits.replace(",", "").replace("−", "-"))
