"""The words around the figures of one passage, read once for all. Knows nothing of scores."""

from __future__ import annotations

import re
from pathlib import PurePath

from assistant.figures import find_words, stem
from assistant.figures.lexicon import FUNCTION_WORDS
from assistant.reading.clauses import find_clause, find_saying
from assistant.reading.matching import Asked, Words, stems_of
from assistant.reading.synonyms import expand
from assistant.records import Evidence, Figure, Kind

YEAR = re.compile(r"\b(?:1[5-9]\d\d|20\d\d)\b")
LEAD_UP = 700
"""How far back, in characters, a place or person named still holds for a sentence."""

OWNER = 0.9
"""What a word in the report's title or publisher counts for beside the sentence's own."""


class Surroundings:
    """The words around the figures of one passage, read once for all of them."""

    def __init__(self, item: Evidence, asked: Asked) -> None:
        report, passage = item.report, item.passage
        self.item = item
        self.offset = passage.start
        about = " ".join(filter(None, (passage.context, *passage.heading, report.title)))
        # A file is named after whom it is from, where its title is only "Annual report".
        file = re.sub(r"[\W_]+", " ", PurePath(report.origin).stem)
        owner = expand(stems_of(f"{report.title} {report.publisher or ''} {file}"))
        heads = expand(stems_of(about)) | owner
        inside = expand(stems_of(passage.text))
        self.titles = {" ".join(words.split()) for words in (report.title, *passage.heading)}
        self._asked, self._over, self._heads = asked, heads | inside, heads
        self.owner = {term: asked.match(term, owner) for term in asked.terms}
        self.credits = {
            term: max(0.8 * asked.match(term, heads), 0.4 * asked.match(term, inside))
            for term in asked.terms
        }
        self.years = set(YEAR.findall(about)) | set(YEAR.findall(report.published or ""))
        named = set(owner) | set(YEAR.findall(report.title))
        self.title = len(asked.source & named) / len(asked.source) if asked.source else 0.0
        self._sentences: dict[int, list[tuple[str, frozenset[int], int]]] = {}

    def match(self, term: str) -> float:
        """Returns how a term is met in the headings, the title or the passage."""
        return self._asked.match(term, self._over)

    def sentence(self, figure: Figure) -> list[tuple[str, frozenset[int], int]]:
        """Returns the sentence's or row's stems with their groups and offsets in the report."""
        known = self._sentences.get(figure.sentence_start)
        if known is None:
            start = max(figure.sentence_start, self.offset)
            found = [
                (stem(word), at + start)
                for word, at, _ in find_words(statement_of(self.item, figure))
                if word.lower() not in FUNCTION_WORDS
            ]
            groups = expand({word for word, _ in found})
            known = [(word, groups[word], at) for word, at in found]
            self._sentences[figure.sentence_start] = known
        return known

    def at(self, figure: Figure) -> int:
        """Returns where the figure starts in its statement's text."""
        return figure.start - max(figure.sentence_start, self.offset)

    def is_named(self, term: str, figure: Figure) -> bool:
        """Tells whether a name stands over the figure, or in the words that lead up to it."""
        if self._asked.match(term, self._heads):
            return True
        end = figure.sentence_end - self.offset
        near = self.item.passage.text[max(0, end - LEAD_UP) : max(0, end)]
        return self._asked.match(term, expand(stems_of(near))) > 0

    def saying(self, figure: Figure) -> Words:
        """Returns the words of the clause whose verb is said of the figure.

        Of a sentence's only figure the whole sentence is said.
        """
        text = statement_of(self.item, figure)
        beside = [f for f in self.item.figures if f.sentence_start == figure.sentence_start]
        if not any(f.kind is not Kind.DATE and f.start != figure.start for f in beside):
            return expand(stems_of(text))
        at = self.at(figure)
        first, last = find_saying(text, at, at + figure.end - figure.start)
        return expand(stems_of(text[first:last]))

    def clause(self, figure: Figure) -> tuple[int, int]:
        """Returns the figure's clause as offsets in the report."""
        at = max(figure.sentence_start, self.offset)
        text = statement_of(self.item, figure)
        first, last = find_clause(text, figure.start - at, figure.end - at)
        return at + first, at + last


def statement_of(item: Evidence, figure: Figure) -> str:
    start = max(0, figure.sentence_start - item.passage.start)
    return item.passage.text[start : figure.sentence_end - item.passage.start]
