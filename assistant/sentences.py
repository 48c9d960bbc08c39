"""Finds sentences in text. Knows nothing of reports, passages or figures.

A single line break counts as a space; a blank line always ends a sentence.
"""

from __future__ import annotations

import re

_PARTS = re.compile(r"\n[ \t\r\f\v]*(?:\n[ \t\r\f\v]*)+")
_BULLET = re.compile(r"\n(?=[ \t]*[•‣▪●◦■□➢✓·–—-][ \t])")
# A terminator, its closing quotes, then a footnote's mark: "arrested.3 The", "arrested.[3]".
_END = re.compile(
    r"(?<![.!?…])(?P<mark>[.!?…]++)[\"'”’»)\]]*"
    r"(?:(?:\[(?:\d{1,3}(?:\s?[,–-]\s?\d{1,3})*|[a-z])\]|[⁰¹²³⁴-⁹]+)+"
    r"|(?<=[^\W\d][.”\"])\d{1,3}(?=\s+[A-Z“\"]))?(?=\s|$)"
    r"|[。！？]+[”」』）]*"
)
_WORD_BEFORE = re.compile(r"[^\s(\[“\"‘]+$")
_NEXT = re.compile(r"\s*[\"'“‘«(\[]*")
_INITIALS = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]$")

_NAMES_FOLLOW = (
    " mr mrs ms dr prof gen sen rep gov lt col capt sgt maj hon rev pres mt ft messrs "
    "e.g i.e eg ie cf vs viz approx incl esp resp "
)
_NUMBERS_FOLLOW = (
    " no nos p pp fig figs sec secs art arts vol vols ch chs para paras eq app pt ed reg res c ca "
    "rs jan feb mar apr jun jul aug sep sept oct nov dec st "
)
_MAY_END = " inc ltd co corp etc jr sr al dept govt univ bros est st ave "
_STARTERS = re.compile(
    r"(?:The|A|An|In|On|It|Its|He|She|They|We|You|This|These|That|Those|There|However|But|And|For|At|As|"
    r"If|Of|By|From|With|When|While|Since|After|Before|During|Over|Some|Most|Many|All|Both|Each|"
    r"No|Not|One|Two|Their|His|Her|Our|More|Under|To|What|Who|How|Also|Another|Such|Although)"
    r"\b(?!\.)"
)


def find_sentences(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Returns the spans of the sentences in ``text[start:end]``, in order.

    Spans are offsets into ``text``, trimmed and never empty; together they cover every character
    of the slice that is not white space.
    """
    spans: list[tuple[int, int]] = []
    part_start = start
    for gap in _PARTS.finditer(text, start, end):
        _add_sentences(text, part_start, gap.start(), spans)
        part_start = gap.end()
    _add_sentences(text, part_start, end, spans)
    return spans


def _add_sentences(text: str, start: int, end: int, spans: list[tuple[int, int]]) -> None:
    breaks = {bullet.start() for bullet in _BULLET.finditer(text, start, end)}
    for match in _END.finditer(text, start, end):
        if _ends_sentence(text, match, start, end):
            breaks.add(match.end())
    position = start
    for cut in [*sorted(breaks), end]:
        span = trim(text, position, cut)
        if span[0] < span[1]:
            spans.append(span)
        position = cut


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """Returns the span without the white space at either end; empty if that is all."""
    piece = text[start:end]
    stripped = piece.strip()
    if not stripped:
        return start, start
    start += len(piece) - len(piece.lstrip())
    return start, start + len(stripped)


def _ends_sentence(text: str, match: re.Match[str], start: int, end: int) -> bool:
    mark = match["mark"]
    if mark is None:
        return True
    follow = _NEXT.match(text, match.end(), end)
    next_at = follow.end() if follow else match.end()
    if next_at >= end:
        return True
    following = text[next_at]
    if following.islower() or following in ",;:)]":
        return False
    if mark != ".":
        return True
    return not _is_abbreviation(text, match.start(), next_at, start, end)


def _is_abbreviation(text: str, dot: int, next_at: int, start: int, end: int) -> bool:
    before = _WORD_BEFORE.search(text, max(start, dot - 24), dot)
    if before is None:
        return True  # A lone dot: nothing has been said yet.
    word = before.group().lower()
    # "1. Arrests" and "a. Arrests": the number of a list item belongs to its sentence.
    is_marker = (word.isdigit() and len(word) <= 3) or (word.isalpha() and len(word) == 1)
    if is_marker and not text[_sentence_edge(text, dot, start) : before.start()].strip():
        return True
    if word == "pub" and text.startswith("L.", next_at):
        return True
    if f" {word} " in _NAMES_FOLLOW:
        return True
    if f" {word} " in _NUMBERS_FOLLOW and text[next_at].isdigit():
        return True
    if f" {word} " in _MAY_END or (_INITIALS.match(word) and before.group() != "I"):
        return _STARTERS.match(text, next_at, end) is None and text[next_at].isalnum()
    return False


def _sentence_edge(text: str, dot: int, start: int) -> int:
    """Returns about where the line or sentence holding ``dot`` begins; a list number is near it."""
    start = max(start, dot - 80)
    line = text.rfind("\n", start, dot) + 1
    stop = text.rfind(". ", start, dot) + 1
    return max(start, line, stop)
