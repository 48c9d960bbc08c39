"""Takes a chat model's reply apart: plain words, and which passage is cited where.

Knows nothing of models, passages or figures.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from assistant.sentences import find_sentences

LONGEST = 4000
"""Characters of a reply that are read; three sentences were asked for."""

_THINKING = re.compile(r"<think>.*?(?:</think>|\Z)", re.DOTALL | re.IGNORECASE)
_CITES = re.compile(r"\[(?:passages?\s*)?(\d{1,3}(?:\s*(?:,|and|&)\s*\d{1,3})*)\]", re.IGNORECASE)
_AFTER_STOP = re.compile(r"([.!?]+[”\"']?)((?:\s*\[\d+\])+)")
_BULLET = re.compile(r"^\s*(?:[-*•#>]+|\d{1,2}[.)])\s+")
_EMPHASIS = re.compile(r"\*\*|__|`|(?<!\w)[*_](?=\w)|(?<=\w)[*_](?!\w)")
_MARK = re.compile(r"\s*\[(\d+)\]")
_MARKUP = re.compile(r"<[A-Za-z/!?]|\]\(|https?:|www\.|javascript:|&#?\w+;", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Mark:
    """A citation: passage ``number`` after the character at ``at`` of the plain text."""

    at: int
    number: int


@dataclass(frozen=True, slots=True)
class Reply:
    """A reply's plain ``text`` without its citations, the citations, and the sentences' offsets."""

    text: str
    marks: tuple[Mark, ...]
    sentences: tuple[tuple[int, int], ...]

    def cited(self, start: int, end: int) -> list[Mark]:
        """Returns the citations in text[start:end], the last character's included."""
        return [mark for mark in self.marks if start < mark.at <= end]

    def cited_for(self, figure_end: int, sentence: tuple[int, int]) -> list[int]:
        """Returns the passages cited for what ends at an offset: by the next run of citations of
        its sentence, or where none follows by the last run before.
        """
        marks = self.cited(*sentence)
        places = [mark.at for mark in marks if mark.at >= figure_end]
        at = min(places) if places else max((mark.at for mark in marks), default=-1)
        return [mark.number for mark in marks if mark.at == at]


def read_reply(reply: str) -> Reply:
    """Returns a reply taken apart; emphasis, bullets and thinking aloud are left away."""
    text = _THINKING.sub(" ", reply)[:LONGEST]
    text = "".join(c if c == "\n" or unicodedata.category(c)[0] != "C" else " " for c in text)
    lines = [_EMPHASIS.sub("", _BULLET.sub("", line)).strip() for line in text.splitlines()]
    text = " ".join(_stopped(line) for line in lines if line)
    text = _CITES.sub(lambda m: "".join(f"[{n}]" for n in re.findall(r"\d+", m.group(1))), text)
    text = _AFTER_STOP.sub(r"\2\1", " ".join(text.split()))
    plain, marks, end = "", [], 0
    for match in _MARK.finditer(text):
        plain += text[end : match.start()]
        marks.append(Mark(len(plain), int(match.group(1))))
        end = match.end()
    plain += text[end:]
    return Reply(plain, tuple(marks), tuple(find_sentences(plain, 0, len(plain))))


def has_markup(sentence: str) -> bool:
    """Tells whether a sentence holds tags, links or character references; none are asked for."""
    return bool(_MARKUP.search(sentence))


def _stopped(line: str) -> str:
    return line if re.search(r"[.!?:;,\]”\"]$", line) else f"{line}."
