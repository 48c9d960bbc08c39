"""Looks figures up, follows them over editions, and finds them again. Knows no interface.

`finding` turns words and filters into a `table` of figures with the `columns` of a ledger; `series`
follows one label across periods; `references` checks the id of a figure printed long ago.
"""

from assistant.lookup.columns import Column, counted
from assistant.lookup.finding import find_figures
from assistant.lookup.references import Reference, State, follow
from assistant.lookup.series import Point, Series, find_series
from assistant.lookup.table import FigureTable

__all__ = [
    "Column",
    "FigureTable",
    "Point",
    "Reference",
    "Series",
    "State",
    "counted",
    "find_figures",
    "find_series",
    "follow",
]
