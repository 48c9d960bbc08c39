"""Scores one answer against its known number. Knows nothing of sets on disk or of libraries.

The rule of the public sets: a figure is right when it is within 0.5 % of the value or of another
right value, or within one unit of the last printed digit, its sign free where a change is asked.
The rule of our own set is stricter: see `is_exact`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from assistant.evaluation.sets import Question
from assistant.records import Answer, Citation, ShownFigure, Value, as_json

NEAR = Decimal("0.005")

_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?|\.\d+")
_CHANGE = re.compile(
    r"\b(?:chang|differ|increas|decreas|declin|reduc|grow|drop|gain|los[st]|f[ae]ll|ris|rose|gap"
    r"|more|fewer|less|higher|lower|longer|shorter)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Score:
    """One row judged. ``correct``: the right figure rightly cited, or a right abstention.

    ``figure`` is judged by the set's rule, ``exact`` by ours. ``problem`` says in words what is
    wrong, "" when nothing is.
    """

    id: str
    question: str
    kind: str
    expected: int | float | str | None
    found: int | float | str | None
    surface: str | None
    text: str
    abstained: bool
    figure: bool
    exact: bool
    cited: bool
    correct: bool
    seconds: float
    problem: str


def is_near(value: Value, question: Question) -> bool:
    """Says whether a figure's value is right by the rule of the public sets."""
    return any(_is_near_one(value, known, question) for known in question.values)


def is_exact(value: Value, question: Question) -> bool:
    """Says whether a value is the known one itself; a derived one may differ by its rounding."""
    for known in question.values:
        if isinstance(known, str) or isinstance(value, str):
            # A report that gives the day answers a question that knows only the year or month.
            if _as_date(value) == _as_date(known) or _as_date(value).startswith(f"{known}-"):
                return True
            continue
        gap = _gap(value, known, question)
        slack = _unit_of(question.printed, known) / 2 if question.kind == "derived" else Decimal(0)
        if gap <= slack:
            return True
    return False


def citations_of(answer: Answer, figure: ShownFigure) -> tuple[Citation, ...]:
    """Returns where a shown figure was read; for a derived one, where its operands were."""
    if figure.citation is not None:
        return (answer.citations[figure.citation],)
    if figure.derivation is None:
        return ()
    operands = answer.derivations[figure.derivation].operands
    found: dict[Citation, None] = {}
    for index in operands:
        found.update(dict.fromkeys(citations_of(answer, answer.figures[index])))
    return tuple(found)


def score(
    question: Question,
    answer: Answer,
    *,
    report_ids: Iterable[str],
    exact: bool,
    misplaced: bool = False,
    problem: str = "",
) -> Score:
    """Returns the score of one answer.

    ``report_ids`` are the reports that may be cited; ``misplaced`` says that the citation misses
    the evidence, where that is known; a ``problem`` found elsewhere (a quote that is not the
    report's text) makes the row wrong.
    """
    first = None if answer.abstained or not answer.figures else answer.figures[0]
    near = first is not None and is_near(first.value, question)
    same = first is not None and is_exact(first.value, question)
    figure = same if exact else near
    right_report = first is not None and _is_from(answer, first, set(report_ids))
    cited = right_report and not misplaced
    correct = answer.abstained if not question.values else figure and cited
    return Score(
        id=question.id,
        question=question.question,
        kind=question.category,
        expected=as_json(question.values[0]) if question.values else None,
        found=None if first is None else as_json(first.value),
        surface=None if first is None else first.surface,
        text=answer.text,
        abstained=answer.abstained,
        figure=figure,
        exact=same,
        cited=cited,
        correct=correct and not problem,
        seconds=answer.seconds,
        problem=problem
        or _problem(question, answer, figure=figure, right_report=right_report, cited=cited),
    )


def _is_from(answer: Answer, figure: ShownFigure, report_ids: set[str]) -> bool:
    """Tells whether a figure was read from these reports and no other."""
    places = citations_of(answer, figure)
    return bool(places) and all(place.report_id in report_ids for place in places)


def _problem(
    question: Question, answer: Answer, *, figure: bool, right_report: bool, cited: bool
) -> str:
    if not question.values:
        return "" if answer.abstained else "answered what the reports do not say"
    if answer.abstained:
        return "abstained"
    if not answer.figures:
        return "no figure"
    if not figure:
        return "wrong figure"
    if not right_report:
        return "wrong report cited"
    return "" if cited else "cites another place than the evidence"


def _is_near_one(value: Value, known: Value, question: Question) -> bool:
    if isinstance(known, str):
        return _as_date(value) == known
    if isinstance(value, str) and not value[:4].isdecimal():
        return False
    number = Decimal(value[:4]) if isinstance(value, str) else value
    allowed = max(abs(known) * NEAR, _unit_of(question.printed, known))
    return _gap(number, known, question) <= allowed


def _gap(value: Decimal, known: Decimal, question: Question) -> Decimal:
    if _CHANGE.search(question.question):
        return abs(abs(value) - abs(known))
    return abs(value - known)


def _unit_of(printed: str, known: Decimal) -> Decimal:
    """Returns one unit of the last printed digit, in the scale of ``known``.

    "$1,496.5 million" has the unit 100,000 beside 1496500000 and 0.1 beside 1496.5.
    """
    match = _NUMBER.search(printed)
    if match is None:
        return Decimal(0)
    number = Decimal(match.group().replace(",", ""))
    unit = Decimal(1).scaleb(-len(match.group().partition(".")[2]))
    if number == 0 or known == 0:
        return unit
    scale = abs(known) / number
    is_power_of_ten = scale.normalize().as_tuple().digits == (1,)
    return unit * scale if is_power_of_ten else unit


def _as_date(value: Value) -> str:
    return value if isinstance(value, str) else str(as_json(value))
