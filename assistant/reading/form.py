"""Fits a figure's form to a question: kind, year, side, detail, target or result. Knows no words
around it beyond its own statement.
"""

from __future__ import annotations

import re

from assistant.figures import CHANGE_NOUNS, CHANGE_VERBS
from assistant.reading.asking import COUNTS, MONEYS
from assistant.reading.clauses import is_row
from assistant.reading.question import Question
from assistant.reading.surroundings import YEAR, Surroundings
from assistant.records import Figure, Kind, Report

TOTAL = re.compile(r"\b(?:totals?|overall|altogether|in all|combined|all)\b", re.IGNORECASE)


_AIM = re.compile(
    r"\b(?:targets?|goals?|aims?|planned|projected|projections?|plans? to|will|hopes? to"
    r"|intends? to|forecast|expected|budgeted"
    r"|by 20\d\d)\b",
    re.IGNORECASE,
)


_BASE = re.compile(r"\b(?:baselines?|actual|results?|achieved|starting point)\b", re.IGNORECASE)


_MOVES = "|".join(sorted(CHANGE_VERBS | CHANGE_NOUNS))
_ASKS_CHANGE = re.compile(
    rf"\b(?:by how m\w+|chang\w*|{_MOVES}|more|fewer|less|improv\w*|differ\w*|variance|went)\b",
    re.IGNORECASE,
)


_PER = re.compile(r"\bper (?!cent)\w+|\b(?:for each|a head|each|apiece|average)\b", re.IGNORECASE)


_START = re.compile(
    r"\b(?:from|between|since|beg[aiu]n\w*|start\w*|open\w*|launch\w*|found\w*|effect)\b"
)


_END = re.compile(
    r"\b(?:to|until|till|through|end\w*|finish\w*|clos\w*|conclud\w*|expir\w*|complet\w*|over)\b"
)


def fit_total(question: Question, figure: Figure) -> float:
    """Returns 1 for a label of a total where the question asks for one, -1 where it does not."""
    says = TOTAL.search(f"{figure.label or ''} {figure.scope or ''}")
    if TOTAL.search(question.text):
        return 1.0 if says else 0.0
    return -0.3 if says else 0.0


def fit_per(question: Question, figure: Figure) -> float:
    """Tells values a head or unit ("US$85 a household") from totals."""
    own = f"{figure.label or ''} {(figure.scope or '')[:24]}"
    each = (
        " per " in (figure.unit or "")
        or bool(_PER.search(own))
        or bool(re.match(r"\s*(?:an?|each)\s", figure.scope or ""))
    )
    if _PER.search(question.text):
        return 1.0 if each else 0.0
    return -1.0 if each and figure.kind is Kind.MONEY else 0.0


def fit_aim(question: Question, figure: Figure, statement: str) -> float:
    """Tells targets and forecasts from what was: 1 where the figure is what is asked, else -1."""
    own = f"{figure.label or ''} {figure.scope or ''}"
    if not is_row(statement):
        own = f"{own} {statement}"
    aims, bases = bool(_AIM.search(own)), bool(_BASE.search(own))
    if question.aim == 0:
        return -1.0 if aims and not bases else 0.0
    if question.aim < 0:
        return 1.0 if bases else -1.0 if aims else 0.0
    return 1.0 if aims and not bases else -1.0 if bases and not aims else 0.0


def fit_change(question: Question, figure: Figure) -> float:
    """Returns -1 for how much something changed where how much it is is asked; 0.5 where asked."""
    if figure.change is None or not figure.change.is_amount:
        return 0.0
    return 0.5 if _ASKS_CHANGE.search(question.text) else -1.0


def fit_edition(question: Question, report: Report) -> float:
    if not question.edition:
        return 0.0
    return float(question.edition if report.edition else -question.edition)


def fit_kind(question: Question, figure: Figure, *, row: bool) -> float:
    if not question.kinds:
        return 0.5 if figure.kind not in (Kind.ORDINAL, Kind.AGE) else 0.2
    if figure.kind in question.kinds:
        # A count answers "how much money" only from a table, where cells go without their sign.
        counted = figure.kind in COUNTS and question.kinds == MONEYS
        return 0.4 if counted and not row else 1.0
    numeric = {Kind.COUNT, Kind.NUMBER, Kind.MEASURE, Kind.MONEY, Kind.RATE, Kind.PERCENT}
    return 0.3 if figure.kind in numeric and question.kinds & numeric else 0.0


def fit_year(
    question: Question,
    around: Surroundings,
    figure: Figure,
    sentence: list[tuple[str, frozenset[int], int]],
    statement: str,
    *,
    row: bool,
) -> float:
    """Returns 1 for the year asked for in the figure's own headers, -1 for another year there."""
    if not question.years or figure.kind is Kind.DATE:
        return 0.0
    wanted = set(question.years)
    told = YEAR.findall(figure.period or "")
    if told and not row and not any(min(told) <= year <= max(told) for year in wanted):
        # "312 in 2024, 18 more than in 2023" names both years, and its figures are of one.
        return -2.0
    heads = set(YEAR.findall(f"{figure.label or ''} {figure.scope or ''}"))
    if heads:
        return 1.0 if heads & wanted else -2.0
    said = {word for word, _, _ in sentence if YEAR.fullmatch(word)}
    if row:
        first = set(YEAR.findall(statement.split("|")[0]))
        if said & wanted:
            return 0.9 if first & wanted else 0.4
        # The other columns of a row say nothing against this one's year.
        said = first
    if said:
        return 0.4 + len(said & wanted) / len(wanted) / 2 if said & wanted else -1.6
    if around.years:
        return 0.6 if around.years & wanted else -0.5
    return -0.3


def is_asked(question: Question, figure: Figure) -> float:
    """Returns 1 where the question holds the value as its own scope ("in 2021"); what it asserts
    ("Were 150 arrested?") counts neither way.
    """
    if question.asserted:
        return 0.0
    if isinstance(figure.value, str):
        return float(figure.value[:4] in question.years)
    return float(figure.surface.strip("$%") in re.findall(r"[\d.,]*\d", question.text))


def fit_side(question: Question, figure: Figure, statement: str) -> float:
    """Returns 1 where a date stands on the side asked for ("from" for a start), -1 on the other."""
    if figure.kind is not Kind.DATE or not question.side:
        return 0.0
    before = statement[: figure.start - figure.sentence_start].lower()[-40:]
    sides = [(m.start(), 1) for m in _START.finditer(before)]
    sides += [(m.start(), -1) for m in _END.finditer(before)]
    return float(max(sides)[1] * question.side) if sides else 0.0


def fit_detail(question: Question, figure: Figure) -> float:
    """Returns how well a date's detail fits: a day where a day is asked, a year for a year."""
    if figure.kind is not Kind.DATE or Kind.DATE not in question.kinds:
        return 0.0
    parts = str(figure.value).partition("/")[0].count("-")
    return 1 - abs(question.detail - parts) / 2
