"""Judges a figure by a table row the claim names, or by what else its value counts.

Knows nothing of how sentences fit. For claims that no figure of the evidence fits outright.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.checking.asked import Asked, is_general
from assistant.checking.finding import Finding, instead
from assistant.checking.fitting import heads_meet, is_comparable
from assistant.checking.naming import counted, wanted
from assistant.checking.rows import find_row
from assistant.checking.sources import Source
from assistant.checking.weighing import compare_with
from assistant.figures import Outcome, is_percent
from assistant.reading.synonyms import expand
from assistant.records import Figure, Kind, Modifier, Verdict


def judge_by_row(asked: Asked, sources: Sequence[Source]) -> Finding | None:
    """Judges a figure by the one table row the claim names, where one of its columns is meant."""
    named = find_row(asked, sources)
    if named is None:
        return None
    compared = [
        (cell, compare_with(_bare(asked.figure, cell), cell.figure)) for cell in named.cells
    ]
    same = [(cell, told) for cell, told in compared if told.outcome is Outcome.SAME]
    meant = [(cell, told) for cell, told in same if cell in named.headed]
    if meant or (len(same) == 1 and _is_telling(_bare(asked.figure, same[0][0]))):
        cell, told = (meant or same)[0]
        return Finding(Verdict.SUPPORTED, f"{told.rule} for {counted(cell)}", (cell,))
    if same or len(named.headed) != 1:
        return None
    cell = named.headed[0]
    if not any(word in cell.column for word in asked.label):
        return None
    told = compare_with(_bare(asked.figure, cell), cell.figure)
    if told.passes:
        return Finding(Verdict.APPROXIMATE, f"{told.rule} for {counted(cell)}", (cell,))
    rule = f"the report says {cell.figure.surface} for {counted(cell)}, not {asked.figure.surface}"
    return Finding(Verdict.REFUTED, rule, (cell,), instead(cell.figure, asked.figure))


def name_other(asked: Asked, sources: Sequence[Source]) -> Finding | None:
    """Refutes a figure that the reports give for something else, and says for what."""
    if not _is_telling(asked.figure):
        return None
    for source in sources:
        if not is_comparable(asked, source) or source.figure.modifier is not Modifier.EXACT:
            continue
        same = compare_with(asked.figure, source.figure).outcome is Outcome.SAME
        if same and _contradicts(asked, source, sources):
            rule = f"{source.figure.surface} is {counted(source)}, not {wanted(asked)}"
            return Finding(Verdict.REFUTED, rule, (source,), rule)
    return None


def _bare(claimed: Figure, cell: Source) -> Figure:
    """Returns a claimed percentage as a bare number beside a cell whose table names no unit."""
    if is_percent(claimed.unit) and cell.figure.unit is None:
        return replace(claimed, unit=None, kind=cell.figure.kind)
    return claimed


def _is_telling(figure: Figure) -> bool:
    """Tells whether a value is unlikely to meet another by chance."""
    value = figure.value
    if not isinstance(value, Decimal) or figure.kind not in (Kind.COUNT, Kind.NUMBER, Kind.MONEY):
        return False
    return abs(value) >= 20 and (value % 10 != 0 or abs(value) >= 1000)


def _contradicts(asked: Asked, source: Source, sources: Sequence[Source]) -> bool:
    """Tells whether a source counts something that cannot be what the claim counts.

    The claim's noun is one the reports count elsewhere, or its verb has a known meaning that the
    source's verbs do not share; an unknown word may be a paraphrase. A sum of money counts nothing:
    what is said to cost it may be named in many ways.
    """
    if asked.negated or source.negated or not all(_near(name, source) for name in asked.names):
        return False
    if is_general(asked.figure.label):
        known = [verb for verb in asked.verbs if expand({verb})[verb]]
        return any(not source.own.has(verb) for verb in known) and bool(source.heads)
    if asked.figure.kind is Kind.MONEY or asked.inherited:
        return False
    if not asked.heads or not source.heads or source.own.share(asked.heads):
        return False
    elsewhere = any(heads_meet(asked.heads, other.heads) for other in sources)
    return elsewhere and not heads_meet(asked.heads, source.heads)


def _near(word: str, source: Source) -> bool:
    return source.own.has(word) or source.around.has(word)
