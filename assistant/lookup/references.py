"""Checks the id of a figure printed long ago: does it still stand? Knows no interface.

An id is the report's id and the figure's span, "4215f2f93d866fed@183-186". The report's id is made
of its content, so an id never comes to name another figure; the report may have gone since.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from assistant.errors import LibraryError, WrongUse
from assistant.library import Former, FoundFigure, Store
from assistant.lookup.finding import cite
from assistant.lookup.successors import find_successor, is_unchanged
from assistant.lookup.table import placed
from assistant.records import Citation, Figure

_ID = re.compile(r"([0-9a-f]{16})@(\d{1,12})-(\d{1,12})", re.ASCII)


class State(StrEnum):
    """How the place an id names is today."""

    CURRENT = "current"
    UNCHANGED = "unchanged"
    CHANGED = "changed"
    GONE = "no longer there"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Reference:
    """What an id leads to: the figure as it stands today, and its place.

    ``note`` is one sentence for people where the report is no longer the one the id was made of; ""
    where it is. ``figure`` and ``citation`` are None where nothing stands there any more. ``was``
    is the figure as the replaced report had it.
    """

    id: str
    state: State
    note: str = ""
    figure: Figure | None = None
    citation: Citation | None = None
    was: Figure | None = None

    def to_dict(self) -> dict[str, Any]:
        """Returns the stable shape `assistant figures --id ID --json` prints."""
        shown = self.figure is not None and self.citation is not None
        return {
            "id": self.id,
            "state": self.state.value,
            "note": self.note or None,
            "figure": placed(self.figure, self.citation) if shown else None,  # type: ignore[arg-type]
            "was": None if self.was is None else self.was.to_dict(),
        }


def follow(store: Store, figure_id: str) -> Reference:
    """Returns what a figure's id leads to today.

    Raises WrongUse for words that are no id and for a span that is no figure, and LibraryError for
    a report that was never here.
    """
    match = _ID.fullmatch(figure_id.strip())
    if match is None:
        raise WrongUse(
            f"{figure_id!r} is not a figure's id. One looks like 4215f2f93d866fed@183-186; "
            "`assistant figures` prints them."
        )
    report_id, start, end = match[1], int(match[2]), int(match[3])
    if store.has(report_id):
        found = store.figure_at(report_id, start, end)
        if found is None:
            raise _no_figure(report_id, start, end)
        return Reference(figure_id, State.CURRENT, "", found.figure, _cite(store, found))
    former = store.former(report_id)
    if former is None:
        raise LibraryError(
            f"No report {report_id} is here, and none was replaced or removed under that id. Add "
            "the report, or name its library with --library."
        )
    return _follow_former(store, figure_id.strip(), former, (start, end))


def _follow_former(
    store: Store, figure_id: str, former: Former, span: tuple[int, int]
) -> Reference:
    """Follows a replaced report to the version that is here now."""
    last, version = former, former.replaced_by
    while version is not None and not store.has(version):
        following = store.former(version)
        if following is None:
            break
        last, version = following, following.replaced_by
    if version is None or not store.has(version):
        return Reference(figure_id, State.REMOVED, _removed(former, last))
    title = store.metadata([version])[version].title
    replaced = f"That report was replaced on {former.left_on} by {version} ({title})"
    if not former.is_kept:
        note = f"{replaced}; it was removed since, and what it said is no longer known."
        return Reference(figure_id, State.REMOVED, note)
    old = next(((f, s) for f, s in former.figures if (f.start, f.end) == span), None)
    if old is None:
        raise _no_figure(former.id, *span)
    new = find_successor(*old, store.figures_of(version), store.text(version))
    found = None if new is None else store.figure_at(version, new.start, new.end)
    if new is None or found is None:
        note = f"{replaced}; the figure, {old[0].surface}, is no longer there."
        return Reference(figure_id, State.GONE, note, was=old[0])
    same = is_unchanged(old[0], new)
    told = f"unchanged: {new.surface}" if same else f"changed: {old[0].surface} → {new.surface}"
    state = State.UNCHANGED if same else State.CHANGED
    note = f"{replaced}; the same place now reads {told}."
    return Reference(figure_id, state, note, found.figure, _cite(store, found), old[0])


def _removed(former: Former, last: Former) -> str:
    if former is last:
        return f"That report ({former.title}) was removed from the library on {former.left_on}."
    return (
        f"That report was replaced on {former.left_on}, and its later version {last.id} "
        f"({last.title}) was removed from the library on {last.left_on}."
    )


def _cite(store: Store, found: FoundFigure) -> Citation:
    reports = store.metadata([found.figure.report_id])
    return next(iter(cite(store, [found], reports)))


def _no_figure(report_id: str, start: int, end: int) -> WrongUse:
    return WrongUse(
        f"No figure stands at characters {start}-{end} of report {report_id}. Look its figures up: "
        f"`assistant figures --report {report_id}`."
    )
