"""Puts what changed since a check was kept into words. Knows nothing of how it was found."""

from __future__ import annotations

from assistant.cli.printing import one_line
from assistant.records import Verification, count_of


def verification_text(found: Verification) -> str:
    """Returns a line for each thing that changed, and one that says whether the check stands."""
    lines = [
        f"{change.kind.value.capitalize()}: {one_line(change.told)}" for change in found.changes
    ]
    about = (
        f"{one_line(found.name)}, checked at {one_line(found.made)}: "
        f"{count_of(found.claims, 'claim')}, {count_of(found.places, 'quotation')} as they were"
    )
    told = "Nothing changed." if found.stands else f"{count_of(len(found.changes), 'change')}."
    return "\n".join([*lines, f"{about}. {told}"])
