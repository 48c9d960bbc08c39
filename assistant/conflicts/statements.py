"""What is said of a figure, as stems: its label, its clause, its names. Knows no other figure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from assistant.figures import content_stems, find_words, stem
from assistant.figures.lexicon import FUNCTION_WORDS, IRREGULAR_VERBS, MONTHS
from assistant.reading.ages import find_ages
from assistant.reading.clauses import find_saying, is_row
from assistant.reading.deeds import is_participle
from assistant.reading.definitions import FILLERS, own_words
from assistant.reading.periods import YEAR
from assistant.reading.said import Said

_AIM = re.compile(
    r"\b(?:targets?|goals?|aims?|planned|project(?:ed|ions?)|plans?|will|would|should|could|may"
    r"|might|hopes?|intends?|forecasts?|expect(?:s|ed)?|estimates?|budget(?:ed)?|up to)\b",
    re.IGNORECASE,
)
_NAME = re.compile(r"(?<![.!?:;•|]\s)(?<!^)\b[A-Z][\w’'-]{2,}")
_OF = re.compile(r"\s+(?:of|in|from|with|for|at|under|over|aged|by|on|to|who|that)\s+")


@dataclass(frozen=True)
class Statement:
    """A figure with what is said of it. Each property is worked out once, when it is asked for."""

    said: Said

    @cached_property
    def is_cell(self) -> bool:
        return is_row(self.said.sentence)

    @cached_property
    def label(self) -> frozenset[str]:
        """The stems of the label; numbers, the unit ("hours") and words like "total" left out."""
        figure = self.said.figure
        stems = frozenset(content_stems(figure.label or "")) - FILLERS
        unit = frozenset(content_stems(figure.unit or "")) - {"person"}
        return frozenset(word for word in stems - unit if word.isalpha() and len(word) > 1)

    @cached_property
    def head(self) -> str:
        """The stem of the label's noun: "victim" of "minor victims of trafficking"."""
        noun = _OF.split(self.said.figure.label or "", maxsplit=1)[0]
        stems = [word for word in content_stems(noun) if word not in FILLERS]
        while len(stems) > 1 and is_participle(noun.split()[-1]):
            stems, noun = stems[:-1], noun.rpartition(" ")[0]
        return stems[-1] if stems and stems[-1] in self.label else ""

    @cached_property
    def clause(self) -> str:
        figure, sentence = self.said.figure, self.said.sentence
        if self.is_cell:
            return f"{sentence} {figure.label or ''} {self.said.heading}"
        start = max(0, figure.start - figure.sentence_start)
        first, last = find_saying(sentence, start, start + figure.end - figure.start)
        return sentence[first:last]

    @cached_property
    def words(self) -> frozenset[str]:
        """The stems of the clause, numbers, months and the label's own aside."""
        stems = content_stems(self.clause)
        months = {stem(name) for name in MONTHS}
        return frozenset(w for w in stems if w.isalpha()) - self.label - FILLERS - months

    @cached_property
    def verbs(self) -> frozenset[str]:
        """The stems of the clause's verbs of doing: "arrested", "sent"; none of "is" or "had"."""
        words = [word.lower() for word, _, _ in find_words(self.clause)]
        return frozenset(
            stem(word)
            for word in words
            if (is_participle(word) or word in IRREGULAR_VERBS) and word not in FUNCTION_WORDS
        )

    @cached_property
    def names(self) -> frozenset[str]:
        """The names in the sentence, the headings and of the report, lower case."""
        return self.title_names | _names_in(f"- {self.said.sentence} - {self.said.heading}")

    @cached_property
    def years(self) -> frozenset[str]:
        """The years in the sentence."""
        return frozenset(YEAR.findall(self.said.sentence))

    @cached_property
    def title_names(self) -> frozenset[str]:
        """The names in the report's title and publisher, lower case."""
        report = self.said.report
        return _names_in(f"- {report.title} - {report.publisher or ''}")

    @cached_property
    def ages(self) -> tuple[int, int | None] | None:
        return find_ages(own_words(self.said.figure))

    @cached_property
    def is_aim(self) -> bool:
        """Whether a plan, target or estimate is told, not what was."""
        return bool(_AIM.search(f"{self.clause} {own_words(self.said.figure)}"))


def _names_in(text: str) -> frozenset[str]:
    return frozenset(name.lower() for name in _NAME.findall(text)) - set(MONTHS)
