"""Shows what the reports of a library disagree on. Knows nothing of how conflicts are found."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import typer

from assistant.cli import printing
from assistant.records import ConflictingFigure, ShelfConflict

if TYPE_CHECKING:
    from assistant.assistant import Library
    from assistant.library import FigureQuery


def show_conflicts(library: Library, query: FigureQuery, *, as_json: bool) -> None:
    """Prints the conflicts among the figures a query finds; exits 1 where there are none."""
    found = library.conflicts(query)
    if as_json:
        shown = [conflict.to_dict() for conflict in found]
        printing.show_json({"conflicts": shown, "total": len(found)})
    else:
        printing.show(conflicts_text(found))
    if not found:
        raise typer.Exit(1)


def conflicts_text(conflicts: Sequence[ShelfConflict]) -> str:
    """Returns each conflict: its kind, why, and every figure with its quote and place."""
    if not conflicts:
        return "No figures that disagree were found."
    return "\n\n".join(_conflict_text(conflict) for conflict in conflicts)


def _conflict_text(conflict: ShelfConflict) -> str:
    heads = f"{conflict.kind.value.upper()}: {printing.one_line(conflict.label)}"
    return "\n".join([heads, f"    {conflict.why}", *map(_figure_text, conflict.figures)])


def _figure_text(told: ConflictingFigure) -> str:
    kind = f" ({told.kind.value})" if told.kind else ""
    quote = printing.one_line(told.citation.quote)
    lines = [f'    {printing.one_line(told.figure.surface)}{kind}: "{quote}"']
    lines.append(f"        {printing.place_text(told.citation)}")
    return "\n".join(lines)
