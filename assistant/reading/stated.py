"""Finds arithmetic written out in a text ("124 + 31 = 155"). Knows nothing of its being right."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.figures import read_figures
from assistant.records import Figure, Operation

_N = (
    r"(?:[$€£]\s?)?\d+(?:,\d{3})*(?:\.\d+)?(?:\s?(?:thousand|million|billion|bn))?(?:\s?%)?"
    r"(?:\s[a-z]{3,}){0,2}?"
)
_PLUS, _MINUS, _OVER = r"\s*\+\s*", r"\s*[−–-]\s*", r"\s*[÷/]\s*"
_HUNDRED = r"(?:\s*[×x*]\s*100%?)"
_IS = r"\s*(?P<is>=|≈)\s*"
_SCALE = r"(?:\s(?:million|billion)\b)?"
_POINTS = r"(?:\s(?:percentage )?points?\b)?"
_SHAPES = tuple(
    (operation, re.compile(rf"(?<![\w.,]){shape}{_IS}(?P<result>{result})(?![\w%]|[.,]\d)"))
    for operation, shape, result in (
        (
            Operation.PERCENT_CHANGE,
            rf"\(?\(\s*(?P<b>{_N}){_MINUS}(?P<a>{_N})\s*\){_OVER}(?P<base>{_N})\)?{_HUNDRED}?",
            r"[-−]?\d[\d.,]*?\s?%",
        ),
        (
            Operation.AVERAGE,
            rf"\(\s*(?P<all>{_N}(?:{_PLUS}{_N})+)\s*\){_OVER}(?P<count>\d+)",
            rf"\d[\d.,]*?{_SCALE}",
        ),
        (Operation.SUM, rf"(?P<all>{_N}(?:{_PLUS}{_N})+)", rf"(?:[$€£]\s?)?\d[\d.,]*?%?{_SCALE}"),
        (Operation.SHARE, rf"\(?(?P<a>{_N}){_OVER}(?P<b>{_N})\)?{_HUNDRED}?", r"\d[\d.,]*?\s?%"),
        (Operation.RATIO, rf"(?P<a>{_N}){_OVER}(?P<b>{_N})", r"\d[\d.,]*?"),
        (
            Operation.DIFFERENCE,
            rf"(?P<a>{_N}){_MINUS}(?P<b>{_N})",
            rf"(?:[$€£]\s?)?\d[\d.,]*?{_SCALE}{_POINTS}",
        ),
    )
)


@dataclass(frozen=True, slots=True)
class Stated:
    """Arithmetic as written: text[start:end] with its result at text[result_start:end].

    ``operands`` are the figures put in, in the order `figures.work` takes them; their labels are
    whatever words stand between the signs, so mostly none.
    """

    operation: Operation
    operands: tuple[Figure, ...]
    result: Figure
    start: int
    result_start: int
    end: int


def find_stated(text: str) -> list[Stated]:
    """Returns the arithmetic a text writes out, in order, none within another."""
    found: list[Stated] = []
    for operation, shape in _SHAPES:
        for match in shape.finditer(text):
            if not any(match.start() < s.end and s.start < match.end() for s in found):
                stated = _stated(operation, match)
                found += [stated] if stated else []
    return sorted(found, key=lambda stated: stated.start)


def _stated(operation: Operation, match: re.Match[str]) -> Stated | None:
    groups = match.groupdict()
    parts = groups["all"].split("+") if groups.get("all") else [groups["a"], groups["b"]]
    operands = [_one(part) for part in parts]
    result = _one(groups["result"])
    figures = tuple(figure for figure in operands if figure is not None)
    if result is None or len(figures) < len(operands):
        return None
    if groups.get("count") and int(groups["count"]) != len(figures):
        return None
    base = _one(groups["base"]) if groups.get("base") else None
    if base is not None and base.value != figures[0].value:
        return None
    return Stated(operation, figures, result, match.start(), match.start("result"), match.end())


def _one(text: str) -> Figure | None:
    figures = read_figures(text.strip())
    return figures[0] if len(figures) == 1 else None
