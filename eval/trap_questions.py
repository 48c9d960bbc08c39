"""Asks for a figure of a report in plain words, and for what the report does not give instead.

Knows nothing of answers. What is counted is swapped for what another report counts, where neither
the words nor their synonyms stand in this one; the year for one that it never mentions.
"""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from changes import head_of

from assistant.figures import content_stems
from assistant.figures.lexicon import FUNCTION_WORDS
from assistant.reading.synonyms import expand
from assistant.records import Figure, Kind, Report

LONGEST_LABEL, LONGEST_SCOPE, LONGEST_TITLE = 6, 5, 110
YEARS_AWAY = 12

_LEVEL = ("What was the {label}{scope}{time}?", "What was the amount of {label}{scope}{time}?")
FORMS: dict[Kind, tuple[str, ...]] = {
    Kind.COUNT: (
        "How many {label}{scope} were there{time}?",
        "How many {label} did it count{scope}{time}?",
        "What was the number of {label}{scope}{time}?",
        "Were there {surface} {label}{scope}{time}?",
        "What was the {label}{scope}{time}?",
    ),
    Kind.PERCENT: (
        "What was the {label}{scope}{time} in percent?",
        "What percentage of {label}{scope} was it{time}?",
        "What share was given for {label}{scope}{time}?",
    ),
    Kind.MONEY: ("How much was the {label}{scope}{time}?", *_LEVEL),
    Kind.NUMBER: _LEVEL,
    Kind.MEASURE: _LEVEL,
    Kind.RATE: _LEVEL,
}
_YEAR = re.compile(r"(?:1[89]|20)\d\d")
_WORDS = re.compile(r"[A-Za-z][A-Za-z’'-]*(?: [A-Za-z][A-Za-z’'-]*)*")
_JOINS = re.compile(
    r"(?:in|of|for|from|to|by|with|at|on|under|among|between|per|through|across|within|over|due"
    r"|during|against|into|as|since)\b"
)


@dataclass(frozen=True, slots=True)
class Request:
    """What a question asks for: the report named, the figure meant, the words for it.

    ``year`` is "" where none is asked; ``form`` is one of `FORMS`.
    """

    source: str
    figure: Figure
    label: str
    scope: str
    year: str
    form: str

    @property
    def text(self) -> str:
        """The question as it is asked."""
        asked = self.form.format(
            label=self.label,
            scope=self.scope,
            time=f" in {self.year}" if self.year else "",
            surface=" ".join(self.figure.surface.split()),
        )
        return f"According to {self.source}: {asked}"


@dataclass(frozen=True, slots=True)
class Known:
    """A report's words: the years it may mention, its stems, and what these are synonyms of."""

    text: str
    stems: frozenset[str]
    groups: frozenset[int]


def known_of(report: Report) -> Known:
    """Returns the words of a report, its title and publisher among them."""
    text = "\n".join((report.title, report.publisher or "", report.text))
    stems = frozenset(content_stems(text))
    groups = frozenset(group for of_one in expand(set(stems)).values() for group in of_one)
    return Known(text, stems, groups)


def request_of(report: Report, figure: Figure, chance: random.Random) -> Request | None:
    """Returns a question for a figure, None where its label makes no plain one."""
    label = label_of(figure)
    source = " ".join(re.sub(r"[?:_]", " ", report.title).split())[:LONGEST_TITLE]
    forms = FORMS.get(figure.kind)
    if label is None or forms is None or not content_stems(source):
        return None
    form = chance.choice(forms)
    return Request(source, figure, label, _scope_of(figure), _year_of(figure), form)


def label_of(figure: Figure) -> str | None:
    """Returns a label that can stand in a question: a few plain words; None where it cannot."""
    parts = [" ".join(part.split()) for part in (figure.label or "").split(",")]
    label = next((part for part in parts if _WORDS.fullmatch(part) and head_of(part)), None)
    if label is None or len(label.split()) > LONGEST_LABEL or not content_stems(label):
        return None
    if label.split()[-1].lower() in FUNCTION_WORDS:
        return None
    return label if label[:2].isupper() else label[0].lower() + label[1:]


def swap_noun(request: Request, known: Known, others: Sequence[str], *, whole: bool) -> Request:
    """Returns the question for another noun, or with ``whole`` for another label altogether.

    ``others`` are labels of other reports. Returns the question unchanged where none will do.
    """
    for other in others:
        words = other if whole else head_of(other)
        if words and is_unknown(words, known):
            head = head_of(request.label)
            label = words if whole else re.sub(rf"\b{re.escape(head)}\b", words, request.label)
            return replace(request, label=label)
    return request


def swap_year(request: Request, known: Known, chance: random.Random) -> Request:
    """Returns the question for a year near by that the report never mentions, else unchanged."""
    year = int(request.year)
    near = sorted(range(year - YEARS_AWAY, year + YEARS_AWAY + 1), key=lambda y: abs(y - year))
    unsaid = [str(other) for other in near if not mentions_year(known.text, str(other))]
    return replace(request, year=chance.choice(unsaid[:4])) if unsaid else request


def is_unknown(words: str, known: Known) -> bool:
    """Tells whether a report has none of some words, nor a synonym of one."""
    stems = set(content_stems(words))
    groups = {group for of_one in expand(stems).values() for group in of_one}
    return bool(stems) and not stems & known.stems and not groups & known.groups


def mentions_year(text: str, year: str) -> bool:
    """Tells whether a text has a year, be it as "2018–19", "’19" or "FY19"."""
    short = rf"(?:[-–/'’]|\bFY ?){year[2:]}(?!\d)"
    return bool(re.search(rf"{year}|{short}", text))


def _scope_of(figure: Figure) -> str:
    """Returns " for men" for a scope of a few words, its times left out; "" for none."""
    first = " ".join((figure.scope or "").split(",")[0].split())
    words = [word for word in first.split() if not re.search(r"\d", word)]
    if not words or len(words) > LONGEST_SCOPE or not _WORDS.fullmatch(" ".join(words)):
        return ""
    if words[-1].lower() in FUNCTION_WORDS:
        return ""
    scope = " ".join(words)
    return f" {scope}" if _JOINS.match(scope) else f" for {scope}"


def _year_of(figure: Figure) -> str:
    """Returns the one year a figure is told of, "" for none or several."""
    years = set(_YEAR.findall(figure.period or " ".join(figure.times)))
    return years.pop() if len(years) == 1 else ""
