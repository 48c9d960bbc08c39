"""Reads the quantities of a stretch of text, dates included. Knows nothing of what they count.

Offsets are into the text given.
"""

from __future__ import annotations

import re
from decimal import Decimal

from assistant.figures.ages import with_age
from assistant.figures.amounts import Quantity, any_of, find_amounts
from assistant.figures.compounds import find_compounds, join_compounds
from assistant.figures.covers import is_taken, new_cover, take
from assistant.figures.dates import find_dates, find_day_months
from assistant.figures.hedges import with_hedges
from assistant.figures.intervals import with_intervals
from assistant.figures.lexicon import ORDINALS
from assistant.figures.losses import find_losses
from assistant.figures.masks import find_masks
from assistant.figures.numerals import parse_digits
from assistant.figures.ranges import join_ranges
from assistant.figures.rates import find_bases, with_rates
from assistant.figures.ratios import find_ratios
from assistant.figures.spoken import find_repeated, find_spoken
from assistant.records import Kind

_ORDINAL = re.compile(
    rf"\b(?:(?P<ranked>(?P<digits>\d{{1,3}}(?:,\d{{3}}){{0,4}})(?:st|nd|rd|th))\b(?!\s+(?:century|centuries))"
    rf"|(?:ranked|placed|came|finished|rank)\s(?P<word>{any_of(ORDINALS)})\b)",
    re.IGNORECASE,
)


def find_quantities(text: str) -> list[Quantity]:
    """Returns the quantities in a text, in order and not overlapping, hedges and units included."""
    cover = new_cover(len(text))
    # Before the masks, which take "foot-9" of "5-foot-9" for a name.
    compounds = _free(cover, [*find_repeated(text), *find_compounds(text), *find_losses(text)])
    take(cover, find_masks(text))
    dates = _free(
        cover,
        [Quantity(span.start, span.end, span.value, None, Kind.DATE) for span in find_dates(text)],
    )
    take(cover, find_day_months(text))
    ratios = _free(cover, find_ratios(text))
    bases = find_bases(text)
    take(cover, (base.span() for base in bases))
    amounts = find_amounts(text, cover)
    taken = bytearray(cover)
    take(taken, ((amount.start, amount.end) for amount in amounts))
    numbers = sorted([*amounts, *find_spoken(text, taken)], key=lambda number: number.start)
    numbers = with_rates(text, join_ranges(text, join_compounds(text, numbers)), bases)
    numbers = with_intervals(text, [with_age(text, number) for number in numbers])
    take(cover, ((number.start, number.end) for number in numbers))
    found = [*compounds, *dates, *ratios, *numbers, *_find_ordinals(text, cover)]
    return with_hedges(text, sorted(found, key=lambda quantity: quantity.start))


def _free(cover: bytearray, quantities: list[Quantity]) -> list[Quantity]:
    """Returns the quantities none of whose characters are taken, and takes theirs."""
    free = [one for one in quantities if not is_taken(cover, one.start, one.end)]
    take(cover, ((one.start, one.end) for one in free))
    return free


def _find_ordinals(text: str, cover: bytearray) -> list[Quantity]:
    """Finds ranks: "22nd", "ranked third"; "first" alone only orders a story and is no figure."""
    found = []
    for match in _ORDINAL.finditer(text):
        start, end = match.span("ranked" if match["digits"] else "word")
        if is_taken(cover, start, end):
            continue
        value = (
            parse_digits(match["digits"]) if match["digits"] else ORDINALS[match["word"].lower()]
        )
        found.append(Quantity(start, end, Decimal(value), None, Kind.ORDINAL))
    return found
