"""Understands a question: what kind of quantity, of what, when, and what is to be done with it.

Knows nothing of reports, evidence or models; reads the question's words only.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.figures import content_stems, stem
from assistant.figures.lexicon import MONTHS
from assistant.reading.arithmetic_asked import find_operation
from assistant.reading.asking import (
    AGE_WORDS,
    ASKED_YEAR,
    ASKING,
    COUNTS,
    EDITIONS,
    SIZES,
    find_aim,
    find_asked_ages,
    find_asserted,
    find_detail,
    find_edition,
    find_kinds,
    find_part,
    find_side,
    find_target,
    is_yes_or_no,
)
from assistant.reading.deeds import asks_a_figure, find_deeds, find_excluded, find_focus
from assistant.reading.sources import _PUBLISHED, split_source
from assistant.reading.units_asked import has_measure, without_unit
from assistant.records import Figure, Kind, Operation

# "Scope 1" and "Scope 2" are two things, which only their numbers tell apart.
_NUMBERED = re.compile(
    r"\b(?:scopes?|tiers?|levels?|phases?|stages?|types?|grades?|class(?:es)?|categor(?:y|ies)|groups?"
    r"|divisions?|lots?|goals?|components?|zones?|districts?|units?|quarters?|rounds?|weeks?|games?)"
    r"\s+(?P<number>\d{1,2})\b(?![.,]\d)",
    re.IGNORECASE,
)
# Short forms of what is measured, which name nobody: no report need say them.
_MEASURED = frozenset(
    stem(word)
    for word in (
        "ghg ghgs co co2 co2e tco2 nox sox voc fte ftes gdp gni ebit ebitda eps roe roi roce roic "
        "capex opex vat ppe kpi kwh mwh gwh twh"
    ).split()
)
_NAME = re.compile(r"(?<![.?!]\s)(?<!^)\b[A-Z][\w’'.-]*[a-zA-Z]\b|\b[A-Z]{2,}\b")


@dataclass(frozen=True, slots=True)
class Question:
    """A question as understood.

    ``kinds`` are the kinds of figure that can answer, empty for any; ``target`` the stems of what
    is counted; ``terms`` all stems that carry meaning, target included; ``years`` the years named;
    ``names`` the stems of capitalised words; ``source`` the words naming a report; ``asserted``
    the figures the question itself puts forward ("Were 150 arrested?"); ``ages`` the age interval
    asked for, upper end exclusive, None for none. ``part`` are the stems after "how many of the X
    were": what the target is narrowed to. ``side`` is 1 where a start is asked, -1 for an end;
    ``detail`` is how fine a date: 0 a year, 1 a month, 2 a day. ``aim`` is 1 where a target or
    forecast is asked, -1 for a baseline, 0 for what was; ``edition`` is 1 for a revised edition,
    -1 for the original, 0 for either. ``excluded`` are the stems behind "not": what must not be
    said of it. ``focus`` are the stems without which nothing answers: a verb's subject ("does
    smoking cause"), the noun asked for ("the salary of"); ``deed`` the verb without which no
    sentence does (a table's row has none).
    ``figure_asked`` is false for what no single figure answers.
    """

    text: str
    kinds: frozenset[Kind]
    target: tuple[str, ...]
    terms: tuple[str, ...]
    years: tuple[str, ...]
    names: frozenset[str]
    source: str | None
    operation: Operation
    asserted: tuple[Figure, ...]
    ages: tuple[int, int | None] | None
    part: tuple[str, ...] = ()
    side: int = 0
    detail: int = 1
    aim: int = 0
    edition: int = 0
    excluded: tuple[str, ...] = ()
    focus: tuple[str, ...] = ()
    deed: tuple[str, ...] = ()
    figure_asked: bool = True


def understand(text: str) -> Question:
    """Returns what a question asks for; never fails, whatever the text."""
    source, asked = split_source(_PUBLISHED.sub(" ", text))
    body = without_unit(asked)
    kinds = find_kinds(asked)
    if has_measure(asked) and (not kinds or Kind.MEASURE in kinds):
        kinds = SIZES | {Kind.RATE}
    asserted = find_asserted(body)
    if asserted and not kinds:
        kinds = frozenset({asserted[0].kind}) | (COUNTS if asserted[0].kind in COUNTS else set())
    target = find_target(body) if not asserted else tuple(content_stems(asserted[0].label or ""))
    ages, excluded = find_asked_ages(body), find_excluded(body)
    unsaid = {*excluded, *(AGE_WORDS if ages else ()), *(EDITIONS if find_edition(text) else ())}
    stems = [word for word in find_terms(body, kinds) if word not in unsaid]
    years = tuple(dict.fromkeys(ASKED_YEAR.findall(body)))
    return Question(
        text=text,
        kinds=kinds,
        target=target,
        terms=tuple(dict.fromkeys(stems)),
        years=years,
        names=find_names(body) & frozenset(stems),
        source=source,
        operation=find_operation(body, years),
        asserted=asserted,
        ages=ages,
        part=tuple(word for word in find_part(body) if ages is None or word not in AGE_WORDS),
        side=find_side(body),
        detail=find_detail(body),
        aim=find_aim(body),
        edition=find_edition(text),
        excluded=excluded,
        focus=tuple(word for word in find_focus(body) if word in stems),
        figure_asked=asks_a_figure(
            body, bare=not asserted and is_yes_or_no(body), empty=not (stems or asserted)
        ),
        deed=tuple(word for word in find_deeds(body) if word in stems),
    )


def find_terms(body: str, kinds: frozenset[Kind]) -> list[str]:
    """Returns the stems of a question's words, those of asking left out."""
    stems = [word for word in content_stems(body) if word not in ASKING and not word[0].isdigit()]
    stems += [match["number"] for match in _NUMBERED.finditer(body)]
    return [word for word in stems if word != "money" or Kind.MONEY not in kinds]


def find_names(body: str) -> frozenset[str]:
    """Returns the stems of the capitalised words, months aside."""
    names = (match.group() for match in _NAME.finditer(body))
    stems = (stem(name) for name in names if name.lower() not in MONTHS)
    return frozenset(name for name in stems if name not in _MEASURED)
