"""Ask a shelf of reports; get figures you can print. The public names, each loaded on first use.

>>> from assistant import Library, read_figures
>>> library = Library.open("reports.library")
>>> library.add("corpus/")
>>> answer = library.ask("How many victims were rescued?")
>>> answer.figures[0].value, answer.citations[0].quote
>>> read_figures("Police arrested 149 suspects.")[0].label
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from assistant.assistant import Library as Library
    from assistant.errors import AssistantError as AssistantError
    from assistant.errors import EmbeddingError as EmbeddingError
    from assistant.errors import LibraryEmpty as LibraryEmpty
    from assistant.errors import LibraryError as LibraryError
    from assistant.errors import LibraryInUse as LibraryInUse
    from assistant.errors import ModelError as ModelError
    from assistant.errors import UnreadableReport as UnreadableReport
    from assistant.errors import WrongUse as WrongUse
    from assistant.exporting import export as export
    from assistant.exporting import export_check as export_check
    from assistant.figures import read_figures as read_figures
    from assistant.library import FigureQuery as FigureQuery
    from assistant.records import Added as Added
    from assistant.records import Answer as Answer
    from assistant.records import Check as Check
    from assistant.records import CheckedDraft as CheckedDraft
    from assistant.records import Citation as Citation
    from assistant.records import Claim as Claim
    from assistant.records import Conflict as Conflict
    from assistant.records import Derivation as Derivation
    from assistant.records import Figure as Figure
    from assistant.records import Filters as Filters
    from assistant.records import Report as Report
    from assistant.records import ReportSummary as ReportSummary
    from assistant.records import ShownFigure as ShownFigure
    from assistant.records import Verdict as Verdict
    from assistant.records import Verification as Verification
    from assistant.settings import Settings as Settings

_HOMES = {
    "assistant.assistant": ("Library",),
    "assistant.errors": (
        "AssistantError",
        "EmbeddingError",
        "LibraryEmpty",
        "LibraryError",
        "LibraryInUse",
        "ModelError",
        "UnreadableReport",
        "WrongUse",
    ),
    "assistant.exporting": ("export", "export_check"),
    "assistant.figures": ("read_figures",),
    "assistant.library": ("FigureQuery",),
    "assistant.records": (
        "Added",
        "Answer",
        "Check",
        "CheckedDraft",
        "Citation",
        "Claim",
        "Conflict",
        "Derivation",
        "Figure",
        "Filters",
        "Report",
        "ReportSummary",
        "ShownFigure",
        "Verdict",
        "Verification",
    ),
    "assistant.settings": ("Settings",),
}
_HOME_OF = {name: module for module, names in _HOMES.items() for name in names}

__all__ = sorted(_HOME_OF)


def __getattr__(name: str) -> Any:
    """Loads a public name's module when it is first asked for (PEP 562)."""
    if name not in _HOME_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(_HOME_OF[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
