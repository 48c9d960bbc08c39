"""Reads, compares and reckons with figures. Knows nothing of stores, models or questions."""

from assistant.figures.arithmetic import Unworkable, Worked, show, work
from assistant.figures.changes import as_worded, changes_agree
from assistant.figures.comparing import compare
from assistant.figures.counted import Agreement, judge_labels, labels_agree
from assistant.figures.movements import CHANGE_NOUNS, CHANGE_VERBS
from assistant.figures.outcomes import Comparison, Outcome
from assistant.figures.prose import read_figures
from assistant.figures.reports import read_report_figures
from assistant.figures.stems import content_stems, find_words, is_person, stem
from assistant.figures.values import compare_values, is_percent, units_agree

__all__ = [
    "CHANGE_NOUNS",
    "CHANGE_VERBS",
    "Agreement",
    "Comparison",
    "Outcome",
    "Unworkable",
    "Worked",
    "as_worded",
    "changes_agree",
    "compare",
    "compare_values",
    "content_stems",
    "find_words",
    "is_percent",
    "is_person",
    "judge_labels",
    "labels_agree",
    "read_figures",
    "read_report_figures",
    "show",
    "stem",
    "units_agree",
    "work",
]
