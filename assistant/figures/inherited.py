"""Gives figures the time of the heading or the sentence before them, where that is plain.

A sentence takes one only where it names no time itself and tells what happened, in the past tense.
Tables take none: half their columns are of another year. Knows nothing of reports.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.figures.periods import period_of
from assistant.records import Figure, Kind

_KINDS = (Kind.COUNT, Kind.MONEY, Kind.PERCENT, Kind.MEASURE)
# Words of when, of what is not yet or no longer so, and of the present tense.
_WHEN = re.compile(
    r"\b(?:(?:1[5-9]|20)\d\d|years?|yearly|annual(?:ly)?|months?|monthly|weeks?|weekly|days?|daily|"
    r"quarters?|quarterly|decades?|century|centuries|season|semester|term|january|february|march|"
    r"april|june|july|august|september|october|november|december|spring|summer|autumn|winter|today|"
    r"yesterday|tomorrow|tonight|now|current(?:ly)?|recent(?:ly)?|previous(?:ly)?|prior|"
    r"former(?:ly)?|earlier|later|early|late|before|after(?:wards)?|ago|since|until|till|then|"
    r"already|still|yet|once|last|next|past|future|ever|never|original(?:ly)?|initial(?:ly)?|"
    r"subsequent(?:ly)?|ahead|always|usually|typically|historical(?:ly)?|compared|than|from|"
    r"targets?|goals?|aims?|plan(?:s|ned)?|expect(?:s|ed)?|estimate[sd]?|project(?:ed|ions?)|"
    r"forecast|budget(?:ed)?|propos(?:ed|als?)|authori[sz]ed|agree[ds]?|would|could|should|might|"
    r"may|must|can|will|shall|if|when|unless|is|are|am|has|have|had|do|does|be)\b",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"\b(?:was|were|[a-z]{3,}ed|rose|fell|grew|held|sold|bought|spent|paid|made|took|gave|saw|went|"
    r"came|became|began|won|led|lost|found|met|built|brought|sent|fled|fought|ran|drew|shot|"
    r"struck)\b"
)
_NO_DEED = re.compile(
    r"need|indeed|speed|exceed|proceed|hundred|added|reported|stated|claimed|noted|based|used|aged|"
    r"limited|united"
)
_OPENS = re.compile(r"(?:In|During|Over|Throughout|For)\s")

_NAMES_TIME = re.compile(r"\b(?:1[5-9]|20)\d\d\b|\bFY\s?\d\d\b|\byear\b", re.IGNORECASE)
_YEAR = (
    r"(?:(?:fiscal|financial|calendar)\s(?:year\s)?|FY\s?|the\syear\s)?(?:19|20)\d\d"
    r"(?:[–/-]\d\d)?"
)
_TOPIC = (
    r"(?:results?|figures|progress|highlights|performance|review|statistics|overview|summary|"
    r"achievements|outcomes|in\s(?:numbers|figures|brief|review)|at\sa\sglance)"
)
_HEADING = re.compile(
    r"(?:\d+(?:\.\d+)*\.?\s)?(?:"
    rf"{_YEAR}(?:\s[A-Za-z]+){{0,2}}\s{_TOPIC}"
    rf"|(?:[A-Za-z][\w’'-]*\s){{1,6}}(?:in|for|during)\s{_YEAR}"
    r")(?:\s\(continued\)|:)?",
    re.IGNORECASE,
)
_NOT_TOLD = re.compile(
    r"\b(?:plans?|planned|outlook|guidance|goals?|targets?|budget|ahead|proposed|forecast|act|award|"
    r"strategy|standard|version|changes|compared|events|that|which|who|is|are|was|were|will|has|"
    r"have)\b",
    re.IGNORECASE,
)


def _period_of(words: str) -> str | None:
    """Returns the one period that a section is of ("Results for 2022", "FY 2013 progress").

    "" where the heading names a time in another way, None where it names none.
    """
    plain = " ".join(words.split())
    if not _NAMES_TIME.search(plain):
        return None
    stated = len(plain) <= 80 and _HEADING.fullmatch(plain) and not _NOT_TOLD.search(plain)
    return (stated and period_of(plain)) or ""


class Sections:
    """The sections that a place of a report lies in, by its headings; the first is the title's.

    A title says nothing of the figures: an "Annual report 2022" tells of other years too.
    """

    def __init__(self) -> None:
        self._open: list[tuple[int, str | None]] = []
        self._has_title = False

    def enter(self, level: int, heading: str) -> None:
        self._open = [section for section in self._open if section[0] < level]
        self._open.append((level, _period_of(heading) if self._has_title else None))
        self._has_title = True

    @property
    def period(self) -> str | None:
        """The period that the nearest heading which names a time states, if it does."""
        named = (period for _, period in reversed(self._open) if period is not None)
        return next(named, None) or None


class Inheritance:
    """What the sentences of one paragraph inherit: first ``section``, the period of its heading."""

    def __init__(self, section: str | None) -> None:
        self._section = section
        self._carried = section

    def pass_over(self, sentence: str) -> None:
        """Takes a sentence without figures into account."""
        if self._carried and _WHEN.search(sentence):
            self._carried = self._section

    def hand_down(self, sentence: str, figures: Sequence[Figure]) -> list[Figure]:
        """Returns the figures of the next sentence with what they inherit.

        A sentence that opens with a time of all its figures ("In 2022 …") hands it on; one of
        another time ends what the heading says.
        """
        if any(figure.kind is Kind.DATE for figure in figures):
            self._section = None
        if self._carried and not _WHEN.search(sentence):
            return _told_of(self._carried, sentence, figures)
        told = {figure.period for figure in figures if figure.kind is not Kind.DATE}
        opens = len(told) == 1 and _OPENS.match(sentence)
        self._carried = told.pop() if opens else self._section
        return list(figures)


def _told_of(period: str, sentence: str, figures: Sequence[Figure]) -> list[Figure]:
    """Returns the figures told of a period where the sentence tells what happened."""
    if all(_NO_DEED.fullmatch(verb[0]) for verb in _PAST.finditer(sentence)):
        return list(figures)
    return [
        replace(figure, period=period, times=())
        if figure.kind in _KINDS and figure.period is None and not _is_name(figure)
        else figure
        for figure in figures
    ]


def _is_name(figure: Figure) -> bool:
    """Tells a number written large within a sentence: "the Lean Six Sigma method"."""
    return figure.surface[0].isupper() and figure.surface[1:2].islower() and figure.start > 0
