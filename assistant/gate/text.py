"""Holds a draft's words to its figures and places: citations, quotations, numbers.

Knows nothing of stores; the places come with their quotes.
"""

from __future__ import annotations

import re

from assistant.figures import read_figures, units_agree
from assistant.reading import Draft, Quoted, as_figure
from assistant.records import Citation, Figure, Kind, Modifier

_MARK = re.compile(r"\[(\d+)\]")
# What behind a number makes it another one: the label "15" does not prove "15 million".
_MORE = r"\s*(?:%|per\s?cent|thousand|million|billion|trillion)"
_MARKS_NEXT = re.compile(r"[^“”\[\]]*((?:\[\d+\]\s*)+)")


def text_fault(draft: Draft, cited: list[Citation | None]) -> str | None:
    """Names the first citation, quotation or number of the text that nothing proves, or None."""
    places = [citation for citation in cited if citation is not None]
    for mark in _MARK.findall(draft.text):
        if not 1 <= int(mark) <= len(places):
            return f"the citation [{mark}] leads nowhere"
    titles = [place.report for place in places]
    # A title may stand within a quotation, which must stay whole, and may hold quotation marks.
    text = _without(draft.text, [title for title in titles if re.search("[“”]", title)])
    text, stray_words = _without_quotations(text, places, _wordings(draft))
    if stray_words is not None:
        return f"the quotation “{stray_words}” is not in the place it cites"
    text = _without(text, titles)
    stray = _stray_number(_MARK.sub(_blank, _without(text, _wordings(draft))), draft, places)
    return None if stray is None else f"the number {stray} is in no report"


def _without(text: str, known: list[str]) -> str:
    """Blanks known wordings where they stand whole, the longest first."""
    for words in sorted(filter(None, known), key=len, reverse=True):
        text = re.sub(rf"(?<![\w.,]){re.escape(words)}(?!\w|[.,]\d|{_MORE})", _blank, text)
    return text


def _blank(match: re.Match[str]) -> str:
    return " " * len(match.group())


def _without_quotations(
    text: str, places: list[Citation], wordings: list[str]
) -> tuple[str, str | None]:
    """Blanks each “quotation” that stands in the place it cites; returns the first that does not.

    A quotation may hold quotation marks of its own: the longest reading that stands is taken.
    """
    at = text.find("“")
    while at >= 0:
        ends = [match.start() for match in re.finditer("”", text[at:])]
        held = [
            end
            for end in ends
            if _is_quoted(text[at + 1 : at + end], text[at + end :], places)
            or any(text[at : at + end + 1] in words for words in wordings)
        ]
        if not held:
            return text, text[at + 1 : at + (ends[0] if ends else len(text))]
        text = text[:at] + " " * (held[-1] + 1) + text[at + held[-1] + 1 :]
        at = text.find("“")
    # What closes nothing was cut off from a quotation that does not stand as a whole.
    torn = _without(text, wordings).find("”")
    return text, None if torn < 0 else text[:torn].strip()[-60:]


def _is_quoted(words: str, rest: str, places: list[Citation]) -> bool:
    """Tells whether words stand in a place that the citations next behind them name."""
    marks = _MARKS_NEXT.match(rest[1:])
    numbers = [int(number) for number in _MARK.findall(marks.group(1))] if marks else []
    named = [places[number - 1] for number in numbers] or places
    wanted = " ".join(words.split())
    return bool(wanted) and any(wanted in " ".join(place.quote.split()) for place in named)


def _stray_number(text: str, draft: Draft, places: list[Citation]) -> str | None:
    """Returns the first number of a text that is no figure of the draft and not repeated."""
    figures = [as_figure(entry) for entry in draft.figures]
    repeated = [figure for words in draft.repeated for figure in read_figures(words)]
    surfaces = {figure.surface for figure in figures} | set(draft.repeated)
    for found in read_figures(text):
        known = found.surface in surfaces or _is_any(found, [*figures, *repeated])
        if not known and not _is_said_of(found, draft, places):
            return found.surface
    return None


def _is_any(found: Figure, known: list[Figure]) -> bool:
    """Tells whether a number is one of those known; it may leave a hedge away, and not add one."""
    return any(
        (found.value, found.upper) == (one.value, one.upper)
        and units_agree(found, one)
        and found.modifier in (Modifier.EXACT, Modifier.ABOUT, one.modifier)
        for one in known
    )


def _is_said_of(found: Figure, draft: Draft, places: list[Citation]) -> bool:
    """Tells whether a number is in a figure's label or scope, or is a date that a cited place has
    in its words or over them: what says which victims, and of which year.
    """
    quoted = [entry.figure for entry in draft.figures if isinstance(entry, Quoted)]
    heads = [part for figure in quoted for part in (figure.label, figure.scope) if part]
    if found.kind is Kind.DATE:
        heads += [part for p in places for part in (p.quote, p.heading, p.report) if part]
    return any(
        (found.value, found.upper, found.modifier) == (one.value, one.upper, one.modifier)
        for words in heads
        for one in read_figures(words)
    )


def _wordings(draft: Draft) -> list[str]:
    """Returns the labels, scopes and workings that a text may give word for word."""
    words: list[str] = []
    for entry in draft.figures:
        if isinstance(entry, Quoted):
            figure = entry.figure
            # A loss in brackets, "(6,172)", reads as a plain number outside its table.
            bracketed = figure.surface if figure.surface.startswith("(") else ""
            words += [figure.label or "", figure.scope or "", bracketed]
        else:
            words += [entry.worked.working, entry.label or ""]
    return [word for word in words if re.search(r"\d|“", word)]
