"""Reads the figures of running text. Knows nothing of reports, tables or stores."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

from assistant.figures.amounts import Quantity
from assistant.figures.asked_groups import with_groups
from assistant.figures.attributions import find_attribution
from assistant.figures.changes import with_changes
from assistant.figures.inherited import Inheritance
from assistant.figures.labels import Told, find_holder, find_label, tell, topic_of
from assistant.figures.marks import Lifted, lift_marks
from assistant.figures.narrowing import find_scope, scope_of_bare
from assistant.figures.nouns import Label
from assistant.figures.periods import with_periods, with_same_period
from assistant.figures.quantities import find_quantities
from assistant.figures.stems import is_person
from assistant.figures.wholes import link_wholes
from assistant.records import Figure, Kind
from assistant.sentences import find_sentences

_PARTS = re.compile(
    r"\b(?:including|of whom|of which|of them|of these|comprising|among them|made up of|whom)\b"
)


# A cheap look before the real reading: digits, or the start of a word for a number.
_MAY_COUNT = re.compile(
    r"[\d½⅓⅔¼¾⅛¹²³⁴-⁹]|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|elev|twel|thirt|fift|twent|fort|"
    r"hundred|thousand|million|billion|trillion|lakh|crore|half|quarter|dozen|score|couple|pair\s|tens\s|"
    r"zero|a\s(?:third|fourth|sixth|tenth)|doubl|tripl|trebl|quadrupl|twice|rank|place|finish|came)",
    re.IGNORECASE,
)


def read_figures(text: str, *, published: str | None = None) -> list[Figure]:
    """Returns every figure of a text in order; offsets are into ``text``.

    Identifiers (section numbers, phone numbers, "COVID-19") are not figures. Each figure's
    ``surface`` is ``text[start:end]``. ``published`` is the ISO date or year from which the text
    tells "last year"; without it, what is told so is of no known period.
    """
    figures: list[Figure] = []
    for start, end in _paragraphs(text):
        figures += read_paragraph(text, start, end, published=published)
    return figures


def read_paragraph(
    text: str,
    start: int,
    end: int,
    *,
    inherited: str | None = None,
    published: str | None = None,
    section: str | None = None,
) -> list[Figure]:
    """Returns the figures of text[start:end], one paragraph: labels carry over its sentences.

    ``inherited`` is what bare numbers count until the paragraph itself names something; ``section``
    the period that its heading states.
    """
    figures: list[Figure] = []
    read: list[Figure] = []
    previous = ""
    inheritance = Inheritance(section)
    everybody: str | None = None
    for first, last in find_sentences(text, start, end):
        lifted = lift_marks(text[first:last])
        sentence = lifted.text
        earlier, previous = previous, sentence
        quantities = find_quantities(sentence) if _MAY_COUNT.search(sentence) else []
        if not quantities:
            inheritance.pass_over(sentence)
            continue
        told = tell(sentence, quantities, partial(topic_of, earlier))
        before, read = read, []
        for quantity in quantities:
            told_last = next((one for one in reversed(read) if one.kind is not Kind.DATE), None)
            figure, inherited = _figure(told, quantity, inherited, told_last)
            read.append(figure)
        read, everybody = with_groups(sentence, read, everybody)
        read = with_changes(sentence, read)
        read = with_periods(sentence, read, published=published)
        read = with_same_period(sentence, read, before)
        read = inheritance.hand_down(sentence, read)
        figures += _placed(read, lifted, first, find_attribution(sentence))
    return link_wholes(text, figures)


def _placed(
    figures: Sequence[Figure], sentence: Lifted, start: int, attribution: str | None
) -> Iterator[Figure]:
    """Yields the figures of a sentence with their offsets in the text that it starts in there."""
    for figure in figures:
        first, last = sentence.span(figure.start, figure.end)
        yield replace(
            figure,
            surface=sentence.original[first:last],
            start=start + first,
            end=start + last,
            sentence_start=start,
            sentence_end=start + len(sentence.original),
            attribution=attribution,
        )


def _figure(
    told: Told, quantity: Quantity, inherited: str | None, before: Figure | None
) -> tuple[Figure, str | None]:
    """Returns the figure of a quantity and the label that later bare numbers inherit.

    Offsets are into the sentence.
    """
    sentence = told.text
    label = find_label(told, quantity, inherited=inherited)
    bare = label.end == quantity.end and quantity.kind in _SUMS
    again = bare and before and _AGAIN.fullmatch(sentence, before.end, quantity.start)
    if again and before and before.label:
        label = replace(label, text=before.label)
    kind, unit = quantity.kind, quantity.unit
    if kind is Kind.NUMBER and label.text:
        kind = Kind.COUNT
        unit = "person" if is_person(label.text) else None
    scope = _scope(told, quantity, label)
    counted = kind is Kind.COUNT and not label.inherited
    if counted and not _is_part(sentence, quantity, label.text, inherited):
        inherited = label.text
    figure = Figure(
        surface=sentence[quantity.start : quantity.end],
        value=quantity.value,
        upper=quantity.upper,
        interval=quantity.interval,
        unit=unit,
        modifier=quantity.modifier,
        kind=kind,
        label=label.text,
        scope=scope,
        start=quantity.start,
        end=quantity.end,
        sentence_start=0,
        sentence_end=len(sentence),
    )
    return figure, inherited


def _scope(told: Told, quantity: Quantity, label: Label) -> str | None:
    place, end = told.index(quantity), max(label.end, quantity.end)
    holder = find_holder(told, quantity)
    scope = find_scope(told.text, told.tokens, place, end, label=label.text, holder=holder)
    bare = quantity.kind is Kind.NUMBER and label.text is None
    return scope_of_bare(told.text, told.tokens, place, scope) if bare else scope


# "871 foreigners from 12 countries": the countries are where, not what is counted from here on.
_WITHIN = re.compile(r"\b(?:from|in|across|of|by|at|within|over|among|into)\s+$")
# "10.5 million Australian dollars ($7.5 million)", "162 points, or 2.1%": the same told again.
_AGAIN = re.compile(
    r"[\s,]*(?:\((?:(?:in\s)?(?:19|20)\d\d:\s)?|\b(?:or|to|from"
    r"|down from|up from|equal to|equivalent to|(?:as )?compared "
    r"(?:with|to)|against|versus)\b)\s*"
)
_SUMS = (Kind.MONEY, Kind.MEASURE, Kind.PERCENT)


_REACH = 400


def _is_part(sentence: str, quantity: Quantity, label: str | None, inherited: str | None) -> bool:
    """Tells a part of an earlier whole ("149 suspects, including 19 minors") from a new whole."""
    if inherited is None:
        return False
    clause = sentence[max(0, quantity.start - _REACH) : quantity.start].rpartition(";")[2]
    if _PARTS.search(clause) or _WITHIN.search(clause[-12:]):
        return True
    # "130 cases … on both sides: nineteen people": people are no part of a number of things.
    return ":" in clause and (label is None or is_person(label) == is_person(inherited))


def _paragraphs(text: str) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    start = 0
    for gap in re.finditer(r"\n[ \t]*\n\s*", text):
        spans.append((start, gap.start()))
        start = gap.end()
    spans.append((start, len(text)))
    return [(first, last) for first, last in spans if text[first:last].strip()]
