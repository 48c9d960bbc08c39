"""Reads, compares and reckons with figures. Knows nothing of stores, models or questions."""

from assistant.figures.arithmetic import Unworkable, Worked, show, work
from assistant.figures.comparing import Comparison, Outcome, compare, labels_agree, units_agree
from assistant.figures.prose import read_figures
from assistant.figures.reports import read_report_figures
from assistant.figures.stems import content_stems, find_words, is_person, stem
from assistant.figures.trends import Trend, find_trend

__all__ = [
    "Comparison",
    "Outcome",
    "Trend",
    "Unworkable",
    "Worked",
    "compare",
    "content_stems",
    "find_trend",
    "find_words",
    "is_person",
    "labels_agree",
    "read_figures",
    "read_report_figures",
    "show",
    "stem",
    "units_agree",
    "work",
]
