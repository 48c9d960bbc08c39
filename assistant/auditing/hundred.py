"""Holds shares that are told as the whole of something against 100 percent.

In a sentence three or more percents that come to 100 are found whatever the words; a fault only
where the words say that nothing is left out. Knows nothing of values other than percents.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import groupby

from assistant.auditing.found import Found, show_sum
from assistant.figures import show
from assistant.figures.grids import Grid, is_summable, number_of, printed_step
from assistant.figures.totals import is_total
from assistant.records import AuditVerdict, Figure, FindingKind, Kind, Modifier

HUNDRED = Decimal(100)
FAR = Decimal(3)
"""Shares whose sum is further than this from 100 are not told as the whole of anything."""

_REST = re.compile(r"\b(?:the\s+(?:rest|remaining|other|others|remainder)|remaining)\b", re.I)
_CHANGE = re.compile(
    r"\b(?:increas\w*|decreas\w*|rose|fell|grew|grow\w*|declin\w*|up|down|from|compared|than|versus"
    r"|against|higher|lower|respectively|points?|while|change\w*)\b",
    re.IGNORECASE,
)
_SHARE_COLUMN = re.compile(
    r"\b(?:share|distribution|composition|breakdown|percent(?:age)?\s+of\s+(?:the\s+)?total)\b"
    r"|%\s*of\s+(?:the\s+)?total\b",
    re.IGNORECASE,
)


def find_hundreds(text: str, figures: Sequence[Figure]) -> Iterator[Found]:
    """Yields the sentences whose percents come to 100, or nearly and say they should."""
    for _, group in groupby(figures, key=lambda figure: figure.sentence_start):
        shares = [figure for figure in group if figure.kind is Kind.PERCENT]
        if len(shares) < 3 or not all(map(_is_share, shares)):
            continue
        sentence = text[shares[0].sentence_start : shares[0].sentence_end]
        if _CHANGE.search(sentence):
            continue
        last = text[shares[-2].end : min(shares[-1].end + 40, shares[-1].sentence_end)]
        told = _judge("The shares of one sentence", shares)
        if told is not None and (
            sum(map(number_of, shares)) == HUNDRED or _REST.search(last) is not None
        ):
            yield told


def find_hundred_columns(grid: Grid) -> Iterator[Found]:
    """Yields the columns of shares that have no total of their own."""
    if any(is_total(grid.row_words[row]) for row in grid.rows):
        return
    for column in grid.columns:
        head = grid.column_words[column]
        cells = {(row, column) for row in grid.rows}
        shares = [grid.figures[cell] for cell in sorted(cells) if cell in grid.figures]
        if len(shares) < 3 or cells & grid.unread or not _SHARE_COLUMN.search(head):
            continue
        if all(map(_is_share, shares)):
            told = _judge(f"The shares of “{head}”", shares)
            if told is not None:
                yield told


def _is_share(figure: Figure) -> bool:
    return (
        figure.kind is Kind.PERCENT
        and is_summable(figure)
        and figure.modifier is Modifier.EXACT
        and figure.whole is None
        and 0 < number_of(figure) < HUNDRED
    )


def _judge(what: str, shares: Sequence[Figure]) -> Found | None:
    reached = sum(map(number_of, shares), Decimal(0))
    gap = abs(reached - HUNDRED)
    if gap > FAR:
        return None
    room = sum(map(printed_step, shares), Decimal(0)) / 2
    working = show_sum([number_of(share) for share in shares], reached)
    if not gap:
        verdict, sentence = AuditVerdict.HOLDS, f"{what} add up to 100%."
    elif gap <= room:
        verdict = AuditVerdict.WITHIN_ROUNDING
        sentence = f"{what} add up to {show(reached)}%, which is 100% within rounding."
    else:
        verdict = AuditVerdict.DOES_NOT_HOLD
        sentence = f"{what} add up to {show(reached)}%, not 100%; rounding does not explain it."
    return Found(FindingKind.HUNDRED, verdict, sentence, working, tuple(shares))
